/*
 * read_fold.c: the text as pasted becomes plain ASCII. Other than cl_fold(), which a type uses, it
 * refuses next to nothing: a page has accents, bullets and signs around its table. Raised digits
 * become a mark before any digit is folded, and what has no ASCII form a '?', which no amount and
 * no label takes.
 */
#include "core/read_table.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

typedef struct table_folder
{
	const UNormalizer2 *nfkc;
	char out[4]; /* what the character becomes */
	int count;
} table_folder;

static void
becomes(table_folder *folder, const char *out, int count)
{
	memcpy(folder->out, out, (size_t) count);
	folder->count = count;
}

/* The raised letters of 13th: both of them, else they are marks. */
static bool
raised_ordinal(const table_folder *folder, UChar32 c, UChar32 next, char *letters)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	UChar32 pair[2] = {c, next};

	for (int i = 0; i < 2; i++)
	{
		UChar mapped[4];
		UErrorCode status = U_ZERO_ERROR;

		if (pair[i] < 0x80 || !cl_is_raised(pair[i]) ||
			unorm2_getDecomposition(folder->nfkc, pair[i], mapped, 4, &status) != 1 ||
			U_FAILURE(status) || mapped[0] > 0x7F)
			return false;
		letters[i] = (char) mapped[0];
	}
	for (int i = 0; i < 4; i++)
		if (memcmp(letters, endings[i], 2) == 0)
			return true;
	return false;
}

/* Wide and narrow forms, ligatures, Roman numerals of one character, letters with accents. */
static void
take_apart(table_folder *folder, UChar32 c)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar mapped[32];
	int32_t length = unorm2_getDecomposition(folder->nfkc, c, mapped, 32, &status);
	int32_t kind = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);
	int count = 0;

	becomes(folder, "?", 1);
	if (U_FAILURE(status) || length <= 0 || kind == U_DT_FRACTION)
		return;
	if (kind == U_DT_CIRCLE)
	{
		becomes(folder, "*", 1);
		return;
	}
	for (int32_t i = 0; i < length; i++)
	{
		bool plain = mapped[i] >= 0x20 && mapped[i] < 0x7F;

		/* "1." and "(2)" of one character number a footnote */
		if (plain && length > 1 && cl_is_digit((char) mapped[i]))
		{
			becomes(folder, "*", 1);
			return;
		}
		if (kind == U_DT_CANONICAL && i > 0 && !plain)
			continue; /* an accent */
		if (count == 4)
			plain = false;
		if (plain)
			folder->out[count++] = (char) mapped[i];
		else
		{
			becomes(folder, "?", 1);
			return;
		}
	}
	folder->count = count;
}

static void
fold_character(table_folder *folder, UChar32 c)
{
	int8_t type = u_charType(c);

	if (cl_vanishes(c) || type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK)
		folder->count = 0;
	else if (cl_is_raised(c))
		becomes(folder, "*", 1);
	else if (u_hasBinaryProperty(c, UCHAR_DASH))
		becomes(folder, "-", 1);
	else if (u_hasBinaryProperty(c, UCHAR_WHITE_SPACE) || c < 0x20 || c == 0x7F)
		becomes(folder, " ", 1);
	else if ((c >= 0x2018 && c <= 0x201F) || c == 0x2032 || c == 0x2033)
		becomes(folder, "'", 1);
	else if (c == 0x3003)
		becomes(folder, "\"", 1); /* ditto */
	else if (c == 0x2502 || c == 0x2503 || c == 0x2551 || c == 0xA6)
		becomes(folder, "|", 1);
	else if (c >= 0x2500 && c <= 0x257F)
		becomes(folder, "-", 1); /* the lines of a frame */
	else if (u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE) != U_DT_NONE)
		take_apart(folder, c);
	else if ((type == U_OTHER_PUNCTUATION || type == U_OTHER_SYMBOL) && c != 0x2030 && c != 0x2031)
		becomes(folder, "*", 1); /* a dagger, a bullet; per mille is none */
	else
		becomes(folder, "?", 1);
}

static bool
start_line(cl_table *table, uint32_t at, int64_t byte)
{
	cl_table_start *starts = cl_table_widen(table, table->starts, table->start_count,
											&table->start_room, sizeof(*starts));

	if (!starts)
		return false;
	table->starts = starts;
	starts[table->start_count].at = at;
	starts[table->start_count++].byte = (uint32_t) byte;
	return true;
}

static bool
start_folder(cl_env *env, table_folder *folder)
{
	UErrorCode status = U_ZERO_ERROR;

	memset(folder, 0, sizeof(*folder));
	folder->nfkc = unorm2_getNFKCInstance(&status); /* the library's own, not to be closed */
	if (U_FAILURE(status))
		return cl_fail(env, CL_LIBRARY, "ICU has no normalization data: %s", u_errorName(status));
	return true;
}

/* The next character; what it becomes stands in the folder. */
static bool
next_character(cl_env *env, table_folder *folder, const char *utf8, int64_t *at, int64_t length)
{
	const uint8_t *s = (const uint8_t *) utf8;
	char letters[2];
	UChar32 c;

	U8_NEXT(s, *at, length, c);
	if (c < 0)
		return cl_fail(env, CL_BAD_TEXT, "the printed table holds bytes that are no UTF-8");
	if (c == '\t' || (c >= 0x20 && c < 0x7F))
	{
		folder->out[0] = (char) c;
		folder->count = 1;
	}
	else if (c == '\n' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029)
		becomes(folder, "\n", 1);
	else if (c == '\r')
	{
		if (*at < length && s[*at] == '\n')
			(*at)++;
		becomes(folder, "\n", 1);
	}
	else
	{
		fold_character(folder, c);
		if (folder->count == 1 && folder->out[0] == '*' && *at < length)
		{
			int64_t after = *at;
			UChar32 next;

			U8_NEXT(s, after, length, next);
			if (next >= 0 && raised_ordinal(folder, c, next, letters))
			{
				becomes(folder, letters, 2);
				*at = after;
			}
		}
	}
	return true;
}

bool
cl_table_fold(cl_table *table)
{
	table_folder folder;
	int64_t length = (int64_t) table->source_length;
	int64_t at = 0;
	uint32_t used = 0;

	if (table->source_length > CL_TABLE_TEXT_MOST)
	{
		cl_fail(table->env, CL_OUT_OF_RANGE, "the text is too long to be a printed table");
		cl_detail(table->env, "It has %zu bytes; at most %d are read.", table->source_length,
				  CL_TABLE_TEXT_MOST);
		return cl_hint(table->env, "Paste the table alone, not the whole contract.");
	}
	/* three bytes may become four */
	table->text = cl_table_allocate(table, 2 * table->source_length + 4);
	table->places = cl_table_allocate(table, (2 * table->source_length + 4) * sizeof(uint32_t));
	if (!table->text || !table->places || !start_folder(table->env, &folder) ||
		!start_line(table, 0, 0))
		return false;
	while (at < length)
	{
		int64_t from = at;

		cl_check_interrupts(table->env);
		/* a page begins where a line does: the form feed is no line of its own */
		if (table->source[at] == '\f' && used == table->starts[table->start_count - 1].at)
		{
			at++;
			continue;
		}
		if (!next_character(table->env, &folder, table->source, &at, length))
			return false;
		for (int i = 0; i < folder.count; i++)
		{
			table->places[used] = (uint32_t) from;
			table->text[used++] = folder.out[i];
		}
		if (folder.count == 1 && folder.out[0] == '\n' && !start_line(table, used, at))
			return false;
	}
	table->places[used] = (uint32_t) length;
	table->text[used] = '\0';
	table->length = used;
	return true;
}

char *
cl_table_fold_label(cl_table *table, const char *utf8, size_t length)
{
	char *out;
	size_t used = 0;
	int64_t at = 0;
	table_folder folder;

	if (length > 200)
	{
		cl_fail(table->env, CL_BAD_ARGUMENT, "a label of steps is too long: \"%.*s...\"",
				(int) cl_clip(utf8, length, 60), utf8);
		return NULL;
	}
	out = cl_table_allocate(table, 2 * length + 4);
	if (!out || !start_folder(table->env, &folder))
		return NULL;
	while (at < (int64_t) length)
	{
		if (!next_character(table->env, &folder, utf8, &at, (int64_t) length))
			return NULL;
		for (int i = 0; i < folder.count; i++)
			if (!cl_is_blank(folder.out[i]) || (used > 0 && out[used - 1] != ' '))
				out[used++] = cl_is_blank(folder.out[i]) ? ' ' : cl_lower(folder.out[i]);
	}
	while (used > 0 && out[used - 1] == ' ')
		used--;
	out[used] = '\0';
	if (used == 0)
	{
		cl_fail(table->env, CL_BAD_ARGUMENT, "a label of steps is empty");
		return NULL;
	}
	return out;
}
