-- Retroactive pay without a register: what the year is worth by what was known on two days.
CREATE TYPE back_pay_row AS (district_id int, school_year text, employee_id bigint,
	employment_id bigint, component text,
	was numeric(14,2), becomes numeric(14,2), difference numeric(14,2), problem text);
COMMENT ON TYPE back_pay_row IS 'a row of back_pay(), whose key is its first five columns';
CREATE FUNCTION back_pay(contract text, known_a date, known_b date DEFAULT 'infinity', school_year text DEFAULT NULL,
	district_id int DEFAULT NULL, employees bigint[] DEFAULT NULL) RETURNS SETOF back_pay_row
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $back_pay$
#variable_conflict use_column
DECLARE
	year text;
BEGIN
	IF num_nulls(contract, known_a, known_b) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = 'back_pay: contract, known_a and known_b must not be NULL',
			HINT = 'Leave known_b out for what is known now.';
	END IF;
	FOR year IN SELECT DISTINCT c.school_year FROM calendar AS c
		WHERE c.contract = back_pay.contract AND (back_pay.school_year IS NULL OR c.school_year = back_pay.school_year)
		ORDER BY 1
	LOOP
		RETURN QUERY
		WITH a AS (
			SELECT l.district_id, l.employee_id, coalesce(l.employment_id, 0) AS employment_id, l.component,
				sum(l.cents) AS cents, min(l.problem) AS problem
			FROM lines_known(back_pay.contract, year, end_of_day(known_a),
				back_pay.district_id, back_pay.employees) AS l
			GROUP BY l.district_id, l.employee_id, coalesce(l.employment_id, 0), l.component
		), b AS (
			SELECT l.district_id, l.employee_id, coalesce(l.employment_id, 0) AS employment_id, l.component,
				sum(l.cents) AS cents, min(l.problem) AS problem
			FROM lines_known(back_pay.contract, year, end_of_day(known_b),
				back_pay.district_id, back_pay.employees) AS l
			GROUP BY l.district_id, l.employee_id, coalesce(l.employment_id, 0), l.component
		)
		SELECT coalesce(a.district_id, b.district_id), year, coalesce(a.employee_id, b.employee_id),
			NULLIF(coalesce(a.employment_id, b.employment_id), 0), coalesce(a.component, b.component),
			d.was::numeric(14,2), d.becomes::numeric(14,2), (d.becomes - d.was)::numeric(14,2),
			concat_ws('; then ', a.problem, b.problem)
		FROM a FULL JOIN b ON b.district_id = a.district_id AND b.employee_id = a.employee_id
				AND b.employment_id = a.employment_id AND b.component = a.component
			CROSS JOIN LATERAL (SELECT CASE WHEN a.problem IS NULL THEN coalesce(a.cents, 0) END AS was,
				CASE WHEN b.problem IS NULL THEN coalesce(b.cents, 0) END AS becomes) AS d
		WHERE d.was IS DISTINCT FROM d.becomes
		ORDER BY 1, 3, 4, 5;
	END LOOP;
END
$back_pay$;
COMMENT ON FUNCTION back_pay(text, date, date, text, int, bigint[]) IS
	'what is owed by what was known on a later day and not on an earlier one: a row an '
	'employee, employment and component '
	'whose year is worth another amount';
