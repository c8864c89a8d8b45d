/*
 * running_cents.c: cents of the rows of a running total. The total is kept as a fraction, exact,
 * and rounded once a row: a row has what the rounded total through it has more than the one before
 * it. So rows add up to the total, whatever their denominators are.
 */
#include "pg/glue.h"

#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(caseload_running_cents_add);
PG_FUNCTION_INFO_V1(caseload_running_cents);
PG_FUNCTION_INFO_V1(caseload_exact_amount);

typedef struct running_total
{
	Numeric numer; /* NULL: nothing was added yet */
	Numeric denom;
	Numeric rounded;
	Numeric cents; /* of the last row; NULL: it had no amount */
} running_total;

static Numeric
call(PGFunction function, Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(function, NumericGetDatum(a), NumericGetDatum(b)));
}

static bool
same(Numeric a, Numeric b)
{
	return VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0;
}

static Numeric
copy(Numeric number)
{
	return memcpy(palloc(VARSIZE(number)), number, VARSIZE(number));
}

/* Both to the least common multiple of their denominators. */
static void
add(running_total *total, Numeric numer, Numeric denom)
{
	if (!total->numer)
	{
		total->numer = copy(numer);
		total->denom = copy(denom);
	}
	else if (same(total->denom, denom))
		total->numer = call(numeric_add, total->numer, numer);
	else
	{
		Numeric common = call(numeric_lcm, total->denom, denom);

		total->numer =
			call(numeric_add,
				 call(numeric_mul, total->numer, call(numeric_div_trunc, common, total->denom)),
				 call(numeric_mul, numer, call(numeric_div_trunc, common, denom)));
		total->denom = common;
	}
}

/* running_cents_add(state, numer, denom, digits) */
Datum
caseload_running_cents_add(PG_FUNCTION_ARGS)
{
	running_total *total;
	MemoryContext context, before;
	Numeric rounded, was;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "running_cents_add is a part of an aggregate");
	before = MemoryContextSwitchTo(context);
	total =
		PG_ARGISNULL(0) ? palloc0(sizeof(running_total)) : (running_total *) PG_GETARG_POINTER(0);
	if (total->cents)
		pfree(total->cents);
	total->cents = NULL;
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2) && !PG_ARGISNULL(3))
	{
		was = total->numer;
		add(total, PG_GETARG_NUMERIC(1), PG_GETARG_NUMERIC(2));
		if (was)
			pfree(was);
		was = call(numeric_div, total->numer, total->denom);
		rounded = DatumGetNumeric(
			DirectFunctionCall2(numeric_round, NumericGetDatum(was), PG_GETARG_DATUM(3)));
		pfree(was);
		total->cents = total->rounded ? call(numeric_sub, rounded, total->rounded) : copy(rounded);
		if (total->rounded)
			pfree(total->rounded);
		total->rounded = rounded;
	}
	MemoryContextSwitchTo(before);
	PG_RETURN_POINTER(total);
}

/* The state may be asked again, so what is given is the caller's own. */
Datum
caseload_running_cents(PG_FUNCTION_ARGS)
{
	const running_total *total = PG_ARGISNULL(0) ? NULL : (running_total *) PG_GETARG_POINTER(0);

	if (!total || !total->cents)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(copy(total->cents));
}

/* |number| < limit; NaN is beyond every limit */
static bool
below(Numeric number, Numeric limit)
{
	Datum size = DirectFunctionCall1(numeric_abs, NumericGetDatum(number));

	return DatumGetBool(DirectFunctionCall2(numeric_lt, size, NumericGetDatum(limit)));
}

/*
 * exact_amount(numer, denom, most, annual, most_annual): numer / denom without zeros at its end.
 * One call for each line of pay instead of eight: of these a large part of a report's time was
 * made.
 */
Datum
caseload_exact_amount(PG_FUNCTION_ARGS)
{
	Numeric exact = call(numeric_div, PG_GETARG_NUMERIC(0), PG_GETARG_NUMERIC(1));

	if (!below(exact, PG_GETARG_NUMERIC(2)) || !below(PG_GETARG_NUMERIC(3), PG_GETARG_NUMERIC(4)))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(exact)));
}
