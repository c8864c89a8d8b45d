/* Values as a damaged file holds them: refused, or what the constructor makes, byte by byte. */
#include "check.h"

#include "core/load_series.h"
#include "core/measure.h"
#include "core/pay_scale.h"
#include "core/salary_schedule.h"
#include "core/stipend_band.h"
#include "core/words.h"

#include <stdlib.h>

static const char SCALE[] = "1-2: $10 each, 3-5: 2% all, 6+: $15 flat per semester max $40 per day";
static const char SERIES[] =
	"24 students from 2025-08-18, 26 from 2025-09-03, 0 from 2025-09-10 on "
	"{[2025-08-18,2025-08-30),[2025-09-01,2025-12-20)}";
static const char GRID[] = "step(2)\tV\tMA+30(36)\n1\t50000\t60000.5\n12\t60000\t-\n12L\t1\t80000";

/* A copy of exactly this size: a read past its end is seen. */
static void *
copy_of(const void *value, size_t size)
{
	void *copy = malloc(size);

	memcpy(copy, value, size);
	return copy;
}

static bool
scale_is_good(const void *stored, size_t size)
{
	cl_env *env = test_env();
	cl_pay_scale *back;
	cl_buffer buffer;

	if (!cl_pay_scale_check(env, stored, size))
	{
		CHECK(env->error.code == CL_BAD_BINARY);
		return false;
	}
	cl_buffer_init(&buffer, env);
	cl_pay_scale_write(stored, &buffer);
	back = cl_pay_scale_receive(env, (const uint8_t *) buffer.data, buffer.length);
	CHECK(back && memcmp((const char *) back + 4, (const char *) stored + 4, size - 4) == 0);
	cl_buffer_free(&buffer);
	free(back);
	return true;
}

static bool
series_is_good(const void *stored, size_t size)
{
	cl_env *env = test_env();
	const cl_load_series *series = stored;
	cl_load_series *back;
	cl_buffer buffer;

	if (!cl_series_check(env, series, size))
	{
		CHECK(env->error.code == CL_BAD_BINARY);
		return false;
	}
	if (!series->finished)
	{
		free(cl_series_finish(env, series));
		return true;
	}
	cl_buffer_init(&buffer, env);
	cl_series_write(series, &buffer);
	back = cl_series_receive(env, (const uint8_t *) buffer.data, buffer.length);
	CHECK(back && memcmp((const char *) back + 4, (const char *) stored + 4, size - 4) == 0);
	cl_buffer_free(&buffer);
	free(back);
	return true;
}

static bool
band_is_good(const void *stored, size_t size)
{
	cl_env *env = test_env();
	cl_buffer buffer;

	if (!cl_stipend_band_check(env, stored))
	{
		CHECK(env->error.code == CL_BAD_BINARY);
		return false;
	}
	cl_buffer_init(&buffer, env);
	cl_stipend_band_print(stored, &buffer);
	CHECK(!buffer.failed);
	cl_buffer_free(&buffer);
	return true;
}

/* Each byte but the server's word in front, with each of its bits turned over. How many are left
 * that are good. */
static int
good_after_one_bit(const void *value, size_t size, size_t from,
				   bool (*is_good)(const void *, size_t))
{
	uint8_t *bytes = copy_of(value, size);
	int good = 0;

	CHECK(is_good(bytes, size));
	for (size_t i = from; i < size; i++)
		for (int bit = 0; bit < 8; bit++)
		{
			bytes[i] ^= (uint8_t) (1 << bit);
			good += is_good(bytes, size);
			bytes[i] ^= (uint8_t) (1 << bit);
		}
	free(bytes);
	return good;
}

TEST(stored_scale_is_checked)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = cl_pay_scale_parse(env, SCALE, strlen(SCALE));
	size_t size = cl_pay_scale_size(scale);
	uint8_t *bytes;
	int good = good_after_one_bit(scale, size, 4, scale_is_good);

	/* another amount or end is another scale; of more than half of the bits none is */
	CHECK(good > 0 && good < (int) size * 4);
	CHECK(!cl_pay_scale_check(env, scale, size - 1) && !cl_pay_scale_check(env, scale, size + 1));

	/* more bounds than there is room for where they are copied to */
	bytes = malloc(size + 250 * sizeof(cl_pay_bound));
	memset(bytes, 0, size + 250 * sizeof(cl_pay_bound));
	memcpy(bytes, scale, size);
	((cl_pay_scale *) bytes)->bound_count = 251;
	CHECK(!cl_pay_scale_check(env, (cl_pay_scale *) bytes, size + 250 * sizeof(cl_pay_bound)));
	free(bytes);
	free(scale);
}

/* Where a tier ends is reckoned from the next one, which may begin anywhere: it may not trap. */
TEST(stored_scale_has_a_next_tier_before_all_numbers)
{
	cl_env *env = test_env();
	const char *text = "1+: $1 each, 3+: $2 each";
	cl_pay_scale *scale = cl_pay_scale_parse(env, text, strlen(text));

	((cl_pay_tier *) cl_pay_tiers(scale))[1].from = INT32_MIN;
	CHECK(!cl_pay_scale_check(env, scale, cl_pay_scale_size(scale)));
	CHECK(strstr(env->error.message, "a range lies between 0 and 999999"));
	free(scale);
}

TEST(stored_series_is_checked)
{
	cl_env *env = test_env();
	cl_load_series *series = cl_series_parse(env, SERIES, strlen(SERIES));
	cl_load_series *state = cl_series_copy(env, series, 6);
	size_t size = cl_series_size(series);
	size_t state_size = cl_series_size(state);
	int good = good_after_one_bit(series, size, 4, series_is_good);

	CHECK(good > 0 && good < (int) size * 4);
	CHECK(good_after_one_bit(state, state_size, 4, series_is_good) > 0);
	CHECK(!cl_series_check(env, series, 4) && !cl_series_check(env, series, size - 1));
	/* sizes whose sum comes round to the right one */
	series->changes = UINT32_C(1) << 28;
	CHECK(!cl_series_check(env, series, size));
	state->room = UINT32_MAX;
	CHECK(!cl_series_check(env, state, state_size));
	state->room = 6;
	state->key_size = UINT32_MAX;
	CHECK(!cl_series_check(env, state, state_size));
	free(state);
	free(series);
}

/* What a state may be added to or finished from becomes a series that is one. */
TEST(stored_state_counts_days_of_a_series)
{
	cl_env *env = test_env();
	cl_load_series *state = cl_series_blank(env, CL_STUDENTS, CL_DAY_LAST - 10, 128, 2, 0);
	cl_load_series *wide = cl_series_blank(env, CL_STUDENTS, 0, CL_SERIES_SPAN_MOST + 2, 0, 0);
	cl_load_series *done;

	/* room past the last of all days is no fault, a counted day there is */
	cl_state_days(state)[0] = UINT64_C(1) << 10;
	CHECK(cl_series_check(env, state, cl_series_size(state)));
	cl_state_days(state)[0] = UINT64_C(1) << 11;
	CHECK(!cl_series_check(env, state, cl_series_size(state)));
	CHECK(env->error.code == CL_BAD_BINARY);
	state->first = CL_DAY_FIRST - 11;
	CHECK(cl_series_check(env, state, cl_series_size(state)));
	state->first--;
	CHECK(!cl_series_check(env, state, cl_series_size(state)));

	/* nor is a load that nobody knows the measure of */
	state->first = 0;
	CHECK(cl_state_change(state, 11, 5));
	CHECK(cl_series_check(env, state, cl_series_size(state)));
	state->measure = CL_NO_MEASURE;
	CHECK(!cl_series_check(env, state, cl_series_size(state)));

	/* 200 years in a row, and a day more */
	cl_state_days(wide)[0] = 2;
	cl_state_days(wide)[CL_SERIES_SPAN_MOST / 64] = UINT64_C(1) << CL_SERIES_SPAN_MOST % 64;
	CHECK(cl_series_check(env, wide, cl_series_size(wide)));
	done = cl_series_finish(env, wide);
	CHECK(done && cl_series_check(env, done, cl_series_size(done)));
	cl_state_days(wide)[0] = 1;
	CHECK(!cl_series_check(env, wide, cl_series_size(wide)));
	free(done);
	free(wide);
	free(state);
}

TEST(stored_band_is_checked)
{
	cl_env *env = test_env();
	cl_stipend_band band;

	CHECK(cl_stipend_band_parse(env, "COMBO $600 per semester", 23, &band));
	CHECK(good_after_one_bit(&band, sizeof(band), 0, band_is_good) > 0);
}

/* Two that differ in what only a damaged file makes differ, their sizes, are told apart by it. */
TEST(stored_schedules_of_other_sizes_compare)
{
	cl_env *env = test_env();
	cl_salary_schedule *a = cl_schedule_parse(env, GRID, strlen(GRID));
	size_t size = cl_schedule_size(a);
	cl_salary_schedule *b = copy_of(a, size);

	CHECK(cl_schedule_compare(a, b) == 0);
	b->cell_count = 0;
	CHECK(cl_schedule_compare(a, b) > 0 && cl_schedule_compare(b, a) < 0);
	CHECK(!cl_schedule_check(env, b, size));
	free(a);
	free(b);
}

TEST(stored_measure_that_is_none_has_no_words)
{
	cl_env *env = test_env();
	char said[CL_WORDS_SIZE];
	cl_words words;

	CHECK(cl_words_init(&words, env, "en", 2));
	for (int code = -1; code < 256; code++)
		CHECK(cl_words_counted(&words, 1000000, 6, code, said) ==
			  (cl_measure_name((cl_measure) code) != NULL));
	CHECK_FAILS(env, cl_words_period(&words, 200, 1, said), CL_BAD_ARGUMENT);
}
