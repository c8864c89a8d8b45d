/* Folding gives ASCII, a place for every byte, and folds to itself; decimals scan to what they
 * print. */
#include "fuzz.h"

#include "core/text.h"

static void
check_decimal(cl_env *env, const cl_text *text, int places)
{
	cl_scan scan, again;
	cl_int128 exact, half_up, back;
	cl_buffer buffer;
	cl_text printed;

	cl_scan_init(&scan, env, "thing", text);
	if (!cl_scan_decimal(&scan, places, &exact, NULL))
		return;
	cl_scan_init(&again, env, "thing", text);
	FUZZ_CHECK(cl_scan_decimal_half_up(&again, places, &half_up));
	FUZZ_CHECK(half_up == exact && again.at == scan.at);
	cl_buffer_init(&buffer, env);
	cl_buffer_decimal(&buffer, exact, places, 0);
	FUZZ_CHECK(cl_fold(env, "thing", buffer.data, buffer.length, &printed));
	cl_scan_init(&again, env, "thing", &printed);
	FUZZ_CHECK(cl_scan_decimal(&again, places, &back, NULL) && back == exact);
	FUZZ_CHECK(cl_scan_at_end(&again));
	cl_text_free(env, &printed);
	cl_buffer_free(&buffer);
}

FUZZ(text)
{
	cl_env *env = fuzz_env();
	cl_text text, twice;

	if (!cl_fold(env, "thing", (const char *) data, size, &text))
	{
		FUZZ_CHECK(env->error.code == CL_BAD_TEXT && env->error.detail[0]);
		return;
	}
	FUZZ_CHECK(strlen(text.data) == text.length);
	for (size_t i = 0; i < text.length; i++)
	{
		char c = text.data[i];

		FUZZ_CHECK((c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n');
		FUZZ_CHECK(!text.places || text.places[i] <= text.places[i + 1]);
	}
	FUZZ_CHECK(cl_fold(env, "thing", text.data, text.length, &twice));
	FUZZ_CHECK(strcmp(text.data, twice.data) == 0);
	cl_text_free(env, &twice);
	for (int places = 0; places <= 8; places += 4)
		check_decimal(env, &text, places);
	FUZZ_CHECK(cl_text_drop_blanks(env, &text, size % 3 < text.length ? size % 3 : text.length));
	FUZZ_CHECK(strlen(text.data) == text.length);
	cl_text_free(env, &text);
}
