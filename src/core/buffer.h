/* buffer.h: text or bytes that grow as they are written. A failure is kept: check once, at the end.
 */
#ifndef CL_BUFFER_H
#define CL_BUFFER_H

#include "core/env.h"

typedef struct cl_buffer
{
	cl_env *env;
	char *data; /* always ends in NUL, which length does not count */
	size_t length;
	size_t room;
	bool failed; /* env->error says why */
} cl_buffer;

extern void cl_buffer_init(cl_buffer *buffer, cl_env *env);
extern void cl_buffer_bytes(cl_buffer *buffer, const void *bytes, size_t length);
extern void cl_buffer_text(cl_buffer *buffer, const char *text);
extern void cl_buffer_char(cl_buffer *buffer, char character);
extern void cl_buffer_free(cl_buffer *buffer);

/* Numbers in network byte order, for the binary forms. */
extern void cl_buffer_uint8(cl_buffer *buffer, uint8_t value);
extern void cl_buffer_uint16(cl_buffer *buffer, uint16_t value);
extern void cl_buffer_uint32(cl_buffer *buffer, uint32_t value);
extern void cl_buffer_int64(cl_buffer *buffer, int64_t value);

/* Reads what cl_buffer_* wrote. Past the end every read gives zero and sets `short_of`. */
typedef struct cl_reader
{
	const uint8_t *data;
	size_t length;
	size_t at;
	bool short_of;
} cl_reader;

extern void cl_read_bytes(cl_reader *reader, void *out, size_t length);
extern uint8_t cl_read_uint8(cl_reader *reader);
extern uint16_t cl_read_uint16(cl_reader *reader);
extern uint32_t cl_read_uint32(cl_reader *reader);
extern int64_t cl_read_int64(cl_reader *reader);

/* CL_BAD_BINARY unless everything was read and nothing is left over; `type` names the type. */
extern bool cl_read_whole(cl_env *env, const cl_reader *reader, const char *type);

#endif
