#include "core/pay_series.h"

#include <string.h>

/* 10^18 in units of 10^-20: nothing is paid above it. */
#define TEN_TO_19 ((cl_int128) UINT64_C(10000000000000000000))
#define MOST (TEN_TO_19 * TEN_TO_19)

static bool
fail_amount(cl_env *env)
{
	cl_fail(env, CL_OUT_OF_RANGE, "the pay is out of range");
	return cl_detail(env, "An amount can be at most 10^18.");
}

/* A sum over parts, half up at the 18th place. */
static cl_int128
divided(cl_int128 sum, int64_t parts)
{
	return cl_divide_half_up(sum, (cl_int128) parts * 100) * 100;
}

/* Does the scale's own reckoning of one quantity hold this bound already? */
static bool
holds_itself(const cl_pay_series *pay, const cl_pay_bound *bound)
{
	return cl_pay_bound_is_own(pay->scale, bound) &&
		   (pay->manner == CL_PAY_BY_DAY || pay->manner == CL_PAY_BY_TERM);
}

static bool
begin_stops(cl_pay_series *pay, const cl_terms *terms)
{
	const cl_pay_bound *bounds = cl_pay_bounds(pay->scale);
	cl_pay_reckoning reckoning;

	if (!cl_pay_begin(&reckoning, pay->env, pay->scale, 0, pay->has_base ? &pay->base : NULL))
		return false;
	for (int i = 0; i < pay->scale->bound_count; i++)
	{
		bool own = cl_pay_bound_is_own(pay->scale, &bounds[i]);
		cl_pay_stop *stop = &pay->stop[pay->stops];
		cl_period period = own ? (cl_period) pay->scale->period : (cl_period) bounds[i].period;

		if (holds_itself(pay, &bounds[i]) ||
			!cl_pay_bound_amount(&reckoning, &bounds[i], &stop->most))
			continue;
		if (!cl_term_begin(&stop->term, pay->env, pay->series, period,
						   own ? pay->scale->period_count : 1, terms))
			return false;
		stop->by_block = own && pay->manner == CL_PAY_BY_BLOCK;
		stop->total = 0;
		pay->stops++;
	}
	return true;
}

bool
cl_pay_series_begin(cl_pay_series *pay, cl_env *env, const cl_pay_scale *scale,
					const cl_load_series *series, const cl_int128 *base, const cl_terms *terms)
{
	bool by_term = scale->period >= CL_PER_WEEK;

	memset(pay, 0, sizeof(*pay));
	pay->env = env;
	pay->scale = scale;
	pay->series = series;
	pay->has_base = base != NULL;
	pay->base = base ? *base : 0;
	pay->seen = -1;
	pay->stretch = cl_series_stretches(series);
	pay->parts = 1;
	if (!by_term && scale->period_count > 1)
	{
		pay->manner = CL_PAY_BY_BLOCK;
		pay->parts = scale->share ? scale->share : scale->period_count;
	}
	else if (scale->prorated)
	{
		pay->manner = CL_PAY_BY_SHARE;
		pay->parts = scale->share ? scale->share : 1;
	}
	else
		pay->manner = by_term ? CL_PAY_BY_TERM : CL_PAY_BY_DAY;
	/* with 1/K for each day it does not matter how many days a term has */
	pay->has_term =
		pay->manner == CL_PAY_BY_TERM || (pay->manner == CL_PAY_BY_SHARE && !scale->share);
	if (pay->has_term && !cl_term_begin(&pay->term, env, series, (cl_period) scale->period,
										scale->period_count, terms))
		return false;
	return begin_stops(pay, terms);
}

/* What one load gives, bounds included if the scale's own reckoning holds them. */
static bool
amount_of(cl_pay_series *pay, int64_t load, cl_int128 *out)
{
	const cl_int128 *base = pay->has_base ? &pay->base : NULL;

	if (pay->reckoned && pay->load == load)
	{
		*out = pay->amount;
		return true;
	}
	if (pay->manner == CL_PAY_BY_DAY || pay->manner == CL_PAY_BY_TERM)
	{
		if (!cl_pay(pay->env, pay->scale, load, base, out))
			return false;
	}
	else
	{
		cl_pay_reckoning reckoning;
		cl_pay_line line;

		if (!cl_pay_begin(&reckoning, pay->env, pay->scale, load, base))
			return false;
		*out = 0;
		while (cl_pay_next(&reckoning, &line) && line.tier >= 0)
			*out += line.amount;
		if (reckoning.failed)
			return false;
	}
	pay->reckoned = true;
	pay->load = load;
	pay->amount = *out;
	return true;
}

/* What an amount comes to after all the bounds; the running totals move on. */
static bool
pay_out(cl_pay_series *pay, cl_int128 amount, int64_t at, cl_int128 *out)
{
	for (int i = 0; i < pay->stops; i++)
	{
		cl_pay_stop *stop = &pay->stop[i];

		if (amount != 0 && !stop->by_block && stop->term.number < 0)
		{
			const char *name = cl_period_name(stop->term.period);

			cl_fail(pay->env, CL_BAD_ARGUMENT, "%s lies in none of the %ss that are given",
					cl_day_print((int32_t) (pay->series->first + at)).text, name);
			return cl_hint(pay->env,
						   "Something is paid for it, and a maximum per %s must count it: "
						   "name a %s that has it, or take the day out with on_days().",
						   name, name);
		}
		if (amount > stop->most - stop->total)
			amount = stop->most - stop->total;
	}
	for (int i = 0; i < pay->stops; i++)
		pay->stop[i].total += amount;
	*out += amount;
	if (!cl_add(pay->total, amount, &pay->total) || pay->total > MOST)
		return fail_amount(pay->env);
	return true;
}

/* So many days more of one whole amount; what the sum then has earned beyond before. */
static bool
earn(cl_pay_series *pay, cl_int128 amount, int64_t days, bool due, cl_int128 *out)
{
	cl_int128 now;

	*out = 0;
	if (!cl_multiply(amount, days, &amount) || !cl_add(pay->sum, amount, &pay->sum))
		return fail_amount(pay->env);
	if (!due)
		return true;
	now = divided(pay->sum, pay->parts);
	*out = now - pay->earned;
	pay->earned = now;
	return true;
}

static bool
pay_blocks(cl_pay_series *pay, cl_int128 amount, int64_t at, int64_t days, cl_int128 *out)
{
	while (days > 0)
	{
		int64_t left = pay->scale->period_count - pay->filled;
		int64_t here = days < left ? days : left;
		cl_int128 due;

		cl_check_interrupts(pay->env);
		pay->filled += here;
		days -= here;
		if (!earn(pay, amount, here,
				  pay->scale->prorated || pay->filled == pay->scale->period_count, &due) ||
			!pay_out(pay, due, at, out))
			return false;
		if (pay->filled == pay->scale->period_count)
		{
			pay->filled = 0;
			pay->sum = pay->earned = 0;
			for (int i = 0; i < pay->stops; i++)
				if (pay->stop[i].by_block)
					pay->stop[i].total = 0;
		}
	}
	return true;
}

static bool
fail_two_points(cl_pay_series *pay, int64_t second)
{
	const char *name = cl_period_name((cl_period) pay->scale->period);
	cl_buffer period;

	cl_buffer_init(&period, pay->env);
	cl_pay_print_period(pay->scale, &period);
	if (period.failed)
		return false;
	cl_fail(pay->env, CL_BAD_ARGUMENT, "a pay_scale per %s takes one load above zero in each %s",
			period.data, period.data);
	cl_detail(pay->env, "There are two or more in one: on %s and on %s.",
			  cl_day_print((int32_t) (pay->series->first + pay->seen)).text,
			  cl_day_print((int32_t) (pay->series->first + second)).text);
	cl_hint(pay->env,
			"Say which load stands for the %s with highest(), mean() or last(), or write "
			"\"per %s prorated\" if each day earns its share.",
			name, period.data);
	cl_buffer_free(&period);
	return false;
}

static bool
fail_outside(cl_pay_series *pay, int64_t at)
{
	const char *name = cl_period_name((cl_period) pay->scale->period);

	cl_fail(pay->env, CL_BAD_ARGUMENT, "%s lies in none of the %ss that are given",
			cl_day_print((int32_t) (pay->series->first + at)).text, name);
	return cl_hint(pay->env,
				   "Its load is above zero: name a %s that has it, or take the day out with "
				   "on_days().",
				   name);
}

/* A term without a load above zero is paid for its last day, which a tier from 0 may reach. */
static bool
pay_term(cl_pay_series *pay, int64_t at, int64_t days, int64_t load, cl_int128 *out)
{
	cl_int128 amount;

	if (load > 0)
	{
		int64_t second = pay->seen >= 0 ? at : cl_series_next_counted(pay->series, at + 1);

		if (pay->seen < 0)
			pay->seen = at;
		if (days > 1 || pay->seen != at)
			return fail_two_points(pay, second);
	}
	else if (pay->seen >= 0 ||
			 cl_series_nth_counted(pay->series, at, days) < cl_term_last(&pay->term))
		return true;
	return amount_of(pay, load, &amount) && pay_out(pay, amount, at, out);
}

static bool
pay_days(cl_pay_series *pay, int64_t at, int64_t days, int64_t load, cl_int128 *out)
{
	cl_int128 amount;

	*out = 0;
	if (pay->has_term && pay->term.number < 0)
		return load <= 0 || fail_outside(pay, at);
	if (pay->manner == CL_PAY_BY_TERM)
		return pay_term(pay, at, days, load, out);
	if (pay->manner == CL_PAY_BY_BLOCK && load <= 0)
		return true;
	if (!amount_of(pay, load, &amount))
		return false;
	switch (pay->manner)
	{
		case CL_PAY_BY_DAY:
			return (cl_multiply(amount, days, &amount) || fail_amount(pay->env)) &&
				   pay_out(pay, amount, at, out);
		case CL_PAY_BY_BLOCK:
			return pay_blocks(pay, amount, at, days, out);
		default:
			return earn(pay, amount, days, true, &amount) && pay_out(pay, amount, at, out);
	}
}

/* The terms of this day, and up to where all of them hold. */
static int64_t
move_terms(cl_pay_series *pay, int64_t at)
{
	int64_t to = pay->series->span;

	if (pay->has_term)
	{
		if (cl_term_move(&pay->term, at))
		{
			pay->sum = pay->earned = 0;
			pay->seen = -1;
			if (pay->manner == CL_PAY_BY_SHARE && pay->term.number >= 0)
				pay->parts = cl_term_counted(&pay->term);
		}
		to = pay->term.to < to ? pay->term.to : to;
	}
	for (int i = 0; i < pay->stops; i++)
	{
		cl_pay_stop *stop = &pay->stop[i];

		if (stop->by_block)
			continue;
		if (cl_term_move(&stop->term, at))
			stop->total = 0;
		to = stop->term.to < to ? stop->term.to : to;
	}
	return to;
}

/* Do the weeks of the calendar bound the days, and nothing else? */
static bool
stops_by_week(const cl_pay_series *pay)
{
	return pay->manner == CL_PAY_BY_DAY && pay->stops == 1 &&
		   pay->stop[0].term.period == CL_PER_WEEK && !pay->stop[0].term.runs &&
		   pay->stop[0].term.every == 1;
}

/* The counted days of a week, of which all seven lie in the span. */
static int
counted_of_week(const cl_load_series *series, int64_t at)
{
	static const uint8_t ones[16] = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4};
	const uint64_t *days = cl_series_days(series);
	int shift = (int) (at % 64);
	uint64_t bits = days[at / 64] >> shift;

	if (shift > 57)
		bits |= days[at / 64 + 1] << (64 - shift);
	return ones[bits & 15] + ones[bits >> 4 & 7];
}

/*
 * Whole weeks of one load, whose bound is theirs: what a week comes to hangs on how many of its
 * days are counted. A year of a class has forty of them, and the days between two changes of its
 * load a dozen. False where the present week has begun already, or is cut by a change or the end.
 */
static bool
pay_whole_weeks(cl_pay_series *pay, cl_paid_days *out, bool *failed)
{
	cl_pay_stop *stop = &pay->stop[0];
	int64_t weeks[8] = {0};
	int64_t at = stop->term.from;
	cl_int128 amount;

	if (!stops_by_week(pay) || stop->total != 0 || at < pay->stretch.from ||
		stop->term.to > pay->stretch.to)
		return false;
	for (; at + 7 <= pay->stretch.to; at += 7)
		weeks[counted_of_week(pay->series, at)]++;
	pay->at = at;
	out->days = 0;
	out->amount = 0;
	if (!amount_of(pay, out->load, &amount))
		return *failed = true;
	for (int days = 1; days <= 7; days++)
	{
		cl_int128 paid;

		if (weeks[days] == 0)
			continue;
		out->days += weeks[days] * days;
		if (!cl_multiply(amount, days, &paid))
			return *failed = !fail_amount(pay->env);
		if (paid > stop->most)
			paid = stop->most;
		if (!cl_multiply(paid, weeks[days], &paid) || !cl_add(pay->total, paid, &pay->total) ||
			pay->total > MOST)
			return *failed = !fail_amount(pay->env);
		out->amount += paid;
	}
	return true;
}

bool
cl_pay_series_next(cl_pay_series *pay, cl_pay_pace pace, cl_paid_days *out, bool *failed)
{
	int64_t to;

	*failed = false;
	cl_check_interrupts(pay->env);
	pay->at = cl_series_next_counted(pay->series, pay->at);
	while (pay->at >= pay->stretch.to)
		if (!cl_next_stretch(&pay->stretch))
			return false;
	out->at = pay->at;
	out->load = pay->stretch.load;
	to = move_terms(pay, pay->at);
	if (pace == CL_PAY_AT_ONCE && pay_whole_weeks(pay, out, failed))
		return !*failed;
	if (to > pay->stretch.to)
		to = pay->stretch.to;
	if (pace == CL_PAY_DAILY)
		to = pay->at + 1;
	out->days = cl_series_count(pay->series, pay->at, to);
	pay->at = to;
	*failed = !pay_days(pay, out->at, out->days, out->load, &out->amount);
	return !*failed;
}

bool
cl_pay_series_total(cl_env *env, const cl_pay_scale *scale, const cl_load_series *series,
					const cl_int128 *base, const cl_terms *terms, cl_int128 *amount)
{
	cl_pay_series pay;
	cl_paid_days days;
	bool failed;

	if (!cl_pay_series_begin(&pay, env, scale, series, base, terms))
		return false;
	while (cl_pay_series_next(&pay, CL_PAY_AT_ONCE, &days, &failed))
		;
	*amount = pay.total;
	return !failed;
}
