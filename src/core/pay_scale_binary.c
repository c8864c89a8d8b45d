#include "core/pay_scale.h"

#include <string.h>

/* The end of N+ and >N follows from the next tier: 0 stands for it. */
void
cl_pay_scale_write(const cl_pay_scale *scale, cl_buffer *out)
{
	const cl_pay_tier *tiers = cl_pay_tiers(scale);
	const cl_pay_bound *bounds = cl_pay_bounds(scale);

	cl_buffer_uint8(out, CL_PAY_SCALE_VERSION);
	cl_buffer_uint8(out, scale->period);
	cl_buffer_uint8(out, scale->prorated);
	cl_buffer_uint8(out, scale->compound);
	cl_buffer_uint32(out, (uint32_t) scale->period_count);
	cl_buffer_uint32(out, (uint32_t) scale->share);
	cl_buffer_uint16(out, scale->tier_count);
	cl_buffer_uint8(out, scale->bound_count);
	for (int i = 0; i < scale->tier_count; i++)
	{
		cl_buffer_int64(out, tiers[i].rate);
		cl_buffer_uint32(out, (uint32_t) tiers[i].from);
		cl_buffer_uint32(out, cl_pay_is_open(&tiers[i]) ? 0 : (uint32_t) tiers[i].to);
		cl_buffer_uint32(out, (uint32_t) tiers[i].every);
		cl_buffer_uint8(out, tiers[i].how);
		cl_buffer_uint8(out, tiers[i].kind);
		cl_buffer_uint8(out, tiers[i].measure);
		cl_buffer_uint8(out, tiers[i].form);
	}
	for (int i = 0; i < scale->bound_count; i++)
	{
		cl_buffer_int64(out, bounds[i].amount);
		cl_buffer_uint8(out, bounds[i].kind);
		cl_buffer_uint8(out, bounds[i].measure);
		cl_buffer_uint8(out, bounds[i].period);
	}
}

static void
bad_binary(cl_env *env, const char *reason)
{
	cl_fail(env, CL_BAD_BINARY, "invalid binary pay_scale: %s", reason);
}

cl_pay_scale *
cl_pay_scale_receive(cl_env *env, const uint8_t *data, size_t length)
{
	cl_reader reader = {data, length, 0, false};
	cl_pay_scale head;
	cl_pay_tier *tiers;
	cl_pay_bound bounds[CL_PAY_BOUNDS_MOST];
	cl_pay_scale *scale = NULL;
	cl_pay_fault fault;
	bool canonical = true;

	memset(&head, 0, sizeof(head));
	memset(bounds, 0, sizeof(bounds));
	if (cl_read_uint8(&reader) != CL_PAY_SCALE_VERSION)
	{
		bad_binary(env, "its version is unknown");
		return NULL;
	}
	head.period = cl_read_uint8(&reader);
	head.prorated = cl_read_uint8(&reader);
	head.compound = cl_read_uint8(&reader);
	head.period_count = (int32_t) cl_read_uint32(&reader);
	head.share = (int32_t) cl_read_uint32(&reader);
	head.tier_count = cl_read_uint16(&reader);
	head.bound_count = cl_read_uint8(&reader);
	if (head.tier_count < 1 || head.tier_count > CL_PAY_TIERS_MOST ||
		head.bound_count > CL_PAY_BOUNDS_MOST)
	{
		bad_binary(env, "its number of tiers or bounds is out of range");
		return NULL;
	}
	tiers = cl_allocate(env, head.tier_count * sizeof(*tiers));
	if (!tiers)
		return NULL;
	for (int i = 0; i < head.tier_count; i++)
	{
		tiers[i].rate = cl_read_int64(&reader);
		tiers[i].from = (int32_t) cl_read_uint32(&reader);
		tiers[i].to = (int32_t) cl_read_uint32(&reader);
		tiers[i].every = (int32_t) cl_read_uint32(&reader);
		tiers[i].how = cl_read_uint8(&reader);
		tiers[i].kind = cl_read_uint8(&reader);
		tiers[i].measure = cl_read_uint8(&reader);
		tiers[i].form = cl_read_uint8(&reader);
		canonical = canonical && (!cl_pay_is_open(&tiers[i]) || tiers[i].to == 0);
	}
	for (int i = 0; i < head.bound_count; i++)
	{
		bounds[i].amount = cl_read_int64(&reader);
		bounds[i].kind = cl_read_uint8(&reader);
		bounds[i].measure = cl_read_uint8(&reader);
		bounds[i].period = cl_read_uint8(&reader);
	}
	if (cl_read_whole(env, &reader, "pay_scale"))
	{
		if (!canonical)
			bad_binary(env, "it is not in its canonical form");
		else
		{
			scale = cl_pay_scale_make(env, &head, tiers, bounds, &fault);
			if (!scale && fault.code != CL_NO_MEMORY)
				bad_binary(env, fault.reason);
		}
	}
	cl_release(env, tiers);
	return scale;
}
