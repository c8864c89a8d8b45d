/* read_steps.c: the step of each row: halves called A and B, longevity, and that steps rise. */
#include "core/read_table.h"

static cl_table_label *
label_of(cl_table *table, size_t row)
{
	return &table->lines[table->rows[row].line].label;
}

/* 1A and 1B are 1 and 1.5, if every B has its A. */
static bool
read_halves(cl_table *table)
{
	for (size_t i = 0; i < table->row_count; i++)
	{
		cl_table_label *label = label_of(table, i);
		const cl_table_label *above = i > 0 ? label_of(table, i - 1) : NULL;

		if (label->letter != 'B')
			continue;
		if (!above || above->letter != 'A' || above->half_steps != label->half_steps)
		{
			cl_table_fail(table, label->at, "step %dB has no %dA above it", label->half_steps / 2,
						  label->half_steps / 2);
			return cl_hint(table->env,
						   "Name both in steps, as '{\"1A\": \"1\", \"1B\": \"1.5\"}'.");
		}
	}
	for (size_t i = 0; i < table->row_count; i++)
		if (label_of(table, i)->letter == 'B')
			label_of(table, i)->half_steps++;
	return true;
}

/* A short line that says: what follows is for service. */
static bool
begins_longevity(const cl_table *table, const cl_table_line *line)
{
	return line->kind == CL_TABLE_WORDS && line->of[CL_TABLE_AMOUNT] == 0 &&
		   line->of[CL_TABLE_WORD] <= 7 && table->text[line->at] != '(' &&
		   !cl_table_line_has(table, line, "see ") &&
		   (cl_table_line_has(table, line, "anniversary") ||
			cl_table_line_has(table, line, "longevity") ||
			cl_table_line_has(table, line, "increment") ||
			cl_table_line_has(table, line, "years of service"));
}

static void
find_longevity(cl_table *table)
{
	bool plain = false;
	bool below = false;
	size_t next = table->rows[0].line;

	for (size_t i = 0; i < table->row_count; i++)
	{
		cl_table_row *row = &table->rows[i];
		const cl_table_label *label = label_of(table, i);

		for (; next < row->line; next++)
			below = below || begins_longevity(table, &table->lines[next]);
		row->longevity = label->longevity ||
						 (!label->given && (below || (plain && label->sort != CL_TABLE_STEP)));
		plain = plain || (label->sort == CL_TABLE_STEP && !row->longevity);
	}
}

static bool
steps_rise(cl_table *table)
{
	for (size_t i = 1; i < table->row_count; i++)
	{
		const cl_table_label *label = label_of(table, i);
		const cl_table_label *above = label_of(table, i - 1);

		if (label->half_steps > above->half_steps ||
			(label->half_steps == above->half_steps && table->rows[i].longevity &&
			 !table->rows[i - 1].longevity))
			continue;
		cl_table_fail(table, label->at,
					  "step " CL_TABLE_STEP_FORMAT " follows step " CL_TABLE_STEP_FORMAT
					  ": a second table begins here",
					  CL_TABLE_STEP_ARGS(label->half_steps), CL_TABLE_STEP_ARGS(above->half_steps));
		return cl_hint(table->env, "Paste one table at a time; longevity rows are marked by an L "
								   "(12L), or by a line above them that says longevity.");
	}
	return true;
}

static bool
tell_steps(cl_table *table)
{
	for (size_t i = 0; i < table->row_count; i++)
	{
		const cl_table_label *label = label_of(table, i);
		const char *longevity = table->rows[i].longevity ? "L" : "";
		bool done = true;

		if (label->given || label->range || label->letter == 'B' ||
			(table->rows[i].longevity && !label->longevity))
			done = cl_table_note_add(table, label->at, label->end,
									 "read as step " CL_TABLE_STEP_FORMAT "%s",
									 CL_TABLE_STEP_ARGS(label->half_steps), longevity);
		if (done && label->mark_end)
			done =
				cl_table_note_add(table, label->mark, label->mark_end, "footnote mark set aside");
		if (!done)
			return false;
	}
	return true;
}

bool
cl_table_find_steps(cl_table *table)
{
	if (!read_halves(table))
		return false;
	find_longevity(table);
	return steps_rise(table) && tell_steps(table);
}
