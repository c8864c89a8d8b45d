#include "core/explain.h"

#include <string.h>

#include "core/words.h"

typedef struct telling
{
	cl_words words;
	const cl_pay_scale *scale;
	cl_buffer *out;
} telling;

static bool
say_rate(telling *t, int kind, int measure, int64_t rate, char *said)
{
	switch (kind)
	{
		case CL_PAY_DOLLARS:
			return cl_words_money(&t->words, rate, CL_PAY_RATE_PLACES, said);
		case CL_PAY_PERCENT:
			return cl_words_percent(&t->words, rate, CL_PAY_RATE_PLACES, said);
		default:
			return cl_words_counted(&t->words, rate, CL_PAY_RATE_PLACES, measure, said);
	}
}

/* "$15 for the 3rd", "$10 for each from the 4th on": of each one that lies in the tier */
static bool
say_each(telling *t, const cl_pay_tier *tier, const char *rate, char *said)
{
	char from[CL_WORDS_SIZE];
	char to[CL_WORDS_SIZE];
	const char *strings[5] = {from, rate, to};
	const char *none[5] = {NULL};
	bool open = tier->to == CL_PAY_NO_END;
	cl_phrase phrase;

	if (!cl_words_say(&t->words, CL_SAY_NTH, none, tier->from, from) ||
		!cl_words_say(&t->words, CL_SAY_NTH, none, tier->to, to))
		return false;
	if (tier->every)
		phrase = !open			   ? CL_SAY_FOR_EVERY_TO
				 : tier->from == 1 ? CL_SAY_FOR_EVERY
								   : CL_SAY_FOR_EVERY_FROM;
	else if (open)
		phrase = tier->from == 1 ? CL_SAY_FOR_EACH : CL_SAY_FOR_EACH_FROM;
	else
		phrase = tier->to == tier->from		  ? CL_SAY_FOR_EACH_NTH
				 : tier->to == tier->from + 1 ? CL_SAY_FOR_EACH_OF_TWO
											  : CL_SAY_FOR_EACH_TO;
	return cl_words_say(&t->words, phrase, strings, tier->every, said);
}

/* "if there are 3 or more": what the quantity must be; a tier of a compound scale is paid past its
 * end too */
static bool
say_if(telling *t, const cl_pay_tier *tier, char *said)
{
	char from[CL_WORDS_SIZE];
	char to[CL_WORDS_SIZE];
	const char *strings[5] = {from, NULL, to};
	cl_phrase phrase = tier->to == CL_PAY_NO_END || t->scale->compound ? CL_SAY_IF_FROM
					   : tier->to == tier->from						   ? CL_SAY_IF
																	   : CL_SAY_IF_TO;

	return cl_words_number(&t->words, tier->from, 0, from) &&
		   cl_words_number(&t->words, tier->to, 0, to) &&
		   cl_words_say(&t->words, phrase, strings, tier->from, said);
}

static bool
say_tier(telling *t, const cl_pay_tier *tier)
{
	char rate[CL_WORDS_SIZE];
	char when[CL_WORDS_SIZE];
	char said[CL_WORDS_SIZE];
	const char *strings[5] = {when, rate};

	if (!say_rate(t, tier->kind, tier->measure, tier->rate, rate))
		return false;
	if (tier->how == CL_PAY_EACH)
	{
		if (!say_each(t, tier, rate, said))
			return false;
	}
	else if (!say_if(t, tier, when) ||
			 !cl_words_say(&t->words, tier->how == CL_PAY_ALL ? CL_SAY_FOR_ALL : CL_SAY_FLAT,
						   strings, 0, said))
		return false;
	cl_buffer_text(t->out, said);
	return true;
}

/* " per semester"; "" without a period */
static bool
say_period(telling *t, int period, int32_t count, char *said)
{
	char name[CL_WORDS_SIZE];
	const char *strings[5] = {name};

	said[0] = '\0';
	return period == CL_NO_PERIOD || (cl_words_period(&t->words, period, count, name) &&
									  cl_words_say(&t->words, CL_SAY_PERIOD, strings, 0, said));
}

static bool
say_bound(telling *t, const cl_pay_bound *bound)
{
	char most[CL_WORDS_SIZE];
	char period[CL_WORDS_SIZE];
	char said[CL_WORDS_SIZE];
	const char *strings[5] = {most, period};

	if (!say_rate(t, bound->kind, bound->measure, bound->amount, most) ||
		!say_period(t, bound->period, 1, period) ||
		!cl_words_say(&t->words, CL_SAY_BOUND, strings, 0, said))
		return false;
	cl_buffer_text(t->out, said);
	return true;
}

static bool
say_more(telling *t, cl_phrase phrase, int32_t count)
{
	const char *strings[5] = {NULL};
	char said[CL_WORDS_SIZE];

	if (!cl_words_say(&t->words, phrase, strings, count, said))
		return false;
	cl_buffer_text(t->out, said);
	return true;
}

bool
cl_say_scale(cl_env *env, const cl_pay_scale *scale, const char *locale, size_t locale_length,
			 cl_buffer *out)
{
	telling t = {.scale = scale, .out = out};
	char period[CL_WORDS_SIZE];
	bool behind = scale->tier_count == 1 && cl_pay_tiers(scale)->how == CL_PAY_EACH;

	if (!cl_words_init(&t.words, env, locale, locale_length) ||
		!say_period(&t, scale->period, scale->period_count, period))
		return false;
	/* else it would seem that of the last tier, or of what there must be */
	if (!behind && period[0])
	{
		cl_buffer_text(out, period + 1);
		cl_buffer_text(out, ": ");
	}
	for (int i = 0; i < scale->tier_count; i++)
	{
		cl_check_interrupts(env);
		if (i > 0)
			cl_buffer_text(out, "; ");
		if (!say_tier(&t, &cl_pay_tiers(scale)[i]))
			return false;
	}
	if (behind)
		cl_buffer_text(out, period);
	if ((scale->compound && !say_more(&t, CL_SAY_COMPOUND, 0)) ||
		(scale->prorated &&
		 !say_more(&t, scale->share ? CL_SAY_PRORATED_BY : CL_SAY_PRORATED, scale->share)))
		return false;
	for (int i = 0; i < scale->bound_count; i++)
		if (!say_bound(&t, &cl_pay_bounds(scale)[i]))
			return false;
	return !out->failed;
}
