-- Pay is a sum of lines: one a person, employment and component for each stretch of days in which nothing that
-- matters changes. What the components share stands here; each has a file of its own.

CREATE TYPE pay_piece AS (contract text, school_year text, district_id int, employee_id bigint, employment_id bigint,
	site_id bigint, schedule text, placement caseload.salary_step, fte numeric, component text, during daterange,
	days numeric, divisor numeric, annual numeric, exact numeric, cents numeric, rule text, rule_id bigint,
	citation text, problem text, blame text);
COMMENT ON TYPE pay_piece IS 'a line of pay: what is paid for a stretch of days, by which rule, or why nothing can be';

-- exact = numer / denom; who has the same pool, or the same employee where that is null, shares a running total
CREATE TYPE pay_part AS (employee_id bigint, employment_id bigint, component text, pool text, digits int,
	during daterange, days numeric, divisor numeric, annual numeric, numer numeric, denom numeric,
	rule text, rule_id bigint, problem text, blame text);
COMMENT ON TYPE pay_part IS 'a line of pay before its cents: exact as a fraction, and the pool whose cents add up';

-- Of a generic plan the one half or the other is never run.
CREATE FUNCTION employments_asked(contract text, district_id int, employees bigint[], span daterange)
RETURNS SETOF employment
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT e.* FROM employment AS e WHERE employments_asked.employees IS NULL
		AND e.contract = employments_asked.contract AND e.district_id = employments_asked.district_id
		AND e.valid && employments_asked.span
	UNION ALL
	SELECT e.* FROM employment AS e WHERE employments_asked.employees IS NOT NULL
		AND e.district_id = employments_asked.district_id AND e.employee_id = ANY (employments_asked.employees)
		AND e.contract = employments_asked.contract AND e.valid && employments_asked.span;
END;
COMMENT ON FUNCTION employments_asked(text, int, bigint[], daterange) IS
	'employments of a contract that touch these days, of some employees or, null, of all';

-- Concurrent employments cut each other: the larger one stands for the person, of equals the one of the least key.
CREATE FUNCTION largest_stretches(contract text, district_id int, employees bigint[], span daterange)
RETURNS TABLE (employee_id bigint, employment_id bigint, during daterange)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT s.employee_id, s.employment_id, u.during
	FROM (SELECT e.employee_id, e.employment_id, datemultirange(e.valid * largest_stretches.span)
				- coalesce(range_agg(e.valid) OVER (PARTITION BY e.employee_id ORDER BY e.fte DESC, e.employment_id
					ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS days
			FROM employments_asked(largest_stretches.contract, largest_stretches.district_id,
				largest_stretches.employees, largest_stretches.span) AS e) AS s
		CROSS JOIN LATERAL pg_catalog.unnest(s.days) AS u (during);
END;
COMMENT ON FUNCTION largest_stretches(text, int, bigint[], daterange) IS
	'on which days which employment of a person is the largest';

CREATE FUNCTION schedules_held(contract text, span daterange, known_on date DEFAULT 'infinity')
RETURNS TABLE (id bigint, schedule text, held daterange, grid caseload.salary_schedule)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	SELECT s.id, s.schedule, s.held * schedules_held.span, s.grid
	FROM (SELECT s.id, s.schedule, s.grid, CASE k.after_expiry
				WHEN 'status quo' THEN daterange(lower(s.in_force),
					lead(lower(s.in_force)) OVER (PARTITION BY s.schedule ORDER BY s.in_force))
				ELSE s.in_force END AS held
			FROM schedule AS s JOIN contract AS k ON k.contract = s.contract
			WHERE s.contract = schedules_held.contract AND s.known @> schedules_held.known_on) AS s
	WHERE s.held && schedules_held.span;
END;
COMMENT ON FUNCTION schedules_held(text, daterange, date) IS 'the schedules that hold on these days, and on which of '
	'them: after expiry the last one, where the contract says so';

-- The clock of each calendar that a job of the contract may go by.
CREATE FUNCTION pay_clock(contract text, component text, school_year text, known_on date DEFAULT 'infinity')
RETURNS TABLE (calendar text, day date, units numeric, whole numeric, way text, divisor numeric, counts text)
LANGUAGE sql STABLE ROWS 366
BEGIN ATOMIC
	SELECT j.calendar, d.day, d.units, max(d.units) OVER (PARTITION BY j.calendar), v.way, v.divisor, v.counts
	FROM job_calendars(pay_clock.known_on, pay_clock.school_year) AS j
		CROSS JOIN LATERAL year_division(pay_clock.contract, pay_clock.component, j.year, pay_clock.known_on) AS v
		CROSS JOIN LATERAL clock_days(v.way, j.days, j.half_days, j.year) AS d
	WHERE j.contract = pay_clock.contract;
END;
COMMENT ON FUNCTION pay_clock(text, text, text, date) IS
	'the clock of a year for a component, by each calendar: before each day, how many units lie, and of how many';

-- What a line shows is what it is: amount x days / divisor. By days missed, of 190 less 62 there are 128.
CREATE FUNCTION days_shown(way text, divisor numeric, counts text, units numeric, held numeric, whole numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT clock_shown(days_shown.way, CASE WHEN days_shown.counts = 'days missed' AND days_shown.held < days_shown.whole
			AND days_shown.held > 0 THEN days_shown.units * share_times(days_shown.way, days_shown.divisor,
				days_shown.counts, days_shown.held, days_shown.whole) / days_shown.held
		ELSE days_shown.units END);
END;
COMMENT ON FUNCTION days_shown(text, numeric, text, numeric, numeric, numeric) IS
	'the days of a line, of which divisor_shown() are the whole';
CREATE FUNCTION divisor_shown(way text, divisor numeric, held numeric, whole numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN divisor_shown.divisor IS NULL OR divisor_shown.held >= divisor_shown.whole
		THEN clock_shown(divisor_shown.way, divisor_shown.whole) ELSE divisor_shown.divisor END;
END;
COMMENT ON FUNCTION divisor_shown(text, numeric, numeric, numeric) IS
	'what the days of a line are divided by: the year, or a divisor of the contract''s own for whoever misses some of it';
