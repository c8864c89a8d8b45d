-- The reports' rows of what was reckoned. Names are found once for each person and place, and not for each day.

CREATE TYPE person_row AS (employee_id bigint, employee_name varchar(120));
COMMENT ON TYPE person_row IS 'the name of an employee';
CREATE TYPE place_row AS (key_id bigint, valid daterange, site_id bigint,
	site_name varchar(80), section_name varchar(80),
	grade text, program text);
COMMENT ON TYPE place_row IS
	'where a class is (key_id: the class), a site, or where an employee works (key_id: the employee)';
CREATE TYPE served_row AS (subject_id bigint, test smallint, programs text[], days datemultirange[]);
COMMENT ON TYPE served_row IS 'the programs of a limit that an employee serves, and when';

-- What the days of a class or person have in common, with names: one test, one payee, one place, the same programs.
CREATE TYPE alike_row AS (alike int, test smallint, subject_id bigint, measure text, payee bigint, valid daterange,
	site_id bigint, site_name varchar(80), employee_name varchar(120), section_name varchar(80), grade varchar(8),
	program varchar(120));
COMMENT ON TYPE alike_row IS 'days that are alike but for their numbers: the payee, 0 for none, on the days of valid';
CREATE TYPE alike_day AS (alike int, day date, cap numeric(12,2), load numeric(12,2), over_by numeric(12,2),
	pay numeric(12,2), due_by date, paid_on date);
COMMENT ON TYPE alike_day IS 'a counted day with something too many, and what it has in common with others';

CREATE FUNCTION places_of(scope text, district_id int, subjects bigint[], employees bigint[]) RETURNS place_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $places_of$
#variable_conflict use_column
BEGIN
	CASE places_of.scope
	WHEN 'section' THEN
		RETURN ARRAY(SELECT CAST(ROW(s.section_id, '(,)', s.site_id, t.site_name, s.section_name,
					grades_name(s.grades), s.program)
				AS place_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN section AS s ON s.district_id = places_of.district_id AND s.section_id = a.id
				JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id);
	WHEN 'site' THEN
		RETURN ARRAY(SELECT CAST(ROW(t.site_id, '(,)', t.site_id, t.site_name, NULL, NULL, NULL) AS place_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN site AS t ON t.district_id = places_of.district_id AND t.site_id = a.id);
	ELSE
		-- of several places of work on a day, the one of the least key
		RETURN ARRAY(SELECT CAST(ROW(e.employee_id, u.valid, e.site_id, t.site_name, NULL, NULL, NULL) AS place_row)
			FROM (SELECT w.employee_id, w.site_id, w.days - coalesce(range_agg(w.days) OVER (PARTITION BY w.employee_id
						ORDER BY w.site_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS days
					FROM (SELECT e.employee_id, e.site_id, range_agg(e.valid) AS days
						FROM pg_catalog.unnest(employees) AS a (id)
							JOIN employment AS e ON e.district_id = places_of.district_id
								AND e.employee_id = ANY (ARRAY[a.id])
						GROUP BY e.employee_id, e.site_id) AS w) AS e
				JOIN site AS t ON t.district_id = places_of.district_id AND t.site_id = e.site_id
				CROSS JOIN LATERAL pg_catalog.unnest(e.days) AS u (valid));
	END CASE;
END
$places_of$;
COMMENT ON FUNCTION places_of(text, int, bigint[], bigint[]) IS 'where these classes are, or these people work';

CREATE FUNCTION served_by(l limit_year, district_id int, subjects bigint[]) RETURNS served_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $served_by$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		SELECT CAST(ROW(s.subject_id, s.test, array_agg(s.program ORDER BY s.program),
				array_agg(s.days ORDER BY s.program))
			AS served_row)
		FROM (SELECT p.subject_id, c.test, p.program, range_agg(p.valid) AS days
			FROM profile(l, 'employee', served_by.district_id, subjects) AS p
				JOIN (SELECT DISTINCT n.test, n.program FROM limit_cap AS n WHERE n.limit_id = l.limit_id) AS c
				ON c.program = p.program
			GROUP BY p.subject_id, c.test, p.program) AS s
		GROUP BY s.subject_id, s.test);
END
$served_by$;
COMMENT ON FUNCTION served_by(limit_year, int, bigint[]) IS
	'the programs of a limit that these employees serve, and when';

-- Whatever days may have in common: each payee in each place on the days of it, with each set of programs on its days,
-- and on all other days without. Joins of what was found before: see caps_of().
CREATE FUNCTION alike_pieces(scope text, year daterange, o outcome_row, tests smallint[], payees stint_row[],
	persons person_row[], places place_row[], served served_row[])
RETURNS alike_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $alike_pieces$
#variable_conflict use_column
DECLARE
	by_subject boolean := alike_pieces.scope IN ('section', 'site');
BEGIN
	RETURN ARRAY(
		WITH place AS (
			SELECT p.key_id, p.valid, p.site_id, p.site_name, p.section_name, p.grade, p.program
			FROM pg_catalog.unnest(places) AS p
			UNION ALL
			SELECT k.key_id, u.valid, NULL, NULL, NULL, NULL, NULL
			FROM (SELECT p.employee_id AS key_id FROM pg_catalog.unnest(payees) AS p WHERE NOT by_subject
					UNION SELECT p.section_id FROM pg_catalog.unnest(payees) AS p WHERE by_subject) AS k
				LEFT JOIN (SELECT p.key_id, range_agg(p.valid) AS days FROM pg_catalog.unnest(places) AS p
					GROUP BY p.key_id) AS h ON h.key_id = k.key_id
				CROSS JOIN LATERAL pg_catalog.unnest('{(,)}' - coalesce(h.days, '{}')) AS u (valid)
		), edge AS (
			SELECT v.subject_id, v.test, b.day
			FROM pg_catalog.unnest(served) AS v CROSS JOIN LATERAL pg_catalog.unnest(v.days) AS d (days)
				CROSS JOIN LATERAL pg_catalog.unnest(d.days) AS r (days)
				CROSS JOIN LATERAL (VALUES (lower(r.days)), (upper(r.days))) AS b (day)
			UNION
			SELECT v.subject_id, v.test, NULL FROM pg_catalog.unnest(served) AS v
		), piece AS (
			-- from each day on which a program begins or ends to the next; the first from ever on
			SELECT e.subject_id, e.test, daterange(e.day,
				lead(e.day) OVER (PARTITION BY e.subject_id, e.test ORDER BY e.day NULLS FIRST)) AS valid
			FROM edge AS e
		), program AS (
			SELECT s.subject_id, s.test, s.valid, (SELECT string_agg(u.program, ', ' ORDER BY u.program)
					FROM ROWS FROM (pg_catalog.unnest(v.programs), pg_catalog.unnest(v.days)) AS u (program, days)
					WHERE u.days @> s.valid) AS program
			FROM piece AS s JOIN pg_catalog.unnest(served) AS v ON v.subject_id = s.subject_id AND v.test = s.test
			WHERE NOT isempty(s.valid)
		)
		SELECT CAST(ROW(row_number() OVER (), e.test, e.subject_id, e.measure, w.employee_id,
				p.valid * coalesce(g.valid, '(,)') * alike_pieces.year, p.site_id, p.site_name, m.employee_name,
				p.section_name, p.grade,
				CASE WHEN alike_pieces.scope <> 'employee' THEN p.program ELSE g.program END) AS alike_row)
		FROM pg_catalog.unnest(o.excess) AS e
			JOIN pg_catalog.unnest(payees) AS w ON w.section_id = e.subject_id
			JOIN place AS p ON p.key_id = CASE WHEN by_subject THEN e.subject_id ELSE w.employee_id END
			LEFT JOIN program AS g ON g.subject_id = e.subject_id AND g.test = e.test
			LEFT JOIN pg_catalog.unnest(persons) AS m ON m.employee_id = w.employee_id
		WHERE e.test = ANY (tests) AND NOT isempty(p.valid * coalesce(g.valid, '(,)') * alike_pieces.year));
END
$alike_pieces$;
COMMENT ON FUNCTION alike_pieces(text, daterange, outcome_row, smallint[], stint_row[], person_row[], place_row[],
	served_row[]) IS
	'what days of some tests may have in common';

CREATE FUNCTION alike_of(l limit_year, o outcome_row, taught stint_row[], tests smallint[]) RETURNS alike_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $alike_of$
#variable_conflict use_column
DECLARE
	subjects bigint[] := ARRAY(SELECT DISTINCT e.subject_id
		FROM pg_catalog.unnest(o.excess) AS e WHERE e.test = ANY (tests));
	payees stint_row[];
	employees bigint[];
	persons person_row[];
	served served_row[];
BEGIN
	IF cardinality(subjects) = 0 THEN
		RETURN '{}';
	END IF;
	-- who is paid, or stands for a class, or nobody
	payees := ARRAY(SELECT CAST(ROW(w.subject_id, NULL, w.employee_id) AS stint_row)
		FROM (SELECT p.subject_id, coalesce(p.employee_id, 0) AS employee_id FROM pg_catalog.unnest(o.pays) AS p
				UNION SELECT t.section_id, t.employee_id FROM pg_catalog.unnest(taught) AS t
				UNION SELECT a.id, CASE l.scope WHEN 'employee' THEN a.id ELSE 0 END
				FROM pg_catalog.unnest(subjects) AS a (id)) AS w);
	employees := ARRAY(SELECT DISTINCT p.employee_id FROM pg_catalog.unnest(payees) AS p WHERE p.employee_id <> 0);
	persons := ARRAY(SELECT CAST(ROW(m.employee_id, m.employee_name) AS person_row)
		FROM pg_catalog.unnest(employees) AS a (id)
			JOIN employee AS m ON m.district_id = o.district_id AND m.employee_id = a.id);
	IF l.scope = 'employee' THEN
		served := served_by(l, o.district_id, subjects);
	END IF;
	RETURN alike_pieces(l.scope, l.year, o, tests, payees, persons,
		places_of(l.scope, o.district_id, subjects, employees), served);
END
$alike_of$;
COMMENT ON FUNCTION alike_of(limit_year, outcome_row, stint_row[], smallint[]) IS
	'what days of some subjects and tests of a limit may have in common, with names';

-- Part of its caller's plan, who must not let it nest loops: see caps_of().
CREATE FUNCTION alike_days(scope text, o outcome_row, taught stint_row[], alike alike_row[]) RETURNS SETOF alike_day
LANGUAGE sql STABLE ROWS 10000
BEGIN ATOMIC
	SELECT a.alike, d.day, d.cap::numeric(12,2), d.load::numeric(12,2), d.over::numeric(12,2), d.pay::numeric(12,2),
		d.due_by, d.paid_on
	FROM day_rows(alike_days.scope, alike_days.o, alike_days.taught) AS d
		JOIN pg_catalog.unnest(alike_days.alike) AS a ON a.subject_id = d.subject_id
			AND a.payee = coalesce(d.employee_id, 0) AND a.test = d.test AND a.measure = d.measure AND a.valid @> d.day;
END;
COMMENT ON FUNCTION alike_days(text, outcome_row, stint_row[], alike_row[]) IS
	'each counted day with something too many, and what it has in common with others, for a statement of its own';

CREATE FUNCTION named_days(scope text, o outcome_row, taught stint_row[], alike alike_row[]) RETURNS SETOF alike_day
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $named_days$
BEGIN
	RETURN QUERY SELECT d.* FROM alike_days(named_days.scope, o, taught, named_days.alike) AS d;
END
$named_days$;
COMMENT ON FUNCTION named_days(text, outcome_row, stint_row[], alike_row[]) IS
	'each counted day with something too many, and what it has in common with others';

CREATE FUNCTION alike_subjects(l limit_year, o outcome_row, alike alike_row[]) RETURNS SETOF kept_class_size_subject
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT a.alike::bigint, (alike_subjects.l).limit_id, (alike_subjects.o).district_id, a.subject_id, a.test,
		(alike_subjects.l).contract, (alike_subjects.l).school_year::varchar(7), a.site_id, a.site_name,
		NULLIF(a.payee, 0), a.employee_name, CASE (alike_subjects.l).scope WHEN 'section' THEN a.subject_id END,
		a.section_name, a.grade, a.program, r.title::varchar(120), a.measure::varchar(16), r.citation
	FROM pg_catalog.unnest(alike_subjects.alike) AS a JOIN load_limit AS r ON r.id = (alike_subjects.l).limit_id;
END;
COMMENT ON FUNCTION alike_subjects(limit_year, outcome_row, alike_row[]) IS
	'what days have in common, as it is kept; by numbers of their own';

CREATE FUNCTION named_findings(l limit_year, o outcome_row, taught stint_row[]) RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $named_findings$
#variable_conflict use_column
DECLARE
	findings finding_row[] := ARRAY(SELECT f FROM findings_of(l.scope, o, taught) AS f);
BEGIN
	RETURN QUERY
	WITH due AS MATERIALIZED (
		SELECT d.* FROM grievances_due(l.contract, l.code, l.year,
			ARRAY(SELECT f.first_day FROM pg_catalog.unnest(findings) AS f),
			ARRAY(SELECT f.last_day FROM pg_catalog.unnest(findings) AS f), l.known_on) AS d
	), test AS MATERIALIZED (
		SELECT DISTINCT ON (c.test) c.test, c.binds FROM limit_cap AS c
		WHERE c.limit_id = l.limit_id ORDER BY c.test, c.id
	)
	SELECT r.id, o.district_id, f.subject_id, f.test, f.remedy_id, r.contract, o.school_year::varchar(7),
		(CASE WHEN f.test = ANY (l.class_tests) THEN 'class size' WHEN r.scope IN ('site', 'district')
			OR k.binds = 'under' THEN 'staffing'
			ELSE 'caseload' END)::varchar(16),
		r.title::varchar(120), w.site_id, t.site_name, f.employee_id, m.employee_name, s.section_id, s.section_name,
		f.first_day, f.last_day, f.measure::varchar(16), f.cap::numeric(12,2), f.actual::numeric(12,2),
		f.over::numeric(12,2), r.strictness::varchar(8), q.kind::varchar(20),
		concat_ws(': ', q.kind, q.scale::text)::varchar(200), q.choice::varchar(40), f.due, f.worth::numeric(12,2),
		f.quantity::numeric(12,2), f.amount_due::numeric(12,2), r.citation,
		d.grieve_by, r.note, f.due_by, f.paid_on
	FROM pg_catalog.unnest(findings) AS f JOIN load_limit AS r ON r.id = l.limit_id
		LEFT JOIN due AS d ON d.first_day = f.first_day AND d.last_day = f.last_day
		JOIN test AS k ON k.test = f.test
		LEFT JOIN limit_remedy AS q ON q.id = f.remedy_id
		LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = o.district_id AND s.section_id = f.subject_id
		LEFT JOIN employee AS m ON m.district_id = o.district_id AND m.employee_id = f.employee_id
		CROSS JOIN LATERAL (SELECT CASE l.scope WHEN 'section' THEN s.site_id WHEN 'site' THEN f.subject_id
			WHEN 'employee' THEN (SELECT min(e.site_id) FROM employment AS e
				WHERE e.district_id = o.district_id AND e.employee_id = ANY (ARRAY[f.subject_id])
					AND e.valid @> f.first_day) END AS site_id) AS w
		LEFT JOIN site AS t ON t.district_id = o.district_id AND t.site_id = w.site_id;
END
$named_findings$;
COMMENT ON FUNCTION named_findings(limit_year, outcome_row, stint_row[]) IS
	'each excess that something follows from, of some subjects of a limit, with names';

CREATE FUNCTION named_problems(o outcome_row) RETURNS SETOF kept_problem
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $named_problems$
	SELECT l.id, named_problems.o.district_id, p.subject_id, l.contract,
		named_problems.o.school_year, l.code, p.remedy_id,
		p.employee_id, p.state, p.problem
	FROM pg_catalog.unnest(named_problems.o.problems) AS p JOIN load_limit AS l ON l.id = named_problems.o.limit_id;
$named_problems$;
COMMENT ON FUNCTION named_problems(outcome_row) IS 'what could not be reckoned, of some subjects of a limit';
