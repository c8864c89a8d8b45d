-- The made-up district: the same for the same seed, and every report has rows.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('sample', contract => 'waterford');
SELECT caseload.create_district('sample_again', contract => 'waterford');
SET search_path = sample, sample_bi, caseload, public;
SELECT sample_facts(7, 3);
SELECT sample_again.sample_facts(7, 3);
-- again the same
SELECT count(*) FROM (SELECT section_id, student_id, valid, attributes FROM sample.enrollment
	EXCEPT ALL SELECT section_id, student_id, valid, attributes FROM sample_again.enrollment) AS d;
SELECT count(*) FROM (SELECT employee_id, placement, fte FROM sample.employment
	EXCEPT ALL SELECT employee_id, placement, fte FROM sample_again.employment) AS d;
-- students come, leave and move to the next class of the grade
SELECT count(*) FILTER (WHERE lower(valid) > date '2019-08-19') > 10 AS come,
	count(*) FILTER (WHERE upper(valid) < date '2020-05-01') > 10 AS leave,
	count(*) - count(DISTINCT student_id) > 10 AS move FROM enrollment;
SELECT count(*) FROM enrollment AS a JOIN enrollment AS b ON a.student_id = b.student_id
	AND a.enrollment_id < b.enrollment_id AND a.valid && b.valid;
SELECT sample_facts(7, 3);
SELECT sample_facts(7, 0);

-- each report is read once, as it reckons afresh
CREATE TEMP TABLE sizes AS SELECT * FROM class_size_overage;
CREATE TEMP TABLE loads AS SELECT * FROM caseload_overage;
CREATE TEMP TABLE findings AS SELECT * FROM compliance_finding;
CREATE TEMP TABLE pays AS SELECT * FROM pay_summary;
CREATE TEMP TABLE cells AS SELECT * FROM scattergram;
SELECT (SELECT count(*) > 0 FROM sizes) AS sizes, (SELECT count(*) > 0 FROM loads) AS loads, (SELECT count(*) > 0
	FROM findings) AS findings, (SELECT count(*) > 0 FROM pays) AS pays, (SELECT count(*) > 0 FROM cells) AS cells;

-- The first Thursday, against the obvious SQL: students of each class on that day, above 25 or 30, at $50.
WITH obvious AS (
	SELECT e.section_id,
		sum(count(*)) OVER (PARTITION BY e.section_id) - CASE WHEN lower(s.grades) <= 3 THEN 25 ELSE 30 END AS over
	FROM enrollment AS e JOIN section AS s USING (district_id, section_id)
	WHERE e.valid @> date '2019-09-05' AND s.grades && '[-1,6]' GROUP BY e.section_id, s.grades
)
SELECT count(*) AS different FROM (SELECT section_id, over FROM obvious WHERE over > 0) AS o
	FULL JOIN (SELECT section_id, over_by, pay FROM sizes
		WHERE counted_on = '2019-09-05' AND rule = 'Class size TK-6') AS r USING (section_id)
WHERE o.over IS DISTINCT FROM r.over_by OR o.over * 50 IS DISTINCT FROM r.pay;
-- and the year, by class, by teacher and by finding, to the cent
SELECT (SELECT sum(pay) FROM sizes) = (SELECT sum(amount_due) FROM findings) AS by_finding,
	(SELECT sum(pay) FROM sizes) = (SELECT sum(overage_pay) FROM pays) AS by_employee,
	(SELECT sum(cost) FROM cells) = (SELECT sum(base_salary + longevity_pay) FROM pays) AS scattergram,
	(SELECT sum(pay) FROM sizes) > 0 AS something;
-- ids are keys
SELECT (SELECT count(*) - count(DISTINCT id) FROM sizes) AS sizes, (SELECT count(*) - count(DISTINCT id)
	FROM loads) AS loads, (SELECT count(*) - count(DISTINCT id) FROM findings) AS findings,
	(SELECT count(*) - count(DISTINCT id) FROM pays) AS pays;
-- the reports show plain types and read as their owner, and every view and column has a comment
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'sample_bi'::regnamespace AND c.relkind = 'v'
	AND (format_type(a.atttypid,
			a.atttypmod) !~ '^(bigint|integer|boolean|date|timestamp with time '
				'zone|text|numeric\([0-9]+,[0-9]+\)|character varying\([0-9]+\))$'
		OR col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL
		OR coalesce(c.reloptions::text, '') ~ 'security_invoker=(true|on)')
ORDER BY 1, 2;
-- whatever stands in the path of whoever asks
SET search_path = pg_catalog;
SELECT count(*) > 0 AS found FROM sample_bi.scattergram;
