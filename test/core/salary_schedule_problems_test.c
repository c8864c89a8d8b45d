#include "check.h"
#include "waterford.h"

#include "core/salary_schedule_problems.h"

#include <stdio.h>
#include <stdlib.h>

#define GRIDS ((int) (sizeof(waterford) / sizeof(waterford[0])))

typedef struct heard
{
	int count;
	char text[4000];
	char lane[CL_LANE_LENGTH]; /* what to look for: a problem within a row of it */
	int half_steps;
	bool near;
} heard;

static void
hear(void *listener, const cl_salary_step *placement, const char *text)
{
	heard *h = listener;
	size_t used = strlen(h->text);

	h->count++;
	snprintf(h->text + used, sizeof(h->text) - used, "%.12s-%g %s\n", placement->lane,
			 placement->half_steps / 2.0, text);
	if (memcmp(placement->lane, h->lane, CL_LANE_LENGTH) == 0 &&
		abs(placement->half_steps - h->half_steps) <= 10)
		h->near = true;
}

static heard
problems_of(const cl_salary_schedule *schedule)
{
	heard h = {0};

	CHECK(cl_schedule_problems(test_env(), schedule, hear, &h));
	return h;
}

static cl_salary_schedule *
read(const char *table)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = cl_schedule_parse(env, table, strlen(table));

	if (!schedule)
		test_failed(__FILE__, __LINE__, "%s: %s", env->error.message, env->error.detail);
	return schedule;
}

static const char *
said_of(const char *table)
{
	static heard h;
	cl_salary_schedule *schedule = read(table);

	h = problems_of(schedule);
	free(schedule);
	return h.text;
}

TEST(problems_finds_none_in_the_grids_of_waterford)
{
	for (int i = 0; i < GRIDS; i++)
	{
		cl_salary_schedule *schedule = read(waterford[i].table);
		cl_salary_schedule *raised = cl_schedule_multiply(
			test_env(), schedule, cl_power_of_ten(CL_FACTOR_PLACES - 4) * 10333);

		CHECK_TEXT(problems_of(schedule).text, "");
		CHECK_TEXT(problems_of(raised).text, "");
		free(schedule);
		free(raised);
	}
}

/* The amount with two of its digits swapped, counted from the right. */
static int64_t
swapped(int64_t dollars, int a, int b)
{
	int64_t ten_a = (int64_t) cl_power_of_ten(a);
	int64_t ten_b = (int64_t) cl_power_of_ten(b);
	int64_t digit_a = dollars / ten_a % 10;
	int64_t digit_b = dollars / ten_b % 10;

	return dollars + (digit_a - digit_b) * (ten_b - ten_a);
}

static const int64_t dollar = 100000000;

TEST(problems_finds_any_two_digits_swapped)
{
	int tried = 0;
	int missed = 0;
	int far = 0;

	for (int grid = 0; grid < GRIDS; grid++)
	{
		cl_salary_schedule *schedule = read(waterford[grid].table);
		int64_t *amounts = (int64_t *) cl_schedule_amounts(schedule);

		for (uint32_t i = 0; i < schedule->lane_count; i++)
			for (uint32_t cell = schedule->lanes[i].first;
				 cell < schedule->lanes[i].first + schedule->lanes[i].rows; cell++)
				for (int a = 0; a < 5; a++)
					for (int b = a + 1; b < 5; b++)
					{
						int64_t right = amounts[cell];
						int64_t wrong = swapped(right / dollar, a, b) * dollar;
						heard h = {0};

						if (llabs(wrong - right) < 90 * dollar)
							continue;
						amounts[cell] = wrong;
						memcpy(h.lane, schedule->lanes[i].name, CL_LANE_LENGTH);
						h.half_steps = cl_schedule_half_steps(schedule)[cell];
						CHECK(cl_schedule_problems(test_env(), schedule, hear, &h));
						tried++;
						missed += h.count == 0;
						far += !h.near;
						amounts[cell] = right;
					}
		free(schedule);
	}
	CHECK(tried > 2000);
	CHECK(missed == 0);
	CHECK(far == 0);
}

TEST(problems_finds_any_two_cells_swapped)
{
	int tried = 0;
	int missed = 0;

	for (int grid = 0; grid < GRIDS; grid++)
	{
		cl_salary_schedule *schedule = read(waterford[grid].table);
		int64_t *amounts = (int64_t *) cl_schedule_amounts(schedule);

		for (uint32_t a = 0; a < schedule->cell_count; a++)
			for (uint32_t b = a + 1; b < schedule->cell_count; b++)
			{
				int64_t first = amounts[a];
				int64_t second = amounts[b];
				heard h = {0};

				if (llabs(first - second) < 90 * dollar)
					continue;
				amounts[a] = second;
				amounts[b] = first;
				CHECK(cl_schedule_problems(test_env(), schedule, hear, &h));
				tried++;
				missed += h.count == 0;
				amounts[a] = first;
				amounts[b] = second;
			}
		free(schedule);
	}
	CHECK(tried > 10000);
	CHECK(missed == 0);
}

TEST(problems_says_what_it_finds)
{
	CHECK_TEXT(said_of("I II\n1 500 600\n2 490 700\n3 480 800"),
			   "I-2 pays 490, less than the 500 of I-1, the step before\n"
			   "I-3 pays 480, less than the 490 of I-2, the step before\n");
	CHECK_TEXT(said_of("I II\n1 500 600\n2 600 590"),
			   "II-2 pays 590, less than the 600 of II-1, the step before\n"
			   "II-2 pays 590, less than the 600 of I-2, the lane before\n");
	CHECK_TEXT(said_of("I(24) II(24)\n1 500 600\n2 - 700\n3 600 800"),
			   "I-2 is not paid, though other lanes have this step and this lane goes on after "
			   "it\nII-1 begins a lane that needs no more units than the lane before\n");
	CHECK_TEXT(said_of("I II\n1 500 600\n2L - 700\n3 600 800\n4L - 900"), "");
	CHECK_TEXT(said_of("I\n19L 500"), "I-19 begins a lane of longevity rows alone\n");
	/* increments that follow no pattern are nothing to be out of line with */
	CHECK_TEXT(said_of("I II\n1 500 600\n2 511 613\n3 590 717\n4 631 800\n5 650 807"), "");
	/* a lane of its own increments, an index of its own proportions, and one slip in each */
	CHECK_TEXT(said_of("BA MA\n1 30000 40000\n2 31000 41500\n3 32000 43000\n4 33000 44500\n"
					   "5 34000 46000\n6 35000 47500"),
			   "");
	CHECK_TEXT(said_of("BA MA\n1 30000 40000\n2 31000 41500\n3 32000 43000\n4 33000 45400\n"
					   "5 34000 46000\n6 35000 47500"),
			   "MA-4 is 2400 above MA-3 and 600 below MA-5, both out of line with its row and "
			   "column\n");
	CHECK_TEXT(said_of("BA MA\n1 30000 40000\n2 31200 41600\n3 32448 43264\n4 33746 44995\n"
					   "5 35096 46794\n6 36500 48666"),
			   "");
	CHECK_TEXT(said_of("BA MA\n1 30000 40000\n2 31200 41600\n3 32448 43264\n4 33746 44995\n"
					   "5 35096 46794\n6 36500 48866"),
			   "MA-6 is 2072 above MA-5, out of line with its row and column\n");
}
