/*
 * Whatever text: it is refused with words, or read as a grid that is whole, prints and reads back;
 * each note has its place in the text and says something; the first byte chooses what is kept and
 * whether steps are given: our own, or those that stand before the table, each a label and a step.
 */
#include "input.h"

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

#define STEPS_MOST 4

/* "label=step;label=step;|" and the table. */
static size_t
read_steps(fuzz_input *input, cl_read_step *steps)
{
	fuzz_field all = fuzz_until(input, '|');
	fuzz_input rest = {(const uint8_t *) all.text, all.length};
	size_t count = 0;

	while (count < STEPS_MOST && rest.left > 0)
	{
		fuzz_field label = fuzz_until(&rest, '=');
		fuzz_field step = fuzz_until(&rest, ';');
		char text[32];

		if (label.length == 0 || step.length >= sizeof(text))
			break;
		memcpy(text, step.text, step.length);
		text[step.length] = '\0';
		if (!cl_read_step_read(fuzz_env(), text, step.length, &steps[count]))
			break;
		FUZZ_CHECK(steps[count].half_steps >= 0 && steps[count].half_steps < CL_HALF_STEPS);
		steps[count].label = label.text;
		steps[count++].length = label.length;
	}
	return count;
}

FUZZ(read_schedule)
{
	cl_read_step steps[STEPS_MOST] = {{"+1", 2, 20, true}};
	fuzz_input input = {data, size};
	cl_read_options options = {CL_KEEP_ANNUAL, NULL, 0};
	heard h = {1, 1};
	cl_env *env = fuzz_env();
	cl_salary_schedule *schedule;
	uint8_t kind = fuzz_byte(&input);

	options.keep = (cl_read_keep) (kind % 4);
	if (kind & 12)
	{
		options.steps = steps;
		options.step_count = kind & 8 ? read_steps(&input, steps) : 1;
	}
	for (size_t i = 0; i < input.left; i++)
		h.lines += input.at[i] == '\n' || input.at[i] == '\r' || input.at[i] == '\f';
	env = fuzz_env();
	schedule = cl_read_schedule(env, (const char *) input.at, input.left, &options, hear, &h);
	if (schedule)
		check_read(schedule);
	else
		FUZZ_CHECK(env->error.code != CL_OK && env->error.code != CL_BAD_BINARY &&
				   env->error.message[0]);
	free(schedule);
}
