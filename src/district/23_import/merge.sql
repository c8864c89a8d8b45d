-- What is called: a merge of the plain files, and of a format's, which it puts into the plain tables first.
CREATE FUNCTION check_merge(format text, source text, district_id int, dry_run boolean, full_files boolean,
	on_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $check_merge$
BEGIN
	IF num_nulls(source, district_id, dry_run, full_files, on_day) > 0 OR source = '' OR NOT isfinite(on_day) THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'source, district_id, dry_run, full_files and on_day must be given',
			HINT = 'The source is the name under which the ids of its files are known: ''plain''.';
	END IF;
	-- Each statement of a merge sees what others have committed: with a snapshot of before it waited it would give
	-- numbers that the other merge has given.
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE invalid_transaction_state USING
			MESSAGE = format('a merge cannot run in a transaction that is %s',
				current_setting('transaction_isolation')),
			HINT = 'It must see what another merge wrote while it waited: BEGIN ISOLATION LEVEL READ COMMITTED.';
	END IF;
	PERFORM lock_staging(format, district_id);
	-- a guard that waits for COMMIT would not tell which row it refuses
	SET CONSTRAINTS ALL IMMEDIATE;
END
$check_merge$;
COMMENT ON FUNCTION check_merge(text, text, int, boolean, boolean, date) IS
	'an error if an argument is missing; else makes wait who copies rows of the format, or merges in the district';

CREATE FUNCTION merge_plain(source text DEFAULT 'plain', district_id int DEFAULT 1, dry_run boolean DEFAULT false,
	full_files boolean DEFAULT true, on_day date DEFAULT current_date) RETURNS SETOF import_line
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $merge_plain$
#variable_conflict use_variable
DECLARE
	k record;
BEGIN
	PERFORM caseload.check_import(current_schema());
	PERFORM check_merge('plain', source, district_id, dry_run, full_files, on_day);
	BEGIN
		CREATE TEMP TABLE import_told (kind text, "row" bigint, key text, outcome text, id bigint, why text)
			ON COMMIT DROP;
		CREATE TEMP TABLE import_moved (id bigint) ON COMMIT DROP;
		FOR k IN SELECT i.kind, i.staging FROM import_kinds() AS i ORDER BY i.place LOOP
			PERFORM merge_kind(k.kind, source, district_id, full_files, on_day);
			-- cut, a text is no more where import_told keeps long ones, which is dropped before the line is read
			RETURN QUERY SELECT t.kind, t."row", left(t.key, 700), t.outcome, t.id, left(t.why, 1000)
				FROM import_told AS t
				ORDER BY t."row" IS NULL, t."row", t.outcome, t.key, t.id;
			DELETE FROM import_told;
		END LOOP;
		RETURN QUERY SELECT e.* FROM drop_emptied(source, district_id) AS e;
		DROP TABLE import_told, import_moved;
		-- lines that are told already stay told
		IF dry_run THEN
			RAISE EXCEPTION USING ERRCODE = 'CLDRY';
		END IF;
	EXCEPTION WHEN SQLSTATE 'CLDRY' THEN
		RETURN;
	END;
	FOR k IN SELECT i.staging FROM import_kinds() AS i ORDER BY i.place LOOP
		EXECUTE format('TRUNCATE %I', k.staging);
	END LOOP;
END
$merge_plain$;
COMMENT ON FUNCTION merge_plain(text, int, boolean, boolean, date) IS 'merges the rows of the plain staging tables '
	'into the facts and empties them; source: under which name their ids are known; dry_run: only tells; full_files: '
	'what is no more in them is closed on on_day';

CREATE FUNCTION merge_format(format text, source text, district_id int, dry_run boolean, full_files boolean,
	on_day date) RETURNS SETOF import_line
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $merge_format$
#variable_conflict use_variable
DECLARE
	k record;
	filled boolean;
BEGIN
	PERFORM caseload.check_import(current_schema());
	PERFORM check_merge(format, source, district_id, dry_run, full_files, on_day);
	FOR k IN SELECT i.staging FROM import_kinds() AS i ORDER BY i.place LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I)', k.staging) INTO filled;
		IF filled THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('staging table %I holds rows already', k.staging),
				HINT = 'Merge them by merge_plain(), or TRUNCATE it: a format is read by way of the plain tables.';
		END IF;
	END LOOP;
	BEGIN
		RETURN QUERY EXECUTE format('SELECT * FROM %I($1, $2, $3)', format || '_rows')
			USING source, district_id, on_day;
		RETURN QUERY SELECT m.kind, p."row", m.key, m.outcome, m.id, m.why
		FROM merge_plain(source, district_id, false, full_files, on_day)
			WITH ORDINALITY AS m (kind, "row", key, outcome, id, why, place)
		LEFT JOIN roster_places() AS p ON p.kind = m.kind AND p.nth = m."row" ORDER BY m.place;
		IF dry_run THEN
			RAISE EXCEPTION USING ERRCODE = 'CLDRY';
		END IF;
	EXCEPTION WHEN SQLSTATE 'CLDRY' THEN
		RETURN;
	END;
	FOR k IN SELECT t.relname FROM format_tables(format) AS t (relname) LOOP
		EXECUTE format('TRUNCATE %I', k.relname);
	END LOOP;
	PERFORM roster_empty();
END
$merge_format$;
COMMENT ON FUNCTION merge_format(text, text, int, boolean, boolean, date) IS
	'merges the staging tables of a format by its function FORMAT_rows(), and empties them';
