/*
 * text.h: reading what people type or paste. cl_fold turns UTF-8 into plain ASCII, so that
 * nothing stored depends on an ICU version, a locale or the server encoding; cl_scan walks
 * over the result and knows, for every error, the line and column of the text as typed.
 */
#ifndef CL_TEXT_H
#define CL_TEXT_H

#include "core/decimal.h"

/* Folded text: ASCII, tabs and '\n' kept, all other blanks a space. Case is as typed. */
typedef struct cl_text
{
	char *data; /* ends in NUL */
	size_t length;
	uint32_t *places; /* for each byte, and the end, the character (from 0) it came from; NULL: the
						 same */
	const char *source; /* the text as typed, for lines and columns */
	size_t source_length;
} cl_text;

/*
 * Folds. Characters whose ICU compatibility mapping is of type wide, narrow, no-break or
 * compat take it; every dash and the minus sign become '-'; soft hyphens, byte-order marks and
 * zero-width characters vanish. All else that is not ASCII is refused (22P02), above all
 * superscripts, fractions and circled digits: a footnote mark must never become a digit.
 * `what` names the type in the error.
 */
extern bool cl_fold(cl_env *env, const char *what, const char *utf8, size_t length, cl_text *out);
/* How many bytes of the text to show, at most `most`, without cutting a character in two. */
extern size_t cl_clip(const char *utf8, size_t length, size_t most);
/* Fails at a character, from 0, of the text as typed; the detail says where: in a text of one line
 * the character, in a table the line and column. Always false. */
extern bool cl_fail_at_character(cl_env *env, const char *what, cl_code code, const char *source,
								 size_t length, size_t character, const char *reason);
/* Takes the blanks out from this byte on, for types in which they do not count; errors still name
 * the place as typed. */
extern bool cl_text_drop_blanks(cl_env *env, cl_text *text, size_t from);
/* Of a character as ICU knows it: whether it is raised or lowered (the superscript and subscript
 * minus are dashes to Unicode, but footnote marks to us), and whether nothing of it is seen. */
extern bool cl_is_raised(int32_t c);
extern bool cl_vanishes(int32_t c);
extern void cl_text_free(cl_env *env, cl_text *text);

typedef struct cl_scan
{
	cl_env *env;
	const char *what; /* the type that is read: "pay_scale" */
	const cl_text *text;
	size_t at;
} cl_scan;

extern void cl_scan_init(cl_scan *scan, cl_env *env, const char *what, const cl_text *text);

/* Blanks are spaces, tabs and line ends. */
extern void cl_scan_blanks(cl_scan *scan);
extern bool cl_scan_at_end(cl_scan *scan); /* after blanks */
/* Of a piece of the text from `at` to before `end`, where it begins and ends without its blanks. */
extern size_t cl_past_blanks(const cl_scan *scan, size_t at, size_t end);
extern size_t cl_before_blanks(const cl_scan *scan, size_t at, size_t end);
/* The next character, after blanks; NUL at the end. */
extern char cl_scan_peek(cl_scan *scan);
/* Takes this character, or this word (whole, in any case), if it comes next after blanks. */
extern bool cl_scan_char(cl_scan *scan, char character);
extern bool cl_scan_word(cl_scan *scan, const char *word);
/* The same where blanks are gone: the word, in lower case, may touch what follows ($50each). */
extern bool cl_scan_take(cl_scan *scan, const char *word);
/* The run of letters that comes next, as lower case; its length, 0 if there is none. Cut at size
 * - 1. */
extern size_t cl_scan_letters(cl_scan *scan, char *out, size_t size);
/* A whole number of digits only, up to `most`; false, with nothing said, if none comes next or it
 * is larger. */
extern bool cl_scan_whole(cl_scan *scan, int64_t most, int64_t *out);

/*
 * A decimal number without sign: digits, thousands commas between groups of three, a point.
 * In units of 10^-places; more places than that (zeros apart) are CL_BAD_TEXT, more than 38
 * digits CL_OUT_OF_RANGE. `written_places`, if not NULL, gets the digits typed after the point.
 */
extern bool cl_scan_decimal(cl_scan *scan, int places, cl_int128 *out, int *written_places);
/* The same, but more places are taken and rounded half up, once. */
extern bool cl_scan_decimal_half_up(cl_scan *scan, int places, cl_int128 *out);

/*
 * Fails at the present place, or at an earlier one: the message gains "invalid input syntax
 * for type WHAT", the detail the place and the reason. Always false.
 */
extern bool cl_scan_fail(cl_scan *scan, const char *reason, ...) CL_PRINTF(2, 3);
extern bool cl_scan_fail_at(cl_scan *scan, size_t at, cl_code code, const char *reason, ...)
	CL_PRINTF(4, 5);

/* ASCII only, whatever the locale. */
static inline bool
cl_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char
cl_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
}

static inline char
cl_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
}

/* Whether two words are the same but for case; strcasecmp() would ask the locale, and in a Turkish
 * one "I" is no "i". */
static inline bool
cl_same_word(const char *a, const char *b)
{
	while (*a && cl_lower(*a) == cl_lower(*b))
	{
		a++;
		b++;
	}
	return cl_lower(*a) == cl_lower(*b);
}

static inline bool
cl_is_letter(char c)
{
	return cl_upper(c) >= 'A' && cl_upper(c) <= 'Z';
}

static inline bool
cl_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

#endif
