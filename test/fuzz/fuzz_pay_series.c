/* A scale and a series, parted by a line end: by days and at once it pays the same. */
#include "fuzz.h"

#include "core/pay_series.h"

static void
check_pay(cl_env *env, const cl_pay_scale *scale, const cl_load_series *series)
{
	cl_run semesters[] = {{9361, 9400}, {9410, 9500}};
	cl_int128 base = (cl_int128) 1234567 * 1000000;
	cl_int128 total;
	cl_int128 sum = 0;
	cl_pay_series pay;
	cl_paid_days day;
	cl_terms terms;
	bool failed = false;

	memset(&terms, 0, sizeof(terms));
	for (int period = CL_PER_QUARTER; period <= CL_PER_SEMESTER; period++)
	{
		terms.named[period] = true;
		terms.runs[period] = semesters;
		terms.count[period] = 2;
	}
	if (!cl_pay_series_total(env, scale, series, &base, &terms, &total))
	{
		FUZZ_CHECK(env->error.message[0]);
		return;
	}
	if (!cl_pay_series_begin(&pay, env, scale, series, &base, &terms))
		FUZZ_CHECK(false);
	while (cl_pay_series_next(&pay, CL_PAY_DAILY, &day, &failed))
	{
		FUZZ_CHECK(day.days == 1 && day.amount >= 0);
		sum += day.amount;
	}
	FUZZ_CHECK(!failed && sum == total);
}

FUZZ(pay_series)
{
	cl_env *env = fuzz_env();
	const uint8_t *end = memchr(data, '\n', size);
	size_t length = end ? (size_t) (end - data) : size;
	cl_pay_scale *scale = cl_pay_scale_parse(env, (const char *) data, length);
	cl_load_series *series =
		end ? cl_series_parse(env, (const char *) end + 1, size - length - 1) : NULL;

	if (scale && series)
		check_pay(env, scale, series);
	free(scale);
	free(series);
}
