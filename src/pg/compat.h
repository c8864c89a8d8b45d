/* compat.h: the one place that knows what differs between server versions (15 to 18). */
#ifndef CASELOAD_COMPAT_H
#define CASELOAD_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"

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

#if PG_VERSION_NUM >= 160000
#define cl_make_range(typcache, lower, upper, empty)                                               \
	make_range(typcache, lower, upper, empty, NULL)
#else
#define cl_make_range(typcache, lower, upper, empty) make_range(typcache, lower, upper, empty)
#endif

#endif
