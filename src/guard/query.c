/*
 * The guard's queries: those that lock groups and say their terms, one that reads their rows,
 * one that reads their waivers.
 */
#include "guard/select.h"

#include "access/xact.h"
#include "catalog/pg_namespace_d.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "jit/jit.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "tcop/dest.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

/* From so many siblings on a plan of their own is worth making. */
#define FEW 64

/* What a plan was made of may mean something else by now; it is made anew of what we looked up. */
static bool
still_good(SPIPlanPtr *plan)
{
	if (*plan && !SPI_plan_is_valid(*plan))
	{
		SPIPlanPtr old = *plan;

		*plan = NULL;
		SPI_freeplan(old);
	}
	return *plan != NULL;
}

void
cl_guard_free_plans(cl_guard *guard)
{
	for (int what = 0; what < CL_GUARD_QUERIES; what++)
		for (int form = 0; form < CL_GUARD_FORMS; form++)
			if (guard->plans[what][form])
				SPI_freeplan(guard->plans[what][form]);
	if (guard->record)
		SPI_freeplan(guard->record);
}

static void
set_values(const cl_guard *guard, cl_guard_form form, const cl_guard_key *const *keys, int count,
		   Datum *values)
{
	for (int i = 0; i < guard->keys; i++)
	{
		const cl_guard_key_type *type = &guard->key[i];
		Datum *all;

		values[i] = keys[0]->value[i];
		if (!cl_guard_is_array(guard, form, i))
			continue;
		all = palloc(sizeof(Datum) * (size_t) count);
		for (int j = 0; j < count; j++)
			all[j] = keys[j]->value[i];
		values[i] = PointerGetDatum(
			construct_array(all, count, type->type, type->length, type->by_value, type->align));
	}
}

static Datum
number_of_rows(cl_guard_form form, const int64 *rows, int count)
{
	Datum *all;

	if (form == CL_GUARD_ONE)
		return Int64GetDatum(rows[0]);
	all = palloc(sizeof(Datum) * (size_t) count);
	for (int i = 0; i < count; i++)
		all[i] = Int64GetDatum(rows[i]);
	return PointerGetDatum(
		construct_array(all, count, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* Hands each row on as it comes, so that not all stand in memory. */
typedef struct receiver
{
	DestReceiver dest;
	cl_guard *guard;
	cl_guard_form form;
	const cl_guard_key *const *keys;
	int count;
	int before;		   /* groups that other queries ask for */
	MemoryContext row; /* emptied after some */
	int rows;
	ErrorContextCallback *said; /* what is wrong with a row has nothing to do with our query */
	cl_guard_take *take;
	void *state;
} receiver;

static void
start(DestReceiver *self, int operation, TupleDesc columns)
{
}

static void
stop(DestReceiver *self)
{
}

static int
sibling(const receiver *to, Datum key)
{
	int last = to->guard->keys - 1;
	cl_guard_key_type *type = &to->guard->key[last];
	int low = 0;
	int high = to->count - 1;

	while (low <= high)
	{
		int middle = (low + high) / 2;
		int32 order = DatumGetInt32(
			FunctionCall2Coll(&type->compare, type->collation, key, to->keys[middle]->value[last]));

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	elog(ERROR, "a guard was given a row that it did not ask for");
}

static bool
receive(TupleTableSlot *row, DestReceiver *self)
{
	receiver *to = (receiver *) self;
	MemoryContext executor = MemoryContextSwitchTo(to->row);
	ErrorContextCallback *said = error_context_stack;
	int last = row->tts_tupleDescriptor->natts - 1;
	int group = 0;

	CHECK_FOR_INTERRUPTS();
	error_context_stack = to->said;
	slot_getallattrs(row);
	if (to->form == CL_GUARD_MANY)
		group = (int) DatumGetInt64(row->tts_values[last]) - 1;
	else if (to->form == CL_GUARD_SIBLINGS)
		group = sibling(to, row->tts_values[last]);
	to->take(to->state, to->before + group, row);
	error_context_stack = said;
	MemoryContextSwitchTo(executor);
	if (++to->rows % 256 == 0)
		MemoryContextReset(to->row);
	return true;
}

/* The server runs a query that locks only under a snapshot of its own, and keeps the rows. */
static int
run_lock(SPIPlanPtr plan, Datum *values, receiver *to)
{
	int result = SPI_execute_snapshot(plan, values, NULL, GetLatestSnapshot(), InvalidSnapshot,
									  false, false, 0);
	SPITupleTable *found = SPI_tuptable;
	TupleTableSlot *slot;

	if (result != SPI_OK_SELECT)
		return result;
	slot = MakeSingleTupleTableSlot(found->tupdesc, &TTSOpsHeapTuple);
	for (uint64 i = 0; i < found->numvals; i++)
	{
		ExecStoreHeapTuple(found->vals[i], slot, false);
		receive(slot, &to->dest);
	}
	ExecDropSingleTupleTableSlot(slot);
	SPI_freetuptable(found);
	return result;
}

/*
 * The latest snapshot, not the transaction's: at REPEATABLE READ that one does not show what
 * was committed while we waited for the groups' locks. A new command shows our own rows; as of
 * the first one none of our rows is there, except frozen ones, and those that we deleted still are.
 */
static int
run_read(cl_guard_query what, SPIPlanPtr plan, Datum *values, receiver *to)
{
	const cl_guard *guard = to->guard;
	SPIExecuteOptions options;
	int result;

	memset(&options, 0, sizeof(options));
	options.read_only = true;
	options.dest = &to->dest;
	options.params = makeParamList(cl_guard_parameters(guard, what));
	for (int i = 0; i < cl_guard_parameters(guard, what); i++)
	{
		ParamExternData *param = &options.params->params[i];

		param->value = values[i];
		param->isnull = false;
		param->pflags = PARAM_FLAG_CONST;
		param->ptype = cl_guard_parameter_type(guard, what, to->form, i);
	}
	if (guard->only_looks)
		return SPI_execute_plan_extended(plan, &options);
	CommandCounterIncrement();
	PushCopiedSnapshot(GetLatestSnapshot());
	if (what == CL_GUARD_BEFORE)
		GetActiveSnapshot()->curcid = FirstCommandId;
	result = SPI_execute_plan_extended(plan, &options);
	PopActiveSnapshot();
	return result;
}

/*
 * A plan that is kept, and is made while a table is empty, must not read the whole of it for
 * ever: whenever the server makes one (another search path is enough) it is for every size, with
 * the index. A group is a few rows, and a bitmap costs more to set up than it saves; the rows of
 * many siblings are read by a bitmap, page by page, with a plan made for this once.
 */
static int
run(cl_guard_query what, SPIPlanPtr plan, Datum *values, receiver *to)
{
	bool seqscan = enable_seqscan;
	bool indexscan = enable_indexscan;
	bool bitmapscan = enable_bitmapscan;
	bool jit = jit_enabled;
	int result;

	PG_TRY();
	{
		enable_seqscan = jit_enabled = false;
		enable_indexscan = to->form != CL_GUARD_SIBLINGS;
		enable_bitmapscan = to->form == CL_GUARD_SIBLINGS;
		result =
			cl_guard_locks(what) ? run_lock(plan, values, to) : run_read(what, plan, values, to);
	}
	PG_FINALLY();
	{
		enable_seqscan = seqscan;
		enable_indexscan = indexscan;
		enable_bitmapscan = bitmapscan;
		jit_enabled = jit;
	}
	PG_END_TRY();
	return result;
}

/* The keys are in order: if the first and the last are alike, so are those between. */
static cl_guard_form
form_of(cl_guard *guard, cl_guard_query what, const cl_guard_key *const *keys, int count)
{
	if (count == 1)
		return CL_GUARD_ONE;
	if (guard->shard)
		return CL_GUARD_SIBLINGS;
	if (cl_guard_locks(what) || what == CL_GUARD_NEAR || count < FEW ||
		!cl_guard_same_key(guard, keys[0], keys[count - 1], guard->keys - 1))
		return CL_GUARD_MANY;
	return CL_GUARD_SIBLINGS;
}

static void
fetch_from(cl_guard *guard, cl_guard_query what, const cl_guard_key *const *keys, int before,
		   int count, const cl_span *within, const int64 *rows, cl_guard_take *take, void *state)
{
	MemoryContext caller = CurrentMemoryContext;
	receiver to = {.dest = {receive, start, stop, stop, DestTuplestore},
				   .guard = guard,
				   .keys = keys + before,
				   .count = count,
				   .before = before,
				   .said = error_context_stack,
				   .take = take,
				   .state = state};
	Datum values[CL_GUARD_MOST_KEYS + 1];
	SPIPlanPtr *plan;
	int result;

	keys += before;
	to.form = form_of(guard, what, keys, count);
	plan = &guard->plans[what][to.form];
	if (!still_good(plan))
		*plan = cl_guard_prepare(guard, what, to.form);
	to.row = AllocSetContextCreate(caller, "caseload guard row", ALLOCSET_SMALL_SIZES);
	set_values(guard, to.form, keys, count, values);
	if (within)
		values[guard->keys] = cl_guard_range(guard->clock, within->from, within->to);
	if (rows)
		values[guard->keys] = number_of_rows(to.form, rows + before, count);
	result = run(what, *plan, values, &to);
	/* SPI leaves us in its own, where what a group needs would pile up group by group */
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(to.row);
	if (result != SPI_OK_SELECT)
		elog(ERROR, "could not run a guard's query: %s", SPI_result_code_string(result));
}

/*
 * On a shard a query goes through the planner of what distributes the tables, which takes one whose
 * key is given as a value and no join with a list: so one for each run of siblings.
 */
static int
run_of_siblings(cl_guard *guard, const cl_guard_key *const *keys, int count)
{
	int run = 1;

	while (run < count && OidIsValid(guard->key[guard->keys - 1].array) &&
		   cl_guard_same_key(guard, keys[0], keys[run], guard->keys - 1))
		run++;
	return run;
}

void
cl_guard_fetch(cl_guard *guard, cl_guard_query what, const cl_guard_key *const *keys, int count,
			   const cl_span *within, const int64 *rows, cl_guard_take *take, void *state)
{
	for (int done = 0, some; done < count; done += some)
	{
		some = guard->shard ? run_of_siblings(guard, keys + done, count - done) : count;
		fetch_from(guard, what, keys, done, some, within, rows, take, state);
	}
}
