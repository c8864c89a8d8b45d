/*
 * clock.c: what time is counted in. A guard counts days, or moments: microseconds of the world's
 * clock or of a clock on the wall. Its range type says which, and all that follows is numbers.
 */
#include "guard/guard.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

bool
cl_guard_is_clock(Oid type)
{
	return type == DATERANGEOID || type == TSTZRANGEOID || type == TSRANGEOID;
}

int64
cl_guard_time_of_day(DateADT day)
{
	return DATE_IS_NOBEGIN(day) ? CL_TIME_BEFORE_ALL : DATE_IS_NOEND(day) ? CL_TIME_AFTER_ALL : day;
}

static int64
time_of(Oid clock, Datum value)
{
	/* the infinite moments are the numbers that stand for no bound */
	return clock == DATERANGEOID ? cl_guard_time_of_day(DatumGetDateADT(value))
								 : DatumGetTimestampTz(value);
}

/*
 * A span begins with its first day or moment and ends before its last; a bound that is said the
 * other way round is one further, for between two microseconds there is no moment. The infinite
 * ones bound nothing, whether they belong to the range or not.
 */
static int64
next_if(bool next, int64 time)
{
	return next && time != CL_TIME_BEFORE_ALL && time != CL_TIME_AFTER_ALL ? time + 1 : time;
}

void
cl_guard_bounds(Oid clock, Datum range, cl_span *span)
{
	TypeCacheEntry *type = lookup_type_cache(clock, TYPECACHE_RANGE_INFO);
	RangeBound lower;
	RangeBound upper;
	bool empty;

	range_deserialize(type, DatumGetRangeTypeP(range), &lower, &upper, &empty);
	if (empty)
	{
		span->to = span->from;
		return;
	}
	if (!lower.infinite)
		span->from = next_if(!lower.inclusive, time_of(clock, lower.val));
	if (!upper.infinite)
		span->to = next_if(upper.inclusive, time_of(clock, upper.val));
}

static Datum
range_between(Oid clock, Datum from, bool from_all, Datum to, bool to_all)
{
	TypeCacheEntry *type = lookup_type_cache(clock, TYPECACHE_RANGE_INFO);
	RangeBound lower = {.val = from, .infinite = from_all, .inclusive = !from_all, .lower = true};
	RangeBound upper = {.val = to, .infinite = to_all, .inclusive = false, .lower = false};

	return RangeTypePGetDatum(cl_make_range(type, &lower, &upper, false));
}

Datum
cl_guard_range(Oid clock, int64 from, int64 to)
{
	bool days = clock == DATERANGEOID;

	return range_between(clock, days ? DateADTGetDatum((DateADT) from) : TimestampTzGetDatum(from),
						 from == CL_TIME_BEFORE_ALL,
						 days ? DateADTGetDatum((DateADT) to) : TimestampTzGetDatum(to),
						 to == CL_TIME_AFTER_ALL);
}

static DateADT
day_of(Oid clock, int64 time)
{
	if (clock == DATERANGEOID)
		return (DateADT) time;
	return DatumGetDateADT(
		clock == TSTZRANGEOID
			? DirectFunctionCall1(timestamptz_date, TimestampTzGetDatum(time))
			: DirectFunctionCall1(timestamp_date, TimestampGetDatum((Timestamp) time)));
}

/* The days that these moments touch, by the session's clock. */
Datum
cl_guard_days(Oid clock, int64 from, int64 to)
{
	bool from_all = from == CL_TIME_BEFORE_ALL;
	bool to_all = to == CL_TIME_AFTER_ALL;

	return range_between(DATERANGEOID, DateADTGetDatum(from_all ? 0 : day_of(clock, from)),
						 from_all, DateADTGetDatum(to_all ? 0 : day_of(clock, to - 1) + 1), to_all);
}

static char *
day_text(int32 day)
{
	int year;
	int month;
	int of_month;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &of_month);
	if (year <= 0)
		return psprintf("%04d-%02d-%02d BC", 1 - year, month, of_month);
	return psprintf("%04d-%02d-%02d", year, month, of_month);
}

/* In ISO form, whatever DateStyle is, as the days are; a moment of the world's clock in TimeZone.
 */
char *
cl_guard_time_text(Oid clock, int64 time)
{
	bool zoned = clock == TSTZRANGEOID;
	struct pg_tm parts;
	fsec_t second;
	int zone = 0;
	const char *name = NULL;
	char text[MAXDATELEN + 1];

	if (clock == DATERANGEOID)
		return day_text((int32) time);
	if (timestamp2tm(time, zoned ? &zone : NULL, &parts, &second, zoned ? &name : NULL, NULL) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("timestamp out of range")));
	EncodeDateTime(&parts, second, zoned, zone, name, USE_ISO_DATES, text);
	return pstrdup(text);
}
