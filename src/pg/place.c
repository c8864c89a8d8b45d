/*
 * place.c: whether the functions of a district look in the schema in which they stand. Asked at
 * each look at a report, so what was found is kept until a function or a schema changes.
 */
#include "pg/glue.h"

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/catcache.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(caseload_stands_at);

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

/*
 * True: there is a district of this name, and of no district in the database the schema was
 * renamed. False says nothing yet: caseload.check_place() looks why.
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
	if (found && all_stand && changes == changes_before)
		keep(schema);
	PG_RETURN_BOOL(found && all_stand);
}
