-- The hourly rates of independent study against the tables printed in appendix A-3.
BEGIN;
SET LOCAL datestyle = ISO;
SELECT caseload.create_district('waterford', contract => 'waterford');
SET search_path = waterford, caseload, public;
CREATE TEMPORARY TABLE printed (school_year text, lane text, step numeric, hourly numeric, citation text);
\copy printed from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_hourly.csv' csv header
CREATE TEMPORARY VIEW reckoned AS
SELECT p.*, rate_of_cell('waterford', 'independent study hour', 'teacher', salary_step(p.lane, p.step),
	make_date(left(p.school_year, 4)::int, 9, 1)) AS rate
FROM printed AS p;
SELECT citation, count(*) FILTER (WHERE rate = hourly) || ' of ' || count(*) AS rates
FROM reckoned GROUP BY citation ORDER BY citation;
SELECT count(*) FILTER (WHERE rate = hourly) || ' of ' || count(*) AS rates FROM reckoned;
SELECT * FROM reckoned WHERE rate IS NULL OR rate <> hourly ORDER BY school_year, lane, step;
-- XI.I states 0.8 without a date: of the table of 2018-19 it would give
SELECT count(*) FILTER (WHERE base_amount('waterford', 'independent study hour', '2019-09-01',
	own_cell => salary_exact(schedule_on('waterford', 'teacher', '2018-09-01'),
		salary_step(lane, step))) = hourly) || ' of ' || count(*) AS rates
FROM printed WHERE school_year = '2018-19';
-- the schedule of independent study has the printed cells, and no other ones
SELECT count(*) FILTER (WHERE c.amount = p.hourly) || ' of ' || count(*) AS cells
FROM printed AS p FULL JOIN (SELECT y.school_year, c.lane, c.step, c.amount
		FROM (VALUES ('2018-19', date '2018-09-01'), ('2019-20', '2019-09-01')) AS y (school_year, on_date)
			CROSS JOIN LATERAL cells(schedule_on('waterford', 'independent-study', y.on_date)) AS c) AS c
	USING (school_year, lane, step);
ROLLBACK;
