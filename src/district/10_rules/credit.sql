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

-- A row holds from its first day until the next of its kind begins, the first one since ever: service that was rendered
-- before a contract had a rule counts by the earliest, and a rule that ended says what counts until there is another.
CREATE FUNCTION credit_rules(contract text, known_on date)
RETURNS TABLE (kind text, since date, before date, year_at numeric, part_years text, part_credit numeric,
	most numeric, halves boolean)
LANGUAGE sql STABLE ROWS 5
BEGIN ATOMIC
	SELECT c.kind, CASE WHEN lag(c.id) OVER w IS NULL THEN '-infinity' ELSE lower(c.in_force) END,
		coalesce(lead(lower(c.in_force)) OVER w, 'infinity'), c.year_at, c.part_years, c.part_credit, c.most, c.halves
	FROM credit_rule AS c WHERE c.contract = credit_rules.contract AND c.known @> credit_rules.known_on
	WINDOW w AS (PARTITION BY c.kind ORDER BY c.in_force);
END;
COMMENT ON FUNCTION credit_rules(text, date) IS
	'the rows of credit_rule as they were known, each with the days that it speaks of';

-- one year's credit on the schedule for the share of it that was worked
CREATE FUNCTION year_credit(contract text, kind text, share numeric, on_date date,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT share_credit(year_credit.share, c.year_at, c.part_years, c.part_credit)
	FROM credit_rules(year_credit.contract, year_credit.known_on) AS c
	WHERE c.kind = year_credit.kind AND c.since <= year_credit.on_date AND c.before > year_credit.on_date;
END;
COMMENT ON FUNCTION year_credit(text, text, numeric, date, date) IS
	'credit for one year, of which this share was worked; null where no rule speaks of that kind of service';
