/* read_schedule.c: a printed table as a schedule, and what was done to read it. */
#include "pg/salary_schedule.h"

#include "mb/pg_wchar.h"
#include "utils/jsonb.h"

#include "core/read_schedule.h"

PG_FUNCTION_INFO_V1(caseload_read_schedule);
PG_FUNCTION_INFO_V1(caseload_reading_notes);

static const char *const keeps[] = {[CL_KEEP_ANNUAL] = "annual",
									[CL_KEEP_DAILY] = "daily",
									[CL_KEEP_MONTHLY] = "monthly",
									[CL_KEEP_HOURLY] = "hourly"};

static cl_read_keep
keep_of(text *word)
{
	for (int i = 0; i < (int) lengthof(keeps); i++)
		if (VARSIZE_ANY_EXHDR(word) == strlen(keeps[i]) &&
			memcmp(VARDATA_ANY(word), keeps[i], strlen(keeps[i])) == 0)
			return (cl_read_keep) i;
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("keep cannot be \"%s\"", text_to_cstring(word)),
					errdetail("It says which value stays where the table prints two of each."),
					errhint("Write annual, daily, monthly or hourly.")));
}

_Noreturn static void
refuse_step(const char *label, const char *problem)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					label ? errmsg("steps: the step of \"%s\" %s", label, problem)
						  : errmsg("steps %s", problem),
					errhint("Give the step of each label that is no number, such as "
							"'{\"+1\": \"16L\", \"A\": 1}'.")));
}

static char *
label_of(const JsonbValue *key, cl_read_step *step)
{
	char *label = pnstrdup(key->val.string.val, key->val.string.len);
	cl_env env;

	cl_pg_env(&env);
	if (key->val.string.len == 0)
		refuse_step(NULL, "has an entry without a label");
	if (!cl_pg_utf8(&env, "salary_schedule", label, key->val.string.len, &step->label,
					&step->length))
		CL_RAISE(&env);
	return label;
}

static void
step_of(const JsonbValue *value, const char *label, cl_read_step *step)
{
	char *text;
	cl_env env;

	if (value->type == jbvString)
		text = pnstrdup(value->val.string.val, value->val.string.len);
	else if (value->type == jbvNumeric)
		text =
			DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
	else
		refuse_step(label, "is neither a text nor a number");
	cl_pg_env(&env);
	if (!cl_read_step_read(&env, text, strlen(text), step))
		refuse_step(label, psprintf("is \"%s\", no whole or half number from 0 to %d, with L for a "
									"longevity row",
									text, CL_STEP_MOST));
}

static void
read_steps(Jsonb *given, cl_read_options *options)
{
	JsonbIterator *iterator = JsonbIteratorInit(&given->root);
	cl_read_step *steps;
	JsonbValue key, value;

	if (JB_ROOT_IS_SCALAR(given) || !JB_ROOT_IS_OBJECT(given))
		refuse_step(NULL, "is no JSON object");
	steps = palloc0((JB_ROOT_COUNT(given) + 1) * sizeof(*steps));
	JsonbIteratorNext(&iterator, &key, true); /* the object itself */
	while (JsonbIteratorNext(&iterator, &key, true) == WJB_KEY)
	{
		cl_read_step *step = &steps[options->step_count++];
		char *label = label_of(&key, step);

		JsonbIteratorNext(&iterator, &value, true);
		step_of(&value, label, step);
	}
	options->steps = steps;
}

static cl_salary_schedule *
read_printed(FunctionCallInfo fcinfo, cl_env *env, cl_reading_told told, void *listener)
{
	text *printed = PG_GETARG_TEXT_PP(0);
	cl_read_options options = {CL_KEEP_ANNUAL, NULL, 0};
	cl_salary_schedule *schedule;
	const char *utf8;
	size_t length;

	if (!PG_ARGISNULL(1))
		options.keep = keep_of(PG_GETARG_TEXT_PP(1));
	if (!PG_ARGISNULL(2))
		read_steps(PG_GETARG_JSONB_P(2), &options);
	cl_pg_env(env);
	if (!cl_pg_utf8(env, "salary_schedule", VARDATA_ANY(printed), VARSIZE_ANY_EXHDR(printed), &utf8,
					&length))
		CL_RAISE(env);
	schedule = cl_read_schedule(env, utf8, length, &options, told, listener);
	if (!schedule)
		CL_RAISE(env);
	return schedule;
}

Datum
caseload_read_schedule(PG_FUNCTION_ARGS)
{
	cl_salary_schedule *schedule;
	cl_env env;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	schedule = read_printed(fcinfo, &env, NULL, NULL);
	return cl_pg_schedule(&env, schedule);
}

static Datum
text_of(const char *utf8)
{
	return PointerGetDatum(cstring_to_text(pg_any_to_server(utf8, (int) strlen(utf8), PG_UTF8)));
}

static void
put_note(void *listener, int line, int column, const char *done, const char *what)
{
	ReturnSetInfo *result = listener;
	Datum values[4] = {Int32GetDatum(line), Int32GetDatum(column), text_of(done), text_of(what)};
	bool nulls[4] = {false};

	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum
caseload_reading_notes(PG_FUNCTION_ARGS)
{
	cl_env env;

	InitMaterializedSRF(fcinfo, 0);
	if (!PG_ARGISNULL(0))
		read_printed(fcinfo, &env, put_note, fcinfo->resultinfo);
	return (Datum) 0;
}
