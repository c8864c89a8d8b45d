/*
 * salary_schedule.h: a whole salary grid as one flat value, without pointers, that is read
 * where it lies: lanes sorted by the bytes of their names, each with its cells sorted by
 * step, all found by bisection. One step may have an ordinary cell and, after it, one of
 * longevity. Amounts are in 10^-8, above zero: a cell of nothing is no cell.
 */
#ifndef CL_SALARY_SCHEDULE_H
#define CL_SALARY_SCHEDULE_H

#include "core/salary_step.h"

#define CL_SCHEDULE_VERSION 1
#define CL_AMOUNT_PLACES 8
#define CL_AMOUNT_LIMIT INT64_C(1000000000000000000) /* 10^10, in units of 10^-8 */
#define CL_LANE_UNITS_PLACES 6
#define CL_LANE_UNITS_LIMIT INT64_C(1000000000000000) /* 10^9, in units of 10^-6 */
#define CL_SCHEDULE_LANES_MOST 10000
#define CL_HALF_STEPS (2 * CL_STEP_MOST + 1) /* of a lane, 0 to 99 by halves */
#define CL_LANE_ROWS_MOST (2 * CL_HALF_STEPS)

typedef struct cl_schedule_lane
{
	char name[CL_LANE_LENGTH]; /* padded with NULs */
	uint32_t rank;			   /* in the printed order, from 0 */
	int64_t units;			   /* that the lane needs, in 10^-6; 0 unless has_units */
	uint32_t first;			   /* of its cells */
	uint16_t rows;
	uint8_t has_units;
	uint8_t zero;
} cl_schedule_lane;

/* After the lanes: int64 amounts[cell_count], uint8 half_steps[cell_count], longevity[cell_count]
 */
typedef struct cl_salary_schedule
{
	uint32_t
		header; /* the server's length word, no part of the value; there may be room at the end */
	uint8_t version;
	uint8_t places; /* that salary() rounds to */
	uint8_t zero[2];
	uint32_t lane_count;
	uint32_t cell_count;
	cl_schedule_lane lanes[];
} cl_salary_schedule;

static inline size_t
cl_schedule_size_for(size_t lanes, size_t cells)
{
	return sizeof(cl_salary_schedule) + lanes * sizeof(cl_schedule_lane) +
		   cells * (sizeof(int64_t) + 2);
}

static inline size_t
cl_schedule_size(const cl_salary_schedule *schedule)
{
	return cl_schedule_size_for(schedule->lane_count, schedule->cell_count);
}

static inline const int64_t *
cl_schedule_amounts(const cl_salary_schedule *schedule)
{
	return (const int64_t *) (schedule->lanes + schedule->lane_count);
}

static inline const uint8_t *
cl_schedule_half_steps(const cl_salary_schedule *schedule)
{
	return (const uint8_t *) (cl_schedule_amounts(schedule) + schedule->cell_count);
}

static inline const uint8_t *
cl_schedule_longevity(const cl_salary_schedule *schedule)
{
	return cl_schedule_half_steps(schedule) + schedule->cell_count;
}

/* Every byte of it, which may come from anywhere, `length` of them: CL_BAD_BINARY. */
extern bool cl_schedule_check(cl_env *env, const cl_salary_schedule *schedule, size_t length);
/* That an amount may stand in a cell: above zero and below the limit; CL_OUT_OF_RANGE naming it. */
extern bool cl_amount_check(cl_env *env, cl_int128 amount, const char *lane, int half_steps,
							bool longevity);

/* Finding. An index, or -1 with nothing said: quick, for every row of a query. */
extern int64_t cl_schedule_lane_index(const cl_salary_schedule *schedule, const char *name);
/* The highest row of the lane at or below the step; where the step itself has two, the ordinary
 * one. */
extern int64_t cl_schedule_cell_index(const cl_salary_schedule *schedule,
									  const cl_schedule_lane *lane, int half_steps);
/* The row of this very step and kind. */
extern int64_t cl_schedule_row_index(const cl_salary_schedule *schedule,
									 const cl_schedule_lane *lane, int half_steps, bool longevity);
/* What pays the placement; 12L by a longevity row alone: the highest row at or below it is one, or
 * nothing is found. */
extern int64_t cl_schedule_find(const cl_salary_schedule *schedule, const cl_salary_step *step);
/* Whether it is a longevity cell beside an ordinary one of the same step. */
extern bool cl_schedule_is_beside(const cl_salary_schedule *schedule, const cl_schedule_lane *lane,
								  int64_t cell);
/* The last ordinary row of the lane below this cell; -1 if there is none. */
extern int64_t cl_schedule_ordinary_below(const cl_salary_schedule *schedule,
										  const cl_schedule_lane *lane, int64_t cell);
/* Why cl_schedule_find found nothing, and what there is; always false. */
extern bool cl_schedule_not_found(cl_env *env, const cl_salary_schedule *schedule,
								  const cl_salary_step *step);
extern bool cl_schedule_no_lane(cl_env *env, const cl_salary_schedule *schedule, const char *name);
/* Half up to so many places, -9 to 8: in units of the last one, or still in 10^-8. */
extern int64_t cl_amount_in(int64_t amount, int places);
extern int64_t cl_amount_round(int64_t amount, int places);

/* Lane indexes in printed order, `schedule->lane_count` of them. */
extern uint32_t *cl_schedule_printed_order(cl_env *env, const cl_salary_schedule *schedule);
/* The last ordinary row of a lane, as cell index; CL_BAD_ARGUMENT if it has none. */
extern bool cl_schedule_top(cl_env *env, const cl_salary_schedule *schedule,
							const cl_schedule_lane *lane, int64_t *cell);
/* The lane with the most units among those whose units are reached; finer than a lane's own, so
 * that 35.9999999 does not reach 36. */
#define CL_REACHED_PLACES 20
extern bool cl_schedule_lane_for_units(cl_env *env, const cl_salary_schedule *schedule,
									   cl_int128 units, const cl_schedule_lane **lane);

/* The order of the canonical bytes (those that are sent); it means nothing. */
extern int cl_schedule_compare(const cl_salary_schedule *a, const cl_salary_schedule *b);

extern cl_salary_schedule *cl_schedule_parse(cl_env *env, const char *utf8, size_t length);
extern void cl_schedule_print(const cl_salary_schedule *schedule, cl_buffer *out);
extern void cl_schedule_write(const cl_salary_schedule *schedule, cl_buffer *out);
extern cl_salary_schedule *cl_schedule_receive(cl_env *env, const uint8_t *data, size_t length);

/* Arithmetic: a new schedule, or NULL. */
#define CL_FACTOR_PLACES 27
extern cl_salary_schedule *cl_schedule_multiply(cl_env *env, const cl_salary_schedule *schedule,
												cl_int128 factor);
#define CL_ADDEND_PLACES 20
extern cl_salary_schedule *cl_schedule_add(cl_env *env, const cl_salary_schedule *schedule,
										   cl_int128 addend);
/* Cell by cell; CL_BAD_ARGUMENT for a lane or cell that one of them has alone. Lanes stand as in
 * the first. */
extern cl_salary_schedule *cl_schedule_sum(cl_env *env, const cl_salary_schedule *a,
										   const cl_salary_schedule *b);
extern cl_salary_schedule *cl_schedule_round(cl_env *env, const cl_salary_schedule *schedule,
											 int digits);
extern cl_salary_schedule *cl_schedule_paid_in(cl_env *env, const cl_salary_schedule *schedule,
											   int digits);

#endif
