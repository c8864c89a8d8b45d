-- What facts were. Beside each table of facts stands one of its name and "_was": a row there is a row of the facts as
-- it was until somebody changed or deleted it, with when, who and why. The facts themselves hold what is known now, so
-- whoever reads them pays nothing; triggers of statements keep what they were, see caseload.keep_history().

-- A day of knowledge ends at midnight in this zone. It is that of whoever made the district, until the owner says
-- another by UPDATE. Without a key on the zone: where rows of a dump come to those of a new district, the older ones
-- hold.
CREATE TABLE district_zone (
	set_at    timestamptz PRIMARY KEY DEFAULT clock_timestamp(),
	time_zone text NOT NULL DEFAULT current_setting('TimeZone')
		CHECK (timezone(time_zone, timestamptz '2000-01-01 00:00 UTC') IS NOT NULL)
);
INSERT INTO district_zone DEFAULT VALUES;
COMMENT ON TABLE district_zone IS 'the time zone in which a day ends, for what was known on a day';
COMMENT ON COLUMN district_zone.set_at IS 'when it was set; the earliest row holds';
COMMENT ON COLUMN district_zone.time_zone IS 'the zone, as PostgreSQL names it: America/Los_Angeles';
-- derived: made anew by each upgrade
CREATE FUNCTION time_zone_here() RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce((SELECT z.time_zone FROM district_zone AS z ORDER BY z.set_at LIMIT 1),
		current_setting('TimeZone'));
END;
COMMENT ON FUNCTION time_zone_here() IS 'the zone in which a day ends';

CREATE FUNCTION end_of_day(day date) RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN isfinite(end_of_day.day) THEN timezone(time_zone_here(), (end_of_day.day + 1)::timestamp)
			- interval '1 microsecond' ELSE end_of_day.day::timestamptz END;
END;
COMMENT ON FUNCTION end_of_day(date) IS 'the last moment of a day in the zone of the district';

CREATE FUNCTION day_of(moment timestamptz) RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT timezone(time_zone_here(), day_of.moment)::date;
END;
COMMENT ON FUNCTION day_of(timestamptz) IS 'the day in which a moment lies in the zone of the district';

CREATE FUNCTION history_tables() RETURNS TABLE (table_name text, key text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	VALUES ('site', 'site_id'), ('employee', 'employee_id'), ('employment', 'employment_id'),
		('position_held', 'position_held_id'), ('service', 'service_id'), ('section', 'section_id'),
		('staffing', 'staffing_id'), ('enrollment', 'enrollment_id'), ('case_assignment', 'case_id'),
		('student', 'student_row_id'), ('tally', 'tally_id'), ('exception', 'exception_id'),
		('remedy_given', 'remedy_given_id'), ('leave_move', 'leave_move_id'), ('event', 'event_id');
END;
COMMENT ON FUNCTION history_tables() IS 'the tables of facts whose history is kept, and the key of each in a district';

-- For facts that were brought in later than they were known: until then nothing is known of them. What has a history is
-- left alone.
CREATE FUNCTION facts_known_from(moment timestamptz DEFAULT '-infinity') RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $facts_known_from$
DECLARE
	fact record;
	rows_of_this bigint;
	rows_of_all bigint := 0;
BEGIN
	FOR fact IN SELECT h.table_name, h.key FROM history_tables() AS h LOOP
		EXECUTE format('UPDATE %1$I AS f SET known_from = $1 WHERE f.known_from <> $1 AND NOT EXISTS ('
			'SELECT FROM %2$I AS w WHERE w.district_id = f.district_id AND w.%3$I = f.%3$I)',
			fact.table_name, fact.table_name || '_was', fact.key) USING moment;
		GET DIAGNOSTICS rows_of_this = ROW_COUNT;
		rows_of_all := rows_of_all + rows_of_this;
	END LOOP;
	RETURN rows_of_all;
END
$facts_known_from$;
COMMENT ON FUNCTION facts_known_from(timestamptz) IS
	'says of all facts that have not been changed yet that they were known since then; for the owner, after an import';
REVOKE EXECUTE ON FUNCTION facts_known_from(timestamptz) FROM PUBLIC;

-- It keeps whoever may write the facts, and the owner by mistake, from changing what was known. The functions that
-- erase say that they do; whoever else does so is the owner, who might as well drop the trigger.
CREATE FUNCTION refuse_history() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT
AS $refuse_history$
BEGIN
	IF current_setting('caseload.erasing', true) = 'on' AND pg_has_role(current_user,
			(SELECT c.relowner FROM pg_class AS c WHERE c.oid = TG_RELID), 'USAGE') THEN
		RETURN NULL;
	END IF;
	RAISE object_not_in_prerequisite_state USING
		MESSAGE = format('what was known is not changed: table "%s" only grows', TG_TABLE_NAME),
		HINT = 'What the law wants gone the owner takes out by erase_employee() and erase_student(), and what is too '
			'old by forget_history().';
END
$refuse_history$;
COMMENT ON FUNCTION refuse_history() IS 'trigger: rows of history are not changed or deleted, but for what is erased';

-- Current rows come first, of which each was known since it was inserted, or since it was last changed; then what rows
-- were. A condition of the reader's goes to the indexes of both.
CREATE FUNCTION known_query(table_name text, key text, moment text) RETURNS text
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $known_query$
	SELECT format('SELECT %1$s FROM (SELECT %1$s, NULL::tstzrange AS known, ''infinity''::timestamptz AS changed_at '
		'FROM %2$I.%3$I UNION ALL SELECT %1$s, known, changed_at FROM %2$I.%4$I) AS u '
		'WHERE u.changed_at > least(%6$s, timestamptz ''294000-01-01 00:00 UTC'') '
		'AND CASE WHEN u.known IS NOT NULL THEN u.known @> %6$s '
			'ELSE u.known_from <= %6$s AND NOT EXISTS (SELECT FROM %2$I.%4$I AS w WHERE w.district_id = u.district_id '
			'AND w.%5$I = u.%5$I AND w.changed_at > %6$s) END',
		string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), current_schema(), known_query.table_name,
		known_query.table_name || '_was', known_query.key, known_query.moment)
	FROM pg_attribute AS a
	WHERE a.attrelid = format('%I.%I', current_schema(), known_query.table_name)::regclass
		AND a.attnum > 0 AND NOT a.attisdropped;
$known_query$;
COMMENT ON FUNCTION known_query(text, text, text) IS
	'a query for the rows of a table of facts as they were known at a moment';
REVOKE EXECUTE ON FUNCTION known_query(text, text, text) FROM PUBLIC;

-- Called when the district is made or upgraded, and by its owner when a table of facts has got a column of his own.
CREATE FUNCTION make_history() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $make_history$
DECLARE
	here name := current_schema();
	fact record;
	was name;
	missing record;
	said record;
	path record;
BEGIN
	FOR fact IN SELECT h.table_name, h.key, format('%I.%I', here, h.table_name)::regclass AS id
		FROM history_tables() AS h LOOP
		was := fact.table_name || '_was';
		IF to_regclass(format('%I.%I', here, was)) IS NULL THEN
			EXECUTE format('CREATE TABLE %I.%I AS TABLE %I WITH NO DATA', here, was, fact.table_name);
			EXECUTE format('ALTER TABLE %I ADD known tstzrange NOT NULL, ADD changed_at timestamptz NOT NULL, '
				'ADD changed_by text NOT NULL, ADD change_reason text, ADD operation text NOT NULL, '
				'ADD PRIMARY KEY (district_id, %I, changed_at)', was, fact.key);
			EXECUTE format('CREATE INDEX ON %I (changed_at)', was);
			-- the ways on which rows are looked for in the facts: by class, by employee, by site
			FOR path IN SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.place) AS columns
				FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
					CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
					JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
				WHERE i.indrelid = fact.id AND NOT i.indisunique AND i.indpred IS NULL
					AND k.place <= least(i.indnkeyatts, 2)
					AND c.relam = (SELECT m.oid FROM pg_am AS m WHERE m.amname = 'btree')
				GROUP BY i.indexrelid HAVING min(a.attname) FILTER (WHERE k.place = 1) = 'district_id' ORDER BY 1 LOOP
				EXECUTE format('CREATE INDEX ON %I (%s)', was, path.columns);
			END LOOP;
		ELSIF NOT EXISTS (SELECT FROM pg_attribute AS a
				WHERE a.attrelid = format('%I.%I', here, was)::regclass AND a.attname = 'known') THEN
			RAISE duplicate_table USING MESSAGE = format('table "%s" already exists and is no history', was);
		END IF;
		FOR missing IN SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, w.attname IS NULL AS is_new
			FROM pg_attribute AS a LEFT JOIN pg_attribute AS w
				ON w.attrelid = format('%I.%I', here, was)::regclass AND w.attname = a.attname
			WHERE a.attrelid = fact.id AND a.attnum > 0 AND NOT a.attisdropped
				AND (w.attname IS NULL OR (w.atttypid, w.atttypmod) <> (a.atttypid, a.atttypmod))
			ORDER BY a.attnum LOOP
			EXECUTE format(CASE WHEN missing.is_new THEN 'ALTER TABLE %I ADD %I %s'
				ELSE 'ALTER TABLE %I ALTER %I TYPE %s' END, was, missing.attname, missing.type);
		END LOOP;

		EXECUTE format('COMMENT ON TABLE %I IS %L', was, format('what rows of %s were, until they were changed or '
			'went', fact.table_name));
		FOR said IN SELECT a.attname, coalesce(CASE a.attname WHEN 'known' THEN
					'from when to when it was known; empty: at no time, it was to be known later or came under this '
					'key by an UPDATE'
				WHEN 'changed_at' THEN 'when it was changed or went' WHEN 'changed_by' THEN 'who did that: session_user'
				WHEN 'change_reason' THEN 'why: the setting caseload.reason of that session'
				WHEN 'operation' THEN 'UPDATE, DELETE or TRUNCATE' END,
				col_description(fact.id, f.attnum)) AS what
			FROM pg_attribute AS a LEFT JOIN pg_attribute AS f ON f.attrelid = fact.id AND f.attname = a.attname
			WHERE a.attrelid = format('%I.%I', here, was)::regclass AND a.attnum > 0 AND NOT a.attisdropped LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', was, said.attname, said.what);
		END LOOP;

		-- by their names after those that mark and guard: what a guard refuses was not written down in vain
		EXECUTE format('CREATE OR REPLACE TRIGGER was_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows '
			'NEW TABLE AS new_rows EXECUTE FUNCTION caseload.keep_history(%L)', fact.table_name, fact.key);
		EXECUTE format('CREATE OR REPLACE TRIGGER was_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows '
			'EXECUTE FUNCTION caseload.keep_history(%L)', fact.table_name, fact.key);
		EXECUTE format('CREATE OR REPLACE TRIGGER was_truncate BEFORE TRUNCATE ON %I '
			'EXECUTE FUNCTION caseload.keep_history(%L)', fact.table_name, fact.key);
		EXECUTE format('CREATE OR REPLACE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
			'EXECUTE FUNCTION refuse_history()', was);
		EXECUTE format('CREATE OR REPLACE FUNCTION %I(at timestamptz) RETURNS SETOF %I LANGUAGE sql STABLE '
			'BEGIN ATOMIC %s; END', fact.table_name || '_known', fact.table_name,
			known_query(fact.table_name, fact.key, 'at'));
		EXECUTE format('COMMENT ON FUNCTION %I(timestamptz) IS %L', fact.table_name || '_known',
			format('the rows of %s as they were known at a moment', fact.table_name));
	END LOOP;
END
$make_history$;
COMMENT ON FUNCTION make_history() IS
	'makes the tables of what facts were, and adds the columns that the tables of facts have got since';
REVOKE EXECUTE ON FUNCTION make_history() FROM PUBLIC;
SELECT make_history();
