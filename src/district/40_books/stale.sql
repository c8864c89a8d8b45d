-- What is stale in this snapshot: the marks, and what stands around them. Everything here asks the tables by key, from
-- the marks on, and is done at once where there is no mark.

CREATE FUNCTION books_fresh() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $books_fresh$
BEGIN
	RETURN caseload.is_empty('mark'::regclass) AND caseload.is_empty('rule_mark'::regclass);
END
$books_fresh$;
COMMENT ON FUNCTION books_fresh() IS 'whether no mark is there at all, so that every kept row is shown';

-- Of which everything is stale, of the limits or of pay: a rule changed and the book has not seen it. A change that
-- names no contract speaks of all of them, and of those that are gone.
CREATE FUNCTION stale_district(about text, only_district int DEFAULT NULL) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_district$
BEGIN
	IF NOT EXISTS (SELECT FROM rule_mark AS m WHERE m.contract IS NULL) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT b.district_id FROM book AS b
	WHERE (only_district IS NULL OR b.district_id = only_district)
		AND EXISTS (SELECT FROM rule_mark AS m WHERE m.contract IS NULL
		AND coalesce(m.about, stale_district.about) = stale_district.about
		AND NOT EXISTS (SELECT FROM rule_mark_seen AS s WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id));
END
$stale_district$;
COMMENT ON FUNCTION stale_district(text, int) IS
	'the districts of which everything about limits, or about pay, is stale';
CREATE FUNCTION stale_contract(about text, only_district int DEFAULT NULL)
RETURNS TABLE (district_id int, contract text)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_contract$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM rule_mark) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT DISTINCT b.district_id, m.contract
	FROM book AS b CROSS JOIN rule_mark AS m
	WHERE (only_district IS NULL OR b.district_id = only_district)
		AND m.contract IS NOT NULL AND coalesce(m.about, stale_contract.about) = stale_contract.about
		AND NOT EXISTS (SELECT FROM rule_mark_seen AS s WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id)
	UNION
	SELECT d.district_id, k.contract FROM stale_district(stale_contract.about, only_district) AS d (district_id)
		CROSS JOIN contract AS k;
END
$stale_contract$;
COMMENT ON FUNCTION stale_contract(text, int) IS
	'the contracts whose rules about limits, or about pay, changed since a district''s book was brought up to date';

-- The marks, each key once: an index is skipped through, for a key may be marked a million times.
CREATE FUNCTION marked_places(only_district int DEFAULT NULL) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
AS $marked_places$
BEGIN
	RETURN QUERY
	WITH RECURSIVE place AS (
		(SELECT d.district_id FROM mark AS d WHERE only_district IS NULL OR d.district_id = only_district
			ORDER BY d.district_id LIMIT 1)
		UNION ALL
		SELECT (SELECT d.district_id FROM mark AS d WHERE d.district_id > p.district_id ORDER BY d.district_id LIMIT 1)
		FROM place AS p WHERE p.district_id IS NOT NULL AND only_district IS NULL
	)
	SELECT p.district_id FROM place AS p WHERE p.district_id IS NOT NULL;
END
$marked_places$;
COMMENT ON FUNCTION marked_places(int) IS 'the districts in which anything is marked';

CREATE FUNCTION marked(scope text, only_district int) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
AS $marked$
BEGIN
	RETURN QUERY
	WITH RECURSIVE key AS (
		(SELECT m.subject_id FROM mark AS m WHERE m.district_id = only_district AND m.scope = marked.scope
			ORDER BY m.subject_id LIMIT 1)
		UNION ALL
		SELECT (SELECT m.subject_id FROM mark AS m WHERE m.district_id = only_district AND m.scope = marked.scope
			AND m.subject_id > k.subject_id ORDER BY m.subject_id LIMIT 1)
		FROM key AS k WHERE k.subject_id IS NOT NULL
	)
	SELECT k.subject_id FROM key AS k WHERE k.subject_id IS NOT NULL;
END
$marked$;
COMMENT ON FUNCTION marked(text, int) IS 'the classes, employees or sites of a district that are marked, each once';

-- What is a student's own counts where he or she sits on its days. Asked by key, of students that may be thousands:
-- those of a new school year.
CREATE TYPE student_mark AS (student_id bigint, valid daterange);
COMMENT ON TYPE student_mark IS 'a student whose own rows changed, and of which days; null: of all';
CREATE FUNCTION marked_students(only_district int) RETURNS student_mark[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $marked_students$
BEGIN
	RETURN ARRAY(SELECT DISTINCT CAST(ROW(m.subject_id, m.valid) AS student_mark) FROM mark AS m
		WHERE m.district_id = only_district AND m.scope = 'student');
END
$marked_students$;
COMMENT ON FUNCTION marked_students(int) IS 'the students of a district that are marked, with the days';

CREATE FUNCTION classes_of(district_id int, students student_mark[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $classes_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(SELECT DISTINCT e.section_id FROM pg_catalog.unnest(students) AS a
		JOIN enrollment AS e ON e.district_id = classes_of.district_id AND e.student_id = ANY (ARRAY[a.student_id])
		WHERE NOT isempty(e.valid * coalesce(a.valid, '(,)')));
END
$classes_of$;
COMMENT ON FUNCTION classes_of(int, student_mark[]) IS 'the classes in which these students sit on these days';

CREATE FUNCTION providers_of(district_id int, students student_mark[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $providers_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(SELECT DISTINCT k.employee_id FROM pg_catalog.unnest(students) AS a
		JOIN case_assignment AS k ON k.district_id = providers_of.district_id
			AND k.student_id = ANY (ARRAY[a.student_id])
		WHERE NOT isempty(k.valid * coalesce(a.valid, '(,)')));
END
$providers_of$;
COMMENT ON FUNCTION providers_of(int, student_mark[]) IS 'on whose caseloads these students are on these days';

-- What a limit sees of a change: `far` where one of its tests looks further than its own subject.
CREATE FUNCTION limit_reach(only_contract text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, contract text, scope text, far text[])
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $limit_reach$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.id, l.contract, l.scope, ARRAY(SELECT u.far
		-- what a row of a clause is paid hangs on its other rows
		FROM load_limit AS o JOIN limit_cap AS c ON c.limit_id = o.id
			CROSS JOIN LATERAL (VALUES (c.wider), (CASE WHEN c.relative_load IS NOT NULL
				-- or leans on a limit that looks at other classes
				OR c.relative_to IS NOT NULL AND EXISTS (SELECT FROM limit_cap AS n
					WHERE n.relative_load IS NOT NULL) THEN 'grade' END),
				-- which sections are one is known from all of the site
				(CASE WHEN o.together <> '{}' THEN 'site' END),
				(CASE WHEN o.together <> '{}' AND o.scope = 'employee' THEN 'class' END)) AS u (far)
		WHERE o.contract = l.contract AND o.code = l.code AND o.scope = l.scope
			AND u.far IS NOT NULL AND u.far <> l.scope
		UNION
		-- what one is paid under a maximum hangs on all the others
		SELECT 'district' FROM load_limit AS o JOIN limit_most AS m ON m.limit_id = o.id
		WHERE o.contract = l.contract AND o.code = l.code AND o.scope = l.scope)
	FROM load_limit AS l WHERE only_contract IS NULL OR l.contract = only_contract;
END
$limit_reach$;
COMMENT ON FUNCTION limit_reach(text) IS 'each limit, with what its tests look at beside its own subjects';

-- Who stands around what changed in one district: the edges between classes and their staff, classes and their sites,
-- employees and the sites where they are employed. `near` is what any limit sees of it, the others what a limit sees
-- whose tests look at whole sites or at all classes of a teacher.
CREATE TYPE around_row AS (sections bigint[], employees bigint[], sites bigint[], site_sections bigint[],
	site_employees bigint[], teacher_sections bigint[]);
COMMENT ON TYPE around_row IS 'the classes, employees and sites that a change reaches';
CREATE FUNCTION around(district_id int, sections bigint[], employees bigint[], sites bigint[]) RETURNS around_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $around$
#variable_conflict use_column
DECLARE
	reached around_row;
	teachers bigint[];
	all_sites bigint[];
BEGIN
	reached.sections := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(around.sections) AS a (id)
		UNION
		SELECT f.section_id FROM pg_catalog.unnest(around.employees) AS a (id)
			JOIN staffing AS f ON f.district_id = around.district_id AND f.employee_id = ANY (ARRAY[a.id])
		UNION
		SELECT s.section_id FROM pg_catalog.unnest(around.sites) AS a (id)
			JOIN section AS s ON s.district_id = around.district_id AND s.site_id = a.id);
	teachers := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(around.employees) AS a (id)
		UNION
		SELECT f.employee_id FROM pg_catalog.unnest(reached.sections) AS a (id)
			JOIN staffing AS f ON f.district_id = around.district_id AND f.section_id = ANY (ARRAY[a.id]));
	reached.employees := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(teachers) AS a (id)
		UNION
		SELECT e.employee_id FROM pg_catalog.unnest(around.sites) AS a (id)
			JOIN employment AS e ON e.district_id = around.district_id AND e.site_id = ANY (ARRAY[a.id]));
	all_sites := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(around.sites) AS a (id)
		UNION
		SELECT s.site_id FROM pg_catalog.unnest(reached.sections) AS a (id)
			JOIN section AS s ON s.district_id = around.district_id AND s.section_id = a.id
		UNION
		SELECT e.site_id FROM pg_catalog.unnest(around.employees) AS a (id)
			JOIN employment AS e ON e.district_id = around.district_id AND e.employee_id = ANY (ARRAY[a.id]));
	reached.sites := all_sites;
	reached.site_sections := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(reached.sections) AS a (id)
		UNION
		SELECT s.section_id FROM pg_catalog.unnest(all_sites) AS a (id)
			JOIN section AS s ON s.district_id = around.district_id AND s.site_id = a.id);
	reached.site_employees := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(reached.employees) AS a (id)
		UNION
		SELECT e.employee_id FROM pg_catalog.unnest(all_sites) AS a (id)
			JOIN employment AS e ON e.district_id = around.district_id AND e.site_id = ANY (ARRAY[a.id]));
	reached.teacher_sections := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(reached.sections) AS a (id)
		UNION
		SELECT f.section_id FROM pg_catalog.unnest(teachers) AS a (id)
			JOIN staffing AS f ON f.district_id = around.district_id AND f.employee_id = ANY (ARRAY[a.id]));
	RETURN reached;
END
$around$;
COMMENT ON FUNCTION around(int, bigint[], bigint[], bigint[]) IS
	'what a change of these classes, employees and sites reaches';

CREATE FUNCTION staff_of(district_id int, sections bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $staff_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(SELECT DISTINCT f.employee_id FROM pg_catalog.unnest(sections) AS a (id)
		JOIN staffing AS f ON f.district_id = staff_of.district_id AND f.section_id = ANY (ARRAY[a.id]));
END
$staff_of$;
COMMENT ON FUNCTION staff_of(int, bigint[]) IS 'whoever has a role in these classes';

-- which subjects of a limit are reached; null: all of the district
CREATE FUNCTION reached_by(scope text, far text[], district_id int, reached around_row) RETURNS bigint[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN 'district' = ANY (reached_by.far) THEN NULL
		WHEN reached_by.scope = 'section' AND reached_by.far && '{site,grade,employee}' THEN
			CASE WHEN reached_by.far <@ '{employee}' THEN (reached_by.reached).teacher_sections
				WHEN 'employee' = ANY (reached_by.far)
					THEN (reached_by.reached).site_sections || (reached_by.reached).teacher_sections
				ELSE (reached_by.reached).site_sections END
		WHEN reached_by.scope = 'section' THEN (reached_by.reached).sections
		WHEN reached_by.scope = 'employee' AND 'class' = ANY (reached_by.far) THEN (reached_by.reached).site_employees
			|| staff_of(reached_by.district_id, (reached_by.reached).site_sections)
		WHEN reached_by.scope = 'employee' AND reached_by.far && '{site,grade}' THEN (reached_by.reached).site_employees
		WHEN reached_by.scope = 'employee' THEN (reached_by.reached).employees
		WHEN reached_by.scope = 'site' THEN (reached_by.reached).sites
		ELSE ARRAY[reached_by.district_id::bigint] END;
END;
COMMENT ON FUNCTION reached_by(text, text[], int, around_row) IS
	'the subjects of a limit that a change reaches; null: all';

-- Where so many failed that the others were left out, nothing says which of these a change mends: all are reckoned.
CREATE FUNCTION cut_short(limit_id bigint, district_id int) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $cut_short$
BEGIN
	RETURN EXISTS (SELECT FROM kept_problem AS k WHERE k.district_id = cut_short.district_id
		AND k.limit_id = cut_short.limit_id AND k.subject_id IS NULL AND k.state = '54000');
END
$cut_short$;
COMMENT ON FUNCTION cut_short(bigint, int) IS 'whether kept answers of a limit were left out because so many failed';

-- Where two thirds of a district's classes are marked one by one, as after an import, following each costs more than
-- reckoning all. Asked at each look: of few nothing is counted.
CREATE FUNCTION mostly_stale(place int, sections bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $mostly_stale$
BEGIN
	RETURN cardinality(sections) >= 100
		AND cardinality(sections) * 3 > (SELECT count(*) FROM section AS s WHERE s.district_id = place) * 2;
END
$mostly_stale$;
COMMENT ON FUNCTION mostly_stale(int, bigint[]) IS
	'whether so many classes of a district are marked that all of it is reckoned';

-- Asked at each look, so not of each site, of which there are many: where books are few, of what lies between them.
CREATE FUNCTION unbooked() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
AS $unbooked$
BEGIN
	RETURN CASE WHEN (SELECT count(*) FROM (SELECT FROM book AS b LIMIT 10) AS b) < 10
		THEN EXISTS (SELECT FROM (
				SELECT b.district_id AS above, lead(b.district_id) OVER (ORDER BY b.district_id) AS below FROM book AS b
				UNION ALL SELECT NULL, min(b.district_id) FROM book AS b) AS g
			WHERE EXISTS (SELECT FROM site AS s WHERE s.district_id > coalesce(g.above::bigint, -3000000000)
				AND s.district_id < coalesce(g.below::bigint, 3000000000)))
		ELSE EXISTS (SELECT FROM site AS s
			WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = s.district_id)) END;
END
$unbooked$;
COMMENT ON FUNCTION unbooked() IS 'whether there is a district that has no book';

-- Where anything is to be reckoned: what a look at one district asks for first, so by a few keys.
CREATE FUNCTION stale_places(about text) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_places$
BEGIN
	IF unbooked() THEN
		RETURN QUERY
		SELECT DISTINCT s.district_id FROM site AS s
		WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = s.district_id);
	END IF;
	IF NOT books_fresh() THEN
		RETURN QUERY
		SELECT b.district_id FROM book AS b
		WHERE b.district_id IN (SELECT m.* FROM marked_places() AS m
			UNION SELECT w.district_id FROM stale_contract(stale_places.about) AS w
			UNION SELECT w.* FROM stale_district(stale_places.about) AS w);
	END IF;
END
$stale_places$;
COMMENT ON FUNCTION stale_places(text) IS
	'the districts of which something, of the limits or of pay, is not kept or stale';

-- What has to be reckoned because it is not kept, or stale: by limit and district, subjects null for all.
CREATE FUNCTION stale_asks(only_district int DEFAULT NULL) RETURNS SETOF ask_row
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_asks$
#variable_conflict use_column
DECLARE
	place int;
	whole text[];
	students student_mark[];
	sections bigint[];
	reached around_row;
BEGIN
	IF only_district IS NOT NULL THEN
		-- of one nothing is asked of the others
		RETURN QUERY
		SELECT l.id, only_district, NULL::bigint[] FROM load_limit AS l
		WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = only_district)
			AND EXISTS (SELECT FROM site AS s WHERE s.district_id = only_district);
	ELSIF unbooked() THEN
		RETURN QUERY
		SELECT l.id, d.district_id, NULL::bigint[]
		FROM (SELECT DISTINCT s.district_id FROM site AS s) AS d CROSS JOIN load_limit AS l
		WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = d.district_id);
	END IF;
	IF books_fresh() THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT l.id, w.district_id, NULL::bigint[]
	FROM stale_contract('limits', only_district) AS w JOIN load_limit AS l ON l.contract = w.contract;
	FOR place IN SELECT m.district_id FROM marked_places(only_district) AS m (district_id)
			JOIN book AS b ON b.district_id = m.district_id LOOP
		whole := ARRAY(SELECT w.contract FROM stale_contract('limits', place) AS w);
		students := marked_students(place);
		sections := ARRAY(SELECT m.id FROM marked('section', place) AS m (id)
			UNION SELECT u.id FROM pg_catalog.unnest(classes_of(place, students)) AS u (id));
		IF mostly_stale(place, sections) THEN
			RETURN QUERY SELECT l.limit_id, place, NULL::bigint[] FROM limit_reach() AS l
			WHERE l.contract <> ALL (whole);
			CONTINUE;
		END IF;
		reached := around(place, sections, ARRAY(SELECT m.id FROM marked('employee', place) AS m (id))
			|| providers_of(place, students), ARRAY(SELECT m.id FROM marked('site', place) AS m (id)));
		RETURN QUERY
		SELECT l.limit_id, place,
			CASE WHEN NOT cut_short(l.limit_id, place) THEN reached_by(l.scope, l.far, place, reached) END
		FROM limit_reach() AS l WHERE l.contract <> ALL (whole);
	END LOOP;
END
$stale_asks$;
COMMENT ON FUNCTION stale_asks(int) IS 'what is to be reckoned because it is not kept or is stale';

-- The same as a kept row is told by it, of the limits or of pay. Each look asks for it once, for all that it leaves
-- out.
CREATE TYPE stale_row AS (level int, district_id int, contract text, limit_id bigint, subject_id bigint);
COMMENT ON TYPE stale_row IS 'what kept rows are stale: of a district, a contract, a limit, or a subject of a limit; '
	'the subjects of limit 0 are employees, of pay. One row has the level alone, which says how many kept rows are '
	'shown: 0 none, 1 those that are not stale, 2 all';
CREATE FUNCTION stale_rows(about text, only_district int DEFAULT NULL) RETURNS SETOF stale_row
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_rows$
#variable_conflict use_column
DECLARE
	asks ask_row[];
BEGIN
	IF books_fresh() THEN
		RETURN NEXT CAST(ROW(2, NULL, NULL, NULL, NULL) AS stale_row);
		RETURN;
	END IF;
	IF about = 'pay' THEN
		asks := ARRAY(SELECT CAST(ROW(0, a.district_id, a.employees) AS ask_row) FROM stale_pay(only_district) AS a
			JOIN book AS b USING (district_id) WHERE a.contract IS NULL OR a.employees IS NOT NULL
			GROUP BY a.district_id, a.employees);
	ELSE
		asks := ARRAY(SELECT a FROM stale_asks(only_district) AS a JOIN book AS b USING (district_id));
	END IF;
	RETURN NEXT CAST(ROW(1, NULL, NULL, NULL, NULL) AS stale_row);
	RETURN QUERY
	SELECT NULL::int, w.district_id, NULL, NULL::bigint, NULL::bigint
	FROM stale_district(stale_rows.about, only_district) AS w (district_id)
	UNION ALL
	SELECT NULL, w.district_id, w.contract, NULL, NULL FROM stale_contract(stale_rows.about, only_district) AS w
	UNION ALL
	SELECT NULL, a.district_id, NULL, a.limit_id, NULL FROM pg_catalog.unnest(asks) AS a WHERE a.subjects IS NULL
	UNION ALL
	SELECT NULL, a.district_id, NULL, a.limit_id, u.id
	FROM pg_catalog.unnest(asks) AS a CROSS JOIN LATERAL pg_catalog.unnest(a.subjects) AS u (id);
END
$stale_rows$;
COMMENT ON FUNCTION stale_rows(text, int) IS 'which kept rows are stale, of the limits or of pay';
REVOKE EXECUTE ON FUNCTION books_fresh(), unbooked(), stale_district(text, int), stale_contract(text, int),
	stale_places(text), stale_asks(int), stale_rows(text, int) FROM PUBLIC;
