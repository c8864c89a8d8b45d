-- What a text of a file says. A spreadsheet leaves scars: 12-Sep where 9-12 was typed, 12:01:01 for 12:1:1, 1.2E+05
-- for a number. They are named, and mended only where nothing else can have been meant. Each function is called once
-- for each text that there is, not once a row. Errors are told, never raised: other rows go on.
CREATE FUNCTION said_day(said text, month_first boolean, OUT day date, OUT mend text, OUT why text)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT SET "DateStyle" = 'ISO, MDY'
AS $said_day$
DECLARE
	part text[];
BEGIN
	IF said ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
		day := said::date;
	ELSIF said ~ '^(19|20)[0-9]{6}$' THEN
		day := said::date;
	ELSIF said ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|[+-][0-9:]+)?$' THEN
		day := left(said, 10)::date;
	ELSIF said ~ '^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$' THEN
		part := string_to_array(said, '/');
		IF part[1]::int <= 12 AND (month_first OR part[2]::int > 12 OR part[1] = part[2]) THEN
			day := make_date(part[3]::int, part[1]::int, part[2]::int);
			mend := format('"%s" is read as %s', said, day);
		ELSIF part[1]::int > 12 THEN
			day := make_date(part[3]::int, part[2]::int, part[1]::int);
			mend := format('"%s" is read as %s', said, day);
		ELSE
			why := format('"%s" may be month/day or day/month, and other days in these files begin with the day; '
				'write it as 2025-09-02', said);
		END IF;
	ELSIF said ~ '^[0-9]{5}([.]0+)?$' THEN
		why := format('"%s" is a spreadsheet''s number of a day: %s, or %s in a file of an old Mac; format the column '
			'as 2025-09-02 and export again', said, date '1899-12-30' + left(said, 5)::int,
			date '1904-01-01' + left(said, 5)::int);
	ELSE
		why := format('"%s" is no day; write it as 2025-09-02', said);
	END IF;
	IF day < date '1900-01-01' THEN
		day := NULL;
		mend := NULL;
		why := format('"%s" is before 1900; write the year in full', said);
	END IF;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
	day := NULL;
	why := format('"%s" is no day of the calendar', said);
END
$said_day$;
COMMENT ON FUNCTION said_day(text, boolean) IS 'a day, as 2025-09-02; month_first: 9/2/2025 is in September';

-- PK -2, TK -1, K 0
CREATE FUNCTION said_grade(said text) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $said_grade$
	SELECT CASE WHEN g.word ~ '^[0-9]{1,2}$' AND g.word::int <= 13 THEN g.word::int
		WHEN g.word IN ('k', 'kg', 'kf', 'kindergarten') THEN 0 WHEN g.word IN ('tk', 't-k') THEN -1
		WHEN g.word IN ('pk', 'pre-k', 'prek', 'ps', 'prekindergarten', 'preschool') THEN -2 END
	FROM (SELECT regexp_replace(lower(btrim(said_grade.said)),
		'^grade +|(st|nd|rd|th)?( grade)?$', '', 'g') AS word) AS g;
$said_grade$;
COMMENT ON FUNCTION said_grade(text) IS 'a grade as a number: PK -2, TK -1, K 0; null if it is none';

CREATE FUNCTION said_grades(said text, OUT grades int4range, OUT mend text, OUT why text)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $said_grades$
DECLARE
	months constant text[] := '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}';
	part text[];
	low int;
	high int;
BEGIN
	-- a spreadsheet took a range of grades for a day of this year, or of 2001: 12-Sep, 9/12/01, 2001-09-12
	part := regexp_match(lower(said), '^([0-9]{1,2})-([a-z]{3})$');
	IF part[2] = ANY (months) THEN
		part[2] := array_position(months, part[2])::text;
	ELSE
		part := coalesce(regexp_match(said, '^([0-9]{1,2})/([0-9]{1,2})/([0-9]{2}|(?:19|20)[0-9]{2})$'),
			(SELECT m[2:3] FROM regexp_match(said, '^((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})$') AS m));
		-- 9/10/11 is a list
		IF part IS NULL OR part[1]::int < part[2]::int AND part[2]::int < part[3]::int AND part[3]::int <= 12
			AND length(part[3]) <= length(part[2]) THEN
			part := NULL;
		END IF;
	END IF;
	IF part IS NOT NULL THEN
		low := least(part[1]::int, part[2]::int);
		high := greatest(part[1]::int, part[2]::int);
		IF low > 0 AND low < high AND high <= 12 THEN
			grades := int4range(low, high, '[]');
			mend := format('"%s" is a spreadsheet''s reading of grades %s-%s', said, low, high);
		ELSE
			why := format('"%s" is a day, where grades should stand', said);
		END IF;
		RETURN;
	END IF;
	-- 9-12, K-5; else a list: 9 10 11 12, K,1
	part := regexp_match(said, '^ *([A-Za-z0-9]+) *- *([A-Za-z0-9]+) *$');
	IF part IS NULL OR lower(said) IN ('pre-k', 't-k') THEN
		part := regexp_split_to_array(btrim(said), '[ ,;/]+');
	END IF;
	SELECT min(said_grade(p.word)), max(said_grade(p.word)), '"' || min(p.word) FILTER (WHERE
		said_grade(p.word) IS NULL) || '" is none; there are PK, TK, K, 1 to 12' INTO low, high, why
	FROM unnest(part) AS p (word);
	IF said ~ '^[0-9]{5}$' THEN
		why := format('"%s" is how a spreadsheet counts days, where grades should stand; format the column as text '
			'and export again', said);
	END IF;
	IF why IS NULL THEN
		grades := int4range(low, high, '[]');
	END IF;
END
$said_grades$;
COMMENT ON FUNCTION said_grades(text) IS 'the grades of a class: K, 4-5, 9 10 11';

-- 12:1:1 becomes a time of day, 12:01:01; 15:1:1 becomes 3:01:01 PM
CREATE FUNCTION said_program(said text, OUT word text, OUT mend text)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $said_program$
DECLARE
	part text[] := regexp_match(said, '^([0-9]{1,2}):0([0-9])(:0([0-9]))?( [AP]M)?$');
	seats int := part[1]::int;
BEGIN
	word := said;
	IF part IS NULL OR part[4] = '0' AND part[2] = '0' THEN
		RETURN;
	END IF;
	IF part[5] = ' PM' AND seats < 12 THEN
		seats := seats + 12;
	END IF;
	word := concat_ws(':', seats::text, part[2], CASE WHEN part[4] <> '0' OR part[2] = '0' THEN part[4] END);
	mend := format('"%s" is a spreadsheet''s reading of %s', said, word);
END
$said_program$;
COMMENT ON FUNCTION said_program(text) IS 'the name of a program, as 12:1:1';

CREATE FUNCTION said_key(said text, OUT word text, OUT mend text, OUT why text)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $said_key$
BEGIN
	IF said ~* '^ *[0-9]([.][0-9]+)?E[+]?[0-9]+ *$' THEN
		why := format('"%s" is how a spreadsheet shows a long number, and digits of it are lost; format the column '
			'as text and export again', said);
	ELSIF length(btrim(said)) > 200 THEN
		why := format('"%s..." is longer than the 200 letters that an id may have', left(btrim(said), 40));
	ELSIF said ~ '^[0-9]+[.]0+$' THEN
		word := split_part(said, '.', 1);
		mend := format('"%s" is a number where a name should stand: read as "%s"', said, word);
	ELSE
		word := btrim(said);
		mend := format('"%s" is read without the blanks around it', said);
	END IF;
END
$said_key$;
COMMENT ON FUNCTION said_key(text) IS 'an id of a source''s, where it bears a scar of a spreadsheet';

CREATE FUNCTION said_number(how text, said text, OUT number numeric, OUT mend text, OUT why text)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $said_number$
DECLARE
	money constant boolean := how IN ('money', 'amount');
	plain text := CASE WHEN money AND said ~ '^-?[$]?[0-9]{1,3}(,?[0-9]{3})*([.][0-9]*)?$'
		THEN translate(said, '$,', '') ELSE said END;
BEGIN
	IF plain !~ '^-?[0-9]{0,20}([.][0-9]{0,20})?$' OR plain !~ '[0-9]' THEN
		why := format('"%s" is no number', said);
		RETURN;
	END IF;
	number := plain::numeric;
	why := CASE WHEN how IN ('share') AND (number <= 0 OR number > 1) THEN 'a share is above 0 and at most 1'
		WHEN how = 'part' AND number NOT BETWEEN 0 AND 1 THEN 'a part is from 0 to 1'
		WHEN how = 'fte' AND number <= 0 THEN 'an FTE is above 0'
		WHEN how IN ('weight', 'money') AND number < 0 THEN 'it must not be below 0'
		WHEN how = 'amount' AND number = 0 THEN 'it must not be 0'
		WHEN money AND number <> round(number, 2) THEN 'dollars have two digits of cents' END;
	IF why IS NOT NULL THEN
		why := format('"%s": %s', said, why);
		number := NULL;
	END IF;
END
$said_number$;
COMMENT ON FUNCTION said_number(text, text) IS 'a number; how: share, part, fte, weight, money or amount';

-- `json` is a word of the language from PostgreSQL 16 on
CREATE FUNCTION said_json(said text, OUT value jsonb, OUT why text)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $said_json$
DECLARE
	shown text := CASE WHEN length(said) > 80 THEN left(said, 80) || '...' ELSE said END;
BEGIN
	value := said::jsonb;
	IF jsonb_typeof(value) <> 'object' THEN
		value := NULL;
		why := format('"%s" is no JSON object, as {"iep": true}', shown);
	END IF;
-- nested too deeply is a limit of the server's
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
	why := format('"%s" is no JSON object, as {"iep": true}', shown);
END
$said_json$;
COMMENT ON FUNCTION said_json(text) IS 'attributes, as JSON';

CREATE FUNCTION said_placement(said text, OUT word text, OUT why text)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $said_placement$
BEGIN
	word := said::caseload.salary_step::text;
EXCEPTION WHEN data_exception THEN
	why := format('"%s" is no lane and step, as III-7: %s', said, SQLERRM);
END
$said_placement$;
COMMENT ON FUNCTION said_placement(text) IS 'a lane and a step, as III-7';
