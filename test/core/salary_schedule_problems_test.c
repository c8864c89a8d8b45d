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
	if (!placement)
	{
		snprintf(h->text + used, sizeof(h->text) - used, "- %s\n", text);
		return;
	}
	snprintf(h->text + used, sizeof(h->text) - used, "%.12s-%g %s\n", placement->lane,
			 placement->half_steps / 2.0, text);
	if (memcmp(placement->lane, h->lane, CL_LANE_LENGTH) == 0 &&
		abs(placement->half_steps - h->half_steps) <= 10)
		h->near = true;
}

static bool
judged_alone(const cl_salary_schedule *schedule, heard *h)
{
	cl_problem_listener listener = {.told = hear, .owner = h};

	return cl_schedule_problems(test_env(), schedule, false, &listener);
}

static heard
problems_of(const cl_salary_schedule *schedule)
{
	heard h = {0};

	CHECK(judged_alone(schedule, &h));
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

static void
judge(void *listener, const cl_judged *judged)
{
	heard *h = listener;
	size_t used = strlen(h->text);

	snprintf(h->text + used, sizeof(h->text) - used, "%s %s %ld cells, %d lanes, %d steps: %s\n",
			 judged->longevity ? "longevity" : "ordinary", judged->judged ? "judged" : "not",
			 (long) judged->cells, judged->lanes, judged->steps, judged->words);
}

/* What is said of a table after an earlier one, and then what of it was judged. */
static const char *
said_since(const char *earlier, const char *table)
{
	static heard h;
	cl_problem_listener listener = {.told = hear, .judged = judge, .owner = &h};
	cl_salary_schedule *before = read(earlier);
	cl_salary_schedule *schedule = read(table);

	h = (heard){0};
	CHECK(cl_schedule_problems_since(test_env(), schedule, before, &listener));
	free(schedule);
	free(before);
	return h.text;
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

/* Of ordinary rows: three longevity cells of one lane are too few to judge. */
TEST(problems_finds_nearly_any_two_digits_swapped)
{
	int tried = 0;
	int missed = 0;
	int far = 0;

	for (int grid = 0; grid < GRIDS; grid++)
	{
		cl_salary_schedule *schedule = read(waterford[grid].table);
		int64_t *amounts = (int64_t *) cl_schedule_amounts(schedule);
		const uint8_t *longevity = cl_schedule_longevity(schedule);

		for (uint32_t i = 0; i < schedule->lane_count; i++)
			for (uint32_t cell = schedule->lanes[i].first;
				 cell < schedule->lanes[i].first + schedule->lanes[i].rows; cell++)
				for (int a = 0; a < 5; a++)
					for (int b = a + 1; b < 5; b++)
					{
						int64_t right = amounts[cell];
						int64_t wrong = swapped(right / dollar, a, b) * dollar;
						heard h = {0};

						if (llabs(wrong - right) < 90 * dollar || longevity[cell])
							continue;
						amounts[cell] = wrong;
						memcpy(h.lane, schedule->lanes[i].name, CL_LANE_LENGTH);
						h.half_steps = cl_schedule_half_steps(schedule)[cell];
						CHECK(judged_alone(schedule, &h));
						tried++;
						missed += h.count == 0;
						far += !h.near;
						amounts[cell] = right;
					}
		free(schedule);
	}
	CHECK(tried > 2000);
	CHECK(missed * 100 < tried);
	CHECK(far * 50 < tried);
}

/* Two that go by each other are missed, one step and one lane apart where all lanes jump. */
TEST(problems_finds_nearly_any_two_cells_swapped)
{
	int tried = 0;
	int missed = 0;

	for (int grid = 0; grid < GRIDS; grid++)
	{
		cl_salary_schedule *schedule = read(waterford[grid].table);
		int64_t *amounts = (int64_t *) cl_schedule_amounts(schedule);
		const uint8_t *longevity = cl_schedule_longevity(schedule);

		for (uint32_t a = 0; a < schedule->cell_count; a++)
			for (uint32_t b = a + 1; b < schedule->cell_count; b++)
			{
				int64_t first = amounts[a];
				int64_t second = amounts[b];
				heard h = {0};

				if (llabs(first - second) < 90 * dollar || longevity[a] || longevity[b])
					continue;
				amounts[a] = second;
				amounts[b] = first;
				CHECK(judged_alone(schedule, &h));
				tried++;
				missed += h.count == 0;
				amounts[a] = first;
				amounts[b] = second;
			}
		free(schedule);
	}
	CHECK(tried > 9000);
	CHECK(missed * 100 < tried);
}

TEST(problems_says_what_it_finds)
{
	CHECK_TEXT(said_of("I II\n1 500 600\n2 490 700\n3 480 800"),
			   "I-2 pays 490, less than the 500 of I-1, the step before\n"
			   "I-3 pays 480, less than the 490 of I-2, the step before\n");
	CHECK_TEXT(said_of("I II\n1 500 600\n2 600 590"),
			   "II-2 pays 590, less than the 600 of II-1, the step before\n");
	CHECK_TEXT(said_of("I II\n1 500 600\n2 610 605"),
			   "II-2 pays 605, less than the 610 of I-2, the lane before\n");
	CHECK_TEXT(said_of("I II\n1 500 600\n2 490 590\n3 - 700"), ""); /* all lanes fall */
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
			   "MA-4 is 900 above what the rise before it, repeated, gives: 44500\n");
	CHECK_TEXT(said_of("BA MA\n1 30000 40000\n2 31200 41600\n3 32448 43264\n4 33746 44995\n"
					   "5 35096 46794\n6 36500 48666"),
			   "");
	CHECK_TEXT(said_of("BA MA\n1 30000 40000\n2 31200 41600\n3 32448 43264\n4 33746 44995\n"
					   "5 35096 46794\n6 36500 48866"),
			   "MA-6 is 201 above what the percentage before it, repeated, gives: 48665\n");
}

TEST(problems_by_an_earlier_schedule)
{
	const char *earlier = "step(0) I II III\n1 40000 44000 48000\n2 41000 45100 49200\n"
						  "3 42000 46200 50400\n4 43000 47300 51600\n10L 44000 48400 52800";

	/* one percentage, and a digit */
	CHECK_TEXT(
		said_since(earlier, "step(0) I II III\n1 41000 45100 49200\n2 42025 46228 50430\n"
							"3 43050 47355 51660\n4 44075 43483 52890\n"
							"10L 45100 49610 54120"),
		"II-4 pays 43483, where the raise of 2.5% gives 48483\n"
		"ordinary judged 12 cells, 3 lanes, 4 steps: one percentage: 2.5%; it fits 11 of the "
		"cells\n"
		"longevity judged 3 cells, 3 lanes, 1 steps: one percentage: 2.5%, as the ordinary "
		"rows; it fits 3 of the cells\n");
	/* one sum; a step and a longevity row that are new, a lane that is gone */
	CHECK_TEXT(
		said_since(earlier, "step(0) I II\n1 41200 45200\n2 42200 46300\n3 43200 47400\n"
							"4 44200 48500\n5 45200 49600\n11L 46000 50000"),
		"- the earlier schedule has no cell of the longevity rows: they are not judged\n"
		"ordinary judged 8 cells, 2 lanes, 4 steps: one sum: 1200; it fits 8 of the cells\n"
		"ordinary not 2 cells, 2 lanes, 1 steps: the earlier schedule does not have them\n"
		"ordinary not 4 cells, 1 lanes, 4 steps: the earlier schedule has them, and this one "
		"does not\n"
		"longevity not 2 cells, 2 lanes, 1 steps: the earlier schedule does not have them\n"
		"longevity not 3 cells, 3 lanes, 1 steps: the earlier schedule has them, and this one "
		"does not\n");
	/* a percentage a lane */
	CHECK_TEXT(
		said_since("step(0) I II\n1 40000 44000\n2 41000 45100\n3 42000 46200\n4 43000 47300",
				   "step(0) I II\n1 41200 44440\n2 42230 45551\n3 43260 46662\n4 44290 47973"),
		"II-4 pays 47973, where the raise of 1% in lane II gives 47773\n"
		"ordinary judged 8 cells, 2 lanes, 4 steps: a percentage a lane: I 3%, II 1%; it fits "
		"7 of the cells\n");
	/* no one raise */
	CHECK_TEXT(
		said_since("step(0) I II\n1 40000 44000\n2 41000 45100\n3 42000 46200\n4 43000 47300",
				   "step(0) I II\n1 41200 44840\n2 42900 45551\n3 43200 47662\n4 45290 47973"),
		"- no one raise leads from the earlier schedule to the ordinary rows: they are not "
		"judged\n"
		"ordinary not 8 cells, 2 lanes, 4 steps: no one raise leads from the earlier schedule "
		"to the ordinary rows\n");
}

/* Eleven cells of one row are told once, and the one of them that is not as the others. */
TEST(problems_of_a_row_with_a_raise_of_its_own)
{
	const char *lanes = "step(0) A B C D E F G H";
	char earlier[1000] = "";
	char later[1000] = "";

	strcat(earlier, lanes);
	strcat(later, lanes);
	for (int row = 1; row <= 9; row++)
	{
		snprintf(earlier + strlen(earlier), 20, "\n%d", row);
		snprintf(later + strlen(later), 20, "\n%d", row);
		for (int lane = 0; lane < 8; lane++)
		{
			int was = 40000 + 1000 * row + 2000 * lane;

			snprintf(earlier + strlen(earlier), 20, " %d", was);
			snprintf(later + strlen(later), 20, " %d",
					 row < 9 ? was + was / 50 : was + was / 25 + (lane == 3 ? 90 : 0));
		}
	}
	CHECK_TEXT(
		said_since(earlier, later),
		"A-9 begins step 9, whose 8 cells have a raise of their own, 4%, and not the raise of "
		"2%\n"
		"D-9 pays 57290, where the raise of the others beside it, 4%, gives 57200\n"
		"ordinary judged 72 cells, 8 lanes, 9 steps: one percentage: 2%; it fits 64 of the "
		"cells\n");
}
