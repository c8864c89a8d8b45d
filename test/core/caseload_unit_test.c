#include "check.h"

#include "core/caseload_unit.h"
#include "core/period.h"

#include <stdio.h>

static const char *
reprint(const char *input)
{
	static char out[80];
	cl_env *env = test_env();
	cl_caseload_unit unit;
	cl_buffer buffer;

	if (!cl_caseload_unit_parse(env, input, strlen(input), &unit))
		return env->error.detail[0] ? env->error.detail : env->error.message;
	cl_buffer_init(&buffer, env);
	cl_caseload_unit_print(unit, &buffer);
	snprintf(out, sizeof(out), "%s", buffer.data);
	cl_buffer_free(&buffer);
	return out;
}

static cl_caseload_unit
unit_of(const char *text)
{
	cl_env *env = test_env();
	cl_caseload_unit unit = 0;

	if (!cl_caseload_unit_parse(env, text, strlen(text), &unit))
		test_failed(__FILE__, __LINE__, "\"%s\": %s", text, env->error.message);
	return unit;
}

TEST(a_measure_that_is_none_is_a_bad_argument)
{
	static const char *const words[] = {"pupils", "", "\xC3\xA9", "students\xC2\xB9"};
	cl_env *env = test_env();
	cl_measure measure;

	CHECK(cl_measure_read(env, " Stu dent ", 10, &measure) && measure == CL_STUDENTS);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		CHECK(!cl_measure_read(env, words[i], strlen(words[i]), &measure));
		CHECK(env->error.code == CL_BAD_ARGUMENT && env->error.hint[0]);
	}
}

TEST(unit_reads_what_people_write)
{
	CHECK_TEXT(reprint("25 students"), "25 students");
	CHECK_TEXT(reprint("1 student"), "1 students");
	CHECK_TEXT(reprint("25students"), "25 students");
	CHECK_TEXT(reprint("  - 2\tSTUDENTS\n"), "-2 students");
	CHECK_TEXT(reprint("+2 students"), "2 students");
	CHECK_TEXT(reprint("1,200 students"), "1200 students");
	CHECK_TEXT(reprint("1 200 students"), "1200 students");
	CHECK_TEXT(reprint("1,234,567.25 minutes"), "1234567.25 minutes");
	CHECK_TEXT(reprint("0.50 fte"), "0.5 FTE");
	CHECK_TEXT(reprint(".5 FTEs"), "0.5 FTE");
	CHECK_TEXT(reprint("40 iep"), "40 IEPs");
	CHECK_TEXT(reprint("-0 units"), "0 units");
	CHECK_TEXT(reprint("\xE2\x88\x92"
					   "2\xC2\xA0students"),
			   "-2 students"); /* minus sign, no-break space */
	CHECK_TEXT(reprint("\xEF\xBC\x92\xEF\xBC\x95 students"), "25 students"); /* wide */
}

TEST(unit_is_rounded_half_up_once)
{
	CHECK_TEXT(reprint("0.3333334 FTE"), "0.333333 FTE");
	CHECK_TEXT(reprint("0.3333335 FTE"), "0.333334 FTE");
	CHECK_TEXT(reprint("-0.3333335 FTE"), "-0.333334 FTE");
	/* twice would give one millionth */
	CHECK_TEXT(reprint("0.00000049999999999999999999999999999999999999999999 FTE"), "0 FTE");
	CHECK_TEXT(reprint("0.0000005000000000000000000000000000000000000000000001 FTE"),
			   "0.000001 FTE");
	CHECK_TEXT(reprint("-0.0000004 FTE"), "0 FTE");
	CHECK_TEXT(reprint("36028797018.963967 students"), "36028797018.963967 students");
	CHECK_TEXT(reprint("-36028797018.963967 students"), "-36028797018.963967 students");
	CHECK_TEXT(reprint("36028797018.96396749999 students"), "36028797018.963967 students");
}

TEST(unit_refuses)
{
	cl_env *env = test_env();
	cl_caseload_unit unit;

#define REFUSED(text, code)                                                                        \
	CHECK_FAILS(env, cl_caseload_unit_parse(env, text, strlen(text), &unit), code)
	REFUSED("", CL_BAD_TEXT);
	REFUSED("25", CL_BAD_TEXT);
	REFUSED("students", CL_BAD_TEXT);
	REFUSED("- students", CL_BAD_TEXT);
	REFUSED("--2 students", CL_BAD_TEXT);
	REFUSED("25 pupils", CL_BAD_TEXT);
	REFUSED("25 students 3", CL_BAD_TEXT);
	REFUSED("25 students.", CL_BAD_TEXT);
	REFUSED("25. students", CL_BAD_TEXT);
	REFUSED("1,20 students", CL_BAD_TEXT);
	REFUSED("0,5 FTE", CL_BAD_TEXT);
	REFUSED("1,2345 students", CL_BAD_TEXT);
	REFUSED("1e3 students", CL_BAD_TEXT);
	REFUSED("NaN students", CL_BAD_TEXT);
	REFUSED("25\xC2\xB9 students", CL_BAD_TEXT); /* footnote mark */
	REFUSED("7\xC2\xBD hours", CL_BAD_TEXT);	 /* one half */
	REFUSED("36028797018.963968 students", CL_OUT_OF_RANGE);
	REFUSED("36028797018.9639675 students", CL_OUT_OF_RANGE);
	REFUSED("-36028797018.963968 students", CL_OUT_OF_RANGE);
	REFUSED("999999999999999999999999999999999999999999999999 students", CL_OUT_OF_RANGE);
	CHECK_TEXT(reprint("25 \xE2\x80\x93 \xEF\xBC\x92 pupils"),
			   "At character 4 of \"25 \xE2\x80\x93 \xEF\xBC\x92 pupils\": \"-\" is neither part "
			   "of a number nor of a measure.");
	CHECK_TEXT(reprint("\xEF\xBC\x92\xEF\xBC\x95 pupils"),
			   "At character 4 of \"\xEF\xBC\x92\xEF\xBC\x95 pupils\": \"pupils\" is no measure.");
}

TEST(every_measure_is_read_in_both_numbers_and_printed_in_the_plural)
{
	for (int i = 1; i <= CL_MEASURE_LAST; i++)
	{
		char text[40], wanted[40];
		const char *name = cl_measure_name((cl_measure) i);

		snprintf(text, sizeof(text), "3 %s", name);
		CHECK_TEXT(reprint(text), text);
		snprintf(wanted, sizeof(wanted), "%s", text);
		if (text[strlen(text) - 1] == 's')
			text[strlen(text) - 1] = '\0';
		CHECK_TEXT(reprint(text), wanted);
		CHECK(strstr(cl_measure_list(), name) != NULL);
	}
	CHECK(cl_measure_name(CL_NO_MEASURE) == NULL);
	CHECK(cl_measure_name((cl_measure) (CL_MEASURE_LAST + 1)) == NULL);
}

TEST(periods_are_read_in_both_numbers_and_any_case)
{
	CHECK(cl_period_of("semester") == CL_PER_SEMESTER);
	CHECK(cl_period_of("PERIODS") == CL_PER_PERIOD);
	CHECK(cl_period_of("periodss") == CL_NO_PERIOD);
	CHECK(cl_period_of("s") == CL_NO_PERIOD);
	CHECK(cl_period_of("") == CL_NO_PERIOD);
	CHECK(cl_period_of("semestersemestersemester") == CL_NO_PERIOD);
	for (int i = 1; i <= CL_PERIOD_LAST; i++)
		CHECK(cl_period_of(cl_period_name((cl_period) i)) == (cl_period) i);
}

TEST(unit_order_is_total_and_hashes_agree)
{
	static const char *const sorted[] = {"-36028797018.963967 students",
										 "-2 students",
										 "-0.000001 students",
										 "0 students",
										 "0.000001 students",
										 "25 students",
										 "36028797018.963967 students",
										 "-5 seats",
										 "1 seats",
										 "-1 points",
										 "3 points"};
	int count = sizeof(sorted) / sizeof(sorted[0]);

	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++)
		{
			cl_caseload_unit a = unit_of(sorted[i]);
			cl_caseload_unit b = unit_of(sorted[j]);
			int order = cl_caseload_unit_compare(a, b);

			CHECK((order > 0) - (order < 0) == (i > j) - (i < j));
			CHECK((order == 0) == (cl_caseload_unit_hash(a, 0) == cl_caseload_unit_hash(b, 0)));
			CHECK((order == 0) == (cl_caseload_unit_hash(a, 7) == cl_caseload_unit_hash(b, 7)));
		}
}

TEST(unit_keeps_every_quantity)
{
	cl_env *env = test_env();

	for (int i = 0; i < 20000; i++)
	{
		int64_t quantity = (int64_t) test_random(2 * (uint64_t) CL_UNIT_MOST + 1) - CL_UNIT_MOST;
		cl_measure measure = (cl_measure) (1 + test_random(CL_MEASURE_LAST));
		cl_caseload_unit unit, back;
		cl_buffer buffer;

		CHECK(cl_caseload_unit_make(env, measure, quantity, &unit));
		CHECK(cl_caseload_unit_measure(unit) == measure);
		CHECK(cl_caseload_unit_quantity(unit) == quantity);
		cl_buffer_init(&buffer, env);
		cl_caseload_unit_print(unit, &buffer);
		CHECK(cl_caseload_unit_parse(env, buffer.data, buffer.length, &back) && back == unit);
		cl_buffer_free(&buffer);
		cl_buffer_init(&buffer, env);
		cl_buffer_int64(&buffer, unit);
		CHECK(cl_caseload_unit_receive(env, (const uint8_t *) buffer.data, 8, &back) &&
			  back == unit);
		cl_buffer_free(&buffer);
	}
}

TEST(unit_binary_is_checked_bit_by_bit)
{
	cl_env *env = test_env();
	cl_caseload_unit unit;
	uint8_t bytes[9] = {0};

	CHECK_FAILS(env, cl_caseload_unit_receive(env, bytes, 8, &unit), CL_BAD_BINARY); /* code 0 */
	for (int code = 1; code < 256; code++)
	{
		bytes[0] = (uint8_t) code;
		CHECK(cl_caseload_unit_receive(env, bytes, 8, &unit) == (code <= CL_MEASURE_LAST));
	}
	bytes[0] = CL_STUDENTS;
	CHECK_FAILS(env, cl_caseload_unit_receive(env, bytes, 7, &unit), CL_BAD_BINARY);
	CHECK_FAILS(env, cl_caseload_unit_receive(env, bytes, 9, &unit), CL_BAD_BINARY);
	bytes[1] = 0x80; /* -2^55, which has no opposite */
	CHECK_FAILS(env, cl_caseload_unit_receive(env, bytes, 8, &unit), CL_BAD_BINARY);
	bytes[7] = 1;
	CHECK(cl_caseload_unit_receive(env, bytes, 8, &unit) &&
		  cl_caseload_unit_quantity(unit) == -CL_UNIT_MOST);
}

TEST(unit_arithmetic_stays_in_one_measure)
{
	cl_env *env = test_env();
	cl_caseload_unit most = unit_of("36028797018.963967 students");
	cl_caseload_unit least = unit_of("-36028797018.963967 students");
	cl_caseload_unit one = unit_of("0.000001 students");
	cl_caseload_unit ieps = unit_of("3 IEPs");
	cl_caseload_unit out;
	int order;

	CHECK(cl_caseload_unit_add(env, most, least, &out) && out == unit_of("0 students"));
	CHECK_FAILS(env, cl_caseload_unit_add(env, most, one, &out), CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_caseload_unit_subtract(env, least, one, &out), CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_caseload_unit_overage(env, most, least, &out), CL_OUT_OF_RANGE);
	CHECK(cl_caseload_unit_overage(env, least, most, &out) && out == unit_of("0 students"));
	CHECK_FAILS(env, cl_caseload_unit_add(env, one, ieps, &out), CL_BAD_ARGUMENT);
	CHECK_TEXT(env->error.message, "cannot add students and IEPs");
	CHECK_FAILS(env, cl_caseload_unit_subtract(env, one, ieps, &out), CL_BAD_ARGUMENT);
	CHECK_TEXT(env->error.message, "cannot subtract IEPs from students");
	CHECK_FAILS(env, cl_caseload_unit_overage(env, one, ieps, &out), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_caseload_unit_order(env, one, ieps, &order), CL_BAD_ARGUMENT);
	CHECK_TEXT(env->error.message, "cannot compare students with IEPs");
	CHECK(cl_caseload_unit_order(env, one, least, &order) && order > 0);
}

static void
check_round(const char *from, int digits, const char *how, const char *wanted)
{
	cl_env *env = test_env();
	cl_rounding rounding;
	cl_caseload_unit out;

	CHECK(cl_rounding_of(env, how, strlen(how), &rounding));
	if (!cl_caseload_unit_round(env, unit_of(from), digits, rounding, &out) ||
		out != unit_of(wanted))
		test_failed(__FILE__, __LINE__, "%s to %d %s is not %s", from, digits, how, wanted);
}

TEST(unit_rounds_each_way)
{
	static const char *const from[] = {"2.5 FTE",  "-2.5 FTE",		"2.4 FTE",
									   "-2.4 FTE", "-2.000001 FTE", "2 FTE"};
	static const char *const up[] = {"3 FTE", "-2 FTE", "3 FTE", "-2 FTE", "-2 FTE", "2 FTE"};
	static const char *const down[] = {"2 FTE", "-3 FTE", "2 FTE", "-3 FTE", "-3 FTE", "2 FTE"};
	static const char *const nearest[] = {"3 FTE", "-3 FTE", "2 FTE", "-2 FTE", "-2 FTE", "2 FTE"};
	cl_env *env = test_env();
	cl_rounding how;
	cl_caseload_unit out;

	for (int i = 0; i < 6; i++)
	{
		check_round(from[i], 0, "up", up[i]);
		check_round(from[i], 0, "down", down[i]);
		check_round(from[i], 0, "Nearest", nearest[i]);
		check_round(from[i], 0, "exact", from[i]);
		check_round(from[i], 6, "up", from[i]);
		check_round(from[i], INT32_MAX, "up", from[i]);
	}
	check_round("0.000001 FTE", 5, "up", "0.00001 FTE");
	check_round("1 FTE", -9, "up", "1000000000 FTE");
	check_round("-1 FTE", -9, "down", "-1000000000 FTE");
	check_round("500000000 FTE", -9, "nearest", "1000000000 FTE");
	check_round("36028797018.963967 FTE", -9, "down", "36000000000 FTE");
	CHECK_FAILS(env, cl_caseload_unit_round(env, unit_of("36028797018 FTE"), -9, CL_ROUND_UP, &out),
				CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_caseload_unit_round(env, unit_of("1 FTE"), -10, CL_ROUND_UP, &out),
				CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_rounding_of(env, "ups", 3, &how), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_rounding_of(env, "", 0, &how), CL_BAD_ARGUMENT);
}

TEST(unit_mean_is_one_value_however_it_is_split)
{
	cl_env *env = test_env();
	cl_unit_mean whole = {0, 0, 0};
	cl_unit_mean parts[3] = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}};
	cl_unit_mean bad;
	cl_caseload_unit a, b;

	for (int i = 0; i < 1000; i++)
	{
		cl_unit_mean one = {CL_HOURS, 1, (int64_t) test_random(2000) - 1000};

		CHECK(cl_unit_mean_merge(env, &whole, &one));
		CHECK(cl_unit_mean_merge(env, &parts[test_random(2)], &one));
	}
	for (int i = 1; i < 3; i++) /* the last part is empty */
		CHECK(cl_unit_mean_merge(env, &parts[0], &parts[i]));
	CHECK(memcmp(&whole, &parts[0], sizeof(whole)) == 0);
	CHECK(cl_unit_mean_result(env, &whole, &a) && cl_unit_mean_result(env, &parts[0], &b) &&
		  a == b);

	whole = (cl_unit_mean){CL_HOURS, 2, -3};
	CHECK(cl_unit_mean_result(env, &whole, &a) && a == unit_of("-0.000002 hours"));
	bad = (cl_unit_mean){CL_DAYS, 1, 1};
	CHECK_FAILS(env, cl_unit_mean_merge(env, &whole, &bad), CL_BAD_ARGUMENT);
	bad = (cl_unit_mean){CL_HOURS, INT64_MAX, 0};
	CHECK(cl_unit_mean_check(env, &bad));
	CHECK_FAILS(env, cl_unit_mean_merge(env, &whole, &bad), CL_OUT_OF_RANGE);
	bad = (cl_unit_mean){CL_HOURS, 300, INT64_MAX};
	CHECK(cl_unit_mean_check(env, &bad));
	CHECK_FAILS(env, cl_unit_mean_merge(env, &bad, &(cl_unit_mean){CL_HOURS, 1, 1}),
				CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_unit_mean_check(env, &(cl_unit_mean){CL_HOURS, 0, 0}), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_unit_mean_check(env, &(cl_unit_mean){0, 0, 1}), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_unit_mean_check(env, &(cl_unit_mean){0, 1, 1}), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_unit_mean_check(env, &(cl_unit_mean){99, 1, 1}), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_unit_mean_check(env, &(cl_unit_mean){CL_HOURS, -1, 1}), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_unit_mean_check(env, &(cl_unit_mean){CL_HOURS, 1, CL_UNIT_MOST + 1}),
				CL_BAD_ARGUMENT);
}
