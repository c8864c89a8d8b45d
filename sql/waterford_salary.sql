-- The salary schedules of Waterford against the tables printed in its appendix A-1.
BEGIN;
SET LOCAL datestyle = ISO;
SELECT caseload.create_district('waterford', contract => 'waterford');
SET search_path = waterford, caseload, public;
CREATE TEMPORARY TABLE printed (school_year text, schedule text, lane text, units numeric,
	step numeric, amount numeric, citation text);
\copy printed from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_salary.csv' csv header
CREATE TEMPORARY TABLE printed_increment (school_year text, schedule text, lane text,
	step numeric, increment numeric, citation text);
\copy printed_increment from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_increment.csv' csv header

CREATE TEMPORARY VIEW reckoned AS
SELECT y.school_year, s.schedule, c.*
FROM (VALUES ('2018-19', date '2018-09-01'), ('2019-20', '2019-09-01')) AS y (school_year, on_date)
JOIN schedule AS s ON s.contract = 'waterford' AND s.in_force @> y.on_date AND upper_inf(s.known)
	AND s.cells = 'annual'
CROSS JOIN LATERAL cells(s.grid) AS c;

SELECT p.citation, p.school_year, p.schedule,
	count(*) FILTER (WHERE r.amount = p.amount AND r.units = p.units) || ' of ' || count(*) AS cells
FROM printed AS p LEFT JOIN reckoned AS r USING (school_year, schedule, lane, step)
GROUP BY p.citation, p.school_year, p.schedule ORDER BY 1;
SELECT count(*) FILTER (WHERE salary(schedule_on('waterford', p.schedule, on_date),
		salary_step(p.lane, p.step)) = p.amount) || ' of ' || count(*) AS salaries
FROM printed AS p JOIN (VALUES ('2018-19', date '2018-09-01'),
	('2019-20', '2019-09-01')) AS y (school_year, on_date) USING (school_year);
-- cells that differ, that are printed and not reckoned, or reckoned and not printed (but for the table that is not
-- printed)
SELECT school_year, schedule, lane, step, p.amount AS printed, r.amount AS reckoned
FROM printed AS p FULL JOIN reckoned AS r USING (school_year, schedule, lane, step)
WHERE (school_year, schedule) <> ('2018-19', 'teacher')
	AND (p.amount IS NULL OR r.amount IS NULL OR p.amount <> r.amount
		OR p.units <> r.units OR r.longevity <> (step >= 19))
ORDER BY 1, 2, 3, 4;

-- The differences printed beside the cells: to the lane before on step 1, else to the row before. They are
-- differences of unrounded cells, so each may be one dollar off that of the printed cells.
CREATE TEMPORARY VIEW reckoned_increment AS
SELECT r.school_year, r.schedule, r.lane, r.step,
	round(r.exact - CASE WHEN r.step = 1
		THEN lag(r.exact) OVER (PARTITION BY r.school_year, r.schedule, r.step ORDER BY r.lane_rank)
		ELSE lag(r.exact) OVER (PARTITION BY r.school_year, r.schedule, r.lane ORDER BY r.step) END) AS increment
FROM reckoned AS r;
SELECT count(*) FILTER (WHERE r.increment = p.increment) || ' of ' || count(*) AS increments
FROM printed_increment AS p LEFT JOIN reckoned_increment AS r USING (school_year, schedule, lane, step);
SELECT school_year, schedule, lane, step, p.increment AS printed, r.increment AS reckoned
FROM printed_increment AS p LEFT JOIN reckoned_increment AS r USING (school_year, schedule, lane, step)
WHERE r.increment IS NULL OR r.increment <> p.increment ORDER BY 1, 2, 3, 4;

-- The teachers' table of 2018-19 is not printed. The rule gives one, which is marked as such;
-- it is compared with the same reconstruction done outside the database.
CREATE TEMPORARY TABLE derived (lane text, step numeric, amount numeric);
\copy derived from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_teacher_2018_19_derived.csv' csv header
SELECT schedule, in_force, printed, known FROM schedule ORDER BY in_force, known, schedule;
SELECT count(*) FILTER (WHERE r.amount = d.amount) || ' of ' || count(*) AS derived_not_printed
FROM derived AS d LEFT JOIN reckoned AS r ON (r.school_year, r.schedule, r.lane,
	r.step) = ('2018-19', 'teacher', d.lane, d.step);

-- The schedule as a value
SELECT paid_in(round(grid, 0), 0) AS "2019-20" FROM schedule
WHERE schedule = 'teacher' AND in_force @> date '2019-09-01';
SELECT placement, salary(grid, placement), longevity_pay(grid, placement)
FROM schedule, (VALUES ('I-1'::salary_step), ('I-11'), ('V-14'), ('V-18'), ('V-19'), ('V-23'),
	('V-24'), ('V-30')) AS p (placement)
WHERE schedule = 'teacher' AND in_force @> date '2019-09-01' ORDER BY placement;
-- the cell nearest to a half dollar: rounded from the unrounded teachers' cell, or it would be a dollar less
SELECT salary_exact(grid, 'IV-11'), salary(grid, 'IV-11') FROM schedule
WHERE schedule = 'agriculture' AND in_force @> date '2018-09-01' AND upper_inf(known);
-- what builds it
SELECT name, base_amount('waterford', name, '2006-06-30') FROM pay_base WHERE name LIKE 'schedule%' ORDER BY name;
SELECT raise_factor('waterford', 'teacher', '2006-06-30', '2018-07-01'),
	raise_factor('waterford', 'teacher', '2006-06-30', '2019-07-01');
SELECT role, days, hours, factor, citation FROM work_year WHERE in_force @> date '2019-09-01' ORDER BY role;

-- the report, in plain types
SELECT contract, schedule, in_force_from, in_force_to, lane, lane_rank, step, longevity, amount
FROM waterford_bi.schedule_cell WHERE schedule = 'teacher' AND in_force_from = '2019-07-01'
	AND step >= 14 ORDER BY lane_rank, step;
SELECT count(*), count(DISTINCT id) FROM waterford_bi.schedule_cell;
ROLLBACK;
