/* salary_schedule_cells.c: a schedule as rows. */
#include "pg/salary_schedule.h"
#include "pg/salary_step.h"

#include "miscadmin.h"

PG_FUNCTION_INFO_V1(caseload_cells);

enum
{
	PLACEMENT,
	LANE,
	LANE_RANK,
	UNITS,
	STEP,
	AMOUNT,
	EXACT,
	LONGEVITY,
	COLUMNS
};

static void
put_lane(const cl_salary_schedule *schedule, const cl_schedule_lane *lane, ReturnSetInfo *result)
{
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};
	cl_salary_step placement;

	memset(&placement, 0, sizeof(placement));
	memcpy(placement.lane, lane->name, CL_LANE_LENGTH);
	values[PLACEMENT] = PointerGetDatum(&placement);
	values[LANE] =
		PointerGetDatum(cstring_to_text_with_len(lane->name, (int) cl_lane_length(lane->name)));
	values[LANE_RANK] = Int32GetDatum((int32) lane->rank + 1);
	nulls[UNITS] = !lane->has_units;
	values[UNITS] = NumericGetDatum(cl_pg_numeric(lane->units, CL_LANE_UNITS_PLACES, 0));
	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
	{
		int64_t amount = cl_schedule_amounts(schedule)[cell];
		int places = schedule->places;

		placement.half_steps = cl_schedule_half_steps(schedule)[cell];
		/* the placement that the cell pays: 19 of a row 19L alone, 12L beside a row 12 */
		placement.longevity = cl_schedule_is_beside(schedule, lane, cell);
		values[STEP] = NumericGetDatum(cl_pg_numeric(placement.half_steps * 5, 1, 0));
		values[AMOUNT] =
			NumericGetDatum(cl_pg_numeric(cl_amount_in(amount, places), places, places));
		values[EXACT] = NumericGetDatum(cl_pg_numeric(amount, CL_AMOUNT_PLACES, places));
		values[LONGEVITY] = BoolGetDatum(cl_schedule_longevity(schedule)[cell]);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
}

Datum
caseload_cells(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const cl_salary_schedule *schedule = CL_GETARG_SCHEDULE(0);
	MemoryContext lane_memory, old;
	uint32_t *order;
	cl_env env;

	InitMaterializedSRF(fcinfo, 0);
	cl_pg_env(&env);
	order = cl_schedule_printed_order(&env, schedule);
	if (!order)
		CL_RAISE(&env);
	lane_memory =
		AllocSetContextCreate(CurrentMemoryContext, "cells of a lane", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(lane_memory);
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_lane(schedule, &schedule->lanes[order[i]], result);
		MemoryContextReset(lane_memory);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(lane_memory);
	return (Datum) 0;
}
