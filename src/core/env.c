#include "core/env.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void *
cl_allocate(cl_env *env, size_t size)
{
	void *memory = env->allocate(env->owner, size);

	if (!memory)
		cl_fail(env, CL_NO_MEMORY, "out of memory");
	return memory;
}

void
cl_release(cl_env *env, void *memory)
{
	if (memory)
		env->release(env->owner, memory);
}

/* So much is copied at once: memory that is touched for the first time makes a megabyte cost
 * milliseconds. */
#define PIECE ((size_t) 1 << 20)

static size_t
piece_of(size_t length)
{
	return length < PIECE ? length : PIECE;
}

void
cl_copy(cl_env *env, void *to, const void *from, size_t length)
{
	for (size_t at = 0; at < length; at += PIECE)
	{
		cl_check_interrupts(env);
		memcpy((char *) to + at, (const char *) from + at, piece_of(length - at));
	}
}

void
cl_clear(cl_env *env, void *memory, size_t length)
{
	for (size_t at = 0; at < length; at += PIECE)
	{
		cl_check_interrupts(env);
		memset((char *) memory + at, 0, piece_of(length - at));
	}
}

/* A message that had to be cut must not end inside a UTF-8 character. */
static void CL_PRINTF(3, 0) print_whole(char *out, size_t size, const char *format, va_list args)
{
	int wanted = vsnprintf(out, size, format, args);

	if (wanted < 0)
		out[0] = '\0';
	else if ((size_t) wanted >= size)
	{
		size_t end = size - 1;

		while (end > 0 && ((unsigned char) out[end - 1] & 0xC0) == 0x80)
			end--;
		if (end > 0 && (unsigned char) out[end - 1] >= 0xC0)
			end--;
		out[end] = '\0';
	}
}

bool
cl_fail(cl_env *env, cl_code code, const char *format, ...)
{
	va_list args;

	memset(&env->error, 0, sizeof(env->error));
	env->error.code = code;
	va_start(args, format);
	print_whole(env->error.message, sizeof(env->error.message), format, args);
	va_end(args);
	return false;
}

bool
cl_detail(cl_env *env, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_whole(env->error.detail, sizeof(env->error.detail), format, args);
	va_end(args);
	return false;
}

bool
cl_hint(cl_env *env, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_whole(env->error.hint, sizeof(env->error.hint), format, args);
	va_end(args);
	return false;
}

bool
cl_hint_more(cl_env *env, const char *sentence)
{
	char *hint = env->error.hint;
	size_t used = strlen(hint);

	if (used + 1 + strlen(sentence) < sizeof(env->error.hint))
		snprintf(hint + used, sizeof(env->error.hint) - used, "%s%s", used ? " " : "", sentence);
	return false;
}
