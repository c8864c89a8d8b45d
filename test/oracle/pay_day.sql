-- A year's pay a second time, day by day, in plain SQL and without any care for speed: what a day is worth by the rows
-- that hold on it, times the part of the year that it is. Of the district only tables are read, and of the extension
-- what a cell, a scale and a band are worth; how a year is divided, which row holds and what has been held so far are
-- all found here. Given: a search_path of the district. Makes temporary tables; the answer is pay_of_day, and of what
-- is paid once in a term pay_of_term.

-- forty places, so that a sum of a year's days is exact to far more than half a cent
CREATE FUNCTION pg_temp.part(of numeric, by numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN round(of, 40) / by;

-- each day of each year by each calendar, and how much of a duty day it is
CREATE TEMP TABLE day_of_year AS
SELECT y.contract, y.school_year, k.calendar, d.day::date AS day, y.in_force AS year,
	CASE WHEN c.half_days @> d.day::date THEN 0.5 WHEN c.days @> d.day::date THEN 1 ELSE 0 END AS duty
FROM calendar AS y
	CROSS JOIN LATERAL (SELECT 'duty' AS calendar UNION SELECT c.kind FROM calendar AS c
		WHERE c.contract = y.contract AND c.school_year = y.school_year AND c.known @> date 'infinity') AS k
	CROSS JOIN LATERAL (SELECT c.days, c.half_days FROM calendar AS c
		WHERE c.contract = y.contract AND c.school_year = y.school_year AND c.known @> date 'infinity'
			AND c.kind IN (k.calendar, 'student') ORDER BY c.kind = k.calendar DESC LIMIT 1) AS c
	CROSS JOIN LATERAL generate_series(lower(y.in_force), upper(y.in_force) - 1, interval '1 day') AS d (day)
WHERE y.kind = 'student' AND y.known @> date 'infinity';
ANALYZE day_of_year;

-- what a day weighs by each way of division, in days or in months
CREATE TEMP TABLE weight AS
WITH counted AS (
	SELECT d.*, extract(day FROM d.day)::int AS nth, date_trunc('month', d.day) AS month,
		extract(day FROM date_trunc('month', d.day) + interval '1 month' - interval '1 day')::int AS month_has,
		count(*) OVER m AS days_here, sum(d.duty) OVER m AS duty_here, min(d.day) OVER m AS first_here,
		sum(d.duty) OVER (PARTITION BY d.contract, d.school_year, d.calendar) AS duty_in_year
	FROM day_of_year AS d
	WINDOW m AS (PARTITION BY d.contract, d.school_year, d.calendar, date_trunc('month', d.day))
), weighed AS (
	SELECT c.contract, c.school_year, c.calendar, c.day, w.way, w.weight
	FROM counted AS c CROSS JOIN LATERAL (VALUES
		('duty days', CASE WHEN c.duty_in_year > 0 THEN c.duty ELSE 1 END), ('calendar days', 1),
		('months by duty days', CASE WHEN c.duty_here > 0
			THEN pg_temp.part(c.days_here * c.duty, c.month_has * c.duty_here) ELSE pg_temp.part(1, c.month_has) END),
		('months by calendar days', pg_temp.part(1, c.month_has)),
		('thirtieths', CASE WHEN c.nth = 31 THEN 0 WHEN c.nth = c.month_has THEN 31 - c.nth ELSE 1 END),
		('months begun', CASE WHEN c.day = c.first_here THEN 1 ELSE 0 END)) AS w (way, weight)
)
SELECT w.*, sum(w.weight) OVER (PARTITION BY w.contract, w.school_year, w.calendar, w.way) AS whole FROM weighed AS w;
ANALYZE weight;

-- the row of schedule that holds on a day; after expiry the last one, where the contract says so
CREATE TEMP TABLE schedule_of_day AS
SELECT d.contract, d.day, n.schedule, s.id, s.grid
FROM (SELECT DISTINCT d.contract, d.day FROM day_of_year AS d) AS d JOIN contract AS k ON k.contract = d.contract
	CROSS JOIN LATERAL (SELECT DISTINCT s.schedule FROM schedule AS s WHERE s.contract = d.contract) AS n
	CROSS JOIN LATERAL (SELECT s.id, s.grid FROM schedule AS s
		WHERE s.contract = d.contract AND s.schedule = n.schedule AND s.known @> date 'infinity'
			AND lower(s.in_force) <= d.day AND (upper(s.in_force) > d.day OR k.after_expiry = 'status quo')
		ORDER BY lower(s.in_force) DESC LIMIT 1) AS s;
ANALYZE schedule_of_day;

-- what each place is worth by each row of a schedule
CREATE TEMP TABLE cell AS
SELECT s.id, p.printed, caseload.salary(s.grid, p.printed::caseload.salary_step) AS salary,
	caseload.salary_exact(s.grid, p.printed::caseload.salary_step) AS exact,
	caseload.longevity_pay(s.grid, p.printed::caseload.salary_step) AS longevity
FROM schedule AS s JOIN (SELECT DISTINCT e.contract, e.schedule, e.placement::text AS printed FROM employment AS e
	WHERE e.agreed_salary IS NULL) AS p USING (contract, schedule)
WHERE s.known @> date 'infinity';
ANALYZE cell;

-- Where changes are paid by their date: from which place each employment of a year came, change by change, if all
-- changes of the contract are paid so and nobody has two jobs.
CREATE TEMP TABLE changed AS
WITH RECURSIVE step AS (
	SELECT y.contract, y.school_year, y.in_force AS year, b.district_id, e.employment_id, lower(e.valid) AS day,
		b.placement::text AS was, e.placement::text AS becomes
	FROM calendar AS y JOIN employment AS e ON e.contract = y.contract AND e.valid && y.in_force
		JOIN employment AS b ON b.district_id = e.district_id AND b.employee_id = e.employee_id
			AND b.contract = e.contract AND b.schedule = e.schedule AND upper(b.valid) = lower(e.valid)
	WHERE y.kind = 'student' AND lower(e.valid) > lower(y.in_force) AND e.agreed_salary IS NULL
		AND b.agreed_salary IS NULL AND y.contract IN (SELECT c.contract FROM change_share AS c)
), reached AS (
	SELECT s.*, s.employment_id AS made FROM step AS s WHERE s.was <> s.becomes
	UNION ALL
	SELECT r.contract, r.school_year, r.year, r.district_id, e.employment_id, r.day, r.was, r.becomes, r.made
	FROM reached AS r JOIN employment AS b ON b.district_id = r.district_id AND b.employment_id = r.employment_id
		JOIN employment AS e ON e.district_id = b.district_id AND e.employee_id = b.employee_id
			AND e.contract = b.contract AND e.schedule = b.schedule AND lower(e.valid) = upper(b.valid)
			AND e.agreed_salary IS NULL AND e.valid && r.year
)
SELECT r.*, CASE WHEN split_part(r.was, '-', 1) = split_part(r.becomes, '-', 1) THEN 'step' ELSE 'lane' END AS change,
	row_number() OVER (PARTITION BY r.school_year, r.district_id, r.employment_id ORDER BY r.day) = 1 AS first
FROM reached AS r;
ANALYZE changed;
-- the first date that a change keeps pays it
CREATE TEMP TABLE shared AS
SELECT c.*, coalesce((SELECT s.share FROM change_share AS s CROSS JOIN generate_series(0, 1) AS n
	WHERE s.contract = c.contract AND s.change = c.change
		AND (extract(year FROM lower(c.year)) + n || '-' || s.by)::date BETWEEN c.day AND upper(c.year) - 1
	ORDER BY (extract(year FROM lower(c.year)) + n || '-' || s.by)::date LIMIT 1), 0) AS share
FROM changed AS c;
ANALYZE shared;

-- who works on which day, for what, and who of them stands for the person: the largest, of equals the first
CREATE TEMP TABLE job_of_day AS
SELECT e.contract, y.school_year, e.district_id, e.employee_id, e.employment_id, d.day::date AS day, e.fte, e.schedule
FROM calendar AS y JOIN employment AS e ON e.contract = y.contract AND e.valid && y.in_force
	CROSS JOIN LATERAL generate_series(lower(e.valid * y.in_force), upper(e.valid * y.in_force) - 1,
		interval '1 day') AS d (day)
WHERE y.kind = 'student' AND y.known @> date 'infinity';
ANALYZE job_of_day;
CREATE TEMP TABLE smaller AS
SELECT DISTINCT s.district_id, s.employment_id, s.day FROM job_of_day AS s JOIN job_of_day AS l
	ON l.contract = s.contract AND l.district_id = s.district_id AND l.employee_id = s.employee_id AND l.day = s.day
WHERE l.fte > s.fte OR l.fte = s.fte AND l.employment_id < s.employment_id;
ANALYZE smaller;
CREATE TEMP TABLE work_of_day AS
SELECT j.contract, j.school_year, j.day, j.district_id, j.employee_id, j.employment_id, e.calendar, e.fte, e.job_share,
	n.day IS NULL AS largest, e.agreed_salary IS NOT NULL AS agreed, coalesce(e.agreed_salary, c.salary) AS salary,
	coalesce(e.agreed_salary, c.exact) AS exact, c.longevity, s.id AS schedule_id, k.salary - k.longevity AS kept
FROM job_of_day AS j JOIN employment AS e ON e.district_id = j.district_id AND e.employment_id = j.employment_id
	LEFT JOIN smaller AS n ON n.district_id = j.district_id AND n.employment_id = j.employment_id AND n.day = j.day
	LEFT JOIN schedule_of_day AS s ON s.contract = j.contract AND s.day = j.day AND s.schedule = j.schedule
	LEFT JOIN cell AS c ON e.agreed_salary IS NULL AND c.id = s.id AND c.printed = e.placement::text
	LEFT JOIN changed AS h ON h.first AND h.school_year = j.school_year AND h.district_id = j.district_id
		AND h.employment_id = j.employment_id
	LEFT JOIN cell AS k ON k.id = s.id AND k.printed = h.was;
ANALYZE work_of_day;

-- on which days who is employed under a contract, and who ever was; all others are paid a stipend all the same
CREATE TEMP TABLE works_on AS
SELECT DISTINCT j.contract, j.district_id, j.employee_id, j.day FROM job_of_day AS j;
ANALYZE works_on;
CREATE TEMP TABLE has_worked AS
SELECT DISTINCT y.contract, y.school_year, e.district_id, e.employee_id FROM calendar AS y
	JOIN employment AS e ON e.contract = y.contract AND lower(e.valid) < upper(y.in_force);
ANALYZE has_worked;

-- which row of stipend pays whoever holds a position, day by day, and what it is worth
CREATE TEMP TABLE position_of_day AS
SELECT h.*, CASE WHEN h.band IS NOT NULL THEN caseload.stipend(h.band, coalesce(h.worth, 0))
	ELSE caseload.pay(h.scale, h.counted, coalesce(h.worth, 0)) END AS annual
FROM (SELECT DISTINCT ON (h.district_id, h.position_held_id, d.day) d.contract, d.school_year, d.day, h.district_id,
		h.employee_id, h.position, h.counted, s.band, s.scale, s.prorated_by, s.digits, s.lasts_in,
		CASE WHEN b.own IS NULL THEN b.amount ELSE w.salary END AS worth
	FROM (SELECT y.contract, y.school_year, h.position_held_id, d.day::date AS day
			FROM calendar AS y JOIN position_held AS h ON h.contract = y.contract AND h.valid && y.in_force
				CROSS JOIN LATERAL generate_series(lower(h.valid * y.in_force), upper(h.valid * y.in_force) - 1,
					interval '1 day') AS d (day)
			WHERE y.kind = 'student' AND y.known @> date 'infinity') AS d
		JOIN position_held AS h USING (position_held_id)
		LEFT JOIN works_on AS o ON o.contract = d.contract AND o.day = d.day AND o.district_id = h.district_id
			AND o.employee_id = h.employee_id
		LEFT JOIN has_worked AS p ON p.contract = d.contract AND p.school_year = d.school_year
			AND p.district_id = h.district_id AND p.employee_id = h.employee_id
		LEFT JOIN site AS t ON t.district_id = h.district_id AND t.site_id = h.site_id
		JOIN stipend AS s ON s.contract = h.contract AND s.position = h.position AND s.in_force @> d.day
			AND s.known @> date 'infinity' AND (s.site_level = 'any' OR s.site_level = t.level)
		LEFT JOIN pay_base AS b ON b.contract = s.contract AND b.name = s.base AND b.in_force @> d.day
			AND b.known @> date 'infinity'
		LEFT JOIN work_of_day AS w ON w.contract = d.contract AND w.day = d.day AND w.district_id = h.district_id
			AND w.employee_id = h.employee_id AND w.largest
	WHERE o.day IS NOT NULL OR p.employee_id IS NULL
	ORDER BY h.district_id, h.position_held_id, d.day, s.precedence DESC, s.site_level = 'any', s.id) AS h;
ANALYZE position_of_day;

-- whole years of service before a school year
CREATE TEMP TABLE served AS
SELECT s.district_id, s.employee_id, y.school_year, count(*) AS years
FROM (SELECT DISTINCT d.school_year FROM day_of_year AS d) AS y
	JOIN service AS s ON s.kind IN ('district', 'job share') AND s.share = 1 AND s.school_year < y.school_year
GROUP BY s.district_id, s.employee_id, y.school_year;

-- what is paid by the day: the year's amount, by component
CREATE TEMP TABLE rate_of_day AS
SELECT w.contract, w.school_year, w.day, w.district_id, w.employee_id, w.employment_id, w.job_share AS pool,
	w.calendar, r.component, r.rate, NULL::text AS says
FROM work_of_day AS w CROSS JOIN LATERAL (VALUES
	('salary', CASE WHEN w.agreed THEN w.salary ELSE coalesce(w.kept, w.salary - w.longevity) * w.fte END),
	('longevity of the grid', CASE WHEN NOT w.agreed THEN NULLIF(w.longevity, 0) * w.fte END)) AS r (component, rate)
WHERE r.rate IS NOT NULL
UNION ALL
SELECT w.contract, w.school_year, w.day, w.district_id, w.employee_id, w.employment_id, NULL, w.calendar,
	'longevity: ' || r.code, caseload.pay(r.scale, y.years, coalesce(b.amount, w.exact))
		* CASE WHEN r.in_proportion IS NULL THEN 1 ELSE w.fte END, NULL
FROM work_of_day AS w JOIN longevity_rule AS r ON r.contract = w.contract AND r.in_force @> w.day
		AND r.known @> date 'infinity'
	JOIN served AS y ON y.district_id = w.district_id AND y.employee_id = w.employee_id
		AND y.school_year = w.school_year
	LEFT JOIN pay_base AS b ON b.contract = r.contract AND b.name = r.base AND b.in_force @> w.day
WHERE w.largest
UNION ALL
SELECT p.contract, p.school_year, p.day, p.district_id, p.employee_id, 0, NULL, 'duty',
	'stipend: ' || p.position, p.annual, p.prorated_by
FROM position_of_day AS p WHERE p.prorated_by IS NOT NULL;
ANALYZE rate_of_day;

-- How a component is divided in a year: the row that names it, else its kind, else all; of several the first. What a
-- stipend says of itself comes before what is said of all.
CREATE TEMP TABLE way_of_year AS
SELECT DISTINCT ON (r.contract, r.school_year, r.component, r.says) r.contract, r.school_year, r.component, r.says,
	d.way, d.divisor, d.counts, d.place = 2 AND r.says = 'school days' AS by_students
FROM (SELECT DISTINCT r.contract, r.school_year, r.component, r.says FROM rate_of_day AS r) AS r
	JOIN contract AS k ON k.contract = r.contract
	JOIN calendar AS y ON y.contract = r.contract AND y.school_year = r.school_year AND y.kind = 'student'
	CROSS JOIN LATERAL (
		SELECT CASE WHEN d.component = '*' THEN 3 WHEN d.component = r.component THEN 0 ELSE 1 END AS place,
			greatest(lower(d.in_force), lower(y.in_force)) AS begins, d.way, d.divisor, d.counts
		FROM division AS d WHERE d.contract = r.contract AND d.known @> date 'infinity' AND d.in_force && y.in_force
			AND (d.component IN ('*', r.component) OR r.component LIKE d.component || ':%')
		UNION ALL SELECT 2, NULL, CASE r.says WHEN 'months' THEN 'months begun' ELSE 'duty days' END, NULL, NULL
		WHERE r.says IS NOT NULL
		UNION ALL SELECT 4, NULL, CASE k.prorated_by WHEN 'months' THEN 'months begun' ELSE k.prorated_by END, NULL,
			NULL) AS d
ORDER BY r.contract, r.school_year, r.component, r.says, d.place, d.begins;

CREATE TEMP TABLE divided AS
SELECT r.*, w.weight, w.whole, y.divisor, y.counts
FROM rate_of_day AS r JOIN way_of_year AS y ON y.contract = r.contract AND y.school_year = r.school_year
		AND y.component = r.component AND y.says IS NOT DISTINCT FROM r.says
	JOIN weight AS w ON w.contract = r.contract AND w.school_year = r.school_year
		AND w.calendar = CASE WHEN y.by_students THEN 'student' ELSE r.calendar END
		AND w.way = y.way AND w.day = r.day
WHERE w.weight > 0;
ANALYZE divided;

-- With a divisor of the contract's own, what a person holds of the year counts: a day but once.
CREATE TEMP TABLE pay_of_day AS
SELECT d.contract, d.school_year, d.district_id, d.employee_id, d.employment_id, d.pool, d.component, d.day,
	d.rate * CASE WHEN d.divisor IS NULL OR h.held = d.whole THEN pg_temp.part(d.weight, d.whole)
		WHEN d.counts = 'days held' THEN pg_temp.part(d.weight * least(h.held, d.divisor), h.held * d.divisor)
		ELSE pg_temp.part(d.weight * greatest(d.divisor - (d.whole - h.held), 0), d.divisor * h.held) END AS amount
FROM divided AS d LEFT JOIN (
	SELECT h.contract, h.school_year, h.district_id, h.employee_id, h.component, h.calendar, sum(h.weight) AS held
	FROM (SELECT DISTINCT d.contract, d.school_year, d.district_id, d.employee_id, d.component, d.calendar, d.day,
			d.weight FROM divided AS d WHERE d.divisor IS NOT NULL) AS h
	GROUP BY h.contract, h.school_year, h.district_id, h.employee_id, h.component, h.calendar) AS h
	ON d.divisor IS NOT NULL AND h.contract = d.contract AND h.school_year = d.school_year
		AND h.district_id = d.district_id AND h.employee_id = d.employee_id AND h.component = d.component
		AND h.calendar = d.calendar;
ANALYZE pay_of_day;

-- A share of the year's difference is for the days from the change to the end of the year; who leaves before has his
-- part of it.
CREATE TEMP TABLE later AS
SELECT k.contract, k.school_year, k.calendar, k.day AS since, sum(k.weight) OVER l AS weight, count(*) OVER l AS days
FROM weight AS k WHERE k.way = 'duty days' AND k.contract IN (SELECT s.contract FROM shared AS s)
WINDOW l AS (PARTITION BY k.contract, k.school_year, k.calendar ORDER BY k.day DESC);
ANALYZE later;
CREATE TEMP TABLE weight_of_shared AS
SELECT w.contract, w.school_year, w.calendar, w.day, w.weight FROM weight AS w
WHERE w.way = 'duty days' AND w.contract IN (SELECT s.contract FROM shared AS s);
ANALYZE weight_of_shared;
INSERT INTO pay_of_day
SELECT s.contract, s.school_year, s.district_id, w.employee_id, w.employment_id, w.job_share, s.change || ' change',
	w.day, s.share * (n.salary - n.longevity - o.salary + o.longevity) * w.fte * CASE WHEN r.weight > 0
		THEN pg_temp.part(d.weight, r.weight) ELSE pg_temp.part(1, r.days) END
FROM shared AS s JOIN work_of_day AS w ON w.school_year = s.school_year AND w.district_id = s.district_id
		AND w.employment_id = s.employment_id
	JOIN cell AS o ON o.id = w.schedule_id AND o.printed = s.was
	JOIN cell AS n ON n.id = w.schedule_id AND n.printed = s.becomes
	JOIN weight_of_shared AS d ON d.contract = s.contract AND d.school_year = s.school_year
		AND d.calendar = w.calendar AND d.day = w.day
	JOIN later AS r
		ON r.contract = s.contract AND r.school_year = s.school_year AND r.calendar = w.calendar AND r.since = s.day;

-- what is not divided is paid once a term that it is held in, as it stands on the first day of it
CREATE TEMP TABLE pay_of_term AS
SELECT DISTINCT ON (p.district_id, p.employee_id, p.contract, p.position, p.school_year, t.in_force) p.contract,
	p.school_year, p.district_id, p.employee_id, 'stipend: ' || p.position AS component, t.in_force AS term, p.day,
	p.annual AS amount, p.digits
FROM position_of_day AS p JOIN calendar AS y ON y.contract = p.contract AND y.school_year = p.school_year
		AND y.kind = 'student'
	JOIN LATERAL (SELECT t.in_force FROM term AS t WHERE t.contract = p.contract AND t.in_force @> p.day
			AND coalesce(p.band::text, p.scale::text) LIKE '% per ' || t.name
		UNION ALL SELECT y.in_force WHERE coalesce(p.band::text, p.scale::text) NOT LIKE '% per semester') AS t ON true
WHERE p.prorated_by IS NULL
ORDER BY p.district_id, p.employee_id, p.contract, p.position, p.school_year, t.in_force, p.day;
