-- The periods of one cycle and school year as arrays, and who is paid by them.
CREATE TYPE cycle_time AS (contract text, cycle text, school_year text, periods int, last int, begins date[],
	paydays date[], months int[]);
COMMENT ON TYPE cycle_time IS 'the periods of a cycle: how many (periods), the year''s last (those after it pay '
	'differences alone), the first day of each of the year''s, all paydays, and how many months of '
	'paydays are over after each of the year''s';

CREATE FUNCTION cycle_time(contract text, cycle text, school_year text) RETURNS cycle_time
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $cycle_time$
#variable_conflict use_variable
DECLARE
	t cycle_time;
BEGIN
	SELECT contract, cycle, school_year, count(*), count(*) FILTER (WHERE NOT p.supplement),
		array_agg(lower(p.during) ORDER BY p.nth) FILTER (WHERE NOT p.supplement),
		array_agg(p.payday ORDER BY p.nth),
		array_agg(p.months_over ORDER BY p.nth) FILTER (WHERE NOT p.supplement)
	INTO t
	FROM (SELECT p.*, count(*) FILTER (WHERE p.ends_month) OVER (ORDER BY p.nth)::int AS months_over
		FROM (SELECT p.*, date_trunc('month', p.payday::timestamp) IS DISTINCT FROM
				date_trunc('month',
					lead(p.payday) OVER (PARTITION BY p.supplement ORDER BY p.nth)::timestamp) AS ends_month
			FROM pay_period AS p WHERE p.contract = contract AND p.cycle = cycle AND p.school_year = school_year) AS p)
		AS p;
	IF t.periods = 0 THEN
		RAISE undefined_object USING
			MESSAGE = format('cycle "%s" of contract "%s" has no pay periods in %s', cycle, contract, school_year),
			HINT = 'Make them with make_pay_periods(contract, cycle, school_year), or insert them into pay_period.';
	END IF;
	RETURN t;
END
$cycle_time$;
COMMENT ON FUNCTION cycle_time(text, text, text) IS 'the periods of a cycle in a school year';

-- work before the first period or after the last belongs to that
CREATE FUNCTION period_of(t cycle_time, day date) RETURNS int
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT greatest(width_bucket(period_of.day, (period_of.t).begins), 1);
END;
COMMENT ON FUNCTION period_of(cycle_time, date) IS 'the period of the year in which a day lies';

-- Who has no row is paid on the only cycle of the contract in that year or, of several, on the contract's usual one.
CREATE FUNCTION cycles_of(contract text, school_year text, district_id int, employees bigint[] DEFAULT NULL)
RETURNS TABLE (employee_id bigint, cycle text)
LANGUAGE sql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $cycles_of$
	SELECT e.employee_id, p.cycle
	FROM employee AS e
		LEFT JOIN (SELECT DISTINCT ON (c.employee_id) c.employee_id, c.cycle FROM paid_on_cycle AS c
			WHERE c.district_id = cycles_of.district_id AND c.contract = cycles_of.contract
				AND c.school_year <= cycles_of.school_year
			ORDER BY c.employee_id, c.school_year DESC) AS c ON c.employee_id = e.employee_id
		CROSS JOIN (SELECT CASE WHEN min(p.cycle) = max(p.cycle) THEN min(p.cycle)
				ELSE (SELECT k.usual_cycle FROM contract AS k WHERE k.contract = cycles_of.contract) END AS cycle
			FROM pay_period AS p
			WHERE p.contract = cycles_of.contract AND p.school_year = cycles_of.school_year) AS o
		LEFT JOIN (SELECT DISTINCT p.cycle FROM pay_period AS p
			WHERE p.contract = cycles_of.contract AND p.school_year = cycles_of.school_year) AS p
			ON p.cycle = coalesce(c.cycle, o.cycle)
	WHERE e.district_id = cycles_of.district_id
		AND (cycles_of.employees IS NULL OR e.employee_id = ANY (cycles_of.employees));
$cycles_of$;
COMMENT ON FUNCTION cycles_of(text, text, int, bigint[]) IS
	'the cycle on which each employee of a district is paid by a contract; null: on none that has periods in that year';
