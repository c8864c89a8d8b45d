/*
 * measure.h: what a quantity counts: a closed list. The codes are stored and hashed, hence
 * frozen from the first release; new measures take the next number.
 */
#ifndef CL_MEASURE_H
#define CL_MEASURE_H

#include <stdint.h>

typedef enum cl_measure
{
	CL_NO_MEASURE = 0,
	CL_STUDENTS = 1, /* a person once in the scope */
	CL_SEATS,		 /* once a section */
	CL_IEPS,
	CL_UNITS, /* an IEP goal area served */
	CL_ASSESSMENTS,
	CL_PREPARATIONS,
	CL_SECTIONS,
	CL_TEACHERS,
	CL_AIDES,
	CL_EMPLOYEES,
	CL_POSITIONS,
	CL_MEETINGS,
	CL_MINUTES,
	CL_HOURS,
	CL_DAYS,
	CL_FTE,
	CL_PERCENT,
	CL_POINTS,
	CL_MEASURE_LAST = CL_POINTS
} cl_measure;

/* The canonical name, plural where there is one: "students", "IEPs", "FTE". NULL for no measure. */
extern const char *cl_measure_name(cl_measure measure);
/* Singular or plural, any case; CL_NO_MEASURE if it is none. */
extern cl_measure cl_measure_of(const char *word);
/* All names, for hints: "students, seats, ...". */
extern const char *cl_measure_list(void);

#endif
