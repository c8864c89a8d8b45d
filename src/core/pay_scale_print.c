#include "core/pay_scale.h"

/* "$625", "$12.50", "$0.0625", "3.5%", "0.75 hours": cents, if any, have both their places. */
static void
print_amount(int64_t amount, int kind, int measure, cl_buffer *out)
{
	bool whole = amount % 10000 == 0;

	if (kind == CL_PAY_DOLLARS)
		cl_buffer_char(out, '$');
	cl_buffer_decimal(out, amount, CL_PAY_RATE_PLACES, kind == CL_PAY_DOLLARS && !whole ? 2 : 0);
	if (kind == CL_PAY_PERCENT)
		cl_buffer_char(out, '%');
	if (kind == CL_PAY_UNITS)
	{
		cl_buffer_char(out, ' ');
		cl_buffer_text(out, cl_measure_name((cl_measure) measure));
	}
}

void
cl_pay_print_range(const cl_pay_tier *tier, cl_buffer *out)
{
	if (cl_pay_is_above(tier))
		cl_buffer_char(out, '>');
	cl_buffer_decimal(out, tier->from, cl_pay_is_part(tier) ? 3 : 0, 0);
	if (tier->form == CL_PAY_SPAN)
	{
		cl_buffer_char(out, '-');
		cl_buffer_decimal(out, tier->to, 0, 0);
	}
	if (cl_pay_is_open(tier) && !cl_pay_is_above(tier))
		cl_buffer_char(out, '+');
}

void
cl_pay_print_rate(const cl_pay_tier *tier, cl_buffer *out)
{
	static const char *const words[] = {
		[CL_PAY_EACH] = " each", [CL_PAY_ALL] = " all", [CL_PAY_FLAT] = " flat"};

	print_amount(tier->rate, tier->kind, tier->measure, out);
	cl_buffer_text(out, words[tier->how]);
	if (tier->every)
	{
		cl_buffer_char(out, ' ');
		cl_buffer_decimal(out, tier->every, 0, 0);
	}
}

void
cl_pay_print_bound(const cl_pay_bound *bound, cl_buffer *out)
{
	print_amount(bound->amount, bound->kind, bound->measure, out);
	if (bound->period != CL_NO_PERIOD)
	{
		cl_buffer_text(out, " per ");
		cl_buffer_text(out, cl_period_name((cl_period) bound->period));
	}
}

void
cl_pay_print_period(const cl_pay_scale *scale, cl_buffer *out)
{
	if (scale->period == CL_NO_PERIOD)
		return;
	if (scale->period_count > 1)
	{
		cl_buffer_decimal(out, scale->period_count, 0, 0);
		cl_buffer_char(out, ' ');
	}
	cl_buffer_text(out, cl_period_name((cl_period) scale->period));
	if (scale->period_count > 1)
		cl_buffer_char(out, 's');
}

void
cl_pay_scale_print(const cl_pay_scale *scale, cl_buffer *out)
{
	const cl_pay_tier *tiers = cl_pay_tiers(scale);
	const cl_pay_bound *bounds = cl_pay_bounds(scale);

	for (int i = 0; i < scale->tier_count; i++)
	{
		if (i > 0)
			cl_buffer_text(out, ", ");
		cl_pay_print_range(&tiers[i], out);
		cl_buffer_text(out, ": ");
		cl_pay_print_rate(&tiers[i], out);
	}
	if (scale->compound)
		cl_buffer_text(out, " compound");
	if (scale->period != CL_NO_PERIOD)
	{
		cl_buffer_text(out, " per ");
		cl_pay_print_period(scale, out);
	}
	if (scale->prorated)
		cl_buffer_text(out, " prorated");
	if (scale->share)
	{
		cl_buffer_char(out, ' ');
		cl_buffer_decimal(out, scale->share, 0, 0);
	}
	for (int i = 0; i < scale->bound_count; i++)
	{
		cl_buffer_text(out, i > 0 ? ", " : " max ");
		cl_pay_print_bound(&bounds[i], out);
	}
}
