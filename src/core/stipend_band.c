#include "core/stipend_band.h"

#include <string.h>

static const char TYPE[] = "stipend_band";

/* Whole dollars or percent lie below this; with the places it still fits 63 bits. */
#define WORTH_DIGITS 14

static bool
is_label_character(char c)
{
	return cl_is_letter(c) || cl_is_digit(c) || c == '+' || c == '.' || c == '/';
}

static bool
label_make(cl_env *env, const char *label, size_t length, char *out)
{
	for (size_t i = 0; i < length; i++)
	{
		cl_check_now_and_then(env, i);
		if (!is_label_character(label[i]))
			return cl_fail(env, CL_BAD_TEXT, "a label of type %s cannot hold the character \"%c\"",
						   TYPE, label[i]);
	}
	if (length == 0 || length > CL_LABEL_LENGTH)
		return cl_fail(env, CL_BAD_TEXT, "a label of type %s has 1 to %d characters", TYPE,
					   CL_LABEL_LENGTH);
	memset(out, 0, CL_LABEL_LENGTH);
	for (size_t i = 0; i < length; i++)
		out[i] = cl_upper(label[i]);
	return true;
}

bool
cl_stipend_band_make(cl_env *env, const char *label, size_t label_length, cl_band_kind kind,
					 cl_int128 worth, cl_period period, cl_stipend_band *out)
{
	cl_stipend_band made;

	memset(&made, 0, sizeof(made));
	if (!label_make(env, label, label_length, made.label))
		return false;
	if ((kind != CL_BAND_PERCENT && kind != CL_BAND_FLAT) || !cl_period_name(period))
		return cl_fail(env, CL_BAD_ARGUMENT, "a %s has no such kind or period", TYPE);
	if (worth < 0 || worth >= cl_power_of_ten(WORTH_DIGITS + CL_WORTH_PLACES))
	{
		cl_fail(env, CL_OUT_OF_RANGE, "worth is out of range for type %s", TYPE);
		return cl_detail(env, "It is never negative and has at most %d digits before the point.",
						 WORTH_DIGITS);
	}
	made.kind = (uint8_t) kind;
	made.period = (uint8_t) period;
	for (int i = 0; i < 8; i++)
		made.worth[i] = (uint8_t) ((uint64_t) worth >> (56 - 8 * i));
	*out = made;
	return true;
}

int64_t
cl_stipend_band_worth(const cl_stipend_band *band)
{
	uint64_t worth = 0;

	for (int i = 0; i < 8; i++)
		worth = worth << 8 | band->worth[i];
	return (int64_t) worth;
}

size_t
cl_stipend_band_label_length(const cl_stipend_band *band)
{
	return strnlen(band->label, CL_LABEL_LENGTH);
}

/* Past the label, in which a blank counts, there are none: "$600persemester". */
static bool
parse_worth(cl_scan *scan, cl_band_kind *kind, cl_int128 *worth)
{
	*kind = cl_scan_char(scan, '$') ? CL_BAND_FLAT : CL_BAND_PERCENT;
	if (cl_scan_peek(scan) == '-')
		return cl_scan_fail(scan, "a stipend is never negative");
	if (*kind == CL_BAND_PERCENT && !cl_is_digit(cl_scan_peek(scan)) && cl_scan_peek(scan) != '.')
	{
		cl_scan_fail(scan, "an amount in $ or a percentage has to follow the label");
		return cl_hint(scan->env, "Write label and worth as C 4%% or COMBO $600 per semester; a "
								  "label has no blanks.");
	}
	if (!cl_scan_decimal(scan, CL_WORTH_PLACES, worth, NULL))
		return false;
	if (*kind == CL_BAND_PERCENT && !cl_scan_char(scan, '%'))
	{
		cl_scan_fail(scan, "a \"%%\" has to follow the number, or a \"$\" to stand before it");
		return cl_hint(scan->env, "Write 4%% of a base or $600.");
	}
	return true;
}

static bool
parse_period(cl_scan *scan, cl_period *period)
{
	char word[24];
	size_t at = scan->at;

	*period = CL_PER_YEAR;
	if (cl_scan_at_end(scan))
		return true;
	cl_scan_letters(scan, word, sizeof(word));
	if (strncmp(word, "per", 3) != 0)
		return cl_scan_fail_at(scan, at, CL_BAD_TEXT, "only \"per\" and a period may follow");
	*period = cl_period_of(word + 3);
	if (*period == CL_NO_PERIOD)
	{
		cl_scan_fail_at(scan, at + 3, CL_BAD_TEXT,
						word[3] ? "\"%s\" is no period" : "a period is missing", word + 3);
		return cl_hint(scan->env, "The periods are count, session, period, hour, day, week, month, "
								  "quarter, trimester, semester and year.");
	}
	return cl_scan_at_end(scan) || cl_scan_fail(scan, "nothing may follow the period");
}

static bool
parse_folded(cl_scan *scan, cl_text *text, cl_stipend_band *out)
{
	size_t start, length;
	cl_band_kind kind;
	cl_int128 worth;
	cl_period period;

	cl_scan_blanks(scan);
	start = scan->at;
	for (; is_label_character(text->data[scan->at]); scan->at++)
		cl_check_now_and_then(scan->env, scan->at);
	length = scan->at - start;
	if (length == 0 || length > CL_LABEL_LENGTH)
	{
		cl_scan_fail_at(scan, start, CL_BAD_TEXT,
						length ? "the label has more than %d characters"
							   : "a label of 1 to %d characters is missing",
						CL_LABEL_LENGTH);
		return cl_hint(scan->env, "Write label and worth as C 4%% or COMBO $600 per semester.");
	}
	if (scan->at < text->length && !cl_is_blank(text->data[scan->at]) &&
		text->data[scan->at] != '$')
	{
		cl_scan_fail(scan, "a label cannot hold the character \"%c\"", text->data[scan->at]);
		return cl_hint(scan->env, "A label is letters, digits, \"+\", \".\" or \"/\" and ends at a "
								  "blank or at \"$\".");
	}
	return cl_text_drop_blanks(scan->env, text, scan->at) && parse_worth(scan, &kind, &worth) &&
		   parse_period(scan, &period) &&
		   cl_stipend_band_make(scan->env, text->data + start, length, kind, worth, period, out);
}

bool
cl_stipend_band_parse(cl_env *env, const char *utf8, size_t length, cl_stipend_band *out)
{
	cl_text text;
	cl_scan scan;
	bool done;

	if (!cl_fold(env, TYPE, utf8, length, &text))
		return false;
	cl_scan_init(&scan, env, TYPE, &text);
	done = parse_folded(&scan, &text, out);
	cl_text_free(env, &text);
	return done;
}

void
cl_stipend_band_print(const cl_stipend_band *band, cl_buffer *out)
{
	int64_t worth = cl_stipend_band_worth(band);
	bool cents = worth % cl_power_of_ten(CL_WORTH_PLACES) != 0;

	cl_buffer_bytes(out, band->label, cl_stipend_band_label_length(band));
	cl_buffer_char(out, ' ');
	if (band->kind == CL_BAND_FLAT)
		cl_buffer_char(out, '$');
	/* dollars are whole or have cents */
	cl_buffer_decimal(out, worth, CL_WORTH_PLACES, band->kind == CL_BAND_FLAT && cents ? 2 : 0);
	if (band->kind == CL_BAND_PERCENT)
		cl_buffer_char(out, '%');
	if (band->period != CL_PER_YEAR)
	{
		cl_buffer_text(out, " per ");
		cl_buffer_text(out, cl_period_name((cl_period) band->period));
	}
}

/* What the constructor would make of its parts is the same, byte by byte. */
static bool
is_canonical(cl_env *env, const cl_stipend_band *band)
{
	cl_stipend_band made;

	return cl_stipend_band_make(env, band->label, cl_stipend_band_label_length(band),
								(cl_band_kind) band->kind, cl_stipend_band_worth(band),
								(cl_period) band->period, &made) &&
		   memcmp(band, &made, sizeof(made)) == 0;
}

bool
cl_stipend_band_receive(cl_env *env, const uint8_t *data, size_t length, cl_stipend_band *out)
{
	cl_stipend_band raw;

	if (length != sizeof(raw))
		return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: it has %zu bytes, not %zu", TYPE,
					   length, sizeof(raw));
	memcpy(&raw, data, sizeof(raw));
	if (!is_canonical(env, &raw))
		return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: it is not in its canonical form",
					   TYPE);
	*out = raw;
	return true;
}

bool
cl_stipend_band_check(cl_env *env, const cl_stipend_band *band)
{
	return is_canonical(env, band) ||
		   cl_fail(env, CL_BAD_BINARY, "invalid stored %s: it is not in its canonical form", TYPE);
}

int
cl_stipend_band_compare(const cl_stipend_band *a, const cl_stipend_band *b)
{
	return memcmp(a, b, sizeof(*a));
}
