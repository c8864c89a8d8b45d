#include "core/pay_scale.h"

/* 10^16 brings an amount of four places to CL_PAY_PLACES, 10^10 the product of rate and quantity.
 */
#define TEN_TO_10 ((cl_int128) INT64_C(10000000000))
#define TEN_TO_16 ((cl_int128) INT64_C(10000000000000000))
#define ONE_TIME ((cl_int128) 1000000)
/* 10^18 dollars or units */
#define MOST (TEN_TO_16 * TEN_TO_16 * 1000000)
/* the base of a compound scale has ten places more while it grows */
#define COMPOUND_PLACES 18

static bool
fail_out_of_range(cl_pay_reckoning *reckoning)
{
	reckoning->failed = true;
	cl_fail(reckoning->env, CL_OUT_OF_RANGE, "the pay is out of range");
	return cl_detail(reckoning->env, "An amount can be at most 10^18.");
}

/* a * b * c; nothing overflows if one of them is zero. */
static bool
product(cl_int128 a, cl_int128 b, cl_int128 c, cl_int128 *out)
{
	*out = 0;
	if (a == 0 || b == 0 || c == 0)
		return true;
	return cl_multiply(a, b, out) && cl_multiply(*out, c, out);
}

bool
cl_pay_begin(cl_pay_reckoning *reckoning, cl_env *env, const cl_pay_scale *scale,
			 cl_int128 quantity, const cl_int128 *base)
{
	bool base_counts = scale->needs_base || scale->measure != CL_NO_MEASURE;

	reckoning->env = env;
	reckoning->scale = scale;
	reckoning->quantity = quantity;
	reckoning->has_base = base && base_counts;
	reckoning->base = reckoning->has_base ? *base : 0;
	reckoning->failed = false;
	reckoning->next = 0;
	reckoning->total = 0;
	reckoning->compounded = 0;
	if (scale->needs_base && !base)
	{
		reckoning->failed = true;
		cl_fail(env, CL_BAD_ARGUMENT, "a pay_scale in percent needs a base");
		return cl_hint(env, "Give the base as the third argument: pay(scale, quantity, base).");
	}
	if (reckoning->base < 0)
	{
		reckoning->failed = true;
		return cl_fail(env, CL_BAD_ARGUMENT, "the base must not be negative");
	}
	if (scale->compound &&
		!cl_rescale(reckoning->base, CL_PAY_BASE_PLACES, COMPOUND_PLACES, &reckoning->compounded))
		return fail_out_of_range(reckoning);
	return true;
}

/* How many times the tier's rate is paid, in units of 10^-6. */
static cl_int128
times_paid(const cl_pay_scale *scale, int index, cl_int128 quantity)
{
	const cl_pay_tier *tier = &cl_pay_tiers(scale)[index];
	cl_pay_part part;
	cl_int128 paid;

	if (tier->how != CL_PAY_EACH)
	{
		if (!cl_pay_tier_reached(tier, quantity) || cl_pay_tier_past(scale, index, quantity))
			return 0;
		return tier->how == CL_PAY_ALL ? quantity : ONE_TIME;
	}
	part = cl_pay_tier_part(scale, index);
	if (quantity <= part.from)
		return 0;
	paid = (part.to != INT64_MAX && quantity >= part.to ? part.to : quantity) - part.from;
	return tier->every ? paid / (tier->every * ONE_TIME) * ONE_TIME : paid;
}

static bool
tier_amount(const cl_pay_reckoning *reckoning, const cl_pay_tier *tier, cl_int128 times,
			cl_int128 *amount)
{
	if (tier->kind == CL_PAY_PERCENT)
		return product(tier->rate, times, reckoning->base, amount);
	if (tier->kind == CL_PAY_UNITS && reckoning->has_base)
		return product(tier->rate, times, reckoning->base, amount) &&
			   cl_multiply(*amount, 100, amount);
	return product(tier->rate, times, TEN_TO_10, amount);
}

/*
 * A step on top of the steps below it: rate of what they come to, half up at the 18th place.
 * The millions are taken out first, so that the product stays in 128 bits.
 */
static bool
compound_amount(cl_pay_reckoning *reckoning, const cl_pay_tier *tier, cl_int128 *amount)
{
	cl_int128 million = 1000000;
	cl_int128 whole = reckoning->compounded / million;
	cl_int128 rest = reckoning->compounded % million;

	return cl_multiply(whole, tier->rate, &whole) &&
		   cl_add(whole, cl_divide_half_up(rest * tier->rate, million), amount) &&
		   cl_add(reckoning->compounded, *amount, &reckoning->compounded) &&
		   cl_multiply(*amount, 100, amount);
}

bool
cl_pay_bound_amount(const cl_pay_reckoning *reckoning, const cl_pay_bound *bound, cl_int128 *amount)
{
	if (bound->kind == CL_PAY_PERCENT)
		return product(bound->amount, reckoning->base, ONE_TIME, amount);
	if (bound->kind == CL_PAY_UNITS && reckoning->has_base)
		return product(bound->amount, reckoning->base, 100 * ONE_TIME, amount);
	*amount = bound->amount * TEN_TO_16;
	return true;
}

static bool
next_tier(cl_pay_reckoning *reckoning, cl_pay_line *line)
{
	const cl_pay_tier *tier = &cl_pay_tiers(reckoning->scale)[reckoning->next];
	bool fits = true;

	line->tier = reckoning->next++;
	line->bound = -1;
	line->amount = 0;
	if (reckoning->scale->compound)
	{
		/* a step once reached is kept, also past the end of its range */
		line->times = cl_pay_tier_reached(tier, reckoning->quantity) ? ONE_TIME : 0;
		if (line->times)
			fits = compound_amount(reckoning, tier, &line->amount);
	}
	else
	{
		line->times = times_paid(reckoning->scale, line->tier, reckoning->quantity);
		fits = tier_amount(reckoning, tier, line->times, &line->amount);
	}
	if (!fits || !cl_add(reckoning->total, line->amount, &reckoning->total) ||
		reckoning->total > MOST)
		return fail_out_of_range(reckoning);
	return true;
}

static bool
next_bound(cl_pay_reckoning *reckoning, cl_pay_line *line)
{
	const cl_pay_bound *bounds = cl_pay_bounds(reckoning->scale);

	while (reckoning->next - reckoning->scale->tier_count < reckoning->scale->bound_count)
	{
		int i = reckoning->next++ - reckoning->scale->tier_count;
		cl_int128 most;

		if (!cl_pay_bound_is_own(reckoning->scale, &bounds[i]) ||
			!cl_pay_bound_amount(reckoning, &bounds[i], &most) || reckoning->total <= most)
			continue;
		line->tier = -1;
		line->bound = i;
		line->times = 0;
		line->amount = most - reckoning->total;
		reckoning->total = most;
		return true;
	}
	return false;
}

bool
cl_pay_next(cl_pay_reckoning *reckoning, cl_pay_line *line)
{
	cl_check_interrupts(reckoning->env);
	if (reckoning->failed)
		return false;
	if (reckoning->next < reckoning->scale->tier_count)
		return next_tier(reckoning, line);
	return next_bound(reckoning, line);
}

bool
cl_pay(cl_env *env, const cl_pay_scale *scale, cl_int128 quantity, const cl_int128 *base,
	   cl_int128 *amount)
{
	cl_pay_reckoning reckoning;
	cl_pay_line line;

	if (!cl_pay_begin(&reckoning, env, scale, quantity, base))
		return false;
	while (cl_pay_next(&reckoning, &line))
		;
	*amount = reckoning.total;
	return !reckoning.failed;
}

bool
cl_pay_whole(const cl_pay_scale *scale, int64_t quantity, int64_t *amount)
{
	const cl_pay_tier *tiers = cl_pay_tiers(scale);
	const cl_pay_bound *bounds = cl_pay_bounds(scale);
	int64_t total = 0;

	if (scale->needs_base)
		return false;
	for (int i = 0; i < scale->tier_count && cl_pay_tier_first(&tiers[i]) <= quantity; i++)
	{
		const cl_pay_tier *tier = &tiers[i];
		bool ends = tier->to != CL_PAY_NO_END && quantity > tier->to;
		int64_t times = 1;
		int64_t pay;

		if (tier->how == CL_PAY_EACH)
		{
			if (cl_pay_is_part(tier) ||
				(cl_pay_is_open(tier) && i + 1 < scale->tier_count && cl_pay_is_part(tier + 1)))
				return false;
			times = (ends ? tier->to : quantity) - (cl_pay_tier_first(tier) - 1);
			if (tier->every)
				times /= tier->every;
		}
		else if (ends)
			continue;
		else if (tier->how == CL_PAY_ALL)
			times = quantity;
		if (__builtin_mul_overflow(tier->rate, times, &pay) ||
			__builtin_add_overflow(total, pay, &total))
			return false;
	}
	for (int i = 0; i < scale->bound_count; i++)
		if (cl_pay_bound_is_own(scale, &bounds[i]) && total > bounds[i].amount)
			total = bounds[i].amount;
	*amount = total;
	return true;
}
