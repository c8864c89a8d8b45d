#include "core/salary_schedule_since.h"
#include "core/sort.h"

#include <string.h>

#define FITS_OF_100 85
#define FEWEST_CELLS 4 /* of a lane, a step or the whole */
#define FIT_HALF_UNITS 5
#define FIT_MILLIONTHS 60
#define EXACT_FEWEST 20
#define EXACT_PART 50
#define PERCENT_PLACES 4 /* the most digits after the point that a contract's percentage has */

bool
cl_since_common(const cl_since *since, int lane, int row)
{
	int64_t at = cl_sheet_at(&since->sheet, lane, row);

	return since->sheet.paid[at] != CL_NOT_PAID && since->earlier[at] != CL_NOT_PAID;
}

static void
fill_earlier(cl_since *since, const cl_salary_schedule *earlier)
{
	cl_sheet *sheet = &since->sheet;
	bool lost[CL_HALF_STEPS];

	memset(lost, 0, sizeof(lost));
	for (uint32_t i = 0; i < earlier->lane_count; i++)
	{
		const cl_schedule_lane *lane = &earlier->lanes[i];
		int64_t here = cl_schedule_lane_index(sheet->schedule, lane->name);
		int64_t lost_before = since->lost;

		cl_check_interrupts(sheet->env);
		for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
		{
			int step = cl_schedule_half_steps(earlier)[cell];
			int row = sheet->row_of[step];
			int64_t at;

			if (cl_schedule_longevity(earlier)[cell] != sheet->longevity)
				continue;
			if (here < 0 || row < 0 ||
				sheet->paid[at = cl_sheet_at(sheet, (int) sheet->schedule->lanes[here].rank,
											 row)] == CL_NOT_PAID)
			{
				since->lost++;
				since->lost_steps += !lost[step];
				lost[step] = true;
				continue;
			}
			since->earlier[at] =
				cl_amount_round(cl_schedule_amounts(earlier)[cell], earlier->places);
			since->common++;
		}
		since->lost_lanes += since->lost > lost_before;
	}
}

bool
cl_since_open(cl_since *since, cl_env *env, const cl_salary_schedule *schedule,
			  const cl_salary_schedule *earlier, bool longevity)
{
	size_t cells;
	size_t most;

	memset(since, 0, sizeof(*since));
	since->kind = CL_NO_ONE_RAISE;
	if (!cl_sheet_open(&since->sheet, env, schedule, longevity))
		return false;
	cells = (size_t) since->sheet.lanes * (size_t) since->sheet.rows;
	most =
		(size_t) (since->sheet.lanes > since->sheet.rows ? since->sheet.lanes : since->sheet.rows);
	since->earlier = cl_allocate(env, (cells + 1) * sizeof(int64_t));
	since->raises = cl_allocate(env, (most + 1) * sizeof(cl_one_raise));
	if (!since->earlier || !since->raises)
		return false;
	for (size_t i = 0; i < cells; i++)
		since->earlier[i] = CL_NOT_PAID;
	fill_earlier(since, earlier);
	return true;
}

void
cl_since_close(cl_since *since)
{
	cl_release(since->sheet.env, since->earlier);
	cl_release(since->sheet.env, since->raises);
	cl_sheet_close(&since->sheet);
}

int64_t
cl_since_should(const cl_since *since, int lane, int row, const cl_one_raise *raise)
{
	int64_t earlier = since->earlier[cl_sheet_at(&since->sheet, lane, row)];
	int64_t fits;

	if (!raise->percent)
		return earlier + raise->sum;
	return cl_fits_int64(cl_divide_half_up((cl_int128) earlier * raise->num, raise->den), &fits)
			   ? fits
			   : INT64_MAX;
}

bool
cl_since_fits(const cl_since *since, int lane, int row, const cl_one_raise *raise)
{
	int64_t should = cl_since_should(since, lane, row, raise);
	int64_t off = cl_distance(cl_sheet_paid(&since->sheet, lane, row), should);

	if (since->exact)
		return cl_sheet_within(&since->sheet, off, 1, 0, 0);
	return should >= 0 &&
		   cl_sheet_within(&since->sheet, off, FIT_HALF_UNITS, should, FIT_MILLIONTHS);
}

/* Calls `seen` for each of the cells that both schedules have. */
typedef void (*cell_seen)(const cl_since *since, int lane, int row, void *listener);

static void
each_common(const cl_since *since, cl_some_cells cells, cell_seen seen, void *listener)
{
	int lane_from = cells.lane < 0 ? 0 : cells.lane;
	int lane_to = cells.lane < 0 ? since->sheet.lanes - 1 : cells.lane;
	int row_from = cells.row < 0 ? since->sheet.first : cells.row;
	int row_to = cells.row < 0 ? since->sheet.rows - 1 : cells.row;

	for (int lane = lane_from; lane <= lane_to; lane++)
	{
		cl_check_interrupts(since->sheet.env);
		for (int row = row_from; row <= row_to; row++)
			if (cl_since_common(since, lane, row))
				seen(since, lane, row, listener);
	}
}

typedef struct fit_count
{
	const cl_one_raise *raise;
	int64_t fits;
	int64_t of;
} fit_count;

static void
count_fit(const cl_since *since, int lane, int row, void *listener)
{
	fit_count *count = listener;

	count->of++;
	count->fits += cl_since_fits(since, lane, row, count->raise);
}

int64_t
cl_since_count_fits(const cl_since *since, cl_some_cells cells, const cl_one_raise *raise,
					int64_t *of)
{
	fit_count count = {raise, 0, 0};

	each_common(since, cells, count_fit, &count);
	*of = count.of;
	return count.fits;
}

typedef struct pair
{
	int64_t now;
	int64_t earlier;
} pair;

typedef struct pairs
{
	pair *pairs;
	size_t count;
} pairs;

static void
keep_pair(const cl_since *since, int lane, int row, void *listener)
{
	pairs *kept = listener;
	int64_t at = cl_sheet_at(&since->sheet, lane, row);

	if (since->earlier[at] > 0)
		kept->pairs[kept->count++] = (pair){since->sheet.paid[at], since->earlier[at]};
}

static int
by_factor(const void *a, const void *b)
{
	const pair *one = a;
	const pair *other = b;
	cl_int128 left = (cl_int128) one->now * other->earlier;
	cl_int128 right = (cl_int128) other->now * one->earlier;

	return (left > right) - (left < right);
}

static int
by_sum(const void *a, const void *b)
{
	const pair *one = a;
	const pair *other = b;
	int64_t left = one->now - one->earlier;
	int64_t right = other->now - other->earlier;

	return (left > right) - (left < right);
}

/* The percentage of fewest digits that fits as many of the cells as the middle one does. */
static void
shorten(const cl_since *since, cl_some_cells cells, cl_one_raise *raise)
{
	int64_t of;
	int64_t fits = cl_since_count_fits(since, cells, raise, &of);

	for (int places = 0; places <= PERCENT_PLACES; places++)
	{
		cl_one_raise shorter = {.known = true, .percent = true};
		int64_t whole = (int64_t) cl_power_of_ten(places + 2);
		cl_int128 num = cl_divide_half_up((cl_int128) raise->num * whole, raise->den);

		shorter.den = whole;
		if (!cl_fits_int64(num, &shorter.num) || shorter.num >= CL_AMOUNT_LIMIT ||
			cl_since_count_fits(since, cells, &shorter, &of) < fits)
			continue;
		*raise = shorter;
		return;
	}
}

bool
cl_since_middle(const cl_since *since, cl_some_cells cells, bool percent, cl_one_raise *raise)
{
	size_t most = (size_t) (cells.lane < 0 ? since->sheet.lanes : 1) *
				  (size_t) (cells.row < 0 ? since->sheet.rows : 1);
	pairs kept = {cl_allocate(since->sheet.env, (most + 1) * sizeof(pair)), 0};

	memset(raise, 0, sizeof(*raise));
	if (!kept.pairs)
		return false;
	raise->percent = percent;
	each_common(since, cells, keep_pair, &kept);
	if (kept.count > 0)
	{
		const pair *middle = &kept.pairs[(kept.count - 1) / 2];

		if (!cl_sort(since->sheet.env, kept.pairs, kept.count, sizeof(pair),
					 percent ? by_factor : by_sum))
		{
			cl_release(since->sheet.env, kept.pairs);
			return false;
		}
		raise->known = kept.count >= FEWEST_CELLS;
		raise->num = middle->now;
		raise->den = middle->earlier;
		raise->sum = middle->now - middle->earlier;
		if (percent)
			shorten(since, cells, raise);
		raise->known = kept.count >= FEWEST_CELLS;
	}
	cl_release(since->sheet.env, kept.pairs);
	return true;
}

static int
raises_of(const cl_since *since, cl_raise_kind kind)
{
	if (kind <= CL_ONE_SUM)
		return 1;
	return kind <= CL_SUM_A_LANE ? since->sheet.lanes : since->sheet.rows;
}

static cl_some_cells
cells_of(cl_raise_kind kind, int raise)
{
	cl_some_cells all = {-1, -1};

	if (kind == CL_FACTOR_A_LANE || kind == CL_SUM_A_LANE)
		all.lane = raise;
	else if (kind > CL_SUM_A_LANE)
		all.row = raise;
	return all;
}

const cl_one_raise *
cl_since_raise_of(const cl_since *since, int lane, int row)
{
	const cl_one_raise *raise = since->raises;

	if (since->kind == CL_FACTOR_A_LANE || since->kind == CL_SUM_A_LANE)
		raise += lane;
	else if (since->kind > CL_SUM_A_LANE)
		raise += row;
	return raise;
}

static bool
try_kind(cl_since *since, cl_raise_kind kind)
{
	since->fits = 0;
	for (int i = 0; i < raises_of(since, kind); i++)
	{
		cl_some_cells cells = cells_of(kind, i);
		int64_t of;

		if (!cl_since_middle(since, cells, kind % 2 == 0, &since->raises[i]))
			return false;
		if (since->raises[i].known)
			since->fits += cl_since_count_fits(since, cells, &since->raises[i], &of);
	}
	/* of a few cells one slip is more than the part that may be off; one raise of all is plain then
	 */
	if (since->fits * 100 >= since->common * FITS_OF_100 ||
		(kind <= CL_ONE_SUM && since->fits >= since->common - 1))
		since->kind = kind;
	return true;
}

/* A few longevity rows go with the ordinary ones, if all of them but one do. */
static void
borrow(cl_since *since, const cl_since *ordinary)
{
	int64_t of;

	if (ordinary->kind > CL_ONE_SUM)
		return;
	since->fits = cl_since_count_fits(since, (cl_some_cells){-1, -1}, ordinary->raises, &of);
	if (since->fits < 2 || since->fits < since->common - 1)
		return;
	since->raises[0] = ordinary->raises[0];
	since->kind = ordinary->kind;
	since->borrowed = true;
}

static int64_t
count_all_fits(const cl_since *since)
{
	int64_t fits = 0;
	int64_t of;

	for (int i = 0; i < raises_of(since, since->kind); i++)
		if (since->raises[i].known)
			fits += cl_since_count_fits(since, cells_of(since->kind, i), &since->raises[i], &of);
	return fits;
}

/* Where the raise gives nearly every cell to the unit, a cell that is one off is off. */
static void
look_if_exact(cl_since *since)
{
	int64_t few = since->common / EXACT_PART;
	int64_t fits;

	if (since->kind == CL_NO_ONE_RAISE || since->common < EXACT_FEWEST)
		return;
	since->exact = true;
	fits = count_all_fits(since);
	since->exact = fits >= since->common - (few > 1 ? few : 1);
	if (since->exact)
		since->fits = fits;
}

bool
cl_since_find(cl_since *since, const cl_since *ordinary)
{
	if (since->common == 0)
		return true;
	if (since->common < FEWEST_CELLS)
	{
		if (ordinary)
			borrow(since, ordinary);
		return true;
	}
	for (int kind = 0; kind < CL_RAISE_KINDS && since->kind == CL_NO_ONE_RAISE; kind++)
		if (!try_kind(since, kind))
			return false;
	look_if_exact(since);
	return true;
}
