/*
 * Tables drawn by chance are read as they were drawn, or refused: one wrong reading fails.
 * READ_SCHEDULE_SEED and READ_SCHEDULE_RUNS draw others and more; READ_SCHEDULE_FOUND is a folder
 * for the texts that are read wrong.
 */
#include "check.h"
#include "drawn_read.h"

#include <stdio.h>

static drawn_table table;

/* Of tables in which nothing can be read in two ways so many of a hundred may be refused. */
#define PLAIN_REFUSED_MOST 3

TEST(read_schedule_reads_drawn_tables_as_drawn_or_refuses_them)
{
	unsigned long long seed = drawn_setting("READ_SCHEDULE_SEED", 20310701);
	unsigned long long runs = drawn_setting("READ_SCHEDULE_RUNS", 10000);
	drawn_tally tallies[DRAWN_LAYOUTS] = {0};
	int plain = 0;
	int refused = 0;

	for (unsigned long long run = 0; run < runs; run++)
	{
		drawn_tally *tally;
		bool read;

		draw_table(&table, drawn_seed(seed, run));
		draw_strangeness(&table);
		tally = &tallies[table.layout];
		read = drawn_hold(&table, seed, run, tally);
		if (!table.odd)
		{
			tally->plain++;
			tally->plain_refused += !read;
		}
	}
	printf("read_schedule, %llu tables drawn, seed %llu\n", runs, seed);
	printf("%-17s %6s %6s %6s %9s %8s %6s\n", "layout", "drawn", "plain", "read", "of plain",
		   "named", "wrong");
	for (int i = 0; i < DRAWN_LAYOUTS; i++)
	{
		const drawn_tally *t = &tallies[i];

		printf("%-17s %6d %6d %6d %8.1f%% %7.1f%% %6d\n", drawn_layout_names[i], t->drawn, t->plain,
			   t->read, t->plain ? 100.0 - 100.0 * t->plain_refused / t->plain : 100.0,
			   t->read ? 100.0 * t->named / t->read : 100.0, t->wrong);
		plain += t->plain;
		refused += t->plain_refused;
	}
	CHECK(plain > 0);
	CHECK(refused * 100 <= plain * PLAIN_REFUSED_MOST);
}
