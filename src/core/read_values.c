/*
 * read_values.c: tables that print two values of each amount, the annual one and the daily, monthly
 * or hourly one: in a second line of each row, or in a second column of each lane. One is kept, the
 * other is set aside and told.
 */
#include "core/read_table.h"

#define LOG_OF_FOUR 1386294

static const char *const NAMES[] = {"annual", "daily", "monthly", "hourly"};
/* How the words of a head that says so begin. */
static const char *const STEMS[] = {"annual", "dai", "month", "hour"};

/* Which value a proportion to the annual one makes; CL_KEEP_ANNUAL: none that is known. */
static cl_read_keep
kind_of_factor(int64_t hundredths)
{
	if (hundredths >= 800 && hundredths <= 1350)
		return CL_KEEP_MONTHLY;
	if (hundredths >= 12000 && hundredths <= 30000)
		return CL_KEEP_DAILY;
	if (hundredths >= 60000 && hundredths <= 260000)
		return CL_KEEP_HOURLY;
	return CL_KEEP_ANNUAL;
}

/* Whether a line above the first row has a word that begins so. */
static bool
heads_say(const cl_table *table, const char *stem)
{
	size_t last = table->rows[0].line;

	for (size_t i = last > CL_TABLE_HEADS_MOST ? last - CL_TABLE_HEADS_MOST : 0; i < last; i++)
		if (cl_table_line_has(table, &table->lines[i], stem))
			return true;
	return false;
}

/* The lesser value is so many hundredths of times less: whether it is the one to keep. */
static bool
choose(cl_table *table, int64_t hundredths, uint32_t at, bool *keep_less)
{
	cl_read_keep less = kind_of_factor(hundredths);
	cl_read_keep keep = table->options->keep;

	*keep_less = keep != CL_KEEP_ANNUAL;
	if (less == CL_KEEP_ANNUAL)
	{
		cl_table_fail(table, at,
					  "each amount has a second value, %lld.%02lld times the other, which is "
					  "neither a daily, a monthly nor an hourly one",
					  (long long) (hundredths / 100), (long long) (hundredths % 100));
		return cl_hint(table->env, "Take one of the two values out.");
	}
	if (keep != CL_KEEP_ANNUAL && keep != less)
	{
		cl_table_fail(table, at,
					  "each amount has a second value, which is the %s one (the annual is "
					  "%lld.%02lld times as much), not the %s",
					  NAMES[less], (long long) (hundredths / 100), (long long) (hundredths % 100),
					  NAMES[keep]);
		return cl_hint(table->env, "Keep the annual or the %s value.", NAMES[less]);
	}
	return true;
}

/* What was set aside, and where the first of it stands. */
static bool
tell_aside(cl_table *table, int64_t hundredths, bool keep_less, uint32_t at, uint32_t end)
{
	cl_read_keep less = kind_of_factor(hundredths);

	return cl_table_note_add(
		table, at, end, "%s values set aside (annual is %lld.%02lld times %s)%s",
		NAMES[keep_less ? CL_KEEP_ANNUAL : less], (long long) (hundredths / 100),
		(long long) (hundredths % 100), NAMES[less],
		heads_say(table, STEMS[less]) ? "" : ", by their size alone");
}

/* The greater to the lesser, in hundredths; and which of the two it is. */
static int64_t
proportion(const cl_table_cell *first, const cl_table_cell *second, bool *first_greater)
{
	int64_t more = first->amount > second->amount ? first->amount : second->amount;
	int64_t less = first->amount > second->amount ? second->amount : first->amount;
	int64_t hundredths = more * 100 / less;

	*first_greater = first->amount > second->amount;
	return hundredths > INT32_MAX ? INT32_MAX : hundredths;
}

static bool
refuse_lines(cl_table *table, uint32_t at, const char *why)
{
	cl_table_fail(table, at, "%s", why);
	return cl_hint(table->env, "Leave one line of amounts a step.");
}

/* The middle proportion of the two lines; all of them are fourfold or more, and one way. */
static bool
measure_lines(cl_table *table, int64_t *hundredths, bool *first_greater)
{
	int32_t *found = cl_table_allocate(table, table->row_count * sizeof(int32_t));
	size_t count = 0;

	if (!found)
		return false;
	for (size_t row = 0; row < table->row_count; row++)
	{
		bool any = false;

		for (size_t column = 0; column < table->column_count; column++)
		{
			const cl_table_cell *first = cl_table_at(table, table->placed, row, column);
			const cl_table_cell *second = cl_table_at(table, table->second, row, column);
			bool greater;
			int64_t times;

			if (!first && second)
				return refuse_lines(table, second->at, "the line above has no amount here");
			if (!first || !second)
				continue;
			times = proportion(first, second, &greater);
			if (count == 0 && !any)
				*first_greater = greater;
			if (times < 400 || greater != *first_greater)
				return refuse_lines(table, second->at,
									"a second line of amounts, which are no second values of the "
									"first");
			if (!any)
				found[count++] = (int32_t) times;
			any = true;
		}
	}
	*hundredths = cl_table_median(found, count);
	return true;
}

/* Two lines to a step, in six of ten rows at least. */
static bool
keep_lines(cl_table *table)
{
	size_t count = 0;
	uint32_t at = 0;
	int64_t hundredths = 0;
	bool first_greater = false;
	bool keep_less;
	const cl_table_line *aside;

	for (size_t i = 0; i < table->row_count; i++)
		if (table->rows[i].second)
		{
			if (count == 0)
				at = table->rows[i].second;
			count++;
		}
	if (count * 10 < table->row_count * 6)
		return refuse_lines(table, table->lines[at].at,
							"a second line of amounts, which most rows do not have");
	if (!measure_lines(table, &hundredths, &first_greater) ||
		!choose(table, hundredths, table->lines[at].at, &keep_less))
		return false;
	aside = keep_less == first_greater ? cl_table_row_line(table, 0) : &table->lines[at];
	if (!tell_aside(table, hundredths, keep_less, aside->at, aside->end))
		return false;
	if (keep_less != first_greater)
		return true;
	for (size_t row = 0; row < table->row_count; row++)
		for (size_t column = 0; column < table->column_count; column++)
		{
			size_t cell = row * table->column_count + column;

			if (table->placed[cell] >= 0 && table->second[cell] < 0)
				return refuse_lines(table, table->cells[table->placed[cell]].at,
									"this amount has no second value below it");
			table->placed[cell] = table->second[cell];
		}
	return true;
}

static bool
refuse_columns(cl_table *table, uint32_t at, const char *why)
{
	cl_table_fail(table, at, "%s", why);
	return cl_hint(table->env, "Take the columns out that are no annual salaries.");
}

/* Which columns are the lesser ones: a median below a quarter of the greatest. */
static bool
find_lesser(cl_table *table, bool *lesser, size_t *count)
{
	int32_t medians[CL_TABLE_COLUMNS_MOST];
	int32_t most = 0;

	*count = 0;
	for (size_t column = 0; column < table->column_count; column++)
	{
		int32_t logs[CL_TABLE_ROWS_MOST];
		size_t found = 0;

		cl_check_interrupts(table->env);
		for (size_t row = 0; row < table->row_count; row++)
		{
			const cl_table_cell *cell = cl_table_at(table, table->placed, row, column);

			if (cell)
				logs[found++] = cl_table_logarithm(cell->amount);
		}
		medians[column] = cl_table_median(logs, found);
		if (medians[column] > most)
			most = medians[column];
	}
	for (size_t column = 0; column < table->column_count; column++)
	{
		lesser[column] = medians[column] < most - LOG_OF_FOUR;
		*count += lesser[column];
	}
	return true;
}

/* The proportion of a pair of columns, the same within 1% in 90 of 100 rows. */
static bool
measure_pair(cl_table *table, size_t first, int64_t *hundredths)
{
	int32_t found[CL_TABLE_ROWS_MOST];
	size_t count = 0;
	size_t near = 0;
	int32_t median;

	for (size_t row = 0; row < table->row_count; row++)
	{
		const cl_table_cell *a = cl_table_at(table, table->placed, row, first);
		const cl_table_cell *b = cl_table_at(table, table->placed, row, first + 1);
		bool greater;

		if (a && b)
			found[count++] = (int32_t) proportion(a, b, &greater);
	}
	median = cl_table_median(found, count);
	for (size_t i = 0; i < count; i++)
		near += (int64_t) found[i] * 100 >= (int64_t) median * 99 &&
				(int64_t) found[i] * 100 <= (int64_t) median * 101;
	*hundredths = median;
	return count > 0 && near * 100 >= count * 90;
}

/* Every amount that is set aside has its partner in the column that is kept. */
static bool
check_partners(cl_table *table, size_t kept, size_t aside)
{
	for (size_t row = 0; row < table->row_count; row++)
	{
		const cl_table_cell *left_out = cl_table_at(table, table->placed, row, aside);

		if (left_out && !cl_table_at(table, table->placed, row, kept))
			return refuse_columns(table, left_out->at,
								  "this second value stands alone: the first is missing");
	}
	return true;
}

static bool
keep_columns(cl_table *table, const bool *lesser)
{
	int64_t least = INT64_MAX;
	int64_t most = 0;
	const cl_table_cell *shown;
	bool keep_less;

	for (size_t i = 0; i < table->column_count; i += 2)
	{
		int64_t hundredths;

		shown = &table->cells[table->columns[i].shown];
		if (lesser[i] != lesser[0] || lesser[i + 1] == lesser[0])
			return refuse_columns(table, shown->at,
								  "small and great amounts stand in columns that are no pairs");
		if (!measure_pair(table, i, &hundredths))
			return refuse_columns(table, shown->at,
								  "the two columns of a pair are in no one proportion");
		least = hundredths < least ? hundredths : least;
		most = hundredths > most ? hundredths : most;
	}
	shown = &table->cells[table->columns[!lesser[0]].shown];
	if (most * 10 > least * 11)
		return refuse_columns(table, shown->at,
							  "the pairs of columns are in different proportions");
	if (!choose(table, least, shown->at, &keep_less))
		return false;
	shown = &table->cells[table->columns[lesser[0] == keep_less].shown];
	if (!tell_aside(table, least, keep_less, shown->at, shown->end))
		return false;
	for (size_t i = 0; i < table->column_count; i += 2)
	{
		size_t aside = lesser[i] == keep_less ? i + 1 : i;
		size_t kept = aside == i ? i + 1 : i;

		table->columns[aside].aside = true;
		table->columns[aside].partner = (int32_t) kept;
		table->columns[kept].partner = (int32_t) aside;
		if (!check_partners(table, kept, aside))
			return false;
	}
	return true;
}

/* One value of each amount: it should be of the size that was asked for. */
static bool
check_single(cl_table *table)
{
	/* of dollars, by cl_read_keep */
	static const int64_t from[] = {0, 40, 800, 5};
	static const int64_t to[] = {0, 2500, 30000, 400};
	cl_read_keep keep = table->options->keep;

	if (keep == CL_KEEP_ANNUAL)
		return true;
	for (size_t i = 0; i < table->row_count * table->column_count; i++)
	{
		const cl_table_cell *cell = table->placed[i] < 0 ? NULL : &table->cells[table->placed[i]];

		if (!cell || (cell->amount >= from[keep] * 100 && cell->amount <= to[keep] * 100))
			continue;
		cl_table_fail(table, cell->at,
					  "the table has one value of each amount, and this is no %s one", NAMES[keep]);
		return cl_hint(table->env, "Keep the annual value.");
	}
	return true;
}

bool
cl_table_keep_values(cl_table *table)
{
	bool lesser[CL_TABLE_COLUMNS_MOST];
	size_t count;

	if (table->second)
		return keep_lines(table);
	if (!find_lesser(table, lesser, &count))
		return false;
	if (count == 0)
		return check_single(table);
	if (count * 2 != table->column_count)
		return refuse_columns(table, cl_table_row_line(table, 0)->at,
							  "some columns hold less than a quarter of the others, and not every "
							  "lane has one");
	return keep_columns(table, lesser);
}
