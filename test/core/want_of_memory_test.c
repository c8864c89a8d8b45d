/*
 * Memory that runs out at the first piece, the second, the third, wherever that is: each time the
 * answer is "out of memory" and no other, and in the end the right one.
 */
#include "check.h"
#include "waterford.h"

#include "core/calendar.h"
#include "core/explain.h"
#include "core/grades.h"
#include "core/guard_sweep.h"
#include "core/pay_series.h"
#include "core/salary_schedule_draft.h"
#include "core/salary_schedule_longevity.h"
#include "core/salary_schedule_problems.h"
#include "core/salary_schedule_raise.h"
#include "core/stipend_band.h"
#include "core/year_clock.h"

#include <stdio.h>
#include <stdlib.h>

/* Made while there is memory enough. */
static struct
{
	cl_salary_schedule *schedule, *earlier, *small, *slip;
	cl_pay_scale *scale;
	cl_load_series *series, *other;
	cl_buffer schedule_bytes, scale_bytes, series_bytes;
} has;

static const char SCALE[] = "1-2: $10 each, >2: $15 each per day max $80, $500 per semester";
static const char SERIES[] =
	"2 students from 2025-08-18, 5 from 2025-08-20, 0 from 2025-09-01 on "
	"{[2025-08-18,2025-08-23), [2025-08-25,2025-08-30), [2025-09-02,2025-09-06)}";
static const char OTHER[] = "1 students from 2025-08-21 on {[2025-08-20,2025-09-04)}";
static const cl_run PERIODS[] = {{9361, 9370}, {9370, 9382}}; /* from 2025-08-18 */
static const cl_run BORDERS[] = {{9365, 9366}};

static void
make_all(void)
{
	cl_env *env = test_env();
	char table[2000];

	if (has.schedule)
		return;
	/* one cell of it is a slip of the hand, so that there is something to tell */
	snprintf(table, sizeof(table), "%s", waterford[0].table);
	memcpy(strstr(table, "82675"), "28675", 5);
	has.slip = cl_schedule_parse(env, table, strlen(table));
	has.schedule = cl_schedule_parse(env, waterford[0].table, strlen(waterford[0].table));
	has.earlier = cl_schedule_multiply(env, has.schedule, 98 * cl_power_of_ten(25));
	has.small = cl_schedule_parse(env, "step(0) A B(30)\n1 10 12\n2 11 13", 31);
	has.scale = cl_pay_scale_parse(env, SCALE, sizeof(SCALE) - 1);
	has.series = cl_series_parse(env, SERIES, sizeof(SERIES) - 1);
	has.other = cl_series_parse(env, OTHER, sizeof(OTHER) - 1);
	CHECK(has.schedule && has.earlier && has.small && has.slip && has.scale && has.series &&
		  has.other);
	cl_buffer_init(&has.schedule_bytes, env);
	cl_buffer_init(&has.scale_bytes, env);
	cl_buffer_init(&has.series_bytes, env);
	cl_schedule_write(has.schedule, &has.schedule_bytes);
	cl_pay_scale_write(has.scale, &has.scale_bytes);
	cl_series_write(has.series, &has.series_bytes);
}

/* One thing to do: true where it was done. */
typedef bool (*deed)(cl_env *env);

static void
sweep(int line, const char *name, deed done)
{
	int pieces = 0;

	make_all();
	for (;; pieces++)
	{
		cl_env *env = test_env();

		test_want_of_memory(env, pieces);
		if (done(env))
			break;
		if (env->error.code != CL_NO_MEMORY || strcmp(env->error.message, "out of memory") != 0)
		{
			test_failed(__FILE__, line, "%s with %d pieces: \"%s\"", name, pieces,
						env->error.message);
			return;
		}
		if (pieces == 20000)
		{
			test_failed(__FILE__, line, "%s is not done with %d pieces", name, pieces);
			return;
		}
	}
	/* what needs no memory tests nothing here */
	if (pieces == 0)
		test_failed(__FILE__, line, "%s needs no memory", name);
}

#define SWEEP(done) sweep(__LINE__, #done, done)

/* Whether there is one, which is released. */
static bool
some(cl_env *env, void *made)
{
	cl_release(env, made);
	return made != NULL;
}

static bool
whole(cl_buffer *buffer)
{
	bool written = !buffer->failed;

	cl_buffer_free(buffer);
	return written;
}

static bool
list_whole(cl_run_list *list)
{
	return whole(&list->buffer);
}

/* ---- salary_schedule ---- */

static bool
receive_schedule(cl_env *env)
{
	return some(env, cl_schedule_receive(env, (const uint8_t *) has.schedule_bytes.data,
										 has.schedule_bytes.length));
}

static bool
print_schedule(cl_env *env)
{
	cl_buffer out;

	cl_buffer_init(&out, env);
	cl_schedule_print(has.schedule, &out);
	return whole(&out);
}

static bool
write_schedule(cl_env *env)
{
	cl_buffer out;

	cl_buffer_init(&out, env);
	cl_schedule_write(has.schedule, &out);
	return whole(&out);
}

static bool
multiply_schedule(cl_env *env)
{
	return some(env, cl_schedule_multiply(env, has.schedule, 102 * cl_power_of_ten(25)));
}

static bool
add_to_schedule(cl_env *env)
{
	return some(env, cl_schedule_add(env, has.schedule, 100 * cl_power_of_ten(CL_ADDEND_PLACES)));
}

static bool
sum_schedules(cl_env *env)
{
	return some(env, cl_schedule_sum(env, has.schedule, has.earlier));
}

static bool
round_schedule(cl_env *env)
{
	return some(env, cl_schedule_round(env, has.earlier, -1));
}

static bool
pay_schedule_in(cl_env *env)
{
	return some(env, cl_schedule_paid_in(env, has.schedule, 2));
}

static bool
unite_schedules(cl_env *env)
{
	return some(env, cl_schedule_union(env, has.small, has.schedule));
}

static bool
insert_into_schedule(cl_env *env)
{
	cl_salary_step step = {.lane = {'C'}, .half_steps = 2};
	size_t room;

	return some(env, cl_schedule_insert(env, has.small, 0, &step, cl_power_of_ten(10), false, 0,
										true, &room));
}

static bool
raise_schedule(cl_env *env)
{
	cl_int128 percent = 2 * cl_power_of_ten(CL_PERCENT_PLACES);
	cl_lane_text lanes[] = {{"V", 1}};
	cl_raise raise = {.percent = &percent, .lanes = lanes, .lane_count = 1};

	return some(env, cl_schedule_raise(env, has.schedule, &raise));
}

static bool
multiply_schedule_by_lane(cl_env *env)
{
	cl_lane_number factors[] = {{{"V", 1}, 102 * cl_power_of_ten(25)},
								{{"I", 1}, 101 * cl_power_of_ten(25)}};

	return some(env, cl_schedule_times_by_lane(env, has.schedule, factors, 2));
}

static bool
add_to_schedule_by_lane(cl_env *env)
{
	cl_lane_number amounts[] = {{{"V", 1}, cl_power_of_ten(CL_ADDEND_PLACES)}};

	return some(env, cl_schedule_plus_by_lane(env, has.schedule, amounts, 1));
}

static void
hear(void *owner, const cl_salary_step *placement, const char *text)
{
}

static void
hear_judged(void *owner, const cl_judged *judged)
{
}

static const cl_problem_listener LISTENER = {.told = hear, .judged = hear_judged};

static bool
problems_of_schedule(cl_env *env)
{
	return cl_schedule_problems(env, has.slip, false, &LISTENER);
}

static bool
problems_since(cl_env *env)
{
	return cl_schedule_problems_since(env, has.slip, has.earlier, &LISTENER);
}

TEST(schedules_survive_want_of_memory)
{
	SWEEP(receive_schedule);
	SWEEP(print_schedule);
	SWEEP(write_schedule);
	SWEEP(multiply_schedule);
	SWEEP(add_to_schedule);
	SWEEP(sum_schedules);
	SWEEP(round_schedule);
	SWEEP(pay_schedule_in);
	SWEEP(unite_schedules);
	SWEEP(insert_into_schedule);
	SWEEP(raise_schedule);
	SWEEP(multiply_schedule_by_lane);
	SWEEP(add_to_schedule_by_lane);
	SWEEP(problems_of_schedule);
	SWEEP(problems_since);
}

/* ---- pay_scale, stipend_band, and what is said of them ---- */

static bool
parse_scale(cl_env *env)
{
	return some(env, cl_pay_scale_parse(env, SCALE, sizeof(SCALE) - 1));
}

static bool
receive_scale(cl_env *env)
{
	return some(env, cl_pay_scale_receive(env, (const uint8_t *) has.scale_bytes.data,
										  has.scale_bytes.length));
}

static bool
raise_scale(cl_env *env)
{
	return some(env, cl_pay_scale_raise(env, has.scale, 102, 2));
}

static bool
print_scale(cl_env *env)
{
	cl_buffer out;

	cl_buffer_init(&out, env);
	cl_pay_scale_print(has.scale, &out);
	return whole(&out);
}

static bool
say_scale(cl_env *env)
{
	cl_buffer out;
	bool said;

	cl_buffer_init(&out, env);
	said = cl_say_scale(env, has.scale, "es", 2, &out);
	return whole(&out) && said;
}

static bool
explain_pay(cl_env *env)
{
	cl_buffer out;
	bool said;

	cl_buffer_init(&out, env);
	said = cl_explain_pay(env, has.scale, 3000000, CL_STUDENTS, NULL, "en", 2, &out);
	return whole(&out) && said;
}

static bool
explain_salary(cl_env *env)
{
	cl_salary_step step = {.lane = {'V'}, .half_steps = 42};
	cl_buffer out;
	bool said;

	cl_buffer_init(&out, env);
	said = cl_explain_salary(env, has.schedule, &step, "en", 2, &out);
	return whole(&out) && said;
}

static bool
explain_line(cl_env *env)
{
	cl_paid_line line = {.component = "stipend: coach",
						 .component_length = 14,
						 .citation = "Art. 9",
						 .citation_length = 6,
						 .first_day = 20270,
						 .last_day = 20634,
						 .fte = 500000,
						 .days = 100000000,
						 .divisor = 182000000,
						 .annual = 50000000000,
						 .exact = 13736263736,
						 .cents = 1373626};
	cl_buffer out;
	bool said;

	cl_buffer_init(&out, env);
	said = cl_explain_line(env, &line, "es", 2, &out);
	return whole(&out) && said;
}

static bool
parse_band(cl_env *env)
{
	cl_stipend_band band;

	return cl_stipend_band_parse(env, "V\xC2\xA0 3.5%", 8, &band);
}

static bool
parse_unit(cl_env *env)
{
	cl_caseload_unit unit;

	return cl_caseload_unit_parse(env, "25\xC2\xA0students", 12, &unit);
}

static bool
parse_grades(cl_env *env)
{
	cl_grades grades;

	return cl_grades_parse(env,
						   "K\xE2\x80\x93"
						   "3",
						   5, &grades);
}

TEST(scales_and_sentences_survive_want_of_memory)
{
	SWEEP(parse_scale);
	SWEEP(receive_scale);
	SWEEP(raise_scale);
	SWEEP(print_scale);
	SWEEP(say_scale);
	SWEEP(explain_pay);
	SWEEP(explain_salary);
	SWEEP(explain_line);
	SWEEP(parse_band);
	SWEEP(parse_unit);
	SWEEP(parse_grades);
}

/* ---- load_series and days ---- */

static bool
parse_series(cl_env *env)
{
	return some(env, cl_series_parse(env, SERIES, sizeof(SERIES) - 1));
}

static bool
receive_series(cl_env *env)
{
	return some(env, cl_series_receive(env, (const uint8_t *) has.series_bytes.data,
									   has.series_bytes.length));
}

static bool
print_series(cl_env *env)
{
	cl_buffer out;

	cl_buffer_init(&out, env);
	cl_series_print(has.series, &out);
	return whole(&out);
}

static bool
combine_series(cl_env *env)
{
	return some(env, cl_series_combine(env, CL_SERIES_ADD, has.series, has.other));
}

static bool
combine_series_with_unit(cl_env *env)
{
	cl_caseload_unit one;

	return cl_caseload_unit_make(env, CL_STUDENTS, 1000000, &one) &&
		   some(env, cl_series_combine_unit(env, CL_SERIES_OVERAGE, has.series, one));
}

static bool
unite_series(cl_env *env)
{
	return some(env, cl_series_union(env, CL_SERIES_GREATER, has.series, has.other));
}

static bool
round_series(cl_env *env)
{
	return some(env, cl_series_round(env, has.series, -1, (cl_rounding) 0));
}

static bool
series_on_days(cl_env *env)
{
	return some(env, cl_series_on_days(env, has.series, PERIODS, 1));
}

static bool
points_of_series(cl_env *env)
{
	return some(env, cl_series_points(env, CL_SERIES_MEAN, has.series, PERIODS, 2));
}

static bool
lasting_series(cl_env *env)
{
	cl_caseload_unit days;

	return cl_caseload_unit_make(env, CL_DAYS, 2000000, &days) &&
		   some(env, cl_series_lasting(env, has.series, days, PERIODS, 2, true));
}

static bool
runs_of_series(cl_env *env)
{
	cl_caseload_unit days;

	return cl_caseload_unit_make(env, CL_DAYS, 2000000, &days) &&
		   some(env, cl_series_lasting_runs(env, has.series, days, true, BORDERS, 1));
}

static bool
standing_series(cl_env *env)
{
	return some(env, cl_series_standing_on(env, has.series, BORDERS, 1, PERIODS, 2));
}

static bool
level_of_series(cl_env *env)
{
	return some(env, cl_series_between(env, has.series, 2000000, 5000000));
}

static bool
held_series(cl_env *env)
{
	return some(env, cl_series_held(env, has.series, PERIODS, 2));
}

/* A day after the other, which takes more room now and then. */
static bool
grow_series(cl_env *env)
{
	cl_load_series *state = NULL;

	for (int32_t day = 0; day < 40; day++)
	{
		cl_load_series *grown =
			cl_state_add_day(env, state, CL_STUDENTS, 9361 + 3 * day, (day % 7) * 1000000);

		if (!grown)
		{
			cl_release(env, state);
			return false;
		}
		if (grown != state)
			cl_release(env, state);
		state = grown;
	}
	return some(env, state);
}

static const cl_calendar CALENDAR = {PERIODS, 2};

static bool
list_months(cl_env *env)
{
	cl_run_list list;

	cl_buffer_init(&list.buffer, env);
	return cl_months(env, (cl_run){9000, 9700}, &list) & list_whole(&list);
}

static bool
list_weeks(cl_env *env)
{
	cl_run_list list;

	cl_buffer_init(&list.buffer, env);
	return cl_weeks(env, (cl_run){9000, 9700}, &list) & list_whole(&list);
}

static bool
list_mondays(cl_env *env)
{
	cl_run_list list;

	cl_buffer_init(&list.buffer, env);
	return cl_weekly_days(env, &CALENDAR, 1, 9300, &list) & list_whole(&list);
}

static bool
list_nth_days(cl_env *env)
{
	cl_run_list list;

	cl_buffer_init(&list.buffer, env);
	return cl_nth_days(env, &CALENDAR, PERIODS, 2, -2, true, &list) & list_whole(&list);
}

TEST(series_and_days_survive_want_of_memory)
{
	SWEEP(parse_series);
	SWEEP(receive_series);
	SWEEP(print_series);
	SWEEP(combine_series);
	SWEEP(combine_series_with_unit);
	SWEEP(unite_series);
	SWEEP(round_series);
	SWEEP(series_on_days);
	SWEEP(points_of_series);
	SWEEP(lasting_series);
	SWEEP(runs_of_series);
	SWEEP(standing_series);
	SWEEP(level_of_series);
	SWEEP(held_series);
	SWEEP(grow_series);
	SWEEP(list_months);
	SWEEP(list_weeks);
	SWEEP(list_mondays);
	SWEEP(list_nth_days);
}

/* ---- the guard ---- */

/* Many spans, some of one student, a waiver among them. */
static bool
sweep_guard(cl_env *env)
{
	cl_guard_group group = {{NULL, 0, 0}, NULL, {NULL, 0, 0}, 5000000};
	cl_span_list change = {NULL, 0, 0};
	cl_breach *breaches = NULL;
	size_t count = 0;
	bool grew = false;
	bool done = true;

	for (int i = 0; i < 60 && done; i++)
	{
		cl_span span = {i, i + 10, 1000000, true, i / 2};

		done = cl_span_add(env, &group.load, span) && cl_span_add(env, &change, span);
	}
	done = done && cl_span_add(env, &group.waivers, (cl_span){20, 30, 7000000, false, 0});
	if (done)
		cl_spans_once(env, &group.load);
	group.change = &change;
	done = done && cl_guard_grew(env, &change, &grew) && grew &&
		   cl_guard_sweep(env, &group, &breaches, &count) && count > 0;
	cl_release(env, breaches);
	cl_release(env, change.spans);
	cl_release(env, group.load.spans);
	cl_release(env, group.waivers.spans);
	return done;
}

TEST(the_guard_survives_want_of_memory)
{
	SWEEP(sweep_guard);
}
