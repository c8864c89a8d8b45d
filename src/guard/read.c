#include "guard/guard.h"

#include "catalog/pg_class_d.h"
#include "catalog/pg_type.h"
#include "utils/date.h"
#include "utils/lsyscache.h"

#include "core/caseload_unit.h"

static void
same_measure(const char *column, cl_measure *known, cl_measure found)
{
	if (*known == CL_NO_MEASURE)
		*known = found;
	else if (*known != found)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("a guard cannot count %s against %s", cl_measure_name(found),
							   cl_measure_name(*known)),
						errdetail("Column \"%s\" holds %s.", column, cl_measure_name(found))));
}

int64
cl_guard_quantity(const cl_guard *guard, const cl_guard_column *column, Datum value,
				  cl_measure *measure)
{
	cl_int128 units;
	int64 fitting;

	if (column->type == guard->unit)
	{
		cl_caseload_unit unit = (cl_caseload_unit) DatumGetInt64(value);

		same_measure(column->name, measure, cl_caseload_unit_measure(unit));
		return cl_caseload_unit_quantity(unit);
	}
	if (column->type == NUMERICOID)
		units = cl_pg_units(DatumGetNumeric(value), CL_UNIT_PLACES, column->name, NULL);
	else if (column->type == INT8OID)
		units = (cl_int128) DatumGetInt64(value) * CL_GUARD_WHOLE;
	else
		units =
			(cl_int128) (column->type == INT2OID ? DatumGetInt16(value) : DatumGetInt32(value)) *
			CL_GUARD_WHOLE;
	if (!cl_fits_int64(units, &fitting) || fitting == CL_NO_CAP)
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("%s is out of range", column->name)));
	return fitting;
}

cl_span
cl_guard_span(const cl_guard *guard, const cl_guard_row *row, const Datum *values,
			  const bool *nulls, cl_measure *measure)
{
	cl_span span = {CL_TIME_BEFORE_ALL, CL_TIME_AFTER_ALL, CL_GUARD_WHOLE, false, 0};

	if (row->valid.name)
	{
		if (nulls[0])
			span.weight = 0;
		else
			cl_guard_bounds(row->valid.type, values[0], &span);
	}
	if (row->starts.name && !nulls[1])
		span.from = cl_guard_time_of_day(DatumGetDateADT(values[1]));
	if (row->ends.name && !nulls[2])
	{
		DateADT last = DatumGetDateADT(values[2]);

		span.to = DATE_NOT_FINITE(last) ? cl_guard_time_of_day(last) : last + 1;
	}
	if (row->weight.name)
	{
		int64 weight = nulls[3] ? 0 : cl_guard_quantity(guard, &row->weight, values[3], measure);

		/* were it allowed, a delete could pass the cap */
		if (weight < 0)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("a guarded row cannot weigh less than nothing"),
							errdetail("Column \"%s\" is negative.", row->weight.name)));
		if (span.weight != 0)
			span.weight = weight;
	}
	if (row->once.name && !nulls[4])
	{
		span.once = true;
		span.whose = row->once.type == INT8OID	 ? DatumGetInt64(values[4])
					 : row->once.type == INT4OID ? DatumGetInt32(values[4])
												 : DatumGetInt16(values[4]);
	}
	return span;
}

cl_span
cl_guard_fired_span(const cl_guard *guard, TupleTableSlot *slot)
{
	const cl_guard_row *row = &guard->fired;
	const cl_guard_column *columns[] = {&row->valid, &row->starts, &row->ends, &row->weight,
										&row->once};
	Datum values[CL_GUARD_SPAN_COLUMNS];
	bool nulls[CL_GUARD_SPAN_COLUMNS];
	cl_measure measure = CL_NO_MEASURE;

	for (int i = 0; i < CL_GUARD_SPAN_COLUMNS; i++)
	{
		nulls[i] = true;
		if (columns[i]->name)
			values[i] = slot_getattr(slot, columns[i]->number, &nulls[i]);
	}
	return cl_guard_span(guard, row, values, nulls, &measure);
}

void
cl_guard_select_column(StringInfo query, const cl_guard_column *column, const char *alias)
{
	appendStringInfo(query, "%s%s.%s", query->data[query->len - 1] == ' ' ? "" : ", ", alias,
					 quote_identifier(column->name));
}

void
cl_guard_select_span(StringInfo query, const cl_guard_row *row, const char *alias)
{
	const cl_guard_column *columns[] = {&row->valid, &row->starts, &row->ends, &row->weight,
										&row->once};

	for (int i = 0; i < CL_GUARD_SPAN_COLUMNS; i++)
		if (columns[i]->name)
			cl_guard_select_column(query, columns[i], alias);
}

void
cl_guard_fetch_span(const cl_guard_row *row, TupleTableSlot *fetched, int first, Datum *values,
					bool *nulls)
{
	const cl_guard_column *wanted[] = {&row->valid, &row->starts, &row->ends, &row->weight,
									   &row->once};

	for (int i = 0; i < CL_GUARD_SPAN_COLUMNS; i++)
	{
		nulls[i] = true;
		if (wanted[i]->name)
			values[i] = slot_getattr(fetched, first++, &nulls[i]);
	}
}

void
cl_guard_select_terms(StringInfo query, const cl_guard *guard, const char *alias)
{
	const cl_guard_column *columns[] = {&guard->group_row.weight, &guard->strictness,
										&guard->citation};

	for (int i = 0; i < CL_GUARD_TERM_COLUMNS; i++)
		if (columns[i]->name)
			cl_guard_select_column(query, columns[i], alias);
		else
			appendStringInfoString(query, ", NULL::pg_catalog.text");
}

const char *
cl_guard_strictness_name(cl_guard_strictness strictness)
{
	static const char *const names[] = {
		[CL_HARD] = "hard", [CL_PAID] = "paid", [CL_ADVISORY] = "advisory"};

	return names[strictness];
}

static cl_guard_strictness
strictness_of(const char *word)
{
	for (int i = CL_HARD; i <= CL_ADVISORY; i++)
		if (strcmp(word, cl_guard_strictness_name((cl_guard_strictness) i)) == 0)
			return (cl_guard_strictness) i;
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("unknown strictness \"%s\" of a guarded group", word),
					errhint("It is hard, paid or advisory.")));
}

void
cl_guard_fetch_terms(const cl_guard *guard, TupleTableSlot *fetched, int first,
					 cl_guard_terms *terms)
{
	bool null;
	Datum value = slot_getattr(fetched, first, &null);

	memset(terms, 0, sizeof(*terms));
	terms->cap = null ? CL_NO_CAP
					  : cl_guard_quantity(guard, &guard->group_row.weight, value, &terms->measure);
	value = slot_getattr(fetched, first + 1, &null);
	if (!null)
		terms->strictness = strictness_of(TextDatumGetCString(value));
	value = slot_getattr(fetched, first + 2, &null);
	if (!null)
		terms->citation = TextDatumGetCString(value);
}

void
cl_guard_table(StringInfo query, Oid table, const char *alias)
{
	appendStringInfo(query, "%s%s AS %s",
					 get_rel_relkind(table) == RELKIND_PARTITIONED_TABLE ? "" : "ONLY ",
					 cl_guard_table_name(table), alias);
}

void
cl_guard_from(StringInfo query, Oid table, const char *alias)
{
	appendStringInfoString(query, " FROM ");
	cl_guard_table(query, table, alias);
}
