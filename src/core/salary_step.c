#include "core/salary_step.h"

#include <string.h>

static const char TYPE[] = "salary_step";

static bool
is_lane_character(char c)
{
	return cl_is_letter(c) || cl_is_digit(c) || c == '+' || c == '.' || c == '/';
}

bool
cl_lane_make(cl_env *env, const char *what, const char *lane, size_t length, char *out)
{
	char made[CL_LANE_LENGTH];
	size_t used = 0;

	memset(made, 0, sizeof(made));
	for (size_t i = 0; i < length; i++)
	{
		char c = lane[i];

		cl_check_now_and_then(env, i);
		if (cl_is_blank(c))
			continue;
		if (!is_lane_character(c))
		{
			cl_fail(env, CL_BAD_TEXT, "invalid lane \"%.*s\" for type %s",
					(int) cl_clip(lane, length, 60), lane, what);
			cl_detail(env, "A lane cannot hold the character \"%c\".", c);
			return cl_hint(env,
						   "A lane is 1 to %d letters, digits, \"+\", \".\" or \"/\", such as V "
						   "or MA+30.",
						   CL_LANE_LENGTH);
		}
		/* 09 is 9: a digit drops the zero before it, unless that zero continues a number; the zero
		 * of 1.05 does */
		if (cl_is_digit(c) && used > 0 && made[used - 1] == '0' &&
			(used == 1 || (!cl_is_digit(made[used - 2]) && made[used - 2] != '.')))
			used--;
		if (used == CL_LANE_LENGTH)
		{
			cl_fail(env, CL_BAD_TEXT, "invalid lane \"%.*s\" for type %s",
					(int) cl_clip(lane, length, 60), lane, what);
			return cl_detail(env, "A lane has at most %d characters.", CL_LANE_LENGTH);
		}
		made[used++] = cl_upper(c);
	}
	if (used == 0)
	{
		cl_fail(env, CL_BAD_TEXT, "invalid lane \"\" for type %s", what);
		return cl_detail(env, "A lane has at least one character.");
	}
	memset(out, 0, CL_LANE_LENGTH);
	memcpy(out, made, used);
	return true;
}

size_t
cl_lane_length(const char *lane)
{
	return strnlen(lane, CL_LANE_LENGTH);
}

static bool
step_make(cl_env *env, cl_int128 step, int places, uint8_t *half_steps)
{
	cl_int128 one = cl_power_of_ten(places);

	if (step < 0 || step > one * CL_STEP_MOST)
	{
		cl_fail(env, CL_OUT_OF_RANGE, "step is out of range for type %s", TYPE);
		return cl_detail(env, "A step lies between 0 and %d.", CL_STEP_MOST);
	}
	if (step * 2 % one != 0)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "a step is a whole or a half number");
		return cl_hint(env, "Round it first: service credit counts in half steps.");
	}
	*half_steps = (uint8_t) (step * 2 / one);
	return true;
}

bool
cl_salary_step_make(cl_env *env, const char *lane, size_t lane_length, cl_int128 step, int places,
					cl_salary_step *out)
{
	cl_salary_step made;

	memset(&made, 0, sizeof(made));
	if (!cl_lane_make(env, TYPE, lane, lane_length, made.lane) ||
		!step_make(env, step, places, &made.half_steps))
		return false;
	*out = made;
	return true;
}

/* The text is folded. The last '-' parts lane and step; blanks count nowhere, not even inside a
 * number. */
static bool
parse_folded(cl_scan *scan, cl_salary_step *out)
{
	const char *text = scan->text->data;
	size_t length = scan->text->length;
	size_t dash = length;
	cl_int128 step = 0;
	int places = 0;
	bool point = false;
	bool any = false;
	bool longevity = false;

	for (; dash > 0 && text[dash - 1] != '-'; dash--)
		cl_check_now_and_then(scan->env, dash);
	if (dash == 0)
	{
		cl_scan_fail_at(scan, length, CL_BAD_TEXT, "there is no \"-\" between lane and step");
		return cl_hint(scan->env, "Write lane and step as V-14 or MA+30-12.");
	}
	for (size_t i = dash; i < length; i++)
	{
		cl_check_now_and_then(scan->env, i);
		if (cl_is_blank(text[i]))
			continue;
		if (any && !longevity && cl_upper(text[i]) == 'L')
			longevity = true;
		else if (text[i] == '.' && !point && !longevity)
			point = true;
		else if (!cl_is_digit(text[i]) || longevity)
		{
			cl_scan_fail_at(scan, i, CL_BAD_TEXT, "a step is a number");
			return cl_hint(scan->env, "Write V-14, or V-19L for the longevity row of step 19.");
		}
		else if (step > cl_power_of_ten(18) || places == 9)
			return cl_scan_fail_at(scan, i, CL_OUT_OF_RANGE, "the step has too many digits");
		else
		{
			step = step * 10 + (text[i] - '0');
			places += point;
			any = true;
		}
	}
	if (!any)
		return cl_scan_fail_at(scan, length, CL_BAD_TEXT, "the step is missing");
	if (!cl_salary_step_make(scan->env, text, dash - 1, step, places, out))
		return false;
	out->longevity = longevity;
	return true;
}

bool
cl_salary_step_parse(cl_env *env, const char *utf8, size_t length, cl_salary_step *out)
{
	cl_text text;
	cl_scan scan;
	bool done;

	if (!cl_fold(env, TYPE, utf8, length, &text))
		return false;
	cl_scan_init(&scan, env, TYPE, &text);
	done = parse_folded(&scan, out);
	cl_text_free(env, &text);
	return done;
}

void
cl_salary_step_print(const cl_salary_step *step, cl_buffer *out)
{
	cl_buffer_bytes(out, step->lane, cl_lane_length(step->lane));
	cl_buffer_char(out, '-');
	cl_buffer_decimal(out, step->half_steps * 5, 1, 0);
	if (step->longevity)
		cl_buffer_char(out, 'L');
}

static bool
not_canonical(cl_env *env)
{
	return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: it is not in its canonical form", TYPE);
}

bool
cl_salary_step_receive(cl_env *env, const uint8_t *data, size_t length, cl_salary_step *out)
{
	cl_salary_step raw, made;

	if (length != sizeof(raw))
		return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: it has %zu bytes, not %zu", TYPE,
					   length, sizeof(raw));
	memcpy(&raw, data, sizeof(raw));
	if (!cl_salary_step_make(env, raw.lane, cl_lane_length(raw.lane), raw.half_steps * 5, 1, &made))
		return not_canonical(env);
	made.longevity = raw.longevity == 1;
	if (memcmp(&raw, &made, sizeof(raw)) != 0)
		return not_canonical(env);
	*out = made;
	return true;
}

/* The value of a canonical Roman numeral up to 39; 0 for anything else. */
static int
roman_value(const char *lane)
{
	static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
	size_t length = cl_lane_length(lane);
	size_t tens = 0;

	while (tens < 3 && tens < length && lane[tens] == 'X')
		tens++;
	for (int i = 0; i < 10; i++)
		if (strlen(ones[i]) == length - tens && memcmp(ones[i], lane + tens, length - tens) == 0)
			return (int) tens * 10 + i;
	return 0;
}

int
cl_lane_compare(const char *a, const char *b)
{
	int roman_a = roman_value(a);
	int roman_b = roman_value(b);
	size_t length_a = cl_lane_length(a);
	size_t length_b = cl_lane_length(b);
	size_t i = 0;
	size_t j = 0;

	if (roman_a && roman_b)
		return (roman_a > roman_b) - (roman_a < roman_b);
	if (roman_a || roman_b)
		return roman_a ? -1 : 1;
	while (i < length_a && j < length_b)
	{
		if (cl_is_digit(a[i]) && cl_is_digit(b[j]))
		{
			/* numbers have no leading zeros, but after a point: the longer is the larger */
			size_t end_a = i;
			size_t end_b = j;
			int order;

			while (end_a < length_a && cl_is_digit(a[end_a]))
				end_a++;
			while (end_b < length_b && cl_is_digit(b[end_b]))
				end_b++;
			if (end_a - i != end_b - j)
				return end_a - i < end_b - j ? -1 : 1;
			order = memcmp(a + i, b + j, end_a - i);
			if (order != 0)
				return order < 0 ? -1 : 1;
			i = end_a;
			j = end_b;
		}
		else if (a[i] != b[j])
			return a[i] < b[j] ? -1 : 1;
		else
		{
			i++;
			j++;
		}
	}
	return (i < length_a) - (j < length_b);
}

int
cl_salary_step_compare(const cl_salary_step *a, const cl_salary_step *b)
{
	int order =
		memcmp(a->lane, b->lane, CL_LANE_LENGTH) == 0 ? 0 : cl_lane_compare(a->lane, b->lane);

	if (order == 0)
		order = (a->half_steps > b->half_steps) - (a->half_steps < b->half_steps);
	if (order == 0)
		order = a->longevity - b->longevity;
	return order;
}

bool
cl_salary_step_move(cl_env *env, const cl_salary_step *from, cl_int128 by, int places,
					cl_salary_step *out)
{
	cl_int128 one = cl_power_of_ten(places);
	cl_salary_step moved = *from;

	/* beyond any step already: no sum is needed, and none can overflow */
	if (by > one * CL_STEP_MOST || by < -one * CL_STEP_MOST)
		by = by > 0 ? one * (CL_STEP_MOST + 1) : -one * (CL_STEP_MOST + 1);
	if (!step_make(env, from->half_steps * one * 5 + by * 10, places + 1, &moved.half_steps))
		return false;
	if (moved.half_steps != from->half_steps)
		moved.longevity = 0;
	*out = moved;
	return true;
}
