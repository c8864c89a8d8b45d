-- Whatever is found out between the closes, what was paid when the last period is closed is the sum of the pay
-- lines: for 60 people whose places, days, positions and employments are drawn anew before each close, on two
-- cycles.
SET client_min_messages = error;
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('register_random');
SET search_path = register_random, register_random_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation)
VALUES ('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', 'duty days', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fir', '2025-26', '[2025-07-01,2026-07-01)', (SELECT range_agg(daterange(d::date, d::date + 5))
	FROM generate_series(timestamp '2025-08-18', '2026-05-30', '7 days') AS d), 'made up';
INSERT INTO term (contract, name, in_force, citation) SELECT 'fir', 'semester', t::daterange, 'made up'
FROM unnest('{"[2025-08-18,2026-01-10)","[2026-01-10,2026-06-06)"}'::text[]) AS t;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
VALUES ('fir', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) BA MA
1 50001 55003
2 52007 57013
3 53001 59017', 'made up');
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation) VALUES
	('fir', 'middle', 'first part', 1, 10, 1, 'on', '(,)', 'made up'),
	('fir', 'end', 'rest', 6, 10, 1, 'on', '(,)', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, paid, prorated_by, citation, digits) VALUES
	('fir', 'coach', 'Coach', '(,)', 'C $1300', 'not said', 'duty days', 'made up', 2),
	('fir', 'mentor', 'Mentor', '(,)', 'M $2001', 'installments', NULL, 'made up', 2),
	('fir', 'chair', 'Chair', '(,)', 'H $1001', 'each semester', 'duty days', 'made up', 2),
	('fir', 'reader', 'Reader', '(,)', 'R $701', 'monthly', NULL, 'made up', 2);
INSERT INTO stipend_installment (stipend_id, share, due, citation)
SELECT s.id, 0.5, d, 'made up' FROM stipend AS s, unnest('{middle,end}'::text[]) AS d WHERE s.position = 'mentor';
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 60) AS n;
SELECT make_pay_periods('fir', '12', '2025-26'), make_pay_periods('fir', '26', '2025-26', '2025-07-04');
INSERT INTO paid_on_cycle (employee_id, contract, school_year, cycle)
SELECT n, 'fir', '2025-26', CASE WHEN n <= 30 THEN '12' ELSE '26' END FROM generate_series(1, 60) AS n;

-- somebody's year anew: nobody, a place, two places one after the other, or two at once
CREATE FUNCTION draw_year(person bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	a date := date '2025-07-01' + (random() * random() * 300)::int;
	b date := a + 1 + (random() * (date '2026-06-29' - a))::int;
	e date := CASE WHEN random() < 0.7 THEN date '2026-07-01' ELSE b + (random() * (date '2026-07-01' - b))::int END;
	places text[] := '{BA-1,BA-2,BA-3,MA-1,MA-2,MA-3}';
	kind float := random();
BEGIN
	DELETE FROM employment WHERE employee_id = person;
	DELETE FROM position_held WHERE employee_id = person;
	IF kind < 0.1 THEN
		RETURN;
	END IF;
	INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid)
	VALUES (person, 1, 'fir', 'teacher', places[1 + (random() * 5)::int]::salary_step,
		CASE WHEN random() < 0.2 THEN 0.4 ELSE 1 END, daterange(a, CASE WHEN kind < 0.4 THEN b ELSE e END));
	IF kind < 0.4 AND b < e THEN
		INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
		VALUES (person, 1, 'fir', 'teacher', places[1 + (random() * 5)::int]::salary_step, daterange(b, e));
	ELSIF kind < 0.5 THEN
		INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid)
		VALUES (person, 2, 'fir', 'teacher', 'BA-1', 0.3333, daterange(b, '2026-07-01'));
	END IF;
	INSERT INTO position_held (employee_id, site_id, contract, position, valid)
	SELECT person, 1, 'fir', p, daterange(a, e)
	FROM unnest('{coach,mentor,chair,reader}'::text[]) AS p WHERE random() < 0.3;
END $$;
-- what must be paid by now, by component: the rules once more, by another way; null: nothing is said of it here
CREATE FUNCTION should_be_paid(c text, n int) RETURNS TABLE (employee_id bigint, amount numeric) LANGUAGE sql AS $$
	WITH k AS (SELECT max(nth) AS last FROM pay_period WHERE cycle = c), l AS (
		SELECT l.*, (SELECT p.nth FROM pay_period AS p WHERE p.cycle = c AND p.during @> lower(l.during)) AS f,
			(SELECT p.nth FROM pay_period AS p WHERE p.cycle = c AND p.during @> upper(l.during) - 1) AS u
		FROM pay_lines() AS l WHERE l.component = 'salary')
	SELECT l.employee_id, CASE WHEN n >= min(k.last) OR n >= max(l.u) THEN sum(l.cents)
		ELSE round(sum(l.cents) * greatest(n - min(l.f) + 1, 0) / (min(k.last) - min(l.f) + 1), 2) END
	FROM l, k GROUP BY l.employee_id $$;
CREATE FUNCTION wrong_now(c text, n int) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM (
		SELECT l.employee_id, sum(l.amount) AS amount FROM paid_line AS l WHERE l.component = 'salary' GROUP BY 1) AS p
	FULL JOIN should_be_paid(c, n) AS s USING (employee_id) JOIN paid_on_cycle AS o USING (employee_id)
	WHERE o.cycle = c AND coalesce(p.amount, 0) <> coalesce(s.amount, 0)
		AND employee_id NOT IN (SELECT b.employee_id FROM back_pay_plan AS b) $$;
CREATE TABLE seen (cycle text, nth int, wrong bigint);
CREATE FUNCTION run_year(c text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	last int := (SELECT max(nth) FROM pay_period WHERE cycle = c);
	made bigint;
BEGIN
	FOR n IN 1 .. last LOOP
		PERFORM draw_year(o.employee_id) FROM paid_on_cycle AS o
		WHERE o.cycle = c AND random() < CASE WHEN n = 1 THEN 1 ELSE 0.3 END;
		INSERT INTO back_pay_plan (employee_id, contract, school_year, from_nth, installments, agreed_on)
		SELECT o.employee_id, 'fir', '2025-26', n + (random() * 2)::int, 1 + (random() * 6)::int, '2026-01-01'
		FROM paid_on_cycle AS o WHERE o.cycle = c AND o.employee_id % 3 = 0 AND random() < 0.15 ON CONFLICT DO NOTHING;
		made := close_period('fir', c, '2025-26', n);
		INSERT INTO seen VALUES (c, n, wrong_now(c, n));
		IF random() < 0.2 THEN
			PERFORM reverse_period(made, 'to be paid anew');
			PERFORM draw_year(min(o.employee_id)) FROM paid_on_cycle AS o WHERE o.cycle = c;
			PERFORM close_period('fir', c, '2025-26', n);
			INSERT INTO seen VALUES (c, n, wrong_now(c, n));
		END IF;
	END LOOP;
END $$;
SELECT setseed(0.25);
SELECT run_year('12'), run_year('26');
SELECT cycle, max(nth) AS periods, sum(wrong) AS wrong FROM seen GROUP BY cycle ORDER BY cycle;
-- the year, by employee and component
SELECT count(*) > 100 AS components, count(*) FILTER (WHERE coalesce(p.amount, 0) <> coalesce(y.cents, 0)) AS wrong
FROM (SELECT employee_id, component, sum(amount) AS amount FROM paid_line GROUP BY 1, 2) AS p
	FULL JOIN (SELECT employee_id, component, sum(cents) AS cents FROM pay_lines() GROUP BY 1, 2) AS y
	USING (employee_id, component);
-- the test has seen what it is there to see
SELECT kind, count(*) > 20 AS often, count(*) FILTER (WHERE reason ~ 'as agreed on') > 0 AS by_plan FROM paid_line
GROUP BY kind ORDER BY kind;
SELECT count(*) > 0 AS reversed FROM pay_run WHERE reverses IS NOT NULL;
-- of every difference the reason is told, and the basis of each run is what its lines were reckoned from
SELECT count(*) FILTER (WHERE reason ~ '^was .*; now ') > 20 AS told, count(*) FILTER (WHERE reason = '') AS untold
FROM paid_line WHERE kind IN ('back pay', 'taken back');
SELECT count(*) AS runs_without_basis FROM pay_run AS r WHERE r.reverses IS NULL
	AND NOT EXISTS (SELECT FROM paid_basis AS b WHERE b.run = r.run);
DROP SCHEMA register_random, register_random_bi, register_random_then CASCADE;
