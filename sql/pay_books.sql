-- Kept pay: a change of any fact or rule that pay rests on makes the lines of its own people stale and no others, the
-- reports are right at once, and a refresh leaves them right and nothing stale. Reports of pay are sums of the lines.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('pay_books');
SET search_path = pay_books, pay_books_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation) VALUES
	('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2027-07-01)', 'duty days', 'made up'),
	('gum', 'Gum', 'Gum', 'Gum', '[2025-07-01,2026-07-01)', 'calendar days', 'made up');
-- 100 days: 20 weeks of five from the first of September, two semesters of 50
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT c.contract, y || '-' || y % 100 + 1, daterange(make_date(y, 7, 1), make_date(y + 1, 7, 1)),
	(SELECT range_agg(daterange(d, d + 5)) FROM generate_series(0, 19) AS w,
		CAST(make_date(y, 9, 1) + 7 * w AS date) AS d), 'made up'
FROM contract AS c JOIN generate_series(2025, 2026) AS y ON c.term @> make_date(y, 9, 1);
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, 'teacher', 'Teachers', term, E'step(0) I II\n1 50000 55000\n2 52000 57000\n10L - 60000', 'Article 5'
FROM contract;
INSERT INTO pay_base (contract, name, in_force, amount, citation)
VALUES ('fir', 'stipend base', '[2025-07-01,2027-07-01)', 40000, 'Article 6');
INSERT INTO stipend (contract, position, title, in_force, band, base, site_level, prorated_by, digits, citation) VALUES
	('fir', 'coach', 'Coach', '[2025-07-01,2027-07-01)', 'C 4%', 'stipend base', 'any', 'school days', 2, 'Article 7'),
	('fir', 'coach', 'Coach', '[2025-07-01,2027-07-01)', 'H 5%', 'stipend base', 'High School', 'school days', 2,
		'Article 7'),
	('gum', 'mentor', 'Mentor', '[2025-07-01,2027-07-01)', 'M $1000', NULL, 'any', NULL, 2, 'Article 8');
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('fir', 'long', '[2025-07-01,2027-07-01)', 'district', '5+: $800 flat, 8+: $1600 flat', 'Article 9');
INSERT INTO site (district_id, site_id, site_name) SELECT d, n, 'Site ' || n
FROM generate_series(1, 2) AS d, generate_series(1, 3) AS n;
INSERT INTO employee (district_id, employee_id, employee_name, hired) SELECT d, n, 'Employee ' || n, '2010-08-01'
FROM generate_series(1, 2) AS d, generate_series(1, 9) AS n;
-- 1 and 2 all year; 3 at site 1 until 1 February and then at 2; 4 and 5 share a position; 6 works by two contracts; 7
-- has positions alone; 8 changes step; 9 stands on a place that the schedule does not have
INSERT INTO employment (district_id, employment_id, employee_id, site_id, contract, schedule, placement, fte, valid,
	job_share)
SELECT d, e.* FROM generate_series(1, 2) AS d, (VALUES
	(101, 1, 1, 'fir', 'teacher', salary_step 'I-1', 1, daterange '[2025-07-01,2027-07-01)', NULL),
	(102, 2, 2, 'fir', 'teacher', 'II-10', 0.5, '[2025-07-01,2026-07-01)', NULL),
	(103, 3, 1, 'fir', 'teacher', 'I-1', 1, '[2025-07-01,2025-11-10)', NULL),
	(104, 3, 2, 'fir', 'teacher', 'I-1', 1, '[2025-11-10,2026-07-01)', NULL),
	(105, 4, 3, 'fir', 'teacher', 'I-1', 0.333, '[2025-07-01,2026-07-01)', 'one'),
	(106, 5, 3, 'fir', 'teacher', 'I-1', 0.667, '[2025-09-13,2026-07-01)', 'one'),
	(107, 6, 1, 'fir', 'teacher', 'II-1', 0.5, '[2025-07-01,2026-07-01)', NULL),
	(108, 6, 2, 'gum', 'teacher', 'II-2', 0.5, '[2025-07-01,2026-07-01)', NULL),
	(109, 8, 3, 'fir', 'teacher', 'II-1', 1, '[2025-07-01,2025-11-10)', NULL),
	(110, 8, 3, 'fir', 'teacher', 'II-2', 1, '[2025-11-10,2026-07-01)', NULL),
	(111, 9, 2, 'fir', 'teacher', 'III-1', 1, '[2025-07-01,2026-07-01)', NULL)) AS e;
INSERT INTO position_held (district_id, position_held_id, employee_id, site_id, contract, position, valid)
SELECT d, h.* FROM generate_series(1, 2) AS d, (VALUES
	(1, 1, 2, 'fir', 'coach', daterange '[2025-09-01,2026-07-01)'),
	(2, 6, 3, 'fir', 'coach', '[2025-09-01,2025-11-10)'),
	(3, 7, 3, 'fir', 'coach', '[2025-09-01,2026-07-01)'),
	(4, 6, 1, 'gum', 'mentor', '[2025-09-01,2026-07-01)')) AS h;

-- The lines as the reckoning gives them, named by the plainest joins.
CREATE VIEW line_afresh AS
SELECT p.district_id, p.contract, p.school_year, p.employee_id, m.employee_name, w.employment_id, t.site_name,
	p.component, lower(p.during) AS first_day, upper(p.during) - 1 AS last_day,
	round(p.days, 6) AS days, round(p.divisor, 6) AS divisor, round(p.annual, 6) AS annual,
	round(p.exact, 6) AS exact, p.cents, p.rule, p.rule_id, p.citation, p.problem, p.blame
FROM pay_lines() AS p JOIN employee AS m USING (district_id, employee_id)
	CROSS JOIN LATERAL (SELECT coalesce(p.employment_id, (SELECT e.employment_id FROM employment AS e
			JOIN contract_year() AS y ON y.contract = p.contract AND y.school_year = p.school_year AND e.valid && y.year
		WHERE e.district_id = p.district_id AND e.employee_id = p.employee_id AND e.contract = p.contract
		ORDER BY e.fte DESC, e.employment_id LIMIT 1)) AS employment_id) AS w
	LEFT JOIN employment AS e ON e.district_id = p.district_id AND e.employment_id = w.employment_id
	LEFT JOIN site AS t ON t.district_id = p.district_id AND t.site_id = e.site_id;
CREATE VIEW line_told AS
SELECT district_id, contract::text, school_year::text, employee_id, employee_name, employment_id, site_name,
	component::text, first_day, last_day, days, divisor, annual, exact, cents, rule::text, rule_id, citation, problem,
	blame::text
FROM pay_line;
CREATE FUNCTION differing() RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM ((TABLE line_told EXCEPT ALL TABLE line_afresh)
		UNION ALL (TABLE line_afresh EXCEPT ALL TABLE line_told)) AS x;
$$;
CREATE FUNCTION stale_people() RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(told, '; ' ORDER BY told), 'nothing') FROM (
		SELECT DISTINCT format('%s: %s', a.district_id, CASE WHEN a.employees IS NOT NULL
			THEN (SELECT string_agg(u.id::text, ' ' ORDER BY u.id) FROM unnest(a.employees) AS u (id))
			ELSE coalesce('all of ' || a.contract, 'all') END) AS told FROM stale_pay() AS a) AS x;
$$;
CREATE TABLE before AS TABLE line_told;
CREATE FUNCTION lines_changed() RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', count(*), 'of', string_agg(DISTINCT x.employee_id::text, ' ')) FROM (
		TABLE line_told EXCEPT ALL TABLE before) AS x;
$$;
-- what is stale then, lines that are new and of whom, lines that differ from a reckoning afresh, the same refreshed
CREATE FUNCTION step(statement text, OUT stale text, OUT changed text, OUT wrong bigint, OUT kept_wrong bigint,
	OUT still_stale text) LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM before;
	INSERT INTO before TABLE line_told;
	EXECUTE statement;
	stale := stale_people();
	changed := lines_changed();
	wrong := differing();
	PERFORM refresh_reports();
	kept_wrong := differing();
	still_stale := stale_people();
END $$;

-- without a book all is reckoned at each look, and it is right
SELECT stale_people(), (SELECT count(*) > 30 FROM pay_line) AS lines, differing();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT stale_people(), (SELECT count(*) = (SELECT count(*) FROM pay_line) FROM kept_pay_line) AS kept, differing();
SELECT employee_id, component, first_day, last_day, days, divisor, annual, cents, problem FROM pay_line
WHERE district_id = 1 AND school_year = '2025-26' ORDER BY employee_id, component, first_day;
SELECT id, employee_id, site_name, placement, fte, base_salary, longevity_pay, stipend_pay, overage_pay, total_pay
FROM pay_summary WHERE district_id = 1 AND school_year = '2025-26' ORDER BY employee_id, site_name, id;
SELECT employee_id, component, part, first_day, last_day, lines, amount, problems FROM pay_by_part
WHERE district_id = 1 AND school_year = '2025-26' AND employee_id IN (3, 6, 9) ORDER BY employee_id, component;
-- every sum is one of lines
SELECT (SELECT sum(total_pay) FROM pay_summary) AS summary, (SELECT sum(amount) FROM pay_by_part) AS parts,
	(SELECT sum(cents) FROM pay_line) AS lines, (SELECT sum(base_salary + longevity_pay) FROM pay_summary
		WHERE placement IS NOT NULL) = (SELECT sum(cost) FROM scattergram) AS cost;

-- months add up to lines
SELECT employee_id, component, to_char(month, 'YYYY-MM') AS month, days, cents FROM pay_line_month
WHERE district_id = 1 AND employee_id = 3 ORDER BY first_day, month;
SELECT count(*) AS lines, count(*) FILTER (WHERE m.cents IS DISTINCT FROM p.cents) AS wrong
FROM (SELECT district_id, employee_id, contract, school_year, component, sum(cents) AS cents FROM pay_line
		GROUP BY 1, 2, 3, 4, 5) AS p
	LEFT JOIN (SELECT district_id, employee_id, contract, school_year, component, sum(cents) AS cents
		FROM pay_line_month GROUP BY 1, 2, 3, 4, 5) AS m
		USING (district_id, employee_id, contract, school_year, component);

-- ---- full-time equivalents are a stock: 3 has changed site, 8 step; of those who share a position one came late ----
SELECT lane, step, employees, fte, cost, employees_on_day, fte_on_day FROM scattergram
WHERE district_id = 1 AND school_year = '2025-26' AND contract = 'fir' ORDER BY lane, step;
SELECT sum(fte) FROM scattergram WHERE district_id = 1 AND school_year = '2026-27';

-- ---- what a change makes stale ----
\pset format unaligned
\pset tuples_only on
SELECT s.what, t.* FROM (VALUES
	('placement', 'UPDATE employment SET placement = $$I-2$$ WHERE district_id = 1 AND employee_id = 1'),
	('another contract', 'UPDATE employment SET contract = $$gum$$ WHERE district_id = 1 AND employment_id = 102'),
	('and back', 'UPDATE employment SET contract = $$fir$$ WHERE district_id = 1 AND employment_id = 102'),
	('a share', 'UPDATE employment SET fte = 0.3333333 WHERE district_id = 1 AND employee_id IN (4, 5)'),
	('leaves the share', 'UPDATE employment SET job_share = NULL WHERE district_id = 1 AND employee_id = 4'),
	('joins it', 'UPDATE employment SET job_share = $$one$$ WHERE district_id = 1 AND employee_id = 4'),
	('is gone', 'DELETE FROM employment WHERE district_id = 1 AND employee_id = 5'),
	('new employment', 'INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement,
		valid) VALUES (120, 5, 1, $$gum$$, $$teacher$$, $$I-1$$, $$[2025-07-01,2026-07-01)$$)'),
	('position ends', 'UPDATE position_held SET valid = $$[2025-09-01,2025-11-10)$$
		WHERE district_id = 1 AND employee_id = 1'),
	('position of another', 'UPDATE position_held SET employee_id = 2 WHERE district_id = 1 AND position_held_id = 1'),
	('position misspelt', 'UPDATE position_held SET position = $$coatch$$
		WHERE district_id = 1 AND position_held_id = 1'),
	('position is gone', 'DELETE FROM position_held WHERE district_id = 1 AND position_held_id = 1'),
	('new position', 'INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid)
		VALUES (9, 1, 2, $$fir$$, $$coach$$, $$[2025-07-01,2027-07-01)$$)'),
	('service', 'INSERT INTO service (employee_id, school_year, kind, share)
		SELECT 1, y || $$-$$ || y % 100 + 1, $$district$$, 1 FROM generate_series(2018, 2024) AS y'),
	('service, update', 'UPDATE service SET share = 0.2 WHERE employee_id = 1 AND school_year < $$2021$$'),
	('a name', 'UPDATE employee SET employee_name = $$Grace$$ WHERE district_id = 1 AND employee_id = 7'),
	('name of a site', 'UPDATE site SET site_name = $$North$$ WHERE district_id = 1 AND site_id = 1'),
	('kind of a site', 'UPDATE site SET level = $$High School$$ WHERE district_id = 1 AND site_id = 3'),
	('a student', 'INSERT INTO section (section_id, site_id, section_name, grades, valid)
		VALUES (1, 1, $$A$$, $$[1,1]$$, $$[2025-09-01,2026-06-01)$$);
		DELETE FROM mark WHERE scope = $$site$$; INSERT INTO enrollment (section_id, student_id, valid)
		VALUES (1, 1, $$[2025-09-01,2026-06-01)$$)'),
	('stipend', 'UPDATE stipend SET band = $$M $1100$$ WHERE position = $$mentor$$'),
	('base', 'UPDATE pay_base SET amount = 41000'),
	('longevity', 'UPDATE longevity_rule SET scale = $$5+: $900 flat$$'),
	('credit', 'INSERT INTO credit_rule (contract, kind, in_force, year_at, part_years, citation)
		VALUES ($$fir$$, $$district$$, $$[2020-07-01,2027-07-01)$$, 0.5, $$none$$, $$made up$$)'),
	('service, delete', 'DELETE FROM service WHERE employee_id = 1'),
	('division', 'INSERT INTO division (contract, in_force, way, citation)
		VALUES ($$fir$$, $$[2025-07-01,2027-07-01)$$, $$thirtieths$$, $$made up$$)'),
	('division, delete', 'DELETE FROM division'),
	('schedule', 'UPDATE schedule SET grid = $$step(0) I II III
1 50000 55000 58000
2 52000 57000 59000$$
		WHERE contract = $$fir$$'),
	('schedule ends', 'UPDATE schedule SET in_force = $$[2025-07-01,2026-01-01)$$ WHERE contract = $$fir$$'),
	('status quo', 'UPDATE contract SET after_expiry = $$status quo$$ WHERE contract = $$fir$$'),
	('calendar', 'UPDATE calendar SET days = days - $${[2025-09-01,2025-09-02)}$$::datemultirange
		WHERE contract = $$gum$$'),
	('a limit', 'INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
		VALUES ($$fir$$, $$class$$, $$Class$$, $$[2025-07-01,2027-07-01)$$, $$section$$, $$paid$$, $$Article 1$$)'),
	('all is marked', 'SELECT mark_everything()'),
	('emptied', 'TRUNCATE position_held')) AS s (what, statement)
	CROSS JOIN LATERAL step(s.statement) AS t;
\pset tuples_only off
\pset format aligned
-- a rule that pay alone rests on leaves the limits as they are
UPDATE longevity_rule SET note = 'noted';
SELECT about, contract FROM rule_mark;
SELECT stale, reason FROM report_status WHERE about = 'book' AND district_id = 1;
SELECT count(*) AS limits_stale FROM stale_asks();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
UPDATE load_limit SET title = 'Classes';
SELECT about, contract, stale_people() FROM rule_mark;
SELECT regexp_replace(refresh_reports(), ' in .*', '');

-- ---- one who cannot be reckoned at all stops nobody, and nobody else is told ----
UPDATE employment SET fte = 10000000 WHERE district_id = 1 AND employee_id = 2;
UPDATE employment SET placement = 'VII-3' WHERE district_id = 1 AND employee_id = 8;
SELECT employee_id, base_salary, stipend_pay, total_pay FROM pay_summary
WHERE district_id = 1 AND school_year = '2025-26' ORDER BY 1, 2;
SELECT contract, rule, employee_name, reason FROM report_status WHERE about = 'problem' ORDER BY district_id, id;
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT employee_id, component, problem, blame FROM pay_line WHERE problem IS NOT NULL AND district_id = 1 ORDER BY 1, 2;
SELECT count(*) AS people, count(total_pay) AS known, sum(total_pay) FROM pay_summary WHERE district_id = 1;
CREATE ROLE regress_pay_site;
CREATE ROLE regress_pay_person;
SELECT grant_reports('regress_pay_site', site_id => 1), grant_reports('regress_pay_person', employee_id => 3);
SET SESSION AUTHORIZATION regress_pay_site;
SELECT count(*) > 0 AS lines, count(*) FILTER (WHERE site_name <> 'North') AS of_others, count(problem) AS problems
FROM pay_books_bi.pay_line;
SELECT sum(fte) > 0 AS fte, (SELECT count(*) FROM pay_books_bi.report_status WHERE about = 'problem') AS problems
FROM pay_books_bi.scattergram;
SET SESSION AUTHORIZATION regress_pay_person;
SELECT employee_id, component, cents, problem FROM pay_books_bi.pay_line ORDER BY first_day;
SELECT employee_id, site_name, total_pay FROM pay_books_bi.pay_summary ORDER BY site_name;
SELECT component, amount FROM pay_books_bi.pay_by_part;
SELECT employee_id, sum(cents) FROM pay_books_bi.pay_line_month GROUP BY 1;
SELECT pay_books_bi.explain_line(p), pay_books_bi.explain_line(p, 'es_US') FROM pay_books_bi.pay_line AS p
ORDER BY first_day LIMIT 1;
SELECT lane, step, employees, fte FROM pay_books_bi.scattergram;
SELECT count(*) FROM pay_books_bi.report_status WHERE about = 'problem';
RESET SESSION AUTHORIZATION;
-- and with stale ones, which are reckoned as he looks
UPDATE employment SET fte = fte, attributes = '{"x": 1}' WHERE district_id = 1;
SET SESSION AUTHORIZATION regress_pay_person;
SELECT employee_id, component, cents, problem FROM pay_books_bi.pay_line ORDER BY first_day;
RESET SESSION AUTHORIZATION;
-- a right to one report is none to another
GRANT SELECT ON scattergram TO PUBLIC;
GRANT USAGE ON SCHEMA pay_books, pay_books_bi TO PUBLIC;
CREATE ROLE regress_pay_cost;
SET SESSION AUTHORIZATION regress_pay_cost;
SELECT count(*) > 0 AS cells FROM pay_books_bi.scattergram;
SELECT count(*) AS lines FROM pay_books.own_pay_line(caseload.asker(), 1);
SELECT count(*) AS overages FROM pay_books.overage_pay(caseload.asker(), 'pay_summary', 1);
SELECT count(*) FROM pay_books_bi.pay_line;
RESET SESSION AUTHORIZATION;
REVOKE ALL ON scattergram FROM PUBLIC;
REVOKE ALL ON SCHEMA pay_books, pay_books_bi FROM PUBLIC;
SELECT revoke_reports('regress_pay_site'), revoke_reports('regress_pay_person');
DROP SCHEMA pay_books, pay_books_bi, pay_books_then CASCADE;
DROP ROLE regress_pay_site;
DROP ROLE regress_pay_person;
DROP ROLE regress_pay_cost;
