#include "check.h"

#include "core/hash.h"
#include "core/pay_scale.h"

#include <stdio.h>

static cl_pay_scale *
read_scale(cl_env *env, const char *text)
{
	return cl_pay_scale_parse(env, text, strlen(text));
}

/* The canonical text, or the detail of the error. */
static const char *
reprint(const char *input)
{
	static char out[800];
	cl_env *env = test_env();
	cl_pay_scale *scale = read_scale(env, input);
	cl_buffer buffer;

	if (!scale)
	{
		snprintf(out, sizeof(out), "%s", env->error.detail);
		return out;
	}
	cl_buffer_init(&buffer, env);
	cl_pay_scale_print(scale, &buffer);
	snprintf(out, sizeof(out), "%s", buffer.data);
	cl_buffer_free(&buffer);
	cl_release(env, scale);
	return out;
}

TEST(pay_scale_reads_what_people_write)
{
	static const char *const canonical[] = {
		"1+: $50 each per count",
		"1-2: $10 each, 3: $15 each, 4: $25 each per day",
		"2: $625 flat, 3+: $1250 flat per semester",
		"1+: $10 each per day max $40",
		"1-2: $90 all, 3-4: $140 all per month",
		"1-2: 0.75 hours flat, 3+: 1.25 hours flat per day",
		"1+: $40 each per year prorated max $500 per semester, $900 per year",
		"19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound",
		"11-15: $400 each, 16+: $450 each per year",
		"1-1: $0.50 each 2, 2: 1% all per 3 days prorated 90 max 10%, $0.0625 per year",
		"0-3: 1 FTE flat per 2 weeks max 2 FTE",
	};

	for (size_t i = 0; i < sizeof(canonical) / sizeof(canonical[0]); i++)
		CHECK_TEXT(reprint(canonical[i]), canonical[i]);
	CHECK_TEXT(reprint("1-2:0.75hourflat,3+:1.25HOURSflatperdays"),
			   "1-2: 0.75 hours flat, 3+: 1.25 hours flat per day");
	CHECK_TEXT(reprint("1+:$1,250.5EACH 2PER3daysPROrated 4MAX$.5perday"),
			   "1+: $1250.50 each 2 per 3 days prorated 4 max $0.50 per day");
	CHECK_TEXT(reprint("1+: $50 each per 1 counts"), "1+: $50 each per count");
	CHECK_TEXT(reprint("\xEF\xBC\x91\xE2\x80\x93\xEF\xBC\x92: \xEF\xBC\x84\xEF\xBC\x95 all"),
			   "1-2: $5 all");
}
