#include "check.h"

#include "core/measure.h"
#include "core/period.h"
#include "core/words.h"

static cl_words words;
static char out[CL_WORDS_SIZE];

static cl_words *
in(const char *locale)
{
	if (!cl_words_init(&words, test_env(), locale, strlen(locale)))
		test_failed(__FILE__, __LINE__, "no words in %s", locale);
	return &words;
}

TEST(words_of_money_are_exact)
{
	CHECK(cl_words_money(in("en"), 94936, 0, out));
	CHECK_TEXT(out, "$94,936");
	CHECK(cl_words_money(in("en"), 145, 3, out));
	CHECK_TEXT(out, "$0.145");
	/* as a double this would end in .94 */
	CHECK(cl_words_money(in("en"), (cl_int128) 9007199254740993, 2, out));
	CHECK_TEXT(out, "$90,071,992,547,409.93");
	CHECK(cl_words_money(in("en_US"), -350, 2, out));
	CHECK_TEXT(out, "-$3.50");
	CHECK(cl_words_percent(in("en"), 35, 1, out));
	CHECK_TEXT(out, "3.5%");
	CHECK(cl_words_number(in("es"), 1234567, 2, out));
	CHECK_TEXT(out, "12.345,67");
}

TEST(words_choose_the_plural)
{
	CHECK(cl_words_counted(in("en"), 1, 0, CL_STUDENTS, out));
	CHECK_TEXT(out, "1 student");
	CHECK(cl_words_counted(in("en"), 15, 1, CL_STUDENTS, out));
	CHECK_TEXT(out, "1.5 students");
	CHECK(cl_words_counted(in("es"), 2000000, 6, CL_HOURS, out));
	CHECK_TEXT(out, "2 horas");
	CHECK(cl_words_period(in("en"), CL_PER_DAY, 1, out));
	CHECK_TEXT(out, "day");
	CHECK(cl_words_period(in("en"), CL_PER_DAY, 3, out));
	CHECK_TEXT(out, "3 days");
}

TEST(words_of_every_phrase_measure_and_period_in_every_language)
{
	static const char *const locales[] = {"en", "es"};
	const char *strings[5] = {"a", "b", "c", "d", "e"};

	for (int l = 0; l < 2; l++)
	{
		for (int p = 0; p < CL_PHRASES; p++)
			CHECK(cl_words_say(in(locales[l]), (cl_phrase) p, strings, 2, out) && out[0]);
		for (int m = 1; m <= CL_MEASURE_LAST; m++)
			CHECK(cl_words_counted(in(locales[l]), 7, 0, m, out) && out[0] == '7');
		for (int p = 1; p <= CL_PERIOD_LAST; p++)
			CHECK(cl_words_period(in(locales[l]), p, 7, out) && out[0] == '7');
	}
}

TEST(words_refuse_a_language_they_do_not_know)
{
	cl_env *env = test_env();

	CHECK_FAILS(env, cl_words_init(&words, env, "fr", 2), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_words_init(&words, env, "", 0), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_words_init(&words, env, "en\0x", 4), CL_BAD_ARGUMENT);
	CHECK(cl_words_init(&words, env, "es-MX", 5));
}

/* What one language has, and puts in, the other does too, in the same order; and each can be said.
 */
TEST(words_of_every_saying_in_every_language)
{
	static const char *const locales[] = {"en", "es"};
	const cl_part parts[5] = {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}};
	const cl_saying *english = cl_english.sayings;
	const cl_saying *spanish = cl_spanish.sayings;

	for (; english->name && spanish->name; english++, spanish++)
	{
		CHECK_TEXT(spanish->name, english->name);
		for (char part = '0'; part <= '5'; part++)
		{
			char place[3] = {'{', part, '\0'};

			if (!strstr(english->pattern, place) != !strstr(spanish->pattern, place))
				test_failed(__FILE__, __LINE__, "%s: %s only in one language", english->name,
							place);
		}
		for (const cl_saying *other = cl_english.sayings; other < english; other++)
			if (strcmp(other->name, english->name) == 0)
				test_failed(__FILE__, __LINE__, "%s stands twice", other->name);
		for (int l = 0; l < 2; l++)
			for (int count = 0; count < 3; count++)
			{
				cl_buffer buffer;

				cl_buffer_init(&buffer, test_env());
				CHECK(cl_words_saying(in(locales[l]), english->name, strlen(english->name), parts,
									  5, count, &buffer));
				CHECK(buffer.length > 0 && !strchr(buffer.data, '{'));
				cl_buffer_free(&buffer);
			}
	}
	CHECK(!english->name && !spanish->name);
}

/* "Agreement: {0}" with any text in it is that text: nobody's name is read as a pattern. */
TEST(words_never_read_what_is_put_in)
{
	static const char *const pieces[] = {"{0}",
										 "{",
										 "}",
										 "'",
										 "''",
										 "{5,plural,one{#}other{x}}",
										 "#",
										 "|",
										 "{1,number,currency}",
										 "a",
										 " ",
										 "\xC3\xB1",
										 "\xF0\x9F\x98\x80",
										 "\xE2\x80\xAE",
										 "%s",
										 "\\",
										 "\"",
										 "<b>",
										 "{0,select,other{y}}",
										 "\n"};
	static const char *const locales[] = {"en_US", "es_US", "es-MX", "en"};

	for (int i = 0; i < 3000; i++)
	{
		cl_part part;
		char text[600] = "";
		cl_buffer buffer;
		int count = (int) test_random(20);

		for (int p = 0; p < count; p++)
			strcat(text, pieces[test_random(sizeof(pieces) / sizeof(pieces[0]))]);
		part.utf8 = text;
		part.length = strlen(text);
		cl_buffer_init(&buffer, test_env());
		CHECK(cl_words_saying(in(locales[test_random(4)]), "list.quote", 10, &part, 1, 0, &buffer));
		/* between “ and ”, or « and » */
		if (buffer.length < part.length + 4 || !strstr(buffer.data, text) ||
			buffer.length > part.length + 6)
			test_failed(__FILE__, __LINE__, "\"%s\" became %s", text, buffer.data);
		cl_buffer_free(&buffer);
	}
}

/* Whatever the bytes are, they are put in or refused, and what was allocated is given back. */
TEST(words_take_any_bytes)
{
	for (int i = 0; i < 3000; i++)
	{
		char bytes[5][64];
		cl_part parts[5];
		cl_buffer buffer;
		const cl_saying *saying = cl_english.sayings + test_random(150);

		for (int p = 0; p < 5; p++)
		{
			parts[p].utf8 = bytes[p];
			parts[p].length = test_random(sizeof(bytes[p]));
			for (size_t b = 0; b < parts[p].length; b++)
				bytes[p][b] =
					(char) (test_random(3) ? "{}#'0a|,"[test_random(8)] : (int) test_random(256));
		}
		cl_buffer_init(&buffer, test_env());
		if (!cl_words_saying(in(i % 2 ? "es" : "en"), saying->name, strlen(saying->name), parts,
							 (int) test_random(6), (double) test_random(1000), &buffer))
			CHECK(words.env->error.message[0]);
		cl_buffer_free(&buffer);
	}
}

TEST(words_refuse_what_no_sentence_holds)
{
	cl_env *env = test_env();
	cl_part part = {"", (size_t) 1 << 40};
	cl_buffer buffer;

	cl_buffer_init(&buffer, env);
	CHECK(cl_words_init(&words, env, "en", 2));
	CHECK_FAILS(env, cl_words_saying(&words, "list.quote", 10, &part, 1, 0, &buffer),
				CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_words_saying(&words, "list.nothing", 12, &part, 1, 0, &buffer),
				CL_BAD_ARGUMENT);
	for (int pieces = 0; pieces < 7; pieces++)
	{
		part.length = 0;
		test_want_of_memory(env, pieces);
		CHECK_FAILS(env, cl_words_saying(&words, "list.quote", 10, &part, 1, 0, &buffer),
					CL_NO_MEMORY);
	}
	test_want_of_memory(env, 1000);
	cl_buffer_free(&buffer);
}

TEST(words_of_a_letter_are_those_of_the_united_states)
{
	CHECK(cl_words_cents(in("es"), 125000, out));
	CHECK_TEXT(out, "1250,00\xC2\xA0$");
	cl_words_at_home(in("es"));
	CHECK_TEXT(words.locale, "es_US");
	CHECK(cl_words_cents(&words, 125000, out));
	CHECK_TEXT(out, "$1,250.00");
	CHECK(cl_words_cents(&words, -5, out));
	CHECK_TEXT(out, "-$0.05");
	CHECK(cl_words_day(&words, 20373, out));
	CHECK_TEXT(out, "12 de octubre de 2025");
	cl_words_at_home(in("es-MX"));
	CHECK_TEXT(words.locale, "es_MX");
	cl_words_at_home(in("en"));
	CHECK_TEXT(words.locale, "en_US");
}

/* The millions of Spanish are nouns: they take "de" before what is counted, the thousands do not.
 */
TEST(words_spell_an_amount_as_a_check_does)
{
	static const struct
	{
		cl_int128 cents;
		const char *english;
		const char *spanish;
	} spelled[] = {
		{100, "one dollar and 00 cents", "un d\xC3\xB3lar con 00 centavos"},
		{5, "zero dollars and 05 cents", "cero d\xC3\xB3lares con 05 centavos"},
		{120025, "one thousand two hundred dollars and 25 cents",
		 "mil doscientos d\xC3\xB3lares con 25 centavos"},
		{2100, "twenty-one dollars and 00 cents", "veinti\xC3\xBAn d\xC3\xB3lares con 00 centavos"},
		{190000, "one thousand nine hundred dollars and 00 cents",
		 "mil novecientos d\xC3\xB3lares con 00 centavos"},
		{100000000, "one million dollars and 00 cents",
		 "un mill\xC3\xB3n de d\xC3\xB3lares con 00 centavos"},
		{200000050, "two million dollars and 50 cents",
		 "dos millones de d\xC3\xB3lares con 50 centavos"},
		{100000100, "one million one dollars and 00 cents",
		 "un mill\xC3\xB3n un d\xC3\xB3lares con 00 centavos"},
	};

	for (size_t i = 0; i < sizeof(spelled) / sizeof(spelled[0]); i++)
	{
		CHECK(cl_words_spelled(in("en"), spelled[i].cents, out));
		CHECK_TEXT(out, spelled[i].english);
		CHECK(cl_words_spelled(in("es"), spelled[i].cents, out));
		CHECK_TEXT(out, spelled[i].spanish);
	}
	CHECK_FAILS(words.env, cl_words_spelled(&words, -1, out), CL_OUT_OF_RANGE);
	CHECK_FAILS(words.env, cl_words_spelled(&words, (cl_int128) 100000000000, out),
				CL_OUT_OF_RANGE);
}
