#include "pg/rule_cache.h"

#define CACHED 16

typedef struct cached_rule
{
	void *key; /* the datum as it came: toast pointer, compressed or short */
	Size key_size;
	struct varlena *value;
	uint64 used;
} cached_rule;

typedef struct rule_cache
{
	uint64 calls;
	uint64 tails[CACHED]; /* of the keys: they tell most apart at once */
	cached_rule rules[CACHED];
} rule_cache;

static struct varlena *
detoasted_copy(struct varlena *datum, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	struct varlena *value = pg_detoast_datum_copy(datum);

	MemoryContextSwitchTo(old);
	return value;
}

/* A toast pointer ends in the number of its value. */
static uint64
tail_of(const struct varlena *datum, Size size)
{
	uint64 tail = 0;

	if (size >= sizeof(tail))
		memcpy(&tail, (const char *) datum + size - sizeof(tail), sizeof(tail));
	return tail;
}

/* Puts the detoasted datum in the place of the rule that was not used for longest. */
static struct varlena *
keep_rule(rule_cache *cache, struct varlena *datum, Size size, uint64 tail, MemoryContext context)
{
	int oldest = 0;
	void *key;
	struct varlena *value;
	cached_rule *rule;

	for (int i = 1; i < CACHED; i++)
		if (cache->rules[i].used < cache->rules[oldest].used)
			oldest = i;
	rule = &cache->rules[oldest];
	/* the new one first: if memory runs out, the old one is still whole */
	key = MemoryContextAlloc(context, size);
	memcpy(key, datum, size);
	value = detoasted_copy(datum, context);
	if (rule->key)
	{
		pfree(rule->key);
		pfree(rule->value);
	}
	rule->key = key;
	rule->key_size = size;
	rule->value = value;
	rule->used = cache->calls;
	cache->tails[oldest] = tail;
	return value;
}

const void *
cl_pg_rule(FunctionCallInfo fcinfo, int n)
{
	struct varlena *datum = (struct varlena *) PG_GETARG_POINTER(n);
	rule_cache *cache;
	Size size;
	uint64 tail;

	if (!VARATT_IS_EXTENDED(datum))
		return datum;
	/* pointers into memory say nothing about what lies there the next time */
	if (fcinfo->flinfo == NULL || (VARATT_IS_EXTERNAL(datum) && !VARATT_IS_EXTERNAL_ONDISK(datum)))
		return pg_detoast_datum(datum);

	cache = fcinfo->flinfo->fn_extra;
	if (cache == NULL)
	{
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(rule_cache));
		fcinfo->flinfo->fn_extra = cache;
	}
	cache->calls++;
	size = VARSIZE_ANY(datum);
	tail = tail_of(datum, size);
	for (int i = 0; i < CACHED; i++)
		if (cache->tails[i] == tail && cache->rules[i].key_size == size &&
			memcmp(cache->rules[i].key, datum, size) == 0)
		{
			cache->rules[i].used = cache->calls;
			return cache->rules[i].value;
		}
	return keep_rule(cache, datum, size, tail, fcinfo->flinfo->fn_mcxt);
}
