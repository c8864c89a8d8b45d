#include "core/hash.h"

/* The finishing steps of a 64-bit multiply-and-shift mixer: every input bit reaches every output
 * bit. */
static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	return h;
}

uint64_t
cl_hash(const void *bytes, size_t length, uint64_t seed)
{
	const uint8_t *p = bytes;
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	if (seed != 0)
		h ^= mix(seed);
	for (size_t i = 0; i < length; i++)
	{
		h ^= p[i];
		h *= UINT64_C(0x100000001b3);
	}
	return mix(h);
}
