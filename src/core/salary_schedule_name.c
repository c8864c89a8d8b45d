/*
 * salary_schedule_name.c: what a header cell of a pasted table may not be. A table that is printed
 * otherwise than this type reads it would give lanes that nobody has: a second column of steps,
 * half a name, a row of money.
 */
#include "core/salary_schedule_draft.h"

#include <string.h>

static size_t
letters_at(const char *lane, size_t at)
{
	size_t end = at;

	while (end < CL_LANE_LENGTH && cl_is_letter(lane[end]))
		end++;
	return end - at;
}

/* All its words are of steps and years: STEP, YEAR/STEP, YRS. */
static bool
names_steps(const char *lane)
{
	static const char *const words[] = {"STEP", "STEPS", "YEAR", "YEARS", "YR", "YRS"};
	bool any = false;

	for (size_t at = 0; at < cl_lane_length(lane); at++)
	{
		size_t length = letters_at(lane, at);
		bool found = false;

		if (cl_is_digit(lane[at]))
			return false;
		if (length == 0)
			continue;
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			found =
				found || (strlen(words[i]) == length && memcmp(words[i], lane + at, length) == 0);
		if (!found)
			return false;
		any = true;
		at += length - 1;
	}
	return any;
}

/* A number of a thousand or more, or with cents: a lane may be 15, of units, or 1.5. */
static bool
is_money(const char *lane)
{
	const char *point = memchr(lane, '.', CL_LANE_LENGTH);
	size_t length = cl_lane_length(lane);
	size_t whole = point ? (size_t) (point - lane) : length;

	for (size_t i = 0; i < length; i++)
		if (!cl_is_digit(lane[i]) && lane + i != point)
			return false;
	return whole >= 4 || length == whole + 3;
}

static bool
is_signs(const char *lane)
{
	for (size_t i = 0; i < cl_lane_length(lane); i++)
		if (cl_is_letter(lane[i]) || cl_is_digit(lane[i]))
			return false;
	return true;
}

bool
cl_draft_lane_is_name(cl_scan *scan, size_t at, const char *lane)
{
	if (is_signs(lane))
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "\"%.*s\" alone is not the name of a lane",
						CL_LANE_LENGTH, lane);
		return cl_hint(scan->env, "Write MA+30 without blanks, or tabs between the cells.");
	}
	if (names_steps(lane))
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "%.*s names steps, not a lane", CL_LANE_LENGTH,
						lane);
		return cl_hint(scan->env, "The header begins with \"step\", and there is one column of "
								  "steps, the first.");
	}
	if (is_money(lane))
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "%.*s is an amount, not the name of a lane",
						CL_LANE_LENGTH, lane);
		return cl_hint(scan->env, "Begin with a header: \"step\", and a name for each lane.");
	}
	return true;
}

bool
cl_draft_is_own_form(const cl_text *text)
{
	return text->length > 8 && memcmp(text->data, "step(", 5) == 0 && cl_is_digit(text->data[5]) &&
		   memcmp(text->data + 6, ")\t", 2) == 0;
}

cl_salary_schedule *
cl_draft_unread(cl_env *env)
{
	if (env->error.code == CL_BAD_TEXT)
		cl_hint_more(env, "read_schedule(text) reads tables as they are printed.");
	return NULL;
}
