-- Limits against what else is said of the same: the row before, other programs, titles and notes. Each slip is made
-- in a sound contract, found, and taken back.
\set VERBOSITY terse
SELECT caseload.create_district('limit_kin');
SET search_path = limit_kin, limit_kin_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2024-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('elm', '2024-25', '[2024-07-01,2025-07-01)', '{[2024-09-01,2025-06-01)}', 'made up'),
	('elm', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2026-06-01)}', 'made up');
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES
	('elm', 'norm day', '[2024-07-01,2025-07-01)', '{[2024-10-01,2024-10-02)}', 'made up'),
	('elm', 'norm day', '[2025-07-01,2026-07-01)', '{[2025-10-01,2025-10-02)}', 'made up');
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, strictness, citation, note) VALUES
	('elm', 'class-size', 'Class size', '[2024-07-01,2025-07-01)', 'section', 'any', 'norm day', 'paid', '1', NULL),
	('elm', 'class-size', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'any', 'norm day', 'paid', '1', NULL),
	('elm', 'sdc', 'Special day class', '[2024-07-01,2026-07-01)', 'section', 'any', 'every day', 'hard', '2', NULL),
	('elm', 'rsp-caseload', 'Resource caseload', '[2024-07-01,2026-07-01)', 'employee', 'any', 'every day', 'hard', '3',
		NULL),
	('elm', 'speech-caseload', 'Speech caseload', '[2024-07-01,2026-07-01)', 'employee', 'any', 'every day', 'hard',
		'3', NULL),
	('elm', 'nurse-caseload', 'Nurse caseload', '[2024-07-01,2026-07-01)', 'employee', 'any', 'every day', 'hard', '3',
		NULL),
	('elm', 'psych-caseload', 'Psychologist caseload', '[2024-07-01,2026-07-01)', 'employee', 'any', 'every day',
		'hard', '3', NULL),
	('elm', 'vision-caseload', 'Vision caseload', '[2024-07-01,2026-07-01)', 'employee', 'any', 'every day', 'hard',
		'3', 'at most 30 students, lowered from 33 students'),
	('elm', 'middle', 'Classes of middle school', '[2024-07-01,2026-07-01)', 'employee', 'any', 'every day', 'paid',
		'4', 'an average of 29 or a class of over 32'),
	('elm', 'art', 'Classes of art', '[2024-07-01,2026-07-01)', 'employee', 'all', 'every day', 'paid',
		'4', 'both must be passed'),
	('elm', 'training', 'Training of an employee', '[2024-07-01,2026-07-01)', 'employee', 'any', 'every day',
		'advisory', '5', 'twenty hours'),
	('elm', 'aides', 'Aides of a special day class', '[2024-07-01,2026-07-01)', 'section', 'any', 'every day',
		'advisory', '6', NULL);
INSERT INTO limit_cap (limit_id, number) SELECT id, n FROM load_limit
	JOIN (VALUES (2024, caseload_unit '30 students'), (2025, '29 students')) AS v (y, n) ON y
		= extract(year FROM lower(in_force)) WHERE code = 'class-size';
INSERT INTO limit_cap (limit_id, program, applies, number) SELECT id, p, jsonb_build_object('level', l), n
FROM load_limit, (VALUES ('SDC Red', 'Primary', caseload_unit '10 students'), ('SDC Red', 'Middle', '12 students'),
	('SDC Red', 'High', '14 students'), ('SDC Blue', 'Primary', '8 students'), ('SDC Blue', 'Middle', '10 students'),
	('SDC Blue', 'High', '12 students'), ('SDC Green', 'Primary', '9 students'), ('SDC Green', 'Middle', '11 students'),
	('SDC Green', 'High', '13 students'), ('SDC Gold', 'Infant', '12 students'), ('SDC Gold', 'Primary', '12 students'),
	('SDC Gold', 'Middle', '12 students'), ('SDC Gold', 'High', '12 students')) AS v (p, l, n) WHERE code = 'sdc';
INSERT INTO limit_cap (limit_id, program, number) SELECT id, p, n FROM load_limit JOIN (VALUES
	('rsp-caseload', 'RSP', caseload_unit '28 students'), ('speech-caseload', 'Speech', '55 students'),
	('nurse-caseload', 'Nurse', '750 students'), ('psych-caseload', 'Psychologist', '900 students'),
	('vision-caseload', 'Vision', '30 students')) AS v (c, p, n) ON c = code;
INSERT INTO limit_cap (limit_id, test, number, reckoned) SELECT id, t, n, r FROM load_limit, (VALUES
	(1, caseload_unit '29 students', 'average'), (2, '32 students', 'largest')) AS v (t, n, r)
WHERE code IN ('middle', 'art');
INSERT INTO limit_cap (limit_id, number, binds, counts, taken, taken_over)
SELECT id, '20 hours', 'under', '{"what": "training"}', 'total', 'year' FROM load_limit WHERE code = 'training';
INSERT INTO limit_cap (limit_id, program, number, binds, per)
SELECT id, p, n, 'under', '1 FTE' FROM load_limit,
	(VALUES ('SDC Red', caseload_unit '1 aides'), ('SDC Blue', '2 aides'),
	('SDC Green', '2 aides'), ('SDC Gold', '3 aides')) AS v (p, n) WHERE code = 'aides';
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'pay', '1+: $50 each per count' FROM load_limit WHERE strictness = 'paid';
INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation)
VALUES ('elm', 'class-size', 'grievance', '[2024-07-01,2026-07-01)', 15, 'school', 'norm day', '7');
SELECT rule, problem, detail FROM rule_problem;

-- what is found after one UPDATE, which is taken back
CREATE FUNCTION slip(one text, OUT problem text, OUT detail text) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
	BEGIN
		EXECUTE one;
		RETURN QUERY SELECT p.problem, p.detail FROM rule_problem AS p
		ORDER BY p.problem COLLATE "C", p.detail COLLATE "C";
		RAISE EXCEPTION SQLSTATE 'SLIPS';
	EXCEPTION WHEN SQLSTATE 'SLIPS' THEN
		NULL;
	END;
END
$$;
CREATE FUNCTION row_of(code text, nth int DEFAULT 1) RETURNS bigint LANGUAGE sql STABLE AS $$
	SELECT c.id FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id WHERE l.code = row_of.code
	ORDER BY c.id OFFSET nth - 1 LIMIT 1;
$$;
-- the same clause, a year later
SELECT * FROM slip($$UPDATE load_limit SET counted_on = 'every day'
	WHERE code = 'class-size' AND in_force @> date '2025-09-01'$$);
SELECT * FROM slip(format('UPDATE limit_cap SET binds = ''at'' WHERE id = %s', row_of('class-size', 2)));
-- High below Middle, as in no other program; Primary after Middle; a row of another amid those of Blue; 11 among
-- twelves
SELECT * FROM slip(format('UPDATE limit_cap SET number = ''11 students'' WHERE id = %s', row_of('sdc', 3)));
SELECT * FROM slip(format($$UPDATE limit_cap SET applies = CASE applies ->> 'level' WHEN 'Middle' THEN
	'{"level": "High"}' ELSE '{"level": "Middle"}' END::jsonb
	WHERE id IN (%s, %s)$$, row_of('sdc', 5), row_of('sdc', 6)));
SELECT * FROM slip(format('UPDATE limit_cap SET program = ''SDC'' WHERE id = %s', row_of('sdc', 5)));
SELECT * FROM slip(format('UPDATE limit_cap SET number = ''11 students'' WHERE id = %s', row_of('sdc', 11)));
SELECT * FROM slip(format('UPDATE limit_cap SET per = ''10 FTE'' WHERE id = %s', row_of('aides', 2)));
-- titles: a program, a scope, days
SELECT * FROM slip(format($$UPDATE limit_cap SET program = CASE program WHEN 'RSP' THEN 'Speech' ELSE 'RSP' END
	WHERE id IN (%s, %s)$$, row_of('rsp-caseload'), row_of('speech-caseload')));
SELECT * FROM slip($$UPDATE load_limit SET scope = 'site' WHERE code = 'aides'$$);
SELECT * FROM slip($$UPDATE load_limit SET scope = 'district' WHERE code = 'training'$$);
-- notes: 30 students, twenty hours, 29 or 32, both
SELECT * FROM slip(format('UPDATE limit_cap SET number = ''33 students'' WHERE id = %s', row_of('vision-caseload')));
SELECT * FROM slip(format('UPDATE limit_cap SET number = ''21 hours'' WHERE id = %s', row_of('training')));
SELECT * FROM slip($$UPDATE load_limit SET joined = 'all' WHERE code = 'middle'$$);
SELECT * FROM slip($$UPDATE load_limit SET joined = 'any' WHERE code = 'art'$$);
-- one of five limits of an article
SELECT * FROM slip($$UPDATE load_limit SET strictness = 'advisory' WHERE code = 'nurse-caseload'$$);
-- numbers that nothing or everything passes, more than there is, a class below the average
SELECT * FROM slip(format('UPDATE limit_cap SET number = ''0 aides'' WHERE id = %s', row_of('aides')));
SELECT * FROM slip(format('UPDATE limit_cap SET binds = ''at'', number = ''0 students'' WHERE id = %s',
	row_of('nurse-caseload')));
SELECT * FROM slip(format('UPDATE limit_cap SET taken_over = ''week'', number = ''200 hours'' WHERE id = %s',
	row_of('training')));
SELECT * FROM slip(format('UPDATE limit_cap SET number = ''28 students'' WHERE id = %s', row_of('art', 2)));
-- remedies
SELECT * FROM slip($$UPDATE limit_remedy SET scale = '0+: $600 flat per year'
	WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'middle')$$);
SELECT * FROM slip($$UPDATE limit_remedy SET kind = 'position', scale = NULL
	WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'middle')$$);
SELECT * FROM slip($$UPDATE limit_remedy SET kind = 'meeting', scale = NULL
	WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'middle')$$);
-- days in the title of another limit, and a test that looks further for other sites
SELECT * FROM slip($$INSERT INTO count_days (contract, name, in_force, days, citation)
	SELECT contract, 'middle school', in_force, days, 'made up' FROM calendar;
	UPDATE load_limit SET counted_on = 'middle school' WHERE code IN ('middle', 'art')$$);
SELECT * FROM slip(format($$UPDATE limit_cap SET wider = 'site', applies = '{"title_i": true}' WHERE id = %s$$,
	row_of('art', 2)));
-- rows and measures
SELECT * FROM slip(format($$INSERT INTO limit_cap (limit_id, program, number)
	SELECT id, NULL, '750 students' FROM load_limit WHERE code = 'nurse-caseload'$$));
SELECT * FROM slip(format('UPDATE limit_cap SET number = ''2 employees'' WHERE id = %s', row_of('training')));
SELECT * FROM slip(format('UPDATE limit_cap SET reckoned = ''per FTE'' WHERE id = %s', row_of('vision-caseload')));
SELECT * FROM slip($$UPDATE deadline SET limit_code = '*'$$);
-- what tallies have not
INSERT INTO site (site_id, site_name) VALUES (1, 'S');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'E');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (1, '[2025-10-01,2025-10-02)', 'training', '4 hours');
SELECT * FROM slip(format('UPDATE limit_cap SET reckoned = ''average'' WHERE id = %s', row_of('training')));
SELECT * FROM slip(format('UPDATE limit_cap SET wider = ''grade'' WHERE id = %s', row_of('training')));
SELECT rule, problem, detail FROM rule_problem;
SET client_min_messages = warning;
DROP SCHEMA limit_kin, limit_kin_bi, limit_kin_then CASCADE;
