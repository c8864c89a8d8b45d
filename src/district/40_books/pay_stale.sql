-- Whose pay is stale in this snapshot, and all of it reckoned or kept. A line rests on facts of its employee, on the
-- names and attributes of sites, on rules, and on whoever shares the position: so who shares one, or did when he was
-- last reckoned, is stale with him.

CREATE TYPE pay_ask AS (district_id int, contract text, employees bigint[]);
COMMENT ON TYPE pay_ask IS 'whose pay is to be reckoned; contract null: by any; employees null: of all';

CREATE FUNCTION pay_reached(district_id int, employees bigint[], sites bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $pay_reached$
#variable_conflict use_column
DECLARE
	reached bigint[];
BEGIN
	reached := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(pay_reached.employees) AS a (id)
		UNION
		SELECT e.employee_id FROM pg_catalog.unnest(sites) AS a (id)
			JOIN employment AS e ON e.district_id = pay_reached.district_id AND e.site_id = ANY (ARRAY[a.id])
		UNION
		SELECT h.employee_id FROM pg_catalog.unnest(sites) AS a (id)
			JOIN position_held AS h ON h.district_id = pay_reached.district_id AND h.site_id = a.id);
	-- who shares a stipend with somebody is not to be told from rows that are gone: all who may are reached
	IF cardinality(reached) > 0 AND EXISTS (SELECT FROM stipend AS s WHERE s.shared_by IS NOT NULL) THEN
		reached := ARRAY(SELECT a.id FROM pg_catalog.unnest(reached) AS a (id)
			UNION
			SELECT h.employee_id FROM position_held AS h WHERE h.district_id = pay_reached.district_id
				AND (h.contract, h.position) IN (SELECT s.contract, s.position FROM stipend AS s
					WHERE s.shared_by IS NOT NULL));
	END IF;
	IF NOT EXISTS (SELECT FROM employment AS e WHERE e.district_id = pay_reached.district_id
			AND e.job_share IS NOT NULL)
		AND NOT EXISTS (SELECT FROM kept_pay_line AS k WHERE k.district_id = pay_reached.district_id
			AND k.job_share IS NOT NULL) THEN
		RETURN reached;
	END IF;
	RETURN ARRAY(
		WITH shared AS (
			SELECT e.contract, e.job_share FROM pg_catalog.unnest(reached) AS a (id)
				JOIN employment AS e ON e.district_id = pay_reached.district_id AND e.employee_id = ANY (ARRAY[a.id])
			WHERE e.job_share IS NOT NULL
			UNION
			SELECT k.contract, k.job_share FROM pg_catalog.unnest(reached) AS a (id)
				JOIN kept_pay_line AS k ON k.district_id = pay_reached.district_id AND k.employee_id = a.id
			WHERE k.job_share IS NOT NULL
		)
		SELECT a.id FROM pg_catalog.unnest(reached) AS a (id)
		UNION
		SELECT e.employee_id FROM shared AS s JOIN employment AS e ON e.district_id = pay_reached.district_id
			AND e.contract = s.contract AND e.job_share = s.job_share
		UNION
		SELECT k.employee_id FROM shared AS s JOIN kept_pay_line AS k ON k.district_id = pay_reached.district_id
			AND k.contract = s.contract AND k.job_share = s.job_share);
END
$pay_reached$;
COMMENT ON FUNCTION pay_reached(int, bigint[], bigint[]) IS
	'whose pay a change of these employees and sites reaches';

-- By contract, those first of which everything is asked. Where most of a district's people changed, all are.
CREATE FUNCTION pay_asks(district_id int, everything boolean, whole text[], employees bigint[]) RETURNS SETOF pay_ask
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $pay_asks$
#variable_conflict use_column
BEGIN
	IF everything OR cardinality(employees) >= 100 AND cardinality(employees) * 3
		> (SELECT count(*) FROM employee AS m WHERE m.district_id = pay_asks.district_id) * 2 THEN
		RETURN NEXT CAST(ROW(pay_asks.district_id, NULL, NULL) AS pay_ask);
		RETURN;
	END IF;
	RETURN QUERY
	SELECT pay_asks.district_id, w.contract, NULL::bigint[] FROM pg_catalog.unnest(whole) AS w (contract)
	UNION ALL
	SELECT pay_asks.district_id, c.contract, pay_asks.employees FROM contract AS c
	WHERE cardinality(pay_asks.employees) > 0 AND c.contract <> ALL (whole);
END
$pay_asks$;
COMMENT ON FUNCTION pay_asks(int, boolean, text[], bigint[]) IS
	'whose pay is to be reckoned, where these employees or the rules of these contracts changed';

CREATE FUNCTION stale_pay(only_district int DEFAULT NULL) RETURNS SETOF pay_ask
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_pay$
#variable_conflict use_column
DECLARE
	place int;
BEGIN
	IF only_district IS NOT NULL THEN
		RETURN QUERY
		SELECT only_district, NULL, NULL::bigint[]
		WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = only_district)
			AND EXISTS (SELECT FROM site AS s WHERE s.district_id = only_district);
	ELSIF unbooked() THEN
		RETURN QUERY
		SELECT DISTINCT s.district_id, NULL, NULL::bigint[] FROM site AS s
		WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = s.district_id);
	END IF;
	IF books_fresh() THEN
		RETURN;
	END IF;
	FOR place IN SELECT b.district_id FROM book AS b
		WHERE (only_district IS NULL OR b.district_id = only_district)
			AND (EXISTS (SELECT FROM rule_mark) OR b.district_id IN (SELECT m.* FROM marked_places(only_district) AS m))
	LOOP
		RETURN QUERY SELECT a.* FROM pay_asks(place, place IN (SELECT w.* FROM stale_district('pay', place) AS w),
			ARRAY(SELECT w.contract FROM stale_contract('pay', place) AS w),
			pay_reached(place, ARRAY(SELECT m.id FROM marked('employee', place) AS m (id)),
				ARRAY(SELECT m.id FROM marked('site', place) AS m (id)))) AS a;
	END LOOP;
END
$stale_pay$;
COMMENT ON FUNCTION stale_pay(int) IS 'whose pay is to be reckoned because it is not kept or is stale';

CREATE FUNCTION asked_lines(asked pay_ask) RETURNS SETOF kept_pay_line
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $asked_lines$
DECLARE
	y record;
	whose bigint[];
BEGIN
	FOR y IN SELECT c.contract, c.school_year, c.year FROM contract_year() AS c
		WHERE asked.contract IS NULL OR c.contract = asked.contract ORDER BY c.contract, c.school_year LOOP
		IF asked.employees IS NOT NULL THEN
			whose := paid_in(y.contract, y.year, asked.district_id, asked.employees);
			CONTINUE WHEN cardinality(whose) = 0;
		END IF;
		RETURN QUERY SELECT k.* FROM tried_lines(y.contract, y.school_year, y.year, asked.district_id, whose) AS k;
	END LOOP;
END
$asked_lines$;
COMMENT ON FUNCTION asked_lines(pay_ask) IS 'the lines of pay that are asked for, in all school years';

CREATE FUNCTION now_pay_line(only_district int DEFAULT NULL) RETURNS SETOF kept_pay_line
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT
AS $now_pay_line$
DECLARE
	asked pay_ask;
BEGIN
	FOR asked IN SELECT * FROM stale_pay(only_district) LOOP
		RETURN QUERY SELECT k.* FROM asked_lines(asked) AS k;
	END LOOP;
END
$now_pay_line$;
COMMENT ON FUNCTION now_pay_line(int) IS 'the lines of pay that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_pay_line(int) FROM PUBLIC;

-- Kept lines of what is asked, made anew; how many people they are of.
CREATE FUNCTION keep_pay(asked pay_ask) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $keep_pay$
DECLARE
	people bigint;
BEGIN
	IF asked.employees IS NOT NULL THEN
		DELETE FROM kept_pay_line AS k USING pg_catalog.unnest(asked.employees) AS a (id)
		WHERE k.employee_id = a.id AND k.district_id = asked.district_id AND k.contract = asked.contract;
	ELSIF asked.contract IS NOT NULL THEN
		DELETE FROM kept_pay_line AS k WHERE k.district_id = asked.district_id AND k.contract = asked.contract;
	ELSE
		DELETE FROM kept_pay_line AS k WHERE k.district_id = asked.district_id;
	END IF;
	WITH kept AS (
		INSERT INTO kept_pay_line SELECT k.* FROM asked_lines(asked) AS k RETURNING employee_id
	)
	SELECT count(DISTINCT k.employee_id) INTO people FROM kept AS k;
	RETURN people;
END
$keep_pay$;
COMMENT ON FUNCTION keep_pay(pay_ask) IS 'reckons the pay that is asked for and keeps it; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION keep_pay(pay_ask), stale_pay(int) FROM PUBLIC;
