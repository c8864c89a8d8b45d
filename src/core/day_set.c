#include "core/day_set.h"

#include "core/sort.h"

static int
by_begin(const void *a, const void *b)
{
	const cl_run *x = a;
	const cl_run *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Drops the empty ones and sorts, if that is needed: most lists come in order. */
static bool
sort(cl_env *env, cl_run *runs, size_t *count)
{
	size_t used = 0;
	bool sorted = true;

	for (size_t i = 0; i < *count; i++)
	{
		cl_check_now_and_then(env, i);
		if (runs[i].from >= runs[i].to)
			continue;
		sorted = sorted && (used == 0 || runs[used - 1].from <= runs[i].from);
		runs[used++] = runs[i];
	}
	*count = used;
	return sorted || cl_sort(env, runs, used, sizeof(cl_run), by_begin);
}

bool
cl_runs_normalize(cl_env *env, cl_run *runs, size_t *count)
{
	size_t used = 0;

	if (!sort(env, runs, count))
		return false;
	for (size_t i = 0; i < *count; i++)
	{
		cl_check_now_and_then(env, i);
		if (used > 0 && runs[i].from <= runs[used - 1].to)
		{
			if (runs[i].to > runs[used - 1].to)
				runs[used - 1].to = runs[i].to;
		}
		else
			runs[used++] = runs[i];
	}
	*count = used;
	return true;
}

bool
cl_periods_sort(cl_env *env, cl_run *periods, size_t *count)
{
	if (!sort(env, periods, count))
		return false;
	for (size_t i = 1; i < *count; i++)
	{
		cl_check_now_and_then(env, i);
		if (periods[i].from < periods[i - 1].to)
		{
			cl_fail(env, CL_BAD_ARGUMENT, "the periods overlap");
			cl_detail(env, "One that begins on %s has not ended when another begins on %s.",
					  cl_day_print(periods[i - 1].from).text, cl_day_print(periods[i].from).text);
			return cl_hint(env,
						   "A day belongs to one period at most: [from,to) ends before \"to\".");
		}
	}
	return true;
}

void
cl_buffer_run(cl_buffer *buffer, const cl_run *run)
{
	cl_buffer_char(buffer, run->from == CL_DAY_BEFORE_ALL ? '(' : '[');
	if (run->from != CL_DAY_BEFORE_ALL)
		cl_buffer_day(buffer, run->from);
	cl_buffer_char(buffer, ',');
	/* the day after the last of year 9999 could not be read back */
	if (run->to == CL_DAY_LAST + 1)
	{
		cl_buffer_day(buffer, CL_DAY_LAST);
		cl_buffer_char(buffer, ']');
		return;
	}
	if (run->to != CL_DAY_AFTER_ALL)
		cl_buffer_day(buffer, run->to);
	cl_buffer_char(buffer, ')');
}

bool
cl_scan_run(cl_scan *scan, bool open, cl_run *out)
{
	bool excluded = false;
	size_t at;

	if (cl_scan_word(scan, "empty"))
	{
		out->from = out->to = 0;
		return true;
	}
	cl_scan_blanks(scan);
	at = scan->at;
	if (cl_scan_char(scan, '('))
		excluded = true;
	else if (!cl_scan_char(scan, '['))
	{
		cl_scan_fail(scan, "a range of dates is expected");
		return cl_hint(scan->env, "Write ranges as [2025-08-18,2025-12-20): the second date is the "
								  "first that is no longer in it.");
	}
	out->from = CL_DAY_BEFORE_ALL;
	out->to = CL_DAY_AFTER_ALL;
	if (!open || cl_scan_peek(scan) != ',')
	{
		if (!cl_scan_day(scan, &out->from))
			return false;
		out->from += excluded;
	}
	if (!cl_scan_char(scan, ','))
		return cl_scan_fail(scan, "a comma is expected between two dates");
	if (!open || (cl_scan_peek(scan) != ')' && cl_scan_peek(scan) != ']'))
	{
		if (!cl_scan_day(scan, &out->to))
			return false;
		/* a range that ends before it begins is a slip of the pen, not an empty one */
		if (out->to < out->from - (out->from != CL_DAY_BEFORE_ALL && excluded))
			return cl_scan_fail_at(scan, at, CL_BAD_TEXT, "the range ends before it begins");
	}
	if (cl_scan_char(scan, ']'))
		out->to += out->to != CL_DAY_AFTER_ALL;
	else if (!cl_scan_char(scan, ')'))
		return cl_scan_fail(scan, "\")\" or \"]\" is expected after the range");
	return true;
}
