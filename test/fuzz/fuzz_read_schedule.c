/*
 * Whatever text: it is refused with words, or read as a grid that is whole, prints and reads back;
 * each note has its place in the text and says something; the first byte chooses what is kept and
 * whether steps are given.
 */
#include "fuzz.h"

#include "core/read_schedule.h"

typedef struct heard
{
	int lines;
	int last;
} heard;

static void
hear(void *listener, int line, int column, const char *done, const char *what)
{
	heard *h = listener;

	FUZZ_CHECK(line >= 1 && line <= h->lines && column >= 1 && done[0] && what);
	FUZZ_CHECK(line >= h->last);
	h->last = line;
}

static void
check_read(const cl_salary_schedule *schedule)
{
	cl_env *env = fuzz_env();
	cl_salary_schedule *back;
	cl_buffer buffer;

	FUZZ_CHECK(cl_schedule_check(env, schedule, cl_schedule_size(schedule)));
	cl_buffer_init(&buffer, env);
	cl_schedule_print(schedule, &buffer);
	back = cl_schedule_parse(env, buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_schedule_compare(schedule, back) == 0);
	cl_buffer_free(&buffer);
	free(back);
}

FUZZ(read_schedule)
{
	static const cl_read_step steps[] = {{"+1", 2, 20, true}};
	cl_read_options options = {CL_KEEP_ANNUAL, NULL, 0};
	heard h = {1, 1};
	cl_env *env = fuzz_env();
	cl_salary_schedule *schedule;

	if (size == 0)
		return;
	options.keep = (cl_read_keep) (data[0] % 4);
	if (data[0] & 4)
	{
		options.steps = steps;
		options.step_count = sizeof(steps) / sizeof(steps[0]);
	}
	for (size_t i = 1; i < size; i++)
		h.lines += data[i] == '\n' || data[i] == '\r' || data[i] == '\f';
	schedule = cl_read_schedule(env, (const char *) data + 1, size - 1, &options, hear, &h);
	if (schedule)
		check_read(schedule);
	else
		FUZZ_CHECK(env->error.code != CL_OK && env->error.code != CL_BAD_BINARY &&
				   env->error.message[0]);
	free(schedule);
}
