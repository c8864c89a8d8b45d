/* The hash places rows in partitions and shards: these constants may never change. */
#include "check.h"

#include "core/hash.h"

#include <inttypes.h>

#define CHECK_HASH(text, length, seed, wanted)                                                     \
	do                                                                                             \
	{                                                                                              \
		uint64_t actual = cl_hash(text, length, seed);                                             \
		if (actual != (wanted))                                                                    \
			test_failed(__FILE__, __LINE__, "0x%016" PRIx64, actual);                              \
	} while (0)

TEST(hash_is_frozen)
{
	CHECK_HASH("", 0, 0, UINT64_C(0xefd01f60ba992926));
	CHECK_HASH("a", 1, 0, UINT64_C(0x82a2a958a9bece5b));
	CHECK_HASH("\0", 1, 0, UINT64_C(0xb9034ad37056f5fb));
	CHECK_HASH("caseload", 8, 0, UINT64_C(0x2cb6bc5db87e96b4));
	CHECK_HASH("caseload", 8, 1, UINT64_C(0x67132fcde7b8cbde));
	CHECK_HASH("caseload", 8, UINT64_MAX, UINT64_C(0xb7755bb7c47a2782));
}

TEST(hash_spreads)
{
	/* buckets by the low bits, as the server takes them, of numbers that hardly differ */
	int buckets[64] = {0};

	for (uint32_t i = 0; i < 64000; i++)
	{
		uint8_t bytes[4] = {0, (uint8_t) (i >> 16), (uint8_t) (i >> 8), (uint8_t) i};

		buckets[cl_hash(bytes, sizeof(bytes), 0) % 64]++;
	}
	for (int i = 0; i < 64; i++)
		CHECK(buckets[i] > 850 && buckets[i] < 1150);
}
