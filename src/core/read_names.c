/*
 * read_names.c: which name of the head belongs to which lane. The first kind of name that gives
 * every lane exactly one is taken; else the lanes are COL1, COL2 and so on, and that is told. A
 * name is never guessed.
 */
#include "core/read_heads.h"

#include <stdio.h>
#include <string.h>

/* The columns that are kept. */
typedef struct lanes
{
	size_t count;
	size_t columns[CL_TABLE_COLUMNS_MOST];
	const cl_table_name *names[CL_TABLE_COLUMNS_MOST];
} lanes;

static bool
same_name(const char *a, const char *b)
{
	return memcmp(a, b, CL_LANE_LENGTH) == 0;
}

static bool
all_differ(const lanes *lanes)
{
	for (size_t i = 1; i < lanes->count; i++)
		for (size_t j = 0; j < i; j++)
			if (same_name(lanes->names[i]->name, lanes->names[j]->name))
				return false;
	return true;
}

/* The column, or the other value's beside it. */
static void
span(const cl_table *table, size_t column, int32_t *left, int32_t *right)
{
	const cl_table_column *own = &table->columns[column];

	*left = own->left;
	*right = own->right;
	if (own->partner >= 0)
	{
		const cl_table_column *partner = &table->columns[own->partner];

		*left = partner->left < *left ? partner->left : *left;
		*right = partner->right > *right ? partner->right : *right;
	}
}

static bool
belongs(const cl_table *table, size_t column, const cl_table_name *name)
{
	const cl_table_column *own = &table->columns[column];
	int32_t left, right;

	if (table->form < CL_TABLE_ONE_A_LINE)
		return name->field == own->field ||
			   (own->partner >= 0 && name->field == table->columns[own->partner].field);
	span(table, column, &left, &right);
	return name->left < right && name->right > left;
}

/* By the place of the names: exactly one to each lane. */
static bool
name_by_place(const cl_table *table, const cl_table_names *names, lanes *lanes)
{
	/* a name above the steps: the names stand a column aside */
	for (size_t j = 0; j < names->count && table->form < CL_TABLE_ONE_A_LINE; j++)
		if (names->names[j].field == table->label_field)
			return false;
	for (size_t i = 0; i < lanes->count; i++)
	{
		lanes->names[i] = NULL;
		for (size_t j = 0; j < names->count; j++)
		{
			if (!belongs(table, lanes->columns[i], &names->names[j]))
				continue;
			/* a pair may repeat a name */
			if (lanes->names[i] && !same_name(lanes->names[i]->name, names->names[j].name))
				return false;
			if (!lanes->names[i])
				lanes->names[i] = &names->names[j];
		}
		if (!lanes->names[i])
			return false;
	}
	return true;
}

/* As many names as lanes, or as columns: in their order. */
static bool
name_in_order(const cl_table *table, const cl_table_names *names, lanes *lanes)
{
	bool pairs = names->count == table->column_count && table->column_count > lanes->count;

	if (names->count != lanes->count && !pairs)
		return false;
	for (size_t i = 0; i < lanes->count; i++)
	{
		size_t column = lanes->columns[i];

		lanes->names[i] = &names->names[pairs ? column : i];
		if (pairs &&
			!same_name(lanes->names[i]->name, names->names[table->columns[column].partner].name))
			return false;
	}
	return true;
}

static bool
is_tight(const cl_table *table)
{
	return table->form >= CL_TABLE_ONE_A_LINE && table->tight;
}

/* Whether this line's names are those of the lanes. */
static bool
try_names(const cl_table *table, const cl_table_names *names, cl_table_naming naming, lanes *lanes)
{
	bool placed =
		table->form < CL_TABLE_ONE_A_LINE || naming == CL_TABLE_BY_PIECES || lanes->count == 1;

	if (names->count < lanes->count)
		return false;
	if (is_tight(table))
		return name_in_order(table, names, lanes) && all_differ(lanes);
	if (!placed && name_in_order(table, names, lanes) && all_differ(lanes))
		return true;
	if (name_by_place(table, names, lanes) && all_differ(lanes))
		return true;
	return naming != CL_TABLE_BY_PIECES && lanes->count > 1 && name_in_order(table, names, lanes) &&
		   all_differ(lanes);
}

/* What is reckoned of the lanes, or is another version of them, is none. */
static bool
check_lanes(cl_table *table, const lanes *lanes)
{
	static const char *const words[] = {"average",	"avg",		"avg.",		  "mean",	  "median",
										"midpoint", "sum",		"difference", "diff",	  "diff.",
										"change",	"increase", "current",	  "proposed", "prior",
										"previous", NULL};

	for (size_t i = 0; i < lanes->count; i++)
	{
		const cl_table_name *name = lanes->names[i];

		if (!cl_head_is_one_of(table, name->at, name->end, words))
			continue;
		cl_table_fail(table, name->at, "a column that is headed \"%.*s\" is no lane",
					  (int) (name->end - name->at), table->text + name->at);
		return cl_hint(table->env, "Take the column out, or write the name of the lane above it.");
	}
	return true;
}

static bool
take_names(cl_table *table, size_t line, const cl_table_names *names, const lanes *lanes,
		   cl_table_naming naming)
{
	for (size_t i = 0; i < lanes->count; i++)
		memcpy(table->columns[lanes->columns[i]].name, lanes->names[i]->name, CL_LANE_LENGTH);
	/* the head of a lane that nothing is paid in */
	for (size_t j = 0; j < names->count && naming != CL_TABLE_BY_PIECES; j++)
	{
		const cl_table_name *name = &names->names[j];
		bool used = false;

		for (size_t i = 0; i < lanes->count; i++)
			used = used || same_name(name->name, lanes->names[i]->name);
		if (!used &&
			!cl_table_note_add(table, name->at, name->end, "lane without amounts left out"))
			return false;
	}
	table->lines[line].used = true;
	return true;
}

static bool
check_years(cl_table *table, size_t line, size_t lane_count)
{
	size_t years = cl_table_years(table, line);

	if (years < 2 || (years != lane_count && years != table->column_count))
		return true;
	cl_table_fail(table, table->lines[line].at, "the heads are school years, not lanes");
	return cl_hint(table->env, "Paste the table of one school year.");
}

/* One blank between the cells: the place of a name says nothing, and a lane that is named but
 * never filled may be any of them. */
static bool
check_count(cl_table *table, size_t line, const cl_table_names *names, size_t lane_count)
{
	if (!is_tight(table) || names->count <= lane_count || names->count == table->column_count)
		return true;
	cl_table_fail(table, table->lines[line].at,
				  "the head names %zu lanes, and no row has more than %zu amounts", names->count,
				  lane_count);
	return cl_hint(table->env, "Write \"-\" where a lane pays nothing.");
}

static bool
name_by_number(cl_table *table, const lanes *lanes)
{
	const cl_table_line *row = cl_table_row_line(table, 0);

	if (lanes->count == 1)
	{
		cl_table_fail(table, row->at, "one column of amounts, and no head that names it");
		return cl_hint(table->env, "Write the name of its lane above it.");
	}
	for (size_t i = 0; i < lanes->count; i++)
	{
		const cl_table_cell *shown = &table->cells[table->columns[lanes->columns[i]].shown];
		char name[32];
		int length = snprintf(name, sizeof(name), "COL%zu", i + 1);

		if (!cl_lane_make(table->env, "salary_schedule", name, (size_t) length,
						  table->columns[lanes->columns[i]].name) ||
			!cl_table_note_add(table, shown->at, shown->end,
							   "lane called %s: no head of at most %d letters names it", name,
							   CL_LANE_LENGTH))
			return false;
	}
	return true;
}

bool
cl_table_name_lanes(cl_table *table)
{
	cl_table_names *names = cl_table_allocate(table, sizeof(*names));
	lanes lanes = {0};
	size_t last = table->rows[0].line;
	size_t first = last > CL_TABLE_HEADS_MOST ? last - CL_TABLE_HEADS_MOST : 0;

	if (!names)
		return false;
	for (size_t i = 0; i < table->column_count; i++)
		if (!table->columns[i].aside)
			lanes.columns[lanes.count++] = i;
	if (lanes.count == 1 && table->row_count < 2)
		return cl_table_fail(table, cl_table_row_line(table, 0)->at, "one amount is no table");
	for (size_t line = first; line < last; line++)
		if (!check_years(table, line, lanes.count))
			return false;
	for (int naming = 0; naming < CL_TABLE_NO_NAMING; naming++)
		for (size_t line = last; line-- > first;)
		{
			cl_check_interrupts(table->env);
			cl_table_names_read(table, line, (cl_table_naming) naming, names);
			if (try_names(table, names, (cl_table_naming) naming, &lanes))
				return check_lanes(table, &lanes) &&
					   take_names(table, line, names, &lanes, (cl_table_naming) naming);
			if (naming < CL_TABLE_BY_DEGREE && !check_count(table, line, names, lanes.count))
				return false;
		}
	return name_by_number(table, &lanes);
}
