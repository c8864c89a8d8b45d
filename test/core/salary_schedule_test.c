#include "check.h"
#include "grid.h"
#include "waterford.h"

#include "core/hash.h"
#include "core/salary_schedule_draft.h"
#include "core/salary_schedule_longevity.h"

#include <stdio.h>
#include <stdlib.h>

TEST(schedule_reads_what_people_paste)
{
	const char *plain = "step(0)\tV(72)\tMA+30\n7.5\t53856\t-\n19L\t56029\t60375";

	CHECK_TEXT(grid_reprint("step V(72) MA+30\n7.5 53,856 -\n19L $56029 60375"), plain);
	CHECK_TEXT(
		grid_reprint("\tv ( 72 )\tma + 30\r\n7.5\t$ 53,856\r\n\r\n19 L\t56029\t60,375\t\t\r\n"),
		plain);
	CHECK_TEXT(grid_reprint("V(72) MA+30\n19-23L 56029 60375\n7.5+ 53856 0.00"),
			   "step(2)\tV(72)\tMA+30\n7.5\t53856\t-\n19L\t56029\t60375");
	CHECK_TEXT(grid_reprint("V\n0 1"), "step(0)\tV\n0\t1");
	CHECK_TEXT(grid_reprint("STEPS (8) V\n99 9999999999.99999999"),
			   "step(8)\tV\n99\t9999999999.99999999");
	CHECK_TEXT(grid_reprint("I II\n9 5L 6\n9.5 - 7L"), "step(0)\tI\tII\n9\t5L\t6\n9.5L\t-\t7");
}

TEST(schedule_finds_the_row_at_or_below)
{
	cl_salary_schedule *schedule = grid_read("step V IV\n3 100 90\n5.5 120 -\n19L 150 -");

	CHECK(grid_cell_of(schedule, "V-3") == 100);
	CHECK(grid_cell_of(schedule, "V-5") == 100);
	CHECK(grid_cell_of(schedule, "V-5.5") == 120);
	CHECK(grid_cell_of(schedule, "V-18.5") == 120);
	CHECK(grid_cell_of(schedule, "V-99") == 150);
	CHECK(grid_cell_of(schedule, "IV-99") == 90);
	CHECK(grid_cell_of(schedule, "V-2.5") == -1);
	CHECK(grid_cell_of(schedule, "VI-3") == -1);
	free(schedule);
}

TEST(schedule_comes_back_from_text_and_bytes)
{
	for (size_t i = 0; i < sizeof(waterford) / sizeof(waterford[0]); i++)
	{
		cl_env *env = test_env();
		cl_salary_schedule *schedule = grid_read(waterford[i].table);
		size_t size = cl_schedule_size(schedule);
		char *text = grid_print(schedule);
		cl_salary_schedule *again = grid_read(text);
		cl_salary_schedule *received;
		cl_buffer sent;

		cl_buffer_init(&sent, env);
		cl_schedule_write(schedule, &sent);
		received = cl_schedule_receive(env, (const uint8_t *) sent.data, sent.length);
		CHECK(received != NULL);
		CHECK(memcmp(schedule, again, size) == 0 && memcmp(schedule, received, size) == 0);
		CHECK(cl_schedule_compare(schedule, received) == 0);
		free(text);
		free(schedule);
		free(again);
		free(received);
		cl_buffer_free(&sent);
	}
}

TEST(schedule_bytes_are_checked_bit_by_bit)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = grid_read("step(2) V(72) II\n1 500 -\n19L 600.25 700");
	cl_salary_schedule *bent;
	cl_buffer sent, back;

	cl_buffer_init(&sent, env);
	cl_schedule_write(schedule, &sent);
	for (size_t length = 0; length < sent.length; length++)
		CHECK_FAILS(env, cl_schedule_receive(env, (const uint8_t *) sent.data, length) != NULL,
					CL_BAD_BINARY);
	for (size_t byte = 0; byte < sent.length; byte++)
		for (int bit = 0; bit < 8; bit++)
		{
			sent.data[byte] ^= (char) (1 << bit);
			bent = cl_schedule_receive(env, (const uint8_t *) sent.data, sent.length);
			if (!bent)
				CHECK(env->error.code == CL_BAD_BINARY);
			else
			{
				/* what is still taken is another value, and sent as it came */
				CHECK(cl_schedule_compare(schedule, bent) != 0);
				cl_buffer_init(&back, env);
				cl_schedule_write(bent, &back);
				CHECK(back.length == sent.length && memcmp(back.data, sent.data, sent.length) == 0);
				cl_buffer_free(&back);
				free(bent);
			}
			sent.data[byte] ^= (char) (1 << bit);
		}
	cl_buffer_free(&sent);
	free(schedule);
}

TEST(schedule_stored_bytes_are_checked)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = grid_read("step(2) V(72) II\n1 500 -\n19L 600.25 700");
	size_t size = cl_schedule_size(schedule);
	cl_salary_schedule *bent = malloc(size);

	CHECK(cl_schedule_check(env, schedule, size) && cl_schedule_check(env, schedule, size + 9));
	CHECK_FAILS(env, cl_schedule_check(env, schedule, size - 1), CL_BAD_BINARY);
	/* the first word is the server's; no other byte may have a bit that means nothing */
	for (size_t byte = sizeof(uint32_t); byte < size; byte++)
		for (int bit = 0; bit < 8; bit++)
		{
			memcpy(bent, schedule, size);
			((uint8_t *) bent)[byte] ^= (uint8_t) (1 << bit);
			if (cl_schedule_check(env, bent, size))
				CHECK(cl_schedule_compare(bent, schedule) != 0);
		}
	free(bent);
	free(schedule);
}

/* A factor in units of 10^-27 from one of 10^-places. */
static cl_int128
factor(int64_t units, int places)
{
	return units * cl_power_of_ten(CL_FACTOR_PLACES - places);
}

TEST(schedule_rounds_once)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = grid_read("step(0) V\n1 0.00000001\n2 9999999999.99999999");
	cl_salary_schedule *one = grid_read("step(0) V\n1 0.00000001");

	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, schedule, factor(1, 0))),
			   "step(0)\tV\n1\t0.00000001\n2\t9999999999.99999999");
	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, one, factor(5, 1))),
			   "step(0)\tV\n1\t0.00000001");
	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, one, factor(5, 1) - 1)),
			   "value out of range for type salary_schedule. The amount of V-1 would be nothing.");
	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, one, factor(15, 1) - 1)),
			   "step(0)\tV\n1\t0.00000001");
	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, one, factor(15, 1))),
			   "step(0)\tV\n1\t0.00000002");
	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, one, CL_INT128_MAX)),
			   "step(0)\tV\n1\t1701.4118346");
	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, schedule, CL_INT128_MAX)),
			   "value out of range for type salary_schedule. The amount of V-2 has more than 10 "
			   "digits before the point.");
	CHECK_TEXT(grid_text_of(env, cl_schedule_multiply(env, one, -1)),
			   "a salary schedule cannot be multiplied by less than zero. ");
	CHECK_TEXT(grid_text_of(env, cl_schedule_add(env, one, CL_INT128_MAX)),
			   "value out of range for type salary_schedule. The amount of V-1 has more than 10 "
			   "digits before the point.");
	CHECK(!cl_schedule_add(env, one, -CL_INT128_MAX));
	CHECK_TEXT(grid_text_of(env, cl_schedule_add(env, one, cl_power_of_ten(12) / 2)),
			   "step(0)\tV\n1\t0.00000002");
	CHECK_TEXT(grid_text_of(env, cl_schedule_add(env, one, -cl_power_of_ten(12) / 2)),
			   "step(0)\tV\n1\t0.00000001");
	CHECK(cl_amount_round(949999999, 0) == 900000000 &&
		  cl_amount_round(950000000, 0) == 1000000000 &&
		  cl_amount_round(949999999, 1) == 950000000 && cl_amount_round(5, 8) == 5);
	CHECK(cl_amount_round(CL_AMOUNT_LIMIT / 20, -9) == CL_AMOUNT_LIMIT / 10);
	CHECK(cl_amount_round(CL_AMOUNT_LIMIT / 20 - 1, -9) == 0);
	free(schedule);
	free(one);
}

TEST(schedule_multiplies_as_long_arithmetic_does)
{
	cl_env *env = test_env();
	cl_salary_schedule *one = grid_read("step(0) V\n1 1");

	/* against 64-bit amounts and factors of 18 places, whose product fits */
	for (int i = 0; i < 100000; i++)
	{
		int64_t amount = 1 + (int64_t) test_random(test_random(CL_AMOUNT_LIMIT - 1) + 1);
		cl_int128 by = test_random(UINT64_C(10000000000000000000));
		cl_int128 expected = cl_divide_half_up(amount * by, cl_power_of_ten(18));
		cl_salary_schedule *made;

		*(int64_t *) cl_schedule_amounts(one) = amount;
		made = cl_schedule_multiply(env, one, by * cl_power_of_ten(9));
		CHECK((made != NULL) == (expected > 0 && expected < CL_AMOUNT_LIMIT));
		if (made)
			CHECK(cl_schedule_amounts(made)[0] == expected);
		free(made);
	}
	free(one);
}

/* Cell by cell, in any order, with room to spare or without, it comes to what text gives. */
TEST(schedule_grows_cell_by_cell)
{
	for (int grid = 0; grid < 8; grid++)
		for (int spare = 0; spare < 2; spare++)
		{
			cl_env *env = test_env();
			cl_salary_schedule *whole = grid_read(waterford[grid].table);
			cl_salary_schedule *grown = NULL;
			cl_salary_schedule *half[2] = {NULL, NULL};
			size_t room[3] = {0, 0, 0};
			cl_lane_text lanes[] = {
				{"I(24)", 5}, {"II(36)", 6}, {"III(48)", 7}, {"IV(60)", 6}, {"V(72)", 5}};
			bool used[200] = {false};

			for (uint32_t n = 0; n < whole->cell_count; n++)
			{
				uint32_t cell = (uint32_t) test_random(whole->cell_count);
				cl_salary_step step = {.zero = {0}};
				cl_salary_schedule *old;
				int side = (int) test_random(2);

				while (used[cell])
					cell = (cell + 1) % whole->cell_count;
				used[cell] = true;
				for (uint32_t i = 0; i < whole->lane_count; i++)
					if (cell >= whole->lanes[i].first &&
						cell < whole->lanes[i].first + whole->lanes[i].rows)
						memcpy(step.lane, whole->lanes[i].name, CL_LANE_LENGTH);
				step.half_steps = cl_schedule_half_steps(whole)[cell];
				for (int to = 0; to < 2; to++)
				{
					cl_salary_schedule **growing = to ? &half[side] : &grown;
					size_t *has = to ? &room[side] : &room[2];

					old = *growing;
					*growing = cl_schedule_insert(
						env, old, spare ? *has : 0, &step, cl_schedule_amounts(whole)[cell],
						cl_schedule_longevity(whole)[cell], 0, spare, has);
					if (old != *growing)
						free(old);
					CHECK(cl_schedule_check(env, *growing, *has));
				}
				CHECK_FAILS(env,
							cl_schedule_insert(env, grown, room[2], &step, 1,
											   cl_schedule_longevity(whole)[cell], 0, spare,
											   &room[2]) != NULL,
							CL_BAD_ARGUMENT);
			}
			if (half[0] && half[1])
			{
				cl_salary_schedule *both = cl_schedule_union(env, half[0], half[1]);

				CHECK(cl_schedule_compare(both, grown) == 0);
				CHECK(!cl_schedule_union(env, half[0], grown));
				free(both);
			}
			{
				cl_salary_schedule *named = cl_schedule_with_lanes(env, grown, lanes, 5);

				CHECK(cl_schedule_compare(named, whole) == 0);
				free(named);
			}
			free(whole);
			free(grown);
			free(half[0]);
			free(half[1]);
		}
}

static const char *
longevity(const char *table, const char *scale_text, int through)
{
	cl_env *env = test_env();
	cl_longevity_terms terms = {NULL, 0, NULL, 2 * through};
	cl_salary_schedule *schedule = grid_read(table);
	cl_pay_scale *scale = cl_pay_scale_parse(env, scale_text, strlen(scale_text));
	const char *out;

	CHECK(scale != NULL);
	out = grid_text_of(env, cl_schedule_with_longevity(env, schedule, scale, &terms));
	free(schedule);
	free(scale);
	return out;
}

TEST(schedule_adds_longevity)
{
	CHECK_TEXT(longevity("step(0) V\n14 91726",
						 "19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound", 40),
			   "step(0)\tV\n14\t91726\n19L\t94936.41\n24L\t98259.18435\n28L\t101698.25580225");
	CHECK_TEXT(longevity("step(0) V\n14 1000", "15-16: $10 each, 98+: $5 each", 99),
			   "step(0)\tV\n14\t1000\n15L\t1010\n16L\t1020\n98L\t1025\n99L\t1030");
}

TEST(schedule_adds_longevity_that_begins_at_the_top_or_below)
{
	CHECK_TEXT(longevity("step(0) I\n1 50000\n12 70000", "10+: $500 flat", 40),
			   "step(0)\tI\n1\t50000\n12\t70000\n12L\t70500");
	CHECK_TEXT(longevity("step(0) I II\n1 50000 60000\n9 51000 -", "9+: $500 flat", 40),
			   "step(0)\tI\tII\n1\t50000\t60000\n9\t51000\t-\n9L\t51500\t60500");
	CHECK_TEXT(longevity("step(0) I\n12.5 70000", "10-12: $100 each, 14: 1% flat", 40),
			   "step(0)\tI\n12.5\t70000\n12.5L\t70300\n14L\t71000\n15L\t70300");
	/* it ends with the top: who stands past it is paid the top again */
	CHECK_TEXT(longevity("step(0) I\n12 70000", "10-12: $500 flat", 40),
			   "step(0)\tI\n12\t70000\n12L\t70500\n13L\t70000");
	CHECK_TEXT(longevity("step(0) V\n99 1000", "1+: $10 each", 99),
			   "step(0)\tV\n99\t1000\n99L\t1990");
	/* above 15, or from 15.5 on, it is reached at half a step */
	CHECK_TEXT(longevity("step(0) I\n12 70000", ">15: $500 flat, 20+: $900 flat", 40),
			   "step(0)\tI\n12\t70000\n15.5L\t70500\n20L\t70900");
	CHECK_TEXT(longevity("step(0) I\n12 70000", "15.25+: $500 flat, >15.5: $900 flat", 40),
			   "step(0)\tI\n12\t70000\n15.5L\t70500\n16L\t70900");
	CHECK_TEXT(longevity("step(0) I\n15.5 70000", ">15: $500 flat, >17: $10 each", 18),
			   "step(0)\tI\n15.5\t70000\n15.5L\t70500\n18L\t70010");
	/* a step of compound longevity is kept past its range */
	CHECK_TEXT(longevity("step(0) I\n12 100", "3+: 10% flat, 14+: 10% flat compound", 40),
			   "step(0)\tI\n12\t100\n12L\t110\n14L\t121");
}

TEST(schedule_adds_longevity_to_what_is_there)
{
	CHECK_TEXT(longevity("step(0) I\n12 70000\n15L 71000\n20L 72000", "18+: $500 flat", 40),
			   "step(0)\tI\n12\t70000\n15L\t71000\n18L\t71500\n20L\t72500");
	CHECK_TEXT(longevity("step(0) I\n12 70000\n12L 70100\n15.5L 71000", "5-15: $10 each", 40),
			   "step(0)\tI\n12\t70000\n12L\t70180\n13L\t70190\n14L\t70200\n15L\t70210\n"
			   "15.5L\t71110");
	/* one below the top stays as it is, and so does one that pays no more than the row before */
	CHECK_TEXT(longevity("step(0) I\n3 500\n4L 600\n12 700\n13L 700", "14+: 10% flat", 40),
			   "step(0)\tI\n3\t500\n4L\t600\n12\t700\n13L\t700\n14L\t770");
}

TEST(schedule_names_the_longevity_that_it_cannot_place)
{
	CHECK_TEXT(
		longevity("step I V\n12 70000 80000\n20 - 90000", "15-18: $500 flat, 25+: $9 flat", 40),
		"longevity of \"15-18: $500 flat\" has no row in lane V. It ends at step 18; the lane's "
		"ordinary rows go to 20, and longevity is paid above them.");
	CHECK_TEXT(
		longevity("step V\n14 1000", "15+: $10 each", 14),
		"longevity of \"15+: $10 each\" has no row in lane V. It pays nothing through step 14, "
		"the last one that has a row.");
	CHECK_TEXT(
		longevity("step V\n14 1000", "39+: $10 each 5", 40),
		"longevity of \"39+: $10 each 5\" has no row in lane V. It pays nothing through step "
		"40, the last one that has a row.");
	CHECK_TEXT(
		longevity("step V\n14 1000", "15+: $5 flat, 500+: $10 flat", 40),
		"longevity of \"500+: $10 flat\" has no row in lane V. It begins at step 500; the last "
		"step is 99.");
}

/* Memory that runs out at the n-th piece, wherever that is: an error each time, and no leak. */
TEST(schedule_survives_want_of_memory)
{
	static const char SCALE[] = "19+: 3.5% flat, 24+: $500 flat";
	cl_env *env = test_env();
	cl_pay_scale *scale = cl_pay_scale_parse(env, SCALE, sizeof(SCALE) - 1);
	cl_longevity_terms terms = {NULL, 0, NULL, 80};
	cl_lane_text lanes[] = {{"V", 1}, {"I(30)", 5}};
	bool done = false;

	for (int pieces = 0; !done; pieces++)
	{
		cl_salary_schedule *made[3] = {NULL, NULL, NULL};
		cl_salary_step step;

		memset(&env->error, 0, sizeof(env->error));
		memset(&step, 0, sizeof(step));
		step.lane[0] = 'X';
		test_want_of_memory(env, pieces);
		made[0] = cl_schedule_parse(env, waterford[3].table, strlen(waterford[3].table));
		if (made[0])
			made[1] = cl_schedule_with_lanes(env, made[0], lanes, 2);
		if (made[1])
			made[2] = cl_schedule_with_longevity(env, made[1], scale, &terms);
		if (made[2])
		{
			cl_buffer out;

			cl_buffer_init(&out, env);
			cl_schedule_print(made[1], &out);
			CHECK(!cl_schedule_not_found(env, made[1], &step));
			done = !out.failed && env->error.code == CL_BAD_ARGUMENT;
			cl_buffer_free(&out);
		}
		CHECK(done || env->error.code == CL_NO_MEMORY);
		CHECK(pieces < 1000);
		for (int i = 0; i < 3; i++)
			free(made[i]);
		done = done || pieces >= 1000;
	}
	free(scale);
}
