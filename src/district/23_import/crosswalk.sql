-- Numbers for what a source names. Those that somebody typed by hand stay whose they are: new ones come after all.
CREATE FUNCTION reserve_ids(fact text, fact_key text, district_id int, how_many bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $reserve_ids$
DECLARE
	sequence text := pg_get_serial_sequence(quote_ident(fact), fact_key);
	highest bigint;
	first_id bigint;
	last_id bigint;
BEGIN
	IF how_many = 0 THEN
		RETURN 0;
	END IF;
	EXECUTE format('SELECT coalesce(max(f.%I), 0) FROM %I AS f WHERE f.district_id = $1', fact_key, fact)
		INTO highest USING district_id;
	-- drawn one by one, and once more where somebody else, who inserts meanwhile, got one between them
	LOOP
		SELECT min(d.id), max(d.id) INTO first_id, last_id
		FROM (SELECT nextval(sequence) AS id FROM generate_series(1, how_many)) AS d;
		IF first_id <= highest THEN
			PERFORM setval(sequence, highest);
		ELSIF last_id - first_id = how_many - 1 THEN
			RETURN first_id - 1;
		END IF;
	END LOOP;
END
$reserve_ids$;
COMMENT ON FUNCTION reserve_ids(text, text, int, bigint) IS
	'the number after which so many are free, in a table of facts and its identity';

-- import_named: names that are new
CREATE FUNCTION name_keys(named text, said text, rows_of text, source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $name_keys$
#variable_conflict use_variable
DECLARE
	base bigint;
	how_many bigint;
BEGIN
	IF to_regclass('pg_temp.import_named') IS NOT NULL THEN
		DROP TABLE import_named;
	END IF;
	EXECUTE format('CREATE TEMP TABLE import_named ON COMMIT DROP AS '
		'SELECT n.key, row_number() OVER (ORDER BY n.first_row) AS nth FROM (SELECT coalesce(s.word, r.%1$I) AS key, '
			'min(r."row") AS first_row FROM (SELECT r.%1$I, min(r."row") AS "row" FROM %2$s AS r '
			'GROUP BY r.%1$I) AS r LEFT JOIN import_said AS s ON s.how = ''key'' AND s.said = r.%1$I '
			'WHERE r.%1$I <> '''' AND s.why IS NULL GROUP BY 1) AS n LEFT JOIN source_id AS k ON k.district_id = $1 '
		'AND k.source = $2 AND k.kind = $3 AND k.key = n.key WHERE k.key IS NULL AND n.key <> ''''', said, rows_of)
		USING district_id, source, named;
	GET DIAGNOSTICS how_many = ROW_COUNT;
	IF how_many = 0 THEN
		RETURN;
	END IF;
	IF named = 'student' THEN
		SELECT greatest(0, max(m.id)) INTO base FROM (
			SELECT max(i.id) AS id FROM source_id AS i WHERE i.district_id = district_id AND i.kind = named
			UNION ALL SELECT max(e.student_id) FROM enrollment AS e WHERE e.district_id = district_id
			UNION ALL SELECT max(c.student_id) FROM case_assignment AS c WHERE c.district_id = district_id
			UNION ALL SELECT max(t.student_id) FROM student AS t WHERE t.district_id = district_id) AS m;
	ELSE
		base := reserve_ids(named, named || '_id', district_id, how_many);
	END IF;
	INSERT INTO source_id (district_id, source, kind, key, id)
	SELECT district_id, source, named, n.key, base + n.nth FROM import_named AS n;
END
$name_keys$;
COMMENT ON FUNCTION name_keys(text, text, text, text, int) IS
	'gives numbers to names of a source that have none, in the order of the file';

-- What was refused has no number: who refers to it is told that it is not known.
CREATE FUNCTION unname_refused(named text, fact text, source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
AS $unname_refused$
#variable_conflict use_variable
BEGIN
	EXECUTE format('DELETE FROM source_id AS i USING import_named AS n WHERE i.district_id = $1 AND i.source = $2 '
		'AND i.kind = $3 AND i.key = n.key AND NOT EXISTS (SELECT FROM %I AS f WHERE f.district_id = i.district_id '
		'AND f.%I = i.id)', fact, named || '_id') USING district_id, source, named;
END
$unname_refused$;
COMMENT ON FUNCTION unname_refused(text, text, text, int) IS
	'takes numbers back from new names whose rows were refused';
