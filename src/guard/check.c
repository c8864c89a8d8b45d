#include "guard/guard.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "utils/memutils.h"

/* Groups are read and judged so many rows at a time, as far as the last ones tell of the next. */
#define FIRST_PART 64
#define PART_ROWS 200000

/* What the groups under judgment are found to hold. */
typedef struct reading
{
	const cl_guard *guard;
	MemoryContext kept; /* a row's own memory is gone with the row */
	cl_guard_group *groups;
	cl_guard_finding *findings;
	size_t rows;
} reading;

void
cl_guard_add_span(cl_span_list *list, cl_span span)
{
	cl_env env;

	cl_pg_env(&env);
	if (!cl_span_add(&env, list, span))
		CL_RAISE(&env);
}

static void
add(const reading *to, cl_span_list *list, cl_span span)
{
	MemoryContext mine = MemoryContextSwitchTo(to->kept);

	cl_guard_add_span(list, span);
	MemoryContextSwitchTo(mine);
}

static void
take_span(reading *to, int number, TupleTableSlot *row, int first)
{
	const cl_guard_row *columns = &to->guard->row;
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS];

	to->rows++;
	cl_guard_fetch_span(columns, row, first, values, nulls);
	add(to, &to->groups[number].load,
		cl_guard_span(to->guard, columns, values, nulls, &to->findings[number].terms.measure));
}

static void
take_row(void *state, int number, TupleTableSlot *row)
{
	take_span(state, number, row, 1);
}

/* A row that COPY FREEZE put in is there for every snapshot; it still says whose it is. */
static void
take_before(void *state, int number, TupleTableSlot *row)
{
	bool null;
	Datum creator = slot_getattr(row, 1, &null);

	if (!TransactionIdIsCurrentTransactionId(DatumGetTransactionId(creator)))
		take_span(state, number, row, 2);
}

static void
take_waiver(void *state, int number, TupleTableSlot *row)
{
	reading *to = state;
	const cl_guard_row *columns = &to->guard->waiver_row;
	cl_measure *measure = &to->findings[number].terms.measure;
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS];
	cl_guard_row days = *columns;
	cl_span span;

	cl_guard_fetch_span(columns, row, 1, values, nulls);
	days.weight.name = NULL;
	span = cl_guard_span(to->guard, &days, values, nulls, measure);
	if (span.weight == 0)
		return;
	/* a waiver that names no cap of its own lifts the cap altogether */
	span.weight =
		nulls[3] ? CL_NO_CAP : cl_guard_quantity(to->guard, &columns->weight, values[3], measure);
	add(to, &to->groups[number].waivers, span);
}

/* The group's days above its cap, without its waivers and, where there are any, with them. */
static void
sweep(cl_guard *guard, const cl_guard_key *key, cl_guard_group *group, cl_guard_finding *finding)
{
	reading to = {guard, CurrentMemoryContext, group, finding, 0};
	cl_env env;

	cl_pg_env(&env);
	group->cap = finding->terms.cap;
	if (!cl_guard_sweep(&env, group, &finding->breaches, &finding->count))
		CL_RAISE(&env);
	if (finding->count > 0 && OidIsValid(guard->waiver) && group->waivers.count == 0)
	{
		cl_guard_fetch(guard, CL_GUARD_WAIVED, &key, 1, NULL, NULL, take_waiver, &to);
		if (group->waivers.count > 0 &&
			!cl_guard_sweep(&env, group, &finding->breaches, &finding->count))
			CL_RAISE(&env);
	}
}

/* Only the days on which this transaction added to the group, whatever it took out and put back. */
static void
leave_days_as_before(cl_guard *guard, const cl_guard_key *key, cl_guard_group *group,
					 cl_guard_finding *finding)
{
	cl_guard_group before;
	reading to = {guard, CurrentMemoryContext, &before, finding, 0};
	cl_span_list change = {NULL, 0, 0};
	cl_env env;

	cl_pg_env(&env);
	memset(&before, 0, sizeof(before));
	cl_guard_fetch(guard, CL_GUARD_BEFORE, &key, 1, NULL, NULL, take_before, &to);
	if (guard->row.once.name && !cl_spans_once(&env, &before.load))
		CL_RAISE(&env);
	for (size_t i = 0; i < group->load.count; i++)
		add(&to, &change, group->load.spans[i]);
	for (size_t i = 0; i < before.load.count; i++)
	{
		cl_span span = before.load.spans[i];

		span.weight = -span.weight;
		add(&to, &change, span);
	}
	group->change = &change;
	sweep(guard, key, group, finding);
	group->change = NULL;
}

bool
cl_guard_has_grown(const cl_span_list *change)
{
	cl_env env;
	bool any;

	cl_pg_env(&env);
	if (!cl_guard_grew(&env, change, &any))
		CL_RAISE(&env);
	return any;
}

bool
cl_guard_judge(cl_guard *guard, const cl_guard_task *task, cl_guard_group *group,
			   cl_guard_finding *finding)
{
	cl_env env;

	cl_pg_env(&env);
	if (guard->row.once.name && !cl_spans_once(&env, &group->load))
		CL_RAISE(&env);
	group->change = task->when == CL_WHERE_CHANGED ? task->change : NULL;
	sweep(guard, &task->key, group, finding);
	if (finding->count > 0 && task->when == CL_WHERE_TRANSACTION)
		leave_days_as_before(guard, &task->key, group, finding);
	for (size_t i = 0; i < finding->count; i++)
		if (i == 0 || finding->breaches[i].load > finding->highest)
		{
			finding->highest = finding->breaches[i].load;
			finding->cap_then = finding->breaches[i].cap;
		}
	return finding->count > 0;
}

/* Groups of one statement: what their rows say once they are locked. */
typedef struct locked
{
	const cl_guard *guard;
	MemoryContext kept;
	cl_guard_terms *terms;
	bool *found;
	bool *shared;
	int *numbers; /* of those that are asked for */
} locked;

static void
take_terms_at(locked *to, int group, TupleTableSlot *row, int first)
{
	MemoryContext mine = MemoryContextSwitchTo(to->kept);

	cl_guard_fetch_terms(to->guard, row, first, &to->terms[group]);
	to->found[group] = true;
	MemoryContextSwitchTo(mine);
}

static void
take_terms(void *state, int number, TupleTableSlot *row)
{
	locked *to = state;

	take_terms_at(to, to->numbers[number], row, 1);
}

/* As shared or as locked; not at all if there is no such group. */
static void
take_shared(void *state, int number, TupleTableSlot *row)
{
	locked *to = state;
	int first = 1;
	bool shared;
	bool locked;

	(void) slot_getattr(row, 1 + CL_GUARD_TERM_COLUMNS, &shared);
	shared = !shared;
	if (!shared)
		first += CL_GUARD_TERM_COLUMNS + 1;
	(void) slot_getattr(row, first + CL_GUARD_TERM_COLUMNS, &locked);
	if (locked)
		return;
	take_terms_at(to, number, row, first);
	to->shared[number] = shared;
}

/* So many rows of a group are counted by an index. If there are more, they are read. */
#define MOST_ENTRIES 500

/* Whether all of its rows together are no more than the cap: so none of its days is above it. */
static bool
has_room(cl_guard_entries *entries, const cl_guard_task *task, const cl_guard_terms *terms)
{
	int64 most = Min(terms->cap / CL_GUARD_WHOLE, MOST_ENTRIES);

	if (terms->cap == CL_NO_CAP)
		return true;
	return terms->cap >= 0 && cl_guard_count_entries(entries, &task->key, most) <= most;
}

/*
 * Those groups that are under their cap whatever others are adding to them now need not be judged:
 * they are left without a cap. They are locked against another cap only, so others may add to them;
 * who does looks after us, and sees our rows in the index. Counted first without a lock: who holds
 * one and wants more waits for all who share it, as they may for him.
 */
static void
leave_roomy(cl_guard *guard, cl_guard_task *tasks, int count, locked *all)
{
	cl_guard_entries *entries = cl_guard_open_entries(guard);
	const cl_guard_key **keys;
	int64 *rows;

	if (!entries)
		return;
	keys = palloc(sizeof(*keys) * (size_t) count);
	rows = palloc(sizeof(*rows) * (size_t) count);
	for (int i = 0; i < count; i++)
	{
		keys[i] = &tasks[i].key;
		rows[i] = cl_guard_count_entries(entries, keys[i], MOST_ENTRIES);
		/* Those who come before it is shared have room, too: when it is counted again and is
		 * full, each who shares it waits for the others. Of more than are counted who knows. */
		rows[i] = rows[i] > MOST_ENTRIES ? PG_INT64_MAX : rows[i] + rows[i] / 8;
	}
	cl_guard_fetch(guard, CL_GUARD_SHARE, keys, count, NULL, rows, take_shared, all);
	for (int i = 0; i < count; i++)
		if (all->shared[i])
		{
			/* others came between: they are waited for now */
			all->found[i] = has_room(entries, &tasks[i], &all->terms[i]);
			all->terms[i].cap = CL_NO_CAP;
			if (all->found[i])
				tasks[i].room = CL_ROOMY;
		}
	cl_guard_close_entries(entries);
}

/*
 * From here to the end of the transaction nobody else adds to these groups or changes a cap.
 * While we waited for one, another may have been made, or one may be gone and its key be
 * another's now: so whatever was not found is asked for again, until that finds no more.
 */
static void
lock_some(cl_guard *guard, cl_guard_task *tasks, int count, cl_guard_terms *terms)
{
	const cl_guard_key **keys = palloc(sizeof(*keys) * (size_t) count);
	locked all = {guard,
				  CurrentMemoryContext,
				  terms,
				  palloc0(sizeof(bool) * (size_t) count),
				  palloc0(sizeof(bool) * (size_t) count),
				  palloc(sizeof(int) * (size_t) count)};
	int before = 0;

	for (int i = 0; i < count; i++)
		terms[i].cap = CL_NO_CAP; /* unless the group is found and says otherwise */
	if (tasks->room != CL_LOCKED)
		leave_roomy(guard, tasks, count, &all);
	for (int round = 0;; round++)
	{
		int asked = 0;

		for (int i = 0; i < count; i++)
			if (!all.found[i])
			{
				keys[asked] = &tasks[i].key;
				all.numbers[asked++] = i;
			}
		if (asked == 0 || (round > 1 && asked == before))
			break;
		cl_guard_fetch(guard, CL_GUARD_LOCK, keys, asked, NULL, NULL, take_terms, &all);
		before = asked;
	}
	for (int i = 0; i < count; i++)
		if (tasks[i].room != CL_ROOMY)
			tasks[i].room = CL_LOCKED;
}

/*
 * So many groups are counted before they are locked. Who waits for one of them has counted those
 * after it long ago, may find them full when he shares them, and wants more. So where there is one
 * that may be full the next are taken singly.
 */
#define MOST_COUNTED 256

static void
lock_groups(cl_guard *guard, cl_guard_task *tasks, int count, cl_guard_terms *terms)
{
	int most = guard->entries != NIL ? 1 : count;

	for (int done = 0, some; done < count; done += some)
	{
		bool held = tasks[done].room == CL_LOCKED;
		bool roomy = true;

		/* those that the statement has locked before stand together */
		for (some = 1; some < Min(held ? count : most, count - done); some++)
			if ((tasks[done + some].room == CL_LOCKED) != held)
				break;
		lock_some(guard, tasks + done, some, terms + done);
		for (int i = done; i < done + some; i++)
			roomy = roomy && tasks[i].room == CL_ROOMY;
		if (!held)
			most = roomy ? Min(2 * most, MOST_COUNTED) : 1;
	}
}

/* Some of the groups: all of their rows, or those that meet some time. */
static reading
read_groups(cl_guard *guard, const cl_guard_task *const *tasks, const cl_guard_terms *const *terms,
			int count, const cl_span *within)
{
	const cl_guard_key **keys = palloc(sizeof(*keys) * (size_t) count);
	reading all = {guard, CurrentMemoryContext, palloc0(sizeof(cl_guard_group) * (size_t) count),
				   palloc0(sizeof(cl_guard_finding) * (size_t) count), 0};

	for (int i = 0; i < count; i++)
	{
		keys[i] = &tasks[i]->key;
		all.findings[i].terms = *terms[i];
	}
	cl_guard_fetch(guard, within ? CL_GUARD_NEAR : CL_GUARD_READ, keys, count, within, NULL,
				   take_row, &all);
	return all;
}

/* From the first to the last time at which one of these changes adds; empty if any may be judged
 * at others. */
static cl_span
time_of_change(const cl_guard_task *const *tasks, int count)
{
	cl_span time = {CL_TIME_AFTER_ALL, CL_TIME_BEFORE_ALL, 0, false, 0};

	for (int i = 0; i < count; i++)
	{
		if (tasks[i]->when == CL_ALWAYS || !tasks[i]->change)
			return (cl_span){0};
		for (size_t k = 0; k < tasks[i]->change->count; k++)
		{
			const cl_span *span = &tasks[i]->change->spans[k];

			if (span->weight <= 0)
				continue;
			time.from = Min(time.from, span->from);
			time.to = Max(time.to, span->to);
		}
	}
	return time;
}

/*
 * A room holds few at one time, but its rows of all years are many. By the clock those are read
 * first that are there at the time of the changes, which an index on key and range finds; only
 * where these alone are over the cap is the whole group judged. Returns how many such there are,
 * moved to the front.
 */
static int
leave_crowded(cl_guard *guard, const cl_guard_task **tasks, const cl_guard_terms **terms, int count,
			  size_t *rows)
{
	cl_span time = time_of_change(tasks, count);
	int crowded = 0;
	reading near;

	if (time.from >= time.to)
		return count;
	near = read_groups(guard, tasks, terms, count, &time);
	*rows += near.rows;
	for (int i = 0; i < count; i++)
	{
		cl_guard_task all = {.key = tasks[i]->key, .when = CL_ALWAYS};

		if (!cl_guard_judge(guard, &all, &near.groups[i], &near.findings[i]))
			continue;
		tasks[crowded] = tasks[i];
		terms[crowded++] = terms[i];
	}
	return crowded;
}

/* Reads and judges some of the groups; true if any is over its cap. */
static bool
judge_some(cl_guard *guard, const cl_guard_task **tasks, const cl_guard_terms **terms, int count,
		   cl_guard_saying saying, Oid role, size_t *rows)
{
	bool any = false;
	reading all;

	*rows = 0;
	if (guard->clock != DATERANGEOID)
		count = leave_crowded(guard, tasks, terms, count, rows);
	if (count == 0)
		return false;
	all = read_groups(guard, tasks, terms, count, NULL);
	*rows += all.rows;
	for (int i = 0; i < count && !(any && saying == CL_SAY_NOTHING); i++)
		if (cl_guard_judge(guard, tasks[i], &all.groups[i], &all.findings[i]))
		{
			any = true;
			if (saying != CL_SAY_NOTHING)
				cl_guard_report(guard, &tasks[i]->key, &all.findings[i], role,
								saying == CL_SAY_ONCE);
		}
	return any;
}

static bool
check_all(cl_guard *guard, cl_guard_task *tasks, int count, cl_guard_saying saying, Oid role)
{
	bool any = false;
	cl_guard_terms *terms = palloc0(sizeof(*terms) * (size_t) count);
	const cl_guard_task **asked = palloc(sizeof(*asked) * (size_t) count);
	const cl_guard_terms **caps = palloc(sizeof(*caps) * (size_t) count);
	MemoryContext part;
	MemoryContext caller;
	int many = 0;
	int most = FIRST_PART;

	lock_groups(guard, tasks, count, terms);
	for (int i = 0; i < count; i++)
		if (terms[i].cap != CL_NO_CAP)
		{
			caps[many] = &terms[i];
			asked[many++] = &tasks[i];
		}
	part = AllocSetContextCreate(CurrentMemoryContext, "caseload guard part", ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(part);
	for (int done = 0, some; done < many && !(any && saying == CL_SAY_NOTHING); done += some)
	{
		size_t rows;

		some = Min(most, many - done);
		any = judge_some(guard, asked + done, caps + done, some, saying, role, &rows) || any;
		most = (int) Max(1, Min(PART_ROWS / (rows / (size_t) some + 1), (size_t) many));
		MemoryContextReset(part);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(part);
	return any;
}

bool
cl_guard_check(cl_guard *guard, cl_guard_task *tasks, int count, cl_guard_saying saying, Oid role)
{
	bool any;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	any = check_all(guard, tasks, count, saying, role);
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
	return any;
}
