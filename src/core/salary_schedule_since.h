/* salary_schedule_since.h: the raise that leads from an earlier schedule to the rows of a sheet. */
#ifndef CL_SALARY_SCHEDULE_SINCE_H
#define CL_SALARY_SCHEDULE_SINCE_H

#include "core/salary_schedule_sheet.h"

/* In this order the first that fits is taken. */
typedef enum cl_raise_kind
{
	CL_ONE_FACTOR,
	CL_ONE_SUM,
	CL_FACTOR_A_LANE,
	CL_SUM_A_LANE,
	CL_FACTOR_A_STEP,
	CL_SUM_A_STEP,
	CL_NO_ONE_RAISE,
} cl_raise_kind;

#define CL_RAISE_KINDS CL_NO_ONE_RAISE

/* One of them: of the earlier amount num / den, plus sum. */
typedef struct cl_one_raise
{
	bool known; /* else there were too few cells to know it */
	bool percent;
	int64_t num;
	int64_t den;
	int64_t sum;
} cl_one_raise;

typedef struct cl_since
{
	cl_sheet sheet;
	int64_t *earlier; /* by lane and row; CL_NOT_PAID */
	int64_t common;	  /* cells that both have */
	int64_t lost;	  /* cells of the earlier one alone, */
	int lost_lanes;	  /* and in how many of its lanes */
	int lost_steps;
	cl_raise_kind kind;
	cl_one_raise *raises; /* one, one a lane or one a row, by `kind` */
	int64_t fits;
	bool exact;	   /* nearly all cells are what the raise makes of them, rounded */
	bool borrowed; /* that of the ordinary rows, since there are too few longevity rows */
} cl_since;

extern bool cl_since_open(cl_since *since, cl_env *env, const cl_salary_schedule *schedule,
						  const cl_salary_schedule *earlier, bool longevity);
extern void cl_since_close(cl_since *since);
/* Finds the kind and its raises; `ordinary` is NULL for the ordinary rows themselves. */
extern bool cl_since_find(cl_since *since, const cl_since *ordinary);

/* Some cells: every one of them, those of a lane, or those of a row; -1 for all. */
typedef struct cl_some_cells
{
	int lane;
	int row;
} cl_some_cells;

/* The raise that is the middle one of theirs, in as few digits as fit as many of them. */
extern bool cl_since_middle(const cl_since *since, cl_some_cells cells, bool percent,
							cl_one_raise *raise);
extern int64_t cl_since_count_fits(const cl_since *since, cl_some_cells cells,
								   const cl_one_raise *raise, int64_t *of);
extern const cl_one_raise *cl_since_raise_of(const cl_since *since, int lane, int row);
extern bool cl_since_fits(const cl_since *since, int lane, int row, const cl_one_raise *raise);
/* What the raise makes of the earlier cell. */
extern int64_t cl_since_should(const cl_since *since, int lane, int row, const cl_one_raise *raise);
extern bool cl_since_common(const cl_since *since, int lane, int row);

#endif
