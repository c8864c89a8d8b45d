/* text_scan.c: walks over folded text. */
#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
cl_scan_init(cl_scan *scan, cl_env *env, const char *what, const cl_text *text)
{
	scan->env = env;
	scan->what = what;
	scan->text = text;
	scan->at = 0;
}

void
cl_scan_blanks(cl_scan *scan)
{
	for (; cl_is_blank(scan->text->data[scan->at]); scan->at++)
		cl_check_now_and_then(scan->env, scan->at);
}

size_t
cl_past_blanks(const cl_scan *scan, size_t at, size_t end)
{
	for (; at < end && cl_is_blank(scan->text->data[at]); at++)
		cl_check_now_and_then(scan->env, at);
	return at;
}

size_t
cl_before_blanks(const cl_scan *scan, size_t at, size_t end)
{
	for (; end > at && cl_is_blank(scan->text->data[end - 1]); end--)
		cl_check_now_and_then(scan->env, end);
	return end;
}

char
cl_scan_peek(cl_scan *scan)
{
	cl_scan_blanks(scan);
	return scan->text->data[scan->at];
}

bool
cl_scan_at_end(cl_scan *scan)
{
	cl_scan_blanks(scan);
	return scan->at >= scan->text->length;
}

bool
cl_scan_char(cl_scan *scan, char character)
{
	if (cl_scan_peek(scan) != character || character == '\0')
		return false;
	scan->at++;
	return true;
}

bool
cl_scan_word(cl_scan *scan, const char *word)
{
	const char *text;
	size_t i;

	cl_scan_blanks(scan);
	text = scan->text->data + scan->at;
	for (i = 0; word[i]; i++)
		if (cl_lower(text[i]) != cl_lower(word[i]))
			return false;
	if (cl_is_letter(text[i]))
		return false;
	scan->at += i;
	return true;
}

size_t
cl_scan_letters(cl_scan *scan, char *out, size_t size)
{
	size_t length = 0;

	cl_scan_blanks(scan);
	while (cl_is_letter(scan->text->data[scan->at]))
	{
		cl_check_now_and_then(scan->env, scan->at);
		if (length + 1 < size)
			out[length++] = cl_lower(scan->text->data[scan->at]);
		scan->at++;
	}
	out[length] = '\0';
	return length;
}

bool
cl_scan_whole(cl_scan *scan, int64_t most, int64_t *out)
{
	size_t at;
	int64_t value = 0;

	cl_scan_blanks(scan);
	at = scan->at;
	if (!cl_is_digit(scan->text->data[at]))
		return false;
	for (; cl_is_digit(scan->text->data[at]); at++)
	{
		int digit = scan->text->data[at] - '0';

		cl_check_now_and_then(scan->env, at);
		if (digit > most || value > (most - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	scan->at = at;
	*out = value;
	return true;
}

bool
cl_scan_take(cl_scan *scan, const char *word)
{
	const char *text = scan->text->data + scan->at;
	size_t length = strlen(word);

	for (size_t i = 0; i < length; i++)
		if (cl_lower(text[i]) != word[i])
			return false;
	scan->at += length;
	return true;
}

/* A comma stands between thousands if three digits, and no fourth, follow it. */
static bool
is_thousands_comma(const char *text)
{
	return text[0] == ',' && cl_is_digit(text[1]) && cl_is_digit(text[2]) && cl_is_digit(text[3]) &&
		   !cl_is_digit(text[4]);
}

/* What more places than kept lead to: an error, or the last one kept rounded half up. */
static bool
scan_decimal(cl_scan *scan, int places, bool round, cl_int128 *out, int *written_places)
{
	const char *text;
	size_t start;
	cl_int128 value = 0;
	int digits = 0;
	int written = 0;
	int kept = 0;
	bool up = false;
	bool any = false;
	bool grouped = false;

	cl_scan_blanks(scan);
	text = scan->text->data;
	start = scan->at;
	for (size_t first = start;; scan->at++)
	{
		cl_check_now_and_then(scan->env, scan->at);
		if (cl_is_digit(text[scan->at]))
		{
			any = true;
			if (value != 0 || text[scan->at] != '0')
				digits++;
			if (digits > 37 - places)
				return cl_scan_fail_at(scan, start, CL_OUT_OF_RANGE,
									   "the number has too many digits");
			value = value * 10 + (text[scan->at] - '0');
		}
		else if (any && is_thousands_comma(text + scan->at) &&
				 (grouped ? scan->at - first == 3 : scan->at - first <= 3))
		{
			grouped = true;
			first = scan->at + 1;
		}
		else
			break;
	}
	if (text[scan->at] == '.' && cl_is_digit(text[scan->at + 1]))
	{
		scan->at++;
		for (; cl_is_digit(text[scan->at]); scan->at++)
		{
			cl_check_now_and_then(scan->env, scan->at);
			any = true;
			written++;
			if (kept < places)
			{
				value = value * 10 + (text[scan->at] - '0');
				kept++;
			}
			else if (round)
			{
				/* the first digit lost decides, whatever follows it */
				if (written == places + 1)
					up = text[scan->at] >= '5';
			}
			else if (text[scan->at] != '0')
				return cl_scan_fail(scan, "more than %d digits after the point", places);
		}
	}
	if (!any)
		return cl_scan_fail(scan, "a number is missing");
	*out = value * cl_power_of_ten(places - kept) + up;
	if (written_places)
		*written_places = written;
	return true;
}

bool
cl_scan_decimal(cl_scan *scan, int places, cl_int128 *out, int *written_places)
{
	return scan_decimal(scan, places, false, out, written_places);
}

bool
cl_scan_decimal_half_up(cl_scan *scan, int places, cl_int128 *out)
{
	return scan_decimal(scan, places, true, out, NULL);
}

bool
cl_scan_fail_at(cl_scan *scan, size_t at, cl_code code, const char *reason, ...)
{
	char text[400];
	va_list args;
	size_t character;

	va_start(args, reason);
	vsnprintf(text, sizeof(text), reason, args);
	va_end(args);
	if (at > scan->text->length)
		at = scan->text->length;
	character = scan->text->places ? scan->text->places[at] : at;
	return cl_fail_at_character(scan->env, scan->what, code, scan->text->source,
								scan->text->source_length, character, text);
}

bool
cl_scan_fail(cl_scan *scan, const char *reason, ...)
{
	char text[400];
	va_list args;

	va_start(args, reason);
	vsnprintf(text, sizeof(text), reason, args);
	va_end(args);
	return cl_scan_fail_at(scan, scan->at, CL_BAD_TEXT, "%s", text);
}
