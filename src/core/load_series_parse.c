#include "core/load_series.h"

#include <string.h>

static const char TYPE[] = "load_series";
static const char SHAPE[] =
	"Write it as 24 students from 2025-08-18, 26 from 2025-09-03 on {[2025-08-18,2026-06-05)}: "
	"loads, then the counted days.";

/* A load as it is written, and from when; the days come after all of them. */
typedef struct step
{
	int64_t quantity;
	int32_t from;
	bool dated;
} step;

/* The longest beginning of the letters that is a measure, so that studentsfrom is read. */
static cl_measure
take_measure(cl_scan *scan)
{
	char word[24];
	size_t length = 0;

	while (length + 1 < sizeof(word) && cl_is_letter(scan->text->data[scan->at + length]))
	{
		word[length] = scan->text->data[scan->at + length];
		length++;
	}
	for (; length > 0; length--)
	{
		cl_measure measure;

		word[length] = '\0';
		measure = cl_measure_of(word);
		if (measure != CL_NO_MEASURE)
		{
			scan->at += length;
			return measure;
		}
	}
	return CL_NO_MEASURE;
}

static bool
fail_expected(cl_scan *scan, const char *wanted)
{
	if (scan->at >= scan->text->length)
		cl_scan_fail(scan, "%s is missing", wanted);
	else
		cl_scan_fail(scan, "%s is expected, not \"%c\"", wanted, scan->text->data[scan->at]);
	return cl_hint(scan->env, "%s", SHAPE);
}

static bool
read_quantity(cl_scan *scan, int64_t *out)
{
	size_t at = scan->at;
	bool negative = cl_scan_char(scan, '-');
	cl_int128 units;

	if (!cl_is_digit(scan->text->data[scan->at]) && scan->text->data[scan->at] != '.')
		return fail_expected(scan, "a load");
	if (!cl_scan_decimal_half_up(scan, CL_UNIT_PLACES, &units))
		return false;
	if (units > CL_UNIT_MOST)
		return cl_scan_fail_at(scan, at, CL_OUT_OF_RANGE, "a load is at most 36028797018.963967");
	*out = (int64_t) (negative ? -units : units);
	return true;
}

/* One of "24 students from 2025-08-18"; the measure is named at the first, and may be again. */
static bool
read_step(cl_scan *scan, bool first, cl_measure *measure, step *out)
{
	cl_measure named;
	size_t at;

	if (!read_quantity(scan, &out->quantity))
		return false;
	at = scan->at;
	named = take_measure(scan);
	if (first)
		*measure = named;
	else if (named != CL_NO_MEASURE && named != *measure)
		return cl_scan_fail_at(scan, at, CL_BAD_TEXT, "the first load is in %s, this one in %s",
							   *measure ? cl_measure_name(*measure) : "no measure",
							   cl_measure_name(named));
	at = scan->at;
	out->dated = cl_scan_take(scan, "from");
	if (out->dated)
		return cl_scan_day(scan, &out->from);
	if (named == CL_NO_MEASURE && cl_is_letter(scan->text->data[at]) && !cl_scan_take(scan, "on"))
	{
		cl_scan_fail(scan, "a measure, \"from\" or \"on\" is expected");
		return cl_hint(scan->env, "The measures are %s.", cl_measure_list());
	}
	scan->at = at;
	if (!first)
		return fail_expected(scan, "\"from\" and a date");
	return true;
}

static bool
read_steps(cl_scan *scan, cl_measure *measure, cl_buffer *steps)
{
	int32_t before = 0;
	bool first = true;

	do
	{
		step one = {0, 0, false};
		size_t at = scan->at;

		cl_check_interrupts(scan->env);
		if (!read_step(scan, first, measure, &one))
			return false;
		if (!first && one.dated && one.from <= before)
			return cl_scan_fail_at(scan, at, CL_BAD_TEXT,
								   "the dates of the loads must rise, and %s comes after %s",
								   cl_day_print(one.from).text, cl_day_print(before).text);
		if (*measure == CL_NO_MEASURE && one.quantity != 0)
		{
			cl_scan_fail_at(scan, at, CL_BAD_TEXT, "the measure is missing");
			return cl_hint(scan->env, "The measures are %s.", cl_measure_list());
		}
		cl_buffer_bytes(steps, &one, sizeof(one));
		before = one.dated ? one.from : INT32_MIN;
		first = false;
	} while (cl_scan_char(scan, ','));
	return !steps->failed;
}

static bool
read_days(cl_scan *scan, cl_run_list *days)
{
	if (!cl_scan_take(scan, "on"))
		return fail_expected(scan, "\"on\" and the counted days");
	if (!cl_scan_char(scan, '{'))
		return fail_expected(scan, "\"{\" before the counted days");
	if (cl_scan_char(scan, '}'))
		return true;
	do
	{
		cl_run run;

		cl_check_interrupts(scan->env);
		if (!cl_scan_run(scan, false, &run))
			return false;
		cl_run_list_add(days, run.from, run.to);
	} while (cl_scan_char(scan, ','));
	if (!cl_scan_char(scan, '}'))
		return fail_expected(scan, "\"}\" after the counted days");
	return !days->buffer.failed;
}

/* Made by the same steps as an aggregate's, so that it is canonical whatever was written. */
static cl_load_series *
build(cl_env *env, cl_measure measure, const cl_buffer *steps, cl_run_list *days)
{
	const step *step_of = (const step *) steps->data;
	size_t count = steps->length / sizeof(step);
	size_t runs = cl_run_list_count(days);
	cl_load_series *state = NULL;
	cl_load_series *series = NULL;
	int64_t load = 0;

	if (cl_runs_normalize(env, cl_run_list_runs(days), &runs))
		state = cl_series_start(env, measure, cl_run_list_runs(days), runs, (uint32_t) count, 0);
	if (!state)
		return NULL;
	for (size_t i = 0; i < count; i++)
	{
		int64_t at = step_of[i].dated ? (int64_t) step_of[i].from - state->first : 0;

		cl_check_now_and_then(env, i);
		/* loads past the last counted day show nowhere */
		if (at < state->span &&
			!cl_state_load_from(state, at > 0 ? at : 0, &load, step_of[i].quantity))
			break;
	}
	series = cl_series_finish(env, state);
	cl_release(env, state);
	return series;
}

cl_load_series *
cl_series_parse(cl_env *env, const char *utf8, size_t length)
{
	cl_text text;
	cl_scan scan;
	cl_buffer steps;
	cl_run_list days;
	cl_measure measure = CL_NO_MEASURE;
	cl_load_series *series = NULL;

	if (!cl_fold(env, TYPE, utf8, length, &text))
		return NULL;
	cl_scan_init(&scan, env, TYPE, &text);
	cl_buffer_init(&steps, env);
	cl_buffer_init(&days.buffer, env);
	if (cl_text_drop_blanks(env, &text, 0) && read_steps(&scan, &measure, &steps) &&
		read_days(&scan, &days))
	{
		if (!cl_scan_at_end(&scan))
			fail_expected(&scan, "the end");
		else
			series = build(env, measure, &steps, &days);
	}
	cl_buffer_free(&days.buffer);
	cl_buffer_free(&steps);
	cl_text_free(env, &text);
	return series;
}
