/* Whatever is read prints to a text that reads back the same; bytes are refused or canonical. */
#include "input.h"

#include "core/salary_step.h"

/* Three of them, one a line: the order is one, and a step moved and moved back is the same. */
static void
check_order(cl_env *env, const uint8_t *data, size_t size)
{
	fuzz_input input = {data, size};
	cl_salary_step steps[3], moved;

	for (int i = 0; i < 3; i++)
	{
		fuzz_field one = fuzz_until(&input, '\n');

		if (!cl_salary_step_parse(env, one.text, one.length, &steps[i]))
			return;
	}
	for (int i = 0; i < 3; i++)
	{
		const cl_salary_step *a = &steps[i], *b = &steps[(i + 1) % 3], *c = &steps[(i + 2) % 3];
		int order = cl_salary_step_compare(a, b);

		FUZZ_CHECK((order > 0) == (cl_salary_step_compare(b, a) < 0));
		FUZZ_CHECK((order == 0) == (memcmp(a, b, sizeof(*a)) == 0));
		if (order <= 0 && cl_salary_step_compare(b, c) <= 0)
			FUZZ_CHECK(cl_salary_step_compare(a, c) <= 0);
		if (cl_salary_step_move(env, a, b->half_steps, 0, &moved))
			FUZZ_CHECK(cl_salary_step_move(env, &moved, -(cl_int128) b->half_steps, 0, &moved) &&
					   moved.half_steps == a->half_steps);
	}
}

FUZZ(salary_step)
{
	cl_env *env = fuzz_env();
	cl_salary_step step, back;
	cl_buffer buffer;

	if (cl_salary_step_parse(env, (const char *) data, size, &step))
	{
		cl_buffer_init(&buffer, env);
		cl_salary_step_print(&step, &buffer);
		FUZZ_CHECK(cl_salary_step_parse(env, buffer.data, buffer.length, &back));
		FUZZ_CHECK(memcmp(&step, &back, sizeof(step)) == 0);
		cl_buffer_free(&buffer);
	}
	if (cl_salary_step_receive(env, data, size, &step))
		FUZZ_CHECK(cl_salary_step_receive(env, (const uint8_t *) &step, sizeof(step), &back));
	check_order(env, data, size);
}
