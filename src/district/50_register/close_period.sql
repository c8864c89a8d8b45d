-- Closing a pay period, and taking back one that was closed. The runs of a cycle and year are counted (turn): of
-- two who close, or reverse, at once, the second waits for the first and then fails, whatever isolation they chose.
-- Where their cycles differ the second waits, too, and then goes on by what the first has paid; what it reads comes
-- after this.
CREATE FUNCTION open_run(district_id int, contract text, cycle text, school_year text, nth int, known_at timestamptz,
	reverses bigint DEFAULT NULL, reason text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $open_run$
#variable_conflict use_variable
DECLARE
	made bigint;
	other pay_run;
BEGIN
	INSERT INTO pay_run (district_id, contract, cycle, school_year, nth, turn, known_at, reverses, reason)
	SELECT district_id, contract, cycle, school_year, nth, count(*) + 1, known_at, reverses, reason
	FROM pay_run AS r WHERE r.district_id = district_id AND r.contract = contract AND r.cycle = cycle
		AND r.school_year = school_year
	RETURNING run INTO made;
	RETURN made;
EXCEPTION WHEN unique_violation THEN
	SELECT r.* INTO other FROM pay_run AS r WHERE r.district_id = district_id AND r.contract = contract
		AND r.cycle = cycle AND r.school_year = school_year ORDER BY r.turn DESC LIMIT 1;
	RAISE unique_violation USING
		MESSAGE = format('period %s of cycle "%s", %s, was closed or reversed by somebody else at the same time', nth,
			cycle, school_year),
		DETAIL = format('Contract "%s", district %s.', contract, district_id)
			|| CASE WHEN other.turn IS NOT NULL THEN format(' Run %s is of period %s, by %s.', other.run, other.nth,
				other.closed_by) ELSE '' END,
		HINT = 'Nothing was written here. Look at pay_register, and call again if there is anything left to do.';
WHEN serialization_failure THEN
	RAISE serialization_failure USING
		MESSAGE = format('a period of contract "%s" was closed or reversed by somebody else since this transaction '
			'began', contract), DETAIL = format('District %s.', district_id),
		HINT = 'Nothing was written here. Call again in a new transaction.';
END
$open_run$;
COMMENT ON FUNCTION open_run(int, text, text, text, int, timestamptz, bigint, text) IS
	'the next run of a cycle and school year';

-- What a period pays is one of as many parts as there are periods: of a cycle that is entered by halves each would be
-- twice as much.
CREATE FUNCTION check_cycle_covers_year(t cycle_time) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $check_cycle_covers_year$
DECLARE
	year constant daterange := (SELECT y.year FROM contract_year('infinity', t.school_year) AS y
		WHERE y.contract = t.contract);
	paid constant daterange := (SELECT range_merge(range_agg(p.during)) FROM pay_period AS p
		WHERE p.contract = t.contract AND p.cycle = t.cycle AND p.school_year = t.school_year AND NOT p.supplement);
BEGIN
	IF NOT paid @> year THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the periods of cycle "%s" are not the whole of %s', t.cycle, t.school_year),
			DETAIL = format('Contract "%s": they go from %s to %s, and the school year from %s to %s.', t.contract,
				to_char(lower(paid), 'YYYY-MM-DD'), to_char(upper(paid) - 1, 'YYYY-MM-DD'),
				to_char(lower(year), 'YYYY-MM-DD'), to_char(upper(year) - 1, 'YYYY-MM-DD')),
			HINT = 'Each period pays one of as many parts of the year as there are periods: insert all of them into '
			'pay_period, or let make_pay_periods() do it.';
	END IF;
END
$check_cycle_covers_year$;
COMMENT ON FUNCTION check_cycle_covers_year(cycle_time) IS
	'an error if the periods of a cycle do not hold each day of the school year';

CREATE FUNCTION write_period(contract text, cycle text, school_year text, nth int,
	district_id int, begins boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $write_period$
#variable_conflict use_variable
DECLARE
	began timestamptz := clock_timestamp();
	told timestamptz := began;
	t cycle_time;
	known_at timestamptz := known_for(contract, cycle, school_year, nth);
	before pay_run;
	people bigint[];
	lines pay_piece[];
	owes owed_line[];
	made bigint;
	left_out text;
BEGIN
	t := cycle_time(contract, cycle, school_year);
	PERFORM check_cycle_covers_year(t);
	before := last_run(district_id, t);
	IF NOT EXISTS (SELECT FROM cycles_of(contract, school_year, district_id) AS c WHERE c.cycle = cycle) THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('nobody in district %s is paid on cycle "%s"', district_id, cycle),
			HINT = 'Where a contract has several cycles, paid_on_cycle says who is paid on which.';
	END IF;
	IF before.nth >= nth THEN
		RAISE unique_violation USING
			MESSAGE = format('period %s of cycle "%s", %s, is closed already', nth, cycle, school_year),
			DETAIL = format('Contract "%s", district %s: the last that was closed is period %s, run %s, by %s.',
				contract,
				district_id, before.nth, before.run, before.closed_by),
			HINT
			= 'What was paid wrongly is paid or taken back with the next period; reverse_period(run, reason) takes '
			'back all of the last run.';
	END IF;
	IF before.nth < nth - 1 OR before.nth IS NULL AND nth > 1 AND NOT begins THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('period %s of cycle "%s", %s, cannot be closed before period %s', nth, cycle, school_year,
				coalesce(before.nth + 1, 1)),
			DETAIL = format('Contract "%s", district %s.', contract, district_id),
			HINT = CASE WHEN before.nth IS NULL
			THEN 'Close them in their order. If those before it were paid elsewhere, '
				'say so in paid_elsewhere and begin with this one: begins => true.'
			ELSE 'Close them in their order.' END;
	END IF;
	made := open_run(district_id, contract, cycle, school_year, nth, least(known_at, clock_timestamp()));
	people := ARRAY(SELECT c.employee_id FROM cycles_of(contract, school_year, district_id) AS c WHERE c.cycle = cycle);
	lines := ARRAY(SELECT l FROM lines_known(contract, school_year, known_at, district_id) AS l);
	IF clock_timestamp() > told + interval '2 seconds' THEN
		told := clock_timestamp();
		RAISE NOTICE 'period %: % pay lines reckoned in % s', nth, cardinality(lines),
			round(extract(epoch FROM told - began), 1);
	END IF;
	IF cardinality(lines) = 0 THEN
		RAISE WARNING USING
			MESSAGE = format('period %s of cycle "%s", %s, is closed without a pay line of anybody', nth, cycle,
				school_year),
			DETAIL = format('Contract "%s", district %s: nobody was known to be employed', contract, district_id)
				|| CASE WHEN isfinite(known_at) THEN format(' on %s.',
					to_char(day_of(known_at), 'YYYY-MM-DD')) ELSE '.' END,
			HINT = 'Facts that were entered later than they were known say so by facts_known_from(). '
			'reverse_period(run, reason) takes this run back.';
	END IF;
	SELECT string_agg(l.employee_id::text, ', ' ORDER BY l.employee_id) FILTER (WHERE l.place <= 10)
		|| CASE WHEN count(*) > 10 THEN format(' and %s more', count(*) - 10) ELSE '' END INTO left_out
	FROM (SELECT l.employee_id, row_number() OVER (ORDER BY l.employee_id) AS place FROM unnest(lines) AS l
			JOIN cycles_of(contract, school_year, district_id) AS c ON c.employee_id = l.employee_id
		WHERE c.cycle IS NULL GROUP BY l.employee_id) AS l;
	IF left_out IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = format('employees with pay in %s are paid on no cycle: %s', school_year,
			left_out),
			HINT = 'Insert the cycle of each into paid_on_cycle.';
	END IF;
	lines := ARRAY(SELECT l FROM unnest(lines) AS l JOIN unnest(people) AS w (id) ON w.id = l.employee_id);

	owes := ARRAY(SELECT o FROM owed_lines(t, nth, district_id, lines, day_of(known_at), people, before.run) AS o);
	IF clock_timestamp() > told + interval '2 seconds' THEN
		told := clock_timestamp();
		RAISE NOTICE 'period %: what % employees are owed after % s', nth, cardinality(people),
			round(extract(epoch FROM told - began), 1);
	END IF;
	INSERT INTO paid_line (run, district_id, employee_id, component, kind, amount, site_id, reason)
	SELECT made, district_id, o.employee_id, o.component, o.kind, o.amount, o.site_id, o.reason
	FROM unnest(owes) AS o WHERE o.kind <> 'problem';
	INSERT INTO paid_basis (run, district_id, employee_id, employment_id, site_id, schedule, placement, fte, component,
		during, days, divisor, annual, exact, cents, rule, rule_id, citation, problem)
	SELECT made, district_id, l.employee_id, l.employment_id, l.site_id, l.schedule, l.placement, l.fte, l.component,
		l.during, l.days, l.divisor, l.annual, l.exact, l.cents, l.rule, l.rule_id, l.citation, l.problem
	FROM unnest(lines) AS l;
	SELECT string_agg(format('employee %s, %s: %s', o.employee_id, o.component, o.reason), '; '
			ORDER BY o.employee_id, o.component) FILTER (WHERE o.place <= 10)
		|| CASE WHEN count(*) > 10 THEN format('; and %s more', count(*) - 10) ELSE '' END INTO left_out
	FROM (SELECT o.*, row_number() OVER (ORDER BY o.employee_id, o.component) AS place FROM unnest(owes) AS o
		WHERE o.kind = 'problem') AS o;
	IF left_out IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = format('period %s of cycle "%s", %s, is closed without what cannot be reckoned',
			nth,
			cycle, school_year),
			DETAIL = upper(left(left_out, 1)) || substr(left_out, 2) || '.',
			HINT
			= 'Nothing of it was paid or taken back. Once it can be reckoned, the next period pays the difference.';
	END IF;
	IF clock_timestamp() > told + interval '2 seconds' THEN
		RAISE NOTICE 'period %: % lines paid, written after % s', nth, cardinality(owes),
			round(extract(epoch FROM clock_timestamp() - began), 1);
	END IF;
	RETURN made;
END
$write_period$;
COMMENT ON FUNCTION write_period(text, text, text, int, int, boolean) IS 'close_period(), of the district in its place';

-- Nothing of the district is named before it is known that the functions look in it.
CREATE FUNCTION close_period(contract text, cycle text, school_year text, nth int, district_id int DEFAULT 1,
	begins boolean DEFAULT false) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $close_period$
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM check_whole();
	IF num_nulls(contract, cycle, school_year, nth, district_id) > 0 THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'close_period: contract, cycle, school_year, nth and district_id must not be NULL';
	END IF;
	RETURN write_period(contract, cycle, school_year, nth, district_id, begins);
END
$close_period$;
COMMENT ON FUNCTION close_period(text, text, text, int, int, boolean) IS
	'closes a pay period of a district: writes what is paid and the pay lines that it '
	'was reckoned from, and returns the '
	'run; begins: those before it were paid elsewhere';

-- Nothing is deleted: opposite lines take back what a run paid, and the period can be closed anew.
CREATE FUNCTION reverse_period(run bigint, reason text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $reverse_period$
#variable_conflict use_variable
DECLARE
	taken_back record;
	latest record;
	made bigint;
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM check_whole();
	IF coalesce(reason, '') = '' THEN
		RAISE null_value_not_allowed USING MESSAGE = 'reverse_period: a reason must be given',
			HINT = 'It stands in the register: reverse_period(7, ''wrong calendar'').';
	END IF;
	SELECT r.* INTO taken_back FROM pay_run AS r WHERE r.run = run;
	IF NOT FOUND THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no run %s', coalesce(run::text, 'NULL')),
			HINT = 'See pay_run, or the report pay_register.';
	END IF;
	latest := last_run(taken_back.district_id,
		cycle_time(taken_back.contract, taken_back.cycle, taken_back.school_year));
	IF latest.run IS DISTINCT FROM run THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = CASE WHEN taken_back.reverses IS NOT NULL
				THEN format('run %s is itself a reversal, of run %s', run, taken_back.reverses)
				WHEN EXISTS (SELECT FROM pay_run AS r WHERE r.reverses = run)
				THEN format('run %s is reversed already', run)
				ELSE format('run %s is not the last: period %s was closed after it', run, latest.nth) END,
			DETAIL = format('Cycle "%s", %s, contract "%s", district %s.', taken_back.cycle, taken_back.school_year,
				taken_back.contract, taken_back.district_id),
			HINT = CASE WHEN latest.run IS NULL THEN 'Close the period again with close_period().'
				ELSE format('The one that can be reversed is run %s. What else was paid wrongly is '
					'paid or taken back with '
					'the next period.', latest.run) END;
	END IF;
	made := open_run(taken_back.district_id, taken_back.contract, taken_back.cycle, taken_back.school_year,
		taken_back.nth, taken_back.known_at, run, reason);
	INSERT INTO paid_line (run, district_id, employee_id, component, kind, amount, site_id, reason)
	SELECT made, l.district_id, l.employee_id, l.component, l.kind, -l.amount, l.site_id,
		format('run %s is reversed: %s', run, reason)
	FROM paid_line AS l WHERE l.district_id = taken_back.district_id AND l.run = run;
	RETURN made;
END
$reverse_period$;
COMMENT ON FUNCTION reverse_period(bigint, text) IS
	'takes back the last closed period of a cycle by opposite lines, and returns the run of these';
