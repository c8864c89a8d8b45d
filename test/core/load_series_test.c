#include "check.h"

#include "core/load_series.h"

#include <stdio.h>
#include <stdlib.h>

static cl_load_series *
read_series(const char *text)
{
	cl_load_series *series = cl_series_parse(test_env(), text, strlen(text));

	if (!series)
		test_failed(__FILE__, __LINE__, "%s: %s (%s)", text, test_env()->error.message,
					test_env()->error.detail);
	return series;
}

static void
check_print(int line, cl_load_series *series, const char *expected)
{
	cl_env *env = test_env();
	cl_buffer buffer;

	if (!series)
	{
		test_failed(__FILE__, line, "no series: %s", env->error.message);
		return;
	}
	cl_buffer_init(&buffer, env);
	cl_series_print(series, &buffer);
	if (strcmp(buffer.data, expected) != 0)
		test_failed(__FILE__, line, "\"%s\" is not \"%s\"", buffer.data, expected);
	cl_buffer_free(&buffer);
	free(series);
}

#define CHECK_PRINT(series, expected) check_print(__LINE__, series, expected)

TEST(days_are_those_of_the_calendar)
{
	int year, month, day;
	int32_t before = CL_DAY_FIRST - 1;

	CHECK(cl_day_of(2000, 1, 1) == 0 && cl_day_of(1, 1, 1) == CL_DAY_FIRST);
	CHECK(cl_day_of(9999, 12, 31) == CL_DAY_LAST);
	CHECK(cl_day_isodow(0) == 6 && cl_day_isodow(-1) == 5 && cl_day_isodow(2) == 1);
	for (int y = 1; y <= 9999; y += y == 1600 ? 1 : 3)
		for (int m = 1; m <= 12; m++)
		{
			int32_t first = cl_day_of(y, m, 1);

			cl_day_split(first + cl_days_in_month(y, m) - 1, &year, &month, &day);
			CHECK(year == y && month == m && day == cl_days_in_month(y, m));
			cl_day_split(first, &year, &month, &day);
			CHECK(year == y && month == m && day == 1 && first > before);
			before = first;
		}
	CHECK(cl_days_in_month(1900, 2) == 28 && cl_days_in_month(2000, 2) == 29);
	CHECK_TEXT(cl_day_print(cl_day_of(2024, 2, 29)).text, "2024-02-29");
}

TEST(series_text_is_canonical)
{
	CHECK_PRINT(
		read_series("24students from 2019-08-14,26from2019-09-03 on{[2019-08-14,2019-09-10)}"),
		"24 students from 2019-08-14, 26 from 2019-09-03 on {[2019-08-14,2019-09-10)}");
	CHECK_PRINT(read_series("0 on {}"), "0 on {}");
	CHECK_PRINT(read_series("1 units on {[9999-12-31,10000-01-01)}"),
				"1 units from 9999-12-31 on {[9999-12-31,9999-12-31]}");
	CHECK_PRINT(read_series("3 IEPs on {(2019-08-14,2019-08-16]}"),
				"3 IEPs from 2019-08-15 on {[2019-08-15,2019-08-17)}");
}

/* A series as a plain array of days: the model that everything is held against. */
#define DAYS 200
#define FIRST 9000
typedef struct model
{
	bool counted[DAYS];
	int64_t load[DAYS];
} model;

static model
random_model(void)
{
	model m;
	int64_t load = 0;
	int density = (int) test_random(4);

	memset(&m, 0, sizeof(m));
	for (int i = 0; i < DAYS; i++)
	{
		m.counted[i] = density == 3 ? i > 20 && i % 7 < 5 : (int) test_random(4) <= density;
		if (test_random(10) == 0)
			load = (int64_t) test_random(9) * 500000 - 1500000;
		m.load[i] = m.counted[i] ? load : 0;
	}
	return m;
}

/* By ranges, as the aggregate does it: each day's load as a range of its own, in any order. */
static cl_load_series *
series_of(const model *m)
{
	cl_env *env = test_env();
	cl_run runs[DAYS];
	size_t count = 0;
	cl_load_series *state, *series;

	for (int i = 0; i < DAYS; i++)
		if (m->counted[i])
			runs[count++] = (cl_run){FIRST + i, FIRST + i + 1};
	CHECK(cl_runs_normalize(env, runs, &count));
	state = cl_series_start(env, CL_UNITS, runs, count, 2, 0);
	for (int i = 0; i < DAYS; i++)
	{
		int at = i * 77 % DAYS;

		if (!cl_state_has_room(state))
		{
			cl_load_series *wider = cl_series_copy(env, state, 2 * state->changes + 2);

			free(state);
			state = wider;
		}
		CHECK(cl_state_add_range(env, state, FIRST + at, FIRST + at + 1, m->load[at]));
	}
	series = cl_series_finish(env, state);
	free(state);
	return series;
}

static void
check_model(int line, cl_load_series *series, const model *wanted)
{
	cl_env *env = test_env();
	cl_buffer bytes;
	cl_load_series *back;

	if (!series)
	{
		test_failed(__FILE__, line, "no series: %s", env->error.message);
		return;
	}
	for (int i = -3; i < DAYS + 3; i++)
	{
		int64_t load = 0;
		bool counted = cl_series_load_on(series, FIRST + i, &load);
		bool should = i >= 0 && i < DAYS && wanted->counted[i];

		if (counted != should || (counted && load != wanted->load[i]))
		{
			test_failed(__FILE__, line, "day %d: %d %ld, not %d %ld", i, counted, (long) load,
						should, should ? (long) wanted->load[i] : 0L);
			break;
		}
	}
	/* canonical: what its bytes read as is the same again */
	cl_buffer_init(&bytes, env);
	cl_series_write(series, &bytes);
	back = cl_series_receive(env, (uint8_t *) bytes.data, bytes.length);
	if (!back || cl_series_compare(back, series) != 0)
		test_failed(__FILE__, line, "its bytes are not canonical");
	free(back);
	cl_buffer_free(&bytes);
	free(series);
}

#define CHECK_MODEL(series, model) check_model(__LINE__, series, model)

static int64_t
reckon(cl_series_way way, int64_t a, int64_t b)
{
	switch (way)
	{
		case CL_SERIES_ADD:
			return a + b;
		case CL_SERIES_SUBTRACT:
			return a - b;
		case CL_SERIES_LESSER:
			return a < b ? a : b;
		case CL_SERIES_GREATER:
			return a > b ? a : b;
		case CL_SERIES_OVERAGE:
			return a > b ? a - b : 0;
		case CL_SERIES_SHORTAGE:
			return b > a ? b - a : 0;
		case CL_SERIES_DURING:
			return b > 0 ? a : 0;
		default:
			return (int64_t) cl_divide_half_up((cl_int128) (b < 0 ? -a : a) * 100000000,
											   b < 0 ? -b : b);
	}
}

TEST(series_combine_day_by_day)
{
	cl_env *env = test_env();

	for (int round = 0; round < 300; round++)
	{
		model a = random_model();
		model b = random_model();
		cl_load_series *x = series_of(&a);
		cl_load_series *y = series_of(&b);
		cl_caseload_unit unit;

		cl_caseload_unit_make(env, CL_UNITS, 500000, &unit);
		for (int way = CL_SERIES_ADD; way <= CL_SERIES_DURING; way++)
		{
			model both = a;
			model fixed = a;

			for (int i = 0; i < DAYS; i++)
			{
				both.counted[i] =
					a.counted[i] && b.counted[i] && (way != CL_SERIES_DIVIDE || b.load[i] != 0);
				if (both.counted[i])
					both.load[i] = reckon((cl_series_way) way, a.load[i], b.load[i]);
				fixed.load[i] = reckon((cl_series_way) way, a.load[i], 500000);
			}
			CHECK_MODEL(cl_series_combine(env, (cl_series_way) way, x, y), &both);
			CHECK_MODEL(cl_series_combine_unit(env, (cl_series_way) way, x, unit), &fixed);
		}
		for (int way = 0; way < 2; way++)
		{
			model either = a;

			for (int i = 0; i < DAYS; i++)
			{
				either.counted[i] = a.counted[i] || b.counted[i];
				if (b.counted[i])
					either.load[i] = !a.counted[i] ? b.load[i]
									 : way		   ? reckon(CL_SERIES_GREATER, a.load[i], b.load[i])
												   : a.load[i] + b.load[i];
			}
			CHECK_MODEL(cl_series_union(env, way ? CL_SERIES_GREATER : CL_SERIES_ADD, x, y),
						&either);
		}
		CHECK_MODEL(series_of(&a), &a);
		free(x);
		free(y);
	}
}

TEST(series_from_snapshots_in_any_order)
{
	cl_env *env = test_env();

	for (int round = 0; round < 200; round++)
	{
		model m = random_model();
		cl_load_series *state = NULL;
		int step = (int[]){1, 199, 77, 13}[round % 4];

		for (int i = 0; i < DAYS; i++)
		{
			int at = i * step % DAYS;
			cl_load_series *next;

			if (!m.counted[at])
				continue;
			next = cl_state_add_day(env, state, CL_UNITS, FIRST + at, m.load[at]);
			if (next != state)
				free(state);
			state = next;
		}
		if (state)
			CHECK_MODEL(cl_series_finish(env, state), &m);
		free(state);
	}
}

TEST(series_days_are_counted_and_found)
{
	for (int round = 0; round < 100; round++)
	{
		model m = random_model();
		cl_load_series *s = series_of(&m);
		int64_t shift = s->span ? s->first - FIRST : 0;

		for (int k = 0; k < 50 && s->span; k++)
		{
			int from = (int) test_random(DAYS);
			int to = (int) test_random(DAYS + 1);
			int count = 0;
			int next = -1;
			int last = -1;

			for (int i = from; i < DAYS; i++)
			{
				if (!m.counted[i])
					continue;
				next = next < 0 ? i : next;
				count += i < to;
			}
			for (int i = 0; i < to; i++)
				last = m.counted[i] ? i : last;
			if (from < shift)
				continue;
			CHECK(cl_series_count(s, from - shift, to - shift) == count);
			CHECK(cl_series_next_counted(s, from - shift) == (next < 0 ? s->span : next - shift));
			CHECK(cl_series_last_counted(s, to - shift) == (last < 0 ? -1 : last - shift));
		}
		if (s->span)
		{
			int64_t at = -1;

			for (int64_t n = 1; n <= cl_series_count(s, 0, s->span) + 2; n++)
			{
				at = at < s->span ? cl_series_next_counted(s, at + 1) : at;
				CHECK(cl_series_nth_counted(s, 0, n) == at);
			}
		}
		free(s);
	}
}

TEST(series_binary_is_checked_bit_by_bit)
{
	cl_env *env = test_env();
	cl_load_series *s =
		read_series("2.5 units from 2000-01-02, 3 from 2000-03-01, 0 from 2000-03-05 on "
					"{[2000-01-01,2000-01-03),[2000-02-09,2000-03-10)}");
	cl_buffer bytes;

	cl_buffer_init(&bytes, env);
	cl_series_write(s, &bytes);
	for (size_t i = 0; i < bytes.length * 8; i++)
	{
		cl_load_series *back;

		bytes.data[i / 8] ^= (char) (1 << i % 8);
		back = cl_series_receive(env, (uint8_t *) bytes.data, bytes.length);
		if (back)
		{
			cl_buffer again;

			/* another series in its canonical form */
			cl_buffer_init(&again, env);
			cl_series_write(back, &again);
			CHECK(again.length == bytes.length &&
				  memcmp(again.data, bytes.data, bytes.length) == 0);
			CHECK(cl_series_compare(s, back) != 0);
			cl_buffer_free(&again);
			free(back);
		}
		else
			CHECK(env->error.code == CL_BAD_BINARY);
		bytes.data[i / 8] ^= (char) (1 << i % 8);
	}
	for (size_t length = 0; length < bytes.length; length++)
		CHECK_FAILS(env, cl_series_receive(env, (uint8_t *) bytes.data, length), CL_BAD_BINARY);
	cl_buffer_free(&bytes);
	free(s);
}

/* Memory that ends after so many pieces: everything gives up in order, and nothing is lost. */
static int pieces;

static void *
scarce(void *owner, size_t size)
{
	return pieces-- > 0 ? malloc(size ? size : 1) : NULL;
}

TEST(series_survives_without_memory)
{
	static const char text[] = "2 units from 2000-01-02, 0 from 2000-01-05, 3 from 2000-01-09 on "
							   "{[2000-01-01,2000-01-03),[2000-01-04,2000-02-10)}";
	cl_env env = *test_env();
	cl_load_series *other = read_series("1 units from 2000-01-03 on {[2000-01-01,2000-01-30)}");
	cl_run runs[] = {{0, 5}, {9, 20}};
	int enough = 0;

	env.allocate = scarce;
	for (int most = 0; most < 40; most++)
	{
		cl_load_series *s;
		cl_load_series *made[9] = {NULL};
		cl_caseload_unit least;

		cl_caseload_unit_make(test_env(), CL_DAYS, 2000000, &least);
		pieces = most;
		s = cl_series_parse(&env, text, strlen(text));
		if (!s)
		{
			CHECK(env.error.code == CL_NO_MEMORY);
			continue;
		}
		made[0] = cl_series_combine(&env, CL_SERIES_DIVIDE, s, other);
		made[1] = cl_series_union(&env, CL_SERIES_ADD, s, other);
		made[2] = cl_series_points(&env, CL_SERIES_MEAN, s, runs, 2);
		made[3] = cl_series_lasting(&env, s, least, runs, 2, true);
		made[4] = cl_series_standing_on(&env, s, runs, 2, NULL, 0);
		made[5] = cl_series_on_days(&env, s, runs, 2);
		made[6] = cl_series_held(&env, s, runs, 2);
		made[7] = cl_series_between(&env, s, 1000000, 2000000);
		made[8] = cl_series_lasting_runs(&env, s, least, false, runs, 2);
		for (int i = 0; i < 9; i++)
		{
			enough += made[i] != NULL;
			if (!made[i])
				CHECK(env.error.code == CL_NO_MEMORY);
			free(made[i]);
		}
		free(s);
	}
	CHECK(enough > 6);
	free(other);
}
