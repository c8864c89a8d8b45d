#include "guard/guard.h"

#include "executor/spi.h"
#include "storage/lmgr.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

struct cl_guard_kept
{
	MemoryContext context; /* of all of it */
	cl_guard *guard;
	int users;	/* calls that hold it now: until they end it is not freed */
	bool stale; /* one of its tables has changed */
	bool kept;	/* the cache still knows it */
};

typedef struct entry
{
	Oid trigger;
	cl_guard_kept *kept;
} entry;

static HTAB *cache = NULL;

static void
mark_stale(Datum unused, Oid relation)
{
	HASH_SEQ_STATUS status;
	entry *found;

	hash_seq_init(&status, cache);
	while ((found = hash_seq_search(&status)) != NULL)
		if (!OidIsValid(relation) || list_member_oid(found->kept->guard->depend, relation))
			found->kept->stale = true;
}

/* A schema or a type has another name: what the arguments say, and the plans, may mean another. */
static void
mark_renamed(Datum unused, int cache_id, uint32 hash)
{
	HASH_SEQ_STATUS status;
	entry *found;

	hash_seq_init(&status, cache);
	while ((found = hash_seq_search(&status)) != NULL)
	{
		cl_guard *guard = found->kept->guard;

		if (hash == 0 || cache_id == NAMESPACEOID)
			found->kept->stale = true;
		for (int i = 0; cache_id == TYPEOID && i < guard->keys; i++)
			if (guard->key[i].type_hash == hash)
				found->kept->stale = true;
	}
}

static void
start_cache(void)
{
	HASHCTL control;

	memset(&control, 0, sizeof(control));
	control.keysize = sizeof(Oid);
	control.entrysize = sizeof(entry);
	cache = hash_create("caseload guards", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(mark_stale, (Datum) 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, mark_renamed, (Datum) 0);
	CacheRegisterSyscacheCallback(TYPEOID, mark_renamed, (Datum) 0);
}

static void
let_go(cl_guard_kept *kept)
{
	if (kept->users > 0 || kept->kept)
		return;
	cl_guard_free_plans(kept->guard);
	MemoryContextDelete(kept->context);
}

static cl_guard_kept *
look_up(const Trigger *trigger, Oid rows, Oid fired, cl_guard_side side)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "caseload guard", ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	cl_guard_kept *kept = palloc0(sizeof(*kept));
	cl_guard_arguments arguments;

	cl_guard_read_arguments(trigger->tgnargs, trigger->tgargs, &arguments);
	kept->guard = cl_guard_lookup(&arguments, rows, fired, side);
	kept->context = context;
	MemoryContextSwitchTo(caller);
	MemoryContextSetParent(context, CacheMemoryContext);
	return kept;
}

static cl_guard_kept *
find(const Trigger *trigger, Oid rows, Oid fired, cl_guard_side side)
{
	entry *found = hash_search(cache, &trigger->tgoid, HASH_FIND, NULL);
	cl_guard_kept *kept;

	if (found && !found->kept->stale)
		return found->kept;
	if (found)
	{
		kept = found->kept;
		(void) hash_search(cache, &trigger->tgoid, HASH_REMOVE, NULL);
		kept->kept = false;
		let_go(kept);
	}
	kept = look_up(trigger, rows, fired, side);
	found = hash_search(cache, &trigger->tgoid, HASH_ENTER, NULL);
	found->kept = kept;
	kept->kept = true;
	return kept;
}

static void
lock(Oid table)
{
	if (OidIsValid(table))
		LockRelationOid(table, AccessShareLock);
}

cl_guard_kept *
cl_guard_acquire(const Trigger *trigger, Oid rows, Oid fired, cl_guard_side side)
{
	cl_guard_kept *kept;

	if (!cache)
		start_cache();
	/*
	 * With the tables locked none of them can be renamed, and another put in its place, between
	 * our look at the catalogs and the query. What happened before the lock, the lock tells us.
	 */
	do
	{
		kept = find(trigger, rows, fired, side);
		lock(kept->guard->rows);
		lock(kept->guard->group);
		lock(kept->guard->waiver);
		lock(kept->guard->breach);
	} while (kept->stale);
	kept->users++; /* not before: a lock that cannot be had would leave it held for ever */
	return kept;
}

cl_guard *
cl_guard_of(cl_guard_kept *kept)
{
	return kept->guard;
}

void
cl_guard_release(cl_guard_kept *kept)
{
	kept->users--;
	let_go(kept);
}
