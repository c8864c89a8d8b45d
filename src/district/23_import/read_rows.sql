-- Which rows of a staging table are to be read, and what they say. A row whose hash is known says what it said before.

-- A number for each row, in the order of the file. hash_record_extended() takes the texts as they stand.
CREATE FUNCTION staged_rows(staging text) RETURNS text
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $staged_rows$
	SELECT format('SELECT row_number() OVER () AS "row", p.*, hash_record_extended(p, 0) AS print, p.ctid AS at '
		'FROM %I AS p', staging);
$staged_rows$;
COMMENT ON FUNCTION staged_rows(text) IS
	'a query for the rows of a staging table, numbered and hashed, and where they stand';

-- import_odd: rows of the file that are new (at: where they stand in the staging table), and facts of the source of
-- which a row is no more as it was. Of a row that is as it was, but is to be read anew, both; moved: the fact is what
-- it meant before.
CREATE FUNCTION find_odd(kind text, staging text, source text, district_id int, full_files boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
	SET work_mem = '256MB' SET synchronize_seqscans = off SET max_parallel_workers_per_gather = 0
AS $find_odd$
DECLARE
	same bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM %I', staging) INTO same;
	EXECUTE format('CREATE TEMP TABLE import_odd ON COMMIT DROP AS SELECT s."row", s.print, f.id, f.print AS was, '
		'coalesce(f.anew, false) AS moved, s.at '
		'FROM (%s) AS s FULL JOIN (SELECT f.id, f.print, f.anew, CASE WHEN NOT f.anew THEN f.print END AS as_it_was '
			'FROM source_fact AS f WHERE f.district_id = $1 AND f.source = $2 AND f.kind = $3 AND f.print <> 0) AS f '
		'ON f.as_it_was = s.print WHERE f.as_it_was IS NULL OR s.print IS NULL',
		staged_rows(staging)) USING district_id, source, kind;
	IF EXISTS (SELECT FROM import_odd AS o WHERE o.moved) THEN
		UPDATE import_odd AS o SET moved = false
		WHERE o.moved AND o.was NOT IN (SELECT r.print FROM import_odd AS r WHERE r."row" IS NOT NULL);
	END IF;
	IF NOT full_files THEN
		DELETE FROM import_odd AS o WHERE o."row" IS NULL AND NOT o.moved;
	END IF;
	ANALYZE import_odd;
	RETURN same - (SELECT count(o."row") FROM import_odd AS o);
END
$find_odd$;
COMMENT ON FUNCTION find_odd(text, text, text, int, boolean) IS
	'finds the rows that are not as they were; returns how many are';

-- A few rows are found by the keys of what they speak of, many by reading all.
CREATE FUNCTION few_odd() RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $few_odd$
BEGIN
	RETURN CASE WHEN (SELECT count(*) FROM import_odd) <= 20000 THEN 'on' ELSE 'off' END;
END
$few_odd$;
COMMENT ON FUNCTION few_odd() IS 'enable_nestloop for statements that begin with the rows that are not as they were';

-- import_said: what each text says that is not taken as it stands
CREATE FUNCTION read_said(kind text, rows_of text, source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $read_said$
#variable_conflict use_variable
DECLARE
	c record;
	month_first boolean := true;
BEGIN
	CREATE TEMP TABLE import_said (how text, said text, word text, day date, number numeric, json jsonb,
		grades int4range, mend text, why text) ON COMMIT DROP;
	FOR c IN SELECT i.said, i.how FROM import_columns() AS i WHERE i.kind = kind AND i.how <> 'text' LOOP
		-- ids are many; of them only those that bear scars, and each text once in whichever columns it stands
		EXECUTE format('INSERT INTO import_said (how, said) SELECT $1, r.%1$I FROM %2$s AS r WHERE %3$s '
			'EXCEPT SELECT s.how, s.said FROM import_said AS s',
			c.said, rows_of, CASE WHEN c.how ~ '^(key|own) ' THEN format('(r.%1$I LIKE ''%%.0'' '
				'OR r.%1$I ILIKE ''%%E+%%'' OR r.%1$I LIKE '' %%'' OR r.%1$I LIKE ''%% '' '
				'OR length(r.%1$I) > 200)', c.said)
				ELSE format('btrim(r.%I) <> ''''', c.said) END)
			USING CASE WHEN c.how ~ '^(key|own) ' THEN 'key' ELSE c.how END;
	END LOOP;
	-- where one day can only begin with the day, no other is certain
	month_first := NOT EXISTS (SELECT FROM import_said AS s WHERE s.how = 'day'
		AND s.said ~ '^(1[3-9]|2[0-9]|3[01])/[0-9]{1,2}/[0-9]{4}$');
	UPDATE import_said AS s SET day = d.day, mend = d.mend, why = d.why
	FROM import_said AS t CROSS JOIN LATERAL said_day(btrim(t.said), month_first) AS d
	WHERE s.how = 'day' AND t.how = 'day' AND t.said = s.said;
	UPDATE import_said AS s SET word = d.word, mend = d.mend, why = d.why
	FROM import_said AS t CROSS JOIN LATERAL said_key(t.said) AS d
	WHERE s.how = 'key' AND t.how = 'key' AND t.said = s.said;
	UPDATE import_said AS s SET grades = d.grades, number = CASE WHEN t.how = 'grade' THEN lower(d.grades) END,
		mend = d.mend, why = coalesce(d.why, CASE WHEN t.how = 'grade' AND upper(d.grades) - lower(d.grades) > 1
			THEN format('"%s" is more than one grade', t.said) END)
	FROM import_said AS t CROSS JOIN LATERAL said_grades(btrim(t.said)) AS d
	WHERE s.how IN ('grade', 'grades') AND t.how = s.how AND t.said = s.said;
	UPDATE import_said AS s SET number = d.number, mend = d.mend, why = d.why
	FROM import_said AS t CROSS JOIN LATERAL said_number(t.how, btrim(t.said)) AS d
	WHERE s.how IN ('share', 'part', 'fte', 'weight', 'money', 'amount') AND t.how = s.how AND t.said = s.said;
	UPDATE import_said AS s SET json = d.value, why = d.why
	FROM import_said AS t CROSS JOIN LATERAL said_json(t.said) AS d
	WHERE s.how = 'json' AND t.how = 'json' AND t.said = s.said;
	UPDATE import_said AS s SET word = d.word, why = d.why
	FROM import_said AS t CROSS JOIN LATERAL said_placement(btrim(t.said)) AS d
	WHERE s.how = 'placement' AND t.how = 'placement' AND t.said = s.said;
	UPDATE import_said AS s SET word = d.word, mend = d.mend
	FROM import_said AS t CROSS JOIN LATERAL said_program(btrim(t.said)) AS d
	WHERE s.how = 'program' AND t.how = 'program' AND t.said = s.said;
	UPDATE import_said AS s SET word = btrim(s.said), why = CASE WHEN CASE
		WHEN btrim(s.said) ~ '^[0-9]{4}-[0-9]{2}$'
			THEN (left(btrim(s.said), 4)::int + 1) % 100 <> right(btrim(s.said), 2)::int ELSE true END
		THEN format('"%s" is no school year; write it as 2019-20', s.said) END
	WHERE s.how = 'year';
	UPDATE import_said AS s SET word = coalesce((SELECT r.says FROM import_rule AS r WHERE r.district_id = district_id
		AND r.source = source AND r.what = 'role ' || btrim(s.said) ORDER BY r.says LIMIT 1), btrim(s.said))
	WHERE s.how = 'role';
	-- a contract that is not named is the only one there is
	UPDATE import_said AS s SET word = btrim(s.said), why = CASE WHEN NOT EXISTS (SELECT FROM contract AS k
		WHERE k.contract = btrim(s.said)) THEN format('"%s" is not loaded', s.said) END
	WHERE s.how = 'contract';
	ANALYZE import_said;
END
$read_said$;
COMMENT ON FUNCTION read_said(text, text, text, int) IS 'reads the texts of a staging table, each once';

-- The statement that reads rows of a kind. `rows_of` gives those with "row" and print.
CREATE FUNCTION read_query(kind text, rows_of text, by_section boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $read_query$
#variable_conflict use_variable
DECLARE
	c record;
	n int := 0;
	value text;
	columns text := '';
	joins text := '';
	whys text := '';
	mends text := '';
	keys text := '';
	first_day text;
	last_day text;
BEGIN
	FOR c IN SELECT i.* FROM import_columns() AS i WHERE i.kind = kind ORDER BY i.place LOOP
		n := n + 1;
		IF c.how ~ '^(key|own) ' THEN
			joins := joins || format(' LEFT JOIN import_said AS s%1$s ON s%1$s.how = ''key'' AND s%1$s.said = r.%2$I '
				'LEFT JOIN source_id AS k%1$s ON k%1$s.district_id = $1 AND k%1$s.source = $2 AND k%1$s.kind = %3$L '
				'AND k%1$s.key = coalesce(s%1$s.word, r.%2$I)', n, c.said, split_part(c.how, ' ', 2));
			value := format('k%s.id', n);
			IF c.part = 'group' THEN
				keys := keys || format(', coalesce(s%s.word, r.%I)', n, c.said);
			END IF;
			whys := whys || format(', CASE WHEN k%1$s.id IS NULL THEN '
				'CASE WHEN coalesce(r.%2$I, '''') = '''' THEN %3$s '
				'WHEN s%1$s.why IS NOT NULL THEN s%1$s.why ELSE format(%4$L, r.%2$I) END END', n, c.said,
				CASE WHEN c.needed THEN quote_literal('no ' || c.said) ELSE 'NULL' END,
				format('no %s "%%s" is known; it must be in these files, or in source_id', split_part(c.how, ' ', 2)));
			mends := mends || format(', s%s.mend', n);
		ELSIF c.how = 'text' THEN
			value := format('nullif(btrim(r.%I), '''')', c.said);
			IF c.part = 'key' THEN
				keys := keys || ', ' || value;
			END IF;
			IF c.type LIKE 'varchar%' THEN
				whys := whys || format(', CASE WHEN length(r.%I) > %s THEN %L END', c.said,
					substring(c.type FROM '[0-9]+'), format('%s is longer than %s letters', c.said,
						substring(c.type FROM '[0-9]+')));
			END IF;
		ELSE
			joins := joins || format(' LEFT JOIN import_said AS s%1$s ON s%1$s.how = %2$L AND s%1$s.said = r.%3$I',
				n, c.how, c.said);
			value := format('s%s.%s', n, CASE WHEN c.how = 'day' THEN 'day' WHEN c.how = 'json' THEN 'json'
				WHEN c.how = 'grades' THEN 'grades' WHEN c.type IN ('numeric', 'int') THEN 'number' ELSE 'word' END);
			whys := whys || format(', CASE WHEN s%1$s.why IS NOT NULL THEN %2$L || s%1$s.why END', n, c.said || ' ');
			mends := mends || format(', CASE WHEN s%1$s.mend IS NOT NULL THEN %2$L || s%1$s.mend END', n,
				c.said || ' ');
		END IF;
		IF c.how = 'contract' THEN
			value := format('coalesce(%s, (SELECT min(x.contract) FROM contract AS x HAVING count(*) = 1))', value);
		END IF;
		IF c.needed AND c.how !~ '^(key|own) ' THEN
			whys := whys || format(', CASE WHEN %s IS NULL AND btrim(coalesce(r.%I, '''')) = '''' THEN %L END', value,
				c.said, CASE WHEN c.how = 'grades' THEN 'no grades, and none of its students'' grades are known; '
					'import_rule grades says what holds then'
					WHEN c.how = 'contract' THEN 'no contract, and there is not but one' ELSE 'no ' || c.said END);
		END IF;
		value := CASE WHEN c.otherwise IS NULL THEN value ELSE format('coalesce(%s, %s)', value, c.otherwise) END;
		IF c.part = 'first' THEN
			first_day := CASE WHEN by_section THEN format('coalesce(%s, lower(t.valid))', value) ELSE value END;
		ELSIF c.part = 'last' THEN
			last_day := CASE WHEN by_section THEN format('coalesce(%s + 1, upper(t.valid))', value)
				ELSE value || ' + 1' END;
		ELSIF c.part <> 'key' THEN
			columns := columns || format(', CAST(%s AS %s) AS %I', value, c.type, c.said);
		END IF;
	END LOOP;
	IF first_day IS NOT NULL THEN
		columns := columns || format(', CAST(coalesce(%s, ''-infinity'') AS date) AS lo, '
			'CAST(coalesce(%s, ''infinity'') AS date) AS hi', first_day, last_day);
		whys := whys || format(', CASE WHEN %2$s <= %1$s THEN format(''never came: the last day, %%s, is before the '
			'first, %%s'', %2$s - 1, %1$s) END', first_day, last_day);
		IF by_section THEN
			joins := joins || ' LEFT JOIN section AS t ON t.district_id = $1 AND t.section_id = k1.id';
		END IF;
	END IF;
	RETURN format('SELECT r."row", r.print, concat_ws('' / ''%s) AS key%s, nullif(concat_ws(''; ''%s), '''') AS why, '
		'nullif(concat_ws(''; ''%s), '''') AS mend, coalesce(%s, false) AS never, true AS main, '
		'NULL::text AS "with" FROM %s AS r%s', keys, columns, whys,
		coalesce(nullif(mends, ''), ', NULL'),
		CASE WHEN first_day IS NOT NULL THEN format('%s <= %s', last_day, first_day) ELSE 'false' END, rows_of, joins);
END
$read_query$;
COMMENT ON FUNCTION read_query(text, text, boolean) IS 'the statement that reads rows of a staging table of this kind';
