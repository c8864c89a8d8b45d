#include "check.h"

#include "core/decimal.h"

#include <stdio.h>

static const char *
printed(cl_int128 units, int places, int least_places)
{
	static char out[64];
	cl_env *env = test_env();
	cl_buffer buffer;

	cl_buffer_init(&buffer, env);
	cl_buffer_decimal(&buffer, units, places, least_places);
	snprintf(out, sizeof(out), "%s", buffer.data);
	cl_buffer_free(&buffer);
	return out;
}

TEST(division_rounds_half_away_from_zero)
{
	/* against a count by hand: twice the distance to the quotient is at most d, and at a tie
	 * the quotient is the one further from zero */
	for (int d = 1; d <= 40; d++)
		for (int n = -200; n <= 200; n++)
		{
			int quotient = (int) cl_divide_half_up(n, d);
			int twice = 2 * (n - quotient * d);

			if (twice > d || twice < -d || (twice == d && n > 0) || (twice == -d && n < 0))
				test_failed(__FILE__, __LINE__, "%d / %d is not %d", n, d, quotient);
			CHECK(cl_divide_half_up(-n, d) == -quotient);
		}
}

TEST(division_rounds_at_the_bounds)
{
	cl_int128 most = CL_INT128_MAX;
	cl_int128 least = -CL_INT128_MAX - 1;
	cl_int128 d = cl_power_of_ten(38) / 2;

	CHECK(cl_divide_half_up(most, 1) == most);
	CHECK(cl_divide_half_up(least, 1) == least);
	CHECK(cl_divide_half_up(most, 2) == most / 2 + 1);
	CHECK(cl_divide_half_up(d / 2, d) == 1);
	CHECK(cl_divide_half_up(d / 2 - 1, d) == 0);
	CHECK(cl_divide_half_up(-d / 2, d) == -1);
	CHECK(cl_divide_half_up(-(d / 2 - 1), d) == 0);
}

TEST(powers_of_ten)
{
	cl_int128 power = 1;

	for (int i = 0; i <= 38; i++)
	{
		CHECK(cl_power_of_ten(i) == power);
		if (i < 38)
			power *= 10;
	}
}

TEST(rescale_rounds_once_and_sees_overflow)
{
	cl_int128 out;

	CHECK(cl_rescale(125, 2, 2, &out) && out == 125);
	CHECK(cl_rescale(125, 2, 4, &out) && out == 12500);
	CHECK(cl_rescale(125, 2, 1, &out) && out == 13);
	CHECK(cl_rescale(124, 2, 1, &out) && out == 12);
	CHECK(cl_rescale(-125, 2, 1, &out) && out == -13);
	CHECK(cl_rescale(-124, 2, 1, &out) && out == -12);
	/* 0.145 to cents, and 1.005, which no binary fraction is */
	CHECK(cl_rescale(145, 3, 2, &out) && out == 15);
	CHECK(cl_rescale(1005, 3, 2, &out) && out == 101);
	/* 0.4449 to tenths in one step: two would give 0.5 */
	CHECK(cl_rescale(4449, 4, 1, &out) && out == 4);
	CHECK(!cl_rescale(2, 0, 38, &out));
	CHECK(cl_rescale(1, 0, 38, &out) && out == cl_power_of_ten(38));
	CHECK(!cl_rescale(-2, 0, 38, &out));
	CHECK(cl_rescale(0, 0, 60, &out) && out == 0);
	CHECK(!cl_rescale(1, 0, 39, &out));
	CHECK(cl_rescale(CL_INT128_MAX, 39, 0, &out) && out == 0);
	CHECK(cl_rescale(CL_INT128_MAX, 38, 0, &out) && out == 2);
	CHECK(cl_rescale(-CL_INT128_MAX - 1, 38, 0, &out) && out == -2);
}

TEST(checked_sums_and_products)
{
	cl_int128 out;
	int64_t small;

	CHECK(cl_add(CL_INT128_MAX, 0, &out) && out == CL_INT128_MAX);
	CHECK(!cl_add(CL_INT128_MAX, 1, &out));
	CHECK(!cl_add(-CL_INT128_MAX, -2, &out));
	CHECK(cl_multiply(CL_INT128_MAX, -1, &out) && out == -CL_INT128_MAX);
	CHECK(!cl_multiply(CL_INT128_MAX, 2, &out));
	CHECK(!cl_multiply(-CL_INT128_MAX - 1, -1, &out));
	CHECK(cl_fits_int64(INT64_MAX, &small) && small == INT64_MAX);
	CHECK(cl_fits_int64(INT64_MIN, &small) && small == INT64_MIN);
	CHECK(!cl_fits_int64((cl_int128) INT64_MAX + 1, &small));
	CHECK(!cl_fits_int64((cl_int128) INT64_MIN - 1, &small));
}

TEST(decimals_print)
{
	CHECK_TEXT(printed(0, 0, 0), "0");
	CHECK_TEXT(printed(0, 6, 0), "0");
	CHECK_TEXT(printed(0, 6, 2), "0.00");
	CHECK_TEXT(printed(5, 1, 0), "0.5");
	CHECK_TEXT(printed(-5, 1, 0), "-0.5");
	CHECK_TEXT(printed(-5, 6, 0), "-0.000005");
	CHECK_TEXT(printed(1500000, 6, 0), "1.5");
	CHECK_TEXT(printed(1500000, 6, 2), "1.50");
	CHECK_TEXT(printed(1500000, 6, 6), "1.500000");
	CHECK_TEXT(printed(100, 0, 0), "100");
	CHECK_TEXT(printed(100, 2, 0), "1");
	CHECK_TEXT(printed(12345, 2, 0), "123.45");
	CHECK_TEXT(printed(CL_INT128_MAX, 0, 0), "170141183460469231731687303715884105727");
	CHECK_TEXT(printed(-CL_INT128_MAX - 1, 38, 0), "-1.70141183460469231731687303715884105728");
	CHECK_TEXT(printed(CL_INT128_MAX, 38, 0), "1.70141183460469231731687303715884105727");
}
