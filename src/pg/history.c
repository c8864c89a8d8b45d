/*
 * The trigger that keeps what rows of facts were before a statement changed, deleted or truncated
 * them. A row that was written as it stood leaves nothing. Every change of a fact pays for it, so
 * it reads the transition tables, which hold old and new rows in the same order, and writes rows
 * without a query.
 */
#include "pg/history.h"

#include "access/tableam.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(caseload_keep_history);

static void
check_call(FunctionCallInfo fcinfo)
{
	const TriggerData *event = (TriggerData *) fcinfo->context;
	bool is_call = CALLED_AS_TRIGGER(fcinfo) && TRIGGER_FIRED_FOR_STATEMENT(event->tg_event) &&
				   event->tg_trigger->tgnargs == 1;

	if (is_call && TRIGGER_FIRED_BY_TRUNCATE(event->tg_event))
		is_call = TRIGGER_FIRED_BEFORE(event->tg_event) &&
				  (event->tg_relation->rd_rel->relkind == RELKIND_RELATION ||
				   event->tg_relation->rd_rel->relkind == RELKIND_PARTITIONED_TABLE);
	else if (is_call)
		is_call = TRIGGER_FIRED_AFTER(event->tg_event) && event->tg_oldtable != NULL &&
				  (event->tg_newtable != NULL || TRIGGER_FIRED_BY_DELETE(event->tg_event));
	if (!is_call)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("%s must be called as a trigger of statements: AFTER UPDATE with both "
						"transition tables, AFTER DELETE with the old, BEFORE TRUNCATE",
						get_func_name(fcinfo->flinfo->fn_oid)),
				 errhint("CREATE TRIGGER ... AFTER UPDATE ON ... REFERENCING OLD TABLE AS old_rows "
						 "NEW TABLE AS new_rows EXECUTE FUNCTION caseload.keep_history('...'), its "
						 "argument the column of the key beside district_id.")));
}

/* What an update did to a row. */
typedef enum
{
	AS_IT_WAS,
	KNOWN_FROM_MOVED,
	CHANGED
} what_changed;

static bool
same_value(TupleDesc columns, int column, TupleTableSlot *was, TupleTableSlot *is)
{
	Form_pg_attribute type = TupleDescAttr(columns, column);

	if (was->tts_isnull[column] || is->tts_isnull[column])
		return was->tts_isnull[column] == is->tts_isnull[column];
	return datum_image_eq(was->tts_values[column], is->tts_values[column], type->attbyval,
						  type->attlen);
}

static what_changed
compare(const cl_history *history, TupleTableSlot *was, TupleTableSlot *is)
{
	Relation table = history->beside.event->tg_relation;
	TupleDesc columns = RelationGetDescr(table);
	int known_from = history->fact.known_from - 1;
	bool moved = !same_value(columns, known_from, was, is);

	if (moved && !has_privs_of_role(GetUserId(), table->rd_rel->relowner))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("since when a row of \"%s\" is known is not for its writer to change",
						RelationGetRelationName(table)),
				 errdetail("The statement would move known_from of a row that is there."),
				 errhint("Say known_from when the row is inserted; the owner of the table "
						 "may move it.")));
	for (int i = 0; i < columns->natts; i++)
		if (i != known_from && !TupleDescAttr(columns, i)->attisdropped &&
			!same_value(columns, i, was, is))
			return CHANGED;
	return moved ? KNOWN_FROM_MOVED : AS_IT_WAS;
}

static bool
same_key(const cl_history *history, TupleTableSlot *was, TupleTableSlot *is)
{
	TupleDesc columns = RelationGetDescr(history->beside.event->tg_relation);

	return same_value(columns, history->fact.district - 1, was, is) &&
		   same_value(columns, history->fact.key - 1, was, is);
}

static TupleTableSlot *
row_of(Relation table)
{
	return MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsMinimalTuple);
}

/* Others read the same rows, each with its own pointer. */
static int
reader_of(Tuplestorestate *rows)
{
	int reader = tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND);

	tuplestore_select_read_pointer(rows, reader);
	tuplestore_rescan(rows);
	return reader;
}

static bool
next_row(Tuplestorestate *rows, int reader, TupleTableSlot *row)
{
	CHECK_FOR_INTERRUPTS();
	tuplestore_select_read_pointer(rows, reader);
	if (!tuplestore_gettupleslot(rows, true, false, row))
		return false;
	slot_getallattrs(row);
	return true;
}

static void
begin_under_new_keys(cl_history *history, List *moved, TupleTableSlot *is)
{
	ListCell *cell;

	cl_history_look_again(history);
	foreach (cell, moved)
	{
		ExecStoreMinimalTuple(lfirst(cell), is, false);
		slot_getallattrs(is);
		cl_history_begin(history, is);
	}
}

static void
keep_rows(cl_history *history, const char *key)
{
	const TriggerData *event = history->beside.event;
	Relation table = event->tg_relation;
	TupleTableSlot *was = row_of(table);
	TupleTableSlot *is = row_of(table);
	int old_reader = reader_of(event->tg_oldtable);
	int new_reader = event->tg_newtable ? reader_of(event->tg_newtable) : -1;
	List *moved = NIL;

	while (next_row(event->tg_oldtable, old_reader, was))
	{
		bool updated = event->tg_newtable != NULL && next_row(event->tg_newtable, new_reader, is);

		if (updated && compare(history, was, is) != CHANGED)
			continue;
		if (!history->beside.state)
		{
			cl_history_open(history, key);
			cl_beside_begin(&history->beside);
		}
		cl_history_keep(history, was);
		if (updated && !same_key(history, was, is))
			moved = lappend(moved, ExecCopySlotMinimalTuple(is));
	}
	if (moved != NIL)
		begin_under_new_keys(history, moved, is);
	if (history->beside.state)
		cl_beside_end(&history->beside);
	ExecDropSingleTupleTableSlot(was);
	ExecDropSingleTupleTableSlot(is);
}

static void
keep_table(cl_history *history, const char *key)
{
	Relation table = history->beside.event->tg_relation;
	TupleTableSlot *was = table_slot_create(table, NULL);
	Snapshot snapshot = RegisterSnapshot(GetLatestSnapshot());
	TableScanDesc scan = table_beginscan(table, snapshot, 0, NULL);

	cl_history_open(history, key);
	cl_beside_begin(&history->beside);
	while (table_scan_getnextslot(scan, ForwardScanDirection, was))
	{
		CHECK_FOR_INTERRUPTS();
		slot_getallattrs(was);
		cl_history_keep(history, was);
	}
	cl_beside_end(&history->beside);
	table_endscan(scan);
	UnregisterSnapshot(snapshot);
	ExecDropSingleTupleTableSlot(was);
}

Datum
caseload_keep_history(PG_FUNCTION_ARGS)
{
	cl_history history = {.beside.event = (TriggerData *) fcinfo->context};
	MemoryContext context;
	MemoryContext caller;
	const char *key;

	check_call(fcinfo);
	context = AllocSetContextCreate(CurrentMemoryContext, "caseload history", ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(context);
	key = history.beside.event->tg_trigger->tgargs[0];
	history.fact = cl_fact_columns_of(history.beside.event->tg_relation, key);
	if (!TRIGGER_FIRED_BY_TRUNCATE(history.beside.event->tg_event))
		keep_rows(&history, key);
	/* with a partitioned table its partitions are emptied, and each has a trigger of its own */
	else if (history.beside.event->tg_relation->rd_rel->relkind == RELKIND_RELATION)
		keep_table(&history, key);
	cl_history_close(&history);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return PointerGetDatum(NULL);
}
