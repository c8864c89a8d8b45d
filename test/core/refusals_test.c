/*
 * What no printed contract holds and a slip of the hand, a caller or stored bytes may: each is
 * refused with its own words, or means what the page says.
 */
#include "check.h"
#include "grid.h"

#include "core/calendar.h"
#include "core/grades.h"
#include "core/pay_series.h"
#include "core/salary_schedule_draft.h"
#include "core/salary_schedule_raise.h"
#include "core/stipend_band.h"

#include <stdio.h>
#include <stdlib.h>

/* The detail of the refusal, or "". */
static const char *
series_refused(const char *text)
{
	static char detail[sizeof(((cl_error *) 0)->detail)];
	cl_env *env = test_env();
	cl_load_series *made = cl_series_parse(env, text, strlen(text));

	snprintf(detail, sizeof(detail), "%s", made ? "" : env->error.detail);
	CHECK(made || env->error.code == CL_BAD_TEXT);
	free(made);
	return detail;
}

TEST(series_are_refused_at_the_place_of_the_slip)
{
#define REFUSED(text, place, why)                                                                  \
	CHECK_TEXT(series_refused(text), "At character " place " of \"" text "\": " why)
	REFUSED("students on {[2025-08-18,2025-08-23)}", "1", "a load is expected, not \"s\".");
	REFUSED("2 students on [2025-08-18,2025-08-23)", "15",
			"\"{\" before the counted days is expected, not \"[\".");
	REFUSED("2 students on {[2025-08-18,2025-08-23)", "39",
			"\"}\" after the counted days is missing.");
	REFUSED("2 students on {[2025-08-18;2025-08-23)}", "27",
			"a comma is expected between two dates.");
	REFUSED("2 students on {[2025-08-18,2025-08-23}", "38",
			"\")\" or \"]\" is expected after the range.");
	REFUSED("2 students on {[2025-18-08,2025-08-23)}", "17", "there is no such day.");
}

TEST(series_past_the_bounds_are_refused)
{
	static const char MOST[] = "36028797018.963967 students on {[2025-08-18,2025-08-23)}";
	static const char ONE[] = "1 students on {[2025-08-18,2025-08-23)}";
	static const char HOURS[] = "1 hours on {[2025-08-18,2025-08-23)}";
	cl_env *env = test_env();
	cl_load_series *most = cl_series_parse(env, MOST, strlen(MOST));
	cl_load_series *one = cl_series_parse(env, ONE, strlen(ONE));
	cl_load_series *hours = cl_series_parse(env, HOURS, strlen(HOURS));

	CHECK(most && one && hours);
	CHECK_FAILS(env, cl_series_union(env, CL_SERIES_ADD, most, one), CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_series_union(env, CL_SERIES_ADD, hours, one), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_series_round(env, most, -9, CL_ROUND_UP), CL_OUT_OF_RANGE);
	free(most);
	free(one);
	free(hours);
}

TEST(days_of_an_empty_range_are_none)
{
	cl_env *env = test_env();
	cl_run_list list;
	cl_run runs[] = {{20, 21}, {5, 7}, {5, 9}, {5, 7}};
	cl_run periods[] = {{9363, 9363}};
	cl_calendar no_days = {periods, 1};
	size_t count = 4;

	cl_buffer_init(&list.buffer, env);
	CHECK(cl_months(env, (cl_run){9361, 9361}, &list) && cl_run_list_count(&list) == 0);
	CHECK(cl_weeks(env, (cl_run){9362, 9361}, &list) && cl_run_list_count(&list) == 0);
	CHECK(cl_roll_days(env, &no_days, &no_days, false, &list) && cl_run_list_count(&list) == 0);
	cl_buffer_free(&list.buffer);
	/* of runs that begin on one day the longer one is kept, whatever their order */
	CHECK(cl_runs_normalize(env, runs, &count) && count == 2 && runs[0].from == 5 &&
		  runs[0].to == 9);
}

TEST(grades_print_and_refuse)
{
	cl_env *env = test_env();
	cl_grades grades;
	cl_buffer out;

	cl_buffer_init(&out, env);
	for (int grade = CL_GRADE_FIRST; grade <= 2; grade++)
	{
		cl_grade_print(grade, &out);
		cl_buffer_char(&out, ' ');
	}
	CHECK_TEXT(out.data, "PK TK K 1 2 ");
	cl_buffer_free(&out);
	CHECK(cl_grades_parse(env, "[1,3)", 5, &grades) && grades.from == 1 && grades.to == 2);
	CHECK_FAILS(env, cl_grades_parse(env, "[1,3) x", 7, &grades), CL_BAD_TEXT);
}

TEST(text_of_half_a_gigabyte_is_not_read)
{
	cl_env *env = test_env();
	cl_text text;

	/* refused by its length: not a byte of it is looked at */
	CHECK_FAILS(env, cl_fold(env, "pay_scale", "", (size_t) INT32_MAX / 8 + 1, &text),
				CL_OUT_OF_RANGE);
	CHECK_TEXT(env->error.message, "text for type pay_scale is too long");
}

TEST(labels_of_bands_have_their_length)
{
	cl_env *env = test_env();
	cl_stipend_band band;

	CHECK_FAILS(env, cl_stipend_band_make(env, "", 0, CL_BAND_PERCENT, 10000, CL_NO_PERIOD, &band),
				CL_BAD_TEXT);
	CHECK_TEXT(env->error.message, "a label of type stipend_band has 1 to 12 characters");
}

/* ---- pay_scale: its constructor, by whatever way a value came ---- */

static const char *
scale_fault(int tiers, int bounds, cl_pay_form form)
{
	static char reason[sizeof(((cl_pay_fault *) 0)->reason)];
	static cl_pay_tier tier[CL_PAY_TIERS_MOST + 1];
	static cl_pay_bound bound[CL_PAY_BOUNDS_MOST + 1];
	cl_pay_scale head = {.version = CL_PAY_SCALE_VERSION,
						 .tier_count = (uint16_t) tiers,
						 .bound_count = (uint8_t) bounds};
	cl_pay_fault fault = {0};
	cl_env *env = test_env();
	cl_pay_scale *made;

	tier[0] = (cl_pay_tier){.rate = 10000,
							.from = CL_PAY_PART,
							.how = CL_PAY_FLAT,
							.kind = CL_PAY_DOLLARS,
							.form = (uint8_t) form};
	made = cl_pay_scale_make(env, &head, tier, bound, &fault);
	CHECK(!made && fault.code == CL_BAD_TEXT);
	free(made);
	snprintf(reason, sizeof(reason), "%s", fault.reason);
	return reason;
}

TEST(pay_scales_are_refused_by_their_constructor)
{
	CHECK_TEXT(scale_fault(0, 0, CL_PAY_OPEN), "there is no tier");
	CHECK_TEXT(scale_fault(CL_PAY_TIERS_MOST + 1, 0, CL_PAY_OPEN),
			   "there are more than 1000 tiers");
	CHECK(strncmp(scale_fault(1, CL_PAY_BOUNDS_MOST + 1, CL_PAY_OPEN), "there are more than ",
				  20) == 0);
	/* a whole number in the form of those that are not: it would be a second form of one scale */
	CHECK_TEXT(scale_fault(1, 0, CL_PAY_PART_OPEN), "its form is unknown");
}

TEST(pay_scale_tier_that_another_overtakes_pays_nothing)
{
	static const char TEXT[] = ">5.5: $10 each, 6+: $20 each";
	cl_env *env = test_env();
	cl_pay_scale *scale = cl_pay_scale_parse(env, TEXT, sizeof(TEXT) - 1);
	cl_int128 amount = 0;

	CHECK(scale != NULL);
	/* the sixth and the seventh at $20, none at $10 */
	CHECK(scale && cl_pay(env, scale, 7000000, NULL, &amount));
	CHECK(amount == 40 * cl_power_of_ten(CL_PAY_PLACES));
	free(scale);
}

/* ---- salary_schedule ---- */

TEST(schedules_of_wrong_bytes_are_refused)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = grid_read("step(0) A B(30)\n1 10 12\n2 11 13");
	size_t size = cl_schedule_size(schedule);
	cl_salary_schedule *wider = calloc(1, size + 64);
	cl_buffer sent;

	/* a cell less in the last lane than there are cells */
	memcpy(wider, schedule, size);
	wider->lanes[1].rows--;
	CHECK_FAILS(env, cl_schedule_check(env, wider, size), CL_BAD_BINARY);
	CHECK(strstr(env->error.message, "it has cells of no lane") != NULL);
	/* more cells than lanes could have, and none is read */
	cl_buffer_init(&sent, env);
	cl_buffer_uint8(&sent, CL_SCHEDULE_VERSION);
	cl_buffer_uint8(&sent, 0);
	cl_buffer_uint32(&sent, 0);
	for (int i = 0; i < 10; i++)
		cl_buffer_uint8(&sent, 0);
	CHECK_FAILS(env, cl_schedule_receive(env, (const uint8_t *) sent.data, sent.length) != NULL,
				CL_BAD_BINARY);
	CHECK(strstr(env->error.message, "it has too many cells") != NULL);
	cl_buffer_free(&sent);
	free(wider);
	free(schedule);
}

TEST(schedules_have_lanes_with_cells_and_not_too_many)
{
	cl_env *env = test_env();
	cl_schedule_draft draft;
	cl_salary_schedule *made;
	cl_salary_step step = {.half_steps = 2};
	size_t room;
	char name[CL_LANE_LENGTH + 1];

	cl_draft_init(&draft, env, 0);
	for (int i = 0; i < CL_SCHEDULE_LANES_MOST; i++)
	{
		memset(name, 0, sizeof(name));
		snprintf(name, sizeof(name), "L%d", i);
		CHECK(cl_draft_lane_add(&draft, name, false, 0));
		CHECK(i == 0 ||
			  cl_draft_cell_add(&draft, (uint32_t) i, 2, false, cl_power_of_ten(CL_AMOUNT_PLACES)));
	}
	CHECK_FAILS(env, cl_draft_lane_add(&draft, "M", false, 0), CL_OUT_OF_RANGE);
	CHECK_TEXT(env->error.message, "a salary schedule has at most 10000 lanes");
	CHECK_FAILS(env, cl_draft_build(&draft) != NULL, CL_BAD_ARGUMENT);
	CHECK_TEXT(env->error.message, "lane \"L0\" of the salary schedule has no cell");
	CHECK(cl_draft_cell_add(&draft, 0, 2, false, cl_power_of_ten(CL_AMOUNT_PLACES)));
	made = cl_draft_build(&draft);
	CHECK(made != NULL);
	memcpy(step.lane, "M", 1);
	CHECK_FAILS(env,
				cl_schedule_insert(env, made, 0, &step, cl_power_of_ten(CL_AMOUNT_PLACES), false, 0,
								   false, &room) != NULL,
				CL_OUT_OF_RANGE);
	CHECK_TEXT(env->error.message, "a salary schedule has at most 10000 lanes");
	/* of so many the first thirty are named */
	CHECK(!cl_schedule_not_found(env, made, &step) && env->error.code == CL_BAD_ARGUMENT);
	CHECK(strstr(env->error.detail, "L29, ...") != NULL && !strstr(env->error.detail, "L30"));
	free(made);
	cl_draft_free(&draft);
}

TEST(schedule_of_two_lanes_with_the_same_units_takes_the_later)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = grid_read("step(0) B(30) A(30)\n1 10 12");
	const cl_schedule_lane *lane = NULL;

	CHECK(
		cl_schedule_lane_for_units(env, schedule, 31 * cl_power_of_ten(CL_REACHED_PLACES), &lane));
	CHECK(lane && strcmp(lane->name, "A") == 0);
	free(schedule);
}

TEST(schedules_are_read_as_typed_or_refused_there)
{
	cl_env *env = test_env();

	/* blanks around the cells of a table of tabs */
	CHECK_TEXT(grid_reprint("step\t I \tII\n1\t 10\t 12 \n"), "step(0)\tI\tII\n1\t10\t12");
	/* zeros past the eighth place are no ninth place */
	CHECK_TEXT(grid_reprint("step I\n1 10.5000000000"), "step(8)\tI\n1\t10.5");
	CHECK_FAILS(env, cl_schedule_parse(env, "step I\n1.0000000001 10", 22) != NULL, CL_BAD_TEXT);
	CHECK_FAILS(env, cl_schedule_parse(env, "step I\n1-x 10", 13) != NULL, CL_BAD_TEXT);
	CHECK_FAILS(env, cl_schedule_parse(env, "I II\n1 - 10\n2 - 11", 18) != NULL, CL_BAD_TEXT);
	CHECK(strstr(env->error.detail, "lane I has no amount in any row") != NULL);
}

TEST(schedules_past_the_bounds_are_refused)
{
	cl_env *env = test_env();
	cl_salary_schedule *great = grid_read("step I\n1 9999999999");
	cl_salary_schedule *less = grid_read("step I\n1 100\n2 200");
	cl_salary_schedule *more = grid_read("step I\n1 100\n1.5 150\n2 200");
	cl_int128 flat = (cl_int128) 1 << 126;
	cl_int128 percent = (cl_int128) 1 << 126;
	cl_raise raise = {.flat = &flat};

	CHECK_FAILS(env, cl_schedule_raise(env, great, &raise) != NULL, CL_OUT_OF_RANGE);
	raise = (cl_raise){.percent = &percent};
	CHECK_FAILS(env, cl_schedule_raise(env, great, &raise) != NULL, CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_schedule_multiply(env, great, (cl_int128) 1 << 126) != NULL,
				CL_OUT_OF_RANGE);
	/* a row that one of two has alone, wherever it stands */
	CHECK_FAILS(env, cl_schedule_sum(env, less, more) != NULL, CL_BAD_ARGUMENT);
	CHECK(strstr(env->error.message, "second") != NULL);
	CHECK_FAILS(env, cl_schedule_sum(env, more, less) != NULL, CL_BAD_ARGUMENT);
	CHECK(strstr(env->error.message, "first") != NULL);
	free(great);
	free(less);
	free(more);
}

TEST(a_buffer_that_no_memory_could_hold_says_so)
{
	cl_env *env = test_env();
	cl_buffer out;

	cl_buffer_init(&out, env);
	/* not a byte is read or written: there is no room to copy to */
	cl_buffer_bytes(&out, "", SIZE_MAX / 2);
	CHECK(out.failed && env->error.code == CL_NO_MEMORY);
	cl_buffer_free(&out);
}

TEST(pay_of_series_past_the_bounds_is_refused)
{
	static const char WEEK[] = "9000 students on {[2025-08-18,2025-08-30)}";
	static const char EACH[] = "1+: $100000000000000 each per day";
	static const char BLOCK[] = "1+: $100000000000000 each per 5 days";
	const char *scales[] = {EACH, BLOCK};
	cl_env *env = test_env();
	cl_load_series *series = cl_series_parse(env, WEEK, strlen(WEEK));
	cl_int128 amount;

	for (int i = 0; i < 2; i++)
	{
		cl_pay_scale *scale = cl_pay_scale_parse(env, scales[i], strlen(scales[i]));

		CHECK(scale != NULL);
		CHECK_FAILS(env, cl_pay_series_total(env, scale, series, NULL, NULL, &amount),
					CL_OUT_OF_RANGE);
		free(scale);
	}
	free(series);
}

TEST(a_gate_asks_for_days)
{
	static const char TEXT[] = "2 students on {[2025-08-18,2025-08-23)}";
	cl_run periods[] = {{9361, 9366}, {9500, 9510}};
	cl_env *env = test_env();
	cl_load_series *series = cl_series_parse(env, TEXT, strlen(TEXT));
	cl_load_series *kept;
	cl_caseload_unit students, days;
	int64_t load = 0;

	CHECK(cl_caseload_unit_make(env, CL_STUDENTS, 2000000, &students));
	CHECK(cl_caseload_unit_make(env, CL_DAYS, 2000000, &days));
	CHECK_FAILS(env, cl_series_lasting(env, series, students, periods, 2, true), CL_BAD_ARGUMENT);
	CHECK_FAILS(env,
				cl_series_carry(env, series, (cl_run[]){{9361, 9364}, {9364, 9367}}, 2, students),
				CL_BAD_ARGUMENT);
	/* a period in which nothing is counted keeps nothing */
	kept = cl_series_lasting(env, series, days, periods, 2, true);
	CHECK(kept && cl_series_load_on(kept, 9365, &load) && load == 2000000);
	CHECK(kept && cl_series_load_on(kept, 9361, &load) && load == 0);
	/* periods behind the last counted day are left as they are */
	CHECK(cl_series_carry(env, series, periods, 2, days) && periods[1].from == 9500);
	free(kept);
	free(series);
}
