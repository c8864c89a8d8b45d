/* Whatever is read prints to a text that reads back the same; bytes are refused or canonical. */
#include "input.h"

#include "core/stipend_band.h"

static void
check_value(cl_env *env, const cl_stipend_band *band)
{
	cl_stipend_band back;
	cl_buffer buffer;

	cl_buffer_init(&buffer, env);
	cl_stipend_band_print(band, &buffer);
	FUZZ_CHECK(cl_stipend_band_parse(env, buffer.data, buffer.length, &back));
	FUZZ_CHECK(memcmp(band, &back, sizeof(back)) == 0);
	FUZZ_CHECK(cl_stipend_band_receive(env, (const uint8_t *) band, sizeof(*band), &back));
	FUZZ_CHECK(cl_stipend_band_compare(band, &back) == 0);
	cl_buffer_free(&buffer);
}

FUZZ(stipend_band)
{
	cl_env *env = fuzz_env();
	fuzz_input input = {data, size};
	fuzz_field first = fuzz_until(&input, '\n');
	cl_stipend_band other;
	cl_stipend_band band;

	if (cl_stipend_band_parse(env, (const char *) data, size, &band))
		check_value(env, &band);
	if (cl_stipend_band_receive(env, data, size, &band))
		check_value(env, &band);
	if (cl_stipend_band_parse(env, first.text, first.length, &band) &&
		cl_stipend_band_parse(env, (const char *) input.at, input.left, &other))
		FUZZ_CHECK((cl_stipend_band_compare(&band, &other) > 0) ==
				   (cl_stipend_band_compare(&other, &band) < 0));
}
