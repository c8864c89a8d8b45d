/* Whoever gives a text of megabytes can be interrupted all along, not only while it is folded. */
#include "check.h"

#include "core/salary_schedule.h"
#include "core/salary_step.h"
#include "core/stipend_band.h"
#include "core/text.h"

#include <stdlib.h>

#define LONG ((size_t) 4 << 20)

static size_t checks;

static void
count(void *owner)
{
	checks++;
}

/* `before`, LONG bytes of the pattern, `after`. */
static char *
long_text(const char *before, const char *pattern, const char *after)
{
	size_t head = strlen(before);
	char *text = malloc(head + LONG + strlen(after) + 1);

	memcpy(text, before, head);
	for (size_t i = 0; i < LONG; i++)
		text[head + i] = pattern[i % strlen(pattern)];
	memcpy(text + head + LONG, after, strlen(after) + 1);
	return text;
}

static bool
reads_step(cl_env *env, const char *text, size_t length)
{
	cl_salary_step step;

	return cl_salary_step_parse(env, text, length, &step);
}

static bool
reads_band(cl_env *env, const char *text, size_t length)
{
	cl_stipend_band band;

	return cl_stipend_band_parse(env, text, length, &band);
}

static bool
reads_schedule(cl_env *env, const char *text, size_t length)
{
	cl_salary_schedule *schedule = cl_schedule_parse(env, text, length);

	cl_release(env, schedule);
	return schedule != NULL;
}

static bool
folds(cl_env *env, const char *text, size_t length)
{
	cl_text folded;

	if (!cl_fold(env, "thing", text, length, &folded))
		return false;
	cl_text_free(env, &folded);
	return true;
}

static size_t
checks_of(bool (*reads)(cl_env *, const char *, size_t), const char *text, bool wanted)
{
	cl_env *env = test_env();

	env->interrupt = count;
	checks = 0;
	CHECK(reads(env, text, strlen(text)) == wanted);
	return checks;
}

/* How many checks there are beyond those of folding it, in pages of 4096 characters. */
#define CHECK_WALKS(reads, wanted, before, pattern, after, walks)                                  \
	do                                                                                             \
	{                                                                                              \
		char *text = long_text(before, pattern, after);                                            \
		size_t folding = checks_of(folds, text, true);                                             \
                                                                                                   \
		CHECK(checks_of(reads, text, wanted) - folding >= (walks) *LONG / 4096 - 2);               \
		free(text);                                                                                \
	} while (0)

TEST(a_long_text_can_be_interrupted_while_it_is_folded)
{
	char *text = long_text("", "a", "");

	/* while it is looked at, and while it is copied */
	CHECK(checks_of(folds, text, true) >= LONG / 4096 + 4);
	free(text);
}

TEST(a_long_salary_step_can_be_interrupted)
{
	CHECK_WALKS(reads_step, true, "V-7", " ", "", 1);
	CHECK_WALKS(reads_step, true, "V", " ", "W-7", 1);
	/* the dash is looked for, and the place of the error counted */
	CHECK_WALKS(reads_step, false, "V", "a", "", 2);
}

TEST(a_long_stipend_band_can_be_interrupted)
{
	CHECK_WALKS(reads_band, false, "", "a", " 4%", 1);
}

TEST(a_long_salary_schedule_can_be_interrupted)
{
	CHECK_WALKS(reads_schedule, true, "step a\n1 2", " ", "", 1);
	CHECK_WALKS(reads_schedule, true, "step a\n1 2\n", " ", "", 1);
	CHECK_WALKS(reads_schedule, true, "step a\n1", " ", "2", 2);
	CHECK_WALKS(reads_schedule, true, "step\ta\n1\t", " ", "2", 2);
	CHECK_WALKS(reads_schedule, true, "\t", "\t", "step\ta\n1\t2", 1);
	/* a cell of dashes has no amount: it is counted, cut out and looked at */
	CHECK_WALKS(reads_schedule, true, "step a b\n1 2 ", "-", "\n2 2 3", 3);
	/* cells in excess are counted before they are read */
	CHECK_WALKS(reads_schedule, false, "step a\n1", " 2", "", 0.5);
	CHECK_WALKS(reads_schedule, false, "step ", "a", "\n1 2", 1);
}
