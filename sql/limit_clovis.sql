-- The clauses of the Clovis flyer, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_clovis', contract => 'clovis');
SET search_path = limit_clovis, limit_clovis_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'clovis', '2023-24', '[2023-07-01,2024-07-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 11) AS w, CAST(date '2023-08-14' + 7 * w AS date) AS d), 'made up';
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Teacher 1');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'clovis', 'none', 80000, '[2023-07-01,2024-07-01)');
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- Extra duty pay of 3% of base salary moves with it: 80,000 gives 2,400.00, and after a raise of 5%, 2,520.00.
SELECT s.note, round(stipend(s.band, base_amount('clovis', s.base, '2023-09-01', own_salary => 80000)),
	s.digits) AS before,
	round(stipend(s.band, base_amount('clovis', s.base, '2023-09-01', own_salary => 80000 * 1.05)),
		s.digits) AS after FROM stipend AS s;

-- The joint committee meets once in each month: the days run from 14 August to 3 November. It met on 5 September
-- and twice in October, so August and November are one short each.
INSERT INTO tally (site_id, valid, what, quantity) SELECT 1, daterange(d, d + 1), 'joint committee', '1 meetings'
FROM unnest('{2023-09-05,2023-10-03,2023-10-17}'::date[]) AS d;
SELECT day, cap, load, over FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
WHERE l.code = 'joint-committee' ORDER BY 1;

-- Support staff at a ratio, which the flyer does not give: at a made-up 8 students for each aide, a class of 20
-- with two aides has a cap of 16, 4 over; it asks for aides, in a number that nobody stated.
SELECT class(1, 1, 1, '[3,3]', '[2023-08-14,2023-12-01)'), students(1, 20, '[2023-08-14,2023-12-01)');
INSERT INTO tally (section_id, valid, what, quantity) VALUES (1, '[2023-08-14,2023-12-01)', 'aides', '2 aides');
SELECT * FROM found WHERE code = 'support-staff';
INSERT INTO limit_cap (limit_id, precedence, number, per)
SELECT id, 1, '8 students', '1 aides' FROM load_limit WHERE code = 'support-staff';
SELECT * FROM found WHERE code = 'support-staff';

-- The caseload cap has no number, until one is entered: 20 made up, 23 cases.
SELECT cases(1, 'Mild/Moderate', 23, '[2023-08-14,2023-12-01)');
SELECT * FROM found WHERE code = 'mild-moderate';
INSERT INTO limit_cap (limit_id, program, precedence, number)
SELECT id, 'Mild/Moderate', 1, '20 students' FROM load_limit WHERE code = 'mild-moderate';
SELECT * FROM found WHERE code = 'mild-moderate';
SELECT stage, days, day_kind, from_event, note FROM deadline;
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 2, 3, 4;
