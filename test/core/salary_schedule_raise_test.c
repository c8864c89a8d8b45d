#include "check.h"

#include "core/salary_schedule_raise.h"

#include <stdio.h>
#include <stdlib.h>

static cl_salary_schedule *
read(const char *table)
{
	cl_salary_schedule *schedule = cl_schedule_parse(test_env(), table, strlen(table));

	if (!schedule)
		test_failed(__FILE__, __LINE__, "%s", test_env()->error.message);
	return schedule;
}

/* The text of what was made, which is released; or the error. */
static const char *
text_of(cl_env *env, cl_salary_schedule *made)
{
	static char out[1000];
	cl_buffer buffer;

	if (!made)
	{
		snprintf(out, sizeof(out), "%s. %s", env->error.message, env->error.detail);
		return out;
	}
	CHECK(cl_schedule_check(env, made, cl_schedule_size(made)));
	cl_buffer_init(&buffer, env);
	cl_schedule_print(made, &buffer);
	CHECK(!buffer.failed);
	snprintf(out, sizeof(out), "%s", buffer.data);
	cl_buffer_free(&buffer);
	free(made);
	return out;
}

static cl_int128
percent(int64_t hundredths)
{
	return hundredths * cl_power_of_ten(CL_PERCENT_PLACES - 2);
}

static cl_int128
dollars(int64_t cents)
{
	return cents * cl_power_of_ten(CL_RAISE_PLACES - 2);
}

TEST(schedule_raise_words)
{
	cl_env *env = test_env();
	cl_salary_schedule *grid = read("step(0) I II\n1 40000 42500\n9L - 45001");
	cl_int128 three = percent(300), more = dollars(131250);
	cl_lane_text second[] = {{"ii", 2}, {"II", 2}}, unknown[] = {{"III", 3}}, bad[] = {{"I(", 2}};
	int digits = -1;
	cl_raise raise = {&three, &more, CL_RAISE_THEN, NULL, 0, false, NULL};

	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "step(0)\tI\tII\n1\t42512.5\t45087.5\n9L\t-\t47663.53");
	raise.joined = CL_RAISE_GREATER;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "step(0)\tI\tII\n1\t41312.5\t43812.5\n9L\t-\t46351.03");
	raise.joined = CL_RAISE_LESSER;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "step(0)\tI\tII\n1\t41200\t43775\n9L\t-\t46313.5");
	raise.digits = &digits;
	raise.lanes = second;
	raise.lane_count = 2;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "step(0)\tI\tII\n1\t40000\t43780\n9L\t-\t46310");
	raise.longevity_only = true;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "step(0)\tI\tII\n1\t40000\t42500\n9L\t-\t46310");
	raise.lane_count = 0;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "step(0)\tI\tII\n1\t40000\t42500\n9L\t-\t45001");
	raise.lanes = unknown;
	raise.lane_count = 1;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "the salary schedule has no lane \"III\". Its lanes are I, II.");
	raise.lanes = bad;
	CHECK(!cl_schedule_raise(env, grid, &raise));
	raise.percent = raise.flat = NULL;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "a raise without a percentage and without dollars. ");
	free(grid);
}

TEST(schedule_raise_bounds)
{
	cl_env *env = test_env();
	cl_salary_schedule *grid = read("step(0) V\n1 0.00000001\n2 9999999999.99999999");
	cl_int128 by = CL_INT128_MAX, none = 0;
	cl_raise raise = {&by, NULL, CL_RAISE_THEN, NULL, 0, false, NULL};

	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "the percentage of the raise is out of range. ");
	by = CL_INT128_MAX - cl_power_of_ten(CL_FACTOR_PLACES);
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "value out of range for type salary_schedule. The amount of V-2 has more than 10 "
			   "digits before the point.");
	raise.flat = &by;
	CHECK(!cl_schedule_raise(env, grid, &raise));
	by = -CL_INT128_MAX;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "a raise cannot take more than all of a cell. ");
	raise.percent = NULL;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "value out of range for type salary_schedule. The amount of V-1 would be below "
			   "zero.");
	raise.percent = raise.flat = &none;
	CHECK_TEXT(text_of(env, cl_schedule_raise(env, grid, &raise)),
			   "step(0)\tV\n1\t0.00000001\n2\t9999999999.99999999");
	for (int digits = -11; digits <= 10; digits++)
	{
		cl_salary_schedule *made;

		raise.digits = &digits;
		made = cl_schedule_raise(env, grid, &raise);
		/* whole hundred-millionths stay; coarser, the first cell is nothing */
		CHECK((made != NULL) == (digits == CL_AMOUNT_PLACES));
		free(made);
	}
	free(grid);
}

TEST(schedule_raise_rounds_once)
{
	cl_env *env = test_env();
	cl_salary_schedule *one = read("step(0) V\n1 1");

	/* percentages of 16 places, whose product with an amount fits */
	for (int i = 0; i < 100000; i++)
	{
		int64_t amount = 1 + (int64_t) test_random(test_random(CL_AMOUNT_LIMIT / 100) + 1);
		cl_int128 points = (cl_int128) test_random(UINT64_C(10000000000000000000));
		cl_int128 by = points * cl_power_of_ten(CL_PERCENT_PLACES - 16);
		int digits = (int) test_random(12) - 3;
		cl_int128 exact = amount * (cl_power_of_ten(18) + points);
		cl_int128 expected = cl_divide_half_up(exact, cl_power_of_ten(26 - digits)) *
							 cl_power_of_ten(CL_AMOUNT_PLACES - digits);
		cl_raise raise = {&by, NULL, CL_RAISE_THEN, NULL, 0, false, &digits};
		cl_salary_schedule *made;

		*(int64_t *) cl_schedule_amounts(one) = amount;
		made = cl_schedule_raise(env, one, &raise);
		CHECK((made != NULL) == (expected > 0 && expected < CL_AMOUNT_LIMIT));
		if (made)
			CHECK(cl_schedule_amounts(made)[0] == expected);
		free(made);
	}
	free(one);
}
