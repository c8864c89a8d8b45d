/* marks.h: what leave_marks() gathers, and the table in which it puts it down. */
#ifndef CASELOAD_MARKS_H
#define CASELOAD_MARKS_H

#include "pg/beside.h"

#include "common/hashfn.h"

#include "core/day_set.h"

/* Where the trigger function stands; extension and schema do not move. */
#define CL_MARKS_SCHEMA "caseload"

enum
{
	CL_SCOPE_EMPLOYEE,
	CL_SCOPE_SECTION,
	CL_SCOPE_SITE,
	CL_SCOPE_STUDENT,
	CL_SCOPES
};

/* In the order of the words. */
extern const char *const cl_mark_scopes[CL_SCOPES];

/*
 * Without padding: it is hashed and compared as bytes. A student sits in other classes in other
 * years, so a mark of one says of which days; of the others the days are 0.
 */
typedef struct cl_mark_key
{
	int64 subject;
	int32 district;
	int32 scope;
	cl_run days;
} cl_mark_key;

typedef struct cl_mark
{
	cl_mark_key key;
	char status; /* of the hash table */
} cl_mark;

/* The table "mark" beside the trigger's table, opened when there is something to write. */
typedef struct cl_mark_book
{
	cl_beside beside;
	Datum scopes[CL_SCOPES]; /* as text */
	bool has_days;			 /* not before 0.4.0 */
} cl_mark_book;

extern void cl_marks_write(cl_mark_book *book, const cl_mark_key *keys, int count);

#endif
