-- What a period pays: its installment, and the difference between what was due before it and what was paid.
CREATE TYPE owed_line AS (district_id int, employee_id bigint, component text, kind text, amount numeric(14,2),
	site_id bigint, reason text);
COMMENT ON TYPE owed_line IS
	'a line of what is owed; of kind problem, without an amount: this component cannot be reckoned, and is not paid';

-- A difference waits for its plan, and what the plan leaves at the last period is paid there.
CREATE FUNCTION plan_parts(t cycle_time, nth int, district_id int)
RETURNS TABLE (employee_id bigint, parts_left int, words text)
LANGUAGE sql STABLE ROWS 100 SET search_path FROM CURRENT
AS $plan_parts$
	SELECT p.employee_id,
		CASE WHEN plan_parts.nth >= (plan_parts.t).periods THEN 1 WHEN p.from_nth > plan_parts.nth THEN 0
			ELSE least(p.from_nth + p.installments, (plan_parts.t).periods + 1) - plan_parts.nth END,
		format('part %s of %s as agreed on %s', plan_parts.nth - p.from_nth + 1, p.installments,
			to_char(p.agreed_on, 'YYYY-MM-DD'))
	FROM (SELECT DISTINCT ON (p.employee_id) p.* FROM back_pay_plan AS p
		WHERE p.district_id = plan_parts.district_id AND p.contract = (plan_parts.t).contract
			AND p.school_year = (plan_parts.t).school_year AND p.from_nth + p.installments > plan_parts.nth
		ORDER BY p.employee_id, p.from_nth > plan_parts.nth,
			CASE WHEN p.from_nth > plan_parts.nth THEN p.from_nth ELSE -p.from_nth END) AS p;
$plan_parts$;
COMMENT ON FUNCTION plan_parts(cycle_time, int, int) IS
	'into how many parts a difference is still to be divided in a period, by the plan agreed; 0: it waits for its plan';

CREATE FUNCTION owed_lines(t cycle_time, nth int, district_id int, lines pay_piece[], known_on date,
	employees bigint[], last_run bigint) RETURNS SETOF owed_line
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $owed_lines$
#variable_conflict use_column
DECLARE
	sums owed_sum[] := ARRAY(SELECT s FROM owed_sums(t, nth, district_id, lines, known_on, employees) AS s);
	differing_employees bigint[];
	differing_components text[];
BEGIN
	SELECT array_agg(s.employee_id), array_agg(s.component) INTO differing_employees, differing_components
	FROM unnest(sums) AS s WHERE s.problem IS NULL AND s.due_before <> s.paid;
	RETURN QUERY
	WITH reckoned AS (
		SELECT s.*, s.due_before - s.paid AS behind, coalesce(s.leaves = owed_lines.nth, false) AS leaves_now,
			coalesce(p.parts_left, 1) AS parts_left, p.words AS plan_words, d.words
		FROM unnest(sums) AS s
			LEFT JOIN plan_parts(t, owed_lines.nth, owed_lines.district_id) AS p ON p.employee_id = s.employee_id
			LEFT JOIN differing_lines(owed_lines.last_run, owed_lines.district_id, owed_lines.lines,
				differing_employees, differing_components) AS d
				ON d.employee_id = s.employee_id AND d.component = s.component
	)
	SELECT owed_lines.district_id, r.employee_id, r.component, k.kind, k.amount::numeric(14,2), r.site_id, k.reason
	FROM reckoned AS r CROSS JOIN LATERAL (
		SELECT 'problem' AS kind, NULL::numeric AS amount, r.problem AS reason WHERE r.problem IS NOT NULL
		UNION ALL
		SELECT 'balance', r.due - r.paid, concat_ws('; ', format('employment ends on %s: %s, of which %s are paid',
			to_char(r.last_day, 'YYYY-MM-DD'), r.due, r.paid), r.words)
		WHERE r.problem IS NULL AND r.leaves_now AND r.due <> r.paid
		UNION ALL
		SELECT 'installment', r.due - r.due_before, format('period %s: %s of %s are due through it',
			owed_lines.nth, r.due, r.earned)
		WHERE r.problem IS NULL AND NOT r.leaves_now AND r.due <> r.due_before
		UNION ALL
		SELECT CASE WHEN r.behind > 0 THEN 'back pay' ELSE 'taken back' END, round(r.behind / r.parts_left, 2),
			concat_ws('; ', coalesce(r.words, format('%s were due through period %s, %s are paid', r.due_before,
				owed_lines.nth - 1, r.paid)), r.plan_words)
		WHERE r.problem IS NULL AND NOT r.leaves_now AND r.parts_left > 0
			AND round(r.behind / r.parts_left, 2) <> 0) AS k;
END
$owed_lines$;
COMMENT ON FUNCTION owed_lines(cycle_time, int, int, pay_piece[], date, bigint[], bigint) IS
	'what a period pays these employees by these lines, and why: how these differ from those of the last run';

-- Facts and rules entered after the cut-off wait: the end of that day counts, unless it is yet to come.
CREATE FUNCTION known_for(contract text, cycle text, school_year text, nth int) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $known_for$
#variable_conflict use_variable
DECLARE
	period pay_period;
	cut_off timestamptz;
	known_at timestamptz;
BEGIN
	SELECT p.* INTO period FROM pay_period AS p
	WHERE p.contract = contract AND p.cycle = cycle AND p.school_year = school_year AND p.nth = nth;
	IF NOT FOUND THEN
		RAISE undefined_object USING
			MESSAGE = format('cycle "%s" of contract "%s" has no period %s in %s', cycle, contract, nth, school_year),
			HINT
			= 'Make the periods with make_pay_periods(contract, cycle, school_year), or insert them into pay_period.';
	END IF;
	cut_off := end_of_day(period.cut_off);
	known_at := CASE WHEN cut_off < clock_timestamp() THEN cut_off ELSE 'infinity' END;
	-- without it nobody has a pay line, and all that was paid would seem to be paid for nothing
	IF NOT EXISTS (SELECT FROM contract_year(day_of(known_at), school_year) AS y WHERE y.contract = contract) THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('what is owed in %s cannot be reckoned: contract "%s" has no calendar of it', school_year,
				contract)
				|| CASE WHEN isfinite(known_at) THEN format(' that was known on %s',
					to_char(period.cut_off, 'YYYY-MM-DD')) ELSE '' END,
			HINT = 'Insert the students'' calendar of that year.';
	END IF;
	RETURN known_at;
END
$known_for$;
COMMENT ON FUNCTION known_for(text, text, text, int) IS
	'the moment as of which a period is paid: the end of its cut-off day; infinity: all that is known';

CREATE FUNCTION owed_now(contract text, cycle text, school_year text, nth int, district_id int, employees bigint[])
RETURNS SETOF owed_line
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $owed_now$
#variable_conflict use_variable
DECLARE
	known_at timestamptz := known_for(contract, cycle, school_year, nth);
	t cycle_time := cycle_time(contract, cycle, school_year);
	people bigint[] := ARRAY(SELECT c.employee_id FROM cycles_of(contract, school_year, district_id, employees) AS c
		WHERE c.cycle = cycle);
	lines pay_piece[] := ARRAY(SELECT l FROM lines_known(contract, school_year, known_at, district_id, employees) AS l
		JOIN unnest(people) AS w (id) ON w.id = l.employee_id);
BEGIN
	RETURN QUERY SELECT o.* FROM owed_lines(t, nth, district_id, lines, day_of(known_at), people,
		(last_run(district_id, t)).run) AS o ORDER BY o.employee_id, o.component COLLATE "C", o.kind COLLATE "C";
END
$owed_now$;
COMMENT ON FUNCTION owed_now(text, text, text, int, int, bigint[]) IS 'owed(), of the district in its place';
CREATE FUNCTION owed(contract text, cycle text, school_year text, nth int, district_id int DEFAULT 1,
	employees bigint[] DEFAULT NULL) RETURNS SETOF owed_line
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $owed$
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM check_whole();
	IF num_nulls(contract, cycle, school_year, nth, district_id) > 0 THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'owed: contract, cycle, school_year, nth and district_id must not be NULL';
	END IF;
	RETURN QUERY SELECT o.* FROM owed_now(contract, cycle, school_year, nth, district_id, employees) AS o;
END
$owed$;
COMMENT ON FUNCTION owed(text, text, text, int, int, bigint[]) IS
	'what a pay period would pay if it were closed now, and why; nothing is written';
