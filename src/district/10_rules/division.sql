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
	divisor   numeric CHECK (divisor > 0 AND divisor < 'Infinity'),
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
CREATE FUNCTION no_such_way(way text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $no_such_way$
BEGIN
	RAISE invalid_parameter_value USING MESSAGE = format('a year is divided in no way "%s"', way),
		DETAIL = 'The ways are: duty days, calendar days, months by duty days, months by calendar days, thirtieths, '
			'months begun.',
		HINT = 'They are explained at division.way.';
END
$no_such_way$;
COMMENT ON FUNCTION no_such_way(text) IS 'the error for a way of division that there is not';

-- Units are whole numbers, so that sums of pieces are exact and cents alone are rounded: half days; days of months of
-- 28 to 31; and for a month of 1 to 62 half duty days the least common multiple of 1 to 62, times that of 28 to 31 for
-- a year that begins or ends inside a month.
CREATE FUNCTION clock_unit(way text) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE clock_unit.way WHEN 'duty days' THEN 2 WHEN 'calendar days' THEN 1
		WHEN 'months by duty days' THEN 223200165049771815883469956464000
		WHEN 'months by calendar days' THEN 377580 WHEN 'thirtieths' THEN 1 WHEN 'months begun' THEN 1
		ELSE no_such_way(clock_unit.way) END;
END;
COMMENT ON FUNCTION clock_unit(text) IS 'how many units of a year''s clock are one day of it, or one month';

-- By parts: the months, of which the year may cut the first and the last, and the day after the year. Inside a part
-- each duty day moves the clock by per_duty or, where that is null, each day by per_day through `most`. A month or a
-- year without any duty day goes by calendar days, or its pay would be lost. The clock is added up from 0, part by
-- part: so it cannot fall, and pieces telescope.
CREATE FUNCTION clock_parts(way text, days datemultirange, half_days datemultirange, year daterange)
RETURNS TABLE (first date, after date, base numeric, per_duty numeric, per_day numeric, most numeric)
LANGUAGE sql IMMUTABLE ROWS 13
BEGIN ATOMIC
	SELECT w.first, w.after, sum(w.weight) OVER (ORDER BY w.first) - w.weight, CASE WHEN w.duty > 0
			AND clock_parts.way IN ('duty days', 'months by duty days') THEN div(w.weight, w.duty) END,
		w.per_day, CASE clock_parts.way WHEN 'thirtieths' THEN 30 - least(w.before, 30) ELSE w.weight END
	FROM (SELECT d.first, d.after, d.before, d.duty, CASE clock_parts.way
				WHEN 'duty days' THEN CASE WHEN d.duty_of_year > 0 THEN d.duty ELSE 2 * d.length END
				WHEN 'calendar days' THEN d.length
				WHEN 'months by duty days' THEN div(clock_unit(clock_parts.way) * d.length, d.month)
				WHEN 'months by calendar days' THEN div(clock_unit(clock_parts.way) * d.length, d.month)
				-- the last day of a month makes it thirty
				WHEN 'thirtieths' THEN CASE WHEN d.before + d.length = d.month THEN 30
					ELSE least(d.before + d.length, 30) END - least(d.before, 30)
				WHEN 'months begun' THEN least(d.length, 1)
				ELSE no_such_way(clock_parts.way) END AS weight,
			CASE clock_parts.way
				WHEN 'duty days' THEN CASE WHEN d.duty_of_year > 0 THEN 0 ELSE 2 END
				WHEN 'months by duty days' THEN div(clock_unit(clock_parts.way), d.month)
				WHEN 'months by calendar days' THEN div(clock_unit(clock_parts.way), d.month)
				ELSE 1 END AS per_day
		FROM (SELECT p.first, p.after, p.after - p.first AS length, s.duty, sum(s.duty) OVER () AS duty_of_year,
				extract(day FROM p.first) - 1 AS before,
				extract(day FROM date_trunc('month', p.first::timestamp) + interval '1 month - 1 day') AS month
			FROM (SELECT greatest(m::date, lower(clock_parts.year)) AS first,
					least((m + interval '1 month')::date, upper(clock_parts.year)) AS after
				FROM generate_series(date_trunc('month', lower(clock_parts.year)::timestamp),
					upper(clock_parts.year)::timestamp - interval '1 day', interval '1 month') AS m
				UNION ALL SELECT upper(clock_parts.year), upper(clock_parts.year)) AS p
				CROSS JOIN LATERAL (SELECT
					2 * caseload.school_days(clock_parts.days, daterange(p.first, p.after))
						- caseload.school_days(clock_parts.half_days, daterange(p.first, p.after)) AS duty) AS s) AS d)
			AS w;
END;
COMMENT ON FUNCTION clock_parts(text, datemultirange, datemultirange, daterange) IS
	'the clock of a year by the months in it: where each begins, and how it goes on inside';

CREATE FUNCTION clock_days(way text, days datemultirange, half_days datemultirange, year daterange)
RETURNS TABLE (day date, units numeric)
LANGUAGE sql IMMUTABLE ROWS 366
BEGIN ATOMIC
	SELECT p.first + n, p.base + CASE WHEN p.per_duty IS NULL THEN least(p.per_day * n, p.most)
		ELSE p.per_duty * (2 * caseload.school_days(clock_days.days, daterange(p.first, p.first + n))
			- caseload.school_days(clock_days.half_days, daterange(p.first, p.first + n))) END
	FROM clock_parts(clock_days.way, clock_days.days, clock_days.half_days, clock_days.year) AS p
		CROSS JOIN LATERAL generate_series(0, greatest(p.after - p.first - 1, 0)) AS n;
END;
COMMENT ON FUNCTION clock_days(text, datemultirange, datemultirange, daterange) IS
	'the clock of a year: before each of its days, and before the day after its last, how many units lie';

CREATE FUNCTION clock_on(way text, days datemultirange, half_days datemultirange, year daterange, wanted date[])
RETURNS TABLE (day date, units numeric)
LANGUAGE sql IMMUTABLE ROWS 10
BEGIN ATOMIC
	SELECT d.day, p.base + CASE WHEN p.per_duty IS NULL THEN least(p.per_day * (d.day - p.first), p.most)
		ELSE p.per_duty * (2 * caseload.school_days(clock_on.days, daterange(p.first, d.day))
			- caseload.school_days(clock_on.half_days, daterange(p.first, d.day))) END
	FROM clock_parts(clock_on.way, clock_on.days, clock_on.half_days, clock_on.year) AS p
		JOIN (SELECT DISTINCT u.day FROM pg_catalog.unnest(clock_on.wanted) AS u (day)) AS d
			ON d.day >= p.first AND d.day < greatest(p.after, p.first + 1);
END;
COMMENT ON FUNCTION clock_on(text, datemultirange, datemultirange, daterange, date[]) IS
	'the clock of a year: how many units lie before each of these days in it, or the day after its last';

CREATE FUNCTION year_clock(way text, days datemultirange, half_days datemultirange, year daterange,
	day date) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT p.base + CASE WHEN p.per_duty IS NULL THEN least(p.per_day * (d.day - p.first), p.most)
		ELSE p.per_duty * (2 * caseload.school_days(year_clock.days, daterange(p.first, d.day))
			- caseload.school_days(year_clock.half_days, daterange(p.first, d.day))) END
	FROM (SELECT least(greatest(year_clock.day, lower(year_clock.year)), upper(year_clock.year)) AS day) AS d
		CROSS JOIN clock_parts(year_clock.way, year_clock.days, year_clock.half_days, year_clock.year) AS p
	WHERE p.first <= d.day AND year_clock.day IS NOT NULL ORDER BY p.first DESC LIMIT 1;
END;
COMMENT ON FUNCTION year_clock(text, datemultirange, datemultirange, daterange, date) IS 'how much of the year lies '
	'before this day, in whole units; a piece is the difference of two days, its share that divided by clock_whole()';

CREATE FUNCTION clock_whole(way text, days datemultirange, half_days datemultirange, year daterange) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT max(p.base)
	FROM clock_parts(clock_whole.way, clock_whole.days, clock_whole.half_days, clock_whole.year) AS p;
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
