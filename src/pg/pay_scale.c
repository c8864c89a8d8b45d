#include "pg/pay_scale.h"

#include "pg/operators.h"
#include "pg/rule_cache.h"
#include "pg/type_io.h"

PG_FUNCTION_INFO_V1(caseload_pay_scale_raise);
PG_FUNCTION_INFO_V1(caseload_pay_scale_raise_by);
PG_FUNCTION_INFO_V1(caseload_pay_scale_period);
PG_FUNCTION_INFO_V1(caseload_pay_scale_unit);
PG_FUNCTION_INFO_V1(caseload_pay_scale_needs_base);

/* More places than a raise is ever written with. */
#define FACTOR_PLACES 18

static void
check(const void *value, size_t size)
{
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pay_scale_check(&env, value, size))
		cl_pg_broken(&env, "pay_scale");
}

const cl_pay_scale *
cl_pg_pay_scale_rule(FunctionCallInfo fcinfo, int n)
{
	return cl_pg_rule(fcinfo, n, check);
}

const cl_pay_scale *
cl_pg_pay_scale(Datum datum)
{
	const struct varlena *scale = PG_DETOAST_DATUM(datum);

	check(scale, VARSIZE(scale));
	return (const cl_pay_scale *) scale;
}

Datum
cl_pg_pay_scale_datum(cl_pay_scale *scale)
{
	SET_VARSIZE(scale, cl_pay_scale_size(scale));
	return PointerGetDatum(scale);
}

#define RULE(n) cl_pg_pay_scale_rule(fcinfo, n)

CL_VARLENA_IO(pay_scale, cl_pay_scale, cl_pay_scale, RULE, cl_pg_pay_scale_datum);

static Datum
raised(const cl_pay_scale *scale, Numeric factor)
{
	cl_pay_scale *result;
	cl_env env;

	cl_pg_env(&env);
	result = cl_pay_scale_raise(
		&env, scale, cl_pg_units_to_round(factor, FACTOR_PLACES, "the factor"), FACTOR_PLACES);
	if (!result)
		CL_RAISE(&env);
	return cl_pg_pay_scale_datum(result);
}

Datum
caseload_pay_scale_raise(PG_FUNCTION_ARGS)
{
	return raised(cl_pg_pay_scale_rule(fcinfo, 0), PG_GETARG_NUMERIC(1));
}

Datum
caseload_pay_scale_raise_by(PG_FUNCTION_ARGS)
{
	return raised(cl_pg_pay_scale_rule(fcinfo, 1), PG_GETARG_NUMERIC(0));
}

Datum
caseload_pay_scale_period(PG_FUNCTION_ARGS)
{
	const cl_pay_scale *scale = cl_pg_pay_scale_rule(fcinfo, 0);
	cl_env env;
	cl_buffer buffer;

	if (scale->period == CL_NO_PERIOD)
		PG_RETURN_NULL();
	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	cl_pay_print_period(scale, &buffer);
	PG_RETURN_TEXT_P(cl_pg_text(&buffer));
}

Datum
caseload_pay_scale_unit(PG_FUNCTION_ARGS)
{
	const char *name = cl_measure_name((cl_measure) cl_pg_pay_scale_rule(fcinfo, 0)->measure);

	PG_RETURN_TEXT_P(cstring_to_text(name ? name : "$"));
}

Datum
caseload_pay_scale_needs_base(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cl_pg_pay_scale_rule(fcinfo, 0)->needs_base);
}

/* Over the binary form, which is the same on every machine. */
static uint64_t
hash(const cl_pay_scale *scale, uint64_t seed)
{
	cl_env env;
	cl_buffer buffer;

	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	cl_pay_scale_write(scale, &buffer);
	return cl_pg_hash(&buffer, seed);
}

CL_ORDERED(pay_scale, RULE, cl_pay_scale_compare);
CL_HASHED(pay_scale, RULE, hash);
