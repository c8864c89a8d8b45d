#include "pg/rule_cache.h"

#define CACHED 16

typedef struct cached_rule
{
	void *key; /* the datum as it came: toast pointer, compressed or short */
	Size key_size;
	struct varlena *value;
	cl_pg_check check; /* that it has passed: by it types are told apart */
	uint64 used;
} cached_rule;

/* What was neither toasted nor short, and was checked lately: where it stood and how it ends. */
typedef struct plain_rule
{
	const struct varlena *datum;
	Size size;
	uint64 tail;
	cl_pg_check check;
} plain_rule;

typedef struct rule_cache
{
	plain_rule plain[CACHED];
	int oldest_plain;
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

static rule_cache *
cache_of(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(rule_cache));
	return fcinfo->flinfo->fn_extra;
}

/*
 * A constant stands in one place for the whole query, as does each row of a hashed table of rules,
 * and is not checked for every row that asks for it. What else comes to stand in that place, as
 * long and with the same end, is taken for checked, too: it is read as it is, so all that can come
 * of it is that a second damaged value is not told as one.
 */
static void
check_plain(FunctionCallInfo fcinfo, const struct varlena *datum, cl_pg_check check)
{
	Size size = VARSIZE(datum);
	uint64 tail = tail_of(datum, size);
	rule_cache *cache = fcinfo->flinfo == NULL ? NULL : cache_of(fcinfo);

	for (int i = 0; cache && i < CACHED; i++)
		if (cache->plain[i].datum == datum && cache->plain[i].size == size &&
			cache->plain[i].tail == tail && cache->plain[i].check == check)
			return;
	check(datum, size);
	if (cache)
	{
		cache->plain[cache->oldest_plain] = (plain_rule){datum, size, tail, check};
		cache->oldest_plain = (cache->oldest_plain + 1) % CACHED;
	}
}

/* Puts the detoasted datum in the place of the rule that was not used for longest. */
static struct varlena *
keep_rule(rule_cache *cache, struct varlena *datum, Size size, uint64 tail, MemoryContext context,
		  cl_pg_check check)
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
	check(value, VARSIZE(value));
	if (rule->key)
	{
		pfree(rule->key);
		pfree(rule->value);
	}
	rule->key = key;
	rule->key_size = size;
	rule->value = value;
	rule->check = check;
	rule->used = cache->calls;
	cache->tails[oldest] = tail;
	return value;
}

const void *
cl_pg_rule(FunctionCallInfo fcinfo, int n, cl_pg_check check)
{
	struct varlena *datum = (struct varlena *) PG_GETARG_POINTER(n);
	rule_cache *cache;
	Size size;
	uint64 tail;

	if (!VARATT_IS_EXTENDED(datum))
	{
		check_plain(fcinfo, datum, check);
		return datum;
	}
	/* pointers into memory say nothing about what lies there the next time */
	if (fcinfo->flinfo == NULL || (VARATT_IS_EXTERNAL(datum) && !VARATT_IS_EXTERNAL_ONDISK(datum)))
	{
		datum = pg_detoast_datum(datum);
		check(datum, VARSIZE(datum));
		return datum;
	}
	cache = cache_of(fcinfo);
	cache->calls++;
	size = VARSIZE_ANY(datum);
	tail = tail_of(datum, size);
	for (int i = 0; i < CACHED; i++)
		if (cache->tails[i] == tail && cache->rules[i].key_size == size &&
			cache->rules[i].check == check && memcmp(cache->rules[i].key, datum, size) == 0)
		{
			cache->rules[i].used = cache->calls;
			return cache->rules[i].value;
		}
	return keep_rule(cache, datum, size, tail, fcinfo->flinfo->fn_mcxt, check);
}
