-- Slips in the rows of rules, one at a time: what somebody who types a contract gets wrong in one column of one row.
CREATE TABLE slip.slip (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, place text, row_id bigint, col text, kind text,
	was text, value text, other bigint, rank text, outcome text);

-- A word with two letters changed places, or without one.
CREATE FUNCTION slip.misspelt(word text, draw int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN count(*) = 0 THEN NULL WHEN draw % 2 = 0 THEN overlay(word PLACING '' FROM a.at FOR 1)
		ELSE overlay(word PLACING substr(word, a.at + 1, 1) || substr(word, a.at, 1) FROM a.at FOR 2) END
	FROM (SELECT (array_agg(n ORDER BY n))[1 + draw / 2 % count(*)] AS at FROM generate_series(1, length(word) - 1) AS n
		WHERE substr(word, n, 2) ~ '^[a-zA-Z]{2}' AND substr(word, n, 1) <> substr(word, n + 1, 1)) AS a GROUP BY a.at;
$$;
-- A number one more or less, its digits turned, or a nought too many; a day a year off; a grade more or less; true for
-- false; another word of those that the column takes.
CREATE FUNCTION slip.shifted(value text, type text, words text[], draw int) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
	digits text := substring(value FROM '[0-9]+');
	at int := strpos(value, digits);
	turned text := regexp_replace(digits, '^(.*)(.)(.)$', '\1\3\2');
BEGIN
	IF words IS NOT NULL THEN
		RETURN words[1 + (array_position(words, value) + draw % greatest(cardinality(words) - 1,
					1)) % cardinality(words)];
	END IF;
	CASE type
	WHEN 'boolean' THEN RETURN (NOT value::boolean)::text;
	WHEN 'int4range' THEN RETURN CASE draw % 3
		WHEN 0 THEN int4range(lower(value::int4range), upper(value::int4range) - 1)::text
		WHEN 1 THEN int4range(lower(value::int4range) + 1, upper(value::int4range) + 1)::text
		ELSE int4range(lower(value::int4range) - 1, upper(value::int4range))::text END;
	WHEN 'daterange' THEN RETURN daterange((lower(value::daterange) + interval '1 year' * (1 - 2 * (draw % 2)))::date,
		(upper(value::daterange) + interval '1 year' * (1 - 2 * (draw % 2)))::date)::text;
	WHEN 'jsonb' THEN RETURN CASE WHEN value ~ 'true' THEN replace(value, 'true', '"yes"')
		WHEN digits IS NOT NULL THEN overlay(value PLACING (digits::int + 1)::text FROM at FOR length(digits)) END;
	WHEN 'text', 'text[]' THEN RETURN NULL;
	ELSE
		IF digits IS NULL THEN
			RETURN NULL;
		END IF;
		RETURN overlay(value PLACING CASE draw % 4 WHEN 0 THEN (digits::numeric + 1)::text
			WHEN 1 THEN greatest(digits::numeric - 1, 0)::text WHEN 2 THEN digits || '0'
			ELSE CASE WHEN turned <> digits THEN turned ELSE digits || '0' END END FROM at FOR length(digits));
	END CASE;
END
$$;

CREATE FUNCTION slip.draw(seed text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	col record;
	made bigint;
BEGIN
	FOR col IN SELECT c.relname AS place, a.attname AS name,
		format_type(a.atttypid, NULL) AS type, a.attnotnull AS told,
			(SELECT array_agg(w.word ORDER BY w.word) FROM caseload.allowed_words(c.oid) AS w
				WHERE w.column_name = a.attname) AS words
		FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE c.oid = ANY ('{load_limit,limit_cap,limit_weight,limit_remedy,deadline}'::regclass[])
			AND a.attname NOT IN ('id', 'limit_id', 'contract', 'title', 'citation', 'note') LOOP
		EXECUTE format($draw$
			INSERT INTO slip.slip (place, row_id, col, kind, was, value, other, rank)
			SELECT %1$L, r.id, %2$L, k.kind, r.value, k.value, k.other,
				md5(concat_ws(' ', $1, %1$L, r.id, %2$L, k.kind))
			FROM (SELECT t.id, t.%2$I::text AS value, lead(t.id) OVER w AS next_id, lead(t.%2$I::text) OVER w AS next
					FROM %3$s AS t WINDOW w AS (ORDER BY t.id)) AS r
				CROSS JOIN LATERAL (SELECT ('x'
						|| substr(md5(concat_ws(' ', $1, %2$L, r.id)), 1, 6))::bit(24)::int AS draw) AS d
				CROSS JOIN LATERAL (VALUES
					('misspelt', CASE WHEN $2 IS NULL THEN slip.misspelt(r.value, d.draw) END, NULL::bigint),
					('next', r.next, NULL), ('null', NULL, NULL),
					('shifted', slip.shifted(r.value, %4$L, $2, d.draw), NULL),
					('swapped', r.next, r.next_id)) AS k (kind, value, other)
			WHERE r.value IS NOT NULL
				AND (k.kind = 'null' AND NOT $3 OR k.value IS DISTINCT FROM r.value AND k.value IS NOT NULL)
		$draw$, col.place, col.name, col.place, col.type) USING seed, col.words, col.told;
	END LOOP;
	SELECT count(*) INTO made FROM slip.slip;
	RETURN made;
END
$$;

-- What the reports say, but for what only names the clause.
CREATE FUNCTION slip.answers() RETURNS text LANGUAGE sql AS $$
	SELECT md5(string_agg(a.said, '|' ORDER BY a.said COLLATE "C")) FROM (
		SELECT concat_ws(' ', f.school_year, f.kind, f.employee_id, f.section_id, f.site_name, f.first_day, f.last_day,
			f.measure, f.cap, f.actual, f.over_by, f.strictness, f.remedy_type, f.remedy,
			f.choice, f.remedy_due, f.worth,
			f.quantity, f.amount_due, f.grieve_by)
		FROM compliance_finding AS f
		UNION ALL
		SELECT concat_ws(' ', 'class', f.section_id, f.employee_id, count(*), sum(f.cap), sum(f.load), sum(f.over_by),
			sum(f.pay), max(f.counted_on))
		FROM class_size_overage AS f GROUP BY f.section_id, f.employee_id
		UNION ALL
		SELECT concat_ws(' ', 'cases', f.employee_id, f.program, f.measure, count(*), sum(f.cap), sum(f.load),
			sum(f.over_by), sum(f.pay), max(f.counted_on))
		FROM caseload_overage AS f GROUP BY f.employee_id, f.program, f.measure) AS a (said);
$$;
CREATE FUNCTION slip.linted() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat_ws(': ', p.rule, p.place, p.problem, regexp_replace(p.detail, '; [0-9]+ rows$', ''))
	FROM rule_problem AS p;
$$;

-- refused: the table does not take it; same: no answer changed; else what the linter says, or nothing
CREATE FUNCTION slip.try(one slip.slip, answers text, linted text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
BEGIN
	BEGIN
		IF one.other IS NOT NULL THEN
			EXECUTE format('UPDATE %I AS t SET %I = o.%2$I FROM %1$I AS o WHERE t.id IN ($1, $2) AND o.id IN ($1, $2)
				AND o.id <> t.id', one.place, one.col) USING one.row_id, one.other;
		ELSE
			EXECUTE format('UPDATE %I SET %I = %L WHERE id = %s', one.place, one.col, one.value, one.row_id);
		END IF;
		SET CONSTRAINTS ALL IMMEDIATE;
	EXCEPTION WHEN OTHERS THEN
		RETURN 'refused: ' || SQLERRM;
	END;
	PERFORM refresh_reports();
	IF slip.answers() IS NOT DISTINCT FROM answers THEN
		message := 'same';
	ELSE
		message := coalesce('seen: ' || (SELECT min(l.said) FROM slip.linted() AS l (said)
				WHERE l.said <> ALL (linted)),
			'unseen');
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'SLIPS', MESSAGE = message;
EXCEPTION WHEN SQLSTATE 'SLIPS' THEN
	RETURN SQLERRM;
WHEN OTHERS THEN
	RETURN 'error: ' || SQLERRM;
END
$$;
-- At most so many, and for so long, but some that the tables take in any case.
CREATE FUNCTION slip.run(most int, seconds int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	answers text := slip.answers();
	linted text[] := ARRAY(SELECT slip.linted());
	one slip.slip;
	until timestamptz := clock_timestamp() + interval '1 s' * seconds;
	taken int := 0;
BEGIN
	FOR one IN SELECT s.* FROM slip.slip AS s WHERE s.outcome IS NULL ORDER BY s.rank LIMIT most LOOP
		EXIT WHEN clock_timestamp() > until AND taken >= 8;
		one.outcome := slip.try(one, answers, linted);
		taken := taken + (one.outcome NOT LIKE 'refused%')::int;
		UPDATE slip.slip AS s SET outcome = one.outcome WHERE s.id = one.id;
	END LOOP;
END
$$;
