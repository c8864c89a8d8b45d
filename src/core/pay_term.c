#include "core/pay_term.h"

#include <string.h>

bool
cl_term_period(cl_env *env, const char *utf8, size_t length, cl_period *out)
{
	char word[16];

	*out = CL_NO_PERIOD;
	if (length < sizeof(word) && !memchr(utf8, '\0', length))
	{
		memcpy(word, utf8, length);
		word[length] = '\0';
		*out = cl_period_of(word);
	}
	if (*out >= CL_PER_WEEK)
		return true;
	cl_fail(env, CL_BAD_ARGUMENT, "\"%.*s\" is no kind of term", (int) cl_clip(utf8, length, 60),
			utf8);
	return cl_hint(env, "Terms are weeks, months, quarters, trimesters, semesters and years: "
						"{\"semester\": [\"[2025-08-18,2025-12-20)\"]}.");
}

bool
cl_term_run(cl_env *env, const char *utf8, size_t length, cl_run *out)
{
	cl_text text;
	cl_scan scan;
	bool done;

	if (!cl_fold(env, "daterange", utf8, length, &text))
		return false;
	cl_scan_init(&scan, env, "daterange", &text);
	done = cl_scan_run(&scan, true, out) &&
		   (cl_scan_at_end(&scan) || cl_scan_fail(&scan, "nothing may follow the range"));
	cl_text_free(env, &text);
	return done;
}

/* Monday 2000-01-03 begins week 1. */
static int64_t
week_of(int64_t day)
{
	return (day + 5 - (day + 5 < 0 ? 6 : 0)) / 7;
}

static int64_t
month_of(int64_t day)
{
	int year, month, of_month;

	cl_day_split((int32_t) day, &year, &month, &of_month);
	return year * INT64_C(12) + month - 1;
}

bool
cl_term_begin(cl_term *term, cl_env *env, const cl_load_series *series, cl_period period, int every,
			  const cl_terms *terms)
{
	memset(term, 0, sizeof(*term));
	term->series = series;
	term->period = period;
	term->every = every > 0 ? every : 1;
	term->number = term->latest = -1;
	if (terms && terms->named[period])
	{
		term->runs = terms->runs[period];
		term->count = terms->count[period];
	}
	else if (period == CL_PER_WEEK)
		term->origin = week_of(series->first);
	else if (period == CL_PER_MONTH)
		term->origin = month_of(series->first);
	else if (period >= CL_PER_QUARTER && period <= CL_PER_SEMESTER)
	{
		const char *name = cl_period_name(period);

		cl_fail(env, CL_BAD_ARGUMENT, "the scale needs the %ss, and they are not given", name);
		return cl_hint(env,
					   "Name them: pay(scale, series, terms => '{\"%s\": "
					   "[\"[2025-08-18,2025-12-20)\"]}').",
					   name);
	}
	return true;
}

static void
set(cl_term *term, int64_t number, int64_t from_day, int64_t to_day)
{
	term->number = number;
	term->from = from_day - term->series->first;
	term->to = to_day - term->series->first;
}

/* By the list of runs: K of them in a row have one number, and no day between them has any. */
static void
find_named(cl_term *term, int64_t day)
{
	while (term->next < term->count && term->runs[term->next].to <= day)
		term->next++;
	if (term->next < term->count && term->runs[term->next].from <= day)
		set(term, (int64_t) term->next / term->every, term->runs[term->next].from,
			term->runs[term->next].to);
	else
		set(term, -1, day,
			term->next < term->count ? term->runs[term->next].from : (int64_t) CL_DAY_AFTER_ALL);
}

static void
find(cl_term *term, int64_t at)
{
	int64_t day = term->series->first + at;

	if (term->runs)
		find_named(term, day);
	else if (term->period == CL_PER_WEEK)
	{
		int64_t number = (week_of(day) - term->origin) / term->every;
		int64_t week = term->origin + number * term->every;

		set(term, number, week * 7 - 5, (week + term->every) * 7 - 5);
	}
	else if (term->period == CL_PER_MONTH)
	{
		int64_t number = (month_of(day) - term->origin) / term->every;
		int64_t month = term->origin + number * term->every;
		int64_t end = month + term->every;

		/* K may be large enough to leave the calendar */
		set(term, number, cl_day_of((int) (month / 12), (int) (month % 12) + 1, 1),
			end / 12 > 10000 ? CL_DAY_AFTER_ALL
							 : cl_day_of((int) (end / 12), (int) (end % 12) + 1, 1));
	}
	else if (term->period == CL_PER_YEAR)
		set(term, 0, term->series->first, (int64_t) term->series->first + term->series->span);
	else
		set(term, at, day, day + 1);
}

bool
cl_term_move(cl_term *term, int64_t at)
{
	if (at < term->to && at >= term->from && term->to > term->from)
		return false;
	find(term, at);
	if (term->number < 0 || term->number == term->latest)
		return false;
	term->latest = term->number;
	return true;
}

int64_t
cl_term_counted(const cl_term *term)
{
	int64_t days = 0;

	if (!term->runs)
		return cl_series_count(term->series, term->from, term->to);
	for (size_t i = (size_t) (term->number * term->every);
		 i < term->count && (int64_t) i / term->every == term->number; i++)
		days += cl_series_count(term->series, (int64_t) term->runs[i].from - term->series->first,
								(int64_t) term->runs[i].to - term->series->first);
	return days;
}

int64_t
cl_term_last(const cl_term *term)
{
	int64_t last = -1;

	if (!term->runs)
		return cl_series_last_counted(term->series, term->to);
	for (size_t i = (size_t) (term->number * term->every);
		 i < term->count && (int64_t) i / term->every == term->number; i++)
	{
		int64_t here =
			cl_series_last_counted(term->series, (int64_t) term->runs[i].to - term->series->first);

		/* one whose days are all of the run before it says nothing new */
		if (here > last)
			last = here;
	}
	return last;
}
