/* read_place.h: what read_place.c and read_judge.c share of a table while its rows are placed. */
#ifndef CL_READ_PLACE_H
#define CL_READ_PLACE_H

#include "core/read_table.h"

typedef struct cl_placer
{
	cl_table *table;
	size_t columns;
	int32_t *shown; /* rows by columns, of full rows: the cell there, an amount or nothing */
	bool *full;
	uint32_t *page; /* of each row: a head that is printed again begins one */
	bool *tight;	/* rows whose cells are a blank apart: their place says nothing */
	size_t first;	/* full row */
	size_t dashed;	/* full rows that say "-" where a lane pays nothing */
	int32_t beside[CL_TABLE_COLUMNS_MOST];
	uint8_t since[CL_TABLE_COLUMNS_MOST]; /* rows since that was paid */
	int32_t rises[CL_TABLE_ROWS_MOST];	  /* the median rise of each ordinary row so far */
	size_t rise_count;
} cl_placer;

static inline int64_t
cl_apart(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

static inline int
cl_placer_step(const cl_placer *placer, size_t row)
{
	return cl_table_row_line(placer->table, row)->label.half_steps;
}

/* A row as it is seen from the rows placed before it. */
extern cl_table_sizes cl_placer_sizes(cl_placer *placer, size_t row, bool below);
/* Which of the two choices is to be taken, by place or by size; NULL: neither. */
extern const cl_table_choice *cl_placer_choose(cl_placer *placer, size_t row,
											   const cl_table_sizes *sizes, const int32_t *logs,
											   size_t count, const cl_table_choice *place,
											   bool place_clear, bool own_page,
											   cl_table_choice *size);

#endif
