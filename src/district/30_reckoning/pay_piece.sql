-- Pay is a sum of lines: one a person, employment and component for each stretch of days in which nothing that
-- matters changes. What the components share stands here; each has a file of its own.

CREATE TYPE pay_piece AS (contract text, school_year text, district_id int, employee_id bigint, employment_id bigint,
	site_id bigint, schedule text, placement caseload.salary_step, fte numeric, component text, during daterange,
	days numeric, divisor numeric, annual numeric, exact numeric, cents numeric, rule text, rule_id bigint,
	citation text, problem text, blame text);
COMMENT ON TYPE pay_piece IS 'a line of pay: what is paid for a stretch of days, by which rule, or why nothing can be';

-- exact = numer / denom; who has the same pool, or the same employee where that is null, shares a running total
CREATE TYPE pay_part AS (employee_id bigint, employment_id bigint, component text COLLATE "C",
	pool text COLLATE "C", digits int, during daterange, days numeric, divisor numeric, annual numeric,
	numer numeric, denom numeric, rule text, rule_id bigint, problem text, blame text, site_id bigint, schedule text,
	placement caseload.salary_step, fte numeric, citation text);
COMMENT ON TYPE pay_part IS 'a line of pay before its cents: exact as a fraction, and the pool whose cents add up; '
	'with what it shows of its employment and rule';
CREATE TYPE salary_part AS (employee_id bigint, employment_id bigint, component text COLLATE "C",
	pool text COLLATE "C", digits int, during daterange, days numeric, divisor numeric, annual numeric,
	numer numeric, denom numeric, rule text, rule_id bigint, problem text, blame text, site_id bigint, schedule text,
	placement caseload.salary_step, fte numeric, citation text, employees bigint[], employments bigint[],
	sites bigint[]);
COMMENT ON TYPE salary_part IS 'a line of salary before its cents, as pay_part; employees, employments, sites: whose '
	'line it is, the first of them its own employee';

-- Of a generic plan the one half or the other is never run. An operator would go by the index of all ranges, and its
-- estimate makes every plan above it one for a few rows.
CREATE FUNCTION employments_asked(contract text, district_id int, employees bigint[], span daterange)
RETURNS SETOF employment
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT e.* FROM employment AS e WHERE employments_asked.employees IS NULL
		AND e.contract = employments_asked.contract AND e.district_id = employments_asked.district_id
		AND range_overlaps(e.valid, employments_asked.span)
	UNION ALL
	SELECT e.* FROM employment AS e WHERE employments_asked.employees IS NOT NULL
		AND e.district_id = employments_asked.district_id AND e.employee_id = ANY (employments_asked.employees)
		AND e.contract = employments_asked.contract AND range_overlaps(e.valid, employments_asked.span);
END;
COMMENT ON FUNCTION employments_asked(text, int, bigint[], daterange) IS
	'employments of a contract that touch these days, of some employees or, null, of all';

CREATE FUNCTION employees_asked(district_id int, employees bigint[]) RETURNS SETOF employee
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT m.* FROM employee AS m WHERE employees_asked.employees IS NULL
		AND m.district_id = employees_asked.district_id
	UNION ALL
	SELECT m.* FROM employee AS m WHERE employees_asked.employees IS NOT NULL
		AND m.district_id = employees_asked.district_id AND m.employee_id = ANY (employees_asked.employees);
END;
COMMENT ON FUNCTION employees_asked(int, bigint[]) IS 'some employees of a district or, null, all';

-- Concurrent employments cut each other: the larger one stands for the person, of equals the one of the least key.
CREATE FUNCTION largest_stretches(contract text, district_id int, employees bigint[], span daterange)
RETURNS TABLE (employee_id bigint, employment_id bigint, site_id bigint, during daterange, schedule text,
	placement caseload.salary_step, fte numeric, agreed_salary numeric, calendar text, attributes jsonb)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT s.employee_id, s.employment_id, s.site_id, u.during, s.schedule, s.placement, s.fte, s.agreed_salary,
		s.calendar, s.attributes
	FROM (SELECT e.employee_id, e.employment_id, e.site_id, e.schedule, e.placement, e.fte, e.agreed_salary,
			e.calendar, e.attributes, e.valid * largest_stretches.span AS valid,
			range_agg(e.valid) OVER (PARTITION BY e.employee_id ORDER BY e.fte DESC, e.employment_id
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS larger
			FROM employments_asked(largest_stretches.contract, largest_stretches.district_id,
				largest_stretches.employees, largest_stretches.span) AS e) AS s
		CROSS JOIN LATERAL (SELECT s.valid WHERE s.larger IS NULL OR NOT s.valid && s.larger
			UNION ALL
			SELECT u.during FROM pg_catalog.unnest(datemultirange(s.valid) - s.larger) AS u (during)
			WHERE s.valid && s.larger) AS u (during);
END;
COMMENT ON FUNCTION largest_stretches(text, int, bigint[], daterange) IS
	'on which days which employment of a person is the largest';

CREATE FUNCTION schedules_held(contract text, span daterange, known_on date DEFAULT 'infinity')
RETURNS TABLE (id bigint, schedule text, held daterange, grid caseload.salary_schedule, hourly boolean, citation text)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	SELECT s.id, s.schedule, s.held * schedules_held.span, s.grid, s.cells = 'hourly', s.citation
	FROM (SELECT s.id, s.schedule, s.grid, s.cells, s.citation, CASE k.after_expiry
				WHEN 'status quo' THEN daterange(lower(s.in_force),
					lead(lower(s.in_force)) OVER (PARTITION BY s.schedule ORDER BY s.in_force))
				ELSE s.in_force END AS held
			FROM schedule AS s JOIN contract AS k ON k.contract = s.contract
			WHERE s.contract = schedules_held.contract AND s.known @> schedules_held.known_on) AS s
	WHERE s.held && schedules_held.span;
END;
COMMENT ON FUNCTION schedules_held(text, daterange, date) IS 'the schedules that hold on these days, and on which of '
	'them: after expiry the last one, where the contract says so';

CREATE FUNCTION span_clock(way text, days datemultirange, half_days datemultirange, span daterange,
	wanted date[] DEFAULT NULL)
RETURNS TABLE (day date, units numeric, shown numeric, whole numeric, whole_shown numeric)
LANGUAGE sql IMMUTABLE ROWS 366
BEGIN ATOMIC
	SELECT c.day, c.units, trim_scale(c.units / caseload.clock_unit(span_clock.way)), c.whole,
		trim_scale(c.whole / caseload.clock_unit(span_clock.way))
	FROM caseload.clock_of_year(span_clock.way, span_clock.days, span_clock.half_days, span_clock.span,
		coalesce(span_clock.wanted, '{}')) AS c;
END;
COMMENT ON FUNCTION span_clock(text, datemultirange, datemultirange, daterange, date[]) IS
	'the clock of a year or a term: before each day, or each that is wanted, how many units lie, and of how many; '
	'shown: in days or months';

CREATE FUNCTION pay_clock(contract text, components text[], school_year text, calendars text[],
	known_on date DEFAULT 'infinity', wanted date[] DEFAULT NULL)
RETURNS TABLE (component text, calendar text, day date, units numeric, shown numeric, whole numeric,
	whole_shown numeric, way text, divisor numeric, counts text)
LANGUAGE plpgsql STABLE ROWS 732 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $pay_clock$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT c.component, j.calendar, k.day, k.units, k.shown, k.whole, k.whole_shown, v.way, v.divisor, v.counts
	FROM job_calendars(pay_clock.known_on, pay_clock.school_year) AS j
		CROSS JOIN LATERAL pg_catalog.unnest(pay_clock.components) AS c (component)
		CROSS JOIN LATERAL year_division(j.contract, c.component, j.year, pay_clock.known_on) AS v
		CROSS JOIN LATERAL span_clock(v.way, j.days, j.half_days, j.year, pay_clock.wanted) AS k
	WHERE j.contract = pay_clock.contract
		AND (pay_clock.calendars IS NULL OR j.calendar = ANY (pay_clock.calendars));
END
$pay_clock$;
COMMENT ON FUNCTION pay_clock(text, text[], text, text[], date, date[]) IS 'the clock of a year for some components, '
	'by each of these calendars or, null, by all; before each day, or each that is wanted';

-- Asked by a divisor of the contract's own alone. One clock is joined after the other: with each other first they are a
-- year's days to the third power. ROWS: of more of them the planner would put all lines into a hash table instead.
CREATE TYPE days_held AS (component text COLLATE "C", employee_id bigint, calendar text, days datemultirange);
COMMENT ON TYPE days_held IS 'the days of a year for which a person is paid a component, concurrent jobs once';
CREATE FUNCTION units_held(contract text, school_year text, held days_held[], known_on date)
RETURNS TABLE (component text, employee_id bigint, calendar text, units numeric)
LANGUAGE plpgsql STABLE STRICT ROWS 1 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $units_held$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH stretch AS MATERIALIZED (
		SELECT h.component, h.employee_id, h.calendar, u.stretch
		FROM pg_catalog.unnest(held) AS h CROSS JOIN LATERAL pg_catalog.unnest(h.days) AS u (stretch)
	), clock AS MATERIALIZED (
		SELECT k.* FROM pay_clock(units_held.contract, ARRAY(SELECT DISTINCT s.component FROM stretch AS s),
			units_held.school_year, ARRAY(SELECT DISTINCT s.calendar FROM stretch AS s), units_held.known_on,
			ARRAY(SELECT DISTINCT pg_catalog.unnest(ARRAY[lower(s.stretch), upper(s.stretch)]) FROM stretch AS s)) AS k
	), begun AS (
		SELECT s.*, a.units AS first_units FROM stretch AS s
			JOIN clock AS a ON a.component = s.component AND a.calendar = s.calendar AND a.day = lower(s.stretch)
		OFFSET 0
	)
	SELECT s.component, s.employee_id, s.calendar, sum(b.units - s.first_units)
	FROM begun AS s
		JOIN clock AS b ON b.component = s.component AND b.calendar = s.calendar AND b.day = upper(s.stretch)
	GROUP BY s.component, s.employee_id, s.calendar;
END
$units_held$;
COMMENT ON FUNCTION units_held(text, text, days_held[], date) IS
	'of a year, how many units by the clock of its component each of these people holds; with null nobody does';

-- What a line shows is what it is: amount x days / divisor. By days missed, of 190 less 62 there are 128.
CREATE FUNCTION days_shown(way text, divisor numeric, counts text, units numeric, held numeric, whole numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT clock_shown(days_shown.way, CASE WHEN days_shown.counts = 'days missed'
		AND days_shown.held < days_shown.whole
			AND days_shown.held > 0 THEN days_shown.units * share_times(days_shown.way, days_shown.divisor,
				days_shown.counts, days_shown.held, days_shown.whole) / days_shown.held
		ELSE days_shown.units END);
END;
COMMENT ON FUNCTION days_shown(text, numeric, text, numeric, numeric, numeric) IS
	'the days of a line, of which the divisor is the whole';
