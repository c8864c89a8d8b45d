#include "core/load_series.h"

/* A run of days with a load above zero, through any number of stretches. */
typedef struct positive_run
{
	cl_stretch stretch;
	int64_t from;
	int64_t to;
} positive_run;

static bool
next_positive_run(cl_env *env, positive_run *run)
{
	while (run->stretch.load <= 0 || run->stretch.from == run->stretch.to)
	{
		cl_check_interrupts(env);
		if (!cl_next_stretch(&run->stretch))
			return false;
	}
	run->from = run->stretch.from;
	do
	{
		cl_check_interrupts(env);
		run->to = run->stretch.to;
		if (!cl_next_stretch(&run->stretch))
		{
			run->stretch.load = 0;
			break;
		}
	} while (run->stretch.load > 0);
	return true;
}

/* The same runs, each ended where a period begins or ends. */
typedef struct cut_run
{
	positive_run run;
	const cl_run *periods;
	size_t count;
	size_t border; /* two of each period */
	int64_t whole_to;
} cut_run;

static bool
next_cut_run(cl_env *env, cut_run *cut, int64_t first)
{
	positive_run *run = &cut->run;

	if (run->to < cut->whole_to)
		run->from = run->to;
	else if (!next_positive_run(env, run))
		return false;
	else
		cut->whole_to = run->to;
	run->to = cut->whole_to;
	for (; cut->border < 2 * cut->count; cut->border++)
	{
		const cl_run *period = &cut->periods[cut->border / 2];
		int64_t at = (int64_t) (cut->border % 2 ? period->to : period->from) - first;

		if (at >= run->to)
			break;
		if (at > run->from)
		{
			run->to = at;
			break;
		}
	}
	return true;
}

/* What is kept, in order of days: made into a series by laying it over the old one. */
static cl_load_series *
keep(cl_env *env, const cl_load_series *series, const cl_run_list *kept)
{
	const cl_run *runs = cl_run_list_runs(kept);
	size_t count = cl_run_list_count(kept);
	cl_load_series *state, *result;
	cl_stretch stretch = cl_series_stretches(series);
	int64_t load = 0;
	size_t i = 0;

	if (kept->buffer.failed)
		return NULL;
	state = cl_series_copy(env, series, series->changes + 2 * (uint32_t) count + 1);
	if (!state)
		return NULL;
	state->changes = 0;
	while (cl_next_stretch(&stretch))
	{
		int64_t at = stretch.from;

		while (at < stretch.to)
		{
			int64_t next = stretch.to;

			cl_check_interrupts(env);
			while (i < count && runs[i].to <= at)
				i++;
			if (i < count && runs[i].from <= at)
			{
				/* a period that is kept may hold days below zero */
				cl_state_load_from(state, at, &load, stretch.load > 0 ? stretch.load : 0);
				next = runs[i].to < next ? runs[i].to : next;
			}
			else
			{
				cl_state_load_from(state, at, &load, 0);
				next = i < count && runs[i].from < next ? runs[i].from : next;
			}
			at = next;
		}
	}
	result = cl_series_finish(env, state);
	cl_release(env, state);
	return result;
}

/* How many days make it: of `least`, up to a whole day; of a share, out of so many. */
static bool
days_needed(cl_env *env, cl_caseload_unit least, bool periods, int64_t counted, int64_t *out)
{
	cl_measure measure = cl_caseload_unit_measure(least);
	cl_int128 quantity = cl_caseload_unit_quantity(least);
	cl_int128 one = 1000000;

	if (measure == CL_PERCENT && periods)
	{
		quantity *= counted;
		one *= 100;
	}
	else if (measure == CL_PERCENT)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "a share of days needs the periods that it is a share of");
		return cl_hint(env, "Name them: lasting(series, '30 percent', within => months(...)).");
	}
	else if (measure != CL_DAYS)
	{
		const char *name = cl_measure_name(measure);

		cl_fail(env, CL_BAD_ARGUMENT, "a load cannot last for %s", name ? name : "no measure");
		return cl_hint(env, "Write how long in days or percent, as '9 days' or '30 percent'.");
	}
	/* the part of a day is a day; one day is the least that can be asked for */
	quantity = quantity > 0 ? (quantity + one - 1) / one : 1;
	*out = quantity > 0 ? (int64_t) quantity : 1;
	return true;
}

cl_load_series *
cl_series_lasting_runs(cl_env *env, const cl_load_series *series, cl_caseload_unit least,
					   bool from_then, const cl_run *borders, size_t count)
{
	cut_run cut = {{cl_series_stretches(series), 0, 0}, borders, count, 0, 0};
	const positive_run *run = &cut.run;
	cl_load_series *result;
	cl_run_list kept;
	int64_t needed;

	if (!days_needed(env, least, false, 0, &needed))
		return NULL;
	cl_buffer_init(&kept.buffer, env);
	while (next_cut_run(env, &cut, series->first))
		if (cl_series_count(series, run->from, run->to) >= needed)
			cl_run_list_add(&kept,
							(int32_t) (from_then ? cl_series_nth_counted(series, run->from, needed)
												 : run->from),
							(int32_t) run->to);
	result = keep(env, series, &kept);
	cl_buffer_free(&kept.buffer);
	return result;
}

/* The days above zero within a period, and the one that is the n-th of them. */
static int64_t
positive_days(cl_env *env, const cl_load_series *series, int64_t from, int64_t to, int64_t n,
			  int64_t *nth, cl_stretch *stretch)
{
	int64_t days = 0;

	while (stretch->to <= from && cl_next_stretch(stretch))
		cl_check_interrupts(env);
	while (stretch->from < to && stretch->to > stretch->from)
	{
		int64_t begin = stretch->from > from ? stretch->from : from;
		int64_t end = stretch->to < to ? stretch->to : to;

		cl_check_interrupts(env);
		if (stretch->load > 0 && begin < end)
		{
			int64_t count = cl_series_count(series, begin, end);

			if (days < n && days + count >= n)
				*nth = cl_series_nth_counted(series, begin, n - days);
			days += count;
		}
		if (stretch->to > to || !cl_next_stretch(stretch))
			break;
	}
	return days;
}

cl_load_series *
cl_series_lasting(cl_env *env, const cl_load_series *series, cl_caseload_unit least,
				  const cl_run *periods, size_t count, bool from_then)
{
	cl_stretch stretch = cl_series_stretches(series);
	cl_load_series *result;
	cl_run_list kept;
	int64_t needed;

	if (!days_needed(env, least, true, 0, &needed))
		return NULL;
	cl_buffer_init(&kept.buffer, env);
	for (size_t i = 0; i < count; i++)
	{
		int64_t from = (int64_t) periods[i].from - series->first;
		int64_t to = (int64_t) periods[i].to - series->first;
		int64_t nth = series->span;

		cl_check_now_and_then(env, i);
		from = from < 0 ? 0 : from;
		to = to > series->span ? series->span : to;
		if (from >= to)
			continue;
		days_needed(env, least, true, cl_series_count(series, from, to), &needed);
		if (positive_days(env, series, from, to, needed, &nth, &stretch) >= needed)
			cl_run_list_add(&kept, (int32_t) (from_then ? nth : from), (int32_t) to);
	}
	result = keep(env, series, &kept);
	cl_buffer_free(&kept.buffer);
	return result;
}

cl_load_series *
cl_series_standing_on(cl_env *env, const cl_load_series *series, const cl_run *runs, size_t count,
					  const cl_run *borders, size_t border_count)
{
	cut_run cut = {{cl_series_stretches(series), 0, 0}, borders, border_count, 0, 0};
	const positive_run *run = &cut.run;
	cl_load_series *result;
	cl_run_list kept;
	size_t i = 0;

	cl_buffer_init(&kept.buffer, env);
	while (next_cut_run(env, &cut, series->first))
	{
		bool stands = false;

		while (i < count && (int64_t) runs[i].to - series->first <= run->from)
			i++;
		for (size_t j = i; j < count && !stands; j++)
		{
			int64_t from = (int64_t) runs[j].from - series->first;
			int64_t to = (int64_t) runs[j].to - series->first;

			if (from >= run->to)
				break;
			from = from < run->from ? run->from : from;
			stands = cl_series_next_counted(series, from) < (to < run->to ? to : run->to);
		}
		if (stands)
			cl_run_list_add(&kept, (int32_t) run->from, (int32_t) run->to);
	}
	result = keep(env, series, &kept);
	cl_buffer_free(&kept.buffer);
	return result;
}

/* Where a load above zero began that stands on both sides of a border; the border if none does. */
static int64_t
begun_before(cl_env *env, const cl_load_series *series, int64_t from, int64_t border, int64_t next)
{
	positive_run run = {cl_series_stretches(series), 0, 0};

	if (cl_series_next_counted(series, border) >= series->span)
		return border;
	while (next_positive_run(env, &run) && run.from < border)
		if (run.to > cl_series_next_counted(series, border))
			return run.from >= from && cl_series_next_counted(series, border) >= next ? run.from
																					  : border;
	return border;
}

bool
cl_series_carry(cl_env *env, const cl_load_series *series, cl_run *periods, size_t count,
				cl_caseload_unit most)
{
	int64_t earlier = count ? (int64_t) periods[0].from - series->first : 0;

	for (size_t i = 0; i + 1 < count; i++)
	{
		int64_t from = earlier < 0 ? 0 : earlier;
		int64_t border = (int64_t) periods[i].to - series->first;
		int64_t next = (int64_t) periods[i + 1].from - series->first;
		int64_t needed, begun;

		cl_check_interrupts(env);
		earlier = next;
		border = border < 0 ? 0 : border;
		border = border > series->span ? series->span : border;
		if (from >= border)
			continue;
		if (!days_needed(env, most, true, cl_series_count(series, from, border), &needed))
			return false;
		begun = begun_before(env, series, from, border, next);
		if (begun < border && cl_series_count(series, begun, border) <= needed)
		{
			periods[i].to = (int32_t) (series->first + begun);
			periods[i + 1].from = periods[i].to;
		}
	}
	return true;
}
