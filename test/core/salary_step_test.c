#include "check.h"

#include "core/hash.h"
#include "core/salary_step.h"

#include <stdio.h>

static const char *
reprint(const char *input)
{
	static char out[64];
	cl_env *env = test_env();
	cl_salary_step step;
	cl_buffer buffer;

	if (!cl_salary_step_parse(env, input, strlen(input), &step))
		return env->error.message;
	cl_buffer_init(&buffer, env);
	cl_salary_step_print(&step, &buffer);
	snprintf(out, sizeof(out), "%s", buffer.data);
	cl_buffer_free(&buffer);
	return out;
}

TEST(salary_step_reads_what_people_write)
{
	CHECK_TEXT(reprint("V-14"), "V-14");
	CHECK_TEXT(reprint(" v - 14 "), "V-14");
	CHECK_TEXT(reprint("ma+09-7.50"), "MA+9-7.5");
	CHECK_TEXT(reprint("MA+00-0"), "MA+0-0");
	CHECK_TEXT(reprint("MA+100-0"), "MA+100-0");
	CHECK_TEXT(reprint("01.05-3"), "1.05-3"); /* 1.05 is not 1.5 */
	CHECK_TEXT(reprint("\xE2\x85\xA4\xEF\xBC\x8D\xEF\xBC\x91\xEF\xBC\x94"), "V-14"); /* wide */
	CHECK_TEXT(reprint("20\xE2\x80\x93"
					   "3"),
			   "20-3"); /* en dash */
}

TEST(salary_step_refuses)
{
	cl_env *env = test_env();
	cl_salary_step step;

#define REFUSED(text, code)                                                                        \
	CHECK_FAILS(env, cl_salary_step_parse(env, text, strlen(text), &step), code)
	REFUSED("", CL_BAD_TEXT);
	REFUSED("V", CL_BAD_TEXT);
	REFUSED("-3", CL_BAD_TEXT);
	REFUSED("V-", CL_BAD_TEXT);
	REFUSED("V-1\xE2\x81\xB4", CL_BAD_TEXT); /* superscript four */
	REFUSED("ABCDEFGHIJKLM-1", CL_BAD_TEXT);
	REFUSED("V-99.5", CL_OUT_OF_RANGE);
	REFUSED("V-100", CL_OUT_OF_RANGE);
	REFUSED("V-99999999999999999999999999", CL_OUT_OF_RANGE);
	REFUSED("V-1.25", CL_BAD_ARGUMENT);
}

TEST(salary_step_order_is_total_and_hashes_agree)
{
	static const char *const sorted[] = {
		"I-1",	 "II-1",   "IV-1",	 "V-1",	   "V-1.5",	  "V-2",	 "IX-1",  "XXXIX-1",
		"1.5-1", "1.05-1", "1.06-1", "1.50-1", "1.051-1", "2-1",	 "9-1",	  "20-1",
		"A-1",	 "B-1",	   "IIII-1", "MA-1",   "MA+9-1",  "MA+15-1", "MAA-1", "XL-1"};
	int count = sizeof(sorted) / sizeof(sorted[0]);
	cl_env *env = test_env();
	cl_salary_step a, b;

	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++)
		{
			int order;

			CHECK(cl_salary_step_parse(env, sorted[i], strlen(sorted[i]), &a));
			CHECK(cl_salary_step_parse(env, sorted[j], strlen(sorted[j]), &b));
			order = cl_salary_step_compare(&a, &b);
			if ((order > 0) - (order < 0) != (i > j) - (i < j))
				test_failed(__FILE__, __LINE__, "%s against %s: %d", sorted[i], sorted[j], order);
			CHECK((order == 0) == (cl_hash(&a, sizeof(a), 0) == cl_hash(&b, sizeof(b), 0)));
		}
}

TEST(salary_step_binary_is_checked_bit_by_bit)
{
	cl_env *env = test_env();
	cl_salary_step step, back, bent;

	CHECK(cl_salary_step_parse(env, "MA+15-7.5", 9, &step));
	CHECK(cl_salary_step_receive(env, (const uint8_t *) &step, sizeof(step), &back));
	CHECK(memcmp(&step, &back, sizeof(step)) == 0);
	CHECK_FAILS(env, cl_salary_step_receive(env, (const uint8_t *) &step, 15, &back),
				CL_BAD_BINARY);
	for (int byte = 0; byte < (int) sizeof(step); byte++)
		for (int bit = 0; bit < 8; bit++)
		{
			bent = step;
			((uint8_t *) &bent)[byte] ^= (uint8_t) (1 << bit);
			/* what is still taken is another value in its canonical form */
			if (cl_salary_step_receive(env, (const uint8_t *) &bent, sizeof(bent), &back))
				CHECK(memcmp(&bent, &back, sizeof(bent)) == 0 &&
					  cl_salary_step_compare(&step, &back) != 0);
		}
}

TEST(salary_step_moves)
{
	cl_env *env = test_env();
	cl_salary_step step, moved;

	CHECK(cl_salary_step_parse(env, "V-14", 4, &step));
	CHECK(cl_salary_step_move(env, &step, 5, 1, &moved) && moved.half_steps == 29);
	CHECK(cl_salary_step_move(env, &step, -14, 0, &moved) && moved.half_steps == 0);
	CHECK_FAILS(env, cl_salary_step_move(env, &step, -15, 0, &moved), CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_salary_step_move(env, &step, CL_INT128_MAX, 9, &moved), CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_salary_step_move(env, &step, 1, 1, &moved), CL_BAD_ARGUMENT);
}
