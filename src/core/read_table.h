/*
 * read_table.h: a printed table while it is read, for the read_*.c alone. Text becomes lines of
 * cells (fold, kind, cells, label), lines become rows, rows columns (columns, place), columns lanes
 * (values, heads), and a last look refuses what no salary schedule does (check). All memory is the
 * table's, and goes with it.
 */
#ifndef CL_READ_TABLE_H
#define CL_READ_TABLE_H

#include "core/read_schedule.h"

#define CL_TABLE_TEXT_MOST (1 << 20)
#define CL_TABLE_LINES_MOST 20000
#define CL_TABLE_ROWS_MOST 400
#define CL_TABLE_COLUMNS_MOST 100
#define CL_TABLE_HEADS_MOST 14 /* lines above the first row that may name lanes */

/* How the cells of a line are parted. */
typedef enum cl_table_form
{
	CL_TABLE_TABS,
	CL_TABLE_COMMAS,
	CL_TABLE_SEMICOLONS,
	CL_TABLE_PIPES,
	CL_TABLE_ONE_A_LINE,
	CL_TABLE_BLANKS,
} cl_table_form;

typedef enum cl_table_kind
{
	CL_TABLE_AMOUNT,
	CL_TABLE_PERCENT,
	CL_TABLE_NOTHING, /* "-", "N/A", 0 */
	CL_TABLE_WHOLE,	  /* a bare number of one to three digits */
	CL_TABLE_MARK,	  /* of a footnote */
	CL_TABLE_DOLLAR,  /* alone: it belongs to what follows */
	CL_TABLE_WORD,
	CL_TABLE_NEARLY, /* digits that are nearly an amount */
} cl_table_kind;

/* A piece of the folded text that stands for itself. */
typedef struct cl_table_cell
{
	int64_t amount;		 /* in cents; of a whole number, itself */
	uint32_t at, end;	 /* in the folded text */
	int32_t left, right; /* of its line: the character where it begins, and the one after it */
	uint16_t field;		 /* between tabs, commas or pipes, from 0 */
	uint8_t kind;
	uint8_t places; /* written after the point */
} cl_table_cell;

/* What a row is called by: its number, or years of service. */
typedef enum cl_table_sort
{
	CL_TABLE_STEP,
	CL_TABLE_YEARS,
	CL_TABLE_ORDINAL,
} cl_table_sort;

typedef struct cl_table_label
{
	uint32_t at, end;
	uint32_t mark, mark_end; /* a footnote mark; mark_end 0: there is none */
	int32_t right;			 /* the character after it */
	int16_t half_steps;
	char letter; /* 'A' or 'B' of a step in two halves, or NUL */
	bool range;
	bool longevity;	 /* by an L, or by the caller's word */
	bool given;		 /* by the caller */
	size_t given_at; /* of the caller's labels */
	cl_table_sort sort;
} cl_table_label;

typedef enum cl_table_line_kind
{
	CL_TABLE_WORDS, /* no part of the table: heads, notes */
	CL_TABLE_ROW,
	CL_TABLE_SECOND, /* the second line of the row above */
	CL_TABLE_EMPTY,	 /* a label without amounts */
} cl_table_line_kind;

typedef struct cl_table_line
{
	uint32_t at, end;
	uint32_t first, count; /* its cells, without the label's */
	uint32_t first_field, fields;
	bool labelled;
	bool used; /* its words became names of lanes */
	cl_table_line_kind kind;
	cl_table_label label;
	uint16_t of[CL_TABLE_NEARLY + 1]; /* cells of each kind */
} cl_table_line;

/* Between two tabs, commas or pipes, without quotes. */
typedef struct cl_table_field
{
	uint32_t at, end;
} cl_table_field;

typedef struct cl_table_row
{
	uint32_t line;
	uint32_t second; /* line; 0: none */
	bool longevity;
} cl_table_row;

typedef struct cl_table_column
{
	int32_t left, right; /* in the row that shows it best */
	uint32_t field;
	uint32_t shown;	 /* a cell of it */
	bool aside;		 /* the value of a pair that is not kept */
	int32_t partner; /* the other value's column; -1: none */
	char name[CL_LANE_LENGTH];
} cl_table_column;

typedef struct cl_table_note
{
	uint32_t at, end;
	char done[96];
} cl_table_note;

/* Where a line of the text as pasted begins. */
typedef struct cl_table_start
{
	uint32_t at;   /* in the folded text */
	uint32_t byte; /* in the text as pasted */
} cl_table_start;

typedef struct cl_table
{
	cl_env *env;
	const cl_read_options *options;
	struct cl_table_block *blocks;
	char **given; /* the labels that the caller gives steps to, folded */

	const char *source;
	size_t source_length;
	char *text; /* folded: ASCII, ends in NUL */
	uint32_t length;
	uint32_t *places; /* of each byte, and of the end: the byte of the text as pasted */
	cl_table_start *starts;
	size_t start_count, start_room;

	cl_table_form form;
	cl_table_line *lines; /* those that are not blank */
	size_t line_count, line_room;
	cl_table_field *fields;
	size_t field_count, field_room;
	cl_table_cell *cells;
	size_t cell_count, cell_room;
	uint32_t label_field;

	cl_table_row *rows;
	size_t row_count, row_room;
	cl_table_column *columns;
	size_t column_count;
	bool tight;		 /* one blank parts the amounts: their place says nothing */
	int32_t *placed; /* rows by columns: a cell, or -1 */
	int32_t *second; /* the same of the second lines; NULL: there are none */

	cl_table_note *notes;
	size_t note_count, note_room;
} cl_table;

/* Memory that lives as long as the table; NULL with the error filled. */
extern void *cl_table_allocate(cl_table *table, size_t size);
/* Room for one more item: the same memory or a wider copy. */
extern void *cl_table_widen(cl_table *table, void *items, size_t count, size_t *room, size_t size);
extern void cl_table_free(cl_table *table);

/* Fails at a place of the folded text. Always false. */
extern bool cl_table_fail(cl_table *table, uint32_t at, const char *reason, ...) CL_PRINTF(3, 4);
/* As pasted, of at most `most` bytes, whole characters. */
extern const char *cl_table_shown(const cl_table *table, uint32_t at, uint32_t end, size_t most,
								  int *length);
/* Keeps a liberty to be told. */
extern bool cl_table_note_add(cl_table *table, uint32_t at, uint32_t end, const char *done, ...)
	CL_PRINTF(4, 5);
/* In the order of the text. */
extern void cl_table_tell(cl_table *table, cl_reading_told told, void *listener);

extern bool cl_table_fold(cl_table *table);
/* Folds a label that the caller gives; NULL with the error filled. */
extern char *cl_table_fold_label(cl_table *table, const char *utf8, size_t length);
/* Whether a byte of folded text is a footnote mark. */
static inline bool
cl_table_is_mark(char c)
{
	return c == '*' || c == '#' || c == '^';
}

extern bool cl_table_find_form(cl_table *table);
/* All lines, with their cells and labels. */
extern bool cl_table_split(cl_table *table);
/* The fields of the record that begins at *at, which goes on to the next one. Adds them. */
extern bool cl_table_fields_add(cl_table *table, uint32_t *at, char separator);
/* Whether a line is drawn, not written: dashes, equals signs, a frame. */
extern bool cl_table_is_rule(const cl_table *table, uint32_t at, uint32_t end);
/* Adds the cells of a piece of text; `left` is where it begins in its line. */
extern bool cl_table_cells_add(cl_table *table, uint32_t at, uint32_t end, int32_t left,
							   uint16_t field);
/* The kind of one word, without footnote marks. */
extern cl_table_kind cl_table_kind_of(const char *word, size_t length, bool years_are_words,
									  cl_table_cell *cell);
/* A label that begins here; up to `end` if it must be the whole of it. */
extern bool cl_table_label_read(const cl_table *table, uint32_t at, uint32_t end, bool whole,
								cl_table_label *label);

/* Whether the line has a word that begins so, in lower case. */
extern bool cl_table_line_has(const cl_table *table, const cl_table_line *line, const char *stem);
extern bool cl_table_find_rows(cl_table *table);
extern bool cl_table_find_steps(cl_table *table);
extern bool cl_table_find_columns(cl_table *table);
/* Columns of blanks, and one cell a line: which column each amount of a short row stands in. */
extern bool cl_table_place_rows(cl_table *table);
/* Of an amount above zero, in millionths. */
extern int32_t cl_table_logarithm(int64_t amount);
/* Sorts the values, few of them. */
extern int32_t cl_table_median(int32_t *values, size_t count);
/* What the amounts of a row are held against: logarithms, 0 where a column has none. */
#define CL_TABLE_SINCE_MOST 3
typedef struct cl_table_sizes
{
	const int32_t *beside;
	const uint8_t *since; /* rows from there to this one, 1: it is the next */
	bool eased;			  /* a rise over two or three rows counts as that of one */
	bool below;			  /* what is beside stands below, not above */
	bool longevity;		  /* a row of it rises as it likes */
	bool usual_known;
	int32_t usual;	/* rise of a row */
	int32_t spread; /* of the rows' rises about it, the middle one */
} cl_table_sizes;
/* How badly they go on in these columns, and the median of their rises. */
extern int64_t cl_table_size_cost(const cl_table_sizes *sizes, const int32_t *logs,
								  const uint8_t *columns, size_t count, int32_t *median);
/* The columns that amounts stand in, what that costs, and the next best choice. */
#define CL_TABLE_FAR INT64_C(1000000000000)
typedef struct cl_table_choice
{
	uint8_t columns[CL_TABLE_COLUMNS_MOST];
	int64_t cost, next;
} cl_table_choice;
/* By the sum of the distances, which are of each amount to each column. */
extern bool cl_table_best_by_place(cl_table *table, const int64_t *distances, size_t count,
								   size_t columns, cl_table_choice *best);
/* By size; false, with nothing said, where there are too many ways to choose. */
extern bool cl_table_best_by_size(cl_table *table, const cl_table_sizes *sizes, const int32_t *logs,
								  size_t count, size_t columns, cl_table_choice *best);

/* A name that the head may give a lane. */
typedef struct cl_table_name
{
	uint32_t at, end;
	int32_t left, right; /* characters of its line */
	uint32_t field;
	char name[CL_LANE_LENGTH];
} cl_table_name;

#define CL_TABLE_NAMES_MOST (2 * CL_TABLE_COLUMNS_MOST)

typedef struct cl_table_names
{
	size_t count;
	cl_table_name names[CL_TABLE_NAMES_MOST];
} cl_table_names;

/* What the names of a head line are made of, the best first. */
typedef enum cl_table_naming
{
	CL_TABLE_BY_CLASS,	/* Class, Column, Lane or Range, and what follows */
	CL_TABLE_BY_ORDER,	/* Roman numbers, letters or 1 to 99, alone */
	CL_TABLE_BY_DEGREE, /* BA + 15, Ph.D. */
	CL_TABLE_BY_PIECES, /* parted by two blanks, or in their fields */
	CL_TABLE_NO_NAMING,
} cl_table_naming;

/* The names that a line above the first row gives by this; none if it is made of other things. */
extern void cl_table_names_read(const cl_table *table, size_t line, cl_table_naming naming,
								cl_table_names *names);
/* Whether some line above the first row has so many pieces that may name lanes. */
extern bool cl_table_head_has(const cl_table *table, size_t pieces);
/* How many school years stand side by side in the line. */
extern size_t cl_table_years(const cl_table *table, size_t line);
/* How far the rise that is farthest from the middle one is from it. */
extern int64_t cl_table_size_worst(const cl_table_sizes *sizes, const int32_t *logs,
								   const uint8_t *columns, size_t count);
/* Whether a word of a head line names no lane: step, annual, total. */
extern bool cl_table_is_head_word(const cl_table *table, uint32_t at, uint32_t end);
/* Refuses a table whose rows are lanes. */
extern bool cl_table_check_sides(cl_table *table);
extern bool cl_table_keep_values(cl_table *table);
extern bool cl_table_name_lanes(cl_table *table);
extern bool cl_table_check(cl_table *table);

static inline const cl_table_line *
cl_table_row_line(const cl_table *table, size_t row)
{
	return &table->lines[table->rows[row].line];
}

static inline const cl_table_cell *
cl_table_at(const cl_table *table, const int32_t *placed, size_t row, size_t column)
{
	int32_t cell = placed[row * table->column_count + column];

	return cell < 0 ? NULL : &table->cells[cell];
}

/* Amounts, and what stands in the place of one. */
static inline size_t
cl_table_filled(const cl_table_line *line)
{
	return (size_t) line->of[CL_TABLE_AMOUNT] + line->of[CL_TABLE_NOTHING];
}

/* 14 or 7.5, with an L for longevity, for errors and notes. */
#define CL_TABLE_STEP_FORMAT "%d%s"
#define CL_TABLE_STEP_ARGS(half_steps) (half_steps) / 2, (half_steps) % 2 ? ".5" : ""

#endif
