/*
 * place.c: whether the functions of a district look in the schema in which they stand, and read the
 * tables that stand there. Asked at each look at a report, so what was found is kept until a
 * function, a schema or a table changes.
 */
#include "pg/glue.h"

#include "catalog/namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(caseload_stands_at);
PG_FUNCTION_INFO_V1(caseload_swapped_fact);

/* The function by which a district is known. */
#define OWN_FUNCTION "unguard_district"
#define KNOWN_SCHEMAS 8

/* Schemas of which it was found so, the last in the place of the first. */
static NameData known[KNOWN_SCHEMAS];
static int known_count;
static int known_next;
/* how often what was found was forgotten */
static uint64 changes;

static void
forget(Datum arg, int cache_id, uint32 hash)
{
	known_count = known_next = 0;
	changes++;
}

static bool
is_known(const char *schema)
{
	static bool watched = false;

	if (!watched)
	{
		CacheRegisterSyscacheCallback(PROCOID, forget, (Datum) 0);
		CacheRegisterSyscacheCallback(NAMESPACEOID, forget, (Datum) 0);
		CacheRegisterSyscacheCallback(RELOID, forget, (Datum) 0);
		watched = true;
	}
	for (int i = 0; i < known_count; i++)
		if (strcmp(NameStr(known[i]), schema) == 0)
			return true;
	return false;
}

static void
keep(const char *schema)
{
	namestrcpy(&known[known_next], schema);
	known_next = (known_next + 1) % KNOWN_SCHEMAS;
	known_count = Min(known_count + 1, KNOWN_SCHEMAS);
}

/* In double quotes, whether it needs them or not. */
static char *
in_quotes(const char *name)
{
	StringInfoData quoted;

	initStringInfo(&quoted);
	appendStringInfoChar(&quoted, '"');
	for (; *name != '\0'; name++)
	{
		if (*name == '"')
			appendStringInfoChar(&quoted, '"');
		appendStringInfoChar(&quoted, *name);
	}
	appendStringInfoChar(&quoted, '"');
	return quoted.data;
}

/* Whether a function's path, as it was set when it was made, begins with this schema. */
static bool
looks_in(HeapTuple function, const char *schema)
{
	bool null;
	Datum settings = SysCacheGetAttr(PROCNAMEARGSNSP, function, Anum_pg_proc_proconfig, &null);
	char *paths[2];
	Datum *each;
	int count;

	if (null)
		return false;
	paths[0] = psprintf("search_path=%s, pg_temp", quote_identifier(schema));
	paths[1] = psprintf("search_path=%s, pg_temp", in_quotes(schema));
	deconstruct_array(DatumGetArrayTypeP(settings), TEXTOID, -1, false, TYPALIGN_INT, &each, NULL,
					  &count);
	for (int i = 0; i < count; i++)
	{
		char *setting = TextDatumGetCString(each[i]);

		if (strcmp(setting, paths[0]) == 0 || strcmp(setting, paths[1]) == 0)
			return true;
	}
	return false;
}

/* The facts: history_tables() of a district has the same. */
static const char *const facts[] = {
	"site",	   "employee",	"employment",	"position_held",   "service",
	"section", "staffing",	"enrollment",	"case_assignment", "student",
	"tally",   "exception", "remedy_given", "leave_move",	   "event"};

/* The table of facts that the function "..._known" of its name gives the rows of: the one that
 * stood there when the functions and views of the district were made. InvalidOid: no function. */
static Oid
made_for(const char *fact, Oid space)
{
	Oid moment = TIMESTAMPTZOID;
	oidvector *arguments = buildoidvector(&moment, 1);
	HeapTuple function =
		SearchSysCache3(PROCNAMEARGSNSP, CStringGetDatum(psprintf("%s_known", fact)),
						PointerGetDatum(arguments), ObjectIdGetDatum(space));
	Oid type;

	if (!HeapTupleIsValid(function))
		return InvalidOid;
	type = ((Form_pg_proc) GETSTRUCT(function))->prorettype;
	ReleaseSysCache(function);
	return get_typ_typrelid(type);
}

/* Of a table that another has taken the place of its reports go on reading, and whatever finds
 * tables by their names does not. NULL: none was swapped. */
static const char *
swapped_fact(const char *schema, Oid *reads)
{
	Oid space = get_namespace_oid(schema, true);

	for (size_t i = 0; OidIsValid(space) && i < lengthof(facts); i++)
	{
		*reads = made_for(facts[i], space);
		if (OidIsValid(*reads) && get_relname_relid(facts[i], space) != *reads)
			return facts[i];
	}
	return NULL;
}

/* The name of the first such table, and the one that is read in its stead; NULL: none. */
Datum
caseload_swapped_fact(PG_FUNCTION_ARGS)
{
	char *schema = text_to_cstring(PG_GETARG_TEXT_PP(0));
	Oid reads;
	const char *fact;
	Datum both[2];

	if (strlen(schema) >= NAMEDATALEN)
		PG_RETURN_NULL();
	fact = swapped_fact(schema, &reads);
	if (fact == NULL)
		PG_RETURN_NULL();
	both[0] = CStringGetTextDatum(fact);
	both[1] = CStringGetTextDatum(quote_qualified_identifier(
		get_namespace_name(get_rel_namespace(reads)), get_rel_name(reads)));
	PG_RETURN_ARRAYTYPE_P(construct_array(both, 2, TEXTOID, -1, false, TYPALIGN_INT));
}

/*
 * True: there is a district of this name, whose functions read the tables that stand there, and of
 * no district in the database the schema was renamed. False says nothing yet:
 * caseload.check_place() looks why.
 */
Datum
caseload_stands_at(PG_FUNCTION_ARGS)
{
	char *schema = text_to_cstring(PG_GETARG_TEXT_PP(0));
	uint64 changes_before;
	CatCList *functions;
	bool found = false;
	bool all_stand = true;

	if (strlen(schema) >= NAMEDATALEN || strncmp(schema, "pg_temp", 7) == 0)
		PG_RETURN_BOOL(false);
	if (is_known(schema))
		PG_RETURN_BOOL(true);
	changes_before = changes;
	functions = SearchSysCacheList1(PROCNAMEARGSNSP, CStringGetDatum(OWN_FUNCTION));
	for (int i = 0; i < functions->n_members && all_stand; i++)
	{
		HeapTuple function = &functions->members[i]->tuple;
		char *stands = get_namespace_name(((Form_pg_proc) GETSTRUCT(function))->pronamespace);

		all_stand = stands != NULL && looks_in(function, stands);
		found = found || (all_stand && strcmp(stands, schema) == 0);
	}
	ReleaseSysCacheList(functions);
	found = found && swapped_fact(schema, &(Oid){InvalidOid}) == NULL;
	if (found && all_stand && changes == changes_before)
		keep(schema);
	PG_RETURN_BOOL(found && all_stand);
}
