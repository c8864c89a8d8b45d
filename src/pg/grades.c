#include "pg/glue.h"

#include "catalog/pg_type.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#include "core/grades.h"

PG_FUNCTION_INFO_V1(caseload_grades);

Datum
caseload_grades(PG_FUNCTION_ARGS)
{
	const text *said = PG_GETARG_TEXT_PP(0);
	TypeCacheEntry *range = lookup_type_cache(INT4RANGEOID, TYPECACHE_RANGE_INFO);
	RangeBound lower = {.inclusive = true, .lower = true};
	RangeBound upper = {.inclusive = false};
	const char *utf8;
	size_t length;
	cl_grades grades;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, "grades", VARDATA_ANY(said), VARSIZE_ANY_EXHDR(said), &utf8, &length) ||
		!cl_grades_parse(&env, utf8, length, &grades))
		CL_RAISE(&env);
	lower.val = Int32GetDatum(grades.from);
	upper.val = Int32GetDatum(grades.to + 1);
	PG_RETURN_RANGE_P(cl_make_range(range, &lower, &upper, false));
}
