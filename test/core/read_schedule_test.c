#include "check.h"

#include "core/read_schedule.h"

#include <stdio.h>
#include <stdlib.h>

static char notes[4000];

static void
note(void *listener, int line, int column, const char *done, const char *what)
{
	size_t length = strlen(notes);

	snprintf(notes + length, sizeof(notes) - length, "%d:%d %s: %s\n", line, column, done, what);
}

/* The grid in its own form, or the detail of the refusal; what was told stands in `notes`. */
static const char *
read_as(const char *text, cl_read_keep keep, const cl_read_step *steps, size_t count)
{
	static char out[4000];
	cl_env *env = test_env();
	cl_read_options options = {keep, steps, count};
	cl_salary_schedule *made;
	cl_buffer buffer;

	notes[0] = '\0';
	made = cl_read_schedule(env, text, strlen(text), &options, note, NULL);
	if (!made)
	{
		CHECK(env->error.code != CL_OK && env->error.message[0] && !notes[0]);
		/* where a place is told, the detail says it too */
		if (env->error.line > 0)
		{
			snprintf(out, sizeof(out), "Line %d, column %d: ", env->error.line, env->error.column);
			CHECK(strncmp(out, env->error.detail, strlen(out)) == 0);
		}
		snprintf(out, sizeof(out), "%s", env->error.detail);
		return out;
	}
	cl_buffer_init(&buffer, env);
	cl_schedule_print(made, &buffer);
	snprintf(out, sizeof(out), "%s", buffer.data);
	cl_buffer_free(&buffer);
	free(made);
	return out;
}

static const char *
reading(const char *text)
{
	return read_as(text, CL_KEEP_ANNUAL, NULL, 0);
}

#define GRID(lanes, rows) "step(0)\t" lanes "\n" rows

/* A head and two rows that every form has. */
#define TWO_ROWS GRID("I\tII", "1\t50000\t52000\n2\t51000\t53000")

TEST(read_schedule_folds)
{
	cl_env *env = test_env();

	/* byte-order mark, line ends, no-break blanks, wide digits, soft hyphens, a form feed */
	CHECK_TEXT(reading("\xEF\xBB\xBFStep  I  II\r\n1  50,000  52,000\r\n2  51,000  53,000\r\n"),
			   TWO_ROWS);
	CHECK_TEXT(reading("Step\xC2\xA0 I  II\r\xEF\xBC\x91  50,0\xC2\xAD"
					   "00  52,000\r\f2  51,000  53,000"),
			   TWO_ROWS);
	/* a raised digit is a mark before it is a digit */
	CHECK_TEXT(reading("Step  I  II\n1  50,000\xC2\xB9  52,000\n2\xE2\x81\xB4  51,000  53,000\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "2:10 footnote mark set aside: \xC2\xB9\n"
					  "3:2 footnote mark set aside: \xE2\x81\xB4\n");
	/* accents and signs around a table harm nothing; bytes that are no text do */
	CHECK_TEXT(reading("Escuela Nu\xC3\xB1o \xE2\x82\xAC\nStep  I  II\n1  50,000  52,000\n"
					   "2  51,000  53,000"),
			   TWO_ROWS);
	CHECK_FAILS(env, cl_read_schedule(env, "1 \xFF", 3, &(cl_read_options){0}, NULL, NULL),
				CL_BAD_TEXT);
}

TEST(read_schedule_tells_kinds_of_text)
{
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000\t52,000\n2\t51,000\t53,000\n"), TWO_ROWS);
	CHECK_TEXT(reading("step,I,II\n1,\"50,000\",\"52,000\"\n2,\"51,000\",\"53,000\"\n"), TWO_ROWS);
	CHECK_TEXT(reading("step;I;II\n1;50000;52000\n2;51000;53000\n"), TWO_ROWS);
	CHECK_TEXT(reading("| Step | I | II |\n|---|---|---|\n| 1 | $50,000 | $52,000 |\n"
					   "| 2 | $51,000 | $53,000 |\n"),
			   TWO_ROWS);
	CHECK_TEXT(reading("Step I II\n1 50,000 52,000\n2 51,000 53,000\n"), TWO_ROWS);
	CHECK_TEXT(reading("Step I II\n1\n50,000\n52,000\n2\n$ 51,000\n53,000\n"), TWO_ROWS);
	/* quoted cells may hold line ends */
	CHECK_TEXT(reading("Step\t\"CLASS I\nBA\"\t\"CLASS II\nMA\"\n1\t50,000\t52,000\n"
					   "2\t51,000\t53,000\n"),
			   TWO_ROWS);
	CHECK_TEXT(reading("step,1,2\n1,50,000,52,000\n2,51,000,53,000\n"),
			   "Line 1, column 1: the commas of the thousands cannot be told from those between "
			   "cells.");
	CHECK_TEXT(reading(" \n"), "Line 1, column 1: there is no text.");
	CHECK_TEXT(reading(""), "Line 1, column 1: there is no text.");
	CHECK_TEXT(reading("---\n"), "Line 1, column 1: the order of the cells is lost.");
	CHECK_TEXT(reading("Salaries are set\nby the board\n"),
			   "Line 1, column 1: no line begins with a step and has amounts.");
}

TEST(read_schedule_cells)
{
	CHECK_TEXT(reading("Step  I  II\n1  $ 50,000  52000.00\n2  51,000.5  53000\n"),
			   "Line 3, column 4: \"51,000.5\" is nearly an amount, and none.");
	CHECK_TEXT(
		reading("Step\tI\tII\n1\t50000\t52,000.25\n2\tN/A\t53000.5\n3\t$ -\t--\n4\t0\t0.00\n"),
		"step(2)\tI\tII\n1\t50000\t52000.25\n2\t-\t53000.5");
	CHECK_TEXT(notes, "4:1 step without amounts left out: 3\t$ -\t--\n"
					  "5:1 step without amounts left out: 4\t0\t0.00\n");
	CHECK_TEXT(reading("Step  I  II\n1  50,000*  52,000 (a)\n2  51,000  53,000\n"), TWO_ROWS);
	CHECK_TEXT(notes, "2:10 footnote mark set aside: *\n2:20 footnote mark set aside: (a)\n");

#define NEARLY(cell)                                                                               \
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  " cell "\n"),                   \
			   "Line 3, column 12: \"" cell "\" is nearly an amount, and none.")
	NEARLY("53,85O");
	NEARLY("5l,856");
	NEARLY("53.856");
	NEARLY("53,8561");
	NEARLY("61,234,56");
	NEARLY("(52,000)");
	NEARLY("Rate150.00");
	NEARLY("-52,000");
	NEARLY("05,856");
	NEARLY("1234567");
	NEARLY("99999999999.00");
}

/* A row of this label, between step 1 and nothing. */
static const char *
labelled(const char *label)
{
	static char text[200];

	snprintf(text, sizeof(text), "Step  I  II\n0  50,000  52,000\n%s  51,000  53,000\n", label);
	return reading(text);
}

TEST(read_schedule_labels)
{
	static const struct
	{
		const char *label, *row;
	} read[] = {{"* Step 7", "7"},	 {"Yr. 7", "7L"},	{"7.5", "7.5"},
				{"7A", "7"},		 {"Row 7+", "7"},	{"7 - 9", "7"},
				{"16 to 20", "16"},	 {"7-9", "7"},		{"12L", "12L"},
				{"35+L", "35L"},	 {"7 yrs**", "7L"}, {"7 years of service", "7L"},
				{"7th - 9th", "7L"}, {"07", "7"},		{"14th through 18th year", "14L"},
				{"LEVEL 3", "3"},	 {"7*", "7"}};

	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++)
	{
		char wanted[100];

		snprintf(wanted, sizeof(wanted), GRID("I\tII", "0\t50000\t52000\n%s\t51000\t53000"),
				 read[i].row);
		CHECK_TEXT(labelled(read[i].label), wanted);
	}
	CHECK_TEXT(labelled("7-9"), GRID("I\tII", "0\t50000\t52000\n7\t51000\t53000"));
	CHECK_TEXT(notes, "3:1 read as step 7: 7-9\n");
	/* a label and an empty cell, no range */
	CHECK_TEXT(
		reading("Step  I       II\n1  -       51,300\n2  50,000  52,000\n3  51,000  52,500\n"),
		GRID("I\tII", "1\t-\t51300\n2\t50000\t52000\n3\t51000\t52500"));
	CHECK_TEXT(labelled("7B"), "Line 3, column 1: step 7B has no 7A above it.");
	CHECK_TEXT(labelled("7C"), "Line 3, column 1: \"7C\" stands before amounts, and is no step.");
	CHECK_TEXT(labelled("9-7"), "Line 3, column 1: \"9-7\" stands before amounts, and is no step.");
	CHECK_TEXT(labelled("+1"), "Line 3, column 1: \"+1\" stands before amounts, and is no step.");
}

TEST(read_schedule_steps_given)
{
	const cl_read_step steps[] = {{"+1", 2, 32, true}, {"Top  Step", 9, 20, false}};
	cl_env *env;
	const char *text = "Step  I  II\n1  50,000  52,000\ntop step  51,000  53,000\n"
					   "+1  51,500  53,500\n";

	CHECK_TEXT(read_as(text, CL_KEEP_ANNUAL, steps, 2),
			   GRID("I\tII", "1\t50000\t52000\n10\t51000\t53000\n16L\t51500\t53500"));
	CHECK_TEXT(notes, "3:1 read as step 10: top step\n4:1 read as step 16L: +1\n");
	env = test_env();
	CHECK_FAILS(env,
				cl_read_schedule(env, text, strlen(text),
								 &(cl_read_options){0, &(cl_read_step){"", 0, 2, false}, 1}, NULL,
								 NULL),
				CL_BAD_ARGUMENT);
}

TEST(read_schedule_rows)
{
	/* the label column is the leftmost that holds labels */
	CHECK_TEXT(
		reading("note\tStep\tI\tII\tStep\nx\t1\t50,000\t52,000\t1\ny\t2\t51,000\t53,000\t2\n"),
		"Line 2, column 1: \"x\" stands among the amounts of step 1, and is none.");
	CHECK_TEXT(reading("Step\tI\tII\tStep\n1\t50,000\t52,000\t1\n2\t51,000\t53,000\t2\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "2:17 repeated steps set aside: 1\n");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000  7\n2  51,000  53,000  8\n"),
			   "Line 2, column 20: \"7\" stands among the amounts of step 1, and is none.");
	/* percentages and words behind the amounts are set aside, words between are not */
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  2%  51,000  53,000  maximum\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "3:4 percentage set aside: 2%\n3:24 words set aside: maximum\n");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  see  53,000\n"),
			   "Line 3, column 12: \"see\" stands among the amounts of step 2, and is none.");
	/* notes, even such that begin with a number */
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  53,000\n"
					   "3  years are the most that a new teacher is given, or $1,000\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "4:1 line set aside: 3  years are the most that a new teacher is given, or "
					  "$1,000\n");
	CHECK_TEXT(reading("\tI\tII\n\t50,000\t52,000\n2\t51,000\t53,000\n3\t52,000\t54,000\n"),
			   "Line 2, column 2: amounts stand here without a step before them.");
	CHECK_TEXT(reading("Step  1  2\nBA  50,000  52,000\n"),
			   "Line 2, column 1: \"BA\" stands before amounts, and is no step.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  53,000\nbonus 5,000\n"
					   "bonus 5,000\n3  52,000  54,000\n"),
			   "Line 4, column 1: 2 amounts inside the table belong to no row.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  53,000\nbonus 5,000\n"
					   "bonus 5,000\nbonus 5,000\n"),
			   "Line 4, column 1: 3 amounts belong to no row.");
}

TEST(read_schedule_steps)
{
	CHECK_TEXT(reading("Step  I  II\n1A  50,000  52,000\n1B  51,000  53,000\n"),
			   GRID("I\tII", "1\t50000\t52000\n1.5\t51000\t53000"));
	CHECK_TEXT(notes, "3:1 read as step 1.5: 1B\n");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  53,000\n"
					   "Anniversary increments\n12  52,000  54,000\n"),
			   GRID("I\tII", "1\t50000\t52000\n2\t51000\t53000\n12L\t52000\t54000"));
	CHECK_TEXT(notes, "4:1 line set aside: Anniversary increments\n5:1 read as step 12L: 12\n");
	/* a gap is no sign */
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n12  51,000  53,000\n"),
			   GRID("I\tII", "1\t50000\t52000\n12\t51000\t53000"));
	/* the same number once more, as a longevity row */
	CHECK_TEXT(
		reading("Step  I  II\n1  50,000  52,000\n9  51,000  53,000\n9 yrs  52,000  54,000\n"),
		GRID("I\tII", "1\t50000\t52000\n9\t51000\t53000\n9L\t52000\t54000"));
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  53,000\nInterns\n"
					   "1  40,000  42,000\n"),
			   "Line 5, column 1: step 1 follows step 2: a second table begins here.");
}

TEST(read_schedule_columns_by_fields)
{
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000\t\n2\t51,000\t53,000\n3\t\t54,000\n"),
			   GRID("I\tII", "1\t50000\t-\n2\t51000\t53000\n3\t-\t54000"));
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000\t52,000\n2\t53,000\n"),
			   "Line 3, column 1: step 2 has 2 cells, others have 3: a cell that spans two rows, "
			   "or is lost, shifts the amounts beside it.");
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000 52,000\t52,000\n2\t51,000\t53,000\n"),
			   "Line 2, column 10: two amounts stand in one cell.");
	/* a cell is lost, and what stood behind the lanes has moved into the last */
	CHECK_TEXT(reading("Step\tI\tII\t\n1\t50,000\t52,000\t\n2\t51,000\t2%\t\n"),
			   "Line 3, column 10: a percentage stands in a column of amounts: a cell that is lost "
			   "shifts those behind it.");
}

TEST(read_schedule_columns_of_blanks)
{
	/* by place: lane II has ended, though lane I is its equal */
	CHECK_TEXT(reading("Step       I      II     III\n"
					   "1     50,000  50,000  52,000\n"
					   "2     51,000  51,000  53,000\n"
					   "3     52,000          54,000\n"),
			   GRID("I\tII\tIII", "1\t50000\t50000\t52000\n2\t51000\t51000\t53000\n"
								  "3\t52000\t-\t54000"));
	CHECK_TEXT(notes, "4:1 2 of 3 columns, placed by where they stand: "
					  "3     52,000          54,000\n");
	/* in a selection nothing says which */
	CHECK_TEXT(reading("Step I II III\n1 50,000 50,000 52,000\n2 51,000 51,000 53,000\n"
					   "3 52,000 54,000\n"),
			   "Line 4, column 1: step 3 has 2 amounts for 3 columns, and neither their place nor "
			   "their size says which.");
	/* but lanes that differ do */
	CHECK_TEXT(reading("Step I II III\n1 50,000 52,000 54,000\n2 51,000 53,000 55,000\n"
					   "3 52,000 54,000 56,000\n4 55,000 57,000\n"),
			   GRID("I\tII\tIII", "1\t50000\t52000\t54000\n2\t51000\t53000\t55000\n"
								  "3\t52000\t54000\t56000\n4\t-\t55000\t57000"));
	CHECK_TEXT(notes, "5:1 2 of 3 columns, placed by the lanes that go on: 4 55,000 57,000\n");
	/* an amount that another lane had the row before */
	CHECK_TEXT(reading("Step I II III\n1 50,000 51,000 52,000\n2 51,000 52,000 53,000\n"
					   "3 53,000\n4 53,000 54,000 55,000\n"),
			   "Line 4, column 1: step 3 has 1 amount for 3 columns, and neither their place nor "
			   "their size says which.");
	/* a last row that may be cut */
	CHECK_TEXT(reading("Step I II III\n1 50,000 52,000 54,000\n2 51,000 53,000 55,000\n"
					   "3 52,000 54,000 56,000\n4 53,000\n"),
			   "Line 5, column 1: step 4 has 1 amount for 3 columns, and neither their place nor "
			   "their size says which.");
	/* by place: lane I had a hole, and rises as if it had gone on */
	CHECK_TEXT(reading("Step       I      II     III\n"
					   "1     50,000  50,000  52,000\n"
					   "2     51,500  51,500  53,500\n"
					   "3             53,000  55,000\n"
					   "4     54,500          56,500\n"),
			   GRID("I\tII\tIII", "1\t50000\t50000\t52000\n2\t51500\t51500\t53500\n"
								  "3\t-\t53000\t55000\n4\t54500\t-\t56500"));
	/* another page is drawn otherwise, and the single amounts are all that is on it */
	CHECK_TEXT(
		reading("Years          A       B\n1 - 3     45,599  46,854\n4         46,306  47,551\n"
				"5 - 6             48,975\n\nYears      A       B\n7 to 8        50,410\n"),
		"Line 7, column 1: step 7 has 1 amount for 2 columns, and neither their place nor "
		"their size says which.");
	/* a page that stands a little aside */
	CHECK_TEXT(reading("Step       I      II\n1     50,000  52,000\n   2     51,000  53,000\n"),
			   TWO_ROWS);
	/* lane I ended where lane III began */
	CHECK_TEXT(reading("Step       I      II     III\n"
					   "1     50,000  52,000\n"
					   "2     51,000  53,000\n"
					   "3     52,000  54,000\n"
					   "4             55,000  57,000\n"),
			   "Line 5, column 1: the amounts of step 4 stand a column beside those above, and go "
			   "on from there.");
	CHECK_TEXT(reading("1     50,000\n2     51,000  53,000\n"),
			   "Line 1, column 1: no two rows have all of the amounts, so the columns are not "
			   "known.");
	/* a cell is lost, and the rest has moved */
	CHECK_TEXT(reading("Step       I      II     III\n"
					   "1     50,000  52,000  54,000\n"
					   "2     51,000  53,000  55,000\n"
					   "3     54,000  56,000\n"
					   "4     53,000  55,000  57,000\n"),
			   "Line 4, column 1: step 3 has 2 amounts for 3 columns, and neither their place nor "
			   "their size says which.");
}

TEST(read_schedule_one_cell_a_line)
{
	CHECK_TEXT(reading("Step\nI\nII\nIII\n1\n50,000\n52,000\n54,000\n2\n51,000\n53,000\n55,000\n"),
			   GRID("COL1\tCOL2\tCOL3", "1\t50000\t52000\t54000\n2\t51000\t53000\t55000"));
	CHECK_TEXT(notes, "6:1 lane called COL1: no head of at most 12 letters names it: 50,000\n"
					  "7:1 lane called COL2: no head of at most 12 letters names it: 52,000\n"
					  "8:1 lane called COL3: no head of at most 12 letters names it: 54,000\n");
	/* a head is there, and too long to be a lane's name */
	CHECK_TEXT(
		reading("Step  Bachelordegree  Masterofscience\n1  50,000  52,000\n2  51,000  53,000\n"),
		GRID("COL1\tCOL2", "1\t50000\t52000\n2\t51000\t53000"));
	CHECK_TEXT(notes, "2:4 lane called COL1: no head of at most 12 letters names it: 50,000\n"
					  "2:12 lane called COL2: no head of at most 12 letters names it: 52,000\n");
	CHECK_TEXT(reading("Step\n1\n2\nI\n50,000\n51,000\nII\n52,000\n53,000\n"),
			   "Line 1, column 1: the order of the cells is lost.");
	CHECK_TEXT(reading("1\n50,000\n52,000\n2\n3\n51,000\n53,000\n"),
			   "Line 4, column 1: the order of the cells is lost: no amount follows the step.");
	CHECK_TEXT(reading("1\n50,000\n52,000\n2\n51,000\n"),
			   "Line 4, column 1: the last row is shorter than the one before: it may be cut.");
}

#define PAIRS                                                                                      \
	"Step       I             II\n        Annual  Daily  Annual  Daily\n"                          \
	"1       50,000 250.00  52,000 260.00\n2       51,000 255.00  53,000 265.00\n"

TEST(read_schedule_second_values)
{
	CHECK_TEXT(reading(PAIRS), TWO_ROWS);
	CHECK_TEXT(notes, "3:16 daily values set aside (annual is 200.00 times daily): 250.00\n");
	CHECK_TEXT(read_as(PAIRS, CL_KEEP_DAILY, NULL, 0), "step(2)\tI\tII\n1\t250\t260\n2\t255\t265");
	CHECK_TEXT(notes, "3:9 annual values set aside (annual is 200.00 times daily): 50,000\n");
	CHECK_TEXT(read_as(PAIRS, CL_KEEP_MONTHLY, NULL, 0),
			   "Line 3, column 16: each amount has a second value, which is the daily one (the "
			   "annual is 200.00 times as much), not the monthly.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n   250.00  260.00\n"
					   "2  51,000  53,000\n   255.00  265.00\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "3:4 daily values set aside (annual is 200.00 times daily), by their size "
					  "alone: 250.00  260.00\n");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n   250.00  260.00\n2  51,000  53,000\n"
					   "3  52,000  54,000\n"),
			   "Line 3, column 4: a second line of amounts, which most rows do not have.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n   250.00  260.00\n   1.00  2.00\n"),
			   "Line 4, column 4: a row has more than two lines of amounts.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n   49,000  51,000\n"
					   "2  51,000  53,000\n   50,000  52,000\n"),
			   "Line 3, column 4: a second line of amounts, which are no second values of the "
			   "first.");
	CHECK_TEXT(reading("Step  I  II  III\n1  50,000  52,000  250.00\n2  51,000  53,000  255.00\n"),
			   "Line 2, column 1: some columns hold less than a quarter of the others, and not "
			   "every lane has one.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  2,500\n2  51,000  2,550\n"),
			   "Line 2, column 12: each amount has a second value, 20.00 times the other, which is "
			   "neither a daily, a monthly nor an hourly one.");
	CHECK_TEXT(
		read_as("Step  I  II\n1  50,000  52,000\n2  51,000  53,000\n", CL_KEEP_DAILY, NULL, 0),
		"Line 2, column 4: the table has one value of each amount, and this is no daily "
		"one.");
}

/* The lanes that two heads give to three columns. */
static const char *
lanes_of(const char *heads)
{
	static char out[400];
	char text[600];
	const char *grid;

	snprintf(text, sizeof(text),
			 "%s\n   1        50,000      52,000      54,000\n"
			 "   2        51,000      53,000      55,000\n",
			 heads);
	grid = reading(text);
	snprintf(out, sizeof(out), "%.*s", (int) strcspn(grid, "\n"), grid);
	return out;
}

TEST(read_schedule_names_of_lanes)
{
	/* a number alone is a step without amounts, and names no lane */
	CHECK_TEXT(reading("1\n2 50,000\n3 51,000\n4 52,000\n"),
			   "Line 2, column 1: one column of amounts, and no head that names it.");
	CHECK_TEXT(reading("Step BA + 15\n1\n2 50,000\n3 51,000\n4 52,000\n"),
			   GRID("BA+15", "2\t50000\n3\t51000\n4\t52000"));
	CHECK_TEXT(lanes_of("Step       Class I    Class II   Class III"), "step(0)\tI\tII\tIII");
	CHECK_TEXT(lanes_of("            Column      Column      Column\n"
						"Step          A           B           C"),
			   "step(0)\tA\tB\tC");
	CHECK_TEXT(lanes_of("                1           2           3\n"
						"Step            BA       BA + 15       MA"),
			   "step(0)\t1\t2\t3");
	CHECK_TEXT(lanes_of("Step            BA       BA + 15    Master's + 30"),
			   "step(0)\tBA\tBA+15\tMASTERS+30");
	CHECK_TEXT(lanes_of("Step          Entry     Proficient   Expert"),
			   "step(0)\tENTRY\tPROFICIENT\tEXPERT");
	CHECK_TEXT(lanes_of("UNIFIED SCHOOL DISTRICT"), "step(0)\tCOL1\tCOL2\tCOL3");
	CHECK_TEXT(lanes_of("Step       Class I    Class I    Class III"), "step(0)\tCOL1\tCOL2\tCOL3");
	CHECK_TEXT(lanes_of("Step       2031-32     2032-33     2033-34"),
			   "Line 1, column 1: the heads are school years, not lanes.");
	/* what is reckoned of the lanes is no lane; a head that has such a word in it may be one */
	CHECK_TEXT(reading("Step   I        II       Average\n1      50,000   52,000   51,000\n"
					   "2      51,000   53,000   52,000"),
			   "Line 1, column 26: a column that is headed \"Average\" is no lane.");
	CHECK_TEXT(reading("Step\tCurrent\tProposed\n1\t50,000\t52,000\n2\t51,000\t53,000"),
			   "Line 1, column 6: a column that is headed \"Current\" is no lane.");
	CHECK_TEXT(reading("Average salaries\nStep   I        II\n1      50,000   52,000\n"
					   "2      51,000   53,000"),
			   TWO_ROWS);
	/* a lane that nothing is paid in */
	CHECK_TEXT(lanes_of("Step       Class I    Class II   Class III       Class IV"),
			   "step(0)\tI\tII\tIII");
	CHECK_TEXT(notes, "1:56 lane without amounts left out: IV\n");
	CHECK_TEXT(reading("Step I II III\n1 50,000 52,000\n2 51,000 53,000\n"),
			   "Line 1, column 1: the head names 3 lanes, and no row has more than 2 amounts.");
	CHECK_TEXT(reading("Step\tI\n1\t50,000\n2\t51,000\n"), GRID("I", "1\t50000\n2\t51000"));
	CHECK_TEXT(reading("1\t50,000\n2\t51,000\n"),
			   "Line 1, column 1: one column of amounts, and no head that names it.");
}

TEST(read_schedule_tables_that_lie_turned)
{
	CHECK_TEXT(
		reading("Range   Step 1   Step 2\n10      $ 23.45  $ 24.62\n11      $ 24.04  $ 25.24\n"),
		"Line 1, column 18: steps stand beside each other here.");
	CHECK_TEXT(reading("Pay Grade\tMinimum\tMaximum\n1\t35,000\t51,000\n2\t37,000\t54,000\n"),
			   "Line 1, column 5: the rows are called \"Grade\" here, and no steps.");
	/* but what they are called stands above */
	CHECK_TEXT(reading("Range\tI\tII\nStep\n1\t50,000\t52,000\n2\t51,000\t53,000\n"), TWO_ROWS);
	/* heads that begin above the steps name no lane */
	CHECK_TEXT(reading("BA\tBA+15\tMA\n1\t50,000\t52,000\n2\t51,000\t53,000\n"),
			   GRID("COL1\tCOL2", "1\t50000\t52000\n2\t51000\t53000"));
}

TEST(read_schedule_lines_that_are_nearly_rows)
{
	CHECK_TEXT(reading("Step I II\n1 50,000 52,000\n2 51,000 53,000\n"
					   "After 15 years in district 55,000 57,000\n"),
			   "Line 4, column 1: \"After 15 years in district\" stands before amounts, and is no "
			   "step.");
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000\t52,000\n2\tsame\tsame\n3\t51,000\t53,000\n"),
			   "Line 3, column 1: step 2 has no amount that can be read.");
	CHECK_TEXT(
		reading("Step\tI\tII\n1\t50,000\t52,000\n2\t\xE3\x80\x83\t53,000\n"),
		"Line 3, column 3: \"\xE3\x80\x83\" stands among the amounts of step 2, and is none.");
	CHECK_TEXT(reading("Step,Year,I,II\n1,2031,3500,3700\n2,2032,3600,3800\n"),
			   "Line 2, column 3: a column of years stands beside the amounts.");
	/* a line that speaks of longevity begins none */
	CHECK_TEXT(reading("Step I II\n1 50,000 52,000\n(see longevity, Article 9)\n2 51,000 53,000\n"),
			   TWO_ROWS);
}

TEST(read_schedule_last_look)
{
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  538561\n"),
			   "Line 3, column 12: 538561 at step 2 rises too far above the amount before it in "
			   "its lane.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  31,000  53,000\n"),
			   "Line 3, column 4: 31,000 at step 2 falls too far below the amount before it in its "
			   "lane.");
	CHECK_TEXT(reading("Step  I  II  III\n1  20,000  52,000  75,000\n2  21,000  53,000  76,000\n"),
			   "Line 2, column 20: 75,000 at step 1 is too far from the other amounts of its row.");
}

TEST(read_schedule_limits)
{
	cl_env *env = test_env();
	size_t length = (1 << 20) + 1;
	char *text = malloc(length);

	memset(text, '\n', length);
	CHECK_FAILS(env, cl_read_schedule(env, text, length, &(cl_read_options){0}, NULL, NULL),
				CL_OUT_OF_RANGE);
	for (size_t i = 0; i + 2 < length; i += 2)
		text[i] = 'x';
	CHECK_FAILS(env, cl_read_schedule(env, text, length - 2, &(cl_read_options){0}, NULL, NULL),
				CL_OUT_OF_RANGE);
	free(text);
}

/* Signs of one character that stand for several, or for none of those that a table has. */
TEST(read_schedule_folds_what_ordinals_frames_and_marks_are_drawn_with)
{
	CHECK_TEXT(reading("Step  I  II\n1\xCB\xA2\xE1\xB5\x97  50,000  52,000\n"
					   "2\xE2\x81\xBF\xE1\xB5\x88  51,000  53,000\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "");
	/* raised letters that are no ordinal are a mark */
	CHECK_TEXT(reading("Step  I  II\n1\xCB\xA3\xCA\xB8  50,000  52,000\n2  51,000  53,000\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "2:2 footnote mark set aside: \xCB\xA3\xCA\xB8\n");
	CHECK_TEXT(
		reading("Step  I  II\n1  50,000\xE2\x91\xA0  52,000\n2  51,000\xE2\x91\xB4  53,000\n"),
		TWO_ROWS);
	CHECK_TEXT(notes, "2:10 footnote mark set aside: \xE2\x91\xA0\n"
					  "3:10 footnote mark set aside: \xE2\x91\xB4\n");
	/* a frame */
	CHECK_TEXT(
		reading("Step\xE2\x94\x82I\xE2\x94\x82II\n\xE2\x94\x80\xE2\x94\x80\xE2\x94\xBC\xE2\x94"
				"\x80\xE2\x94\xBC\xE2\x94\x80\n1\xE2\x94\x82"
				"50,000\xE2\x94\x82"
				"52,000\n2\xE2\x94\x82"
				"51,000\xE2\x94\x82"
				"53,000\n"),
		TWO_ROWS);
	CHECK_TEXT(
		reading("Step  \xE2\x80\x98I\xE2\x80\x99  II\n1  50,000  52,000\n2  51,000  53,000\n"),
		TWO_ROWS);
	/* one character that is four words and more */
	CHECK_TEXT(reading("\xEF\xB7\xBA\nStep  I  II\n1  50,000  52,000\n2  51,000  53,000\n"),
			   TWO_ROWS);
	/* marks around the words of a head */
	CHECK_TEXT(reading("Step.  #I  *II\n1  50,000  52,000\n2  51,000  53,000\n"), TWO_ROWS);
	CHECK_TEXT(reading("...  I  II\n1  50,000  52,000\n2  51,000  53,000\n"), TWO_ROWS);
	/* a fraction inside an amount is no empty cell */
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,\xC2\xBD"
					   "00\n2  51,000  53,000\n"),
			   "Line 2, column 12: \"52,\xC2\xBD"
			   "00\" is nearly an amount, and none.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52\xC2\xBD"
					   "000\n2  51,000  53,000\n"),
			   "Line 2, column 12: \"52\xC2\xBD"
			   "000\" is nearly an amount, and none.");
}

TEST(read_schedule_quotes_and_ranges_with_blanks)
{
	CHECK_TEXT(reading("Step, I , II\n1,\"50,000\" , \"52,000\"\n2, \" 51,000\",\"53,000\" \n"),
			   TWO_ROWS);
	CHECK_TEXT(reading("Step  I  II\n1+-2+  50,000  52,000\n3+  51,000  53,000\n"),
			   GRID("I\tII", "1\t50000\t52000\n3\t51000\t53000"));
	CHECK_TEXT(notes, "2:1 read as step 1: 1+-2+\n");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000 2 %\n2  51,000  53,000 3 %\n"), TWO_ROWS);
	CHECK_TEXT(notes, "2:19 percentage set aside: 2 %\n3:19 percentage set aside: 3 %\n");
}

TEST(read_schedule_refuses_rows_that_lost_their_amounts)
{
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000\t52,000\n2\t51,000\t53,000\n3\tB4\n"),
			   "Line 4, column 1: step 3 has no amount that can be read.");
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000\t52,000\n2\t51,000\t53,000\n3\t5\t\n"),
			   "Line 4, column 1: step 3 has no amount that can be read.");
	CHECK_TEXT(reading("Step\tI\tII\n1\n50,000\n52,000\n2\n51,000\n53,000\nAB\n5,000\n"),
			   "Line 9, column 1: the order of the cells is lost: words stand before this amount.");
	CHECK_TEXT(reading("Step  I  II\n50,00O  52,00O\n1  50,000  52,000\n2  51,000  53,000\n"),
			   "Line 2, column 1: \"50,00O\" is nearly an amount, and none.");
	CHECK_TEXT(reading("x\tStep\tI\tII\n40,000\t1\t50,000\t52,000\n41,000\t2\t51,000\t53,000\n"),
			   "Line 2, column 1: an amount stands left of the steps.");
	/* a note that begins with a number, with more than one amount in it */
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n2  51,000  53,000\n"
					   "3  see the note on pay 5,000 6,000\n"),
			   TWO_ROWS);
	CHECK_TEXT(notes, "4:1 line set aside: 3  see the note on pay 5,000 6,000\n");
}

TEST(read_schedule_degrees_that_name_no_lane)
{
	CHECK_TEXT(reading("Step  BA/BS  BA/BS+15  MA/MS\n1  50,000  52,000  54,000\n"
					   "2  51,000  53,000  55,000\n"),
			   GRID("BA/BS\tBA/BS+15\tMA/MS", "1\t50000\t52000\t54000\n2\t51000\t53000\t55000"));
	CHECK_TEXT(reading("Step  BA/XX+15 BA  MA\n1  50,000  52,000  54,000\n"
					   "2  51,000  53,000  55,000\n"),
			   GRID("COL1\tCOL2\tCOL3", "1\t50000\t52000\t54000\n2\t51000\t53000\t55000"));
	CHECK_TEXT(reading("Step  BA + 15 + 3  MA\n1  50,000  52,000\n2  51,000  53,000\n"),
			   GRID("COL1\tCOL2", "1\t50000\t52000\n2\t51000\t53000"));
	CHECK_TEXT(notes, "2:4 lane called COL1: no head of at most 12 letters names it: 50,000\n"
					  "2:12 lane called COL2: no head of at most 12 letters names it: 52,000\n");
}

TEST(read_schedule_second_values_that_do_not_go_together)
{
#define PAIRED(rows) "Step\tI\t\tII\t\n\tAnnual\tDaily\tAnnual\tDaily\n" rows
	CHECK_TEXT(reading(PAIRED("1\t50,000\t275.00\t52,000\t288.00\n2\t51,000\t277.50\t\t290.00\n")),
			   "Line 4, column 18: this second value stands alone: the first is missing.");
	CHECK_TEXT(
		reading(PAIRED("1\t50,000\t275.00\t52,000\t28.00\n2\t51,000\t277.50\t53,000\t29.00\n")),
		"Line 3, column 10: the pairs of columns are in different proportions.");
	CHECK_TEXT(reading("Step\tI\t\tII\t\n1\t50,000\t275.00\t52,000\t280.00\n2\t51,000\t100.50\t53,"
					   "000\t290.00\n"),
			   "Line 2, column 3: the two columns of a pair are in no one proportion.");
	CHECK_TEXT(reading("Step\tI\t\tII\t\n1\t50,000\t51,000\t275.00\t280.00\n2\t51,000\t52,000\t280."
					   "00\t290.00\n"),
			   "Line 2, column 3: small and great amounts stand in columns that are no pairs.");
	CHECK_TEXT(reading("Step  I  II\n1  50,000  52,000\n   275.00  277.00\n2  51,000  53,000\n"
					   "   280.00  285.00  289.00\n"),
			   "Line 5, column 4: the two lines of step 2 do not have as many amounts.");
	CHECK_TEXT(reading("Step\tI\tII\n1\t50,000\t52,000\n\t275.00\t285.00\n2\t51,000\t\n"
					   "\t280.00\t290.00\n"),
			   "Line 5, column 9: the line above has no amount here.");
	/* the names above a pair are two: then neither names the lane */
	CHECK_TEXT(reading("Step\tI\tX\tII\tII\n1\t50,000\t275.00\t52,000\t280.00\n"
					   "2\t51,000\t280.00\t53,000\t290.00\n"),
			   GRID("COL1\tCOL2", "1\t50000\t52000\n2\t51000\t53000"));
}

TEST(read_schedule_keeps_the_hourly_value)
{
	const char *pairs = "Step\tI\t\tII\t\n\tAnnual\tHourly\tAnnual\tHourly\n"
						"1\t50,000\t27.00\t52,000\t28.00\n2\t51,000\t27.50\t53,000\t29.00\n";

	CHECK_TEXT(read_as(pairs, CL_KEEP_HOURLY, NULL, 0), "step(2)\tI\tII\n1\t27\t28\n2\t27.5\t29");
	CHECK_TEXT(notes, "3:3 annual values set aside (annual is 1842.36 times hourly): 50,000\n");
	CHECK_TEXT(read_as(pairs, CL_KEEP_ANNUAL, NULL, 0), TWO_ROWS);
	CHECK_TEXT(notes, "3:10 hourly values set aside (annual is 1842.36 times hourly): 27.00\n");
	/* the only value there is, if it is of that size */
	CHECK_TEXT(read_as("Step\tI\tII\n1\t27.00\t28.00\n2\t27.50\t29.00\n", CL_KEEP_HOURLY, NULL, 0),
			   "step(2)\tI\tII\n1\t27\t28\n2\t27.5\t29");
}

TEST(read_schedule_steps_given_wrongly)
{
	static const char text[] = "Step  I  II\n1  50,000  52,000\n2  51,000  53,000\n";
	char label[300];
	cl_read_step given = {label, sizeof(label), 2, false};
	cl_read_options options = {CL_KEEP_ANNUAL, &given, 1};
	cl_env *env = test_env();

	memset(label, 'a', sizeof(label));
	CHECK_FAILS(env, cl_read_schedule(env, text, strlen(text), &options, NULL, NULL) != NULL,
				CL_BAD_ARGUMENT);
	CHECK(strncmp(env->error.message, "a label of steps is too long: \"aaaa", 34) == 0);
	given = (cl_read_step){"A", 1, CL_HALF_STEPS, false};
	CHECK_FAILS(env, cl_read_schedule(env, text, strlen(text), &options, NULL, NULL) != NULL,
				CL_OUT_OF_RANGE);
	/* blanks behind a label are none of it */
	given = (cl_read_step){"A \t", 3, 4, false};
	CHECK_TEXT(
		read_as("Step  I  II\n1  50,000  52,000\nA  51,000  53,000\n", CL_KEEP_ANNUAL, &given, 1),
		TWO_ROWS);
}

/* A table of so many rows of so many amounts. */
static cl_code
read_sized(int rows, int columns, char *detail)
{
	size_t room = (size_t) rows * (size_t) (columns * 8 + 16) + 16;
	char *text = malloc(room);
	size_t length = 0;
	cl_env *env = test_env();
	cl_salary_schedule *made;

	for (int row = 0; row < rows; row++)
	{
		length += (size_t) snprintf(text + length, room - length, "%d", row % 99 + 1);
		for (int column = 0; column < columns; column++)
			length += (size_t) snprintf(text + length, room - length, "\t%d", 40000 + row + column);
		text[length++] = '\n';
	}
	made = cl_read_schedule(env, text, length, &(cl_read_options){0}, NULL, NULL);
	snprintf(detail, sizeof(env->error.detail), "%s", env->error.detail);
	free(made);
	free(text);
	return made ? CL_OK : env->error.code;
}

TEST(read_schedule_sizes)
{
	char detail[sizeof(((cl_error *) 0)->detail)];

	CHECK(read_sized(99, 100, detail) == CL_OK);
	CHECK(read_sized(3, 101, detail) == CL_BAD_TEXT);
	CHECK_TEXT(detail, "Line 1, column 1: the table has more than 100 columns.");
	CHECK(read_sized(401, 3, detail) == CL_BAD_TEXT);
	CHECK_TEXT(detail, "Line 401, column 1: the table has more than 400 rows.");
}

TEST(read_schedule_survives_want_of_memory)
{
	const char *texts[] = {
		PAIRS "3               \xC2\xB9     54,000 270.00\n",
		"Step I II\n1\n50,000\n52,000\n2\n$ 51,000\n53,000\n",
		"Step\tI\tII\n1\t50,000\t52,000\n2\t51,000\t53,000\n",
		"step,I,\"II\"\n1,\"50,000\",52000\n2,51000*,53000\n",
		"Step  I  II  X\n1A  50,000  52,000\n   275.00  285.00\n1B  51,000  "
		"53,000 (a)\n   280.00  290.00\nas of July\nzz  54,000  56,000\n   281.00  291.00\n2A\n",
		"I  II\nStep\nBonus and so on\n1  50,000  52,000\n2  51,000  53,000\n"};
	cl_read_step given = {"zz", 2, 190, true};
	cl_read_options options = {CL_KEEP_ANNUAL, &given, 1};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		cl_salary_schedule *made = NULL;

		for (int pieces = 0; !made; pieces++)
		{
			cl_env *env = test_env();

			test_want_of_memory(env, pieces);
			notes[0] = '\0';
			options.step_count = strstr(texts[i], "zz") != NULL;
			made = cl_read_schedule(env, texts[i], strlen(texts[i]), &options, note, NULL);
			CHECK(made || env->error.code == CL_NO_MEMORY);
			if (pieces >= 1000)
				return;
		}
		free(made);
	}
}
