#include "guard/guard.h"

#include "access/genam.h"
#include "access/nbtree.h"
#include "access/table.h"
#include "catalog/catalog.h"
#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_am_d.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "storage/lmgr.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

#define BAD ERRCODE_INVALID_PARAMETER_VALUE
#define NOT_ALLOWED ERRCODE_INSUFFICIENT_PRIVILEGE

Oid
cl_guard_root(Oid relation)
{
	List *ancestors;

	if (!get_rel_relispartition(relation))
		return relation;
	ancestors = get_partition_ancestors(relation);
	return ancestors == NIL ? relation : llast_oid(ancestors);
}

void
cl_guard_lock_table(Oid table, LOCKMODE mode)
{
	LockRelationOid(table, mode);
	cl_guard_want_table(table);
}

/* By its full name only: with a search path, whoever sets that path would choose the table. */
static Oid
table_if_any(const char *argument, const char *name)
{
	List *parts = textToQualifiedNameList(cstring_to_text(name));
	Oid schema;

	if (list_length(parts) != 2)
		cl_guard_refuse(BAD, argument, name, "It must be written as schema.table.");
	schema = get_namespace_oid(strVal(linitial(parts)), true);
	return OidIsValid(schema) ? get_relname_relid(strVal(lsecond(parts)), schema) : InvalidOid;
}

static Oid
table_named(const char *argument, const char *name)
{
	Oid table = table_if_any(argument, name);

	if (!OidIsValid(table))
		cl_guard_refuse(BAD, argument, name, "There is no such table.");
	return table;
}

/*
 * Citus keeps the rows of a distributed table in shards beside it, each with the table's name and a
 * number, and puts the table's triggers on each: what fired there is the table as far as it goes. A
 * partition that is named so is a part of its table, which is asked as a whole.
 */
static bool
is_numbered(Oid relation)
{
	const char *number = strrchr(get_rel_name(relation), '_');

	return number && number[1] != '\0' && strspn(number + 1, "0123456789") == strlen(number + 1) &&
		   !get_rel_relispartition(relation);
}

static bool
is_shard_of(Oid relation, Oid table)
{
	const char *shard = get_rel_name(relation);
	const char *name = get_rel_name(table);

	return name && is_numbered(relation) &&
		   get_rel_namespace(relation) == get_rel_namespace(table) &&
		   strlen(name) == (size_t) (strrchr(shard, '_') - shard) &&
		   strncmp(shard, name, strlen(name)) == 0;
}

/* The table of that name, or the shard of it whose trigger fired. */
static Oid
table_fired(cl_guard *guard, const char *argument, const char *name, Oid fired, bool here)
{
	Oid table = table_named(argument, name);

	if (!here || !is_shard_of(fired, table))
		return table;
	guard->shard = true;
	return fired;
}

/*
 * What the guard reads or writes as the owner must be the owner's and plain: a view or a
 * foreign table would run what somebody else wrote, a partition of another owner may too.
 */
static Relation
open_plain(cl_guard *guard, const char *argument, Oid table)
{
	Relation relation = table_open(table, AccessShareLock);
	const char *name = cl_guard_table_name(table);
	bool partitioned = relation->rd_rel->relkind == RELKIND_PARTITIONED_TABLE;
	List *parts;
	ListCell *cell;

	if (relation->rd_rel->relkind != RELKIND_RELATION && !partitioned)
		cl_guard_refuse(NOT_ALLOWED, argument, name,
						"It must be an ordinary or a partitioned table, not a view or a foreign "
						"table.");
	if (relation->rd_rel->relpersistence == RELPERSISTENCE_TEMP)
		cl_guard_refuse(NOT_ALLOWED, argument, name, "It must not be a temporary table.");
	if (IsCatalogRelation(relation) || IsToastRelation(relation))
		cl_guard_refuse(NOT_ALLOWED, argument, name, "It must not be a system table.");
	if (OidIsValid(guard->owner) && relation->rd_rel->relowner != guard->owner)
		cl_guard_refuse(NOT_ALLOWED, argument, name,
						"It must have the same owner as the guarded table.");
	guard->owner = relation->rd_rel->relowner;
	if (!relation->rd_rel->relispartition && has_superclass(table))
		cl_guard_refuse(BAD, argument, name,
						"It must not inherit: what changes it through its parent fires no trigger "
						"of its own.");

	parts = find_all_inheritors(table, AccessShareLock, NULL);
	if (!partitioned && list_length(parts) > 1)
		cl_guard_refuse(BAD, argument, name, "It must not be inherited from.");
	foreach (cell, parts)
	{
		Oid part = lfirst_oid(cell);
		HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(part));
		Form_pg_class entry;

		if (!HeapTupleIsValid(tuple))
			elog(ERROR, "cache lookup failed for relation %u", part);
		entry = (Form_pg_class) GETSTRUCT(tuple);
		if (entry->relowner != guard->owner ||
			(entry->relkind != RELKIND_RELATION && entry->relkind != RELKIND_PARTITIONED_TABLE))
			cl_guard_refuse(NOT_ALLOWED, argument, name,
							"Its partition \"%s\" must be a table of the same owner.",
							NameStr(entry->relname));
		ReleaseSysCache(tuple);
		guard->depend = list_append_unique_oid(guard->depend, part);
	}
	guard->depend = list_append_unique_oid(guard->depend, table);
	return relation;
}

static cl_guard_column
column(Relation relation, const char *argument, const char *name)
{
	cl_guard_column found;
	TupleDesc columns = RelationGetDescr(relation);

	memset(&found, 0, sizeof(found));
	if (!name)
		return found;
	found.name = name;
	for (int i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(columns, i);

		if (attribute->attisdropped || strcmp(NameStr(attribute->attname), name) != 0)
			continue;
		/* computed when it is read: what a trigger gets of it is NULL */
		if (attribute->attgenerated == 'v')
			cl_guard_refuse(BAD, argument, name, "It must not be a virtual generated column.");
		found.number = attribute->attnum;
		found.declared = attribute->atttypid;
		found.type = getBaseType(attribute->atttypid);
		found.collation = attribute->attcollation;
	}
	if (found.number == InvalidAttrNumber)
		cl_guard_refuse(BAD, argument, name, "Table %s has no such column.",
						cl_guard_table_name(RelationGetRelid(relation)));
	return found;
}

static void
want_type(const cl_guard_column *of, const char *argument, bool fits, const char *wanted)
{
	if (of->name && !fits)
		cl_guard_refuse(BAD, argument, of->name, "The column is of type %s; it must be %s.",
						format_type_be(of->declared), wanted);
}

static cl_guard_column
quantity_column(const cl_guard *guard, Relation relation, const char *argument, const char *name)
{
	cl_guard_column found = column(relation, argument, name);
	bool fits = found.type == INT2OID || found.type == INT4OID || found.type == INT8OID ||
				found.type == NUMERICOID || found.type == guard->unit;

	want_type(&found, argument, fits, "integer, numeric or caseload_unit");
	return found;
}

static cl_guard_column
typed_column(Relation relation, const char *argument, const char *name, Oid type)
{
	cl_guard_column found = column(relation, argument, name);

	want_type(&found, argument, found.type == type || (type == TEXTOID && found.type == VARCHAROID),
			  format_type_be(type));
	return found;
}

static cl_guard_column
day_column(Relation relation, const char *argument, const char *name)
{
	cl_guard_column found = column(relation, argument, name);
	bool moment = found.type == TIMESTAMPTZOID || found.type == TIMESTAMPOID;

	want_type(&found, argument, found.type == DATEOID,
			  moment ? "date; moments stand in a tstzrange or tsrange, which valid names" : "date");
	return found;
}

/* Whole numbers and what is one in disguise: no two bit patterns of them are equal. */
static bool
is_plain(Oid type)
{
	return type == INT2OID || type == INT4OID || type == INT8OID || type == OIDOID ||
		   type == DATEOID || type == BOOLOID || type_is_enum(type);
}

static void
look_up_key_type(cl_guard_key_type *key, const cl_guard_column *of)
{
	Oid class = GetDefaultOpClass(of->type, BTREE_AM_OID);
	Oid family;
	Oid input;
	Oid output;
	bool is_varlena;

	if (!OidIsValid(class))
		cl_guard_refuse(BAD, "key", of->name, "Its type %s has no order.",
						format_type_be(of->type));
	key->family = family = get_opclass_family(class);
	input = get_opclass_input_type(class);
	key->type = of->type;
	key->type_hash = GetSysCacheHashValue1(TYPEOID, ObjectIdGetDatum(of->type));
	key->collation = of->collation;
	key->compared_as = input;
	key->equal = get_opfamily_member(family, input, input, BTEqualStrategyNumber);
	key->less = get_opfamily_member(family, input, input, BTLessStrategyNumber);
	fmgr_info(get_opfamily_proc(family, input, input, BTORDER_PROC), &key->compare);
	get_typlenbyvalalign(of->type, &key->length, &key->by_value, &key->align);
	key->plain = is_plain(of->type);
	/* a composite would fall into its columns where an array of it is unnested */
	key->array = type_is_rowtype(of->type) ? InvalidOid : get_array_type(of->type);
	getTypeOutputInfo(of->type, &output, &is_varlena);
	fmgr_info(output, &key->output);
}

/* The columns of one table that hold the key: as many as the group has, of the same types. */
static void
look_up_key(const cl_guard *guard, Relation relation, const char *argument, List *names,
			cl_guard_row *row)
{
	ListCell *cell;
	int i = 0;

	if (list_length(names) != guard->keys)
		cl_guard_refuse(BAD, argument, NULL, "It has %d columns, the group's key has %d.",
						list_length(names), guard->keys);
	foreach (cell, names)
	{
		const cl_guard_key_type *type = &guard->key[i];
		cl_guard_column found = column(relation, argument, lfirst(cell));

		if (found.type != type->type)
			cl_guard_refuse(BAD, argument, found.name,
							"The column is of type %s, the group's of type %s; they must be one.",
							format_type_be(found.declared), format_type_be(type->type));
		if (found.collation != type->collation &&
			!(get_collation_isdeterministic(found.collation) &&
			  get_collation_isdeterministic(type->collation)))
			cl_guard_refuse(BAD, argument, found.name,
							"Its collation and that of the group's column must be one.");
		row->key[i++] = found;
	}
}

static void
look_up_row(const cl_guard *guard, Relation relation, cl_guard_row *row)
{
	const cl_guard_arguments *arguments = &guard->arguments;

	if (arguments->valid && (arguments->starts || arguments->ends))
		cl_guard_refuse(BAD, "valid", arguments->valid,
						"The time stands in one range or in starts and ends, not in both.");
	look_up_key(guard, relation, "key", arguments->key, row);
	row->valid = column(relation, "valid", arguments->valid);
	want_type(&row->valid, "valid", cl_guard_is_clock(row->valid.type),
			  "daterange, tstzrange or tsrange");
	row->starts = day_column(relation, "starts", arguments->starts);
	row->ends = day_column(relation, "ends", arguments->ends);
	row->weight = quantity_column(guard, relation, "weight", arguments->weight);
	row->once = column(relation, "once", arguments->once);
	want_type(&row->once, "once",
			  row->once.type == INT2OID || row->once.type == INT4OID || row->once.type == INT8OID,
			  "smallint, integer or bigint");
	if (arguments->once && arguments->weight)
		cl_guard_refuse(BAD, "once", arguments->once,
						"What counts once has no weight: rows of one student may say two.");
}

/* Of several rows of one group each would say another cap, and which is locked first is chance. */
static void
want_unique(const cl_guard *guard, Relation relation)
{
	List *indexes = RelationGetIndexList(relation);
	ListCell *cell;

	foreach (cell, indexes)
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);
		Form_pg_index entry = index->rd_index;
		/* one WITHOUT OVERLAPS lets a group have a row for each of several times */
		bool fits = entry->indisunique && !entry->indisexclusion && entry->indisvalid &&
					entry->indimmediate &&
					heap_attisnull(index->rd_indextuple, Anum_pg_index_indpred, NULL);

		for (int i = 0; fits && i < entry->indnkeyatts; i++)
		{
			bool found = false;

			for (int k = 0; k < guard->keys; k++)
				found = found || guard->group_row.key[k].number == entry->indkey.values[i];
			fits = found;
		}
		index_close(index, NoLock);
		if (fits)
			return;
	}
	cl_guard_refuse(BAD, "group_key", guard->group_row.key[0].name,
					"Table %s has no unique index on these columns.",
					cl_guard_table_name(RelationGetRelid(relation)));
}

static void
look_up_group(cl_guard *guard, Relation relation)
{
	const cl_guard_arguments *arguments = &guard->arguments;
	ListCell *cell;

	guard->keys = list_length(arguments->group_key);
	if (guard->keys > CL_GUARD_MOST_KEYS)
		cl_guard_refuse(BAD, "group_key", NULL, "It has %d columns; at most %d can be.",
						guard->keys, CL_GUARD_MOST_KEYS);
	foreach (cell, arguments->group_key)
	{
		int i = foreach_current_index(cell);

		guard->group_row.key[i] = column(relation, "group_key", lfirst(cell));
		look_up_key_type(&guard->key[i], &guard->group_row.key[i]);
	}
	want_unique(guard, relation);
	guard->group_row.weight = quantity_column(guard, relation, "cap", arguments->cap);
	guard->strictness = typed_column(relation, "strictness", arguments->strictness, TEXTOID);
	guard->citation = typed_column(relation, "citation", arguments->citation, TEXTOID);
}

static void
look_up_waiver(const cl_guard *guard, Relation relation, cl_guard_row *row)
{
	const cl_guard_arguments *arguments = &guard->arguments;

	if (!arguments->waiver_valid)
		cl_guard_refuse(BAD, "waiver_valid", NULL, "It is missing.");
	look_up_key(guard, relation, "waiver_key", arguments->waiver_key, row);
	row->valid = column(relation, "waiver_valid", arguments->waiver_valid);
	want_type(
		&row->valid, "waiver_valid", row->valid.type == guard->clock,
		psprintf("%s, in which the guarded table's time is counted", format_type_be(guard->clock)));
	row->weight = quantity_column(guard, relation, "waiver_cap", arguments->waiver_cap);
}

static void
look_up_breach(const cl_guard *guard, Relation relation)
{
	static const struct
	{
		const char *name;
		Oid type;
	} wanted[] = {
		{"guard", TEXTOID},	   {"group_key", TEXTARRAYOID}, {"load", NUMERICOID},
		{"cap", NUMERICOID},   {"measure", TEXTOID},		{"strictness", TEXTOID},
		{"citation", TEXTOID}, {"recorded_by", TEXTOID},	{"recorded_at", TIMESTAMPTZOID},
	};

	for (size_t i = 0; i < lengthof(wanted); i++)
		typed_column(relation, "breach_table", wanted[i].name, wanted[i].type);
	if (guard->clock != DATERANGEOID)
		typed_column(relation, "breach_table", "moments", guard->clock);
	else
	{
		typed_column(relation, "breach_table", "first_day", DATEOID);
		typed_column(relation, "breach_table", "last_day", DATEOID);
	}
}

/* The trigger's relation must be the table that the arguments name, or a partition of it. */
static void
look_up_fired(cl_guard *guard, Oid fired, cl_guard_side side)
{
	Relation relation = table_open(fired, AccessShareLock);
	Oid root = cl_guard_root(fired);

	guard->depend = list_append_unique_oid(guard->depend, fired);
	if (side == CL_ON_ROWS)
		look_up_row(guard, relation, &guard->fired);
	else if (side == CL_ON_WAIVER)
	{
		if (root != guard->waiver)
			cl_guard_refuse(BAD, "waiver_table", guard->arguments.waiver_table,
							"The trigger is not on this table.");
		look_up_waiver(guard, relation, &guard->fired);
	}
	else
	{
		ListCell *cell;

		if (root != guard->group)
			cl_guard_refuse(BAD, "group_table", guard->arguments.group_table,
							"The trigger is not on this table.");
		foreach (cell, guard->arguments.group_key)
			guard->fired.key[foreach_current_index(cell)] =
				column(relation, "group_key", lfirst(cell));
		guard->fired.weight = quantity_column(guard, relation, "cap", guard->arguments.cap);
		guard->fired_strictness = column(relation, "strictness", guard->arguments.strictness);
	}
	table_close(relation, NoLock);
}

cl_guard *
cl_guard_lookup(const cl_guard_arguments *arguments, Oid rows, Oid fired, cl_guard_side side)
{
	cl_guard *guard = palloc0(sizeof(*guard));
	Oid schema = get_namespace_oid(CL_SCHEMA, false);
	Relation rows_table;
	Relation group_table;

	guard->arguments = *arguments;
	guard->unit = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("caseload_unit"),
								  ObjectIdGetDatum(schema));
	guard->rows = cl_guard_root(rows);
	rows_table = open_plain(guard, "guarded", guard->rows);
	guard->rows_named = guard->rows;
	if (side == CL_ON_ROWS && is_numbered(guard->rows))
	{
		/* where there is none of that name, it was renamed, and is meant still */
		Oid named = table_if_any("guarded", arguments->rows);

		guard->shard = is_shard_of(guard->rows, named);
		if (guard->shard)
			guard->rows_named = named;
	}
	guard->group =
		table_fired(guard, "group_table", arguments->group_table, fired, side == CL_ON_GROUP);
	guard->group_named = table_named("group_table", arguments->group_table);
	group_table = open_plain(guard, "group_table", guard->group);
	look_up_group(guard, group_table);
	look_up_row(guard, rows_table, &guard->row);
	guard->clock = arguments->valid ? guard->row.valid.type : DATERANGEOID;
	if (arguments->waiver_table)
	{
		Relation waiver_table;

		guard->waiver = table_fired(guard, "waiver_table", arguments->waiver_table, fired,
									side == CL_ON_WAIVER);
		waiver_table = open_plain(guard, "waiver_table", guard->waiver);
		look_up_waiver(guard, waiver_table, &guard->waiver_row);
		table_close(waiver_table, NoLock);
	}
	else if (arguments->waiver_key || arguments->waiver_valid || arguments->waiver_cap)
		cl_guard_refuse(BAD, "waiver_table", NULL, "It is missing.");
	if (arguments->breach_table)
	{
		Relation breach_table;

		guard->breach = table_named("breach_table", arguments->breach_table);
		breach_table = open_plain(guard, "breach_table", guard->breach);
		look_up_breach(guard, breach_table);
		table_close(breach_table, NoLock);
	}
	look_up_fired(guard, fired, side);
	cl_guard_find_entries(guard);
	table_close(group_table, NoLock);
	table_close(rows_table, NoLock);
	return guard;
}
