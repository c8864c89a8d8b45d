-- The rows of the reports of leave. Nothing of them is kept: they are reckoned at each look, for those whom the asker
-- may see.

-- Whom a bond lets see is asked for alone, where it names but employees.
CREATE FUNCTION leave_seen(sees sight) RETURNS bigint[]
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN NOT (leave_seen.sees).everything AND cardinality((leave_seen.sees).bonds) > 0 AND NOT EXISTS (
			SELECT FROM pg_catalog.unnest((leave_seen.sees).bonds) AS b
			WHERE cardinality(b.districts) > 0 OR cardinality(b.site_keys) > 0)
		THEN ARRAY(SELECT split_part(k.key, ':', 2)::bigint FROM pg_catalog.unnest((leave_seen.sees).bonds) AS b
			CROSS JOIN LATERAL pg_catalog.unnest(b.employee_keys) AS k (key)) END;
END;
COMMENT ON FUNCTION leave_seen(sight) IS
	'the keys of the employees that a reader sees, who sees nobody but employees by their keys; null: others, too';

CREATE FUNCTION leave_places() RETURNS TABLE (contract text, district_id int)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $leave_places$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT k.contract, d.district_id
	FROM contract AS k CROSS JOIN (SELECT DISTINCT s.district_id FROM site AS s) AS d
	WHERE EXISTS (SELECT FROM leave_plan AS p WHERE p.contract = k.contract)
		AND EXISTS (SELECT FROM employment AS e WHERE e.district_id = d.district_id AND e.contract = k.contract)
	ORDER BY k.contract, d.district_id;
END
$leave_places$;
COMMENT ON FUNCTION leave_places() IS 'contracts with leave, and districts in which somebody works under them';

-- Of the largest employment of the school year.
CREATE FUNCTION leave_job(contract text, district_id int, employees bigint[])
RETURNS TABLE (school_year text, employee_id bigint, employee_name text, site_id bigint, site_name text)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $leave_job$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT DISTINCT ON (y.school_year, e.employee_id) y.school_year, e.employee_id,
		m.employee_name::text, e.site_id, t.site_name::text
	FROM contract_year('infinity') AS y
		CROSS JOIN LATERAL employments_asked(y.contract, leave_job.district_id, leave_job.employees, y.year) AS e
		JOIN employee AS m ON m.district_id = leave_job.district_id AND m.employee_id = e.employee_id
		JOIN site AS t ON t.district_id = leave_job.district_id AND t.site_id = e.site_id
	WHERE y.contract = leave_job.contract
	ORDER BY y.school_year, e.employee_id, e.fte DESC, e.employment_id;
END
$leave_job$;
COMMENT ON FUNCTION leave_job(text, int, bigint[]) IS 'who worked where in each school year, each person once';

CREATE TYPE leave_row AS (district_id int, contract text, school_year text, employee_id bigint,
	employee_name text, site_id bigint, site_name text, sum leave_sum, title text, charged_to text,
	citation text);
COMMENT ON TYPE leave_row IS 'an account of leave with names';
CREATE FUNCTION leave_rows(asker bigint, report name) RETURNS SETOF leave_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $leave_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, report);
		whom bigint[];
		place record;
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		whom := leave_seen(sees);
		FOR place IN SELECT p.* FROM leave_places() AS p WHERE touches(sees, p.district_id) LOOP
			RETURN QUERY
			SELECT place.district_id, place.contract, j.school_year, j.employee_id, j.employee_name, j.site_id,
				j.site_name, s, p.title, p.charged_to, p.citation
			FROM leave_sums(place.contract, NULL, place.district_id, whom, 'infinity') AS s
				JOIN leave_job(place.contract, place.district_id, whom) AS j
					ON j.employee_id = s.employee_id AND j.school_year = s.school_year
				JOIN leave_plan AS p ON p.id = s.plan_id
			WHERE sees.everything OR seen(sees, place.district_id, j.site_id, j.employee_id);
		END LOOP;
	END;
END
$leave_rows$;
COMMENT ON FUNCTION leave_rows(bigint, name) IS 'the rows of leave_account that the asker may see';

CREATE TYPE leave_due_row AS (district_id int, contract text, school_year text, employee_id bigint,
	employee_name text, site_id bigint, site_name text, ask leave_ask, citation text);
COMMENT ON TYPE leave_due_row IS 'what a leave asks for, with names';
CREATE FUNCTION leave_due_rows(asker bigint, report name) RETURNS SETOF leave_due_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
	SET plan_cache_mode = force_generic_plan SET jit = off
AS $leave_due_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, report);
		whom bigint[];
		place record;
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		whom := leave_seen(sees);
		FOR place IN SELECT p.* FROM leave_places() AS p WHERE touches(sees, p.district_id) LOOP
			RETURN QUERY
			SELECT place.district_id, place.contract, j.school_year, j.employee_id, j.employee_name, j.site_id,
				j.site_name, a, p.citation
			FROM leave_asks(place.contract, NULL, place.district_id, whom, 'infinity') AS a
				JOIN leave_job(place.contract, place.district_id, whom) AS j
					ON j.employee_id = a.employee_id AND j.school_year = a.school_year
				JOIN leave_plan AS p ON p.id = a.plan_id
			WHERE sees.everything OR seen(sees, place.district_id, j.site_id, j.employee_id);
		END LOOP;
	END;
END
$leave_due_rows$;
COMMENT ON FUNCTION leave_due_rows(bigint, name) IS 'the rows of leave_due that the asker may see';
