/*
 * The history of a table of facts: the table of its name and "_was", whose rows say what was known,
 * from when to when, who changed it and why. Of one key each row is written at a later moment than
 * the one before, even where the clock is put back: so the moments, and the stretches between them,
 * are in order.
 */
#include "pg/history.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "parser/parse_relation.h"
#include "storage/bufmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rangetypes.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

/* What a history has besides the columns of its facts; sources of columns are less than 0. */
enum
{
	KNOWN,
	CHANGED_AT,
	CHANGED_BY,
	REASON,
	OPERATION,
	OWN_COLUMNS
};
#define OWN_SOURCE(column) (-1 - (column))

static const struct
{
	const char *name;
	Oid type;
} own_columns[OWN_COLUMNS] = {
	[KNOWN] = {"known", TSTZRANGEOID},		[CHANGED_AT] = {"changed_at", TIMESTAMPTZOID},
	[CHANGED_BY] = {"changed_by", TEXTOID}, [REASON] = {"change_reason", TEXTOID},
	[OPERATION] = {"operation", TEXTOID},
};

static AttrNumber
place_of(Relation table, const char *column, Oid type)
{
	AttrNumber place = (AttrNumber) attnameAttNum(table, column, false);

	if (place == InvalidAttrNumber ||
		TupleDescAttr(RelationGetDescr(table), place - 1)->atttypid != type)
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_COLUMN),
						errmsg("table \"%s\" has no column \"%s\" of type %s to keep a history by",
							   cl_beside_full_name(table), column, format_type_be(type))));
	return place;
}

cl_fact_columns
cl_fact_columns_of(Relation table, const char *key)
{
	return (cl_fact_columns){place_of(table, "district_id", INT4OID), place_of(table, key, INT8OID),
							 place_of(table, "known_from", TIMESTAMPTZOID)};
}

/* A column of facts is found by its name: the one table may have got it later than the other. */
static void
find_sources(cl_history *history, Relation table)
{
	Relation facts = history->beside.event->tg_relation;
	TupleDesc columns = RelationGetDescr(facts);

	history->sources = palloc0(sizeof(int) * RelationGetDescr(table)->natts);
	for (int i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(columns, i);
		AttrNumber place;

		if (column->attisdropped)
			continue;
		place = (AttrNumber) attnameAttNum(table, NameStr(column->attname), false);
		if (place <= 0 ||
			TupleDescAttr(RelationGetDescr(table), place - 1)->atttypid != column->atttypid)
			ereport(
				ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("column \"%s\" of table \"%s\" would be lost in its history",
						NameStr(column->attname), RelationGetRelationName(facts)),
				 errdetail("Table \"%s\" has no such column of type %s.",
						   cl_beside_full_name(table), format_type_be(column->atttypid)),
				 errhint("Call %s as the owner of the district; it adds what is missing.",
						 quote_qualified_identifier(get_namespace_name(RelationGetNamespace(facts)),
													"make_history()"))));
		history->sources[place - 1] = i + 1;
	}
	for (int own = 0; own < OWN_COLUMNS; own++)
	{
		AttrNumber place = place_of(table, own_columns[own].name, own_columns[own].type);

		history->sources[place - 1] = OWN_SOURCE(own);
		if (own == CHANGED_AT)
			history->changed_at = place;
	}
}

static bool
goes_by(Relation index, Relation table, int column, const char *name)
{
	AttrNumber place = index->rd_index->indkey.values[column];

	return place > 0 &&
		   strcmp(NameStr(TupleDescAttr(RelationGetDescr(table), place - 1)->attname), name) == 0;
}

static void
find_keys(cl_history *history, Relation table, const char *key)
{
	Oid primary;

	(void) RelationGetIndexList(table);
	primary = table->rd_pkindex;
	if (OidIsValid(primary))
	{
		history->keys = index_open(primary, AccessShareLock);
		if (history->keys->rd_index->indnkeyatts == 3 &&
			goes_by(history->keys, table, 0, "district_id") &&
			goes_by(history->keys, table, 1, key) &&
			goes_by(history->keys, table, 2, own_columns[CHANGED_AT].name))
			return;
	}
	ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					errmsg("table \"%s\" has no primary key (district_id, %s, changed_at)",
						   cl_beside_full_name(table), key),
					errdetail("By it the time is found since when a row is what it is.")));
}

/* Of a partition, what its whole table is called: there is one history of all. */
static const char *
name_of_facts(Relation table)
{
	List *above;

	if (!table->rd_rel->relispartition)
		return RelationGetRelationName(table);
	above = get_partition_ancestors(RelationGetRelid(table));
	return get_rel_name(llast_oid(above));
}

void
cl_history_open(cl_history *history, const char *key)
{
	const TriggerData *event = history->beside.event;
	const char *reason = GetConfigOption("caseload.reason", true, false);
	Relation table;

	history->beside.name = psprintf("%s_was", name_of_facts(event->tg_relation));
	if (strlen(history->beside.name) >= NAMEDATALEN)
		ereport(ERROR, (errcode(ERRCODE_NAME_TOO_LONG),
						errmsg("the name of table \"%s\" leaves no room for \"_was\"",
							   name_of_facts(event->tg_relation))));
	history->beside.takes = "what its rows were";
	cl_beside_open(&history->beside);
	table = history->beside.table->ri_RelationDesc;
	find_sources(history, table);
	find_keys(history, table, key);
	history->is_empty = RelationGetNumberOfBlocks(table) == 0;
	history->range = lookup_type_cache(TSTZRANGEOID, TYPECACHE_RANGE_INFO);
	history->now = GetCurrentTimestamp();
	history->changed_by = CStringGetTextDatum(GetUserNameFromId(GetSessionUserId(), false));
	history->has_reason = reason != NULL && *reason != '\0';
	if (history->has_reason)
		history->reason = CStringGetTextDatum(reason);
	history->operation =
		CStringGetTextDatum(TRIGGER_FIRED_BY_UPDATE(event->tg_event)   ? "UPDATE"
							: TRIGGER_FIRED_BY_DELETE(event->tg_event) ? "DELETE"
																	   : "TRUNCATE");
}

static void
end_past(cl_history *history)
{
	if (!history->past)
		return;
	index_endscan(history->past);
	UnregisterSnapshot(history->snapshot);
	ExecDropSingleTupleTableSlot(history->past_row);
	history->past = NULL;
}

void
cl_history_close(cl_history *history)
{
	end_past(history);
	if (history->keys)
		index_close(history->keys, NoLock);
	cl_beside_close(&history->beside);
}

void
cl_history_look_again(cl_history *history)
{
	end_past(history);
	CommandCounterIncrement();
	history->is_empty = false;
}

/* In a snapshot of its own: that of the statement may be older than the change of another, for
 * which it waited. */
static void
begin_past(cl_history *history)
{
	Relation table = history->beside.table->ri_RelationDesc;

	history->snapshot = RegisterSnapshot(GetLatestSnapshot());
	history->past = cl_index_beginscan(table, history->keys, history->snapshot, 2);
	history->past_row = table_slot_create(table, NULL);
}

/* When a row of this key was last changed. */
static TimestampTz
last_change(cl_history *history, Datum district, Datum key)
{
	TimestampTz last = DT_NOBEGIN;
	ScanKeyData keys[2];
	bool null;

	if (history->is_empty)
		return last;
	if (!history->past)
		begin_past(history);
	ScanKeyInit(&keys[0], 1, BTEqualStrategyNumber, F_INT4EQ, district);
	ScanKeyInit(&keys[1], 2, BTEqualStrategyNumber, F_INT8EQ, key);
	index_rescan(history->past, keys, 2, NULL, 0);
	if (index_getnext_slot(history->past, BackwardScanDirection, history->past_row))
		last = DatumGetTimestampTz(slot_getattr(history->past_row, history->changed_at, &null));
	return last;
}

static Datum
stretch(const cl_history *history, TimestampTz from, TimestampTz to)
{
	RangeBound lower = {.val = TimestampTzGetDatum(from),
						.infinite = from == DT_NOBEGIN,
						.inclusive = from != DT_NOBEGIN,
						.lower = true};
	RangeBound upper = {.val = TimestampTzGetDatum(to)};

	return RangeTypePGetDatum(cl_make_range(history->range, &lower, &upper, from >= to));
}

static void
write_row(cl_history *history, TupleTableSlot *fact, Datum known, TimestampTz changed_at)
{
	TupleTableSlot *row = history->beside.row;
	int columns = RelationGetDescr(history->beside.table->ri_RelationDesc)->natts;

	ExecClearTuple(row);
	for (int i = 0; i < columns; i++)
	{
		int source = history->sources[i];

		row->tts_isnull[i] = source == 0;
		row->tts_values[i] = (Datum) 0;
		if (source > 0)
		{
			row->tts_values[i] = fact->tts_values[source - 1];
			row->tts_isnull[i] = fact->tts_isnull[source - 1];
			continue;
		}
		switch (-1 - source)
		{
			case KNOWN:
				row->tts_values[i] = known;
				break;
			case CHANGED_AT:
				row->tts_values[i] = TimestampTzGetDatum(changed_at);
				break;
			case CHANGED_BY:
				row->tts_values[i] = history->changed_by;
				break;
			case REASON:
				row->tts_values[i] = history->reason;
				row->tts_isnull[i] = !history->has_reason;
				break;
			case OPERATION:
				row->tts_values[i] = history->operation;
				break;
		}
	}
	cl_beside_put(&history->beside);
}

static Datum
value_of(TupleTableSlot *fact, AttrNumber place)
{
	return fact->tts_values[place - 1];
}

void
cl_history_keep(cl_history *history, TupleTableSlot *was)
{
	TimestampTz from = DatumGetTimestampTz(value_of(was, history->fact.known_from));
	TimestampTz last = last_change(history, value_of(was, history->fact.district),
								   value_of(was, history->fact.key));
	TimestampTz now = Max(history->now, last == DT_NOBEGIN ? last : last + 1);

	write_row(history, was, stretch(history, Max(from, last), now), now);
}

void
cl_history_begin(cl_history *history, TupleTableSlot *is)
{
	TimestampTz last =
		last_change(history, value_of(is, history->fact.district), value_of(is, history->fact.key));

	if (last < history->now)
		write_row(history, is, stretch(history, history->now, history->now), history->now);
}
