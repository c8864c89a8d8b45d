/*
 * salary_schedule_sheet.h: the ordinary rows of a schedule, or its longevity rows, as a sheet of
 * lanes and rows to compare cells on. Amounts are as printed, in 10^-8.
 */
#ifndef CL_SALARY_SCHEDULE_SHEET_H
#define CL_SALARY_SCHEDULE_SHEET_H

#include "core/salary_schedule_problems.h"

#define CL_NOT_PAID (-1)

typedef struct cl_sheet
{
	cl_env *env;
	const cl_salary_schedule *schedule;
	uint32_t *order; /* lanes as printed */
	bool longevity;
	int64_t unit; /* of the last printed place */
	int lanes;
	int rows;
	int first;		/* of longevity rows 1: row 0 is each lane's last ordinary cell below them */
	int64_t cells;	/* in the rows from `first` on */
	int64_t *paid;	/* by lane and row; CL_NOT_PAID where there is no cell */
	int64_t *error; /* of each cell to the nearest law; below zero where no law speaks */
	uint8_t *mark;	/* cl_mark of each cell */
	int16_t row_of[CL_HALF_STEPS]; /* by half steps; -1 */
	uint8_t steps[CL_HALF_STEPS + 1];
} cl_sheet;

typedef enum cl_mark
{
	CL_FINE,
	CL_OFF,		   /* what no law explains */
	CL_OFF_BESIDE, /* the same, beside a cell that is more so */
	CL_ROW_TWICE,  /* from here on the lanes repeat the next row */
	CL_FALL,	   /* less than the step before */
	CL_LANE_FALL,  /* less than the lane before */
} cl_mark;

/* False without memory; to be freed in any case. */
extern bool cl_sheet_open(cl_sheet *sheet, cl_env *env, const cl_salary_schedule *schedule,
						  bool longevity);
extern void cl_sheet_close(cl_sheet *sheet);

static inline int64_t
cl_sheet_at(const cl_sheet *sheet, int lane, int row)
{
	return (int64_t) lane * sheet->rows + row;
}

/* CL_NOT_PAID also outside of the sheet. */
static inline int64_t
cl_sheet_paid(const cl_sheet *sheet, int lane, int row)
{
	return lane < 0 || lane >= sheet->lanes || row < 0 || row >= sheet->rows
			   ? CL_NOT_PAID
			   : sheet->paid[cl_sheet_at(sheet, lane, row)];
}

/* The next row of the lane that is paid, upward (-1) or downward (1) of this one; -1. */
extern int cl_sheet_next(const cl_sheet *sheet, int lane, int row, int way);
extern const cl_schedule_lane *cl_sheet_lane(const cl_sheet *sheet, int lane);

/* A law says what a cell should be by others. */
typedef enum cl_law_kind
{
	CL_LAW_AROUND,	 /* the rise that is the middle one of up to three lanes to each side */
	CL_LAW_NEAREST,	 /* the rise of the lane beside */
	CL_LAW_MIDDLE,	 /* between the lanes beside */
	CL_LAW_REPEATED, /* the rise before it in its lane, once more */
	CL_LAW_REPEATED_PERCENT,
	CL_LAW_BETWEEN,	 /* the middle of the rows beside in its lane */
	CL_LAW_FLAT_END, /* as the row beside, at the end of the lane */
	CL_LAW_FLAT,	 /* the same, inside */
	CL_LAW_DIAGONAL, /* a step more is a lane more */
	CL_LAW_KINDS
} cl_law_kind;

/* From this one on a law counts only where it explains some of the sheet. */
#define CL_LAW_FIRST_TO_HOLD CL_LAW_REPEATED

/* A set of laws, each by sum and by proportion. */
#define CL_LAW_BIT(kind, percent) (UINT32_C(1) << (2 * (kind) + (percent)))
#define CL_LAWS_BY_SUM UINT32_C(0x55555555)
#define CL_LAWS_BY_PERCENT UINT32_C(0xAAAAAAAA)

typedef struct cl_law
{
	cl_law_kind kind;
	bool percent; /* by proportion; else by sum */
	int from;	  /* the row it goes from; -1 */
	int lanes[2]; /* the first and the last of those it takes */
	int lane_count;
	int64_t value;
} cl_law;

typedef void (*cl_law_spoken)(void *listener, const cl_law *law);
extern void cl_sheet_laws(const cl_sheet *sheet, int lane, int row, cl_law_spoken spoken,
						  void *listener);

/* Which laws count, how far each cell is off, and what is marked. */
typedef struct cl_verdict
{
	uint32_t laws;						/* that count */
	int64_t explains[2 * CL_LAW_KINDS]; /* cells, by the bit of the law */
	int64_t by[CL_LAW_KINDS];			/* cells that are nearest to it */
	int64_t judged;						/* cells of which a law speaks, if the sheet is judged */
	int64_t limit;						/* what is farther off is named */
	bool tight;							/* all but a few cells are explained */
	int64_t loose_limit;				/* the same in a table whose laws hold less tightly */
	bool too_few;
} cl_verdict;

/* The laws that count; clears the verdict. */
extern bool cl_sheet_find_laws(const cl_sheet *sheet, cl_verdict *verdict);
extern bool cl_sheet_judge(cl_sheet *sheet, bool strict, cl_verdict *verdict);
/* Of the laws that speak of the cell the one that explains the most others; false if none does. */
extern bool cl_sheet_law_of(const cl_sheet *sheet, const cl_verdict *verdict, int lane, int row,
							cl_law *law);
/* Marks falls, and rows that repeat the next one. */
extern void cl_sheet_mark_rows(cl_sheet *sheet);

static inline int64_t
cl_distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/* Whether `off` is within so many half units of the last printed place, or millionths of `of`. */
static inline bool
cl_sheet_within(const cl_sheet *sheet, int64_t off, int half_units, int64_t of, int millionths)
{
	return (cl_int128) off * 2 <= (cl_int128) sheet->unit * half_units ||
		   (cl_int128) off * 1000000 <= (cl_int128) of * millionths;
}

/* Whether a law that is so far off still explains the amount. */
#define CL_EXPLAINED_HALF_UNITS 5
#define CL_EXPLAINED_MILLIONTHS 300

static inline bool
cl_sheet_explained(const cl_sheet *sheet, int64_t off, int64_t paid)
{
	return cl_sheet_within(sheet, off, CL_EXPLAINED_HALF_UNITS, paid, CL_EXPLAINED_MILLIONTHS);
}

/* Telling: `words` with amounts ($), rows (#), lanes (%) and placements (@), in the order of the
 * arguments of each kind. */
typedef struct cl_said
{
	int64_t amounts[3];
	int rows[2];
	int lanes[2];
	int place[2]; /* lane and row */
} cl_said;

extern void cl_sheet_say(const cl_sheet *sheet, cl_buffer *out, const char *words,
						 const cl_said *said);
extern bool cl_sheet_tell(const cl_sheet *sheet, const cl_problem_listener *listener, int lane,
						  int row, cl_buffer *text);
/* A row, as printed: 7.5, 19L. */
extern void cl_sheet_say_row(const cl_sheet *sheet, cl_buffer *out, int row);
extern void cl_sheet_say_lane(const cl_sheet *sheet, cl_buffer *out, int lane);
/* What the law says of the cell, which is off it. */
extern void cl_sheet_say_law(const cl_sheet *sheet, cl_buffer *out, const cl_law *law, int lane,
							 int row);

/* Tells of cells for which `counts` is true. */
typedef bool (*cl_cell_counts)(const void *asker, int lane, int row);
extern bool cl_sheet_tell_judged(const cl_sheet *sheet, const cl_problem_listener *listener,
								 bool judged, cl_cell_counts counts, const void *asker,
								 cl_buffer *words);

#endif
