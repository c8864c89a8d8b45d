#include "guard/guard.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

#include "core/caseload_unit.h"

PG_FUNCTION_INFO_V1(caseload_check_caps);

#define COLUMNS 10 /* an older version of the function has no last one */
#define FETCHED 1000

typedef struct listing
{
	ReturnSetInfo *result;
	cl_guard *guard;
	cl_guard_key key; /* of the group that is being read */
	cl_guard_group group;
	cl_guard_finding finding;
	bool any;
} listing;

static void
put_problem(ReturnSetInfo *result, const char *guard, const char *problem)
{
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false, false, true, true, true, true, true, true, true, true};

	values[0] = CStringGetTextDatum(guard);
	values[1] = CStringGetTextDatum(problem);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* As the guard's own range type is printed. */
static Datum
moments_text(Oid clock, const cl_breach *breach)
{
	Oid output;
	bool is_varlena;

	getTypeOutputInfo(clock, &output, &is_varlena);
	return CStringGetTextDatum(
		OidOutputFunctionCall(output, cl_guard_range(clock, breach->from, breach->to)));
}

static void
put_breach(const listing *list, const cl_breach *breach)
{
	const cl_guard_terms *terms = &list->finding.terms;
	Oid clock = list->guard->clock;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	values[0] = CStringGetTextDatum(list->guard->arguments.guard);
	values[1] = CStringGetTextDatum("over the cap");
	values[2] = PointerGetDatum(cl_guard_key_texts(list->guard, &list->key));
	values[3] = cl_guard_days(clock, breach->from, breach->to);
	values[4] = NumericGetDatum(cl_pg_numeric(breach->load, CL_UNIT_PLACES, 0));
	values[5] = NumericGetDatum(cl_pg_numeric(breach->cap, CL_UNIT_PLACES, 0));
	nulls[6] = terms->measure == CL_NO_MEASURE;
	values[6] = nulls[6] ? (Datum) 0 : CStringGetTextDatum(cl_measure_name(terms->measure));
	values[7] = CStringGetTextDatum(cl_guard_strictness_name(terms->strictness));
	nulls[8] = terms->citation == NULL;
	values[8] = nulls[8] ? (Datum) 0 : CStringGetTextDatum(terms->citation);
	nulls[9] = clock == DATERANGEOID;
	values[9] = nulls[9] ? (Datum) 0 : moments_text(clock, breach);
	tuplestore_putvalues(list->result->setResult, list->result->setDesc, values, nulls);
}

static void
end_group(listing *list)
{
	cl_guard_task task = {.key = list->key, .when = CL_ALWAYS};

	if (list->any && cl_guard_judge(list->guard, &task, &list->group, &list->finding))
		for (size_t i = 0; i < list->finding.count; i++)
			put_breach(list, &list->finding.breaches[i]);
	list->any = false;
}

static void
take_row(listing *list, TupleTableSlot *row, MemoryContext context)
{
	cl_guard *guard = list->guard;
	int keys = guard->keys;
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS];
	cl_guard_key key;
	bool null;
	cl_env env;

	for (int i = 0; i < keys; i++)
		key.value[i] = slot_getattr(row, i + 1, &null);
	if (!list->any || !cl_guard_same_key(guard, &key, &list->key, keys))
	{
		end_group(list);
		MemoryContextReset(context);
		memset(&list->group, 0, sizeof(list->group));
		memset(&list->finding, 0, sizeof(list->finding));
		for (int i = 0; i < keys; i++)
			list->key.value[i] =
				datumCopy(key.value[i], guard->key[i].by_value, guard->key[i].length);
		cl_guard_fetch_terms(guard, row, keys + 1, &list->finding.terms);
		list->any = true;
	}
	cl_pg_env(&env);
	cl_guard_fetch_span(&guard->row, row, keys + 1 + CL_GUARD_TERM_COLUMNS, values, nulls);
	if (!cl_span_add(
			&env, &list->group.load,
			cl_guard_span(guard, &guard->row, values, nulls, &list->finding.terms.measure)))
		CL_RAISE(&env);
}

/* Between two columns of different collations the server would ask which to use. */
static char *
collated(char *name, Oid mine, Oid other)
{
	HeapTuple tuple;
	Form_pg_collation entry;

	if (mine == other || !OidIsValid(mine))
		return name;
	tuple = SearchSysCache1(COLLOID, ObjectIdGetDatum(mine));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for collation %u", mine);
	entry = (Form_pg_collation) GETSTRUCT(tuple);
	name = psprintf("(%s COLLATE %s)", name,
					quote_qualified_identifier(get_namespace_name(entry->collnamespace),
											   NameStr(entry->collname)));
	ReleaseSysCache(tuple);
	return name;
}

/* Every row of a group with a cap, beside what its group says, in the order of the groups. */
static char *
query_of(const cl_guard *guard)
{
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT ");
	for (int i = 0; i < guard->keys; i++)
		appendStringInfo(&query, "%s%s", i == 0 ? "" : ", ",
						 cl_guard_column_name("g", &guard->group_row.key[i]));
	cl_guard_select_terms(&query, guard, "g");
	cl_guard_select_span(&query, &guard->row, "r");
	cl_guard_from(&query, guard->group, "g");
	appendStringInfoString(&query, " JOIN ");
	cl_guard_table(&query, guard->rows, "r");
	for (int i = 0; i < guard->keys; i++)
	{
		appendStringInfoString(&query, i == 0 ? " ON " : " AND ");
		cl_guard_equal(&query, &guard->key[i],
					   collated(cl_guard_column_name("g", &guard->group_row.key[i]),
								guard->group_row.key[i].collation, guard->row.key[i].collation),
					   guard->group_row.key[i].declared,
					   cl_guard_column_name("r", &guard->row.key[i]), guard->row.key[i].declared);
	}
	appendStringInfo(&query, " WHERE %s IS NOT NULL ORDER BY ",
					 cl_guard_column_name("g", &guard->group_row.weight));
	for (int i = 0; i < guard->keys; i++)
		appendStringInfo(&query, "%s%d", i == 0 ? "" : ", ", i + 1);
	return query.data;
}

static void
list_breaches(cl_guard *guard, ReturnSetInfo *result)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "caseload guard group", ALLOCSET_SMALL_SIZES);
	MemoryContext caller;
	listing list = {.result = result, .guard = guard};
	SPIPlanPtr plan = SPI_prepare(query_of(guard), 0, NULL);
	Portal portal;

	if (!plan)
		elog(ERROR, "could not prepare a guard's query: %s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	for (;;)
	{
		SPITupleTable *table;
		TupleTableSlot *row;
		uint64 count;

		SPI_cursor_fetch(portal, true, FETCHED);
		table = SPI_tuptable;
		count = SPI_processed;
		row = MakeSingleTupleTableSlot(table->tupdesc, &TTSOpsHeapTuple);
		caller = MemoryContextSwitchTo(context);
		for (uint64 i = 0; i < count; i++)
		{
			ExecStoreHeapTuple(table->vals[i], row, false);
			take_row(&list, row, context);
		}
		if (count == 0)
			end_group(&list);
		MemoryContextSwitchTo(caller);
		ExecDropSingleTupleTableSlot(row);
		SPI_freetuptable(table);
		if (count == 0)
			break;
	}
	SPI_cursor_close(portal);
	MemoryContextDelete(context);
}

static bool
is_there(List *triggers, const char *name, Oid relation)
{
	ListCell *cell;

	foreach (cell, triggers)
	{
		const cl_guard_trigger *trigger = lfirst(cell);

		if (strcmp(trigger->name, name) == 0 &&
			(trigger->relation == relation || !OidIsValid(relation)))
			return true;
	}
	return false;
}

/* `table` is its name where it is looked for on any. */
static void
list_missing(const cl_guard_arguments *arguments, const char *ending, List *triggers, Oid relation,
			 const char *table, ReturnSetInfo *result)
{
	char *name = psprintf("%s_%s", arguments->guard, ending);

	if (!is_there(triggers, name, relation))
		put_problem(result, arguments->guard,
					psprintf("trigger %s of table %s is missing", quote_identifier(name),
							 table ? table : cl_guard_table_name(relation)));
}

/* What of the guard's triggers is missing or switched off. */
static void
list_triggers(const cl_guard_arguments *arguments, Oid rows, List *triggers, ReturnSetInfo *result)
{
	static const char *const deferred[] = {"rows"};
	static const char *const by_statement[] = {"before", "insert", "update", "parts"};
	bool per_row = is_there(triggers, psprintf("%s_rows", arguments->guard), InvalidOid);
	const char *const *endings = per_row ? deferred : by_statement;
	/* only a partitioned table has the last of them */
	size_t count = per_row ? lengthof(deferred)
				   : get_rel_relkind(rows) == RELKIND_PARTITIONED_TABLE
					   ? lengthof(by_statement)
					   : lengthof(by_statement) - 1;
	ListCell *cell;

	foreach (cell, triggers)
	{
		const cl_guard_trigger *trigger = lfirst(cell);

		if (strcmp(trigger->arguments.guard, arguments->guard) == 0 &&
			trigger->enabled != TRIGGER_FIRES_ON_ORIGIN && trigger->enabled != TRIGGER_FIRES_ALWAYS)
			put_problem(result, arguments->guard,
						psprintf("trigger %s of table %s is disabled",
								 quote_identifier(trigger->name),
								 cl_guard_table_name(trigger->relation)));
	}
	for (size_t i = 0; i < count; i++)
		foreach (cell, cl_guard_parts(rows))
			list_missing(arguments, endings[i], triggers, lfirst_oid(cell), NULL, result);
	list_missing(arguments, "group", triggers, InvalidOid, arguments->group_table, result);
	if (arguments->waiver_table)
		list_missing(arguments, "waiver", triggers, InvalidOid, arguments->waiver_table, result);
}

/* The whole truth or none: who may read only part of the rows would be told of fewer breaches. */
static void
want_to_read(Oid table)
{
	Oid role = GetUserId();

	cl_guard_want_table(table);
	if (CL_OWNS_TABLE(table, role))
		return;
	if (pg_class_aclcheck(table, role, ACL_SELECT) != ACLCHECK_OK ||
		check_enable_rls(table, role, true) == RLS_ENABLED)
		ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
						errmsg("permission denied to check the caps of table %s",
							   cl_guard_table_name(table)),
						errdetail("It takes the right to read every row of the guard's tables.")));
}

static void
check_guard(const cl_guard_arguments *arguments, Oid rows, ReturnSetInfo *result)
{
	cl_guard *guard = cl_guard_lookup(arguments, rows, rows, CL_ON_ROWS);
	Oid caller;
	int security;

	want_to_read(guard->rows);
	want_to_read(guard->group);
	if (OidIsValid(guard->waiver))
		want_to_read(guard->waiver);
	guard->only_looks = true;
	GetUserIdAndSecContext(&caller, &security);
	SetUserIdAndSecContext(guard->owner,
						   security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	list_breaches(guard, result);
	SetUserIdAndSecContext(caller, security);
	cl_guard_free_plans(guard);
}

Datum
caseload_check_caps(PG_FUNCTION_ARGS)
{
	Oid rows = cl_guard_root(PG_GETARG_OID(0));
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	List *triggers;
	List *done = NIL;
	ListCell *cell;

	InitMaterializedSRF(fcinfo, 0);
	want_to_read(rows);
	cl_guard_lock_table(rows, AccessShareLock);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	triggers = cl_guard_triggers(rows);
	foreach (cell, triggers)
	{
		cl_guard_trigger *trigger = lfirst(cell);
		char *name = trigger->arguments.guard;
		bool again = false;
		ListCell *other;

		foreach (other, done)
			again = again || strcmp(lfirst(other), name) == 0;
		if (again)
			continue;
		done = lappend(done, name);
		list_triggers(&trigger->arguments, rows, triggers, result);
		check_guard(&trigger->arguments, rows, result);
	}
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
	if (done == NIL)
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
						errmsg("table %s has no guard", cl_guard_table_name(rows))));
	return (Datum) 0;
}
