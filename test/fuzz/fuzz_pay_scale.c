/*
 * Whatever is read prints to a text that reads back the same; bytes are refused or canonical;
 * and no quantity or base makes a scale pay anything but an amount in range or an error.
 */
#include "fuzz.h"

#include "core/pay_scale.h"

static const int64_t counts[] = {0,		  1,		2,		   3,		  19,		999999,
								 1000000, -1,		-1000000,  1000001,	  1500000,	2999999,
								 3000000, 28000000, INT32_MAX, INT64_MAX, INT64_MIN};
static const int places[] = {0, 18, 24, 31, 37};

/* The lines add up to the amount, which lies in range; else the error says so. */
static void
pay(const cl_pay_scale *scale, cl_int128 quantity, const cl_int128 *base)
{
	cl_env *env = fuzz_env();
	cl_pay_reckoning reckoning;
	cl_pay_line line;
	cl_int128 amount = 0;
	cl_int128 sum = 0;
	int lines = 0;
	bool paid = cl_pay(env, scale, quantity, base, &amount);

	FUZZ_CHECK(paid || env->error.code == CL_OUT_OF_RANGE ||
			   (env->error.code == CL_BAD_ARGUMENT && scale->needs_base && !base));
	FUZZ_CHECK(!paid || (amount >= 0 && amount <= cl_power_of_ten(38)));
	if (!cl_pay_begin(&reckoning, env, scale, quantity, base))
	{
		FUZZ_CHECK(!paid);
		return;
	}
	while (cl_pay_next(&reckoning, &line))
	{
		FUZZ_CHECK(cl_add(sum, line.amount, &sum));
		FUZZ_CHECK(line.tier >= 0 ? line.amount >= 0 : line.amount < 0);
		lines++;
	}
	FUZZ_CHECK(reckoning.failed == !paid);
	FUZZ_CHECK(!paid || (sum == amount && lines >= scale->tier_count));
}

static void
pay_extremes(const cl_pay_scale *scale)
{
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
	{
		cl_env *env = fuzz_env();
		int64_t quick;
		cl_int128 amount;

		pay(scale, counts[i], NULL);
		pay(scale, -(cl_int128) counts[i], NULL);
		for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++)
		{
			cl_int128 base = cl_power_of_ten(places[j]) - 1;

			pay(scale, counts[i], &base);
			pay(scale, cl_power_of_ten(places[j]) + counts[i], &base);
		}
		if (cl_pay_whole(scale, counts[i], &quick))
		{
			FUZZ_CHECK(cl_pay(env, scale, (cl_int128) counts[i] * 1000000, NULL, &amount));
			FUZZ_CHECK(amount == quick * cl_power_of_ten(16));
		}
	}
	pay(scale, CL_INT128_MAX, NULL);
	pay(scale, -CL_INT128_MAX, NULL);
}

static void
check_text(const cl_pay_scale *scale)
{
	cl_env *env = fuzz_env();
	cl_buffer buffer;
	cl_pay_scale *back;

	cl_buffer_init(&buffer, env);
	cl_pay_scale_print(scale, &buffer);
	back = cl_pay_scale_parse(env, buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_pay_scale_compare(scale, back) == 0);
	cl_buffer_free(&buffer);
	cl_buffer_init(&buffer, env);
	cl_pay_scale_write(scale, &buffer);
	cl_release(env, back);
	back = cl_pay_scale_receive(env, (const uint8_t *) buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_pay_scale_compare(scale, back) == 0);
	cl_buffer_free(&buffer);
	cl_release(env, back);
}

static void
check(cl_pay_scale *scale)
{
	static const int64_t factors[] = {0, 1, 1000000000, 1035000000, 1500000000, INT64_MAX};
	cl_env *env = fuzz_env();

	check_text(scale);
	pay_extremes(scale);
	for (size_t i = 0; i < sizeof(factors) / sizeof(factors[0]); i++)
	{
		cl_pay_scale *raised = cl_pay_scale_raise(env, scale, factors[i], 9);

		FUZZ_CHECK(raised || env->error.code == CL_OUT_OF_RANGE);
		if (raised)
			check_text(raised);
		cl_release(env, raised);
	}
	cl_release(env, scale);
}

FUZZ(pay_scale)
{
	cl_env *env = fuzz_env();
	cl_pay_scale *scale = cl_pay_scale_parse(env, (const char *) data, size);

	if (scale)
		check(scale);
	scale = cl_pay_scale_receive(env, data, size);
	if (scale)
	{
		cl_buffer buffer;

		cl_buffer_init(&buffer, env);
		cl_pay_scale_write(scale, &buffer);
		FUZZ_CHECK(buffer.length == size && memcmp(buffer.data, data, size) == 0);
		cl_buffer_free(&buffer);
		check(scale);
	}
}
