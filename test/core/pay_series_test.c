#include "check.h"

#include "core/pay_series.h"

#include <stdio.h>
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

/* A year of days by chance, a load that changes now and then: by the week at once as day by day. */
TEST(pay_series_of_whole_weeks)
{
	static const char *const scales[] = {
		"1+: $5 each per day max $60 per week",
		"0+: $5 flat per day max $17.50 per week",
		"1-2: $10 each, 3+: $1.333 each per day max $35, $30 per week",
		"1+: $5 each per day max $60 per week, $200 per month",
		"1+: $5 each per day max $60 per week, $500 per year",
	};
	uint64_t random = 20260901;

	for (int turn = 0; turn < 300; turn++)
	{
		char loads[400 * 40] = "0 students from 2025-08-01";
		char days[400 * 40] = "";
		size_t at = strlen(loads);
		size_t end = 0;

		for (int day = 0; day < 300; day++)
		{
			cl_day_text text = cl_day_print(9344 + day);

			random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
			if (random >> 40 & 7 && (turn % 3 || (9344 + day) % 7 < 5))
				end += (size_t) snprintf(days + end, sizeof(days) - end, "%s[%s,%s]",
										 end ? "," : "", text.text, text.text);
			if (day > 0 && (random >> 50) % (turn % 2 ? 40 : 9) == 0)
				at += (size_t) snprintf(loads + at, sizeof(loads) - at, ", %d students from %s",
										(int) (random >> 60) - 4, text.text);
		}
		snprintf(loads + at, sizeof(loads) - at, " on {%s}", days);
		CHECK(pay(__LINE__, scales[turn % 5], loads, NULL) >= 0);
	}
}

/* Nothing is paid above 10^18: 10,000 weeks of 10^14. */
TEST(pay_series_of_too_many_weeks)
{
	static const char scale_text[] =
		"1+: $100000000000000 flat per day max $100000000000000 per week";
	static const char *const texts[] = {"1 student on {[1825-01-03,2016-08-29)}",
										"1 student on {[1825-01-03,2016-09-05)}"};
	cl_env *env = test_env();

	for (int i = 0; i < 2; i++)
	{
		cl_pay_scale *scale = cl_pay_scale_parse(env, scale_text, strlen(scale_text));
		cl_load_series *series = cl_series_parse(env, texts[i], strlen(texts[i]));
		cl_int128 total;

		if (!scale || !series)
			test_failed(__FILE__, __LINE__, "%s", env->error.message);
		else if (i == 0)
			CHECK(cl_pay_series_total(env, scale, series, NULL, NULL, &total) &&
				  total == cl_power_of_ten(38));
		else
			CHECK_FAILS(env, cl_pay_series_total(env, scale, series, NULL, NULL, &total),
						CL_OUT_OF_RANGE);
		free(scale);
		free(series);
	}
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
