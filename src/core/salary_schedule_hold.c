#include "core/salary_schedule_sheet.h"

#include <string.h>

#define HOLDS_CELLS 3 /* a law about one lane holds if it explains so many cells */
#define HOLDS_PART 4  /* and one in four of those that it speaks of */
#define TIGHT_OF_100 99
#define MANY_CELLS 30
#define FEW_CELLS 2 /* that may stay over where the rest is explained */

/* Of each cell the laws that speak of it, and those that explain it. */
typedef struct explainer
{
	const cl_sheet *sheet;
	uint32_t *spoken;
	uint32_t *explained;
	int64_t at;
} explainer;

static void
hear(void *listener, const cl_law *law)
{
	explainer *all = listener;
	int64_t paid = all->sheet->paid[all->at];
	uint32_t bit = CL_LAW_BIT(law->kind, law->percent);

	all->spoken[all->at] |= bit;
	if (cl_sheet_explained(all->sheet, cl_distance(law->value, paid), paid))
		all->explained[all->at] |= bit;
}

static void
listen(explainer *all)
{
	const cl_sheet *sheet = all->sheet;

	for (int lane = 0; lane < sheet->lanes; lane++)
	{
		cl_check_interrupts(sheet->env);
		for (int row = 0; row < sheet->rows; row++)
		{
			all->at = cl_sheet_at(sheet, lane, row);
			all->spoken[all->at] = 0;
			all->explained[all->at] = 0;
			if (row >= sheet->first && sheet->paid[all->at] != CL_NOT_PAID)
				cl_sheet_laws(sheet, lane, row, hear, all);
		}
	}
}

/* Cells with one of these laws. */
static int64_t
count(const explainer *all, const uint32_t *of, uint32_t laws)
{
	int64_t cells = 0;

	cl_check_interrupts(all->sheet->env);
	for (int64_t at = 0; at < (int64_t) all->sheet->lanes * all->sheet->rows; at++)
		cells += (of[at] & laws) != 0;
	return cells;
}

/* The first laws always count, those about one lane where they explain some of what they speak of.
 */
static uint32_t
that_hold(const explainer *all)
{
	uint32_t laws = 0;

	for (int kind = 0; kind < CL_LAW_KINDS; kind++)
	{
		uint32_t both = CL_LAW_BIT(kind, 0) | CL_LAW_BIT(kind, 1);
		int64_t explained = count(all, all->explained, both);

		if (kind < CL_LAW_FIRST_TO_HOLD ||
			(explained >= HOLDS_CELLS && explained * HOLDS_PART >= count(all, all->spoken, both)))
			laws |= both;
	}
	return laws;
}

/*
 * The more laws, the more slips are right by one of them. So where the laws explain nearly every
 * cell, those are left out that are not needed for it.
 */
static uint32_t
that_are_needed(const explainer *all, uint32_t laws, int64_t explained)
{
	static const int8_t order[] = {CL_LAW_FLAT,	   CL_LAW_FLAT_END,			CL_LAW_DIAGONAL,
								   CL_LAW_BETWEEN, CL_LAW_REPEATED_PERCENT, CL_LAW_REPEATED,
								   CL_LAW_MIDDLE,  CL_LAW_NEAREST};
	/* by sums or by percentages: one of many may be right by chance, and is a slip */
	int64_t fewest = explained - (explained >= MANY_CELLS);
	int64_t spoken = count(all, all->spoken, laws);

	if (count(all, all->explained, laws & CL_LAWS_BY_SUM) >= fewest)
		laws &= CL_LAWS_BY_SUM;
	else if (count(all, all->explained, laws & CL_LAWS_BY_PERCENT) >= fewest)
		laws &= CL_LAWS_BY_PERCENT;
	explained = count(all, all->explained, laws);
	for (size_t i = 0; i < sizeof(order); i++)
	{
		uint32_t fewer = laws & ~(CL_LAW_BIT(order[i], 0) | CL_LAW_BIT(order[i], 1));

		if (count(all, all->explained, fewer) == explained &&
			count(all, all->spoken, fewer) == spoken)
			laws = fewer;
	}
	return laws;
}

bool
cl_sheet_find_laws(const cl_sheet *sheet, cl_verdict *verdict)
{
	size_t size = ((size_t) sheet->lanes * (size_t) sheet->rows + 1) * sizeof(uint32_t);
	explainer all = {.sheet = sheet};
	bool done;

	memset(verdict, 0, sizeof(*verdict));
	all.spoken = cl_allocate(sheet->env, size);
	all.explained = cl_allocate(sheet->env, size);
	done = all.spoken && all.explained;
	if (done)
	{
		int64_t spoken;
		int64_t explained;

		listen(&all);
		verdict->laws = that_hold(&all);
		for (int bit = 0; bit < 2 * CL_LAW_KINDS; bit++)
			verdict->explains[bit] = count(&all, all.explained, UINT32_C(1) << bit);
		spoken = count(&all, all.spoken, verdict->laws);
		explained = count(&all, all.explained, verdict->laws);
		verdict->tight =
			explained >= spoken - FEW_CELLS || explained * 100 >= spoken * TIGHT_OF_100;
		if (verdict->tight)
			verdict->laws = that_are_needed(&all, verdict->laws, explained);
	}
	cl_release(sheet->env, all.spoken);
	cl_release(sheet->env, all.explained);
	return done;
}
