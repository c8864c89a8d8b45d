/* beside.h: a table that stands beside a trigger's table and that the trigger writes to. */
#ifndef CASELOAD_BESIDE_H
#define CASELOAD_BESIDE_H

#include "pg/compat.h"

#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "nodes/execnodes.h"

/* In the schema of the trigger's table and of the same owner; opened when there is something to
 * write. */
typedef struct cl_beside
{
	const TriggerData *event;
	const char *name;
	const char *takes; /* for errors: what the trigger puts into it */
	EState *state;	   /* NULL: not opened */
	ResultRelInfo *table;
	TupleTableSlot *row;
	bool has_triggers;
	Oid caller;
	int security;
} cl_beside;

extern void cl_beside_open(cl_beside *beside);
/* What is put between these two is written as the owner of the table, whatever the writer may do.
 */
extern void cl_beside_begin(cl_beside *beside);
extern void cl_beside_end(cl_beside *beside);
/* Writes beside->row, whose values are set and not yet stored. */
extern void cl_beside_put(cl_beside *beside);
extern void cl_beside_close(cl_beside *beside);
/* "schema.table", for errors. */
extern char *cl_beside_full_name(Relation table);

#endif
