#include "core/salary_schedule_sheet.h"
#include "core/sort.h"

#include <string.h>

#define FEWEST_CELLS 8 /* that something can be said of */
#define PERCENTILE 85
#define TIMES 6			   /* the percentile of all errors */
#define TAIL_PERCENTILE 95 /* a table may have odd corners of its own: */
#define TIMES_TAIL 2	   /* what is named stands out of them, too */
#define FLOOR_HALF_UNITS 6
#define FLOOR_MILLIONTHS                                                                           \
	2000				   /* of the amount in the middle; less is the habit of printed tables     \
							*/
#define FIRST_RUN_TIMES 30 /* first steps are set apart in most contracts */

/* How near the laws come to one cell. */
typedef struct nearest
{
	const cl_sheet *sheet;
	const cl_verdict *verdict;
	int64_t paid;
	cl_law law; /* of those that count */
	int64_t off;
} nearest;

static void
hear(void *listener, const cl_law *law)
{
	nearest *heard = listener;
	int64_t off = cl_distance(law->value, heard->paid);

	if ((heard->verdict->laws & CL_LAW_BIT(law->kind, law->percent)) && off < heard->off)
	{
		heard->law = *law;
		heard->off = off;
	}
}

static nearest
listen(const cl_sheet *sheet, const cl_verdict *verdict, int lane, int row)
{
	nearest heard = {.sheet = sheet, .verdict = verdict, .off = CL_AMOUNT_LIMIT};

	heard.paid = cl_sheet_paid(sheet, lane, row);
	cl_sheet_laws(sheet, lane, row, hear, &heard);
	return heard;
}

/* The law to tell. */
typedef struct chosen
{
	const cl_verdict *verdict;
	int64_t paid;
	cl_law law;
	int64_t explains; /* below zero before any has spoken */
} chosen;

static void
choose(void *listener, const cl_law *law)
{
	chosen *best = listener;
	int64_t explains = best->verdict->explains[2 * law->kind + law->percent];

	if (!(best->verdict->laws & CL_LAW_BIT(law->kind, law->percent)) || explains < best->explains ||
		(explains == best->explains &&
		 cl_distance(law->value, best->paid) >= cl_distance(best->law.value, best->paid)))
		return;
	best->law = *law;
	best->explains = explains;
}

bool
cl_sheet_law_of(const cl_sheet *sheet, const cl_verdict *verdict, int lane, int row, cl_law *law)
{
	chosen best = {.verdict = verdict, .paid = cl_sheet_paid(sheet, lane, row), .explains = -1};

	cl_sheet_laws(sheet, lane, row, choose, &best);
	*law = best.law;
	return best.explains >= 0;
}

static int
by_size(const void *a, const void *b)
{
	int64_t one = *(const int64_t *) a;
	int64_t other = *(const int64_t *) b;

	return (one > other) - (one < other);
}

/*
 * Of the cells that a law speaks of: how many, their errors and their amounts, sorted; with
 * `by_cell` also where each stands, and to which law it is nearest. False without memory.
 */
static bool
measure(const cl_sheet *sheet, cl_verdict *verdict, int64_t *by_cell, int64_t *errors,
		int64_t *amounts, int64_t *of)
{
	int64_t judged = 0;

	for (int lane = 0; lane < sheet->lanes; lane++)
	{
		cl_check_interrupts(sheet->env);
		for (int row = sheet->first; row < sheet->rows; row++)
		{
			nearest heard;

			if (cl_sheet_paid(sheet, lane, row) == CL_NOT_PAID)
				continue;
			heard = listen(sheet, verdict, lane, row);
			if (heard.off == CL_AMOUNT_LIMIT)
				continue;
			if (by_cell)
			{
				by_cell[cl_sheet_at(sheet, lane, row)] = heard.off;
				verdict->by[heard.law.kind]++;
			}
			errors[judged] = heard.off;
			amounts[judged++] = heard.paid;
		}
	}
	*of = judged;
	return cl_sort(sheet->env, errors, (size_t) judged, sizeof(int64_t), by_size) &&
		   cl_sort(sheet->env, amounts, (size_t) judged, sizeof(int64_t), by_size);
}

static int64_t
limit_of(const cl_sheet *sheet, bool strict, const int64_t *errors, int64_t amount, int64_t judged,
		 bool tight)
{
	cl_int128 most = (cl_int128) errors[(judged - 1) * PERCENTILE / 100] * TIMES;
	cl_int128 tail = (cl_int128) errors[(judged - 1) * TAIL_PERCENTILE / 100] * TIMES_TAIL;
	cl_int128 limit = (most > tail ? most : tail) / (strict ? 2 : 1);
	cl_int128 floor =
		(cl_int128) amount * (tight ? CL_EXPLAINED_MILLIONTHS : FLOOR_MILLIONTHS) / 1000000;
	int64_t fits;

	if (strict && !tight)
		floor /= 2;
	if (floor < (cl_int128) sheet->unit * FLOOR_HALF_UNITS / 2)
		floor = (cl_int128) sheet->unit * FLOOR_HALF_UNITS / 2;
	if (limit < floor)
		limit = floor;
	return cl_fits_int64(limit, &fits) ? fits : INT64_MAX;
}

/* Rows at the beginning of the lane that are paid alike, two or more; else none. */
static int
end_of_first_run(const cl_sheet *sheet, int lane)
{
	int begin = cl_sheet_next(sheet, lane, sheet->first - 1, 1);
	int end = begin;
	int next;

	while (end >= 0 && (next = cl_sheet_next(sheet, lane, end, 1)) >= 0 &&
		   cl_sheet_paid(sheet, lane, next) == cl_sheet_paid(sheet, lane, begin))
		end = next;
	return end > begin ? end : -1;
}

static void
mark_what_is_off(cl_sheet *sheet, const cl_verdict *verdict)
{
	for (int lane = 0; lane < sheet->lanes; lane++)
	{
		int run = end_of_first_run(sheet, lane);

		cl_check_interrupts(sheet->env);
		for (int row = sheet->first; row < sheet->rows; row++)
		{
			int64_t at = cl_sheet_at(sheet, lane, row);
			cl_int128 most =
				row <= run ? (cl_int128) verdict->loose_limit * FIRST_RUN_TIMES : verdict->limit;

			if (sheet->error[at] > most)
				sheet->mark[at] = CL_OFF;
		}
	}
}

static bool
is_off(const cl_sheet *sheet, int lane, int row)
{
	cl_mark mark = sheet->mark[cl_sheet_at(sheet, lane, row)];

	return mark == CL_OFF || mark == CL_OFF_BESIDE;
}

/* At either end of a lane a cell is known by its one neighbor there, and is off if that one is. */
static bool
goes_by(const cl_sheet *sheet, int lane, int row, int other)
{
	int way = other - row;

	return cl_sheet_next(sheet, lane, row, way) == other &&
		   cl_sheet_next(sheet, lane, row, -way) < sheet->first &&
		   cl_sheet_next(sheet, lane, other, way) >= sheet->first;
}

static bool
is_worst(const cl_sheet *sheet, int lane, int row)
{
	int64_t error = sheet->error[cl_sheet_at(sheet, lane, row)];

	for (int l = lane - 1; l <= lane + 1; l++)
		for (int r = row - 1; r <= row + 1; r++)
		{
			bool before = l < lane || (l == lane && r < row);
			int64_t other;

			if (r < sheet->first || cl_sheet_paid(sheet, l, r) == CL_NOT_PAID ||
				!is_off(sheet, l, r) || (l == lane && r == row))
				continue;
			other = sheet->error[cl_sheet_at(sheet, l, r)];
			if (l == lane && goes_by(sheet, lane, row, r))
				return false;
			if (l == lane && goes_by(sheet, lane, r, row))
				continue;
			if (other > error || (before && other == error))
				return false;
		}
	return true;
}

/* A slip draws its neighbors with it: only the worst of them is named, the first of equals. */
static void
keep_the_worst(cl_sheet *sheet)
{
	for (int lane = 0; lane < sheet->lanes; lane++)
	{
		cl_check_interrupts(sheet->env);
		for (int row = sheet->first; row < sheet->rows; row++)
			if (is_off(sheet, lane, row) && !is_worst(sheet, lane, row))
				sheet->mark[cl_sheet_at(sheet, lane, row)] = CL_OFF_BESIDE;
	}
}

/* The cell that is farthest off; -1 if none is off. */
static int64_t
farthest(const cl_sheet *sheet)
{
	int64_t worst = -1;

	for (int64_t at = 0; at < (int64_t) sheet->lanes * sheet->rows; at++)
		if (sheet->error[at] > 0 && (worst < 0 || sheet->error[at] > sheet->error[worst]))
			worst = at;
	return worst;
}

/*
 * What is named: a slip must not widen the limit that it is measured by, so the errors are those
 * that the others have when the cell that is farthest off is taken away.
 */
static bool
find_limits(cl_sheet *sheet, bool strict, cl_verdict *verdict, int64_t *errors, int64_t *amounts)
{
	int64_t worst = farthest(sheet);
	int64_t taken = worst < 0 ? 0 : sheet->paid[worst];
	int64_t judged;
	bool done;

	if (worst >= 0)
		sheet->paid[worst] = CL_NOT_PAID;
	done = measure(sheet, verdict, NULL, errors, amounts, &judged);
	if (worst >= 0)
		sheet->paid[worst] = taken;
	if (!done || judged == 0)
		return done;
	verdict->loose_limit = limit_of(sheet, strict, errors, amounts[judged / 2], judged, false);
	verdict->limit = limit_of(sheet, strict, errors, amounts[judged / 2], judged, verdict->tight);
	return true;
}

bool
cl_sheet_judge(cl_sheet *sheet, bool strict, cl_verdict *verdict)
{
	int64_t *errors = cl_allocate(sheet->env, (size_t) (sheet->cells + 1) * sizeof(int64_t));
	int64_t *amounts = cl_allocate(sheet->env, (size_t) (sheet->cells + 1) * sizeof(int64_t));
	bool done = errors && amounts && cl_sheet_find_laws(sheet, verdict) &&
				measure(sheet, verdict, sheet->error, errors, amounts, &verdict->judged);

	verdict->too_few = done && verdict->judged < FEWEST_CELLS;
	if (done && !verdict->too_few)
	{
		done = find_limits(sheet, strict, verdict, errors, amounts);
		mark_what_is_off(sheet, verdict);
		keep_the_worst(sheet);
	}
	cl_release(sheet->env, errors);
	cl_release(sheet->env, amounts);
	return done;
}
