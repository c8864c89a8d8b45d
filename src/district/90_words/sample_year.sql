-- The year of the made-up district: when school is, the terms, and the days that the contract counts on.

CREATE FUNCTION sample_days(of_contract text, OUT start_year int, OUT year daterange, OUT meets daterange,
	OUT winter date)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $sample_days$
BEGIN
	SELECT CASE WHEN lower_inf(c.term) THEN 2023 ELSE extract(year FROM lower(c.term))::int END INTO start_year
	FROM contract AS c WHERE c.contract = of_contract;
	year := daterange(make_date(start_year, 7, 1), make_date(start_year + 1, 7, 1));
	meets := daterange(caseload.first_full_week(start_year, 8) + 7, caseload.first_full_week(start_year, 8) + 297);
	winter := lower(meets) + 133;
END
$sample_days$;
COMMENT ON FUNCTION sample_days(text) IS 'the school year of a made-up district: the first of the contract';

CREATE FUNCTION sample_calendar(of_contract text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_calendar$
DECLARE
	dates record := sample_days(of_contract);
	school_days datemultirange;
BEGIN
	-- forty weeks from Monday to Friday, without one in November and two at New Year
	school_days := (SELECT range_agg(daterange(lower(dates.meets) + w * 7, lower(dates.meets) + w * 7 + 5))
		FROM generate_series(0, 40) AS w WHERE w NOT IN (14, 18, 19));
	INSERT INTO calendar (contract, school_year, in_force, days, citation, note)
	VALUES (of_contract, dates.start_year || '-' || lpad(((dates.start_year + 1) % 100)::text, 2, '0'), dates.year,
		school_days, 'made up', 'a sample');
	INSERT INTO term (contract, name, in_force, title, citation)
	VALUES (of_contract, 'semester', daterange(lower(dates.meets), dates.winter), 'fall', 'made up'),
		(of_contract, 'semester', daterange(dates.winter, upper(dates.meets)), 'spring', 'made up');
	INSERT INTO count_days (contract, name, in_force, days, citation, note)
	SELECT of_contract, n.name, dates.year,
		CASE n.name
			WHEN 'Thursdays'
			THEN caseload.weekly_days(school_days, 4, caseload.first_full_week(dates.start_year, 9))
			WHEN 'norm day'
			THEN caseload.nth_days(school_days, ARRAY[dates.year], 25)
			ELSE caseload.nth_days(school_days, ARRAY[daterange(lower(dates.meets), dates.winter),
				daterange(dates.winter, upper(dates.meets))], 20)
		END, 'made up', 'a sample'
	FROM (
		-- what must be tallied on certain days a sample has not: it would be missing on all of them
		SELECT l.counted_on AS name FROM load_limit AS l WHERE l.contract = of_contract AND EXISTS (
			SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND NOT (c.binds = 'under' AND c.counts ? 'what'))
		UNION
		SELECT d.from_event FROM deadline AS d WHERE d.contract = of_contract AND d.stage = 'grievance'
	) AS n
	WHERE n.name NOT IN ('every day', 'duty days', 'calendar days', 'first day', 'last day');
END
$sample_calendar$;
COMMENT ON FUNCTION sample_calendar(text) IS 'the calendar, the terms and the count days of a made-up district''s year';
