#include "core/explain.h"

#include <string.h>

#include "core/words.h"

static bool
say_step(cl_words *words, int half_steps, char *said)
{
	return cl_words_number(words, half_steps * 5, 1, said);
}

/* What a cell pays, rounded as the schedule pays it. */
static int64_t
paid(const cl_salary_schedule *schedule, int64_t cell)
{
	return cl_amount_round(cl_schedule_amounts(schedule)[cell], schedule->places);
}

static bool
explain_longevity(cl_words *words, cl_buffer *out, const cl_salary_schedule *schedule,
				  const cl_schedule_lane *lane, int64_t cell)
{
	int64_t top = cl_schedule_ordinary_below(schedule, lane, cell);
	char more[CL_WORDS_SIZE];
	char step[CL_WORDS_SIZE];
	char salary[CL_WORDS_SIZE];
	const char *strings[5] = {more, step, salary};

	if (top < 0)
		return true;
	return cl_words_money(words, (cl_int128) paid(schedule, cell) - paid(schedule, top),
						  CL_AMOUNT_PLACES, more) &&
		   say_step(words, cl_schedule_half_steps(schedule)[top], step) &&
		   cl_words_money(words, paid(schedule, top), CL_AMOUNT_PLACES, salary) &&
		   cl_words_add(words, out, CL_SAY_LONGEVITY, strings, 0);
}

/* Some lane pays at this very step. */
static bool
has_row(cl_env *env, const cl_salary_schedule *schedule, int half_steps)
{
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		int64_t cell = cl_schedule_cell_index(schedule, &schedule->lanes[i], half_steps);

		cl_check_interrupts(env);
		if (cell >= 0 && cl_schedule_half_steps(schedule)[cell] == half_steps)
			return true;
	}
	return false;
}

bool
cl_explain_salary(cl_env *env, const cl_salary_schedule *schedule, const cl_salary_step *step,
				  const char *locale, size_t locale_length, cl_buffer *out)
{
	cl_words words;
	int64_t cell = cl_schedule_find(schedule, step);
	const cl_schedule_lane *lane;
	char lane_name[CL_LANE_LENGTH + 1] = "";
	char asked[CL_WORDS_SIZE];
	char row[CL_WORDS_SIZE];
	char salary[CL_WORDS_SIZE];
	char exact[CL_WORDS_SIZE];
	const char *strings[5] = {lane_name, asked, row, salary};
	const char *figure[5] = {exact};
	cl_phrase phrase = CL_SAY_CELL;
	int half_steps;

	if (!cl_words_init(&words, env, locale, locale_length))
		return false;
	if (cell < 0)
		return cl_schedule_not_found(env, schedule, step);
	lane = &schedule->lanes[cl_schedule_lane_index(schedule, step->lane)];
	half_steps = cl_schedule_half_steps(schedule)[cell];
	if (cl_schedule_longevity(schedule)[cell])
		phrase = CL_SAY_LONGEVITY_ROW;
	else if (half_steps != step->half_steps)
		phrase = cell + 1 == (int64_t) lane->first + lane->rows ? CL_SAY_PAST_THE_LANE
				 : has_row(env, schedule, step->half_steps)		? CL_SAY_EMPTY_CELL
																: CL_SAY_BETWEEN_ROWS;
	memcpy(lane_name, step->lane, CL_LANE_LENGTH);
	if (!say_step(&words, step->half_steps, asked) || !say_step(&words, half_steps, row) ||
		!cl_words_money(&words, paid(schedule, cell), CL_AMOUNT_PLACES, salary) ||
		!cl_words_add(&words, out, phrase, strings, 0))
		return false;
	if (phrase == CL_SAY_LONGEVITY_ROW && !explain_longevity(&words, out, schedule, lane, cell))
		return false;
	if (paid(schedule, cell) != cl_schedule_amounts(schedule)[cell] &&
		(!cl_words_money(&words, cl_schedule_amounts(schedule)[cell], CL_AMOUNT_PLACES, exact) ||
		 !cl_words_add(&words, out, CL_SAY_ROUNDED, figure, schedule->places)))
		return false;
	return !out->failed;
}
