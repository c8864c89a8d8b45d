-- Every figure of the limits that the four documents print, from a list made apart from the contracts' rows: each
-- must stand in a row, with a citation, and nothing may stand there that is not printed.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('figures', contract => 'waterford');
SELECT caseload.load_contract('figures', c) FROM unnest('{anacortes,utla,clovis}'::text[]) AS c;
SET search_path = figures, caseload, public;
CREATE TEMPORARY VIEW stated AS
SELECT l.contract, l.code, l.in_force, l.joined, l.strictness, l.citation, c.id, c.test, c.grades, c.program, c.applies,
	c.precedence, quantity(c.number) AS number, measure(c.number) AS measure,
	quantity(c.tolerance) AS tolerated, c.per, c.reckoned, c.note,
	(SELECT r.scale FROM limit_remedy AS r WHERE r.limit_id = l.id AND r.kind = 'pay') AS scale
FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id;

-- Anacortes. The amounts of K-6 add up, so a tier is what one more student pays; those of five of seven replace
-- each other, and both numbers go up by one a tier.
CREATE TEMPORARY TABLE class_size (grades int4range, load int, cap int, single_class_cap int, average_cap int,
	joined_by text, tier int, per_day numeric);
\copy class_size from program 'cat "$PG_ABS_SRCDIR"/test/data/anacortes_class_size.csv' csv header
SELECT count(*) FILTER (WHERE CASE
		WHEN p.cap IS NOT NULL THEN s.number = p.cap
			AND pay(s.scale, p.tier) - CASE p.tier WHEN 1 THEN 0 ELSE pay(s.scale, p.tier - 1) END = p.per_day
		WHEN p.tier IS NULL THEN s.number = p.average_cap AND b.number = p.single_class_cap AND s.scale IS NULL
		ELSE s.number + p.tier - 1 = p.average_cap AND b.number + p.tier - 1 = p.single_class_cap
			AND pay(s.scale, p.tier) = p.per_day END
	AND (p.joined_by IS NULL OR s.joined = CASE p.joined_by WHEN 'or' THEN 'any' ELSE 'all' END))
	|| ' of ' || count(*) AS anacortes_class_size
FROM class_size AS p LEFT JOIN stated AS s ON s.contract = 'anacortes' AND s.code LIKE 'class-size%'
	AND s.test = 1 AND s.grades = p.grades
		AND (p.load IS NULL OR s.applies = jsonb_build_object('sections', p.load))
	LEFT JOIN stated AS b ON b.contract = 'anacortes' AND b.code = s.code AND b.test = 2 AND b.grades = s.grades
	AND b.applies = s.applies AND b.reckoned = 'largest' AND s.reckoned = 'average';
CREATE TEMPORARY TABLE anacortes_caseload (program text, number numeric, measure text, tolerated numeric);
\copy anacortes_caseload from program 'cat "$PG_ABS_SRCDIR"/test/data/anacortes_caseload.csv' csv header
SELECT count(*) FILTER (WHERE s.number = p.number AND s.tolerated = p.tolerated)
	|| ' of ' || count(*) AS anacortes_caseload
FROM (SELECT replace(program, ' at Whitney', '') AS program,
		CASE WHEN program LIKE '% at Whitney' THEN -number ELSE number END AS number, measure, tolerated,
		program LIKE '% at Whitney' AS whitney FROM anacortes_caseload) AS p
	LEFT JOIN stated AS s ON s.contract = 'anacortes' AND s.program = p.program AND s.measure = p.measure
	AND (s.applies <> '{}') = p.whitney;
-- the four options of each, and $10 to at most $40
SELECT count(*) AS options, count(DISTINCT r.limit_id) AS limits,
	min(pay(r.scale, 1)) AS each, max(pay(r.scale, 100)) AS most
FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id
WHERE l.contract = 'anacortes' AND r.choice = 'overload';

-- Waterford: Article XXVI, and Appendix C-1 by program and level, the maxima of the state apart from best practice
CREATE TEMPORARY TABLE waterford_class (grades int4range, number numeric, per_count numeric);
\copy waterford_class from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_class_size.csv' csv header
SELECT count(*) FILTER (WHERE s.number = p.number AND pay(s.scale, 1) = p.per_count
	AND pay(s.scale, 3) = 3 * p.per_count) || ' of ' || count(*) AS waterford_class_size
FROM waterford_class AS p LEFT JOIN stated AS s ON s.contract = 'waterford'
	AND s.code = 'class-size' AND s.grades = p.grades;
CREATE TEMPORARY TABLE selpa (section text, program text, staff_ratio text, level text,
	number numeric, state_maximum boolean);
\copy selpa from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_selpa.csv' csv header
CREATE TEMPORARY VIEW standard AS SELECT s.*, s.applies ->> 'level' AS level FROM stated AS s
WHERE s.contract = 'waterford' AND s.code IN ('selpa-class', 'selpa-caseload', 'selpa-state-maximum');
SELECT p.section, count(*) FILTER (WHERE s.number = p.number AND s.strictness = CASE WHEN p.state_maximum THEN 'hard'
	ELSE 'advisory' END AND (s.per IS NOT NULL) = coalesce(p.staff_ratio ~ '^1 FTE( T| OT)?$', false)
	AND (p.staff_ratio IS NULL OR s.note = 'staff ratio ' || p.staff_ratio)) || ' of ' || count(*) AS standards
FROM selpa AS p LEFT JOIN standard AS s ON s.program = split_part(p.program, ' Preformal and School', 1)
	AND s.level = p.level GROUP BY p.section ORDER BY 1;
SELECT count(*) AS "not printed" FROM standard AS s WHERE NOT EXISTS (SELECT FROM selpa AS p
	WHERE split_part(p.program, ' Preformal and School', 1) = s.program AND p.level = s.level);
-- "1 FTE T/2 FTE A": so many aides, by the level where the ratio names levels
SELECT count(*) FILTER (WHERE s.number = p.aides) || ' of ' || count(*) AS staffing
FROM (SELECT p.program, p.level,
		CASE WHEN p.program = 'SDC-Autism' THEN CASE WHEN p.level IN ('Preformal', 'Primary') THEN 6 ELSE 5 END
		ELSE substring(p.staff_ratio FROM '/([0-9]) FTE A')::int END AS aides FROM selpa AS p
	WHERE p.staff_ratio LIKE '%FTE A%') AS p
	LEFT JOIN stated AS s ON s.code = 'selpa-staffing' AND s.program = p.program
	AND jsonb_build_object('level', p.level) @> s.applies;

-- UTLA: where the rows have the figure of each provision
CREATE TEMPORARY TABLE provision (provision text, figure numeric, threshold numeric);
\copy provision from program 'cat "$PG_ABS_SRCDIR"/test/data/utla_rules.csv' csv header
CREATE TEMPORARY VIEW utla AS SELECT * FROM stated WHERE contract = 'utla';
CREATE TEMPORARY VIEW held AS
SELECT v.* FROM (VALUES
	('class_size_reduction_identified_2023_24', (SELECT -number FROM utla
			WHERE code = 'class-size' AND in_force @> date '2023-10-01' AND applies ? 'identified'), NULL::numeric),
	('class_size_reduction_identified_2024_25', (SELECT -number - 1 FROM utla
			WHERE code = 'class-size' AND in_force @> date '2024-10-01' AND applies ? 'identified'), NULL),
	('class_size_reduction_other_2024_25', (SELECT -number FROM utla
			WHERE code = 'class-size' AND in_force @> date '2024-10-01' AND applies = '{}'), NULL),
	('class_size_reduction_other_2025_26', (SELECT -number - 1 FROM utla
			WHERE code = 'class-size' AND in_force @> date '2025-10-01' AND applies = '{}'), NULL),
	('secondary_counselor_caseload', NULL, (SELECT number FROM utla WHERE code = 'counselor')),
	('college_counselor', (SELECT number
			FROM utla WHERE code = 'college-counselor' AND in_force @> date '2023-10-01' AND test = 2),
		(SELECT number FROM utla WHERE code = 'college-counselor' AND in_force @> date '2023-10-01' AND test = 1)),
	('combination_class', (SELECT pay(scale, 1) FROM utla WHERE code = 'combination-class' AND test = 1),
		(SELECT number FROM utla WHERE code = 'combination-class' AND test = 1)),
	('autism_alternate_curriculum_cap', NULL,
		(SELECT number FROM utla WHERE code = 'sped-class-size' AND program = 'SDC Autism')),
	('sped_cap_violation_2', (SELECT pay(scale, 2) FROM utla WHERE code = 'sped-class-size' AND program IS NULL),
		(SELECT min(n) FROM utla, generate_series(1, 9) AS n
			WHERE code = 'sped-class-size' AND program IS NULL AND pay(scale, n) > 0)),
	('sped_cap_violation_3', (SELECT pay(scale, 3) FROM utla WHERE code = 'sped-class-size' AND program IS NULL),
		(SELECT min(n) FROM utla, generate_series(1, 9) AS n
			WHERE code = 'sped-class-size' AND program IS NULL AND pay(scale, n) = pay(scale, 9))),
	('adaptive_pe_cap', NULL, (SELECT tolerated + 1 FROM utla WHERE code = 'adaptive-pe' AND number IS NULL)),
	('sdc_paraprofessional', (SELECT number FROM utla WHERE code = 'paraprofessionals' AND program IS NULL), NULL),
	('ed_autism_paraprofessional', (SELECT max(number) FROM utla
			WHERE code = 'paraprofessionals' AND program IN ('SDC Autism', 'SDC Emotionally Disturbed')
			HAVING count(*) = 2 AND min(number) = max(number)), NULL),
	('initial_assessment_pay', (SELECT pay(scale, 1)
			FROM utla WHERE code = 'assessments' AND test = 2 AND program = 'RSP'),
		(SELECT number FROM utla WHERE code = 'assessments' AND test = 2 AND program = 'RSP')),
	('assessment_release_days', (SELECT number FROM utla WHERE code = 'assessment-release'), NULL),
	('para_pull_notice', (SELECT within FROM due_rule
			WHERE contract = 'utla' AND code = 'paraprofessional-notice' AND unit = 'hours'), NULL),
	('dual_language_elementary', (SELECT stipend(band) FROM stipend
			WHERE position = 'dual language, elementary'), NULL),
	('dual_language_secondary_half', (SELECT stipend(band) FROM stipend
			WHERE position = 'dual language, secondary, up to half'), (SELECT substring(title FROM '([0-9]+)%')::numeric
			FROM stipend WHERE position = 'dual language, secondary, up to half')),
	('dual_language_secondary_more', (SELECT stipend(band) FROM stipend
			WHERE position = 'dual language, secondary, more'), (SELECT substring(title FROM '([0-9]+)%')::numeric
			FROM stipend WHERE position = 'dual language, secondary, more')),
	('dual_language_english_team', (SELECT stipend(band) FROM stipend
			WHERE position = 'dual language, English team'), NULL),
	('faculty_meeting_notice', (SELECT within FROM due_rule
			WHERE contract = 'utla' AND code = 'faculty-meeting-notice' AND unit = 'hours'), NULL),
	('bsap_group1_pd', (SELECT number FROM utla WHERE code = 'bsap-training'), NULL),
	('adult_ed_prep', (SELECT pay(scale, 5) FROM stipend WHERE position = 'adult education preparation'), 5),
	('special_services_onsite', (SELECT number FROM utla WHERE code = 'onsite-hours'), NULL),
	('climate_champion', (SELECT stipend(band) FROM stipend WHERE position = 'climate champion'), NULL),
	('dual_language_pro_rata', NULL, (SELECT max(quantity(lasts)) - 1
			FROM stipend WHERE contract = 'utla' AND position LIKE 'dual language%'
			HAVING count(*) = 4 AND count(lasts) = 4 AND min(lasts) = max(lasts)))
) AS v (provision, figure, threshold);
SELECT count(*) FILTER (WHERE h.figure IS NOT DISTINCT FROM p.figure AND h.threshold IS NOT DISTINCT FROM p.threshold)
	|| ' of ' || count(*) AS utla FROM provision AS p JOIN held AS h USING (provision);
SELECT p.provision, p.figure, p.threshold, h.figure AS held, h.threshold AS held_threshold
FROM provision AS p JOIN held AS h USING (provision)
WHERE h.figure IS DISTINCT FROM p.figure OR h.threshold IS DISTINCT FROM p.threshold ORDER BY 1;
-- no number to hold: the page of the contract says why
SELECT p.provision, p.figure FROM provision AS p
WHERE NOT EXISTS (SELECT FROM held AS h WHERE h.provision = p.provision) ORDER BY 1;

-- Clovis: the one figure. And every number that a source does not give is null, with a note.
SELECT stipend(band, 80000) AS "3% of 80,000" FROM stipend WHERE contract = 'clovis';
SELECT contract, code, program, note FROM stated WHERE number IS NULL ORDER BY 1, 2, 3;
