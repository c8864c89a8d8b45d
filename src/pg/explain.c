#include "pg/say.h"

#include "datatype/timestamp.h"
#include "mb/pg_wchar.h"
#include "pg/caseload_unit.h"
#include "pg/pay_scale.h"
#include "pg/salary_schedule.h"
#include "pg/salary_step.h"
#include "utils/date.h"

#include "core/explain.h"

static const char ENGLISH[] = "en";

/* ICU keeps a sum and its sign together with blanks that some encodings do not have. */
static void
plain_blanks(char *utf8)
{
	static const char *const no_break[] = {"\xC2\xA0", "\xE2\x80\xAF"};

	for (int i = 0; i < 2; i++)
	{
		size_t length = strlen(no_break[i]);

		for (char *at = utf8; (at = strstr(at, no_break[i])) != NULL;)
		{
			*at++ = ' ';
			memmove(at, at + length - 1, strlen(at + length - 1) + 1);
		}
	}
}

/* A server in another encoding than UTF-8 gets the words in its own. */
Datum
cl_pg_words(cl_buffer *buffer)
{
	char *said = cl_pg_cstring(buffer);

	if (GetDatabaseEncoding() != PG_UTF8)
		plain_blanks(said);
	return PointerGetDatum(cstring_to_text(pg_any_to_server(said, (int) strlen(said), PG_UTF8)));
}

static void
locale_of(FunctionCallInfo fcinfo, int n, const char **locale, size_t *length)
{
	*locale = ENGLISH;
	*length = strlen(ENGLISH);
	if (n > 0)
	{
		text *argument = PG_GETARG_TEXT_PP(n);
		cl_env env;

		cl_pg_env(&env);
		if (!cl_pg_utf8(&env, "locale", VARDATA_ANY(argument), VARSIZE_ANY_EXHDR(argument), locale,
						length))
			CL_RAISE(&env);
	}
}

/* base_at and locale_at: which argument, 0 for none. */
static Datum
explain_pay(FunctionCallInfo fcinfo, bool has_measure, int base_at, int locale_at)
{
	const cl_pay_scale *scale = cl_pg_pay_scale_rule(fcinfo, 0);
	cl_measure measure = CL_NO_MEASURE;
	cl_int128 quantity;
	cl_int128 base = 0;
	const char *locale;
	size_t length;
	cl_env env;
	cl_buffer buffer;

	if (has_measure)
	{
		measure = cl_caseload_unit_measure(CL_GETARG_CASELOAD_UNIT(1));
		quantity = cl_caseload_unit_quantity(CL_GETARG_CASELOAD_UNIT(1));
	}
	else
		quantity = cl_pg_units(PG_GETARG_NUMERIC(1), CL_PAY_QUANTITY_PLACES, "the quantity", NULL);
	if (base_at)
		base = cl_pg_units(PG_GETARG_NUMERIC(base_at), CL_PAY_BASE_PLACES, "the base", NULL);
	locale_of(fcinfo, locale_at, &locale, &length);
	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	if (!cl_explain_pay(&env, scale, quantity, measure, base_at ? &base : NULL, locale, length,
						&buffer))
		CL_RAISE(&env);
	return cl_pg_words(&buffer);
}

/* One of SQL's functions explain(...), which differ in what arguments they take. */
#define EXPLAINS(name, call)                                                                       \
	PG_FUNCTION_INFO_V1(caseload_explain_##name);                                                  \
	Datum caseload_explain_##name(PG_FUNCTION_ARGS)                                                \
	{                                                                                              \
		return call;                                                                               \
	}                                                                                              \
	extern int cl_no_semicolon

EXPLAINS(pay, explain_pay(fcinfo, false, 0, 0));
EXPLAINS(pay_base, explain_pay(fcinfo, false, 2, 0));
EXPLAINS(pay_locale, explain_pay(fcinfo, false, 0, 2));
EXPLAINS(pay_base_locale, explain_pay(fcinfo, false, 2, 3));
EXPLAINS(unit_pay, explain_pay(fcinfo, true, 0, 0));
EXPLAINS(unit_pay_base, explain_pay(fcinfo, true, 2, 0));
EXPLAINS(unit_pay_locale, explain_pay(fcinfo, true, 0, 2));
EXPLAINS(unit_pay_base_locale, explain_pay(fcinfo, true, 2, 3));

static Datum
explain_salary(FunctionCallInfo fcinfo, int locale_at)
{
	const cl_salary_schedule *schedule = cl_pg_schedule_rule(fcinfo, 0);
	const char *locale;
	size_t length;
	cl_env env;
	cl_buffer buffer;

	locale_of(fcinfo, locale_at, &locale, &length);
	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	if (!cl_explain_salary(&env, schedule, CL_GETARG_SALARY_STEP(1), locale, length, &buffer))
		CL_RAISE(&env);
	return cl_pg_words(&buffer);
}

EXPLAINS(salary, explain_salary(fcinfo, 0));
EXPLAINS(salary_locale, explain_salary(fcinfo, 2));

/* A text argument in UTF-8; NULL where the argument is. */
static const char *
utf8_of(FunctionCallInfo fcinfo, int n, const char *name, size_t *length)
{
	const char *utf8;
	text *argument;
	cl_env env;

	*length = 0;
	if (PG_ARGISNULL(n))
		return NULL;
	argument = PG_GETARG_TEXT_PP(n);
	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, name, VARDATA_ANY(argument), VARSIZE_ANY_EXHDR(argument), &utf8, length))
		CL_RAISE(&env);
	return utf8;
}

int32_t
cl_pg_day(FunctionCallInfo fcinfo, int n, const char *wrong)
{
	DateADT day = PG_GETARG_DATEADT(n);

	if (DATE_NOT_FINITE(day))
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("%s", wrong)));
	return day + (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE);
}

static cl_int128
number_of(FunctionCallInfo fcinfo, int n, int places, const char *name)
{
	return PG_ARGISNULL(n) ? 0 : cl_pg_units(PG_GETARG_NUMERIC(n), places, name, NULL);
}

/* component, first and last day, fte, days, divisor, annual, exact, cents, citation, problem,
 * locale */
PG_FUNCTION_INFO_V1(caseload_explain_line);
Datum
caseload_explain_line(PG_FUNCTION_ARGS)
{
	cl_paid_line line;
	const char *locale;
	size_t length;
	cl_env env;
	cl_buffer buffer;

	for (int n = 0; n < 12; n++)
		if (PG_ARGISNULL(n) && (n < 3 || n == 11))
			PG_RETURN_NULL();
	line.component = utf8_of(fcinfo, 0, "the component", &line.component_length);
	line.first_day = cl_pg_day(fcinfo, 1, "a line of pay has a first and a last day");
	line.last_day = cl_pg_day(fcinfo, 2, "a line of pay has a first and a last day");
	line.fte = number_of(fcinfo, 3, 6, "the FTE");
	line.days = number_of(fcinfo, 4, 6, "the days");
	line.divisor = number_of(fcinfo, 5, 6, "the divisor");
	line.annual = number_of(fcinfo, 6, 6, "the annual amount");
	line.exact = number_of(fcinfo, 7, 6, "the exact amount");
	line.cents = number_of(fcinfo, 8, 2, "the amount");
	line.citation = utf8_of(fcinfo, 9, "the citation", &line.citation_length);
	line.problem = utf8_of(fcinfo, 10, "the problem", &line.problem_length);
	/* without an amount there is nothing to say */
	if (!line.problem && PG_ARGISNULL(8))
		PG_RETURN_NULL();
	locale_of(fcinfo, 11, &locale, &length);
	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	if (!cl_explain_line(&env, &line, locale, length, &buffer))
		CL_RAISE(&env);
	return cl_pg_words(&buffer);
}
