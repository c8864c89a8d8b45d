/*
 * check.h: the core's unit tests, without a server. A test is TEST(name) { ... } in any file
 * of this folder; it registers itself. Run by `make check`, under ASan and UBSan.
 */
#ifndef CL_CHECK_H
#define CL_CHECK_H

#include "core/env.h"

#include <string.h>

/* Memory by malloc, no interrupts, no error yet. */
extern cl_env *test_env(void);
/* From now on there is memory for so many pieces. */
extern void test_want_of_memory(cl_env *env, int pieces);
extern void test_register(const char *name, void (*run)(void));
extern void test_failed(const char *file, int line, const char *format, ...) CL_PRINTF(3, 4);
/* A repeatable random number, 0 to below `limit`. */
extern uint64_t test_random(uint64_t limit);

#define TEST(name)                                                                                 \
	static void name(void);                                                                        \
	__attribute__((constructor)) static void register_##name(void)                                 \
	{                                                                                              \
		test_register(#name, name);                                                                \
	}                                                                                              \
	static void name(void)

#define CHECK(condition)                                                                           \
	((condition) ? (void) 0 : test_failed(__FILE__, __LINE__, "not true: %s", #condition))

#define CHECK_TEXT(actual, expected)                                                               \
	(strcmp((actual), (expected)) == 0                                                             \
		 ? (void) 0                                                                                \
		 : test_failed(__FILE__, __LINE__, "\"%s\" is not \"%s\"", (actual), (expected)))

/* The call fails with this code, and says so. */
#define CHECK_FAILS(env, call, wanted)                                                             \
	(!(call) && (env)->error.code == (wanted) && (env)->error.message[0]                           \
		 ? (void) 0                                                                                \
		 : test_failed(__FILE__, __LINE__, "%s: code %d, not %d: %s", #call, (env)->error.code,    \
					   (wanted), (env)->error.message))

#endif
