/*
 * The guard's queries: one that locks groups and says their terms, one that reads their rows,
 * one that reads their waivers. They come in forms for one group and for many at once: to start
 * a query costs more than to read a class, and a statement may touch 40,000 of them.
 */
#include "guard/guard.h"

#include "access/xact.h"
#include "catalog/pg_namespace_d.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "jit/jit.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

/* From so many siblings on a plan of their own is worth making. */
#define FEW 64

/* What the key type's own operator takes, as a cast. */
static const char *
cast_of(const cl_guard_key_type *key, Oid *compared)
{
	*compared = IsPolymorphicType(key->compared_as) ? key->type : key->compared_as;
	/* no bare "character" or "bit": those mean a length of one */
	return psprintf(
		"::%s",
		format_type_extended(*compared, -1, FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY));
}

/*
 * left = right, by the operator of the key type's own operator class and nobody else's: it is
 * named with its schema, and both sides are cast to exactly what it takes.
 */
void
cl_guard_equal(StringInfo query, const cl_guard_key_type *key, const char *left, Oid left_type,
			   const char *right, Oid right_type)
{
	HeapTuple tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(key->equal));
	Form_pg_operator entry;
	Oid compared;
	const char *cast = cast_of(key, &compared);

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", key->equal);
	entry = (Form_pg_operator) GETSTRUCT(tuple);
	appendStringInfo(query, "%s%s OPERATOR(%s.%s) %s%s", left, left_type == compared ? "" : cast,
					 quote_identifier(get_namespace_name(entry->oprnamespace)),
					 NameStr(entry->oprname), right, right_type == compared ? "" : cast);
	ReleaseSysCache(tuple);
}

char *
cl_guard_column_name(const char *alias, const cl_guard_column *column)
{
	return psprintf("%s.%s", alias, quote_identifier(column->name));
}

/*
 * A schema can be renamed at any time, whatever is locked, and another be put in its place: then
 * the text means another table, perhaps somebody's view, which must not be read as the owner.
 */
void
cl_guard_keep(SPIPlanPtr plan, const char *query, Oid table)
{
	CachedPlanSource *source = plan ? linitial(SPI_plan_get_plan_sources(plan)) : NULL;

	if (source && (source->relationOids == NIL || linitial_oid(source->relationOids) != table))
		ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
						errmsg("the tables of a guard were renamed while it looked at them"),
						errhint("Repeat the transaction.")));
	if (!plan || SPI_keepplan(plan) != 0)
		elog(ERROR, "could not prepare \"%s\": %s", query, SPI_result_code_string(SPI_result));
}

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

static Oid
table_of(const cl_guard *guard, cl_guard_query what)
{
	return what == CL_GUARD_LOCK	 ? guard->group
		   : what == CL_GUARD_WAIVED ? guard->waiver
									 : guard->rows;
}

static const cl_guard_row *
row_of(const cl_guard *guard, cl_guard_query what)
{
	return what == CL_GUARD_LOCK	 ? &guard->group_row
		   : what == CL_GUARD_WAIVED ? &guard->waiver_row
									 : &guard->row;
}

/* Whether $1, $2, ... holds the column of each of several groups. */
static bool
is_array(const cl_guard *guard, cl_guard_form form, int column)
{
	return form == CL_GUARD_MANY || (form == CL_GUARD_SIBLINGS && column == guard->keys - 1);
}

static Oid
type_of(const cl_guard *guard, cl_guard_form form, int column)
{
	const cl_guard_key_type *key = &guard->key[column];

	return is_array(guard, form, column) ? key->array : key->type;
}

/* The key, and for near rows the time. */
static int
parameters(const cl_guard *guard, cl_guard_query what)
{
	return guard->keys + (what == CL_GUARD_NEAR ? 1 : 0);
}

static void
where_key_is_wanted(StringInfo query, const cl_guard *guard, const cl_guard_row *row,
					cl_guard_form form)
{
	for (int i = 0; i < guard->keys; i++)
	{
		const cl_guard_key_type *key = &guard->key[i];
		const char *right = psprintf(form == CL_GUARD_MANY ? "k.k%d" : "$%d", i + 1);
		Oid right_type = key->type;

		if (form == CL_GUARD_SIBLINGS && is_array(guard, form, i))
			right = psprintf("ANY (%s%s[])", right, cast_of(key, &right_type));
		appendStringInfoString(query, i == 0 ? " WHERE " : " AND ");
		cl_guard_equal(query, key, cl_guard_column_name("r", &row->key[i]), row->key[i].declared,
					   right, right_type);
	}
}

static void
select_groups(StringInfo query, const cl_guard *guard, cl_guard_query what, cl_guard_form form)
{
	const cl_guard_row *row = row_of(guard, what);

	appendStringInfo(query, "SELECT %s", what == CL_GUARD_BEFORE ? "r.xmin" : "");
	if (what == CL_GUARD_LOCK)
		cl_guard_select_terms(query, guard, "r");
	else
		cl_guard_select_span(query, row, "r");
	if (form == CL_GUARD_SIBLINGS) /* whose row it is */
		cl_guard_select_column(query, &row->key[guard->keys - 1], "r");
	cl_guard_from(query, table_of(guard, what), "r");
	where_key_is_wanted(query, guard, row, form);
	if (what == CL_GUARD_NEAR)
		appendStringInfo(query, " AND %s%s OPERATOR(pg_catalog.&&) $%d",
						 cl_guard_column_name("r", &row->valid),
						 row->valid.declared == guard->clock
							 ? ""
							 : psprintf("::%s", format_type_be_qualified(guard->clock)),
						 parameters(guard, what));
	if (what == CL_GUARD_LOCK && form == CL_GUARD_SIBLINGS) /* sorted first, and then locked */
		appendStringInfo(query, " ORDER BY %s",
						 cl_guard_column_name("r", &row->key[guard->keys - 1]));
	if (what == CL_GUARD_LOCK)
		appendStringInfoString(query, " FOR NO KEY UPDATE OF r");
	else if (form == CL_GUARD_MANY)
		appendStringInfoString(query, " OFFSET 0");
}

/*
 * Many groups are gone through in their order and each is looked up by itself, for a subquery
 * that locks, or has an OFFSET, cannot be joined in another way: so they are locked in order.
 */
static void
select_each(StringInfo query, const cl_guard *guard, cl_guard_query what)
{
	appendStringInfoString(query, "SELECT r.*, k.n FROM ROWS FROM (");
	for (int i = 0; i < guard->keys; i++)
		appendStringInfo(query, "%spg_catalog.unnest($%d)", i == 0 ? "" : ", ", i + 1);
	appendStringInfoString(query, ") WITH ORDINALITY AS k (");
	for (int i = 0; i < guard->keys; i++)
		appendStringInfo(query, "k%d, ", i + 1);
	appendStringInfoString(query, "n) CROSS JOIN LATERAL (");
	select_groups(query, guard, what, CL_GUARD_MANY);
	appendStringInfoString(query, ") AS r");
}

static SPIPlanPtr
prepare(const cl_guard *guard, cl_guard_query what, cl_guard_form form)
{
	Oid types[CL_GUARD_MOST_KEYS + 1];
	StringInfoData query;
	SPIPlanPtr plan;

	for (int i = 0; i < guard->keys; i++)
		types[i] = type_of(guard, form, i);
	types[guard->keys] = guard->clock;
	initStringInfo(&query);
	if (form == CL_GUARD_MANY)
		select_each(&query, guard, what);
	else
		select_groups(&query, guard, what, form);
	/* with siblings it takes their number, and the size of the table, to know how to read them */
	plan = SPI_prepare_cursor(query.data, parameters(guard, what), types,
							  form == CL_GUARD_SIBLINGS ? CURSOR_OPT_CUSTOM_PLAN
														: CURSOR_OPT_GENERIC_PLAN);
	cl_guard_keep(plan, query.data, table_of(guard, what));
	return plan;
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
		if (!is_array(guard, form, i))
			continue;
		all = palloc(sizeof(Datum) * (size_t) count);
		for (int j = 0; j < count; j++)
			all[j] = keys[j]->value[i];
		values[i] = PointerGetDatum(
			construct_array(all, count, type->type, type->length, type->by_value, type->align));
	}
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
	options.params = makeParamList(parameters(guard, what));
	for (int i = 0; i < parameters(guard, what); i++)
	{
		ParamExternData *param = &options.params->params[i];

		param->value = values[i];
		param->isnull = false;
		param->pflags = PARAM_FLAG_CONST;
		param->ptype = i < guard->keys ? type_of(guard, to->form, i) : guard->clock;
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
			what == CL_GUARD_LOCK ? run_lock(plan, values, to) : run_read(what, plan, values, to);
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
	if (what == CL_GUARD_LOCK || what == CL_GUARD_NEAR || count < FEW ||
		!cl_guard_same_key(guard, keys[0], keys[count - 1], guard->keys - 1))
		return CL_GUARD_MANY;
	return CL_GUARD_SIBLINGS;
}

static void
fetch_from(cl_guard *guard, cl_guard_query what, const cl_guard_key *const *keys, int before,
		   int count, const cl_span *within, cl_guard_take *take, void *state)
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
		*plan = prepare(guard, what, to.form);
	to.row = AllocSetContextCreate(caller, "caseload guard row", ALLOCSET_SMALL_SIZES);
	set_values(guard, to.form, keys, count, values);
	if (within)
		values[guard->keys] = cl_guard_range(guard->clock, within->from, within->to);
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
			   const cl_span *within, cl_guard_take *take, void *state)
{
	for (int done = 0, some; done < count; done += some)
	{
		some = guard->shard ? run_of_siblings(guard, keys + done, count - done) : count;
		fetch_from(guard, what, keys, done, some, within, take, state);
	}
}
