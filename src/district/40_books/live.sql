-- The rows of the reports, of what was reckoned just now.

CREATE FUNCTION case_tests(l limit_year) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $case_tests$
BEGIN
	RETURN ARRAY(SELECT DISTINCT n.test FROM limit_cap AS n
		WHERE n.limit_id = l.limit_id AND n.test <> ALL (l.class_tests));
END
$case_tests$;
COMMENT ON FUNCTION case_tests(limit_year) IS 'the tests of a limit that count cases, tallies or persons';

-- what is reckoned of a limit on classes names their teachers
CREATE FUNCTION taught_of(l limit_year, o outcome_row) RETURNS stint_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $taught_of$
BEGIN
	IF l.scope <> 'section' THEN
		RETURN NULL;
	END IF;
	RETURN teachers_of(o.district_id, ARRAY(SELECT DISTINCT e.subject_id FROM unnest(o.excess) AS e));
END
$taught_of$;
COMMENT ON FUNCTION taught_of(limit_year, outcome_row) IS 'who stands for the classes of an outcome';

CREATE FUNCTION class_size_rows(l limit_year, o outcome_row, taught stint_row[]) RETURNS SETOF kept_class_size
LANGUAGE sql STABLE ROWS 10000
BEGIN ATOMIC
	SELECT (class_size_rows.l).limit_id, (class_size_rows.o).district_id, d.subject_id, d.test,
		(class_size_rows.l).contract, (class_size_rows.l).school_year::varchar(7), d.site_id, d.site_name,
		d.employee_id, d.employee_name, CASE (class_size_rows.l).scope WHEN 'section' THEN d.subject_id END,
		d.section_name,
		d.grade, r.title::varchar(120), d.day, d.month, d.cap, d.load, d.over_by, d.pay, r.citation
	FROM report_days(class_size_rows.l, class_size_rows.o, class_size_rows.taught, (class_size_rows.l).class_tests) AS d
		JOIN load_limit AS r ON r.id = (class_size_rows.l).limit_id;
END;
COMMENT ON FUNCTION class_size_rows(limit_year, outcome_row, stint_row[]) IS
	'the rows of class_size_overage of some subjects of a limit';

CREATE FUNCTION caseload_rows(l limit_year, o outcome_row, taught stint_row[]) RETURNS SETOF kept_caseload
LANGUAGE sql STABLE ROWS 10000
BEGIN ATOMIC
	SELECT (caseload_rows.l).limit_id, (caseload_rows.o).district_id, d.subject_id, d.test,
		(caseload_rows.l).contract, (caseload_rows.l).school_year::varchar(7), d.site_id, d.site_name,
		d.employee_id, d.employee_name, d.program, r.title::varchar(120), d.day, d.month, d.measure, d.cap, d.load,
		d.over_by, d.pay, r.citation
	FROM report_days(caseload_rows.l, caseload_rows.o, caseload_rows.taught, case_tests(caseload_rows.l)) AS d
		JOIN load_limit AS r ON r.id = (caseload_rows.l).limit_id;
END;
COMMENT ON FUNCTION caseload_rows(limit_year, outcome_row, stint_row[]) IS
	'the rows of caseload_overage of some subjects of a limit';

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
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		CONTINUE WHEN cardinality(l.class_tests) = 0;
		RETURN QUERY SELECT r.* FROM class_size_rows(l, o, taught_of(l, o)) AS r;
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
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		CONTINUE WHEN cardinality(case_tests(l)) = 0;
		RETURN QUERY SELECT r.* FROM caseload_rows(l, o, taught_of(l, o)) AS r;
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
		RETURN QUERY SELECT r.* FROM named_findings(l, o, taught_of(l, o)) AS r;
	END LOOP;
END
$now_finding$;
COMMENT ON FUNCTION now_finding() IS 'the rows of compliance_finding that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_finding() FROM PUBLIC;

-- Only what the asker may see leaves these functions, for he may call them himself. As they run as the owner,
-- nothing of theirs is looked up, not even a type, before it is known to be the district's own: see
-- caseload.check_place().
CREATE FUNCTION live_class_size(asker bigint) RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_class_size$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'class_size_overage');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY SELECT r.* FROM now_class_size() AS r
		WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
	END;
END
$live_class_size$;
COMMENT ON FUNCTION live_class_size(bigint) IS
	'the rows of class_size_overage that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_caseload(asker bigint) RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_caseload$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'caseload_overage');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY SELECT r.* FROM now_caseload() AS r
		WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
	END;
END
$live_caseload$;
COMMENT ON FUNCTION live_caseload(bigint) IS
	'the rows of caseload_overage that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_finding(asker bigint) RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_finding$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'compliance_finding');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY SELECT r.* FROM now_finding() AS r
		WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
	END;
END
$live_finding$;
COMMENT ON FUNCTION live_finding(bigint) IS
	'the rows of compliance_finding that are not kept or stale, as far as the asker may see them';

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
