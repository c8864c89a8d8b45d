-- The rows of the reports, of what was reckoned just now.

CREATE FUNCTION class_tests(limit_id bigint) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $class_tests$
BEGIN
	RETURN ARRAY(SELECT c.test FROM (SELECT DISTINCT n.test FROM limit_cap AS n WHERE n.limit_id = class_tests.limit_id) AS c
		WHERE counts_classes(class_tests.limit_id, c.test));
END
$class_tests$;
COMMENT ON FUNCTION class_tests(bigint) IS 'the tests of a limit that count the students of classes';

CREATE FUNCTION case_tests(limit_id bigint) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $case_tests$
BEGIN
	RETURN ARRAY(SELECT DISTINCT n.test FROM limit_cap AS n
		WHERE n.limit_id = case_tests.limit_id AND n.test <> ALL (class_tests(case_tests.limit_id)));
END
$case_tests$;
COMMENT ON FUNCTION case_tests(bigint) IS 'the tests of a limit that count cases, tallies or persons';

CREATE FUNCTION class_size_rows(l limit_year, district_id int, days named_day[]) RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $class_size_rows$
#variable_conflict use_column
DECLARE
	r load_limit := (SELECT q FROM load_limit AS q WHERE q.id = l.limit_id);
	tests smallint[] := class_tests(l.limit_id);
BEGIN
	IF cardinality(tests) = 0 OR cardinality(days) = 0 THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT l.limit_id, class_size_rows.district_id, d.subject_id, d.test, l.contract::varchar(64),
		l.school_year::varchar(7), d.site_id, d.site_name, d.employee_id, d.employee_name,
		CASE l.scope WHEN 'section' THEN d.subject_id END, d.section_name, d.grade::varchar(8), r.title::varchar(120),
		d.day, date_trunc('month', d.day)::date, d.cap::numeric(12,2), d.load::numeric(12,2), d.over::numeric(12,2),
		d.pay::numeric(12,2), r.citation
	FROM pg_catalog.unnest(days) AS d WHERE d.test = ANY (tests);
END
$class_size_rows$;
COMMENT ON FUNCTION class_size_rows(limit_year, int, named_day[]) IS 'the rows of class_size_overage of some subjects of a limit';

CREATE FUNCTION caseload_rows(l limit_year, district_id int, days named_day[]) RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $caseload_rows$
#variable_conflict use_column
DECLARE
	r load_limit := (SELECT q FROM load_limit AS q WHERE q.id = l.limit_id);
	tests smallint[] := class_tests(l.limit_id);
BEGIN
	RETURN QUERY
	SELECT l.limit_id, caseload_rows.district_id, d.subject_id, d.test, l.contract::varchar(64),
		l.school_year::varchar(7), d.site_id, d.site_name, d.employee_id, d.employee_name, d.program::varchar(120),
		r.title::varchar(120), d.day, date_trunc('month', d.day)::date, d.measure::varchar(16), d.cap::numeric(12,2),
		d.load::numeric(12,2), d.over::numeric(12,2), d.pay::numeric(12,2), r.citation
	FROM pg_catalog.unnest(days) AS d WHERE d.test <> ALL (tests);
END
$caseload_rows$;
COMMENT ON FUNCTION caseload_rows(limit_year, int, named_day[]) IS 'the rows of caseload_overage of some subjects of a limit';

-- What is stale is reckoned on the spot: for the books' own use, and below for whoever asks.
CREATE FUNCTION now_class_size() RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET jit = off
AS $now_class_size$
DECLARE
	o outcome_row;
	l limit_year;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0 OR cardinality(class_tests(o.limit_id)) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		RETURN QUERY SELECT r.* FROM class_size_rows(l, o.district_id, report_days(l, o)) AS r;
	END LOOP;
END
$now_class_size$;
COMMENT ON FUNCTION now_class_size() IS 'the rows of class_size_overage that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_class_size() FROM PUBLIC;

CREATE FUNCTION now_caseload() RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET jit = off
AS $now_caseload$
DECLARE
	o outcome_row;
	l limit_year;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0 OR cardinality(case_tests(o.limit_id)) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		RETURN QUERY SELECT r.* FROM caseload_rows(l, o.district_id, report_days(l, o)) AS r;
	END LOOP;
END
$now_caseload$;
COMMENT ON FUNCTION now_caseload() IS 'the rows of caseload_overage that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_caseload() FROM PUBLIC;

CREATE FUNCTION now_finding() RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET jit = off
AS $now_finding$
DECLARE
	o outcome_row;
	l limit_year;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		RETURN QUERY SELECT r.* FROM named_findings(l, o) AS r;
	END LOOP;
END
$now_finding$;
COMMENT ON FUNCTION now_finding() IS 'the rows of compliance_finding that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_finding() FROM PUBLIC;

-- Only what the asker may see leaves these functions, for he may call them himself.
CREATE FUNCTION live_class_size(asker bigint) RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_class_size$
DECLARE
	sees sight := sight_of(asker, 'class_size_overage');
BEGIN
	IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT r.* FROM now_class_size() AS r
	WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
END
$live_class_size$;
COMMENT ON FUNCTION live_class_size(bigint) IS 'the rows of class_size_overage that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_caseload(asker bigint) RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_caseload$
DECLARE
	sees sight := sight_of(asker, 'caseload_overage');
BEGIN
	IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT r.* FROM now_caseload() AS r
	WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
END
$live_caseload$;
COMMENT ON FUNCTION live_caseload(bigint) IS 'the rows of caseload_overage that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_finding(asker bigint) RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_finding$
DECLARE
	sees sight := sight_of(asker, 'compliance_finding');
BEGIN
	IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT r.* FROM now_finding() AS r
	WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
END
$live_finding$;
COMMENT ON FUNCTION live_finding(bigint) IS 'the rows of compliance_finding that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_problem() RETURNS SETOF kept_problem
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET jit = off
AS $live_problem$
DECLARE
	o outcome_row;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		IF cardinality(o.problems) > 0 THEN
			RETURN QUERY SELECT * FROM named_problems(o);
		END IF;
	END LOOP;
END
$live_problem$;
COMMENT ON FUNCTION live_problem() IS 'what could not be reckoned, of what is not kept or stale';
