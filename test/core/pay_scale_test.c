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
		">5: $1000 flat, >10: $1500 flat per year",
		"1-5: $10 each, >5: $20 each, 9.5+: $30 flat",
		"0.5+: 50% flat, 0.667+: 75% flat, 1+: 100% flat",
		"5+: $1 flat, >5: $2 flat, >5.25: $3 flat, 6: $4 flat",
	};

	for (size_t i = 0; i < sizeof(canonical) / sizeof(canonical[0]); i++)
		CHECK_TEXT(reprint(canonical[i]), canonical[i]);
	CHECK_TEXT(reprint("1-2:0.75hourflat,3+:1.25HOURSflatperdays"),
			   "1-2: 0.75 hours flat, 3+: 1.25 hours flat per day");
	CHECK_TEXT(reprint("1+:$1,250.5EACH 2PER3daysPROrated 4MAX$.5perday"),
			   "1+: $1250.50 each 2 per 3 days prorated 4 max $0.50 per day");
	CHECK_TEXT(reprint("1 0+: $1 250 ea ch"), "10+: $1250 each");
	CHECK_TEXT(reprint("\xEF\xBC\x9E 5.50 : $1 all"), ">5.5: $1 all");
	CHECK_TEXT(reprint(".5+: $1 all, 5.0+: $2 all, >06.000: $3 all"),
			   "0.5+: $1 all, 5+: $2 all, >6: $3 all");
	/* a comma before a percentage parts two maxima */
	CHECK_TEXT(reprint("1+: $5 each max $1,500,100%per year"),
			   "1+: $5 each max $1500, 100% per year");
	CHECK_TEXT(reprint("1+: $50 each per 1 counts"), "1+: $50 each per count");
	CHECK_TEXT(reprint("\xEF\xBC\x91\xE2\x80\x93\xEF\xBC\x92: \xEF\xBC\x84\xEF\xBC\x95 all"),
			   "1-2: $5 all");
}

TEST(pay_scale_refuses)
{
	static const char *const bad[] = {
		"",
		"1+: $5",
		"1+: 5 each",
		"1-3: $5 each, 3: $6 each",
		"0+: $5 each",
		"1: $5 each, 2: 1 hour each",
		"1+: $5 flat compound",
		"1+: $5 each 0",
		"1+: $5 each max $1, $2",
		"1000000+: $5 flat",
		"1+: $5 each prorated",
		"1+: $5\xC2\xB2 each",
		"5.5: $5 flat",
		"5.5-7: $5 flat",
		"5-7.5: $5 flat",
		"5.5+: $5 each",
		"5.0005+: $5 flat",
		">5+: $5 flat",
		">: $5 flat",
		">=5: $5 flat",
		">5: $5 flat, 5+: $6 flat",
		">5: $5 flat, >5: $6 flat",
		"5.5+: $5 flat, 5+: $6 flat",
		"1-6: $5 flat, >5: $6 flat",
		">999999.001: $5 flat",
	};
	cl_env *env = test_env();

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK_FAILS(env, read_scale(env, bad[i]), CL_BAD_TEXT);
	CHECK_FAILS(env, read_scale(env, "1+: $100000000000001 flat"), CL_OUT_OF_RANGE);
	CHECK_TEXT(reprint("1: $5 each, 2: $6 each, 2: $7 each"),
			   "At character 25 of \"1: $5 each, 2: $6 each, 2: $7 each\": the range begins at 2, "
			   "but the one before it reaches to 2.");
}

/* A text of that many tiers, one after another. */
static cl_pay_scale *
many_tiers(cl_env *env, int count)
{
	char text[24 * (CL_PAY_TIERS_MOST + 1)];
	size_t length = 0;

	for (int i = 1; i <= count; i++)
		length += (size_t) snprintf(text + length, sizeof(text) - length, "%s%d: $%d flat",
									i > 1 ? ", " : "", i, i);
	return cl_pay_scale_parse(env, text, length);
}

TEST(pay_scale_holds_a_thousand_tiers)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = many_tiers(env, CL_PAY_TIERS_MOST);
	int64_t amount;

	CHECK(scale && scale->tier_count == CL_PAY_TIERS_MOST);
	CHECK(scale && cl_pay_whole(scale, 777, &amount) && amount == 7770000);
	cl_release(env, scale);
	CHECK_FAILS(env, many_tiers(env, CL_PAY_TIERS_MOST + 1), CL_BAD_TEXT);
}

/* The amount in millionths; -1 where it fails. */
static int64_t
pays(const char *text, int64_t millionths, int64_t base)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = read_scale(env, text);
	cl_int128 units = (cl_int128) base * 100000000;
	cl_int128 amount = -1;
	int64_t quick;

	if (!scale || !cl_pay(env, scale, millionths, base < 0 ? NULL : &units, &amount))
		amount = -1;
	else
	{
		CHECK(amount % 100000000000000 == 0);
		amount /= 100000000000000;
		/* a part of one each is not for the quick way, all else is */
		if (base < 0 && millionths % 1000000 == 0)
			CHECK(cl_pay_whole(scale, millionths / 1000000, &quick)
					  ? quick * 100 == amount
					  : strchr(text, '.') && strstr(text, "each"));
	}
	cl_release(env, scale);
	return (int64_t) amount;
}

TEST(pay_scale_pays)
{
	static const char longevity[] = "19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound";

	CHECK(pays("1+: $50 each per count", 3000000, -1) == 150000000);
	CHECK(pays("1-2: $10 each, 3: $15 each, 4: $25 each per day", 9000000, -1) == 60000000);
	CHECK(pays("2: $625 flat, 3+: $1250 flat per semester", 1999999, -1) == 0);
	CHECK(pays("2: $625 flat, 3+: $1250 flat per semester", 2999999, -1) == 625000000);
	CHECK(pays("1-2: $90 all, 3-4: $140 all per month", 3000000, -1) == 420000000);
	CHECK(pays("1+: $10 each", 500000, -1) == 5000000);
	CHECK(pays("1+: $10 each", -500000, -1) == 0);
	CHECK(pays("1+: $10 each", -3000000, -1) == 0);
	CHECK(pays("1+: $10 each per day max $40", 5000000, -1) == 40000000);
	CHECK(pays("3+: 1.25 hours flat", 3000000, 24) == 30000000);
	CHECK(pays(longevity, 28000000, 100000) == INT64_C(10871787500));
	CHECK(pays(longevity, 27999999, 100000) == INT64_C(7122500000));
	CHECK(pays(longevity, 28000000, -1) == -1);
}

/* Above 5 years 5.5 pays, and exactly 5 does not. */
TEST(pay_scale_thresholds_between_whole_numbers)
{
	static const char above[] = ">5: $1000 flat, >10: $1500 flat, 20+: $2000 flat";
	static const char closed[] = "1-5: $300 flat, >5: $500 flat";
	static const char parts[] = "0.5+: 50% flat, 0.667+: 75% flat, 1+: 100% flat";
	static const char compound[] = ">5: 10% flat, 10.5+: 10% flat compound";

	CHECK(pays(above, 5000000, -1) == 0);
	CHECK(pays(above, 5000001, -1) == 1000000000);
	CHECK(pays(above, 5500000, -1) == 1000000000);
	CHECK(pays(above, 10000000, -1) == 1000000000);
	CHECK(pays(above, 10500000, -1) == 1500000000);
	CHECK(pays(above, 20000000, -1) == 2000000000);
	/* a range of whole numbers ends where the next one begins: 1-5 alone would hold 5.5 */
	CHECK(pays("1-5: $300 flat", 5500000, -1) == 300000000);
	CHECK(pays(closed, 5000000, -1) == 300000000);
	CHECK(pays(closed, 5500000, -1) == 500000000);
	CHECK(pays("1-5: $300 flat, 5.5+: $500 flat", 5400000, -1) == 300000000);
	CHECK(pays("5+: $300 flat, >5: $500 flat", 5000000, -1) == 300000000);
	CHECK(pays("5+: $300 flat, >5: $500 flat", 5000001, -1) == 500000000);
	CHECK(pays(parts, 499999, 600) == 0);
	CHECK(pays(parts, 500000, 600) == 300000000);
	CHECK(pays(parts, 667000, 600) == 450000000);
	CHECK(pays(parts, 1000000, 600) == 600000000);
	/* each above 5 is each from the sixth on */
	CHECK(pays(">5: $10 each", 7500000, -1) == 25000000);
	CHECK(pays("6+: $10 each", 7500000, -1) == 25000000);
	CHECK(pays(">5.5: $10 each", 7000000, -1) == 15000000);
	CHECK(pays("1-5: $10 each, >5: $20 each", 7000000, -1) == 90000000);
	CHECK(pays("1+: $10 each, >5: $20 each, 8+: $30 each", 9000000, -1) == 150000000);
	CHECK(pays("1+: $10 each, 5.5+: $100 flat", 6000000, -1) == 155000000);
	CHECK(pays(">5.5: $10 each 2", 10000000, -1) == 20000000);
	CHECK(pays(">0: $7 flat", 1, -1) == 7000000);
	CHECK(pays(">0: $7 flat", 0, -1) == 0);
	CHECK(pays(compound, 5000000, 100) == 0);
	CHECK(pays(compound, 10000000, 100) == 10000000);
	CHECK(pays(compound, 10500000, 100) == 21000000);
}

TEST(pay_scale_pay_keeps_its_range)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = read_scale(env, "1+: $1 each");
	cl_int128 most = cl_power_of_ten(18 + CL_PAY_QUANTITY_PLACES);
	cl_int128 amount;

	CHECK(cl_pay(env, scale, most, NULL, &amount) && amount == cl_power_of_ten(38));
	CHECK_FAILS(env, cl_pay(env, scale, most + 1, NULL, &amount), CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_pay(env, scale, CL_INT128_MAX, NULL, &amount), CL_OUT_OF_RANGE);
	CHECK(cl_pay(env, scale, -CL_INT128_MAX, NULL, &amount) && amount == 0);
	cl_release(env, scale);
	scale = read_scale(env, "5+: $3 flat");
	CHECK(cl_pay(env, scale, CL_INT128_MAX, NULL, &amount) && amount == 3 * cl_power_of_ten(20));
	cl_release(env, scale);
	scale = read_scale(env, "1+: $100000000000000 each");
	CHECK(!cl_pay_whole(scale, INT64_MAX, (int64_t[1]){0}));
	cl_release(env, scale);
}

TEST(pay_scale_raise_touches_dollars_alone)
{
	static const char text[] = "1: $0.0001 each, 2+: 5% flat per day max $40, 9% per year";
	cl_env *env = test_env();
	cl_pay_scale *scale = read_scale(env, text);
	cl_pay_scale *raised = cl_pay_scale_raise(env, scale, 15, 1);
	cl_pay_scale *wanted =
		read_scale(env, "1: $0.0002 each, 2+: 5% flat per day max $60, 9% per year");

	CHECK(raised && wanted && cl_pay_scale_compare(raised, wanted) == 0);
	CHECK_FAILS(env, cl_pay_scale_raise(env, scale, -1, 0), CL_BAD_ARGUMENT);
	CHECK_FAILS(env, cl_pay_scale_raise(env, scale, CL_INT128_MAX, 0), CL_OUT_OF_RANGE);
	CHECK_FAILS(env, cl_pay_scale_raise(env, scale, cl_power_of_ten(14), 0), CL_OUT_OF_RANGE);
	cl_release(env, scale);
	cl_release(env, raised);
	cl_release(env, wanted);
}

TEST(pay_scale_bytes_are_checked_bit_by_bit)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = read_scale(
		env, "1-2: 1.5% flat, 3: $2 each 2, >4: 1% flat, 5.5+: 2% all, >6.125: $1 each, 9+: $3 all "
			 "per 3 days prorated 90 max $4, 5% per year");
	cl_buffer sent, again;
	cl_pay_scale *back;
	int taken = 0;

	cl_buffer_init(&sent, env);
	cl_pay_scale_write(scale, &sent);
	back = cl_pay_scale_receive(env, (const uint8_t *) sent.data, sent.length);
	CHECK(back && cl_pay_scale_compare(scale, back) == 0);
	CHECK(back && memcmp((char *) scale + 4, (char *) back + 4, cl_pay_scale_size(scale) - 4) == 0);
	cl_release(env, back);
	for (size_t length = 0; length < sent.length; length++)
		CHECK_FAILS(env, cl_pay_scale_receive(env, (const uint8_t *) sent.data, length),
					CL_BAD_BINARY);
	for (size_t byte = 0; byte < sent.length; byte++)
		for (int bit = 0; bit < 8; bit++)
		{
			sent.data[byte] ^= (char) (1 << bit);
			back = cl_pay_scale_receive(env, (const uint8_t *) sent.data, sent.length);
			if (back)
			{
				taken++;
				CHECK(cl_pay_scale_compare(scale, back) != 0);
				cl_buffer_init(&again, env);
				cl_pay_scale_write(back, &again);
				CHECK(again.length == sent.length &&
					  memcmp(again.data, sent.data, sent.length) == 0);
				cl_buffer_free(&again);
				cl_release(env, back);
			}
			else
				CHECK(env->error.code == CL_BAD_BINARY);
			sent.data[byte] ^= (char) (1 << bit);
		}
	CHECK(taken > 0);
	cl_buffer_free(&sent);
	cl_release(env, scale);
}

/* Rows are placed by it: these numbers may never change. */
TEST(pay_scale_hash_is_frozen)
{
	cl_env *env = test_env();
	cl_pay_scale *scale = read_scale(env, "1+: $50 each per count");
	cl_buffer sent;

	cl_buffer_init(&sent, env);
	cl_pay_scale_write(scale, &sent);
	CHECK((int32_t) cl_hash(sent.data, sent.length, 0) == -650872622);
	cl_buffer_free(&sent);
	cl_release(env, scale);
}
