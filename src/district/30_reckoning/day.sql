-- Reckoning, day by day and as findings: what the reports show.

-- Past the last year that a calendar has a day is as unknown as an infinite one; no timestamp goes as far as dates do.
CREATE FUNCTION countable_day(day date) RETURNS date
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN isfinite(countable_day.day) AND countable_day.day < '10000-01-01' THEN countable_day.day END;
END;
COMMENT ON FUNCTION countable_day(date) IS 'a day from which years can be counted; NULL if it is infinite or past 9999';

CREATE FUNCTION grade_name(grade int) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE grade_name.grade WHEN -2 THEN 'PK' WHEN -1 THEN 'TK' WHEN 0 THEN 'K' ELSE grade_name.grade::text END;
END;
COMMENT ON FUNCTION grade_name(int) IS 'a grade as it is called: PK, TK, K, 1, ...';

CREATE FUNCTION grades_name(grades int4range) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN lower(grades_name.grades) = upper(grades_name.grades) - 1
		THEN grade_name(lower(grades_name.grades))
		ELSE grade_name(lower(grades_name.grades)) || '-' || grade_name(upper(grades_name.grades) - 1) END;
END;
COMMENT ON FUNCTION grades_name(int4range) IS 'grades as they are called: K, 3-4';

-- Who stands for a class where nobody is paid: its teacher of record, of several on a day the one of the least key.
CREATE TYPE stint_row AS (section_id bigint, valid daterange, employee_id bigint);
COMMENT ON TYPE stint_row IS 'days on which an employee stands for a class';
CREATE FUNCTION teachers_of(district_id int, sections bigint[]) RETURNS stint_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $teachers_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(SELECT CAST(ROW(t.section_id, u.valid, t.employee_id) AS stint_row)
		FROM (SELECT f.section_id, f.employee_id, f.days - coalesce(range_agg(f.days) OVER (PARTITION BY f.section_id
					ORDER BY f.employee_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS days
				FROM (SELECT f.section_id, f.employee_id, range_agg(f.valid) AS days
					FROM pg_catalog.unnest(sections) AS a (id) JOIN staffing AS f
						ON f.district_id = teachers_of.district_id AND f.section_id = ANY (ARRAY[a.id])
						AND f.role = 'teacher of record'
					GROUP BY f.section_id, f.employee_id) AS f) AS t
			CROSS JOIN LATERAL pg_catalog.unnest(t.days) AS u (valid));
END
$teachers_of$;
COMMENT ON FUNCTION teachers_of(int, bigint[]) IS 'who stands for these classes as teacher of record, and when';

-- A day on which something is too many, or is paid for. Joins of what was found before: see caps_of().
CREATE TYPE day_row AS (test smallint, subject_id bigint, employee_id bigint, day date, measure text, cap numeric,
	load numeric, over numeric, pay numeric, due_by date, paid_on date);
COMMENT ON TYPE day_row IS 'a counted day with something too many: cap, load, excess and the pay of one payee';

-- Part of its caller's plan, who must not let it nest loops: see caps_of().
CREATE FUNCTION day_rows(scope text, o outcome_row, taught stint_row[]) RETURNS SETOF day_row
LANGUAGE sql STABLE ROWS 10000
BEGIN ATOMIC
	WITH paid AS MATERIALIZED (
		SELECT p.test, p.subject_id, p.employee_id, p.day, sum(p.pay) AS pay, min(d.due_by) AS due_by,
			max(d.paid_on) AS paid_on
		FROM pg_catalog.unnest((day_rows.o).pays) AS p
			LEFT JOIN pg_catalog.unnest((day_rows.o).dues) AS d ON d.remedy_id = p.remedy_id AND d.day = p.day
		GROUP BY p.test, p.subject_id, p.employee_id, p.day
	)
	SELECT e.test, e.subject_id, CASE WHEN p.day IS NOT NULL THEN p.employee_id
			WHEN day_rows.scope = 'employee' THEN e.subject_id ELSE t.employee_id END,
		u.day, e.measure, u.cap_then, u.load_then, u.over_by, p.pay, p.due_by, p.paid_on
	FROM pg_catalog.unnest((day_rows.o).excess) AS e CROSS JOIN LATERAL caseload.over(e.excess, e.cap, e.load) AS u
		LEFT JOIN paid AS p ON p.test = e.test AND p.subject_id = e.subject_id AND p.day = u.day
		LEFT JOIN pg_catalog.unnest(day_rows.taught) AS t ON t.section_id = e.subject_id AND t.valid @> u.day
			AND p.day IS NULL
	UNION ALL
	-- what is paid for a term stands on a day of its own, if its mean or last is no day with anything too many
	SELECT p.test, p.subject_id, p.employee_id, p.day, e.measure, caseload.quantity(caseload.load_on(e.cap, p.day)),
		caseload.quantity(caseload.load_on(e.load, p.day)), 0, p.pay, p.due_by, p.paid_on
	FROM paid AS p JOIN pg_catalog.unnest((day_rows.o).excess) AS e ON e.test = p.test AND e.subject_id = p.subject_id
	WHERE coalesce(caseload.quantity(caseload.load_on(e.excess, p.day)), 0) <= 0;
END;
COMMENT ON FUNCTION day_rows(text, outcome_row, stint_row[]) IS
	'each counted day with something too many, of some subjects of a limit, for a statement of its own';

CREATE FUNCTION days_of(scope text, o outcome_row, taught stint_row[]) RETURNS SETOF day_row
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $days_of$
BEGIN
	RETURN QUERY SELECT d.* FROM day_rows(days_of.scope, days_of.o, days_of.taught) AS d;
END
$days_of$;
COMMENT ON FUNCTION days_of(text, outcome_row, stint_row[]) IS
	'each counted day with something too many, of some subjects of a limit';

CREATE FUNCTION reckoned_day(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, employee_id bigint,
	day date, measure text, cap numeric, load numeric, over numeric, pay numeric, due_by date, paid_on date)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_day$
	SELECT o.limit_id, o.school_year, d.test, o.district_id, d.subject_id, d.employee_id,
		d.day, d.measure, d.cap, d.load,
		d.over, d.pay, d.due_by, d.paid_on
	FROM outcomes(ask_all(), reckoned_day.known_on, reckoned_day.only_year) AS o
		JOIN load_limit AS r ON r.id = o.limit_id
		CROSS JOIN LATERAL days_of(r.scope, CAST(o AS outcome_row), CASE r.scope WHEN 'section' THEN
			teachers_of(o.district_id, ARRAY(SELECT DISTINCT e.subject_id
					FROM pg_catalog.unnest(o.excess) AS e)) END) AS d;
$reckoned_day$;
COMMENT ON FUNCTION reckoned_day(date, text) IS
	'each counted day with something too many: cap, load, excess and the pay of each payee';

-- When the grievances must be filed: by the limit's own deadline, else the contract's. The days of the calendars are
-- gathered once for all of them.
CREATE FUNCTION grievances_due(contract text, limit_code text, school_year daterange, first_days date[],
	last_days date[], known_on date DEFAULT 'infinity')
RETURNS TABLE (first_day date, last_day date, grieve_by date)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $grievances_due$
#variable_conflict use_column
DECLARE
	school_days datemultirange := (SELECT range_agg(c.days) FROM calendar AS c
		WHERE c.contract = grievances_due.contract AND c.kind = 'student' AND c.known @> grievances_due.known_on);
	duty_days datemultirange;
	duty_years datemultirange;
BEGIN
	SELECT range_agg(c.days), range_agg(c.in_force) INTO duty_days, duty_years FROM calendar AS c
	WHERE c.contract = grievances_due.contract AND c.kind = 'duty' AND c.known @> grievances_due.known_on;
	RETURN QUERY
	WITH stage AS MATERIALIZED (
		SELECT d.in_force, d.limit_code, d.days, d.day_kind, d.from_event, CASE
				WHEN d.from_event NOT IN ('first day', 'last day') THEN lower(coalesce(
					named_days(d.contract, d.from_event, grievances_due.school_year, grievances_due.known_on),
					counted_days(d.contract, d.from_event, grievances_due.school_year, grievances_due.known_on)))
			END AS event
		FROM deadline AS d
		WHERE d.contract = grievances_due.contract AND d.stage = 'grievance'
			AND d.limit_code IN ('*', grievances_due.limit_code) AND d.known @> grievances_due.known_on
	), pair AS MATERIALIZED (
		SELECT DISTINCT ON (p.first_day, p.last_day) p.first_day, p.last_day, d.days, d.day_kind,
			CASE d.from_event WHEN 'first day' THEN p.first_day WHEN 'last day' THEN p.last_day ELSE d.event
			END AS event
		FROM ROWS FROM (pg_catalog.unnest(first_days), pg_catalog.unnest(last_days)) AS p (first_day, last_day)
			JOIN stage AS d ON d.in_force @> p.first_day
		ORDER BY p.first_day, p.last_day, d.limit_code = '*'
	), due AS (
		SELECT e.event, e.days, e.day_kind, CASE
				WHEN e.day_kind = 'calendar' THEN due_after(grievances_due.contract, e.event, e.days, 'calendar')
				WHEN e.day_kind = 'duty' AND duty_years @> e.event THEN due_among(duty_days, e.event, e.days)
				ELSE due_among(school_days, e.event, e.days) END AS grieve_by
		FROM (SELECT DISTINCT p.event, p.days, p.day_kind FROM pair AS p) AS e
	)
	SELECT p.first_day, p.last_day, e.grieve_by
	FROM pair AS p JOIN due AS e ON e.event = p.event AND e.days = p.days AND e.day_kind = p.day_kind;
END
$grievances_due$;
COMMENT ON FUNCTION grievances_due(text, text, daterange, date[], date[], date) IS
	'the days by which grievances over excesses are to be filed; no row where the contract has no deadline';

CREATE FUNCTION grieve_by(contract text, limit_code text, school_year daterange, first_day date, last_day date,
	known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT g.grieve_by FROM grievances_due(grieve_by.contract, grieve_by.limit_code, grieve_by.school_year,
		ARRAY[grieve_by.first_day], ARRAY[grieve_by.last_day], grieve_by.known_on) AS g;
END;
COMMENT ON FUNCTION grieve_by(text, text, daterange, date, date, date) IS
	'the day by which a grievance over an excess is to be filed';

-- A finding is an excess behind the gate of at least one remedy; a limit without remedies is found at once. A
-- remedy that comes to nothing, its band not reached, is none.
CREATE TYPE finding_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, first_day date,
	last_day date, measure text, cap numeric, actual numeric, over numeric,
	due boolean, worth numeric, quantity numeric,
	amount_due numeric, due_by date, paid_on date);
COMMENT ON TYPE finding_row IS
	'an excess that something follows from, at its worst, with the remedy and what it comes to';
CREATE FUNCTION findings_of(scope text, o outcome_row, taught stint_row[]) RETURNS SETOF finding_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $findings_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH remedy AS MATERIALIZED (
		SELECT r.id, r.base IS NULL AND is_standing(r.standing, r.kind, r.scale) AS stands
		FROM limit_remedy AS r WHERE r.limit_id = o.limit_id
	), gated AS (
		SELECT m.test, m.subject_id, m.remedy_id, m.gated FROM pg_catalog.unnest(o.remedies) AS m
		UNION ALL
		SELECT e.test, e.subject_id, NULL, e.excess FROM pg_catalog.unnest(o.excess) AS e
		WHERE NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = o.limit_id)
	), worst AS MATERIALIZED (
		SELECT g.test, g.subject_id, g.remedy_id, u.first_day, u.last_day, u.worst_day, u.over_by
		FROM gated AS g CROSS JOIN LATERAL caseload.worst(g.gated) AS u WHERE u.first_day IS NOT NULL
	), amounts AS (
		SELECT a.test, a.subject_id, a.remedy_id, a.employee_id,
			bool_or(a.due AND (a.amount IS NULL OR a.amount > 0)) AS due,
			CASE WHEN r.stands THEN max(a.amount) ELSE sum(a.amount) END AS worth,
			CASE WHEN r.stands THEN max(a.amount) FILTER (WHERE a.due)
				ELSE sum(a.amount) FILTER (WHERE NOT a.money AND a.due) END AS quantity
		FROM pg_catalog.unnest(o.amounts) AS a JOIN remedy AS r ON r.id = a.remedy_id
		GROUP BY a.test, a.subject_id, a.remedy_id, a.employee_id, r.stands
	), paid AS (
		SELECT p.test, p.subject_id, p.remedy_id, coalesce(p.employee_id, 0) AS payee, sum(p.pay) AS pay,
			max(d.paid_on) AS paid_on
		FROM pg_catalog.unnest(o.pays) AS p
			LEFT JOIN pg_catalog.unnest(o.dues) AS d ON d.remedy_id = p.remedy_id AND d.day = p.day
		GROUP BY p.test, p.subject_id, p.remedy_id, p.employee_id
	)
	SELECT w.test, w.subject_id, w.remedy_id, CASE WHEN a.subject_id IS NOT NULL THEN a.employee_id
			WHEN findings_of.scope = 'employee' THEN w.subject_id ELSE t.employee_id END,
		w.first_day, w.last_day, e.measure, caseload.quantity(caseload.load_on(e.cap, w.worst_day)),
		caseload.quantity(caseload.load_on(e.load, w.worst_day)), w.over_by,
		w.remedy_id IS NULL OR coalesce(a.due, false), a.worth, a.quantity, p.pay, d.due_by,
		p.paid_on
	FROM worst AS w JOIN pg_catalog.unnest(o.excess) AS e USING (test, subject_id)
		LEFT JOIN amounts AS a ON a.test = w.test AND a.subject_id = w.subject_id AND a.remedy_id = w.remedy_id
		LEFT JOIN paid AS p ON p.test = w.test AND p.subject_id = w.subject_id AND p.remedy_id = w.remedy_id
			AND p.payee = coalesce(a.employee_id, 0)
		LEFT JOIN pg_catalog.unnest(o.dues) AS d ON d.remedy_id = w.remedy_id AND d.day = w.first_day
		LEFT JOIN pg_catalog.unnest(taught) AS t ON t.section_id = w.subject_id AND t.valid @> w.worst_day
	WHERE a.worth IS DISTINCT FROM 0;
END
$findings_of$;
COMMENT ON FUNCTION findings_of(text, outcome_row, stint_row[]) IS
	'each excess that something follows from, of some subjects of a limit';

CREATE FUNCTION reckoned_finding(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, first_day date, last_day date, measure text, cap numeric,
	actual numeric, over numeric, due boolean,
	worth numeric, quantity numeric, amount_due numeric, due_by date, paid_on date)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_finding$
	SELECT o.limit_id, o.school_year, f.test, o.district_id, f.subject_id, f.remedy_id, f.employee_id, f.first_day,
		f.last_day, f.measure, f.cap, f.actual, f.over, f.due, f.worth, f.quantity, f.amount_due, f.due_by,
		f.paid_on
	FROM outcomes(ask_all(), reckoned_finding.known_on, reckoned_finding.only_year) AS o
		JOIN load_limit AS r ON r.id = o.limit_id
		CROSS JOIN LATERAL findings_of(r.scope, CAST(o AS outcome_row), CASE r.scope WHEN 'section' THEN
			teachers_of(o.district_id, ARRAY(SELECT DISTINCT e.subject_id
					FROM pg_catalog.unnest(o.excess) AS e)) END) AS f;
$reckoned_finding$;
COMMENT ON FUNCTION reckoned_finding(date, text) IS
	'each excess that something follows from, at its worst, with the remedy and what it comes to';

-- A test on the students of classes, as against one on cases, tallies or persons.
CREATE FUNCTION class_tests(limit_id bigint) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $class_tests$
BEGIN
	RETURN ARRAY(SELECT DISTINCT m.test FROM limit_manner AS m JOIN load_limit AS l ON l.id = m.limit_id
		WHERE m.limit_id = class_tests.limit_id AND NOT m.tallied
			AND m.measure IN ('students', 'seats', 'percent', 'sections')
			AND (l.scope <> 'employee' OR NOT EXISTS (SELECT FROM limit_cap AS c
				WHERE c.limit_id = class_tests.limit_id AND c.id = ANY (m.caps) AND c.program IS NOT NULL)));
END
$class_tests$;
COMMENT ON FUNCTION class_tests(bigint) IS 'the tests of a limit that count the students of classes';

CREATE FUNCTION counts_classes(limit_id bigint, test smallint) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT counts_classes.test = ANY (class_tests(counts_classes.limit_id));
END;
COMMENT ON FUNCTION counts_classes(bigint, smallint) IS 'whether a test counts the students of classes';
