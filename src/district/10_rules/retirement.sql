-- Incentives to retire: an annual sum from the retirement until an age.
CREATE TABLE retirement_incentive (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code       text NOT NULL CHECK (code <> ''),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	service    numrange NOT NULL CHECK (NOT isempty(service)),
	age_from   int NOT NULL,
	age_before int NOT NULL CHECK (age_before > age_from),
	amount     numeric NOT NULL CHECK (amount >= 0),
	year_days  int NOT NULL DEFAULT 365,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	EXCLUDE USING gist (contract WITH =, service WITH &&, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE retirement_incentive IS 'annual sums for teachers who retire early';
COMMENT ON COLUMN retirement_incentive.id IS 'key';
COMMENT ON COLUMN retirement_incentive.contract IS 'the contract';
COMMENT ON COLUMN retirement_incentive.code IS 'provision, as lettered';
COMMENT ON COLUMN retirement_incentive.in_force IS 'days on which a teacher may retire under it; its end is the sunset';
COMMENT ON COLUMN retirement_incentive.known IS 'days on which this was what was known';
COMMENT ON COLUMN retirement_incentive.service IS 'years of full-time service in the district';
COMMENT ON COLUMN retirement_incentive.age_from IS 'the youngest age at retirement';
COMMENT ON COLUMN retirement_incentive.age_before IS 'paid until this birthday';
COMMENT ON COLUMN retirement_incentive.amount IS 'dollars for a full year';
COMMENT ON COLUMN retirement_incentive.year_days IS 'the days that a part of a year is divided by';
COMMENT ON COLUMN retirement_incentive.citation IS 'article';
COMMENT ON COLUMN retirement_incentive.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- The age at retirement is that on last_paid_day, the last day of paid benefits. The first year runs
-- from then to the next birthday, the day between the two dates counted by subtraction, and is paid in part, the
-- later ones from birthday to birthday.
CREATE FUNCTION retirement_pay(contract text, years numeric, born date, last_paid_day date,
	final_day date DEFAULT NULL, known_on date DEFAULT 'infinity',
	OUT age int, OUT from_date date, OUT to_date date, OUT in_part boolean, OUT amount numeric) RETURNS SETOF record
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT a.age, a.first_day, a.last_day, a.age = a.age_then,
		round(CASE WHEN a.age = a.age_then THEN a.amount * least(a.last_day + 1 - retirement_pay.last_paid_day,
				a.year_days) / a.year_days ELSE a.amount END, 2)
	FROM (
		SELECT g.age, r.amount, r.year_days, t.age_then,
			greatest((retirement_pay.born + make_interval(years => g.age))::date,
				retirement_pay.last_paid_day + 1) AS first_day,
			(retirement_pay.born + make_interval(years => g.age + 1))::date - 1 AS last_day
		FROM retirement_incentive AS r
		CROSS JOIN LATERAL (SELECT date_part('year',
				age(retirement_pay.last_paid_day, retirement_pay.born))::int AS age_then) AS t
		CROSS JOIN LATERAL generate_series(t.age_then, r.age_before - 1) AS g (age)
		WHERE r.contract = retirement_pay.contract AND r.service @> retirement_pay.years
			AND r.in_force @> coalesce(retirement_pay.final_day,
				make_date(date_part('year', retirement_pay.last_paid_day)::int, 6, 30))
			AND r.known @> retirement_pay.known_on AND t.age_then >= r.age_from
	) AS a
	ORDER BY a.age;
END;
COMMENT ON FUNCTION retirement_pay(text, numeric, date, date, date, date) IS 'the sums of a retirement, by age, from '
	'the last day of paid benefits on; final_day is the last day of work, 30 June of that year if left out';
