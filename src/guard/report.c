#include "guard/guard.h"

#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/comment.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"

#include "core/caseload_unit.h"

static char *
load_text(int64 load, cl_measure measure)
{
	cl_env env;
	cl_buffer buffer;

	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	cl_buffer_decimal(&buffer, load, CL_UNIT_PLACES, 0);
	if (measure != CL_NO_MEASURE)
	{
		cl_buffer_char(&buffer, ' ');
		cl_buffer_text(&buffer, cl_measure_name(measure));
	}
	return cl_pg_cstring(&buffer);
}

static char *
key_text(const cl_guard *guard, const cl_guard_key *key, int i)
{
	return OutputFunctionCall((FmgrInfo *) &guard->key[i].output, key->value[i]);
}

ArrayType *
cl_guard_key_texts(const cl_guard *guard, const cl_guard_key *key)
{
	Datum texts[CL_GUARD_MOST_KEYS];

	for (int i = 0; i < guard->keys; i++)
		texts[i] = CStringGetTextDatum(key_text(guard, key, i));
	return construct_array(texts, guard->keys, TEXTOID, -1, false, TYPALIGN_INT);
}

/* As a foreign key does: whoever may not read the key is not told it. */
static bool
may_see_key(const cl_guard *guard, Oid role)
{
	if (check_enable_rls(guard->rows, role, true) == RLS_ENABLED)
		return false;
	if (pg_class_aclcheck(guard->rows, role, ACL_SELECT) == ACLCHECK_OK)
		return true;
	for (int i = 0; i < guard->keys; i++)
		if (pg_attribute_aclcheck(guard->rows, guard->row.key[i].number, role, ACL_SELECT) !=
			ACLCHECK_OK)
			return false;
	return true;
}

/* "section" (id)=(7) */
static char *
group_text(const cl_guard *guard, const cl_guard_key *key, Oid role)
{
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "\"%s\"", get_rel_name(guard->group_named));
	if (!may_see_key(guard, role))
		return text.data;
	for (int i = 0; i < guard->keys; i++)
		appendStringInfo(&text, "%s%s", i == 0 ? " (" : ", ", guard->group_row.key[i].name);
	for (int i = 0; i < guard->keys; i++)
		appendStringInfo(&text, "%s%s", i == 0 ? ")=(" : ", ", key_text(guard, key, i));
	appendStringInfoChar(&text, ')');
	return text.data;
}

static bool
is_dated(const cl_guard *guard)
{
	return guard->row.valid.name || guard->row.starts.name || guard->row.ends.name;
}

static char *
detail_text(const cl_guard *guard, const cl_guard_finding *finding)
{
	const cl_guard_terms *terms = &finding->terms;
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "The cap is %s, the load %s",
					 load_text(finding->cap_then, terms->measure),
					 load_text(finding->highest, terms->measure));
	if (is_dated(guard) && finding->breaches[0].from == CL_TIME_BEFORE_ALL)
		appendStringInfoString(&text, "; it is over from the beginning");
	else if (is_dated(guard))
		appendStringInfo(&text, "; the first %s over is %s",
						 guard->clock == DATERANGEOID ? "day" : "moment",
						 cl_guard_time_text(guard->clock, finding->breaches[0].from));
	appendStringInfoChar(&text, '.');
	if (terms->citation)
		appendStringInfo(&text, " Citation: %s.", terms->citation);
	return text.data;
}

static int
place_in_error(const cl_guard *guard)
{
	err_generic_string(PG_DIAG_SCHEMA_NAME,
					   get_namespace_name(get_rel_namespace(guard->rows_named)));
	err_generic_string(PG_DIAG_TABLE_NAME, get_rel_name(guard->rows_named));
	err_generic_string(PG_DIAG_COLUMN_NAME, guard->row.key[0].name);
	return err_generic_string(PG_DIAG_CONSTRAINT_NAME, guard->arguments.guard);
}

static int
refusal_hint(const cl_guard *guard)
{
	const char *elsewhere = !is_dated(guard)			   ? "Choose another group"
							: guard->clock == DATERANGEOID ? "Choose another group or other days"
														   : "Choose another group or another time";

	if (guard->arguments.waiver_table)
	{
		/* what the table's owner says of it: it may be filled from elsewhere */
		const char *comment = GetComment(guard->waiver, RelationRelationId, 0);

		return errhint("%s, or record a waiver in %s%s%s%s.", elsewhere,
					   guard->arguments.waiver_table, comment ? " (" : "", comment ? comment : "",
					   comment ? ")" : "");
	}
	return errhint("%s; for waivers give the guard a waiver table.", elsewhere);
}

#define RECORD_COLUMNS 11

/* Its time stands in days or in moments. */
static SPIPlanPtr
prepare_record(const cl_guard *guard)
{
	bool days = guard->clock == DATERANGEOID;
	Oid types[RECORD_COLUMNS] = {TEXTOID, TEXTARRAYOID, DATEOID, DATEOID, NUMERICOID,  NUMERICOID,
								 TEXTOID, TEXTOID,		TEXTOID, TEXTOID, guard->clock};
	char *query = psprintf("INSERT INTO %s (guard, group_key, %s, load, cap, measure, strictness, "
						   "citation, recorded_by, recorded_at) VALUES ($1, $2, %s, $5, $6, $7, "
						   "$8, $9, $10, pg_catalog.clock_timestamp())",
						   cl_guard_table_name(guard->breach),
						   days ? "first_day, last_day" : "moments", days ? "$3, $4" : "$11");
	SPIPlanPtr plan = SPI_prepare(query, RECORD_COLUMNS, types);

	cl_guard_keep(plan, query, guard->breach);
	return plan;
}

static void
record(cl_guard *guard, const cl_guard_key *key, const cl_guard_finding *finding, Oid role)
{
	const cl_guard_terms *terms = &finding->terms;
	const cl_breach *first = &finding->breaches[0];
	const cl_breach *last = &finding->breaches[finding->count - 1];
	Datum values[RECORD_COLUMNS] = {0};
	char nulls[RECORD_COLUMNS + 1] = "           ";
	MemoryContext context = CurrentMemoryContext;

	/* one that has gone bad is not freed: a trigger on the breach table may have come here from it
	 */
	if (!guard->record || !SPI_plan_is_valid(guard->record))
		guard->record = prepare_record(guard);
	values[0] = CStringGetTextDatum(guard->arguments.guard);
	values[1] = PointerGetDatum(cl_guard_key_texts(guard, key));
	if (guard->clock == DATERANGEOID)
	{
		values[2] = DateADTGetDatum((DateADT) first->from);
		nulls[2] = first->from == CL_TIME_BEFORE_ALL ? 'n' : ' ';
		values[3] = DateADTGetDatum((DateADT) (last->to - 1));
		nulls[3] = last->to == CL_TIME_AFTER_ALL ? 'n' : ' ';
		nulls[10] = 'n';
	}
	else
	{
		nulls[2] = nulls[3] = 'n';
		values[10] = cl_guard_range(guard->clock, first->from, last->to);
	}
	values[4] = NumericGetDatum(cl_pg_numeric(finding->highest, CL_UNIT_PLACES, 0));
	values[5] = NumericGetDatum(cl_pg_numeric(finding->cap_then, CL_UNIT_PLACES, 0));
	nulls[6] = terms->measure == CL_NO_MEASURE ? 'n' : ' ';
	if (terms->measure != CL_NO_MEASURE)
		values[6] = CStringGetTextDatum(cl_measure_name(terms->measure));
	values[7] = CStringGetTextDatum(cl_guard_strictness_name(terms->strictness));
	nulls[8] = terms->citation ? ' ' : 'n';
	if (terms->citation)
		values[8] = CStringGetTextDatum(terms->citation);
	values[9] = CStringGetTextDatum(GetUserNameFromId(role, false));
	if (SPI_execute_plan(guard->record, values, nulls, false, 0) < 0)
		elog(ERROR, "could not record a breach: %s", SPI_result_code_string(SPI_result));
	MemoryContextSwitchTo(context);
}

/*
 * A deferred trigger fires for each row; a group is spoken of once in a statement (COMMIT is
 * one) and subtransaction, for what a rolled-back one recorded is gone.
 */
static bool
said_before(const cl_guard *guard, const cl_guard_key *key)
{
	static HTAB *said = NULL;
	static TransactionId transaction;
	static SubTransactionId subtransaction;
	static TimestampTz statement;
	StringInfoData text;
	uint64 hash[2];
	bool found;

	if (!said || transaction != GetTopTransactionIdIfAny() ||
		subtransaction != GetCurrentSubTransactionId() ||
		statement != GetCurrentStatementStartTimestamp())
	{
		HASHCTL control;

		hash_destroy(said);
		said = NULL;
		memset(&control, 0, sizeof(control));
		control.keysize = sizeof(hash);
		control.entrysize = sizeof(hash);
		control.hcxt = TopMemoryContext;
		said = hash_create("caseload guard: said", 64, &control,
						   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
		transaction = GetTopTransactionIdIfAny();
		subtransaction = GetCurrentSubTransactionId();
		statement = GetCurrentStatementStartTimestamp();
	}
	initStringInfo(&text);
	appendBinaryStringInfo(&text, (const char *) &guard->rows, sizeof(guard->rows));
	appendStringInfoString(&text, guard->arguments.guard);
	for (int i = 0; i < guard->keys; i++)
	{
		appendStringInfoString(&text, key_text(guard, key, i));
		appendStringInfoChar(&text, '\0');
	}
	for (int i = 0; i < 2; i++)
		hash[i] = hash_bytes_extended((unsigned char *) text.data, text.len, (uint64) i);
	(void) hash_search(said, hash, HASH_ENTER, &found);
	return found;
}

void
cl_guard_report(cl_guard *guard, const cl_guard_key *key, const cl_guard_finding *finding, Oid role,
				bool once)
{
	const cl_guard_terms *terms = &finding->terms;

	if (terms->strictness == CL_HARD)
		ereport(ERROR, (errcode(ERRCODE_CHECK_VIOLATION),
						errmsg("load of %s is over its cap", group_text(guard, key, role)),
						errdetail_internal("%s", detail_text(guard, finding)), refusal_hint(guard),
						place_in_error(guard)));
	if (once && said_before(guard, key))
		return;
	if (OidIsValid(guard->breach))
		record(guard, key, finding, role);
	ereport(NOTICE, (errmsg("load of %s is over its cap, which is %s", group_text(guard, key, role),
							cl_guard_strictness_name(terms->strictness)),
					 errdetail_internal("%s", detail_text(guard, finding)), place_in_error(guard)));
}
