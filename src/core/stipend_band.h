/*
 * stipend_band.h: what a duty is worth: C 4%, COMBO $600 per semester, CLIMATE $1800.
 * All bytes, laid out so that comparing them is the order: kind, worth, label, period.
 */
#ifndef CL_STIPEND_BAND_H
#define CL_STIPEND_BAND_H

#include "core/period.h"
#include "core/text.h"

#define CL_LABEL_LENGTH 12
#define CL_WORTH_PLACES 4

typedef enum cl_band_kind
{
	CL_BAND_PERCENT = 1, /* of a base; sorts before flat */
	CL_BAND_FLAT = 2	 /* dollars */
} cl_band_kind;

typedef struct cl_stipend_band
{
	uint8_t kind;
	uint8_t worth[8];			 /* of 1/10000 percent or dollar, highest byte first */
	char label[CL_LABEL_LENGTH]; /* padded with NULs */
	uint8_t period;
	uint8_t zero[2];
} cl_stipend_band;

/* The one constructor: the label is ASCII and becomes upper case, the worth is in units of
 * 1/10000, below 10^14 whole ones and never negative. */
extern bool cl_stipend_band_make(cl_env *env, const char *label, size_t label_length,
								 cl_band_kind kind, cl_int128 worth, cl_period period,
								 cl_stipend_band *out);
extern int64_t cl_stipend_band_worth(const cl_stipend_band *band);
extern size_t cl_stipend_band_label_length(const cl_stipend_band *band);

extern bool cl_stipend_band_parse(cl_env *env, const char *utf8, size_t length,
								  cl_stipend_band *out);
extern void cl_stipend_band_print(const cl_stipend_band *band, cl_buffer *out);
/* Binary: the 24 bytes as they are stored; every one is checked. */
extern bool cl_stipend_band_receive(cl_env *env, const uint8_t *data, size_t length,
									cl_stipend_band *out);
/* The same of a stored one: CL_BAD_BINARY. */
extern bool cl_stipend_band_check(cl_env *env, const cl_stipend_band *band);
extern int cl_stipend_band_compare(const cl_stipend_band *a, const cl_stipend_band *b);

#endif
