-- A district for slips of the hand in rules of pay: the shipped contracts, one made up of what these do not have, and
-- people of whom each row of rules pays somebody.
SELECT caseload.create_district('slips', contract => 'waterford');
SELECT caseload.load_contract('slips', c) FROM unnest('{anacortes,utla,clovis}'::text[]) AS c;
SET search_path = slips, caseload, public;
-- what the sources leave to a district
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('utla', 'hourly rate', '[2022-07-01,2025-07-01)', 48, 'adopted by the board'),
	('anacortes', 'state salary allocation 2017-18', '[2017-09-01,2019-09-01)', 54000, 'the state');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('clovis', 'teacher', 'Teachers', '[2024-07-01,2026-07-01)', 'step(0) I II III
	1 60000 63000 66000
	2 62000 65000 68000
	3 64000 67000 70000', 'adopted by the board');

-- what no shipped contract has
INSERT INTO contract (contract, title, employer, bargaining_unit, term, duty_days, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm Teachers', '[2024-07-01,2027-07-01)', 185, 'Article 1');
INSERT INTO schedule (contract, schedule, title, in_force, grid, derived_from, times, citation)
SELECT 'elm', v.schedule, v.schedule, y.in_force::daterange,
	caseload.with_lanes(caseload.paid_in(caseload.salary_schedule_agg(caseload.salary_step(l.lane, s),
		v.times * (48000 + 2500 * l.rank + 1200 * s + 400 * (s / 5))), 0), '{BA,BA+30,MA,MA+30}'),
	v.derived_from, v.times, 'Appendix A'
FROM (VALUES ('teacher', NULL, 1.0), ('nurse', 'teacher', 1.1)) AS v (schedule, derived_from, times)
	CROSS JOIN (VALUES ('[2024-07-01,2025-07-01)'), ('[2025-07-01,2026-07-01)'),
		('[2026-07-01,2027-07-01)')) AS y (in_force)
	CROSS JOIN unnest('{BA,BA+30,MA,MA+30}'::text[]) WITH ORDINALITY AS l (lane, rank)
	CROSS JOIN generate_series(1, 12) AS s
GROUP BY v.schedule, v.derived_from, v.times, y.in_force;
INSERT INTO raise (contract, in_force_from, percent, index_name, at_least, at_most, flat, schedule, rounds_to, citation)
VALUES ('elm', '2025-07-01', 3, NULL, NULL, NULL, NULL, '*', 0, 'Article 9.1'),
	('elm', '2026-07-01', NULL, 'CPI-W', 1, 4, NULL, '*', 0, 'Article 9.2'),
	('elm', '2026-07-01', NULL, NULL, NULL, NULL, 500, 'nurse', 0, 'Article 9.3');
INSERT INTO index_value (contract, index_name, in_force, percent, citation) VALUES
	('elm', 'CPI-W', '[2025-07-01,2026-07-01)', 3.1, 'Bureau of Labor Statistics'),
	('elm', 'CPI-W', '[2026-07-01,2027-07-01)', 2.6, 'Bureau of Labor Statistics');
-- the cells of the years after are the raises'
UPDATE schedule AS s SET grid = raised(f.grid, 'elm', s.schedule, '2024-07-01', lower(s.in_force))
FROM schedule AS f WHERE s.contract = 'elm' AND f.contract = 'elm' AND f.schedule = s.schedule
	AND f.in_force @> date '2024-07-01';
UPDATE schedule SET derived_from = NULL, times = 1 WHERE schedule = 'nurse' AND in_force @> date '2026-07-01';
INSERT INTO pay_base (contract, name, in_force, amount, own, schedule, placement, plus, times, over, digits, citation)
VALUES ('elm', 'extra hour', '[2024-07-01,2025-07-01)', 38, NULL, NULL, NULL, NULL, 1, 1, NULL, 'Article 12'),
	('elm', 'extra hour', '[2025-07-01,2026-07-01)', 39, NULL, NULL, NULL, NULL, 1, 1, NULL, 'Article 12'),
	('elm', 'extra hour', '[2026-07-01,2027-07-01)', 40.5, NULL, NULL, NULL, NULL, 1, 1, NULL, 'Article 12'),
	('elm', 'own hour', '[2024-07-01,2027-07-01)', NULL, 'cell', NULL, NULL, NULL, 1, 1295, 2, 'Article 12.2'),
	('elm', 'nurse hour', '[2024-07-01,2027-07-01)', NULL, NULL, NULL, NULL, 'own hour', 1.1, 1, 2, 'Article 12.3'),
	('elm', 'first cell', '[2024-07-01,2027-07-01)', NULL, NULL, 'teacher', 'BA-1', NULL, 1, 1, NULL, 'Article 13');
INSERT INTO hourly_pay (contract, what, schedule, base, in_force, citation) VALUES
	('elm', 'tutoring', '*', 'extra hour', '[2024-07-01,2027-07-01)', 'Article 12'),
	('elm', 'summer school', '*', 'own hour', '[2024-07-01,2027-07-01)', 'Article 12.2'),
	('elm', 'summer school', 'nurse', 'nurse hour', '[2024-07-01,2027-07-01)', 'Article 12.3');
INSERT INTO stipend (contract, position, title, in_force, band, scale, base, prorated_by, paid, digits, citation) VALUES
	('elm', 'Head Coach', 'Head Coach', '[2024-07-01,2027-07-01)', 'A 10%', NULL, 'first cell', NULL, 'not said', 0,
		'Article 13'),
	('elm', 'Assistant Coach', 'Assistant Coach', '[2024-07-01,2027-07-01)', 'B 6%', NULL, 'first cell', NULL,
		'not said', 0, 'Article 13'),
	('elm', 'Band', 'Band', '[2024-07-01,2027-07-01)', 'B 6%', NULL, 'first cell',
		'duty days', 'not said', 0, 'Article 13'),
	('elm', 'Yearbook', 'Yearbook', '[2024-07-01,2027-07-01)', 'C 4%', NULL, 'first cell', NULL, 'installments', 0,
		'Article 13'),
	('elm', 'Choir', 'Choir', '[2024-07-01,2027-07-01)', 'C 4%', NULL, 'first cell', NULL, 'not said', 0, 'Article 13'),
	('elm', 'Mentor', 'Mentor', '[2024-07-01,2027-07-01)', NULL, '1: $1500 flat, 2: $2500 flat, 3+: $3000 flat', NULL,
		NULL, 'each semester', 0, 'Article 14');
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation) VALUES
	('elm', 'first half', 'First half', 12, 15, 0, 'on', '[2024-07-01,2027-07-01)', 'Article 13'),
	('elm', 'second half', 'Second half', 6, 10, 1, 'on', '[2024-07-01,2027-07-01)', 'Article 13');
INSERT INTO stipend_installment (stipend_id, share, due, citation)
SELECT s.id, 0.5, d.due, 'Article 13' FROM stipend AS s, (VALUES ('first half'), ('second half')) AS d (due)
WHERE s.contract = 'elm' AND s.position = 'Yearbook';
INSERT INTO longevity_rule (contract, code, schedule, in_force, service, scale, base,
	lanes, steps, applies, in_proportion,
	citation) VALUES
	('elm', 'years', '*', '[2024-07-01,2025-07-01)', 'district',
		'11-15: $400 each, 16+: $450 each per year', NULL, NULL,
		NULL, '{}', NULL, 'Article 15'),
	('elm', 'years', '*', '[2025-07-01,2027-07-01)', 'district',
		'11-15: $420 each, 16+: $470 each per year', NULL, NULL,
		NULL, '{}', NULL, 'Article 15'),
	('elm', 'top', 'teacher', '[2024-07-01,2027-07-01)', 'on step',
		'3+: 2% flat, 6+: 3% flat', 'first cell', '{MA,MA+30}',
		'[12,12]', '{}', 'fte', 'Article 15.2'),
	('elm', 'national board', '*', '[2024-07-01,2027-07-01)', 'total', '1+: $2000 flat', NULL, NULL, NULL,
		'{"national_board": true}', NULL, 'Article 15.3');
INSERT INTO division (contract, component, in_force, way, divisor, counts, citation) VALUES
	('elm', '*', '[2024-07-01,2027-07-01)', 'duty days', NULL, NULL, 'Article 16'),
	('elm', 'salary', '[2024-07-01,2025-07-01)', 'duty days', 190, 'days held', 'Article 16'),
	('elm', 'salary', '[2025-07-01,2027-07-01)', 'duty days', 185, 'days held', 'Article 16'),
	('elm', 'stipend: Band', '[2024-07-01,2027-07-01)', 'months begun', NULL, NULL, 'Article 16'),
	('elm', 'longevity: years', '[2024-07-01,2027-07-01)', 'thirtieths', NULL, NULL, 'Article 16');
INSERT INTO change_share (contract, change, by, share, in_force, citation) VALUES
	('elm', 'lane', '09-30', 1, '[2024-07-01,2027-07-01)', 'Article 17'),
	('elm', 'lane', '01-31', 0.5, '[2024-07-01,2027-07-01)', 'Article 17');
INSERT INTO credit_rule (contract, kind, year_at, part_years, most, first_step_most, in_force, citation) VALUES
	('elm', 'district', 0.75, 'whole', NULL, NULL, '[2024-07-01,2027-07-01)', 'Article 18'),
	('elm', 'outside', 0.75, 'whole', 6, 7, '[2024-07-01,2027-07-01)', 'Article 18'),
	('elm', 'job share', 1, 'add up', NULL, NULL, '[2024-07-01,2027-07-01)', 'Article 18');
INSERT INTO step_rule (contract, schedule, role, in_force, years_a_step, moves_on, highest, frozen, citation) VALUES
	('elm', '*', '*', '[2024-07-01,2027-07-01)', 1, NULL, NULL, false, 'Article 19'),
	('elm', 'nurse', '*', '[2024-07-01,2027-07-01)', 1, '09-01', 10, false, 'Article 19'),
	('elm', '*', 'intern', '[2024-07-01,2027-07-01)', 2, NULL, NULL, false, 'Article 19'),
	('elm', 'teacher', '*', '[2025-07-01,2026-07-01)', 1, NULL, NULL, true, 'Article 19.4');
INSERT INTO start_rule (contract, schedule, role, in_force, first_step, most, citation) VALUES
	('elm', '*', '*', '[2024-07-01,2027-07-01)', 1, NULL, 'Article 18'),
	('elm', 'nurse', '*', '[2024-07-01,2027-07-01)', 2, 6, 'Article 18');
INSERT INTO benefit_cap (contract, coverage, in_force, amount, citation) VALUES
	('elm', 'health', '[2024-07-01,2025-07-01)', 10500, 'Article 20'),
	('elm', 'health', '[2025-07-01,2026-07-01)', 11000, 'Article 20'),
	('elm', 'health', '[2026-07-01,2027-07-01)', 11600, 'Article 20');
INSERT INTO repayment (contract, code, title, in_force, scale, citation) VALUES
	('elm', 'courses', 'Courses', '[2024-07-01,2027-07-01)', '1: 100% flat, 2: 50% flat', 'Article 21');
INSERT INTO retirement_incentive (contract, code, in_force, service, age_from, age_before, amount, citation) VALUES
	('elm', 'A', '[2024-07-01,2027-07-01)', '[25,)', 55, 65, 4000, 'Article 22'),
	('elm', 'B', '[2024-07-01,2027-07-01)', '[15,25)', 55, 65, 2500, 'Article 22');

-- the days of each contract: weekdays from the middle of August on
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT y.contract, school_year_from(y.year), daterange(make_date(y.year, 7, 1), make_date(y.year + 1, 7, 1)),
	(SELECT range_agg(daterange(d::date, d::date + 1))
		FROM (SELECT d FROM generate_series(make_date(y.year, 8, 16)::timestamp,
		make_date(y.year + 1, 6, 30)::timestamp, '1 day') AS d WHERE extract(isodow FROM d) < 6
			ORDER BY d LIMIT 182) AS d),
	'adopted by the board'
FROM (VALUES ('waterford', 2018), ('waterford', 2019), ('waterford', 2020), ('waterford', 2021), ('anacortes', 2017),
	('anacortes', 2018), ('utla', 2022), ('utla', 2024), ('clovis', 2024), ('elm', 2024), ('elm', 2025),
	('elm', 2026)) AS y (contract, year);
INSERT INTO term (contract, name, in_force, citation)
SELECT 'utla', 'semester', t.in_force::daterange, 'adopted by the board' FROM (VALUES ('[2022-07-01,2023-01-10)'),
	('[2023-01-10,2023-07-01)'), ('[2024-07-01,2025-01-10)'), ('[2025-01-10,2025-07-01)')) AS t (in_force);

INSERT INTO site (site_id, site_name, level, enrollment) VALUES (1, 'High', 'High School', 900),
	(2, 'Middle', 'Middle School', 600), (3, 'Moon', 'Moon/Whitehead', 400), (4, 'Whitehead', 'Moon/Whitehead', 700),
	(5, 'Small High', 'High School', 300), (6, 'Small Middle', 'Middle School', 450);
-- somebody on each lane and each third step of each schedule, half of them at half time
CREATE TEMP TABLE place AS
SELECT row_number() OVER (ORDER BY s.contract, s.schedule, c.placement) AS n, s.contract, s.schedule, c.placement,
	k.term * daterange(min(lower(y.in_force)), max(upper(y.in_force))) AS years
FROM schedule AS s JOIN contract AS k USING (contract) JOIN calendar AS y USING (contract)
	CROSS JOIN LATERAL caseload.cells(s.grid) AS c
WHERE lower(s.in_force) = (SELECT max(lower(o.in_force)) FROM schedule AS o WHERE o.contract = s.contract)
	AND (c.step::int % 4 = 1 OR c.longevity OR c.step >= 12)
GROUP BY s.contract, s.schedule, c.placement, k.term;
UPDATE place SET years = daterange('2018-07-01', upper(years)) WHERE contract = 'waterford';
INSERT INTO employee (employee_id, employee_name, hired, attributes)
SELECT n, 'Employee ' || n, make_date(2000 + (n % 17)::int, 8, 15), CASE WHEN n % 4 = 0 THEN '{"national_board": true}'
	ELSE '{}' END::jsonb FROM place ORDER BY n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid, attributes)
SELECT n, 1 + n % 6, contract, schedule, placement, CASE WHEN n % 3 = 0 THEN 0.5 ELSE 1 END, years,
	CASE WHEN n % 5 = 0 THEN '{"role": "intern"}' ELSE '{}' END::jsonb FROM place WHERE n % 7 <> 0 ORDER BY n;
-- some who come in November, some who change lanes in October
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, contract, schedule, placement, daterange(lower(years) + 130, upper(years)) FROM place
WHERE n % 14 = 7 ORDER BY n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, contract, schedule, v.placement, v.valid FROM place CROSS JOIN LATERAL (VALUES
		(placement, daterange(lower(years), lower(years) + 110)),
		(salary_step((SELECT l.lane FROM unnest(lanes(schedule_on(place.contract, place.schedule, lower(years) + 1)))
			WITH ORDINALITY AS l (lane, at) ORDER BY l.at DESC LIMIT 1), step(placement)),
			daterange(lower(years) + 110, upper(years)))) AS v (placement, valid)
WHERE n % 14 = 0 ORDER BY n;
-- utla and anacortes have no schedule here
INSERT INTO employee (employee_id, employee_name, hired)
SELECT 9000 + n, 'Agreed ' || n, '2010-08-15' FROM generate_series(1, 2) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(9001, 1, 'utla', 'none', 70000, '[2022-07-01,2025-07-01)'),
	(9002, 1, 'anacortes', 'none', 70000, '[2017-09-01,2019-09-01)');
INSERT INTO service (employee_id, school_year, kind, share)
SELECT n, school_year_from(y), CASE WHEN n % 5 = 1
	AND y < 2008 THEN 'outside' WHEN n % 6 = 5 AND y > 2012 THEN 'job share'
	ELSE 'district' END, CASE WHEN n % 6 = 5 AND y > 2012 THEN 0.5 WHEN (n + y) % 4 = 0 THEN 0.6 ELSE 1 END
FROM place, generate_series(2000, 2025) AS y
WHERE y >= 2000 + n % 17 AND (contract = 'elm' OR y < 2022) ORDER BY n, y;
-- somebody for each row of stipend, at a site that it asks for
INSERT INTO employee (employee_id, employee_name, hired)
SELECT 10000 + row_number() OVER (ORDER BY s.id), 'Holder ' || row_number() OVER (ORDER BY s.id), '2012-08-15'
FROM stipend AS s ORDER BY s.id;
CREATE TEMP TABLE holder AS
SELECT 10000 + row_number() OVER (ORDER BY s.id) AS employee_id, s.contract, s.position,
	s.applies, s.scale IS NOT NULL AS scaled,
	coalesce((SELECT min(t.site_id) FROM site AS t WHERE t.level = s.site_level AND s.enrollment @> t.enrollment
		AND t.site_id + CASE WHEN s.site_level = 'any' THEN 0 ELSE 0 END > 0), 1) AS site_id,
	CASE s.contract WHEN 'waterford' THEN '[2018-07-01,2022-07-01)' WHEN 'anacortes' THEN '[2017-09-01,2019-09-01)'
		WHEN 'utla' THEN '[2022-07-01,2025-07-01)' WHEN 'clovis' THEN '[2024-07-01,2025-07-01)'
		ELSE '[2024-07-01,2027-07-01)' END::daterange AS valid
FROM stipend AS s;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT h.employee_id, h.site_id, h.contract, 'none', 60000, h.valid FROM holder AS h ORDER BY 1;
-- no longer than some row pays it, so that the district has no problem before a slip
INSERT INTO position_held (employee_id, site_id, contract, position, attributes, counted, valid)
SELECT h.employee_id, h.site_id, h.contract, h.position, h.applies, CASE WHEN h.scaled THEN 2 ELSE 1 END,
	range_merge(range_agg(h.valid * s.in_force))
FROM holder AS h JOIN stipend AS s ON s.contract = h.contract AND s.position = h.position AND h.valid && s.in_force
	JOIN site AS t ON t.site_id = h.site_id AND s.site_level IN ('any', t.level) AND s.enrollment @> t.enrollment
		AND h.applies @> s.applies
GROUP BY h.employee_id, h.site_id, h.contract, h.position, h.applies, h.scaled ORDER BY 1;
UPDATE position_held AS h SET share = 0.4 FROM stipend AS s
WHERE s.contract = h.contract AND s.position = h.position
	AND s.prorated_by = 'school days' AND h.contract = 'waterford';
-- and a stipend that is shared is held for somebody
UPDATE position_held AS h SET attributes = h.attributes || jsonb_build_object(s.shared_by, 'one of them')
FROM stipend AS s
WHERE s.contract = h.contract AND s.position = h.position AND s.shared_by IS NOT NULL;
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT n, daterange('2025-10-07', '2025-10-08'), w, '2.5 hours'
FROM place, unnest('{tutoring,summer school}'::text[]) AS w
WHERE contract = 'elm' AND n % 2 = 1 AND n % 7 <> 0 ORDER BY n, w;
ANALYZE;
