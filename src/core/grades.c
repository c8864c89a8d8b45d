#include "core/grades.h"

#include <string.h>

static const char SHAPE[] = "Write grades as K-3, 9-12, PK or 1, 2, 3: PK, TK, K and 1 to 13.";

/* Where a word begins as another does, the longer one comes first. */
static const struct
{
	const char *word;
	int grade;
} words[] = {
	{"transitionalkindergarten", -1},
	{"prekindergarten", -2},
	{"pre-kindergarten", -2},
	{"kindergarten", 0},
	{"preschool", -2},
	{"pre-k", -2},
	{"prek", -2},
	{"pk", -2},
	{"ps", -2},
	{"t-k", -1},
	{"tk", -1},
	{"kg", 0},
	{"kf", 0},
	{"k", 0},
};

void
cl_grade_print(int grade, cl_buffer *out)
{
	static const char *const named[] = {"PK", "TK", "K"};

	if (grade <= 0)
		cl_buffer_text(out, named[grade - CL_GRADE_FIRST]);
	else
		cl_buffer_decimal(out, grade, 0, 0);
}

/* 12-Sep and Sep-12 are what a spreadsheet makes of 9-12. */
static bool
is_month(cl_scan *scan)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
										 "jul", "aug", "sep", "oct", "nov", "dec"};

	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		if (cl_scan_take(scan, months[i]))
			return true;
	return false;
}

static bool
fail_grade(cl_scan *scan)
{
	size_t at = scan->at;

	if (cl_scan_at_end(scan))
		cl_scan_fail(scan, "a grade is missing");
	else if (is_month(scan))
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "a month stands where a grade should");
		return cl_hint(scan->env, "A spreadsheet reads 9-12 as a day in September: format the "
								  "column as text, and write 9-12.");
	}
	else
		cl_scan_fail(scan, "no grade stands here");
	return cl_hint(scan->env, "%s", SHAPE);
}

static void
take_grade_word(cl_scan *scan)
{
	if (!cl_scan_take(scan, "grades"))
		cl_scan_take(scan, "grade");
}

static bool
read_grade(cl_scan *scan, int *grade)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};
	size_t at = scan->at;
	int64_t number;

	if (!cl_is_digit(cl_scan_peek(scan)))
	{
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (cl_scan_take(scan, words[i].word))
			{
				*grade = words[i].grade;
				return true;
			}
		return fail_grade(scan);
	}
	if (!cl_scan_whole(scan, CL_GRADE_LAST, &number) || number == 0)
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "a grade in digits lies between 1 and %d",
						CL_GRADE_LAST);
		return cl_hint(scan->env, "%s", SHAPE);
	}
	*grade = (int) number;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (cl_scan_take(scan, ends[i]))
			break;
	return true;
}

/* K-3, K to 3; what is found is put among the grades. */
static bool
read_span(cl_scan *scan, bool *has)
{
	size_t at = scan->at;
	int from;
	int to;

	if (!read_grade(scan, &from))
		return false;
	to = from;
	take_grade_word(scan);
	if ((cl_scan_char(scan, '-') || cl_scan_take(scan, "through") || cl_scan_take(scan, "thru") ||
		 cl_scan_take(scan, "to")) &&
		!read_grade(scan, &to))
		return false;
	take_grade_word(scan);
	if (to < from)
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "the grades end before they begin");
		return cl_hint(scan->env, "Write the lower grade first, as in K-3.");
	}
	for (int grade = from; grade <= to; grade++)
		has[grade - CL_GRADE_FIRST] = true;
	return true;
}

/* One span is kept: a hole in it would be filled. */
static bool
read_list(cl_scan *scan, cl_grades *out)
{
	bool has[CL_GRADE_LAST - CL_GRADE_FIRST + 1] = {false};

	if (!cl_scan_take(scan, "grades") && !cl_scan_take(scan, "grade") && cl_scan_take(scan, "gr"))
		cl_scan_char(scan, '.');
	do
		if (!read_span(scan, has))
			return false;
	while (cl_scan_char(scan, ',') || cl_scan_char(scan, '/') || cl_scan_char(scan, '&') ||
		   cl_scan_take(scan, "and"));
	if (!cl_scan_at_end(scan))
		return fail_grade(scan);
	out->from = CL_GRADE_FIRST;
	while (!has[out->from - CL_GRADE_FIRST])
		out->from++;
	out->to = CL_GRADE_LAST;
	while (!has[out->to - CL_GRADE_FIRST])
		out->to--;
	for (int grade = out->from; grade <= out->to; grade++)
		if (!has[grade - CL_GRADE_FIRST])
		{
			cl_buffer missing;

			cl_buffer_init(&missing, scan->env);
			cl_grade_print(grade, &missing);
			if (!missing.failed)
			{
				cl_scan_fail_at(scan, 0, CL_BAD_TEXT, "grade %s is missing between them",
								missing.data);
				cl_hint(scan->env, "Grades that do not follow each other are two rows.");
			}
			cl_buffer_free(&missing);
			return false;
		}
	return true;
}

/* One end of a range as the server writes it; a word or a number, negative ones too. */
static bool
read_end(cl_scan *scan, int *grade)
{
	size_t at = scan->at;
	bool below = cl_scan_char(scan, '-');
	int64_t number;

	if (!below && !cl_is_digit(cl_scan_peek(scan)))
		return read_grade(scan, grade);
	if (!cl_scan_whole(scan, CL_GRADE_LAST + 1, &number) || (below && number > -CL_GRADE_FIRST + 1))
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "a grade lies between %d and %d", CL_GRADE_FIRST,
						CL_GRADE_LAST);
		return cl_hint(scan->env, "%s", SHAPE);
	}
	*grade = (int) (below ? -number : number);
	return true;
}

/* [0,3] and [0,4) as the server has them, after the first bracket. */
static bool
read_range(cl_scan *scan, bool above, cl_grades *out)
{
	if (!read_end(scan, &out->from))
		return false;
	if (!cl_scan_char(scan, ','))
		return cl_scan_fail(scan, "a comma is expected between the two ends");
	if (!read_end(scan, &out->to))
		return false;
	out->from += above;
	if (cl_scan_char(scan, ')'))
		out->to--;
	else if (!cl_scan_char(scan, ']'))
		return cl_scan_fail(scan, "the range ends in \"]\" or \")\"");
	if (!cl_scan_at_end(scan))
		return fail_grade(scan);
	if (out->to < out->from || out->from < CL_GRADE_FIRST || out->to > CL_GRADE_LAST)
	{
		cl_scan_fail_at(scan, 0, CL_BAD_TEXT, "there is no grade in it, or one that is none");
		return cl_hint(scan->env, "%s", SHAPE);
	}
	return true;
}

bool
cl_grades_parse(cl_env *env, const char *utf8, size_t length, cl_grades *out)
{
	cl_text text;
	cl_scan scan;
	bool read;

	if (!cl_fold(env, "grades", utf8, length, &text))
		return false;
	read = cl_text_drop_blanks(env, &text, 0);
	if (read)
	{
		cl_scan_init(&scan, env, "grades", &text);
		if (cl_scan_char(&scan, '['))
			read = read_range(&scan, false, out);
		else if (cl_scan_char(&scan, '('))
			read = read_range(&scan, true, out);
		else
			read = read_list(&scan, out);
	}
	cl_text_free(env, &text);
	return read;
}
