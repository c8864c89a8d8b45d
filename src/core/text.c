/* text.c: folds what people type to plain ASCII, and knows the place of each character. */
#include "core/text.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

static bool
is_plain(cl_env *env, const char *utf8, size_t length)
{
	for (size_t i = 0; i < length; i++)
	{
		cl_check_now_and_then(env, i);
		if ((unsigned char) utf8[i] >= 0x7F ||
			((unsigned char) utf8[i] < 0x20 && utf8[i] != '\t' && utf8[i] != '\n'))
			return false;
	}
	return true;
}

/* What a footnote mark or fraction is called in the error; NULL for what may be folded. */
static const char *
refused_kind(UChar32 c)
{
	switch (u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE))
	{
		case U_DT_SUPER:
			return "a superscript";
		case U_DT_SUB:
			return "a subscript";
		case U_DT_FRACTION:
			return "a fraction";
		case U_DT_CIRCLE:
			return "a circled character";
		case U_DT_WIDE:
		case U_DT_NARROW:
		case U_DT_NOBREAK:
		case U_DT_COMPAT:
			return NULL;
		default:
			return "a character that has no place here";
	}
}

bool
cl_is_raised(int32_t c)
{
	int32_t kind = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);

	return kind == U_DT_SUPER || kind == U_DT_SUB;
}

bool
cl_vanishes(int32_t c)
{
	return c == 0xAD || c == 0xFEFF ||
		   (u_charType(c) == U_FORMAT_CHAR &&
			u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

/* The line and column, both from 1, of a character of the source, counted from 0. */
static void
line_and_column(cl_env *env, const char *source, size_t length, size_t character, int *line,
				int *column)
{
	const uint8_t *s = (const uint8_t *) source;
	int64_t at = 0;

	*line = 1;
	*column = 1;
	for (size_t n = 0; n < character && at < (int64_t) length; n++)
	{
		UChar32 c;

		cl_check_now_and_then(env, n);
		U8_NEXT(s, at, (int64_t) length, c);
		if (c == '\n' || (c == '\r' && (at >= (int64_t) length || s[at] != '\n')))
		{
			(*line)++;
			*column = 1;
		}
		else
			(*column)++;
	}
}

size_t
cl_clip(const char *utf8, size_t length, size_t most)
{
	if (length <= most)
		return length;
	while (most > 0 && ((unsigned char) utf8[most] & 0xC0) == 0x80)
		most--;
	return most;
}

bool
cl_fail_at_character(cl_env *env, const char *what, cl_code code, const char *source, size_t length,
					 size_t character, const char *reason)
{
	int line, column;

	line_and_column(env, source, length, character, &line, &column);
	if (code == CL_OUT_OF_RANGE)
		cl_fail(env, code, "value out of range for type %s", what);
	else
		cl_fail(env, code, "invalid input syntax for type %s", what);
	env->error.line = line;
	env->error.column = column;
	if (memchr(source, '\n', length) || memchr(source, '\r', length))
		return cl_detail(env, "Line %d, column %d: %s.", line, column, reason);
	return cl_detail(env, "At character %d of \"%.*s\": %s.", column,
					 (int) cl_clip(source, length, 200), source, reason);
}

bool
cl_fold(cl_env *env, const char *what, const char *utf8, size_t length, cl_text *out)
{
	cl_buffer buffer;
	uint32_t *places = NULL;
	size_t room = 0;
	const uint8_t *s = (const uint8_t *) utf8;
	int64_t at = 0;
	uint32_t character = 0;
	const UNormalizer2 *nfkc;
	UErrorCode status = U_ZERO_ERROR;

	memset(out, 0, sizeof(*out));
	env->error.code = CL_OK;
	out->source = utf8;
	out->source_length = length;
	if (length > INT32_MAX / 8)
		return cl_fail(env, CL_OUT_OF_RANGE, "text for type %s is too long", what);
	if (is_plain(env, utf8, length))
	{
		out->data = cl_allocate(env, length + 1);
		if (!out->data)
			return false;
		cl_copy(env, out->data, utf8, length);
		out->data[length] = '\0';
		out->length = length;
		return true;
	}

	nfkc = unorm2_getNFKCInstance(&status); /* the library's own, not to be closed */
	if (U_FAILURE(status))
		return cl_fail(env, CL_LIBRARY, "ICU has no normalization data: %s", u_errorName(status));
	cl_buffer_init(&buffer, env);
	while (at < (int64_t) length)
	{
		UChar32 c;
		UChar mapped[32];
		int32_t mapped_length = 1;
		size_t before = buffer.length;
		const char *bad = NULL;

		cl_check_interrupts(env);
		U8_NEXT(s, at, (int64_t) length, c);
		if (c < 0)
			bad = "bytes that are no UTF-8";
		else if (c == '\r')
		{
			if (at >= (int64_t) length || s[at] != '\n')
				cl_buffer_char(&buffer, '\n');
		}
		else if (c == 0x85 || c == 0x2028 || c == 0x2029)
			cl_buffer_char(&buffer, '\n');
		else if (c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7F))
			cl_buffer_char(&buffer, (char) c);
		else if (cl_vanishes(c))
			;
		else if (u_hasBinaryProperty(c, UCHAR_DASH) && !cl_is_raised(c))
			cl_buffer_char(&buffer, '-');
		else if (u_hasBinaryProperty(c, UCHAR_WHITE_SPACE))
			cl_buffer_char(&buffer, ' ');
		else if (c < 0x20 || c == 0x7F)
			bad = "a control character";
		else if ((bad = refused_kind(c)) == NULL)
		{
			mapped_length = unorm2_getDecomposition(nfkc, c, mapped, 32, &status);
			if (U_FAILURE(status) || mapped_length < 0)
				bad = "a character that has no place here";
			for (int32_t i = 0; !bad && i < mapped_length; i++)
			{
				/* "1." and "(2)" of one character number a list or a footnote */
				if (mapped[i] < 0x7F && cl_is_digit((char) mapped[i]) && mapped_length > 1)
					bad = "a numbered mark";
				else if (mapped[i] >= 0x20 && mapped[i] < 0x7F)
					cl_buffer_char(&buffer, (char) mapped[i]);
				else
					bad = "a character that has no place here";
			}
		}
		if (bad)
		{
			char reason[96];

			cl_buffer_free(&buffer);
			cl_release(env, places);
			if (c >= 0)
				snprintf(reason, sizeof(reason), "%s (U+%04X)", bad, (unsigned) c);
			else
				snprintf(reason, sizeof(reason), "%s", bad);
			cl_fail_at_character(env, what, CL_BAD_TEXT, utf8, length, character, reason);
			return cl_hint(env,
						   "Letters, digits, dashes and blanks of any width are read; footnote "
						   "marks, fractions and other signs have to be taken out first.");
		}
		if (buffer.length + 1 > room)
		{
			size_t wider = room ? 2 * room + 32 : length + 33;
			uint32_t *grown = cl_allocate(env, wider * sizeof(uint32_t));

			if (!grown)
				break;
			if (places)
				cl_copy(env, grown, places, before * sizeof(uint32_t));
			cl_release(env, places);
			places = grown;
			room = wider;
		}
		for (size_t i = before; i < buffer.length; i++)
			places[i] = character;
		character++;
	}
	if (buffer.failed || env->error.code != CL_OK)
	{
		cl_buffer_free(&buffer);
		cl_release(env, places);
		return false;
	}
	if (places)
		places[buffer.length] = character;
	out->data = buffer.data;
	out->length = buffer.length;
	out->places = places;
	return true;
}

void
cl_text_free(cl_env *env, cl_text *text)
{
	cl_release(env, text->data);
	cl_release(env, text->places);
	memset(text, 0, sizeof(*text));
}

bool
cl_text_drop_blanks(cl_env *env, cl_text *text, size_t from)
{
	size_t used = from;
	size_t first = from;

	for (; first < text->length && !cl_is_blank(text->data[first]); first++)
		cl_check_now_and_then(env, first);
	if (first >= text->length)
		return true;
	if (!text->places)
	{
		text->places = cl_allocate(env, (text->length + 1) * sizeof(uint32_t));
		if (!text->places)
			return false;
		for (size_t i = 0; i <= text->length; i++)
		{
			cl_check_now_and_then(env, i);
			text->places[i] = (uint32_t) i;
		}
	}
	for (size_t i = from; i < text->length; i++)
	{
		cl_check_now_and_then(env, i);
		if (cl_is_blank(text->data[i]))
			continue;
		text->data[used] = text->data[i];
		text->places[used++] = text->places[i];
	}
	text->places[used] = text->places[text->length];
	text->data[used] = '\0';
	text->length = used;
	return true;
}
