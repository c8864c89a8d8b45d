-- Reckoning, day by day and as findings: what the reports show.

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

-- Steps 5 to 7 of everything, so that days and findings are made of one reckoning.
CREATE TYPE outcome_row AS (limit_id bigint, school_year text, district_id int, excess excess_row[],
	remedies remedy_row[],
	amounts amount_row[], pays pay_row[]);

-- Each day that a remedy is paid for, once for all whom it is paid to.
CREATE FUNCTION days_due(outcomes outcome_row[])
RETURNS TABLE (remedy_id bigint, school_year text, day date, due_by date, paid_on date)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT d.remedy_id, d.school_year, d.day, due_day(d.remedy_id, d.school_year, d.day),
		pay_day(d.remedy_id, d.school_year, d.day)
	FROM (SELECT DISTINCT p.remedy_id, o.school_year, p.day
		FROM pg_catalog.unnest(days_due.outcomes) AS o CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p
			JOIN limit_remedy AS r ON r.id = p.remedy_id AND num_nonnulls(r.due_within, r.paid_with) > 0) AS d;
END;

-- A day on which something is too many, or is paid for.
CREATE FUNCTION days_of(outcomes outcome_row[])
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, employee_id bigint,
	day date, measure text, cap numeric, load numeric, over numeric, pay numeric, due_by date, paid_on date)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH outcome AS MATERIALIZED (
		SELECT * FROM pg_catalog.unnest(days_of.outcomes)
	), excess AS MATERIALIZED (
		SELECT o.limit_id, o.school_year, o.district_id, e.*
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.excess) AS e
	), over AS (
		SELECT e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, u.day, caseload.quantity(u.load) AS over,
			min(f.employee_id) AS teacher
		FROM excess AS e JOIN load_limit AS r ON r.id = e.limit_id CROSS JOIN LATERAL caseload.unnest(e.excess) AS u
			LEFT JOIN staffing AS f ON r.scope = 'section' AND f.district_id = e.district_id
				AND f.section_id = e.subject_id
				AND f.role = 'teacher of record' AND f.valid @> u.day
		WHERE caseload.quantity(u.load) > 0
		GROUP BY e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, u.day, caseload.quantity(u.load)
	), dues AS MATERIALIZED (
		SELECT * FROM days_due(days_of.outcomes)
	), paid AS (
		SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.employee_id, p.day, sum(p.pay) AS pay,
			min(d.due_by) AS due_by, max(d.paid_on) AS paid_on
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p
			LEFT JOIN dues AS d ON d.remedy_id = p.remedy_id AND d.school_year = o.school_year AND d.day = p.day
		GROUP BY o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.employee_id, p.day
	)
	SELECT limit_id, school_year, test, district_id, subject_id,
		CASE WHEN p.day IS NOT NULL THEN p.employee_id WHEN r.scope = 'employee' THEN subject_id ELSE o.teacher END,
			day,
		e.measure, caseload.quantity(caseload.load_on(e.cap, day)), caseload.quantity(caseload.load_on(e.load, day)),
		coalesce(o.over, 0), p.pay, p.due_by, p.paid_on
	FROM over AS o FULL JOIN paid AS p USING (limit_id, school_year, test, district_id, subject_id, day)
		JOIN excess AS e USING (limit_id, school_year, test, district_id, subject_id)
		JOIN load_limit AS r ON r.id = limit_id;
END;
COMMENT ON FUNCTION days_of(outcome_row[])
IS 'each counted day with something too many: cap, load, excess and the pay of each payee';

-- When the grievance must be filed: the limit's own deadline, else the contract's. It may run from a day without
-- school.
CREATE FUNCTION grieve_by(contract text, limit_code text, school_year daterange, first_day date, last_day date,
	known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT due_after(d.contract, CASE d.from_event WHEN 'first day' THEN grieve_by.first_day
			WHEN 'last day' THEN grieve_by.last_day
			ELSE lower(coalesce(named_days(d.contract, d.from_event, grieve_by.school_year, grieve_by.known_on),
				counted_days(d.contract, d.from_event, grieve_by.school_year, grieve_by.known_on))) END,
		d.days, d.day_kind, grieve_by.known_on)
	FROM deadline AS d
	WHERE d.contract = grieve_by.contract AND d.stage = 'grievance' AND d.limit_code IN ('*', grieve_by.limit_code)
		AND d.in_force @> grieve_by.first_day AND d.known @> grieve_by.known_on
	ORDER BY d.limit_code = '*' LIMIT 1;
END;
COMMENT ON FUNCTION grieve_by(text, text, daterange, date, date, date)
	IS 'the day by which a grievance over an excess is to be filed';

-- What comes to several days or terms: hours and dollars one after another, of people who are there as many as there
-- are at once.
CREATE FUNCTION added_up(remedy_id bigint, amounts numeric[]) RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $added_up$
DECLARE
	r limit_remedy;
	amount numeric;
	so_far numeric;
	people boolean;
BEGIN
	SELECT * INTO r FROM limit_remedy AS f WHERE f.id = added_up.remedy_id;
	people := r.kind = 'paraprofessional' OR r.kind = 'position';
	IF position(' hours ' IN r.scale::text) + position(' days ' IN r.scale::text)
		+ position(' minutes ' IN r.scale::text) > 0 THEN
		people := false;
	END IF;
	IF r.standing IS NOT NULL THEN
		people := r.standing;
	END IF;
	IF r.base IS NOT NULL OR position('$' IN r.scale::text) > 0 OR position('%' IN r.scale::text) > 0 THEN
		people := false;
	END IF;
	FOREACH amount IN ARRAY coalesce(amounts, '{}') LOOP
		CONTINUE WHEN amount IS NULL;
		so_far := CASE WHEN so_far IS NULL THEN amount WHEN people THEN greatest(so_far, amount)
			ELSE so_far + amount END;
	END LOOP;
	RETURN so_far;
END
$added_up$;

-- A finding is an excess behind the gate of at least one remedy; a limit without remedies is found at once. A remedy
-- whose scale comes to nothing, because its first tier is not reached, does not follow.
CREATE FUNCTION findings_of(outcomes outcome_row[])
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, first_day date, last_day date, measure text, cap numeric, actual numeric, over numeric,
		due boolean,
	worth numeric, quantity numeric, amount_due numeric, due_by date, paid_on date)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH outcome AS MATERIALIZED (
		SELECT * FROM pg_catalog.unnest(findings_of.outcomes)
	), dues AS MATERIALIZED (
		SELECT * FROM days_due(findings_of.outcomes)
	), excess AS MATERIALIZED (
		SELECT o.limit_id, o.school_year, o.district_id, e.*
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.excess) AS e
	), gated AS (
		SELECT o.limit_id, o.school_year, m.test, o.district_id, m.subject_id, m.remedy_id, m.gated
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.remedies) AS m
		UNION ALL
		SELECT e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, NULL, e.excess
		FROM excess AS e WHERE NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = e.limit_id)
	), worst AS (
		SELECT g.limit_id, g.school_year, g.test, g.district_id, g.subject_id, g.remedy_id, min(u.day) AS first_day,
			max(u.day) AS last_day, (array_agg(u.day ORDER BY caseload.quantity(u.load) DESC, u.day))[1] AS worst_day,
			max(caseload.quantity(u.load)) AS over
		FROM gated AS g CROSS JOIN LATERAL caseload.unnest(g.gated) AS u
		WHERE caseload.quantity(u.load) > 0
		GROUP BY g.limit_id, g.school_year, g.test, g.district_id, g.subject_id, g.remedy_id
	), amounts AS (
		SELECT o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id,
			bool_or(a.due AND (a.amount IS NULL OR a.amount > 0)) AS due,
			added_up(a.remedy_id, array_agg(a.amount)) AS worth,
			added_up(a.remedy_id, array_agg(a.amount) FILTER (WHERE NOT a.money AND a.due)) AS quantity,
			bool_and(coalesce(a.amount = 0, false)) AS nothing
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.amounts) AS a
		GROUP BY o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id
	), paid AS (
		SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id, p.employee_id,
			sum(p.pay) AS pay, max(d.paid_on) AS paid_on
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p
			LEFT JOIN dues AS d ON d.remedy_id = p.remedy_id AND d.school_year = o.school_year AND d.day = p.day
		GROUP BY o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id, p.employee_id
	)
	SELECT w.limit_id, w.school_year, w.test, w.district_id, w.subject_id, w.remedy_id,
		CASE WHEN a.limit_id IS NOT NULL THEN a.employee_id WHEN r.scope = 'employee' THEN w.subject_id
			WHEN r.scope = 'section' THEN (SELECT f.employee_id FROM staffing AS f
				WHERE f.district_id = w.district_id AND f.section_id = w.subject_id AND f.role = 'teacher of record'
					AND f.valid @> w.worst_day ORDER BY f.employee_id LIMIT 1) END,
		w.first_day, w.last_day, e.measure, caseload.quantity(caseload.load_on(e.cap, w.worst_day)),
		caseload.quantity(caseload.load_on(e.load, w.worst_day)), w.over,
		w.remedy_id IS NULL OR coalesce(a.due, false), a.worth, a.quantity, p.pay,
		due_day(w.remedy_id, w.school_year, w.first_day), p.paid_on
	FROM worst AS w JOIN excess AS e USING (limit_id, school_year, test, district_id, subject_id)
		JOIN load_limit AS r ON r.id = w.limit_id
		LEFT JOIN amounts AS a USING (limit_id, school_year, test, district_id, subject_id, remedy_id)
		LEFT JOIN paid AS p ON (p.limit_id, p.school_year, p.test, p.district_id, p.subject_id, p.remedy_id)
				= (w.limit_id, w.school_year, w.test, w.district_id, w.subject_id, w.remedy_id)
			AND p.employee_id IS NOT DISTINCT FROM a.employee_id
	WHERE a.nothing IS NOT TRUE;
END;
COMMENT ON FUNCTION findings_of(outcome_row[])
IS 'each excess that something follows from, at its worst, with the remedy and what it comes to';

CREATE FUNCTION all_outcomes(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL) RETURNS outcome_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT array_agg(CAST(ROW(o.limit_id, o.school_year, o.district_id, o.excess, o.remedies, o.amounts, o.pays)
		AS outcome_row))
	FROM reckoned_outcome(all_outcomes.known_on, all_outcomes.only_year) AS o;
END;

CREATE FUNCTION reckoned_day(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, employee_id bigint,
	day date, measure text, cap numeric, load numeric, over numeric, pay numeric, due_by date, paid_on date)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT d.* FROM days_of(all_outcomes(reckoned_day.known_on, reckoned_day.only_year)) AS d;
END;

CREATE FUNCTION reckoned_finding(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, first_day date, last_day date, measure text, cap numeric, actual numeric, over numeric,
		due boolean,
	worth numeric, quantity numeric, amount_due numeric, due_by date, paid_on date)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT f.* FROM findings_of(all_outcomes(reckoned_finding.known_on, reckoned_finding.only_year)) AS f;
END;

-- A test on the students of classes, as against one on cases, tallies or persons.
CREATE FUNCTION counts_classes(limit_id bigint, test smallint) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM limit_manner AS m JOIN load_limit AS l ON l.id = m.limit_id
		WHERE m.limit_id = counts_classes.limit_id AND m.test = counts_classes.test AND NOT m.tallied
			AND m.measure IN ('students', 'seats', 'percent', 'sections')
			AND (l.scope <> 'employee' OR NOT EXISTS (SELECT FROM limit_cap AS c
				WHERE c.id = ANY (m.caps) AND c.program IS NOT NULL)));
END;
COMMENT ON FUNCTION counts_classes(bigint, smallint) IS 'whether a test counts the students of classes';
