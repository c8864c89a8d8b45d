-- Slips of the hand in the rows of pay rules, one at a time and each undone: which of them change an answer, and which
-- of those the linters show.
SET search_path = slips, slips_bi, caseload, public;
CREATE SCHEMA drawn;

-- The answers of pay in a contract, by what was asked; an error is an answer, too.
CREATE FUNCTION drawn.told(question text) RETURNS text LANGUAGE plpgsql AS $told$
DECLARE
	said text;
BEGIN
	EXECUTE 'SELECT string_agg(a::text, E''\n'' ORDER BY a::text COLLATE "C") FROM (' || question || ') AS a' INTO said;
	RETURN said;
EXCEPTION WHEN OTHERS THEN
	RETURN 'error: ' || SQLERRM;
END
$told$;

-- what was asked before a slip is asked after it, so the names are kept
CREATE TABLE drawn.asked AS
SELECT k.contract, q.about, q.question FROM contract AS k CROSS JOIN LATERAL (
	SELECT 'lines' AS about, format('SELECT employee_id, component, during, days, divisor, annual, cents, problem
		FROM lines_of_years(NULL, ''infinity'', NULL, NULL, %L, false)', k.contract) AS question
	UNION ALL
	SELECT 'moves', format('SELECT employee_id, was, becomes, moves_on, kept, why_not FROM moves(%L, %L)',
		k.contract, y)
	FROM unnest(CASE k.contract WHEN 'waterford' THEN '{2019-20}' WHEN 'elm' THEN '{2025-26,2026-27}' END::text[]) AS y
	UNION ALL
	SELECT 'newcomers', format('SELECT place_newcomer(%L, %L, u, o, %L) FROM unnest(''{0,30,50,80}''::numeric[]) AS u,
		unnest(''{0,1.5,3,9,20}''::numeric[]) AS o', k.contract, s.schedule, lower(s.in_force) + 60)
	FROM schedule AS s WHERE s.contract = k.contract
	UNION ALL
	SELECT 'base', format('SELECT base_amount(%L, %L, %L, 54321, 55555)', k.contract, b.name, y.day)
	FROM (SELECT DISTINCT b.name FROM pay_base AS b WHERE b.contract = k.contract) AS b,
		(SELECT lower(c.in_force) + 70 AS day FROM calendar AS c WHERE c.contract = k.contract) AS y
	WHERE EXISTS (SELECT FROM pay_base AS h WHERE h.contract = k.contract AND h.name = b.name AND h.in_force @> y.day)
	UNION ALL
	SELECT 'raised', format('SELECT raised(schedule_on(%L, %L, %L), %L, %L, %L, %L)', k.contract, s.schedule,
		lower(s.in_force), k.contract, s.schedule, lower(s.in_force), upper(s.in_force))
	FROM schedule AS s WHERE s.contract = k.contract
	UNION ALL
	SELECT 'benefits', format('SELECT benefit_cap_on(%L, %L, %L)', k.contract, b.coverage, lower(b.in_force) + 10)
	FROM benefit_cap AS b WHERE b.contract = k.contract
	UNION ALL
	SELECT 'repayments', format('SELECT repayment_due(%L, %L, %L, %L::date + n, 10000)
		FROM unnest(''{100,500,900,1300}''::int[]) AS n', k.contract, r.code,
		upper(r.in_force) - 1000, upper(r.in_force) - 1000)
	FROM repayment AS r WHERE r.contract = k.contract
	UNION ALL
	SELECT 'retirement', format('SELECT retirement_pay(%L, n, %L, %L) FROM unnest(''{10,16,22,30}''::numeric[]) AS n',
		k.contract, upper(r.in_force) - 61 * 365, upper(r.in_force) - 20)
	FROM retirement_incentive AS r WHERE r.contract = k.contract
	UNION ALL
	SELECT 'dates', format('SELECT due_on(%L, %L, %L), in_time(%L, %L, %L, due_on(%L, %L, %L) - 1)', k.contract, d.code,
		y, k.contract, d.code, y, k.contract, d.code, y)
	FROM due_date AS d, (SELECT min(c.school_year) AS y FROM calendar AS c WHERE c.contract = k.contract) AS y
	WHERE d.contract = k.contract
	UNION ALL
	SELECT 'installments', format('SELECT s.paid, i.share, i.due, due_on(%L, i.due, %L) FROM stipend AS s
		LEFT JOIN stipend_installment AS i ON i.stipend_id = s.id WHERE s.id = %s', k.contract, y, s.id)
	FROM stipend AS s, (SELECT min(c.school_year) AS y FROM calendar AS c WHERE c.contract = k.contract) AS y
	WHERE s.contract = k.contract AND s.paid = 'installments') AS q;
CREATE FUNCTION drawn.answers(of_contract text) RETURNS TABLE (about text, answer text) LANGUAGE sql
AS $$SELECT q.about, md5(string_agg(coalesce(drawn.told(q.question), ''), '|' ORDER BY q.question))
	FROM drawn.asked AS q WHERE q.contract = of_contract GROUP BY q.about$$;

-- Pay's tables of rules, and what in them a slip may change
CREATE TABLE drawn.place AS
SELECT c.relname AS place, a.attnum AS at, a.attname AS name, a.atttypid::regtype::text AS type,
	format_type(a.atttypid, a.atttypmod) AS cast_to
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'slips'::regnamespace AND c.relkind = 'r' AND c.relname IN ('schedule', 'stipend',
		'stipend_installment', 'longevity_rule', 'pay_base', 'division', 'change_share', 'hourly_pay', 'credit_rule',
		'step_rule', 'start_rule', 'raise', 'index_value', 'due_date',
		'retirement_incentive', 'benefit_cap', 'repayment')
	AND a.attname NOT IN ('id', 'contract', 'stipend_id', 'title', 'citation', 'note');
CREATE TABLE drawn.row_of (place text, id bigint, contract text, next bigint);
DO $rows$
DECLARE
	t text;
BEGIN
	FOR t IN SELECT DISTINCT p.place FROM drawn.place AS p LOOP
		EXECUTE format('INSERT INTO drawn.row_of SELECT %L, r.id, %s AS contract,
			coalesce(lead(r.id) OVER w, first_value(r.id) OVER w) FROM %I AS r
			WINDOW w AS (PARTITION BY %s ORDER BY r.id
			ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)', t, k, t,
			k)
		FROM (SELECT CASE t WHEN 'stipend_installment'
			THEN '(SELECT s.contract FROM stipend AS s WHERE s.id = r.stipend_id)' ELSE 'r.contract' END AS k) AS k;
	END LOOP;
END
$rows$;

-- What a hand makes of a text: two signs changed places, one left out, one twice, a digit or a letter another one.
CREATE FUNCTION drawn.misspelt(said text) RETURNS text LANGUAGE plpgsql AS $misspelt$
DECLARE
	at int := 1 + floor(random() * length(said));
	one text := substr(said, at, 1);
BEGIN
	RETURN CASE floor(random() * 4)
		WHEN 0 THEN overlay(said PLACING substr(said, at + 1, 1) || one FROM at FOR 2)
		WHEN 1 THEN overlay(said PLACING '' FROM at FOR 1)
		WHEN 2 THEN overlay(said PLACING one || one FROM at FOR 1)
		ELSE overlay(said PLACING CASE WHEN one ~ '[0-9]' THEN ((one::int + 1 + floor(random() * 8)::int) % 10)::text
			WHEN one ~ '[a-z]' THEN chr(97 + (ascii(one) - 96) % 26)
				WHEN one ~ '[A-Z]' THEN chr(65 + (ascii(one) - 64) % 26)
			ELSE one END FROM at FOR 1) END;
END
$misspelt$;
-- a number off by one or by ten times, a year or a month off, a truth turned
CREATE FUNCTION drawn.shifted(said text, type text) RETURNS text LANGUAGE plpgsql AS $shifted$
DECLARE
	off int := CASE WHEN random() < 0.5 THEN -1 ELSE 1 END;
	years text[];
BEGIN
	IF type = 'boolean' THEN
		RETURN (NOT said::boolean)::text;
	ELSIF type IN ('date', 'daterange') THEN
		years := ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(said, '([0-9]{4})-', 'g') AS m ORDER BY 1);
		RETURN CASE WHEN random() < 0.3 THEN replace(said, '-07-', '-08-')
			WHEN random() < 0.5 THEN replace(said, years[1] || '-', years[1]::int + off || '-')
			ELSE replace(said, years[cardinality(years)] || '-', years[cardinality(years)]::int + off || '-') END;
	ELSIF type IN ('numeric', 'integer', 'smallint') THEN
		RETURN CASE floor(random() * 3) WHEN 0 THEN said::numeric + off WHEN 1 THEN said::numeric * 10
			ELSE said::numeric / 10 END;
	END IF;
	RETURN NULL;
END
$shifted$;

CREATE TABLE drawn.slip (n int, place text, id bigint, contract text, name text, kind text, was text, became text,
	outcome text, changed text[], seen text[], found text);
CREATE TABLE drawn.before (contract text, about text, answer text);
INSERT INTO drawn.before SELECT k.contract, a.* FROM contract AS k CROSS JOIN LATERAL drawn.answers(k.contract) AS a;
CREATE VIEW drawn.finding AS
SELECT 'rule'::text AS by, concat_ws(' | ', r.place, r.rule, r.problem, r.detail) AS line FROM pay_rule_problem AS r
UNION ALL
SELECT 'rule', concat_ws(' | ', l.component, 'cannot be paid', l.problem)
FROM now_pay_line() AS l WHERE l.blame = 'rule'
UNION ALL
SELECT 'fact', concat_ws(' | ', f.place, f.problem, f.detail) FROM fact_problem AS f;
CREATE TABLE drawn.known AS SELECT DISTINCT f.* FROM drawn.finding AS f;

CREATE FUNCTION drawn.try(n int) RETURNS text LANGUAGE plpgsql AS $try$
DECLARE
	p record;
	r record;
	kind text := (ARRAY['misspelt', 'next', 'null', 'shifted', 'swapped'])[1 + floor(random() * 5)];
	was text;
	became text;
	other text;
	outcome text;
	changed text[];
	seen text[];
	found text;
	k int := floor(random() * (SELECT count(DISTINCT q.place) FROM drawn.place AS q));
BEGIN
	SELECT q.* INTO p FROM drawn.place AS q
	WHERE q.place = (SELECT DISTINCT q.place FROM drawn.place AS q ORDER BY q.place OFFSET k LIMIT 1)
	ORDER BY random() LIMIT 1;
	SELECT q.* INTO r FROM drawn.row_of AS q WHERE q.place = p.place ORDER BY random() LIMIT 1;
	EXECUTE format('SELECT %I::text FROM %I WHERE id = %s', p.name, p.place, r.id) INTO was;
	EXECUTE format('SELECT %I::text FROM %I WHERE id = %s', p.name, p.place, r.next) INTO other;
	BEGIN
		became := CASE kind WHEN 'misspelt' THEN drawn.misspelt(was) WHEN 'next' THEN other WHEN 'swapped' THEN other
			WHEN 'shifted' THEN drawn.shifted(was, p.type) END;
		IF kind = 'shifted' AND p.type = 'text' THEN
			-- typed one column off
			EXECUTE format('SELECT %I::text FROM %I WHERE id = %s', coalesce((SELECT q.name FROM drawn.place AS q
				WHERE q.place = p.place AND q.type = 'text' AND q.at > p.at
						ORDER BY q.at LIMIT 1), p.name), p.place, r.id)
			INTO became;
		ELSIF kind = 'shifted' AND became IS NULL THEN
			became := drawn.misspelt(was);
		END IF;
		IF became IS NOT DISTINCT FROM was THEN
			RETURN NULL;
		END IF;
		IF kind = 'swapped' THEN
			EXECUTE format('UPDATE %I SET %I = CASE id WHEN %s THEN %L ELSE %L END::%s WHERE id IN (%2$s, %6$s)',
				p.place,
				p.name, r.id, became, was, p.cast_to, r.next);
		ELSE
			EXECUTE format('UPDATE %I SET %I = %L::%s WHERE id = %s', p.place, p.name, became, p.cast_to, r.id);
		END IF;
		changed := ARRAY(SELECT a.about FROM drawn.answers(r.contract) AS a JOIN drawn.before AS b
			ON b.contract = r.contract AND b.about = a.about AND b.answer <> a.answer ORDER BY a.about);
		outcome := CASE WHEN cardinality(changed) = 0 THEN 'nothing changed' ELSE 'changed' END;
		IF cardinality(changed) > 0 THEN
			SELECT array_agg(DISTINCT f.by ORDER BY f.by), min(f.line) INTO seen, found
			FROM (SELECT f.* FROM drawn.finding AS f EXCEPT SELECT h.* FROM drawn.known AS h) AS f;
		END IF;
		RAISE SQLSTATE 'UNDO1';
	EXCEPTION
		WHEN SQLSTATE 'UNDO1' THEN NULL;
		WHEN OTHERS THEN
			outcome := CASE WHEN SQLSTATE ~ '^(22|23|42)' THEN 'refused' ELSE 'error: ' || SQLERRM END;
			found := SQLERRM;
	END;
	INSERT INTO drawn.slip VALUES
		(n, p.place, r.id, r.contract, p.name, kind, was, became, outcome, changed, seen, found);
	RETURN outcome;
END
$try$;
CREATE PROCEDURE drawn.draw(seed float8, wanted int) LANGUAGE plpgsql AS $draw$
DECLARE
	n int := 0;
	hits int := 0;
BEGIN
	PERFORM setseed(seed);
	WHILE hits < wanted LOOP
		n := n + 1;
		IF drawn.try(n) = 'changed' THEN
			hits := hits + 1;
		END IF;
	END LOOP;
END
$draw$;
