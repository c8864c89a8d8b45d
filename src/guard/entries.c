/*
 * How many entries an index has for a group: of rows that are there, of others' that are not
 * committed yet, of those that are gone and not yet vacuumed. So they are never fewer than the
 * group has rows, and where they alone do not reach the cap nothing need be read, and nobody be
 * waited for: of two who add to a group at once the one that counts last counts the other's rows,
 * too.
 */
#include "guard/guard.h"

#include "access/genam.h"
#include "access/nbtree.h"
#include "access/relation.h"
#include "access/relscan.h"
#include "access/table.h"
#include "catalog/pg_am_d.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

struct cl_guard_entries
{
	Relation table;
	Relation index;
	IndexScanDesc scan;
	int columns;
	ScanKeyData keys[CL_GUARD_MOST_KEYS];
	int holds[CL_GUARD_MOST_KEYS]; /* which column of the group's key */
};

/* Each row that is there has an entry in it. */
static bool
is_whole(Relation index)
{
	Form_pg_index entry = index->rd_index;

	return index->rd_rel->relam == BTREE_AM_OID && entry->indisvalid && entry->indisready &&
		   !entry->indcheckxmin &&
		   heap_attisnull(index->rd_indextuple, Anum_pg_index_indpred, NULL);
}

/* Whether its first columns are the group's key, compared as the guard compares; which is which. */
static bool
begins_with_key(const cl_guard *guard, Relation index, int *holds)
{
	int found = 0;

	if (index->rd_index->indnkeyatts < guard->keys)
		return false;
	for (int i = 0; i < guard->keys; i++)
	{
		int k = 0;

		while (k < guard->keys && guard->row.key[k].number != index->rd_index->indkey.values[i])
			k++;
		if (k == guard->keys || (found & (1 << k)) != 0 ||
			index->rd_indcollation[i] != guard->row.key[k].collation ||
			index->rd_opfamily[i] !=
				get_opclass_family(GetDefaultOpClass(guard->key[k].type, BTREE_AM_OID)))
			return false;
		found |= 1 << k;
		holds[i] = k;
	}
	return true;
}

/* An entry says nothing of a weight, and by the clock a group has rows of all years. */
void
cl_guard_find_entries(cl_guard *guard, Relation rows)
{
	int holds[CL_GUARD_MOST_KEYS];
	int fewest = INDEX_MAX_KEYS + 1;
	List *indexes;
	ListCell *cell;

	guard->entries = InvalidOid;
	if (guard->shard || guard->row.weight.name || guard->clock != DATERANGEOID ||
		guard->group_row.weight.type == guard->unit || rows->rd_rel->relkind != RELKIND_RELATION ||
		rows->rd_rel->relam != HEAP_TABLE_AM_OID)
		return;
	indexes = RelationGetIndexList(rows);
	foreach (cell, indexes)
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);

		if (is_whole(index) && begins_with_key(guard, index, holds) &&
			index->rd_index->indnkeyatts < fewest)
		{
			guard->entries = lfirst_oid(cell);
			fewest = index->rd_index->indnkeyatts;
		}
		index_close(index, NoLock);
	}
	list_free(indexes);
}

/* The equality of the index' own operator class. */
static void
look_for(cl_guard_entries *entries, int column)
{
	Relation index = entries->index;
	Oid input = index->rd_opcintype[column];
	Oid equal =
		get_opfamily_member(index->rd_opfamily[column], input, input, BTEqualStrategyNumber);

	ScanKeyEntryInitialize(&entries->keys[column], 0, (AttrNumber) (column + 1),
						   BTEqualStrategyNumber, InvalidOid, index->rd_indcollation[column],
						   get_opcode(equal), (Datum) 0);
}

cl_guard_entries *
cl_guard_open_entries(const cl_guard *guard)
{
	cl_guard_entries *entries;
	Relation index;

	if (!OidIsValid(guard->entries))
		return NULL;
	/* dropped or spoiled since it was looked up: then the rows are read */
	index = try_relation_open(guard->entries, AccessShareLock);
	if (!index)
		return NULL;
	entries = palloc0(sizeof(*entries));
	entries->index = index;
	if (!is_whole(index) || !begins_with_key(guard, index, entries->holds))
	{
		relation_close(index, NoLock);
		return NULL;
	}
	entries->table = table_open(guard->rows, AccessShareLock);
	entries->columns = guard->keys;
	for (int i = 0; i < guard->keys; i++)
		look_for(entries, i);
	/* what an entry leads to is not looked at, so no snapshot decides */
	entries->scan =
		cl_index_beginscan(entries->table, entries->index, SnapshotAny, entries->columns);
	return entries;
}

int64
cl_guard_count_entries(cl_guard_entries *entries, const cl_guard_key *key, int64 most)
{
	int64 count = 0;

	CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < entries->columns; i++)
		entries->keys[i].sk_argument = key->value[entries->holds[i]];
	index_rescan(entries->scan, entries->keys, entries->columns, NULL, 0);
	while (count <= most && index_getnext_tid(entries->scan, ForwardScanDirection) != NULL)
		count++;
	/* a page that it stopped on is let go: whoever waits for a group must not hold up VACUUM */
	if (count > most)
		index_rescan(entries->scan, entries->keys, entries->columns, NULL, 0);
	return count;
}

void
cl_guard_close_entries(cl_guard_entries *entries)
{
	index_endscan(entries->scan);
	table_close(entries->table, NoLock);
	relation_close(entries->index, NoLock);
	pfree(entries);
}
