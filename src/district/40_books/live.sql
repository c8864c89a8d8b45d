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
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $class_size_rows$
#variable_conflict use_column
DECLARE
	pieces alike_row[] := alike_of(l, o, taught, l.class_tests);
BEGIN
	IF cardinality(pieces) > 0 THEN
		RETURN QUERY
		SELECT k.limit_id, k.district_id, k.subject_id, k.test, k.contract, k.school_year, k.site_id, k.site_name,
			k.employee_id, k.employee_name, k.section_id, k.section_name, k.grade, k.rule, d.day,
			caseload.month_of(d.day), d.cap, d.load, d.over_by, d.pay, k.citation, d.due_by,
			d.paid_on
		FROM named_days(l.scope, o, taught, pieces) AS d JOIN alike_subjects(l, o, pieces) AS k ON k.kept_id = d.alike;
	END IF;
END
$class_size_rows$;
COMMENT ON FUNCTION class_size_rows(limit_year, outcome_row, stint_row[]) IS
	'the rows of class_size_overage of some subjects of a limit';

CREATE FUNCTION caseload_rows(l limit_year, o outcome_row, taught stint_row[]) RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $caseload_rows$
#variable_conflict use_column
DECLARE
	pieces alike_row[] := alike_of(l, o, taught, case_tests(l));
BEGIN
	IF cardinality(pieces) > 0 THEN
		RETURN QUERY
		SELECT k.limit_id, k.district_id, k.subject_id, k.test, k.contract, k.school_year, k.site_id, k.site_name,
			k.employee_id, k.employee_name, k.program, k.rule, d.day, caseload.month_of(d.day),
			k.measure, d.cap, d.load, d.over_by, d.pay, k.citation, d.due_by, d.paid_on
		FROM named_days(l.scope, o, taught, pieces) AS d JOIN alike_subjects(l, o, pieces) AS k ON k.kept_id = d.alike;
	END IF;
END
$caseload_rows$;
COMMENT ON FUNCTION caseload_rows(limit_year, outcome_row, stint_row[]) IS
	'the rows of caseload_overage of some subjects of a limit';

-- What is asked, with the limit and the teachers that its rows need, where there are any.
CREATE TYPE reckoned_row AS (l limit_year, o outcome_row, taught stint_row[]);
COMMENT ON TYPE reckoned_row IS 'what some subjects of a limit come to, with what their rows are made of';
CREATE FUNCTION reckoned(asked ask_row[]) RETURNS SETOF reckoned_row
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET jit = off
AS $reckoned$
DECLARE
	o outcome_row;
	l limit_year;
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		IF cardinality(o.excess) > 0
			AND (l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year) THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		RETURN NEXT CAST(ROW(l, o, CASE WHEN cardinality(o.excess) > 0 THEN taught_of(l, o) END) AS reckoned_row);
	END LOOP;
END
$reckoned$;
COMMENT ON FUNCTION reckoned(ask_row[]) IS 'what is asked, reckoned now';

-- The reports that show kept rows, of the table kept_...; who may read the one need not be allowed to read the other.
CREATE FUNCTION kept_reports() RETURNS TABLE (report text, kind text, about text, shown text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	VALUES ('class_size_overage', 'class_size', 'limits', 'class_size'),
		('caseload_overage', 'caseload', 'limits', 'caseload'), ('compliance_finding', 'finding', 'limits', 'finding'),
		('pay_line', 'pay_line', 'pay', 'pay_line'), ('pay_by_part', 'pay_line', 'pay', 'pay_by_part'),
		('pay_summary', 'pay_line', 'pay', 'pay_summary'), ('scattergram', 'pay_line', 'pay', 'scattergram');
END;
COMMENT ON FUNCTION kept_reports() IS 'the reports whose rows are kept: in which table, whether they are about limits '
	'or pay, and by which names what shows them is called';

-- What is stale is reckoned on the spot, for the books' own use.
DO $make_now$
DECLARE
	kept record;
BEGIN
	FOR kept IN SELECT k.report, k.kind, CASE k.kind WHEN 'finding' THEN 'named_findings' ELSE k.kind || '_rows' END
			AS made_by FROM kept_reports() AS k WHERE k.about = 'limits' LOOP
		EXECUTE replace(replace(replace($made$
CREATE FUNCTION now_{kind}(only_district int DEFAULT NULL) RETURNS SETOF kept_{kind}
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT
AS $now$
DECLARE
	r reckoned_row;
BEGIN
	FOR r IN SELECT * FROM reckoned(ARRAY(SELECT a FROM stale_asks(only_district) AS a)) LOOP
		IF cardinality((r.o).excess) > 0 THEN
			RETURN QUERY SELECT m.* FROM {made_by}(r.l, r.o, r.taught) AS m;
		END IF;
	END LOOP;
END
$now$;
COMMENT ON FUNCTION now_{kind}(int) IS 'the rows of {report} that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_{kind}(int) FROM PUBLIC;
$made$, '{kind}', kept.kind), '{report}', kept.report), '{made_by}', kept.made_by);
	END LOOP;
END
$make_now$;

CREATE FUNCTION now_problem() RETURNS SETOF kept_problem
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT
AS $now_problem$
DECLARE
	o outcome_row;
BEGIN
	FOR o IN SELECT * FROM outcomes(ARRAY(SELECT a FROM stale_asks() AS a)) LOOP
		IF cardinality(o.problems) > 0 THEN
			RETURN QUERY SELECT * FROM named_problems(o);
		END IF;
	END LOOP;
END
$now_problem$;
COMMENT ON FUNCTION now_problem() IS 'what could not be reckoned, of what is not kept or stale';
REVOKE EXECUTE ON FUNCTION now_problem() FROM PUBLIC;
