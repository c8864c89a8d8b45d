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
CREATE SEQUENCE student;
CREATE FUNCTION class(id bigint, site bigint, teacher bigint, grades int4range, year daterange,
	program text DEFAULT NULL, attributes jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO section (section_id, site_id, section_name, grades, valid, program, attributes) VALUES
		(id, site, 'Class ' || id, grades, year, program, attributes);
	INSERT INTO staffing (section_id, employee_id, valid) SELECT id, teacher, year WHERE teacher IS NOT NULL;
$$;
CREATE FUNCTION students(class bigint, many int, valid daterange, attributes jsonb DEFAULT '{}',
	share numeric DEFAULT 1) RETURNS void LANGUAGE sql AS $$
	INSERT INTO enrollment (section_id, student_id, valid, attributes, share)
	SELECT class, nextval('student'), valid, attributes, share FROM generate_series(1, many);
$$;
CREATE FUNCTION cases(employee bigint, program text, many int, valid daterange, goal_areas numeric DEFAULT 1,
	attributes jsonb DEFAULT '{}') RETURNS void LANGUAGE sql AS $$
	INSERT INTO case_assignment (employee_id, student_id, program, valid, goal_areas, attributes)
	SELECT employee, nextval('student'), program, valid, goal_areas, attributes FROM generate_series(1, many);
$$;
CREATE VIEW due AS
SELECT l.code, p.subject_id, p.employee_id, count(*) AS counts, min(p.pay) AS least,
	max(p.pay) AS most, sum(p.pay) AS total
FROM reckoned_pay() AS p JOIN load_limit AS l ON l.id = p.limit_id GROUP BY l.code, p.subject_id, p.employee_id;
CREATE VIEW found AS
SELECT l.code, f.subject_id, f.first_day, f.last_day, f.measure, f.cap::numeric(12,2) AS cap,
	f.actual::numeric(12,2) AS actual, f.over::numeric(12,2) AS over, r.kind, f.due, f.worth::numeric(12,2) AS worth,
	f.quantity::numeric(12,2) AS quantity, f.amount_due
FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id
	LEFT JOIN limit_remedy AS r ON r.id = f.remedy_id;

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
