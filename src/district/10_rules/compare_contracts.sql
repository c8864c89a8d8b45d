-- Contracts beside each other: a row a contract and item, and no gap. What a contract does not have says so in words.
CREATE FUNCTION compared_pay(contract text, on_date date, known_on date DEFAULT 'infinity')
RETURNS TABLE (about text, item text, item_rank bigint, value text, amount numeric, measure text, rule text,
	citation text, note text)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path FROM CURRENT
AS $compared_pay$
#variable_conflict use_column
DECLARE
	first record;
	bachelor record;
	master record;
	career record;
	grid caseload.salary_schedule;
	printed schedule;
	place record;
	paid numeric;
BEGIN
	SELECT * INTO first FROM degree_place(contract, NULL, on_date, known_on);
	SELECT * INTO bachelor FROM degree_place(contract, 'BA', on_date, known_on);
	SELECT * INTO master FROM degree_place(contract, 'MA', on_date, known_on);
	grid := schedule_on(contract, first.schedule, on_date, known_on);
	SELECT s.* INTO printed FROM schedule AS s
	WHERE s.contract = compared_pay.contract AND s.schedule = first.schedule AND s.known @> known_on
		AND lower(s.in_force) IS NOT DISTINCT FROM (SELECT lower(h.in_force) FROM schedule AS h
			WHERE h.contract = compared_pay.contract AND h.schedule = first.schedule AND h.known @> known_on
				AND (h.in_force @> on_date OR upper(h.in_force) <= on_date)
			ORDER BY lower(h.in_force) DESC NULLS LAST LIMIT 1);
	IF grid IS NULL THEN
		printed := NULL;
	END IF;
	RETURN QUERY
	SELECT 'schedule', v.item, v.item_rank, coalesce(v.value, 'not known'), v.amount, v.measure,
		'schedule ' || first.schedule, printed.citation, coalesce(first.why_not, printed.note)
	FROM (SELECT count(DISTINCT c.lane) AS lanes, count(DISTINCT c.step) FILTER (WHERE NOT c.longevity) AS steps,
			max(c.amount) AS most, (array_agg(c.amount ORDER BY c.lane_rank, c.longevity, c.step))[1] AS least
		FROM caseload.cells(grid) AS c) AS g
		CROSS JOIN LATERAL (VALUES
			('salary schedule', 1::bigint, printed.title, NULL::numeric, NULL),
			('lanes', 2, nullif(g.lanes, 0)::text, nullif(g.lanes, 0)::numeric, 'lanes'),
			('steps', 3, nullif(g.steps, 0)::text, nullif(g.steps, 0)::numeric, 'steps'),
			('top over start', 4, round(g.most / g.least, 2)::text, round(g.most / g.least, 2), 'times'))
			AS v (item, item_rank, value, amount, measure);

	FOR place IN SELECT p.*, d.schedule, d.lane, d.why_not FROM (VALUES ('start', NULL, 1, 1), ('BA start', 'BA', 1, 2),
			('BA step 10', 'BA', 10, 3), ('MA start', 'MA', 1, 4), ('MA step 10', 'MA', 10, 5),
			('MA top', 'MA', 99, 6)) AS p (item, degree, step, item_rank)
		CROSS JOIN LATERAL (SELECT first.schedule, first.lane, first.why_not WHERE p.degree IS NULL
			UNION ALL SELECT bachelor.schedule, bachelor.lane, bachelor.why_not WHERE p.degree = 'BA'
			UNION ALL SELECT master.schedule, master.lane, master.why_not WHERE p.degree = 'MA') AS d
	LOOP
		about := 'pay';
		item := place.item;
		item_rank := place.item_rank;
		measure := 'dollars a year';
		rule := NULL;
		amount := NULL;
		note := place.why_not;
		IF place.why_not IS NULL THEN
			-- a lane may begin above step 1
			rule := format('schedule %s, %s', place.schedule, caseload.salary_step(place.lane, greatest(place.step,
				(SELECT min(c.step) FROM caseload.cells(grid) AS c WHERE c.lane = place.lane))));
			amount := caseload.salary(grid, caseload.salary_step(place.lane, greatest(place.step,
				(SELECT min(c.step) FROM caseload.cells(grid) AS c WHERE c.lane = place.lane))));
			rule := CASE place.step WHEN 99 THEN format('schedule %s, last row of lane %s', place.schedule, place.lane)
				ELSE rule END;
		END IF;
		value := coalesce(dollar_words(amount), 'not known');
		citation := printed.citation;
		RETURN NEXT;
	END LOOP;
	RETURN QUERY
	SELECT 'pay', 'top', 7::bigint, coalesce(dollar_words(g.amount), 'not known'), g.amount, 'dollars a year',
		format('schedule %s, %s', first.schedule, g.placement), printed.citation, first.why_not
	FROM (VALUES (1)) AS one LEFT JOIN LATERAL (SELECT c.amount, c.placement FROM caseload.cells(grid) AS c
		ORDER BY c.amount DESC, c.lane_rank, c.step LIMIT 1) AS g ON true;

	FOR place IN SELECT * FROM (VALUES ('first lane', first.lane, NULL, first.why_not, 1),
			('BA', bachelor.lane, NULL, bachelor.why_not, 2),
			('BA, MA from the 6th year on', bachelor.lane, master.lane,
				concat_ws('; ', bachelor.why_not, master.why_not), 3),
			('MA', master.lane, NULL, master.why_not, 4)) AS p (item, lane, then_lane, why_not, item_rank)
	LOOP
		about := 'career';
		item := '30 years, ' || place.item;
		item_rank := place.item_rank;
		measure := 'dollars';
		note := nullif(place.why_not, '');
		amount := NULL;
		rule := NULL;
		citation := printed.citation;
		IF note IS NULL THEN
			BEGIN
				SELECT sum(y.salary + y.longevity), sum(y.longevity) INTO amount, paid
				FROM career_pay(contract, first.schedule, place.lane, on_date, 30, place.then_lane,
					known_on => known_on) AS y;
				rule := format('schedule %s, lane %s', first.schedule,
					concat_ws(', then ', place.lane, place.then_lane));
				note := CASE WHEN paid > 0 THEN format('%s of it longevity', dollar_words(paid)) END;
			EXCEPTION WHEN data_exception OR no_data_found THEN
				note := SQLERRM;
			END;
		END IF;
		value := coalesce(dollar_words(amount), 'not known');
		RETURN NEXT;
	END LOOP;
END
$compared_pay$;
COMMENT ON FUNCTION compared_pay(text, date, date) IS 'what is compared of a contract''s pay on a day; a part of '
	'compare_contracts()';

-- A contract's latest day: today where its term is running, else the last day of its term, or the first of one to come.
CREATE FUNCTION compared_day(term daterange) RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT greatest(lower(compared_day.term), least(current_date, upper(compared_day.term) - 1));
END;
COMMENT ON FUNCTION compared_day(daterange) IS
	'the day on which a contract is compared if none is named: today, or the '
	'last or first day of a term that is over or to come';

CREATE FUNCTION compare_contracts(on_date date, VARIADIC contracts text[])
RETURNS TABLE (contract text, about text, item text, value text, amount numeric, measure text, compared_on date,
	rule text, citation text, note text, item_rank bigint, contract_rank bigint)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
AS $compare_contracts$
#variable_conflict use_column
DECLARE
	strangers text[] := ARRAY(SELECT n.name FROM pg_catalog.unnest(contracts) AS n (name)
		WHERE NOT EXISTS (SELECT FROM contract AS k WHERE k.contract = n.name));
	asked text[];
	days date[];
BEGIN
	IF cardinality(contracts) > 0 IS NOT TRUE OR array_position(contracts, NULL) IS NOT NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'contracts to compare must be named',
			HINT = 'For all of them: compare_contracts(VARIADIC ARRAY(SELECT contract FROM contract)).';
	END IF;
	IF cardinality(strangers) > 0 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s" here', strangers[1]),
			DETAIL = format('The contracts of this district are: %s.',
				(SELECT string_agg(k.contract, ', ' ORDER BY k.contract) FROM contract AS k)),
			HINT = CASE WHEN strangers[1] ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
				THEN format('Write the day as date: compare_contracts(date %L, ...).', strangers[1])
				ELSE format('Load it with caseload.load_contract(%L, ...), or enter its rows.', current_schema()) END;
	END IF;
	SELECT array_agg(a.name ORDER BY a.nth), array_agg(coalesce(on_date, compared_day(k.term)) ORDER BY a.nth)
	INTO asked, days
	FROM (SELECT n.name, min(n.nth) AS nth FROM pg_catalog.unnest(contracts) WITH ORDINALITY AS n (name, nth)
		GROUP BY n.name) AS a JOIN contract AS k ON k.contract = a.name;
	RETURN QUERY
	WITH a AS MATERIALIZED (
		SELECT k.*, n.day, n.nth, k.term @> n.day AS in_term
		FROM ROWS FROM (pg_catalog.unnest(asked), pg_catalog.unnest(days)) WITH ORDINALITY AS n (contract, day, nth)
			JOIN contract AS k ON k.contract = n.contract
	), l AS MATERIALIZED (
		SELECT c.* FROM compared_limits(asked, days) AS c
	), i AS MATERIALIZED (
		SELECT DISTINCT l.item, l.item_rank FROM l
	), said AS (
		SELECT 1 AS part, a.contract, 'contract' AS about, v.item, v.item_rank::bigint, v.value, v.amount, v.measure,
			NULL::text AS rule, a.citation, v.note
		FROM a CROSS JOIN LATERAL (VALUES
			('title', 1, a.title, NULL::numeric, NULL, a.note),
			('employer', 2, a.employer, NULL, NULL, NULL),
			('bargaining unit', 3, a.bargaining_unit, NULL, NULL, NULL),
			('term', 4, CASE WHEN a.term = '(,)' THEN 'not known' ELSE concat_ws(' ', 'from ' || lower(a.term)::text,
				'through ' || (upper(a.term) - 1)::text) END, NULL, NULL, NULL),
			('duty days', 5, coalesce(trim_scale(a.duty_days)::text, 'not known'), a.duty_days, 'days', NULL))
			AS v (item, item_rank, value, amount, measure, note)
		UNION ALL
		SELECT CASE p.about WHEN 'schedule' THEN 2 WHEN 'pay' THEN 3 ELSE 4 END, a.contract, p.*
		FROM a CROSS JOIN LATERAL (SELECT p.about, p.item, p.item_rank, p.value, p.amount, p.measure, p.rule,
			p.citation, p.note FROM compared_pay(a.contract, a.day) AS p) AS p
		UNION ALL
		SELECT 5, a.contract, 'limit', i.item, i.item_rank, coalesce(l.value, CASE WHEN a.in_term THEN 'none'
			ELSE 'not in force' END), l.amount, l.measure, l.rule, l.citation, l.note
		FROM a CROSS JOIN i LEFT JOIN l ON l.contract = a.contract AND l.item_rank = i.item_rank
		UNION ALL
		SELECT 6, a.contract, 'remedy', i.item || ': what follows', i.item_rank,
			coalesce(l.remedy, CASE WHEN a.in_term THEN 'no limit'
			ELSE 'not in force' END), NULL, NULL, l.rule, l.citation, NULL
		FROM a CROSS JOIN i LEFT JOIN l ON l.contract = a.contract AND l.item_rank = i.item_rank
	)
	SELECT s.contract, s.about, s.item, s.value, s.amount, s.measure, a.day, s.rule, s.citation, s.note,
		dense_rank() OVER (ORDER BY s.part, s.item_rank), a.nth
	FROM said AS s JOIN a ON a.contract = s.contract
	ORDER BY s.part, s.item_rank, a.nth;
END
$compare_contracts$;
COMMENT ON FUNCTION compare_contracts(date, text[]) IS
	'contracts beside each other on a day, a row a contract and item: '
	'term, schedule, pay at chosen places, career, limits and what follows';

CREATE FUNCTION compare_contracts(VARIADIC contracts text[])
RETURNS TABLE (contract text, about text, item text, value text, amount numeric, measure text, compared_on date,
	rule text, citation text, note text, item_rank bigint, contract_rank bigint)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT c.* FROM compare_contracts(NULL::date, VARIADIC compare_contracts.contracts) AS c;
END;
COMMENT ON FUNCTION compare_contracts(text[]) IS
	'the same, each contract on its latest day: today, or the last day of a '
	'term that is over';

-- A result's columns are known before it is run, so a column a contract is made by SQL that the caller runs.
CREATE FUNCTION compare_contracts_sql(on_date date, VARIADIC contracts text[]) RETURNS text
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $compare_contracts_sql$
	SELECT format('SELECT c.about, c.item%s FROM %I.compare_contracts(%L::date, VARIADIC %L::text[]) AS c '
		'GROUP BY c.item_rank, c.about, c.item ORDER BY c.item_rank',
		string_agg(format(', max(c.value) FILTER (WHERE c.contract = %L) AS %I', n.name, n.name), '' ORDER BY n.nth),
		current_schema(), compare_contracts_sql.on_date, compare_contracts_sql.contracts)
	FROM (SELECT u.name, min(u.nth) AS nth
		FROM pg_catalog.unnest(compare_contracts_sql.contracts) WITH ORDINALITY AS u (name, nth) GROUP BY u.name) AS n
$compare_contracts_sql$;
COMMENT ON FUNCTION compare_contracts_sql(date, text[]) IS 'the SELECT that shows compare_contracts() with a column a '
	'contract';

CREATE FUNCTION compare_contracts_sql(VARIADIC contracts text[]) RETURNS text
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $compare_contracts_sql$
	SELECT compare_contracts_sql(NULL::date, VARIADIC compare_contracts_sql.contracts)
$compare_contracts_sql$;
COMMENT ON FUNCTION compare_contracts_sql(text[]) IS 'the same, each contract on its latest day';
