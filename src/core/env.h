/*
 * env.h: what the core needs of its surroundings: memory, a way to be interrupted, and a
 * place to say what went wrong. A core function returns false (or NULL) and fills env->error;
 * it never raises by itself. The allocator and the interrupt hook may jump away (the server's
 * do), so no ICU handle may be held across them.
 */
#ifndef CL_ENV_H
#define CL_ENV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

typedef enum cl_code
{
	CL_OK = 0,
	CL_BAD_TEXT,	 /* 22P02 */
	CL_BAD_BINARY,	 /* 22P03 */
	CL_OUT_OF_RANGE, /* 22003 */
	CL_BAD_ARGUMENT, /* 22023 */
	CL_NO_MEMORY,	 /* 53200 */
	CL_LIBRARY,		 /* XX000: ICU refused where it never should */
} cl_code;

typedef struct cl_error
{
	cl_code code;
	char message[320];
	char detail[640];
	char hint[320];
	int line;	/* of the text that was read, from 1; 0 where there is none */
	int column; /* in characters, from 1 */
} cl_error;

typedef struct cl_env
{
	void *(*allocate)(void *owner, size_t size); /* may return NULL */
	void (*release)(void *owner, void *memory);
	void (*interrupt)(void *owner); /* NULL where nothing can interrupt */
	void *owner;
	cl_error error;
} cl_env;

/* Memory, or NULL with CL_NO_MEMORY in env->error. */
extern void *cl_allocate(cl_env *env, size_t size);
extern void cl_release(cl_env *env, void *memory);

/* To be called in every loop over cells, days, ranges and characters of long text. */
static inline void
cl_check_interrupts(cl_env *env)
{
	if (env->interrupt)
		env->interrupt(env->owner);
}

/* The same in a loop that is too short for it: every 4096th time. */
static inline void
cl_check_now_and_then(cl_env *env, size_t time)
{
	if (time % 4096 == 4095)
		cl_check_interrupts(env);
}

/* memcpy and memset to zero of what may be many megabytes, where they take long. */
extern void cl_copy(cl_env *env, void *to, const void *from, size_t length);
extern void cl_clear(cl_env *env, void *memory, size_t length);

/* Fills the error; always false, so that `return cl_fail(...)` reads well. */
extern bool cl_fail(cl_env *env, cl_code code, const char *format, ...) CL_PRINTF(3, 4);
/* Add to the error that cl_fail has filled. */
extern bool cl_detail(cl_env *env, const char *format, ...) CL_PRINTF(2, 3);
extern bool cl_hint(cl_env *env, const char *format, ...) CL_PRINTF(2, 3);
/* A sentence behind the hint that there may be; left out where there is no room. */
extern bool cl_hint_more(cl_env *env, const char *sentence);

#endif
