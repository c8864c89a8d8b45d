-- What a year of service is, and how it places a newcomer and moves a teacher on.
CREATE TABLE credit_rule (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract        text NOT NULL REFERENCES contract ON DELETE CASCADE,
	kind            text NOT NULL CHECK (kind IN ('district', 'job share', 'outside', 'military', 'other')),
	year_at         numeric NOT NULL CHECK (year_at > 0 AND year_at <= 1),
	part_years      text NOT NULL CHECK (part_years IN ('none', 'whole', 'add up')),
	most            numeric,
	first_step_most numeric,
	in_force        daterange NOT NULL CHECK (NOT isempty(in_force)),
	known           daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation        text NOT NULL CHECK (citation <> ''),
	note            text,
	part_credit     numeric CHECK (part_credit > 0 AND part_credit < 1),
	halves          boolean NOT NULL DEFAULT false,
	EXCLUDE USING gist (contract WITH =, kind WITH =, in_force WITH &&, known WITH &&),
	CONSTRAINT credit_rule_part_credit_adds_up CHECK (part_credit IS NULL OR part_years = 'add up'),
	CONSTRAINT credit_rule_halves_add_up CHECK (NOT halves OR part_years = 'add up')
);
COMMENT ON TABLE credit_rule IS 'credit on the schedule for years of service, by kind of service';
COMMENT ON COLUMN credit_rule.id IS 'key';
COMMENT ON COLUMN credit_rule.contract IS 'the contract';
COMMENT ON COLUMN credit_rule.kind IS 'kind of service, as in the table service';
COMMENT ON COLUMN credit_rule.year_at IS 'the share of a year that counts as a year (91 of 182 days: 0.5)';
COMMENT ON COLUMN credit_rule.part_years IS
	'none: only full years; whole: a year from year_at on, else nothing; '
	'add up: a year from year_at on, and lesser shares are added until they are one';
COMMENT ON COLUMN credit_rule.most IS 'at most so many years';
COMMENT ON COLUMN credit_rule.first_step_most IS 'the highest step at which a newcomer is placed';
COMMENT ON COLUMN credit_rule.in_force IS 'days on which it holds; service before the first row of its kind counts by '
	'that row, and service after one that ended by it until there is another';
COMMENT ON COLUMN credit_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN credit_rule.citation IS 'article';
COMMENT ON COLUMN credit_rule.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN credit_rule.part_credit IS
	'what a share below year_at is credited as, whatever it is; null: the share itself';
COMMENT ON COLUMN credit_rule.halves IS 'whether half a year of credit moves half a step; else it is kept until it is '
	'a whole';

-- derived: made anew by each upgrade
-- a year is never more than one, and what is less than year_at is added up apart from it
CREATE FUNCTION share_credit(share numeric, year_at numeric, part_years text, part_credit numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
RETURN CASE
	WHEN part_years = 'none' THEN CASE WHEN share >= 1 THEN 1 ELSE 0 END
	WHEN share >= year_at THEN 1
	WHEN part_years = 'add up' THEN coalesce(part_credit, share)
	ELSE 0 END::numeric;
COMMENT ON FUNCTION share_credit(numeric, numeric, text, numeric) IS
	'credit for one year of which this share was worked, by the words of a row of credit_rule';

-- one year's credit on the schedule for the share of it that was worked
CREATE FUNCTION year_credit(contract text, kind text, share numeric, on_date date,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT share_credit(year_credit.share, c.year_at, c.part_years, c.part_credit)
	FROM credit_rule AS c
	WHERE c.contract = year_credit.contract AND c.kind = year_credit.kind
		AND c.in_force @> year_credit.on_date AND c.known @> year_credit.known_on;
END;
COMMENT ON FUNCTION year_credit(text, text, numeric, date, date) IS
	'credit for one year, of which this share was worked; null where no rule speaks of that kind of service';

-- A step counts years of service plus one, so it may run past the last row of its lane; salary()
-- pays the highest row there is, and a later move to a longer lane loses nothing.
CREATE FUNCTION place_newcomer(contract text, schedule text, units numeric, outside_years numeric,
	on_date date, known_on date DEFAULT 'infinity')
RETURNS caseload.salary_step
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $place_newcomer$
DECLARE
	grid caseload.salary_schedule := schedule_on(contract, schedule, on_date, known_on);
	rule credit_rule;
	step numeric := 1;
BEGIN
	IF grid IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule,
			to_char(on_date, 'YYYY-MM-DD')),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	SELECT c.* INTO rule FROM credit_rule AS c
	WHERE c.contract = place_newcomer.contract AND c.kind = 'outside' AND c.in_force @> on_date AND c.known @> known_on;
	-- where no rule speaks of outside service there is no credit for it
	IF FOUND THEN
		step := least(1 + least(CASE WHEN rule.part_years = 'add up' THEN trunc(2 * outside_years) / 2
				ELSE trunc(outside_years) END, rule.most),
			rule.first_step_most);
	END IF;
	RETURN caseload.salary_step(caseload.lane_for_units(grid, units), step);
END
$place_newcomer$;
COMMENT ON FUNCTION place_newcomer(text, text, numeric, numeric, date, date) IS
	'where a teacher new to the district is placed, by units and years of outside service';

CREATE FUNCTION next_placement(contract text, schedule text, placement caseload.salary_step,
	school_year text, share numeric DEFAULT 1,
	kind text DEFAULT 'district', units numeric DEFAULT NULL,
	interest_form date DEFAULT NULL, units_verified date DEFAULT NULL,
	specialist_training boolean DEFAULT false, known_on date DEFAULT 'infinity') RETURNS caseload.salary_step
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $next_placement$
DECLARE
	first_day date := make_date(school_year_start(school_year), 7, 1);
	grid caseload.salary_schedule := schedule_on(contract, schedule, first_day, known_on);
	lane_now text := caseload.lane(placement);
	lane_earned text;
	credit numeric := year_credit(contract, kind, share, first_day, known_on);
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
	-- placements stand at halves; service keeps finer shares
	RETURN caseload.salary_step(lane_now, caseload.step(placement) + trunc(2 * coalesce(credit, 0)) / 2);
END
$next_placement$;
COMMENT ON FUNCTION next_placement(text, text, caseload.salary_step, text, numeric, text, numeric,
	date, date, boolean, date) IS 'where a teacher stands in a school year, from the placement and the service of the '
	'year before and the units verified';
