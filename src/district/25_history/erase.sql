-- What the law wants forgotten. Facts and their history lose what tells who somebody is, and keep what is reckoned by:
-- placements, days, service. Only the owner may: nobody else may write history.
CREATE TABLE history_forgotten (
	before       timestamptz PRIMARY KEY CHECK (isfinite(before)),
	forgotten_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	forgotten_by text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE history_forgotten IS 'until when what was known has been forgotten';
COMMENT ON COLUMN history_forgotten.before IS 'what was known before this moment cannot be asked for any more';
COMMENT ON COLUMN history_forgotten.forgotten_at IS 'when forget_history() was called';
COMMENT ON COLUMN history_forgotten.forgotten_by IS 'by whom';
-- derived: made anew by each upgrade
-- Of attributes those stay that a rule asks for: what is paid rests on them.
CREATE FUNCTION asked_for(attributes jsonb) RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(jsonb_object_agg(a.key, a.value), '{}') FROM jsonb_each(asked_for.attributes) AS a
	WHERE EXISTS (SELECT FROM longevity_rule AS r WHERE r.applies ? a.key)
		OR EXISTS (SELECT FROM stipend AS s WHERE s.applies ? a.key)
		OR EXISTS (SELECT FROM limit_cap AS c WHERE c.applies ? a.key OR c.counts ? a.key)
		OR EXISTS (SELECT FROM limit_weight AS w WHERE w.counts ? a.key)
		OR EXISTS (SELECT FROM leave_plan AS p WHERE p.applies ? a.key)
		OR EXISTS (SELECT FROM leave_part AS p WHERE p.applies ? a.key)
		OR EXISTS (SELECT FROM due_rule AS d
			WHERE d.applies ? a.key OR d.applies ? ('last:' || a.key) OR d.asks ? a.key);
END;
COMMENT ON FUNCTION asked_for(jsonb) IS 'those of some attributes that a rule asks for';

-- The same change to a table of facts and to its history, in this order: the trigger writes down what the facts were.
CREATE FUNCTION change_both(fact text, changes text, whose text, district_id int, id bigint, other bigint DEFAULT NULL)
RETURNS bigint[]
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $change_both$
DECLARE
	now_rows bigint;
	past_rows bigint;
BEGIN
	EXECUTE format('UPDATE %I AS f SET %s WHERE f.district_id = $1 AND f.%I = $2', fact, changes, whose)
		USING district_id, id, other;
	GET DIAGNOSTICS now_rows = ROW_COUNT;
	EXECUTE format('UPDATE %I AS f SET %s WHERE f.district_id = $1 AND f.%I = $2', fact || '_was', changes, whose)
		USING district_id, id, other;
	GET DIAGNOSTICS past_rows = ROW_COUNT;
	RETURN ARRAY[now_rows, past_rows];
END
$change_both$;
COMMENT ON FUNCTION change_both(text, text, text, int, bigint, bigint) IS
	'changes rows of facts and of their history; returns how many of each';
REVOKE EXECUTE ON FUNCTION change_both(text, text, text, int, bigint, bigint) FROM PUBLIC;

-- Within this, history may be written, and what is written has this reason; '' puts back what was.
CREATE FUNCTION begin_erasing(why text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $begin_erasing$
DECLARE
	before text := current_setting('caseload.reason', true);
BEGIN
	PERFORM caseload.check_place(current_schema());
	-- a stranger who may write a table of facts would see how far he gets
	IF (SELECT NOT pg_has_role(current_user, n.nspowner, 'USAGE') FROM pg_namespace AS n
			WHERE n.nspname = current_schema()) THEN
		RAISE insufficient_privilege USING MESSAGE = format('only the owner of district "%s" erases', current_schema());
	END IF;
	PERFORM set_config('caseload.reason', why, true), set_config('caseload.erasing', 'on', true);
	RETURN coalesce(before, '');
END
$begin_erasing$;
COMMENT ON FUNCTION begin_erasing(text) IS 'lets the owner write history; returns the reason that was set before';
REVOKE EXECUTE ON FUNCTION begin_erasing(text) FROM PUBLIC;

CREATE FUNCTION end_erasing(before text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $end_erasing$
BEGIN
	PERFORM set_config('caseload.reason', before, true), set_config('caseload.erasing', '', true);
END
$end_erasing$;
COMMENT ON FUNCTION end_erasing(text) IS 'history is not to be written any more';
REVOKE EXECUTE ON FUNCTION end_erasing(text) FROM PUBLIC;

CREATE FUNCTION erase_employee(district_id int, employee_id bigint, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $erase_employee$
#variable_conflict use_variable
DECLARE
	before text;
	left_over constant text := 'attributes = asked_for(f.attributes)';
	people bigint[];
	notes bigint[];
	jobs bigint[];
	called text;
	kept record;
BEGIN
	IF num_nulls(district_id, employee_id) > 0 OR coalesce(reason, '') = '' THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'erase_employee: district_id, employee_id and reason must be given',
			HINT = 'The reason stands in the history, in place of what is erased.';
	END IF;
	before := begin_erasing(reason);
	people := change_both('employee',
		'employee_name = ''erased'', born = NULL, ' || left_over, 'employee_id', district_id,
		employee_id);
	IF people = '{0,0}' THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('district %s has no employee %s, and never had', district_id, employee_id);
	END IF;
	notes := change_both('service', 'note = NULL', 'employee_id', district_id, employee_id);
	SELECT array_agg(notes[n] + r.c[n] + e.c[n] ORDER BY n) INTO notes
	FROM (SELECT change_both('remedy_given', 'note = NULL', 'employee_id', district_id, employee_id)) AS r (c),
		(SELECT change_both('exception', 'consented_by = NULL', 'employee_id', district_id, employee_id)) AS e (c),
		generate_series(1, 2) AS n;
	SELECT array_agg(e.c[n] + p.c[n] + t.c[n] + l.c[n] + v.c[n] ORDER BY n) INTO jobs
	FROM (SELECT change_both('employment', left_over, 'employee_id', district_id, employee_id)) AS e (c),
		(SELECT change_both('position_held', left_over, 'employee_id', district_id, employee_id)) AS p (c),
		(SELECT change_both('tally', left_over, 'employee_id', district_id, employee_id)) AS t (c),
		-- for what a leave was nobody is to know any more; that two moves are of one event stays
		(SELECT change_both('leave_move', format('attributes = ''{}'', event = ''event '' '
			'|| left(md5(f.event || %L), 8)', gen_random_uuid()), 'employee_id', district_id, employee_id)) AS l (c),
		(SELECT change_both('event', left_over, 'employee_id', district_id, employee_id)) AS v (c),
		generate_series(1, 2) AS n;
	-- events of one matter stay of one; a year or a month names nobody
	FOR kept IN SELECT DISTINCT v.matter FROM (SELECT f.district_id, f.employee_id, f.matter FROM event AS f
			UNION ALL SELECT f.district_id, f.employee_id, f.matter FROM event_was AS f) AS v
		WHERE v.district_id = district_id AND v.employee_id = employee_id AND v.matter ~ '[^0-9-]' LOOP
		called := 'erased ' || gen_random_uuid();
		UPDATE event AS f SET matter = called WHERE f.district_id = district_id AND f.matter = kept.matter;
		UPDATE event_was AS f SET matter = called WHERE f.district_id = district_id AND f.matter = kept.matter;
	END LOOP;
	-- by their names alone, for they stand in a room above this one
	EXECUTE 'UPDATE back_pay_plan AS p SET note = NULL WHERE p.district_id = $1 AND p.employee_id = $2'
		USING district_id, employee_id;
	EXECUTE 'UPDATE paid_elsewhere AS p SET source = ''erased'' WHERE p.district_id = $1 AND p.employee_id = $2'
		USING district_id, employee_id;
	-- kept rows are stale by now, and would be dropped when the books are brought up to date
	FOR kept IN SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind IN ('r', 'p')
			AND NOT c.relispartition AND starts_with(c.relname, 'kept_') AND a.attname = 'employee_name' LOOP
		EXECUTE format('UPDATE %I AS k SET employee_name = ''erased'' WHERE k.district_id = $1 AND k.employee_id = $2',
			kept.relname) USING district_id, employee_id;
	END LOOP;
	DELETE FROM source_id AS i WHERE i.district_id = district_id AND i.kind = 'employee' AND i.id = employee_id;
	PERFORM end_erasing(before);
	RAISE NOTICE 'employee % of district %: name, birthday and attributes that no rule asks for are erased in % and in '
		'% of history, notes in % and %, attributes of jobs, positions, tallies and events in % and %; placements, '
		'service and pay stay', employee_id, district_id, people[1], people[2], notes[1], notes[2], jobs[1], jobs[2];
END
$erase_employee$;
COMMENT ON FUNCTION erase_employee(int, bigint, text) IS 'takes name, birthday, notes, and attributes '
	'that no rule asks for, of an employee and his jobs, positions, tallies and '
	'events, out of facts and their history, '
	'what matters of his are called, and from which system he was paid elsewhere; what is paid stays';
REVOKE EXECUTE ON FUNCTION erase_employee(int, bigint, text) FROM PUBLIC;

-- One number instead, the same in all rows: a student is counted once in several classes.
CREATE FUNCTION erase_student(district_id int, student_id bigint, reason text DEFAULT 'erased') RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $erase_student$
#variable_conflict use_variable
DECLARE
	before text;
	other bigint;
	classes bigint[];
	cases bigint[];
	own bigint[];
	changes constant text := 'student_id = $3, attributes = asked_for(f.attributes)';
BEGIN
	IF num_nulls(district_id, student_id) > 0 OR coalesce(reason, '') = '' THEN
		RAISE null_value_not_allowed USING MESSAGE = 'erase_student: district_id, student_id and reason must be given';
	END IF;
	before := begin_erasing(reason);
	-- nobody enrolls a student of that number meanwhile, nor erases another
	LOCK TABLE enrollment, case_assignment, student IN SHARE ROW EXCLUSIVE MODE;
	SELECT least(0, min(s.least)) - 1 INTO other
	FROM (SELECT min(f.student_id) AS least FROM enrollment AS f WHERE f.district_id = district_id
		UNION ALL SELECT min(f.student_id) FROM enrollment_was AS f WHERE f.district_id = district_id
		UNION ALL SELECT min(f.student_id) FROM case_assignment AS f WHERE f.district_id = district_id
		UNION ALL SELECT min(f.student_id) FROM case_assignment_was AS f WHERE f.district_id = district_id
		UNION ALL SELECT min(f.student_id) FROM student AS f WHERE f.district_id = district_id
		UNION ALL SELECT min(f.student_id) FROM student_was AS f WHERE f.district_id = district_id) AS s;
	classes := change_both('enrollment', changes, 'student_id', district_id, student_id, other);
	cases := change_both('case_assignment', changes, 'student_id', district_id, student_id, other);
	own := change_both('student', changes, 'student_id', district_id, student_id, other);
	IF classes || cases || own = '{0,0,0,0,0,0}' THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('district %s has no student %s, and never had', district_id, student_id);
	END IF;
	DELETE FROM source_id AS i WHERE i.district_id = district_id AND i.kind = 'student' AND i.id = student_id;
	PERFORM end_erasing(before);
	RAISE NOTICE 'student % of district %: the number, and attributes that no rule asks for, are erased in % and in % '
		'of history; classes, cases and what is paid for them stay', student_id, district_id,
		classes[1] + cases[1] + own[1], classes[2] + cases[2] + own[2];
END
$erase_student$;
COMMENT ON FUNCTION erase_student(int, bigint, text) IS 'puts another number for a student''s into facts and their '
	'history, and takes attributes out that no rule asks for; classes and caseloads are as large as before';
REVOKE EXECUTE ON FUNCTION erase_student(int, bigint, text) FROM PUBLIC;

CREATE FUNCTION forget_history(before timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $forget_history$
#variable_conflict use_variable
DECLARE
	reason text;
	fact record;
	rows_of_this bigint;
	gone text[] := '{}';
BEGIN
	IF before IS NULL OR NOT isfinite(before) OR before > clock_timestamp() THEN
		RAISE invalid_parameter_value USING MESSAGE = 'forget_history: give a moment that is over',
			HINT = 'What was changed before it is forgotten, and what was known before it cannot be asked for.';
	END IF;
	reason := begin_erasing('');
	FOR fact IN SELECT h.table_name FROM history_tables() AS h LOOP
		EXECUTE format('DELETE FROM %I AS w WHERE w.changed_at < $1', fact.table_name || '_was') USING before;
		GET DIAGNOSTICS rows_of_this = ROW_COUNT;
		IF rows_of_this > 0 THEN
			gone := gone || format('%s of %s', rows_of_this, fact.table_name);
		END IF;
	END LOOP;
	INSERT INTO history_forgotten AS h (before) VALUES (before) ON CONFLICT DO NOTHING;
	PERFORM end_erasing(reason);
	RAISE NOTICE 'what was changed before % is forgotten: %', before,
		CASE WHEN gone = '{}' THEN 'nothing' ELSE array_to_string(gone, ', ') END;
END
$forget_history$;
COMMENT ON FUNCTION forget_history(timestamptz) IS
	'deletes what facts were until they were changed before a moment; what was known before it is not told any more';
REVOKE EXECUTE ON FUNCTION forget_history(timestamptz) FROM PUBLIC;

CREATE FUNCTION check_remembered(moment timestamptz) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $check_remembered$
DECLARE
	forgotten timestamptz := (SELECT max(h.before) FROM history_forgotten AS h);
BEGIN
	IF moment < forgotten THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('what was known before %s is forgotten', forgotten),
			DETAIL = 'See the table history_forgotten.';
	END IF;
END
$check_remembered$;
COMMENT ON FUNCTION check_remembered(timestamptz) IS 'an error if what was known at a moment has been forgotten';
