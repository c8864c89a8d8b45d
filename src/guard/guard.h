/*
 * guard.h: caps that hold, whoever inserts and however many at once. A guard is a set of
 * triggers with one list of arguments; cl_guard is that list looked up in the catalogs, with
 * the plans of its queries, kept for the session.
 *
 * trigger.c is what the triggers call; install.c makes and drops them, caps.c lists what is above
 * its cap. changes.c gathers what a statement did, check.c judges groups, report.c says what it
 * found; cache.c keeps what lookup.c has checked against the catalogs, and catalog.c knows which
 * triggers there are. entries.c counts a group's rows by an index; query.c locks and reads groups
 * by what select.c has written, read.c says what their columns mean, clock.c what time is counted
 * in; keys.c tells groups apart, statement.c brings the triggers of one statement together,
 * arguments.c reads the list.
 *
 * Calls run one way. Each of these calls none but those after it, which the tests look after:
 * order: trigger install caps changes check report cache lookup entries catalog query select read
 *        clock keys statement arguments
 */
#ifndef CASELOAD_GUARD_H
#define CASELOAD_GUARD_H

#include "pg/glue.h"

#include "access/attnum.h"
#include "executor/tuptable.h"
#include "nodes/pg_list.h"
#include "storage/lockdefs.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/relcache.h"
#include "utils/reltrigger.h"

#include "core/guard_sweep.h"
#include "core/measure.h"

#define CL_GUARD_MOST_KEYS 8
#define CL_SCHEMA "caseload"
#define CL_GUARD_WHOLE 1000000 /* one, in millionths: what a row without a weight weighs */

/* Tables as "schema"."table", columns by name; NULL (or NIL) where not given. */
typedef struct cl_guard_arguments
{
	char *guard;
	char *rows; /* the guarded table */
	char *group_table;
	char *waiver_table;
	char *breach_table;
	List *key; /* of char * */
	List *group_key;
	List *waiver_key;
	char *valid;
	char *starts;
	char *ends;
	char *weight;
	char *once;
	char *cap;
	char *strictness;
	char *citation;
	char *waiver_valid;
	char *waiver_cap;
} cl_guard_arguments;

/* A column as one relation has it: in a partition it may have another number. */
typedef struct cl_guard_column
{
	const char *name; /* NULL: the guard has none */
	AttrNumber number;
	Oid declared;
	Oid type; /* the declared one, or what is below the domain */
	Oid collation;
} cl_guard_column;

/* What a guarded row, or a group's, or a waiver's, says; read from any relation that has it. */
typedef struct cl_guard_row
{
	cl_guard_column key[CL_GUARD_MOST_KEYS];
	cl_guard_column valid;
	cl_guard_column starts;
	cl_guard_column ends;
	cl_guard_column weight; /* or the cap of a group or a waiver */
	cl_guard_column once;	/* whose row it is, where each counts once */
} cl_guard_row;

typedef struct cl_guard_key_type
{
	Oid type;
	uint32 type_hash; /* as a change to the type is told of */
	Oid collation;	  /* the group's: all who lock its rows sort them alike */
	Oid family;		  /* of its operators */
	Oid compared_as;  /* what the operators take: text for varchar, anyenum for an enum */
	Oid equal;
	Oid less;
	FmgrInfo compare;
	FmgrInfo output;
	int16 length;
	bool by_value;
	char align;
	bool plain; /* equal values are the same bits */
	Oid array;	/* InvalidOid: none, and groups are looked up one by one */
} cl_guard_key_type;

/* What is asked of groups: their terms, locking them; their rows, now and before; their waivers. */
typedef enum cl_guard_query
{
	CL_GUARD_LOCK,
	/* the same, but those whose cap is not below so many rows are locked against a change of it
	 * only, unless that takes a wait. Terms and a mark, of many twice: as shared, as locked; one
	 * is NULL */
	CL_GUARD_SHARE,
	CL_GUARD_READ,
	CL_GUARD_NEAR, /* those of their rows that meet some time */
	/* their rows without what this transaction has done, except what it froze: xmin stands first */
	CL_GUARD_BEFORE,
	CL_GUARD_WAIVED,
	CL_GUARD_QUERIES
} cl_guard_query;

/* Of how many groups: one; any number; any number whose keys differ in the last column only. */
typedef enum cl_guard_form
{
	CL_GUARD_ONE,
	CL_GUARD_MANY,
	CL_GUARD_SIBLINGS,
	CL_GUARD_FORMS
} cl_guard_form;

typedef enum cl_guard_strictness
{
	CL_HARD,
	CL_PAID,
	CL_ADVISORY
} cl_guard_strictness;

/* Which of the guard's tables the fired trigger is on. */
typedef enum cl_guard_side
{
	CL_ON_ROWS,
	CL_ON_GROUP,
	CL_ON_WAIVER
} cl_guard_side;

typedef struct cl_guard
{
	cl_guard_arguments arguments;
	int keys;
	cl_guard_key_type key[CL_GUARD_MOST_KEYS];
	Oid rows; /* the topmost partitioned table, through which is counted */
	Oid group;
	Oid waiver; /* InvalidOid: none */
	Oid breach;
	Oid owner;		/* of all of these */
	bool shard;		/* the trigger fired on a shard of one of these, which has a name of its own */
	Oid rows_named; /* what messages call the guarded table and the group's */
	Oid group_named;
	Oid unit;	  /* the type caseload_unit */
	Oid clock;	  /* the range type in which its time is counted */
	List *depend; /* Oids: a change to one of these and all is looked up again */

	cl_guard_row row;	/* as `rows` has it */
	cl_guard_row fired; /* as the relation has it whose trigger fired */
	cl_guard_column fired_strictness;
	cl_guard_column strictness;
	cl_guard_column citation;
	cl_guard_row group_row;
	cl_guard_row waiver_row;

	/* Oids: indexes that have each row between them, by the key; NIL: none whose entries can be
	 * counted. */
	List *entries;

	bool only_looks; /* for check_caps: locks nothing, sees what the query around it sees */
	struct _SPI_plan *plans[CL_GUARD_QUERIES][CL_GUARD_FORMS]; /* prepared at the first need */
	struct _SPI_plan *record;
} cl_guard;

/* A group's key, NULLs nowhere: a row with a NULL in its key is in no group. */
typedef struct cl_guard_key
{
	Datum value[CL_GUARD_MOST_KEYS];
} cl_guard_key;

/* The days or moments at which a group is judged. */
typedef enum cl_guard_when
{
	CL_ALWAYS,
	CL_WHERE_CHANGED,	 /* those at which `change` adds */
	CL_WHERE_TRANSACTION /* those at which its load is greater than without this transaction */
} cl_guard_when;

/* What cl_guard_check has found of a group. */
typedef enum cl_guard_room
{
	CL_NOT_LOOKED_AT,
	CL_ROOMY,  /* it is under its cap whatever others add to it */
	CL_LOCKED, /* nobody else adds to it before the end of the transaction */
} cl_guard_room;

typedef struct cl_guard_task
{
	cl_guard_key key;
	cl_guard_when when;
	const cl_span_list *change;
	cl_guard_room room;
} cl_guard_task;

/* What the group's row says. */
typedef struct cl_guard_terms
{
	int64 cap; /* CL_NO_CAP: none */
	cl_measure measure;
	cl_guard_strictness strictness;
	char *citation; /* or NULL */
} cl_guard_terms;

typedef struct cl_guard_finding
{
	cl_guard_terms terms;
	cl_breach *breaches; /* in order of time */
	size_t count;
	int64 highest; /* load of all breaches */
	int64 cap_then;
} cl_guard_finding;

/* arguments.c */
extern void cl_guard_read_arguments(int count, char **words, cl_guard_arguments *arguments);
/* As SQL string literals parted by commas, for CREATE TRIGGER. */
extern void cl_guard_write_arguments(StringInfo out, const cl_guard_arguments *arguments);
extern char *cl_guard_table_name(Oid relation);
/* 42P01 unless it is there. */
extern void cl_guard_want_table(Oid table);
/* 22023 or 42501: a guard cannot be made so. Names the argument, its value and why. */
extern void cl_guard_refuse(int sqlstate, const char *argument, const char *value,
							const char *format, ...)
	__attribute__((noreturn, format(printf, 4, 5)));

/* lookup.c: in the current memory context; raises what is wrong. */
extern cl_guard *cl_guard_lookup(const cl_guard_arguments *arguments, Oid rows, Oid fired,
								 cl_guard_side side);
extern Oid cl_guard_root(Oid relation);
/* Locks it to the end of the transaction; 42P01 if it was gone before that. */
extern void cl_guard_lock_table(Oid table, LOCKMODE mode);

/* check.c: all within SPI, as the guard's owner. */
typedef enum cl_guard_saying
{
	CL_SAY,
	CL_SAY_ONCE, /* in a statement */
	CL_SAY_NOTHING
} cl_guard_saying;
/*
 * Locks the groups in this order, then judges each and reports what is over its cap. True: some
 * is; where nothing is said, the others need not have been judged.
 */
extern bool cl_guard_check(cl_guard *guard, cl_guard_task *tasks, int count, cl_guard_saying saying,
						   Oid role);
extern void cl_guard_add_span(cl_span_list *list, cl_span span);
/* Whether a change adds to the load at any time. */
extern bool cl_guard_has_grown(const cl_span_list *change);
/* The same of rows that were read before, with these terms; for check_caps. */
extern bool cl_guard_judge(cl_guard *guard, const cl_guard_task *task, cl_guard_group *group,
						   cl_guard_finding *finding);

/* entries.c */
/* Sets guard->entries. */
extern void cl_guard_find_entries(cl_guard *guard);
typedef struct cl_guard_entries cl_guard_entries;
/* NULL: there is no such index. */
extern cl_guard_entries *cl_guard_open_entries(const cl_guard *guard);
/* A group's, at least as many as it has rows; from `most` + 1 on they are not counted. */
extern int64 cl_guard_count_entries(cl_guard_entries *entries, const cl_guard_key *key, int64 most);
extern void cl_guard_close_entries(cl_guard_entries *entries);

/* keys.c */
/* The groups of these rows in order, once each, or NULL if that takes a sort. */
extern cl_guard_task *cl_guard_keys(cl_guard *guard, struct Tuplestorestate *rows,
									TupleDesc columns, int *count);
/* False if a column is NULL: the row is in no group. The values live as long as the slot's row. */
extern bool cl_guard_key_of(const cl_guard *guard, TupleTableSlot *row, cl_guard_key *key);
extern int cl_guard_compare_keys(cl_guard *guard, const cl_guard_key *a, const cl_guard_key *b,
								 int columns);
extern bool cl_guard_same_key(cl_guard *guard, const cl_guard_key *a, const cl_guard_key *b,
							  int columns);

/* query.c */
/*
 * The keys are in order, each once; `group` counts them from 0. Locks come in this order, rows
 * as they lie. A row's memory is its own, gone with the next one. `within` is the time that near
 * rows meet, `rows` how many each of the groups to share has; else NULL.
 */
typedef void cl_guard_take(void *state, int group, TupleTableSlot *row);
extern void cl_guard_fetch(cl_guard *guard, cl_guard_query what, const cl_guard_key *const *keys,
						   int count, const cl_span *within, const int64 *rows, cl_guard_take *take,
						   void *state);
extern void cl_guard_free_plans(cl_guard *guard);
/* Keeps a plan for the session that reads or writes this table, and no other of its name. */
extern void cl_guard_keep(struct _SPI_plan *plan, const char *query, Oid table);
/* left = right of a key column, given as SQL. */
extern void cl_guard_equal(StringInfo query, const cl_guard_key_type *key, const char *left,
						   Oid left_type, const char *right, Oid right_type);
extern char *cl_guard_column_name(const char *alias, const cl_guard_column *column);

/* read.c: what the columns say */
/* valid, starts, ends, weight, once; those that are not there are NULL */
#define CL_GUARD_SPAN_COLUMNS 5
extern cl_span cl_guard_span(const cl_guard *guard, const cl_guard_row *row, const Datum *values,
							 const bool *nulls, cl_measure *measure);
/* The span of a row of the relation whose trigger fired. */
extern cl_span cl_guard_fired_span(const cl_guard *guard, TupleTableSlot *slot);
extern const char *cl_guard_strictness_name(cl_guard_strictness strictness);
extern void cl_guard_select_column(StringInfo query, const cl_guard_column *column,
								   const char *alias);
/* Appends the names of those of the five that are there, after `alias` and a point. */
extern void cl_guard_select_span(StringInfo query, const cl_guard_row *row, const char *alias);
/* The five out of a fetched row, whose columns from `first` on cl_guard_select_span named. */
extern void cl_guard_fetch_span(const cl_guard_row *row, TupleTableSlot *fetched, int first,
								Datum *values, bool *nulls);
#define CL_GUARD_TERM_COLUMNS 3 /* cap, strictness, citation */
extern void cl_guard_select_terms(StringInfo query, const cl_guard *guard, const char *alias);
extern void cl_guard_fetch_terms(const cl_guard *guard, TupleTableSlot *fetched, int first,
								 cl_guard_terms *terms);
extern int64 cl_guard_quantity(const cl_guard *guard, const cl_guard_column *column, Datum value,
							   cl_measure *measure);
/* ONLY for an ordinary table: schema.table AS alias. */
extern void cl_guard_table(StringInfo query, Oid table, const char *alias);
extern void cl_guard_from(StringInfo query, Oid table, const char *alias);

/* clock.c */
/* Whether a column of this type can say when a row counts. */
extern bool cl_guard_is_clock(Oid type);
extern int64 cl_guard_time_of_day(DateADT day);
/* Sets those ends of the span that the range has; an empty one empties it. */
extern void cl_guard_bounds(Oid clock, Datum range, cl_span *span);
extern Datum cl_guard_range(Oid clock, int64 from, int64 to);
extern Datum cl_guard_days(Oid clock, int64 from, int64 to);
extern char *cl_guard_time_text(Oid clock, int64 time);

/* cache.c: kept for the session by trigger, and looked up again after any change. */
typedef struct cl_guard_kept cl_guard_kept;
extern cl_guard_kept *cl_guard_acquire(const Trigger *trigger, Oid rows, Oid fired,
									   cl_guard_side side);
extern cl_guard *cl_guard_of(cl_guard_kept *kept);
extern void cl_guard_release(cl_guard_kept *kept);

/* report.c */
extern void cl_guard_report(cl_guard *guard, const cl_guard_key *key,
							const cl_guard_finding *finding, Oid role, bool once);
extern ArrayType *cl_guard_key_texts(const cl_guard *guard, const cl_guard_key *key);

/* catalog.c */
typedef struct cl_guard_trigger
{
	Oid relation;
	char *name;
	char *function;
	char enabled;
	bool cloned; /* from the partitioned table's own */
	cl_guard_arguments arguments;
} cl_guard_trigger;

/* A trigger function of ours. */
extern Oid cl_guard_function(const char *name);
/* All guards' triggers of a guarded table, its partitions, its group and waiver tables; by name. */
extern List *cl_guard_triggers(Oid rows);
/* The table, its partitions and theirs. */
extern List *cl_guard_parts(Oid rows);

#endif
