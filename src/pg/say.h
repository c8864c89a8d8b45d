/* say.h: what SQL's functions that say something in words have in common. */
#ifndef CASELOAD_SAY_H
#define CASELOAD_SAY_H

#include "pg/glue.h"

/* What a buffer holds, in the server's encoding; one that is not UTF-8 gets plain blanks. */
extern Datum cl_pg_words(cl_buffer *buffer);
/* A day of SQL by its number from 1970-01-01; `wrong` is what is said of an endless one. */
extern int32_t cl_pg_day(FunctionCallInfo fcinfo, int n, const char *wrong);

#endif
