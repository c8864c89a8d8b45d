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
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

/* Of the table, or of each of its partitions that holds rows. */
typedef struct part
{
	Relation table;
	Relation index;
	IndexScanDesc scan;
	ScanKeyData keys[CL_GUARD_MOST_KEYS];
	int holds[CL_GUARD_MOST_KEYS]; /* which column of the group's key */
} part;

struct cl_guard_entries
{
	int columns;
	int count;
	part parts[FLEXIBLE_ARRAY_MEMBER];
};

/* Each has to be looked into for each group, for only the server knows which rows lie where. */
#define MOST_PARTS 32

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
	Oid table = index->rd_index->indrelid;
	int found = 0;

	if (index->rd_index->indnkeyatts < guard->keys)
		return false;
	for (int i = 0; i < guard->keys; i++)
	{
		int k = 0;

		while (k < guard->keys &&
			   get_attnum(table, guard->row.key[k].name) != index->rd_index->indkey.values[i])
			k++;
		if (k == guard->keys || (found & (1 << k)) != 0 ||
			index->rd_indcollation[i] != guard->row.key[k].collation ||
			index->rd_opfamily[i] != guard->key[k].family)
			return false;
		found |= 1 << k;
		holds[i] = k;
	}
	return true;
}

/* The one with the fewest columns; InvalidOid: none will do. */
static Oid
index_of(const cl_guard *guard, Relation table)
{
	int holds[CL_GUARD_MOST_KEYS];
	int fewest = INDEX_MAX_KEYS + 1;
	Oid best = InvalidOid;
	List *indexes;
	ListCell *cell;

	if (table->rd_rel->relkind != RELKIND_RELATION || table->rd_rel->relam != HEAP_TABLE_AM_OID)
		return InvalidOid;
	indexes = RelationGetIndexList(table);
	foreach (cell, indexes)
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);

		if (is_whole(index) && begins_with_key(guard, index, holds) &&
			index->rd_index->indnkeyatts < fewest)
		{
			best = lfirst_oid(cell);
			fewest = index->rd_index->indnkeyatts;
		}
		index_close(index, NoLock);
	}
	list_free(indexes);
	return best;
}

/*
 * Where several guards of one table lock the same groups' rows, one may find a group roomy and
 * share it, and the next, with a lower cap, want more: two statements that do so wait for each
 * other.
 */
static bool
is_alone(const cl_guard *guard)
{
	Relation table = table_open(guard->rows, AccessShareLock);
	const TriggerDesc *all = table->trigdesc;
	Oid function = cl_guard_function("guard_rows");
	bool alone = true;

	for (int i = 0; all && i < all->numtriggers && alone; i++)
	{
		const Trigger *trigger = &all->triggers[i];
		cl_guard_arguments other;

		if (trigger->tgfoid != function)
			continue;
		cl_guard_read_arguments(trigger->tgnargs, trigger->tgargs, &other);
		alone = strcmp(other.guard, guard->arguments.guard) == 0 ||
				strcmp(other.group_table, guard->arguments.group_table) != 0;
	}
	table_close(table, NoLock);
	return alone;
}

/* An entry says nothing of a weight, and by the clock a group has rows of all years. */
void
cl_guard_find_entries(cl_guard *guard)
{
	List *parts;
	ListCell *cell;
	List *found = NIL;

	guard->entries = NIL;
	if (guard->shard || guard->row.weight.name || guard->clock != DATERANGEOID ||
		guard->group_row.weight.type == guard->unit || !is_alone(guard))
		return;
	parts = cl_guard_parts(guard->rows);
	foreach (cell, parts)
	{
		Relation table = table_open(lfirst_oid(cell), AccessShareLock);
		Oid index = index_of(guard, table);
		bool empty = table->rd_rel->relkind == RELKIND_PARTITIONED_TABLE;

		table_close(table, NoLock);
		if (empty)
			continue;
		if (!OidIsValid(index) || list_length(found) == MOST_PARTS)
			return;
		found = lappend_oid(found, index);
	}
	guard->entries = found;
}

/* The equality of the index' own operator class. */
static void
look_for(part *of, int column)
{
	Relation index = of->index;
	Oid input = index->rd_opcintype[column];
	Oid equal =
		get_opfamily_member(index->rd_opfamily[column], input, input, BTEqualStrategyNumber);

	ScanKeyEntryInitialize(&of->keys[column], 0, (AttrNumber) (column + 1), BTEqualStrategyNumber,
						   InvalidOid, index->rd_indcollation[column], get_opcode(equal),
						   (Datum) 0);
}

/* False: it was dropped or spoiled since it was looked up. */
static bool
open_part(const cl_guard *guard, Oid index, part *of)
{
	of->index = try_relation_open(index, AccessShareLock);
	if (!of->index)
		return false;
	if (!is_whole(of->index) || !begins_with_key(guard, of->index, of->holds))
	{
		relation_close(of->index, NoLock);
		return false;
	}
	of->table = table_open(of->index->rd_index->indrelid, AccessShareLock);
	for (int i = 0; i < guard->keys; i++)
		look_for(of, i);
	/* what an entry leads to is not looked at, so no snapshot decides */
	of->scan = cl_index_beginscan(of->table, of->index, SnapshotAny, guard->keys);
	return true;
}

cl_guard_entries *
cl_guard_open_entries(const cl_guard *guard)
{
	cl_guard_entries *entries;
	ListCell *cell;

	if (guard->entries == NIL)
		return NULL;
	entries = palloc0(offsetof(cl_guard_entries, parts) +
					  sizeof(part) * (size_t) list_length(guard->entries));
	entries->columns = guard->keys;
	foreach (cell, guard->entries)
	{
		if (!open_part(guard, lfirst_oid(cell), &entries->parts[entries->count]))
		{
			cl_guard_close_entries(entries);
			return NULL;
		}
		entries->count++;
	}
	return entries;
}

int64
cl_guard_count_entries(cl_guard_entries *entries, const cl_guard_key *key, int64 most)
{
	int64 count = 0;

	CHECK_FOR_INTERRUPTS();
	for (int n = 0; n < entries->count && count <= most; n++)
	{
		part *of = &entries->parts[n];

		for (int i = 0; i < entries->columns; i++)
			of->keys[i].sk_argument = key->value[of->holds[i]];
		index_rescan(of->scan, of->keys, entries->columns, NULL, 0);
		while (count <= most && index_getnext_tid(of->scan, ForwardScanDirection) != NULL)
			count++;
		/* a page that it stopped on is let go: whoever waits for a group must not hold up VACUUM */
		if (count > most)
			index_rescan(of->scan, of->keys, entries->columns, NULL, 0);
	}
	return count;
}

void
cl_guard_close_entries(cl_guard_entries *entries)
{
	for (int n = 0; n < entries->count; n++)
	{
		index_endscan(entries->parts[n].scan);
		table_close(entries->parts[n].table, NoLock);
		relation_close(entries->parts[n].index, NoLock);
	}
	pfree(entries);
}
