/*
 * jobs_alike.h: what jobs_alike() has gathered of the jobs of many employees, between the file that
 * adds to it and the one that tells who is alike.
 */
#ifndef CASELOAD_JOBS_ALIKE_H
#define CASELOAD_JOBS_ALIKE_H

#include "pg/glue.h"

/* calendar, schedule, placement, FTE, days, agreed salary, job share */
#define CL_JOB_COLUMNS 7
/* no job */
#define CL_NO_JOB UINT32_MAX

/*
 * What a job is, whoever holds it, once. Equal are values of the same bytes: 0.6 and 0.60 are two
 * jobs, and each employee keeps the FTE that was entered.
 */
typedef struct cl_job
{
	uint32 number; /* in the order in which they were met */
	bool nulls[CL_JOB_COLUMNS];
	Datum values[CL_JOB_COLUMNS];
} cl_job;

typedef struct cl_held_job
{
	int64 employment_id;
	int64 site_id;
	const cl_job *job;
	uint32 before; /* another one of the same employee, or CL_NO_JOB */
} cl_held_job;

typedef struct cl_holder
{
	int64 employee_id;
	uint32 last; /* of the jobs held */
	bool apart;	 /* is not to be taken together with anybody */
} cl_holder;

struct job_table_hash;
struct holder_table_hash;

typedef struct cl_jobs_alike
{
	int16 length[CL_JOB_COLUMNS];
	bool by_value[CL_JOB_COLUMNS];
	struct job_table_hash *jobs;
	struct holder_table_hash *numbers; /* of the holders, by their keys */
	cl_held_job *held;
	uint32 held_count;
	uint32 held_most;
	cl_holder *holders;
	uint32 holder_count;
	uint32 holder_most;
} cl_jobs_alike;

#endif
