/* changes.h: a guarded table's statement, judged when it is done. */
#ifndef CASELOAD_GUARD_CHANGES_H
#define CASELOAD_GUARD_CHANGES_H

#include "guard/guard.h"

#include "commands/trigger.h"

/* Called by an AFTER trigger FOR EACH STATEMENT: the groups that grew, in the order of their keys.
 */
extern void cl_guard_check_statement(cl_guard *guard, const TriggerData *event, Oid role);

#endif
