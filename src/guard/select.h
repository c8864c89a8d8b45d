/* select.h: the text of the guard's queries, which query.c runs. */
#ifndef CASELOAD_GUARD_SELECT_H
#define CASELOAD_GUARD_SELECT_H

#include "guard/guard.h"

/* Whether it locks groups, and says their terms. */
extern bool cl_guard_locks(cl_guard_query what);
/* The key; for near rows the time, for groups to share how many rows they have. */
extern int cl_guard_parameters(const cl_guard *guard, cl_guard_query what);
extern Oid cl_guard_parameter_type(const cl_guard *guard, cl_guard_query what, cl_guard_form form,
								   int number);
/* Whether a column's parameter holds those of several groups. */
extern bool cl_guard_is_array(const cl_guard *guard, cl_guard_form form, int column);
/* Kept for the session. */
extern struct _SPI_plan *cl_guard_prepare(const cl_guard *guard, cl_guard_query what,
										  cl_guard_form form);

#endif
