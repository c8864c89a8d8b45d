/*
 * input.h: for targets whose input is more than one text: numbers off its front, and fields that a
 * byte parts. What is left out at the end is zero or empty, so that every input means something.
 */
#ifndef CL_FUZZ_INPUT_H
#define CL_FUZZ_INPUT_H

#include "fuzz.h"

typedef struct fuzz_input
{
	const uint8_t *at;
	size_t left;
} fuzz_input;

static inline uint8_t
fuzz_byte(fuzz_input *input)
{
	if (input->left == 0)
		return 0;
	input->left--;
	return *input->at++;
}

/* So many bytes, the lowest first. */
static inline uint64_t
fuzz_number(fuzz_input *input, int bytes)
{
	uint64_t number = 0;

	for (int i = 0; i < bytes; i++)
		number |= (uint64_t) fuzz_byte(input) << (8 * i);
	return number;
}

typedef struct fuzz_field
{
	const char *text;
	size_t length;
} fuzz_field;

/* Up to the next such byte, or to the end. */
static inline fuzz_field
fuzz_until(fuzz_input *input, char end)
{
	const uint8_t *found = input->left ? memchr(input->at, end, input->left) : NULL;
	fuzz_field field = {(const char *) input->at,
						found ? (size_t) (found - input->at) : input->left};

	input->at += field.length + (found != NULL);
	input->left -= field.length + (found != NULL);
	return field;
}

/* The server never gives text with a NUL in it, or that is not UTF-8; every other text it may. */
static inline bool
fuzz_is_utf8(fuzz_field field)
{
	for (size_t i = 0; i < field.length;)
	{
		uint8_t c = (uint8_t) field.text[i++];
		int more = c < 0x80 ? 0 : c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : 3;
		uint32_t code = more == 0 ? c : c & (0x3F >> more);

		if (c == 0 || (c >= 0x80 && c < 0xC2) || c > 0xF4 || field.length - i < (size_t) more)
			return false;
		for (int j = 0; j < more; j++, i++)
		{
			if (((uint8_t) field.text[i] & 0xC0) != 0x80)
				return false;
			code = code << 6 | ((uint8_t) field.text[i] & 0x3F);
		}
		if ((more == 2 && (code < 0x800 || (code >= 0xD800 && code < 0xE000))) ||
			(more == 3 && (code < 0x10000 || code > 0x10FFFF)))
			return false;
	}
	return true;
}

#endif
