-- Employees who hold the same jobs, against the same found by GROUP BY.
\set VERBOSITY terse
SET search_path = caseload, public;
CREATE TEMP TABLE job (employee_id bigint, employment_id bigint, site_id bigint, apart boolean DEFAULT false,
	calendar text DEFAULT 'duty', schedule text DEFAULT 'teacher', placement salary_step, fte numeric DEFAULT 1,
	valid daterange DEFAULT '[2025-07-01,2026-07-01)', agreed_salary numeric, job_share text);
-- 1, 2 and 9 hold the same, at sites of their own; 3 the same with an FTE that is written with more places; 4 and 5
-- hold two jobs each, entered in another order; 6 the same two jobs with the keys the other way; 7 one of them alone;
-- 8, 10 and 11 have no placement, and 8 is apart
INSERT INTO job (employee_id, employment_id, site_id, placement, fte, apart) VALUES
	(1, 10, 100, 'BA-1', 1, false), (2, 11, 101, 'BA-1', 1, false), (3, 12, 100, 'BA-1', 1.0, false),
	(4, 13, 100, 'BA-2', 0.5, false), (5, 16, 103, 'BA-3', 0.5, false), (4, 14, 102, 'BA-3', 0.5, false),
	(5, 15, 103, 'BA-2', 0.5, false), (6, 18, 100, 'BA-2', 0.5, false), (6, 17, 100, 'BA-3', 0.5, false),
	(7, 19, 100, 'BA-2', 0.5, false), (8, 20, 104, NULL, 1, true), (9, 21, 105, 'BA-1', 1, false),
	(10, 22, 106, NULL, 1, false), (11, 23, 107, NULL, 1, false);
CREATE TEMP VIEW alike AS
SELECT a.* FROM unnest((SELECT jobs_alike(employee_id, employment_id, site_id, apart, calendar, schedule, placement,
	fte, valid, agreed_salary, job_share) FROM job)) AS a;
SELECT group_number AS n, employees, employments, sites, placement, fte FROM alike;
-- one who is apart in one job is so in all
UPDATE job SET apart = true WHERE employment_id = 16;
SELECT group_number AS n, employees, employments, sites, placement, fte FROM alike WHERE employees && '{4,5}';
-- each column tells jobs apart, and so does that it is null
TRUNCATE job;
INSERT INTO job (employee_id, employment_id, site_id, calendar, schedule, placement, fte, valid, agreed_salary,
	job_share) VALUES
	(1, 1, 1, 'duty', 'a', 'BA-1', 1, '[2025-07-01,2026-07-01)', 5, 's'),
	(2, 2, 1, 'long', 'a', 'BA-1', 1, '[2025-07-01,2026-07-01)', 5, 's'),
	(3, 3, 1, 'duty', 'b', 'BA-1', 1, '[2025-07-01,2026-07-01)', 5, 's'),
	(4, 4, 1, 'duty', 'a', 'BA-2', 1, '[2025-07-01,2026-07-01)', 5, 's'),
	(5, 5, 1, 'duty', 'a', 'BA-1', 2, '[2025-07-01,2026-07-01)', 5, 's'),
	(6, 6, 1, 'duty', 'a', 'BA-1', 1, '[2025-07-01,2026-07-02)', 5, 's'),
	(7, 7, 1, 'duty', 'a', 'BA-1', 1, '[2025-07-01,2026-07-01)', 6, 's'),
	(8, 8, 1, 'duty', 'a', 'BA-1', 1, '[2025-07-01,2026-07-01)', 5, 't'),
	(9, 9, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(10, 10, 1, 'duty', 'a', 'BA-1', 1, '[2025-07-01,2026-07-01)', NULL, 's'),
	(11, 11, 2, 'duty', 'a', 'BA-1', 1, '[2025-07-01,2026-07-01)', 5, 's'),
	(12, 12, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT count(*) AS jobs, max(group_number) AS groups, array_agg(employees::text ORDER BY group_number)
	FILTER (WHERE cardinality(employees) > 1) AS alike FROM alike;
-- a long name that is stored elsewhere is the same name
TRUNCATE job;
ALTER TABLE job ALTER job_share SET STORAGE EXTERNAL;
INSERT INTO job (employee_id, employment_id, site_id, job_share) SELECT n, n, n, repeat('x', 9000 + n % 2)
FROM generate_series(1, 4) AS n;
SELECT group_number AS n, employees, length(job_share) FROM alike;
-- no jobs, and what is missing
SELECT jobs_alike(employee_id, employment_id, site_id, apart, calendar, schedule, placement, fte, valid, agreed_salary,
	job_share) IS NULL AS nothing FROM job WHERE false;
INSERT INTO job (employee_id, employment_id) VALUES (1, 1);
SELECT * FROM alike;
-- Thousands at random, in any order: the groups are those of GROUP BY, and each job is told once. Ids of all sizes.
TRUNCATE job;
INSERT INTO job (employee_id, employment_id, site_id, placement, fte, apart)
SELECT CASE WHEN n % 2 = 0 THEN -1 ELSE 1 END * (n::bigint << n % 40), n * 10 + k, n % 7,
	salary_step('BA', 1 + (hashint4(n) & 3)), (ARRAY[1, 0.5, 0.50])[1 + (hashint4(n + k) & 1) + n / 2001], n % 97 = 0
FROM generate_series(1, 4000) AS n, generate_series(1, 1 + (hashint4(-n) & 3)) AS k ORDER BY hashint4(n * k);
CREATE TEMP TABLE told AS SELECT a.group_number, a.placement, a.fte, u.* FROM alike AS a
	CROSS JOIN LATERAL unnest(a.employees, a.employments, a.sites) AS u (employee_id, employment_id, site_id);
SELECT count(*) AS jobs, count(DISTINCT employment_id) AS told, (SELECT count(*) FROM job) AS held, count(*) FILTER (
	WHERE NOT EXISTS (SELECT FROM job AS j WHERE j.employee_id = t.employee_id AND j.employment_id = t.employment_id
		AND j.site_id = t.site_id AND j.placement = t.placement AND j.fte::text = t.fte::text)) AS other FROM told AS t;
WITH own AS (
	SELECT employee_id, CASE WHEN bool_or(apart) THEN employee_id END AS apart,
		array_agg(placement::text || ' ' || fte ORDER BY employment_id) AS jobs FROM job GROUP BY employee_id
), expected AS (
	SELECT array_agg(employee_id ORDER BY employee_id) AS employees FROM own GROUP BY jobs, apart
), found AS (
	SELECT array_agg(DISTINCT employee_id ORDER BY employee_id) AS employees FROM told GROUP BY group_number
)
SELECT (SELECT count(*) FROM expected) AS groups,
	(SELECT max(cardinality(employees)) > 100 FROM expected) AS many_alike,
	(SELECT count(*) FROM (TABLE expected EXCEPT TABLE found) AS x) AS missing,
	(SELECT count(*) FROM (TABLE found EXCEPT TABLE expected) AS x) AS other;
-- asked over rows in an order, what it has is not changed by telling it
SELECT employee_id, jobs_alike(employee_id, employment_id, 1, false, 'c', 's', 'BA-1', 1, 'empty', NULL, NULL)
	OVER (ORDER BY employment_id) AS alike
FROM (VALUES (1, 2), (1, 1), (2, 3), (2, 4)) AS v (employee_id, employment_id);
