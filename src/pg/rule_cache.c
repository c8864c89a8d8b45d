#include "pg/rule_cache.h"

#define CACHED 16

typedef struct cached_rule
{
	void *key; /* the datum as it came: toast pointer, compressed or short */
	Size key_size;
	uint64 tail; /* of the key: tells most apart at once */
	struct varlena *value;
	uint64 used;
} cached_rule;

typedef struct rule_cache
{
	uint64 calls;
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

const void *
cl_pg_rule(FunctionCallInfo fcinfo, int n)
{
	struct varlena *datum = (struct varlena *) PG_GETARG_POINTER(n);
	rule_cache *cache;
	cached_rule *oldest;
	Size size;
	uint64 tail;
	void *key;

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
	oldest = &cache->rules[0];
	for (int i = 0; i < CACHED; i++)
	{
		cached_rule *rule = &cache->rules[i];

		if (rule->tail == tail && rule->key_size == size && memcmp(rule->key, datum, size) == 0)
		{
			rule->used = cache->calls;
			return rule->value;
		}
		if (rule->used < oldest->used)
			oldest = rule;
	}

	/* the new one first: if memory runs out, the old one is still whole */
	key = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, size);
	memcpy(key, datum, size);
	{
		struct varlena *value = detoasted_copy(datum, fcinfo->flinfo->fn_mcxt);

		if (oldest->key)
		{
			pfree(oldest->key);
			pfree(oldest->value);
		}
		oldest->key = key;
		oldest->key_size = size;
		oldest->tail = tail;
		oldest->value = value;
		oldest->used = cache->calls;
	}
	return oldest->value;
}
