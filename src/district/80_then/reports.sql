-- What the twins of the reports call: each says what is asked for, and gives the rows of the report of its name here.

-- Everything here is reckoned by what is set until asked_then() puts back what was before. Of day and moment one is
-- given: a day ends where the district is.
CREATE FUNCTION ask_then(school_year text, known_on date, moment timestamptz, asker bigint) RETURNS text[]
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $ask_then$
DECLARE
	before text[] := ARRAY[current_setting('caseload.known_year', true), current_setting('caseload.known_day', true),
		current_setting('caseload.known_at', true), current_setting('caseload.known_asker', true),
		current_setting('caseload.as_if_proposal', true)];
BEGIN
	PERFORM check_remembered(coalesce(moment, end_of_day(known_on)));
	PERFORM set_config('caseload.known_year', school_year, true),
		set_config('caseload.known_day', coalesce(known_on, day_of(moment))::text, true),
		set_config('caseload.known_at', extract(epoch FROM coalesce(moment, end_of_day(known_on)))::text, true),
		set_config('caseload.known_asker', coalesce(asker::text, ''), true),
		-- what was known is reckoned by what was agreed
		set_config('caseload.as_if_proposal', '', true);
	RETURN before;
END
$ask_then$;
COMMENT ON FUNCTION ask_then(text, date, timestamptz, bigint) IS
	'sets which school year, moment and day are asked for, and by whom; returns what was set before';

CREATE FUNCTION asked_then(before text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $asked_then$
BEGIN
	PERFORM set_config('caseload.known_year', coalesce(before[1], ''), true),
		set_config('caseload.known_day', coalesce(before[2], ''), true),
		set_config('caseload.known_at', coalesce(before[3], ''), true),
		set_config('caseload.known_asker', coalesce(before[4], ''), true),
		set_config('caseload.as_if_proposal', coalesce(before[5], ''), true);
END
$asked_then$;
COMMENT ON FUNCTION asked_then(text[]) IS 'puts back what was set before ask_then()';

-- The reports show nothing to whoever may not read them; who asks a function is told.
CREATE FUNCTION check_sight(asker bigint, report name) RETURNS sight
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $check_sight$
DECLARE
	sees sight := sight_of(asker, report);
BEGIN
	IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
		RAISE insufficient_privilege USING MESSAGE = format('permission denied for report %s', report),
			HINT = 'Who reads a report may also ask for it as it was known: see grant_reports().';
	END IF;
	RETURN sees;
END
$check_sight$;
COMMENT ON FUNCTION check_sight(bigint, name) IS 'what the asker sees of a report; an error if that is nothing';

-- All is reckoned before it is shown what the asker may see: an error may speak of somebody else.
CREATE FUNCTION tell_then(sees sight, state text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $tell_then$
BEGIN
	IF NOT sees.everything THEN
		RAISE USING ERRCODE = state, MESSAGE = 'something that was known cannot be reckoned',
			HINT = 'Whoever reads the reports of all districts is told what, and why.';
	END IF;
END
$tell_then$;
COMMENT ON FUNCTION tell_then(sight, text) IS 'an error that tells no more, unless the asker sees everything';

DO $make_then$
DECLARE
	report name;
	here name := current_schema();
BEGIN
	FOR report IN SELECT n FROM report_names() AS n WHERE EXISTS (SELECT FROM pg_attribute AS a
			WHERE a.attrelid = to_regclass(format('%I.%I', here, n)) AND a.attname = 'school_year') LOOP
		EXECUTE replace($made$
CREATE FUNCTION {report}_then(school_year text, known_on date, asker bigint) RETURNS SETOF {report}
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $then$
#variable_conflict use_column
DECLARE
	before text[];
BEGIN
	PERFORM caseload.check_then(current_schema());
	IF num_nulls(school_year, known_on) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = '{report}_known_on: school_year and known_on must not be NULL',
			HINT = 'What is known now stands in the report {report}.';
	END IF;
	before := ask_then(school_year, known_on, NULL, asker);
	DECLARE
		sees sight := check_sight(asker, '{report}');
	BEGIN
		RETURN QUERY SELECT r.* FROM {report} AS r WHERE r.school_year = {report}_then.school_year;
	EXCEPTION WHEN OTHERS THEN
		PERFORM tell_then(sees, SQLSTATE);
		RAISE;
	END;
	PERFORM asked_then(before);
END
$then$;
COMMENT ON FUNCTION {report}_then(text, date, bigint) IS
	'{report} of a school year as it was known on a day, as far as the asker may see it';
$made$, '{report}', report);
	END LOOP;
END
$make_then$;

-- For pay_known_on(), which has shipped with these columns; the last two are the key.
CREATE TYPE pay_known_row AS (contract varchar(64), school_year varchar(7), employee_id bigint,
	employee_name varchar(120), site_name varchar(80), schedule varchar(64), placement varchar(20), fte numeric(6,4),
	base_salary numeric(12,2), longevity_pay numeric(12,2), stipend_pay numeric(12,2), overage_pay numeric(12,2),
	total_pay numeric(12,2), district_id int, employment_id bigint);
COMMENT ON TYPE pay_known_row IS 'a row of pay_known_on()';
CREATE FUNCTION pay_then(school_year text, known_on date, asker bigint) RETURNS SETOF pay_known_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $pay_then$
#variable_conflict use_column
DECLARE
	before text[];
BEGIN
	PERFORM caseload.check_then(current_schema());
	IF num_nulls(school_year, known_on) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = 'pay_known_on: school_year and known_on must not be NULL',
			HINT = 'What is known now stands in the report pay_summary.';
	END IF;
	before := ask_then(school_year, known_on, NULL, asker);
	DECLARE
		sees sight := check_sight(asker, 'pay_summary');
	BEGIN
		RETURN QUERY
		SELECT p.contract::varchar(64), p.school_year::varchar(7), p.employee_id, m.employee_name, t.site_name,
			p.schedule::varchar(64), p.placement::text::varchar(20), p.fte::numeric(6,4),
			p.base_salary::numeric(12,2), p.longevity_pay::numeric(12,2), p.stipend_pay::numeric(12,2),
			p.overage_pay::numeric(12,2),
			(p.base_salary + p.longevity_pay + p.stipend_pay + p.overage_pay)::numeric(12,2), p.district_id,
			p.employment_id
		FROM year_of_pay(pay_then.known_on, pay_then.school_year) AS p
			JOIN employee AS m USING (district_id, employee_id) JOIN site AS t USING (district_id, site_id)
		WHERE sees.everything OR seen(sees, p.district_id, p.site_id, p.employee_id);
	EXCEPTION WHEN OTHERS THEN
		PERFORM tell_then(sees, SQLSTATE);
		RAISE;
	END;
	PERFORM asked_then(before);
END
$pay_then$;
COMMENT ON FUNCTION pay_then(text, date, bigint) IS
	'a year''s pay of each employment as it was known on a day, as far as the asker may see it';

-- For the register, whose functions run as the owner.
CREATE FUNCTION lines_then(contract text, school_year text, moment timestamptz, district_id int, employees bigint[])
RETURNS SETOF pay_piece
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $lines_then$
DECLARE
	before text[];
BEGIN
	PERFORM caseload.check_then(current_schema());
	before := ask_then(school_year, NULL, moment, NULL);
	RETURN QUERY SELECT l.* FROM pay_lines(lines_then.school_year, known_day(), lines_then.district_id,
		lines_then.employees, lines_then.contract) AS l;
	PERFORM asked_then(before);
END
$lines_then$;
COMMENT ON FUNCTION lines_then(text, text, timestamptz, int, bigint[]) IS
	'the pay lines of a contract and school year by what was known at a moment';
