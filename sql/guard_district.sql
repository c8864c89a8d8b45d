-- The guards of a district: caps from limits and exceptions, held as students and cases go in, and kept current.
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('guarded', contract => 'waterford');
SET search_path = guarded, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', '2019-20', '[2019-07-01,2020-07-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 7) AS w, CAST(date '2019-08-19' + 7 * w AS date) AS d), 'made up';
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'Thursdays', in_force, weekly_days(days, 4, first_full_week(2019, 9)), 'Article XXVI.D' FROM calendar;
INSERT INTO site (site_id, site_name) VALUES (1, 'Moon'), (2, 'Whitehead');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 6) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, fte)
SELECT n, 1, 'waterford', 'teacher', 'V-5', '[2019-07-01,2020-07-01)',
	CASE n WHEN 3 THEN 0.5 ELSE 1 END FROM generate_series(1, 5) AS n;
INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT n, 1, 'Class ' || n, '[1,1]', '[2019-08-19,2020-05-30)' FROM generate_series(1, 4) AS n;
CREATE FUNCTION students(class bigint, first int, many int, days daterange DEFAULT '[2019-08-19,2020-05-30)')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO enrollment (section_id, student_id, valid)
	SELECT class, class * 1000 + n, days FROM generate_series(first, first + many - 1) AS n;
$$;
CREATE FUNCTION cases(employee bigint, program text, first int, many int, attributes jsonb DEFAULT '{}',
	goal_areas numeric DEFAULT 1) RETURNS void LANGUAGE sql AS $$
	INSERT INTO case_assignment (employee_id, student_id, program, valid, attributes, goal_areas)
	SELECT employee, n, program, '[2019-08-19,2020-05-30)', attributes, goal_areas
	FROM generate_series(first, first + many - 1) AS n;
$$;

-- what is held, and why not
SELECT code, strictness, held, reason, count(*) FROM guarded_limit GROUP BY 1, 2, 3, 4 ORDER BY 1, 2;
\set VERBOSITY sqlstate
SELECT * FROM check_caps('guarded');
SELECT * FROM check_caps('no_such_thing');
\set VERBOSITY default
-- history goes in as it was; the guard says what it finds
SELECT students(1, 1, 26);
SELECT guard_district();
SELECT section_id, hard, paid, paid_citation, advisory FROM section_cap ORDER BY 1;
SELECT held_as, valid, up_to FROM section_cap_lift WHERE section_id = 1 ORDER BY valid;
SELECT guard, group_key, days, load, cap, strictness, citation FROM check_caps('guarded') ORDER BY 2, 3;
-- the table by itself, as ever
SELECT count(*) FROM check_caps('guarded.enrollment');
SELECT count(*) FROM check_caps('enrollment');

-- Waterford pays above 25 on Thursdays: the 26th comes in, is said and recorded. From a Friday to a Tuesday nobody
-- counts.
SET client_min_messages = notice;
SELECT students(2, 1, 25);
SELECT students(2, 26, 1, '[2019-09-20,2019-09-24)');
SELECT students(2, 27, 1, '[2019-09-24,2019-10-01)');
SET client_min_messages = warning;
SELECT guard, group_key, first_day, last_day, load, cap, strictness, citation, recorded_by = current_user AS by_me,
	recorded_at > now() - interval '1 hour' AS now FROM cap_breach ORDER BY 1, 2;

-- A hard limit of 27, made up, comes in while the guard is on: from then on the 28th is refused. One that is
-- broken already is not taken.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('waterford', 'fire-code', 'Fire code', '[2019-07-01,2020-07-01)', 'section', 'hard', 'Made up 1');
INSERT INTO limit_cap (limit_id, number) SELECT id, '25 students' FROM load_limit WHERE code = 'fire-code';
INSERT INTO limit_cap (limit_id, number) SELECT id, '27 students' FROM load_limit WHERE code = 'fire-code';
SELECT section_id, hard, hard_citation, paid FROM section_cap ORDER BY 1;
SELECT students(1, 27, 1);
SELECT students(1, 28, 1);
\set VERBOSITY sqlstate
SELECT students(1, 28, 1);
\set VERBOSITY default
-- a new class is held from its first row
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(5, 1, 'Class 5', '[4,4]', '[2019-08-19,2020-05-30)');
SELECT students(5, 1, 28);
SELECT students(5, 1, 27);
-- one at a school without anybody of the contract is not
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(6, 2, 'Class 6', '[4,4]', '[2019-08-19,2020-05-30)');
SELECT hard, paid FROM section_cap WHERE section_id = 6;
-- until somebody works there
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(6, 2, 'waterford', 'teacher', 'V-5', '[2019-07-01,2020-07-01)');
SELECT hard, paid FROM section_cap WHERE section_id = 6;
UPDATE section SET grades = '[8,8]' WHERE section_id = 6;
SELECT hard, paid FROM section_cap WHERE section_id = 6;

-- A waiver, with consent and reason, for October: 29, and no longer.
INSERT INTO exception (limit_id, section_id, valid, number, reason, consented_by, agreed_on)
SELECT id, 1, '[2019-10-01,2019-11-01)', '29 students', 'a class next door is flooded', 'the teacher', '2019-09-28'
FROM load_limit WHERE code = 'fire-code';
SELECT held_as, valid, up_to FROM section_cap_lift WHERE section_id = 1 AND held_as = 'hard' ORDER BY valid;
SELECT students(1, 31, 2, '[2019-10-01,2019-11-01)');
SELECT students(1, 33, 1, '[2019-10-01,2019-11-01)');
SELECT students(1, 33, 1, '[2019-10-31,2019-11-02)');
SELECT students(1, 33, 1, '[2019-11-01,2019-11-02)');
-- it is not revoked while it is used, nor cut short; a lower number is refused where there are more already
DELETE FROM exception;
UPDATE exception SET valid = '[2019-10-01,2019-10-15)';
UPDATE limit_cap SET number = '26 students' FROM load_limit AS l WHERE l.id = limit_id AND l.code = 'fire-code';
-- a council's lower number for one class, and one that lifts the limit altogether
INSERT INTO exception (limit_id, section_id, valid, number, reason)
SELECT id, 3, '[2019-09-01,2019-10-01)', '20 students', 'the room is small' FROM load_limit WHERE code = 'fire-code';
SELECT s.hard, l.valid, l.up_to FROM section_cap AS s JOIN section_cap_lift AS l USING (section_id)
WHERE section_id = 3 AND held_as = 'hard' ORDER BY valid;
SELECT students(3, 1, 21);
SELECT students(3, 1, 21, '[2019-10-01,2020-05-30)');
INSERT INTO exception (limit_id, site_id, valid, reason)
SELECT id, 1, '[2019-12-01,2019-12-08)', 'the fire marshal was there' FROM load_limit WHERE code = 'fire-code';
SELECT students(3, 31, 40, '[2019-12-02,2019-12-03)');
-- and the limit's last day comes forward, which lets more in
UPDATE load_limit SET in_force = '[2019-07-01,2020-05-01)' WHERE code = 'fire-code';
SELECT students(1, 40, 1, '[2020-05-01,2020-05-02)');

-- Caseloads: by person and program, whatever level the case has; a half position has half the number.
SELECT employee_id, program, hard, hard_citation, advisory FROM caseload_cap
WHERE employee_id IN (2, 3) AND program IN ('RSP', 'DIS SPEECH', 'DIS OCCUPATIONAL', 'DIS PE') ORDER BY 1, 2;
SELECT cases(2, 'RSP', 1, 28, '{"level": "Primary"}');
SELECT cases(2, 'RSP', 29, 1, '{"level": "Inter."}');
SELECT cases(3, 'DIS SPEECH', 101, 27, '{"level": "Primary"}');
SELECT cases(3, 'DIS SPEECH', 128, 1, '{"level": "Primary"}');
UPDATE employment SET fte = 1 WHERE employee_id = 3;
SELECT cases(3, 'DIS SPEECH', 128, 1, '{"level": "Primary"}');
UPDATE employment SET fte = 0.5 WHERE employee_id = 3;
-- cases move, and the one that takes them has room or not
UPDATE case_assignment SET employee_id = 2, program = 'RSP' WHERE student_id = 128;
UPDATE case_assignment SET employee_id = 4 WHERE employee_id = 3;
-- a program that no limit knows has a row to wait at, and no cap
SELECT cases(4, 'Braille', 1, 50);
SELECT hard, paid, advisory FROM caseload_cap WHERE employee_id = 4 AND program = 'Braille';
INSERT INTO limit_cap (limit_id, program, number)
SELECT id, 'Braille', '49 students' FROM load_limit WHERE code = 'selpa-state-maximum';

-- A clerk who may write students and exceptions, and read nothing else
SELECT id AS fire_code FROM load_limit WHERE code = 'fire-code' \gset
CREATE ROLE regress_caseload_clerk;
GRANT USAGE ON SCHEMA guarded TO regress_caseload_clerk;
GRANT INSERT ON enrollment, exception, case_assignment TO regress_caseload_clerk;
SET ROLE regress_caseload_clerk;
INSERT INTO enrollment (section_id, student_id, valid) VALUES (1, 1999, '[2019-09-10,2019-09-12)');
INSERT INTO exception (limit_id, section_id, valid, number, reason) VALUES
	(:fire_code, 1, '[2019-09-10,2019-09-12)', '28 students', 'two days');
INSERT INTO enrollment (section_id, student_id, valid) VALUES (1, 1999, '[2019-09-10,2019-09-12)');
INSERT INTO case_assignment (employee_id, student_id, program, valid) VALUES (2, 999, 'RSP', '[2019-09-10,2019-09-12)');
\set VERBOSITY sqlstate
SELECT refill_caps();
SELECT fill_caps();
INSERT INTO section_cap_lift (section_id, held_as, valid) VALUES (1, 'hard', '(,)');
SELECT * FROM check_caps('guarded');
\set VERBOSITY default
RESET ROLE;

-- Whatever comes in past the triggers is found: by a replica role, while they are disabled, and a cap that was
-- lowered so.
SELECT count(*) FROM check_caps('guarded') WHERE strictness = 'hard' OR strictness IS NULL;
SET session_replication_role = replica;
SELECT students(4, 1, 28);
SELECT cases(5, 'RSP', 1, 29, '{"level": "Primary"}');
RESET session_replication_role;
SELECT guard, problem, group_key, days, load, cap, citation FROM check_caps('guarded')
WHERE strictness = 'hard' OR strictness IS NULL ORDER BY 1, 2, 3, 4;
DELETE FROM enrollment WHERE section_id = 4;
DELETE FROM case_assignment WHERE employee_id = 5;
ALTER TABLE enrollment DISABLE TRIGGER enrollment_hard_insert;
SELECT students(4, 1, 28);
SELECT guard, problem, group_key, days, load, cap, citation FROM check_caps('guarded')
WHERE strictness = 'hard' OR strictness IS NULL ORDER BY 1, 2, 3, 4;
ALTER TABLE enrollment ENABLE TRIGGER enrollment_hard_insert;
DELETE FROM enrollment WHERE section_id = 4;
SET session_replication_role = replica;
UPDATE limit_cap SET number = '20 students' FROM load_limit AS l WHERE l.id = limit_id AND l.code = 'fire-code';
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(7, 1, 'Class 7', '[4,4]', '[2019-08-19,2020-05-30)');
RESET session_replication_role;
SELECT guard, problem, group_key FROM check_caps('guarded') WHERE strictness IS NULL ORDER BY 1, 3;
\set VERBOSITY sqlstate
SELECT fill_caps();
\set VERBOSITY default
-- with the guards off, or as one who loads a dump
SET session_replication_role = replica;
SELECT fill_caps();
RESET session_replication_role;
SELECT guard, group_key, days, load, cap, citation FROM check_caps('guarded')
WHERE strictness = 'hard' OR strictness IS NULL ORDER BY 1, 2, 3;
-- what is over takes no more, but may be left
SELECT students(1, 50, 1);
DELETE FROM enrollment WHERE section_id = 1 AND student_id > 1020;
SELECT students(1, 50, 1);

-- What the guard says and what the reckoning says is the same, class by class and day by day
SELECT count(*) AS differ, (SELECT count(*) > 0 FROM check_caps('guarded')
	WHERE guard LIKE 'enrollment%') AS some FROM (
	(SELECT 'enrollment_' || l.strictness AS guard, e.subject_id, u.day
		FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id AND l.scope = 'section'
		CROSS JOIN LATERAL unnest(e.excess) AS u (day, load) WHERE quantity(u.load) > 0
	EXCEPT
	SELECT c.guard, c.group_key[2]::bigint, d::date FROM check_caps('guarded') AS c
		CROSS JOIN LATERAL generate_series(lower(c.days), upper(c.days) - 1, interval '1 day') AS d)
	UNION ALL
	(SELECT c.guard, c.group_key[2]::bigint, d::date FROM check_caps('guarded') AS c
			CROSS JOIN LATERAL generate_series(lower(c.days), upper(c.days) - 1, interval '1 day') AS d
	WHERE c.guard LIKE 'enrollment%' AND d::date <@ ANY (SELECT pg_catalog.unnest(days) FROM calendar)
	EXCEPT
	SELECT 'enrollment_' || l.strictness, e.subject_id, u.day
	FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id AND l.scope = 'section'
		CROSS JOIN LATERAL unnest(e.excess) AS u (day, load) WHERE quantity(u.load) > 0)) AS x;

-- People whose employments say the same are reckoned once, to the same caps as each by himself.
\set everybody 'ARRAY(SELECT employee_id FROM employee)'
SELECT count(*) AS differ, (SELECT count(DISTINCT h.subject_id) FROM held_caseload(1, :everybody) AS h) AS people FROM (
	(SELECT * FROM held_caseload(1, :everybody) EXCEPT ALL SELECT h.* FROM employee AS e
			CROSS JOIN LATERAL held_caseload(1, ARRAY[e.employee_id]) AS h)
	UNION ALL
	(SELECT h.* FROM employee AS e CROSS JOIN LATERAL held_caseload(1, ARRAY[e.employee_id]) AS h
		EXCEPT ALL SELECT * FROM held_caseload(1, :everybody))) AS x;

-- The guards can be taken off and put on again, and are no part of what a reader of rules must know.
SELECT unguard_district();
SELECT count(*) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'guarded'::regnamespace AND NOT t.tgisinternal
	AND t.tgname !~ ('^(mark|was|keep|close_book|hold_leave)_|^(refuse_change|check_pay_periods|hold_pay_lock|'
		'source_moved|source_parted|import_rule_moved|check_words)$');
SELECT students(1, 60, 40);
SELECT guard_district();
SELECT rule, problem, detail FROM rule_gap WHERE problem LIKE '%guard%' AND rule LIKE '%selpa%' ORDER BY 1;
UPDATE load_limit SET strictness = 'hard' WHERE code = 'selpa-staffing';
SELECT rule, problem, detail FROM rule_gap WHERE problem LIKE '%guard%' AND rule LIKE '%selpa%' ORDER BY 1;

-- The clause in its numbers: 'at', a tolerance, fractions
SELECT held_at(27.5, 'exact', 'over', NULL, 'exact', true) AS "27",
	held_at(27.5, 'up', 'over', NULL, 'exact', true) AS "28", held_at(30, 'exact', 'at', NULL, 'exact', true) AS "29",
	held_at(25, 'exact', 'over', 2, 'exact', true) AS "27 with 2",
	held_at(27.5, 'exact', 'over', NULL, 'down', true) AS "28 as 28.5 is 1 over",
	held_at(27.25, 'exact', 'over', NULL, 'nearest', true) AS "27 as 28 is .75 over",
	held_at(27.75, 'exact', 'over', NULL, 'nearest', true) AS "28 as 28 is .25 over",
	held_at(50.5, 'exact', 'over', NULL, 'down', false) AS "below 51.5",
	held_at(-3, 'exact', 'over', NULL, 'exact', true) AS "0";
DROP SCHEMA guarded, guarded_bi, guarded_then CASCADE;

-- Anacortes: 25 students or 50 goal areas, two and four more before anything follows; UTLA: 28 cases, hard.
SELECT caseload.create_district('guarded', contract => 'anacortes'), caseload.load_contract('guarded', 'utla');
SET search_path = guarded, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('anacortes', '2017-18', '[2017-09-01,2018-09-01)', '{[2017-09-11,2018-06-10)}', 'made up'),
	('utla', '2022-23', '[2022-07-01,2023-07-01)', '{[2022-08-15,2023-06-10)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'Island View'), (2, 'High School');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ames'), (2, 'Brook');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'anacortes', 'none', 0, '[2017-09-01,2018-09-01)'), (2, 2, 'utla', 'none', 0, '[2022-07-01,2023-07-01)');
SELECT contract, code, test, strictness, held, reason FROM guarded_limit
WHERE scope = 'employee' ORDER BY 1, 2, 3, cap_id;
SELECT guard_district();
SELECT employee_id, program, hard, paid, paid_units FROM caseload_cap
WHERE num_nonnulls(hard, paid, paid_units) > 0 ORDER BY 1, 2;
SET client_min_messages = notice;
INSERT INTO case_assignment (employee_id, student_id, program, valid, goal_areas)
SELECT 1, n, 'Resource Room', '[2017-09-11,2018-06-10)', 2 FROM generate_series(1, 27) AS n;
INSERT INTO case_assignment (employee_id, student_id, program, valid, goal_areas)
SELECT 1, 28, 'Resource Room', '[2017-09-11,2018-06-10)', 1;
INSERT INTO case_assignment (employee_id, student_id, program, valid)
SELECT 2, n, 'RSP', '[2022-08-15,2023-06-10)' FROM generate_series(1, 29) AS n;
INSERT INTO case_assignment (employee_id, student_id, program, valid)
SELECT 2, n, 'RSP', '[2022-08-15,2023-06-10)' FROM generate_series(1, 28) AS n;
SELECT guard, group_key, load, cap FROM check_caps('guarded') ORDER BY 1, 2;
SELECT guard, group_key, load, cap, strictness FROM cap_breach ORDER BY 1, 2, 3;
SET client_min_messages = warning;
DROP SCHEMA guarded, guarded_bi, guarded_then CASCADE;

-- Two districts in one schema: each is guarded by itself, and nothing of one touches the other.
SELECT caseload.create_district('guarded', contract => 'waterford');
SET search_path = guarded, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('waterford', '2019-20', '[2019-07-01,2020-07-01)', '{[2019-08-19,2019-12-21)}', 'made up');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('waterford', 'fire-code', 'Fire code', '[2019-07-01,2020-07-01)', 'section', 'hard', 'Made up 1'),
	('waterford', 'cases', 'Cases', '[2019-07-01,2020-07-01)', 'employee', 'hard', 'Made up 2');
INSERT INTO limit_cap (limit_id, number) SELECT id, '27 students' FROM load_limit WHERE code = 'fire-code';
INSERT INTO limit_cap (limit_id, program, number, applies, precedence)
SELECT id, 'made up', n, a, p FROM load_limit, (VALUES (caseload_unit '10 students', '{}'::jsonb, 0),
	('20 students', '{"level": "high"}', 1)) AS v (n, a, p) WHERE code = 'cases';
INSERT INTO site (district_id, site_id, site_name) SELECT d, 1, 'School' FROM generate_series(1, 2) AS d;
INSERT INTO employee (district_id, employee_id, employee_name)
SELECT d, n, 'Teacher ' || n FROM generate_series(1, 2) AS d, generate_series(1, 3) AS n;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, valid)
SELECT district_id, employee_id, 1, 'waterford', 'teacher', 'V-5', '[2019-07-01,2020-07-01)' FROM employee;
INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid)
SELECT d, n, 1, 'Class ' || n, '[1,1]', '[2019-08-19,2020-05-30)'
FROM generate_series(1, 2) AS d, generate_series(1, 3) AS n;
INSERT INTO staffing (district_id, section_id, employee_id, valid)
SELECT district_id, section_id, section_id, valid FROM section;
CREATE FUNCTION students(district int, class bigint, many int) RETURNS void LANGUAGE sql AS $$
	INSERT INTO enrollment (district_id, section_id, student_id, valid)
	SELECT district, class, n, '[2019-08-19,2019-12-21)'
	FROM generate_series(1, many) AS n WHERE NOT EXISTS (SELECT FROM enrollment
		WHERE district_id = district AND section_id = class AND student_id = n);
$$;
SELECT guard_district(3);
SELECT fill_caps(1);
SELECT unguard_district(1);
SELECT guard_district(1);
SELECT district_id, guarded_at IS NOT NULL AS guarded FROM guarded_district;
SELECT s.district_id, count(*), min(s.hard) FROM section_cap AS s GROUP BY 1;
SELECT DISTINCT district_id FROM caseload_cap;
-- of the other one nothing is held and nothing is filled
SELECT students(2, 1, 28);
\set VERBOSITY sqlstate
SELECT students(1, 1, 28);
\set VERBOSITY default
INSERT INTO exception (district_id, limit_id, section_id, valid, number, reason)
SELECT d, id, 2, '[2019-10-01,2019-11-01)', '28 students', 'made up' FROM generate_series(1, 2) AS d, load_limit
WHERE code = 'fire-code';
INSERT INTO case_assignment (district_id, employee_id, student_id, program, valid)
SELECT 2, 1, n, 'Braille', '[2019-08-19,2019-12-21)' FROM generate_series(1, 3) AS n;
SELECT fill_caps();
SELECT fill_caps(2);
SELECT DISTINCT district_id FROM section_cap UNION SELECT district_id FROM caseload_cap;
SELECT guard, problem, group_key FROM check_caps('guarded') WHERE strictness = 'hard' OR strictness IS NULL;
-- what it has is taken as it is, and from then on held
SELECT guard_district(2);
SELECT guard, problem, group_key, days, load, cap FROM check_caps('guarded')
WHERE strictness = 'hard' OR strictness IS NULL;
SELECT s.section_id, s.hard, l.valid, l.up_to
FROM section_cap AS s JOIN section_cap_lift AS l USING (district_id, section_id)
WHERE district_id = 2 AND held_as = 'hard' AND up_to IS NOT NULL;
SELECT employee_id, hard FROM caseload_cap WHERE district_id = 2 AND program = 'Braille';
\set VERBOSITY sqlstate
SELECT students(2, 1, 29);
SELECT students(2, 2, 28);
UPDATE limit_cap SET number = '26 students' FROM load_limit AS l WHERE l.id = limit_id AND l.code = 'fire-code';
\set VERBOSITY default

-- Rows of caps that a change writes, and no others
CREATE TABLE public.before (district_id int, row_is text, writer text);
CREATE VIEW public.caps AS SELECT district_id, 'class ' || section_id AS row_is, xmin::text AS writer FROM section_cap
	UNION ALL SELECT district_id, format('class %s %s %s', section_id, held_as, valid), xmin::text FROM section_cap_lift
	UNION ALL SELECT district_id, format('cases %s %s', employee_id, program), xmin::text FROM caseload_cap
	UNION ALL SELECT district_id, format('cases %s %s %s %s', employee_id, program, held_as, valid), xmin::text
	FROM caseload_cap_lift;
CREATE FUNCTION public.written() RETURNS TABLE (district_id int, groups text, many bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY SELECT d.district_id,
		string_agg(DISTINCT split_part(d.row_is, ' ', 1) || ' ' || split_part(d.row_is, ' ', 2), ', '), count(*)
	FROM ((TABLE public.caps EXCEPT TABLE public.before) UNION ALL (TABLE public.before EXCEPT TABLE public.caps)) AS d
	GROUP BY d.district_id ORDER BY 1;
	DELETE FROM public.before;
	INSERT INTO public.before TABLE public.caps;
END
$$;
SELECT count(*) > 100 AS many FROM (SELECT public.written()) AS w, public.caps;
INSERT INTO exception (district_id, limit_id, section_id, valid, number, reason)
SELECT 1, id, 3, '[2019-10-01,2019-11-01)', '28 students', 'made up' FROM load_limit WHERE code = 'fire-code';
SELECT * FROM public.written();
UPDATE section SET grades = '[4,4]' WHERE district_id = 2 AND section_id = 3;
SELECT * FROM public.written();
UPDATE staffing SET share = 0.5 WHERE district_id = 1;
SELECT * FROM public.written();
UPDATE employment SET fte = 0.5 WHERE district_id = 2 AND employee_id = 3;
SELECT * FROM public.written();
-- what is agreed with a teacher holds for the teacher's classes
INSERT INTO exception (district_id, limit_id, employee_id, valid, number, reason)
SELECT 2, id, 2, '[2019-09-01,2019-09-08)', '29 students', 'made up' FROM load_limit WHERE code = 'fire-code';
SELECT * FROM public.written();
-- in both at once
UPDATE section SET grades = '[5,5]' WHERE section_id = 1;
SELECT * FROM public.written();
-- Who works at a high level may have twenty cases; what level it is could be the case's, until somebody's employment
-- says it.
SELECT district_id, employee_id, hard FROM caseload_cap WHERE program = 'made up' ORDER BY 1, 2;
UPDATE employment SET attributes = '{"level": "high"}' WHERE district_id = 1 AND employee_id = 3;
SELECT district_id, employee_id, hard FROM caseload_cap WHERE program = 'made up' ORDER BY 1, 2;
SELECT count(*) FROM stale_cap();
UPDATE employment SET attributes = '{}' WHERE district_id = 1 AND employee_id = 3;
SELECT district_id, min(hard), max(hard) FROM caseload_cap WHERE program = 'made up' GROUP BY 1 ORDER BY 1;

-- Off one, and then off the last
SELECT unguard_district(1);
SELECT DISTINCT district_id FROM section_cap UNION SELECT district_id FROM caseload_cap;
SELECT students(1, 1, 30);
\set VERBOSITY sqlstate
SELECT students(2, 1, 29);
\set VERBOSITY default
INSERT INTO site (district_id, site_id, site_name) VALUES (1, 2, 'Other'), (4, 1, 'School');
SELECT guard, problem, group_key FROM check_caps('guarded') WHERE strictness IS NULL;
SELECT unguard_district(2);
SELECT (SELECT count(*) FROM section_cap) AS caps, (SELECT count(*) FROM guarded_district) AS guarded,
	(SELECT count(*) FROM pg_trigger WHERE tgrelid IN ('staffing'::regclass, 'enrollment'::regclass)
		AND tgfoid IN ('guarded.refill_caps()'::regprocedure, 'guard_rows()'::regprocedure)) AS triggers;
-- All of them: those that come later, too, but for one that was unguarded by itself
DELETE FROM enrollment;
SELECT guard_district();
SELECT unguard_district(4);
INSERT INTO site (district_id, site_id, site_name) VALUES (4, 2, 'Other'), (5, 1, 'School');
INSERT INTO employee (district_id, employee_id, employee_name) VALUES (4, 1, 'Ames'), (5, 1, 'Brook');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, valid)
SELECT district_id, employee_id, 1, 'waterford', 'teacher', 'V-5', '[2019-07-01,2020-07-01)'
FROM employee WHERE district_id > 3;
INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid)
SELECT district_id, 1, 1, 'Class', '[1,1]', '[2019-08-19,2020-05-30)' FROM employee WHERE district_id > 3;
SELECT district_id, hard FROM section_cap WHERE section_id = 1 ORDER BY 1;
SELECT problem, group_key FROM check_caps('guarded') WHERE strictness IS NULL;
SELECT guard_district(4);
SELECT problem, group_key FROM check_caps('guarded') WHERE strictness IS NULL;
DROP VIEW public.caps;
DROP TABLE public.before;
DROP FUNCTION public.written();
DROP SCHEMA guarded, guarded_bi, guarded_then CASCADE;
DROP ROLE regress_caseload_clerk;
