#include "guard/guard.h"
#include "guard/statement.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/tuplesort.h"

PG_FUNCTION_INFO_V1(caseload_guard_rows);
PG_FUNCTION_INFO_V1(caseload_guard_group);
PG_FUNCTION_INFO_V1(caseload_guard_waiver);

static cl_span
span_of(const cl_guard *guard, TupleTableSlot *slot)
{
	const cl_guard_row *row = &guard->fired;
	const cl_guard_column *columns[] = {&row->valid, &row->starts, &row->ends, &row->weight};
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS];
	cl_measure measure = CL_NO_MEASURE;

	for (int i = 0; i < CL_GUARD_SPAN_COLUMNS; i++)
	{
		nulls[i] = true;
		if (columns[i]->name)
			values[i] = slot_getattr(slot, columns[i]->number, &nulls[i]);
	}
	return cl_guard_span(guard, row, values, nulls, &measure);
}

static void
add_span(cl_span_list *list, cl_span span)
{
	cl_env env;

	cl_pg_env(&env);
	if (!cl_span_add(&env, list, span))
		CL_RAISE(&env);
}

static bool
grew(const cl_span_list *change)
{
	cl_env env;
	bool any;

	cl_pg_env(&env);
	if (!cl_guard_grew(&env, change, &any))
		CL_RAISE(&env);
	return any;
}

static void
check_one(cl_guard *guard, const cl_guard_task *task, Oid role)
{
	if (!task->change || grew(task->change))
		(void) cl_guard_check(guard, task, 1, CL_SAY_ONCE, role);
}

/* What a statement changed, one line a row: the key, then from, to and weight. */
static TupleDesc
change_columns(const cl_guard *guard)
{
	TupleDesc columns = CreateTemplateTupleDesc(guard->keys + 3);
	AttrNumber next = 1;

	for (int i = 0; i < guard->keys; i++)
	{
		TupleDescInitEntry(columns, next, "key", guard->key[i].type, -1, 0);
		TupleDescInitEntryCollation(columns, next++, guard->key[i].collation);
	}
	TupleDescInitEntry(columns, next++, "from", INT4OID, -1, 0);
	TupleDescInitEntry(columns, next++, "to", INT4OID, -1, 0);
	TupleDescInitEntry(columns, next++, "weight", INT8OID, -1, 0);
	return columns;
}

static Tuplesortstate *
start_sort(const cl_guard *guard, TupleDesc columns)
{
	AttrNumber numbers[CL_GUARD_MOST_KEYS];
	Oid operators[CL_GUARD_MOST_KEYS];
	Oid collations[CL_GUARD_MOST_KEYS];
	bool nulls_first[CL_GUARD_MOST_KEYS] = {false};

	for (int i = 0; i < guard->keys; i++)
	{
		numbers[i] = (AttrNumber) (i + 1);
		operators[i] = guard->key[i].less;
		collations[i] = guard->key[i].collation;
	}
	return tuplesort_begin_heap(columns, guard->keys, numbers, operators, collations, nulls_first,
								work_mem, NULL, TUPLESORT_NONE);
}

/* Puts the rows of a transition table into the sort, what it took away with minus. */
static void
sort_rows(const cl_guard *guard, const TriggerData *event, Tuplestorestate *rows, int64 sign,
		  Tuplesortstate *sort, TupleDesc columns)
{
	TupleTableSlot *row =
		MakeSingleTupleTableSlot(RelationGetDescr(event->tg_relation), &TTSOpsMinimalTuple);
	TupleTableSlot *change = MakeSingleTupleTableSlot(columns, &TTSOpsVirtual);
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "caseload guard row", ALLOCSET_SMALL_SIZES);

	/* others read the same table, each with its own pointer */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	while (tuplestore_gettupleslot(rows, true, false, row))
	{
		cl_guard_key key;
		cl_span span;
		int next = 0;
		MemoryContext caller;

		CHECK_FOR_INTERRUPTS();
		if (!cl_guard_key_of(guard, row, &key))
			continue;
		/* the slot's own row must not be made in what is emptied here */
		MemoryContextReset(context);
		caller = MemoryContextSwitchTo(context);
		span = span_of(guard, row);
		MemoryContextSwitchTo(caller);
		if (span.from >= span.to || span.weight == 0)
			continue;
		ExecClearTuple(change);
		memset(change->tts_isnull, 0, sizeof(bool) * (size_t) columns->natts);
		for (; next < guard->keys; next++)
			change->tts_values[next] = key.value[next];
		change->tts_values[next++] = Int32GetDatum(span.from);
		change->tts_values[next++] = Int32GetDatum(span.to);
		change->tts_values[next++] = Int64GetDatum(sign * span.weight);
		ExecStoreVirtualTuple(change);
		tuplesort_puttupleslot(sort, change);
	}
	MemoryContextDelete(context);
	ExecDropSingleTupleTableSlot(row);
	ExecDropSingleTupleTableSlot(change);
}

/* So many groups are locked and read at once, or fewer if they bring more rows than this. */
#define MOST_GROUPS 4000
#define MOST_ROWS 100000

/* Groups that wait to be judged, in the order of their keys; the last may still be growing. */
typedef struct waiting
{
	cl_guard *guard;
	Oid role;
	MemoryContext context; /* of all below; emptied when they are judged */
	cl_guard_task *tasks;
	cl_span_list *changes; /* of each */
	int room;
	int most;
	int count;
	size_t rows;
} waiting;

static void
judge_waiting(waiting *list)
{
	MemoryContext caller = MemoryContextSwitchTo(list->context);

	for (int i = 0; i < list->count; i++)
		list->tasks[i].change = &list->changes[i];
	if (list->count > 0)
		(void) cl_guard_check(list->guard, list->tasks, list->count, CL_SAY, list->role);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(list->context);
	list->room = list->count = 0;
	list->rows = 0;
}

/* No more rows of the last group: it need not be judged if it did not grow. */
static void
end_last(waiting *list)
{
	MemoryContext caller = MemoryContextSwitchTo(list->context);

	if (list->count > 0 && !grew(&list->changes[list->count - 1]))
		list->count--;
	MemoryContextSwitchTo(caller);
	if (list->count == list->most || list->rows >= MOST_ROWS)
		judge_waiting(list);
}

/* A single insert needs room for one. */
static void
make_room(waiting *list)
{
	size_t room = list->room == 0 ? 1 : (size_t) Min(8 * list->room, list->most);

	if (list->room == 0)
	{
		list->tasks = palloc(sizeof(*list->tasks));
		list->changes = palloc(sizeof(*list->changes));
	}
	else
	{
		list->tasks = repalloc(list->tasks, sizeof(*list->tasks) * room);
		list->changes = repalloc(list->changes, sizeof(*list->changes) * room);
	}
	list->room = (int) room;
}

static void
begin_group(waiting *list, const cl_guard_key *key)
{
	const cl_guard *guard = list->guard;
	MemoryContext caller = MemoryContextSwitchTo(list->context);
	int n = list->count++;

	if (n == list->room)
		make_room(list);
	for (int i = 0; i < guard->keys; i++)
		list->tasks[n].key.value[i] =
			datumCopy(key->value[i], guard->key[i].by_value, guard->key[i].length);
	list->tasks[n].days = CL_DAYS_OF_CHANGE;
	memset(&list->changes[n], 0, sizeof(list->changes[n]));
	MemoryContextSwitchTo(caller);
}

static void
add_to_last(waiting *list, const TupleTableSlot *row)
{
	const Datum *change = row->tts_values + list->guard->keys;
	MemoryContext caller = MemoryContextSwitchTo(list->context);

	add_span(
		&list->changes[list->count - 1],
		(cl_span){DatumGetInt32(change[0]), DatumGetInt32(change[1]), DatumGetInt64(change[2])});
	list->rows++;
	MemoryContextSwitchTo(caller);
}

static void
check_sorted(cl_guard *guard, Tuplesortstate *sort, TupleDesc columns, Oid role)
{
	TupleTableSlot *row = MakeSingleTupleTableSlot(columns, &TTSOpsMinimalTuple);
	waiting list = {.guard = guard, .role = role, .most = MOST_GROUPS};

	list.context =
		AllocSetContextCreate(CurrentMemoryContext, "caseload guard groups", ALLOCSET_SMALL_SIZES);
	for (int i = 0; i < guard->keys; i++)
		if (!OidIsValid(guard->key[i].array))
			list.most = 1;
	while (tuplesort_gettupleslot(sort, true, false, row, NULL))
	{
		cl_guard_key key;

		CHECK_FOR_INTERRUPTS();
		slot_getallattrs(row);
		memcpy(key.value, row->tts_values, sizeof(Datum) * (size_t) guard->keys);
		if (list.count == 0 ||
			!cl_guard_same_key(guard, &key, &list.tasks[list.count - 1].key, guard->keys))
		{
			end_last(&list);
			begin_group(&list, &key);
		}
		add_to_last(&list, row);
	}
	end_last(&list);
	judge_waiting(&list);
	MemoryContextDelete(list.context);
	ExecDropSingleTupleTableSlot(row);
}

/*
 * Where rows are counted, each that is inserted adds to its group. Its groups can be found without
 * sorting all rows; and if none of them is over its cap on any day, with these rows among the
 * others, nothing more need be known. If one is, it is asked which days the statement added to.
 */
static bool
all_are_under(cl_guard *guard, const TriggerData *event, Oid role)
{
	bool under = true;
	cl_guard_task *tasks;
	int count;
	MemoryContext context;
	MemoryContext caller;

	if (guard->fired.weight.name)
		return false;
	context =
		AllocSetContextCreate(CurrentMemoryContext, "caseload guard keys", ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(context);
	tasks = cl_guard_keys(guard, event->tg_newtable, RelationGetDescr(event->tg_relation), &count);
	if (!tasks)
		under = false;
	for (int done = 0; under && done < count; done += MOST_GROUPS)
		under = !cl_guard_check(guard, tasks + done, Min(MOST_GROUPS, count - done), CL_SAY_NOTHING,
								role);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return under;
}

/* All groups of the statement in the order of their keys, so that two statements never deadlock. */
static void
check_statement(cl_guard *guard, const TriggerData *event, Oid role)
{
	bool update = TRIGGER_FIRED_BY_UPDATE(event->tg_event);
	cl_guard_statement *keep;
	TupleDesc columns;
	Tuplesortstate *sort;
	bool last;

	if (!event->tg_newtable || (update && !event->tg_oldtable))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trigger \"%s\" has no transition tables", event->tg_trigger->tgname),
				 errhint("Let %s.guard() make the trigger.", CL_SCHEMA)));
	last = cl_guard_statement_ends(event, &sort, &columns, &keep);
	if (last && !sort && !update && all_are_under(guard, event, role))
		return;
	if (!sort)
	{
		MemoryContext caller = CurrentMemoryContext;

		if (!last)
			MemoryContextSwitchTo(CurTransactionContext);
		columns = change_columns(guard);
		sort = start_sort(guard, columns);
		MemoryContextSwitchTo(caller);
	}
	sort_rows(guard, event, event->tg_newtable, 1, sort, columns);
	if (update)
		sort_rows(guard, event, event->tg_oldtable, -1, sort, columns);
	if (!last)
	{
		cl_guard_statement_keeps(keep, sort, columns);
		return;
	}
	tuplesort_performsort(sort);
	check_sorted(guard, sort, columns, role);
	tuplesort_end(sort);
	FreeTupleDesc(columns);
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
	cl_guard_task task = {.days = CL_DAYS_OF_TRANSACTION, .change = &change};
	cl_guard_key before;

	/* deleted since, or changed again, which is an event of its own */
	if (!table_tuple_satisfies_snapshot(event->tg_relation, row, SnapshotSelf))
		return;
	if (!cl_guard_key_of(guard, row, &task.key))
		return;
	add_span(&change, span_of(guard, row));
	/* What this transaction made itself may not have been judged yet: its event was passed over
	 * when the row was no longer there. */
	if (update && !made_by_us(event->tg_trigslot) &&
		cl_guard_key_of(guard, event->tg_trigslot, &before) &&
		cl_guard_same_key(guard, &task.key, &before, guard->keys))
	{
		cl_span gone = span_of(guard, event->tg_trigslot);

		gone.weight = -gone.weight;
		add_span(&change, gone);
	}
	check_one(guard, &task, role);
}

static void
on_rows(cl_guard *guard, const TriggerData *event, Oid role)
{
	if (!TRIGGER_FIRED_BY_INSERT(event->tg_event) && !TRIGGER_FIRED_BY_UPDATE(event->tg_event))
		return; /* a delete makes room */
	if (TRIGGER_FIRED_FOR_STATEMENT(event->tg_event))
		check_statement(guard, event, role);
	else
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
	cl_guard_task task = {.days = CL_EVERY_DAY};
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
	cl_guard_task task = {.days = CL_DAYS_OF_CHANGE, .change = &change};
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS] = {true, true, true, true};
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
	add_span(&change, span);
	check_one(guard, &task, role);
}

static Oid
owner_of(Oid table)
{
	HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
	Oid owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", table);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
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
		cl_guard_statement_begins(event);
		return PointerGetDatum(NULL);
	}
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

	GetUserIdAndSecContext(&caller, &security);
	SetUserIdAndSecContext(owner_of(cl_guard_root(rows)),
						   security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	kept = cl_guard_acquire(event->tg_trigger, rows, RelationGetRelid(event->tg_relation), side);
	PG_TRY();
	{
		judge(cl_guard_of(kept), event, role);
	}
	PG_FINALLY();
	{
		cl_guard_release(kept);
	}
	PG_END_TRY();
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
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
