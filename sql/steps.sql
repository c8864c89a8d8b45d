-- Steps over time: what a year of service counts, longevity by it, and who moves. Each figure is reckoned by hand
-- beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('steps');
SET search_path = steps, steps_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2028-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('elm', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-08-18,2026-06-12)}', 'made up'),
	('elm', '2026-27', '[2026-07-01,2027-07-01)', '{[2026-08-17,2027-06-11)}', 'made up');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('elm', 'teacher', 'Teachers', '[2025-07-01,2028-07-01)', 'step(0) A(0) B(30)
1 50000 55000
2 52000 57000
3 54000 59000
4 56000 61000
5 - 63000', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 20) AS n;
CREATE FUNCTION served(who bigint, first_year int, shares numeric[], of_kind text DEFAULT 'district') RETURNS void
LANGUAGE sql AS $$
	INSERT INTO service (employee_id, school_year, kind, share)
	SELECT who, school_year_from(first_year + n::int - 1), of_kind, s
	FROM unnest(shares) WITH ORDINALITY AS s (s, n) WHERE s IS NOT NULL $$;

-- Without any rule of credit a whole year is a year, and less is none: 17 of them for employee 1 and none for 2. The
-- years that are finished pay 5 x 400 + 2 x 450 = 2,900; a rule that counts the year that runs pays 450 more.
SELECT served(1, 2008, array_fill(1::numeric, ARRAY[17])), served(2, 2022, '{0.9,0.9,0.9}');
SELECT employee_id, years, kept, (years_counted('elm', 1, employee_id, '2025-26')).*,
	years_of_service('elm', 1, employee_id, '2024-25')
FROM years_counted_of('elm', 1, NULL, '2025-26') ORDER BY 1;
SELECT running, years, caseload.pay('11-15: $400 each, 16+: $450 each per year', years)
FROM (VALUES (false), (true)) AS v (running)
	CROSS JOIN LATERAL longevity_years_of('elm', 1, '{1}', '2025-26', 'district', counts_running_year => running);
-- A rule for the contract's own term counts the years before it as well: at 0.9 of a year, 17 and 3.
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation) VALUES
	('elm', 'district', 0.9, 'whole', '[2025-07-01,2026-07-01)', 'made up');
SELECT employee_id, years, kept FROM years_counted_of('elm', 1, '{1,2}', '2025-26') ORDER BY 1;
-- and a later one with another measure counts what lies in its time: employee 2 works 0.9 in 2026-27, of which 0.95 is
-- asked, and it is not 4; the rule that ended is the last word until then.
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation) VALUES
	('elm', 'district', 0.95, 'whole', '[2026-07-01,)', 'made up');
SELECT served(2, 2025, '{0.9,0.9}');
SELECT before, (years_counted('elm', 1, 2, before)).years
FROM (VALUES ('2025-26'), ('2026-27'), ('2027-28')) AS v (before);
-- what was known on a day: nothing of a rule agreed later
UPDATE credit_rule SET known = '[2026-03-01,)';
SELECT day, (years_counted('elm', 1, 2, '2025-26', known_on => day)).years
FROM (VALUES (date '2026-02-28'), ('2026-03-01')) AS v (day);
DELETE FROM credit_rule;

-- Shares that add up, a year from 0.75 on: 0.8 three times are 3. 0.4 three times are 1.2: 1, and 0.2 is kept. 0.25
-- twice keeps 0.5. Whole ones among them change nothing of that, nor does their order. A kind without a rule counts
-- whole years alone: of the job share nothing, 1 in all.
INSERT INTO credit_rule (contract, kind, year_at, part_years, most, in_force, citation) VALUES
	('elm', 'district', 0.75, 'add up', NULL, '(,)', 'made up'), ('elm', 'outside', 1, 'none', 2, '(,)', 'made up'),
	('elm', 'military', 1, 'add up', 1.5, '(,)', 'made up');
SELECT served(3, 2020, '{0.8,0.8,0.8}'), served(4, 2020, '{0.4,0.4,0.4}'), served(5, 2020, '{0.25,0.25}'),
	served(6, 2020, '{0.4,1,0.4,0.75,0.4}'), served(7, 2020, '{0.75,0.75}', 'job share'), served(7, 2022, '{0.75}'),
	served(8, 2015, '{1,1,1,1}', 'outside'), served(8, 2020, '{0.75,0.75,0.75}', 'military');
SELECT employee_id, years, kept FROM years_counted_of('elm', 1, '{3,4,5,6,7}', '2025-26') ORDER BY 1;
-- at most so many of a kind: 2 of the 4 outside, 1.5 of 2.25 military; both together 3.5
SELECT kinds, years, kept FROM (VALUES ('{outside}'::text[]), ('{military}'), ('{outside,military}')) AS v (kinds)
	CROSS JOIN LATERAL years_counted('elm', 1, 8, '2025-26', kinds);
-- A part year credited as half whatever it is: 0.4, 0.25 and 0.7 are 1.5.
UPDATE credit_rule SET part_credit = 0.5 WHERE kind = 'district';
SELECT served(9, 2020, '{0.4,0.25,0.7}');
SELECT years, kept, year_credit('elm', 'district', 0.1, '2020-07-01'),
	year_credit('elm', 'district', 0.75, '2020-07-01')
FROM years_counted('elm', 1, 9, '2025-26');
UPDATE credit_rule SET part_credit = NULL;

-- Longevity counts what its rule says. 10 was away for five years: 5 + 7 in the district, 7 since. 11 was away last
-- year.
-- 12 worked a tenth in 2018-19, which counts nothing and breaks nothing: 2 + 6. 8 has its 3.5 years elsewhere.
SELECT served(10, 2008, '{1,1,1,1,1,NULL,NULL,NULL,NULL,NULL,1,1,1,1,1,1,1}'), served(11, 2020, '{1,1,1,1}'),
	served(12, 2016, '{1,1,0.1,1,1,1,1,1,1}');
SELECT y.employee_id, string_agg(w || ' ' || y.years, ', ' ORDER BY w)
FROM unnest('{district,total,continuous}'::text[]) AS w
	CROSS JOIN LATERAL longevity_years_of('elm', 1, '{8,10,11,12}', '2025-26', w) AS y
GROUP BY 1 ORDER BY 1;
SELECT y.years, y.kept FROM continuous_years_of('elm', 1, '{12}', '2025-26') AS y;
-- On the top step, 4 of A and 5 of B. 13 since July 2021: 4 finished years. 14 since July 2023: 2. 15 since 15 December
-- 2024, 198 days of that year: 1; 16 since 15 January, 167 days: 0. 17 came on top of A in July 2020 and went over
-- to B-4 in July 2022, which is not the top: 0, and 5 on step 4. 18 left the step again: 0.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(13, 1, 'elm', 'teacher', 'A-4', '[2021-07-01,)'),
	(14, 1, 'elm', 'teacher', 'A-3', '[2020-07-01,2023-07-01)'), (14, 1, 'elm', 'teacher', 'A-4', '[2023-07-01,)'),
	(15, 1, 'elm', 'teacher', 'A-3', '[2020-07-01,2024-12-15)'), (15, 1, 'elm', 'teacher', 'A-4', '[2024-12-15,)'),
	(16, 1, 'elm', 'teacher', 'A-3', '[2020-07-01,2025-01-15)'), (16, 1, 'elm', 'teacher', 'A-4', '[2025-01-15,)'),
	(17, 1, 'elm', 'teacher', 'A-4', '[2020-07-01,2022-07-01)'), (17, 1, 'elm', 'teacher', 'B-4', '[2022-07-01,)'),
	(18, 1, 'elm', 'teacher', 'A-4', '[2020-07-01,2025-07-01)'), (18, 1, 'elm', 'teacher', 'A-3', '[2025-07-01,)');
SELECT employee_id, t.years AS top, r.years AS top_and_running, s.years AS step_4
FROM longevity_years_of('elm', 1, '{13,14,15,16,17,18}', '2025-26', 'on step') AS t
	JOIN longevity_years_of('elm', 1, '{13,14,15,16,17,18}', '2025-26', 'on step', counts_running_year => true) AS r
		USING (employee_id)
	JOIN longevity_years_of('elm', 1, '{13,14,15,16,17,18}', '2025-26', 'on step', steps => '[4,4]') AS s
		USING (employee_id) ORDER BY 1;
-- By anniversaries: 13 was hired on 10 November 2015 and has worked ten years, of which the tenth is finished on that
-- day. 14 was hired on 2 March 2015, whose 0.4 of 2014-15 counts for nothing: ten years are finished in 2025, and the
-- eleventh is on 2 March. 15 had 0.75 of that year, which counts, and yet 11 anniversaries are all that there are. 16
-- comes in this year. Of 17 the day hired is not known. 18, of 29 February, has it on the 28th.
UPDATE employee SET hired = h.hired FROM (VALUES (13, date '2015-11-10'), (14, '2015-03-02'), (15, '2015-03-02'),
	(16, '2026-02-02'), (18, '2024-02-29')) AS h (id, hired) WHERE employee_id = h.id;
SELECT served(13, 2015, '{1,1,1,1,1,1,1,1,1,1}'), served(14, 2014, '{0.4,1,1,1,1,1,1,1,1,1,1}'),
	served(15, 2014, '{0.75,1,1,1,1,1,1,1,1,1,1}'), served(18, 2023, '{0.4,1}');
SELECT * FROM longevity_spans_of('elm', 1, '{13,14,15,16,17,18}', '2025-26', 'district', 'anniversary') ORDER BY 1, 2;
SELECT employee_id, during, years
FROM longevity_spans_of('elm', 1, '{13,14}', '2025-26', 'continuous', 'anniversary', counts_running_year => true)
UNION ALL SELECT * FROM longevity_spans_of('elm', 1, '{13,17}', '2025-26', 'district', 'school year') ORDER BY 1, 2;

-- Words that mean nothing are refused.
INSERT INTO longevity_rule (contract, code, in_force, service, scale, counts, citation) VALUES
	('elm', 'by step', '(,)', 'step', '20+: $500 flat', 'anniversary', 'made up');
INSERT INTO longevity_rule (contract, code, in_force, service, scale, counts, citation) VALUES
	('elm', 'by service', '(,)', 'district', '20+: $500 flat', 'birthday', 'made up');
INSERT INTO credit_rule (contract, kind, year_at, part_years, part_credit, in_force, citation) VALUES
	('elm', 'other', 0.5, 'whole', 0.5, '(,)', 'made up');
INSERT INTO credit_rule (contract, kind, year_at, part_years, halves, in_force, citation) VALUES
	('elm', 'other', 0.5, 'whole', true, '(,)', 'made up');
INSERT INTO step_rule (contract, in_force, moves_on, citation) VALUES ('elm', '(,)', '02-30', 'made up');
INSERT INTO step_rule (contract, in_force, moves_on, citation) VALUES ('elm', '(,)', 'spring', 'made up');
INSERT INTO step_rule (contract, in_force, years_a_step, citation) VALUES ('elm', '(,)', 0, 'made up');
INSERT INTO step_rule (contract, in_force, credit_kept, citation) VALUES ('elm', '(,)', true, 'made up');
INSERT INTO step_rule (contract, in_force, frozen, moves_on, citation) VALUES ('elm', '(,)', true, '02-01', 'made up');
INSERT INTO start_rule (contract, in_force, first_step, most, citation) VALUES ('elm', '(,)', 3, 2, 'made up');
INSERT INTO step_rule (contract, in_force, citation) VALUES ('elm', '(,)', 'made up');
INSERT INTO step_rule (contract, in_force, citation) VALUES ('elm', '[2026-07-01,)', 'made up');
DELETE FROM step_rule;

-- One person at a time: 0.4 three times moves once and keeps 0.2, 0.25 twice keeps 0.5. Where halves of a step are
-- given, 0.25 twice is one; and 0.4 three times is one at the second with 0.3 kept, and one at the third with 0.2.
INSERT INTO credit_rule (contract, kind, year_at, part_years, halves, in_force, citation) VALUES
	('elm', 'job share', 1, 'add up', true, '(,)', 'made up');
SELECT kind, share, s1.becomes AS first, s1.kept_on, s2.becomes AS second, s2.kept_on, s3.becomes AS third, s3.kept_on,
	next_placement('elm', 'teacher', s2.becomes, '2027-28', share => share, kind => kind,
		kept => s2.kept_on) = s3.becomes AS same
FROM (VALUES ('district'), ('job share')) AS v (kind) CROSS JOIN (VALUES (0.4), (0.25)) AS a (share)
	CROSS JOIN LATERAL next_step('elm', 'teacher', 'A-2', '2025-26', share, kind) AS s1
	CROSS JOIN LATERAL next_step('elm', 'teacher', s1.becomes, '2026-27', share, kind, s1.kept_on) AS s2
	CROSS JOIN LATERAL next_step('elm', 'teacher', s2.becomes, '2027-28', share, kind, s2.kept_on) AS s3 ORDER BY 1, 2;
-- Without a row steps go on past the last; a row keeps one on it, or lower, and a freeze where one is, with the credit
-- or without.
SELECT next_placement('elm', 'teacher', 'A-4', '2025-26') AS without;
INSERT INTO step_rule (contract, schedule, in_force, highest, citation) VALUES
	('elm', 'teacher', '[2025-07-01,2026-07-01)', NULL, 'made up'),
	('elm', '*', '[2025-07-01,2027-07-01)', 3, 'made up');
INSERT INTO step_rule (contract, in_force, frozen, credit_kept, citation) VALUES
	('elm', '[2027-07-01,2028-07-01)', true, true, 'made up'),
	('elm', '[2028-07-01,2029-07-01)', true, false, 'made up');
SELECT school_year, n.becomes, n.kept_on
FROM (VALUES ('2025-26'), ('2026-27'), ('2027-28'), ('2028-29')) AS v (school_year)
	CROSS JOIN LATERAL next_step('elm', 'teacher', 'A-4', school_year, 0.9, kept => 0.3) AS n;
SELECT next_placement('elm', 'teacher', 'A-2', '2026-27') AS to_the_highest,
	next_placement('elm', 'teacher', 'A-2', '2027-28') AS frozen;
SELECT next_step('elm', 'teachr', 'A-2', '2026-27');
SELECT next_step('elm', 'teacher', 'A-2', '2026-27', share => -1);
DELETE FROM step_rule;

-- A newcomer begins where the role begins, and gets no further than the rules of credit and of the role let: of outside
-- service two years at most count. A row of the role goes before one of the schedule.
INSERT INTO start_rule (contract, schedule, role, in_force, first_step, most, citation) VALUES
	('elm', '*', 'nurse', '(,)', 2, 3, 'made up'), ('elm', 'teacher', '*', '(,)', 1, NULL, 'made up'),
	('elm', 'teacher', 'counselor', '(,)', 2, NULL, 'made up');
SELECT role, outside, place_newcomer('elm', 'teacher', 0, outside, '2025-08-18', role => role)
FROM (VALUES ('*'), ('nurse'), ('counselor')) AS v (role), (VALUES (0), (1), (7)) AS o (outside) ORDER BY 1, 2;
INSERT INTO start_rule (contract, schedule, in_force, citation) VALUES ('elm', 'teachr', '(,)', 'made up');
INSERT INTO step_rule (contract, schedule, in_force, citation) VALUES ('elm', 'teachr', '(,)', 'made up');
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 2;
DELETE FROM start_rule;
DELETE FROM step_rule;

-- Moves into 2026-27. 21: a year, A-3. 22 is on the last step. 23: 0.4 and 0.4 are 0.8, kept. 24: three times, so 1.2
-- after 0.8: a step, and 0.2. 25: 0.5 kept. 26 shares a job: the second half, to A-2. 27's employment has no end.
-- 28 left in January and is not asked for. 29 leaves. 30 is employed by school days. 31, 32 and 33 are on no place
-- that is paid.
-- 34 works at two schools.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('oak', 'Oak', 'Oak', 'Oak', '[2020-07-01,2028-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'oak', school_year, in_force, days, citation FROM calendar WHERE contract = 'elm';
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'oak', 'teacher', title, '[2020-07-01,2028-07-01)', grid, citation FROM schedule WHERE contract = 'elm';
INSERT INTO credit_rule (contract, kind, year_at, part_years, halves, in_force, citation) VALUES
	('oak', 'district', 0.75, 'add up', false, '(,)', 'made up'),
	('oak', 'job share', 1, 'add up', true, '(,)', 'made up');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(21, 42) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, fte)
SELECT v.id, v.site, 'oak', v.schedule, v.placement::salary_step, v.valid::daterange, v.fte
FROM (VALUES (21, 1, 'teacher', 'A-2', '[2025-07-01,2026-07-01)', 1),
	(22, 1, 'teacher', 'A-4', '[2025-07-01,2026-07-01)', 1),
	(23, 1, 'teacher', 'A-1', '[2025-07-01,2026-07-01)', 0.4),
	(24, 1, 'teacher', 'A-1', '[2025-07-01,2026-07-01)', 0.4),
	(25, 1, 'teacher', 'A-1', '[2025-07-01,2026-07-01)', 1),
	(26, 1, 'teacher', 'A-1.5', '[2025-07-01,2026-07-01)', 0.5),
	(27, 1, 'teacher', 'B-3', '[2023-08-21,)', 1), (28, 1, 'teacher', 'A-1', '[2025-07-01,2026-01-10)', 1),
	(29, 1, 'teacher', 'A-1', '[2025-07-01,2026-07-01)', 1), (30, 1, 'teacher', 'A-1', '[2025-08-18,2026-06-12)', 1),
	(32, 1, 'nurse', 'A-1', '[2025-07-01,2026-07-01)', 1), (33, 1, 'teacher', 'C-1', '[2025-07-01,2026-07-01)', 1),
	(34, 1, 'teacher', 'A-1', '[2025-07-01,2026-07-01)', 0.5),
	(34, 2, 'teacher', 'A-1', '[2025-07-01,2026-07-01)', 0.5))
	AS v (id, site, schedule, placement, valid, fte) ORDER BY 1, 2;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(31, 1, 'oak', 'none', 90000, '[2025-07-01,2026-07-01)');
UPDATE employment SET attributes = '{"leaves": true}' WHERE employee_id = 29;
SELECT count(served(n, 2025, '{1}')) FROM unnest('{21,22,27,28,29,30,32,33,34}'::int[]) AS n;
SELECT served(23, 2024, '{0.4,0.4}'), served(24, 2023, '{0.4,0.4,0.4}'), served(25, 2024, '{0.25,0.25}'),
	served(26, 2024, '{0.5,0.5}', 'job share');
SELECT employee_id, was, becomes, moves_on, kept, rule, why_not, closes, next FROM moves('oak', '2026-27');
BEGIN;
SELECT * FROM move_up('oak', '2026-27');
SELECT employee_id, site_id, placement, fte, valid FROM employment
WHERE contract = 'oak' AND (lower(valid) >= '2026-07-01' OR employee_id = 27) ORDER BY 1, 2, lower(valid);
SELECT * FROM move_up('oak', '2026-27');
SELECT count(*) AS employments, count(DISTINCT employee_id) FROM employment WHERE contract = 'oak';
ROLLBACK;
-- what is not there is told
SELECT * FROM moves('aok', '2026-27');
SELECT * FROM move_up('oak', '2026-28');
-- one district of many
INSERT INTO site (district_id, site_id, site_name) VALUES (2, 1, 'Far');
INSERT INTO employee (district_id, employee_id, employee_name) VALUES (2, 21, 'Far 21');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, valid) VALUES
	(2, 21, 1, 'oak', 'teacher', 'B-1', '[2025-07-01,2026-07-01)');
INSERT INTO service (district_id, employee_id, school_year, kind, share) VALUES (2, 21, '2025-26', 'district', 1);
SELECT district_id, employee_id, was, becomes, why_not FROM moves('oak', '2026-27', 2);
SELECT count(*), count(*) FILTER (WHERE district_id = 2) FROM moves('oak', '2026-27');
DELETE FROM employment WHERE district_id = 2;

-- Moves on a day of the year: 21 is on A-2 until 1 February, and on A-3 from then on; 27 is ended on it.
INSERT INTO step_rule (contract, in_force, moves_on, citation) VALUES ('oak', '[2020-07-01,)', '02-01', 'Article 4');
SELECT employee_id, becomes, moves_on, rule, citation, why_not, closes, next FROM moves('oak', '2026-27')
WHERE employee_id IN (21, 22, 27);
BEGIN;
SELECT * FROM move_up('oak', '2026-27');
SELECT employee_id, placement, valid FROM employment
WHERE employee_id IN (21, 22, 27) AND (upper(valid) > '2026-07-01' OR upper_inf(valid)) ORDER BY 1, lower(valid);
SELECT * FROM move_up('oak', '2026-27');
ROLLBACK;
-- and on anniversaries: 21 on 10 November, 27 on 28 February; of the others the day hired is not known.
UPDATE step_rule SET moves_on = 'anniversary';
UPDATE employee SET hired = h.hired
FROM (VALUES (21, date '2020-11-10'), (27, '2024-02-29')) AS h (id, hired) WHERE employee_id = h.id AND district_id = 1;
SELECT employee_id, becomes, moves_on, why_not, closes, next FROM moves('oak', '2026-27')
WHERE employee_id IN (21, 22, 27);
-- Of a role: nurses need two years for a step and stop on step 3. 21 has had one year, and 27, a nurse as well, is
-- on 3.
UPDATE step_rule SET moves_on = NULL;
INSERT INTO step_rule (contract, role, in_force, years_a_step, highest, citation) VALUES
	('oak', 'nurse', '(,)', 2, 3, 'Article 5');
UPDATE employment SET attributes = '{"role": "nurse"}' WHERE employee_id IN (21, 27);
SELECT employee_id, becomes, kept, citation, why_not FROM moves('oak', '2026-27') WHERE employee_id IN (21, 22, 24, 27);
UPDATE employment SET attributes = '{}' WHERE employee_id IN (21, 27);
DELETE FROM step_rule;
-- Past the last row: 22 goes on to 5.
INSERT INTO step_rule (contract, in_force, past_last, citation) VALUES ('oak', '(,)', true, 'Article 4');
SELECT employee_id, becomes, why_not FROM moves('oak', '2026-27') WHERE employee_id = 22;
DELETE FROM step_rule;

-- Two years a step since July 2023. 41 works since 2022-23: the first move under the rule is that into 2023-24, for
-- 2022-23, so 2024-25 and 2026-27 have one, of which half is kept in between.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(41, 1, 'oak', 'teacher', 'B-1', '[2022-07-01,)');
SELECT served(41, 2020, '{1,1,1,1,1,1,1}');
INSERT INTO step_rule (contract, in_force, years_a_step, citation) VALUES ('oak', '[2023-07-01,)', 2, 'Article 4');
SELECT school_year, becomes, kept, why_not
FROM unnest('{2022-23,2023-24,2024-25,2025-26,2026-27}'::text[]) AS school_year
	CROSS JOIN LATERAL moves('oak', school_year) AS m WHERE employee_id = 41;
DELETE FROM step_rule;
-- A freeze of 2026-27. Lost: the year after moves one step, for 2026-27; kept: two, for 2025-26 as well. Two years
-- of it:
-- three. The year of the freeze itself says how much is kept.
INSERT INTO step_rule (contract, in_force, frozen, citation) VALUES
	('oak', '[2026-07-01,2027-07-01)', true, 'Memorandum 2');
SELECT school_year, becomes, kept, citation, why_not FROM unnest('{2025-26,2026-27,2027-28}'::text[]) AS school_year
	CROSS JOIN LATERAL moves('oak', school_year) AS m WHERE employee_id = 41;
UPDATE step_rule SET credit_kept = true;
SELECT school_year, becomes, kept, citation, why_not FROM unnest('{2025-26,2026-27,2027-28}'::text[]) AS school_year
	CROSS JOIN LATERAL moves('oak', school_year) AS m WHERE employee_id = 41;
UPDATE step_rule SET in_force = '[2025-07-01,2027-07-01)';
SELECT school_year, becomes, kept, citation, why_not FROM unnest('{2025-26,2026-27,2027-28}'::text[]) AS school_year
	CROSS JOIN LATERAL moves('oak', school_year) AS m WHERE employee_id = 41;
DELETE FROM step_rule;

-- The contract ends in June 2028. Then there is no schedule; in status quo there is, and nobody moves unless a row
-- says so.
SELECT served(41, 2027, '{1}');
SELECT becomes, why_not, next FROM moves('oak', '2028-29') WHERE employee_id = 41;
UPDATE contract SET after_expiry = 'status quo' WHERE contract = 'oak';
SELECT becomes, why_not, next FROM moves('oak', '2028-29') WHERE employee_id = 41;
INSERT INTO step_rule (contract, in_force, citation) VALUES ('oak', '[2028-07-01,)', 'interim order');
SELECT becomes, why_not, closes, next FROM moves('oak', '2028-29') WHERE employee_id = 41;

-- 10,000 people, of whom every fourth is on the last step and every fifth had 0.4 of a year: 2,500 and, of the others,
-- 1,500 stay, 6,000 move; half of all go on without an end. Of longevity by anniversaries, 5,520 were hired from
-- July to December and have 2 years and then those of their service, 16,560 less 1,110; 4,480 have these, 13,440
-- less 890, and one more: 26,490 and 29,580 are 56,070.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('pine', 'Pine', 'Pine', 'Pine', '[2020-07-01,2028-07-01)', 'made up');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'pine', schedule, title, in_force, grid, citation FROM schedule WHERE contract = 'oak';
INSERT INTO employee (district_id, employee_id, employee_name, hired)
SELECT 3, n, 'Employee ' || n, date '2020-07-01' + n % 1000 FROM generate_series(1, 10000) AS n;
INSERT INTO site (district_id, site_id, site_name) VALUES (3, 1, 'Third');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, valid)
SELECT 3, n, 1, 'pine', 'teacher', salary_step('A', 1 + n % 4),
	daterange('2025-07-01', CASE WHEN n > 5000 THEN date '2026-07-01' END) FROM generate_series(1, 10000) AS n;
INSERT INTO service (district_id, employee_id, school_year, kind, share)
SELECT 3, n, school_year_from(y), 'district', CASE WHEN y = 2025 AND n % 5 = 0 THEN 0.4 ELSE 1 END
FROM generate_series(1, 10000) AS n, generate_series(2023, 2025) AS y;
SELECT clock_timestamp() AS began \gset
SELECT * FROM move_up('pine', '2026-27');
SELECT * FROM move_up('pine', '2026-27');
SELECT count(*), sum(years) FROM longevity_spans_of('pine', 3, NULL, '2026-27', 'district', 'anniversary');
SELECT clock_timestamp() - :'began' < '1 minute' AS in_time;
SET client_min_messages = warning;
DROP SCHEMA steps, steps_bi, steps_then CASCADE;
