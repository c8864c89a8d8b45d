/* salary_schedule_print.c: the printed table, and the bytes that are sent. */
#include "core/salary_schedule_draft.h"

#include <string.h>

static const char TYPE[] = "salary_schedule";

static void
print_header(const cl_salary_schedule *schedule, const uint32_t *order, cl_buffer *out)
{
	cl_buffer_text(out, "step(");
	cl_buffer_decimal(out, schedule->places, 0, 0);
	cl_buffer_char(out, ')');
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		const cl_schedule_lane *lane = &schedule->lanes[order[i]];

		cl_buffer_char(out, '\t');
		cl_buffer_bytes(out, lane->name, cl_lane_length(lane->name));
		if (lane->has_units)
		{
			cl_buffer_char(out, '(');
			cl_buffer_decimal(out, lane->units, CL_LANE_UNITS_PLACES, 0);
			cl_buffer_char(out, ')');
		}
	}
}

/* What the cells of a step are printed as: which kinds stand in its row, and whether they bear a
 * mark of their own. */
typedef enum row_kind
{
	ORDINARY_ROW,  /* 12, with a row 12L after it */
	LONGEVITY_ROW, /* 12L */
	MIXED_ROW,	   /* 12, with longevity cells that bear the mark themselves */
} row_kind;

/* One row. `next` holds for each lane in printed order the next cell to print. */
static void
print_row(const cl_salary_schedule *schedule, const uint32_t *order, uint32_t *next, int half_steps,
		  row_kind kind, cl_buffer *out)
{
	cl_buffer_char(out, '\n');
	cl_buffer_decimal(out, half_steps * 5, 1, 0);
	if (kind == LONGEVITY_ROW)
		cl_buffer_char(out, 'L');
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		const cl_schedule_lane *lane = &schedule->lanes[order[i]];
		uint32_t cell = next[i];
		bool longevity =
			cell < lane->first + lane->rows && cl_schedule_longevity(schedule)[cell] != 0;

		cl_buffer_char(out, '\t');
		if (cell < lane->first + lane->rows &&
			cl_schedule_half_steps(schedule)[cell] == half_steps &&
			!(longevity && kind == ORDINARY_ROW))
		{
			cl_buffer_decimal(out, cl_schedule_amounts(schedule)[cell], CL_AMOUNT_PLACES, 0);
			if (longevity && kind == MIXED_ROW)
				cl_buffer_char(out, 'L');
			next[i]++;
		}
		else
			cl_buffer_char(out, '-');
	}
}

/* What the schedule holds at a step. */
typedef struct step_kinds
{
	bool ordinary;
	bool longevity;
	bool both; /* in one lane: then the step has two rows */
} step_kinds;

static void
note_kinds(const cl_salary_schedule *schedule, const cl_schedule_lane *lane, step_kinds *kinds)
{
	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
	{
		step_kinds *of_step = &kinds[cl_schedule_half_steps(schedule)[cell]];

		if (cl_schedule_longevity(schedule)[cell])
			of_step->longevity = true;
		else
			of_step->ordinary = true;
		if (cl_schedule_is_beside(schedule, lane, cell))
			of_step->both = true;
	}
}

void
cl_schedule_print(const cl_salary_schedule *schedule, cl_buffer *out)
{
	uint32_t *order = cl_schedule_printed_order(out->env, schedule);
	uint32_t *next = cl_allocate(out->env, schedule->lane_count * sizeof(uint32_t));
	step_kinds kinds[CL_HALF_STEPS];

	if (!order || !next)
	{
		cl_release(out->env, order);
		cl_release(out->env, next);
		out->failed = true;
		return;
	}
	memset(kinds, 0, sizeof(kinds));
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		next[i] = schedule->lanes[order[i]].first;
		note_kinds(schedule, &schedule->lanes[i], kinds);
	}
	print_header(schedule, order, out);
	for (int step = 0; step < CL_HALF_STEPS; step++)
	{
		cl_check_interrupts(out->env);
		if (kinds[step].ordinary)
			print_row(schedule, order, next, step, kinds[step].both ? ORDINARY_ROW : MIXED_ROW,
					  out);
		if (kinds[step].both || (kinds[step].longevity && !kinds[step].ordinary))
			print_row(schedule, order, next, step, LONGEVITY_ROW, out);
	}
	cl_release(out->env, order);
	cl_release(out->env, next);
}

/* In the order in which it is stored, so that the order of two schedules is that of these bytes. */
void
cl_schedule_write(const cl_salary_schedule *schedule, cl_buffer *out)
{
	cl_buffer_uint8(out, schedule->version);
	cl_buffer_uint8(out, schedule->places);
	cl_buffer_uint32(out, schedule->lane_count);
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		const cl_schedule_lane *lane = &schedule->lanes[i];

		cl_buffer_bytes(out, lane->name, CL_LANE_LENGTH);
		cl_buffer_uint32(out, lane->rank);
		cl_buffer_uint8(out, lane->has_units);
		cl_buffer_int64(out, lane->units);
		cl_buffer_uint16(out, lane->rows);
	}
	for (uint32_t i = 0; i < schedule->cell_count; i++)
	{
		cl_check_now_and_then(out->env, i);
		cl_buffer_uint8(out, cl_schedule_half_steps(schedule)[i]);
		cl_buffer_uint8(out, cl_schedule_longevity(schedule)[i]);
		cl_buffer_int64(out, cl_schedule_amounts(schedule)[i]);
	}
}

#define SENT_LANE (CL_LANE_LENGTH + 4 + 1 + 8 + 2)
#define SENT_CELL (1 + 1 + 8)

cl_salary_schedule *
cl_schedule_receive(cl_env *env, const uint8_t *data, size_t length)
{
	cl_reader reader = {data, length, 0, false};
	uint8_t version = cl_read_uint8(&reader);
	uint8_t places = cl_read_uint8(&reader);
	uint32_t lanes = cl_read_uint32(&reader);
	cl_salary_schedule *schedule;
	size_t cells, size;

	/* the sizes follow from the length: nothing is allocated for what is not there */
	if (reader.short_of || lanes > CL_SCHEDULE_LANES_MOST ||
		length - reader.at < lanes * (size_t) SENT_LANE ||
		(length - reader.at - lanes * (size_t) SENT_LANE) % SENT_CELL != 0)
	{
		cl_fail(env, CL_BAD_BINARY, "invalid binary %s: its size is wrong", TYPE);
		return NULL;
	}
	cells = (length - reader.at - lanes * (size_t) SENT_LANE) / SENT_CELL;
	if (cells > lanes * (size_t) CL_LANE_ROWS_MOST)
	{
		cl_fail(env, CL_BAD_BINARY, "invalid binary %s: it has too many cells", TYPE);
		return NULL;
	}
	size = cl_schedule_size_for(lanes, cells);
	schedule = cl_allocate(env, size);
	if (!schedule)
		return NULL;
	cl_clear(env, schedule, size);
	schedule->version = version;
	schedule->places = places;
	schedule->lane_count = lanes;
	schedule->cell_count = (uint32_t) cells;
	for (uint32_t i = 0, first = 0; i < lanes; i++)
	{
		cl_schedule_lane *lane = &schedule->lanes[i];

		cl_read_bytes(&reader, lane->name, CL_LANE_LENGTH);
		lane->rank = cl_read_uint32(&reader);
		lane->has_units = cl_read_uint8(&reader);
		lane->units = cl_read_int64(&reader);
		lane->rows = cl_read_uint16(&reader);
		lane->first = first;
		first += lane->rows;
	}
	for (uint32_t i = 0; i < cells; i++)
	{
		cl_check_now_and_then(env, i);
		((uint8_t *) cl_schedule_half_steps(schedule))[i] = cl_read_uint8(&reader);
		((uint8_t *) cl_schedule_longevity(schedule))[i] = cl_read_uint8(&reader);
		((int64_t *) cl_schedule_amounts(schedule))[i] = cl_read_int64(&reader);
	}
	if (cl_read_whole(env, &reader, TYPE) && cl_schedule_check(env, schedule, size))
		return schedule;
	cl_release(env, schedule);
	return NULL;
}
