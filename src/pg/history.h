/* history.h: what keep_history() knows of a table of facts and of the table of what it was. */
#ifndef CASELOAD_HISTORY_H
#define CASELOAD_HISTORY_H

#include "pg/beside.h"

#include "access/genam.h"
#include "access/skey.h"
#include "utils/snapshot.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

/* Columns of a table of facts that its history goes by. */
typedef struct cl_fact_columns
{
	AttrNumber district;
	AttrNumber key;
	AttrNumber known_from;
} cl_fact_columns;

typedef struct cl_history
{
	cl_beside beside;
	cl_fact_columns fact;
	/* where each column of the history comes from: a column of the fact, 0 (nothing), or less */
	int *sources;
	AttrNumber changed_at;
	Relation keys;		/* the index by district, key and time */
	bool is_empty;		/* when it was opened: no row has a past */
	IndexScanDesc past; /* NULL: not begun */
	TupleTableSlot *past_row;
	Snapshot snapshot;
	TypeCacheEntry *range;
	TimestampTz now;
	Datum changed_by;
	Datum reason;
	bool has_reason;
	Datum operation;
} cl_history;

/* Opens the history of event's table; `key` names the column of its key. */
extern void cl_history_open(cl_history *history, const char *key);
extern void cl_history_close(cl_history *history);
/* Writes what a row was; its values are all there in the slot. */
extern void cl_history_keep(cl_history *history, TupleTableSlot *was);
/* From here on it is seen what has been written so far. */
extern void cl_history_look_again(cl_history *history);
/* Writes that this row has not been there under its key until now, unless its key has a past that
 * says so. */
extern void cl_history_begin(cl_history *history, TupleTableSlot *is);

extern cl_fact_columns cl_fact_columns_of(Relation table, const char *key);

#endif
