/*
 * What the guard's queries say, and of which types their parameters are. They come in forms for one
 * group and for many at once: to start a query costs more than to read a class, and a statement may
 * touch 40,000 of them.
 */
#include "guard/select.h"

#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "nodes/parsenodes.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"
#include "utils/syscache.h"

/* What the key type's own operator takes, as a cast. */
static const char *
cast_of(const cl_guard_key_type *key, Oid *compared)
{
	*compared = IsPolymorphicType(key->compared_as) ? key->type : key->compared_as;
	/* no bare "character" or "bit": those mean a length of one */
	return psprintf(
		"::%s",
		format_type_extended(*compared, -1, FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY));
}

/*
 * left = right, by the operator of the key type's own operator class and nobody else's: it is
 * named with its schema, and both sides are cast to exactly what it takes.
 */
void
cl_guard_equal(StringInfo query, const cl_guard_key_type *key, const char *left, Oid left_type,
			   const char *right, Oid right_type)
{
	HeapTuple tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(key->equal));
	Form_pg_operator entry;
	Oid compared;
	const char *cast = cast_of(key, &compared);

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", key->equal);
	entry = (Form_pg_operator) GETSTRUCT(tuple);
	appendStringInfo(query, "%s%s OPERATOR(%s.%s) %s%s", left, left_type == compared ? "" : cast,
					 quote_identifier(get_namespace_name(entry->oprnamespace)),
					 NameStr(entry->oprname), right, right_type == compared ? "" : cast);
	ReleaseSysCache(tuple);
}

char *
cl_guard_column_name(const char *alias, const cl_guard_column *column)
{
	return psprintf("%s.%s", alias, quote_identifier(column->name));
}

/*
 * A schema can be renamed at any time, whatever is locked, and another be put in its place: then
 * the text means another table, perhaps somebody's view, which must not be read as the owner.
 */
void
cl_guard_keep(SPIPlanPtr plan, const char *query, Oid table)
{
	CachedPlanSource *source = plan ? linitial(SPI_plan_get_plan_sources(plan)) : NULL;

	if (source && (source->relationOids == NIL || linitial_oid(source->relationOids) != table))
		ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
						errmsg("the tables of a guard were renamed while it looked at them"),
						errhint("Repeat the transaction.")));
	if (!plan || SPI_keepplan(plan) != 0)
		elog(ERROR, "could not prepare \"%s\": %s", query, SPI_result_code_string(SPI_result));
}

bool
cl_guard_locks(cl_guard_query what)
{
	return what == CL_GUARD_LOCK || what == CL_GUARD_SHARE;
}

static Oid
table_of(const cl_guard *guard, cl_guard_query what)
{
	return cl_guard_locks(what)		 ? guard->group
		   : what == CL_GUARD_WAIVED ? guard->waiver
									 : guard->rows;
}

static const cl_guard_row *
row_of(const cl_guard *guard, cl_guard_query what)
{
	return cl_guard_locks(what)		 ? &guard->group_row
		   : what == CL_GUARD_WAIVED ? &guard->waiver_row
									 : &guard->row;
}

/* Whether $1, $2, ... holds the column of each of several groups. */
bool
cl_guard_is_array(const cl_guard *guard, cl_guard_form form, int column)
{
	return form == CL_GUARD_MANY || (form == CL_GUARD_SIBLINGS && column == guard->keys - 1);
}

/* The key; for near rows the time, for groups to share how many rows they have. */
int
cl_guard_parameters(const cl_guard *guard, cl_guard_query what)
{
	return guard->keys + (what == CL_GUARD_NEAR || what == CL_GUARD_SHARE ? 1 : 0);
}

Oid
cl_guard_parameter_type(const cl_guard *guard, cl_guard_query what, cl_guard_form form, int number)
{
	const cl_guard_key_type *key = &guard->key[number];

	if (number < guard->keys)
		return cl_guard_is_array(guard, form, number) ? key->array : key->type;
	if (what == CL_GUARD_NEAR)
		return guard->clock;
	return form == CL_GUARD_ONE ? INT8OID : INT8ARRAYOID;
}

static void
where_key_is_wanted(StringInfo query, const cl_guard *guard, const cl_guard_row *row,
					cl_guard_form form)
{
	for (int i = 0; i < guard->keys; i++)
	{
		const cl_guard_key_type *key = &guard->key[i];
		const char *right = psprintf(form == CL_GUARD_MANY ? "k.k%d" : "$%d", i + 1);
		Oid right_type = key->type;

		if (form == CL_GUARD_SIBLINGS && cl_guard_is_array(guard, form, i))
			right = psprintf("ANY (%s%s[])", right, cast_of(key, &right_type));
		appendStringInfoString(query, i == 0 ? " WHERE " : " AND ");
		cl_guard_equal(query, key, cl_guard_column_name("r", &row->key[i]), row->key[i].declared,
					   right, right_type);
	}
}

/* A group without a cap has room for any. */
static void
where_cap_is_not_below(StringInfo query, const cl_guard *guard, cl_guard_form form)
{
	const cl_guard_column *cap = &guard->group_row.weight;
	const char *name = cl_guard_column_name("r", cap);
	const char *as = cap->type == NUMERICOID ? "pg_catalog.numeric" : "pg_catalog.int8";

	appendStringInfo(query, " AND (%s IS NULL OR %s::%s OPERATOR(pg_catalog.>=) %s::%s)", name,
					 name, as, form == CL_GUARD_MANY ? "k.rows" : psprintf("$%d", guard->keys + 1),
					 as);
}

/* A group's terms and a mark, of the group shared or locked. Who waited would have counted long
 * ago. */
static void
select_terms(StringInfo query, const cl_guard *guard, cl_guard_form form, bool share)
{
	appendStringInfoString(query, "SELECT ");
	cl_guard_select_terms(query, guard, "r");
	appendStringInfoString(query, ", true");
	cl_guard_from(query, guard->group, "r");
	where_key_is_wanted(query, guard, &guard->group_row, form);
	if (share)
		where_cap_is_not_below(query, guard, form);
	else
		appendStringInfoString(query, " AND s.here IS NULL");
	appendStringInfo(query, " FOR %s", share ? "SHARE OF r SKIP LOCKED" : "NO KEY UPDATE OF r");
}

static void
select_groups(StringInfo query, const cl_guard *guard, cl_guard_query what, cl_guard_form form)
{
	const cl_guard_row *row = row_of(guard, what);

	appendStringInfo(query, "SELECT %s", what == CL_GUARD_BEFORE ? "r.xmin" : "");
	if (cl_guard_locks(what))
		cl_guard_select_terms(query, guard, "r");
	else
		cl_guard_select_span(query, row, "r");
	if (form == CL_GUARD_SIBLINGS) /* whose row it is */
		cl_guard_select_column(query, &row->key[guard->keys - 1], "r");
	cl_guard_from(query, table_of(guard, what), "r");
	where_key_is_wanted(query, guard, row, form);
	if (what == CL_GUARD_NEAR)
		appendStringInfo(query, " AND %s%s OPERATOR(pg_catalog.&&) $%d",
						 cl_guard_column_name("r", &row->valid),
						 row->valid.declared == guard->clock
							 ? ""
							 : psprintf("::%s", format_type_be_qualified(guard->clock)),
						 cl_guard_parameters(guard, what));
	if (what == CL_GUARD_LOCK && form == CL_GUARD_SIBLINGS) /* sorted first, and then locked */
		appendStringInfo(query, " ORDER BY %s",
						 cl_guard_column_name("r", &row->key[guard->keys - 1]));
	if (what == CL_GUARD_LOCK)
		appendStringInfoString(query, " FOR NO KEY UPDATE OF r");
	else if (form == CL_GUARD_MANY)
		appendStringInfoString(query, " OFFSET 0");
}

/* The keys of many groups, in their order, as k; of those to share the number of rows, too. */
static void
from_keys(StringInfo query, const cl_guard *guard, cl_guard_query what)
{
	appendStringInfoString(query, " FROM ROWS FROM (");
	for (int i = 0; i < guard->keys + (what == CL_GUARD_SHARE ? 1 : 0); i++)
		appendStringInfo(query, "%spg_catalog.unnest($%d)", i == 0 ? "" : ", ", i + 1);
	appendStringInfoString(query, ") WITH ORDINALITY AS k (");
	for (int i = 0; i < guard->keys; i++)
		appendStringInfo(query, "k%d, ", i + 1);
	appendStringInfoString(query, what == CL_GUARD_SHARE ? "rows, n)" : "n)");
}

/*
 * Many groups are gone through in their order and each is looked up by itself, for a subquery
 * that locks, or has an OFFSET, cannot be joined in another way: so they are locked in order.
 */
static void
select_each(StringInfo query, const cl_guard *guard, cl_guard_query what)
{
	appendStringInfoString(query, "SELECT r.*, k.n");
	from_keys(query, guard, what);
	appendStringInfoString(query, " CROSS JOIN LATERAL (");
	select_groups(query, guard, what, CL_GUARD_MANY);
	appendStringInfoString(query, ") AS r");
}

/*
 * Each in the one way or the other before the next is come to: two statements that do not find
 * the same groups roomy would deadlock if each shared all that are before it locked the others. A
 * single one that is not shared is left to the query that locks.
 */
static void
select_shared(StringInfo query, const cl_guard *guard, cl_guard_form form)
{
	if (form == CL_GUARD_ONE)
	{
		select_terms(query, guard, form, true);
		return;
	}
	appendStringInfoString(query, "SELECT s.*, l.*, k.n");
	from_keys(query, guard, CL_GUARD_SHARE);
	appendStringInfoString(query, " LEFT JOIN LATERAL (");
	select_terms(query, guard, form, true);
	appendStringInfoString(query, ") AS s (cap, strictness, citation, here) ON true"
								  " LEFT JOIN LATERAL (");
	select_terms(query, guard, form, false);
	appendStringInfoString(query, ") AS l (cap, strictness, citation, here) ON true");
}

SPIPlanPtr
cl_guard_prepare(const cl_guard *guard, cl_guard_query what, cl_guard_form form)
{
	Oid types[CL_GUARD_MOST_KEYS + 1];
	StringInfoData query;
	SPIPlanPtr plan;

	for (int i = 0; i < cl_guard_parameters(guard, what); i++)
		types[i] = cl_guard_parameter_type(guard, what, form, i);
	initStringInfo(&query);
	if (what == CL_GUARD_SHARE)
		select_shared(&query, guard, form);
	else if (form == CL_GUARD_MANY)
		select_each(&query, guard, what);
	else
		select_groups(&query, guard, what, form);
	/* with siblings it takes their number, and the size of the table, to know how to read them */
	plan = SPI_prepare_cursor(query.data, cl_guard_parameters(guard, what), types,
							  form == CL_GUARD_SIBLINGS ? CURSOR_OPT_CUSTOM_PLAN
														: CURSOR_OPT_GENERIC_PLAN);
	cl_guard_keep(plan, query.data, table_of(guard, what));
	return plan;
}
