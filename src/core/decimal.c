#include "core/decimal.h"

cl_int128
cl_power_of_ten(int power)
{
	cl_int128 result = 1;

	while (power-- > 0)
		result *= 10;
	return result;
}

cl_int128
cl_divide_half_up(cl_int128 n, cl_int128 d)
{
	cl_int128 quotient = n / d;
	cl_int128 rest = n % d;

	if (rest > 0 && rest >= d - rest)
		quotient++;
	else if (rest < 0 && -rest >= d + rest)
		quotient--;
	return quotient;
}

bool
cl_rescale(cl_int128 units, int from_places, int to_places, cl_int128 *out)
{
	if (to_places >= from_places)
	{
		if (to_places - from_places > 38)
		{
			*out = 0;
			return units == 0;
		}
		return cl_multiply(units, cl_power_of_ten(to_places - from_places), out);
	}
	if (from_places - to_places > 38)
		*out = 0;
	else
		*out = cl_divide_half_up(units, cl_power_of_ten(from_places - to_places));
	return true;
}

bool
cl_fits_int64(cl_int128 units, int64_t *out)
{
	*out = (int64_t) units;
	return (cl_int128) *out == units;
}

void
cl_buffer_decimal(cl_buffer *buffer, cl_int128 units, int places, int least_places)
{
	char digits[48];
	int count = 0;
	cl_uint128 rest = units < 0 ? -(cl_uint128) units : (cl_uint128) units;

	/* digits[0] is the last place */
	do
	{
		digits[count++] = (char) ('0' + (int) (rest % 10));
		rest /= 10;
	} while (rest > 0 || count <= places);

	int last = 0;

	while (last < places - least_places && digits[last] == '0')
		last++;
	if (units < 0)
		cl_buffer_char(buffer, '-');
	for (int i = count - 1; i >= last; i--)
	{
		cl_buffer_char(buffer, digits[i]);
		if (i == places && i > last)
			cl_buffer_char(buffer, '.');
	}
}
