-- pay_facts.sql: a made-up district of :people people in schema :district, in columns that every version has: two
-- schedules a year, 15 of 100 people in two rows, longevity by service, a stipend for one in five. :plain leaves
-- salary alone.
SET search_path = :"district", pg_temp;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation)
VALUES ('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2026-07-01)', 'duty days', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'elm', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 36) AS w, CAST(date '2025-08-18' + 7 * w AS date) AS d;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'elm', 'teacher', 'Teachers', v.held::daterange, (SELECT string_agg(line, E'\n' ORDER BY n) FROM (
		SELECT 0 AS n, 'step(0) I II III IV V' AS line
		UNION ALL SELECT s, format('%s %s %s %s %s %s', s, v.base + 1500 * s, v.base + 2500 + 1500 * s,
			v.base + 5000 + 1500 * s, v.base + 7500 + 1500 * s, v.base + 10000 + 1500 * s)
		FROM generate_series(1, 20) AS s) AS x)::caseload.salary_schedule, 'made up'
FROM (VALUES ('[2025-07-01,2026-01-16)', 45000), ('[2026-01-16,2026-07-01)', 46500)) AS v (held, base);
INSERT INTO site (site_id, site_name) SELECT n, format('School %s', n) FROM generate_series(1, 1 + :people / 40) AS n;
INSERT INTO employee (employee_id, employee_name, hired)
SELECT n, format('Employee %s', n), date '2000-07-01' + n % 9000 FROM generate_series(1, :people) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid)
SELECT n, 1 + n % (1 + :people / 40), 'elm', 'teacher',
	caseload.salary_step((ARRAY['I', 'II', 'III', 'IV', 'V'])[1 + n % 5], 1 + n % 19 + r.second),
	CASE n % 7 WHEN 0 THEN 0.6 ELSE 1 END,
	CASE WHEN n % 100 >= 15 THEN daterange('2025-07-01', '2026-07-01') WHEN r.second = 0
		THEN daterange('2025-07-01', '2025-11-03') ELSE daterange('2025-11-03', '2026-07-01') END
FROM generate_series(1, :people) AS n JOIN (VALUES (0), (1)) AS r (second) ON r.second = 0 OR n % 100 < 15;
\if :plain
\else
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation)
VALUES ('elm', 'long', '[2025-07-01,2026-07-01)', 'district', '5+: $800 flat, 10+: $1600 flat', 'made up');
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation)
VALUES ('elm', 'district', 0.75, 'none', '[2000-07-01,2026-07-01)', 'made up');
INSERT INTO service (employee_id, school_year, kind, share)
SELECT n, y || '-' || lpad(((y + 1) % 100)::text, 2, '0'), 'district', 1
FROM generate_series(1, :people) AS n, generate_series(2025 - n % 12, 2024) AS y;
INSERT INTO stipend (contract, position, title, in_force, band, prorated_by, digits, citation)
VALUES ('elm', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $2500', 'school days', 2, 'made up');
INSERT INTO position_held (employee_id, contract, position, valid)
SELECT n, 'elm', 'coach', CASE WHEN n % 2 = 0 THEN daterange('2025-07-01', '2026-07-01')
	ELSE daterange('2025-10-01', '2026-04-01') END
FROM generate_series(1, :people, 5) AS n;
\endif
RESET search_path;
VACUUM ANALYZE;
