/*
 * grades.h: the grades of a class or clause as people write them, K-3, PK, 9th to 12th, as the
 * span of numbers that is kept: PK -2, TK -1, K 0, then 1 to 13.
 */
#ifndef CL_GRADES_H
#define CL_GRADES_H

#include "core/text.h"

#define CL_GRADE_FIRST (-2)
#define CL_GRADE_LAST 13

typedef struct cl_grades
{
	int from;
	int to;
} cl_grades;

extern bool cl_grades_parse(cl_env *env, const char *utf8, size_t length, cl_grades *out);
extern void cl_grade_print(int grade, cl_buffer *out);

#endif
