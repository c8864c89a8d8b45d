#include "core/salary_schedule_sheet.h"

#include <string.h>

void
cl_sheet_say_row(const cl_sheet *sheet, cl_buffer *out, int row)
{
	if (row < sheet->first)
	{
		cl_buffer_text(out, "the last ordinary step");
		return;
	}
	cl_buffer_text(out, "step ");
	cl_buffer_decimal(out, sheet->steps[row] * 5, 1, 0);
	if (sheet->longevity)
		cl_buffer_char(out, 'L');
}

void
cl_sheet_say_lane(const cl_sheet *sheet, cl_buffer *out, int lane)
{
	const char *name = cl_sheet_lane(sheet, lane)->name;

	cl_buffer_bytes(out, name, cl_lane_length(name));
}

static void
say_amount(const cl_sheet *sheet, cl_buffer *out, int64_t amount)
{
	cl_buffer_decimal(out, cl_amount_round(amount, sheet->schedule->places), CL_AMOUNT_PLACES,
					  sheet->schedule->places);
}

static cl_salary_step
place(const cl_sheet *sheet, int lane, int row)
{
	cl_salary_step at;

	memset(&at, 0, sizeof(at));
	memcpy(at.lane, cl_sheet_lane(sheet, lane)->name, CL_LANE_LENGTH);
	at.half_steps = sheet->steps[row];
	at.longevity =
		sheet->longevity && cl_schedule_row_index(sheet->schedule, cl_sheet_lane(sheet, lane),
												  sheet->steps[row], false) >= 0;
	return at;
}

void
cl_sheet_say(const cl_sheet *sheet, cl_buffer *out, const char *words, const cl_said *said)
{
	int amount = 0;
	int row = 0;
	int lane = 0;

	for (; *words; words++)
		switch (*words)
		{
			case '$':
				say_amount(sheet, out, said->amounts[amount++]);
				break;
			case '#':
				cl_sheet_say_row(sheet, out, said->rows[row++]);
				break;
			case '%':
				cl_sheet_say_lane(sheet, out, said->lanes[lane++]);
				break;
			case '@':
			{
				cl_salary_step at = place(sheet, said->place[0], said->place[1]);

				cl_salary_step_print(&at, out);
				break;
			}
			default:
				cl_buffer_char(out, *words);
		}
}

/* Hands the text on and frees it; false if it could not be written. */
bool
cl_sheet_tell(const cl_sheet *sheet, const cl_problem_listener *listener, int lane, int row,
			  cl_buffer *text)
{
	bool written = !text->failed;

	if (written && listener->told)
	{
		cl_salary_step at;

		if (lane >= 0)
			at = place(sheet, lane, row);
		listener->told(listener->owner, lane >= 0 ? &at : NULL, text->data);
	}
	cl_buffer_free(text);
	return written;
}

/* The words before and after "there: $ by their rise", of laws that go by other lanes. */
static const char *
lanes_of(const cl_law *law)
{
	if (law->lane_count == 1)
		return "what lane % does there";
	return law->lane_count == 2 ? "what lanes % and % do there" : "what lanes % to % do there";
}

static void
say_rise(const cl_sheet *sheet, cl_buffer *out, const cl_law *law, int row, const cl_said *said)
{
	cl_sheet_say(sheet, out, lanes_of(law), said);
	cl_sheet_say(sheet, out, ": $ by ", said);
	cl_buffer_text(out, law->lane_count == 1 ? "its " : "their ");
	cl_buffer_text(out, law->percent ? "percentage " : "rise ");
	cl_buffer_text(out, law->from < row ? "from " : "to ");
	cl_sheet_say_row(sheet, out, law->from);
}

void
cl_sheet_say_law(const cl_sheet *sheet, cl_buffer *out, const cl_law *law, int lane, int row)
{
	int64_t paid = cl_sheet_paid(sheet, lane, row);
	cl_said off = {.amounts = {cl_distance(paid, law->value)}};
	cl_said said = {.amounts = {law->value},
					.rows = {law->from},
					.lanes = {law->lanes[0], law->lanes[1]},
					.place = {law->lanes[0], law->from}};

	cl_sheet_say(sheet, out, paid > law->value ? "is $ above " : "is $ below ", &off);
	switch (law->kind)
	{
		case CL_LAW_AROUND:
		case CL_LAW_NEAREST:
			say_rise(sheet, out, law, row, &said);
			break;
		case CL_LAW_MIDDLE:
			cl_sheet_say(sheet, out, "the middle of lanes % and % there: $", &said);
			break;
		case CL_LAW_REPEATED:
		case CL_LAW_REPEATED_PERCENT:
			cl_buffer_text(out, law->percent ? "what the percentage " : "what the rise ");
			cl_buffer_text(out, law->from < row ? "before it" : "after it");
			cl_sheet_say(sheet, out, ", repeated, gives: $", &said);
			break;
		case CL_LAW_BETWEEN:
			cl_sheet_say(sheet, out, "the middle of the steps before and after: $", &said);
			break;
		case CL_LAW_FLAT_END:
			cl_sheet_say(sheet, out, "the $ of #, and lanes end flat here", &said);
			break;
		case CL_LAW_FLAT:
			cl_sheet_say(sheet, out, "the $ of #, and steps are paid alike here", &said);
			break;
		default:
			cl_sheet_say(sheet, out, "the $ of @, and a step more is a lane more here", &said);
	}
}
