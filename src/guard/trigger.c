/* trigger.c: what the triggers call. */
#include "guard/changes.h"
#include "guard/guard.h"
#include "guard/statement.h"

#include "access/sysattr.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(caseload_guard_rows);
PG_FUNCTION_INFO_V1(caseload_guard_group);
PG_FUNCTION_INFO_V1(caseload_guard_waiver);

static void
check_one(cl_guard *guard, cl_guard_task *task, Oid role)
{
	if (!task->change || cl_guard_has_grown(task->change))
		(void) cl_guard_check(guard, task, 1, CL_SAY_ONCE, role);
}

static bool
made_by_us(TupleTableSlot *row)
{
	bool null;
	Datum creator = slot_getsysattr(row, MinTransactionIdAttributeNumber, &null);

	return !null && TransactionIdIsCurrentTransactionId(DatumGetTransactionId(creator));
}

/* One row, perhaps at the end of the transaction. */
static void
check_row(cl_guard *guard, const TriggerData *event, Oid role)
{
	bool update = TRIGGER_FIRED_BY_UPDATE(event->tg_event);
	TupleTableSlot *row = update ? event->tg_newslot : event->tg_trigslot;
	cl_span_list change = {NULL, 0, 0};
	cl_guard_task task = {.when = CL_WHERE_TRANSACTION, .change = &change};
	cl_guard_key before;

	/* deleted since, or changed again, which is an event of its own */
	if (!table_tuple_satisfies_snapshot(event->tg_relation, row, SnapshotSelf))
		return;
	if (!cl_guard_key_of(guard, row, &task.key))
		return;
	cl_guard_add_span(&change, cl_guard_fired_span(guard, row));
	/* What this transaction made itself may not have been judged yet: its event was passed over
	 * when the row was no longer there. */
	/* another row of the same student may have counted beside what is gone */
	if (update && !guard->fired.once.name && !made_by_us(event->tg_trigslot) &&
		cl_guard_key_of(guard, event->tg_trigslot, &before) &&
		cl_guard_same_key(guard, &task.key, &before, guard->keys))
	{
		cl_span gone = cl_guard_fired_span(guard, event->tg_trigslot);

		gone.weight = -gone.weight;
		cl_guard_add_span(&change, gone);
	}
	check_one(guard, &task, role);
}

static void
on_rows(cl_guard *guard, const TriggerData *event, Oid role)
{
	bool grows =
		TRIGGER_FIRED_BY_INSERT(event->tg_event) || TRIGGER_FIRED_BY_UPDATE(event->tg_event);
	struct cl_guard_changes **to = NULL;

	if (TRIGGER_FIRED_FOR_STATEMENT(event->tg_event))
	{
		if (grows)
			cl_guard_check_statement(guard, event, role);
		return;
	}
	if (cl_guard_hands_over(event->tg_trigger))
		to = cl_guard_statement_of_row(event, guard->rows);
	if (to)
		cl_guard_gather_row(guard, event, to);
	else if (grows) /* a delete makes room */
		check_row(guard, event, role);
}

typedef struct terms
{
	bool capped;
	int64 cap;
	char *strictness;
} terms;

static terms
terms_of(const cl_guard *guard, TupleTableSlot *slot)
{
	const cl_guard_column *strictness = &guard->fired_strictness;
	terms found = {false, 0, "hard"};
	cl_measure measure = CL_NO_MEASURE;
	bool null;
	Datum value = slot_getattr(slot, guard->fired.weight.number, &null);

	found.capped = !null;
	if (!null)
		found.cap = cl_guard_quantity(guard, &guard->fired.weight, value, &measure);
	if (strictness->name)
	{
		value = slot_getattr(slot, strictness->number, &null);
		if (!null)
			found.strictness = TextDatumGetCString(value);
	}
	return found;
}

/* The group's row is new, or says something else: judged on every day, if it is not milder. */
static void
on_group(cl_guard *guard, const TriggerData *event, Oid role)
{
	bool update = TRIGGER_FIRED_BY_UPDATE(event->tg_event);
	TupleTableSlot *row = update ? event->tg_newslot : event->tg_trigslot;
	cl_guard_task task = {.when = CL_ALWAYS};
	cl_guard_key before;
	terms now;

	if (!update && !TRIGGER_FIRED_BY_INSERT(event->tg_event))
		return;
	if (!TRIGGER_FIRED_FOR_ROW(event->tg_event) || !cl_guard_key_of(guard, row, &task.key))
		return;
	now = terms_of(guard, row);
	if (!now.capped)
		return;
	if (update && cl_guard_key_of(guard, event->tg_trigslot, &before) &&
		cl_guard_same_key(guard, &task.key, &before, guard->keys))
	{
		terms then = terms_of(guard, event->tg_trigslot);

		if (then.capped && then.cap <= now.cap && strcmp(then.strictness, now.strictness) == 0)
			return;
	}
	check_one(guard, &task, role);
}

/* A waiver is gone, or may be shorter: judged on the days that it had. */
static void
on_waiver(cl_guard *guard, const TriggerData *event, Oid role)
{
	cl_span_list change = {NULL, 0, 0};
	cl_guard_row *row = &guard->fired;
	cl_guard_task task = {.when = CL_WHERE_CHANGED, .change = &change};
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS] = {true, true, true, true, true};
	cl_guard_row days;
	cl_span span;
	cl_measure measure = CL_NO_MEASURE;

	if (!TRIGGER_FIRED_FOR_ROW(event->tg_event) || TRIGGER_FIRED_BY_INSERT(event->tg_event) ||
		!cl_guard_key_of(guard, event->tg_trigslot, &task.key))
		return;
	memset(&days, 0, sizeof(days));
	days.valid = row->valid;
	values[0] = slot_getattr(event->tg_trigslot, row->valid.number, &nulls[0]);
	span = cl_guard_span(guard, &days, values, nulls, &measure);
	cl_guard_add_span(&change, span);
	check_one(guard, &task, role);
}

/* As a foreign key: whatever the role may read, the owner's rows are what counts. */
static Datum
guarded(FunctionCallInfo fcinfo, cl_guard_side side,
		void (*judge)(cl_guard *, const TriggerData *, Oid))
{
	const TriggerData *event = (TriggerData *) fcinfo->context;
	cl_guard_kept *kept;
	Oid role = GetUserId();
	Oid caller;
	int security;
	Oid rows;

	if (CALLED_AS_TRIGGER(fcinfo) && side == CL_ON_ROWS && TRIGGER_FIRED_BEFORE(event->tg_event) &&
		TRIGGER_FIRED_FOR_STATEMENT(event->tg_event))
	{
		cl_guard_statement_begins(event, cl_guard_root(RelationGetRelid(event->tg_relation)));
		return PointerGetDatum(NULL);
	}
	/* the row may be one that an UPDATE or MERGE moves to another partition; any other makes room
	 */
	if (CALLED_AS_TRIGGER(fcinfo) && side == CL_ON_ROWS && !cl_guard_statement_under_way() &&
		TRIGGER_FIRED_FOR_ROW(event->tg_event) && TRIGGER_FIRED_BY_DELETE(event->tg_event))
		return PointerGetDatum(NULL);
	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(event->tg_event))
		ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
						errmsg("%s must be called as an AFTER trigger",
							   get_func_name(fcinfo->flinfo->fn_oid)),
						errhint("Let %s.guard() make the trigger.", CL_SCHEMA)));
	rows = side == CL_ON_ROWS ? RelationGetRelid(event->tg_relation)
							  : event->tg_trigger->tgconstrrelid;
	if (!OidIsValid(rows))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("trigger \"%s\" does not say FROM which guarded table it is",
							   event->tg_trigger->tgname),
						errhint("Let %s.guard() make the trigger.", CL_SCHEMA)));

	kept = cl_guard_acquire(event->tg_trigger, rows, RelationGetRelid(event->tg_relation), side);
	GetUserIdAndSecContext(&caller, &security);
	SetUserIdAndSecContext(cl_guard_of(kept)->owner,
						   security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	PG_TRY();
	{
		judge(cl_guard_of(kept), event, role);
	}
	PG_FINALLY();
	{
		cl_guard_release(kept);
	}
	PG_END_TRY();
	SetUserIdAndSecContext(caller, security);
	return PointerGetDatum(NULL);
}

Datum
caseload_guard_rows(PG_FUNCTION_ARGS)
{
	return guarded(fcinfo, CL_ON_ROWS, on_rows);
}

Datum
caseload_guard_group(PG_FUNCTION_ARGS)
{
	return guarded(fcinfo, CL_ON_GROUP, on_group);
}

Datum
caseload_guard_waiver(PG_FUNCTION_ARGS)
{
	return guarded(fcinfo, CL_ON_WAIVER, on_waiver);
}
