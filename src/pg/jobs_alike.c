/*
 * jobs_alike.c: gathers the jobs of employees, so that what is paid for a job is reckoned once for
 * all who hold the same: each job that differs from the others stands there once. One pass does it,
 * where GROUP BY needs one to see who holds several jobs and another to group.
 */
#include "pg/jobs_alike.h"

#include "common/hashfn.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(caseload_jobs_alike_add);

/* The arguments: the state, employee_id, employment_id, site_id, apart, and what the job is. */
#define FIRST_COLUMN 5

typedef struct job_entry
{
	const cl_job *job;
	uint32 hash;
	char status;
} job_entry;

typedef struct holder_entry
{
	int64 employee_id;
	uint32 number;
	char status;
} holder_entry;

static bool
same_job(const cl_jobs_alike *state, const cl_job *a, const cl_job *b)
{
	for (int i = 0; i < CL_JOB_COLUMNS; i++)
	{
		if (a->nulls[i] != b->nulls[i])
			return false;
		if (!a->nulls[i] &&
			!datum_image_eq(a->values[i], b->values[i], state->by_value[i], state->length[i]))
			return false;
	}
	return true;
}

static uint32
hash_job(const cl_jobs_alike *state, const cl_job *job)
{
	uint32 hash = 0;

	for (int i = 0; i < CL_JOB_COLUMNS; i++)
	{
		uint32 own = job->nulls[i]
						 ? 0
						 : datum_image_hash(job->values[i], state->by_value[i], state->length[i]);

		hash = hash_combine(hash, own);
	}
	return hash;
}

#define SH_PREFIX job_table
#define SH_ELEMENT_TYPE job_entry
#define SH_KEY_TYPE const cl_job *
#define SH_KEY job
#define SH_HASH_KEY(table, key) hash_job((table)->private_data, (key))
#define SH_EQUAL(table, a, b) same_job((table)->private_data, (a), (b))
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define SH_PREFIX holder_table
#define SH_ELEMENT_TYPE holder_entry
#define SH_KEY_TYPE int64
#define SH_KEY employee_id
#define SH_HASH_KEY(table, key)                                                                    \
	hash_combine(murmurhash32((uint32) (key)), (uint32) ((uint64) (key) >> 32))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* Room for one more item in an array of the state. */
static void *
with_room(void *items, uint32 count, uint32 *most, Size item)
{
	if (count < *most)
		return items;
	if (count >= CL_NO_JOB / 2)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("more than %u jobs cannot be compared at once", CL_NO_JOB / 2),
						errhint("Ask for one contract, district or school year at a time.")));
	*most *= 2;
	return repalloc_huge(items, *most * item);
}

static cl_jobs_alike *
new_state(FunctionCallInfo fcinfo)
{
	cl_jobs_alike *state = palloc0(sizeof(cl_jobs_alike));

	for (int i = 0; i < CL_JOB_COLUMNS; i++)
		get_typlenbyval(get_fn_expr_argtype(fcinfo->flinfo, FIRST_COLUMN + i), &state->length[i],
						&state->by_value[i]);
	state->jobs = job_table_create(CurrentMemoryContext, 256, state);
	state->numbers = holder_table_create(CurrentMemoryContext, 1024, NULL);
	state->held_most = state->holder_most = 64;
	state->held = palloc(state->held_most * sizeof(cl_held_job));
	state->holders = palloc(state->holder_most * sizeof(cl_holder));
	return state;
}

/* The job of this call, which the state keeps from the first time that it is met. */
static const cl_job *
job_met(cl_jobs_alike *state, FunctionCallInfo fcinfo, MemoryContext context)
{
	MemoryContext before;
	cl_job asked, *job;
	job_entry *entry;
	bool found;

	for (int i = 0; i < CL_JOB_COLUMNS; i++)
	{
		asked.nulls[i] = PG_ARGISNULL(FIRST_COLUMN + i);
		asked.values[i] = asked.nulls[i] ? 0 : PG_GETARG_DATUM(FIRST_COLUMN + i);
		/* what is stored elsewhere or compressed is looked at as it is */
		if (!asked.nulls[i] && state->length[i] == -1)
			asked.values[i] = PointerGetDatum(PG_DETOAST_DATUM_PACKED(asked.values[i]));
	}
	entry = job_table_insert(state->jobs, &asked, &found);
	if (found)
		return entry->job;
	before = MemoryContextSwitchTo(context);
	job = palloc(sizeof(cl_job));
	*job = asked;
	job->number = state->jobs->members - 1;
	for (int i = 0; i < CL_JOB_COLUMNS; i++)
		if (!job->nulls[i])
			job->values[i] = datumCopy(asked.values[i], state->by_value[i], state->length[i]);
	entry->job = job;
	MemoryContextSwitchTo(before);
	return job;
}

static cl_holder *
holder_met(cl_jobs_alike *state, int64 employee_id)
{
	bool found;
	holder_entry *entry = holder_table_insert(state->numbers, employee_id, &found);

	if (!found)
	{
		state->holders =
			with_room(state->holders, state->holder_count, &state->holder_most, sizeof(cl_holder));
		entry->number = state->holder_count++;
		state->holders[entry->number] = (cl_holder){.employee_id = employee_id, .last = CL_NO_JOB};
	}
	return &state->holders[entry->number];
}

/* jobs_alike_add(state, employee_id, employment_id, site_id, apart, what the job is, ...) */
Datum
caseload_jobs_alike_add(PG_FUNCTION_ARGS)
{
	cl_jobs_alike *state;
	cl_holder *holder;
	MemoryContext context, before;
	const cl_job *job;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "jobs_alike_add is a part of an aggregate");
	for (int i = 1; i < FIRST_COLUMN; i++)
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("employee, employment, site and apart of jobs_alike must not be "
								   "null")));
	before = MemoryContextSwitchTo(context);
	state = PG_ARGISNULL(0) ? new_state(fcinfo) : (cl_jobs_alike *) PG_GETARG_POINTER(0);
	holder = holder_met(state, PG_GETARG_INT64(1));
	state->held = with_room(state->held, state->held_count, &state->held_most, sizeof(cl_held_job));
	MemoryContextSwitchTo(before);
	job = job_met(state, fcinfo, context);
	state->held[state->held_count] = (cl_held_job){.employment_id = PG_GETARG_INT64(2),
												   .site_id = PG_GETARG_INT64(3),
												   .job = job,
												   .before = holder->last};
	holder->last = state->held_count++;
	holder->apart = holder->apart || PG_GETARG_BOOL(4);
	PG_RETURN_POINTER(state);
}
