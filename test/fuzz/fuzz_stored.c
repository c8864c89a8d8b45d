/*
 * Bytes as a table's file may hold them, whole types at a time: they are refused, or are what the
 * constructor makes, so that they go out and come back the same. Steps and quantities are taken as
 * they are, whatever bits they have: nothing that is done with them may trap.
 */
#include "input.h"

#include "core/explain.h"
#include "core/hash.h"
#include "core/load_series.h"
#include "core/salary_schedule_draft.h"
#include "core/stipend_band.h"

static const char GRID[] =
	"step\tV\tMA+30\n1\t$50,000\t$60,000\n2\t$51,000\t-\n12L\t$70,000\t$80,000";

/* Apart from the server's word in front. */
static void
check_same(const void *stored, const void *back, size_t size, size_t back_size)
{
	FUZZ_CHECK(size == back_size &&
			   memcmp((const char *) stored + 4, (const char *) back + 4, size - 4) == 0);
}

static void
look_at_scale(cl_env *env, const cl_pay_scale *scale, size_t size)
{
	cl_int128 base = cl_power_of_ten(13);
	cl_int128 amount;
	cl_pay_scale *back;
	cl_buffer buffer;

	if (!cl_pay_scale_check(env, scale, size))
	{
		FUZZ_CHECK(env->error.code == CL_BAD_BINARY);
		return;
	}
	cl_buffer_init(&buffer, env);
	cl_pay_scale_write(scale, &buffer);
	back = cl_pay_scale_receive(env, (const uint8_t *) buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_pay_scale_compare(scale, back) == 0);
	check_same(scale, back, size, cl_pay_scale_size(back));
	buffer.length = 0;
	cl_pay_scale_print(scale, &buffer);
	FUZZ_CHECK(!buffer.failed && buffer.length > 0);
	cl_buffer_free(&buffer);
	free(back);
	back = cl_pay_scale_raise(env, scale, 1035, 3);
	free(back);
	cl_pay(env, scale, 2500000, &base, &amount);
}

/* A state that is finished has what its changes add up to, or a load is past a quantity. */
static void
look_at_state(cl_env *env, const cl_load_series *state)
{
	cl_load_series *done = cl_series_finish(env, state);
	cl_load_series *more = cl_series_copy(env, state, state->changes + 2);

	FUZZ_CHECK(done || env->error.code == CL_OUT_OF_RANGE);
	FUZZ_CHECK(!done || cl_series_check(env, done, cl_series_size(done)));
	FUZZ_CHECK(more && cl_series_check(env, more, cl_series_size(more)));
	cl_state_add_range(env, more, more->first + 1, more->first + 40, CL_UNIT_MOST);
	cl_state_add_series(env, more, state);
	free(more);
	free(done);
}

static void
look_at_series(cl_env *env, const cl_load_series *series, size_t size)
{
	cl_run runs[] = {{9361, 9400}, {9402, CL_DAY_AFTER_ALL}};
	cl_load_series *back;
	cl_buffer buffer;

	if (!cl_series_check(env, series, size))
	{
		FUZZ_CHECK(env->error.code == CL_BAD_BINARY);
		return;
	}
	if (!series->finished)
	{
		look_at_state(env, series);
		return;
	}
	cl_buffer_init(&buffer, env);
	cl_series_write(series, &buffer);
	back = cl_series_receive(env, (const uint8_t *) buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_series_compare(series, back) == 0);
	check_same(series, back, size, cl_series_size(back));
	buffer.length = 0;
	cl_series_print(series, &buffer);
	cl_buffer_free(&buffer);
	for (int way = CL_SERIES_ADD; way <= CL_SERIES_DURING; way++)
		free(cl_series_combine(env, (cl_series_way) way, series, back));
	free(cl_series_points(env, CL_SERIES_MEAN, series, runs, 2));
	free(back);
}

static void
look_at_schedule(cl_env *env, const cl_salary_schedule *schedule, size_t size)
{
	cl_salary_schedule *back;
	cl_salary_step step;
	cl_buffer buffer;

	if (!cl_schedule_check(env, schedule, size))
	{
		FUZZ_CHECK(env->error.code == CL_BAD_BINARY);
		return;
	}
	cl_buffer_init(&buffer, env);
	cl_schedule_write(schedule, &buffer);
	back = cl_schedule_receive(env, (const uint8_t *) buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_schedule_compare(schedule, back) == 0);
	check_same(schedule, back, cl_schedule_size(schedule), cl_schedule_size(back));
	buffer.length = 0;
	cl_schedule_print(schedule, &buffer);
	FUZZ_CHECK(!buffer.failed);
	cl_buffer_free(&buffer);
	memset(&step, 0, sizeof(step));
	memcpy(step.lane, schedule->lanes[0].name, CL_LANE_LENGTH);
	for (int half_step = 0; half_step < 256; half_step += 15)
	{
		step.half_steps = (uint8_t) half_step;
		FUZZ_CHECK(cl_schedule_find(schedule, &step) < (int64_t) schedule->cell_count);
	}
	free(back);
}

static void
look_at_band(cl_env *env, const cl_stipend_band *band)
{
	cl_stipend_band back;
	cl_buffer buffer;
	bool good = cl_stipend_band_check(env, band);

	FUZZ_CHECK(good == cl_stipend_band_receive(env, (const uint8_t *) band, sizeof(*band), &back));
	if (!good)
	{
		FUZZ_CHECK(env->error.code == CL_BAD_BINARY);
		return;
	}
	cl_buffer_init(&buffer, env);
	cl_stipend_band_print(band, &buffer);
	FUZZ_CHECK(cl_stipend_band_parse(env, buffer.data, buffer.length, &back));
	FUZZ_CHECK(memcmp(band, &back, sizeof(back)) == 0);
	cl_buffer_free(&buffer);
}

/* Two steps, whatever they are. */
static void
look_at_steps(cl_env *env, const cl_salary_step *steps)
{
	cl_salary_schedule *grid = cl_schedule_parse(env, GRID, sizeof(GRID) - 1);
	cl_salary_step moved;
	cl_buffer buffer;
	int64_t cell;

	FUZZ_CHECK(grid && cl_salary_step_compare(steps, steps) == 0);
	FUZZ_CHECK(
		cl_salary_step_compare(steps, steps + 1) * cl_salary_step_compare(steps + 1, steps) <= 0);
	cl_buffer_init(&buffer, env);
	cl_salary_step_print(steps, &buffer);
	cl_buffer_free(&buffer);
	cl_salary_step_move(env, steps, INT64_MAX, 9, &moved);
	cl_salary_step_move(env, steps, -500000000, 9, &moved);
	cell = cl_schedule_find(grid, steps);
	FUZZ_CHECK(cell < grid->cell_count);
	if (cell < 0)
		FUZZ_CHECK(!cl_schedule_not_found(env, grid, steps) && env->error.message[0]);
	free(grid);
}

static void
look_at_units(cl_env *env, cl_caseload_unit a, cl_caseload_unit b)
{
	char said[CL_WORDS_SIZE];
	cl_caseload_unit made;
	cl_words words;
	cl_buffer buffer;
	int order;

	FUZZ_CHECK(cl_caseload_unit_compare(a, b) == -cl_caseload_unit_compare(b, a));
	FUZZ_CHECK((a == b) == (cl_caseload_unit_compare(a, b) == 0));
	cl_buffer_init(&buffer, env);
	cl_caseload_unit_print(a, &buffer);
	cl_buffer_free(&buffer);
	cl_caseload_unit_order(env, a, b, &order);
	cl_caseload_unit_add(env, a, b, &made);
	cl_caseload_unit_subtract(env, a, b, &made);
	cl_caseload_unit_overage(env, a, b, &made);
	for (int digits = CL_LEAST_DIGITS; digits <= CL_UNIT_PLACES; digits++)
		cl_caseload_unit_round(env, a, digits, CL_ROUND_NEAREST, &made);
	FUZZ_CHECK(cl_words_init(&words, env, "es", 2));
	FUZZ_CHECK(cl_words_counted(&words, cl_caseload_unit_quantity(a), CL_UNIT_PLACES,
								cl_caseload_unit_measure(a),
								said) == (cl_measure_name(cl_caseload_unit_measure(a)) != NULL));
}

FUZZ(stored)
{
	fuzz_input input = {data, size};
	int type = fuzz_byte(&input) % 6;
	cl_env *env = fuzz_env();
	/* a piece of memory of its own, aligned as the server's is, whose end is seen */
	void *bytes = malloc(input.left ? input.left : 1);

	memcpy(bytes, input.at, input.left);
	switch (type)
	{
		case 0:
			look_at_scale(env, bytes, input.left);
			break;
		case 1:
			look_at_series(env, bytes, input.left);
			break;
		case 2:
			look_at_schedule(env, bytes, input.left);
			break;
		case 3:
			if (input.left == sizeof(cl_stipend_band))
				look_at_band(env, bytes);
			break;
		case 4:
			if (input.left == 2 * sizeof(cl_salary_step))
				look_at_steps(env, bytes);
			break;
		default:
			if (input.left == 2 * sizeof(cl_caseload_unit))
				look_at_units(env, ((cl_caseload_unit *) bytes)[0],
							  ((cl_caseload_unit *) bytes)[1]);
	}
	free(bytes);
}
