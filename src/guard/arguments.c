#include "guard/guard.h"

#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* The arguments of a trigger are "name=value"; a list is its elements one by one, in order. */
static const struct
{
	const char *name;
	size_t place;
	bool list;
	bool needed;
} known[] = {
	{"guard", offsetof(cl_guard_arguments, guard), false, true},
	{"guarded", offsetof(cl_guard_arguments, rows), false, true},
	{"key", offsetof(cl_guard_arguments, key), true, true},
	{"group_table", offsetof(cl_guard_arguments, group_table), false, true},
	{"group_key", offsetof(cl_guard_arguments, group_key), true, true},
	{"cap", offsetof(cl_guard_arguments, cap), false, true},
	{"valid", offsetof(cl_guard_arguments, valid), false, false},
	{"starts", offsetof(cl_guard_arguments, starts), false, false},
	{"ends", offsetof(cl_guard_arguments, ends), false, false},
	{"weight", offsetof(cl_guard_arguments, weight), false, false},
	{"once", offsetof(cl_guard_arguments, once), false, false},
	{"strictness", offsetof(cl_guard_arguments, strictness), false, false},
	{"citation", offsetof(cl_guard_arguments, citation), false, false},
	{"waiver_table", offsetof(cl_guard_arguments, waiver_table), false, false},
	{"waiver_key", offsetof(cl_guard_arguments, waiver_key), true, false},
	{"waiver_valid", offsetof(cl_guard_arguments, waiver_valid), false, false},
	{"waiver_cap", offsetof(cl_guard_arguments, waiver_cap), false, false},
	{"breach_table", offsetof(cl_guard_arguments, breach_table), false, false},
};

void
cl_guard_refuse(int sqlstate, const char *argument, const char *value, const char *format, ...)
{
	StringInfoData reason;

	initStringInfo(&reason);
	for (;;)
	{
		va_list arguments;
		int more;

		va_start(arguments, format);
		more = appendStringInfoVA(&reason, format, arguments);
		va_end(arguments);
		if (more == 0)
			break;
		enlargeStringInfo(&reason, more);
	}
	ereport(ERROR, (errcode(sqlstate),
					value ? errmsg("invalid guard argument %s: \"%s\"", argument, value)
						  : errmsg("invalid guard argument %s", argument),
					errdetail_internal("%s", reason.data)));
}

static char **
text_at(cl_guard_arguments *arguments, size_t place)
{
	return (char **) ((char *) arguments + place);
}

static List **
list_at(cl_guard_arguments *arguments, size_t place)
{
	return (List **) ((char *) arguments + place);
}

static void
take(cl_guard_arguments *arguments, const char *word)
{
	const char *sign = strchr(word, '=');

	for (size_t i = 0; sign && i < lengthof(known); i++)
	{
		if (strncmp(known[i].name, word, (size_t) (sign - word)) != 0 ||
			known[i].name[sign - word] != '\0')
			continue;
		if (known[i].list)
		{
			List **list = list_at(arguments, known[i].place);

			*list = lappend(*list, pstrdup(sign + 1));
		}
		else
		{
			char **text = text_at(arguments, known[i].place);

			if (*text)
				cl_guard_refuse(ERRCODE_INVALID_PARAMETER_VALUE, known[i].name, sign + 1,
								"It is given twice.");
			*text = pstrdup(sign + 1);
		}
		return;
	}
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("unknown guard argument \"%s\"", word),
					errhint("Let %s.guard() make the trigger.", CL_SCHEMA)));
}

void
cl_guard_read_arguments(int count, char **words, cl_guard_arguments *arguments)
{
	memset(arguments, 0, sizeof(*arguments));
	for (int i = 0; i < count; i++)
		take(arguments, words[i]);
	for (size_t i = 0; i < lengthof(known); i++)
		if (known[i].needed && (known[i].list ? *list_at(arguments, known[i].place) == NIL
											  : *text_at(arguments, known[i].place) == NULL))
			cl_guard_refuse(ERRCODE_INVALID_PARAMETER_VALUE, known[i].name, NULL, "It is missing.");
}

static void
write_one(StringInfo out, const char *name, const char *value)
{
	if (out->len > 0)
		appendStringInfoString(out, ", ");
	appendStringInfoString(out, quote_literal_cstr(psprintf("%s=%s", name, value)));
}

void
cl_guard_write_arguments(StringInfo out, const cl_guard_arguments *arguments)
{
	cl_guard_arguments *from = (cl_guard_arguments *) arguments;
	ListCell *cell;

	for (size_t i = 0; i < lengthof(known); i++)
	{
		if (known[i].list)
			foreach (cell, *list_at(from, known[i].place))
				write_one(out, known[i].name, lfirst(cell));
		else if (*text_at(from, known[i].place))
			write_one(out, known[i].name, *text_at(from, known[i].place));
	}
}

/* A number that names nothing is a mistake of the caller's, as a name would be, and not of the
 * server's. */
void
cl_guard_want_table(Oid table)
{
	if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(table)))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE), errmsg("there is no table with OID %u", table),
				 errdetail("It was dropped since its name was looked up, or never was."),
				 errhint("Give its name, as in 'my_schema.my_table'::regclass.")));
}

char *
cl_guard_table_name(Oid relation)
{
	cl_guard_want_table(relation);
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)),
									  get_rel_name(relation));
}
