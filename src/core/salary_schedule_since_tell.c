#include "core/salary_schedule_since.h"

#include <string.h>

#define OWN_FITS_OF_100 75 /* of the cells of a row or lane that has a raise of its own */
#define FEWEST_WHOLE 3	   /* cells of it */
#define RAISES_SAID 12
#define PERCENT_DIGITS 6

/* A row or a lane of which no cell has the raise; and the raise that it has instead, if any. */
typedef struct whole
{
	bool off;
	int64_t cells;
	cl_one_raise own; /* known: it has one */
} whole;

typedef struct teller
{
	cl_env *env;
	const cl_problem_listener *listener;
	cl_since since[2];
	whole *rows; /* of the group that is told */
	whole *lanes;
	bool failed;
} teller;

static const char *const groups[2] = {"the ordinary rows", "the longevity rows"};

static void
say_size(const cl_since *since, cl_buffer *out, const cl_one_raise *raise)
{
	if (raise->percent)
	{
		cl_int128 percent = cl_divide_half_up((cl_int128) (raise->num - raise->den) *
												  cl_power_of_ten(PERCENT_DIGITS + 2),
											  raise->den);

		cl_buffer_decimal(out, percent, PERCENT_DIGITS, 0);
		cl_buffer_char(out, '%');
	}
	else
		cl_buffer_decimal(out, raise->sum, CL_AMOUNT_PLACES, 0);
}

static void
say_raise(const cl_since *since, cl_buffer *out, int lane, int row)
{
	cl_buffer_text(out, "the raise of ");
	say_size(since, out, cl_since_raise_of(since, lane, row));
	if (since->kind == CL_FACTOR_A_LANE || since->kind == CL_SUM_A_LANE)
	{
		cl_buffer_text(out, " in lane ");
		cl_sheet_say_lane(&since->sheet, out, lane);
	}
	else if (since->kind > CL_SUM_A_LANE)
	{
		cl_buffer_text(out, " at ");
		cl_sheet_say_row(&since->sheet, out, row);
	}
}

static bool
judged(const void *asker, int lane, int row)
{
	const cl_since *since = asker;

	return since->kind != CL_NO_ONE_RAISE && cl_since_common(since, lane, row) &&
		   cl_since_raise_of(since, lane, row)->known;
}

static bool
is_off(const cl_since *since, int lane, int row)
{
	return judged(since, lane, row) &&
		   !cl_since_fits(since, lane, row, cl_since_raise_of(since, lane, row));
}

static bool
find_own_raise(const cl_since *since, cl_some_cells cells, cl_one_raise *own)
{
	cl_one_raise raises[2];
	int64_t fits[2];
	int64_t of = 0;

	for (int percent = 0; percent < 2; percent++)
	{
		if (!cl_since_middle(since, cells, percent == 1, &raises[percent]))
			return false;
		fits[percent] = cl_since_count_fits(since, cells, &raises[percent], &of);
	}
	*own = raises[fits[1] >= fits[0]];
	own->known = fits[fits[1] >= fits[0]] * 100 >= of * OWN_FITS_OF_100;
	return true;
}

static bool
look_at_whole(const cl_since *since, cl_some_cells cells, whole *found)
{
	int lane_from = cells.lane < 0 ? 0 : cells.lane;
	int lane_to = cells.lane < 0 ? since->sheet.lanes - 1 : cells.lane;
	int row_from = cells.row < 0 ? since->sheet.first : cells.row;
	int row_to = cells.row < 0 ? since->sheet.rows - 1 : cells.row;

	memset(found, 0, sizeof(*found));
	for (int lane = lane_from; lane <= lane_to; lane++)
		for (int row = row_from; row <= row_to; row++)
			if (judged(since, lane, row))
			{
				if (!is_off(since, lane, row))
					return true;
				found->cells++;
			}
	found->off = found->cells >= FEWEST_WHOLE;
	return !found->off || find_own_raise(since, cells, &found->own);
}

static void
find_wholes(teller *all, const cl_since *since)
{
	for (int row = since->sheet.first; row < since->sheet.rows; row++)
		all->failed =
			!look_at_whole(since, (cl_some_cells){-1, row}, &all->rows[row]) || all->failed;
	for (int lane = 0; lane < since->sheet.lanes; lane++)
	{
		cl_check_interrupts(all->env);
		all->failed =
			!look_at_whole(since, (cl_some_cells){lane, -1}, &all->lanes[lane]) || all->failed;
	}
}

static void
tell(teller *all, const cl_since *since, int lane, int row, cl_buffer *text)
{
	all->failed = !cl_sheet_tell(&since->sheet, all->listener, lane, row, text) || all->failed;
}

static void
tell_cell(teller *all, const cl_since *since, int lane, int row, const whole *in)
{
	const cl_one_raise *raise = in ? &in->own : cl_since_raise_of(since, lane, row);
	cl_said paid = {.amounts = {cl_sheet_paid(&since->sheet, lane, row)}};
	cl_said should = {.amounts = {cl_since_should(since, lane, row, raise)}};
	cl_buffer text;

	cl_buffer_init(&text, all->env);
	cl_sheet_say(&since->sheet, &text, "pays $, where ", &paid);
	if (in)
	{
		cl_buffer_text(&text, "the raise of the others beside it, ");
		say_size(since, &text, raise);
		cl_buffer_char(&text, ',');
	}
	else
		say_raise(since, &text, lane, row);
	cl_sheet_say(&since->sheet, &text, " gives $", &should);
	tell(all, since, lane, row, &text);
}

static void
tell_whole(teller *all, const cl_since *since, int lane, int row, const whole *of, bool is_row)
{
	cl_buffer text;

	cl_buffer_init(&text, all->env);
	cl_buffer_text(&text, "begins ");
	if (is_row)
		cl_sheet_say_row(&since->sheet, &text, row);
	else
	{
		cl_buffer_text(&text, "lane ");
		cl_sheet_say_lane(&since->sheet, &text, lane);
	}
	cl_buffer_text(&text, ", whose ");
	cl_buffer_decimal(&text, of->cells, 0, 0);
	cl_buffer_text(&text, " cells");
	if (of->own.known)
	{
		cl_buffer_text(&text, " have a raise of their own, ");
		say_size(since, &text, &of->own);
		cl_buffer_text(&text, ", and not ");
	}
	else
		cl_buffer_text(&text, " are all off ");
	say_raise(since, &text, lane, row);
	tell(all, since, lane, row, &text);
}

/* The first of the cells of a whole row or lane that both schedules have. */
static bool
begins(const cl_since *since, int lane, int row, bool is_row)
{
	for (int l = is_row ? 0 : lane; is_row && l < lane; l++)
		if (judged(since, l, row))
			return false;
	for (int r = since->sheet.first; !is_row && r < row; r++)
		if (judged(since, lane, r))
			return false;
	return true;
}

static void
look_at_cell(teller *all, const cl_since *since, int lane, int row)
{
	const whole *in_row = &all->rows[row];
	const whole *in = in_row->off ? in_row : &all->lanes[lane];

	if (!is_off(since, lane, row))
		return;
	if (!in->off)
	{
		tell_cell(all, since, lane, row, NULL);
		return;
	}
	if (begins(since, lane, row, in == in_row))
		tell_whole(all, since, lane, row, in, in == in_row);
	if (in->own.known && !cl_since_fits(since, lane, row, &in->own))
		tell_cell(all, since, lane, row, in);
}

/* Why the whole group is not judged. */
static void
say_why_not(const cl_since *since, cl_buffer *out)
{
	if (since->common > 0 && since->common < 4)
	{
		cl_buffer_text(out, "the earlier schedule has ");
		cl_buffer_decimal(out, since->common, 0, 0);
		cl_buffer_text(out, " cells of ");
		cl_buffer_text(out, groups[since->sheet.longevity]);
		cl_buffer_text(out, ", too few to know a raise by");
		return;
	}
	cl_buffer_text(out, since->common == 0 ? "the earlier schedule has no cell of "
										   : "no one raise leads from the earlier schedule to ");
	cl_buffer_text(out, groups[since->sheet.longevity]);
}

static void
tell_group(teller *all, const cl_since *since)
{
	const cl_sheet *sheet = &since->sheet;

	if (sheet->cells == 0)
		return;
	if (since->kind == CL_NO_ONE_RAISE)
	{
		cl_buffer text;

		cl_buffer_init(&text, all->env);
		say_why_not(since, &text);
		cl_buffer_text(&text, ": they are not judged");
		tell(all, since, -1, -1, &text);
		return;
	}
	all->rows = cl_allocate(all->env, ((size_t) sheet->rows + 1) * sizeof(whole));
	all->lanes = cl_allocate(all->env, ((size_t) sheet->lanes + 1) * sizeof(whole));
	all->failed = !all->rows || !all->lanes;
	if (!all->failed)
		find_wholes(all, since);
	for (int lane = 0; lane < sheet->lanes && !all->failed; lane++)
	{
		cl_check_interrupts(all->env);
		for (int row = sheet->first; row < sheet->rows; row++)
			look_at_cell(all, since, lane, row);
	}
	cl_release(all->env, all->rows);
	cl_release(all->env, all->lanes);
}

static bool
is_new(const void *asker, int lane, int row)
{
	return !cl_since_common(asker, lane, row);
}

static bool
is_unknown(const void *asker, int lane, int row)
{
	return cl_since_common(asker, lane, row) && !judged(asker, lane, row);
}

static void
say_raises(const cl_since *since, cl_buffer *out)
{
	static const char *const kinds[CL_RAISE_KINDS] = {
		"one percentage",	   "one sum",	   "a percentage a lane", "a sum a lane",
		"a percentage a step", "a sum a step",
	};
	bool by_lane = since->kind == CL_FACTOR_A_LANE || since->kind == CL_SUM_A_LANE;
	int to = since->kind <= CL_ONE_SUM ? 1 : by_lane ? since->sheet.lanes : since->sheet.rows;
	const char *before = ": ";
	int said = 0;

	cl_buffer_text(out, kinds[since->kind]);
	for (int i = 0; i < to; i++)
	{
		if (!since->raises[i].known)
			continue;
		if (said++ == RAISES_SAID)
		{
			cl_buffer_text(out, " and so on");
			break;
		}
		cl_buffer_text(out, before);
		before = ", ";
		if (since->kind > CL_ONE_SUM && by_lane)
			cl_sheet_say_lane(&since->sheet, out, i);
		else if (since->kind > CL_ONE_SUM)
			cl_sheet_say_row(&since->sheet, out, i);
		if (since->kind > CL_ONE_SUM)
			cl_buffer_char(out, ' ');
		say_size(since, out, &since->raises[i]);
	}
}

static void
report(teller *all, const cl_since *since, bool is_judged, cl_cell_counts counts, cl_buffer *words)
{
	all->failed =
		!cl_sheet_tell_judged(&since->sheet, all->listener, is_judged, counts, since, words) ||
		all->failed;
	cl_buffer_free(words);
}

static void
say_judged(teller *all, const cl_since *since)
{
	cl_buffer words;

	cl_buffer_init(&words, all->env);
	if (since->kind == CL_NO_ONE_RAISE)
	{
		say_why_not(since, &words);
		report(all, since, false, is_unknown, &words);
	}
	else
	{
		say_raises(since, &words);
		cl_buffer_text(&words, since->borrowed ? ", as the ordinary rows; it fits " : "; it fits ");
		cl_buffer_decimal(&words, since->fits, 0, 0);
		cl_buffer_text(&words, " of the cells");
		report(all, since, true, judged, &words);
		cl_buffer_init(&words, all->env);
		cl_buffer_text(&words, "fewer than four cells of the lane or step to know its raise by");
		report(all, since, false, is_unknown, &words);
	}
	cl_buffer_init(&words, all->env);
	cl_buffer_text(&words, "the earlier schedule does not have them");
	report(all, since, false, is_new, &words);
	if (since->lost > 0)
	{
		cl_judged lost = {since->sheet.longevity,
						  false,
						  since->lost,
						  since->lost_lanes,
						  since->lost_steps,
						  "the earlier schedule has them, and this one does not"};

		all->listener->judged(all->listener->owner, &lost);
	}
}

bool
cl_schedule_problems_since(cl_env *env, const cl_salary_schedule *schedule,
						   const cl_salary_schedule *earlier, const cl_problem_listener *listener)
{
	teller all = {.env = env, .listener = listener};

	for (int group = 0; group < 2; group++)
		all.failed =
			!cl_since_open(&all.since[group], env, schedule, earlier, group == 1) || all.failed;
	for (int group = 0; group < 2 && !all.failed; group++)
		all.failed = !cl_since_find(&all.since[group], group == 1 ? &all.since[0] : NULL);
	for (int group = 0; group < 2 && !all.failed && listener->told; group++)
		tell_group(&all, &all.since[group]);
	for (int group = 0; group < 2 && !all.failed && listener->judged; group++)
		say_judged(&all, &all.since[group]);
	for (int group = 0; group < 2; group++)
		cl_since_close(&all.since[group]);
	return !all.failed;
}
