-- Amounts that other rules refer to by name: a stipend base, an hourly or a daily rate, a share of
-- a cell. (A fixed amount, a named cell, or the employee's own pay, plus another base) x times / over,
-- rounded to `digits` if given.
CREATE TABLE pay_base (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	name      text NOT NULL CHECK (name <> ''),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	amount    numeric,
	schedule  text,
	placement caseload.salary_step,
	own       text CHECK (own IN ('cell', 'salary')),
	plus      text,
	times     numeric NOT NULL DEFAULT 1,
	over      numeric NOT NULL DEFAULT 1 CHECK (over <> 0),
	over_cap  boolean NOT NULL DEFAULT false,
	digits    int CHECK (digits BETWEEN 0 AND 8),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	CHECK (num_nonnulls(amount, placement, own) <= 1),
	CHECK (num_nonnulls(amount, placement, own, plus) >= 1),
	CHECK (num_nulls(schedule, placement) IN (0, 2)),
	EXCLUDE USING gist (contract WITH =, name WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE pay_base IS 'amounts and rates by name, for stipends, hourly pay and percentages';
COMMENT ON COLUMN pay_base.id IS 'key';
COMMENT ON COLUMN pay_base.contract IS 'the contract';
COMMENT ON COLUMN pay_base.name IS 'the name that other rules use: stipend base, extra duty hour';
COMMENT ON COLUMN pay_base.in_force IS 'days on which it holds';
COMMENT ON COLUMN pay_base.known IS 'days on which this was what was known';
COMMENT ON COLUMN pay_base.amount IS 'a fixed amount in dollars';
COMMENT ON COLUMN pay_base.schedule IS 'of this schedule';
COMMENT ON COLUMN pay_base.placement IS 'this cell, as printed';
COMMENT ON COLUMN pay_base.own IS 'the employee''s own cell, unrounded, or own salary';
COMMENT ON COLUMN pay_base.plus IS 'and the amount of this other base';
COMMENT ON COLUMN pay_base.times IS 'times this';
COMMENT ON COLUMN pay_base.over IS 'divided by this, after the multiplication';
COMMENT ON COLUMN pay_base.over_cap IS 'divided by the cap of the limit that uses it, too';
COMMENT ON COLUMN pay_base.digits IS 'rounded half up to so many places; null: not rounded';
COMMENT ON COLUMN pay_base.citation IS 'article';
COMMENT ON COLUMN pay_base.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
CREATE FUNCTION base_amount(contract text, name text, on_date date,
	own_cell numeric DEFAULT NULL, own_salary numeric DEFAULT NULL,
	cap numeric DEFAULT NULL, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $base_amount$
DECLARE
	base pay_base;
	amount numeric;
BEGIN
	SELECT b.* INTO base FROM pay_base AS b
	WHERE b.contract = base_amount.contract AND b.name = base_amount.name
		AND b.in_force @> on_date AND b.known @> known_on;
	IF NOT FOUND THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no pay base "%s" on %s', contract, name,
			to_char(on_date, 'YYYY-MM-DD')),
			HINT = 'See the table pay_base for names and dates.';
	END IF;
	IF base.placement IS NOT NULL THEN
		amount := caseload.salary(schedule_on(base.contract, base.schedule, on_date, known_on), base.placement);
		IF amount IS NULL THEN
			RAISE no_data_found USING MESSAGE
				= format('pay base "%s" rests on schedule "%s", which is not in force on %s', name, base.schedule,
				to_char(on_date, 'YYYY-MM-DD')), HINT = 'See the table schedule for names and dates.';
		END IF;
	ELSIF base.own = 'cell' THEN
		amount := own_cell;
	ELSIF base.own = 'salary' THEN
		amount := own_salary;
	ELSE
		amount := coalesce(base.amount, 0);
	END IF;
	IF amount IS NULL OR base.over_cap AND cap IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = format('pay base "%s" needs %s', name,
			CASE WHEN amount IS NULL THEN 'the employee''s own ' || base.own ELSE 'the cap' END),
			HINT = 'Give own_cell, own_salary or cap by name.';
	END IF;
	IF base.plus IS NOT NULL THEN
		amount := amount + base_amount(contract, base.plus, on_date, own_cell, own_salary, cap, known_on);
	END IF;
	amount := amount * base.times / (CASE WHEN base.over_cap THEN base.over * cap ELSE base.over END);
	RETURN CASE WHEN base.digits IS NULL THEN trim_scale(amount) ELSE round(amount, base.digits) END;
END
$base_amount$;
COMMENT ON FUNCTION base_amount(text, text, date, numeric, numeric, numeric, date) IS
	'the amount of a pay base on a day';

-- from the cell before it is rounded: that is what the printed tables show
CREATE FUNCTION rate_of_cell(contract text, name text, schedule text, placement caseload.salary_step,
	on_date date, known_on date DEFAULT 'infinity')
RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT base_amount(rate_of_cell.contract, rate_of_cell.name, rate_of_cell.on_date,
		own_cell => caseload.salary_exact(schedule_on(rate_of_cell.contract, rate_of_cell.schedule,
				rate_of_cell.on_date, rate_of_cell.known_on), rate_of_cell.placement),
		known_on => rate_of_cell.known_on);
END;
COMMENT ON FUNCTION rate_of_cell(text, text, text, caseload.salary_step, date, date) IS
	'a pay base of the employee''s own cell, as an hourly rate, on a day';
