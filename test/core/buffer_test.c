#include "check.h"

#include "core/buffer.h"

#include <stdlib.h>

TEST(buffer_grows_and_always_ends_in_nul)
{
	cl_env *env = test_env();
	cl_buffer buffer;

	cl_buffer_init(&buffer, env);
	CHECK_TEXT(buffer.data, "");
	for (int i = 0; i < 1000; i++)
	{
		cl_buffer_char(&buffer, (char) ('a' + i % 26));
		CHECK(buffer.length == (size_t) i + 1 && buffer.length < buffer.room);
		CHECK(buffer.data[i + 1] == '\0' && buffer.data[i] == (char) ('a' + i % 26));
	}
	cl_buffer_bytes(&buffer, "", 0);
	CHECK(buffer.length == 1000 && !buffer.failed);
	cl_buffer_free(&buffer);
	CHECK(buffer.data == NULL);
}

TEST(numbers_are_read_as_they_were_written)
{
	static const uint8_t wanted[] = {0xAB, 0x12, 0x34, 0xDE, 0xAD, 0xBE, 0xEF, 0xFF,
									 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE};
	cl_env *env = test_env();
	cl_buffer buffer;
	cl_reader reader;

	cl_buffer_init(&buffer, env);
	cl_buffer_uint8(&buffer, 0xAB);
	cl_buffer_uint16(&buffer, 0x1234);
	cl_buffer_uint32(&buffer, 0xDEADBEEF);
	cl_buffer_int64(&buffer, -2);
	CHECK(buffer.length == sizeof(wanted) && memcmp(buffer.data, wanted, sizeof(wanted)) == 0);
	reader = (cl_reader){(const uint8_t *) buffer.data, buffer.length, 0, false};
	CHECK(cl_read_uint8(&reader) == 0xAB);
	CHECK(cl_read_uint16(&reader) == 0x1234);
	CHECK(cl_read_uint32(&reader) == 0xDEADBEEF);
	CHECK_FAILS(env, cl_read_whole(env, &reader, "thing"), CL_BAD_BINARY);
	CHECK_TEXT(env->error.message, "invalid binary thing: 8 bytes too many");
	CHECK(cl_read_int64(&reader) == -2);
	CHECK(cl_read_whole(env, &reader, "thing"));
	cl_buffer_free(&buffer);
}

TEST(a_reader_never_goes_past_the_end)
{
	/* of its own size on the heap, so that a byte too far is seen */
	uint8_t *bytes = malloc(3);
	cl_env *env = test_env();
	cl_reader reader = {bytes, 3, 0, false};

	memset(bytes, 0xFF, 3);
	CHECK(cl_read_uint16(&reader) == 0xFFFF);
	CHECK(cl_read_uint16(&reader) == 0 && reader.short_of);
	/* once short, it stays so: the byte that is left belongs to nothing */
	CHECK(cl_read_uint8(&reader) == 0);
	CHECK_FAILS(env, cl_read_whole(env, &reader, "thing"), CL_BAD_BINARY);
	reader = (cl_reader){bytes, 3, 0, false};
	CHECK(cl_read_int64(&reader) == 0 && reader.short_of);
	free(bytes);
}

static int left;

static void *
allocate_a_few(void *owner, size_t size)
{
	return left-- > 0 ? malloc(size ? size : 1) : NULL;
}

TEST(a_buffer_without_memory_says_so_at_the_end)
{
	for (int most = 0; most < 4; most++)
	{
		cl_env *env = test_env();
		cl_buffer buffer;

		env->allocate = allocate_a_few;
		left = most;
		cl_buffer_init(&buffer, env);
		for (int i = 0; i < 1000; i++)
			cl_buffer_char(&buffer, 'x');
		CHECK(buffer.failed && env->error.code == CL_NO_MEMORY);
		cl_buffer_free(&buffer);
	}
}

TEST(a_long_message_is_cut_between_characters)
{
	cl_env *env = test_env();
	char text[700];

	for (int shift = 0; shift < 3; shift++)
	{
		size_t length;

		memset(text, 'x', sizeof(text));
		for (size_t i = (size_t) shift; i + 2 < sizeof(text); i += 2)
			memcpy(text + i, "\xC2\xBD", 2);
		text[sizeof(text) - 1] = '\0';
		cl_fail(env, CL_BAD_TEXT, "%s", text);
		length = strlen(env->error.message);
		CHECK(length < sizeof(env->error.message) && length + 4 > sizeof(env->error.message));
		/* whole pairs behind the shift */
		CHECK((length - (size_t) shift) % 2 == 0);
	}
}
