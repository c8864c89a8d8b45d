/* compat.h: the one place that knows what differs between server versions (15 to 18). */
#ifndef CASELOAD_COMPAT_H
#define CASELOAD_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"

/* A function that does not return; before 18 the server's word for it stood behind the function. */
#ifndef pg_noreturn
#define pg_noreturn __attribute__((noreturn))
#endif

/* Soft errors: input functions of 16 and later report into the caller's context. */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#define CL_SOFT_CONTEXT(fcinfo) ((fcinfo)->context)
#define cl_errsave(context, report) errsave(context, report)
#else
#define CL_SOFT_CONTEXT(fcinfo) NULL
#define cl_errsave(context, report)                                                                \
	do                                                                                             \
	{                                                                                              \
		(void) (context);                                                                          \
		ereport(ERROR, report);                                                                    \
	} while (0)
#define InitMaterializedSRF(fcinfo, flags) SetSingleFuncCall(fcinfo, flags)
#endif

/* Whether a role owns a table; 16 and later have one function for all kinds of objects. Needs
 * utils/acl.h and catalog/pg_class.h. */
#if PG_VERSION_NUM >= 160000
#define CL_OWNS_TABLE(table, role) object_ownercheck(RelationRelationId, table, role)
#else
#define CL_OWNS_TABLE(table, role) pg_class_ownercheck(table, role)
#endif

/* A range of its bounds; 16 and later can also be soft about it. Needs utils/rangetypes.h. */
#if PG_VERSION_NUM >= 160000
#define cl_make_range(typcache, lower, upper, empty) make_range(typcache, lower, upper, empty, NULL)
#else
#define cl_make_range(typcache, lower, upper, empty) make_range(typcache, lower, upper, empty)
#endif

/* Begins a scan of an index by so many keys; 18 and later also count for EXPLAIN. Needs
 * access/genam.h. */
#if PG_VERSION_NUM >= 180000
#define cl_index_beginscan(table, index, snapshot, keys)                                           \
	index_beginscan(table, index, snapshot, NULL, keys, 0)
#else
#define cl_index_beginscan(table, index, snapshot, keys)                                           \
	index_beginscan(table, index, snapshot, keys, 0)
#endif

/* Tells an executor's state the one relation that it writes to, given its entry; 16 and later want
 * to know who asks for which rights. Needs executor/executor.h and parser/parse_relation.h. */
#if PG_VERSION_NUM >= 160000
#define cl_init_range_table(state, entry)                                                          \
	do                                                                                             \
	{                                                                                              \
		List *rights = NIL;                                                                        \
                                                                                                   \
		(void) addRTEPermissionInfo(&rights, entry);                                               \
		cl_init_checked_range_table(state, list_make1(entry), rights);                             \
	} while (0)
#if PG_VERSION_NUM >= 180000
#define cl_init_checked_range_table(state, entries, rights)                                        \
	ExecInitRangeTable(state, entries, rights, bms_make_singleton(1))
#else
#define cl_init_checked_range_table(state, entries, rights)                                        \
	ExecInitRangeTable(state, entries, rights)
#endif
#else
#define cl_init_range_table(state, entry) ExecInitRangeTable(state, list_make1(entry))
#endif

#endif
