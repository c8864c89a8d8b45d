/* A series prints to a text, and writes bytes, that read back the same; and it can be reckoned
 * with. */
#include "fuzz.h"

#include "core/load_series.h"

static void
check_series(cl_env *env, cl_load_series *series)
{
	cl_run runs[] = {{CL_DAY_BEFORE_ALL, 9361}, {9361, 9400}, {9402, CL_DAY_AFTER_ALL}};
	cl_caseload_unit least;
	cl_load_series *back, *other;
	cl_buffer buffer;

	cl_buffer_init(&buffer, env);
	cl_series_print(series, &buffer);
	back = cl_series_parse(env, buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_series_compare(series, back) == 0);
	free(back);
	buffer.length = 0;
	cl_series_write(series, &buffer);
	back = cl_series_receive(env, (uint8_t *) buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_series_compare(series, back) == 0);
	cl_buffer_free(&buffer);

	other = cl_series_on_days(env, series, runs + 1, 2);
	FUZZ_CHECK(other);
	for (int way = CL_SERIES_ADD; way <= CL_SERIES_DURING; way++)
		free(cl_series_combine(env, (cl_series_way) way, series, other));
	free(cl_series_union(env, CL_SERIES_ADD, other, series));
	for (int point = CL_SERIES_HIGHEST; point <= CL_SERIES_TOTAL; point++)
		free(cl_series_points(env, (cl_series_point) point, series, runs, 3));
	cl_caseload_unit_make(env, CL_DAYS, 2500000, &least);
	free(cl_series_lasting_runs(env, series, least, true, runs, 3));
	free(cl_series_lasting(env, series, least, runs, 3, true));
	free(cl_series_standing_on(env, series, runs + 1, 1, runs, 3));
	free(other);
	free(back);
}

FUZZ(load_series)
{
	cl_env *env = fuzz_env();
	cl_load_series *series = cl_series_parse(env, (const char *) data, size);

	if (series)
		check_series(env, series);
	free(series);
	series = cl_series_receive(env, data, size);
	if (series)
		check_series(env, series);
	free(series);
}
