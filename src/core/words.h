/*
 * words.h: numbers, money and sentences in a reader's language, by ICU. The locale is an
 * argument, never a setting. Amounts are formatted from decimal text (ICU's C messages take
 * doubles and would print wrong cents) and put into the messages as strings.
 */
#ifndef CL_WORDS_H
#define CL_WORDS_H

#include "core/text.h"

/* What can be said. Each language has a pattern for each, in words_LANGUAGE.c. */
typedef enum cl_phrase
{
	/* explain(schedule, salary_step): {0} lane, {1} the step asked for, {2} the row it is paid at
	 */
	CL_SAY_CELL,		  /* {3} salary */
	CL_SAY_BETWEEN_ROWS,  /* {3} salary */
	CL_SAY_EMPTY_CELL,	  /* {3} salary; other lanes have the row */
	CL_SAY_PAST_THE_LANE, /* {3} salary */
	CL_SAY_LONGEVITY_ROW, /* {3} salary */
	CL_SAY_LONGEVITY,	  /* {0} longevity pay, {1} the last ordinary step, {2} its salary */
	CL_SAY_ROUNDED,		  /* {0} the exact figure; {5} the places it is rounded to */
	/* explain(scale, quantity): {0} how often, {1} rate, {2} amount, {3} tier, {4} base */
	CL_SAY_QUANTITY,		 /* {0} the quantity */
	CL_SAY_QUANTITY_OF_BASE, /* {0} the quantity, {4} base */
	CL_SAY_EACH,
	CL_SAY_EVERY, /* {5} for every so many */
	CL_SAY_ALL,	  /* {0} the quantity */
	CL_SAY_ONCE,
	CL_SAY_ONCE_AT, /* a rate that is not yet the amount */
	CL_SAY_MORE,	/* compound */
	CL_SAY_MOST,	/* {1} the bound, {2} what it takes off */
	CL_SAY_NOTHING, /* no tier pays */
	CL_SAY_TOTAL,	/* {2} the sum, {3} the period as CL_SAY_PERIOD has it, or "" */
	CL_SAY_PERIOD,	/* {0} the period's name */
	/* a line of pay: {0} what for, {1} the first day, {2} the last */
	CL_SAY_LINE_YEARLY,	 /* {3} for a year */
	CL_SAY_LINE_HOURLY,	 /* {3} for an hour */
	CL_SAY_LINE_SUM,	 /* {3} the sum */
	CL_SAY_LINE_UNKNOWN, /* why follows */
	CL_SAY_LINE_FTE,	 /* {0} the part of full time */
	CL_SAY_LINE_DAYS,	 /* {0} of the {1} by which a year is divided */
	CL_SAY_LINE_HOURS,	 /* {0} hours */
	CL_SAY_LINE_IS,		 /* {0} what that is */
	CL_SAY_LINE_PAID,	 /* {0} what is paid, where that was rounded */
	/* what for: {0} its name, where there are several */
	CL_SAY_FOR_SALARY,
	CL_SAY_FOR_GRID_LONGEVITY,
	CL_SAY_FOR_LONGEVITY,
	CL_SAY_FOR_STIPEND,
	CL_SAY_FOR_OVERAGE,
	CL_SAY_FOR_LANE_CHANGE,
	CL_SAY_FOR_STEP_CHANGE,
	CL_SAY_FOR_HOURS,
	CL_SAY_FOR_LEAVE,
	CL_SAY_FOR_LEAVE_CASHED,
	CL_SAY_FOR_OTHER,
	CL_SAY_DOLLARS_AND_CENTS, /* {0} dollars in words, {1} cents of two digits, {5} dollars */
	/* a scale: {0} from which on, {1} the rate, {2} to which, {5} from which or every how many */
	CL_SAY_NTH, /* {5} as an ordinal number: the 3rd */
	CL_SAY_FOR_EACH,
	CL_SAY_FOR_EACH_NTH,
	CL_SAY_FOR_EACH_OF_TWO,
	CL_SAY_FOR_EACH_TO,
	CL_SAY_FOR_EACH_FROM,
	CL_SAY_FOR_EACH_ABOVE, /* {0} above which, {2} up to which */
	CL_SAY_FOR_EACH_BETWEEN,
	CL_SAY_FOR_EVERY,
	CL_SAY_FOR_EVERY_TO,
	CL_SAY_FOR_EVERY_FROM,
	CL_SAY_FOR_ALL, /* {0} if there are so many */
	CL_SAY_FLAT,	/* {0} if there are so many */
	CL_SAY_IF,
	CL_SAY_IF_TO,
	CL_SAY_IF_FROM,
	CL_SAY_IF_ABOVE,
	CL_SAY_IF_BELOW, /* {0} the condition so far, {2} below which */
	CL_SAY_IF_UP_TO,
	CL_SAY_COMPOUND,
	CL_SAY_PRORATED,
	CL_SAY_PRORATED_BY, /* {5} of how many parts each day earns one */
	CL_SAY_BOUND,		/* {0} the most, {1} for what, as CL_SAY_PERIOD has it, or "" */
	CL_PHRASES
} cl_phrase;

/*
 * A sentence that is asked for by name: of limits, put together by whoever reads their rows, and of
 * letters. A name is the column and, where it has a list of words, the word:
 * "limit_cap.binds.over".
 */
typedef struct cl_saying
{
	const char *name;
	const char *pattern;
} cl_saying;

/*
 * A language: patterns in ICU's message syntax, and the names of measures and periods. All that is
 * said in it stands in one file, words_LANGUAGE.c; what one language has the others have, too.
 */
typedef struct cl_language
{
	const char *code;		  /* "en" */
	const char *home;		  /* "en_US": where it is spoken here */
	const char *spelling;	  /* the rules of ICU that spell a number before what is counted */
	const cl_saying *sayings; /* up to one without a name */
	const char *quotes[2];	  /* around what is said in English: a problem as the reports tell it */
	const char *phrases[CL_PHRASES];
	const char *measures[32]; /* by cl_measure: a plural pattern of {5} */
	const char *periods[16];  /* by cl_period: a plural pattern of {5} */
} cl_language;

extern const cl_language cl_english;
extern const cl_language cl_spanish;

/* Text of a message: long enough for any sentence of ours, whose parts are all short. */
#define CL_WORDS_SIZE 1024

typedef struct cl_words
{
	cl_env *env;
	const cl_language *language;
	char locale[64]; /* canonical: "en_US" */
} cl_words;

/* The locale as typed ("es", "en_US", "es-MX"); CL_BAD_ARGUMENT for a language we do not speak. */
extern bool cl_words_init(cl_words *words, cl_env *env, const char *locale, size_t length);

/* What goes out as a letter goes out in the United States where no region is named: "es" becomes
 * "es_US", so that money and days look as they do on a check there. */
extern void cl_words_at_home(cl_words *words);

/* Each writes UTF-8, at most CL_WORDS_SIZE bytes with the NUL. */
extern bool cl_words_number(cl_words *words, cl_int128 units, int places, char *out);
/* Dollars: whole, or with two or more digits after the point. */
extern bool cl_words_money(cl_words *words, cl_int128 units, int places, char *out);
/* Dollars and cents, always both: what stands in a column of amounts. */
extern bool cl_words_cents(cl_words *words, cl_int128 cents, char *out);
/* An amount spelled out as on a check: "one thousand two hundred dollars and 25 cents". */
extern bool cl_words_spelled(cl_words *words, cl_int128 cents, char *out);
/* 350 with places 2 is 3.5%. */
extern bool cl_words_percent(cl_words *words, cl_int128 units, int places, char *out);
/* A count with its measure: "1 student", "2.5 hours". */
extern bool cl_words_counted(cl_words *words, cl_int128 units, int places, int measure, char *out);
/* "day", "3 days". */
extern bool cl_words_period(cl_words *words, int period, int64_t count, char *out);

/* A day in words, by its number from 1970-01-01: "July 1, 2025". */
extern bool cl_words_day(cl_words *words, int32_t day, char *out);

/* A sentence: {0} to {4} are the strings, {5} the count that chooses the plural. */
extern bool cl_words_say(cl_words *words, cl_phrase phrase, const char *const strings[5],
						 double count, char *out);

/* The same sentence behind those that out holds already. */
extern bool cl_words_add(cl_words *words, cl_buffer *out, cl_phrase phrase,
						 const char *const strings[5], double count);

/* NULL where there are no such words. */
extern const char *cl_saying_of(const cl_words *words, const char *name, size_t length);

/* A part of a sentence, in UTF-8: of any length, for people write notes. */
typedef struct cl_part
{
	const char *utf8;
	size_t length;
} cl_part;

/* At most five parts: {0} to {4}; {5} is the count that chooses a plural. CL_BAD_ARGUMENT where
 * there are no such words. Parts are put in as they are, whatever they hold: none is read as a
 * pattern. */
extern bool cl_words_saying(cl_words *words, const char *name, size_t name_length,
							const cl_part *parts, int part_count, double count, cl_buffer *out);

#endif
