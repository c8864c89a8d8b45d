/* changes.h: a guarded table's statement, judged when it is done. */
#ifndef CASELOAD_GUARD_CHANGES_H
#define CASELOAD_GUARD_CHANGES_H

#include "guard/guard.h"

#include "commands/trigger.h"

/* Called by an AFTER trigger FOR EACH STATEMENT: the groups that grew, in the order of their keys.
 */
extern void cl_guard_check_statement(cl_guard *guard, const TriggerData *event, Oid role);

/* Called by an AFTER trigger FOR EACH ROW: leaves what changed to the end of the statement. */
struct cl_guard_changes;
extern void cl_guard_gather_row(cl_guard *guard, const TriggerData *event,
								struct cl_guard_changes **to);

#endif
