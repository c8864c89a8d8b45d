/* pay() and breakdown() over a series. Not strict: base and terms may be left out. */
#include "pg/load_series.h"
#include "pg/pay_scale.h"

#include "utils/jsonb.h"

#include "core/pay_series.h"

PG_FUNCTION_INFO_V1(caseload_pay_series);
PG_FUNCTION_INFO_V1(caseload_breakdown_series);

static void
refuse_terms(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("terms are not given as %s", what),
			 errhint("Write an object of arrays of ranges: {\"semester\": "
					 "[\"[2025-08-18,2025-12-20)\", \"[2026-01-05,2026-05-30)\"]}.")));
}

static const char *
utf8_of(cl_env *env, const JsonbValue *value, size_t *length)
{
	const char *utf8;

	if (!cl_pg_utf8(env, "daterange", value->val.string.val, (size_t) value->val.string.len, &utf8,
					length))
		CL_RAISE(env);
	return utf8;
}

static void
read_terms_of(cl_env *env, cl_terms *terms, cl_period period, JsonbIterator **it)
{
	cl_run_list runs;
	JsonbValue value;
	JsonbIteratorToken token;
	const char *utf8;
	size_t length, count;
	cl_run run;

	if (terms->named[period])
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("the %ss are given twice", cl_period_name(period))));
	if (JsonbIteratorNext(it, &value, false) != WJB_BEGIN_ARRAY)
		refuse_terms("a list of ranges");
	cl_buffer_init(&runs.buffer, env);
	while ((token = JsonbIteratorNext(it, &value, true)) == WJB_ELEM)
	{
		if (value.type != jbvString)
			refuse_terms("text");
		utf8 = utf8_of(env, &value, &length);
		if (!cl_term_run(env, utf8, length, &run))
			CL_RAISE(env);
		cl_run_list_add(&runs, run.from, run.to);
	}
	count = cl_run_list_count(&runs);
	if (runs.buffer.failed || !cl_periods_sort(env, cl_run_list_runs(&runs), &count))
		CL_RAISE(env);
	terms->named[period] = true;
	terms->runs[period] = cl_run_list_runs(&runs);
	terms->count[period] = count;
}

static void
read_terms(cl_env *env, Jsonb *json, cl_terms *terms)
{
	JsonbIterator *it = JsonbIteratorInit(&json->root);
	JsonbValue value;

	memset(terms, 0, sizeof(*terms));
	if (JsonbIteratorNext(&it, &value, false) != WJB_BEGIN_OBJECT)
		refuse_terms("an object");
	while (JsonbIteratorNext(&it, &value, false) == WJB_KEY)
	{
		cl_period period;
		size_t length;
		const char *utf8 = utf8_of(env, &value, &length);

		if (!cl_term_period(env, utf8, length, &period))
			CL_RAISE(env);
		read_terms_of(env, terms, period, &it);
	}
}

/* What both functions take; `base` and `terms` are for as long as the reckoning lasts. */
typedef struct arguments
{
	const cl_load_series *series;
	cl_int128 base_units;
	const cl_int128 *base;
	cl_terms term_lists;
	const cl_terms *terms;
} arguments;

static void
get_arguments(FunctionCallInfo fcinfo, cl_env *env, arguments *out)
{
	out->series = CL_GETARG_SERIES(1);
	out->base = NULL;
	out->terms = NULL;
	if (!PG_ARGISNULL(2))
	{
		out->base_units = cl_pg_units(PG_GETARG_NUMERIC(2), CL_PAY_BASE_PLACES, "the base", NULL);
		out->base = &out->base_units;
	}
	if (!PG_ARGISNULL(3))
	{
		read_terms(env, PG_GETARG_JSONB_P(3), &out->term_lists);
		out->terms = &out->term_lists;
	}
}

Datum
caseload_pay_series(PG_FUNCTION_ARGS)
{
	arguments given;
	cl_int128 amount;
	cl_env env;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	cl_pg_env(&env);
	get_arguments(fcinfo, &env, &given);
	if (!cl_pay_series_total(&env, cl_pg_pay_scale_rule(fcinfo, 0), given.series, given.base,
							 given.terms, &amount))
		CL_RAISE(&env);
	PG_RETURN_NUMERIC(cl_pg_pay_amount(amount));
}

/* A row for each day with a load above zero, or with something paid. */
Datum
caseload_breakdown_series(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	arguments given;
	cl_pay_series pay;
	cl_paid_days day;
	bool failed;
	cl_env env;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	cl_pg_env(&env);
	get_arguments(fcinfo, &env, &given);
	if (!cl_pay_series_begin(&pay, &env, cl_pg_pay_scale(PG_GETARG_DATUM(0)), given.series,
							 given.base, given.terms))
		CL_RAISE(&env);
	while (cl_pay_series_next(&pay, CL_PAY_DAILY, &day, &failed))
	{
		cl_caseload_unit unit = 0;
		Datum values[3];
		bool nulls[3] = {false};

		if (day.load <= 0 && day.amount == 0)
			continue;
		nulls[1] = !cl_pg_load(given.series, day.load, &unit);
		values[0] = DateADTGetDatum((DateADT) (given.series->first + day.at));
		values[1] = Int64GetDatum(unit);
		values[2] = NumericGetDatum(cl_pg_pay_amount(day.amount));
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	if (failed)
		CL_RAISE(&env);
	return (Datum) 0;
}
