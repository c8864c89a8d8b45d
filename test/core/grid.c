#include "grid.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>

cl_salary_schedule *
grid_read(const char *table)
{
	cl_env *env = test_env();
	cl_salary_schedule *schedule = cl_schedule_parse(env, table, strlen(table));

	if (!schedule)
		test_failed(__FILE__, __LINE__, "%s: %s", env->error.message, env->error.detail);
	return schedule;
}

char *
grid_print(const cl_salary_schedule *schedule)
{
	cl_buffer buffer;

	cl_buffer_init(&buffer, test_env());
	cl_schedule_print(schedule, &buffer);
	CHECK(!buffer.failed);
	return buffer.data;
}

/* The text of what was made, which is released; or the error. */
const char *
grid_text_of(cl_env *env, cl_salary_schedule *made)
{
	static char out[4000];
	char *text;

	if (!made)
	{
		snprintf(out, sizeof(out), "%s. %s", env->error.message, env->error.detail);
		return out;
	}
	CHECK(cl_schedule_check(env, made, cl_schedule_size(made)));
	text = grid_print(made);
	snprintf(out, sizeof(out), "%s", text);
	free(text);
	free(made);
	return out;
}

const char *
grid_reprint(const char *table)
{
	cl_env *env = test_env();

	return grid_text_of(env, cl_schedule_parse(env, table, strlen(table)));
}

int64_t
grid_cell_of(const cl_salary_schedule *schedule, const char *placement)
{
	cl_salary_step step;
	int64_t cell;

	CHECK(cl_salary_step_parse(test_env(), placement, strlen(placement), &step));
	cell = cl_schedule_find(schedule, &step);
	return cell < 0 ? -1 : cl_schedule_amounts(schedule)[cell] / 100000000;
}
