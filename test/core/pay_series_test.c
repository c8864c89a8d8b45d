#include "check.h"

#include "core/pay_series.h"

#include <stdlib.h>

/* What the scale gives, in millionths, by both paces, at once and day by day; -1 if the arguments
 * are refused. */
static int64_t
pay(int line, const char *scale_text, const char *series_text, const cl_terms *terms)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = cl_pay_scale_parse(env, scale_text, strlen(scale_text));
	cl_load_series *series = cl_series_parse(env, series_text, strlen(series_text));
	cl_int128 total = 0;
	cl_int128 base = (cl_int128) 100 * 100000000;
	cl_int128 sum = 0;
	cl_pay_series daily;
	cl_paid_days day;
	bool failed = false;

	if (!scale || !series)
		test_failed(__FILE__, line, "%s", env->error.message);
	else if (!cl_pay_series_total(env, scale, series, &base, terms, &total))
	{
		CHECK(env->error.code == CL_BAD_ARGUMENT && env->error.hint[0]);
		total = -cl_power_of_ten(14);
	}
	else
	{
		CHECK(cl_pay_series_begin(&daily, env, scale, series, &base, terms));
		while (cl_pay_series_next(&daily, CL_PAY_DAILY, &day, &failed))
			sum += day.amount;
		CHECK(!failed && sum == total);
	}
	free(scale);
	free(series);
	return (int64_t) (total / cl_power_of_ten(14));
}

#define PAY(scale, series) pay(__LINE__, scale, series, NULL)

TEST(pay_series_by_its_period)
{
	static const char week[] =
		"2 students from 2025-08-19, 3 from 2025-08-21 on {[2025-08-18,2025-08-23)}";

	CHECK(PAY("1+: $10 each per day", week) == 100000000);
	CHECK(PAY("1+: $10 each per day max $25, $60 per week", week) == 60000000);
	CHECK(PAY("1+: 1% each per day", week) == 10000000);
	CHECK(PAY("1+: $10 each per 2 days", week) == 50000000);
	CHECK(PAY("1+: $10 each per 3 days", week) == 23333333);
	CHECK(PAY("1+: $10 each per year prorated", week) == 20000000);
	CHECK(PAY("1+: $10 each per week", week) == -1);
	CHECK(PAY("1+: $10 each per semester", week) == -1);
}

TEST(pay_series_by_named_terms)
{
	cl_run semesters[] = {{9361, 9400}, {9410, 9500}}; /* from 2025-08-18 */
	cl_terms terms;

	memset(&terms, 0, sizeof(terms));
	terms.named[CL_PER_SEMESTER] = true;
	terms.runs[CL_PER_SEMESTER] = semesters;
	terms.count[CL_PER_SEMESTER] = 2;
	CHECK(cl_day_of(2025, 8, 18) == 9361);
	CHECK(pay(__LINE__, "1+: $10 each per semester prorated",
			  "3 students on {[2025-08-18,2025-08-28)}", &terms) == 30000000);
	/* a counted day between two terms does not begin the first of them anew */
	CHECK(pay(__LINE__, "1+: $10 each per 2 semesters",
			  "3 students from 2025-08-18, 0 from 2025-08-19, 4 from 2025-10-06, 0 from 2025-10-07 "
			  "on "
			  "{[2025-08-18,2025-11-01)}",
			  &terms) == -1);
	CHECK(pay(__LINE__, "1+: $10 each per semester",
			  "3 students from 2025-08-18, 0 from 2025-08-19, 4 from 2025-10-06, 0 from 2025-10-07 "
			  "on "
			  "{[2025-08-18,2025-11-01)}",
			  &terms) == 70000000);
	/* between the terms */
	CHECK(pay(__LINE__, "1+: $10 each per day max $40 per semester",
			  "3 students on {[2025-09-26,2025-09-28)}", &terms) == -1);
}

TEST(terms_by_name)
{
	cl_env *env = test_env();
	cl_period period;
	cl_run run;

	CHECK(cl_term_period(env, "Semesters", 9, &period) && period == CL_PER_SEMESTER);
	CHECK_FAILS(env, cl_term_period(env, "day", 3, &period), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_term_period(env, "a very long name of a term", 26, &period),
				CL_BAD_ARGUMENT);
	CHECK(cl_term_run(env, "[2000-01-02,)", 13, &run) && run.from == 1 &&
		  run.to == CL_DAY_AFTER_ALL);
	CHECK(cl_term_run(env, "(,2000-01-02]", 13, &run) && run.from == CL_DAY_BEFORE_ALL &&
		  run.to == 2);
	CHECK_FAILS(env, cl_term_run(env, "[2000-01-02,2000-01-01)", 23, &run), CL_BAD_TEXT);
	CHECK_FAILS(env, cl_term_run(env, "2000", 4, &run), CL_BAD_TEXT);
}
