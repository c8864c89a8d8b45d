/* salary_schedule_lane.c: reads the name of a lane and the units that it asks for. */
#include "core/salary_schedule_draft.h"

#include <string.h>

bool
cl_draft_lane_read(cl_scan *scan, size_t end, cl_draft_lane *lane)
{
	const char *text = scan->text->data;
	const char *open = memchr(text + scan->at, '(', end - scan->at);
	size_t name_end = open ? (size_t) (open - text) : end;
	size_t start = scan->at;
	cl_int128 units;

	memset(lane, 0, sizeof(*lane));
	while (name_end > start && cl_is_blank(text[name_end - 1]))
		name_end--;
	if (name_end == start)
		return cl_scan_fail_at(scan, start, CL_BAD_TEXT, "the name of a lane is missing");
	for (scan->at = start; scan->at < name_end; scan->at++)
	{
		char c = text[scan->at];

		if (!cl_is_letter(c) && !cl_is_digit(c) && !cl_is_blank(c) && c != '+' && c != '.' &&
			c != '/')
			return cl_scan_fail(scan, "a lane cannot hold the character \"%c\"", c);
	}
	if (!cl_lane_make(scan->env, scan->what, text + start, name_end - start, lane->name))
		return cl_scan_fail_at(scan, start, CL_BAD_TEXT, "a lane has at most %d characters",
							   CL_LANE_LENGTH);
	scan->at = end;
	if (!open)
		return true;
	lane->has_units = true;
	scan->at = (size_t) (open - text) + 1;
	start = scan->at;
	if (!cl_scan_decimal(scan, CL_LANE_UNITS_PLACES, &units, NULL))
		return false;
	if (units >= CL_LANE_UNITS_LIMIT)
		return cl_scan_fail_at(scan, start, CL_OUT_OF_RANGE, "so many units are too many");
	lane->units = (int64_t) units;
	if (scan->at >= end || !cl_scan_char(scan, ')'))
		return cl_scan_fail(scan, "\")\" is missing after the units");
	cl_scan_blanks(scan);
	if (scan->at < end)
		return cl_scan_fail(scan, "nothing can follow the units of a lane");
	scan->at = end;
	return true;
}
