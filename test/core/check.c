#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static struct
{
	const char *name;
	void (*run)(void);
} tests[1000];
static int test_count;
static int failures; /* of the test that runs */

void
test_register(const char *name, void (*run)(void))
{
	if (test_count == (int) (sizeof(tests) / sizeof(tests[0])))
		abort();
	tests[test_count].name = name;
	tests[test_count].run = run;
	test_count++;
}

void
test_failed(const char *file, int line, const char *format, ...)
{
	va_list args;

	failures++;
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

static void *
test_allocate(void *owner, size_t size)
{
	return malloc(size ? size : 1);
}

static int pieces_left;

static void *
allocate_some(void *owner, size_t size)
{
	return pieces_left-- > 0 ? test_allocate(owner, size) : NULL;
}

void
test_want_of_memory(cl_env *env, int pieces)
{
	pieces_left = pieces;
	env->allocate = allocate_some;
}

static void
test_release(void *owner, void *memory)
{
	free(memory);
}

cl_env *
test_env(void)
{
	static cl_env env;

	memset(&env, 0, sizeof(env));
	env.allocate = test_allocate;
	env.release = test_release;
	return &env;
}

uint64_t
test_random(uint64_t limit)
{
	static uint64_t state = 20190701;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % limit;
}

int
main(int argc, char **argv)
{
	int passed = 0;
	int failed = 0;

	for (int i = 0; i < test_count; i++)
	{
		if (argc > 1 && !strstr(tests[i].name, argv[1]))
			continue;
		failures = 0;
		tests[i].run();
		printf("%s %s\n", failures ? "not ok" : "ok", tests[i].name);
		failures ? failed++ : passed++;
	}
	printf("core: %d passed, %d failed\n", passed, failed);
	return failed > 0 || passed == 0;
}
