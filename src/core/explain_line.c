#include "core/explain.h"

#include <string.h>

#include "core/words.h"

/* How the names of what is paid begin; the rest of the name follows, if it ends in a blank. */
static const struct
{
	const char *begins;
	cl_phrase phrase;
} components[] = {
	{"salary", CL_SAY_FOR_SALARY},			 {"longevity of the grid", CL_SAY_FOR_GRID_LONGEVITY},
	{"longevity: ", CL_SAY_FOR_LONGEVITY},	 {"stipend: ", CL_SAY_FOR_STIPEND},
	{"overage: ", CL_SAY_FOR_OVERAGE},		 {"lane change", CL_SAY_FOR_LANE_CHANGE},
	{"step change", CL_SAY_FOR_STEP_CHANGE}, {"hours: ", CL_SAY_FOR_HOURS},
	{"leave: ", CL_SAY_FOR_LEAVE},			 {"leave cash-out: ", CL_SAY_FOR_LEAVE_CASHED}};

/* a component's name is short; a longer one is cut, for a message takes no more */
#define NAME_SIZE 201

static cl_phrase
phrase_of(const char *component, size_t component_length, char name[NAME_SIZE])
{
	cl_phrase phrase = CL_SAY_FOR_OTHER;
	size_t from = 0, length;

	for (size_t i = 0; i < sizeof(components) / sizeof(components[0]); i++)
	{
		const char *begins = components[i].begins;
		bool named = begins[strlen(begins) - 1] == ' ';

		if (component_length < strlen(begins) || memcmp(component, begins, strlen(begins)) != 0 ||
			(!named && component_length != strlen(begins)))
			continue;
		phrase = components[i].phrase;
		from = strlen(begins);
	}
	length = cl_clip(component + from, component_length - from, NAME_SIZE - 1);
	memcpy(name, component + from, length);
	name[length] = '\0';
	return phrase;
}

bool
cl_say_component(cl_words *words, const char *component, size_t length, char *out)
{
	char name[NAME_SIZE];
	const char *named[5] = {name};
	cl_phrase phrase = phrase_of(component, length, name);

	return cl_words_say(words, phrase, named, 0, out);
}

/* Whether the amount of a year, times this part of full time, gives what is said to a tenth of a
 * cent: it only chooses words, so a double does. */
static bool
gives(const cl_paid_line *line, cl_int128 fte)
{
	double said =
		(double) line->annual * (double) fte / 1e6 * (double) line->days / (double) line->divisor;
	double off = said - (double) line->exact;

	return off < 1000 && off > -1000;
}

static bool
add_reckoning(cl_words *words, const cl_paid_line *line, bool hourly, cl_buffer *out)
{
	char first[CL_WORDS_SIZE] = "";
	char second[CL_WORDS_SIZE] = "";
	const char *strings[5] = {first, second};
	bool part_time = !gives(line, 1000000) && line->fte > 0 && gives(line, line->fte);
	bool rounded = line->exact != line->cents * 10000;

	if (part_time && (!cl_words_number(words, line->fte, 6, first) ||
					  !cl_words_add(words, out, CL_SAY_LINE_FTE, strings, 0)))
		return false;
	if (line->days != line->divisor &&
		(!cl_words_number(words, line->days, 6, first) ||
		 !cl_words_number(words, line->divisor, 6, second) ||
		 !cl_words_add(words, out, hourly ? CL_SAY_LINE_HOURS : CL_SAY_LINE_DAYS, strings, 0)))
		return false;
	if (line->exact != line->annual && (!cl_words_money(words, line->exact, 6, first) ||
										!cl_words_add(words, out, CL_SAY_LINE_IS, strings, 0)))
		return false;
	return !rounded || (cl_words_money(words, line->cents, 2, first) &&
						cl_words_add(words, out, CL_SAY_LINE_PAID, strings, 0));
}

bool
cl_explain_line(cl_env *env, const cl_paid_line *line, const char *locale, size_t locale_length,
				cl_buffer *out)
{
	cl_words words;
	char name[NAME_SIZE];
	char what[CL_WORDS_SIZE] = "";
	char first[CL_WORDS_SIZE] = "";
	char last[CL_WORDS_SIZE] = "";
	char annual[CL_WORDS_SIZE] = "";
	const char *named[5] = {name};
	const char *strings[5] = {what, first, last, annual};
	cl_phrase component;

	if (!cl_words_init(&words, env, locale, locale_length))
		return false;
	component = phrase_of(line->component, line->component_length, name);
	if (!cl_words_say(&words, component, named, 0, what) ||
		!cl_words_day(&words, line->first_day, first) ||
		!cl_words_day(&words, line->last_day, last))
		return false;
	if (line->problem)
	{
		if (!cl_words_add(&words, out, CL_SAY_LINE_UNKNOWN, strings, 0))
			return false;
		cl_buffer_char(out, ' ');
		cl_buffer_text(out, words.language->quotes[0]);
		cl_buffer_bytes(out, line->problem, line->problem_length);
		cl_buffer_text(out, words.language->quotes[1]);
	}
	else
	{
		/* what a limit pays is the sum of its days, and of no year's amount; nor is a stipend that
		 * is paid once, for a month or a semester, or leave at a rate of its own */
		bool sum = component == CL_SAY_FOR_OVERAGE || component == CL_SAY_FOR_LEAVE_CASHED ||
				   line->divisor <= 0 ||
				   (component == CL_SAY_FOR_LEAVE && line->divisor == 1000000) ||
				   (component == CL_SAY_FOR_STIPEND && line->days == 1000000 &&
					line->divisor == 1000000 && line->exact == line->annual);
		bool hourly = component == CL_SAY_FOR_HOURS;

		if (!cl_words_money(&words, sum ? line->cents * 10000 : line->annual, 6, annual) ||
			!cl_words_add(&words, out,
						  sum	   ? CL_SAY_LINE_SUM
						  : hourly ? CL_SAY_LINE_HOURLY
								   : CL_SAY_LINE_YEARLY,
						  strings, 0) ||
			(!sum && !add_reckoning(&words, line, hourly, out)))
			return false;
	}
	if (line->citation)
	{
		cl_buffer_text(out, " (");
		cl_buffer_bytes(out, line->citation, line->citation_length);
		cl_buffer_char(out, ')');
	}
	cl_buffer_char(out, '.');
	return !out->failed;
}
