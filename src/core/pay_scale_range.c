#include "core/pay_scale.h"

#define ONE INT64_C(1000000)

int64_t
cl_pay_tier_start(const cl_pay_tier *tier)
{
	return tier->from * (cl_pay_is_part(tier) ? ONE / CL_PAY_PART : ONE);
}

int32_t
cl_pay_before(const cl_pay_tier *next)
{
	if (cl_pay_is_part(next))
		return next->from / CL_PAY_PART;
	return next->form == CL_PAY_ABOVE ? next->from : next->from - 1;
}

int32_t
cl_pay_tier_first(const cl_pay_tier *tier)
{
	return cl_pay_before(tier) + 1;
}

bool
cl_pay_tier_reached(const cl_pay_tier *tier, cl_int128 quantity)
{
	int64_t start = cl_pay_tier_start(tier);

	return cl_pay_is_above(tier) ? quantity > start : quantity >= start;
}

bool
cl_pay_tier_past(const cl_pay_scale *scale, int tier, cl_int128 quantity)
{
	const cl_pay_tier *own = &cl_pay_tiers(scale)[tier];

	/* 1-5 holds all below 6; where >5 or 5.5+ follows it ends there */
	if (!cl_pay_is_open(own) && quantity >= (own->to + INT64_C(1)) * ONE)
		return true;
	return tier + 1 < scale->tier_count && cl_pay_tier_reached(own + 1, quantity);
}

/* What begins at N begins with the Nth one, which lies between N-1 and N. */
static int64_t
part_start(const cl_pay_tier *tier)
{
	int64_t start = cl_pay_tier_start(tier);

	return cl_pay_is_part(tier) || cl_pay_is_above(tier) ? start : start - ONE;
}

cl_pay_part
cl_pay_tier_part(const cl_pay_scale *scale, int tier)
{
	const cl_pay_tier *own = &cl_pay_tiers(scale)[tier];
	cl_pay_part part = {part_start(own), INT64_MAX};

	if (!cl_pay_is_open(own))
		part.to = own->to * ONE;
	else if (tier + 1 < scale->tier_count)
		part.to = part_start(own + 1);
	/* 5+ before >5 holds 5 alone; 6+ after >5.5 would begin below it */
	if (part.to < part.from)
		part.to = part.from;
	return part;
}

bool
cl_pay_tier_follows(const cl_pay_tier *before, const cl_pay_tier *tier)
{
	int64_t end = cl_pay_is_open(before) ? cl_pay_tier_start(before) : before->to * ONE;
	int64_t start = cl_pay_tier_start(tier);

	return start > end || (start == end && cl_pay_is_above(tier) && !cl_pay_is_above(before));
}
