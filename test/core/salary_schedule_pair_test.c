/* A step and a longevity row of the same number in one lane. */
#include "check.h"
#include "grid.h"

#include "core/salary_schedule_draft.h"

#include <stdlib.h>

static const char PAIR[] = "step(0)\tBA\tMA\n"
						   "10\t500\t-\n"
						   "12\t600\t700\n"
						   "12L\t650\t780\n"
						   "13.5\t-\t800";

TEST(schedule_prints_a_step_of_two_rows)
{
	CHECK_TEXT(grid_reprint("step BA MA\n12L 650 780\n10 500 -\n13.5 - 800\n12 600 700"), PAIR);
	/* a lane that has the longevity row alone has it in that row */
	CHECK_TEXT(grid_reprint("step BA MA\n12 - 700\n12L 650 780"),
			   "step(0)\tBA\tMA\n12\t-\t700\n12L\t650\t780");
	CHECK_TEXT(grid_reprint("step BA MA\n12 600 -\n12L - 780"), "step(0)\tBA\tMA\n12\t600\t780L");
	CHECK_TEXT(grid_reprint("step BA MA\n12 600 700\n12.0L 650 -"),
			   "step(0)\tBA\tMA\n12\t600\t700\n12L\t650\t-");
}

TEST(schedule_refuses_a_row_that_stands_twice)
{
	cl_env *env = test_env();

	CHECK_FAILS(env, cl_schedule_parse(env, "step BA\n12 600\n12 650", 21) != NULL, CL_BAD_TEXT);
	CHECK_FAILS(env, cl_schedule_parse(env, "step BA\n12L 600\n12L 650", 23) != NULL, CL_BAD_TEXT);
	CHECK_TEXT(env->error.message, "invalid input syntax for type salary_schedule");
	/* a mark in the row beside the longevity row: which of the two is meant? */
	CHECK_FAILS(env, cl_schedule_parse(env, "step BA\n12L 600\n12 650L", 23) != NULL, CL_BAD_TEXT);
	CHECK_FAILS(env, cl_schedule_parse(env, "step BA\n12 650L\n12L 600", 23) != NULL, CL_BAD_TEXT);
}

TEST(schedule_pays_the_ordinary_row_unless_asked_for_the_other)
{
	cl_salary_schedule *schedule = grid_read(PAIR);

	CHECK(grid_cell_of(schedule, "BA-11.5") == 500);
	CHECK(grid_cell_of(schedule, "BA-12") == 600);
	CHECK(grid_cell_of(schedule, "BA-12L") == 650);
	CHECK(grid_cell_of(schedule, "BA-12.5") == 650);
	CHECK(grid_cell_of(schedule, "BA-99") == 650);
	CHECK(grid_cell_of(schedule, "BA-99L") == 650);
	/* no longevity row: nothing is paid for the other */
	CHECK(grid_cell_of(schedule, "BA-11L") == -1);
	CHECK(grid_cell_of(schedule, "MA-11L") == -1);
	CHECK(grid_cell_of(schedule, "MA-13L") == 780);
	CHECK(grid_cell_of(schedule, "MA-13.5L") == -1);
	CHECK(grid_cell_of(schedule, "MA-13.5") == 800);
	free(schedule);
}

/* Each kind of cell at each half step, or not, in one lane and in one of many. */
TEST(schedule_grows_by_both_rows_in_any_order)
{
	for (int round = 0; round < 300; round++)
	{
		cl_env *env = test_env();
		cl_schedule_draft draft;
		cl_salary_schedule *built;
		cl_salary_schedule *grown = NULL;
		cl_salary_schedule *halves[2] = {NULL, NULL};
		int size = 1 + (int) test_random(40);
		size_t rooms[3] = {0, 0, 0};
		bool done[80] = {false};

		cl_draft_init(&draft, env, 0);
		CHECK(cl_draft_lane_add(&draft, "BA\0\0\0\0\0\0\0\0\0", false, 0));
		for (int n = 0; n < 2 * size; n++)
		{
			int at = (int) test_random((uint64_t) (2 * size));
			cl_salary_step step = {.lane = "BA"};
			int half = (int) test_random(2);

			while (done[at])
				at = (at + 1) % (2 * size);
			done[at] = true;
			if (test_random(4) == 0 && n > 0)
				continue;
			step.half_steps = (uint8_t) (at / 2);
			CHECK(cl_draft_cell_add(&draft, 0, at / 2, at % 2, 100 + at));
			for (int to = 0; to < 2; to++)
			{
				cl_salary_schedule **growing = to ? &halves[half] : &grown;
				size_t *room = &rooms[to ? half : 2];
				cl_salary_schedule *old = *growing;

				*growing = cl_schedule_insert(env, old, *room, &step, 100 + at, at % 2, 0,
											  round % 2, room);
				if (*growing != old)
					free(old);
				CHECK(cl_schedule_check(env, *growing, *room));
			}
			CHECK_FAILS(
				env, cl_schedule_insert(env, grown, 0, &step, 1, at % 2, 0, false, rooms) != NULL,
				CL_BAD_ARGUMENT);
		}
		built = cl_draft_build(&draft);
		CHECK(built && cl_schedule_compare(built, grown) == 0);
		for (uint32_t cell = 0; cell < built->cell_count; cell++)
		{
			int step = cl_schedule_half_steps(built)[cell];
			bool kind = cl_schedule_longevity(built)[cell];

			CHECK(cl_schedule_row_index(built, built->lanes, step, kind) == (int64_t) cell);
			CHECK(cl_schedule_amounts(built)[cell] == 100 + 2 * step + kind);
		}
		if (halves[0] && halves[1])
		{
			cl_salary_schedule *both = cl_schedule_union(env, halves[0], halves[1]);

			CHECK(both && cl_schedule_compare(both, built) == 0);
			free(both);
		}
		cl_draft_free(&draft);
		free(built);
		free(grown);
		free(halves[0]);
		free(halves[1]);
	}
}

static size_t
unhex(const char *hex, uint8_t *bytes)
{
	size_t length = strlen(hex) / 2;

	for (size_t i = 0; i < length; i++)
	{
		char digits[3] = {hex[2 * i], hex[2 * i + 1], 0};

		bytes[i] = (uint8_t) strtoul(digits, NULL, 16);
	}
	return length;
}

/* Written by 0.1.0: a dump of it is loaded, a database of it is read where it stands. */
TEST(schedule_reads_what_0_1_0_wrote)
{
	static const char TEXT[] = "step(2)\tV(72)\tSTEP\t+\t54518\n"
							   "1\t500\t-\t3\t4\n"
							   "9\t5L\t6\t7\t-\n"
							   "19L\t600.25\t700\t8\t9";
	static const char SENT[] =
		"0102000000042b00000000000000000000000000000200000000000000000000033534353138000000000000"
		"00000000030000000000000000000002535445500000000000000000000000010000000000000000000002"
		"560000000000000000000000000000000100000000044aa200000302000000000011e1a300120000000000"
		"29b927002601000000002faf080002000000000017d7840026010000000035a4e90012000000000023c346"
		"002601000000104c533c0002000000000ba43b74001201000000001dcd650026010000000df9c4d040";
	static const char STORED[] =
		"0000000001020000040000000a0000002b00000000000000000000000200000000000000000000000000000"
		"003000000353435313800000000000000030000000000000000000000030000000200000053544550000000"
		"000000000001000000000000000000000005000000020000005600000000000000000000000000000000a24"
		"a0400000000070000000300010000a3e111000000000027b929000000000008af2f000000000084d7170000"
		"000000e9a435000000000046c32300000000003c534c1000000000743ba40b0000000065cd1d0000000040d"
		"0c4f90d0000000212260226122602122600000100010001000101";
	cl_env *env = test_env();
	cl_salary_schedule *stored = malloc(sizeof(STORED));
	cl_salary_schedule *received;
	uint8_t sent[sizeof(SENT)];
	char *text;

	received = cl_schedule_receive(env, sent, unhex(SENT, sent));
	CHECK(received != NULL);
	CHECK(unhex(STORED, (uint8_t *) stored) == cl_schedule_size(received));
	CHECK(cl_schedule_check(env, stored, cl_schedule_size(received)));
	CHECK(memcmp(stored, received, cl_schedule_size(received)) == 0);
	text = grid_print(stored);
	CHECK_TEXT(text, TEXT);
	CHECK_TEXT(grid_reprint(TEXT), TEXT);
	free(text);
	free(stored);
	free(received);
}

TEST(schedules_of_the_same_cells_are_added)
{
	cl_env *env = test_env();
	cl_salary_schedule *a = grid_read("step(0) MA BA(24)\n1 700 500\n1L 720 -");
	cl_salary_schedule *b = grid_read("step(2) BA MA(36)\n1 5.25 7\n1L - 7.5");
	cl_salary_schedule *other = grid_read("step(2) BA MA(36)\n1 5.25 7\n1L 1 7.5");

	CHECK_TEXT(grid_text_of(env, cl_schedule_sum(env, a, b)),
			   "step(2)\tMA(36)\tBA(24)\n1\t707\t505.25\n1L\t727.5\t-");
	CHECK_TEXT(
		grid_text_of(env, cl_schedule_sum(env, a, other)),
		"BA-1L is in the second salary schedule alone. Schedules are added cell by cell, and "
		"both have the same ones.");
	CHECK_TEXT(grid_text_of(env, cl_schedule_sum(env, other, a)),
			   "BA-1L is in the first salary schedule alone. Schedules are added cell by cell, and "
			   "both have the same ones.");
	free(a);
	free(b);
	free(other);
}
