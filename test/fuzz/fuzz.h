/*
 * fuzz.h: a fuzz target is FUZZ(name) { ... } in fuzz_name.c, on `data` and `size`, with a
 * corpus in corpus/name/. It builds with clang's -fsanitize=fuzzer, or with driver.c where
 * that is not to be had.
 */
#ifndef CL_FUZZ_H
#define CL_FUZZ_H

#include "core/env.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
fuzz_allocate(void *owner, size_t size)
{
	return malloc(size ? size : 1);
}

static void
fuzz_release(void *owner, void *memory)
{
	free(memory);
}

static inline cl_env *
fuzz_env(void)
{
	static cl_env env;

	memset(&env, 0, sizeof(env));
	env.allocate = fuzz_allocate;
	env.release = fuzz_release;
	return &env;
}

#define FUZZ(name)                                                                                 \
	static void fuzz_one(const uint8_t *data, size_t size);                                        \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);                                  \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)                                   \
	{                                                                                              \
		fuzz_one(data, size);                                                                      \
		return 0;                                                                                  \
	}                                                                                              \
	static void fuzz_one(const uint8_t *data, size_t size)

#define FUZZ_CHECK(condition)                                                                      \
	do                                                                                             \
	{                                                                                              \
		if (!(condition))                                                                          \
		{                                                                                          \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);              \
			abort();                                                                               \
		}                                                                                          \
	} while (0)

#endif
