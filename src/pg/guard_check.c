#include "pg/guard.h"

#include "executor/tuptable.h"
#include "utils/memutils.h"

/* What the groups under judgment are found to hold. */
typedef struct reading
{
	const cl_guard *guard;
	MemoryContext kept; /* a row's own memory is gone with the row */
	cl_guard_group *groups;
	cl_guard_finding *findings;
	const int *numbers; /* of the groups that the query was given, in these two; NULL: the same */
} reading;

static int
number_of(const reading *to, int given)
{
	return to->numbers ? to->numbers[given] : given;
}

static void
take_terms(void *state, int given, TupleTableSlot *row)
{
	reading *to = state;
	MemoryContext mine = MemoryContextSwitchTo(to->kept);

	cl_guard_fetch_terms(to->guard, row, 1, &to->findings[number_of(to, given)].terms);
	MemoryContextSwitchTo(mine);
}

static void
add(const reading *to, cl_span_list *list, cl_span span)
{
	MemoryContext mine = MemoryContextSwitchTo(to->kept);
	cl_env env;

	cl_pg_env(&env);
	if (!cl_span_add(&env, list, span))
		CL_RAISE(&env);
	MemoryContextSwitchTo(mine);
}

static void
take_row(void *state, int given, TupleTableSlot *row)
{
	reading *to = state;
	int number = number_of(to, given);
	const cl_guard_row *columns = &to->guard->row;
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS];

	cl_guard_fetch_span(columns, row, 1, values, nulls);
	add(to, &to->groups[number].load,
		cl_guard_span(to->guard, columns, values, nulls, &to->findings[number].terms.measure));
}

static void
take_waiver(void *state, int given, TupleTableSlot *row)
{
	reading *to = state;
	int number = number_of(to, given);
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
	reading to = {guard, CurrentMemoryContext, group, finding, NULL};
	cl_env env;

	cl_pg_env(&env);
	group->cap = finding->terms.cap;
	if (!cl_guard_sweep(&env, group, &finding->breaches, &finding->count))
		CL_RAISE(&env);
	if (finding->count > 0 && OidIsValid(guard->waiver) && group->waivers.count == 0)
	{
		cl_guard_fetch(guard, CL_GUARD_WAIVED, &key, 1, take_waiver, &to);
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
	reading to = {guard, CurrentMemoryContext, &before, finding, NULL};
	cl_span_list change = {NULL, 0, 0};

	memset(&before, 0, sizeof(before));
	cl_guard_fetch(guard, CL_GUARD_BEFORE, &key, 1, take_row, &to);
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
cl_guard_judge(cl_guard *guard, const cl_guard_task *task, cl_guard_group *group,
			   cl_guard_finding *finding)
{
	group->change = task->days == CL_DAYS_OF_CHANGE ? task->change : NULL;
	sweep(guard, &task->key, group, finding);
	if (finding->count > 0 && task->days == CL_DAYS_OF_TRANSACTION)
		leave_days_as_before(guard, &task->key, group, finding);
	for (size_t i = 0; i < finding->count; i++)
		if (i == 0 || finding->breaches[i].load > finding->highest)
		{
			finding->highest = finding->breaches[i].load;
			finding->cap_then = finding->breaches[i].cap;
		}
	return finding->count > 0;
}

void
cl_guard_check(cl_guard *guard, const cl_guard_task *tasks, int count, cl_guard_finding *findings)
{
	const cl_guard_key **keys = palloc(sizeof(*keys) * (size_t) count);
	int *numbers = palloc(sizeof(*numbers) * (size_t) count);
	cl_guard_group *groups = palloc0(sizeof(*groups) * (size_t) count);
	reading all = {guard, CurrentMemoryContext, groups, findings, NULL};
	int capped = 0;

	memset(findings, 0, sizeof(*findings) * (size_t) count);
	for (int i = 0; i < count; i++)
	{
		keys[i] = &tasks[i].key;
		findings[i].terms.cap = CL_NO_CAP; /* unless the group is found and says otherwise */
	}
	/* from here to the end of the transaction nobody else adds to these groups or changes a cap */
	cl_guard_fetch(guard, CL_GUARD_LOCK, keys, count, take_terms, &all);
	for (int i = 0; i < count; i++)
		if (findings[i].terms.cap != CL_NO_CAP)
		{
			keys[capped] = &tasks[i].key;
			numbers[capped++] = i;
		}
	if (capped == 0)
		return;
	all.numbers = numbers;
	cl_guard_fetch(guard, CL_GUARD_READ, keys, capped, take_row, &all);
	for (int i = 0; i < capped; i++)
		(void) cl_guard_judge(guard, &tasks[numbers[i]], &groups[numbers[i]],
							  &findings[numbers[i]]);
}
