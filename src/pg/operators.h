/*
 * operators.h: the comparison and hash functions of a type, written once. COMPARE(a, b) gives
 * below, equal or above zero; HASH(value, seed) the frozen hash; GET reads argument n.
 * Declared in SQL by the template comparable.sql.
 */
#ifndef CASELOAD_OPERATORS_H
#define CASELOAD_OPERATORS_H

#include "pg/glue.h"

#define CL_COMPARISON(type, name, GET, COMPARE, condition)                                         \
	PG_FUNCTION_INFO_V1(caseload_##type##_##name);                                                 \
	Datum caseload_##type##_##name(PG_FUNCTION_ARGS)                                               \
	{                                                                                              \
		int order = COMPARE(GET(0), GET(1));                                                       \
                                                                                                   \
		PG_RETURN_BOOL(condition);                                                                 \
	}                                                                                              \
	extern int cl_no_semicolon

#define CL_ORDERED(type, GET, COMPARE)                                                             \
	CL_COMPARISON(type, lt, GET, COMPARE, order < 0);                                              \
	CL_COMPARISON(type, le, GET, COMPARE, order <= 0);                                             \
	CL_COMPARISON(type, eq, GET, COMPARE, order == 0);                                             \
	CL_COMPARISON(type, ne, GET, COMPARE, order != 0);                                             \
	CL_COMPARISON(type, ge, GET, COMPARE, order >= 0);                                             \
	CL_COMPARISON(type, gt, GET, COMPARE, order > 0);                                              \
	PG_FUNCTION_INFO_V1(caseload_##type##_cmp);                                                    \
	Datum caseload_##type##_cmp(PG_FUNCTION_ARGS)                                                  \
	{                                                                                              \
		PG_RETURN_INT32(COMPARE(GET(0), GET(1)));                                                  \
	}                                                                                              \
	extern int cl_no_semicolon

#define CL_HASHED(type, GET, HASH)                                                                 \
	PG_FUNCTION_INFO_V1(caseload_##type##_hash);                                                   \
	Datum caseload_##type##_hash(PG_FUNCTION_ARGS)                                                 \
	{                                                                                              \
		PG_RETURN_INT32((int32) HASH(GET(0), 0));                                                  \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(caseload_##type##_hash_extended);                                          \
	Datum caseload_##type##_hash_extended(PG_FUNCTION_ARGS)                                        \
	{                                                                                              \
		PG_RETURN_INT64((int64) HASH(GET(0), (uint64) PG_GETARG_INT64(1)));                        \
	}                                                                                              \
	extern int cl_no_semicolon

#endif
