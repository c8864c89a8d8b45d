/*
 * is_empty.c: whether a table holds no row. Asked of the marks at each look at a report, where the
 * plan of an EXISTS is set up and taken down for longer than it takes to see an empty table.
 */
#include "pg/glue.h"

#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(caseload_is_empty);

static void
check_may_read(Relation table)
{
	if (table->rd_rel->relkind != RELKIND_RELATION)
		ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
						errmsg("\"%s\" is not an ordinary table", RelationGetRelationName(table)),
						errhint("Of views and of partitioned and foreign tables ask by EXISTS.")));
	if (pg_class_aclcheck(RelationGetRelid(table), GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, RelationGetRelationName(table));
	/* what a policy would hide is not looked for here */
	if (check_enable_rls(RelationGetRelid(table), InvalidOid, false) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("row security is in force for this role on table \"%s\"",
						RelationGetRelationName(table)),
				 errhint("ALTER TABLE ... NO FORCE ROW LEVEL SECURITY, and let its owner ask.")));
}

/* In the snapshot of the statement, as EXISTS would see it. */
Datum
caseload_is_empty(PG_FUNCTION_ARGS)
{
	Relation table = table_open(PG_GETARG_OID(0), AccessShareLock);
	TableScanDesc scan;
	TupleTableSlot *row;
	bool found;

	check_may_read(table);
	row = table_slot_create(table, NULL);
	scan = table_beginscan_strat(table, GetActiveSnapshot(), 0, NULL, false, false);
	found = table_scan_getnextslot(scan, ForwardScanDirection, row);
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(row);
	table_close(table, NoLock);
	PG_RETURN_BOOL(!found);
}
