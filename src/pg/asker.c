/*
 * asker.c: who asks a function that runs as its owner. SECURITY DEFINER hides the role as which its
 * caller runs, and nobody's word is to be taken for it: the caller asks for a number, which only
 * his role can get in this session.
 */
#include "pg/glue.h"

#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(caseload_asker);
PG_FUNCTION_INFO_V1(caseload_askers);
PG_FUNCTION_INFO_V1(caseload_asks_as_owner);

typedef struct cl_asker
{
	Oid role;
	int64 number;
} cl_asker;

/* The roles that asked in this session, and their numbers: a handful. */
static cl_asker *known;
static int known_count;

static int64
new_number(void)
{
	int64 number;

	if (!pg_strong_random(&number, sizeof number))
		ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("no random number could be made")));
	return number;
}

Datum
caseload_asker(PG_FUNCTION_ARGS)
{
	Oid role = GetUserId();
	int64 number;

	for (int i = 0; i < known_count; i++)
		if (known[i].role == role)
			PG_RETURN_INT64(known[i].number);
	number = new_number();
	if (known == NULL)
		known = MemoryContextAlloc(TopMemoryContext, sizeof(cl_asker));
	else
		known = repalloc(known, sizeof(cl_asker) * (known_count + 1));
	known[known_count++] = (cl_asker){role, number};
	PG_RETURN_INT64(number);
}

/* The role as which the asker runs; the one that his session set, if any; the one that logged in.
 */
Datum
caseload_askers(PG_FUNCTION_ARGS)
{
	int64 number = PG_GETARG_INT64(0);

	for (int i = 0; i < known_count; i++)
		if (known[i].number == number)
		{
			Datum roles[] = {ObjectIdGetDatum(known[i].role), ObjectIdGetDatum(GetOuterUserId()),
							 ObjectIdGetDatum(GetSessionUserId())};

			PG_RETURN_ARRAYTYPE_P(
				construct_array(roles, lengthof(roles), OIDOID, sizeof(Oid), true, TYPALIGN_INT));
		}
	ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					errmsg("nobody of this session has asked with this number"),
					errhint("Pass caseload.asker().")));
}

/*
 * Whether the asker is who his session is, and has the rights of a table's owner: then nothing
 * binds him, and nothing more need be looked up. False says nothing.
 */
Datum
caseload_asks_as_owner(PG_FUNCTION_ARGS)
{
	int64 number = PG_GETARG_INT64(0);
	HeapTuple table;
	Oid owner;

	for (int i = 0; i < known_count; i++)
	{
		if (known[i].number != number || known[i].role != GetOuterUserId())
			continue;
		table = SearchSysCache1(RELOID, ObjectIdGetDatum(PG_GETARG_OID(1)));
		if (!HeapTupleIsValid(table))
			break;
		owner = ((Form_pg_class) GETSTRUCT(table))->relowner;
		ReleaseSysCache(table);
		PG_RETURN_BOOL(has_privs_of_role(known[i].role, owner));
	}
	PG_RETURN_BOOL(false);
}
