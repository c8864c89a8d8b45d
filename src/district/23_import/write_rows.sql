-- Writing goes by many rows at once, and where the facts refuse something by fewer, down to the row that is refused,
-- and from there by more again: each row is taken or not as if they had come one by one. Rows of which a refusal is
-- likely come last, and first one by one.
CREATE FUNCTION write_query(kind text, op text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $write_query$
#variable_conflict use_variable
DECLARE
	k record;
	parts text[] := '{group,value}';
	columns text;
	days boolean := EXISTS (SELECT FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'first');
	valid constant text := 'daterange(nullif(w.lo, ''-infinity''), nullif(w.hi, ''infinity''))';
BEGIN
	SELECT i.* INTO k FROM import_kinds() AS i WHERE i.kind = kind;
	IF k.shape = 'one' THEN
		parts := '{value}';
	END IF;
	columns := import_list(kind, parts, '%I');
	RETURN CASE op
		WHEN 'new' THEN format('INSERT INTO %I (district_id, %I, %s%s) SELECT $1, w.id, %s%s FROM import_want AS w '
			'WHERE w.op = ''new'' AND w.n BETWEEN $2 AND $3 ORDER BY w.n', k.fact, k.fact_key, columns,
			CASE WHEN days THEN ', valid' ELSE '' END, import_list(kind, parts, 'w.%I'),
			CASE WHEN days THEN ', ' || valid ELSE '' END)
		WHEN 'changed' THEN format('UPDATE %I AS f SET %s%s FROM import_want AS w WHERE w.op = ''changed'' '
			'AND w.n BETWEEN $2 AND $3 AND f.district_id = $1 AND f.%I = w.id', k.fact,
			import_list(kind, '{value}', '%1$I = w.%1$I'), CASE WHEN days THEN ', valid = ' || valid ELSE '' END,
			k.fact_key)
		WHEN 'close' THEN format('UPDATE %I AS f SET valid = daterange(lower(f.valid), w.until) FROM import_gone AS w '
			'WHERE w.op = ''close'' AND w.n BETWEEN $2 AND $3 AND f.district_id = $1 AND f.%I = w.id', k.fact,
			k.fact_key)
		WHEN 'delete' THEN format('DELETE FROM %I AS f USING import_gone AS w WHERE w.op = ''delete'' '
			'AND w.n BETWEEN $2 AND $3 AND f.district_id = $1 AND f.%I = w.id', k.fact, k.fact_key) END;
END
$write_query$;
COMMENT ON FUNCTION write_query(text, text) IS 'the statement that writes rows of a kind';

CREATE FUNCTION write_batch(query text, op text, district_id int, low bigint, high bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $write_batch$
#variable_conflict use_variable
DECLARE
	said text;
	more text;
BEGIN
	EXECUTE query USING district_id, low, high;
	RETURN true;
EXCEPTION WHEN integrity_constraint_violation OR data_exception OR raise_exception THEN
	IF low < high THEN
		RETURN false;
	END IF;
	GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, more = PG_EXCEPTION_DETAIL;
	said := CASE
		WHEN SQLSTATE = '23505' THEN format('it is there already under another id: %s; give it another name, or say in '
			'source_id that both are one', more)
		WHEN SQLSTATE = '23P01' THEN format('on these days it is there already, from elsewhere: %s; end that row, or '
			'take it away', more)
		-- a guard says more; what a CHECK would add is the row
		WHEN more LIKE 'Failing row contains%' THEN said
		ELSE concat_ws(': ', said, nullif(more, '')) END;
	IF op IN ('new', 'changed') THEN
		UPDATE import_want AS w SET why = said, op = 'refused' WHERE w.op = op AND w.n = low;
	ELSE
		UPDATE import_gone AS w SET why = said, op = 'refused' WHERE w.op = op AND w.n = low;
	END IF;
	RETURN false;
END
$write_batch$;
COMMENT ON FUNCTION write_batch(text, text, int, bigint, bigint) IS
	'writes rows, all or none; of one that is refused it notes why';

CREATE FUNCTION write_rows(kind text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $write_rows$
#variable_conflict use_variable
DECLARE
	most constant bigint := 50000;
	part record;
	query text;
	first_row bigint;
	last_row bigint;
	at_once bigint;
BEGIN
	-- what makes room first
	FOR part IN SELECT o.op, o.place, (SELECT max(w.n) FROM (SELECT w.n FROM import_want AS w WHERE w.op = o.op
				UNION ALL SELECT g.n FROM import_gone AS g WHERE g.op = o.op) AS w) AS rows,
				(SELECT min(w.n) - 1 FROM import_want AS w WHERE w.op = o.op AND w.unsure) AS sure
			FROM unnest('{delete,close,changed,new}'::text[]) WITH ORDINALITY AS o (op, place) ORDER BY o.place LOOP
		query := write_query(kind, part.op);
		first_row := 1;
		at_once := most;
		WHILE first_row <= part.rows LOOP
			IF first_row = part.sure + 1 THEN
				at_once := 1;
			END IF;
			last_row := least(first_row + at_once - 1, part.rows,
				CASE WHEN first_row <= part.sure THEN part.sure END);
			IF write_batch(query, part.op, district_id, first_row, last_row) THEN
				first_row := last_row + 1;
				at_once := least(at_once * 4, most);
			ELSIF first_row = last_row THEN
				first_row := last_row + 1;
			ELSE
				at_once := greatest((last_row - first_row + 1) / 8, 1);
			END IF;
		END LOOP;
	END LOOP;
END
$write_rows$;
COMMENT ON FUNCTION write_rows(text, int) IS 'writes what a merge of one kind changes';
