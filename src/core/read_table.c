/* read_table.c: the memory, errors and notes of a table while it is read. */
#include "core/read_table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cl_table_block
{
	struct cl_table_block *next;
	int64_t memory[];
};

void *
cl_table_allocate(cl_table *table, size_t size)
{
	struct cl_table_block *block = cl_allocate(table->env, sizeof(*block) + size);

	if (!block)
		return NULL;
	block->next = table->blocks;
	table->blocks = block;
	return block->memory;
}

void *
cl_table_widen(cl_table *table, void *items, size_t count, size_t *room, size_t size)
{
	size_t wider = *room ? 2 * *room : 64;
	void *grown;

	if (count < *room)
		return items;
	grown = cl_table_allocate(table, wider * size);
	if (!grown)
		return NULL;
	if (count > 0)
		memcpy(grown, items, count * size);
	*room = wider;
	return grown;
}

void
cl_table_free(cl_table *table)
{
	while (table->blocks)
	{
		struct cl_table_block *next = table->blocks->next;

		cl_release(table->env, table->blocks);
		table->blocks = next;
	}
}

/* A place that was found: one behind it in its line is counted from there. */
typedef struct found_place
{
	size_t start; /* of the line, 1 + its index; 0: none yet */
	uint32_t byte;
	int column;
} found_place;

/* Line and column, both from 1, of a place of the folded text. */
static void
find_place(const cl_table *table, uint32_t at, found_place *found, int *line, int *column)
{
	uint32_t byte;

	size_t low = 0;
	size_t high = table->start_count;

	while (high - low > 1)
	{
		size_t middle = low + (high - low) / 2;

		if (table->starts[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	*line = (int) low + 1;
	if (found->start != low + 1 || found->byte > table->places[at])
	{
		found->start = low + 1;
		found->byte = table->starts[low].byte;
		found->column = 1;
	}
	for (byte = found->byte; byte < table->places[at]; byte++)
		found->column += ((unsigned char) table->source[byte] & 0xC0) != 0x80;
	found->byte = byte;
	*column = found->column;
}

bool
cl_table_fail(cl_table *table, uint32_t at, const char *reason, ...)
{
	char text[400];
	va_list args;
	int line, column;
	found_place found = {0};

	va_start(args, reason);
	vsnprintf(text, sizeof(text), reason, args);
	va_end(args);
	find_place(table, at, &found, &line, &column);
	cl_fail(table->env, CL_BAD_TEXT, "the printed table cannot be read without doubt");
	table->env->error.line = line;
	table->env->error.column = column;
	return cl_detail(table->env, "Line %d, column %d: %s.", line, column, text);
}

const char *
cl_table_shown(const cl_table *table, uint32_t at, uint32_t end, size_t most, int *length)
{
	const char *from = table->source + table->places[at];
	size_t whole = table->places[end] - table->places[at];

	/* what vanished between the last character and the end is no part of it */
	if (end > at)
	{
		size_t last = table->places[end - 1] - table->places[at] + 1;

		while (last < whole && ((unsigned char) from[last] & 0xC0) == 0x80)
			last++;
		whole = last;
	}
	*length = (int) cl_clip(from, whole, most);
	return from;
}

bool
cl_table_note_add(cl_table *table, uint32_t at, uint32_t end, const char *done, ...)
{
	cl_table_note *notes =
		cl_table_widen(table, table->notes, table->note_count, &table->note_room, sizeof(*notes));
	va_list args;

	if (!notes)
		return false;
	table->notes = notes;
	notes[table->note_count].at = at;
	notes[table->note_count].end = end;
	va_start(args, done);
	vsnprintf(notes[table->note_count].done, sizeof(notes->done), done, args);
	va_end(args);
	table->note_count++;
	return true;
}

static int
by_place(const void *a, const void *b)
{
	const cl_table_note *x = a;
	const cl_table_note *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return strcmp(x->done, y->done);
}

void
cl_table_tell(cl_table *table, cl_reading_told told, void *listener)
{
	found_place found = {0};

	if (!told || table->note_count == 0)
		return;
	qsort(table->notes, table->note_count, sizeof(cl_table_note), by_place);
	for (size_t i = 0; i < table->note_count; i++)
	{
		const cl_table_note *note = &table->notes[i];
		char what[201];
		int line, column, length;
		const char *shown = cl_table_shown(table, note->at, note->end, sizeof(what) - 1, &length);

		cl_check_interrupts(table->env);
		find_place(table, note->at, &found, &line, &column);
		memcpy(what, shown, (size_t) length);
		what[length] = '\0';
		told(listener, line, column, note->done, what);
	}
}
