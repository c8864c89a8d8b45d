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
	lump_index text CHECK (lump_index <> ''),
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
COMMENT ON COLUMN retirement_incentive.lump_index IS
	'the index whose percentage a year discounts a lump sum paid in advance; null: no lump sum';

-- derived: made anew by each upgrade
CREATE FUNCTION finite_day(day date, name text) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $finite_day$
BEGIN
	IF NOT isfinite(day) THEN
		RAISE datetime_field_overflow USING MESSAGE = format('%s is %s, which is in no year', name, day),
			HINT = 'Give the day itself.';
	END IF;
	RETURN day;
END
$finite_day$;
COMMENT ON FUNCTION finite_day(date, text) IS 'the day, or an error by its name where it is infinite (22008)';

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
		CROSS JOIN LATERAL (SELECT date_part('year', age(finite_day(retirement_pay.last_paid_day, 'last_paid_day'),
				finite_day(retirement_pay.born, 'born')))::int AS age_then) AS t
		CROSS JOIN LATERAL generate_series(t.age_then, r.age_before - 1) AS g (age)
		WHERE r.contract = retirement_pay.contract AND r.service @> retirement_pay.years
			AND r.in_force @> coalesce(retirement_pay.final_day,
				make_date(date_part('year', finite_day(retirement_pay.last_paid_day, 'last_paid_day'))::int, 6, 30))
			AND r.known @> retirement_pay.known_on AND t.age_then >= r.age_from
	) AS a
	ORDER BY a.age;
END;
COMMENT ON FUNCTION retirement_pay(text, numeric, date, date, date, date) IS 'the sums of a retirement, by age, from '
	'the last day of paid benefits on; final_day is the last day of work, 30 June of that year if left out';

-- Each sum is discounted from its first day to the day of payment, a year compound, of a part of one by its days.
CREATE FUNCTION retirement_lump_sum(contract text, years numeric, born date, last_paid_day date,
	paid_on date DEFAULT NULL, percent numeric DEFAULT NULL, final_day date DEFAULT NULL,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $retirement_lump_sum$
#variable_conflict use_variable
DECLARE
	paid_through constant date := finite_day(last_paid_day, 'last_paid_day');
	retires constant date := coalesce(final_day, make_date(date_part('year', paid_through)::int, 6, 30));
	pays_on constant date := finite_day(coalesce(paid_on, paid_through + 1), 'paid_on');
	rule retirement_incentive;
	rate numeric := percent;
BEGIN
	SELECT r.* INTO rule FROM retirement_incentive AS r WHERE r.contract = retirement_lump_sum.contract
		AND r.service @> years AND r.in_force @> retires AND r.known @> known_on;
	IF NOT FOUND THEN
		RETURN NULL;
	ELSIF rule.lump_index IS NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('contract "%s" pays no lump sum under provision %s', contract, rule.code),
			DETAIL = format('See %s.', rule.citation), HINT = 'retirement_pay() gives the sums of each year.';
	END IF;
	IF rate IS NULL THEN
		SELECT i.percent INTO rate FROM index_value AS i WHERE i.contract IN (retirement_lump_sum.contract, '*')
			AND i.index_name = rule.lump_index AND i.in_force @> pays_on AND i.known @> known_on
		ORDER BY i.contract = '*' LIMIT 1;
	END IF;
	IF rate IS NULL THEN
		RAISE no_data_found USING
			MESSAGE = format('index "%s" has no value on %s', rule.lump_index, to_char(pays_on, 'YYYY-MM-DD')),
			DETAIL = format('See %s.', rule.citation),
			HINT = 'Put what the index came to into the table index_value, or give percent.';
	ELSIF NOT rate > -100 OR rate >= 1000000 THEN
		RAISE numeric_value_out_of_range USING MESSAGE = format('%s percent a year discounts no sum', rate),
			HINT = 'Give a percentage above -100.';
	END IF;
	RETURN (SELECT round(sum(p.amount / power(1 + rate / 100, greatest(y.whole
			+ (p.from_date - (pays_on + make_interval(years => y.whole))::date) / 365.0, 0))), 2)
		FROM retirement_pay(contract, years, born, last_paid_day, final_day, known_on) AS p
			CROSS JOIN LATERAL (SELECT date_part('year', age(p.from_date, pays_on))::int AS whole) AS y);
END
$retirement_lump_sum$;
COMMENT ON FUNCTION retirement_lump_sum(text, numeric, date, date, date, numeric, date, date) IS
	'the sums of a retirement as one in advance: each discounted to the day of payment, the day after the last '
	'one of paid benefits if left out, at a percentage a year, that of the rule''s index on that day if left out';
