#include "core/pay_scale.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Always false, so that `return wrong(...)` reads well; where it is the caller says. */
static bool wrong(cl_pay_fault *fault, cl_code code, const char *hint, const char *format, ...)
	CL_PRINTF(4, 5);

static bool
wrong(cl_pay_fault *fault, cl_code code, const char *hint, const char *format, ...)
{
	va_list args;

	fault->code = code;
	fault->tier = -1;
	fault->bound = -1;
	fault->hint = hint;
	va_start(args, format);
	vsnprintf(fault->reason, sizeof(fault->reason), format, args);
	va_end(args);
	return false;
}

static bool
count_is_good(int32_t count)
{
	return count >= 1 && count <= CL_PAY_COUNT_MOST;
}

static bool
check_head(const cl_pay_scale *head, cl_pay_fault *fault)
{
	if (head->tier_count < 1)
		return wrong(fault, CL_BAD_TEXT, NULL, "there is no tier");
	if (head->tier_count > CL_PAY_TIERS_MOST)
		return wrong(fault, CL_BAD_TEXT, NULL, "there are more than %d tiers", CL_PAY_TIERS_MOST);
	if (head->bound_count > CL_PAY_BOUNDS_MOST)
		return wrong(fault, CL_BAD_TEXT, NULL, "there are more than %d bounds", CL_PAY_BOUNDS_MOST);
	if (head->period > CL_PERIOD_LAST)
		return wrong(fault, CL_BAD_TEXT, NULL, "there is no period number %d", head->period);
	if (head->prorated > 1 || head->compound > 1)
		return wrong(fault, CL_BAD_TEXT, NULL, "prorated and compound are either 0 or 1");
	if (head->period == CL_NO_PERIOD ? head->period_count != 0 || head->prorated != 0
									 : !count_is_good(head->period_count))
		return wrong(fault, CL_BAD_TEXT, NULL, "the number of periods is out of range");
	if (head->share != 0 && (!head->prorated || !count_is_good(head->share)))
		return wrong(fault, CL_BAD_TEXT, NULL, "the number of shares is out of range");
	return true;
}

/* Money in dollars and percent may mix; units are all of one measure. */
static bool
check_amount(int64_t amount, int kind, int measure, int wanted, cl_pay_fault *fault)
{
	if (kind < CL_PAY_DOLLARS || kind > CL_PAY_UNITS || measure > CL_MEASURE_LAST ||
		(kind == CL_PAY_UNITS) != (measure != CL_NO_MEASURE))
		return wrong(fault, CL_BAD_TEXT, NULL, "an amount is in dollars, percent or a unit");
	if (amount < 0 || amount > CL_PAY_RATE_MOST)
		return wrong(fault, CL_OUT_OF_RANGE, NULL, "an amount lies between 0 and 10^14");
	if (measure != wanted)
	{
		const char *here = cl_measure_name((cl_measure) measure);
		const char *first = cl_measure_name((cl_measure) wanted);

		return wrong(fault, CL_BAD_TEXT,
					 "Amounts of one scale are money ($ and % may mix) or all of one unit; for "
					 "both write two scales.",
					 "the first amount is in %s, this one in %s", first ? first : "money",
					 here ? here : "money");
	}
	return true;
}

static void
say_threshold(int number, bool part, char said[16])
{
	if (!part)
		snprintf(said, 16, "%d", number);
	else
	{
		int length = snprintf(said, 16, "%d.%03d", number / CL_PAY_PART, number % CL_PAY_PART);

		while (said[length - 1] == '0')
			said[--length] = '\0';
	}
}

static bool
fail_order(const cl_pay_tier *before, const cl_pay_tier *tier, cl_pay_fault *fault)
{
	bool open = cl_pay_is_open(before);
	char begins[16];
	char reaches[16];

	say_threshold(tier->from, cl_pay_is_part(tier), begins);
	say_threshold(open ? before->from : before->to, cl_pay_is_part(before), reaches);
	return wrong(fault, CL_BAD_TEXT,
				 "Write the tiers from the lowest number up; a range ends before the next begins.",
				 "the range begins at %s, but the one before it reaches to %s%s", begins, reaches,
				 open ? " at least" : "");
}

static bool
check_tier(const cl_pay_scale *head, const cl_pay_tier *tiers, int i, cl_pay_fault *fault)
{
	const cl_pay_tier *tier = &tiers[i];

	if (tier->form < CL_PAY_ONE || tier->form > CL_PAY_PART_ABOVE || tier->how < CL_PAY_EACH ||
		tier->how > CL_PAY_FLAT)
		return wrong(fault, CL_BAD_TEXT, NULL, "its form is unknown");
	if (tier->from < 0 || cl_pay_tier_start(tier) > CL_PAY_COUNT_MOST * INT64_C(1000000) ||
		(tier->form == CL_PAY_SPAN && (tier->to < 0 || tier->to > CL_PAY_COUNT_MOST)))
		return wrong(fault, CL_BAD_TEXT, NULL, "a range lies between 0 and %d", CL_PAY_COUNT_MOST);
	if (tier->form == CL_PAY_SPAN && tier->to < tier->from)
		return wrong(fault, CL_BAD_TEXT, "Write the lower number first, as in 1-2.",
					 "the range ends at %d, before it begins at %d", tier->to, tier->from);
	if (tier->form == CL_PAY_ONE && tier->to != tier->from)
		return wrong(fault, CL_BAD_TEXT, NULL, "its form is unknown");
	if (i > 0)
	{
		const cl_pay_tier *before = &tiers[i - 1];

		if (!cl_pay_tier_follows(before, tier))
			return fail_order(before, tier, fault);
	}
	if (tier->every != 0 && (tier->how != CL_PAY_EACH || !count_is_good(tier->every)))
		return wrong(fault, CL_BAD_TEXT, NULL, "the number after \"each\" lies between 1 and %d",
					 CL_PAY_COUNT_MOST);
	if (cl_pay_is_part(tier) && tier->from % CL_PAY_PART == 0)
		return wrong(fault, CL_BAD_TEXT, NULL, "its form is unknown");
	if (tier->how == CL_PAY_EACH && tier->form == CL_PAY_PART_OPEN)
		return wrong(
			fault, CL_BAD_TEXT,
			"Write >5.5 to pay for the part above it; \"all\" and \"flat\" may begin at 5.5+.",
			"\"each\" counts from a whole number, and the range begins between two");
	if (tier->how == CL_PAY_EACH && tier->from == 0 && !cl_pay_is_above(tier))
		return wrong(fault, CL_BAD_TEXT, "Begin it at 1; \"all\" and \"flat\" may begin at 0.",
					 "a tier from 0 cannot be \"each\": the first one is number 1");
	if (head->compound && (tier->how != CL_PAY_FLAT || tier->kind != CL_PAY_PERCENT))
		return wrong(fault, CL_BAD_TEXT, "Write it as 19+: 3.5% flat, 24+: 3.5% flat compound.",
					 "a compound scale takes flat percentages only");
	return check_amount(tier->rate, tier->kind, tier->measure, tiers[0].measure, fault);
}

static bool
check_bound(const cl_pay_scale *head, int measure, const cl_pay_bound *bounds, int i,
			cl_pay_fault *fault)
{
	static const uint8_t zero[5];

	if (bounds[i].period > CL_PERIOD_LAST || memcmp(bounds[i].zero, zero, sizeof(zero)) != 0)
		return wrong(fault, CL_BAD_TEXT, NULL, "there is no period number %d", bounds[i].period);
	for (int j = 0; j < i; j++)
		if (bounds[i].period == bounds[j].period ||
			(cl_pay_bound_is_own(head, &bounds[i]) && cl_pay_bound_is_own(head, &bounds[j])))
			return wrong(fault, CL_BAD_TEXT,
						 "Without a period of its own, a maximum is for that of the scale.",
						 "there is a maximum for the same period before it");
	return check_amount(bounds[i].amount, bounds[i].kind, bounds[i].measure, measure, fault);
}

static int32_t
end_of_open(const cl_pay_tier *tiers, int i, int count)
{
	return i + 1 < count ? cl_pay_before(&tiers[i + 1]) : CL_PAY_NO_END;
}

cl_pay_scale *
cl_pay_scale_make(cl_env *env, const cl_pay_scale *head, const cl_pay_tier *tiers,
				  const cl_pay_bound *bounds, cl_pay_fault *fault)
{
	cl_pay_scale made;
	cl_pay_scale *scale;
	cl_pay_tier *own;
	size_t size;

	if (!check_head(head, fault))
		return NULL;
	memset(&made, 0, sizeof(made));
	made.version = CL_PAY_SCALE_VERSION;
	made.period = head->period;
	made.prorated = head->prorated;
	made.compound = head->compound;
	made.period_count = head->period_count;
	made.share = head->share;
	made.tier_count = head->tier_count;
	made.bound_count = head->bound_count;
	made.measure = tiers[0].measure;
	for (int i = 0; i < made.tier_count; i++)
	{
		cl_check_interrupts(env);
		if (!check_tier(&made, tiers, i, fault))
		{
			fault->tier = i;
			return NULL;
		}
		made.needs_base |= tiers[i].kind == CL_PAY_PERCENT;
	}
	for (int i = 0; i < made.bound_count; i++)
	{
		if (!check_bound(&made, made.measure, bounds, i, fault))
		{
			fault->bound = i;
			return NULL;
		}
		made.needs_base |= bounds[i].kind == CL_PAY_PERCENT;
	}

	size = cl_pay_scale_size(&made);
	scale = cl_allocate(env, size);
	if (!scale)
	{
		wrong(fault, CL_NO_MEMORY, NULL, "out of memory");
		return NULL;
	}
	*scale = made;
	own = (cl_pay_tier *) (scale + 1);
	memcpy(own, tiers, made.tier_count * sizeof(*tiers));
	if (made.bound_count > 0)
		memcpy(own + made.tier_count, bounds, made.bound_count * sizeof(*bounds));
	for (int i = 0; i < made.tier_count; i++)
		if (cl_pay_is_open(&own[i]))
			own[i].to = end_of_open(own, i, made.tier_count);
	return scale;
}

static bool
bad_stored(cl_env *env, const char *reason)
{
	return cl_fail(env, CL_BAD_BINARY, "invalid stored pay_scale: %s", reason);
}

bool
cl_pay_scale_check(cl_env *env, const cl_pay_scale *scale, size_t length)
{
	static const uint8_t zero[sizeof(scale->zero)];
	const cl_pay_tier *tiers = cl_pay_tiers(scale);
	const cl_pay_bound *bounds;
	cl_pay_fault fault;
	int needs_base = 0;

	if (length < sizeof(*scale) || scale->version != CL_PAY_SCALE_VERSION)
		return bad_stored(env, "its version is unknown");
	if (!check_head(scale, &fault))
		return bad_stored(env, fault.reason);
	if (length != cl_pay_scale_size(scale) || memcmp(scale->zero, zero, sizeof(zero)) != 0)
		return bad_stored(env, "its size is wrong");
	for (int i = 0; i < scale->tier_count; i++)
	{
		if (!check_tier(scale, tiers, i, &fault))
			return bad_stored(env, fault.reason);
		needs_base |= tiers[i].kind == CL_PAY_PERCENT;
	}
	/* reckoned from the next tier: only where all of them are known to be good */
	for (int i = 0; i < scale->tier_count; i++)
		if (cl_pay_is_open(&tiers[i]) && tiers[i].to != end_of_open(tiers, i, scale->tier_count))
			return bad_stored(env, "a tier ends elsewhere than before the next");
	bounds = cl_pay_bounds(scale);
	for (int i = 0; i < scale->bound_count; i++)
	{
		if (!check_bound(scale, tiers[0].measure, bounds, i, &fault))
			return bad_stored(env, fault.reason);
		needs_base |= bounds[i].kind == CL_PAY_PERCENT;
	}
	if (scale->measure != tiers[0].measure || scale->needs_base != needs_base)
		return bad_stored(env, "its head does not go with its tiers");
	return true;
}

int
cl_pay_scale_compare(const cl_pay_scale *a, const cl_pay_scale *b)
{
	size_t size_a = cl_pay_scale_size(a);
	size_t size_b = cl_pay_scale_size(b);
	size_t skip = sizeof(a->vl_len_);
	int order = memcmp((const char *) a + skip, (const char *) b + skip,
					   (size_a < size_b ? size_a : size_b) - skip);

	return order != 0 ? order : (size_a > size_b) - (size_a < size_b);
}

static bool
raise_amount(int64_t *amount, cl_int128 factor, int places)
{
	cl_int128 product;

	return cl_multiply(*amount, factor, &product) &&
		   cl_fits_int64(cl_divide_half_up(product, cl_power_of_ten(places)), amount);
}

cl_pay_scale *
cl_pay_scale_raise(cl_env *env, const cl_pay_scale *scale, cl_int128 factor, int places)
{
	const cl_pay_tier *tiers = cl_pay_tiers(scale);
	cl_pay_tier *raised;
	cl_pay_bound bounds[CL_PAY_BOUNDS_MOST];
	cl_pay_scale *result = NULL;
	cl_pay_fault fault;
	bool fits = true;

	if (factor < 0)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "a pay_scale cannot be multiplied by a negative number");
		cl_hint(env, "A raise of 3 percent is \"* 1.03\", a cut of 3 percent \"* 0.97\".");
		return NULL;
	}
	raised = cl_allocate(env, scale->tier_count * sizeof(*raised));
	if (!raised)
		return NULL;
	memcpy(raised, tiers, scale->tier_count * sizeof(*raised));
	memcpy(bounds, cl_pay_bounds(scale), scale->bound_count * sizeof(*bounds));
	for (int i = 0; i < scale->tier_count; i++)
		if (raised[i].kind == CL_PAY_DOLLARS)
			fits = fits && raise_amount(&raised[i].rate, factor, places);
	for (int i = 0; i < scale->bound_count; i++)
		if (bounds[i].kind == CL_PAY_DOLLARS)
			fits = fits && raise_amount(&bounds[i].amount, factor, places);
	if (fits)
		result = cl_pay_scale_make(env, scale, raised, bounds, &fault);
	cl_release(env, raised);
	if (!result && (!fits || fault.code != CL_NO_MEMORY))
	{
		cl_fail(env, CL_OUT_OF_RANGE, "value out of range for type pay_scale");
		cl_detail(env, "An amount lies between 0 and 10^14.");
	}
	return result;
}
