/* statement.h: the triggers of one statement, brought together. */
#ifndef CASELOAD_GUARD_STATEMENT_H
#define CASELOAD_GUARD_STATEMENT_H

#include "pg/compat.h"

#include "commands/trigger.h"

typedef struct cl_guard_statement cl_guard_statement;

/* What it changed, as far as it is known; in memory that lasts as long as the subtransaction. */
struct cl_guard_changes;

typedef struct cl_guard_ending
{
	bool last;						   /* of the statement's AFTER triggers */
	struct cl_guard_changes *changes;  /* what its other triggers left, or NULL */
	struct cl_guard_changes **to_keep; /* not the last: where to leave what is known so far */
} cl_guard_ending;

/* Called by the BEFORE trigger, once for each event that the statement has. */
extern void cl_guard_statement_begins(const TriggerData *event, Oid root);

/* Called by an AFTER trigger FOR EACH STATEMENT. */
extern cl_guard_ending cl_guard_statement_ends(const TriggerData *event);

/* Whether each row of the statement fires a trigger of the guard's, too. */
extern bool cl_guard_rows_come_singly(const TriggerData *event);
/* Such a trigger, and not the one that judges a row at the end of the transaction. */
extern bool cl_guard_hands_over(const Trigger *trigger);

/*
 * Called by a trigger FOR EACH ROW: where the statement keeps what it changed, which will be
 * judged when it ends. NULL: there is none, and the row must be judged by itself.
 */
extern struct cl_guard_changes **cl_guard_statement_of_row(const TriggerData *event, Oid root);
/* Whether any is under way at all. */
extern bool cl_guard_statement_under_way(void);

#endif
