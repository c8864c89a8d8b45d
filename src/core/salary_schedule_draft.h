/*
 * salary_schedule_draft.h: a schedule while it is put together, and the one constructor that
 * everything passes through: text, bytes, aggregates, lanes kept, longevity added.
 */
#ifndef CL_SALARY_SCHEDULE_DRAFT_H
#define CL_SALARY_SCHEDULE_DRAFT_H

#include "core/salary_schedule.h"

typedef struct cl_draft_lane
{
	char name[CL_LANE_LENGTH];
	bool has_units;
	int64_t units;
} cl_draft_lane;

typedef struct cl_draft_cell
{
	int64_t amount;
	uint32_t lane; /* of the draft's */
	uint8_t half_steps;
	bool longevity;
} cl_draft_cell;

typedef struct cl_schedule_draft
{
	cl_env *env;
	int places;
	cl_draft_lane *lanes; /* in printed order */
	size_t lane_count;
	size_t lane_room;
	cl_draft_cell *cells; /* in any order */
	size_t cell_count;
	size_t cell_room;
} cl_schedule_draft;

extern void cl_draft_init(cl_schedule_draft *draft, cl_env *env, int places);
extern void cl_draft_free(cl_schedule_draft *draft);
extern bool cl_draft_lane_add(cl_schedule_draft *draft, const char *name, bool has_units,
							  int64_t units);
/* The amount is checked here, so that an error can still name its place. */
extern bool cl_draft_cell_add(cl_schedule_draft *draft, uint32_t lane, int half_steps,
							  bool longevity, cl_int128 amount);
/* A lane of the schedule and all its cells. */
extern bool cl_draft_lane_copy(cl_schedule_draft *draft, const cl_salary_schedule *schedule,
							   const cl_schedule_lane *lane);
/* The constructor: CL_BAD_ARGUMENT for a lane or cell that stands twice and for a lane without
 * cells. The draft stays to be freed. */
extern cl_salary_schedule *cl_draft_build(cl_schedule_draft *draft);

/* The error of a cell that is given twice, by step and kind; always false. */
extern bool cl_draft_twice(cl_env *env, const char *lane, int half_steps, bool longevity);

/* A header cell: V, MA + 30 or II(36); folded text. */
extern bool cl_draft_lane_read(cl_scan *scan, size_t end, cl_draft_lane *lane);
/* That a header cell of a table which is not of the type's own form names a lane; `at` is its
 * place. */
extern bool cl_draft_lane_is_name(cl_scan *scan, size_t at, const char *lane);
/* It begins with "step(2)" and a tab, as it is printed: a dump holds whatever an earlier version
 * took for a lane. */
extern bool cl_draft_is_own_form(const cl_text *text);
/* To the error of a text that is no schedule: what may read it. NULL. */
extern cl_salary_schedule *cl_draft_unread(cl_env *env);
/* These lanes in this order, given as folded header cells, one a line of text. */
typedef struct cl_lane_text
{
	const char *utf8;
	size_t length;
} cl_lane_text;
/* One of them, and the lane of the schedule that it names; CL_BAD_ARGUMENT if there is none. */
extern bool cl_draft_lane_find(cl_env *env, const cl_salary_schedule *schedule,
							   const cl_lane_text *wanted, cl_draft_lane *lane, int64_t *index);
extern cl_salary_schedule *cl_schedule_with_lanes(cl_env *env, const cl_salary_schedule *schedule,
												  const cl_lane_text *lanes, size_t count);

/* Factors in units of 10^-27 and amounts of 10^-20, as of cl_schedule_multiply and cl_schedule_add,
 * lane by lane. */
typedef struct cl_lane_number
{
	cl_lane_text lane;
	cl_int128 number;
} cl_lane_number;

extern cl_salary_schedule *cl_schedule_times_by_lane(cl_env *env,
													 const cl_salary_schedule *schedule,
													 const cl_lane_number *factors, size_t count);
extern cl_salary_schedule *cl_schedule_plus_by_lane(cl_env *env, const cl_salary_schedule *schedule,
													const cl_lane_number *amounts, size_t count);

/*
 * For the aggregate: puts one more cell in; lanes come to stand in natural order. With
 * `room` bytes at `schedule`, of which it may use what is free, it changes the schedule in
 * place and returns it; else (or if room is 0) a new one, of *new_room bytes, half of them
 * free if `spare`. `schedule` may be NULL.
 */
extern cl_salary_schedule *cl_schedule_insert(cl_env *env, cl_salary_schedule *schedule,
											  size_t room, const cl_salary_step *step,
											  cl_int128 amount, bool longevity, int places,
											  bool spare, size_t *new_room);
/* The union of two, lanes in natural order. */
extern cl_salary_schedule *cl_schedule_union(cl_env *env, const cl_salary_schedule *a,
											 const cl_salary_schedule *b);

#endif
