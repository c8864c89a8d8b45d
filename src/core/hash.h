/*
 * hash.h: the hash of canonical bytes. Frozen: rows may be placed by it (hash partitions,
 * shards), so neither it nor what the types feed it may change after the first release.
 */
#ifndef CL_HASH_H
#define CL_HASH_H

#include <stddef.h>
#include <stdint.h>

/* FNV-1a over the bytes, its bits then mixed; the low 32 bits under seed 0 are the plain hash. */
extern uint64_t cl_hash(const void *bytes, size_t length, uint64_t seed);

#endif
