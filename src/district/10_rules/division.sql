-- How a year's pay is divided where a piece of it is paid: by its days, its months, or a divisor of the contract's own;
-- and what a change of lane or step is worth that comes inside the year.
CREATE TABLE division (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	component text NOT NULL DEFAULT '*' CHECK (component <> ''),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	way       text NOT NULL CHECK (way IN ('duty days', 'calendar days', 'months by duty days',
		'months by calendar days', 'thirtieths', 'months begun')),
	divisor   numeric CHECK (divisor > 0 AND divisor < 1000000),
	counts    text CHECK (counts IN ('days held', 'days missed')),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	-- contracts mean the one or the other, and pay differs by it: so the row must say
	CONSTRAINT division_counts_with_divisor CHECK (num_nonnulls(divisor, counts) IN (0, 2)),
	EXCLUDE USING gist (contract WITH =, component WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE division IS 'how a year''s amount is divided where it is paid for a part of the year; a contract '
	'without a row divides as contract.prorated_by says';
COMMENT ON COLUMN division.id IS 'key';
COMMENT ON COLUMN division.contract IS 'the contract';
COMMENT ON COLUMN division.component IS
	'salary, stipend: COACH and the like; stipend for all stipends; * for all that has no row of its own';
COMMENT ON COLUMN division.in_force IS
	'days on which it holds; a year is divided in one way, that of its first day or of the first row to begin in it';
COMMENT ON COLUMN division.known IS 'days on which this was what was known';
COMMENT ON COLUMN division.way IS 'duty days; calendar days; months by duty days or by calendar days, where only a '
	'broken month is divided; thirtieths of a month, 360 a year; months begun, each paid whole or not at all';
COMMENT ON COLUMN division.divisor IS
	'a divisor of the contract''s own, 190 or 208.75, in place of the year''s days; a whole year is paid whole';
COMMENT ON COLUMN division.counts IS 'with a divisor: days held are paid by it, or days missed are taken off by it';
COMMENT ON COLUMN division.citation IS 'article';
COMMENT ON COLUMN division.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE change_share (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	change   text NOT NULL CHECK (change IN ('lane', 'step')),
	by       text NOT NULL
		CHECK (by ~ '^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)'
			'|02-(0[1-9]|1[0-9]|2[0-8]))$'),
	share    numeric NOT NULL CHECK (share BETWEEN 0 AND 1),
	in_force daterange NOT NULL CHECK (NOT isempty(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	EXCLUDE USING gist (contract WITH =, change WITH =, by WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE change_share IS 'what part of a year''s difference is paid for a change of lane or step inside the '
	'year, by its date and whatever the days; without a row, the days from the change on are paid';
COMMENT ON COLUMN change_share.id IS 'key';
COMMENT ON COLUMN change_share.contract IS 'the contract';
COMMENT ON COLUMN change_share.change IS 'lane or step; a change of both is one of lane';
COMMENT ON COLUMN change_share.by IS
	'month and day, 10-01: a change through that day of the school year has this share; after the last, none';
COMMENT ON COLUMN change_share.share IS 'part of the year''s difference: 1, 0.5';
COMMENT ON COLUMN change_share.in_force IS 'days of change for which it holds';
COMMENT ON COLUMN change_share.known IS 'days on which this was what was known';
COMMENT ON COLUMN change_share.citation IS 'article';
COMMENT ON COLUMN change_share.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- Units are whole numbers, so that sums of pieces are exact and cents alone are rounded. The clock is added up from 0,
-- month by month: so it cannot fall, and pieces telescope.
CREATE FUNCTION clock_unit(way text) RETURNS numeric
LANGUAGE sql IMMUTABLE
RETURN caseload.clock_unit(way);
COMMENT ON FUNCTION clock_unit(text) IS 'how many units of a year''s clock are one day of it, or one month';

CREATE FUNCTION clock_days(way text, days datemultirange, half_days datemultirange, year daterange)
RETURNS TABLE (day date, units numeric)
LANGUAGE sql IMMUTABLE ROWS 366
BEGIN ATOMIC
	SELECT c.day, c.units
	FROM caseload.clock_of_year(clock_days.way, clock_days.days, clock_days.half_days, clock_days.year) AS c;
END;
COMMENT ON FUNCTION clock_days(text, datemultirange, datemultirange, daterange) IS
	'the clock of a year: before each of its days, and before the day after its last, how many units lie';

CREATE FUNCTION year_clock(way text, days datemultirange, half_days datemultirange, year daterange,
	day date) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT c.units FROM caseload.clock_of_year(year_clock.way, year_clock.days, year_clock.half_days, year_clock.year,
		ARRAY[least(greatest(year_clock.day, lower(year_clock.year)), upper(year_clock.year))]) AS c
	WHERE year_clock.day IS NOT NULL;
END;
COMMENT ON FUNCTION year_clock(text, datemultirange, datemultirange, daterange, date) IS 'how much of the year lies '
	'before this day, in whole units; a piece is the difference of two days, its share that divided by clock_whole()';

CREATE FUNCTION clock_whole(way text, days datemultirange, half_days datemultirange, year daterange) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT c.whole FROM caseload.clock_of_year(clock_whole.way, clock_whole.days, clock_whole.half_days,
		clock_whole.year, ARRAY[upper(clock_whole.year)]) AS c;
END;
COMMENT ON FUNCTION clock_whole(text, datemultirange, datemultirange, daterange) IS
	'the whole year in the units of its clock';

CREATE FUNCTION clock_shown(way text, units numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT
BEGIN ATOMIC
	SELECT trim_scale(round(clock_shown.units / clock_unit(clock_shown.way), 4));
END;
COMMENT ON FUNCTION clock_shown(text, numeric) IS 'units of a year''s clock as people read them, in days or months to '
	'four places: 45 of 182, 165 of 360, 6.5 of 12';

-- A piece is worth amount x units x share_times / share_over. Of 182 days 120 are held: by days held of 190, 120 / 190;
-- by days missed, 1 - 62 / 190. A piece has of that its part of the days held. A divisor of 180 in a year of 182 pays
-- for 181 days no more than the year, and one of 60 takes off no more than there is.
CREATE FUNCTION share_times(way text, divisor numeric, counts text, held numeric, whole numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN share_times.divisor IS NULL OR share_times.held >= share_times.whole
			OR share_times.counts = 'days held' THEN 1
		ELSE greatest(share_times.divisor * clock_unit(share_times.way) - share_times.whole + share_times.held, 0) END;
END;
COMMENT ON FUNCTION share_times(text, numeric, text, numeric, numeric) IS 'the units of a piece times this, divided by '
	'share_over(), are its share of the year; held: all units that a person holds of it, whole: those of the year';
CREATE FUNCTION share_over(way text, divisor numeric, counts text, held numeric, whole numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN share_over.divisor IS NULL OR share_over.held >= share_over.whole THEN share_over.whole
		WHEN share_over.counts = 'days held'
			THEN greatest(share_over.divisor * clock_unit(share_over.way), share_over.held)
		ELSE share_over.divisor * clock_unit(share_over.way) * share_over.held END;
END;
COMMENT ON FUNCTION share_over(text, numeric, text, numeric, numeric) IS 'what the units of a piece times '
	'share_times() are divided by';

-- Asked whether there are any: most contracts have none, and need not know what anybody holds of the year.
CREATE FUNCTION divisors(contract text, span daterange, known_on date) RETURNS SETOF division
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT d.* FROM division AS d WHERE d.contract = divisors.contract AND d.divisor IS NOT NULL
		AND d.in_force && divisors.span AND d.known @> divisors.known_on;
END;
COMMENT ON FUNCTION divisors(text, daterange, date) IS
	'what a contract divides in these days by a number of its own';

-- A row for the component comes before one for all of its kind, and that before one for everything.
CREATE FUNCTION year_division(contract text, component text, year daterange, known_on date DEFAULT 'infinity')
RETURNS TABLE (way text, divisor numeric, counts text, id bigint, citation text)
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT coalesce(d.way, CASE k.prorated_by WHEN 'months' THEN 'months begun' ELSE k.prorated_by END),
		d.divisor, d.counts, d.id, coalesce(d.citation, k.citation)
	FROM contract AS k LEFT JOIN LATERAL (SELECT d.* FROM division AS d
			WHERE d.contract = k.contract AND d.in_force && year_division.year AND d.known @> year_division.known_on
				AND d.component IN (year_division.component, split_part(year_division.component, ':', 1), '*')
			ORDER BY d.component = year_division.component DESC, d.component = '*',
				greatest(lower(d.in_force), lower(year_division.year))
			LIMIT 1) AS d ON true
	WHERE k.contract = year_division.contract;
END;
COMMENT ON FUNCTION year_division(text, text, daterange, date) IS 'how a component''s amount is divided in a year: by '
	'the contract''s row of division, or as contract.prorated_by says and then without id';

CREATE FUNCTION division_of(contract text, component text, on_date date, known_on date DEFAULT 'infinity')
RETURNS TABLE (way text, divisor numeric, counts text, id bigint, citation text)
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT d.way, d.divisor, d.counts, d.id, d.citation
	FROM year_division(division_of.contract, division_of.component,
		daterange(division_of.on_date, division_of.on_date, '[]'), division_of.known_on) AS d;
END;
COMMENT ON FUNCTION division_of(text, text, date, date) IS
	'year_division() on a day: for a whole year ask that, as a year is divided in one way';

-- Of a school year that begins on 1 July, 10-01 is the day in autumn and 02-01 that in winter.
CREATE FUNCTION day_in_year(month_day text, year daterange) RETURNS date
LANGUAGE sql IMMUTABLE STRICT
BEGIN ATOMIC
	SELECT CASE WHEN d.first >= lower(day_in_year.year) THEN d.first ELSE d.next END
	FROM (SELECT make_date(y.year, y.month, y.day) AS first, make_date(y.year + 1, y.month, y.day) AS next
		FROM (SELECT extract(year FROM lower(day_in_year.year))::int AS year,
			split_part(day_in_year.month_day, '-', 1)::int AS month,
			split_part(day_in_year.month_day, '-', 2)::int AS day) AS y) AS d;
END;
COMMENT ON FUNCTION day_in_year(text, daterange) IS 'month and day, as 02-01, in a school year';

CREATE FUNCTION share_of_change(contract text, change text, on_date date, year daterange,
	known_on date DEFAULT 'infinity') RETURNS TABLE (share numeric, id bigint, citation text)
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT CASE WHEN s.last < share_of_change.on_date THEN 0 ELSE s.share END, s.id, s.citation
	FROM (SELECT c.*, day_in_year(c.by, share_of_change.year) AS last FROM change_share AS c
		WHERE c.contract = share_of_change.contract AND c.change = share_of_change.change
			AND c.in_force @> share_of_change.on_date AND c.known @> share_of_change.known_on) AS s
	-- the first day that the change keeps; after all of them the last, which it has missed
	ORDER BY s.last < share_of_change.on_date,
		CASE WHEN s.last < share_of_change.on_date THEN share_of_change.on_date - s.last
			ELSE s.last - share_of_change.on_date END
	LIMIT 1;
END;
COMMENT ON FUNCTION share_of_change(text, text, date, daterange, date) IS 'what part of the year''s difference is paid '
	'for a change of lane or step on a day; no row where the contract goes by the days';
