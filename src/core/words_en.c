#include "core/measure.h"
#include "core/period.h"
#include "core/words.h"

const cl_language cl_english = {
	.code = "en",
	.place = 0,
	.quotes = {"", ""},
	.phrases =
		{
			[CL_SAY_CELL] = "Lane {0}, step {1}: {3}.",
			[CL_SAY_BETWEEN_ROWS] =
				"Lane {0}, step {1}: the schedule has no such row, so row {2} pays, {3}.",
			[CL_SAY_EMPTY_CELL] =
				"Lane {0}, step {1}: that row is empty in this lane, so row {2} pays, {3}.",
			[CL_SAY_PAST_THE_LANE] =
				"Lane {0}, step {1}: the lane ends at step {2}, which pays {3}.",
			[CL_SAY_LONGEVITY_ROW] = "Lane {0}, step {1}: longevity row {2} pays {3}.",
			[CL_SAY_LONGEVITY] =
				"Of that, {0} is longevity pay over step {1}, the last of the lane, at {2}.",
			[CL_SAY_ROUNDED] =
				"The figure of the schedule is {0}, rounded half up to {5,plural,=0{whole "
				"dollars}=2{cents}one{one decimal place}other{# decimal places}}.",
			[CL_SAY_QUANTITY] = "For {0}:",
			[CL_SAY_QUANTITY_OF_BASE] = "For {0}, on a base of {4}:",
			[CL_SAY_EACH] = "{0} at {1} each (tier {3}) is {2};",
			[CL_SAY_EVERY] =
				"{1} for every {5,plural,one{one}other{#}}, {0} times (tier {3}), is {2};",
			[CL_SAY_ALL] = "{1} for every one of {0} (tier {3}) is {2};",
			[CL_SAY_ONCE] = "{2} (tier {3});",
			[CL_SAY_ONCE_AT] = "{1} (tier {3}) is {2};",
			[CL_SAY_MORE] = "{1} more (tier {3}) is {2};",
			[CL_SAY_MOST] = "at most {1} is paid, which takes off {2};",
			[CL_SAY_NOTHING] = "no tier pays, so nothing is due.",
			[CL_SAY_TOTAL] = "together {2}{3}.",
			[CL_SAY_PERIOD] = " per {0}",
			[CL_SAY_LINE_YEARLY] = "{0}, {1} to {2}: {3} a year",
			[CL_SAY_LINE_HOURLY] = "{0}, {1} to {2}: {3} an hour",
			[CL_SAY_LINE_SUM] = "{0}, {1} to {2}: {3}",
			[CL_SAY_LINE_UNKNOWN] = "{0}, {1} to {2}: not known,",
			[CL_SAY_LINE_FTE] = "at {0} of full time",
			[CL_SAY_LINE_DAYS] = "for {0} of {1}",
			[CL_SAY_LINE_HOURS] = "for {0} hours",
			[CL_SAY_LINE_IS] = "is {0}",
			[CL_SAY_LINE_PAID] = "and is paid as {0}",
			[CL_SAY_FOR_SALARY] = "Salary",
			[CL_SAY_FOR_GRID_LONGEVITY] = "Longevity in the schedule",
			[CL_SAY_FOR_LONGEVITY] = "Longevity ({0})",
			[CL_SAY_FOR_STIPEND] = "Stipend ({0})",
			[CL_SAY_FOR_OVERAGE] = "Overage ({0})",
			[CL_SAY_FOR_LANE_CHANGE] = "Lane change",
			[CL_SAY_FOR_STEP_CHANGE] = "Step change",
			[CL_SAY_FOR_HOURS] = "Hours ({0})",
			[CL_SAY_FOR_OTHER] = "{0}",
			[CL_SAY_NTH] = "{5,selectordinal,one{#st}two{#nd}few{#rd}other{#th}}",
			[CL_SAY_FOR_EACH] = "{1} for each",
			[CL_SAY_FOR_EACH_NTH] = "{1} for the {0}",
			[CL_SAY_FOR_EACH_OF_TWO] = "{1} each for the {0} and the {2}",
			[CL_SAY_FOR_EACH_TO] = "{1} for each from the {0} to the {2}",
			[CL_SAY_FOR_EACH_FROM] = "{1} for each from the {0} on",
			[CL_SAY_FOR_EVERY] = "{1} for every {5,plural,=1{whole one}other{#}}",
			[CL_SAY_FOR_EVERY_TO] =
				"{1} for every {5,plural,=1{whole one}other{#}} from the {0} to the {2}",
			[CL_SAY_FOR_EVERY_FROM] =
				"{1} for every {5,plural,=1{whole one}other{#}} from the {0} on",
			[CL_SAY_FOR_ALL] = "{1} for every one of them {0}",
			[CL_SAY_FLAT] = "{1} {0}",
			[CL_SAY_IF] = "{5,plural,=1{if there is 1}other{if there are {0}}}",
			[CL_SAY_IF_TO] = "if there are {0} to {2}",
			[CL_SAY_IF_FROM] = "{5,plural,=0{in any case}=1{if there is at least 1}other{if there "
							   "are {0} or more}}",
			[CL_SAY_COMPOUND] = ", each on top of those before it",
			[CL_SAY_PRORATED] = ", of which each counted day earns its share",
			[CL_SAY_PRORATED_BY] = ", of which each counted day earns one part in {5,number,0}",
			[CL_SAY_BOUND] = ", at most {0}{1}",
		},
	.measures =
		{
			[CL_STUDENTS] = "{0} {5,plural,one{student}other{students}}",
			[CL_SEATS] = "{0} {5,plural,one{seat}other{seats}}",
			[CL_IEPS] = "{0} {5,plural,one{IEP}other{IEPs}}",
			[CL_UNITS] = "{0} {5,plural,one{unit}other{units}}",
			[CL_ASSESSMENTS] = "{0} {5,plural,one{assessment}other{assessments}}",
			[CL_PREPARATIONS] = "{0} {5,plural,one{preparation}other{preparations}}",
			[CL_SECTIONS] = "{0} {5,plural,one{section}other{sections}}",
			[CL_TEACHERS] = "{0} {5,plural,one{teacher}other{teachers}}",
			[CL_AIDES] = "{0} {5,plural,one{aide}other{aides}}",
			[CL_EMPLOYEES] = "{0} {5,plural,one{employee}other{employees}}",
			[CL_POSITIONS] = "{0} {5,plural,one{position}other{positions}}",
			[CL_MEETINGS] = "{0} {5,plural,one{meeting}other{meetings}}",
			[CL_MINUTES] = "{0} {5,plural,one{minute}other{minutes}}",
			[CL_HOURS] = "{0} {5,plural,one{hour}other{hours}}",
			[CL_DAYS] = "{0} {5,plural,one{day}other{days}}",
			[CL_FTE] = "{0} FTE",
			[CL_PERCENT] = "{0} percent",
			[CL_POINTS] = "{0} {5,plural,one{point}other{points}}",
		},
	.periods =
		{
			[CL_PER_COUNT] = "{5,plural,one{count}other{{0} counts}}",
			[CL_PER_SESSION] = "{5,plural,one{session}other{{0} sessions}}",
			[CL_PER_PERIOD] = "{5,plural,one{period}other{{0} periods}}",
			[CL_PER_HOUR] = "{5,plural,one{hour}other{{0} hours}}",
			[CL_PER_DAY] = "{5,plural,one{day}other{{0} days}}",
			[CL_PER_WEEK] = "{5,plural,one{week}other{{0} weeks}}",
			[CL_PER_MONTH] = "{5,plural,one{month}other{{0} months}}",
			[CL_PER_QUARTER] = "{5,plural,one{quarter}other{{0} quarters}}",
			[CL_PER_TRIMESTER] = "{5,plural,one{trimester}other{{0} trimesters}}",
			[CL_PER_SEMESTER] = "{5,plural,one{semester}other{{0} semesters}}",
			[CL_PER_YEAR] = "{5,plural,one{year}other{{0} years}}",
		},
};
