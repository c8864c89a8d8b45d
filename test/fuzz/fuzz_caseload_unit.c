/* Whatever is read prints to a text that reads back the same; bytes are refused or canonical. */
#include "input.h"

#include "core/caseload_unit.h"

static void
check_value(cl_env *env, cl_caseload_unit unit)
{
	cl_caseload_unit back, rounded;
	cl_buffer buffer;
	int order;

	cl_buffer_init(&buffer, env);
	cl_caseload_unit_print(unit, &buffer);
	FUZZ_CHECK(cl_caseload_unit_parse(env, buffer.data, buffer.length, &back) && back == unit);
	cl_buffer_free(&buffer);
	cl_buffer_init(&buffer, env);
	cl_buffer_int64(&buffer, unit);
	FUZZ_CHECK(cl_caseload_unit_receive(env, (const uint8_t *) buffer.data, 8, &back) &&
			   back == unit);
	cl_buffer_free(&buffer);
	/* down, the value, up are in order, wherever both exist */
	for (int digits = CL_LEAST_DIGITS; digits <= CL_UNIT_PLACES; digits++)
	{
		if (cl_caseload_unit_round(env, unit, digits, CL_ROUND_DOWN, &rounded))
			FUZZ_CHECK(cl_caseload_unit_order(env, rounded, unit, &order) && order <= 0);
		if (cl_caseload_unit_round(env, unit, digits, CL_ROUND_UP, &rounded))
			FUZZ_CHECK(cl_caseload_unit_order(env, rounded, unit, &order) && order >= 0);
	}
}

/* Two of them, parted by a line end: order, hash and arithmetic agree. */
static void
check_pair(cl_env *env, cl_caseload_unit a, cl_caseload_unit b)
{
	int order = cl_caseload_unit_compare(a, b);
	cl_caseload_unit sum, back;
	int among;

	FUZZ_CHECK(order == -cl_caseload_unit_compare(b, a) && (order == 0) == (a == b));
	FUZZ_CHECK(order != 0 || cl_caseload_unit_hash(a, 7) == cl_caseload_unit_hash(b, 7));
	if (cl_caseload_unit_order(env, a, b, &among))
		FUZZ_CHECK(among == order);
	if (cl_caseload_unit_add(env, a, b, &sum))
		FUZZ_CHECK(cl_caseload_unit_subtract(env, sum, b, &back) && back == a);
	if (cl_caseload_unit_overage(env, a, b, &back))
		FUZZ_CHECK((cl_caseload_unit_quantity(back) > 0) == (order > 0));
}

/* The state of avg, as it may be written by hand. */
static void
check_mean(cl_env *env, const uint8_t *data, size_t size)
{
	fuzz_input input = {data, size};
	cl_unit_mean means[2];
	cl_caseload_unit mean;

	for (int i = 0; i < 2; i++)
	{
		means[i].measure = (int8_t) fuzz_byte(&input);
		means[i].count = (int64_t) fuzz_number(&input, 8);
		means[i].sum = (int64_t) fuzz_number(&input, 8);
		if (!cl_unit_mean_check(env, &means[i]))
			return;
	}
	if (!cl_unit_mean_merge(env, &means[0], &means[1]) || means[0].count == 0)
		return;
	FUZZ_CHECK(cl_unit_mean_check(env, &means[0]));
	FUZZ_CHECK(cl_unit_mean_result(env, &means[0], &mean));
}

FUZZ(caseload_unit)
{
	cl_env *env = fuzz_env();
	fuzz_input input = {data, size};
	fuzz_field first = fuzz_until(&input, '\n');
	cl_caseload_unit other;
	cl_caseload_unit unit;
	cl_measure measure;
	cl_rounding how;

	if (cl_caseload_unit_parse(env, (const char *) data, size, &unit))
		check_value(env, unit);
	if (cl_caseload_unit_receive(env, data, size, &unit))
		check_value(env, unit);
	if (cl_measure_read(env, (const char *) data, size, &measure))
		FUZZ_CHECK(cl_measure_name(measure) != NULL);
	cl_rounding_of(env, (const char *) data, size, &how);
	if (cl_caseload_unit_parse(env, first.text, first.length, &unit) &&
		cl_caseload_unit_parse(env, (const char *) input.at, input.left, &other))
		check_pair(env, unit, other);
	check_mean(env, data, size);
}
