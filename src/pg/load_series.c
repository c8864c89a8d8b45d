#include "pg/load_series.h"
#include "pg/operators.h"
#include "pg/type_io.h"

#include "miscadmin.h"

PG_FUNCTION_INFO_V1(caseload_load_series_measure);
PG_FUNCTION_INFO_V1(caseload_load_series_load_on);
PG_FUNCTION_INFO_V1(caseload_load_series_days_above);
PG_FUNCTION_INFO_V1(caseload_load_series_unnest);

const cl_load_series *
cl_pg_series(Datum datum)
{
	const struct varlena *value = PG_DETOAST_DATUM(datum);
	const cl_load_series *series = (const cl_load_series *) value;
	cl_load_series *done;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_series_check(&env, series, VARSIZE(value)))
		cl_pg_broken(&env, "load_series");
	if (series->finished)
		return series;
	done = cl_series_finish(&env, series);
	if (!done)
		CL_RAISE(&env);
	SET_VARSIZE(done, cl_series_size(done));
	if ((Pointer) series != DatumGetPointer(datum))
		pfree((void *) series);
	return done;
}

Datum
cl_pg_series_datum(cl_env *env, cl_load_series *series)
{
	if (!series)
		CL_RAISE(env);
	SET_VARSIZE(series, cl_series_size(series));
	return PointerGetDatum(series);
}

#define DATUM(series) cl_pg_series_datum(&env, series)

CL_VARLENA_IO(load_series, cl_series, cl_load_series, CL_GETARG_SERIES, DATUM);

static int
compare(Datum x, Datum y)
{
	const cl_load_series *a = cl_pg_series(x);
	const cl_load_series *b = cl_pg_series(y);
	int order = cl_series_compare(a, b);

	cl_pg_free_copy(a, x);
	cl_pg_free_copy(b, y);
	return order;
}

static uint64_t
hash(Datum datum, uint64_t seed)
{
	const cl_load_series *series = cl_pg_series(datum);
	cl_env env;
	cl_buffer buffer;
	uint64_t h;

	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	cl_series_write(series, &buffer);
	h = cl_pg_hash(&buffer, seed);
	cl_pg_free_copy(series, datum);
	return h;
}

CL_ORDERED(load_series, PG_GETARG_DATUM, compare);
CL_HASHED(load_series, PG_GETARG_DATUM, hash);

Datum
caseload_load_series_measure(PG_FUNCTION_ARGS)
{
	const char *name = cl_measure_name((cl_measure) CL_GETARG_SERIES(0)->measure);

	if (!name)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

Datum
caseload_load_series_load_on(PG_FUNCTION_ARGS)
{
	const cl_load_series *series = CL_GETARG_SERIES(0);
	cl_caseload_unit unit;
	int64 load;

	if (!cl_series_load_on(series, PG_GETARG_DATEADT(1), &load) || !cl_pg_load(series, load, &unit))
		PG_RETURN_NULL();
	CL_RETURN_CASELOAD_UNIT(unit);
}

Datum
caseload_load_series_days_above(PG_FUNCTION_ARGS)
{
	const cl_load_series *series = CL_GETARG_SERIES(0);
	cl_caseload_unit unit = CL_GETARG_CASELOAD_UNIT(1);
	cl_measure measure = cl_caseload_unit_measure(unit);
	cl_env env;

	cl_pg_env(&env);
	if (series->measure != CL_NO_MEASURE && series->measure != measure)
	{
		cl_caseload_unit_differ(&env, "compare", (cl_measure) series->measure, "with", measure);
		CL_RAISE(&env);
	}
	PG_RETURN_INT32((int32) cl_series_days_above(&env, series, cl_caseload_unit_quantity(unit)));
}

Datum
caseload_load_series_unnest(PG_FUNCTION_ARGS)
{
	const cl_load_series *series = CL_GETARG_SERIES(0);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	cl_stretch stretch = cl_series_stretches(series);

	InitMaterializedSRF(fcinfo, 0);
	while (cl_next_stretch(&stretch))
	{
		cl_caseload_unit unit = 0;
		bool measured = cl_pg_load(series, stretch.load, &unit);

		for (int64_t at = cl_series_next_counted(series, stretch.from); at < stretch.to;
			 at = cl_series_next_counted(series, at + 1))
		{
			Datum values[2] = {DateADTGetDatum((DateADT) (series->first + at)),
							   Int64GetDatum(unit)};
			bool nulls[2] = {false, !measured};

			CHECK_FOR_INTERRUPTS();
			tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		}
	}
	return (Datum) 0;
}
