#include "core/buffer.h"

#include <string.h>

void
cl_buffer_init(cl_buffer *buffer, cl_env *env)
{
	memset(buffer, 0, sizeof(*buffer));
	buffer->env = env;
	buffer->data = cl_allocate(env, 64);
	if (buffer->data)
	{
		buffer->room = 64;
		buffer->data[0] = '\0';
	}
	else
		buffer->failed = true;
}

static bool
make_room(cl_buffer *buffer, size_t more)
{
	size_t room = buffer->room;
	char *data;

	if (buffer->failed)
		return false;
	if (more < room - buffer->length)
		return true;
	while (room - buffer->length <= more)
	{
		if (room > SIZE_MAX / 4)
		{
			buffer->failed = true;
			return cl_fail(buffer->env, CL_NO_MEMORY, "out of memory");
		}
		room *= 2;
	}
	data = cl_allocate(buffer->env, room);
	if (!data)
	{
		buffer->failed = true;
		return false;
	}
	cl_copy(buffer->env, data, buffer->data, buffer->length + 1);
	cl_release(buffer->env, buffer->data);
	buffer->data = data;
	buffer->room = room;
	return true;
}

void
cl_buffer_bytes(cl_buffer *buffer, const void *bytes, size_t length)
{
	if (length == 0 || !make_room(buffer, length))
		return;
	memcpy(buffer->data + buffer->length, bytes, length);
	buffer->length += length;
	buffer->data[buffer->length] = '\0';
}

void
cl_buffer_text(cl_buffer *buffer, const char *text)
{
	cl_buffer_bytes(buffer, text, strlen(text));
}

void
cl_buffer_char(cl_buffer *buffer, char character)
{
	cl_buffer_bytes(buffer, &character, 1);
}

void
cl_buffer_free(cl_buffer *buffer)
{
	cl_release(buffer->env, buffer->data);
	memset(buffer, 0, sizeof(*buffer));
}

static void
put_big_endian(cl_buffer *buffer, uint64_t value, int bytes)
{
	uint8_t out[8];

	for (int i = 0; i < bytes; i++)
		out[i] = (uint8_t) (value >> (8 * (bytes - 1 - i)));
	cl_buffer_bytes(buffer, out, (size_t) bytes);
}

void
cl_buffer_uint8(cl_buffer *buffer, uint8_t value)
{
	put_big_endian(buffer, value, 1);
}

void
cl_buffer_uint16(cl_buffer *buffer, uint16_t value)
{
	put_big_endian(buffer, value, 2);
}

void
cl_buffer_uint32(cl_buffer *buffer, uint32_t value)
{
	put_big_endian(buffer, value, 4);
}

void
cl_buffer_int64(cl_buffer *buffer, int64_t value)
{
	put_big_endian(buffer, (uint64_t) value, 8);
}

void
cl_read_bytes(cl_reader *reader, void *out, size_t length)
{
	if (reader->short_of || length > reader->length - reader->at)
	{
		memset(out, 0, length);
		reader->short_of = true;
		return;
	}
	memcpy(out, reader->data + reader->at, length);
	reader->at += length;
}

static uint64_t
get_big_endian(cl_reader *reader, int bytes)
{
	uint8_t in[8];
	uint64_t value = 0;

	cl_read_bytes(reader, in, (size_t) bytes);
	for (int i = 0; i < bytes; i++)
		value = value << 8 | in[i];
	return value;
}

uint8_t
cl_read_uint8(cl_reader *reader)
{
	return (uint8_t) get_big_endian(reader, 1);
}

uint16_t
cl_read_uint16(cl_reader *reader)
{
	return (uint16_t) get_big_endian(reader, 2);
}

uint32_t
cl_read_uint32(cl_reader *reader)
{
	return (uint32_t) get_big_endian(reader, 4);
}

int64_t
cl_read_int64(cl_reader *reader)
{
	return (int64_t) get_big_endian(reader, 8);
}

bool
cl_read_whole(cl_env *env, const cl_reader *reader, const char *type)
{
	if (reader->short_of)
		return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: it ends too early", type);
	if (reader->at != reader->length)
		return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: %zu bytes too many", type,
					   reader->length - reader->at);
	return true;
}
