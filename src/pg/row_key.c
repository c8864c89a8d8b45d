/*
 * row_key.c: what a report makes for every row that is asked for: its key, and the month of its
 * day. concat_ws() and to_char() take longer for a key than all the rest of the row.
 */
#include "pg/glue.h"

#include "utils/date.h"
#include "utils/datetime.h"

PG_FUNCTION_INFO_V1(caseload_row_key);
PG_FUNCTION_INFO_V1(caseload_month_of);

/* Eight digits, as to_char(day, 'YYYYMMDD') has them. */
static char *
put_day(char *at, DateADT day)
{
	int year, month, of_month;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &of_month);
	at = pg_ultostr_zeropad(at, (uint32) (year > 0 ? year : 1 - year), 4);
	at = pg_ultostr_zeropad(at, (uint32) month, 2);
	return pg_ultostr_zeropad(at, (uint32) of_month, 2);
}

/*
 * row_key(limit_id, test, district_id, subject_id, employee_id, day): what is not NULL, joined by
 * hyphens.
 */
Datum
caseload_row_key(PG_FUNCTION_ARGS)
{
	char key[5 * (MAXINT8LEN + 1) + 16];
	char *at = key;

	for (int i = 0; i < 6; i++)
	{
		if (PG_ARGISNULL(i) || (i == 5 && DATE_NOT_FINITE(PG_GETARG_DATEADT(i))))
			continue;
		if (at > key)
			*at++ = '-';
		if (i == 1)
			at += pg_ltoa(PG_GETARG_INT16(i), at);
		else if (i == 2)
			at += pg_ltoa(PG_GETARG_INT32(i), at);
		else if (i == 5)
			at = put_day(at, PG_GETARG_DATEADT(i));
		else
			at += pg_lltoa(PG_GETARG_INT64(i), at);
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(key, (int) (at - key)));
}

/* The first day of the month. */
Datum
caseload_month_of(PG_FUNCTION_ARGS)
{
	DateADT day = PG_GETARG_DATEADT(0);
	int year, month, of_month;

	if (DATE_NOT_FINITE(day))
		PG_RETURN_DATEADT(day);
	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &of_month);
	/* the first day that there is stands amid its month */
	if (day - (DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE) < of_month - 1)
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("date out of range")));
	PG_RETURN_DATEADT(day - (of_month - 1));
}
