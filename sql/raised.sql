-- Raises applied to a grid cell by cell: each word of a row, alone and with the others, by figures reckoned by hand.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET search_path = caseload, public;
CREATE TEMPORARY TABLE printed AS SELECT salary_schedule 'step(2) I II
	1  40000 42500
	2  41000 43501
	9L -     45001' AS grid;

-- one raise, without a contract: 41000 * 1.03 = 42230 < 41000 + 1250; 43501 * 1.03 = 44806.03 > 44751
SELECT with_raise(grid, 3, 1250) AS then_dollars, with_raise(grid, 3, 1250, 'greater') AS greater,
	with_raise(grid, 3, 1250, 'lesser') AS lesser, with_raise(grid, flat => -500.5, lanes => '{ii}') AS one_lane,
	with_raise(grid, 3, longevity_only => true) AS longevity_alone FROM printed;
-- rounded once: 41000 * 1.03333 + 0.5 = 42367.03; 43501 * 1.03333 = 44950.88833, and to tens
SELECT with_raise(grid, 3.333, 0.5, digits => 0) AS dollars, with_raise(grid, 3.333, digits => -1) AS tens
FROM printed;
-- 1 * 1.499999999999 is 1.499999999999: half up to a whole one only if it were rounded to eight places first
SELECT salary_exact(with_raise(g, 49.9999999999, digits => 0), 'I-1') AS once,
	salary_exact(round(g * 1.499999999999, 0), 'I-1') AS twice FROM (SELECT salary_schedule E'step I\n1 1' AS g) AS s;
SELECT with_raise(NULL, 3) IS NULL AS no_schedule, with_raise(grid, 3, NULL, NULL, NULL, NULL, NULL)
	= grid * 1.03 AS all_left_out, with_raise(grid, NULL, 500) = grid + 500 AS dollars_alone FROM printed;
SELECT with_raise(grid) FROM printed;
SELECT with_raise(grid, 3, 5, 'or') FROM printed;
SELECT with_raise(grid, 3, lanes => '{III}') FROM printed;
SELECT with_raise(grid, -100.5) FROM printed;
SELECT with_raise(grid, -100) FROM printed;
SELECT with_raise(grid, 1e9) FROM printed;
SELECT with_raise(grid, 1e30) FROM printed;
SELECT with_raise(grid, 'NaN') FROM printed;
SELECT with_raise(grid, 1, digits => 9) FROM printed;

-- against numeric: 300 grids of six cells, each raise rounded once
CREATE TEMPORARY TABLE drawn AS
SELECT n, (hashint4(n) & 1048575) / 1024.0 - 99 AS percent, (hashint4(n + 1000) & 4194303) / 128.0 AS flat,
	(ARRAY['then', 'greater', 'lesser'])[n % 3 + 1] AS joined, n % 14 - 5 AS digits,
	(SELECT salary_schedule_agg(salary_step('I', s), 1000000 + (hashint4(n + s * 7919) & 2147483647) / 10000.0)
		FROM generate_series(1, 6) AS s) AS grid
FROM generate_series(1, 300) AS n;
SELECT count(*) AS cells, count(*) FILTER (WHERE r.exact <> round(CASE joined
		WHEN 'then' THEN c.exact * (1 + percent / 100) + flat
		WHEN 'greater' THEN greatest(c.exact * (1 + percent / 100), c.exact + flat)
		ELSE least(c.exact * (1 + percent / 100), c.exact + flat) END, digits)) AS otherwise
FROM drawn, cells(grid) AS c, cells(with_raise(grid, percent, flat, joined, digits => digits)) AS r
WHERE c.placement = r.placement;

-- rows of a contract
SELECT create_district('raised');
SET search_path = raised, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2030-07-01)', 'made up');
CREATE FUNCTION after_rows(through date DEFAULT '2026-07-01', known_on date DEFAULT 'infinity')
RETURNS caseload.salary_schedule LANGUAGE sql AS $$
	SELECT raised(grid, 'elm', 'teacher', '2025-07-01', through, known_on) FROM printed $$;
SELECT after_rows() = grid AS without_rows FROM printed;

-- 6.2 percent, at most 4.9
BEGIN;
INSERT INTO raise (contract, in_force_from, percent, at_most, citation)
VALUES ('elm', '2026-07-01', 6.2, 4.9, 'Article 1');
SELECT after_rows(), raise_factor('elm', 'teacher', '2025-07-01', '2026-07-01'),
	after_rows('2026-06-30') = grid AS before FROM printed;
UPDATE raise SET at_most = NULL, at_least = 7;
SELECT raise_factor('elm', 'teacher', '2025-07-01', '2026-07-01') AS at_least;
ROLLBACK;

-- an index, eight tenths of it, between 1 and 4 percent: of 3.4 it is 2.72, of 6 it is 4, of -2 it is 1
BEGIN;
INSERT INTO raise (contract, in_force_from, index_name, index_times, at_least, at_most, citation)
VALUES ('elm', '2026-07-01', 'CPI', 0.8, 1, 4, 'Article 2');
SAVEPOINT s;
SELECT after_rows();
ROLLBACK TO s;
SELECT raise_factor('elm', 'teacher', '2025-07-01', '2026-07-01');
ROLLBACK TO s;
INSERT INTO index_value (index_name, in_force, percent, citation) VALUES
	('CPI', '[2025-07-01,2026-07-01)', 9, 'of another year'), ('COLA', '(,)', 9, 'another index');
SELECT after_rows();
ROLLBACK TO s;
INSERT INTO index_value (index_name, in_force, known, percent, citation) VALUES
	('CPI', '[2026-07-01,2027-07-01)', '(,2026-09-01)', 3.4, 'February'),
	('CPI', '[2026-07-01,2027-07-01)', '[2026-09-01,)', 6, 'put right in September');
SELECT r.percent AS known_in_august, after_rows(known_on => '2026-08-31')
FROM raises_between('elm', 'teacher', '2025-07-01', '2026-07-01', '2026-08-31') AS r;
SELECT r.percent AS known_since FROM raises_between('elm', 'teacher', '2025-07-01', '2026-07-01') AS r;
-- a value of the contract's own goes before that of all
INSERT INTO index_value (contract, index_name, in_force, percent, citation)
VALUES ('elm', 'CPI', '[2026-07-01,2027-07-01)', -2, 'the index of the county');
SELECT r.percent AS own FROM raises_between('elm', 'teacher', '2025-07-01', '2026-07-01') AS r;
-- two points on top of the index, which is -2
UPDATE raise SET percent = 2, index_times = NULL, at_least = NULL, at_most = NULL;
SELECT r.percent AS on_top FROM raises_between('elm', 'teacher', '2025-07-01', '2026-07-01') AS r;
ROLLBACK;

-- dollars; both, by each way of joining them, and rounded to tens
BEGIN;
INSERT INTO raise (contract, in_force_from, flat, citation) VALUES ('elm', '2026-07-01', 750, 'Article 3');
SELECT after_rows();
UPDATE raise SET percent = 3, flat = 1250;
SELECT after_rows() = with_raise(grid, 3, 1250) AS then_dollars FROM printed;
UPDATE raise SET joined = 'greater', rounds_to = -1;
SELECT after_rows();
UPDATE raise SET joined = 'lesser', rounds_to = NULL;
SELECT after_rows() = with_raise(grid, 3, 1250, 'lesser') AS lesser FROM printed;
SAVEPOINT s;
UPDATE raise SET flat = NULL;
ROLLBACK TO s;
UPDATE raise SET percent = NULL;
ROLLBACK TO s;
UPDATE raise SET joined = 'or';
ROLLBACK;

-- in their order: (40000 + 1000) * 1.1 = 45100, and 40000 * 1.1 + 1000 = 45000
BEGIN;
INSERT INTO raise (contract, in_force_from, rank, percent, flat, citation) VALUES
	('elm', '2026-07-01', 1, NULL, 1000, 'Article 4'), ('elm', '2026-07-01', 2, 10, NULL, 'Article 4');
SELECT salary(after_rows(), 'I-1') AS dollars_first;
UPDATE raise SET rank = 3 WHERE flat IS NOT NULL;
SELECT salary(after_rows(), 'I-1') AS percent_first;
UPDATE raise SET rank = 1, in_force_from = '2025-12-01' WHERE flat IS NOT NULL;
SELECT salary(after_rows(), 'I-1') AS the_earlier_first, salary(after_rows('2026-01-01'), 'I-1') AS alone;
ROLLBACK;

-- 41000 * 1.0333 = 42365.3; rounded, * 1.0333 = 43775.7545; unrounded 43776.06449
BEGIN;
INSERT INTO raise (contract, in_force_from, percent, rounds_to, citation) VALUES
	('elm', '2026-01-01', 3.33, 0, 'Article 5'), ('elm', '2026-07-01', 3.33, NULL, 'Article 5');
SELECT salary_exact(after_rows(), 'I-2') AS rounded_between;
UPDATE raise SET rounds_to = NULL;
SELECT salary_exact(after_rows(), 'I-2') AS carried;
ROLLBACK;

-- these lanes alone, the longevity rows alone, and those of one lane
BEGIN;
INSERT INTO raise (contract, schedule, in_force_from, percent, lanes, rounds_to, citation) VALUES
	('elm', 'teacher', '2026-07-01', 2, '{II}', 0, 'Article 6');
SELECT after_rows();
UPDATE raise SET longevity_only = true;
SELECT after_rows();
UPDATE raise SET lanes = NULL;
SELECT after_rows();
-- a row for all schedules raises what there is of it; one that names the schedule and finds nothing is a slip
SAVEPOINT s;
UPDATE raise SET lanes = '{III}';
SELECT after_rows();
ROLLBACK TO s;
UPDATE raise SET schedule = '*', lanes = '{III}';
SELECT after_rows() = grid AS none_of_it FROM printed;
UPDATE raise SET lanes = '{III,"i i"}', longevity_only = false;
SELECT after_rows();
UPDATE raise SET schedule = 'teacher', lanes = NULL, longevity_only = true;
SELECT raised(with_lanes(grid, '{I}'), 'elm', 'teacher', '2025-07-01', '2026-07-01') FROM printed;
ROLLBACK TO s;
UPDATE raise SET schedule = '*', lanes = NULL, longevity_only = true;
SELECT raised(with_lanes(grid, '{I}'), 'elm', 'teacher', '2025-07-01', '2026-07-01') FROM printed;
-- those of another schedule are not its own
UPDATE raise SET schedule = 'nurse';
SELECT after_rows() = grid AS of_another FROM printed;
ROLLBACK;

-- beside the schedule; for a time; agreed later
BEGIN;
INSERT INTO raise (contract, in_force_from, rank, ends, known_from, percent, on_schedule, citation) VALUES
	('elm', '2025-10-01', 1, NULL, '-infinity', 5, false, 'a payment'),
	('elm', '2026-07-01', 1, '2027-07-01', '-infinity', 1, true, 'for one year'),
	('elm', '2026-07-01', 2, NULL, '2026-10-15', 2, true, 'agreed in October');
SELECT salary(after_rows(known_on => '2026-10-14'), 'I-1') AS known_before, salary(after_rows(), 'I-1') AS known_since,
	salary(after_rows('2027-07-01'), 'I-1') AS a_year_on;
SELECT raised(grid, 'elm', 'teacher', '2026-07-01', '2027-07-01') FROM printed;
ROLLBACK;

-- what cannot be
SELECT raised(grid, 'oak', 'teacher', '2025-07-01', '2026-07-01') FROM printed;
SELECT raised(grid, 'elm', 'teacher', '2026-07-01', '2025-07-01') FROM printed;
SELECT raised(NULL, 'elm', 'teacher', '2025-07-01', '2026-07-01') IS NULL AS no_grid;
BEGIN;
INSERT INTO raise (contract, in_force_from, percent, citation) VALUES ('elm', '2026-07-01', 1e9, 'Article 8');
SAVEPOINT s;
SELECT after_rows();
ROLLBACK TO s;
UPDATE raise SET percent = NULL, flat = -40000;
SELECT after_rows();
ROLLBACK TO s;
UPDATE raise SET percent = 3, at_least = 2, at_most = 1;
SELECT after_rows();
ROLLBACK TO s;
UPDATE raise SET percent = NULL, flat = 100, at_most = 1;
SELECT after_rows();
ROLLBACK TO s;
UPDATE raise SET percent = 3, index_times = 2;
SELECT after_rows();
ROLLBACK TO s;
UPDATE raise SET percent = 3, rounds_to = 0;
SELECT raise_factor('elm', 'teacher', '2025-07-01', '2026-07-01');
ROLLBACK;

-- Waterford: the printed tables of 2019-20 are those of the year before, unrounded, and the raise between them
SELECT load_contract('raised', 'waterford');
SELECT s.schedule, count(*) FILTER (WHERE r.amount = n.amount) || ' of ' || count(*) AS cells
FROM schedule AS s JOIN schedule AS t USING (contract, schedule),
	LATERAL cells(raised(s.grid, contract, schedule, '2018-07-01', '2019-07-01')) AS r
	FULL JOIN LATERAL cells(t.grid) AS n USING (placement)
WHERE contract = 'waterford' AND s.in_force @> date '2018-07-01' AND upper_inf(s.known)
	AND t.in_force @> date '2019-07-01'
GROUP BY s.schedule ORDER BY s.schedule;
SET client_min_messages = warning;
DROP SCHEMA raised, raised_bi, raised_then CASCADE;
