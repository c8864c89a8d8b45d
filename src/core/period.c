#include "core/period.h"

#include "core/text.h"

#include <string.h>

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
	char singular[16];
	size_t length = strlen(word);
	bool plural = length > 0 && cl_lower(word[length - 1]) == 's';

	if (length >= sizeof(singular))
		return CL_NO_PERIOD;
	memcpy(singular, word, length + 1);
	if (plural)
		singular[length - 1] = '\0';
	/* no period ends in an s by itself */
	for (int i = 1; i <= CL_PERIOD_LAST; i++)
		if (cl_same_word(singular, names[i]))
			return (cl_period) i;
	return CL_NO_PERIOD;
}
