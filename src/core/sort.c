#include "core/sort.h"

#include <stdlib.h>
#include <string.h>

/* So many are sorted at once, within a few milliseconds; such pieces are then merged. */
#define PIECE 4096

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Every two pieces of so many items become one of twice as many. */
static void
merge(cl_env *env, const char *from, char *to, size_t count, size_t piece, size_t size,
	  cl_order order)
{
	size_t done = 0;

	for (size_t begin = 0; begin < count; begin += 2 * piece)
	{
		size_t left = begin;
		size_t middle = least(begin + piece, count);
		size_t right = middle;
		size_t end = least(middle + piece, count);

		while (left < middle || right < end)
		{
			bool take_left = right == end ||
							 (left < middle && order(from + left * size, from + right * size) <= 0);

			if (done % PIECE == 0)
				cl_check_interrupts(env);
			memcpy(to + done++ * size, from + (take_left ? left++ : right++) * size, size);
		}
	}
}

bool
cl_sort(cl_env *env, void *items, size_t count, size_t size, cl_order order)
{
	char *from = items;
	char *to;
	char *beside;

	for (size_t at = 0; at < count; at += PIECE)
	{
		cl_check_interrupts(env);
		qsort(from + at * size, least(PIECE, count - at), size, order);
	}
	if (count <= PIECE)
		return true;
	to = beside = cl_allocate(env, count * size);
	if (!beside)
		return false;
	for (size_t piece = PIECE; piece < count; piece *= 2)
	{
		char *sorted = to;

		merge(env, from, to, count, piece, size, order);
		to = from;
		from = sorted;
	}
	if (from == beside)
		cl_copy(env, items, beside, count * size);
	cl_release(env, beside);
	return true;
}
