/* catalog.c: which triggers of guards there are. */
#include "guard/guard.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "parser/parse_func.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

Oid
cl_guard_function(const char *name)
{
	return LookupFuncName(list_make2(makeString(CL_SCHEMA), makeString(pstrdup(name))), 0, NULL,
						  false);
}

List *
cl_guard_parts(Oid rows)
{
	return find_all_inheritors(rows, AccessShareLock, NULL);
}

static char **
words_of(HeapTuple trigger, TupleDesc columns, int count)
{
	bool null;
	Datum value = heap_getattr(trigger, Anum_pg_trigger_tgargs, columns, &null);
	bytea *bytes = DatumGetByteaPP(value);
	const char *at = VARDATA_ANY(bytes);
	char **words = palloc(sizeof(char *) * (size_t) (count + 1));

	for (int i = 0; i < count; i++)
	{
		words[i] = pstrdup(at);
		at += strlen(at) + 1;
	}
	return words;
}

static int
by_name(const ListCell *a, const ListCell *b)
{
	return strcmp(((const cl_guard_trigger *) lfirst(a))->name,
				  ((const cl_guard_trigger *) lfirst(b))->name);
}

List *
cl_guard_triggers(Oid rows)
{
	Oid on_rows = cl_guard_function("guard_rows");
	Oid on_group = cl_guard_function("guard_group");
	Oid on_waiver = cl_guard_function("guard_waiver");
	List *parts = cl_guard_parts(rows);
	List *found = NIL;
	Relation catalog = table_open(TriggerRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, NULL, 0, NULL);
	HeapTuple tuple;

	while ((tuple = systable_getnext(scan)) != NULL)
	{
		Form_pg_trigger entry = (Form_pg_trigger) GETSTRUCT(tuple);
		cl_guard_trigger *trigger;

		if (!(entry->tgfoid == on_rows && list_member_oid(parts, entry->tgrelid)) &&
			!((entry->tgfoid == on_group || entry->tgfoid == on_waiver) &&
			  entry->tgconstrrelid == rows))
			continue;
		trigger = palloc0(sizeof(*trigger));
		trigger->relation = entry->tgrelid;
		trigger->name = pstrdup(NameStr(entry->tgname));
		trigger->function = get_func_name(entry->tgfoid);
		trigger->enabled = entry->tgenabled;
		trigger->cloned = OidIsValid(entry->tgparentid);
		cl_guard_read_arguments(entry->tgnargs,
								words_of(tuple, RelationGetDescr(catalog), entry->tgnargs),
								&trigger->arguments);
		found = lappend(found, trigger);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	list_sort(found, by_name);
	return found;
}
