/*
 * An upsert or a MERGE fires two AFTER triggers, one with the rows it inserted and one with
 * those it updated. Judged one by one they would lock the groups of the one and then those of
 * the other, out of order, and two such statements could deadlock. So a BEFORE trigger notes
 * which events a statement has; the first AFTER trigger only collects, the last one sorts,
 * locks and judges what both brought. Where nothing was noted each judges for itself: then only
 * the order is lost.
 *
 * On a partitioned table the rows come singly, by row triggers, which the partitions inherit. A row
 * that a MERGE moves to another partition stands in no transition table that one of its statement's
 * triggers could see. The row triggers only leave the row with the statement; where none will
 * take it, as for rows put straight into a partition that came later, each judges its row itself.
 */
#include "guard/guard.h"
#include "guard/statement.h"

#include "access/xact.h"
#include "catalog/pg_trigger.h"
#include "utils/memutils.h"
#include "utils/rel.h"

struct cl_guard_statement
{
	struct cl_guard_statement *outer;
	Oid relation;
	Oid root;
	char *arguments;
	CommandId command;
	SubTransactionId subtransaction;
	bool begun[2]; /* by insert, by update */
	bool ended[2];
	struct cl_guard_changes *changes;
};

/* The statements under way, innermost first. */
static cl_guard_statement *under_way = NULL;
static bool watching = false;

static void
at_transaction(XactEvent event, void *unused)
{
	/* Its AFTER trigger was there when it began and has not fired: this must not pass in silence.
	 */
	if (under_way && (event == XACT_EVENT_PRE_COMMIT || event == XACT_EVENT_PRE_PREPARE))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("a guard has not judged all rows of a statement on table %s",
						cl_guard_table_name(under_way->relation)),
				 errdetail("The statement was stopped before its end, where its triggers fire."),
				 errhint("Run it to its end: call SPI without a limit of rows.")));
	if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
		under_way = NULL;
}

static void
at_subtransaction(SubXactEvent event, SubTransactionId mine, SubTransactionId parent, void *unused)
{
	cl_guard_statement **at = &under_way;

	while (*at)
	{
		if ((*at)->subtransaction == mine && event == SUBXACT_EVENT_ABORT_SUB)
		{
			*at = (*at)->outer;
			continue;
		}
		if ((*at)->subtransaction == mine && event == SUBXACT_EVENT_COMMIT_SUB)
			(*at)->subtransaction = parent;
		at = &(*at)->outer;
	}
}

/* Two guards of one table are told apart by their arguments. */
static char *
arguments_of(const Trigger *trigger)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < trigger->tgnargs; i++)
	{
		appendStringInfoString(&text, trigger->tgargs[i]);
		appendStringInfoChar(&text, '\n');
	}
	return text.data;
}

/* The same without making the text, which each row would have to. */
static bool
has_arguments(const Trigger *trigger, const char *arguments)
{
	for (int i = 0; i < trigger->tgnargs; i++)
	{
		size_t length = strlen(trigger->tgargs[i]);

		if (strncmp(arguments, trigger->tgargs[i], length) != 0 || arguments[length] != '\n')
			return false;
		arguments += length + 1;
	}
	return *arguments == '\0';
}

static bool
is_alike(const Trigger *a, const Trigger *b)
{
	if (a->tgfoid != b->tgfoid || a->tgenabled != b->tgenabled || a->tgnargs != b->tgnargs)
		return false;
	for (int i = 0; i < a->tgnargs; i++)
		if (strcmp(a->tgargs[i], b->tgargs[i]) != 0)
			return false;
	return true;
}

bool
cl_guard_hands_over(const Trigger *trigger)
{
	return TRIGGER_FOR_ROW(trigger->tgtype) && !OidIsValid(trigger->tgconstraint);
}

/* The AFTER trigger of an event is there, and fires when this one does. */
static bool
will_fire(const TriggerData *event, bool update)
{
	const TriggerDesc *all = event->tg_relation->trigdesc;

	for (int i = 0; all && i < all->numtriggers; i++)
	{
		const Trigger *other = &all->triggers[i];

		if (TRIGGER_FOR_AFTER(other->tgtype) && !TRIGGER_FOR_ROW(other->tgtype) &&
			(update ? TRIGGER_FOR_UPDATE(other->tgtype) : TRIGGER_FOR_INSERT(other->tgtype)) &&
			other->tgqual == NULL && is_alike(other, event->tg_trigger))
			return true;
	}
	return false;
}

bool
cl_guard_rows_come_singly(const TriggerData *event)
{
	const TriggerDesc *all = event->tg_relation->trigdesc;

	for (int i = 0; all && i < all->numtriggers; i++)
	{
		const Trigger *other = &all->triggers[i];

		if (TRIGGER_FOR_AFTER(other->tgtype) && cl_guard_hands_over(other) &&
			TRIGGER_FOR_INSERT(other->tgtype) && TRIGGER_FOR_UPDATE(other->tgtype) &&
			other->tgqual == NULL && is_alike(other, event->tg_trigger))
			return true;
	}
	return false;
}

static bool
is_of(const cl_guard_statement *statement, const TriggerData *event)
{
	return statement->relation == RelationGetRelid(event->tg_relation) &&
		   has_arguments(event->tg_trigger, statement->arguments);
}

void
cl_guard_statement_begins(const TriggerData *event, Oid root)
{
	int which = TRIGGER_FIRED_BY_UPDATE(event->tg_event) ? 1 : 0;
	CommandId command = GetCurrentCommandId(false);
	SubTransactionId subtransaction = GetCurrentSubTransactionId();
	MemoryContext caller;
	cl_guard_statement *statement;

	/* what is left to a trigger that does not fire would never be judged */
	if (!will_fire(event, which == 1))
		return;
	if (!watching)
	{
		RegisterXactCallback(at_transaction, NULL);
		RegisterSubXactCallback(at_subtransaction, NULL);
		watching = true;
	}
	/* a statement inside another has a later command id, for the outer one has begun to write */
	for (statement = under_way;
		 statement && statement->command == command && statement->subtransaction == subtransaction;
		 statement = statement->outer)
		if (is_of(statement, event) && !statement->begun[which])
		{
			statement->begun[which] = true;
			return;
		}
	/* what a statement leaves behind when it fails goes with its subtransaction */
	caller = MemoryContextSwitchTo(CurTransactionContext);
	statement = palloc0(sizeof(*statement));
	statement->relation = RelationGetRelid(event->tg_relation);
	statement->root = root;
	statement->arguments = arguments_of(event->tg_trigger);
	statement->command = command;
	statement->subtransaction = subtransaction;
	statement->begun[which] = true;
	statement->outer = under_way;
	under_way = statement;
	MemoryContextSwitchTo(caller);
}

static void
forget(cl_guard_statement *statement)
{
	cl_guard_statement **at = &under_way;

	while (*at && *at != statement)
		at = &(*at)->outer;
	if (*at)
		*at = statement->outer;
	/* a transaction may have millions of statements */
	pfree(statement->arguments);
	pfree(statement);
}

cl_guard_ending
cl_guard_statement_ends(const TriggerData *event)
{
	int which = TRIGGER_FIRED_BY_UPDATE(event->tg_event) ? 1 : 0;
	cl_guard_statement *statement = under_way;
	cl_guard_ending ending = {true, NULL, NULL};

	while (statement &&
		   !(statement->begun[which] && !statement->ended[which] && is_of(statement, event)))
		statement = statement->outer;
	if (!statement)
		return ending;
	statement->ended[which] = true;
	ending.changes = statement->changes;
	if (statement->begun[1 - which] && !statement->ended[1 - which] && will_fire(event, which == 0))
	{
		ending.last = false;
		ending.to_keep = &statement->changes;
	}
	else
		forget(statement);
	return ending;
}

bool
cl_guard_statement_under_way(void)
{
	return under_way != NULL;
}

struct cl_guard_changes **
cl_guard_statement_of_row(const TriggerData *event, Oid root)
{
	SubTransactionId subtransaction = GetCurrentSubTransactionId();

	/* One of the guard's, perhaps not the row's own: a row put straight into a partition by a
	 * function that another statement calls is judged with that. What it keeps must last as long as
	 * it does. */
	for (cl_guard_statement *at = under_way; at; at = at->outer)
		if (at->root == root && at->subtransaction == subtransaction &&
			has_arguments(event->tg_trigger, at->arguments))
			return &at->changes;
	return NULL;
}
