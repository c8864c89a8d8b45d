#include "check.h"

#include "core/grades.h"

#include <stdio.h>

/* "from to", or the detail of the error. */
static const char *
read_as(const char *input)
{
	static char out[800];
	cl_env *env = test_env();
	cl_grades grades;

	if (!cl_grades_parse(env, input, strlen(input), &grades))
		snprintf(out, sizeof(out), "%s", env->error.detail);
	else
		snprintf(out, sizeof(out), "%d %d", grades.from, grades.to);
	return out;
}

TEST(grades_read_what_people_write)
{
	static const char *const as[][2] = {
		{"K-3", "0 3"},
		{"k", "0 0"},
		{"9-12", "9 12"},
		{"PK-K", "-2 0"},
		{"TK-2", "-1 2"},
		{"t-k - 2", "-1 2"},
		{"Pre-K", "-2 -2"},
		{"pre-k-k", "-2 0"},
		{"Kindergarten through 3rd grade", "0 3"},
		{"Transitional Kindergarten", "-1 -1"},
		{"Grades 1 to 3", "1 3"},
		{"grade 7", "7 7"},
		{"gr. 4-6", "4 6"},
		{"1st, 2nd and 3rd", "1 3"},
		{"9 th grade - 12th grade", "9 12"},
		{"K,1", "0 1"},
		{"3/4", "3 4"},
		{"2, 1, K", "0 2"},
		{"4-6, 5-8", "4 8"},
		{"07", "7 7"},
		{"\xEF\xBC\xAB\xE2\x80\x93\xEF\xBC\x93", "0 3"},
		{"[0,3]", "0 3"},
		{"[0,4)", "0 3"},
		{"(-1, 3]", "0 3"},
		{"[-2,1)", "-2 0"},
		{"[K,3]", "0 3"},
		{"[13,14)", "13 13"},
	};

	for (size_t i = 0; i < sizeof(as) / sizeof(as[0]); i++)
		CHECK_TEXT(read_as(as[i][0]), as[i][1]);
}

TEST(grades_refuse)
{
	static const char *const bad[] = {
		"",		 " ",		  "-",	  "3-",	   "-3",	 "3-1",		   "K-",
		"0",	 "14",		  "1-99", "K-2,5", "k3",	 "12-Sep",	   "Sep-12",
		"[3,1]", "[0,0)",	  "[0,3", "[0]",   "[,3]",	 "[-4,3]",	   "[0,15)",
		"Ki",	 "K\xC2\xB3", "1.5",  "K 3 x", "grades", "elementary", "9;12",
	};
	cl_env *env = test_env();
	cl_grades grades;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK_FAILS(env, cl_grades_parse(env, bad[i], strlen(bad[i]), &grades), CL_BAD_TEXT);
	CHECK_TEXT(read_as("K-2, 5"), "At character 1 of \"K-2, 5\": grade 3 is missing between them.");
	CHECK_TEXT(read_as("12-Sep"),
			   "At character 4 of \"12-Sep\": a month stands where a grade should.");
	CHECK_TEXT(read_as("1-15"),
			   "At character 3 of \"1-15\": a grade in digits lies between 1 and 13.");
}
