/* install.c: makes and drops the triggers of guards. */
#include "guard/guard.h"

#include "access/genam.h"
#include "access/table.h"
#include "access/twophase.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "parser/parse_func.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(caseload_guard);
PG_FUNCTION_INFO_V1(caseload_unguard);
PG_FUNCTION_INFO_V1(caseload_guard_partitions);

/* The longest ending of a trigger's name is "_insert" (or "_update", ...). */
#define MOST_NAME (NAMEDATALEN - 1 - 7)
#define BAD ERRCODE_INVALID_PARAMETER_VALUE

static void
want_owner(const char *argument, Oid table)
{
	cl_guard_want_table(table);
	if (!CL_OWNS_TABLE(table, GetUserId()))
		ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
						errmsg("must be owner of table %s", cl_guard_table_name(table)),
						errdetail("It is the guard's argument %s.", argument)));
}

static void
execute(const char *statement)
{
	int result = SPI_execute(statement, false, 0);

	if (result != SPI_OK_UTILITY)
		elog(ERROR, "could not run \"%s\": %s", statement, SPI_result_code_string(result));
}

static bool
is_partitioned_root(Oid table)
{
	return get_rel_relkind(table) == RELKIND_PARTITIONED_TABLE && !get_rel_relispartition(table);
}

typedef enum trigger_form
{
	BY_STATEMENT,
	BY_ROW,
	CONSTRAINT,
	DEFERRED
} trigger_form;

/*
 * Only those who may call a trigger's function can make the trigger, and whoever can make one
 * has the guard read as the owner. So the right to call it is nobody's by default; here the
 * owner was asked for and the trigger is ours, and it is made as the function's owner.
 */
static void
create_trigger(const cl_guard_arguments *arguments, const char *ending, Oid table,
			   const char *event, const char *function, trigger_form form, Oid from)
{
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(cl_guard_function(function)));
	StringInfoData statement;
	StringInfoData words;
	Oid caller;
	int security;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %s", function);
	initStringInfo(&words);
	cl_guard_write_arguments(&words, arguments);
	initStringInfo(&statement);
	appendStringInfo(&statement, "CREATE %sTRIGGER %s %s ON %s",
					 form >= CONSTRAINT ? "CONSTRAINT " : "",
					 quote_identifier(psprintf("%s_%s", arguments->guard, ending)), event,
					 cl_guard_table_name(table));
	if (OidIsValid(from))
		appendStringInfo(&statement, " FROM %s", cl_guard_table_name(from));
	if (form == DEFERRED)
		appendStringInfoString(&statement, " DEFERRABLE INITIALLY DEFERRED");
	/* of a partitioned table the rows come singly; a partition may be detached, with its triggers
	 */
	if (form != BY_STATEMENT || is_partitioned_root(table))
		;
	else if (strcmp(event, "AFTER INSERT") == 0)
		appendStringInfoString(&statement, " REFERENCING NEW TABLE AS new_rows");
	else if (strcmp(event, "AFTER UPDATE") == 0)
		appendStringInfoString(&statement,
							   " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows");
	appendStringInfo(&statement, " FOR EACH %s EXECUTE FUNCTION %s.%s(%s)",
					 form == BY_STATEMENT ? "STATEMENT" : "ROW", CL_SCHEMA, function, words.data);

	GetUserIdAndSecContext(&caller, &security);
	SetUserIdAndSecContext(((Form_pg_proc) GETSTRUCT(tuple))->proowner,
						   security | SECURITY_LOCAL_USERID_CHANGE);
	ReleaseSysCache(tuple);
	execute(statement.data);
	SetUserIdAndSecContext(caller, security);
}

static const struct
{
	const char *ending;
	const char *event;
} statement_triggers[] = {
	{"before", "BEFORE INSERT OR UPDATE"}, {"insert", "AFTER INSERT"}, {"update", "AFTER UPDATE"}};

/* A trigger of the table that its partitions inherit, whenever they come. */
static void
create_row_trigger(const cl_guard_arguments *arguments, Oid rows)
{
	create_trigger(arguments, "parts", rows, "AFTER INSERT OR UPDATE OR DELETE", "guard_rows",
				   BY_ROW, InvalidOid);
}

static char *
text_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(n));
}

static List *
list_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	Datum *elements;
	bool *nulls;
	int count;
	List *list = NIL;

	if (PG_ARGISNULL(n))
		return NIL;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls,
					  &count);
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			cl_guard_refuse(BAD, name, NULL, "Element %d is NULL.", i + 1);
		list = lappend(list, TextDatumGetCString(elements[i]));
	}
	return list;
}

static char *
table_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	if (PG_ARGISNULL(n))
		return NULL;
	want_owner(name, PG_GETARG_OID(n));
	return cl_guard_table_name(PG_GETARG_OID(n));
}

/* enrollment_section_id_cap */
static char *
default_name(Oid rows, List *key)
{
	StringInfoData name;
	ListCell *cell;

	initStringInfo(&name);
	appendStringInfoString(&name, get_rel_name(rows));
	foreach (cell, key)
		appendStringInfo(&name, "_%s", (char *) lfirst(cell));
	if (name.len > MOST_NAME - 4)
		name.data[name.len = pg_mbcliplen(name.data, name.len, MOST_NAME - 4)] = '\0';
	appendStringInfoString(&name, "_cap");
	return name.data;
}

static void
warn_without_index(const cl_guard *guard)
{
	Relation relation = table_open(guard->rows, AccessShareLock);
	ListCell *cell;
	bool found = false;

	foreach (cell, RelationGetIndexList(relation))
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);

		for (int i = 0; i < guard->keys; i++)
			found = found || index->rd_index->indkey.values[0] == guard->row.key[i].number;
		index_close(index, AccessShareLock);
	}
	table_close(relation, AccessShareLock);
	if (!found)
		ereport(NOTICE, (errmsg("no index of table %s begins with a column of the guard's key",
								cl_guard_table_name(guard->rows)),
						 errhint("Create one: without it each insert reads the whole table.")));
}

static void
warn_of_breaches(const char *guard, Oid rows)
{
	Oid types[] = {REGCLASSOID, TEXTOID};
	Datum values[] = {ObjectIdGetDatum(rows), CStringGetTextDatum(guard)};
	int64 count;
	bool null;

	if (SPI_execute_with_args("SELECT pg_catalog.count(DISTINCT group_key) FROM "
							  "caseload.check_caps($1) WHERE guard OPERATOR(pg_catalog.=) $2",
							  2, types, values, NULL, false, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not look for breaches");
	count = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &null));
	if (count > 0)
		ereport(WARNING,
				(errmsg("groups of guard \"%s\" that are over their cap already: %lld", guard,
						(long long) count),
				 errhint("SELECT * FROM caseload.check_caps('%s');", cl_guard_table_name(rows))));
}

/*
 * Of the server's faults those that reach this guard. A guard by statement of a partitioned table
 * has a row trigger, which sees what its transition tables do not; a transaction is prepared only
 * where the server allows some.
 */
static void
warn_of_release(const char *guard, bool by_transition_table)
{
	Oid integer = INT4OID;

	/* an extension that is not updated yet has no such function */
	if (!OidIsValid(LookupFuncName(list_make2(makeString(CL_SCHEMA), makeString("release_problem")),
								   1, &integer, true)))
		return;
	if (SPI_execute("SELECT guards, problem, first_good FROM caseload.release_problem()", false,
					0) != SPI_OK_SELECT)
		elog(ERROR, "could not ask what is known of the server's release");
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple row = SPI_tuptable->vals[i];
		TupleDesc columns = SPI_tuptable->tupdesc;
		const char *guards = SPI_getvalue(row, columns, 1);

		if (strcmp(guards, "prepared") == 0 ? max_prepared_xacts > 0 : by_transition_table)
			ereport(WARNING,
					(errmsg("this release of PostgreSQL lets rows past guard \"%s\"", guard),
					 errdetail("%s.", SPI_getvalue(row, columns, 2)),
					 errhint("Update the server to %s or later.", SPI_getvalue(row, columns, 3))));
	}
}

/*
 * The triggers of a table fire in the order of their names. Were that of two guards' triggers
 * another for INSERT than for UPDATE, two such statements could lock groups crosswise: room_insert
 * comes before room_kind_insert, but room_update after room_kind_update.
 */
static void
want_one_order(const char *mine, const char *other)
{
	bool for_insert = strcmp(psprintf("%s_insert", mine), psprintf("%s_insert", other)) < 0;
	bool for_update = strcmp(psprintf("%s_update", mine), psprintf("%s_update", other)) < 0;

	if (for_insert != for_update)
		cl_guard_refuse(BAD, "name", mine,
						"Beside guard \"%s\" its triggers would fire in another order for INSERT "
						"than for UPDATE, and statements could deadlock; choose another name.",
						other);
}

Datum
caseload_guard(PG_FUNCTION_ARGS)
{
	cl_guard_arguments arguments;
	cl_guard *guard;
	bool deferred = !PG_ARGISNULL(16) && PG_GETARG_BOOL(16);
	Oid rows;
	ListCell *cell;

	memset(&arguments, 0, sizeof(arguments));
	arguments.rows = table_argument(fcinfo, 0, "guarded");
	arguments.group_table = table_argument(fcinfo, 1, "group_table");
	arguments.key = list_argument(fcinfo, 2, "key");
	arguments.cap = text_argument(fcinfo, 3);
	arguments.group_key = PG_ARGISNULL(4) ? arguments.key : list_argument(fcinfo, 4, "group_key");
	arguments.valid = text_argument(fcinfo, 5);
	arguments.starts = text_argument(fcinfo, 6);
	arguments.ends = text_argument(fcinfo, 7);
	arguments.weight = text_argument(fcinfo, 8);
	arguments.strictness = text_argument(fcinfo, 9);
	arguments.citation = text_argument(fcinfo, 10);
	arguments.waiver_table = table_argument(fcinfo, 11, "waiver_table");
	arguments.waiver_key = list_argument(fcinfo, 12, "waiver_key");
	arguments.waiver_valid = text_argument(fcinfo, 13);
	arguments.waiver_cap = text_argument(fcinfo, 14);
	arguments.breach_table = table_argument(fcinfo, 15, "breach_table");
	/* an older version of the function has no such argument */
	arguments.once = PG_NARGS() > 18 ? text_argument(fcinfo, 18) : NULL;
	if (arguments.waiver_table && !arguments.waiver_key)
		arguments.waiver_key = arguments.key;
	if (!arguments.rows || !arguments.group_table || !arguments.key || !arguments.group_key ||
		!arguments.cap)
		cl_guard_refuse(BAD,
						!arguments.rows			 ? "guarded"
						: !arguments.group_table ? "group_table"
						: !arguments.key		 ? "key"
						: !arguments.group_key	 ? "group_key"
												 : "cap",
						NULL, "It is missing.");
	rows = PG_GETARG_OID(0);
	arguments.guard = text_argument(fcinfo, 17);
	if (!arguments.guard)
		arguments.guard = default_name(rows, arguments.key);
	if (arguments.guard[0] == '\0' || strlen(arguments.guard) > MOST_NAME)
		cl_guard_refuse(BAD, "name", arguments.guard, "A guard's name has 1 to %d bytes.",
						MOST_NAME);
	if (cl_guard_root(rows) != rows)
		cl_guard_refuse(BAD, "guarded", arguments.rows, "It is a partition; guard %s instead.",
						cl_guard_table_name(cl_guard_root(rows)));

	/* what CREATE TRIGGER takes anyway: nobody writes until the guard stands */
	cl_guard_lock_table(rows, ShareRowExclusiveLock);
	guard = cl_guard_lookup(&arguments, rows, rows, CL_ON_ROWS);
	foreach (cell, cl_guard_triggers(rows))
	{
		const char *other = ((cl_guard_trigger *) lfirst(cell))->arguments.guard;

		if (!deferred)
			want_one_order(arguments.guard, other);
		if (strcmp(other, arguments.guard) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_DUPLICATE_OBJECT),
					 errmsg("table %s has a guard \"%s\" already", arguments.rows, arguments.guard),
					 errhint("Give this one a name of its own, or call caseload.unguard() "
							 "first.")));
	}

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (deferred)
		create_trigger(&arguments, "rows", rows, "AFTER INSERT OR UPDATE", "guard_rows", DEFERRED,
					   InvalidOid);
	else
		foreach (cell, cl_guard_parts(rows))
			for (size_t i = 0; i < lengthof(statement_triggers); i++)
				create_trigger(&arguments, statement_triggers[i].ending, lfirst_oid(cell),
							   statement_triggers[i].event, "guard_rows", BY_STATEMENT, InvalidOid);
	if (!deferred && is_partitioned_root(rows))
		create_row_trigger(&arguments, rows);
	create_trigger(&arguments, "group", guard->group, "AFTER INSERT OR UPDATE", "guard_group",
				   deferred ? DEFERRED : CONSTRAINT, rows);
	if (OidIsValid(guard->waiver))
		create_trigger(&arguments, "waiver", guard->waiver, "AFTER UPDATE OR DELETE",
					   "guard_waiver", deferred ? DEFERRED : CONSTRAINT, rows);
	warn_without_index(guard);
	warn_of_release(arguments.guard, !deferred && !is_partitioned_root(rows));
	warn_of_breaches(arguments.guard, rows);
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
	PG_RETURN_TEXT_P(cstring_to_text(arguments.guard));
}

Datum
caseload_unguard(PG_FUNCTION_ARGS)
{
	Oid rows;
	char *name;
	bool found = false;
	ListCell *cell;

	if (PG_ARGISNULL(0))
		cl_guard_refuse(BAD, "guarded", NULL, "It is missing.");
	rows = PG_GETARG_OID(0);
	name = text_argument(fcinfo, 1);
	want_owner("guarded", rows);
	if (cl_guard_root(rows) != rows)
		cl_guard_refuse(BAD, "guarded", cl_guard_table_name(rows),
						"It is a partition; unguard %s instead.",
						cl_guard_table_name(cl_guard_root(rows)));
	/* what DROP TRIGGER takes anyway; two that came to it from a weaker lock would deadlock */
	cl_guard_lock_table(rows, AccessExclusiveLock);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	foreach (cell, cl_guard_triggers(rows))
	{
		cl_guard_trigger *trigger = lfirst(cell);

		if (name && strcmp(trigger->arguments.guard, name) != 0)
			continue;
		found = true;
		if (!trigger->cloned)
			execute(psprintf("DROP TRIGGER %s ON %s", quote_identifier(trigger->name),
							 cl_guard_table_name(trigger->relation)));
	}
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
	if (!found)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 name ? errmsg("table %s has no guard \"%s\"", cl_guard_table_name(rows), name)
					  : errmsg("table %s has no guard", cl_guard_table_name(rows))));
	PG_RETURN_VOID();
}

static bool
has_trigger(List *triggers, Oid relation, const char *name)
{
	ListCell *cell;

	foreach (cell, triggers)
	{
		const cl_guard_trigger *trigger = lfirst(cell);

		if (trigger->relation == relation && strcmp(trigger->name, name) == 0)
			return true;
	}
	return false;
}

/* Gives the trigger that the table has to those of its partitions that have none. */
static int
spread_trigger(const cl_guard_trigger *trigger, size_t which, List *triggers)
{
	int made = 0;
	ListCell *part;

	foreach (part, cl_guard_parts(trigger->relation))
		if (!has_trigger(triggers, lfirst_oid(part), trigger->name))
		{
			want_owner("guarded", lfirst_oid(part));
			create_trigger(&trigger->arguments, statement_triggers[which].ending, lfirst_oid(part),
						   statement_triggers[which].event, "guard_rows", BY_STATEMENT, InvalidOid);
			made++;
		}
	return made;
}

/* Partitions that were attached later get the triggers that the table has. */
Datum
caseload_guard_partitions(PG_FUNCTION_ARGS)
{
	Oid rows = PG_GETARG_OID(0);
	List *triggers;
	ListCell *cell;
	int made = 0;

	want_owner("guarded", rows);
	cl_guard_lock_table(rows, ShareRowExclusiveLock);
	triggers = cl_guard_triggers(rows);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	foreach (cell, triggers)
	{
		const cl_guard_trigger *trigger = lfirst(cell);
		const char *guard = trigger->arguments.guard;

		if (trigger->relation != rows)
			continue;
		for (size_t i = 0; i < lengthof(statement_triggers); i++)
			if (strcmp(trigger->name, psprintf("%s_%s", guard, statement_triggers[i].ending)) == 0)
				made += spread_trigger(trigger, i, triggers);
		/* a guard that an older version made has none */
		if (strcmp(trigger->name, psprintf("%s_insert", guard)) == 0 && is_partitioned_root(rows) &&
			!has_trigger(triggers, rows, psprintf("%s_parts", guard)))
		{
			create_row_trigger(&trigger->arguments, rows);
			made++;
		}
	}
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
	PG_RETURN_INT32(made);
}
