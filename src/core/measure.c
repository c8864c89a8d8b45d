#include "core/measure.h"

#include "core/text.h"

static const struct
{
	const char *plural;
	const char *singular;
} names[CL_MEASURE_LAST + 1] = {
	[CL_STUDENTS] = {"students", "student"},
	[CL_SEATS] = {"seats", "seat"},
	[CL_IEPS] = {"IEPs", "IEP"},
	[CL_UNITS] = {"units", "unit"},
	[CL_ASSESSMENTS] = {"assessments", "assessment"},
	[CL_PREPARATIONS] = {"preparations", "preparation"},
	[CL_SECTIONS] = {"sections", "section"},
	[CL_TEACHERS] = {"teachers", "teacher"},
	[CL_AIDES] = {"aides", "aide"},
	[CL_EMPLOYEES] = {"employees", "employee"},
	[CL_POSITIONS] = {"positions", "position"},
	[CL_MEETINGS] = {"meetings", "meeting"},
	[CL_MINUTES] = {"minutes", "minute"},
	[CL_HOURS] = {"hours", "hour"},
	[CL_DAYS] = {"days", "day"},
	[CL_FTE] = {"FTE", "FTEs"},
	[CL_PERCENT] = {"percent", "percents"},
	[CL_POINTS] = {"points", "point"},
};

const char *
cl_measure_name(cl_measure measure)
{
	return measure > CL_NO_MEASURE && measure <= CL_MEASURE_LAST ? names[measure].plural : NULL;
}

cl_measure
cl_measure_of(const char *word)
{
	for (int i = 1; i <= CL_MEASURE_LAST; i++)
		if (cl_same_word(word, names[i].plural) || cl_same_word(word, names[i].singular))
			return (cl_measure) i;
	return CL_NO_MEASURE;
}

const char *
cl_measure_list(void)
{
	return "students, seats, IEPs, units, assessments, preparations, sections, teachers, aides, "
		   "employees, positions, meetings, minutes, hours, days, FTE, percent, points";
}
