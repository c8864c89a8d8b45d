/* Whatever is read is a span of grades, which reads back the same, as words and as a range. */
#include "fuzz.h"

#include "core/grades.h"

#include <stdio.h>

static void
check_back(cl_env *env, const char *text, size_t length, const cl_grades *grades)
{
	cl_grades back;

	FUZZ_CHECK(cl_grades_parse(env, text, length, &back));
	FUZZ_CHECK(back.from == grades->from && back.to == grades->to);
}

FUZZ(grades)
{
	cl_env *env = fuzz_env();
	cl_grades grades;
	cl_buffer words;
	char range[32];

	if (!cl_grades_parse(env, (const char *) data, size, &grades))
		return;
	FUZZ_CHECK(grades.from >= CL_GRADE_FIRST && grades.from <= grades.to &&
			   grades.to <= CL_GRADE_LAST);
	cl_buffer_init(&words, env);
	cl_grade_print(grades.from, &words);
	cl_buffer_char(&words, '-');
	cl_grade_print(grades.to, &words);
	check_back(env, words.data, words.length, &grades);
	cl_buffer_free(&words);
	check_back(env, range,
			   (size_t) snprintf(range, sizeof(range), "[%d,%d)", grades.from, grades.to + 1),
			   &grades);
}
