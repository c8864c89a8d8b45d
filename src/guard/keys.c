/*
 * Keys of groups: of a row, compared, and those of a bulk insert. The latter are put into a hash
 * table and then sorted, which costs a fourth of sorting all rows. Only for keys of plain numbers,
 * and while it fits in memory.
 */
#include "guard/guard.h"

#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/hsearch.h"
#include "utils/tuplestore.h"

bool
cl_guard_key_of(const cl_guard *guard, TupleTableSlot *row, cl_guard_key *key)
{
	for (int i = 0; i < guard->keys; i++)
	{
		bool null;

		key->value[i] = slot_getattr(row, guard->fired.key[i].number, &null);
		if (null)
			return false;
	}
	return true;
}

/* By the first so many columns. */
int
cl_guard_compare_keys(cl_guard *guard, const cl_guard_key *a, const cl_guard_key *b, int columns)
{
	int32 order = 0;

	for (int i = 0; i < columns && order == 0; i++)
		order = DatumGetInt32(FunctionCall2Coll(&guard->key[i].compare, guard->key[i].collation,
												a->value[i], b->value[i]));
	return order;
}

bool
cl_guard_same_key(cl_guard *guard, const cl_guard_key *a, const cl_guard_key *b, int columns)
{
	return cl_guard_compare_keys(guard, a, b, columns) == 0;
}

static bool
can_be_hashed(const cl_guard *guard)
{
	for (int i = 0; i < guard->keys; i++)
		if (!guard->key[i].plain)
			return false;
	return true;
}

static HTAB *
start_hash(const cl_guard *guard)
{
	HASHCTL control;

	memset(&control, 0, sizeof(control));
	control.keysize = control.entrysize = sizeof(Datum) * (size_t) guard->keys;
	control.hcxt = CurrentMemoryContext;
	return hash_create("caseload guard keys", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

static int
by_key(const void *a, const void *b, void *guard)
{
	const cl_guard_task *left = a;
	const cl_guard_task *right = b;

	CHECK_FOR_INTERRUPTS();
	return cl_guard_compare_keys(guard, &left->key, &right->key, ((cl_guard *) guard)->keys);
}

static cl_guard_task *
sorted(cl_guard *guard, HTAB *keys, int count)
{
	cl_guard_task *tasks =
		MemoryContextAllocHuge(CurrentMemoryContext, sizeof(*tasks) * (size_t) Max(count, 1));
	HASH_SEQ_STATUS status;
	Datum *key;
	int next = 0;

	hash_seq_init(&status, keys);
	while ((key = hash_seq_search(&status)) != NULL)
	{
		memcpy(tasks[next].key.value, key, sizeof(Datum) * (size_t) guard->keys);
		tasks[next].when = CL_ALWAYS;
		tasks[next].change = NULL;
		tasks[next++].room = CL_NOT_LOOKED_AT;
	}
	qsort_arg(tasks, (size_t) count, sizeof(*tasks), by_key, guard);
	return tasks;
}

cl_guard_task *
cl_guard_keys(cl_guard *guard, Tuplestorestate *rows, TupleDesc columns, int *count)
{
	long most = work_mem * 1024L / (long) (sizeof(cl_guard_task) + 64);
	TupleTableSlot *row;
	HTAB *keys;
	bool fits = true;

	if (!can_be_hashed(guard))
		return NULL;
	keys = start_hash(guard);
	row = MakeSingleTupleTableSlot(columns, &TTSOpsMinimalTuple);
	/* others read the same table, each with its own pointer */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	while (fits && tuplestore_gettupleslot(rows, true, false, row))
	{
		cl_guard_key key;

		CHECK_FOR_INTERRUPTS();
		if (cl_guard_key_of(guard, row, &key))
			(void) hash_search(keys, key.value, HASH_ENTER, NULL);
		fits = hash_get_num_entries(keys) <= most;
	}
	ExecDropSingleTupleTableSlot(row);
	if (!fits)
		return NULL;
	*count = (int) hash_get_num_entries(keys);
	return sorted(guard, keys, *count);
}
