/*
 * The aggregates that make series. The state is a series with room for changes, altered in
 * place; a state that must grow is a fresh one in the current context, never a repalloc of the
 * old (the server frees that one itself). In fn_extra nothing stands but what given_days says.
 */
#include "pg/load_series.h"

#include "nodes/primnodes.h"

PG_FUNCTION_INFO_V1(caseload_daily_load_add);
PG_FUNCTION_INFO_V1(caseload_daily_load_add_weighted);
PG_FUNCTION_INFO_V1(caseload_daily_load_merge);
PG_FUNCTION_INFO_V1(caseload_load_series_sum_add);
PG_FUNCTION_INFO_V1(caseload_load_series_larger);
PG_FUNCTION_INFO_V1(caseload_load_series_snapshot_add);
PG_FUNCTION_INFO_V1(caseload_load_series_final);

/* Room for the changes of an ordinary class: some begin with the year, some come and go. */
#define FIRST_ROOM 12

/* A state as it came: ours to alter, unless it is called by hand or came out of a tuple. */
typedef struct own_state
{
	cl_load_series *state; /* NULL before the first row */
	bool aggregate;
	bool alterable;
} own_state;

static void
check(const cl_load_series *series)
{
	cl_env env;

	cl_pg_env(&env);
	if (!cl_series_check(&env, series, VARSIZE(series)))
		cl_pg_broken(&env, "load_series");
}

/* `made_here`: in an aggregate each state is one that we made; else the first row's value is one.
 */
static own_state
get_state(PG_FUNCTION_ARGS, bool made_here)
{
	own_state own = {NULL, AggCheckCallContext(fcinfo, NULL) != 0, false};

	if (!PG_ARGISNULL(0))
	{
		struct varlena *datum = (struct varlena *) PG_GETARG_POINTER(0);

		own.state = (cl_load_series *) pg_detoast_datum(datum);
		own.alterable = own.aggregate || own.state != (cl_load_series *) datum;
		if (!own.aggregate || !made_here)
			check(own.state);
	}
	return own;
}

/* A state that can take so many changes more. */
static void
need_room(cl_env *env, own_state *own, uint32_t changes)
{
	cl_load_series *state = own->state;

	if (own->alterable && state->changes + changes <= state->room)
		return;
	own->state = cl_series_copy(env, state, 2 * state->changes + changes);
	if (!own->state)
		CL_RAISE(env);
	SET_VARSIZE(own->state, cl_series_size(own->state));
	own->alterable = true;
}

/* By hand a state is of no use, and its room would make equal series look different. */
static Datum
return_state(cl_env *env, own_state *own)
{
	return own->aggregate ? PointerGetDatum(own->state)
						  : cl_pg_series_datum(env, cl_series_finish(env, own->state));
}

/* What a call keeps in fn_extra: whether its days are given, and the last state begun on such. */
typedef struct given_days
{
	bool given;
	Size size;
	void *key; /* the days as they came */
	cl_load_series *start;
} given_days;

/*
 * Days that are a constant, a parameter, or what a sub-select gives once are those of every row of
 * a state, as long as an Agg node reads its rows: a new value has it read them anew, into new
 * states. NULL if they are none such.
 */
static given_days *
days_given(FunctionCallInfo fcinfo)
{
	given_days *mine = fcinfo->flinfo->fn_extra;

	if (mine == NULL)
	{
		const Aggref *call = AggGetAggref(fcinfo);
		const Node *days = call && list_length(call->args) >= 2
							   ? (const Node *) lsecond_node(TargetEntry, call->args)->expr
							   : NULL;

		mine = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(given_days));
		mine->given = days && (IsA(days, Const) || IsA(days, Param));
		fcinfo->flinfo->fn_extra = mine;
	}
	return mine->given ? mine : NULL;
}

/* What begins all states on these days: the new one first, if memory runs out the old is whole. */
static void
keep_start(given_days *given, MemoryContext context, const void *days, Size size,
		   const cl_load_series *start)
{
	void *key = MemoryContextAlloc(context, size);
	cl_load_series *copy = MemoryContextAlloc(context, cl_series_size(start));

	memcpy(key, days, size);
	memcpy(copy, start, cl_series_size(start));
	if (given->start)
	{
		pfree(given->key);
		pfree(given->start);
	}
	*given = (given_days){true, size, key, copy};
}

/*
 * The days of this row are those of the rows before: nearly always the very same bytes, which
 * the state remembers, unless none will be held against them (`given`). Another form of the same
 * days (toasted here, not there) is read again.
 */
static void
begin_or_check_days(cl_env *env, own_state *own, Datum datum, given_days *given,
					MemoryContext context)
{
	struct varlena *days = (struct varlena *) DatumGetPointer(datum);
	Size size;
	cl_pg_runs runs;

	/* a pointer into memory says nothing about what lies there the next time */
	if (VARATT_IS_EXTERNAL(days) && !VARATT_IS_EXTERNAL_ONDISK(days))
		days = pg_detoast_datum(days);
	size = VARSIZE_ANY(days);
	if (own->state)
	{
		if (own->state->key_size == size && memcmp(cl_series_key(own->state), days, size) == 0)
			return;
		runs = cl_pg_day_set(PointerGetDatum(days));
		if (!cl_series_same_runs(own->state, runs.runs, runs.count))
		{
			cl_series_fail_days(env);
			CL_RAISE(env);
		}
		return;
	}
	own->alterable = true;
	if (given && given->start && given->size == size && memcmp(given->key, days, size) == 0)
	{
		own->state = palloc(cl_series_size(given->start));
		memcpy(own->state, given->start, cl_series_size(given->start));
		return;
	}
	runs = cl_pg_day_set(PointerGetDatum(days));
	own->state =
		cl_series_start(env, CL_NO_MEASURE, runs.runs, runs.count, FIRST_ROOM, given ? 0 : size);
	if (!own->state)
		CL_RAISE(env);
	memcpy((void *) cl_series_key(own->state), days, own->state->key_size);
	SET_VARSIZE(own->state, cl_series_size(own->state));
	if (given)
		keep_start(given, context, days, size, own->state);
}

/* weight 0 is none: no unit has that form. */
static Datum
add_row(PG_FUNCTION_ARGS, cl_caseload_unit weight)
{
	own_state own = get_state(fcinfo, true);
	given_days *given = own.aggregate ? days_given(fcinfo) : NULL;
	cl_env env;

	cl_pg_env(&env);
	if (PG_ARGISNULL(2))
	{
		if (!own.state)
			PG_RETURN_NULL();
		return return_state(&env, &own);
	}
	if (!own.state || !given)
		begin_or_check_days(&env, &own, PG_GETARG_DATUM(2), given,
							given ? fcinfo->flinfo->fn_mcxt : NULL);
	if (weight == 0)
		return return_state(&env, &own);
	if (PG_ARGISNULL(1))
	{
		/* nothing to add, but the measure is known */
		need_room(&env, &own, 0);
		if (!cl_state_measure(&env, own.state, cl_caseload_unit_measure(weight)))
			CL_RAISE(&env);
	}
	else
	{
		cl_run range = cl_pg_range(PG_GETARG_DATUM(1));

		need_room(&env, &own, 2);
		if (!cl_state_measure(&env, own.state, cl_caseload_unit_measure(weight)) ||
			!cl_state_add_range(&env, own.state, range.from, range.to,
								cl_caseload_unit_quantity(weight)))
			CL_RAISE(&env);
	}
	return return_state(&env, &own);
}

Datum
caseload_daily_load_add(PG_FUNCTION_ARGS)
{
	return add_row(fcinfo, (cl_caseload_unit) ((uint64) CL_STUDENTS << 56 | 1000000));
}

Datum
caseload_daily_load_add_weighted(PG_FUNCTION_ARGS)
{
	return add_row(fcinfo, PG_ARGISNULL(3) ? 0 : CL_GETARG_CASELOAD_UNIT(3));
}

/* A state that came through Gather may have a short header, hence both are detoasted. */
Datum
caseload_daily_load_merge(PG_FUNCTION_ARGS)
{
	own_state own = get_state(fcinfo, false);
	const cl_load_series *other = (const cl_load_series *) PG_DETOAST_DATUM(PG_GETARG_DATUM(1));
	cl_env env;

	check(other);
	cl_pg_env(&env);
	if (!cl_series_same_days(own.state, other))
	{
		cl_series_fail_days(&env);
		CL_RAISE(&env);
	}
	need_room(&env, &own, other->changes);
	if (!cl_state_add_series(&env, own.state, other))
		CL_RAISE(&env);
	return return_state(&env, &own);
}

Datum
caseload_load_series_sum_add(PG_FUNCTION_ARGS)
{
	own_state own = get_state(fcinfo, false);
	const cl_load_series *other = (const cl_load_series *) PG_DETOAST_DATUM(PG_GETARG_DATUM(1));
	cl_env env;

	check(other);
	cl_pg_env(&env);
	if (cl_series_same_days(own.state, other))
		return caseload_daily_load_merge(fcinfo);
	return cl_pg_series_datum(&env, cl_series_union(&env, CL_SERIES_ADD,
													cl_pg_series(PointerGetDatum(own.state)),
													CL_GETARG_SERIES(1)));
}

Datum
caseload_load_series_larger(PG_FUNCTION_ARGS)
{
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(
		&env, cl_series_union(&env, CL_SERIES_GREATER, CL_GETARG_SERIES(0), CL_GETARG_SERIES(1)));
}

Datum
caseload_load_series_snapshot_add(PG_FUNCTION_ARGS)
{
	own_state own = get_state(fcinfo, true);
	cl_caseload_unit unit;
	cl_env env;

	cl_pg_env(&env);
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		unit = CL_GETARG_CASELOAD_UNIT(2);
		if (own.state)
			need_room(&env, &own, 2);
		own.state = cl_state_add_day(&env, own.state, cl_caseload_unit_measure(unit),
									 PG_GETARG_DATEADT(1), cl_caseload_unit_quantity(unit));
		if (!own.state)
			CL_RAISE(&env);
		SET_VARSIZE(own.state, cl_series_size(own.state));
	}
	if (!own.state)
		PG_RETURN_NULL();
	return return_state(&env, &own);
}

Datum
caseload_load_series_final(PG_FUNCTION_ARGS)
{
	return PointerGetDatum(CL_GETARG_SERIES(0));
}
