#include "core/words.h"

#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/umsg.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#include "core/measure.h"
#include "core/period.h"

static const cl_language *const languages[] = {&cl_english, &cl_spanish};

bool
cl_words_init(cl_words *words, cl_env *env, const char *locale, size_t length)
{
	char typed[sizeof(words->locale)];
	char language[16];
	UErrorCode status = U_ZERO_ERROR;

	words->env = env;
	words->language = NULL;
	if (length < sizeof(typed) && memchr(locale, '\0', length) == NULL)
	{
		memcpy(typed, locale, length);
		typed[length] = '\0';
		uloc_canonicalize(typed, words->locale, sizeof(words->locale), &status);
		uloc_getLanguage(words->locale, language, sizeof(language), &status);
		if (U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING)
			for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
				if (strcmp(languages[i]->code, language) == 0)
					words->language = languages[i];
	}
	if (words->language)
		return true;
	cl_fail(env, CL_BAD_ARGUMENT, "no words in locale \"%.*s\"", (int) cl_clip(locale, length, 60),
			locale);
	return cl_hint(env, "The languages are en and es, with or without a region: en_US, es-MX.");
}

void
cl_words_at_home(cl_words *words)
{
	/* a script or what else may follow the language stays as it is */
	if (strcmp(words->locale, words->language->code) == 0)
		snprintf(words->locale, sizeof(words->locale), "%s", words->language->home);
}

static bool
icu_failed(cl_words *words, UErrorCode status)
{
	return cl_fail(words->env, CL_LIBRARY, "ICU cannot put the amount into words: %s",
				   u_errorName(status));
}

/* No allocation of ours between opening and closing: the server's may jump away. */
static bool
format_decimal(cl_words *words, const char *skeleton, cl_int128 units, int places, char *out)
{
	UChar pattern[64];
	UChar formatted[160];
	UErrorCode status = U_ZERO_ERROR;
	cl_buffer text;
	UNumberFormatter *formatter;
	UFormattedNumber *result;

	cl_buffer_init(&text, words->env);
	cl_buffer_decimal(&text, units, places, 0);
	if (text.failed)
		return false;
	u_uastrcpy(pattern, skeleton);
	formatter = unumf_openForSkeletonAndLocale(pattern, -1, words->locale, &status);
	result = unumf_openResult(&status);
	unumf_formatDecimal(formatter, text.data, (int32_t) text.length, result, &status);
	unumf_resultToString(result, formatted, sizeof(formatted) / sizeof(UChar), &status);
	u_strToUTF8(out, CL_WORDS_SIZE, NULL, formatted, -1, &status);
	unumf_closeResult(result);
	unumf_close(formatter);
	cl_buffer_free(&text);
	return U_SUCCESS(status) || icu_failed(words, status);
}

static bool
is_whole(cl_int128 units, int places)
{
	return units % cl_power_of_ten(places) == 0;
}

bool
cl_words_number(cl_words *words, cl_int128 units, int places, char *out)
{
	return format_decimal(words, ".####################", units, places, out);
}

bool
cl_words_money(cl_words *words, cl_int128 units, int places, char *out)
{
	return format_decimal(words,
						  is_whole(units, places)
							  ? "currency/USD unit-width-narrow precision-integer"
							  : "currency/USD unit-width-narrow .00##################",
						  units, places, out);
}

bool
cl_words_cents(cl_words *words, cl_int128 cents, char *out)
{
	return format_decimal(words, "currency/USD unit-width-narrow .00", cents, 2, out);
}

/* Where a long word may be parted, ICU says so; a letter's words are whole. */
static void
without_soft_hyphens(UChar *text)
{
	UChar *kept = text;

	for (; *text; text++)
		if (*text != 0x00AD)
			*kept++ = *text;
	*kept = 0;
}

/* By the rules of ICU that write a number before what is counted: "un", not "uno". */
static bool
spell(cl_words *words, int64_t number, char *out)
{
	UChar rules[40];
	UChar spelled[CL_WORDS_SIZE / 2];
	UErrorCode status = U_ZERO_ERROR;
	UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, words->language->home, NULL, &status);

	u_uastrcpy(rules, words->language->spelling);
	unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, rules, -1, &status);
	unum_formatInt64(format, number, spelled, sizeof(spelled) / sizeof(UChar), NULL, &status);
	if (U_SUCCESS(status))
		without_soft_hyphens(spelled);
	u_strToUTF8(out, CL_WORDS_SIZE / 4, NULL, spelled, -1, &status);
	unum_close(format);
	return (U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING) ||
		   icu_failed(words, status);
}

bool
cl_words_spelled(cl_words *words, cl_int128 cents, char *out)
{
	char dollars[CL_WORDS_SIZE];
	char rest[16];
	const char *strings[5] = {dollars, rest};
	cl_int128 whole = cents / 100;

	/* a billion and more is no check, and no long count has room for its words */
	if (cents < 0 || whole >= 1000000000)
		return cl_fail(words->env, CL_OUT_OF_RANGE,
					   "an amount in words is from 0 to below 1,000,000,000 dollars");
	snprintf(rest, sizeof(rest), "%02d", (int) (cents % 100));
	return spell(words, (int64_t) whole, dollars) &&
		   cl_words_say(words, CL_SAY_DOLLARS_AND_CENTS, strings, (double) whole, out);
}

bool
cl_words_percent(cl_words *words, cl_int128 units, int places, char *out)
{
	return format_decimal(words, "percent .####################", units, places, out);
}

/* By Greenwich, for a day is no moment: whatever the machine's time zone is, it is the same day. */
bool
cl_words_day(cl_words *words, int32_t day, char *out)
{
	UChar zone[8];
	UChar formatted[160];
	UErrorCode status = U_ZERO_ERROR;
	UDateFormat *format;

	u_uastrcpy(zone, "GMT");
	format = udat_open(UDAT_NONE, UDAT_LONG, words->locale, zone, -1, NULL, 0, &status);
	udat_format(format, (UDate) day * 86400000.0, formatted, sizeof(formatted) / sizeof(UChar),
				NULL, &status);
	u_strToUTF8(out, CL_WORDS_SIZE, NULL, formatted, -1, &status);
	udat_close(format);
	return U_SUCCESS(status) || icu_failed(words, status);
}

static bool
say(cl_words *words, const char *message, const char *const strings[5], double count, char *out)
{
	UChar pattern[CL_WORDS_SIZE];
	UChar arguments[5][CL_WORDS_SIZE / 4];
	UChar said[CL_WORDS_SIZE];
	UErrorCode status = U_ZERO_ERROR;

	u_strFromUTF8(pattern, CL_WORDS_SIZE, NULL, message, -1, &status);
	for (int i = 0; i < 5; i++)
		u_strFromUTF8(arguments[i], CL_WORDS_SIZE / 4, NULL, strings[i] ? strings[i] : "", -1,
					  &status);
	if (U_SUCCESS(status))
		u_formatMessage(words->locale, pattern, u_strlen(pattern), said, CL_WORDS_SIZE, &status,
						arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
						count);
	u_strToUTF8(out, CL_WORDS_SIZE, NULL, said, -1, &status);
	return (U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING) ||
		   icu_failed(words, status);
}

bool
cl_words_say(cl_words *words, cl_phrase phrase, const char *const strings[5], double count,
			 char *out)
{
	return say(words, words->language->phrases[phrase], strings, count, out);
}

bool
cl_words_add(cl_words *words, cl_buffer *out, cl_phrase phrase, const char *const strings[5],
			 double count)
{
	char said[CL_WORDS_SIZE];

	if (!cl_words_say(words, phrase, strings, count, said))
		return false;
	if (out->length > 0)
		cl_buffer_char(out, ' ');
	cl_buffer_text(out, said);
	return true;
}

/* A measure or period out of bytes that nobody has checked may be none. */
static bool
say_of(cl_words *words, const char *const *patterns, size_t room, int code,
	   const char *const strings[5], double count, char *out)
{
	if (code <= 0 || (size_t) code >= room || !patterns[code])
		return cl_fail(words->env, CL_BAD_ARGUMENT, "there are no words for code %d", code);
	return say(words, patterns[code], strings, count, out);
}

bool
cl_words_counted(cl_words *words, cl_int128 units, int places, int measure, char *out)
{
	char number[CL_WORDS_SIZE];
	const char *strings[5] = {number};
	/* only 1 is singular in our languages, and a double tells it from every other number */
	double count = units == cl_power_of_ten(places) ? 1 : 2;

	return cl_words_number(words, units, places, number) &&
		   say_of(words, words->language->measures,
				  sizeof(words->language->measures) / sizeof(char *), measure, strings, count, out);
}

bool
cl_words_period(cl_words *words, int period, int64_t count, char *out)
{
	char number[CL_WORDS_SIZE];
	const char *strings[5] = {number};

	return cl_words_number(words, count, 0, number) &&
		   say_of(words, words->language->periods,
				  sizeof(words->language->periods) / sizeof(char *), period, strings,
				  (double) count, out);
}

const char *
cl_saying_of(const cl_words *words, const char *name, size_t length)
{
	for (const cl_saying *saying = words->language->sayings; saying->name; saying++)
		if (strlen(saying->name) == length && memcmp(saying->name, name, length) == 0)
			return saying->pattern;
	return NULL;
}

/* Text that is put in: more than anybody reads, and sums of such lengths are far from any limit. */
#define MOST_PUT_IN (16 * 1024 * 1024)

/* What is allocated to put a sentence together, to be given back however that ends. */
typedef struct sentence
{
	UChar *arguments[5];
	UChar *said;
	char *utf8;
} sentence;

static bool
put_together(cl_words *words, const char *message, const cl_part *parts, int part_count,
			 double count, sentence *s)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar pattern[CL_WORDS_SIZE];
	/* a pattern names a part more than once, and what is in UTF-8 has no more units in UTF-16; a
	 * count is shorter than any double */
	int32_t room = (int32_t) strlen(message) + 400;

	for (int i = 0; i < part_count; i++)
		room += (int32_t) parts[i].length * 3;
	for (int i = 0; i < 5; i++)
	{
		size_t length = i < part_count ? parts[i].length : 0;

		s->arguments[i] = cl_allocate(words->env, (length + 1) * sizeof(UChar));
		if (!s->arguments[i])
			return false;
		u_strFromUTF8(s->arguments[i], (int32_t) length + 1, NULL, length ? parts[i].utf8 : "",
					  (int32_t) length, &status);
	}
	s->said = cl_allocate(words->env, (size_t) room * sizeof(UChar));
	s->utf8 = s->said ? cl_allocate(words->env, (size_t) room * 3) : NULL;
	if (!s->utf8)
		return false;
	if (U_SUCCESS(status))
	{
		u_strFromUTF8(pattern, CL_WORDS_SIZE, NULL, message, -1, &status);
		u_formatMessage(words->locale, pattern, u_strlen(pattern), s->said, room, &status,
						s->arguments[0], s->arguments[1], s->arguments[2], s->arguments[3],
						s->arguments[4], count);
		u_strToUTF8(s->utf8, room * 3, NULL, s->said, -1, &status);
	}
	return (U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING) ||
		   icu_failed(words, status);
}

bool
cl_words_saying(cl_words *words, const char *name, size_t name_length, const cl_part *parts,
				int part_count, double count, cl_buffer *out)
{
	const char *message = cl_saying_of(words, name, name_length);
	sentence s = {{NULL}, NULL, NULL};
	size_t put_in = 0;
	bool done;

	if (!message || part_count > 5)
		return cl_fail(words->env, CL_BAD_ARGUMENT, "no words for \"%.*s\" with %d parts",
					   (int) cl_clip(name, name_length, 60), name, part_count);
	for (int i = 0; i < part_count; i++)
		put_in += parts[i].length < MOST_PUT_IN ? parts[i].length : MOST_PUT_IN;
	if (put_in >= MOST_PUT_IN)
		return cl_fail(words->env, CL_OUT_OF_RANGE,
					   "no sentence takes more than %d megabytes of text", MOST_PUT_IN >> 20);
	done = put_together(words, message, parts, part_count, count, &s);
	if (done)
		cl_buffer_text(out, s.utf8);
	for (int i = 0; i < 5; i++)
		cl_release(words->env, s.arguments[i]);
	cl_release(words->env, s.said);
	cl_release(words->env, s.utf8);
	return done && !out->failed;
}
