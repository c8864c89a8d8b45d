-- When pay is paid: the periods of each cycle, who is paid on which, and what was agreed on a difference.
CREATE TABLE pay_period (
	contract    text NOT NULL REFERENCES contract ON DELETE CASCADE,
	cycle       text NOT NULL CHECK (cycle <> ''),
	school_year text NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
	nth         int NOT NULL CHECK (nth > 0),
	during      daterange NOT NULL CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
	payday      date NOT NULL CHECK (isfinite(payday)),
	cut_off     date CHECK (isfinite(cut_off)),
	supplement  boolean NOT NULL DEFAULT false,
	PRIMARY KEY (contract, cycle, school_year, nth),
	EXCLUDE USING gist (contract WITH =, cycle WITH =, school_year WITH =, during WITH &&)
);
COMMENT ON TABLE pay_period IS 'pay periods: each cycle parts the whole of a school year, see make_pay_periods()';
COMMENT ON COLUMN pay_period.contract IS 'the contract';
COMMENT ON COLUMN pay_period.cycle IS 'name of the cycle: 10, 12, 26, 27, semi-monthly, or one of your own';
COMMENT ON COLUMN pay_period.school_year IS 'the school year whose pay it pays, as 2019-20';
COMMENT ON COLUMN pay_period.nth IS 'place in the cycle, from 1';
COMMENT ON COLUMN pay_period.during IS 'its days; it begins where the one before it ends';
COMMENT ON COLUMN pay_period.payday IS 'the day on which it is paid';
COMMENT ON COLUMN pay_period.cut_off IS
	'facts and rules entered after this day wait for the next period; null: it is paid '
	'by what is known when it is closed';
COMMENT ON COLUMN pay_period.supplement IS 'a period after the year''s last, which pays differences alone';

CREATE TABLE paid_on_cycle (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	contract    text NOT NULL REFERENCES contract ON DELETE CASCADE,
	school_year text NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
	cycle       text NOT NULL CHECK (cycle <> ''),
	PRIMARY KEY (district_id, employee_id, contract, school_year),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee
);
CREATE INDEX ON paid_on_cycle (contract);
COMMENT ON TABLE paid_on_cycle IS 'who is paid on which cycle; needs no rows where a contract has but one cycle';
COMMENT ON COLUMN paid_on_cycle.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN paid_on_cycle.employee_id IS 'the employee';
COMMENT ON COLUMN paid_on_cycle.contract IS 'the contract';
COMMENT ON COLUMN paid_on_cycle.school_year IS 'from this school year on, until the employee''s next row';
COMMENT ON COLUMN paid_on_cycle.cycle IS 'cycle of pay_period';

CREATE TABLE back_pay_plan (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	contract    text NOT NULL REFERENCES contract ON DELETE CASCADE,
	school_year text NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
	from_nth    int NOT NULL CHECK (from_nth > 0),
	installments int NOT NULL CHECK (installments > 0),
	agreed_on   date NOT NULL,
	note        text,
	PRIMARY KEY (district_id, employee_id, contract, school_year, from_nth),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee
);
CREATE INDEX ON back_pay_plan (contract);
COMMENT ON TABLE back_pay_plan IS
	'differences, owed to an employee or by him, that are paid in parts and not at '
	'once; a difference waits for its plan';
COMMENT ON COLUMN back_pay_plan.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN back_pay_plan.employee_id IS 'the employee';
COMMENT ON COLUMN back_pay_plan.contract IS 'the contract';
COMMENT ON COLUMN back_pay_plan.school_year IS 'the school year whose pay it is about, as 2019-20';
COMMENT ON COLUMN back_pay_plan.from_nth IS 'period of the employee''s cycle with which it begins';
COMMENT ON COLUMN back_pay_plan.installments IS 'over how many periods; what is left at the year''s last is paid there';
COMMENT ON COLUMN back_pay_plan.agreed_on IS 'when it was agreed';
COMMENT ON COLUMN back_pay_plan.note IS 'remark';

-- derived: made anew by each upgrade
-- What is due through a period is rounded, not what a period pays: so the periods add up.
CREATE FUNCTION due_by(total numeric, nth int, first int, last int) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN due_by.nth >= due_by.last THEN due_by.total WHEN due_by.nth < due_by.first THEN 0
		ELSE round(due_by.total * (due_by.nth - due_by.first + 1) / (due_by.last - due_by.first + 1), 2) END;
END;
COMMENT ON FUNCTION due_by(numeric, int, int, int) IS
	'what of a total is due through the nth of the periods from the first to the last; the last pays all that is left';

-- A gap would leave days that no period pays, so all periods are looked at whenever any of them changes: they are few.
CREATE FUNCTION check_pay_periods() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT
AS $check_pay_periods$
DECLARE
	wrong record;
BEGIN
	-- a district that was renamed would look at what stands under its old name
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	SELECT p.contract, p.cycle, p.school_year, p.nth, p.place, p.begins, p.ended, CASE
			WHEN p.nth <> p.place THEN format('there is a period %s, but no period %s', p.nth, p.place)
			WHEN p.begins <> p.ended THEN format('period %s begins on %s, period %s ends before %s',
				p.nth, to_char(p.begins, 'YYYY-MM-DD'), p.nth - 1, to_char(p.ended, 'YYYY-MM-DD'))
			WHEN p.payday <= p.payday_before THEN format('period %s is paid on %s, period %s not before %s',
				p.nth, to_char(p.payday, 'YYYY-MM-DD'), p.nth - 1, to_char(p.payday_before, 'YYYY-MM-DD'))
			ELSE format('period %s is none of the year''s, but pays differences alone, period %s is', p.nth - 1, p.nth)
			END AS why INTO wrong
	FROM (SELECT p.contract, p.cycle, p.school_year, p.nth, lower(p.during) AS begins, p.payday, p.supplement,
			lag(upper(p.during)) OVER w AS ended, lag(p.payday) OVER w AS payday_before,
			lag(p.supplement) OVER w AS after_supplement, row_number() OVER w AS place
		FROM pay_period AS p WINDOW w AS (PARTITION BY p.contract, p.cycle, p.school_year ORDER BY p.nth)) AS p
	WHERE p.nth <> p.place OR p.begins <> p.ended OR p.payday <= p.payday_before
		OR NOT p.supplement AND p.after_supplement
	ORDER BY p.contract, p.cycle, p.school_year, p.nth LIMIT 1;
	IF FOUND THEN
		RAISE check_violation USING
			MESSAGE = format('pay periods of cycle "%s", %s: %s', wrong.cycle, wrong.school_year, wrong.why),
			DETAIL = format('Contract "%s".', wrong.contract),
			HINT = 'The periods of a year are numbered from 1, each begins where the one before it ends, and paydays '
			'follow one another. Insert or change all of them in one statement, or let make_pay_periods() do it.';
	END IF;
	RETURN NULL;
END
$check_pay_periods$;
COMMENT ON FUNCTION check_pay_periods() IS 'trigger: pay periods follow one another without a gap';
CREATE TRIGGER check_pay_periods AFTER INSERT OR UPDATE OR DELETE ON pay_period
EXECUTE FUNCTION check_pay_periods();

-- Whoever sees half of the facts would take back what is paid for the other half.
CREATE FUNCTION check_whole() RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $check_whole$
DECLARE
	hidden name := (SELECT c.relname FROM pg_class AS c
		WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind IN ('r', 'p')
			AND c.relrowsecurity AND row_security_active(c.oid) ORDER BY c.relname LIMIT 1);
BEGIN
	IF hidden IS NOT NULL THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('row security of table "%s" is in force for role "%s", and pay is reckoned from all rows',
				hidden, current_user),
			HINT = 'Let the owner of the district do this, or a role that no policy binds.';
	END IF;
END
$check_whole$;
COMMENT ON FUNCTION check_whole() IS 'an error if row security hides rows of the district from whoever calls';

CREATE FUNCTION keep_closed_period() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT
AS $keep_closed_period$
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF old IS DISTINCT FROM new AND EXISTS (SELECT FROM pay_run AS r WHERE r.contract = old.contract
		AND r.cycle = old.cycle AND r.school_year = old.school_year AND r.nth = old.nth) THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('period %s of cycle "%s", %s, was closed and is not changed', old.nth, old.cycle,
				old.school_year),
			DETAIL = format('Contract "%s".', old.contract),
			HINT = 'Change those that are not closed yet, or add one after the last.';
	END IF;
	RETURN new;
END
$keep_closed_period$;
COMMENT ON FUNCTION keep_closed_period() IS 'trigger: a pay period that was closed stays as it was';
CREATE TRIGGER keep_closed_period BEFORE UPDATE ON pay_period
FOR EACH ROW EXECUTE FUNCTION keep_closed_period();

-- The usual cycles. The first period begins with the school year and the last ends with it, whatever the paydays are:
-- no day is without a period.
CREATE FUNCTION make_pay_periods(contract text, cycle text, school_year text, first_payday date DEFAULT NULL,
	cut_off_days int DEFAULT NULL, pattern text DEFAULT NULL) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $make_pay_periods$
#variable_conflict use_variable
DECLARE
	kind text := coalesce(pattern, cycle);
	year daterange;
	months date[];
	paydays date[];
	ends date[];
	made int;
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF num_nulls(contract, cycle, school_year) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE
			= 'make_pay_periods: contract, cycle and school_year must not be NULL';
	END IF;
	IF kind NOT IN ('10', '12', '26', '27', 'semi-monthly') THEN
		RAISE invalid_parameter_value USING MESSAGE = format('make_pay_periods does not know cycle "%s"', kind),
			HINT = 'It makes 10, 12, 26, 27 and semi-monthly, under another name with pattern => ''12''. '
			'Insert the periods of others into pay_period.';
	END IF;
	year := (SELECT c.in_force FROM calendar AS c WHERE c.contract = make_pay_periods.contract
		AND c.school_year = make_pay_periods.school_year AND c.kind = 'student'
		ORDER BY upper(c.known) DESC NULLS FIRST LIMIT 1);
	IF year IS NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('contract "%s" has no calendar of %s', contract, school_year),
			HINT = 'Insert the students'' calendar of that year: its in_force is the year that the periods part.';
	END IF;
	IF kind IN ('26', '27') AND first_payday IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = format('cycle "%s" needs its first payday', cycle),
			HINT = 'Name it: first_payday => ''2025-07-11''. The others follow every 14 days.';
	END IF;
	IF kind IN ('26', '27') THEN
		paydays := ARRAY(SELECT first_payday + 14 * n FROM generate_series(0, kind::int - 1) AS n);
		ends := ARRAY(SELECT d + 1 FROM unnest(paydays) AS d);
	ELSE
		-- ten months are the last ten of the year, unless the first payday says which is the first
		months := ARRAY(SELECT m::date FROM generate_series(date_trunc('month', coalesce(first_payday, CASE kind
				WHEN '10' THEN greatest(lower(year), (upper(year) - 1 - interval '9 months')::date)
				ELSE lower(year) END)::timestamp),
			date_trunc('month', (upper(year) - 1)::timestamp), '1 month') AS m ORDER BY m);
		IF kind <> 'semi-monthly' THEN
			months := months[:kind::int];
		END IF;
		paydays := ARRAY(SELECT d FROM unnest(months) AS m CROSS JOIN LATERAL unnest(CASE kind
				WHEN 'semi-monthly' THEN ARRAY[m + 14, (m + interval '1 month')::date - 1]
				ELSE ARRAY[(m + interval '1 month')::date - 1] END) AS d ORDER BY d);
		ends := ARRAY(SELECT d + 1 FROM unnest(paydays) AS d);
	END IF;
	IF kind ~ '^[0-9]+$' AND cardinality(paydays) <> kind::int OR cardinality(paydays) = 0
		OR paydays[1] < lower(year) OR ends[cardinality(ends) - 1] >= upper(year) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('cycle "%s" does not fit into %s', cycle, school_year),
			DETAIL = format('The year is %s, the paydays are %s to %s: %s.', iso_range(year),
				to_char(paydays[1], 'YYYY-MM-DD'), to_char(paydays[cardinality(paydays)], 'YYYY-MM-DD'),
				cardinality(paydays)),
			HINT = 'Name the first payday (first_payday), or insert the periods into pay_period.';
	END IF;
	ends[cardinality(ends)] := upper(year);
	IF EXISTS (SELECT FROM pay_period AS p WHERE p.contract = contract AND p.cycle = cycle
			AND p.school_year = school_year) THEN
		RAISE unique_violation USING
			MESSAGE = format('cycle "%s" of contract "%s" has its periods in %s', cycle, contract, school_year),
			HINT = 'To make them anew, delete those of that year from pay_period first; a closed one stays.';
	END IF;
	INSERT INTO pay_period (contract, cycle, school_year, nth, during, payday, cut_off)
	SELECT contract, cycle, school_year, n, daterange(CASE n WHEN 1 THEN lower(year) ELSE ends[n - 1] END, ends[n]),
		paydays[n], paydays[n] - cut_off_days
	FROM generate_subscripts(paydays, 1) AS n;
	GET DIAGNOSTICS made = ROW_COUNT;
	RETURN made;
END
$make_pay_periods$;
COMMENT ON FUNCTION make_pay_periods(text, text, text, date, int, text) IS
	'inserts the periods of a cycle: 10 or 12 months, 26 or 27 fortnights from the first payday, or semi-monthly; '
	'cut_off_days: so many days before each payday';
