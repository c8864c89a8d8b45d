-- The merges of formats: what they have in common, and a function a format.

-- Fills the plain staging tables; roster_line tells of what was refused or mended.
-- Days become texts, which are ISO dates whatever the session writes.
CREATE FUNCTION read_roster(format text, source text, district_id int, on_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET "DateStyle" = 'ISO, MDY'
AS $read_roster$
DECLARE
	manner record;
BEGIN
	PERFORM roster_empty();
	manner := roster_manner(format, source, district_id);
	PERFORM roster_read_texts(format, source, district_id);
	PERFORM roster_read_classes(format, source, district_id, on_day, manner.ends);
	PERFORM roster_read_people(format, manner.ends);
	IF format = 'edfi' THEN
		PERFORM edfi_read_texts();
		PERFORM edfi_read_students(manner.ends);
		PERFORM edfi_read_employments(source, district_id, manner.ends);
	ELSE
		PERFORM roster_read_students(format, manner.ends);
	END IF;
	PERFORM roster_read_seats(format, source, district_id, manner.ends);
	PERFORM roster_fill_seats(source, district_id, on_day, manner.seen);
END
$read_roster$;
COMMENT ON FUNCTION read_roster(text, text, int, date) IS
	'reads the staging tables of a format into the plain ones, and notes what was refused or mended';

-- OneRoster's manifest says whether a file is whole. What is missing from one that is not is not gone.
CREATE FUNCTION check_manifest(format text, full_files boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $check_manifest$
DECLARE
	part text;
BEGIN
	IF format LIKE 'oneroster%' AND full_files THEN
		EXECUTE format('SELECT min(m."propertyName") FROM %I AS m WHERE m.value = ''delta''', format || '_manifest')
			INTO part;
		IF part IS NOT NULL THEN
			PERFORM refuse_import(format('manifest.csv says that %s is a delta, and full_files would close whatever '
				'is not in it', part), format('Call merge_%s(full_files => false).', format));
		END IF;
	END IF;
END
$check_manifest$;
COMMENT ON FUNCTION check_manifest(text, boolean) IS 'an error if files that are not whole are merged as whole';

-- The line of a plain row is told by the row of the file that it was read from.
CREATE FUNCTION roster_places(OUT kind text, OUT nth bigint, OUT "row" bigint) RETURNS SETOF record
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT 'section', row_number() OVER (ORDER BY c."row"), c."row" FROM roster_class AS c WHERE c.why IS NULL
	UNION ALL
	SELECT 'employee', row_number() OVER (ORDER BY p.file, p."row"), p."row" FROM roster_person AS p
	WHERE p.why IS NULL AND p.part = 'employee'
	UNION ALL
	SELECT CASE WHEN s.role IS NULL THEN 'enrollment' ELSE 'staffing' END,
		row_number() OVER (PARTITION BY s.role IS NULL ORDER BY s.file, s."row"), s."row"
	FROM roster_seat AS s WHERE s.why IS NULL
	UNION ALL
	SELECT p.kind, p.nth, p."row" FROM roster_place AS p;
END;
COMMENT ON FUNCTION roster_places() IS 'which row of a plain staging table is which row of the file';

DO $formats$
DECLARE
	f record;
BEGIN
	FOR f IN SELECT * FROM roster_formats() LOOP
		EXECUTE format($body$
			CREATE FUNCTION %1$I(source text DEFAULT %2$L, district_id int DEFAULT 1, on_day date DEFAULT current_date)
			RETURNS SETOF import_line LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $rows$
			BEGIN
				PERFORM read_roster(%3$L, source, district_id, on_day);
				RETURN QUERY SELECT l.kind, l."row", l.key, l.outcome, NULL::bigint, l.why FROM roster_line AS l
				ORDER BY l.place;
			END
			$rows$;
			COMMENT ON FUNCTION %1$I(text, int, date) IS %4$L;
			CREATE FUNCTION %5$I(source text DEFAULT %2$L, district_id int DEFAULT 1, dry_run boolean DEFAULT false,
				full_files boolean DEFAULT true, on_day date DEFAULT current_date)
			RETURNS SETOF import_line LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $merge$
			BEGIN
				PERFORM check_manifest(%3$L, full_files);
				RETURN QUERY SELECT m.* FROM merge_format(%3$L, source, district_id, dry_run, full_files, on_day) AS m;
			END
			$merge$;
			COMMENT ON FUNCTION %5$I(text, int, boolean, boolean, date) IS %6$L;
		$body$, f.format || '_rows', f.source, f.format,
			f.title || ' files into the plain staging tables, for a look before merge_plain(); tells what is refused',
			'merge_' || f.format, 'merges ' || f.title || ' files into the district and empties their staging tables; '
			'tells what became of each row');
	END LOOP;
END
$formats$;
DO $comments$
DECLARE
	c record;
BEGIN
	FOR c IN SELECT r.relname, a.attname, r.relkind FROM pg_class AS r JOIN pg_namespace AS n ON n.oid = r.relnamespace
		JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE n.nspname = current_schema() AND r.relkind IN ('r', 'v')
			AND r.relname ~ '^(oneroster_1_[12]|edfi|sds|clever|roster)_'
			AND col_description(r.oid, a.attnum) IS NULL LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', c.relname, c.attname, CASE WHEN c.relname LIKE 'roster_%'
			OR c.relkind = 'v' THEN 'what was read as ' || c.attname ELSE c.attname || ', as published' END);
	END LOOP;
END
$comments$;
