/*
 * What a statement changed: its rows, from its transition tables or as they come, sorted by group,
 * and the groups that grew judged in order, some thousand at once.
 */
#include "guard/changes.h"
#include "guard/statement.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/datum.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/tuplesort.h"

struct cl_guard_changes
{
	Tuplesortstate *sort;
	TupleDesc columns;
	TupleTableSlot *row;
};

/* One line a row: the key, then from, to and weight. */
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
	TupleDescInitEntry(columns, next++, "from", INT8OID, -1, 0);
	TupleDescInitEntry(columns, next++, "to", INT8OID, -1, 0);
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

/* In the current memory context. */
static struct cl_guard_changes *
start_changes(const cl_guard *guard)
{
	struct cl_guard_changes *changes = palloc(sizeof(*changes));

	changes->columns = change_columns(guard);
	changes->sort = start_sort(guard, changes->columns);
	changes->row = MakeSingleTupleTableSlot(changes->columns, &TTSOpsVirtual);
	return changes;
}

static void
end_changes(struct cl_guard_changes *changes)
{
	tuplesort_end(changes->sort);
	ExecDropSingleTupleTableSlot(changes->row);
	FreeTupleDesc(changes->columns);
	pfree(changes);
}

static void
put_change(struct cl_guard_changes *to, const cl_guard *guard, const cl_guard_key *key,
		   cl_span span, int64 sign)
{
	TupleTableSlot *row = to->row;
	int next = 0;

	if (span.from >= span.to || span.weight == 0)
		return;
	/* where each counts once, what is gone may have made no room */
	if (guard->fired.once.name && sign < 0)
		return;
	ExecClearTuple(row);
	memset(row->tts_isnull, 0, sizeof(bool) * (size_t) to->columns->natts);
	for (; next < guard->keys; next++)
		row->tts_values[next] = key->value[next];
	row->tts_values[next++] = Int64GetDatum(span.from);
	row->tts_values[next++] = Int64GetDatum(span.to);
	row->tts_values[next++] = Int64GetDatum(sign * span.weight);
	ExecStoreVirtualTuple(row);
	tuplesort_puttupleslot(to->sort, row);
}

/* Puts the rows of a transition table into the sort, what it took away with minus. */
static void
sort_rows(const cl_guard *guard, const TriggerData *event, Tuplestorestate *rows, int64 sign,
		  struct cl_guard_changes *to)
{
	TupleTableSlot *row =
		MakeSingleTupleTableSlot(RelationGetDescr(event->tg_relation), &TTSOpsMinimalTuple);
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "caseload guard row", ALLOCSET_SMALL_SIZES);

	/* others read the same table, each with its own pointer */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	while (tuplestore_gettupleslot(rows, true, false, row))
	{
		cl_guard_key key;
		cl_span span;
		MemoryContext caller;

		CHECK_FOR_INTERRUPTS();
		if (!cl_guard_key_of(guard, row, &key))
			continue;
		/* the slot's own row must not be made in what is emptied here */
		MemoryContextReset(context);
		caller = MemoryContextSwitchTo(context);
		span = cl_guard_fired_span(guard, row);
		MemoryContextSwitchTo(caller);
		put_change(to, guard, &key, span, sign);
	}
	MemoryContextDelete(context);
	ExecDropSingleTupleTableSlot(row);
}

/* So many groups are locked and read at once, or fewer if they bring more rows than this. */
#define MOST_GROUPS 4000
#define MOST_ROWS 100000

/* Groups in the order of their keys that were looked at before. */
typedef struct looked_at
{
	const cl_guard_task *tasks;
	int count;
} looked_at;

/* Groups that wait to be judged, in the order of their keys; the last may still be growing. */
typedef struct waiting
{
	cl_guard *guard;
	Oid role;
	looked_at before;
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

/*
 * What was found of the last group before. Was it roomy, so it is for the same rows still: if
 * others have filled it since, to be judged again it would wait for them, while they wait for us.
 */
static cl_guard_room
room_before(waiting *list)
{
	looked_at *before = &list->before;
	int order = -1;

	while (before->count > 0 && order < 0)
	{
		order = cl_guard_compare_keys(list->guard, &before->tasks->key,
									  &list->tasks[list->count - 1].key, list->guard->keys);
		if (order == 0)
			return before->tasks->room;
		if (order < 0)
		{
			before->tasks++;
			before->count--;
		}
	}
	return CL_NOT_LOOKED_AT;
}

/* No more rows of the last group: it need not be judged if it did not grow. */
static void
end_last(waiting *list)
{
	MemoryContext caller = MemoryContextSwitchTo(list->context);

	if (list->count > 0)
	{
		int last = list->count - 1;

		list->tasks[last].room = room_before(list);
		if (list->tasks[last].room == CL_ROOMY || !cl_guard_has_grown(&list->changes[last]))
			list->count--;
	}
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
	list->tasks[n].room = CL_NOT_LOOKED_AT;
	list->tasks[n].when = guard->fired.once.name ? CL_WHERE_TRANSACTION : CL_WHERE_CHANGED;
	memset(&list->changes[n], 0, sizeof(list->changes[n]));
	MemoryContextSwitchTo(caller);
}

static void
add_to_last(waiting *list, const TupleTableSlot *row)
{
	const Datum *change = row->tts_values + list->guard->keys;
	MemoryContext caller = MemoryContextSwitchTo(list->context);

	cl_guard_add_span(&list->changes[list->count - 1],
					  (cl_span){DatumGetInt64(change[0]), DatumGetInt64(change[1]),
								DatumGetInt64(change[2]), false, 0});
	list->rows++;
	MemoryContextSwitchTo(caller);
}

static void
check_changes(cl_guard *guard, struct cl_guard_changes *changes, looked_at before, Oid role)
{
	TupleTableSlot *row = MakeSingleTupleTableSlot(changes->columns, &TTSOpsMinimalTuple);
	waiting list = {.guard = guard, .role = role, .before = before, .most = MOST_GROUPS};

	list.context =
		AllocSetContextCreate(CurrentMemoryContext, "caseload guard groups", ALLOCSET_SMALL_SIZES);
	for (int i = 0; i < guard->keys; i++)
		if (!OidIsValid(guard->key[i].array))
			list.most = 1;
	tuplesort_performsort(changes->sort);
	while (tuplesort_gettupleslot(changes->sort, true, false, row, NULL))
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
	end_changes(changes);
}

/*
 * Where rows are counted, each that is inserted adds to its group. Its groups can be found without
 * sorting all rows; and if none of them is over its cap on any day, with these rows among the
 * others, nothing more need be known. If one is, it is asked when the statement added to it. What
 * was looked at lies in the current memory context.
 */
static bool
all_are_under(cl_guard *guard, const TriggerData *event, looked_at *before, Oid role)
{
	bool under = true;
	cl_guard_task *tasks;
	int count;

	/* by the clock a group's rows may be many, and the time of the change tells which are needed */
	if (guard->fired.weight.name || guard->clock != DATERANGEOID)
		return false;
	tasks = cl_guard_keys(guard, event->tg_newtable, RelationGetDescr(event->tg_relation), &count);
	if (!tasks)
		return false;
	for (int done = 0; under && done < count; done += MOST_GROUPS)
		under = !cl_guard_check(guard, tasks + done, Min(MOST_GROUPS, count - done), CL_SAY_NOTHING,
								role);
	*before = (looked_at){tasks, count};
	return under;
}

static void
want_tables(const TriggerData *event)
{
	if (!event->tg_newtable || (TRIGGER_FIRED_BY_UPDATE(event->tg_event) && !event->tg_oldtable))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("trigger \"%s\" has no transition tables", event->tg_trigger->tgname),
			 event->tg_relation->rd_rel->relkind == RELKIND_PARTITIONED_TABLE
				 ? errhint("Call %s.guard_partitions(), which makes what is missing.", CL_SCHEMA)
				 : errhint("Let %s.guard() make the trigger.", CL_SCHEMA)));
}

/* All groups of the statement in the order of their keys, so that two statements never deadlock. */
void
cl_guard_check_statement(cl_guard *guard, const TriggerData *event, Oid role)
{
	bool update = TRIGGER_FIRED_BY_UPDATE(event->tg_event);
	bool singly = cl_guard_rows_come_singly(event);
	looked_at before = {NULL, 0};
	cl_guard_ending ending;

	if (!singly)
		want_tables(event);
	ending = cl_guard_statement_ends(event);
	if (!singly)
	{
		if (ending.last && !ending.changes && !update && all_are_under(guard, event, &before, role))
			return;
		if (!ending.changes)
		{
			MemoryContext caller =
				MemoryContextSwitchTo(ending.last ? CurrentMemoryContext : CurTransactionContext);

			ending.changes = start_changes(guard);
			MemoryContextSwitchTo(caller);
		}
		sort_rows(guard, event, event->tg_newtable, 1, ending.changes);
		if (update)
			sort_rows(guard, event, event->tg_oldtable, -1, ending.changes);
	}
	if (!ending.last)
		*ending.to_keep = ending.changes;
	else if (ending.changes)
		check_changes(guard, ending.changes, before, role);
}

void
cl_guard_gather_row(cl_guard *guard, const TriggerData *event, struct cl_guard_changes **to)
{
	bool insert = TRIGGER_FIRED_BY_INSERT(event->tg_event);
	TupleTableSlot *old = insert ? NULL : event->tg_trigslot;
	TupleTableSlot *new = insert									 ? event->tg_trigslot
						  : TRIGGER_FIRED_BY_UPDATE(event->tg_event) ? event->tg_newslot
																	 : NULL;
	cl_guard_key gone;
	cl_guard_key come;
	cl_span less;
	cl_span more;

	if (old && !cl_guard_key_of(guard, old, &gone))
		old = NULL;
	if (new && !cl_guard_key_of(guard, new, &come))
		new = NULL;
	if (old)
		less = cl_guard_fired_span(guard, old);
	if (new)
		more = cl_guard_fired_span(guard, new);
	if (old && new &&less.from == more.from &&
		less.to == more.to &&less.weight == more.weight &&less.once == more.once &&less.whose ==
			more.whose &&cl_guard_same_key(guard, &gone, &come, guard->keys))
		return;
	if (!*to)
	{
		MemoryContext caller = MemoryContextSwitchTo(CurTransactionContext);

		*to = start_changes(guard);
		MemoryContextSwitchTo(caller);
	}
	if (old)
		put_change(*to, guard, &gone, less, -1);
	if (new)
		put_change(*to, guard, &come, more, 1);
}
