/*
 * The table "mark" and its rows. It is found anew by each statement, by the schema of the trigger's
 * table and its name, and nothing of it is kept: so a schema may be renamed, dropped and made
 * again.
 */
#include "pg/marks.h"

#include "access/relation.h"
#include "access/table.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "parser/parse_relation.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#define TABLE_NAME "mark"

const char *const cl_mark_scopes[CL_SCOPES] = {"employee", "section", "site"};

static char *
full_name(Relation table)
{
	return psprintf("%s.%s", get_namespace_name(RelationGetNamespace(table)),
					RelationGetRelationName(table));
}

static Relation
open_table(const TriggerData *event)
{
	Oid space = RelationGetNamespace(event->tg_relation);

	for (;;)
	{
		Oid found = get_relname_relid(TABLE_NAME, space);
		Relation table;

		if (!OidIsValid(found))
			ereport(
				ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("schema \"%s\" has no table \"%s\"", get_namespace_name(space), TABLE_NAME),
				 errdetail("Trigger \"%s\" on table \"%s\" puts into it what becomes stale.",
						   event->tg_trigger->tgname, RelationGetRelationName(event->tg_relation)),
				 errhint("Let the table be in the schema of its district, or drop the "
						 "trigger.")));
		table = try_relation_open(found, RowExclusiveLock);
		/* before it was locked it may have been dropped, renamed or moved */
		if (table && RelationGetNamespace(table) == space &&
			strcmp(RelationGetRelationName(table), TABLE_NAME) == 0)
			return table;
		if (table)
			relation_close(table, RowExclusiveLock);
		CHECK_FOR_INTERRUPTS();
	}
}

static bool
is_column(TupleDesc columns, int place, const char *name, Oid type)
{
	Form_pg_attribute column = TupleDescAttr(columns, place);

	return strcmp(NameStr(column->attname), name) == 0 && column->atttypid == type &&
		   column->attgenerated == '\0';
}

static void
check_table(const TriggerData *event, Relation table)
{
	TupleDesc columns = RelationGetDescr(table);

	if (table->rd_rel->relowner != event->tg_relation->rd_rel->relowner)
		ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
						errmsg("table \"%s\" belongs to another role than \"%s\"", full_name(table),
							   full_name(event->tg_relation)),
						errdetail("Trigger \"%s\" would write to it as the owner of its own table.",
								  event->tg_trigger->tgname),
						errhint("Give both to one role: ALTER TABLE ... OWNER TO ...")));
	if (table->rd_rel->relkind != RELKIND_RELATION)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("\"%s\" is not an ordinary table", full_name(table)),
						errdetail("Trigger \"%s\" on table \"%s\" puts into it what becomes stale.",
								  event->tg_trigger->tgname,
								  RelationGetRelationName(event->tg_relation))));
	if (columns->natts != 3 || !is_column(columns, 0, "district_id", INT4OID) ||
		!is_column(columns, 1, "scope", TEXTOID) || !is_column(columns, 2, "subject_id", INT8OID))
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("table \"%s\" does not have the columns of marks", full_name(table)),
						errdetail("They are district_id integer, scope text and subject_id bigint, "
								  "in this order and no others.")));
	/* they would not be heeded */
	if (table->rd_rules || (table->trigdesc && table->trigdesc->trig_insert_new_table))
		ereport(
			ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table \"%s\" has a rule, or a trigger with a transition table",
					full_name(table)),
			 errhint("Drop it; a trigger of rows, or of statements without REFERENCING, may be.")));
}

static void
open_book(cl_mark_book *book)
{
	Relation table = open_table(book->event);
	RangeTblEntry *entry = makeNode(RangeTblEntry);

	check_table(book->event, table);
	entry->rtekind = RTE_RELATION;
	entry->relid = RelationGetRelid(table);
	entry->relkind = table->rd_rel->relkind;
	entry->rellockmode = RowExclusiveLock;
	book->state = CreateExecutorState();
	cl_init_range_table(book->state, entry);
	book->table = makeNode(ResultRelInfo);
	InitResultRelInfo(book->table, table, 1, NULL, 0);
	ExecOpenIndices(book->table, false);
	book->row = MakeSingleTupleTableSlot(RelationGetDescr(table), table_slot_callbacks(table));
	for (int scope = 0; scope < CL_SCOPES; scope++)
		book->scopes[scope] = CStringGetTextDatum(cl_mark_scopes[scope]);
}

static void
write_row(cl_mark_book *book, const cl_mark_key *key)
{
	TupleTableSlot *row = book->row;

	ExecClearTuple(row);
	row->tts_values[0] = Int32GetDatum(key->district);
	row->tts_values[1] = book->scopes[key->scope];
	row->tts_values[2] = Int64GetDatum(key->subject);
	memset(row->tts_isnull, 0, sizeof(bool) * 3);
	ExecStoreVirtualTuple(row);
	ExecSimpleRelationInsert(book->table, book->state, row);
	ResetPerTupleExprContext(book->state);
}

void
cl_marks_write(cl_mark_book *book, const cl_mark_key *keys, int count)
{
	Oid caller;
	int security;
	bool has_triggers;

	if (!book->state)
		open_book(book);
	has_triggers = book->table->ri_TrigDesc != NULL;
	/* what constraints, indexes and triggers of the table call must not run as the writer */
	GetUserIdAndSecContext(&caller, &security);
	SetUserIdAndSecContext(book->table->ri_RelationDesc->rd_rel->relowner,
						   security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	if (has_triggers)
	{
		AfterTriggerBeginQuery();
		ExecBSInsertTriggers(book->state, book->table);
	}
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(book, &keys[i]);
	}
	if (has_triggers)
	{
		ExecASInsertTriggers(book->state, book->table, NULL);
		AfterTriggerEndQuery(book->state);
	}
	SetUserIdAndSecContext(caller, security);
}

void
cl_marks_close(cl_mark_book *book)
{
	Relation table;

	if (!book->state)
		return;
	table = book->table->ri_RelationDesc;
	ExecDropSingleTupleTableSlot(book->row);
	ExecCloseIndices(book->table);
	ExecResetTupleTable(book->state->es_tupleTable, false);
	ExecCloseResultRelations(book->state);
	ExecCloseRangeTableRelations(book->state);
	FreeExecutorState(book->state);
	/* the lock stays until the transaction ends */
	table_close(table, NoLock);
}
