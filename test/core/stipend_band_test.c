#include "check.h"

#include "core/hash.h"
#include "core/stipend_band.h"

#include <stdio.h>

static const char *
reprint(const char *input)
{
	static char out[160];
	cl_env *env = test_env();
	cl_stipend_band band;
	cl_buffer buffer;

	if (!cl_stipend_band_parse(env, input, strlen(input), &band))
		return env->error.detail[0] ? env->error.detail : env->error.message;
	cl_buffer_init(&buffer, env);
	cl_stipend_band_print(&band, &buffer);
	snprintf(out, sizeof(out), "%s", buffer.data);
	cl_buffer_free(&buffer);
	return out;
}

static cl_stipend_band
band_of(const char *text)
{
	cl_env *env = test_env();
	cl_stipend_band band;

	memset(&band, 0, sizeof(band));
	if (!cl_stipend_band_parse(env, text, strlen(text), &band))
		test_failed(__FILE__, __LINE__, "\"%s\": %s", text, env->error.message);
	return band;
}

TEST(band_reads_what_people_write)
{
	CHECK_TEXT(reprint("C 4%"), "C 4%");
	CHECK_TEXT(reprint(" aa\t12 % "), "AA 12%");
	CHECK_TEXT(reprint("COMBO $600 per semester"), "COMBO $600 per semester");
	CHECK_TEXT(reprint("combo$600perSemesters"), "COMBO $600 per semester");
	CHECK_TEXT(reprint("CLIMATE $1800"), "CLIMATE $1800");
	CHECK_TEXT(reprint("CLIMATE $ 1,800 per year"), "CLIMATE $1800");
	CHECK_TEXT(reprint("CLIMATE $1 800"), "CLIMATE $1800");
	CHECK_TEXT(reprint("C $600.50 per period"), "C $600.50 per period");
	CHECK_TEXT(reprint("C $600.5"), "C $600.50");
	CHECK_TEXT(reprint("C $600.12340000"), "C $600.1234");
	CHECK_TEXT(reprint("C 4.50% per month"), "C 4.5% per month");
	CHECK_TEXT(reprint("C $0"), "C $0");
	CHECK_TEXT(reprint("C .5%"), "C 0.5%");
	CHECK_TEXT(reprint("A+B/C.01 $1"), "A+B/C.01 $1");
	CHECK_TEXT(reprint("12 4%"), "12 4%");
	CHECK_TEXT(reprint("ABCDEFGHIJKL $99,999,999,999,999.9999"),
			   "ABCDEFGHIJKL $99999999999999.9999");
	CHECK_TEXT(reprint("\xEF\xBC\xA3\xC2\xA0\xEF\xBC\x94\xEF\xBC\x85"), "C 4%"); /* wide */
}

TEST(band_refuses)
{
	cl_env *env = test_env();
	cl_stipend_band band;

#define REFUSED(text, code)                                                                        \
	CHECK_FAILS(env, cl_stipend_band_parse(env, text, strlen(text), &band), code)
	REFUSED("", CL_BAD_TEXT);
	REFUSED("C", CL_BAD_TEXT);
	REFUSED("C $", CL_BAD_TEXT);
	REFUSED("C 4", CL_BAD_TEXT);
	REFUSED("4%", CL_BAD_TEXT);
	REFUSED("$4", CL_BAD_TEXT);
	REFUSED("C4%", CL_BAD_TEXT);
	REFUSED("C $4%", CL_BAD_TEXT);
	REFUSED("C-D $4", CL_BAD_TEXT);
	REFUSED("C -4%", CL_BAD_TEXT);
	REFUSED("C $-4", CL_BAD_TEXT);
	REFUSED("A B $4", CL_BAD_TEXT);
	REFUSED("C $4 each", CL_BAD_TEXT);
	REFUSED("C $4 per", CL_BAD_TEXT);
	REFUSED("C $4 per decade", CL_BAD_TEXT);
	REFUSED("C $4 per year 2", CL_BAD_TEXT);
	REFUSED("C $4.00001", CL_BAD_TEXT);
	REFUSED("C 4\xC2\xB9%", CL_BAD_TEXT); /* footnote mark */
	REFUSED("ABCDEFGHIJKLM $4", CL_BAD_TEXT);
	REFUSED("C $100000000000000", CL_OUT_OF_RANGE);
	REFUSED("C $99999999999999999999999999999999999999999", CL_OUT_OF_RANGE);
	CHECK_TEXT(reprint("C $4 per decade"),
			   "At character 10 of \"C $4 per decade\": \"decade\" is no period.");
}

TEST(band_order_is_kind_worth_label_period)
{
	/* a year is the last of the periods */
	static const char *const sorted[] = {
		"Z 0%",	  "C 4% per day", "C 4%",	"AA 12%",	   "A $600 per count", "A $600 per day",
		"A $600", "AA $600",	  "B $600", "A $600.0001", "A $99999999999999"};
	int count = sizeof(sorted) / sizeof(sorted[0]);

	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++)
		{
			cl_stipend_band a = band_of(sorted[i]);
			cl_stipend_band b = band_of(sorted[j]);
			int order = cl_stipend_band_compare(&a, &b);

			if ((order > 0) - (order < 0) != (i > j) - (i < j))
				test_failed(__FILE__, __LINE__, "%s against %s: %d", sorted[i], sorted[j], order);
			CHECK((order == 0) == (cl_hash(&a, sizeof(a), 0) == cl_hash(&b, sizeof(b), 0)));
		}
}

TEST(band_binary_is_checked_bit_by_bit)
{
	cl_env *env = test_env();
	cl_stipend_band band = band_of("COMBO $600.50 per semester");
	cl_stipend_band back, bent;
	int refused = 0;

	CHECK(sizeof(band) == 24);
	CHECK(cl_stipend_band_receive(env, (const uint8_t *) &band, sizeof(band), &back));
	CHECK(memcmp(&band, &back, sizeof(band)) == 0);
	CHECK_FAILS(env, cl_stipend_band_receive(env, (const uint8_t *) &band, 23, &back),
				CL_BAD_BINARY);
	for (int byte = 0; byte < (int) sizeof(band); byte++)
		for (int bit = 0; bit < 8; bit++)
		{
			bent = band;
			((uint8_t *) &bent)[byte] ^= (uint8_t) (1 << bit);
			/* what is still taken is another value in its canonical form */
			if (cl_stipend_band_receive(env, (const uint8_t *) &bent, sizeof(bent), &back))
				CHECK(memcmp(&bent, &back, sizeof(bent)) == 0 &&
					  cl_stipend_band_compare(&band, &back) != 0);
			else
			{
				CHECK(env->error.code == CL_BAD_BINARY);
				refused++;
			}
		}
	CHECK(refused > 80);
}

TEST(band_prints_what_it_reads)
{
	for (int i = 0; i < 5000; i++)
	{
		static const char letters[] = "ABCXYZ019+./";
		cl_env *env = test_env();
		char label[CL_LABEL_LENGTH];
		size_t length = 1 + test_random(CL_LABEL_LENGTH);
		cl_stipend_band band, back;
		cl_buffer buffer;

		for (size_t at = 0; at < length; at++)
			label[at] = letters[test_random(sizeof(letters) - 1)];
		CHECK(cl_stipend_band_make(env, label, length, (cl_band_kind) (1 + test_random(2)),
								   (cl_int128) test_random(UINT64_C(1000000000000000000)),
								   (cl_period) (1 + test_random(CL_PERIOD_LAST)), &band));
		cl_buffer_init(&buffer, env);
		cl_stipend_band_print(&band, &buffer);
		if (!cl_stipend_band_parse(env, buffer.data, buffer.length, &back) ||
			memcmp(&band, &back, sizeof(band)) != 0)
			test_failed(__FILE__, __LINE__, "\"%s\" does not read back", buffer.data);
		cl_buffer_free(&buffer);
	}
}
