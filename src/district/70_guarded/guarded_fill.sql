-- Bringing the tables of caps to what limits, exceptions and facts say. The order of locks: the rows of
-- guarded_district, in their order; then, district by district, the groups' rows of section_cap, and of
-- caseload_cap, in the order in which the guards lock them.

-- What the tables say, and how they are made to say something else: for each of the two kinds of groups alike. The
-- tables of caps are found by key, whatever they held when a plan was made: it stays while one call fills them from
-- nothing, for a thousand districts. The plans by which foreign keys are checked are made under the same setting.
DO $make_put_caps$
DECLARE
	kind record;
	part record;
	made text;
BEGIN
	FOR kind IN SELECT k.kind, k.subject, k.key, k.program, 'l.' || replace(k.key, ', ', ', l.') AS lift_key,
			'o.' || replace(k.key, ', ', ', o.') AS old_key,
			string_agg(format('%s, %1$s_citation', u.held_as), ', ' ORDER BY u.place) AS columns,
			string_agg(format('c.%s, c.%1$s_citation', u.held_as), ', ' ORDER BY u.place) AS current,
			string_agg(format('excluded.%s, excluded.%1$s_citation', u.held_as), ', ' ORDER BY u.place) AS excluded,
			string_agg(format('(%L, c.%1$s, c.%1$s_citation)', u.held_as), ', ' ORDER BY u.place) AS lines,
			string_agg(format('max(w.cap) FILTER (WHERE w.held_as = %L), max(w.citation) FILTER '
					'(WHERE w.held_as = %1$L)',
				u.held_as), ', ' ORDER BY u.place) AS caps
		FROM (VALUES ('section', 'section_id', 'section_id', '''''', '{hard,paid,advisory}'::text[]),
				('caseload', 'employee_id', 'employee_id, program', 'program',
					'{hard,paid,advisory,hard_units,paid_units,advisory_units}'))
				AS k (kind, subject, key, program, caps)
			CROSS JOIN LATERAL unnest(k.caps) WITH ORDINALITY AS u (held_as, place)
		GROUP BY k.kind, k.subject, k.key, k.program LOOP
		made := $made$
CREATE FUNCTION {kind}_caps(only_district int, subjects bigint[]) RETURNS SETOF cap_line
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off
AS $caps$
BEGIN
	RETURN QUERY
	SELECT c.{subject}, {program}, h.held_as, h.cap, h.citation, NULL::daterange, NULL::numeric
	FROM pg_catalog.unnest(subjects) AS a (id)
		JOIN {kind}_cap AS c ON c.district_id = only_district AND c.{subject} = a.id
		CROSS JOIN LATERAL (VALUES {lines}) AS h (held_as, cap, citation)
	WHERE h.cap IS NOT NULL
	UNION ALL
	SELECT l.{subject}, {program}, l.held_as, NULL, NULL, l.valid, l.up_to
	FROM pg_catalog.unnest(subjects) AS a (id)
		JOIN {kind}_cap_lift AS l ON l.district_id = only_district AND l.{subject} = a.id;
END
$caps$;
COMMENT ON FUNCTION {kind}_caps(int, bigint[]) IS 'what {kind}_cap and {kind}_cap_lift say';

-- In one statement, for then the guards judge what it comes to and not what lies between; in a function of SQL, for an
-- error of PL/pgSQL would carry all of this to whoever is refused. (Its body is a string: of a parsed one with two
-- ON CONFLICT pg_dump writes what cannot be read back.)
CREATE FUNCTION put_{kind}_caps(only_district int, changed cap_line[], wanted cap_line[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path FROM CURRENT SET enable_seqscan = off
AS $put_caps$
	WITH wanted AS MATERIALIZED (
		SELECT w.subject_id AS {subject}, w.program, w.held_as, w.cap, w.citation, w.valid, w.up_to
		FROM pg_catalog.unnest($3) AS w
	), chosen AS MATERIALIZED (
		SELECT g.subject_id AS {subject}, g.program FROM pg_catalog.unnest($2) AS g
	), old_lift AS MATERIALIZED (
		-- as sets, which are hashed: a table that changes while it is searched again and again takes minutes
		SELECT {lift_key}, l.held_as, l.valid
		FROM {kind}_cap_lift AS l JOIN chosen USING ({key}) WHERE l.district_id = $1
		EXCEPT SELECT {key}, w.held_as, w.valid FROM wanted AS w
	), locked AS MATERIALIZED (
		-- first of all, and in the order in which the guards lock them, so that neither waits for the other for ever
		SELECT FROM {kind}_cap AS c JOIN chosen USING ({key}) WHERE c.district_id = $1
		ORDER BY {key} FOR NO KEY UPDATE OF c
	), put AS (
		INSERT INTO {kind}_cap AS c (district_id, {key}, {columns})
		SELECT $1, {key}, {caps}
		FROM chosen LEFT JOIN (SELECT * FROM wanted WHERE valid IS NULL) AS w USING ({key})
		WHERE (SELECT count(*) FROM locked) IS NOT NULL GROUP BY {key} ORDER BY {key}
		-- a row that stays as it is must not be a new one, to which whoever has an older snapshot could not go on
		ON CONFLICT (district_id, {key}) DO UPDATE SET ({columns}) = ROW({excluded})
			WHERE ({current}) IS DISTINCT FROM ({excluded})
	), gone AS (
		DELETE FROM {kind}_cap_lift AS l USING old_lift AS o
		WHERE (SELECT count(*) FROM locked) IS NOT NULL AND l.district_id = $1
			AND ({lift_key}, l.held_as, l.valid) = ({old_key}, o.held_as, o.valid)
	)
	INSERT INTO {kind}_cap_lift AS l (district_id, {key}, held_as, valid, up_to)
	SELECT $1, {key}, w.held_as, w.valid, w.up_to FROM wanted AS w WHERE w.valid IS NOT NULL
	ON CONFLICT (district_id, {key}, held_as, valid) DO UPDATE SET up_to = excluded.up_to
		WHERE l.up_to IS DISTINCT FROM excluded.up_to;
$put_caps$;
COMMENT ON FUNCTION put_{kind}_caps(int, cap_line[], cap_line[]) IS
	'makes the tables say these lines of the groups that changed; a part of fill_subjects()';
$made$;
		FOR part IN SELECT p.key, p.value FROM jsonb_each_text(to_jsonb(kind)) AS p LOOP
			made := replace(made, '{' || part.key || '}', part.value);
		END LOOP;
		EXECUTE made;
	END LOOP;
END
$make_put_caps$;

-- The groups of which the tables do not say what is wanted, and those that have no row yet where each has one.
CREATE FUNCTION differing_caps(kind text, only_district int, subjects bigint[], wanted cap_line[]) RETURNS cap_line[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off SET jit = off
AS $differing_caps$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH there AS MATERIALIZED (
			SELECT c.* FROM section_caps(only_district, subjects) AS c WHERE kind = 'section'
			UNION ALL
			SELECT c.* FROM caseload_caps(only_district, subjects) AS c WHERE kind = 'caseload'
		), differing AS (
			(SELECT w.* FROM pg_catalog.unnest(wanted) AS w EXCEPT TABLE there)
			UNION ALL
			(TABLE there EXCEPT SELECT w.* FROM pg_catalog.unnest(wanted) AS w)
		)
		SELECT CAST(ROW(d.subject_id, d.program, d.held_as, NULL, NULL, NULL, NULL) AS cap_line) FROM (
			SELECT d.subject_id, d.program, d.held_as FROM differing AS d
			UNION
			SELECT s.section_id, '', NULL FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN section AS s ON s.district_id = only_district AND s.section_id = a.id
			WHERE kind = 'section' AND NOT EXISTS (SELECT FROM section_cap AS c
				WHERE c.district_id = s.district_id AND c.section_id = s.section_id)) AS d);
END
$differing_caps$;
COMMENT ON FUNCTION differing_caps(text, int, bigint[], cap_line[]) IS
	'the groups whose caps are not what is wanted, by held_as';

CREATE FUNCTION fill_subjects(kind text, only_district int, subjects bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $fill_subjects$
#variable_conflict use_column
DECLARE
	wanted cap_line[] := wanted_caps(kind, only_district, subjects);
	differing cap_line[] := differing_caps(kind, only_district, subjects, wanted);
BEGIN
	-- most changes of facts change no cap
	IF cardinality(differing) = 0 THEN
		RETURN;
	END IF;
	differing := ARRAY(SELECT DISTINCT CAST(ROW(d.subject_id, d.program, NULL, NULL, NULL, NULL, NULL) AS cap_line)
		FROM pg_catalog.unnest(differing) AS d
		-- of a class or person that is gone no row may be put, and its own goes with it
		WHERE CASE WHEN kind = 'section' THEN EXISTS (SELECT FROM section AS s
				WHERE s.district_id = only_district AND s.section_id = d.subject_id)
			ELSE EXISTS (SELECT FROM employee AS m
				WHERE m.district_id = only_district AND m.employee_id = d.subject_id) END);
	wanted := ARRAY(SELECT w FROM pg_catalog.unnest(wanted) AS w
		JOIN pg_catalog.unnest(differing) AS d ON d.subject_id = w.subject_id AND d.program = w.program);
	IF kind = 'section' THEN
		PERFORM put_section_caps(only_district, differing, wanted);
	ELSE
		PERFORM put_caseload_caps(only_district, differing, wanted);
	END IF;
END
$fill_subjects$;
COMMENT ON FUNCTION fill_subjects(text, int, bigint[]) IS
	'brings the caps of these classes or employees of a district to what limits and '
	'exceptions say; a part of fill_caps()';

-- Those who fill caps of a district wait for each other, so that none overwrites what another knows better; who adds
-- students waits for neither. What was known before the lock was had is not looked at: each statement of PL/pgSQL sees
-- what is there now.
CREATE FUNCTION hold_districts(only_districts int[] DEFAULT NULL) RETURNS int[]
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $hold_districts$
BEGIN
	RETURN ARRAY(SELECT g.district_id FROM guarded_district AS g
		WHERE g.guarded_at IS NOT NULL AND (only_districts IS NULL OR g.district_id = ANY (only_districts))
		ORDER BY g.district_id FOR UPDATE);
END
$hold_districts$;
COMMENT ON FUNCTION hold_districts(int[]) IS
	'which of these districts are guarded; locks them until the transaction ends';

-- whose caps there are in a district, in the order in which they are locked
CREATE FUNCTION cap_subjects(kind text, only_district int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off
AS $cap_subjects$
BEGIN
	IF kind = 'section' THEN
		RETURN ARRAY(SELECT s.section_id FROM section AS s WHERE s.district_id = only_district ORDER BY s.section_id);
	END IF;
	RETURN ARRAY(SELECT e.employee_id FROM employment AS e WHERE e.district_id = only_district
		UNION SELECT c.employee_id FROM caseload_cap AS c WHERE c.district_id = only_district ORDER BY 1);
END
$cap_subjects$;
COMMENT ON FUNCTION cap_subjects(text, int) IS 'the classes or employees of a district that caps may be of';

-- a few hundred at a time, so that every join of what was found is small
CREATE FUNCTION batches(subjects bigint[]) RETURNS TABLE (slice bigint[], done int)
LANGUAGE sql IMMUTABLE ROWS 10
BEGIN ATOMIC
	SELECT batches.subjects[i.first:i.first + 499], least(i.first + 499, cardinality(batches.subjects))
	FROM generate_series(1, cardinality(batches.subjects), 500) AS i (first);
END;
COMMENT ON FUNCTION batches(bigint[]) IS 'these classes or employees, some hundreds a row, and how many that makes';

CREATE FUNCTION fill_places(places int[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_places$
DECLARE
	began timestamptz := clock_timestamp();
	told timestamptz := began;
	name_before text := current_setting('application_name');
	kind text;
	subjects bigint[];
	batch record;
BEGIN
	FOR i IN 1 .. cardinality(places) LOOP
		FOREACH kind IN ARRAY '{section,caseload}'::text[] LOOP
			subjects := cap_subjects(kind, places[i]);
			FOR batch IN SELECT b.* FROM batches(subjects) AS b LOOP
				PERFORM fill_subjects(kind, places[i], batch.slice);
				IF batch.done < cardinality(subjects) THEN
					told := tell_progress(format('%s caps of district %s', kind, places[i]), batch.done,
						cardinality(subjects), began, told);
				END IF;
			END LOOP;
		END LOOP;
		told := tell_progress('caps, districts', i, cardinality(places), began, told);
	END LOOP;
	PERFORM set_config('application_name', name_before, false);
END
$fill_places$;
COMMENT ON FUNCTION fill_places(int[]) IS 'brings all caps of guarded districts that are held to what limits and '
	'exceptions say; a part of fill_caps()';

CREATE FUNCTION fill_caps(only_district int DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_caps$
DECLARE
	places int[];
BEGIN
	PERFORM caseload.check_place(current_schema());
	places := hold_districts(CASE WHEN only_district IS NOT NULL THEN ARRAY[only_district] END);
	IF only_district IS NOT NULL AND places = '{}' THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = format('district %s is not guarded', only_district),
			DETAIL = 'It has no caps.', HINT = format('SELECT guard_district(%s); puts guards on it.', only_district);
	END IF;
	PERFORM fill_places(places);
END
$fill_caps$;
COMMENT ON FUNCTION fill_caps(int) IS
	'brings the caps of all classes and caseloads to what limits and exceptions say, of one guarded district or of all';

-- A contract reaches a district in which somebody is employed under it. All are held first: an employment that another
-- puts in at the same time is seen then, or sees the rule.
CREATE FUNCTION fill_contracts(contracts text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_contracts$
DECLARE
	places int[] := hold_districts();
BEGIN
	PERFORM fill_places(ARRAY(SELECT p.id FROM unnest(places) AS p (id)
		WHERE p.id IN (SELECT e.district_id FROM employment AS e WHERE e.contract = ANY (contracts)) ORDER BY p.id));
END
$fill_contracts$;
COMMENT ON FUNCTION fill_contracts(text[]) IS 'fills the caps of the guarded districts that these contracts reach';

-- the guard's name, by which breaches are recorded
CREATE FUNCTION guard_name(kind text, held_as text) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN guard_name.kind = 'section' THEN 'enrollment_' || guard_name.held_as
		WHEN right(guard_name.held_as, 6) = '_units' THEN 'units_' || split_part(guard_name.held_as, '_', 1)
		ELSE 'caseload_' || guard_name.held_as END;
END;
COMMENT ON FUNCTION guard_name(text, text) IS 'the name of the guard that holds such a cap';

-- what was written while no trigger fired
CREATE FUNCTION stale_cap() RETURNS TABLE (guard text, group_key text[])
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $stale_cap$
BEGIN
	RETURN QUERY
	SELECT guard_name(k.kind, d.held_as), ARRAY[g.district_id::text, d.subject_id::text]
		|| CASE WHEN k.kind = 'caseload' THEN ARRAY[d.program] END
	FROM guarded_district AS g CROSS JOIN (VALUES ('section'), ('caseload')) AS k (kind)
		CROSS JOIN LATERAL batches(cap_subjects(k.kind, g.district_id)) AS b
		CROSS JOIN LATERAL pg_catalog.unnest(differing_caps(k.kind, g.district_id, b.slice,
			wanted_caps(k.kind, g.district_id, b.slice))) AS d
	WHERE g.guarded_at IS NOT NULL AND d.held_as IS NOT NULL;
END
$stale_cap$;
COMMENT ON FUNCTION stale_cap() IS 'groups whose caps are not what limits and exceptions say; fill_caps() mends them';
