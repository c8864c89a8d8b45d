-- Steps over time: what a year of service counts, longevity by it, and who moves. Each figure is reckoned by hand beside
-- it.
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
	('elm', 'teacher', 'Teachers', '[2025-07-01,2028-07-01)', 'step(0) A B
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
SELECT before, (years_counted('elm', 1, 2, before)).years FROM (VALUES ('2025-26'), ('2026-27'), ('2027-28')) AS v (before);
-- what was known on a day: nothing of a rule agreed later
UPDATE credit_rule SET known = '[2026-03-01,)';
SELECT day, (years_counted('elm', 1, 2, '2025-26', known_on => day)).years
FROM (VALUES (date '2026-02-28'), ('2026-03-01')) AS v (day);
DELETE FROM credit_rule;

-- Shares that add up, a year from 0.75 on: 0.8 three times are 3. 0.4 three times are 1.2: 1, and 0.2 is kept. 0.25 twice
-- keeps 0.5. Whole ones among them change nothing of that, nor does their order. A kind without a rule counts whole years
-- alone: of the job share nothing, 1 in all.
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
SELECT years, kept, year_credit('elm', 'district', 0.1, '2020-07-01'), year_credit('elm', 'district', 0.75, '2020-07-01')
FROM years_counted('elm', 1, 9, '2025-26');
UPDATE credit_rule SET part_credit = NULL;
