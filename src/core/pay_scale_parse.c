#include "core/pay_scale.h"

#include <string.h>

static const char TYPE[] = "pay_scale";
static const char SHAPE[] =
	"Write it as 1-2: $10 each, 3+: $15 flat per day max $40: tiers, then \"compound\", \"per\" "
	"and \"max\" where they are needed.";

/* What is read of the text, with the places to name if it does not hold together. */
typedef struct reading
{
	cl_scan scan;
	cl_pay_scale head;
	cl_pay_tier *tiers;
	uint32_t *tier_at;
	int tier_room;
	cl_pay_bound bounds[CL_PAY_BOUNDS_MOST];
	size_t bound_at[CL_PAY_BOUNDS_MOST];
} reading;

/* The letters that come next, not taken. They may be several words as typed. */
static size_t
next_letters(const cl_scan *scan, char *letters, size_t size)
{
	const char *text = scan->text->data + scan->at;
	size_t length = 0;

	for (; length + 1 < size && cl_is_letter(text[length]); length++)
		letters[length] = text[length];
	letters[length] = '\0';
	return length;
}

/* The same, but only up to where a blank stood, for a message. */
static size_t
next_word(const cl_scan *scan, char *word, size_t size)
{
	const uint32_t *places = scan->text->places;
	size_t length = next_letters(scan, word, size);

	for (size_t i = 1; places && i < length; i++)
		if (places[scan->at + i] > places[scan->at + i - 1] + 1)
			length = i;
	word[length] = '\0';
	return length;
}

static bool
fail_unexpected(cl_scan *scan, const char *wanted)
{
	char word[24];

	if (cl_scan_at_end(scan))
		cl_scan_fail(scan, "%s is missing", wanted);
	else if (next_word(scan, word, sizeof(word)) > 0)
		cl_scan_fail(scan, "%s is expected, not \"%s\"", wanted, word);
	else
		cl_scan_fail(scan, "%s is expected, not \"%c\"", wanted, cl_scan_peek(scan));
	return cl_hint(scan->env, "%s", SHAPE);
}

static bool
fail_count(cl_scan *scan, size_t at)
{
	return cl_scan_fail_at(scan, at, CL_BAD_TEXT, "the number here lies between 1 and %d",
						   CL_PAY_COUNT_MOST);
}

/* K, where one is written. */
static bool
read_count(cl_scan *scan, int32_t *out)
{
	int64_t count;
	size_t at;

	if (!cl_is_digit(cl_scan_peek(scan)))
		return true;
	at = scan->at;
	if (!cl_scan_whole(scan, CL_PAY_COUNT_MOST, &count) || count == 0)
		return fail_count(scan, at);
	*out = (int32_t) count;
	return true;
}

/* With `part`, N may lie between whole numbers; it says whether it does, and is in thousandths. */
static bool
read_bound_of_range(cl_scan *scan, int32_t *out, bool above, bool *part)
{
	cl_int128 number;
	int places;
	size_t at = scan->at;
	bool read;

	if (!cl_is_digit(cl_scan_peek(scan)) && (!part || cl_scan_peek(scan) != '.'))
		return fail_unexpected(scan, "a range");
	read = cl_scan_decimal(scan, 3, &number, &places);
	if (!read || (places > 0 && !(part && (above || cl_scan_peek(scan) == '+'))))
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "a range begins and ends at a whole number");
		return cl_hint(scan->env, "A range is 3, 1-2, 3+ or >3. Between whole numbers it begins as "
								  "5.5+ or >5.5, with at most three places.");
	}
	if (part)
		*part = number % CL_PAY_PART != 0;
	if (number <= CL_PAY_COUNT_MOST * (cl_int128) CL_PAY_PART && !(part && *part))
		number /= CL_PAY_PART;
	else if (number > CL_PAY_COUNT_MOST * (cl_int128) CL_PAY_PART)
		return cl_scan_fail_at(scan, at, CL_BAD_TEXT, "a range lies between 0 and %d",
							   CL_PAY_COUNT_MOST);
	*out = (int32_t) number;
	return true;
}

static bool
read_range(cl_scan *scan, cl_pay_tier *tier)
{
	bool above = cl_scan_char(scan, '>');
	bool part;

	if (!read_bound_of_range(scan, &tier->from, above, &part))
		return false;
	tier->to = tier->from;
	tier->form = CL_PAY_ONE;
	if (above)
	{
		tier->form = part ? CL_PAY_PART_ABOVE : CL_PAY_ABOVE;
		tier->to = 0;
	}
	else if (cl_scan_char(scan, '+'))
	{
		tier->form = part ? CL_PAY_PART_OPEN : CL_PAY_OPEN;
		tier->to = 0;
	}
	else if (cl_scan_char(scan, '-'))
	{
		tier->form = CL_PAY_SPAN;
		if (!read_bound_of_range(scan, &tier->to, false, NULL))
			return false;
	}
	if (!cl_scan_char(scan, ':'))
		return fail_unexpected(scan, "\":\" after the range");
	return true;
}

/* The longest beginning of the letters that is a unit, so that 2hoursflat is read. */
static bool
read_unit(cl_scan *scan, uint8_t *measure)
{
	char word[24];
	size_t length = next_letters(scan, word, sizeof(word));

	for (size_t used = length; used > 0; used--)
	{
		word[used] = '\0';
		*measure = (uint8_t) cl_measure_of(word);
		if (*measure != CL_NO_MEASURE)
		{
			scan->at += used;
			return true;
		}
	}
	if (next_word(scan, word, sizeof(word)) == 0)
		cl_scan_fail(scan, "the amount has neither \"$\" nor \"%%\" nor a unit");
	else
		cl_scan_fail(scan, "\"%s\" is no unit", word);
	return cl_hint(scan->env, "Amounts are $50, 3.5%% or of a unit: %s.", cl_measure_list());
}

/*
 * A comma inside "$500,100%" parts two maxima; inside "$500,100" it stands between thousands.
 * What follows tells.
 */
static bool
read_number(cl_scan *scan, bool dollars, cl_int128 *number)
{
	size_t start = scan->at;
	size_t comma;

	if (!cl_scan_decimal(scan, CL_PAY_RATE_PLACES, number, NULL))
		return false;
	if (!dollars || cl_scan_peek(scan) != '%')
		return true;
	for (comma = scan->at; comma > start && scan->text->data[comma] != ',';)
		comma--;
	if (comma > start)
	{
		scan->text->data[comma] = '\0';
		scan->at = start;
		cl_scan_decimal(scan, CL_PAY_RATE_PLACES, number, NULL);
		scan->text->data[comma] = ',';
	}
	return true;
}

static bool
read_amount(cl_scan *scan, int64_t *amount, uint8_t *kind, uint8_t *measure)
{
	bool dollars = cl_scan_char(scan, '$');
	char first = cl_scan_peek(scan);
	size_t at = scan->at;
	cl_int128 number;

	if (!cl_is_digit(first) && first != '.')
	{
		fail_unexpected(scan, "an amount");
		if (first == '-')
			cl_hint(scan->env, "An amount cannot be negative.");
		return false;
	}
	if (!read_number(scan, dollars, &number))
		return false;
	if (number > CL_PAY_RATE_MOST)
		return cl_scan_fail_at(scan, at, CL_OUT_OF_RANGE, "an amount is at most 10^14");
	*amount = (int64_t) number;
	*measure = CL_NO_MEASURE;
	*kind = CL_PAY_DOLLARS;
	if (dollars)
		return true;
	*kind = CL_PAY_PERCENT;
	if (cl_scan_char(scan, '%'))
		return true;
	*kind = CL_PAY_UNITS;
	return read_unit(scan, measure);
}

static bool
read_how(cl_scan *scan, cl_pay_tier *tier)
{
	if (cl_scan_take(scan, "each"))
	{
		tier->how = CL_PAY_EACH;
		return read_count(scan, &tier->every);
	}
	if (cl_scan_take(scan, "all"))
		tier->how = CL_PAY_ALL;
	else if (cl_scan_take(scan, "flat"))
		tier->how = CL_PAY_FLAT;
	else
	{
		fail_unexpected(scan, "\"each\", \"all\" or \"flat\"");
		return cl_hint(scan->env, "\"each\" pays for each one in the range, \"all\" for every one "
								  "once the range is reached, \"flat\" once.");
	}
	return true;
}

static bool
read_period(cl_scan *scan, uint8_t *period)
{
	char word[24];
	size_t length = next_letters(scan, word, sizeof(word));

	for (size_t used = length; used > 0; used--)
	{
		word[used] = '\0';
		*period = (uint8_t) cl_period_of(word);
		if (*period != CL_NO_PERIOD)
		{
			scan->at += used;
			return true;
		}
	}
	if (next_word(scan, word, sizeof(word)) == 0)
		fail_unexpected(scan, "a period after \"per\"");
	else
		cl_scan_fail(scan, "\"%s\" is no period", word);
	return cl_hint(scan->env, "Periods are count, session, period, hour, day, week, month, "
							  "quarter, trimester, semester and year.");
}

/* Room for one tier more: the two arrays are given up together, by the caller. */
static bool
make_room(reading *read)
{
	cl_env *env = read->scan.env;
	int used = read->head.tier_count;
	int room = used * 2 + 4;
	cl_pay_tier *tiers;
	uint32_t *at;

	if (used < read->tier_room)
		return true;
	tiers = cl_allocate(env, room * sizeof(*tiers));
	at = tiers ? cl_allocate(env, room * sizeof(*at)) : NULL;
	if (!at)
	{
		cl_release(env, tiers);
		return false;
	}
	if (used > 0)
	{
		memcpy(tiers, read->tiers, used * sizeof(*tiers));
		memcpy(at, read->tier_at, used * sizeof(*at));
	}
	cl_release(env, read->tiers);
	cl_release(env, read->tier_at);
	read->tiers = tiers;
	read->tier_at = at;
	read->tier_room = room;
	return true;
}

static bool
read_tiers(reading *read)
{
	cl_scan *scan = &read->scan;

	do
	{
		cl_pay_tier tier;

		cl_check_interrupts(scan->env);
		memset(&tier, 0, sizeof(tier));
		if (read->head.tier_count == CL_PAY_TIERS_MOST)
			return cl_scan_fail(scan, "there are more than %d tiers", CL_PAY_TIERS_MOST);
		if (!make_room(read))
			return false;
		read->tier_at[read->head.tier_count] = (uint32_t) scan->at;
		if (!read_range(scan, &tier) || !read_amount(scan, &tier.rate, &tier.kind, &tier.measure) ||
			!read_how(scan, &tier))
			return false;
		read->tiers[read->head.tier_count++] = tier;
	} while (cl_scan_char(scan, ','));
	return true;
}

static bool
read_bounds(reading *read)
{
	cl_scan *scan = &read->scan;

	do
	{
		cl_pay_bound *bound = &read->bounds[read->head.bound_count];

		if (read->head.bound_count == CL_PAY_BOUNDS_MOST)
			return cl_scan_fail(scan, "there is a maximum for the same period before it");
		read->bound_at[read->head.bound_count] = scan->at;
		if (!read_amount(scan, &bound->amount, &bound->kind, &bound->measure) ||
			(cl_scan_take(scan, "per") && !read_period(scan, &bound->period)))
			return false;
		read->head.bound_count++;
	} while (cl_scan_char(scan, ','));
	return true;
}

static bool
read_scale(reading *read)
{
	cl_scan *scan = &read->scan;
	cl_pay_scale *head = &read->head;

	if (!read_tiers(read))
		return false;
	head->compound = cl_scan_take(scan, "compound");
	if (cl_scan_take(scan, "per"))
	{
		head->period_count = 1;
		if (!read_count(scan, &head->period_count) || !read_period(scan, &head->period))
			return false;
		head->prorated = cl_scan_take(scan, "prorated");
		if (head->prorated && !read_count(scan, &head->share))
			return false;
	}
	else if (cl_scan_take(scan, "prorated"))
	{
		cl_scan_fail(scan, "\"prorated\" needs a period before it");
		return cl_hint(scan->env, "Write what the amount is for, as in \"per year prorated\".");
	}
	if (cl_scan_take(scan, "max") && !read_bounds(read))
		return false;
	if (!cl_scan_at_end(scan))
		return fail_unexpected(scan, "the end");
	return true;
}

static void
report_fault(const reading *read, const cl_pay_fault *fault)
{
	cl_scan scan = read->scan;
	size_t at = 0;

	if (fault->tier >= 0)
		at = read->tier_at[fault->tier];
	if (fault->bound >= 0)
		at = read->bound_at[fault->bound];
	cl_scan_fail_at(&scan, at, fault->code, "%s", fault->reason);
	if (fault->hint)
		cl_hint(scan.env, "%s", fault->hint);
}

cl_pay_scale *
cl_pay_scale_parse(cl_env *env, const char *utf8, size_t length)
{
	reading read;
	cl_text text;
	cl_pay_scale *scale = NULL;
	cl_pay_fault fault;

	if (!cl_fold(env, TYPE, utf8, length, &text))
		return NULL;
	memset(&read, 0, sizeof(read));
	cl_scan_init(&read.scan, env, TYPE, &text);
	if (cl_text_drop_blanks(env, &text, 0) && read_scale(&read))
	{
		scale = cl_pay_scale_make(env, &read.head, read.tiers, read.bounds, &fault);
		if (!scale && fault.code != CL_NO_MEMORY)
			report_fault(&read, &fault);
	}
	cl_release(env, read.tiers);
	cl_release(env, read.tier_at);
	cl_text_free(env, &text);
	return scale;
}
