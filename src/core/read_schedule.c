/* read_schedule.c: a printed table from text to grid, in the order in which it is understood. */
#include "core/read_schedule.h"

#include "core/read_table.h"
#include "core/salary_schedule_draft.h"

#include <string.h>

static bool
fold_given(cl_table *table)
{
	size_t count = table->options->step_count;

	if (count == 0)
		return true;
	table->given = cl_table_allocate(table, count * sizeof(char *));
	if (!table->given)
		return false;
	for (size_t i = 0; i < count; i++)
	{
		const cl_read_step *step = &table->options->steps[i];

		if (step->half_steps < 0 || step->half_steps >= CL_HALF_STEPS)
			return cl_fail(table->env, CL_OUT_OF_RANGE, "a step lies between 0 and %d",
						   CL_STEP_MOST);
		table->given[i] = cl_table_fold_label(table, step->label, step->length);
		if (!table->given[i])
			return false;
	}
	return true;
}

/* A label that no line has is a slip of the caller's. */
static bool
check_given(cl_table *table)
{
	for (size_t i = 0; i < table->options->step_count; i++)
	{
		const cl_read_step *step = &table->options->steps[i];
		bool found = false;

		for (size_t line = 0; line < table->line_count && !found; line++)
			found = table->lines[line].label.given && table->lines[line].label.given_at == i;
		if (found)
			continue;
		cl_fail(table->env, CL_BAD_ARGUMENT, "no row is labeled \"%.*s\"",
				(int) cl_clip(step->label, step->length, 60), step->label);
		return cl_hint(
			table->env,
			"Take it out of steps, or write it as the table prints it; case and blanks do "
			"not count.");
	}
	return true;
}

/* The lanes and cells that are left, as everything else makes a schedule. */
static cl_salary_schedule *
build(cl_table *table, cl_schedule_draft *draft)
{
	for (size_t column = 0; column < table->column_count; column++)
	{
		const cl_table_column *lane = &table->columns[column];
		uint32_t at = (uint32_t) draft->lane_count;

		if (lane->aside)
			continue;
		if (!cl_draft_lane_add(draft, lane->name, false, 0))
			return NULL;
		for (size_t row = 0; row < table->row_count; row++)
		{
			const cl_table_cell *cell = cl_table_at(table, table->placed, row, column);

			cl_check_interrupts(table->env);
			if (!cell)
				continue;
			if (cell->places > draft->places)
				draft->places = cell->places;
			if (!cl_draft_cell_add(draft, at, cl_table_row_line(table, row)->label.half_steps,
								   table->rows[row].longevity,
								   (cl_int128) cell->amount *
									   cl_power_of_ten(CL_AMOUNT_PLACES - 2)))
				return NULL;
		}
	}
	return cl_draft_build(draft);
}

cl_salary_schedule *
cl_read_schedule(cl_env *env, const char *utf8, size_t length, const cl_read_options *options,
				 cl_reading_told told, void *listener)
{
	cl_table table;
	cl_schedule_draft draft;
	cl_salary_schedule *made = NULL;

	env->error.code = CL_OK;
	memset(&table, 0, sizeof(table));
	table.env = env;
	table.options = options;
	table.source = utf8;
	table.source_length = length;
	cl_draft_init(&draft, env, 0);
	if (cl_table_fold(&table) && fold_given(&table) && cl_table_find_form(&table) &&
		cl_table_split(&table) && cl_table_find_rows(&table) && cl_table_find_steps(&table) &&
		cl_table_find_columns(&table) && cl_table_check_sides(&table) &&
		cl_table_keep_values(&table) && cl_table_name_lanes(&table) && cl_table_check(&table) &&
		check_given(&table))
		made = build(&table, &draft);
	if (made)
		cl_table_tell(&table, told, listener);
	cl_draft_free(&draft);
	cl_table_free(&table);
	return made;
}

bool
cl_read_step_read(cl_env *env, const char *text, size_t length, cl_read_step *step)
{
	cl_text ascii = {
		.data = (char *) text, .length = length, .source = text, .source_length = length};
	cl_int128 tenths;
	cl_scan scan;

	cl_scan_init(&scan, env, "salary_schedule", &ascii);
	if (length == 0 || !cl_is_digit(text[0]) || !cl_scan_decimal(&scan, 1, &tenths, NULL) ||
		tenths % 5 != 0 || tenths > CL_STEP_MOST * 10)
		return false;
	step->half_steps = (int) (tenths / 5);
	step->longevity = scan.at < length && cl_upper(text[scan.at]) == 'L';
	return scan.at + step->longevity == length;
}
