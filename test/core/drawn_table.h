/*
 * drawn_table.h: a printed salary table that nobody has seen, drawn by chance, of which every cell
 * is known because it was drawn first and printed afterwards: lanes, steps, blank cells, longevity
 * rows, heads, notes, second values and the way in which it came out of its document.
 */
#ifndef CL_DRAWN_TABLE_H
#define CL_DRAWN_TABLE_H

#include "core/read_schedule.h"

#define DRAWN_LANES 14
#define DRAWN_ROWS 48
#define DRAWN_COLUMNS                                                                              \
	(2 * DRAWN_LANES + 3) /* label, two values a lane, a percentage, the label again */
#define DRAWN_LINES 130
#define DRAWN_CELL 44
#define DRAWN_TEXT 200000

typedef enum drawn_layout
{
	DRAWN_IN_COLUMNS,
	DRAWN_IN_LEFT_COLUMNS,
	DRAWN_DOLLAR_APART,
	DRAWN_SELECTION,
	DRAWN_IN_TABS,
	DRAWN_IN_COMMAS,
	DRAWN_IN_SEMICOLONS,
	DRAWN_IN_PIPES,
	DRAWN_CELL_A_LINE,
	DRAWN_LAYOUTS
} drawn_layout;

typedef enum drawn_second
{
	DRAWN_ALONE,
	DRAWN_BESIDE,
	DRAWN_BELOW
} drawn_second;

typedef struct drawn_row
{
	int half_steps;
	bool longevity;
	char label[24];
} drawn_row;

typedef enum drawn_kind
{
	DRAWN_WORDS, /* one cell, that is all the line */
	DRAWN_HEAD,
	DRAWN_CELLS,
	DRAWN_NEW_PAGE,
} drawn_kind;

typedef struct drawn_line
{
	drawn_kind kind;
	bool spans; /* a head each over two columns, in the first of them */
	int row;	/* of the table; -1: none */
	char cell[DRAWN_COLUMNS][DRAWN_CELL];
} drawn_line;

typedef struct drawn_table
{
	uint64_t random;
	drawn_layout layout;
	cl_read_keep keep;
	bool blanks; /* some lane has no amount in some row */
	bool odd;	 /* something is drawn that a careful reader may refuse */
	int lanes;
	int rows;
	int ordinary; /* rows before the longevity rows */
	bool cents;
	drawn_second second;
	int parts; /* days or months, of which the second value is one */
	drawn_row row[DRAWN_ROWS];
	int64_t annual[DRAWN_ROWS][DRAWN_LANES]; /* in cents; 0: no cell */
	char lane[DRAWN_LANES][CL_LANE_LENGTH + 1];
	char degree[DRAWN_LANES][CL_LANE_LENGTH + 1]; /* its other name, where the heads give it two */
	/* as printed, before a layout parts the cells */
	int columns;
	int lane_column[DRAWN_LANES]; /* where its kept value stands */
	drawn_line line[DRAWN_LINES];
	int lines;
	size_t place[DRAWN_ROWS]
				[DRAWN_LANES]; /* of the kept value in the text, before it is made strange */
	size_t place_length[DRAWN_ROWS][DRAWN_LANES];
	char text[DRAWN_TEXT];
	size_t length;
} drawn_table;

/* A repeatable number, 0 to below `limit`, and whether so many of a hundred come to pass. */
extern uint64_t draw_below(drawn_table *table, uint64_t limit);
extern int draw_between(drawn_table *table, int least, int most);
extern bool draw_chance(drawn_table *table, int of_hundred);

extern void draw_grid(drawn_table *table);	/* lanes, rows and amounts */
extern void draw_sheet(drawn_table *table); /* the lines and cells of the print */
extern void draw_text(drawn_table *table);	/* the text that is pasted */
/* What programs put in: line ends of another system, a byte-order mark, blanks that do not break,
 * wide digits. */
extern void draw_strangeness(drawn_table *table);
extern void draw_table(drawn_table *table, uint64_t seed);

/* The kept value of a cell, in cents; 0: no cell. */
extern int64_t drawn_kept(const drawn_table *table, int row, int lane);

#endif
