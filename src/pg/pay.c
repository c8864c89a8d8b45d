/* pay.c: pay() and breakdown(): what a pay_scale gives for one quantity. */
#include "pg/pay_scale.h"

#include "pg/caseload_unit.h"

PG_FUNCTION_INFO_V1(caseload_pay_smallint);
PG_FUNCTION_INFO_V1(caseload_pay_integer);
PG_FUNCTION_INFO_V1(caseload_pay_bigint);
PG_FUNCTION_INFO_V1(caseload_pay_numeric);
PG_FUNCTION_INFO_V1(caseload_pay_unit);
PG_FUNCTION_INFO_V1(caseload_breakdown_numeric);
PG_FUNCTION_INFO_V1(caseload_breakdown_unit);

#define MILLION 1000000

/* Most amounts are whole dollars, and none of these needs a division of 128 bits. */
static Numeric
short_amount(int64 amount, int places)
{
	while (places > 0 && amount % 10 == 0)
	{
		amount /= 10;
		places--;
	}
	return places == 0 ? int64_to_numeric(amount) : int64_div_fast_to_numeric(amount, places);
}

static Numeric
quick_amount(int64 amount)
{
	if (amount % 10000 == 0)
		return int64_to_numeric(amount / 10000);
	return short_amount(amount, CL_PAY_RATE_PLACES);
}

Numeric
cl_pg_pay_amount(cl_int128 amount)
{
	const cl_int128 below = 100000000;
	int64 small;

	/* what has twelve places or fewer, and that is nearly all, most often fits */
	if (amount % below == 0 && cl_fits_int64(amount / below, &small))
		return short_amount(small, CL_PAY_PLACES - 8);
	return cl_pg_numeric(amount, CL_PAY_PLACES, 0);
}

/* A base that is not used must still be a number. */
static cl_int128
base_units(const cl_pay_scale *scale, Numeric base)
{
	if (scale->needs_base || scale->measure != CL_NO_MEASURE || numeric_is_nan(base) ||
		numeric_is_inf(base))
		return cl_pg_units(base, CL_PAY_BASE_PLACES, "the base", NULL);
	return 0;
}

static Datum
pay(const cl_pay_scale *scale, cl_int128 quantity, FunctionCallInfo fcinfo)
{
	cl_int128 base = 0;
	cl_int128 amount;
	bool has_base = PG_NARGS() > 2;
	cl_env env;

	cl_pg_env(&env);
	if (has_base)
		base = base_units(scale, PG_GETARG_NUMERIC(2));
	if (!cl_pay(&env, scale, quantity, has_base ? &base : NULL, &amount))
		CL_RAISE(&env);
	return NumericGetDatum(cl_pg_pay_amount(amount));
}

static Datum
pay_whole(FunctionCallInfo fcinfo, int64 quantity)
{
	const cl_pay_scale *scale = cl_pg_pay_scale_rule(fcinfo, 0);
	int64 amount;

	if (PG_NARGS() == 2 && cl_pay_whole(scale, quantity, &amount))
		return NumericGetDatum(quick_amount(amount));
	return pay(scale, (cl_int128) quantity * MILLION, fcinfo);
}

Datum
caseload_pay_smallint(PG_FUNCTION_ARGS)
{
	return pay_whole(fcinfo, PG_GETARG_INT16(1));
}

Datum
caseload_pay_integer(PG_FUNCTION_ARGS)
{
	return pay_whole(fcinfo, PG_GETARG_INT32(1));
}

Datum
caseload_pay_bigint(PG_FUNCTION_ARGS)
{
	return pay_whole(fcinfo, PG_GETARG_INT64(1));
}

static cl_int128
numeric_quantity(Numeric quantity)
{
	return cl_pg_units(quantity, CL_PAY_QUANTITY_PLACES, "the quantity", NULL);
}

Datum
caseload_pay_numeric(PG_FUNCTION_ARGS)
{
	return pay(cl_pg_pay_scale_rule(fcinfo, 0), numeric_quantity(PG_GETARG_NUMERIC(1)), fcinfo);
}

/* Both keep six places: the measure is the caller's matter. */
Datum
caseload_pay_unit(PG_FUNCTION_ARGS)
{
	return pay(cl_pg_pay_scale_rule(fcinfo, 0),
			   cl_caseload_unit_quantity(CL_GETARG_CASELOAD_UNIT(1)), fcinfo);
}

static void
put_line(ReturnSetInfo *result, const cl_pay_scale *scale, const cl_pay_line *line, cl_env *env)
{
	Datum values[4];
	bool nulls[4] = {false};
	cl_buffer range, rate;

	cl_buffer_init(&range, env);
	cl_buffer_init(&rate, env);
	if (line->tier >= 0)
	{
		const cl_pay_tier *tier = &cl_pay_tiers(scale)[line->tier];

		cl_pay_print_range(tier, &range);
		cl_pay_print_rate(tier, &rate);
		values[1] = NumericGetDatum(cl_pg_numeric(line->times, CL_PAY_QUANTITY_PLACES, 0));
	}
	else
	{
		cl_buffer_text(&range, "max");
		cl_pay_print_bound(&cl_pay_bounds(scale)[line->bound], &rate);
		values[1] = (Datum) 0;
		nulls[1] = true;
	}
	values[0] = PointerGetDatum(cl_pg_text(&range));
	values[2] = PointerGetDatum(cl_pg_text(&rate));
	values[3] = NumericGetDatum(cl_pg_pay_amount(line->amount));
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static Datum
breakdown(FunctionCallInfo fcinfo, cl_int128 quantity)
{
	const cl_pay_scale *scale = cl_pg_pay_scale(PG_GETARG_DATUM(0));
	cl_int128 base = 0;
	bool has_base = PG_NARGS() > 2;
	cl_pay_reckoning reckoning;
	cl_pay_line line;
	cl_env env;

	cl_pg_env(&env);
	if (has_base)
		base = base_units(scale, PG_GETARG_NUMERIC(2));
	InitMaterializedSRF(fcinfo, 0);
	if (cl_pay_begin(&reckoning, &env, scale, quantity, has_base ? &base : NULL))
		while (cl_pay_next(&reckoning, &line))
			put_line((ReturnSetInfo *) fcinfo->resultinfo, scale, &line, &env);
	if (reckoning.failed)
		CL_RAISE(&env);
	return (Datum) 0;
}

Datum
caseload_breakdown_numeric(PG_FUNCTION_ARGS)
{
	return breakdown(fcinfo, numeric_quantity(PG_GETARG_NUMERIC(1)));
}

Datum
caseload_breakdown_unit(PG_FUNCTION_ARGS)
{
	return breakdown(fcinfo, cl_caseload_unit_quantity(CL_GETARG_CASELOAD_UNIT(1)));
}
