#include "pg/guard.h"

#include "catalog/pg_namespace_d.h"
#include "catalog/pg_type.h"
#include "catalog/pg_operator.h"
#include "executor/spi.h"
#include "jit/jit.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

/*
 * left = right, by the operator of the key type's own operator class and nobody else's: it is
 * named with its schema, and both sides are cast to exactly what it takes.
 */
void
cl_guard_equal(StringInfo query, const cl_guard_key_type *key, const char *left, Oid left_type,
			   const char *right, Oid right_type)
{
	HeapTuple tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(key->equal));
	Form_pg_operator entry;
	Oid compared = IsPolymorphicType(key->compared_as) ? key->type : key->compared_as;
	/* no bare "character" or "bit": those mean a length of one */
	const char *cast = psprintf(
		"::%s",
		format_type_extended(compared, -1, FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY));

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", key->equal);
	entry = (Form_pg_operator) GETSTRUCT(tuple);
	appendStringInfo(query, "%s%s OPERATOR(%s.%s) %s%s", left, left_type == compared ? "" : cast,
					 quote_identifier(get_namespace_name(entry->oprnamespace)),
					 NameStr(entry->oprname), right, right_type == compared ? "" : cast);
	ReleaseSysCache(tuple);
}

char *
cl_guard_column_name(const char *alias, const cl_guard_column *column)
{
	return psprintf("%s.%s", alias, quote_identifier(column->name));
}

/*
 * A schema can be renamed at any time, whatever is locked, and another be put in its place: then
 * the text means another table, perhaps somebody's view, which must not be read as the owner.
 */
void
cl_guard_keep(SPIPlanPtr plan, const char *query, Oid table)
{
	CachedPlanSource *source = plan ? linitial(SPI_plan_get_plan_sources(plan)) : NULL;

	if (source && (source->relationOids == NIL || linitial_oid(source->relationOids) != table))
		ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
						errmsg("the tables of a guard were renamed while it looked at them"),
						errhint("Repeat the transaction.")));
	if (!plan || SPI_keepplan(plan) != 0)
		elog(ERROR, "could not prepare \"%s\": %s", query, SPI_result_code_string(SPI_result));
}

/* What a plan was made of may mean something else by now; it is made anew of what we looked up. */
static bool
still_good(SPIPlanPtr *plan)
{
	if (*plan && !SPI_plan_is_valid(*plan))
	{
		SPIPlanPtr old = *plan;

		*plan = NULL;
		SPI_freeplan(old);
	}
	return *plan != NULL;
}

static SPIPlanPtr
prepare(const cl_guard *guard, StringInfo query, Oid table, const cl_guard_row *row,
		const char *ending)
{
	Oid types[CL_GUARD_MOST_KEYS];
	SPIPlanPtr plan;

	cl_guard_from(query, table, "r");
	for (int i = 0; i < guard->keys; i++)
	{
		types[i] = guard->key[i].type;
		appendStringInfoString(query, i == 0 ? " WHERE " : " AND ");
		cl_guard_equal(query, &guard->key[i], cl_guard_column_name("r", &row->key[i]),
					   row->key[i].declared, psprintf("$%d", i + 1), types[i]);
	}
	appendStringInfoString(query, ending);
	plan = SPI_prepare_cursor(query->data, guard->keys, types, CURSOR_OPT_GENERIC_PLAN);
	cl_guard_keep(plan, query->data, table);
	return plan;
}

/*
 * The latest snapshot, not the transaction's: at REPEATABLE READ that one does not show what
 * was committed while we waited for the group's lock. read_only = false shows our own rows.
 *
 * A plan that is made while a table is empty must not read the whole of it for ever: whenever
 * the server makes one (another search path is enough) it is for every size, with the index. A
 * group is a few rows; a bitmap costs more to set up than it saves.
 */
static uint64
run(const cl_guard *guard, SPIPlanPtr plan, const cl_guard_key *key)
{
	MemoryContext context = CurrentMemoryContext;
	Snapshot snapshot = guard->only_looks ? GetActiveSnapshot() : GetLatestSnapshot();
	bool seqscan = enable_seqscan;
	bool bitmapscan = enable_bitmapscan;
	bool jit = jit_enabled;
	int result;

	PG_TRY();
	{
		enable_seqscan = enable_bitmapscan = jit_enabled = false;
		result = SPI_execute_snapshot(plan, (Datum *) key->value, NULL, snapshot, InvalidSnapshot,
									  guard->only_looks, false, 0);
	}
	PG_FINALLY();
	{
		enable_seqscan = seqscan;
		enable_bitmapscan = bitmapscan;
		jit_enabled = jit;
	}
	PG_END_TRY();

	/* SPI leaves us in its own, where what a group needs would pile up group by group */
	MemoryContextSwitchTo(context);
	if (result != SPI_OK_SELECT)
		elog(ERROR, "could not run a guard's query: %s", SPI_result_code_string(result));
	return SPI_processed;
}

static uint64
run_lock(cl_guard *guard, const cl_guard_key *key)
{
	if (!still_good(&guard->lock))
	{
		StringInfoData query;

		initStringInfo(&query);
		appendStringInfoString(&query, "SELECT ");
		cl_guard_select_terms(&query, guard, "r");
		guard->lock =
			prepare(guard, &query, guard->group, &guard->group_row, " FOR NO KEY UPDATE OF r");
	}
	return run(guard, guard->lock, key);
}

static uint64
run_read(cl_guard *guard, SPIPlanPtr *plan, Oid table, const cl_guard_row *row,
		 const cl_guard_key *key)
{
	if (!still_good(plan))
	{
		StringInfoData query;

		initStringInfo(&query);
		appendStringInfoString(&query, "SELECT ");
		cl_guard_select_span(&query, row, "r");
		*plan = prepare(guard, &query, table, row, "");
	}
	return run(guard, *plan, key);
}

static void
take_spans(const cl_guard *guard, const cl_guard_row *row, uint64 count, cl_env *env,
		   cl_span_list *list, cl_measure *measure)
{
	SPITupleTable *table = SPI_tuptable;

	for (uint64 i = 0; i < count; i++)
	{
		Datum values[CL_GUARD_SPAN_COLUMNS];
		bool nulls[CL_GUARD_SPAN_COLUMNS];

		CHECK_FOR_INTERRUPTS();
		cl_guard_fetch_span(row, table->vals[i], table->tupdesc, 1, values, nulls);
		if (!cl_span_add(env, list, cl_guard_span(guard, row, values, nulls, measure)))
			CL_RAISE(env);
	}
	SPI_freetuptable(table);
}

static void
take_waivers(cl_guard *guard, const cl_guard_key *key, cl_env *env, cl_span_list *waivers,
			 cl_measure *measure)
{
	const cl_guard_row *row = &guard->waiver_row;
	uint64 count = run_read(guard, &guard->waived, guard->waiver, row, key);
	SPITupleTable *table = SPI_tuptable;

	for (uint64 i = 0; i < count; i++)
	{
		Datum values[CL_GUARD_SPAN_COLUMNS];
		bool nulls[CL_GUARD_SPAN_COLUMNS];
		cl_guard_row days = *row;
		cl_span span;

		cl_guard_fetch_span(row, table->vals[i], table->tupdesc, 1, values, nulls);
		days.weight.name = NULL;
		span = cl_guard_span(guard, &days, values, nulls, measure);
		if (span.weight == 0)
			continue;
		/* a waiver that names no cap of its own lifts the cap altogether */
		span.weight =
			nulls[3] ? CL_NO_CAP : cl_guard_quantity(guard, &row->weight, values[3], measure);
		if (!cl_span_add(env, waivers, span))
			CL_RAISE(env);
	}
	SPI_freetuptable(table);
}

bool
cl_guard_judge(cl_guard *guard, const cl_guard_key *key, cl_guard_group *group,
			   cl_guard_finding *finding)
{
	cl_env env;

	cl_pg_env(&env);
	group->cap = finding->terms.cap;
	if (!cl_guard_sweep(&env, group, &finding->breaches, &finding->count))
		CL_RAISE(&env);
	if (finding->count > 0 && OidIsValid(guard->waiver))
	{
		take_waivers(guard, key, &env, &group->waivers, &finding->terms.measure);
		if (group->waivers.count > 0 &&
			!cl_guard_sweep(&env, group, &finding->breaches, &finding->count))
			CL_RAISE(&env);
	}
	for (size_t i = 0; i < finding->count; i++)
		if (i == 0 || finding->breaches[i].load > finding->highest)
		{
			finding->highest = finding->breaches[i].load;
			finding->cap_then = finding->breaches[i].cap;
		}
	return finding->count > 0;
}

bool
cl_guard_check(cl_guard *guard, const cl_guard_key *key, const cl_span_list *change,
			   cl_guard_finding *finding)
{
	cl_guard_group group;
	cl_env env;
	uint64 count;

	memset(finding, 0, sizeof(*finding));
	memset(&group, 0, sizeof(group));
	cl_pg_env(&env);
	/* from here to the end of the transaction nobody else adds to this group or changes its cap */
	if (run_lock(guard, key) == 0)
		return false;
	cl_guard_fetch_terms(guard, SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &finding->terms);
	SPI_freetuptable(SPI_tuptable);
	if (finding->terms.cap == CL_NO_CAP)
		return false;
	count = run_read(guard, &guard->read, guard->rows, &guard->row, key);
	take_spans(guard, &guard->row, count, &env, &group.load, &finding->terms.measure);
	group.change = change;
	return cl_guard_judge(guard, key, &group, finding);
}
