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

/* What one language puts in, the other does too; and each can be said. */
TEST(words_of_every_saying_in_every_language)
{
	static const cl_saying *const lists[] = {cl_limit_sayings, cl_remedy_sayings};
	static const char *const locales[] = {"en", "es"};
	const cl_part parts[5] = {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}};

	for (int i = 0; i < 2; i++)
		for (const cl_saying *saying = lists[i]; saying->name; saying++)
		{
			for (char part = '0'; part < '5'; part++)
			{
				char place[4] = {'{', part, '}', '\0'};

				if (!strstr(saying->words[0], place) != !strstr(saying->words[1], place))
					test_failed(__FILE__, __LINE__, "%s: %s only in one language", saying->name,
								place);
			}
			for (int l = 0; l < 2; l++)
			{
				cl_buffer buffer;

				cl_buffer_init(&buffer, test_env());
				CHECK(cl_words_saying(in(locales[l]), saying->name, strlen(saying->name), parts, 5,
									  &buffer));
				CHECK(buffer.length > 0 && !strchr(buffer.data, '{'));
				cl_buffer_free(&buffer);
			}
		}
}
