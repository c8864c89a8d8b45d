#include "core/calendar.h"

static cl_run
part(cl_run run, cl_run of)
{
	cl_run out = {run.from > of.from ? run.from : of.from, run.to < of.to ? run.to : of.to};

	if (out.to < out.from)
		out.to = out.from;
	return out;
}

static int64_t
length(cl_run run)
{
	return (int64_t) run.to - run.from;
}

static bool
is_endless(cl_run run)
{
	return run.from < run.to && (run.from == CL_DAY_BEFORE_ALL || run.to == CL_DAY_AFTER_ALL);
}

/* The first run that ends after a day: the day is in it, or before it. */
static size_t
run_after(const cl_calendar *calendar, int32_t day)
{
	size_t low = 0;
	size_t high = calendar->count;

	while (low < high)
	{
		size_t middle = low + (high - low) / 2;

		if (calendar->runs[middle].to <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A day that was reckoned: a calendar without end has some that the server does not know. */
static bool
found_day(cl_env *env, int64_t day, int32_t *out)
{
	*out = (int32_t) day;
	if (day >= CL_DAY_FIRST && day <= CL_DAY_LAST)
		return true;
	cl_fail(env, CL_OUT_OF_RANGE, "the school day is out of range");
	return cl_detail(env, "Years lie between 1 and 9999.");
}

static bool
fail_too_few(cl_env *env, const cl_calendar *calendar)
{
	cl_fail(env, CL_BAD_ARGUMENT, "the calendar has not so many school days");
	if (calendar->count == 0)
		cl_detail(env, "It has none at all.");
	else
		cl_detail(env, "It reaches from %s to before %s.",
				  cl_day_print(calendar->runs[0].from).text,
				  cl_day_print(calendar->runs[calendar->count - 1].to).text);
	return cl_hint(env, "Join the calendars of the years that follow: this_year + next_year.");
}

bool
cl_school_days(cl_env *env, const cl_calendar *calendar, cl_run range, int32_t *out)
{
	int64_t days = 0;

	for (size_t i = run_after(calendar, range.from);
		 i < calendar->count && calendar->runs[i].from < range.to; i++)
	{
		cl_run here = part(calendar->runs[i], range);

		cl_check_interrupts(env);
		if (is_endless(here))
		{
			cl_fail(env, CL_OUT_OF_RANGE, "the school days have no end");
			return cl_hint(env, "Give the range both a first and a last day.");
		}
		days += length(here);
	}
	*out = (int32_t) days;
	return true;
}

bool
cl_add_school_days(cl_env *env, const cl_calendar *calendar, int32_t day, int32_t n, int32_t *out)
{
	int64_t left = n;
	size_t i = run_after(calendar, day);

	if (n == 0)
	{
		if (i < calendar->count && calendar->runs[i].from <= day)
			return found_day(env, day, out);
		cl_fail(env, CL_BAD_ARGUMENT, "%s is no school day", cl_day_print(day).text);
		return cl_hint(env, "Use roll(calendar, day) for the next one.");
	}
	if (day == CL_DAY_BEFORE_ALL || day == CL_DAY_AFTER_ALL)
		return fail_too_few(env, calendar);
	if (n > 0)
	{
		for (; i < calendar->count; i++)
		{
			/* the day itself does not count */
			int64_t first =
				calendar->runs[i].from > day ? calendar->runs[i].from : day + INT64_C(1);

			cl_check_interrupts(env);
			if (calendar->runs[i].to - first >= left)
				return found_day(env, first + left - 1, out);
			if (calendar->runs[i].to > first)
				left -= calendar->runs[i].to - first;
		}
		return fail_too_few(env, calendar);
	}
	for (i = i < calendar->count && calendar->runs[i].from < day ? i + 1 : i; i-- > 0;)
	{
		int64_t end = calendar->runs[i].to < day ? calendar->runs[i].to : day;

		cl_check_interrupts(env);
		if (end - calendar->runs[i].from >= -left)
			return found_day(env, end + left, out);
		left += end - calendar->runs[i].from;
	}
	return fail_too_few(env, calendar);
}

/* What would be listed day by day must have an end, and lie in the years that are reckoned with. */
static bool
check_span(cl_env *env, cl_run run)
{
	if (run.from >= run.to)
		return true;
	if (is_endless(run) || length(run) > 73050)
	{
		cl_fail(env, CL_OUT_OF_RANGE, "the days from %s to before %s are too many",
				cl_day_print(run.from).text, cl_day_print(run.to).text);
		return cl_hint(env, "Give them a first and a last day, at most 200 years apart.");
	}
	if (run.from >= CL_DAY_FIRST && run.to <= CL_DAY_LAST + 1)
		return true;
	cl_fail(env, CL_OUT_OF_RANGE, "the days from %s to before %s are out of range",
			cl_day_print(run.from).text, cl_day_print(run.to).text);
	return cl_detail(env, "Years lie between 1 and 9999.");
}

static bool
check_isodow(cl_env *env, int32_t isodow)
{
	if (isodow >= 1 && isodow <= 7)
		return true;
	cl_fail(env, CL_BAD_ARGUMENT, "there is no day %d of the week", isodow);
	return cl_hint(env, "Monday is 1, Sunday is 7.");
}

bool
cl_weekly_days(cl_env *env, const cl_calendar *calendar, int isodow, int32_t from, cl_run_list *out)
{
	cl_run whole = {from, CL_DAY_AFTER_ALL};

	if (!check_isodow(env, isodow))
		return false;
	for (size_t i = run_after(calendar, from); i < calendar->count; i++)
	{
		cl_run here = part(calendar->runs[i], whole);

		if (!check_span(env, here))
			return false;
		for (int64_t day = here.from + (isodow - cl_day_isodow(here.from) + 7) % 7; day < here.to;
			 day += 7)
		{
			cl_check_interrupts(env);
			cl_run_list_add(out, (int32_t) day, (int32_t) day + 1);
		}
	}
	return !out->buffer.failed;
}

static bool
check_month(cl_env *env, int32_t year, int32_t month)
{
	if (year < 1 || year > 9999)
		return cl_fail(env, CL_OUT_OF_RANGE, "year %d is out of range", year) ||
			   cl_detail(env, "Years lie between 1 and 9999.");
	if (month < 1 || month > 12)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "there is no month %d", month);
		return cl_hint(env, "January is 1, December is 12.");
	}
	return true;
}

bool
cl_first_full_week(cl_env *env, int32_t year, int32_t month, int32_t *out)
{
	return cl_nth_weekday(env, year, month, 1, 1, out);
}

bool
cl_nth_weekday(cl_env *env, int32_t year, int32_t month, int32_t isodow, int32_t n, int32_t *out)
{
	int32_t first, days;
	int64_t day;

	if (!check_month(env, year, month) || !check_isodow(env, isodow))
		return false;
	first = cl_day_of(year, month, 1);
	days = cl_days_in_month(year, month);
	if (n > 0)
		day = (isodow - cl_day_isodow(first) + 7) % 7 + (n - INT64_C(1)) * 7;
	else
		day = days - 1 - (cl_day_isodow(first + days - 1) - isodow + 7) % 7 + (n + INT64_C(1)) * 7;
	if (n == 0 || day < 0 || day >= days)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "%04d-%02d has no such day", year, month);
		return cl_detail(env, "The n-th is 1 to 4, or 5 where the month has five; from the end -1 "
							  "is the last.");
	}
	*out = (int32_t) (first + day);
	return true;
}

static bool
fail_roll(cl_env *env, const cl_calendar *calendar, int32_t day, bool back)
{
	cl_fail(env, CL_BAD_ARGUMENT, "there is no school day %s %s", back ? "before" : "after",
			cl_day_print(day).text);
	if (calendar->count == 0)
		return cl_detail(env, "The calendar is empty.");
	return cl_detail(env, "The calendar reaches from %s to before %s.",
					 cl_day_print(calendar->runs[0].from).text,
					 cl_day_print(calendar->runs[calendar->count - 1].to).text);
}

bool
cl_roll(cl_env *env, const cl_calendar *calendar, int32_t day, bool back, int32_t *out)
{
	size_t i = run_after(calendar, day);

	if (i < calendar->count && calendar->runs[i].from <= day)
		return found_day(env, day, out);
	if (back ? i == 0 : i == calendar->count)
		return fail_roll(env, calendar, day, back);
	return found_day(env, back ? calendar->runs[i - 1].to - INT64_C(1) : calendar->runs[i].from,
					 out);
}

bool
cl_roll_days(cl_env *env, const cl_calendar *calendar, const cl_calendar *days, bool back,
			 cl_run_list *out)
{
	for (size_t i = 0; i < days->count; i++)
	{
		int32_t day = days->runs[i].from;
		int32_t to = days->runs[i].to;

		/* by runs: whole stretches of school days stay, whole gaps move to one day */
		while (day < to)
		{
			size_t at = run_after(calendar, day);
			int32_t rolled;

			cl_check_interrupts(env);
			if (at < calendar->count && calendar->runs[at].from <= day)
			{
				cl_run kept = {day, calendar->runs[at].to < to ? calendar->runs[at].to : to};

				cl_run_list_add(out, kept.from, kept.to);
				day = kept.to;
				continue;
			}
			if (!cl_roll(env, calendar, day, back, &rolled))
				return false;
			cl_run_list_add(out, rolled, rolled + 1);
			if (at == calendar->count)
				break;
			day = calendar->runs[at].from;
		}
	}
	return !out->buffer.failed;
}

/* The n-th school day of a period; false if it has not so many. */
static bool
nth_day(const cl_calendar *calendar, cl_run period, int32_t n, int64_t *out)
{
	int64_t left = n;

	if (n > 0)
	{
		for (size_t i = run_after(calendar, period.from);
			 i < calendar->count && calendar->runs[i].from < period.to; i++)
		{
			cl_run here = part(calendar->runs[i], period);

			/* without a beginning there is no first day */
			if (here.from == CL_DAY_BEFORE_ALL)
				return false;
			if (length(here) >= left)
			{
				*out = here.from + left - 1;
				return true;
			}
			left -= length(here);
		}
		return false;
	}
	for (size_t i = calendar->count; i-- > 0 && calendar->runs[i].to > period.from;)
	{
		cl_run here = part(calendar->runs[i], period);

		if (here.from < here.to && here.to == CL_DAY_AFTER_ALL)
			return false;
		if (length(here) >= -left)
		{
			*out = here.to + left;
			return true;
		}
		left += length(here);
	}
	return false;
}

bool
cl_nth_days(cl_env *env, const cl_calendar *calendar, const cl_run *periods, size_t count,
			int32_t n, bool from_then, cl_run_list *out)
{
	if (n == 0)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "there is no school day number 0");
		return cl_hint(env, "The first is 1, the last is -1.");
	}
	for (size_t i = 0; i < count; i++)
	{
		int64_t nth;
		int32_t day;

		cl_check_interrupts(env);
		if (!nth_day(calendar, periods[i], n, &nth))
			continue;
		if (!found_day(env, nth, &day))
			return false;
		if (!from_then)
		{
			cl_run_list_add(out, day, day + 1);
			continue;
		}
		for (size_t j = run_after(calendar, day);
			 j < calendar->count && calendar->runs[j].from < periods[i].to; j++)
		{
			cl_run rest = {day, periods[i].to};

			rest = part(calendar->runs[j], rest);
			cl_run_list_add(out, rest.from, rest.to);
		}
	}
	return !out->buffer.failed;
}

/* Parts of a range, each from the day after which the last one ended to before `next`. */
static bool
cut(cl_env *env, cl_run range, bool by_months, cl_run_list *out)
{
	if (range.from >= range.to)
		return true;
	if (!check_span(env, range))
		return false;
	for (int32_t from = range.from; from < range.to;)
	{
		int32_t to;

		cl_check_interrupts(env);
		if (by_months)
		{
			int year, month, day;

			cl_day_split(from, &year, &month, &day);
			to = from - day + 1 + cl_days_in_month(year, month);
		}
		else
			to = from + 8 - cl_day_isodow(from);
		if (to > range.to)
			to = range.to;
		cl_run_list_add(out, from, to);
		from = to;
	}
	return !out->buffer.failed;
}

bool
cl_months(cl_env *env, cl_run range, cl_run_list *out)
{
	return cut(env, range, true, out);
}

bool
cl_weeks(cl_env *env, cl_run range, cl_run_list *out)
{
	return cut(env, range, false, out);
}
