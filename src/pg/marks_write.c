/*
 * The rows of the table "mark".
 */
#include "pg/marks.h"

#include "pg/days.h"

#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/rel.h"

const char *const cl_mark_scopes[CL_SCOPES] = {"employee", "section", "site", "student"};

static bool
is_column(TupleDesc columns, int place, const char *name, Oid type)
{
	Form_pg_attribute column = TupleDescAttr(columns, place);

	return strcmp(NameStr(column->attname), name) == 0 && column->atttypid == type &&
		   column->attgenerated == '\0';
}

static void
open_book(cl_mark_book *book)
{
	Relation table;
	TupleDesc columns;

	book->beside.name = "mark";
	book->beside.takes = "what becomes stale";
	cl_beside_open(&book->beside);
	table = book->beside.table->ri_RelationDesc;
	columns = RelationGetDescr(table);
	book->has_days = columns->natts == 4 && is_column(columns, 3, "valid", DATERANGEOID);
	if ((columns->natts != 3 && !book->has_days) ||
		!is_column(columns, 0, "district_id", INT4OID) ||
		!is_column(columns, 1, "scope", TEXTOID) || !is_column(columns, 2, "subject_id", INT8OID))
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("table \"%s\" does not have the columns of marks",
							   cl_beside_full_name(table)),
						errdetail("They are district_id integer, scope text, subject_id bigint and "
								  "valid daterange, in this order and no others.")));
	for (int scope = 0; scope < CL_SCOPES; scope++)
		book->scopes[scope] = CStringGetTextDatum(cl_mark_scopes[scope]);
}

static void
write_row(cl_mark_book *book, const cl_mark_key *key)
{
	TupleTableSlot *row = book->beside.row;

	ExecClearTuple(row);
	row->tts_values[0] = Int32GetDatum(key->district);
	row->tts_values[1] = book->scopes[key->scope];
	row->tts_values[2] = Int64GetDatum(key->subject);
	memset(row->tts_isnull, 0, sizeof(bool) * 3);
	if (book->has_days)
	{
		row->tts_isnull[3] = key->scope != CL_SCOPE_STUDENT;
		row->tts_values[3] = row->tts_isnull[3] ? (Datum) 0 : cl_pg_make_range(&key->days);
	}
	cl_beside_put(&book->beside);
}

void
cl_marks_write(cl_mark_book *book, const cl_mark_key *keys, int count)
{
	if (!book->beside.state)
		open_book(book);
	cl_beside_begin(&book->beside);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(book, &keys[i]);
	}
	cl_beside_end(&book->beside);
}
