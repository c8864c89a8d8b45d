/*
 * The words that a column of text takes, as the CHECKs of its table list them, and the trigger
 * that names them: what the server says of a broken CHECK is its name and the whole row. The lists
 * are read from the CHECKs themselves, so that a word is said in one place.
 */
#include "pg/compat.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/formatting.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/varlena.h"

PG_FUNCTION_INFO_V1(caseload_allowed_words);
PG_FUNCTION_INFO_V1(caseload_check_words);

/* What one CHECK says of one column. */
typedef struct word_list
{
	AttrNumber column;
	bool many; /* the column is an array of such words */
	char *constraint;
	int count;
	Datum *words;
} word_list;

static Node *
bare(Node *node)
{
	while (node && IsA(node, RelabelType))
		node = (Node *) ((RelabelType *) node)->arg;
	return node;
}

static void
take_words(word_list *list, Const *value)
{
	bool *nulls;

	if (value->consttype == TEXTOID)
	{
		list->count = 1;
		list->words = palloc(sizeof(Datum));
		list->words[0] = value->constvalue;
		return;
	}
	deconstruct_array(DatumGetArrayTypeP(value->constvalue), TEXTOID, -1, false, TYPALIGN_INT,
					  &list->words, &nulls, &list->count);
	for (int i = 0; i < list->count; i++)
		if (nulls[i])
			list->count = 0;
}

/* `x IN ('a', 'b')`, `x = 'a'` and, of an array, `x <@ '{a,b}'`; of other conditions nothing. */
static bool
read_list(Node *condition, word_list *list)
{
	List *arguments;
	Node *column;
	Node *value;

	list->many = false;
	if (IsA(condition, ScalarArrayOpExpr) && ((ScalarArrayOpExpr *) condition)->useOr &&
		get_opcode(((ScalarArrayOpExpr *) condition)->opno) == F_TEXTEQ)
		arguments = ((ScalarArrayOpExpr *) condition)->args;
	else if (IsA(condition, OpExpr) && get_opcode(((OpExpr *) condition)->opno) == F_TEXTEQ)
		arguments = ((OpExpr *) condition)->args;
	else if (IsA(condition, OpExpr) && get_opcode(((OpExpr *) condition)->opno) == F_ARRAYCONTAINED)
	{
		arguments = ((OpExpr *) condition)->args;
		list->many = true;
	}
	else
		return false;
	column = bare(linitial(arguments));
	value = bare(lsecond(arguments));
	if (!IsA(column, Var) || ((Var *) column)->varattno <= 0 || !IsA(value, Const) ||
		((Const *) value)->constisnull ||
		(((Const *) value)->consttype != TEXTOID && ((Const *) value)->consttype != TEXTARRAYOID))
		return false;
	list->column = ((Var *) column)->varattno;
	take_words(list, (Const *) value);
	return list->count > 0;
}

/* Of word_list, in the current context. */
static List *
lists_of(Relation table)
{
	const TupleConstr *constraints = RelationGetDescr(table)->constr;
	List *lists = NIL;

	for (int i = 0; constraints && i < constraints->num_check; i++)
	{
		Node *check = stringToNode(constraints->check[i].ccbin);
		ListCell *cell;

		/* the list is an ARRAY[] of constants there; it becomes one constant */
		check = eval_const_expressions(NULL, check);
		foreach (cell, make_ands_implicit((Expr *) check))
		{
			word_list list;

			if (!read_list(lfirst(cell), &list))
				continue;
			list.constraint = pstrdup(constraints->check[i].ccname);
			lists = lappend(lists, memcpy(palloc(sizeof(list)), &list, sizeof(list)));
		}
	}
	return lists;
}

/* (column_name, word) in the order in which the table has its columns and the list its words. */
Datum
caseload_allowed_words(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Relation table;
	List *lists;

	InitMaterializedSRF(fcinfo, 0);
	table = table_open(PG_GETARG_OID(0), AccessShareLock);
	lists = lists_of(table);
	for (int column = 1; column <= RelationGetNumberOfAttributes(table); column++)
	{
		ListCell *cell;

		foreach (cell, lists)
		{
			word_list *list = lfirst(cell);

			if (list->column != column)
				continue;
			for (int i = 0; i < list->count; i++)
			{
				Datum values[2] = {
					CStringGetTextDatum(
						NameStr(TupleDescAttr(RelationGetDescr(table), column - 1)->attname)),
					list->words[i]};
				bool nulls[2] = {false, false};

				tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
			}
		}
	}
	table_close(table, AccessShareLock);
	return (Datum) 0;
}

static bool
is_allowed(const word_list *list, Datum word)
{
	for (int i = 0; i < list->count; i++)
		if (DatumGetBool(
				DirectFunctionCall2Coll(texteq, DEFAULT_COLLATION_OID, list->words[i], word)))
			return true;
	return false;
}

/* One that was meant: not more than a third of it is written otherwise, or it holds what is
 * written. */
static const char *
nearest(const word_list *list, const char *written)
{
	const char *best = NULL;
	int length = strlen(written);
	int least = length / 3 + 1;

	if (length == 0 || length > 60)
		return NULL;
	for (int i = 0; i < list->count; i++)
	{
		char *word = TextDatumGetCString(list->words[i]);
		char *low = asc_tolower(written, length);
		int apart =
			varstr_levenshtein_less_equal(low, length, word, strlen(word), 1, 1, 1, least, true);

		if (apart >= least && (length < 3 || !strstr(word, low)) && !strstr(low, word))
			continue;
		if (apart < least || !best)
			best = word;
		least = Min(least, apart);
	}
	return best;
}

static void
refuse(Relation table, const word_list *list, Datum word)
{
	const char *column = NameStr(TupleDescAttr(RelationGetDescr(table), list->column - 1)->attname);
	char *written = TextDatumGetCString(word);
	const char *meant = nearest(list, written);
	StringInfoData words;

	initStringInfo(&words);
	for (int i = 0; i < list->count; i++)
		appendStringInfo(&words, "%s\"%s\"", i > 0 ? ", " : "",
						 TextDatumGetCString(list->words[i]));
	ereport(ERROR, (errcode(ERRCODE_CHECK_VIOLATION),
					errmsg(list->many ? "column \"%s\" of \"%s\" cannot hold \"%s\""
									  : "column \"%s\" of \"%s\" cannot be \"%s\"",
						   column, RelationGetRelationName(table), written),
					errdetail("It takes: %s.", words.data),
					meant ? errhint("Did you mean \"%s\"?", meant)
						  : errhint("Write one of these words as it stands."),
					errtablecol(table, list->column),
					err_generic_string(PG_DIAG_CONSTRAINT_NAME, list->constraint)));
}

static void
check_value(Relation table, const word_list *list, Datum value)
{
	Datum *words = &value;
	bool *nulls = NULL;
	int count = 1;

	if (list->many)
		deconstruct_array(DatumGetArrayTypeP(value), TEXTOID, -1, false, TYPALIGN_INT, &words,
						  &nulls, &count);
	for (int i = 0; i < count; i++)
		if ((!nulls || !nulls[i]) && !is_allowed(list, words[i]))
			refuse(table, list, words[i]);
}

Datum
caseload_check_words(PG_FUNCTION_ARGS)
{
	const TriggerData *event = (TriggerData *) fcinfo->context;
	HeapTuple row;
	ListCell *cell;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BEFORE(event->tg_event) ||
		!TRIGGER_FIRED_FOR_ROW(event->tg_event) || TRIGGER_FIRED_BY_DELETE(event->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("%s must be called as a trigger BEFORE INSERT OR UPDATE, for each row",
						get_func_name(fcinfo->flinfo->fn_oid)),
				 errhint("CREATE TRIGGER ... BEFORE INSERT OR UPDATE ON ... FOR EACH ROW EXECUTE "
						 "FUNCTION caseload.check_words().")));
	/* for one statement; the table cannot change meanwhile */
	if (!fcinfo->flinfo->fn_extra)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		List **kept = palloc(sizeof(List *));

		*kept = lists_of(event->tg_relation);
		fcinfo->flinfo->fn_extra = kept;
		MemoryContextSwitchTo(caller);
	}
	row = TRIGGER_FIRED_BY_UPDATE(event->tg_event) ? event->tg_newtuple : event->tg_trigtuple;
	foreach (cell, *(List **) fcinfo->flinfo->fn_extra)
	{
		const word_list *list = lfirst(cell);
		bool null;
		Datum value = heap_getattr(row, list->column, RelationGetDescr(event->tg_relation), &null);

		if (!null)
			check_value(event->tg_relation, list, value);
	}
	return PointerGetDatum(row);
}
