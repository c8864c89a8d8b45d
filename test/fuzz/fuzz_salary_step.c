/* Whatever is read prints to a text that reads back the same; bytes are refused or canonical. */
#include "fuzz.h"

#include "core/salary_step.h"

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
}
