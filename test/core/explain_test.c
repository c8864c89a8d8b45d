#include "check.h"

#include "core/explain.h"

#include <stdio.h>

static char said[2000];

static const char *
pay_in(const char *locale, const char *text, cl_int128 millionths, cl_measure measure, int64_t base)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = cl_pay_scale_parse(env, text, strlen(text));
	cl_int128 base_units = (cl_int128) base * 100000000;
	cl_buffer buffer;

	if (!scale)
		return env->error.message;
	cl_buffer_init(&buffer, env);
	if (!cl_explain_pay(env, scale, millionths, measure, base ? &base_units : NULL, locale,
						strlen(locale), &buffer))
		snprintf(said, sizeof(said), "%s", env->error.message);
	else
		snprintf(said, sizeof(said), "%s", buffer.data);
	cl_buffer_free(&buffer);
	cl_release(env, scale);
	return said;
}

static const char *
salary(const char *locale, const char *grid, const char *place)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = cl_schedule_parse(env, grid, strlen(grid));
	cl_salary_step step;
	cl_buffer buffer;

	if (!schedule || !cl_salary_step_parse(env, place, strlen(place), &step))
		return env->error.message;
	cl_buffer_init(&buffer, env);
	if (!cl_explain_salary(env, schedule, &step, locale, strlen(locale), &buffer))
		snprintf(said, sizeof(said), "%s", env->error.message);
	else
		snprintf(said, sizeof(said), "%s", buffer.data);
	cl_buffer_free(&buffer);
	cl_release(env, schedule);
	return said;
}

#define M INT64_C(1000000)

TEST(explain_says_each_way_of_paying)
{
	CHECK_TEXT(
		pay_in("en", "1-2: $10 each, 3: $15 each, 4: $25 each per day", 3 * M, CL_STUDENTS, 0),
		"For 3 students: 2 at $10 each (tier 1-2) is $20; 1 at $15 each (tier 3) is $15; "
		"together $35 per day.");
	CHECK_TEXT(pay_in("en", "1-2: $90 all, 3-4: $140 all per month", 3 * M, CL_NO_MEASURE, 0),
			   "For 3: $140 for every one of 3 (tier 3-4) is $420; together $420 per month.");
	CHECK_TEXT(pay_in("en", "2: $625 flat, 3+: $1250 flat per semester", 7 * M, CL_STUDENTS, 0),
			   "For 7 students: $1,250 (tier 3+); together $1,250 per semester.");
	CHECK_TEXT(pay_in("en", "1+: $10 each per day max $40", 5 * M, CL_STUDENTS, 0),
			   "For 5 students: 5 at $10 each (tier 1+) is $50; at most $40 is paid, which takes "
			   "off $10; together $40 per day.");
	CHECK_TEXT(pay_in("en", "1+: $2 each 5 per 3 days", 12 * M, CL_NO_MEASURE, 0),
			   "For 12: $2 for every 5, 2 times (tier 1+), is $4; together $4 per 3 days.");
	CHECK_TEXT(pay_in("en", "1+: $10 each", M / 2, CL_STUDENTS, 0),
			   "For 0.5 students: 0.5 at $10 each (tier 1+) is $5; together $5.");
	CHECK_TEXT(pay_in("en", "2+: $10 each", M, CL_STUDENTS, 0),
			   "For 1 student: no tier pays, so nothing is due.");
}

TEST(explain_says_percent_units_and_compound)
{
	CHECK_TEXT(
		pay_in("en", "19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound", 24 * M, 0, 100000),
		"For 24, on a base of $100,000: 3.5% more (tier 19+) is $3,500; 3.5% more (tier 24+) is "
		"$3,622.50; together $7,122.50.");
	CHECK_TEXT(pay_in("en", "1-2: 0.75 hours flat, 3+: 1.25 hours flat per day", 3 * M, 0, 0),
			   "For 3: 1.25 hours (tier 3+); together 1.25 hours per day.");
	CHECK_TEXT(pay_in("en", "1-2: 0.75 hours flat, 3+: 1.25 hours flat per day", 3 * M, 0, 24),
			   "For 3, on a base of $24: 1.25 hours (tier 3+) is $30; together $30 per day.");
	CHECK_TEXT(pay_in("en", "1+: 5% flat", M, 0, 0), "a pay_scale in percent needs a base");
}

TEST(explain_speaks_spanish)
{
	CHECK_TEXT(pay_in("es_US", "1+: $50 each per count", 3 * M, CL_STUDENTS, 0),
			   "Por 3 estudiantes: 3 a $50 por cada uno (tramo 1+) son $150; en total $150 por "
			   "recuento.");
	CHECK_TEXT(pay_in("xx", "1+: $50 each per count", 3 * M, CL_STUDENTS, 0),
			   "no words in locale \"xx\"");
}

#define GRID "step(0) I V\n8 68445.25 75000\n14 - 91726.3678\n19L - 94936.79\n"

TEST(explain_says_how_a_salary_comes_about)
{
	CHECK_TEXT(salary("en", GRID, "V-14"),
			   "Lane V, step 14: $91,726. The figure of the schedule is $91,726.3678, rounded half "
			   "up to whole dollars.");
	CHECK_TEXT(salary("en", GRID, "V-8"), "Lane V, step 8: $75,000.");
	CHECK_TEXT(salary("en", GRID, "V-9.5"),
			   "Lane V, step 9.5: the schedule has no such row, so row 8 pays, $75,000.");
	CHECK_TEXT(salary("en", "step I V\n1 10 20\n2 - 30\n3L 40 50", "I-2"),
			   "Lane I, step 2: that row is empty in this lane, so row 1 pays, $10.");
	CHECK_TEXT(salary("es", "step I V\n1 10 20\n2 - 30\n3L 40 50", "I-2"),
			   "Columna I, escalón 2: esa fila está vacía en esta columna; se paga la fila 1, "
			   "10 $.");
	CHECK_TEXT(salary("en", "step I V\n1 10 20\n2 - 30\n3L 40 50", "I-2.5"),
			   "Lane I, step 2.5: the schedule has no such row, so row 1 pays, $10.");
	CHECK_TEXT(
		salary("en", "step I V\n1 10 20\n1L 12 -\n2 13 30", "I-1L"),
		"Lane I, step 1: longevity row 1 pays $12. Of that, $2 is longevity pay over step 1, the "
		"last of the lane, at $10.");
	CHECK_TEXT(salary("en", GRID, "I-11"),
			   "Lane I, step 11: the lane ends at step 8, which pays $68,445. The figure of the "
			   "schedule is $68,445.25, rounded half up to whole dollars.");
	CHECK_TEXT(
		salary("en", GRID, "V-21"),
		"Lane V, step 21: longevity row 19 pays $94,937. Of that, $3,211 is longevity pay over "
		"step 14, the last of the lane, at $91,726. The figure of the schedule is $94,936.79, "
		"rounded half up to whole dollars.");
	CHECK_TEXT(salary("es_US", GRID, "V-8"), "Columna V, escalón 8: $75,000.");
}

TEST(explain_refuses_what_the_schedule_does_not_have)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = cl_schedule_parse(env, GRID, strlen(GRID));
	cl_salary_step step;
	cl_buffer buffer;

	cl_buffer_init(&buffer, env);
	CHECK(cl_salary_step_parse(env, "IX-3", 4, &step));
	CHECK_FAILS(env, cl_explain_salary(env, schedule, &step, "en", 2, &buffer), CL_BAD_ARGUMENT);
	CHECK(cl_salary_step_parse(env, "V-7", 3, &step));
	CHECK_FAILS(env, cl_explain_salary(env, schedule, &step, "en", 2, &buffer), CL_BAD_ARGUMENT);
	cl_buffer_free(&buffer);
	cl_release(env, schedule);
}

static const char *
line_in(const char *locale, cl_paid_line line, const char *component)
{
	cl_env *env = test_env();
	cl_buffer buffer;

	line.component = component;
	line.component_length = strlen(component);
	cl_buffer_init(&buffer, env);
	if (!cl_explain_line(env, &line, locale, strlen(locale), &buffer))
		snprintf(said, sizeof(said), "%s", env->error.message);
	else
		snprintf(said, sizeof(said), "%s", buffer.data);
	cl_buffer_free(&buffer);
	return said;
}

TEST(explain_line_says_what_makes_the_amount)
{
	/* 2025-07-01 to 2026-06-30, 50,000 at half of full time for 91 of 182 */
	cl_paid_line line = {.first_day = 20270,
						 .last_day = 20634,
						 .fte = 500000,
						 .days = 91000000,
						 .divisor = 182000000,
						 .annual = (cl_int128) 50000000000,
						 .exact = (cl_int128) 12500000000,
						 .cents = 1250000};

	CHECK_TEXT(line_in("en", line, "salary"), "Salary, July 1, 2025 to June 30, 2026: $50,000 a "
											  "year at 0.5 of full time for 91 of 182 is "
											  "$12,500.");
	line.fte = 1000000;
	line.exact = (cl_int128) 25000000000;
	line.cents = 2500000;
	CHECK_TEXT(
		line_in("es_US", line, "stipend: coach"),
		"Estipendio (coach), del 1 de julio de 2025 al 30 de junio de 2026: $50,000 al año por 91 "
		"de 182 son $25,000.");
	line.problem = "no lane";
	line.problem_length = 7;
	CHECK_TEXT(line_in("en", line, "salary"),
			   "Salary, July 1, 2025 to June 30, 2026: not known, no lane.");
	CHECK_TEXT(line_in("fr", line, "salary"), "no words in locale \"fr\"");
}
