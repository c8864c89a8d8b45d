#include "core/caseload_unit.h"

#include "core/hash.h"

#include <string.h>

static const char TYPE[] = "caseload_unit";

/* For messages, of bytes that nobody has checked yet as well. */
static const char *
name_of(cl_measure measure)
{
	const char *name = cl_measure_name(measure);

	return name ? name : "no measure";
}

bool
cl_caseload_unit_make(cl_env *env, cl_measure measure, cl_int128 millionths, cl_caseload_unit *out)
{
	if (!cl_measure_name(measure))
	{
		cl_fail(env, CL_BAD_ARGUMENT, "there is no measure with code %d", (int) measure);
		return cl_hint(env, "The measures are %s.", cl_measure_list());
	}
	if (millionths > CL_UNIT_MOST || millionths < -CL_UNIT_MOST)
	{
		cl_fail(env, CL_OUT_OF_RANGE, "quantity is out of range for type %s", TYPE);
		return cl_detail(env, "A quantity lies between -36028797018.963967 and "
							  "36028797018.963967.");
	}
	*out = (int64_t) ((uint64_t) measure << 56 |
					  ((uint64_t) (int64_t) millionths & (UINT64_MAX >> 8)));
	return true;
}

static bool
parse_folded(cl_scan *scan, cl_caseload_unit *out)
{
	char word[24];
	cl_int128 quantity;
	cl_measure measure;
	size_t at;
	bool negative = cl_scan_char(scan, '-');

	if (!negative)
		cl_scan_char(scan, '+');
	if (!cl_scan_decimal_half_up(scan, CL_UNIT_PLACES, &quantity))
	{
		if (scan->env->error.code == CL_BAD_TEXT)
			cl_hint(scan->env, "Write a number and what it counts, such as 25 students.");
		return false;
	}
	at = scan->at;
	if (cl_scan_letters(scan, word, sizeof(word)) == 0)
	{
		if (scan->at < scan->text->length)
			return cl_scan_fail(scan, "\"%c\" is neither part of a number nor of a measure",
								scan->text->data[scan->at]);
		cl_scan_fail(scan, "the measure is missing");
		return cl_hint(scan->env, "The measures are %s.", cl_measure_list());
	}
	measure = cl_measure_of(word);
	if (measure == CL_NO_MEASURE)
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "\"%s\" is no measure", word);
		return cl_hint(scan->env, "The measures are %s.", cl_measure_list());
	}
	if (scan->at < scan->text->length)
		return cl_scan_fail(scan, "nothing may follow the measure");
	return cl_caseload_unit_make(scan->env, measure, negative ? -quantity : quantity, out);
}

bool
cl_caseload_unit_parse(cl_env *env, const char *utf8, size_t length, cl_caseload_unit *out)
{
	cl_text text;
	cl_scan scan;
	bool done;

	if (!cl_fold(env, TYPE, utf8, length, &text))
		return false;
	cl_scan_init(&scan, env, TYPE, &text);
	done = cl_text_drop_blanks(env, &text, 0) && parse_folded(&scan, out);
	cl_text_free(env, &text);
	return done;
}

void
cl_caseload_unit_print(cl_caseload_unit unit, cl_buffer *out)
{
	cl_buffer_decimal(out, cl_caseload_unit_quantity(unit), CL_UNIT_PLACES, 0);
	cl_buffer_char(out, ' ');
	cl_buffer_text(out, name_of(cl_caseload_unit_measure(unit)));
}

bool
cl_caseload_unit_receive(cl_env *env, const uint8_t *data, size_t length, cl_caseload_unit *out)
{
	cl_reader reader = {data, length, 0, false};
	cl_caseload_unit raw = cl_read_int64(&reader);

	if (!cl_read_whole(env, &reader, TYPE))
		return false;
	if (!cl_caseload_unit_make(env, cl_caseload_unit_measure(raw), cl_caseload_unit_quantity(raw),
							   out))
		return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: it has no such measure or quantity",
					   TYPE);
	return true;
}

bool
cl_measure_read(cl_env *env, const char *utf8, size_t length, cl_measure *out)
{
	cl_text text;
	bool folded = cl_fold(env, "measure", utf8, length, &text);

	*out = CL_NO_MEASURE;
	/* an argument, not a literal: what cannot be folded is no measure either */
	if (!folded && env->error.code != CL_BAD_TEXT)
		return false;
	if (folded)
	{
		bool dropped = cl_text_drop_blanks(env, &text, 0);

		/* NUL is not folded through, so the whole of it is the word */
		if (dropped)
			*out = cl_measure_of(text.data);
		cl_text_free(env, &text);
		if (!dropped)
			return false;
	}
	if (*out != CL_NO_MEASURE)
		return true;
	cl_fail(env, CL_BAD_ARGUMENT, "\"%.*s\" is no measure", (int) cl_clip(utf8, length, 60), utf8);
	return cl_hint(env, "The measures are %s.", cl_measure_list());
}

int
cl_caseload_unit_compare(cl_caseload_unit a, cl_caseload_unit b)
{
	/* no measure sets the highest bit; with the quantity's sign turned over, bytes are in order */
	int64_t key_a = a ^ (INT64_C(1) << 55);
	int64_t key_b = b ^ (INT64_C(1) << 55);

	return (key_a > key_b) - (key_a < key_b);
}

uint64_t
cl_caseload_unit_hash(cl_caseload_unit unit, uint64_t seed)
{
	uint8_t bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t) ((uint64_t) unit >> (56 - 8 * i));
	return cl_hash(bytes, sizeof(bytes), seed);
}

bool
cl_caseload_unit_differ(cl_env *env, const char *verb, cl_measure a, const char *joined,
						cl_measure b)
{
	cl_fail(env, CL_BAD_ARGUMENT, "cannot %s %s %s %s", verb, name_of(a), joined, name_of(b));
	cl_detail(env, "The two count different things.");
	return cl_hint(env, "Use quantity() of both where the numbers alone are meant.");
}

static bool
same(cl_env *env, const char *verb, cl_caseload_unit a, const char *joined, cl_caseload_unit b)
{
	cl_measure of_a = cl_caseload_unit_measure(a);
	cl_measure of_b = cl_caseload_unit_measure(b);

	return of_a == of_b || cl_caseload_unit_differ(env, verb, of_a, joined, of_b);
}

bool
cl_caseload_unit_order(cl_env *env, cl_caseload_unit a, cl_caseload_unit b, int *order)
{
	if (!same(env, "compare", a, "with", b))
		return false;
	*order = cl_caseload_unit_compare(a, b);
	return true;
}

bool
cl_caseload_unit_add(cl_env *env, cl_caseload_unit a, cl_caseload_unit b, cl_caseload_unit *out)
{
	return same(env, "add", a, "and", b) &&
		   cl_caseload_unit_make(
			   env, cl_caseload_unit_measure(a),
			   (cl_int128) cl_caseload_unit_quantity(a) + cl_caseload_unit_quantity(b), out);
}

/* The difference, or zero where it is below `least`. */
static bool
difference(cl_env *env, cl_caseload_unit a, cl_caseload_unit b, cl_int128 least,
		   cl_caseload_unit *out)
{
	cl_int128 units = (cl_int128) cl_caseload_unit_quantity(a) - cl_caseload_unit_quantity(b);

	return cl_caseload_unit_make(env, cl_caseload_unit_measure(a), units < least ? least : units,
								 out);
}

bool
cl_caseload_unit_subtract(cl_env *env, cl_caseload_unit a, cl_caseload_unit b,
						  cl_caseload_unit *out)
{
	return same(env, "subtract", b, "from", a) && difference(env, a, b, -CL_INT128_MAX, out);
}

bool
cl_caseload_unit_overage(cl_env *env, cl_caseload_unit load, cl_caseload_unit cap,
						 cl_caseload_unit *out)
{
	return same(env, "hold a load in", load, "against a cap in", cap) &&
		   difference(env, load, cap, 0, out);
}

bool
cl_rounding_of(cl_env *env, const char *word, size_t length, cl_rounding *out)
{
	static const char *const names[] = {"exact", "up", "down", "nearest"};

	for (int i = 0; i < 4; i++)
		if (strlen(names[i]) == length)
		{
			size_t at = 0;

			while (at < length && cl_lower(word[at]) == names[i][at])
				at++;
			if (at == length)
			{
				*out = (cl_rounding) i;
				return true;
			}
		}
	cl_fail(env, CL_BAD_ARGUMENT, "there is no way of rounding called \"%.*s\"",
			(int) cl_clip(word, length, 60), word);
	return cl_hint(env, "The ways are up, down, nearest and exact.");
}

bool
cl_caseload_unit_round(cl_env *env, cl_caseload_unit unit, int digits, cl_rounding how,
					   cl_caseload_unit *out)
{
	cl_int128 units = cl_caseload_unit_quantity(unit);
	cl_int128 one, whole, rest;

	if (digits < CL_LEAST_DIGITS)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "cannot round to %d digits", digits);
		return cl_detail(env, "The digits are those after the point, or, down to %d, before it.",
						 CL_LEAST_DIGITS);
	}
	*out = unit;
	if (how == CL_ROUND_EXACT || digits >= CL_UNIT_PLACES)
		return true;
	one = cl_power_of_ten(CL_UNIT_PLACES - digits);
	whole = units / one;
	rest = units % one;
	if (how == CL_ROUND_NEAREST)
		whole = cl_divide_half_up(units, one);
	else if (how == CL_ROUND_UP && rest > 0)
		whole++;
	else if (how == CL_ROUND_DOWN && rest < 0)
		whole--;
	return cl_caseload_unit_make(env, cl_caseload_unit_measure(unit), whole * one, out);
}

bool
cl_unit_mean_check(cl_env *env, const cl_unit_mean *mean)
{
	cl_int128 most = (cl_int128) mean->count * CL_UNIT_MOST;

	if (mean->count == 0
			? mean->measure == 0 && mean->sum == 0
			: mean->count > 0 && mean->measure > CL_NO_MEASURE &&
				  mean->measure <= CL_MEASURE_LAST && mean->sum <= most && mean->sum >= -most)
		return true;
	cl_fail(env, CL_BAD_ARGUMENT, "invalid state of avg over %s", TYPE);
	return cl_detail(env, "The state is the measure's code, the count of quantities and their "
						  "sum in millionths.");
}

bool
cl_unit_mean_merge(cl_env *env, cl_unit_mean *a, const cl_unit_mean *b)
{
	cl_unit_mean merged;

	if (b->count == 0)
		return true;
	if (a->count == 0)
	{
		*a = *b;
		return true;
	}
	if (a->measure != b->measure)
		return cl_caseload_unit_differ(env, "average", (cl_measure) a->measure, "and",
									   (cl_measure) b->measure);
	merged.measure = a->measure;
	if (__builtin_add_overflow(a->count, b->count, &merged.count) ||
		__builtin_add_overflow(a->sum, b->sum, &merged.sum))
	{
		cl_fail(env, CL_OUT_OF_RANGE, "sum for avg over %s is out of range", TYPE);
		return cl_detail(env, "It may reach 9223372036854.775807.");
	}
	*a = merged;
	return true;
}

bool
cl_unit_mean_result(cl_env *env, const cl_unit_mean *mean, cl_caseload_unit *out)
{
	return cl_caseload_unit_make(env, (cl_measure) mean->measure,
								 cl_divide_half_up(mean->sum, mean->count), out);
}
