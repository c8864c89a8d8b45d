#include "pg/say.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "pg/caseload_unit.h"
#include "pg/pay_scale.h"

#include "core/explain.h"
#include "core/words.h"

static void
utf8_of(Datum argument, const char *what, const char **utf8, size_t *length)
{
	text *given = DatumGetTextPP(argument);
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, what, VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), utf8, length))
		CL_RAISE(&env);
}

static void
words_in(FunctionCallInfo fcinfo, int n, cl_env *env, cl_words *words, cl_buffer *buffer)
{
	const char *locale;
	size_t length;

	utf8_of(PG_GETARG_DATUM(n), "locale", &locale, &length);
	cl_pg_env(env);
	cl_buffer_init(buffer, env);
	if (!cl_words_init(words, env, locale, length))
		CL_RAISE(env);
}

/* A sentence that is asked for by name, with the array of parts that argument n is; NULL where a
 * part is. */
static Datum
say_parts(FunctionCallInfo fcinfo, int n, double count)
{
	cl_part parts[5];
	const char *name;
	size_t name_length;
	Datum *given;
	bool *nulls;
	int part_count;
	cl_env env;
	cl_words words;
	cl_buffer buffer;

	words_in(fcinfo, 0, &env, &words, &buffer);
	utf8_of(PG_GETARG_DATUM(1), "name", &name, &name_length);
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), TEXTOID, -1, false, TYPALIGN_INT, &given, &nulls,
					  &part_count);
	for (int i = 0; i < part_count; i++)
		if (nulls[i])
			PG_RETURN_NULL();
	for (int i = 0; i < part_count && i < 5; i++)
		utf8_of(given[i], "part", &parts[i].utf8, &parts[i].length);
	if (!cl_words_saying(&words, name, name_length, parts, part_count, count, &buffer))
		CL_RAISE(&env);
	return cl_pg_words(&buffer);
}

/* locale, name, parts */
PG_FUNCTION_INFO_V1(caseload_say);
Datum
caseload_say(PG_FUNCTION_ARGS)
{
	return say_parts(fcinfo, 2, 0);
}

/* locale, name, count, parts */
PG_FUNCTION_INFO_V1(caseload_say_count);
Datum
caseload_say_count(PG_FUNCTION_ARGS)
{
	return say_parts(fcinfo, 3, (double) PG_GETARG_INT64(2));
}

/* The locale of a letter: a language without a region is that of the United States. */
PG_FUNCTION_INFO_V1(caseload_letter_locale);
Datum
caseload_letter_locale(PG_FUNCTION_ARGS)
{
	cl_env env;
	cl_words words;
	cl_buffer buffer;

	words_in(fcinfo, 0, &env, &words, &buffer);
	cl_words_at_home(&words);
	PG_RETURN_TEXT_P(cstring_to_text(words.locale));
}

/* An amount with both its cents; spelled: as on a check. */
static Datum
say_dollars(FunctionCallInfo fcinfo, bool spelled)
{
	cl_int128 cents = cl_pg_units(PG_GETARG_NUMERIC(0), 2, "the amount", NULL);
	char said[CL_WORDS_SIZE];
	cl_env env;
	cl_words words;
	cl_buffer buffer;

	words_in(fcinfo, 1, &env, &words, &buffer);
	if (!(spelled ? cl_words_spelled : cl_words_cents)(&words, cents, said))
		CL_RAISE(&env);
	cl_buffer_text(&buffer, said);
	return cl_pg_words(&buffer);
}

PG_FUNCTION_INFO_V1(caseload_say_money);
Datum
caseload_say_money(PG_FUNCTION_ARGS)
{
	return say_dollars(fcinfo, false);
}

PG_FUNCTION_INFO_V1(caseload_say_spelled);
Datum
caseload_say_spelled(PG_FUNCTION_ARGS)
{
	return say_dollars(fcinfo, true);
}

/* "25 students"; the measure alone: "students", in the number that goes with the quantity. */
static Datum
say_unit(FunctionCallInfo fcinfo, bool alone)
{
	int measure = cl_caseload_unit_measure(CL_GETARG_CASELOAD_UNIT(0));
	cl_int128 quantity = cl_caseload_unit_quantity(CL_GETARG_CASELOAD_UNIT(0));
	char number[CL_WORDS_SIZE];
	char said[CL_WORDS_SIZE];
	cl_env env;
	cl_words words;
	cl_buffer buffer;

	words_in(fcinfo, 1, &env, &words, &buffer);
	if (!cl_words_number(&words, quantity, CL_PAY_QUANTITY_PLACES, number) ||
		!cl_words_counted(&words, quantity, CL_PAY_QUANTITY_PLACES, measure, said))
		CL_RAISE(&env);
	cl_buffer_text(&buffer, alone ? said + strlen(number) + 1 : said);
	return cl_pg_words(&buffer);
}

PG_FUNCTION_INFO_V1(caseload_say_unit);
Datum
caseload_say_unit(PG_FUNCTION_ARGS)
{
	return say_unit(fcinfo, false);
}

PG_FUNCTION_INFO_V1(caseload_say_measure);
Datum
caseload_say_measure(PG_FUNCTION_ARGS)
{
	return say_unit(fcinfo, true);
}

PG_FUNCTION_INFO_V1(caseload_say_number);
Datum
caseload_say_number(PG_FUNCTION_ARGS)
{
	cl_int128 units = cl_pg_units(PG_GETARG_NUMERIC(0), 6, "the number", NULL);
	char said[CL_WORDS_SIZE];
	cl_env env;
	cl_words words;
	cl_buffer buffer;

	words_in(fcinfo, 1, &env, &words, &buffer);
	if (!cl_words_number(&words, units, 6, said))
		CL_RAISE(&env);
	cl_buffer_text(&buffer, said);
	return cl_pg_words(&buffer);
}

PG_FUNCTION_INFO_V1(caseload_say_day);
Datum
caseload_say_day(PG_FUNCTION_ARGS)
{
	int32_t day = cl_pg_day(fcinfo, 0, "no words for an endless day");
	char said[CL_WORDS_SIZE];
	cl_env env;
	cl_words words;
	cl_buffer buffer;

	words_in(fcinfo, 1, &env, &words, &buffer);
	if (!cl_words_day(&words, day, said))
		CL_RAISE(&env);
	cl_buffer_text(&buffer, said);
	return cl_pg_words(&buffer);
}

/* component, locale: what a line of pay is for. */
PG_FUNCTION_INFO_V1(caseload_say_component);
Datum
caseload_say_component(PG_FUNCTION_ARGS)
{
	char said[CL_WORDS_SIZE];
	const char *component;
	size_t length;
	cl_env env;
	cl_words words;
	cl_buffer buffer;

	words_in(fcinfo, 1, &env, &words, &buffer);
	utf8_of(PG_GETARG_DATUM(0), "component", &component, &length);
	if (!cl_say_component(&words, component, length, said))
		CL_RAISE(&env);
	cl_buffer_text(&buffer, said);
	return cl_pg_words(&buffer);
}

PG_FUNCTION_INFO_V1(caseload_say_scale);
Datum
caseload_say_scale(PG_FUNCTION_ARGS)
{
	const cl_pay_scale *scale = cl_pg_pay_scale_rule(fcinfo, 0);
	const char *locale;
	size_t length;
	cl_env env;
	cl_buffer buffer;

	utf8_of(PG_GETARG_DATUM(1), "locale", &locale, &length);
	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	if (!cl_say_scale(&env, scale, locale, length, &buffer))
		CL_RAISE(&env);
	return cl_pg_words(&buffer);
}
