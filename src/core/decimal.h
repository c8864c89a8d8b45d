/*
 * decimal.h: exact decimal numbers as whole units of 10^-places in 128 bits. Half up means
 * away from zero at the half, as numeric rounds. __int128 lives in registers and on the stack
 * only: the server's memory is aligned to 8.
 */
#ifndef CL_DECIMAL_H
#define CL_DECIMAL_H

#include "core/buffer.h"

__extension__ typedef __int128 cl_int128;
__extension__ typedef unsigned __int128 cl_uint128;

#define CL_INT128_MAX ((cl_int128) (~(cl_uint128) 0 >> 1))

/* 10^power, power 0 to 38. */
extern cl_int128 cl_power_of_ten(int power);

/* Each false on overflow, with nothing said: the caller knows what to name. */
static inline bool
cl_add(cl_int128 a, cl_int128 b, cl_int128 *sum)
{
	return !__builtin_add_overflow(a, b, sum);
}

static inline bool
cl_multiply(cl_int128 a, cl_int128 b, cl_int128 *product)
{
	return !__builtin_mul_overflow(a, b, product);
}

/* n / d, half up; d above zero. */
extern cl_int128 cl_divide_half_up(cl_int128 n, cl_int128 d);

/* From one number of places to another, half up where places are lost. */
extern bool cl_rescale(cl_int128 units, int from_places, int to_places, cl_int128 *out);

/* The units as int64, if they fit. */
extern bool cl_fits_int64(cl_int128 units, int64_t *out);

/* Prints without trailing zeros, but with at least `least_places` digits after the point. */
extern void cl_buffer_decimal(cl_buffer *buffer, cl_int128 units, int places, int least_places);

#endif
