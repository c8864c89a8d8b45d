/*
 * Our own sort, held against the library's: the same items, in order, whatever their size. It sorts
 * by pieces of some thousands, so the bytes of the input are said over until there are enough.
 */
#include "input.h"

#include "core/sort.h"

#define ITEMS_MOST 14000

static size_t item_size;
static size_t asked;

static int
by_bytes(const void *a, const void *b)
{
	asked++;
	return memcmp(a, b, item_size);
}

FUZZ(sort)
{
	fuzz_input input = {data, size};
	cl_env *env = fuzz_env();
	size_t count = fuzz_number(&input, 2) % ITEMS_MOST;
	uint32_t turn = fuzz_byte(&input);
	size_t bytes;
	uint8_t *ours, *theirs;

	item_size = 1 + fuzz_byte(&input) % 24;
	bytes = count * item_size;
	ours = malloc(bytes + 1);
	theirs = malloc(bytes + 1);
	for (size_t i = 0; i < bytes; i++)
	{
		/* the same each time round, or another, by the third byte */
		turn = turn * 5 + (i % 7 == 0);
		ours[i] = theirs[i] = input.left ? input.at[i % input.left] ^ (uint8_t) (turn >> 3) : 0;
	}
	asked = 0;
	FUZZ_CHECK(cl_sort(env, ours, count, item_size, by_bytes));
	/* n log n; by squares it would be thousands of times for each */
	FUZZ_CHECK(asked <= 20 * count);
	if (count > 0)
		qsort(theirs, count, item_size, by_bytes);
	FUZZ_CHECK(memcmp(ours, theirs, bytes) == 0);
	free(ours);
	free(theirs);
}
