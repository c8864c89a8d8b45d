-- What a proposal costs: the people of the contract, who are not touched, reckoned by its rules, a part at a time.
CREATE TYPE cost_row AS (nth int, part text, now numeric(14,2), proposed numeric(14,2), difference numeric(14,2),
	unreckoned bigint);
COMMENT ON TYPE cost_row IS 'a row of compare_cost()';
COMMENT ON COLUMN cost_row.nth IS 'the order in which the parts are applied';
COMMENT ON COLUMN cost_row.part IS 'a part of the proposal; pay: all of them; employer: a cost beside pay; in all';
COMMENT ON COLUMN cost_row.now IS 'dollars of the school year: of a part, all pay before it is applied';
COMMENT ON COLUMN cost_row.proposed IS 'and all pay after it is applied';
COMMENT ON COLUMN cost_row.difference IS 'what it costs; those of the parts add up to that of pay';
COMMENT ON COLUMN cost_row.unreckoned IS
	'lines of pay and limits that have no amount under the proposal, and so are in no figure: see pay_line and '
	'proposal_problem';

-- Each sum of a person's is rounded once. What a rate counts up to its bound is counted in the order of the days, so
-- that a rate that changes inside the year finds what was counted before it.
CREATE FUNCTION costs_of(contract text, school_year text, district_id int)
RETURNS TABLE (code text, cents numeric, unreckoned bigint)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET work_mem = '64MB'
AS $costs_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH limited AS MATERIALIZED (
		SELECT o.limit_id, o.district_id, o.pays, o.problems
		FROM outcomes(ARRAY(SELECT CAST(ROW(l.id, d.district_id, NULL) AS ask_row) FROM load_limit AS l
				CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e WHERE e.contract = costs_of.contract
					AND (costs_of.district_id IS NULL OR e.district_id = costs_of.district_id)) AS d
				WHERE l.contract = costs_of.contract), 'infinity', costs_of.school_year) AS o
	), line AS MATERIALIZED (
		SELECT p.district_id, p.employee_id, p.component, p.during, p.employment_id, p.cents,
			CASE WHEN p.component = 'salary' THEN p.fte * p.days / nullif(p.divisor, 0) END AS share
		FROM lines_of_years(costs_of.school_year, 'infinity', costs_of.district_id, NULL, costs_of.contract, false) AS p
		UNION ALL
		SELECT o.district_id, y.employee_id, 'overage: ' || l.code, daterange(min(y.day), max(y.day), '[]'), NULL,
			sum(y.pay), NULL
		FROM limited AS o JOIN load_limit AS l ON l.id = o.limit_id CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS y
		WHERE y.employee_id IS NOT NULL
		GROUP BY o.district_id, y.employee_id, l.code, o.limit_id
	), rated AS (
		SELECT DISTINCT ON (r.code, l.district_id, l.employee_id, l.component, l.during, l.employment_id)
			r.code, l.district_id, l.employee_id, l.component, l.during, l.employment_id,
			CASE WHEN r.percent IS NULL THEN r.amount ELSE r.percent / 100 END AS times,
			CASE WHEN r.percent IS NULL THEN 1 ELSE r.most END AS most,
			CASE WHEN r.percent IS NULL THEN l.share ELSE l.cents END AS counted
		FROM line AS l JOIN employer_rate AS r ON r.contract = costs_of.contract AND r.known @> date 'infinity'
			AND r.in_force @> lower(l.during) AND (r.percent IS NULL OR r.component IN (l.component,
				split_part(l.component, ':', 1), '*'))
		WHERE l.cents IS NOT NULL AND (r.percent IS NOT NULL OR l.share IS NOT NULL)
		ORDER BY r.code, l.district_id, l.employee_id, l.component, l.during, l.employment_id,
			r.component = l.component DESC, r.component = '*'
	), counted AS (
		SELECT r.code, r.district_id, r.employee_id, r.times, r.most, r.counted, sum(r.counted) OVER (PARTITION BY
			r.code, r.district_id, r.employee_id ORDER BY lower(r.during), r.component, r.employment_id,
			upper(r.during) ROWS UNBOUNDED PRECEDING) AS through
		FROM rated AS r
	)
	SELECT NULL, coalesce(sum(l.cents), 0), count(*) FILTER (WHERE l.cents IS NULL)
		+ (SELECT coalesce(sum(cardinality(o.problems)), 0) FROM limited AS o) FROM line AS l
	UNION ALL
	SELECT p.code, sum(p.cents), 0
	FROM (SELECT c.code, round(sum(c.times * (least(c.most, c.through) - least(c.most, c.through - c.counted))), 2)
			AS cents FROM counted AS c GROUP BY c.code, c.district_id, c.employee_id) AS p
	GROUP BY p.code;
END
$costs_of$;
COMMENT ON FUNCTION costs_of(text, text, int) IS
	'what a contract pays in a school year (code null), and what each employer_rate of it comes to beside that';

CREATE FUNCTION reckon_as_if(contract text, proposal text, until int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $reckon_as_if$
BEGIN
	PERFORM set_config('caseload.as_if_contract', reckon_as_if.contract, true),
		set_config('caseload.as_if_proposal', coalesce(reckon_as_if.proposal, ''), true),
		set_config('caseload.as_if_until', reckon_as_if.until::text, true);
END
$reckon_as_if$;
COMMENT ON FUNCTION reckon_as_if(text, text, int) IS
	'reckons a contract by the rules of a proposal, up to one of its parts; proposal null: as it was agreed';

CREATE FUNCTION cost_then(contract text, proposal text, school_year text, district_id int, asker bigint)
RETURNS SETOF cost_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path FROM CURRENT
AS $cost_then$
#variable_conflict use_variable
DECLARE
	before text[];
	sees sight;
	changed int[];
	step record;
	reckoned jsonb;
	first jsonb;
	row cost_row;
	pay_difference cost_row;
	in_all cost_row;
BEGIN
	PERFORM caseload.check_then(current_schema());
	sees := sight_of(asker, 'pay_line');
	IF NOT sees.everything THEN
		RAISE insufficient_privilege USING MESSAGE = 'permission denied for compare_cost',
			DETAIL = 'It sums up the pay of everybody, which this role does not read.',
			HINT = 'Whoever reads all of the report pay_line may ask: see grant_reports().';
	END IF;
	IF contract IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'compare_cost: contract must not be NULL',
			HINT = 'Name the contract, its proposal and a school year.';
	END IF;
	row := NULL;
	IF contract IS DISTINCT FROM (check_proposal(proposal)).proposal_of THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('"%s" is no proposal for contract "%s"', proposal, contract),
			DETAIL = format('It is one for "%s".', (check_proposal(proposal)).proposal_of),
			HINT = 'Name the contract that the proposal would change.';
	END IF;
	before := ask_then(NULL, 'infinity', NULL, asker);
	-- or each part would cost nothing
	IF NOT EXISTS (SELECT FROM employee AS e
			WHERE cost_then.district_id IS NULL OR e.district_id = cost_then.district_id) THEN
		RAISE no_data_found USING MESSAGE = format('there is nobody in %s to be paid',
				coalesce('district ' || district_id, 'this schema')),
			HINT = 'A proposal is reckoned for the people of its contract: see the table employee.';
	END IF;
	school_year := coalesce(school_year, (SELECT y.school_year FROM contract_year('infinity', NULL) AS y
		WHERE y.contract = cost_then.contract ORDER BY y.year @> current_date DESC, lower(y.year) DESC LIMIT 1));
	IF (SELECT count(*) FROM contract_year('infinity', school_year) AS y
			WHERE y.contract IN (cost_then.contract, proposal)) < 2 THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" or proposal "%s" has no calendar of %s', contract,
				proposal, coalesce(school_year, 'any school year')),
			HINT = 'Both are reckoned by the days of their table calendar: enter that school year for each.';
	END IF;
	changed := parts_changed(contract, proposal);
	PERFORM reckon_as_if(contract, NULL, 0);
	SELECT jsonb_object_agg(coalesce(c.code, ''), c.cents), max(c.unreckoned) INTO reckoned, row.unreckoned
	FROM costs_of(contract, school_year, district_id) AS c;
	first := reckoned;
	FOR step IN SELECT p.nth, p.part FROM proposal_parts() AS p ORDER BY p.nth LOOP
		row.nth := step.nth;
		row.part := step.part;
		row.now := reckoned -> '';
		IF step.nth = ANY (changed) THEN
			PERFORM reckon_as_if(contract, proposal, step.nth);
			SELECT jsonb_object_agg(coalesce(c.code, ''), c.cents), max(c.unreckoned) INTO reckoned, row.unreckoned
			FROM costs_of(contract, school_year, district_id) AS c;
		END IF;
		row.proposed := reckoned -> '';
		row.difference := row.proposed - row.now;
		RETURN NEXT row;
	END LOOP;
	PERFORM asked_then(before);
	FOR step IN SELECT row_number() OVER (ORDER BY k.code) AS place, k.code,
			coalesce((first -> k.code)::numeric, 0) AS now, coalesce((reckoned -> k.code)::numeric, 0) AS proposed
		FROM (SELECT jsonb_object_keys(first) AS code UNION SELECT jsonb_object_keys(reckoned)) AS k
		ORDER BY k.code COLLATE "C" LOOP
		row.nth := row.nth + 1;
		row.part := CASE step.code WHEN '' THEN 'pay' ELSE 'employer: ' || step.code END;
		row.now := step.now;
		row.proposed := step.proposed;
		row.difference := row.proposed - row.now;
		in_all.now := coalesce(in_all.now, 0) + row.now;
		in_all.proposed := coalesce(in_all.proposed, 0) + row.proposed;
		RETURN NEXT row;
	END LOOP;
	in_all.nth := row.nth + 1;
	in_all.part := 'in all';
	in_all.difference := in_all.proposed - in_all.now;
	in_all.unreckoned := row.unreckoned;
	RETURN NEXT in_all;
END
$cost_then$;
COMMENT ON FUNCTION cost_then(text, text, text, int, bigint) IS
	'what a proposal costs in a school year, part by part; for whoever sees the pay of everybody';
