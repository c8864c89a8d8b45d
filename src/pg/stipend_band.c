#include "pg/stipend_band.h"
#include "pg/operators.h"
#include "pg/type_io.h"

PG_FUNCTION_INFO_V1(caseload_stipend_band_send);
PG_FUNCTION_INFO_V1(caseload_stipend_band_label);
PG_FUNCTION_INFO_V1(caseload_stipend_band_stipend);
PG_FUNCTION_INFO_V1(caseload_stipend_band_stipend_of);
PG_FUNCTION_INFO_V1(caseload_stipend_band_smaller);
PG_FUNCTION_INFO_V1(caseload_stipend_band_larger);

/* No stipend is above 10^18: beyond that a base is no salary but a mistake. */
#define STIPEND_MOST_POWER 18

/* For sorts and hashes, to which it is 24 bytes. */
#define BYTES(n) ((const cl_stipend_band *) PG_GETARG_POINTER(n))

const cl_stipend_band *
cl_pg_stipend_band(Datum datum)
{
	const cl_stipend_band *band = (const cl_stipend_band *) DatumGetPointer(datum);
	cl_env env;

	cl_pg_env(&env);
	if (!cl_stipend_band_check(&env, band))
		cl_pg_broken(&env, "stipend_band");
	return band;
}

#define DATUM(band) cl_pg_copy(&(band), sizeof(band))

CL_VALUE_IO(stipend_band, CL_GETARG_STIPEND_BAND, DATUM);

Datum
caseload_stipend_band_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(cl_pg_varlena(CL_GETARG_STIPEND_BAND(0), sizeof(cl_stipend_band)));
}

Datum
caseload_stipend_band_label(PG_FUNCTION_ARGS)
{
	const cl_stipend_band *band = CL_GETARG_STIPEND_BAND(0);

	PG_RETURN_TEXT_P(
		cstring_to_text_with_len(band->label, (int) cl_stipend_band_label_length(band)));
}

/* The worth as dollars, or as the share of the base: hundredths of the percentage. */
static Numeric
worth_of(const cl_stipend_band *band)
{
	return cl_pg_numeric(cl_stipend_band_worth(band),
						 band->kind == CL_BAND_PERCENT ? CL_WORTH_PLACES + 2 : CL_WORTH_PLACES, 0);
}

static bool
is_above_most(Datum stipend)
{
	Numeric most = int64_to_numeric((int64) cl_power_of_ten(STIPEND_MOST_POWER));

	return DatumGetBool(DirectFunctionCall2(numeric_gt, DirectFunctionCall1(numeric_abs, stipend),
											NumericGetDatum(most)));
}

/* The server's product of numerics keeps every place: nothing is rounded. */
Datum
caseload_stipend_band_stipend_of(PG_FUNCTION_ARGS)
{
	const cl_stipend_band *band = CL_GETARG_STIPEND_BAND(0);
	Numeric base = PG_GETARG_NUMERIC(1);
	Datum stipend;

	if (numeric_is_nan(base) || numeric_is_inf(base))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("the base must be a finite number")));
	if (band->kind == CL_BAND_FLAT)
		PG_RETURN_NUMERIC(worth_of(band));
	stipend =
		DirectFunctionCall2(numeric_mul, NumericGetDatum(base), NumericGetDatum(worth_of(band)));
	if (is_above_most(stipend))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE), errmsg("the stipend is out of range"),
				 errdetail("A stipend is at most 10^%d.", STIPEND_MOST_POWER)));
	return DirectFunctionCall1(numeric_trim_scale, stipend);
}

Datum
caseload_stipend_band_stipend(PG_FUNCTION_ARGS)
{
	const cl_stipend_band *band = CL_GETARG_STIPEND_BAND(0);

	if (band->kind != CL_BAND_FLAT)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("stipend band %.*s is a percentage and needs a base",
							   (int) cl_stipend_band_label_length(band), band->label),
						errhint("Give the base as the second argument: stipend(band, base).")));
	PG_RETURN_NUMERIC(worth_of(band));
}

static uint64_t
hash(const cl_stipend_band *band, uint64_t seed)
{
	return cl_hash(band, sizeof(*band), seed);
}

CL_ORDERED(stipend_band, BYTES, cl_stipend_band_compare);
CL_HASHED(stipend_band, BYTES, hash);

Datum
caseload_stipend_band_smaller(PG_FUNCTION_ARGS)
{
	const cl_stipend_band *a = BYTES(0);
	const cl_stipend_band *b = BYTES(1);

	PG_RETURN_POINTER(cl_stipend_band_compare(b, a) < 0 ? b : a);
}

Datum
caseload_stipend_band_larger(PG_FUNCTION_ARGS)
{
	const cl_stipend_band *a = BYTES(0);
	const cl_stipend_band *b = BYTES(1);

	PG_RETURN_POINTER(cl_stipend_band_compare(b, a) > 0 ? b : a);
}
