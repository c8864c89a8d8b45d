/*
 * jobs_alike_groups.c: of the jobs gathered, who holds the same: a row for each job of each group
 * of employees, with the employees, their employments and their sites in the same order.
 */
#include "pg/jobs_alike.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(caseload_jobs_alike);

/* The columns of a row: the group, three arrays, and what the job is. */
#define ID_COLUMNS 4
#define ROW_COLUMNS (ID_COLUMNS + CL_JOB_COLUMNS)

/* The jobs of one employee, in the order of their employments. */
typedef struct job_list
{
	const cl_held_job **held;
	uint32 count;
} job_list;

typedef struct group
{
	job_list of_first;
	uint32 hash;
	uint32 number;
	char status;
} group;

static bool
same_list(job_list a, job_list b)
{
	if (a.count != b.count)
		return false;
	for (uint32 i = 0; i < a.count; i++)
		if (a.held[i]->job != b.held[i]->job)
			return false;
	return true;
}

static uint32
hash_list(job_list list)
{
	uint32 hash = 0;

	for (uint32 i = 0; i < list.count; i++)
		hash = hash_combine(hash, murmurhash32(list.held[i]->job->number));
	return hash;
}

#define SH_PREFIX group_table
#define SH_ELEMENT_TYPE group
#define SH_KEY_TYPE job_list
#define SH_KEY of_first
#define SH_HASH_KEY(table, key) hash_list(key)
#define SH_EQUAL(table, a, b) same_list((a), (b))
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* Employments of one employee have keys that differ; if they do not, what was added first is first.
 */
static int
by_employment(const void *a, const void *b)
{
	const cl_held_job *one = *(cl_held_job *const *) a, *other = *(cl_held_job *const *) b;

	if (one->employment_id != other->employment_id)
		return one->employment_id < other->employment_id ? -1 : 1;
	return one < other ? -1 : one > other;
}

static job_list
jobs_of(const cl_jobs_alike *state, const cl_holder *holder, const cl_held_job **at)
{
	job_list list = {.held = at};

	for (uint32 n = holder->last; n != CL_NO_JOB; n = state->held[n].before)
		at[list.count++] = &state->held[n];
	if (list.count > 1)
		qsort(at, list.count, sizeof(*at), by_employment);
	return list;
}

/* Who is alike: holders by groups, and where those of each group begin; groups as they were met. */
typedef struct grouping
{
	job_list *lists; /* of each holder */
	uint32 *holders; /* group by group */
	uint32 *starts;	 /* of each group among these, and their end */
	uint32 count;
} grouping;

static void *
huge(Size count, Size item)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(count, 1) * item);
}

/* The group of a holder, a new one if no list of jobs before it is the same. */
static uint32
group_of(struct group_table_hash *table, const cl_holder *holder, job_list list, uint32 count)
{
	group *entry;
	bool found;

	if (holder->apart)
		return count;
	entry = group_table_insert(table, list, &found);
	if (!found)
		entry->number = count;
	return entry->number;
}

static grouping
group_holders(const cl_jobs_alike *state)
{
	grouping groups = {.lists = huge(state->holder_count, sizeof(job_list)),
					   .holders = huge(state->holder_count, sizeof(uint32)),
					   .starts = huge((Size) state->holder_count + 1, sizeof(uint32))};
	const cl_held_job **at = huge(state->held_count, sizeof(*at));
	uint32 *group_numbers = huge(state->holder_count, sizeof(uint32));
	struct group_table_hash *table = group_table_create(CurrentMemoryContext, 256, NULL);
	uint32 start = 0;

	for (uint32 n = 0; n < state->holder_count; n++)
	{
		CHECK_FOR_INTERRUPTS();
		groups.lists[n] = jobs_of(state, &state->holders[n], at);
		at += groups.lists[n].count;
		group_numbers[n] = group_of(table, &state->holders[n], groups.lists[n], groups.count);
		if (group_numbers[n] == groups.count)
			groups.starts[groups.count++] = 0;
		groups.starts[group_numbers[n]]++;
	}
	/* from how many there are to where they end, and from the last holder on to where they begin */
	for (uint32 n = 0; n < groups.count; n++)
		groups.starts[n] = start += groups.starts[n];
	for (uint32 n = state->holder_count; n-- > 0;)
		groups.holders[--groups.starts[group_numbers[n]]] = n;
	groups.starts[groups.count] = state->holder_count;
	pfree(group_numbers);
	group_table_destroy(table);
	return groups;
}

static Datum
array_of_ids(Datum *ids, uint32 count)
{
	return PointerGetDatum(construct_array(ids, (int) count, INT8OID, sizeof(int64),
										   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* Puts down the rows of group `n`, one for each job; gives how many they are. */
static uint32
put_rows(const cl_jobs_alike *state, const grouping *groups, uint32 n, TupleDesc row, Datum *rows)
{
	const uint32 *holders = groups->holders + groups->starts[n];
	uint32 members = groups->starts[n + 1] - groups->starts[n];
	job_list of_first = groups->lists[holders[0]];
	Datum *employees = huge(members, sizeof(Datum));
	Datum *employments = huge(members, sizeof(Datum));
	Datum *sites = huge(members, sizeof(Datum));
	Datum values[ROW_COLUMNS];
	bool nulls[ROW_COLUMNS] = {false};

	for (uint32 m = 0; m < members; m++)
		employees[m] = Int64GetDatum(state->holders[holders[m]].employee_id);
	values[0] = Int32GetDatum((int32) n + 1);
	values[1] = array_of_ids(employees, members);
	for (uint32 j = 0; j < of_first.count; j++)
	{
		const cl_job *job = of_first.held[j]->job;

		CHECK_FOR_INTERRUPTS();
		for (uint32 m = 0; m < members; m++)
		{
			const cl_held_job *held = groups->lists[holders[m]].held[j];

			employments[m] = Int64GetDatum(held->employment_id);
			sites[m] = Int64GetDatum(held->site_id);
		}
		values[2] = array_of_ids(employments, members);
		values[3] = array_of_ids(sites, members);
		memcpy(values + ID_COLUMNS, job->values, sizeof(job->values));
		memcpy(nulls + ID_COLUMNS, job->nulls, sizeof(job->nulls));
		rows[j] = HeapTupleGetDatum(heap_form_tuple(row, values, nulls));
		pfree(DatumGetPointer(values[2]));
		pfree(DatumGetPointer(values[3]));
	}
	pfree(DatumGetPointer(values[1]));
	pfree(employees);
	pfree(employments);
	pfree(sites);
	return of_first.count;
}

/* The rows, as an array; NULL if there was no job. The state may be asked again. */
Datum
caseload_jobs_alike(PG_FUNCTION_ARGS)
{
	const cl_jobs_alike *state = PG_ARGISNULL(0) ? NULL : (cl_jobs_alike *) PG_GETARG_POINTER(0);
	Oid type = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	uint32 count = 0;
	TupleDesc row;
	grouping groups;
	Datum *rows;

	if (!state)
		PG_RETURN_NULL();
	row = lookup_rowtype_tupdesc(type, -1);
	if (row->natts != ROW_COLUMNS)
		elog(ERROR, "%s has %d columns", format_type_be(type), row->natts);
	groups = group_holders(state);
	rows = huge(state->held_count, sizeof(Datum));
	for (uint32 n = 0; n < groups.count; n++)
		count += put_rows(state, &groups, n, row, rows + count);
	ReleaseTupleDesc(row);
	PG_RETURN_ARRAYTYPE_P(construct_array(rows, (int) count, type, -1, false, TYPALIGN_DOUBLE));
}
