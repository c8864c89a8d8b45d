#include "check.h"

#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>

/* What a text folds to, or the detail of the refusal. */
static const char *
folded_bytes(const char *input, size_t length)
{
	static char out[400];
	cl_env *env = test_env();
	cl_text text;

	if (!cl_fold(env, "thing", input, length, &text))
		return env->error.detail[0] ? env->error.detail : env->error.message;
	CHECK(text.data[text.length] == '\0');
	snprintf(out, sizeof(out), "%s", text.data);
	cl_text_free(env, &text);
	return out;
}

static const char *
folded(const char *input)
{
	return folded_bytes(input, strlen(input));
}

/* UTF-8 of one character between an 'a' and a 'b'. */
static const char *
around(unsigned c)
{
	static char out[8];
	int at = 0;

	out[at++] = 'a';
	if (c < 0x80)
		out[at++] = (char) c;
	else if (c < 0x800)
	{
		out[at++] = (char) (0xC0 | c >> 6);
		out[at++] = (char) (0x80 | (c & 0x3F));
	}
	else if (c < 0x10000)
	{
		out[at++] = (char) (0xE0 | c >> 12);
		out[at++] = (char) (0x80 | (c >> 6 & 0x3F));
		out[at++] = (char) (0x80 | (c & 0x3F));
	}
	else
	{
		out[at++] = (char) (0xF0 | c >> 18);
		out[at++] = (char) (0x80 | (c >> 12 & 0x3F));
		out[at++] = (char) (0x80 | (c >> 6 & 0x3F));
		out[at++] = (char) (0x80 | (c & 0x3F));
	}
	out[at++] = 'b';
	out[at] = '\0';
	return out;
}

static void
check_folds(unsigned c, const char *wanted)
{
	const char *actual = folded(around(c));

	if (strcmp(actual, wanted) != 0)
		test_failed(__FILE__, __LINE__, "U+%04X folds to \"%s\", not \"%s\"", c, actual, wanted);
}

static void
check_refused(unsigned c, const char *kind)
{
	char wanted[100];
	const char *actual = folded(around(c));

	snprintf(wanted, sizeof(wanted), "At character 2 of \"%s\": %s (U+%04X).", around(c), kind, c);
	if (strcmp(actual, wanted) != 0)
		test_failed(__FILE__, __LINE__, "U+%04X: %s", c, actual);
}

TEST(ascii_stays_as_it_is)
{
	char all[200];
	size_t length = 0;

	for (char c = ' '; c < 0x7F; c++)
		all[length++] = c;
	all[length] = '\0';
	CHECK_TEXT(folded(all), all);
	CHECK_TEXT(folded("a\tb\nc"), "a\tb\nc");
	CHECK_TEXT(folded(""), "");
}

TEST(wide_narrow_nobreak_and_compat_fold)
{
	for (unsigned c = '!'; c <= '~'; c++)
	{
		char wanted[4] = {'a', (char) c, 'b', '\0'};

		check_folds(0xFF01 + (c - '!'), wanted); /* full width */
	}
	check_folds(0x3000, "a b"); /* ideographic space: wide */
	check_folds(0xA0, "a b");	/* no-break space */
	check_folds(0x202F, "a b"); /* narrow no-break space */
	check_folds(0x2009, "a b"); /* thin space: compat */
	check_folds(0x205F, "a b"); /* mathematical space */
	check_folds(0x1680, "a b"); /* ogham space mark: a blank without a mapping */
	check_folds(0x2164, "aVb"); /* Roman numeral five: compat */
	check_folds(0x2167, "aVIIIb");
	check_folds(0x217B, "axiib"); /* small Roman numeral twelve */
	check_folds(0x2026, "a...b"); /* ellipsis */
	check_folds(0xFB01, "afib");  /* ligature */
	check_folds(0x2024, "a.b");	  /* one dot leader */
	check_folds(0x2116, "aNob");  /* numero sign */
}

TEST(every_dash_and_minus_is_a_hyphen)
{
	static const unsigned dashes[] = {0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
									  0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D,
									  0x2E3A, 0x058A, 0x05BE, 0x301C, 0xFE31};

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		check_folds(dashes[i], "a-b");
	/* these are dashes to Unicode as well, but a footnote's */
	check_refused(0x207B, "a superscript");
	check_refused(0x208B, "a subscript");
}

TEST(what_is_not_seen_vanishes)
{
	static const unsigned unseen[] = {0xAD,	  0xFEFF, 0x200B, 0x200C, 0x200D,
									  0x200E, 0x200F, 0x2060, 0x202A, 0x2066};

	for (size_t i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++)
		check_folds(unseen[i], "ab");
	CHECK_TEXT(folded("\xEF\xBB\xBFV-14"), "V-14");
	CHECK_TEXT(folded("\xEF\xBB\xBF"), "");
}

TEST(a_footnote_mark_never_becomes_a_digit)
{
	check_refused(0xB9, "a superscript");
	check_refused(0xB2, "a superscript");
	check_refused(0xB3, "a superscript");
	for (unsigned c = 0x2074; c <= 0x2079; c++)
		check_refused(c, "a superscript");
	check_refused(0x2070, "a superscript");
	check_refused(0x207F, "a superscript"); /* n */
	check_refused(0x1D43, "a superscript"); /* modifier letter a */
	check_refused(0x2122, "a superscript"); /* trade mark */
	check_refused(0xAA, "a superscript");	/* feminine ordinal */
	for (unsigned c = 0x2080; c <= 0x2089; c++)
		check_refused(c, "a subscript");
	for (unsigned c = 0xBC; c <= 0xBE; c++)
		check_refused(c, "a fraction");
	check_refused(0x2153, "a fraction");
	check_refused(0x215B, "a fraction");
	for (unsigned c = 0x2460; c <= 0x2473; c++)
		check_refused(c, "a circled character");
	check_refused(0x24C6, "a circled character"); /* Q */
	/* of type compat, but "(1)" to "(20)", "1." to "20." and "0." to "9," are marks as well */
	for (unsigned c = 0x2474; c <= 0x249B; c++)
		check_refused(c, "a numbered mark");
	for (unsigned c = 0x1F100; c <= 0x1F10A; c++)
		check_refused(c, "a numbered mark");
}

TEST(other_characters_are_refused_where_they_stand)
{
	static const char other[] = "a character that has no place here";

	check_refused(0xE9, other);	   /* e acute */
	check_refused(0x20AC, other);  /* euro */
	check_refused(0x2044, other);  /* fraction slash */
	check_refused(0x0665, other);  /* Arabic digit five */
	check_refused(0x0410, other);  /* Cyrillic A, which looks like A */
	check_refused(0x1D7D9, other); /* a mathematical digit: of font type */
	check_refused(0xFE69, other);  /* small dollar sign: of small type */
	check_refused(0x1F600, other);
	check_refused(0x3231, other); /* compat, but what it maps to is not ASCII */
	check_refused(0x01, "a control character");
	check_refused(0x7F, "a control character");
	CHECK_TEXT(folded_bytes("a\0b", 3), "At character 2 of \"a\": a control character (U+0000).");
	CHECK_TEXT(folded("a\xFFz"), "At character 2 of \"a\xFFz\": bytes that are no UTF-8.");
	CHECK_TEXT(folded("a\xE2\x80"), "At character 2 of \"a\xE2\x80\": bytes that are no UTF-8.");
	CHECK_TEXT(folded("a\xC0\x80"), "At character 2 of \"a\xC0\x80\": bytes that are no UTF-8.");
	CHECK_TEXT(folded("V\xE2\x80\x93"
					  "1\xE2\x81\xB4"),
			   "At character 4 of \"V\xE2\x80\x93"
			   "1\xE2\x81\xB4\": a superscript (U+2074).");
	CHECK_TEXT(folded("one\ntwo\r\nthr\xC2\xB9"), "Line 3, column 4: a superscript (U+00B9).");
	CHECK_TEXT(folded("one\rtwo\xC2\xB9"), "Line 2, column 4: a superscript (U+00B9).");
}

TEST(line_ends_of_every_kind_are_one)
{
	CHECK_TEXT(folded("a\r\nb"), "a\nb");
	CHECK_TEXT(folded("a\rb"), "a\nb");
	CHECK_TEXT(folded("a\r"), "a\n");
	CHECK_TEXT(folded("a\r\n"), "a\n");
	CHECK_TEXT(folded("a\r\r\nb"), "a\n\nb");
	CHECK_TEXT(folded("a\n\rb"), "a\n\nb");
	check_folds(0x85, "a\nb");
	check_folds(0x2028, "a\nb");
	check_folds(0x2029, "a\nb");
	check_folds(0x0B, "a b");
	check_folds(0x0C, "a b");
}

TEST(every_byte_knows_its_character)
{
	/* VIII is four bytes of one character; the byte-order mark none at all */
	static const char input[] = "\xEF\xBB\xBF\xE2\x85\xA7-\xEF\xBC\x91";
	static const uint32_t wanted[] = {1, 1, 1, 1, 2, 3, 4};
	cl_env *env = test_env();
	cl_text text;

	CHECK(cl_fold(env, "thing", input, sizeof(input) - 1, &text));
	CHECK_TEXT(text.data, "VIII-1");
	for (size_t i = 0; i <= text.length; i++)
		CHECK(text.places[i] == wanted[i]);
	cl_text_free(env, &text);
}

TEST(places_survive_a_text_that_grows)
{
	/* each of these is one character and four bytes: more than the text has bytes */
	char input[3 * 500 + 1];
	cl_env *env = test_env();
	cl_text text;

	for (int i = 0; i < 500; i++)
		memcpy(input + 3 * i, "\xE2\x85\xA7", 3);
	CHECK(cl_fold(env, "thing", input, 1500, &text) && text.length == 2000);
	for (size_t i = 0; i < text.length; i++)
		CHECK(text.data[i] == "VIII"[i % 4] && text.places[i] == i / 4);
	CHECK(text.places[2000] == 500);
	cl_text_free(env, &text);
}

TEST(dropped_blanks_keep_the_places)
{
	cl_env *env = test_env();
	cl_text text;
	cl_scan scan;

	CHECK(cl_fold(env, "thing", "a b\t c\n d ", 10, &text));
	CHECK(cl_text_drop_blanks(env, &text, 2));
	CHECK_TEXT(text.data, "a bcd");
	CHECK(text.length == 5);
	CHECK(text.places[2] == 2 && text.places[3] == 5 && text.places[4] == 8 &&
		  text.places[5] == 10);
	cl_scan_init(&scan, env, "thing", &text);
	CHECK(!cl_scan_fail_at(&scan, 4, CL_BAD_TEXT, "here"));
	CHECK_TEXT(env->error.detail, "Line 2, column 2: here.");
	cl_text_free(env, &text);
	CHECK(cl_fold(env, "thing", "abc", 3, &text) && cl_text_drop_blanks(env, &text, 0));
	CHECK_TEXT(text.data, "abc");
	CHECK(text.places == NULL); /* nothing to drop costs nothing */
	cl_text_free(env, &text);
	CHECK(cl_fold(env, "thing", "\xE2\x85\xA7 \xEF\xBC\x91", 7, &text) &&
		  cl_text_drop_blanks(env, &text, 0));
	CHECK_TEXT(text.data, "VIII1");
	CHECK(text.places[3] == 0 && text.places[4] == 2 && text.places[5] == 3);
	cl_text_free(env, &text);
}

TEST(an_error_after_folded_characters_names_the_place_as_typed)
{
	/* after each number of characters that take three bytes and become one, or four */
	static const char *const filling[] = {"\xEF\xBC\xA1", "\xE2\x85\xA7", "\xEF\xBB\xBF", "x"};

	for (size_t kind = 0; kind < 4; kind++)
		for (int before = 0; before < 6; before++)
		{
			char input[40] = "";
			char wanted[120];
			cl_env *env = test_env();
			cl_text text;
			cl_scan scan;

			for (int i = 0; i < before; i++)
				strcat(input, filling[kind]);
			strcat(input, "?");
			CHECK(cl_fold(env, "thing", input, strlen(input), &text));
			cl_scan_init(&scan, env, "thing", &text);
			while (text.data[scan.at] != '?')
				scan.at++;
			CHECK_FAILS(env, cl_scan_fail(&scan, "a sign"), CL_BAD_TEXT);
			snprintf(wanted, sizeof(wanted), "At character %d of \"%s\": a sign.", before + 1,
					 input);
			CHECK_TEXT(env->error.detail, wanted);
			CHECK(env->error.line == 1 && env->error.column == before + 1);
			/* and the end is one further */
			cl_scan_fail_at(&scan, text.length + 100, CL_BAD_TEXT, "the end");
			CHECK(env->error.column == before + 2);
			cl_text_free(env, &text);
		}
}

TEST(a_shown_text_is_cut_between_characters)
{
	CHECK(cl_clip("abc", 3, 5) == 3);
	CHECK(cl_clip("abcdef", 6, 5) == 5);
	CHECK(cl_clip("ab\xE2\x85\xA7z", 6, 4) == 2);
	CHECK(cl_clip("ab\xE2\x85\xA7z", 6, 3) == 2);
	CHECK(cl_clip("ab\xE2\x85\xA7z", 6, 5) == 5);
	CHECK(cl_clip("\x80\x80\x80", 3, 2) == 0);
}

/* A decimal in 10^-places as text, and what is left unread; or the kind of refusal. */
static const char *
scanned(const char *input, int places, bool half_up)
{
	static char out[160];
	cl_env *env = test_env();
	cl_text text;
	cl_scan scan;
	cl_int128 value;
	int written = -1;
	cl_buffer buffer;
	bool done;

	if (!cl_fold(env, "thing", input, strlen(input), &text))
		return env->error.message;
	cl_scan_init(&scan, env, "thing", &text);
	done = half_up ? cl_scan_decimal_half_up(&scan, places, &value)
				   : cl_scan_decimal(&scan, places, &value, &written);
	if (!done)
		snprintf(out, sizeof(out), "%s at %d",
				 env->error.code == CL_OUT_OF_RANGE ? "22003" : "22P02", env->error.column);
	else
	{
		cl_buffer_init(&buffer, env);
		cl_buffer_decimal(&buffer, value, places, half_up ? 0 : written);
		snprintf(out, sizeof(out), "%s|%s", buffer.data, text.data + scan.at);
		cl_buffer_free(&buffer);
	}
	cl_text_free(env, &text);
	return out;
}

TEST(decimals_are_scanned)
{
	CHECK_TEXT(scanned("0", 2, false), "0|");
	CHECK_TEXT(scanned("  12.50 x", 2, false), "12.50| x");
	CHECK_TEXT(scanned(".5", 2, false), "0.5|");
	CHECK_TEXT(scanned("5.", 2, false), "5|.");
	CHECK_TEXT(scanned("5.x", 2, false), "5|.x");
	CHECK_TEXT(scanned("1.2.3", 2, false), "1.2|.3");
	CHECK_TEXT(scanned("00012", 2, false), "12|");
	CHECK_TEXT(scanned("1.2300", 2, false), "1.23|"); /* zeros are no places */
	CHECK_TEXT(scanned("1.2301", 2, false), "22P02 at 6");
	CHECK_TEXT(scanned("1.231", 2, false), "22P02 at 5");
	CHECK_TEXT(scanned("1.5", 0, false), "22P02 at 3");
	CHECK_TEXT(scanned("", 2, false), "22P02 at 1");
	CHECK_TEXT(scanned(".", 2, false), "22P02 at 1");
	CHECK_TEXT(scanned("-1", 2, false), "22P02 at 1");
	CHECK_TEXT(scanned(",123", 2, false), "22P02 at 1");
}

TEST(thousands_commas_stand_where_they_must)
{
	CHECK_TEXT(scanned("1,234", 0, false), "1234|");
	CHECK_TEXT(scanned("12,345", 0, false), "12345|");
	CHECK_TEXT(scanned("123,456", 0, false), "123456|");
	CHECK_TEXT(scanned("1234,567", 0, false), "1234|,567");
	CHECK_TEXT(scanned("1,234,567.89", 2, false), "1234567.89|");
	CHECK_TEXT(scanned("1,23", 0, false), "1|,23");
	CHECK_TEXT(scanned("1,2345", 0, false), "1|,2345");
	CHECK_TEXT(scanned("1,234,56", 0, false), "1234|,56");
	CHECK_TEXT(scanned("1,234,5678", 0, false), "1234|,5678");
	CHECK_TEXT(scanned("1,234567", 0, false), "1|,234567");
	CHECK_TEXT(scanned("1,,234", 0, false), "1|,,234");
	CHECK_TEXT(scanned("1,234,", 0, false), "1234|,");
	CHECK_TEXT(scanned("1, 234", 0, false), "1|, 234");
	CHECK_TEXT(scanned("0,001", 0, false), "1|");
	CHECK_TEXT(scanned("1.234,567", 3, false), "1.234|,567"); /* none after the point */
}

TEST(decimals_have_37_digits_at_most)
{
	static const char nines[] = "9999999999999999999999999999999999999"; /* 37 */
	char text[80];

	CHECK(strlen(nines) == 37);
	snprintf(text, sizeof(text), "%s|", nines);
	CHECK_TEXT(scanned(nines, 0, false), text);
	snprintf(text, sizeof(text), "000%s", nines); /* leading zeros are none */
	CHECK(strcmp(scanned(text, 0, false), "22003 at 1") != 0);
	snprintf(text, sizeof(text), "%s0", nines);
	CHECK_TEXT(scanned(text, 0, false), "22003 at 1");
	CHECK_TEXT(scanned(nines, 1, false), "22003 at 1");
	CHECK_TEXT(scanned(nines + 6, 6, false), "9999999999999999999999999999999|");
	CHECK_TEXT(scanned(nines + 5, 6, false), "22003 at 1");
	snprintf(text, sizeof(text), "%s.999999", nines + 6);
	CHECK_TEXT(scanned(text, 6, false), "9999999999999999999999999999999.999999|");
	/* rounding up may make one digit more; it still fits */
	snprintf(text, sizeof(text), "%s.9999999", nines + 6);
	CHECK_TEXT(scanned(text, 6, true), "10000000000000000000000000000000|");
}

TEST(half_up_is_decided_by_the_first_digit_lost)
{
	CHECK_TEXT(scanned("1.23", 2, true), "1.23|");
	CHECK_TEXT(scanned("1.234", 2, true), "1.23|");
	CHECK_TEXT(scanned("1.235", 2, true), "1.24|");
	CHECK_TEXT(scanned("1.2349999999999999999999999999999999999999999", 2, true), "1.23|");
	CHECK_TEXT(scanned("1.2350000", 2, true), "1.24|");
	CHECK_TEXT(scanned("1.2309", 2, true), "1.23|");
	CHECK_TEXT(scanned("0.5", 0, true), "1|");
	CHECK_TEXT(scanned("0.4", 0, true), "0|");
	CHECK_TEXT(scanned("9.995", 2, true), "10|");
}

TEST(words_and_whole_numbers_are_scanned)
{
	cl_env *env = test_env();
	cl_text text;
	cl_scan scan;
	char word[8];
	int64_t number = -1;

	CHECK(cl_fold(env, "thing", " PER persons  999 1000 end", 26, &text));
	cl_scan_init(&scan, env, "thing", &text);
	CHECK(!cl_scan_word(&scan, "pe")); /* not half a word */
	CHECK(cl_scan_word(&scan, "per"));
	CHECK(!cl_scan_word(&scan, "per"));
	CHECK(!cl_scan_char(&scan, 'P'));
	CHECK(cl_scan_letters(&scan, word, sizeof(word)) == 7);
	CHECK_TEXT(word, "persons");
	CHECK(cl_scan_letters(&scan, word, sizeof(word)) == 0);
	CHECK(cl_scan_whole(&scan, 999, &number) && number == 999);
	CHECK(!cl_scan_whole(&scan, 999, &number)); /* too large: nothing is taken */
	CHECK(cl_scan_whole(&scan, 1000, &number) && number == 1000);
	CHECK(!cl_scan_at_end(&scan));
	CHECK(cl_scan_letters(&scan, word, 3) == 2); /* cut, but taken whole */
	CHECK_TEXT(word, "en");
	CHECK(cl_scan_at_end(&scan) && cl_scan_peek(&scan) == '\0');
	CHECK(!cl_scan_char(&scan, '\0'));
	cl_text_free(env, &text);
}

TEST(whole_numbers_do_not_overflow)
{
	cl_env *env = test_env();
	cl_text text;
	cl_scan scan;
	int64_t number;

	CHECK(cl_fold(env, "thing", "9223372036854775807 9223372036854775808 5", 41, &text));
	cl_scan_init(&scan, env, "thing", &text);
	CHECK(cl_scan_whole(&scan, INT64_MAX, &number) && number == INT64_MAX);
	CHECK(!cl_scan_whole(&scan, INT64_MAX, &number));
	scan.at = 40;
	CHECK(!cl_scan_whole(&scan, 4, &number));
	CHECK(cl_scan_whole(&scan, 5, &number) && number == 5);
	cl_text_free(env, &text);
}

static int left;

static void *
allocate_a_few(void *owner, size_t size)
{
	return left-- > 0 ? malloc(size ? size : 1) : NULL;
}

TEST(folding_without_memory_fails_and_leaks_nothing)
{
	for (int most = 0; most < 8; most++)
	{
		cl_env *env = test_env();
		cl_text text;
		char input[400];
		bool done;

		for (int i = 0; i < 130; i++)
			memcpy(input + 3 * i, "\xE2\x85\xA7", 3);
		env->allocate = allocate_a_few;
		left = most;
		done = cl_fold(env, "thing", input, 390, &text);
		if (done)
			cl_text_free(env, &text);
		else
			CHECK(env->error.code == CL_NO_MEMORY);
		CHECK(most > 2 || !done);
	}
}
