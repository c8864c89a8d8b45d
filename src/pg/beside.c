/*
 * A table beside the trigger's own, and its rows. It is found anew by each statement, by the schema
 * of the trigger's table and its name, and nothing of it is kept: so a schema may be renamed,
 * dropped and made again.
 */
#include "pg/beside.h"

#include "access/relation.h"
#include "access/table.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "parser/parse_relation.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

char *
cl_beside_full_name(Relation table)
{
	return psprintf("%s.%s", get_namespace_name(RelationGetNamespace(table)),
					RelationGetRelationName(table));
}

static Relation
find_table(const cl_beside *beside)
{
	const TriggerData *event = beside->event;
	Oid space = RelationGetNamespace(event->tg_relation);

	for (;;)
	{
		Oid found = get_relname_relid(beside->name, space);
		Relation table;

		if (!OidIsValid(found))
			ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
							errmsg("schema \"%s\" has no table \"%s\"", get_namespace_name(space),
								   beside->name),
							errdetail("Trigger \"%s\" on table \"%s\" puts into it %s.",
									  event->tg_trigger->tgname,
									  RelationGetRelationName(event->tg_relation), beside->takes),
							errhint("Let the table be in the schema of its district, or drop the "
									"trigger.")));
		table = try_relation_open(found, RowExclusiveLock);
		/* before it was locked it may have been dropped, renamed or moved */
		if (table && RelationGetNamespace(table) == space &&
			strcmp(RelationGetRelationName(table), beside->name) == 0)
			return table;
		if (table)
			relation_close(table, RowExclusiveLock);
		CHECK_FOR_INTERRUPTS();
	}
}

static void
check_table(const cl_beside *beside, Relation table)
{
	const TriggerData *event = beside->event;

	if (table->rd_rel->relowner != event->tg_relation->rd_rel->relowner)
		ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
						errmsg("table \"%s\" belongs to another role than \"%s\"",
							   cl_beside_full_name(table), cl_beside_full_name(event->tg_relation)),
						errdetail("Trigger \"%s\" would write to it as the owner of its own table.",
								  event->tg_trigger->tgname),
						errhint("Give both to one role: ALTER TABLE ... OWNER TO ...")));
	if (table->rd_rel->relkind != RELKIND_RELATION)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("\"%s\" is not an ordinary table", cl_beside_full_name(table)),
						errdetail("Trigger \"%s\" on table \"%s\" puts into it %s.",
								  event->tg_trigger->tgname,
								  RelationGetRelationName(event->tg_relation), beside->takes)));
	/* they would not be heeded */
	if (table->rd_rules || (table->trigdesc && table->trigdesc->trig_insert_new_table))
		ereport(
			ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table \"%s\" has a rule, or a trigger with a transition table",
					cl_beside_full_name(table)),
			 errhint("Drop it; a trigger of rows, or of statements without REFERENCING, may be.")));
}

void
cl_beside_open(cl_beside *beside)
{
	Relation table = find_table(beside);
	RangeTblEntry *entry = makeNode(RangeTblEntry);

	check_table(beside, table);
	entry->rtekind = RTE_RELATION;
	entry->relid = RelationGetRelid(table);
	entry->relkind = table->rd_rel->relkind;
	entry->rellockmode = RowExclusiveLock;
	beside->state = CreateExecutorState();
	cl_init_range_table(beside->state, entry);
	beside->table = makeNode(ResultRelInfo);
	InitResultRelInfo(beside->table, table, 1, NULL, 0);
	ExecOpenIndices(beside->table, false);
	beside->row = MakeSingleTupleTableSlot(RelationGetDescr(table), table_slot_callbacks(table));
	beside->has_triggers =
		beside->table->ri_TrigDesc && beside->table->ri_TrigDesc->numtriggers > 0;
}

void
cl_beside_begin(cl_beside *beside)
{
	/* what constraints, indexes and triggers of the table call must not run as the writer */
	GetUserIdAndSecContext(&beside->caller, &beside->security);
	SetUserIdAndSecContext(beside->table->ri_RelationDesc->rd_rel->relowner,
						   beside->security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	if (beside->has_triggers)
	{
		AfterTriggerBeginQuery();
		ExecBSInsertTriggers(beside->state, beside->table);
	}
}

void
cl_beside_put(cl_beside *beside)
{
	ExecStoreVirtualTuple(beside->row);
	ExecSimpleRelationInsert(beside->table, beside->state, beside->row);
	ResetPerTupleExprContext(beside->state);
}

void
cl_beside_end(cl_beside *beside)
{
	if (beside->has_triggers)
	{
		ExecASInsertTriggers(beside->state, beside->table, NULL);
		AfterTriggerEndQuery(beside->state);
	}
	SetUserIdAndSecContext(beside->caller, beside->security);
}

void
cl_beside_close(cl_beside *beside)
{
	Relation table;

	if (!beside->state)
		return;
	table = beside->table->ri_RelationDesc;
	ExecDropSingleTupleTableSlot(beside->row);
	ExecCloseIndices(beside->table);
	ExecResetTupleTable(beside->state->es_tupleTable, false);
	ExecCloseResultRelations(beside->state);
	ExecCloseRangeTableRelations(beside->state);
	FreeExecutorState(beside->state);
	/* the lock stays until the transaction ends */
	table_close(table, NoLock);
}
