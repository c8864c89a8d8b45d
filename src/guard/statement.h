/* statement.h: the two triggers of one upsert or MERGE, brought together. */
#ifndef CASELOAD_GUARD_STATEMENT_H
#define CASELOAD_GUARD_STATEMENT_H

#include "pg/compat.h"

#include "commands/trigger.h"
#include "utils/tuplesort.h"

typedef struct cl_guard_statement cl_guard_statement;

/* Called by the BEFORE trigger, once for each event that the statement has. */
extern void cl_guard_statement_begins(const TriggerData *event);

/*
 * Called by an AFTER trigger. True if it is the last of its statement: then `sort` and
 * `columns` are what the first one kept, or NULL. False if the other is still to come: then
 * what is sorted so far is to be kept in `keep`, in memory that lasts as long as the
 * subtransaction.
 */
extern bool cl_guard_statement_ends(const TriggerData *event, Tuplesortstate **sort,
									TupleDesc *columns, cl_guard_statement **keep);
extern void cl_guard_statement_keeps(cl_guard_statement *statement, Tuplesortstate *sort,
									 TupleDesc columns);

#endif
