#include "core/explain.h"

#include <string.h>

#include "core/words.h"

typedef struct explanation
{
	cl_words words;
	const cl_pay_scale *scale;
	bool money; /* what comes out is dollars, else units of the scale's measure */
	char quantity[CL_WORDS_SIZE];
	char base[CL_WORDS_SIZE];
	cl_buffer *out;
} explanation;

/* A rate or the amount of a bound: $10, 3.5%, 2 hours. */
static bool
say_rate(explanation *e, int kind, int measure, int64_t rate, char *said)
{
	switch (kind)
	{
		case CL_PAY_DOLLARS:
			return cl_words_money(&e->words, rate, CL_PAY_RATE_PLACES, said);
		case CL_PAY_PERCENT:
			return cl_words_percent(&e->words, rate, CL_PAY_RATE_PLACES, said);
		default:
			return cl_words_counted(&e->words, rate, CL_PAY_RATE_PLACES, measure, said);
	}
}

static bool
say_amount(explanation *e, cl_int128 amount, char *said)
{
	if (e->money)
		return cl_words_money(&e->words, amount, CL_PAY_PLACES, said);
	return cl_words_counted(&e->words, amount, CL_PAY_PLACES, e->scale->measure, said);
}

static bool
explain_tier(explanation *e, const cl_pay_line *line)
{
	const cl_pay_tier *tier = &cl_pay_tiers(e->scale)[line->tier];
	char times[CL_WORDS_SIZE];
	char rate[CL_WORDS_SIZE];
	char amount[CL_WORDS_SIZE];
	const char *strings[5] = {times, rate, amount, NULL, e->base};
	cl_buffer range;
	cl_phrase phrase;
	bool done;

	if (!cl_words_number(&e->words, line->times, CL_PAY_QUANTITY_PLACES, times) ||
		!say_rate(e, tier->kind, tier->measure, tier->rate, rate) ||
		!say_amount(e, line->amount, amount))
		return false;
	if (e->scale->compound)
		phrase = CL_SAY_MORE;
	else if (tier->how == CL_PAY_EACH)
		phrase = tier->every ? CL_SAY_EVERY : CL_SAY_EACH;
	else if (tier->how == CL_PAY_ALL)
	{
		phrase = CL_SAY_ALL;
		strings[0] = e->quantity;
	}
	else
		phrase = strcmp(rate, amount) == 0 ? CL_SAY_ONCE : CL_SAY_ONCE_AT;
	cl_buffer_init(&range, e->words.env);
	cl_pay_print_range(tier, &range);
	strings[3] = range.data;
	done = !range.failed && cl_words_add(&e->words, e->out, phrase, strings, tier->every);
	cl_buffer_free(&range);
	return done;
}

static bool
explain_bound(explanation *e, const cl_pay_line *line)
{
	const cl_pay_bound *bound = &cl_pay_bounds(e->scale)[line->bound];
	char most[CL_WORDS_SIZE];
	char amount[CL_WORDS_SIZE];
	const char *strings[5] = {NULL, most, amount, NULL, e->base};

	return say_rate(e, bound->kind, bound->measure, bound->amount, most) &&
		   say_amount(e, -line->amount, amount) &&
		   cl_words_add(&e->words, e->out, CL_SAY_MOST, strings, 0);
}

static bool
explain_total(explanation *e, cl_int128 total)
{
	char period[CL_WORDS_SIZE] = "";
	char per_period[CL_WORDS_SIZE] = "";
	char amount[CL_WORDS_SIZE];
	const char *strings[5] = {period, NULL, amount, per_period, e->base};

	if (!say_amount(e, total, amount))
		return false;
	if (e->scale->period != CL_NO_PERIOD &&
		(!cl_words_period(&e->words, e->scale->period, e->scale->period_count, period) ||
		 !cl_words_say(&e->words, CL_SAY_PERIOD, strings, 0, per_period)))
		return false;
	return cl_words_add(&e->words, e->out, CL_SAY_TOTAL, strings, 0);
}

bool
cl_explain_pay(cl_env *env, const cl_pay_scale *scale, cl_int128 quantity, cl_measure measure,
			   const cl_int128 *base, const char *locale, size_t locale_length, cl_buffer *out)
{
	explanation e;
	cl_pay_reckoning reckoning;
	cl_pay_line line;
	const char *strings[5] = {e.quantity, NULL, NULL, NULL, e.base};
	bool paid = false;

	e.scale = scale;
	e.out = out;
	e.base[0] = '\0';
	if (!cl_words_init(&e.words, env, locale, locale_length) ||
		!cl_pay_begin(&reckoning, env, scale, quantity, base))
		return false;
	e.money = scale->measure == CL_NO_MEASURE || reckoning.has_base;
	if (measure == CL_NO_MEASURE
			? !cl_words_number(&e.words, quantity, CL_PAY_QUANTITY_PLACES, e.quantity)
			: !cl_words_counted(&e.words, quantity, CL_PAY_QUANTITY_PLACES, measure, e.quantity))
		return false;
	if (reckoning.has_base && !cl_words_money(&e.words, reckoning.base, CL_PAY_BASE_PLACES, e.base))
		return false;
	if (!cl_words_add(&e.words, e.out,
					  reckoning.has_base ? CL_SAY_QUANTITY_OF_BASE : CL_SAY_QUANTITY, strings, 0))
		return false;
	while (cl_pay_next(&reckoning, &line))
	{
		if (line.amount == 0)
			continue;
		paid = true;
		if (line.tier >= 0 ? !explain_tier(&e, &line) : !explain_bound(&e, &line))
			return false;
	}
	if (reckoning.failed)
		return false;
	if (!paid ? !cl_words_add(&e.words, e.out, CL_SAY_NOTHING, strings, 0)
			  : !explain_total(&e, reckoning.total))
		return false;
	return !out->failed;
}
