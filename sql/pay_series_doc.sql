-- the examples of doc/pay_series.md
SET search_path = caseload, public;
SET DateStyle = ISO;
CREATE TABLE over AS
SELECT load_series '2 students from 2025-08-19, 3 from 2025-08-21 on {[2025-08-18,2025-08-23)}' AS s;
SELECT pay('1-2: $10 each, 3: $15 each per day', s),
	pay('1-2: $10 each, 3: $15 each per day max $80 per week', s) AS bounded FROM over;
SELECT day, load, amount FROM over, breakdown('1-2: $10 each, 3: $15 each per day max $80 per week', s);
CREATE TABLE year AS SELECT load_series '30 students on {[2025-08-18,2025-12-20),[2026-01-05,2026-05-10)}' AS load,
	'{"semester": ["[2025-08-18,2025-12-20)", "[2026-01-05,2026-05-10)"]}'::jsonb AS terms;
SELECT pay('1+: $40 each per year prorated', load) AS unbounded,
	pay('1+: $40 each per year prorated max $500 per semester', load, terms => terms) AS by_semester,
	pay('1+: $40 each per year prorated max $500 per semester, $900 per year', load,
		terms => terms) AS by_both FROM year;
SELECT pay('1+: $50 each per count', overage(load, '25 students'))
FROM (SELECT on_days('27 students from 2025-08-18, 26 from 2025-09-01 on {[2025-08-18,2025-09-06)}'::load_series,
	weekly_days('{[2025-08-18,2025-09-06)}', 4, '2025-08-18')) AS load) q;
SELECT pay('2: $625 flat, 3+: $1250 flat per semester',
	highest(overage(load, '28 students'), '{"[2025-08-18,2025-12-20)","[2026-01-05,2026-05-10)"}'),
	terms => terms) FROM year;
DROP TABLE over, year;
