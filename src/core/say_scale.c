#include "core/explain.h"

#include <string.h>

#include "core/words.h"

/* a whole one, in units of a quantity */
#define ONE INT64_C(1000000)

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
say_each(telling *t, int index, const char *rate, char *said)
{
	const cl_pay_tier *tier = &cl_pay_tiers(t->scale)[index];
	cl_pay_part part = cl_pay_tier_part(t->scale, index);
	char from[CL_WORDS_SIZE] = "";
	char to[CL_WORDS_SIZE] = "";
	const char *strings[5] = {from, rate, to};
	const char *none[5] = {NULL};
	bool open = part.to == INT64_MAX;
	int64_t first = part.from / ONE + 1;
	int64_t last = open ? first : part.to / ONE;
	cl_phrase phrase;

	if (part.from % ONE != 0 || (!open && part.to % ONE != 0))
	{
		/* no first and no last one: a threshold stands between two */
		if (!cl_words_number(&t->words, part.from, CL_PAY_QUANTITY_PLACES, from) ||
			!cl_words_number(&t->words, open ? 0 : part.to, CL_PAY_QUANTITY_PLACES, to))
			return false;
		phrase = open ? CL_SAY_FOR_EACH_ABOVE : CL_SAY_FOR_EACH_BETWEEN;
		return cl_words_say(&t->words, phrase, strings, 0, said);
	}
	if (!cl_words_say(&t->words, CL_SAY_NTH, none, (double) first, from) ||
		!cl_words_say(&t->words, CL_SAY_NTH, none, (double) last, to))
		return false;
	if (tier->every)
		phrase = !open		  ? CL_SAY_FOR_EVERY_TO
				 : first == 1 ? CL_SAY_FOR_EVERY
							  : CL_SAY_FOR_EVERY_FROM;
	else if (open)
		phrase = first == 1 ? CL_SAY_FOR_EACH : CL_SAY_FOR_EACH_FROM;
	else
		phrase = last == first		 ? CL_SAY_FOR_EACH_NTH
				 : last == first + 1 ? CL_SAY_FOR_EACH_OF_TWO
									 : CL_SAY_FOR_EACH_TO;
	return cl_words_say(&t->words, phrase, strings, tier->every, said);
}

/* "if there are 3 or more": what the quantity must be; a tier of a compound scale is paid past its
 * end too */
static bool
say_if(telling *t, int index, char *said)
{
	const cl_pay_tier *tier = &cl_pay_tiers(t->scale)[index];
	const cl_pay_tier *next = index + 1 < t->scale->tier_count ? tier + 1 : NULL;
	char from[CL_WORDS_SIZE];
	char to[CL_WORDS_SIZE];
	char begun[CL_WORDS_SIZE];
	const char *strings[5] = {from, NULL, to};
	const char *bounded[5] = {begun, NULL, to};
	int64_t start = cl_pay_tier_start(tier);
	/* where the next tier begins between whole numbers, or above one, this one ends there */
	bool cut = next && !t->scale->compound &&
			   (cl_pay_is_above(next) || cl_pay_is_part(next) || cl_pay_is_above(tier) ||
				cl_pay_is_part(tier)) &&
			   (cl_pay_is_open(tier) || cl_pay_tier_start(next) < (tier->to + INT64_C(1)) * ONE);
	cl_phrase phrase = cl_pay_is_above(tier)									? CL_SAY_IF_ABOVE
					   : cut || tier->to == CL_PAY_NO_END || t->scale->compound ? CL_SAY_IF_FROM
					   : tier->to == tier->from									? CL_SAY_IF
																				: CL_SAY_IF_TO;

	if (!cl_words_number(&t->words, start, CL_PAY_QUANTITY_PLACES, from) ||
		!cl_words_number(&t->words, cut ? cl_pay_tier_start(next) : tier->to * ONE,
						 CL_PAY_QUANTITY_PLACES, to))
		return false;
	if (!cut)
		return cl_words_say(&t->words, phrase, strings, (double) start / ONE, said);
	return cl_words_say(&t->words, phrase, strings, (double) start / ONE, begun) &&
		   cl_words_say(&t->words, cl_pay_is_above(next) ? CL_SAY_IF_UP_TO : CL_SAY_IF_BELOW,
						bounded, 0, said);
}

static bool
say_tier(telling *t, int index)
{
	const cl_pay_tier *tier = &cl_pay_tiers(t->scale)[index];
	char rate[CL_WORDS_SIZE];
	char when[CL_WORDS_SIZE];
	char said[CL_WORDS_SIZE];
	const char *strings[5] = {when, rate};

	if (!say_rate(t, tier->kind, tier->measure, tier->rate, rate))
		return false;
	if (tier->how == CL_PAY_EACH)
	{
		if (!say_each(t, index, rate, said))
			return false;
	}
	else if (!say_if(t, index, when) ||
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
		if (!say_tier(&t, i))
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
