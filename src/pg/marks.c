/*
 * The trigger that leaves marks: the keys of the rows that a statement changed, as they were and as
 * they are, each once, into the table "mark" beside the trigger's table. Every write of a fact pays
 * for it, so it reads the transition tables and writes rows without a query.
 */
#include "pg/marks.h"

#include "pg/days.h"

#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "parser/parse_relation.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"

#define SH_PREFIX marks
#define SH_ELEMENT_TYPE cl_mark
#define SH_KEY_TYPE cl_mark_key
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_bytes((const unsigned char *) &(key), sizeof(cl_mark_key))
#define SH_EQUAL(table, a, b) (memcmp(&(a), &(b), sizeof(cl_mark_key)) == 0)
#define SH_SCOPE static inline
#define SH_DEFINE
#define SH_DECLARE
#include "lib/simplehash.h"

PG_FUNCTION_INFO_V1(caseload_leave_marks);

/* So many are put down before more are gathered; a key may then be marked twice, which is no harm.
 */
#define MOST_MARKS 100000

static const char *const key_columns[CL_SCOPES] = {"employee_id", "section_id", "site_id",
												   "student_id"};

/* Where the keys stand in a row; 0: this scope is not marked. */
typedef struct key_places
{
	AttrNumber district;
	AttrNumber subject[CL_SCOPES];
	AttrNumber valid; /* of a student, on which days */
} key_places;

static void
check_call(FunctionCallInfo fcinfo)
{
	const TriggerData *event = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(event->tg_event) ||
		!TRIGGER_FIRED_FOR_STATEMENT(event->tg_event) || TRIGGER_FIRED_BY_TRUNCATE(event->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("%s must be called as an AFTER INSERT, UPDATE or DELETE trigger of "
						"statements",
						get_func_name(fcinfo->flinfo->fn_oid)),
				 errhint("CREATE TRIGGER ... AFTER INSERT ON ... REFERENCING NEW TABLE AS new_rows "
						 "EXECUTE FUNCTION %s.leave_marks('section').",
						 CL_MARKS_SCHEMA)));
	if ((!event->tg_newtable && !TRIGGER_FIRED_BY_DELETE(event->tg_event)) ||
		(!event->tg_oldtable && !TRIGGER_FIRED_BY_INSERT(event->tg_event)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trigger \"%s\" on table \"%s\" has no transition tables",
						event->tg_trigger->tgname, RelationGetRelationName(event->tg_relation)),
				 errhint("Make it anew with REFERENCING OLD TABLE AS old_rows NEW TABLE AS "
						 "new_rows: of an INSERT the new, of a DELETE the old.")));
}

static const char *
name_of(Oid type)
{
	return type == INT4OID ? "integer" : type == INT8OID ? "bigint" : "daterange";
}

static AttrNumber
place_of(Relation table, const char *column, Oid type)
{
	AttrNumber place = (AttrNumber) attnameAttNum(table, column, false);

	if (place == InvalidAttrNumber)
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_COLUMN),
						errmsg("table \"%s\" has no column \"%s\" to mark by",
							   RelationGetRelationName(table), column)));
	if (TupleDescAttr(RelationGetDescr(table), place - 1)->atttypid != type)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("column \"%s\" of table \"%s\" must be of type %s to mark by it",
							   column, RelationGetRelationName(table), name_of(type))));
	return place;
}

static int
scope_of(const TriggerData *event, const char *word, size_t length)
{
	for (int scope = 0; scope < CL_SCOPES; scope++)
		if (strlen(cl_mark_scopes[scope]) == length &&
			strncmp(cl_mark_scopes[scope], word, length) == 0)
			return scope;
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("trigger \"%s\" on table \"%s\" cannot mark by \"%.*s\"",
						   event->tg_trigger->tgname, RelationGetRelationName(event->tg_relation),
						   (int) length, word),
					errhint("Its argument is one or more of section, employee, site and student, "
							"with a space between them.")));
}

static key_places
places_of(const TriggerData *event)
{
	Relation table = event->tg_relation;
	const char *words = event->tg_trigger->tgnargs == 1 ? event->tg_trigger->tgargs[0] : "";
	key_places places = {.district = place_of(table, "district_id", INT4OID)};

	words += strspn(words, " ");
	if (*words == '\0')
		(void) scope_of(event, "", 0);
	while (*words != '\0')
	{
		size_t length = strcspn(words, " ");
		int scope = scope_of(event, words, length);

		places.subject[scope] = place_of(table, key_columns[scope], INT8OID);
		if (scope == CL_SCOPE_STUDENT)
			places.valid = place_of(table, "valid", DATERANGEOID);
		words += length;
		words += strspn(words, " ");
	}
	return places;
}

static int
by_key(const void *a, const void *b)
{
	const cl_mark_key *left = a;
	const cl_mark_key *right = b;

	CHECK_FOR_INTERRUPTS();
	if (left->district != right->district)
		return left->district < right->district ? -1 : 1;
	if (left->scope != right->scope)
		return left->scope < right->scope ? -1 : 1;
	if (left->subject != right->subject)
		return left->subject < right->subject ? -1 : 1;
	return (left->days.from > right->days.from) - (left->days.from < right->days.from);
}

/* In the order of the index, which then grows page by page. */
static void
put_down(marks_hash *marks, cl_mark_book *book)
{
	int count = (int) marks->members;
	cl_mark_key *keys;
	marks_iterator at;
	cl_mark *mark;
	int next = 0;

	if (count == 0)
		return;
	keys = palloc(sizeof(*keys) * (size_t) count);
	marks_start_iterate(marks, &at);
	while ((mark = marks_iterate(marks, &at)) != NULL)
		keys[next++] = mark->key;
	if (count > 1)
		qsort(keys, (size_t) count, sizeof(*keys), by_key);
	cl_marks_write(book, keys, count);
	pfree(keys);
	marks_reset(marks);
}

static void
gather_row(marks_hash *marks, const key_places *places, TupleTableSlot *row)
{
	bool null;
	bool known;
	cl_mark_key key = {.district = DatumGetInt32(slot_getattr(row, places->district, &null))};

	if (null)
		return;
	for (int scope = 0; scope < CL_SCOPES; scope++)
	{
		if (places->subject[scope] == 0)
			continue;
		key.scope = scope;
		key.subject = DatumGetInt64(slot_getattr(row, places->subject[scope], &null));
		if (null)
			continue;
		if (scope == CL_SCOPE_STUDENT)
		{
			Datum valid = slot_getattr(row, places->valid, &null);

			if (null)
				continue;
			key.days = cl_pg_range(valid);
		}
		(void) marks_insert(marks, key, &known);
	}
}

static void
gather(marks_hash *marks, const key_places *places, Tuplestorestate *rows, cl_mark_book *book)
{
	TupleTableSlot *row = MakeSingleTupleTableSlot(
		RelationGetDescr(book->beside.event->tg_relation), &TTSOpsMinimalTuple);

	/* others read the same table, each with its own pointer */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	while (tuplestore_gettupleslot(rows, true, false, row))
	{
		CHECK_FOR_INTERRUPTS();
		gather_row(marks, places, row);
		if (marks->members >= MOST_MARKS)
			put_down(marks, book);
	}
	ExecDropSingleTupleTableSlot(row);
}

Datum
caseload_leave_marks(PG_FUNCTION_ARGS)
{
	cl_mark_book book = {.beside.event = (TriggerData *) fcinfo->context};
	MemoryContext context;
	MemoryContext caller;
	key_places places;
	marks_hash *marks;

	check_call(fcinfo);
	context = AllocSetContextCreate(CurrentMemoryContext, "caseload marks", ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(context);
	places = places_of(book.beside.event);
	marks = marks_create(context, 4, NULL);
	if (!TRIGGER_FIRED_BY_DELETE(book.beside.event->tg_event))
		gather(marks, &places, book.beside.event->tg_newtable, &book);
	if (!TRIGGER_FIRED_BY_INSERT(book.beside.event->tg_event))
		gather(marks, &places, book.beside.event->tg_oldtable, &book);
	put_down(marks, &book);
	cl_beside_close(&book.beside);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return PointerGetDatum(NULL);
}
