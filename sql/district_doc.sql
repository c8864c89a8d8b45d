-- The examples of doc/district.md.
BEGIN;
SET LOCAL datestyle = ISO;
SELECT caseload.create_district('waterford', contract => 'waterford');
SELECT name, term, citation FROM caseload.contracts() WHERE name = 'waterford';
SET search_path = waterford, caseload, public;
SELECT place_newcomer('waterford', 'teacher', units => 64, outside_years => 6, on_date => '2019-08-12');
SELECT next_placement('waterford', 'teacher', 'IV-7', '2020-21', share => 120 / 182.0,
	units => 72, interest_form => '2020-04-20', units_verified => '2020-09-01');
SELECT stipend_pay('waterford', 'MTSS Coordinator', '2019-09-01', 'High School', enrollment => 561);
SELECT lane, max(amount) AS top FROM waterford_bi.schedule_cell
WHERE schedule = 'teacher' AND in_force_from = '2019-07-01' GROUP BY lane, lane_rank ORDER BY lane_rank;
SELECT caseload.create_district('lakeside');
SET search_path = lakeside, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, duty_days, citation) VALUES
	('lakeside', 'Agreement 2025-2027', 'Lakeside School District', 'Lakeside Education Association',
	'[2025-07-01,2027-07-01)', 186, 'Article 1.1');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('lakeside', 'teacher', 'Salary schedule 2025-26', '[2025-07-01,2026-07-01)', $$
Step   BA        BA+15     MA
0      $42,500   $44,000   $47,250
1      $43,600   $45,100   $48,500
2      $44,700   $46,200   $49,750
3      -         $47,300   $51,000
4      -         -         $52,520
$$, 'Appendix A');
SELECT p.placement, p.problem FROM schedule, problems(grid) AS p WHERE schedule = 'teacher';
UPDATE schedule SET grid = replace(grid::text, '52520', '52250')::salary_schedule WHERE schedule = 'teacher';
INSERT INTO raise (contract, in_force_from, percent, citation) VALUES ('lakeside', '2026-07-01', 2.75, 'Article 14.2');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, schedule, 'Salary schedule 2026-27', '[2026-07-01,2027-07-01)',
	raised(grid, 'lakeside', 'teacher', '2025-07-01', '2026-07-01'), 'Article 14.2'
FROM schedule WHERE schedule = 'teacher';
INSERT INTO pay_base (contract, name, in_force, schedule, placement, citation) VALUES
	('lakeside', 'stipend base', '[2025-07-01,2027-07-01)', 'teacher', 'BA-0', 'Article 15.1');
INSERT INTO stipend (contract, position, title, in_force, band, base, citation) VALUES
	('lakeside', 'Yearbook', 'Yearbook advisor', '[2025-07-01,2027-07-01)', 'C 4.5%', 'stipend base', 'Appendix B');
INSERT INTO stipend (contract, position, title, in_force, scale, per_count_of, citation) VALUES
	('lakeside', 'Extra preparations', 'More than three preparations', '[2025-07-01,2027-07-01)',
	'4: $400 flat, 5+: $900 flat per semester', 'preparations', 'Article 15.6');
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('lakeside', 'longevity', '[2025-07-01,2027-07-01)', 'district',
		'11-15: $400 each, 16+: $450 each per year', 'Article 14.9');
INSERT INTO site (site_id, site_name) VALUES (1, 'Lakeside School');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ames, Lee');
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte) VALUES
	(1, 1, 'lakeside', 'teacher', '[2025-08-18,2027-06-11)', 'MA-4', 1);
SELECT s.title, salary(s.grid, m.placement) AS salary,
	stipend_pay('lakeside', 'Yearbook', lower(s.in_force)) AS yearbook,
	stipend_pay('lakeside', 'Extra preparations', lower(s.in_force), counted => 5) AS preparations
FROM employment AS m JOIN schedule AS s USING (contract, schedule)
ORDER BY s.in_force;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'lakeside', y.name, y.in_force::daterange, (SELECT range_agg(daterange(d::date, d::date + 1))
	FROM generate_series(y.first, y.last, '1 day') AS d WHERE extract(isodow FROM d) < 6), 'Board, spring'
FROM (VALUES ('2025-26', '[2025-07-01,2026-07-01)', date '2025-08-18', date '2026-06-10'),
	('2026-27', '[2026-07-01,2027-07-01)', '2026-08-17', '2027-06-10')) AS y (name, in_force, first, last);
INSERT INTO term (contract, name, in_force, citation) VALUES
	('lakeside', 'semester', '[2025-07-01,2026-01-05)', 'Board, spring'),
	('lakeside', 'semester', '[2026-01-05,2026-07-01)', 'Board, spring'),
	('lakeside', 'semester', '[2026-07-01,2027-01-04)', 'Board, spring'),
	('lakeside', 'semester', '[2027-01-04,2027-07-01)', 'Board, spring');
INSERT INTO position_held (employee_id, site_id, contract, position, valid, counted) VALUES
	(1, 1, 'lakeside', 'Yearbook', '[2025-08-18,2027-06-11)', 1),
	(1, 1, 'lakeside', 'Extra preparations', '[2025-08-18,2027-06-11)', 5);
INSERT INTO service (employee_id, school_year, kind, share)
SELECT 1, y || '-' || lpad(((y + 1) % 100)::text, 2, '0'), 'district', 1 FROM generate_series(2008, 2025) AS y;
SELECT school_year, component, during, annual, cents, problem FROM pay_lines(contract => 'lakeside')
ORDER BY school_year, component, during;
SELECT school_year, sum(cents) FROM pay_lines(contract => 'lakeside') GROUP BY school_year ORDER BY school_year;
UPDATE schedule SET known = '(,2026-10-15)' WHERE lower(in_force) = '2026-07-01';
INSERT INTO schedule (contract, schedule, title, in_force, known, grid, citation)
SELECT contract, schedule, title, in_force, '[2026-10-15,)', grid * 1.01, 'Memorandum 3'
FROM schedule WHERE lower(in_force) = '2026-07-01';
SELECT salary(schedule_on('lakeside', 'teacher', '2026-09-01'), 'MA-4')
	- salary(schedule_on('lakeside', 'teacher', '2026-09-01', known_on => '2026-09-01'), 'MA-4') AS retroactive_a_year;
SELECT rank, schedule, placement, fte, cheques, what_departs, annual, cheque
FROM unnest('{4354.16,1961.54,3006.67}'::numeric[]) WITH ORDINALITY AS a (amount, nth),
	placements_for(amount, 'lakeside', '2025-10-01') ORDER BY nth, rank;
ROLLBACK;
