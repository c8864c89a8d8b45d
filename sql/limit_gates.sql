-- How long an excess lasts, each one over by itself, in which order the gates of a remedy look, where days in a row
-- end, and what is carried into the next term. Each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_gates');
SET search_path = limit_gates, limit_gates_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('bay', 'Bay', 'Bay', 'Bay', '[2025-07-01,2027-07-01)', 'made up');
-- 100 days: 20 weeks of five days from 1 September, two semesters of 50; 10 November is the first day of the second
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'bay', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO term (contract, name, in_force, citation) SELECT 'bay', 'semester', t::daterange, 'made up'
FROM unnest('{"[2025-09-01,2025-11-10)","[2025-11-10,2026-02-01)"}'::text[]) AS t;
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES
	('bay', 'from the second month', '[2025-07-01,2026-07-01)', '{[2025-09-29,2026-02-01)}', 'made up'),
	('bay', 'eighth days', '[2025-07-01,2026-07-01)', '{[2025-09-10,2025-09-11),[2025-11-19,2025-11-20)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'bay', 'none', 50000, '[2025-07-01,2026-07-01)' FROM generate_series(1, 20) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- a limit of two students in the classes of its program; a class of two, and more in it on some days
CREATE FUNCTION rule(code text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
		('bay', code, code, '[2025-07-01,2026-07-01)', 'section', 'paid', '1');
	INSERT INTO limit_cap (limit_id, program, number) SELECT id, code, '2 students' FROM load_limit
		WHERE load_limit.code = rule.code;
$$;
CREATE FUNCTION class(id bigint, program text) RETURNS void LANGUAGE sql AS $$
	SELECT class(id, 1, id, '[1,1]', '[2025-09-01,2026-07-01)', program), students(id, 2, '[2025-09-01,2026-07-01)');
$$;
CREATE FUNCTION remedy(code text, scale pay_scale, said jsonb) RETURNS void LANGUAGE sql AS $$
	INSERT INTO limit_remedy (limit_id, rank, kind, scale, counted_on, standing_on, lasts, lasts_in, from_then, takes,
		levels, gates, runs_in, carries)
	SELECT l.id, (SELECT count(*) + 1 FROM limit_remedy AS o WHERE o.limit_id = l.id), 'pay', remedy.scale,
		r.counted_on, r.standing_on, r.lasts, r.lasts_in, r.from_then, r.takes, r.levels, r.gates, r.runs_in, r.carries
	FROM load_limit AS l CROSS JOIN jsonb_populate_record(NULL::limit_remedy, '{"from_then": false, "takes": "highest",
		"levels": "together", "gates": ["counted_on", "standing_on", "lasts"]}'::jsonb || said) AS r
	WHERE l.code = remedy.code;
$$;
CREATE VIEW paid AS
SELECT l.code, r.rank, min(p.day) AS first_day, max(p.day) AS last_day, count(p.day) AS days, sum(p.pay) AS pay
FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id
	LEFT JOIN reckoned_pay() AS p ON p.remedy_id = r.id AND p.pay <> 0
GROUP BY l.code, r.rank;

-- Three or four over for more than 15 days. One is over on 18 days, from 1 to 24 September, two more on two of them.
-- 1: it lasts together, three stand for the semester: 3 x 910 = 2,730. 2: of the three only the first lasts: 380.
-- 3: $10 a day for each, 18 x 10 and 2 x 2 x 10 = 220. 4: 180. 5: each from its 16th day on, 3 x 10.
SELECT rule('levels'), class(1, 'levels'), students(1, 1, '[2025-09-01,2025-09-25)'),
	students(1, 2, '[2025-09-09,2025-09-11)');
SELECT remedy('levels', v.scale::pay_scale, v.said::jsonb || '{"lasts": "16 days"}') FROM (VALUES
	(1, '1-2: $380 all, 3-4: $910 all per semester', '{}'),
	(2, '1-2: $380 all, 3-4: $910 all per semester', '{"levels": "each"}'),
	(3, '1+: $10 each per day', '{}'), (4, '1+: $10 each per day', '{"levels": "each"}'),
	(5, '1+: $10 each per day', '{"levels": "each", "from_then": true}')) AS v (n, scale, said);
SELECT * FROM paid WHERE code = 'levels' ORDER BY rank;
-- What stands on 10 September: one from 1 to 24 September, two more on 11 and 12. 1: the run of all three, 220 as
-- before. 2: the first stands on that day, the others do not: 180.
SELECT rule('stands'), class(2, 'stands'), students(2, 1, '[2025-09-01,2025-09-25)'),
	students(2, 2, '[2025-09-11,2025-09-13)');
SELECT remedy('stands', '1+: $10 each per day', v.said::jsonb) FROM (VALUES (1, '{"standing_on": "eighth days"}'),
	(2, '{"standing_on": "eighth days", "levels": "each"}')) AS v (n, said);
SELECT * FROM paid WHERE code = 'stands' ORDER BY rank;

-- From the second month, if over for more than ten days in a row: one over from 19 September, 6 days before 29
-- September and 5 from it. 1: of the days that are left there are 5. 2: the order is turned, 11 in a row, paid on 5.
-- 3 and 4: the same within the semester.
SELECT rule('order'), class(3, 'order'), students(3, 1, '[2025-09-19,2025-10-04)');
SELECT remedy('order', '1+: $10 each per day', v.said::jsonb || '{"counted_on": "from the second month"}') FROM (VALUES
	(1, '{"lasts": "11 days"}'), (2, '{"lasts": "11 days", "gates": ["lasts", "counted_on"]}'),
	(3, '{"lasts": "11 days", "lasts_in": "semester"}'),
	(4, '{"lasts": "11 days", "lasts_in": "semester", "gates": ["standing_on", "lasts", "counted_on"]}'))
	AS v (n, said) ORDER BY n;
SELECT * FROM paid WHERE code = 'order' ORDER BY rank;

-- One over from 5 to 21 November, three days of the first semester and ten of the second, the eighth of which is 19
-- November. 1: one run over the border, 13 days. 2: the run ends there, 10. 3: 11 days in a row, 13. 4: none are.
SELECT rule('border'), class(4, 'border'), students(4, 1, '[2025-11-05,2025-11-22)');
SELECT remedy('border', '1+: $10 each per day', v.said::jsonb) FROM (VALUES (1, '{"standing_on": "eighth days"}'),
	(2, '{"standing_on": "eighth days", "runs_in": "semester"}'), (3, '{"lasts": "11 days"}'),
	(4, '{"lasts": "11 days", "runs_in": "semester"}'), (5, '{"lasts": "10 days", "runs_in": "semester",
		"from_then": true}')) AS v (n, said) ORDER BY n;
SELECT * FROM paid WHERE code = 'border' ORDER BY rank;

-- What begins in the last 15 days of a semester is held against the next. One over on the last 10 days of the first
-- semester and 12 of the second, and on two days of September. 1: 12 days, and 12 of the other, never 20. 2: 22 days in
-- the second semester, 22 x 10, and the two of September stay alone. 3: it began ten days before the end. 4: once for
-- the second semester. 5: without it the first semester has its 12 days.
SELECT rule('carried'), class(5, 'carried'), students(5, 1, '[2025-10-27,2025-11-26)'),
	students(5, 1, '[2025-09-01,2025-09-03)');
SELECT remedy('carried', v.scale::pay_scale, v.said::jsonb || '{"lasts_in": "semester"}') FROM (VALUES
	(1, '1+: $10 each per day', '{"lasts": "20 days"}'),
	(2, '1+: $10 each per day', '{"lasts": "20 days", "carries": "15 days"}'),
	(3, '1+: $10 each per day', '{"lasts": "20 days", "carries": "9 days"}'),
	(4, '1+: $100 flat per semester', '{"lasts": "12 days", "carries": "20 percent"}'),
	(5, '1+: $100 flat per semester', '{"lasts": "12 days"}')) AS v (n, scale, said) ORDER BY n;
SELECT * FROM paid WHERE code = 'carried' ORDER BY rank;

-- Two over on ten days of September, four on ten of October: over all 50 days of the semester a mean of 60/50 = 1.2,
-- over the 20 on which anybody is 3. The highest is 4.
SELECT rule('mean'), class(6, 'mean'), students(6, 2, '[2025-09-01,2025-09-13)'),
	students(6, 4, '[2025-10-06,2025-10-18)');
SELECT remedy('mean', '1+: $100 each per semester', jsonb_build_object('takes', v.takes)) FROM (VALUES (1, 'mean'),
	(2, 'mean over'), (3, 'highest')) AS v (n, takes) ORDER BY n;
SELECT * FROM paid WHERE code = 'mean' ORDER BY rank;

-- A count on the first Monday of each month: 1 September, 6 October, 3 November, 1 December, 5 January. One over from
-- 10 September to 20 November. Counted once, $10 a day is due on 6 October and 3 November; where a count holds until
-- the next it is due on the 40 days from 6 October to 28 November; more than 30 days in a row it lasts. A class that
-- ends with October has 20 of them. Nobody had counted before 6 October in a class that begins on 15 September: no
-- teacher is missing there before, and none after 20 October, when one comes, until the next count tells: 20 days. The
-- mean of the semester is over its days: 1 over on 25 of 50, 2.5 students.
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES ('bay', 'monthly', '[2025-07-01,2026-07-01)',
	'{[2025-09-01,2025-09-02),[2025-10-06,2025-10-07),[2025-11-03,2025-11-04),[2025-12-01,2025-12-02),
	[2026-01-05,2026-01-06)}', 'made up');
SELECT rule(r), class(n, r), students(n, 1, '[2025-09-10,2025-11-21)') FROM (VALUES (8, 'counted'), (9, 'held'))
	AS v (n, r) ORDER BY n;
UPDATE load_limit SET counted_on = 'monthly', holds = code = 'held' WHERE code IN ('counted', 'held');
SELECT class(10, 1, 10, '[1,1]', '[2025-09-01,2025-11-01)', 'held'), students(10, 3, '[2025-09-10,2025-11-01)');
SELECT remedy(v.code, '1+: $10 each per day', v.said::jsonb) FROM (VALUES ('counted', '{}'), ('held', '{}'),
	('held', '{"lasts": "30 days"}'), ('held', '{"counted_on": "monthly"}')) AS v (code, said);
SELECT * FROM paid WHERE code IN ('counted', 'held') ORDER BY code, rank;
SELECT section_id, count(*), min(counted_on), max(counted_on), min(load) AS least, max(load) AS most, sum(pay) AS pay
FROM class_size_overage WHERE rule = 'held' GROUP BY section_id ORDER BY section_id;
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, counted_on, holds) VALUES
	('bay', 'missing', 'missing', '[2025-07-01,2026-07-01)', 'section', 'paid', '1', 'monthly', true);
INSERT INTO limit_cap (limit_id, test, program, number, binds, counts, taken, taken_over)
SELECT id, v.test, 'missing', v.number::caseload_unit, v.binds, v.counts::jsonb, v.taken, v.term
FROM load_limit, (VALUES
	(1, '1 teachers', 'under', '{"role": "teacher of record"}', 'each', NULL),
	(2, '2 students', 'over', '{}', 'mean', 'semester')) AS v (test, number, binds, counts, taken, term)
WHERE code = 'missing';
SELECT class(11, 1, NULL, '[1,1]', '[2025-09-15,2026-07-01)', 'missing'), class(12, 1, 12, '[1,1]',
	'[2025-09-01,2026-07-01)', 'missing'), students(12, 2, '[2025-09-01,2026-07-01)'),
	students(12, 1, '[2025-09-10,2025-11-21)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (11, 11, '[2025-10-20,2026-07-01)');
SELECT e.test, e.subject_id, min(u.day), max(u.day), count(*) AS days, trim_scale(max(quantity(u.load))) AS most,
	trim_scale(max(quantity(load_on(e.load, u.day)))) AS load
FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id CROSS JOIN unnest(e.excess) AS u
WHERE l.code = 'missing' AND quantity(u.load) > 0 GROUP BY e.test, e.subject_id ORDER BY 1, 2;

-- A student counts who is enrolled for two thirds of the semester, 34 of 50 days: 33 are 66 percent. Two are there all
-- year; one from 24 September, 33 days of the first semester; one to 16 October, 34 days of it. Of three (the cap is 2)
-- one is over on those 34 days, and in the second semester the one who is still there: 50 days. 1 is 340 and 2 is 500.
-- Of a person two classes are one: 20 days in the first and 14 in the second are 34, who is over on all of them; who is
-- counted by the seat has neither. Exactly two thirds is cut, not rounded: 66.67 percent of 48 days would be 33.
SELECT rule(r), class(n, r) FROM (VALUES (13, 'stays'), (14, 'a person'), (15, 'by the seat')) AS v (n, r) ORDER BY n;
SELECT class(16, 1, 14, '[1,1]', '[2025-09-01,2026-07-01)', 'a person'), class(17, 1, 15, '[1,1]',
	'[2025-09-01,2026-07-01)', 'by the seat');
UPDATE load_limit SET scope = 'employee' WHERE code IN ('a person', 'by the seat');
UPDATE limit_cap SET number = '2 seats' WHERE program = 'by the seat';
UPDATE limit_cap SET stays = '66.666666 percent', stays_in = 'semester'
WHERE program IN ('stays', 'a person', 'by the seat');
SELECT students(13, 1, '[2025-09-24,2026-07-01)'), students(13, 1, '[2025-09-01,2025-10-17)');
INSERT INTO enrollment (section_id, student_id, valid) VALUES (14, 9001, '[2025-09-01,2025-09-27)'),
	(16, 9001, '[2025-09-29,2025-10-17)'), (15, 9002, '[2025-09-01,2025-09-27)'),
	(17, 9002, '[2025-09-29,2025-10-17)');
SELECT remedy(v.code, '1+: $10 each per day', '{}') FROM (VALUES ('stays'), ('a person'), ('by the seat')) AS v (code);
SELECT * FROM paid WHERE code IN ('stays', 'a person', 'by the seat') ORDER BY code, rank;
SELECT code, held, reason FROM guarded_limit WHERE code = 'stays';
UPDATE limit_cap SET stays_in = NULL WHERE program = 'stays';
UPDATE limit_cap SET number = '2 hours' WHERE program = 'stays';

-- A gate that the row has must have its place, once; what is carried needs a term.
SELECT remedy('mean', '1+: $1 each per day', '{"lasts": "2 days", "gates": ["counted_on", "standing_on"]}');
SELECT remedy('mean', '1+: $1 each per day', '{"gates": ["lasts", "lasts"]}');
SELECT remedy('mean', '1+: $1 each per day', '{"gates": ["lasts", "stands"]}');
SELECT remedy('mean', '1+: $1 each per day', '{"lasts": "2 days", "carries": "2 days"}');
SELECT remedy('mean', '1+: $1 each per day', '{"levels": "both"}');
-- A term that is not there is told.
SELECT rule('no term'), class(7, 'no term'), students(7, 1, '[2025-09-01,2025-09-13)');
SELECT remedy('no term', '1+: $1 each per day', '{"lasts": "2 days", "runs_in": "octave"}');
SELECT p.problem
FROM load_limit AS l, outcomes(ARRAY[CAST(ROW(l.id, 1, NULL) AS ask_row)]) AS o, unnest(o.problems) AS p
WHERE l.code = 'no term' ORDER BY 1;
-- A set may go beyond the calendar; a limit is counted on school days, so a Saturday of the set after the last semester
-- asks for no term: one over on Monday, 8 September, $100 for the semester.
INSERT INTO count_days (contract, name, in_force, days, beyond_calendar, citation) VALUES
	('bay', 'checks', '[2025-07-01,2026-07-01)', '{[2025-09-08,2025-09-09),[2026-02-07,2026-02-08)}', true, 'made up');
SELECT rule('beyond'), class(20, 'beyond'), students(20, 1, '[2025-09-01,2025-09-13)');
SELECT remedy('beyond', '1+: $100 each per semester', '{"counted_on": "checks"}');
SELECT * FROM paid WHERE code = 'beyond';
