/*
 * read_label.c: what a row begins with. A mark, a word, one or two digits, a half, an A or B, an
 * ordinal's ending, a plus, a range, an L, years of service, marks: each of them may be missing,
 * but for the digits. Or a label that the caller gave a step to.
 */
#include "core/read_table.h"

#include <string.h>

typedef struct label_scan
{
	const char *text;
	uint32_t at, end;
} label_scan;

static char
peek(const label_scan *scan)
{
	return scan->at < scan->end ? scan->text[scan->at] : '\0';
}

/* At most so many blanks; whether there was one. */
static bool
skip_blanks(label_scan *scan, int most)
{
	uint32_t from = scan->at;

	while (most-- > 0 && (peek(scan) == ' ' || peek(scan) == '\t'))
		scan->at++;
	return scan->at > from;
}

/* One of these words, whole, in any case; NULL-terminated, longest first. */
static bool
take_word(label_scan *scan, const char *const *words)
{
	for (; *words; words++)
	{
		size_t length = strlen(*words);
		size_t i = 0;

		if (scan->end - scan->at < length)
			continue;
		while (i < length && cl_lower(scan->text[scan->at + i]) == (*words)[i])
			i++;
		if (i < length || (scan->at + i < scan->end && cl_is_letter(scan->text[scan->at + i])))
			continue;
		scan->at += (uint32_t) length;
		return true;
	}
	return false;
}

/* One or two digits, perhaps with .5 or .0; in half steps. */
static bool
take_number(label_scan *scan, int *half_steps)
{
	uint32_t from = scan->at;

	*half_steps = 0;
	while (cl_is_digit(peek(scan)))
		if (scan->at - from == 2)
			return false;
		else
			*half_steps = *half_steps * 10 + 2 * (scan->text[scan->at++] - '0');
	if (scan->at == from)
		return false;
	if (peek(scan) == '.')
	{
		char half = scan->at + 1 < scan->end ? scan->text[scan->at + 1] : '\0';

		if (half != '5' && half != '0')
			return false;
		*half_steps += half == '5';
		scan->at += 2;
		if (cl_is_digit(peek(scan)))
			return false;
	}
	return *half_steps < CL_HALF_STEPS;
}

static bool
take_ordinal(label_scan *scan)
{
	static const char *const endings[] = {"st", "nd", "rd", "th", NULL};

	return take_word(scan, endings);
}

/* " - 3", "to 20", " through 18th"; what follows the number tells it from an amount. */
static bool
take_range(label_scan *scan, cl_table_label *label, int half_steps)
{
	static const char *const words[] = {"through", "thru", "to", NULL};
	label_scan ahead = *scan;
	bool apart = skip_blanks(&ahead, 2);
	int last;

	if (peek(&ahead) == '-')
		ahead.at++;
	else if (!apart || !take_word(&ahead, words))
		return true;
	skip_blanks(&ahead, 2);
	if (!cl_is_digit(peek(&ahead)))
		return true;
	if (!take_number(&ahead, &last))
		return apart; /* "1 - 51300" is a label and an empty cell; "1-513" is nothing */
	if (take_ordinal(&ahead))
		label->sort = CL_TABLE_ORDINAL;
	if (peek(&ahead) == '+')
		ahead.at++;
	if (strchr(",.%$/", peek(&ahead)) && peek(&ahead))
		return apart;
	if (last <= half_steps)
		return false;
	label->range = true;
	*scan = ahead;
	return true;
}

static void
take_years(label_scan *scan, cl_table_label *label)
{
	static const char *const years[] = {"years", "year", "yrs.", "yrs", "yr.", "yr", NULL};
	static const char *const of[] = {"of", NULL};
	static const char *const service[] = {"service", "experience", NULL};
	label_scan ahead = *scan;

	skip_blanks(&ahead, 2);
	if (!take_word(&ahead, years))
		return;
	if (label->sort == CL_TABLE_STEP)
		label->sort = CL_TABLE_YEARS;
	*scan = ahead;
	skip_blanks(&ahead, 2);
	if (take_word(&ahead, of))
		skip_blanks(&ahead, 2);
	if (take_word(&ahead, service))
		*scan = ahead;
}

static void
take_marks(label_scan *scan, cl_table_label *label)
{
	uint32_t from = scan->at;

	while (cl_table_is_mark(peek(scan)))
		scan->at++;
	if (scan->at > from)
	{
		label->mark = from;
		label->mark_end = scan->at;
	}
}

static bool
ends_here(const label_scan *scan, bool whole)
{
	return scan->at == scan->end || (!whole && cl_is_blank(scan->text[scan->at]));
}

/* A label that the caller gave a step to: blanks and case do not count. */
static bool
given_label(const cl_table *table, label_scan *scan, bool whole, cl_table_label *label)
{
	uint32_t longest = 0;

	for (size_t i = 0; i < table->options->step_count; i++)
	{
		const char *wanted = table->given[i];
		label_scan ahead = *scan;

		while (*wanted)
		{
			if (*wanted == ' ' ? !skip_blanks(&ahead, INT32_MAX)
							   : cl_lower(peek(&ahead)) != *wanted)
				break;
			ahead.at += *wanted++ != ' ';
		}
		if (*wanted || !ends_here(&ahead, whole) || ahead.at <= longest)
			continue;
		longest = ahead.at;
		label->half_steps = (int16_t) table->options->steps[i].half_steps;
		label->longevity = table->options->steps[i].longevity;
		label->given = true;
		label->given_at = i;
	}
	if (longest > 0)
		scan->at = longest;
	return longest > 0;
}

bool
cl_table_label_read(const cl_table *table, uint32_t at, uint32_t end, bool whole,
					cl_table_label *label)
{
	static const char *const words[] = {"steps", "step",  "years", "year", "yrs",
										"yr",	 "level", "rows",  "row",  NULL};
	static const char *const years[] = {"years", "year", "yrs", "yr", NULL};
	label_scan scan = {table->text, at, end};
	int half_steps;

	memset(label, 0, sizeof(*label));
	skip_blanks(&scan, INT32_MAX);
	label->at = scan.at;
	if (given_label(table, &scan, whole, label))
	{
		label->end = scan.at;
		return true;
	}
	take_marks(&scan, label);
	skip_blanks(&scan, INT32_MAX);
	label->at = scan.at;
	if (cl_is_letter(peek(&scan)))
	{
		label_scan ahead = scan;

		if (take_word(&ahead, years))
			label->sort = CL_TABLE_YEARS;
		if (!take_word(&scan, words))
			return false;
		if (peek(&scan) == '.' || peek(&scan) == '-')
			scan.at++;
		skip_blanks(&scan, INT32_MAX);
	}
	if (!take_number(&scan, &half_steps))
		return false;
	if ((cl_upper(peek(&scan)) == 'A' || cl_upper(peek(&scan)) == 'B') && half_steps % 2 == 0)
		label->letter = cl_upper(scan.text[scan.at++]);
	else if (take_ordinal(&scan))
		label->sort = CL_TABLE_ORDINAL;
	if (peek(&scan) == '+')
		scan.at++;
	if (!label->letter && !take_range(&scan, label, half_steps))
		return false;
	if (peek(&scan) == '+')
		scan.at++;
	if (cl_upper(peek(&scan)) == 'L')
	{
		scan.at++;
		label->longevity = true;
	}
	take_years(&scan, label);
	label->half_steps = (int16_t) half_steps;
	take_marks(&scan, label);
	if (whole)
	{
		/* a mark that stands apart, in the same cell */
		skip_blanks(&scan, INT32_MAX);
		take_marks(&scan, label);
		skip_blanks(&scan, INT32_MAX);
	}
	if (!ends_here(&scan, whole))
		return false;
	label->end = scan.at;
	return true;
}
