-- A clause whose number changes inside a school year: two rows of load_limit, and one history. Ten school days in
-- December, ten in January, ten in February; the number falls from 28 to 26 on January 1; a class of 30 all year, so
-- two too many before and four from then on. Worked by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_renewal');
SET search_path = limit_renewal, limit_renewal_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('elm', 'Elm', 'made up', 'made up', '[2025-07-01,2027-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('elm', '2025-26', '[2025-07-01,2026-07-01)',
	'{[2025-12-01,2025-12-06),[2025-12-08,2025-12-13),[2026-01-05,2026-01-10),[2026-01-12,2026-01-17),
	[2026-02-02,2026-02-07),[2026-02-09,2026-02-14)}', 'made up');
INSERT INTO term (contract, name, in_force, citation) VALUES
	('elm', 'semester', '[2025-07-01,2026-02-01)', 'made up'),
	('elm', 'semester', '[2026-02-01,2026-07-01)', 'made up');
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES
	('elm', 'February 2', '[2025-07-01,2026-07-01)', '{[2026-02-02,2026-02-03)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Employee 1');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (1, 1, 'elm', 'none', 50000, '[2025-07-01,2026-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid)
VALUES (1, 1, 'Class 1', '[2,2]', '[2025-07-01,2026-07-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2025-07-01,2026-07-01)');
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, n, '[2025-07-01,2026-07-01)' FROM generate_series(1, 30) AS n;
CREATE FUNCTION clause(code text, remedy limit_remedy) RETURNS void LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
		('elm', code, code, '[2025-07-01,2026-01-01)', 'section', 'paid', 'made up'),
		('elm', code, code, '[2026-01-01,2027-07-01)', 'section', 'paid', 'made up');
	INSERT INTO limit_cap (limit_id, number) SELECT l.id,
		CASE WHEN lower(l.in_force) = '2026-01-01' THEN caseload_unit '26 students' ELSE '28 students' END
	FROM load_limit AS l WHERE l.code = clause.code;
	INSERT INTO limit_remedy (limit_id, kind, scale, lasts, lasts_in, standing_on, takes)
	SELECT l.id, 'pay', remedy.scale, remedy.lasts, remedy.lasts_in, remedy.standing_on,
		coalesce(remedy.takes, 'highest')
	FROM load_limit AS l WHERE l.code = clause.code;
$$;
-- once a semester: in the first the highest is January's four, $400 once, and not $200 besides; $400 in the second
SELECT clause('a payment a semester', jsonb_populate_record(NULL::limit_remedy,
	'{"scale": "1+: $100 each per semester"}'));
-- fifteen days in a row: it lasts all thirty; 10 days x 2 x $10 before and 20 x 4 x $10 from then on
SELECT clause('in a row', jsonb_populate_record(NULL::limit_remedy,
	'{"scale": "1+: $10 each per day", "lasts": "15 days"}'));
-- fifteen days of a semester: twenty in the first, ten in the second; 10 x 2 x $10 and 10 x 4 x $10
SELECT clause('in a semester', jsonb_populate_record(NULL::limit_remedy,
	'{"scale": "1+: $10 each per day", "lasts": "15 days", "lasts_in": "semester"}'));
-- at most $350 a year: December's 10 x $20 come first, so $150 are left, which January's days of $40 use up
SELECT clause('at most', jsonb_populate_record(NULL::limit_remedy,
	'{"scale": "1+: $10 each per day max $350 per year"}'));
-- it stands on February 2, so all of its days count, back to the first: $200 of December, too, and 20 x $40
SELECT clause('standing', jsonb_populate_record(NULL::limit_remedy,
	'{"scale": "1+: $10 each per day", "standing_on": "February 2"}'));
-- the mean of the first semester: (10 x 2 + 10 x 4) / 20 = 3, on its one point
SELECT clause('mean', jsonb_populate_record(NULL::limit_remedy,
	'{"scale": "1+: $100 each per semester", "takes": "mean"}'));
CREATE VIEW found AS
SELECT l.code, lower(l.in_force) AS since, f.first_day, f.last_day, trim_scale(f.cap) AS cap,
	trim_scale(f.over) AS over, f.amount_due
FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id;
SELECT * FROM found ORDER BY code, since;
SELECT code, sum(amount_due) FROM found GROUP BY code ORDER BY code;

-- the books say the same, and see what a change of the one row does to the other
SELECT count(*) > 0 AS any FROM refresh_reports();
SELECT sum(amount_due) FROM compliance_finding;
UPDATE limit_cap AS c SET number = '30 students' FROM load_limit AS l
WHERE l.id = c.limit_id AND l.code = 'in a row' AND lower(l.in_force) = '2026-01-01';
SELECT * FROM found WHERE code = 'in a row';
SELECT sum(amount_due) FROM compliance_finding;
-- Of a number that was raised to 30 in January nothing is too many from then on: the first semester's $200 are still
-- due, once, by the row of before. Of rows that end before the semester does, in the midst of January, the last one
-- pays.
SELECT clause('raised', jsonb_populate_record(NULL::limit_remedy, '{"scale": "1+: $100 each per semester"}'));
UPDATE limit_cap AS c SET number = '30 students' FROM load_limit AS l
WHERE l.id = c.limit_id AND l.code = 'raised' AND lower(l.in_force) = '2026-01-01';
SELECT clause('ended', jsonb_populate_record(NULL::limit_remedy, '{"scale": "1+: $100 each per semester"}'));
UPDATE load_limit SET in_force = '[2026-01-01,2026-01-13)' WHERE code = 'ended' AND lower(in_force) = '2026-01-01';
SELECT * FROM found WHERE code IN ('raised', 'ended') ORDER BY code, since;
-- a row of another scope is another clause
UPDATE load_limit SET scope = 'employee' WHERE code = 'a payment a semester' AND lower(in_force) = '2025-07-01';
SELECT * FROM found WHERE code = 'a payment a semester' ORDER BY since;
-- A renewal that counts on other days than before: weeks of December hold none of them. The class changes hands in the
-- first of these, so of its $10 two fifths are of the one, and three of the other, who has the rest: $10, and $20 for
-- each of two checks.
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES
	('elm', 'checks', '[2025-07-01,2026-07-01)', '{[2026-01-05,2026-01-06),[2026-02-02,2026-02-03)}', 'made up');
SELECT clause('weeks', jsonb_populate_record(NULL::limit_remedy, '{"scale": "1+: $5 each per week"}'));
UPDATE load_limit SET counted_on = 'checks' WHERE code = 'weeks' AND lower(in_force) = '2026-01-01';
INSERT INTO employee (employee_id, employee_name) VALUES (2, 'Employee 2');
UPDATE staffing SET valid = '[2025-07-01,2025-12-03)';
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 2, '[2025-12-03,2026-07-01)');
SELECT l.code, lower(l.in_force) AS since, f.employee_id, f.amount_due
FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id WHERE l.code = 'weeks'
ORDER BY since, f.employee_id;
-- Terms in a row are one: from the first week of school on December 1 to 14, December 29 to January 11, January 12 to
-- 25, January 26 to February 8, February 9 to 22, $10 each, of the first of which 2 of 10 days are employee 1's; from
-- December on two months are one, $10 with 2 of 20 days, and $10; two semesters, $10 with 2 of 30 days.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
SELECT 'elm', v.code, v.code, '[2025-07-01,2026-07-01)', 'section', 'paid', 'made up'
FROM unnest('{2 weeks,2 months,2 semesters}'::text[]) AS v (code);
INSERT INTO limit_cap (limit_id, number) SELECT id, '28 students' FROM load_limit WHERE code LIKE '2 %';
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'pay', pay_scale ('1+: $5 each per ' || code) FROM load_limit WHERE code LIKE '2 %';
SELECT l.code, f.employee_id, f.amount_due FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id
WHERE l.code LIKE '2 %' ORDER BY l.code, f.employee_id;
SELECT l.code, f.day, f.employee_id, f.pay FROM reckoned_day() AS f JOIN load_limit AS l ON l.id = f.limit_id
WHERE l.code = '2 weeks' AND f.pay <> 0 ORDER BY f.day, f.employee_id;
