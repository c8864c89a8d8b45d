#include "pg/caseload_unit.h"
#include "pg/operators.h"
#include "pg/type_io.h"

PG_FUNCTION_INFO_V1(caseload_caseload_unit_send);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_make);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_of_number);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_quantity);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_measure);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_plus);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_minus);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_negative);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_times);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_times_left);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_divided);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_ratio);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_rounded);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_overage);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_smaller);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_larger);

Numeric
cl_pg_unit_quantity(cl_caseload_unit unit)
{
	return cl_pg_numeric(cl_caseload_unit_quantity(unit), CL_UNIT_PLACES, 0);
}

static cl_caseload_unit
made(cl_measure measure, cl_int128 millionths)
{
	cl_caseload_unit unit;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_caseload_unit_make(&env, measure, millionths, &unit))
		CL_RAISE(&env);
	return unit;
}

cl_caseload_unit
cl_pg_unit_make(cl_measure measure, Numeric quantity)
{
	return made(measure, cl_pg_units(quantity, CL_UNIT_PLACES, "the quantity", NULL));
}

CL_VALUE_IO(caseload_unit, CL_GETARG_CASELOAD_UNIT, Int64GetDatum);

Datum
caseload_caseload_unit_send(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendint64(&out, (uint64) CL_GETARG_CASELOAD_UNIT(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

Datum
caseload_caseload_unit_make(PG_FUNCTION_ARGS)
{
	text *name = PG_GETARG_TEXT_PP(1);
	const char *utf8;
	size_t length;
	cl_measure measure = CL_NO_MEASURE;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, "measure", VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), &utf8, &length) ||
		!cl_measure_read(&env, utf8, length, &measure))
		CL_RAISE(&env);
	CL_RETURN_CASELOAD_UNIT(cl_pg_unit_make(measure, PG_GETARG_NUMERIC(0)));
}

/* A bare number is taken for students. */
Datum
caseload_caseload_unit_of_number(PG_FUNCTION_ARGS)
{
	CL_RETURN_CASELOAD_UNIT(cl_pg_unit_make(CL_STUDENTS, PG_GETARG_NUMERIC(0)));
}

Datum
caseload_caseload_unit_quantity(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(cl_pg_unit_quantity(CL_GETARG_CASELOAD_UNIT(0)));
}

Datum
caseload_caseload_unit_measure(PG_FUNCTION_ARGS)
{
	const char *name = cl_measure_name(cl_caseload_unit_measure(CL_GETARG_CASELOAD_UNIT(0)));

	PG_RETURN_TEXT_P(cstring_to_text(name ? name : ""));
}

/* A core function of two units that gives a third. */
typedef bool (*pair)(cl_env *env, cl_caseload_unit a, cl_caseload_unit b, cl_caseload_unit *out);

static Datum
of_pair(FunctionCallInfo fcinfo, pair function)
{
	cl_caseload_unit result;
	cl_env env;

	cl_pg_env(&env);
	if (!function(&env, CL_GETARG_CASELOAD_UNIT(0), CL_GETARG_CASELOAD_UNIT(1), &result))
		CL_RAISE(&env);
	CL_RETURN_CASELOAD_UNIT(result);
}

Datum
caseload_caseload_unit_plus(PG_FUNCTION_ARGS)
{
	return of_pair(fcinfo, cl_caseload_unit_add);
}

Datum
caseload_caseload_unit_minus(PG_FUNCTION_ARGS)
{
	return of_pair(fcinfo, cl_caseload_unit_subtract);
}

Datum
caseload_caseload_unit_overage(PG_FUNCTION_ARGS)
{
	return of_pair(fcinfo, cl_caseload_unit_overage);
}

Datum
caseload_caseload_unit_negative(PG_FUNCTION_ARGS)
{
	cl_caseload_unit unit = CL_GETARG_CASELOAD_UNIT(0);

	CL_RETURN_CASELOAD_UNIT(
		made(cl_caseload_unit_measure(unit), -(cl_int128) cl_caseload_unit_quantity(unit)));
}

static void
need_finite(Numeric number, const char *name)
{
	if (numeric_is_nan(number) || numeric_is_inf(number))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s must be a finite number", name)));
}

/* The server's product of numerics keeps every place, so it is rounded once. */
static cl_caseload_unit
times(cl_caseload_unit unit, Numeric factor)
{
	Datum product;

	need_finite(factor, "the factor");
	product = DirectFunctionCall2(numeric_mul, NumericGetDatum(cl_pg_unit_quantity(unit)),
								  NumericGetDatum(factor));
	return cl_pg_unit_make(cl_caseload_unit_measure(unit), DatumGetNumeric(product));
}

Datum
caseload_caseload_unit_times(PG_FUNCTION_ARGS)
{
	CL_RETURN_CASELOAD_UNIT(times(CL_GETARG_CASELOAD_UNIT(0), PG_GETARG_NUMERIC(1)));
}

Datum
caseload_caseload_unit_times_left(PG_FUNCTION_ARGS)
{
	CL_RETURN_CASELOAD_UNIT(times(CL_GETARG_CASELOAD_UNIT(1), PG_GETARG_NUMERIC(0)));
}

/*
 * The server's quotient is rounded to places of its own choice, and rounding that again would
 * round twice. div() cuts to whole millionths and is exact; the rest decides about the half.
 */
Datum
caseload_caseload_unit_divided(PG_FUNCTION_ARGS)
{
	cl_caseload_unit unit = CL_GETARG_CASELOAD_UNIT(0);
	Datum divisor = PG_GETARG_DATUM(1);
	int64 millionths = cl_caseload_unit_quantity(unit);
	Datum dividend, whole, rest;
	cl_int128 units;

	need_finite(DatumGetNumeric(divisor), "the divisor");
	dividend = NumericGetDatum(int64_to_numeric(millionths));
	whole = DirectFunctionCall2(numeric_div_trunc, dividend, divisor); /* of zero: 22012 */
	units = cl_pg_units(DatumGetNumeric(whole), 0, "the quotient", NULL);
	rest = DirectFunctionCall2(numeric_sub, dividend,
							   DirectFunctionCall2(numeric_mul, whole, divisor));
	rest = DirectFunctionCall1(numeric_abs, DirectFunctionCall2(numeric_add, rest, rest));
	if (DatumGetBool(
			DirectFunctionCall2(numeric_ge, rest, DirectFunctionCall1(numeric_abs, divisor))))
	{
		/* the whole part may be zero and have no sign */
		bool negative = (millionths < 0) !=
						DatumGetBool(DirectFunctionCall2(numeric_lt, divisor,
														 NumericGetDatum(int64_to_numeric(0))));

		units += negative ? -1 : 1;
	}
	CL_RETURN_CASELOAD_UNIT(made(cl_caseload_unit_measure(unit), units));
}

Datum
caseload_caseload_unit_ratio(PG_FUNCTION_ARGS)
{
	cl_caseload_unit a = CL_GETARG_CASELOAD_UNIT(0);
	cl_caseload_unit b = CL_GETARG_CASELOAD_UNIT(1);
	cl_env env;

	cl_pg_env(&env);
	if (cl_caseload_unit_measure(a) != cl_caseload_unit_measure(b))
	{
		cl_caseload_unit_differ(&env, "divide", cl_caseload_unit_measure(a), "by",
								cl_caseload_unit_measure(b));
		CL_RAISE(&env);
	}
	return DirectFunctionCall2(numeric_div, NumericGetDatum(cl_pg_unit_quantity(a)),
							   NumericGetDatum(cl_pg_unit_quantity(b)));
}

cl_rounding
cl_pg_rounding(text *word)
{
	const char *utf8;
	size_t length;
	cl_rounding how = CL_ROUND_EXACT;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, "rounding", VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word), &utf8, &length) ||
		!cl_rounding_of(&env, utf8, length, &how))
		CL_RAISE(&env);
	return how;
}

Datum
caseload_caseload_unit_rounded(PG_FUNCTION_ARGS)
{
	cl_rounding how = cl_pg_rounding(PG_GETARG_TEXT_PP(2));
	cl_caseload_unit result;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_caseload_unit_round(&env, CL_GETARG_CASELOAD_UNIT(0), PG_GETARG_INT32(1), how, &result))
		CL_RAISE(&env);
	CL_RETURN_CASELOAD_UNIT(result);
}

/* Below, equal or above zero; raises between measures. */
static int
order_of(cl_caseload_unit a, cl_caseload_unit b)
{
	int order;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_caseload_unit_order(&env, a, b, &order))
		CL_RAISE(&env);
	return order;
}

CL_COMPARISON(caseload_unit, lt, CL_GETARG_CASELOAD_UNIT, order_of, order < 0);
CL_COMPARISON(caseload_unit, le, CL_GETARG_CASELOAD_UNIT, order_of, order <= 0);
CL_COMPARISON(caseload_unit, ge, CL_GETARG_CASELOAD_UNIT, order_of, order >= 0);
CL_COMPARISON(caseload_unit, gt, CL_GETARG_CASELOAD_UNIT, order_of, order > 0);

/* The total order of indexes and sorts: *<, *<=, =, <>, *>=, *>. */
CL_ORDERED(caseload_unit_sort, CL_GETARG_CASELOAD_UNIT, cl_caseload_unit_compare);
CL_HASHED(caseload_unit, CL_GETARG_CASELOAD_UNIT, cl_caseload_unit_hash);

Datum
caseload_caseload_unit_smaller(PG_FUNCTION_ARGS)
{
	cl_caseload_unit a = CL_GETARG_CASELOAD_UNIT(0);
	cl_caseload_unit b = CL_GETARG_CASELOAD_UNIT(1);

	CL_RETURN_CASELOAD_UNIT(order_of(b, a) < 0 ? b : a);
}

Datum
caseload_caseload_unit_larger(PG_FUNCTION_ARGS)
{
	cl_caseload_unit a = CL_GETARG_CASELOAD_UNIT(0);
	cl_caseload_unit b = CL_GETARG_CASELOAD_UNIT(1);

	CL_RETURN_CASELOAD_UNIT(order_of(b, a) > 0 ? b : a);
}
