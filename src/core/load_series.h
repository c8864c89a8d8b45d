/*
 * load_series.h: a load on each counted day. One flat piece without pointers: the head, a
 * bitmap of the counted days from the first on, then the changes of the load in order of days.
 * The load of a day is the sum of the changes up to it; before the first change it is zero.
 *
 * The state of the aggregates is a series too, only not finished: it has room for more
 * changes, some of which may be zero, and may remember the bytes of the server's value that
 * its days came from, so that those of the next row need not be read again.
 */
#ifndef CL_LOAD_SERIES_H
#define CL_LOAD_SERIES_H

#include "core/caseload_unit.h"
#include "core/day_set.h"

/* No 200 years in a row have more days. */
#define CL_SERIES_SPAN_MOST 73050

typedef struct cl_change
{
	int64_t at; /* days from the first */
	int64_t by; /* millionths */
} cl_change;

typedef struct cl_load_series
{
	int32_t vl_len_;   /* the server's */
	int32_t first;	   /* the first counted day; 0 if there is none */
	uint32_t span;	   /* days from the first to the last, both included; 0 if there is none */
	uint32_t changes;  /* how many */
	uint32_t room;	   /* of a state: for how many changes; 0 once finished */
	uint32_t key_size; /* of a state: the bytes remembered after the changes */
	uint8_t measure;   /* cl_measure; none: a zero of any measure */
	uint8_t finished;
	uint8_t zero[6];
} cl_load_series;

static inline uint32_t
cl_series_words(uint32_t span)
{
	return (span + 63) / 64;
}

static inline const uint64_t *
cl_series_days(const cl_load_series *series)
{
	return (const uint64_t *) (series + 1);
}

static inline const cl_change *
cl_series_changes(const cl_load_series *series)
{
	return (const cl_change *) (cl_series_days(series) + cl_series_words(series->span));
}

static inline size_t
cl_series_size_of(uint32_t span, uint32_t changes, size_t key)
{
	return sizeof(cl_load_series) + cl_series_words(span) * sizeof(uint64_t) +
		   changes * sizeof(cl_change) + key;
}

static inline uint32_t
cl_series_room(const cl_load_series *series)
{
	return series->finished ? series->changes : series->room;
}

static inline const void *
cl_series_key(const cl_load_series *series)
{
	return cl_series_changes(series) + cl_series_room(series);
}

static inline size_t
cl_series_size(const cl_load_series *series)
{
	return cl_series_size_of(series->span, cl_series_room(series), series->key_size);
}

static inline bool
cl_series_counts(const cl_load_series *series, int64_t at)
{
	return at >= 0 && at < series->span && (cl_series_days(series)[at / 64] >> (at % 64) & 1);
}

/* ---- days: offsets from the first day ---- */

/* The first counted day at or after this one, the last one before it; span and -1 for none. */
extern int64_t cl_series_next_counted(const cl_load_series *series, int64_t at);
extern int64_t cl_series_last_counted(const cl_load_series *series, int64_t before);
/* How many days are counted from one to before another. */
extern int64_t cl_series_count(const cl_load_series *series, int64_t from, int64_t to);
/* The n-th counted day (from 1) at or after this one; span if there are not so many. */
extern int64_t cl_series_nth_counted(const cl_load_series *series, int64_t from, int64_t n);
extern bool cl_series_same_days(const cl_load_series *a, const cl_load_series *b);
extern bool cl_series_same_runs(const cl_load_series *series, const cl_run *runs, size_t count);

/* ---- making: a state, then its changes, then finish ---- */

/* Zero on these days, runs in order and apart; room for so many changes and a key. */
extern cl_load_series *cl_series_start(cl_env *env, cl_measure measure, const cl_run *runs,
									   size_t count, uint32_t room, size_t key_size);
/* A state without days in its bitmap, to be filled in by the caller. */
extern cl_load_series *cl_series_blank(cl_env *env, cl_measure measure, int32_t first,
									   uint32_t span, uint32_t room, size_t key_size);
/* A copy that is a state, with room for so many changes at least; the key is kept. */
extern cl_load_series *cl_series_copy(cl_env *env, const cl_load_series *series, uint32_t room);
/* The canonical form; every load is checked to be a quantity (CL_OUT_OF_RANGE). */
extern cl_load_series *cl_series_finish(cl_env *env, const cl_load_series *state);

static inline uint64_t *
cl_state_days(cl_load_series *state)
{
	return (uint64_t *) (state + 1);
}

static inline cl_change *
cl_state_changes(cl_load_series *state)
{
	return (cl_change *) (cl_state_days(state) + cl_series_words(state->span));
}

/* Room for two more changes, which is what a range takes. */
static inline bool
cl_state_has_room(const cl_load_series *state)
{
	return state->changes + 2 <= state->room;
}

/* A change more, in its place; false on overflow. There must be room. */
extern bool cl_state_change(cl_load_series *state, int64_t at, int64_t by);
/* A change after all those there are: the load is so much from this day on. */
extern bool cl_state_load_from(cl_load_series *state, int64_t at, int64_t *load, int64_t wanted);
/* The measure of what is put in; CL_BAD_ARGUMENT if it is another one. */
extern bool cl_state_measure(cl_env *env, cl_load_series *state, cl_measure measure);
/* So much on the counted days of a range, which may reach beyond them. There must be room. */
extern bool cl_state_add_range(cl_env *env, cl_load_series *state, int32_t from, int32_t to,
							   int64_t quantity);
/* Another series of the same days on top; there must be room for all its changes. */
extern bool cl_state_add_series(cl_env *env, cl_load_series *state, const cl_load_series *series);
/*
 * So much on one day more, or once more on the same: the state, or a new one if it had no room.
 * NULL begins one.
 */
extern cl_load_series *cl_state_add_day(cl_env *env, cl_load_series *state, cl_measure measure,
										int32_t day, int64_t quantity);
/* Always false: days that differ from the first row's. */
extern bool cl_series_fail_days(cl_env *env);

/* Always false: the load of this day is none. */
extern bool cl_series_fail_load(cl_env *env, const cl_load_series *state, int64_t at);

/* ---- text and bytes ---- */

extern cl_load_series *cl_series_parse(cl_env *env, const char *utf8, size_t length);
extern void cl_series_print(const cl_load_series *series, cl_buffer *out);
/* The binary form, which is also what is hashed: frozen. */
extern void cl_series_write(const cl_load_series *series, cl_buffer *out);
extern cl_load_series *cl_series_receive(cl_env *env, const uint8_t *data, size_t length);
/* By canonical bytes: equal series are equal, the order means nothing. */
extern int cl_series_compare(const cl_load_series *a, const cl_load_series *b);

/*
 * Every byte as it is stored, which may come from anywhere, `length` of them: CL_BAD_BINARY unless
 * it is a series that is finished, or a state that can be finished or added to.
 */
extern bool cl_series_check(cl_env *env, const cl_load_series *series, size_t length);

/* ---- reading ---- */

/* Stretches on which the load is the same, in order, from the first to the last day. */
typedef struct cl_stretch
{
	const cl_load_series *series;
	uint32_t next; /* change */
	int64_t from;
	int64_t to;
	int64_t load;
} cl_stretch;

static inline cl_stretch
cl_series_stretches(const cl_load_series *series)
{
	cl_stretch stretch = {series, 0, 0, 0, 0};

	return stretch;
}

static inline bool
cl_next_stretch(cl_stretch *stretch)
{
	const cl_load_series *series = stretch->series;
	const cl_change *changes = cl_series_changes(series);

	if (stretch->to >= series->span)
		return false;
	stretch->from = stretch->to;
	if (stretch->next < series->changes && changes[stretch->next].at == stretch->from)
		stretch->load += changes[stretch->next++].by;
	stretch->to = stretch->next < series->changes ? changes[stretch->next].at : series->span;
	return true;
}

/* False if the day is not counted. */
extern bool cl_series_load_on(const cl_load_series *series, int32_t day, int64_t *load);
/* The counted days with a load above this. */
extern int64_t cl_series_days_above(cl_env *env, const cl_load_series *series, int64_t quantity);

/* ---- point by point: load_series_combine.c ---- */

typedef enum cl_series_way
{
	CL_SERIES_ADD,
	CL_SERIES_SUBTRACT,
	CL_SERIES_DIVIDE, /* a day with divisor zero drops out */
	CL_SERIES_LESSER,
	CL_SERIES_GREATER,
	CL_SERIES_OVERAGE,
	CL_SERIES_SHORTAGE,
	CL_SERIES_DURING,
} cl_series_way;

/* On the days that both have. */
extern cl_load_series *cl_series_combine(cl_env *env, cl_series_way way, const cl_load_series *a,
										 const cl_load_series *b);
/* With the same unit on every day. */
extern cl_load_series *cl_series_combine_unit(cl_env *env, cl_series_way way,
											  const cl_load_series *a, cl_caseload_unit b);
/* On the days of either: what counts a day alone has its own load there. ADD or GREATER. */
extern cl_load_series *cl_series_union(cl_env *env, cl_series_way way, const cl_load_series *a,
									   const cl_load_series *b);
/* Each load by itself; false with env->error filled in. */
typedef bool (*cl_load_function)(cl_env *env, void *argument, int64_t load, int64_t *out);
extern cl_load_series *cl_series_map(cl_env *env, const cl_load_series *series,
									 cl_load_function function, void *argument);
extern cl_load_series *cl_series_round(cl_env *env, const cl_load_series *series, int digits,
									   cl_rounding how);
/* Drops the days that are in none of the runs. */
extern cl_load_series *cl_series_on_days(cl_env *env, const cl_load_series *series,
										 const cl_run *runs, size_t count);

/* ---- one point a period: load_series_points.c ---- */

typedef enum cl_series_point
{
	CL_SERIES_HIGHEST,
	CL_SERIES_MEAN,
	CL_SERIES_MEAN_OVER, /* of the days above zero */
	CL_SERIES_LAST,
	CL_SERIES_TOTAL,
} cl_series_point;

/* The point stands on the period's last counted day, whichever it is; all other days drop out. */
extern cl_load_series *cl_series_points(cl_env *env, cl_series_point point,
										const cl_load_series *series, const cl_run *periods,
										size_t count);

/* ---- time gates: load_series_gates.c ---- */

/* Of each period so many days, in a row or not. */
extern cl_load_series *cl_series_lasting(cl_env *env, const cl_load_series *series,
										 cl_caseload_unit least, const cl_run *periods,
										 size_t count, bool from_then);
/* Days in a row; a run ends where one of the borders begins or ends. */
extern cl_load_series *cl_series_lasting_runs(cl_env *env, const cl_load_series *series,
											  cl_caseload_unit least, bool from_then,
											  const cl_run *borders, size_t count);
extern cl_load_series *cl_series_standing_on(cl_env *env, const cl_load_series *series,
											 const cl_run *runs, size_t count,
											 const cl_run *borders, size_t border_count);
/*
 * Periods, in order, of which one ends and the next begins earlier: where a load above zero that
 * stands over the border began, if that is within so many of the last counted days.
 */
extern bool cl_series_carry(cl_env *env, const cl_load_series *series, cl_run *periods,
							size_t count, cl_caseload_unit most);

/* ---- each one over by itself: load_series_levels.c ---- */

/* The next level above this one that any day reaches; false if none does. */
extern bool cl_series_level_above(cl_env *env, const cl_load_series *series, int64_t below,
								  int64_t *above);
/* What of each load lies between two levels. */
extern cl_load_series *cl_series_between(cl_env *env, const cl_load_series *series, int64_t below,
										 int64_t above);

/* ---- counts that hold: load_series_held.c ---- */

/* Each of these days from the first counted day on has the load of the last one up to it. */
extern cl_load_series *cl_series_held(cl_env *env, const cl_load_series *series, const cl_run *runs,
									  size_t count);

#endif
