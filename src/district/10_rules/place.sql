-- Where one is placed, and where one stands a year later: a person at a time.

-- A step counts years of service plus one, so it may run past the last row of its lane; salary()
-- pays the highest row there is, and a later move to a longer lane loses nothing.
CREATE FUNCTION place_newcomer(contract text, schedule text, units numeric, outside_years numeric,
	on_date date, known_on date DEFAULT 'infinity', role text DEFAULT '*')
RETURNS caseload.salary_step
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $place_newcomer$
DECLARE
	grid caseload.salary_schedule := schedule_on(contract, schedule, on_date, known_on);
	rule credit_rule;
	start start_rule;
	step numeric;
BEGIN
	IF grid IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule,
			to_char(on_date, 'YYYY-MM-DD')),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	SELECT r.* INTO start FROM start_rule AS r
	WHERE r.contract = place_newcomer.contract AND r.schedule IN ('*', place_newcomer.schedule)
		AND r.role IN ('*', place_newcomer.role) AND r.in_force @> on_date AND r.known @> known_on
	ORDER BY r.role = '*', r.schedule = '*' LIMIT 1;
	step := coalesce(start.first_step, 1);
	SELECT c.* INTO rule FROM credit_rule AS c
	WHERE c.contract = place_newcomer.contract AND c.kind = 'outside' AND c.in_force @> on_date AND c.known @> known_on;
	-- where no rule speaks of outside service there is no credit for it
	IF FOUND THEN
		step := least(step + least(CASE WHEN rule.halves THEN trunc(2 * outside_years) / 2
				ELSE trunc(outside_years) END, rule.most),
			rule.first_step_most);
	END IF;
	RETURN caseload.salary_step(caseload.lane_for_units(grid, units), least(step, start.most));
END
$place_newcomer$;
COMMENT ON FUNCTION place_newcomer(text, text, numeric, numeric, date, date, text) IS 'where a teacher new to the '
	'district is placed, by units, years of outside service and role';

-- What is kept of part years comes in and goes out, so years that are less than a step add up from call to call.
CREATE FUNCTION next_step(contract text, schedule text, placement caseload.salary_step, school_year text,
	share numeric DEFAULT 1, kind text DEFAULT 'district', kept numeric DEFAULT 0, role text DEFAULT '*',
	known_on date DEFAULT 'infinity',
	OUT becomes caseload.salary_step, OUT kept_on numeric)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $next_step$
DECLARE
	first_day date := make_date(school_year_start(school_year), 7, 1);
	rule step_rule := step_rule_on(contract, schedule, role, first_day, false, known_on);
	held_up step_rule := step_rule_on(contract, schedule, role, first_day, true, known_on);
	credit numeric := coalesce(year_credit(contract, kind, share, first_day, known_on), floor(share));
	at_a_time numeric := CASE WHEN (SELECT c.halves FROM credit_rules(contract, known_on) AS c
		WHERE c.kind = next_step.kind AND c.since <= first_day AND c.before > first_day) THEN 0.5 ELSE 1 END;
	steps numeric;
	step numeric;
	last numeric := rule.highest;
BEGIN
	IF NOT EXISTS (SELECT FROM schedule AS s WHERE s.contract = next_step.contract
			AND s.schedule = next_step.schedule AND s.known @> next_step.known_on) THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s"', contract, schedule),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	IF NOT (share >= 0 AND share < 'Infinity' AND kept >= 0 AND kept < 'Infinity') THEN
		RAISE invalid_parameter_value USING MESSAGE = format('share %s and kept %s are no years of service', share,
				kept), DETAIL = 'Each is 0 or more.',
			HINT = 'Give the share of the year before, and what was kept of earlier ones.';
	END IF;
	IF held_up.id IS NOT NULL THEN
		becomes := placement;
		kept_on := kept + CASE WHEN held_up.credit_kept THEN coalesce(credit, 0) ELSE 0 END;
		RETURN;
	END IF;
	IF NOT rule.past_last THEN
		last := least(last, (SELECT max(c.step) FROM caseload.cells(schedule_on(contract, schedule, first_day,
			known_on)) AS c WHERE c.lane = caseload.lane(next_step.placement)));
	END IF;
	steps := floor((kept + coalesce(credit, 0)) / coalesce(rule.years_a_step, 1) / at_a_time) * at_a_time;
	step := greatest(caseload.step(placement), least(caseload.step(placement) + steps, last));
	-- who does not move stays in the longevity row of the step
	becomes := caseload.salary_step(caseload.lane(placement), step,
		caseload.longevity(placement) AND step = caseload.step(placement));
	kept_on := trim_scale(kept + coalesce(credit, 0) - steps * coalesce(rule.years_a_step, 1));
END
$next_step$;
COMMENT ON FUNCTION next_step(text, text, caseload.salary_step, text, numeric, text, numeric, text, date) IS
	'the step of one person in a school year, from the service of the year before and '
	'what was kept of earlier ones, and '
	'what is kept then';

CREATE FUNCTION next_placement(contract text, schedule text, placement caseload.salary_step,
	school_year text, share numeric DEFAULT 1,
	kind text DEFAULT 'district', units numeric DEFAULT NULL,
	interest_form date DEFAULT NULL, units_verified date DEFAULT NULL,
	specialist_training boolean DEFAULT false, known_on date DEFAULT 'infinity',
	kept numeric DEFAULT 0, role text DEFAULT '*') RETURNS caseload.salary_step
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $next_placement$
DECLARE
	first_day date := make_date(school_year_start(school_year), 7, 1);
	grid caseload.salary_schedule := schedule_on(contract, schedule, first_day, known_on);
	lane_now text := caseload.lane(placement);
	lane_earned text;
	stands caseload.salary_step;
BEGIN
	IF grid IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule,
			to_char(first_day, 'YYYY-MM-DD')),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	IF units IS NOT NULL
		AND coalesce(specialist_training
			OR in_time(contract, 'column-interest', school_year, interest_form, known_on), true)
		AND coalesce(in_time(contract, 'units-verified', school_year, units_verified, known_on), true)
	THEN
		lane_earned := caseload.lane_for_units(grid, units);
		-- units once credited are never taken back, so a lane is only ever gained
		IF array_position(caseload.lanes(grid), lane_earned) > array_position(caseload.lanes(grid), lane_now) THEN
			lane_now := lane_earned;
		END IF;
	END IF;
	stands := caseload.salary_step(lane_now, caseload.step(placement), caseload.longevity(placement));
	-- another lane may have no longevity row there
	IF lane_now <> caseload.lane(placement) AND caseload.cell_problem(grid, stands) IS NOT NULL THEN
		stands := caseload.salary_step(lane_now, caseload.step(placement));
	END IF;
	RETURN (next_step(contract, schedule, stands, school_year, share, kind, kept, role, known_on)).becomes;
END
$next_placement$;
COMMENT ON FUNCTION next_placement(text, text, caseload.salary_step, text, numeric, text, numeric,
	date, date, boolean, date, numeric, text) IS 'where a teacher stands in a school year, from the placement and the '
	'service of the year before, the credit kept of earlier ones and the units verified';
