#include "core/period.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char *const names[CL_PERIOD_LAST + 1] = {
	NULL,	"count", "session", "period",	 "hour",	 "day",
	"week", "month", "quarter", "trimester", "semester", "year",
};

const char *
cl_period_name(cl_period period)
{
	return period > CL_NO_PERIOD && period <= CL_PERIOD_LAST ? names[period] : NULL;
}

cl_period
cl_period_of(const char *word)
{
	size_t length = strlen(word);

	for (int i = 1; i <= CL_PERIOD_LAST; i++)
	{
		size_t singular = strlen(names[i]);

		if (strncasecmp(word, names[i], singular) == 0 &&
			(length == singular ||
			 (length == singular + 1 && strcasecmp(word + singular, "s") == 0)))
			return (cl_period) i;
	}
	return CL_NO_PERIOD;
}
