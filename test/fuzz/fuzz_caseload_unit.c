/* Whatever is read prints to a text that reads back the same; bytes are refused or canonical. */
#include "fuzz.h"

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

FUZZ(caseload_unit)
{
	cl_env *env = fuzz_env();
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
}
