/*
 * An upsert or a MERGE fires two AFTER triggers, one with the rows it inserted and one with
 * those it updated. Judged one by one they would lock the groups of the one and then those of
 * the other, out of order, and two such statements could deadlock. So a BEFORE trigger notes
 * which events a statement has; the first AFTER trigger only collects, the last one sorts,
 * locks and judges what both brought. Where nothing was noted each judges for itself: then only
 * the order is lost.
 */
#include "guard/statement.h"

#include "access/xact.h"
#include "catalog/pg_trigger.h"
#include "utils/memutils.h"
#include "utils/rel.h"

struct cl_guard_statement
{
	struct cl_guard_statement *outer;
	Oid relation;
	char *arguments;
	CommandId command;
	SubTransactionId subtransaction;
	bool begun[2]; /* by insert, by update */
	bool ended[2];
	Tuplesortstate *sort; /* what the first brought */
	TupleDesc columns;
};

/* The statements under way, innermost first. */
static cl_guard_statement *under_way = NULL;
static bool watching = false;

static void
at_transaction(XactEvent event, void *unused)
{
	/* The second trigger was there when the first left its rows to it: this cannot be, and must
	 * not pass in silence. */
	if (event == XACT_EVENT_PRE_COMMIT || event == XACT_EVENT_PRE_PREPARE)
		for (cl_guard_statement *at = under_way; at; at = at->outer)
			if (at->sort)
				elog(ERROR, "a guard has not judged all rows of a statement");
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

static bool
is_of(const cl_guard_statement *statement, const TriggerData *event, const char *arguments)
{
	return statement->relation == RelationGetRelid(event->tg_relation) &&
		   strcmp(statement->arguments, arguments) == 0;
}

void
cl_guard_statement_begins(const TriggerData *event)
{
	int which = TRIGGER_FIRED_BY_UPDATE(event->tg_event) ? 1 : 0;
	CommandId command = GetCurrentCommandId(false);
	SubTransactionId subtransaction = GetCurrentSubTransactionId();
	MemoryContext caller;
	cl_guard_statement *statement;
	char *arguments;

	if (!watching)
	{
		RegisterXactCallback(at_transaction, NULL);
		RegisterSubXactCallback(at_subtransaction, NULL);
		watching = true;
	}
	/* what a statement leaves behind when it fails goes with its subtransaction */
	caller = MemoryContextSwitchTo(CurTransactionContext);
	arguments = arguments_of(event->tg_trigger);
	/* a statement inside another has a later command id, for the outer one has begun to write */
	for (statement = under_way;
		 statement && statement->command == command && statement->subtransaction == subtransaction;
		 statement = statement->outer)
		if (is_of(statement, event, arguments) && !statement->begun[which])
		{
			statement->begun[which] = true;
			pfree(arguments);
			MemoryContextSwitchTo(caller);
			return;
		}
	statement = palloc0(sizeof(*statement));
	statement->relation = RelationGetRelid(event->tg_relation);
	statement->arguments = arguments;
	statement->command = command;
	statement->subtransaction = subtransaction;
	statement->begun[which] = true;
	statement->outer = under_way;
	under_way = statement;
	MemoryContextSwitchTo(caller);
}

/* The AFTER trigger of the other event is there, and fires when this one does. */
static bool
other_will_fire(const TriggerData *event)
{
	const TriggerDesc *all = event->tg_relation->trigdesc;
	const Trigger *mine = event->tg_trigger;
	bool update = TRIGGER_FIRED_BY_UPDATE(event->tg_event);

	for (int i = 0; all && i < all->numtriggers; i++)
	{
		const Trigger *other = &all->triggers[i];

		if (other->tgfoid == mine->tgfoid && other->tgenabled == mine->tgenabled &&
			TRIGGER_FOR_AFTER(other->tgtype) && !TRIGGER_FOR_ROW(other->tgtype) &&
			(update ? TRIGGER_FOR_INSERT(other->tgtype) : TRIGGER_FOR_UPDATE(other->tgtype)) &&
			other->tgqual == NULL && other->tgnewtable &&
			strcmp(arguments_of(other), arguments_of(mine)) == 0)
			return true;
	}
	return false;
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

bool
cl_guard_statement_ends(const TriggerData *event, Tuplesortstate **sort, TupleDesc *columns,
						cl_guard_statement **keep)
{
	int which = TRIGGER_FIRED_BY_UPDATE(event->tg_event) ? 1 : 0;
	char *arguments = arguments_of(event->tg_trigger);
	cl_guard_statement *statement = under_way;

	*sort = NULL;
	*columns = NULL;
	*keep = NULL;
	while (statement && !is_of(statement, event, arguments))
		statement = statement->outer;
	if (!statement || !statement->begun[which] || statement->ended[which])
		return true;
	statement->ended[which] = true;
	if (statement->begun[1 - which] && !statement->ended[1 - which] && other_will_fire(event))
	{
		*keep = statement;
		return false;
	}
	*sort = statement->sort;
	*columns = statement->columns;
	forget(statement);
	return true;
}

void
cl_guard_statement_keeps(cl_guard_statement *statement, Tuplesortstate *sort, TupleDesc columns)
{
	statement->sort = sort;
	statement->columns = columns;
}
