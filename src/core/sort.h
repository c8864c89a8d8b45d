/*
 * sort.h: qsort() that can be interrupted. The library's own may hold memory, which a jump out of
 * its comparison would leave behind; and a million items take it longer than a cancel may wait.
 */
#ifndef CL_SORT_H
#define CL_SORT_H

#include "core/env.h"

typedef int (*cl_order)(const void *a, const void *b);

/* In place; items that are equal come in any order. False without memory. */
extern bool cl_sort(cl_env *env, void *items, size_t count, size_t size, cl_order order);

#endif
