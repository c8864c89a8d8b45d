#include "pg/glue.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"

PG_MODULE_MAGIC;

static void *
pg_allocate(void *owner, size_t size)
{
	/* a text of 1 GB is refused with the core's own words, not by palloc's */
	return AllocSizeIsValid(size) ? palloc(size) : NULL;
}

static void
pg_release(void *owner, void *memory)
{
	pfree(memory);
}

static void
pg_interrupt(void *owner)
{
	CHECK_FOR_INTERRUPTS();
}

void
cl_pg_env(cl_env *env)
{
	env->allocate = pg_allocate;
	env->release = pg_release;
	env->interrupt = pg_interrupt;
	env->owner = NULL;
	/* not all of its texts: this runs for every row, and cl_fail clears the rest */
	env->error.code = CL_OK;
	env->error.message[0] = env->error.detail[0] = env->error.hint[0] = '\0';
	env->error.line = env->error.column = 0;
}

static int
sqlstate_of(cl_code code)
{
	switch (code)
	{
		case CL_BAD_TEXT:
			return ERRCODE_INVALID_TEXT_REPRESENTATION;
		case CL_BAD_BINARY:
			return ERRCODE_INVALID_BINARY_REPRESENTATION;
		case CL_OUT_OF_RANGE:
			return ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE;
		case CL_BAD_ARGUMENT:
			return ERRCODE_INVALID_PARAMETER_VALUE;
		case CL_NO_MEMORY:
			return ERRCODE_OUT_OF_MEMORY;
		case CL_LIBRARY:
		case CL_OK:
			break;
	}
	return ERRCODE_INTERNAL_ERROR;
}

/* The core speaks UTF-8. */
static char *
to_server(const char *utf8)
{
	return pg_any_to_server(utf8, (int) strlen(utf8), PG_UTF8);
}

void
cl_pg_report(const cl_env *env, Node *context)
{
	const cl_error *error = &env->error;

	cl_errsave(context,
			   (errcode(sqlstate_of(error->code)), errmsg_internal("%s", to_server(error->message)),
				error->detail[0] ? errdetail_internal("%s", to_server(error->detail)) : 0,
				error->hint[0] ? errhint("%s", to_server(error->hint)) : 0));
}

void
cl_pg_broken(const cl_env *env, const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED), errmsg("a stored %s is broken", type),
			 env->error.message[0] ? errdetail_internal("%s", env->error.message) : 0,
			 errhint("The file of its table is damaged, or something else has written it: put the "
					 "row back from a backup.")));
}

bool
cl_pg_utf8(cl_env *env, const char *what, const char *text, size_t length, const char **utf8,
		   size_t *utf8_length)
{
	int encoding = GetDatabaseEncoding();

	*utf8 = text;
	*utf8_length = length;
	if (encoding == PG_UTF8)
		return true;
	if (encoding == PG_SQL_ASCII)
	{
		for (size_t i = 0; i < length; i++)
		{
			cl_check_now_and_then(env, i);
			if ((unsigned char) text[i] >= 0x80)
			{
				cl_fail(env, CL_BAD_TEXT, "invalid input syntax for type %s", what);
				cl_detail(env,
						  "Byte %zu is not ASCII, and a database in SQL_ASCII does not say what it "
						  "means.",
						  i + 1);
				return cl_hint(env,
							   "Write it in ASCII, or use a database with an encoding, such as "
							   "UTF8.");
			}
		}
		return true;
	}
	*utf8 = pg_server_to_any(text, (int) length, PG_UTF8);
	*utf8_length = *utf8 == text ? length : strlen(*utf8);
	return true;
}

char *
cl_pg_cstring(cl_buffer *buffer)
{
	if (buffer->failed)
		CL_RAISE(buffer->env);
	return buffer->data;
}

text *
cl_pg_text(cl_buffer *buffer)
{
	if (buffer->failed)
		CL_RAISE(buffer->env);
	return cl_pg_varlena(buffer->data, buffer->length);
}

uint64_t
cl_pg_hash(cl_buffer *buffer, uint64_t seed)
{
	uint64_t hash;

	if (buffer->failed)
		CL_RAISE(buffer->env);
	hash = cl_hash(buffer->data, buffer->length, seed);
	cl_buffer_free(buffer);
	return hash;
}

void *
cl_pg_varlena(const void *bytes, size_t length)
{
	void *result;
	cl_env env;

	if (!AllocSizeIsValid(length + VARHDRSZ))
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("value is too large")));
	result = palloc(length + VARHDRSZ);
	SET_VARSIZE(result, length + VARHDRSZ);
	cl_pg_env(&env);
	cl_copy(&env, VARDATA(result), bytes, length);
	return result;
}

Datum
cl_pg_copy(const void *value, size_t size)
{
	void *copy = palloc(size);

	memcpy(copy, value, size);
	return PointerGetDatum(copy);
}

#define NUMERIC_BASE_DIGITS 4
#define NUMERIC_SIGN_NEGATIVE 0x4000
#define NUMERIC_SIGN_MASK 0xC000

/*
 * Read through numeric_send, whose form is documented by the protocol's users and does not change.
 * Towards zero; `lost` says whether there were more places, `half` whether they come to a half.
 */
static cl_int128
units_below(Numeric number, int places, const char *name, bool *negative, bool *lost, bool *half)
{
	bytea *sent = DatumGetByteaPP(DirectFunctionCall1(numeric_send, NumericGetDatum(number)));
	cl_reader reader = {(const uint8_t *) VARDATA_ANY(sent), VARSIZE_ANY_EXHDR(sent), 0, false};
	int count = cl_read_uint16(&reader);
	int weight = (int16) cl_read_uint16(&reader);
	int sign = cl_read_uint16(&reader);
	cl_int128 units = 0;
	int last = -1; /* the digit that decides the rounding */
	bool fits = true;

	*lost = false;
	cl_read_uint16(&reader);
	if ((sign & NUMERIC_SIGN_MASK) == NUMERIC_SIGN_MASK)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s must be a finite number", name)));

	/* each base-10000 digit in turn, and of it each decimal place down to the last one kept */
	for (int i = 0; i < count && fits; i++)
	{
		int digit = cl_read_uint16(&reader);
		int power = (weight - i) * NUMERIC_BASE_DIGITS + places;

		if (power >= 0)
		{
			cl_int128 part;

			fits = power <= 36 && cl_multiply(digit, cl_power_of_ten(power), &part) &&
				   cl_add(units, part, &units);
			if (power > 36 && digit == 0)
				fits = true;
		}
		else if (power > -NUMERIC_BASE_DIGITS)
		{
			int below = (int) cl_power_of_ten(-power);

			fits = cl_add(units, digit / below, &units);
			last = digit % below / (below / 10);
			*lost = *lost || digit % below != 0;
		}
		else
		{
			if (power == -NUMERIC_BASE_DIGITS)
				last = digit / 1000;
			*lost = *lost || digit != 0;
		}
	}
	pfree(sent);
	if (!fits || units > cl_power_of_ten(37))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE), errmsg("%s is out of range", name)));
	*half = last >= 5;
	*negative = (sign & NUMERIC_SIGN_MASK) == NUMERIC_SIGN_NEGATIVE;
	return units;
}

cl_int128
cl_pg_units(Numeric number, int places, const char *name, bool *rounded)
{
	bool negative, lost, half;
	cl_int128 units = units_below(number, places, name, &negative, &lost, &half);

	units += half;
	if (rounded)
		*rounded = lost;
	return negative ? -units : units;
}

cl_int128
cl_pg_units_to_round(Numeric number, int places, const char *name)
{
	bool negative, lost, half;
	cl_int128 units = units_below(number, places, name, &negative, &lost, &half);

	/* what is more than 0 or 5 at the end must not be taken for it */
	if (lost && units % 5 == 0)
		units++;
	return negative ? -units : units;
}

Numeric
cl_pg_numeric(cl_int128 units, int places, int least_places)
{
	int64_t small;
	cl_env env;
	cl_buffer buffer;
	Datum result;

	while (places > least_places && units % 10 == 0)
	{
		units /= 10;
		places--;
	}
	if (cl_fits_int64(units, &small))
		return places == 0 ? int64_to_numeric(small) : int64_div_fast_to_numeric(small, places);
	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	cl_buffer_decimal(&buffer, units, places, least_places);
	result = DirectFunctionCall3(numeric_in, CStringGetDatum(cl_pg_cstring(&buffer)),
								 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	cl_buffer_free(&buffer);
	return DatumGetNumeric(result);
}
