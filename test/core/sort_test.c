#include "check.h"

#include "core/sort.h"

#include <stdlib.h>

typedef struct item
{
	int32_t key;
	uint32_t of; /* made of the key: a half that went astray shows */
	char more[5];
} item;

static int
by_key(const void *a, const void *b)
{
	int32_t left = ((const item *) a)->key;
	int32_t right = ((const item *) b)->key;

	return (left > right) - (left < right);
}

static item
made(int32_t key)
{
	item one = {key, (uint32_t) key * 2654435761u, "more"};

	return one;
}

/* Around the size of a piece and of pieces merged; few keys, all alike, in order and against it. */
TEST(sort_is_that_of_the_library)
{
	static const size_t counts[] = {0, 1, 2, 100, 4095, 4096, 4097, 8192, 8193, 12289, 50000};
	cl_env *env = test_env();

	for (size_t c = 0; c < sizeof(counts) / sizeof(counts[0]); c++)
		for (int kind = 0; kind < 5; kind++)
		{
			size_t count = counts[c];
			item *items = malloc((count + 1) * sizeof(item));
			item *wanted = malloc((count + 1) * sizeof(item));
			bool same = true;

			for (size_t i = 0; i < count; i++)
				items[i] = made(kind == 0	? (int32_t) test_random(1000000) - 500000
								: kind == 1 ? (int32_t) test_random(3)
								: kind == 2 ? (int32_t) i
								: kind == 3 ? (int32_t) (count - i)
											: 7);
			memcpy(wanted, items, count * sizeof(item));
			qsort(wanted, count, sizeof(item), by_key);
			CHECK(cl_sort(env, items, count, sizeof(item), by_key));
			for (size_t i = 0; i < count; i++)
				same = same && items[i].key == wanted[i].key && items[i].of == wanted[i].of &&
					   strcmp(items[i].more, "more") == 0;
			CHECK(same);
			free(items);
			free(wanted);
		}
}

static int asked;

static void
ask(void *owner)
{
	asked++;
}

TEST(sort_asks_whether_to_go_on)
{
	cl_env *env = test_env();
	size_t count = 100000;
	item *items = malloc(count * sizeof(item));

	for (size_t i = 0; i < count; i++)
		items[i] = made((int32_t) (count - i));
	env->interrupt = ask;
	asked = 0;
	CHECK(cl_sort(env, items, count, sizeof(item), by_key));
	/* 25 pieces, and five times through all of them */
	CHECK(asked >= 25 * 6);
	free(items);
}

TEST(sort_without_memory)
{
	cl_env *env = test_env();
	item items[3] = {made(3), made(1), made(2)};
	item *many = malloc(5000 * sizeof(item));

	for (int i = 0; i < 5000; i++)
		many[i] = made(5000 - i);
	test_want_of_memory(env, 0);
	CHECK(cl_sort(env, items, 3, sizeof(item), by_key));
	CHECK(items[0].key == 1 && items[2].key == 3);
	CHECK_FAILS(env, cl_sort(env, many, 5000, sizeof(item), by_key), CL_NO_MEMORY);
	free(many);
}
