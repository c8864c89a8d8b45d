/* drawn_read.c: what the reader makes of a drawn table, held against what was drawn. */
#include "check.h"
#include "drawn_read.h"

#include <stdio.h>
#include <stdlib.h>

const char *const drawn_layout_names[DRAWN_LAYOUTS] = {
	"columns, right", "columns, left", "columns, $ apart", "mouse selection", "tabs", "commas",
	"semicolons",	  "pipes",		   "one cell a line"};

unsigned long long
drawn_setting(const char *name, unsigned long long usual)
{
	const char *given = getenv(name);

	return given && *given ? strtoull(given, NULL, 10) : usual;
}

cl_salary_schedule *
drawn_read(cl_env *env, const drawn_table *table)
{
	cl_read_options options = {table->keep, NULL, 0};

	return cl_read_schedule(env, table->text, table->length, &options, NULL, NULL);
}

static int64_t
amount_at(const cl_salary_schedule *schedule, const cl_schedule_lane *lane, const drawn_row *row)
{
	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
		if (cl_schedule_half_steps(schedule)[cell] == row->half_steps &&
			(cl_schedule_longevity(schedule)[cell] != 0) == row->longevity)
			return cl_schedule_amounts(schedule)[cell];
	return 0;
}

const char *
drawn_difference(const drawn_table *table, const cl_salary_schedule *schedule, char *why,
				 size_t size)
{
	static const int64_t cent = 1000000;
	int rank = 0;

	for (int j = 0; j < table->lanes; j++)
	{
		const cl_schedule_lane *lane = NULL;
		int cells = 0;

		for (int i = 0; i < table->rows; i++)
			cells += table->annual[i][j] != 0;
		if (cells == 0)
			continue; /* a lane that a harm has emptied is left out */
		for (uint32_t n = 0; n < schedule->lane_count; n++)
			if (schedule->lanes[n].rank == (uint32_t) rank)
				lane = &schedule->lanes[n];
		rank++;
		if (!lane)
		{
			snprintf(why, size, "lane %d is not there", j + 1);
			return why;
		}
		for (int i = 0; i < table->rows; i++)
			if (amount_at(schedule, lane, &table->row[i]) != drawn_kept(table, i, j) * cent)
			{
				snprintf(why, size, "row %s, lane %d: %lld.%02d drawn, %.2f read",
						 table->row[i].label, j + 1, (long long) drawn_kept(table, i, j) / 100,
						 (int) (drawn_kept(table, i, j) % 100),
						 (double) amount_at(schedule, lane, &table->row[i]) / 1e8);
				return why;
			}
		if (lane->rows != cells)
		{
			snprintf(why, size, "lane %d: %d cells drawn, %d read", j + 1, cells, lane->rows);
			return why;
		}
	}
	if (schedule->lane_count != (uint32_t) rank)
	{
		snprintf(why, size, "%d lanes drawn, %u read", rank, schedule->lane_count);
		return why;
	}
	return NULL;
}

/* The lane that has this place among those that have cells. */
static int
lane_at(const drawn_table *table, uint32_t rank)
{
	for (int j = 0; j < table->lanes; j++)
		for (int i = 0; i < table->rows; i++)
			if (table->annual[i][j])
			{
				if (rank-- == 0)
					return j;
				break;
			}
	return -1;
}

/* All lanes by their names, or none: 1, 0; -1 where one has a name that it was not given. */
static int
names(const drawn_table *table, const cl_salary_schedule *schedule)
{
	int named = 0;

	for (uint32_t n = 0; n < schedule->lane_count; n++)
	{
		const cl_schedule_lane *lane = &schedule->lanes[n];
		int drawn = lane_at(table, lane->rank);

		if (strncmp(lane->name, "COL", 3) == 0)
			continue;
		if (drawn < 0 || (strncmp(lane->name, table->lane[drawn], CL_LANE_LENGTH) != 0 &&
						  strncmp(lane->name, table->degree[drawn], CL_LANE_LENGTH) != 0))
			return -1;
		named++;
	}
	return named == 0 ? 0 : named == (int) schedule->lane_count ? 1 : -1;
}

void
drawn_tell_wrong(const drawn_table *table, unsigned long long seed, unsigned long long run,
				 const char *why)
{
	const char *folder = getenv("READ_SCHEDULE_FOUND");
	char path[400];
	FILE *file;

	test_failed(__FILE__, __LINE__, "seed %llu, run %llu, %s: %s", seed, run,
				drawn_layout_names[table->layout], why);
	if (!folder)
		return;
	snprintf(path, sizeof(path), "%s/%llu_%llu.txt", folder, seed, run);
	file = fopen(path, "w");
	if (file)
	{
		fwrite(table->text, 1, table->length, file);
		fclose(file);
	}
}

bool
drawn_hold(const drawn_table *table, unsigned long long seed, unsigned long long run,
		   drawn_tally *tally)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = drawn_read(env, table);
	const char *found;
	char why[200];
	int named;

	tally->drawn++;
	if (!schedule)
	{
		CHECK(env->error.code == CL_BAD_TEXT && env->error.message[0] && env->error.detail[0]);
		return false;
	}
	found = drawn_difference(table, schedule, why, sizeof(why));
	named = names(table, schedule);
	if (!found && named < 0)
		found = "a lane has a name that it was not given";
	if (found)
	{
		tally->wrong++;
		drawn_tell_wrong(table, seed, run, found);
	}
	tally->read++;
	tally->named += named > 0;
	free(schedule);
	return true;
}

uint64_t
drawn_seed(unsigned long long seed, unsigned long long run)
{
	return seed * UINT64_C(1000003) + run;
}
