#include "core/salary_schedule_sheet.h"

/* A schedule that is judged alone: its ordinary rows and its longevity rows. */
typedef struct alone
{
	cl_env *env;
	const cl_salary_schedule *schedule;
	const cl_problem_listener *listener;
	cl_sheet sheets[2];
	cl_verdict verdicts[2];
	bool failed;
} alone;

static void
tell(alone *all, const cl_sheet *sheet, int lane, int row, const char *words, const cl_said *said)
{
	cl_buffer text;

	cl_buffer_init(&text, all->env);
	cl_sheet_say(sheet, &text, words, said);
	all->failed = !cl_sheet_tell(sheet, all->listener, lane, row, &text) || all->failed;
}

static void
tell_off(alone *all, int group, int lane, int row)
{
	const cl_sheet *sheet = &all->sheets[group];
	cl_buffer text;
	cl_law law;

	cl_buffer_init(&text, all->env);
	if (cl_sheet_law_of(sheet, &all->verdicts[group], lane, row, &law))
		cl_sheet_say_law(sheet, &text, &law, lane, row);
	all->failed = !cl_sheet_tell(sheet, all->listener, lane, row, &text) || all->failed;
}

static void
tell_less(alone *all, const cl_sheet *sheet, int lane, int row, int than_lane, int than_row)
{
	cl_said said = {
		.amounts = {cl_sheet_paid(sheet, lane, row), cl_sheet_paid(sheet, than_lane, than_row)},
		.rows = {than_row},
		.place = {than_lane, than_row}};

	if (than_lane != lane)
		tell(all, sheet, lane, row, "pays $, less than the $ of @, the lane before", &said);
	else if (than_row < sheet->first)
		tell(all, sheet, lane, row, "pays $, less than the $ of #", &said);
	else
		tell(all, sheet, lane, row, "pays $, less than the $ of @, the step before", &said);
}

static void
tell_cell(alone *all, int group, int lane, int row)
{
	const cl_sheet *sheet = &all->sheets[group];
	cl_said said = {.rows = {row + 1, row - 1}};

	switch (sheet->mark[cl_sheet_at(sheet, lane, row)])
	{
		case CL_OFF:
			tell_off(all, group, lane, row);
			break;
		case CL_ROW_TWICE:
			tell(all, sheet, lane, row,
				 "and the lanes after it pay what # pays, a double rise from #", &said);
			break;
		case CL_FALL:
			tell_less(all, sheet, lane, row, lane, cl_sheet_next(sheet, lane, row, -1));
			break;
		case CL_LANE_FALL:
			tell_less(all, sheet, lane, row, lane - 1, row);
			break;
		default:
			break;
	}
}

/* Whether the lane pays nothing at this row of the sheet, which is some other lane's. */
static bool
is_hole(const alone *all, const cl_sheet *sheet, int lane, int row)
{
	return cl_sheet_paid(sheet, lane, row) == CL_NOT_PAID &&
		   cl_schedule_row_index(all->schedule, cl_sheet_lane(sheet, lane), sheet->steps[row],
								 !sheet->longevity) < 0;
}

/* Steps that are left out one after another are told once. */
static void
tell_hole(alone *all, const cl_sheet *sheet, int lane, int row, int to)
{
	cl_said said = {.rows = {to}};

	tell(all, sheet, lane, row,
		 to == row
			 ? "is not paid, though other lanes have this step and this lane goes on after it"
			 : "is not paid, nor what follows through #, though other lanes have these steps and "
			   "this lane goes on after them",
		 &said);
}

static void
tell_rows(alone *all, int group, int lane)
{
	const cl_sheet *sheet = &all->sheets[group];
	int begin = cl_sheet_next(sheet, lane, sheet->first - 1, 1);
	int end = cl_sheet_next(sheet, lane, sheet->rows, -1);

	for (int row = begin; begin >= 0 && row <= end; row++)
		if (is_hole(all, sheet, lane, row))
		{
			int from = row;

			while (is_hole(all, sheet, lane, row + 1)) /* the lane goes on, so it ends */
				row++;
			tell_hole(all, sheet, lane, from, row);
		}
		else if (cl_sheet_paid(sheet, lane, row) != CL_NOT_PAID)
			tell_cell(all, group, lane, row);
}

static void
tell_lane(alone *all, int lane)
{
	const cl_sheet *ordinary = &all->sheets[0];
	const cl_schedule_lane *here = cl_sheet_lane(ordinary, lane);
	int first_ordinary = cl_sheet_next(ordinary, lane, -1, 1);
	const cl_sheet *first = first_ordinary >= 0 ? ordinary : &all->sheets[1];
	int row = first->row_of[cl_schedule_half_steps(all->schedule)[here->first]];

	cl_check_interrupts(all->env);
	if (first_ordinary >= 0)
		row = first_ordinary;
	if (lane > 0)
	{
		const cl_schedule_lane *left = cl_sheet_lane(ordinary, lane - 1);

		if (here->has_units && left->has_units && here->units <= left->units)
			tell(all, first, lane, row,
				 "begins a lane that needs no more units than the lane before", NULL);
	}
	tell_rows(all, 0, lane);
	tell_rows(all, 1, lane);
	if (first_ordinary < 0)
		tell(all, first, lane, row, "begins a lane of longevity rows alone", NULL);
}

/* What was judged, and what of it no law speaks of. */
static const char *const laws[CL_LAW_KINDS] = {
	"the lanes around",
	"the lane beside",
	"the middle of the lanes beside",
	"the lane's rise repeated",
	"the lane's percentage repeated",
	"the middle of the steps beside",
	"the last rows of a lane flat",
	"steps paid alike",
	"a step more is a lane more",
};

static bool
has_law(const void *asker, int lane, int row)
{
	const cl_sheet *sheet = asker;

	return sheet->error[cl_sheet_at(sheet, lane, row)] >= 0;
}

static bool
has_none(const void *asker, int lane, int row)
{
	return !has_law(asker, lane, row);
}

static bool
any(const void *asker, int lane, int row)
{
	return true;
}

static void
say_laws(const cl_sheet *sheet, const cl_verdict *verdict, cl_buffer *words)
{
	const char *before = "nearest to the law: ";
	cl_said limit = {.amounts = {verdict->limit}};

	for (int kind = 0; kind < CL_LAW_KINDS; kind++)
		if (verdict->by[kind] > 0)
		{
			cl_buffer_text(words, before);
			cl_buffer_text(words, laws[kind]);
			cl_buffer_char(words, ' ');
			cl_buffer_decimal(words, verdict->by[kind], 0, 0);
			before = ", ";
		}
	cl_sheet_say(sheet, words, "; named is what is more than $ off", &limit);
}

static void
say_judged(alone *all, int group)
{
	const cl_sheet *sheet = &all->sheets[group];
	const cl_verdict *verdict = &all->verdicts[group];
	cl_buffer words;
	bool said;

	cl_buffer_init(&words, all->env);
	if (verdict->too_few)
	{
		cl_buffer_text(&words, "too few cells that others speak of to know the laws: falls, holes "
							   "and repeated rows were looked for alone");
		said = cl_sheet_tell_judged(sheet, all->listener, false, any, sheet, &words);
	}
	else
	{
		cl_buffer none;

		say_laws(sheet, verdict, &words);
		said = cl_sheet_tell_judged(sheet, all->listener, true, has_law, sheet, &words);
		cl_buffer_init(&none, all->env);
		cl_buffer_text(&none, "no law speaks of them: no lane beside has this step and the one "
							  "before or after, and lanes here repeat no rise");
		said = cl_sheet_tell_judged(sheet, all->listener, false, has_none, sheet, &none) && said;
		cl_buffer_free(&none);
	}
	all->failed = !said || all->failed;
	cl_buffer_free(&words);
}

bool
cl_schedule_problems(cl_env *env, const cl_salary_schedule *schedule, bool strict,
					 const cl_problem_listener *listener)
{
	alone all = {.env = env, .schedule = schedule, .listener = listener};

	for (int group = 0; group < 2; group++)
		all.failed = !cl_sheet_open(&all.sheets[group], env, schedule, group == 1) || all.failed;
	for (int group = 0; group < 2 && !all.failed; group++)
	{
		all.failed = !cl_sheet_judge(&all.sheets[group], strict, &all.verdicts[group]);
		cl_sheet_mark_rows(&all.sheets[group]);
	}
	for (int lane = 0; listener->told && !all.failed && lane < (int) schedule->lane_count; lane++)
		tell_lane(&all, lane);
	for (int group = 0; listener->judged && group < 2 && !all.failed; group++)
		say_judged(&all, group);
	for (int group = 0; group < 2; group++)
		cl_sheet_close(&all.sheets[group]);
	return !all.failed;
}
