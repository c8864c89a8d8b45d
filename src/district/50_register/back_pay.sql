-- Retroactive pay without a register: what the year is worth by what was known on two days.
CREATE TYPE known_sum AS (district_id int, employee_id bigint, employment_id bigint, component text, cents numeric,
	problem text);
COMMENT ON TYPE known_sum IS 'what was known of an employment and component; employment_id 0: of none';

CREATE FUNCTION known_sums(contract text, school_year text, known_on date, through date, district_id int,
	employees bigint[]) RETURNS SETOF known_sum
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $known_sums$
#variable_conflict use_column
DECLARE
	known_at timestamptz := end_of_day(known_on);
BEGIN
	RETURN QUERY
	SELECT l.district_id, l.employee_id, coalesce(l.employment_id, 0), l.component, sum(l.cents),
		min(l.problem) FILTER (WHERE l.cents IS NULL)
	FROM lines_known(known_sums.contract, known_sums.school_year, known_at, known_sums.district_id,
		known_sums.employees) AS l
	WHERE through IS NULL OR l.cents IS NULL
	GROUP BY l.district_id, l.employee_id, coalesce(l.employment_id, 0), l.component;
	IF through IS NOT NULL THEN
		RETURN QUERY
		SELECT m.district_id, m.employee_id, coalesce(m.employment_id, 0), m.component, sum(m.cents), NULL::text
		FROM cut_by_month(ARRAY(SELECT l FROM lines_known(known_sums.contract, known_sums.school_year, known_at,
			known_sums.district_id, known_sums.employees) AS l WHERE l.cents IS NOT NULL), known_sums.known_on) AS m
		WHERE m.month <= through
		GROUP BY m.district_id, m.employee_id, coalesce(m.employment_id, 0), m.component;
	END IF;
END
$known_sums$;
COMMENT ON FUNCTION known_sums(text, text, date, date, int, bigint[]) IS
	'what a school year, or its months through that '
	'of a day, is worth by what was known at the end of another day';

CREATE TYPE back_pay_row AS (district_id int, school_year text, employee_id bigint,
	employment_id bigint, component text,
	was numeric(14,2), becomes numeric(14,2), difference numeric(14,2), problem text);
COMMENT ON TYPE back_pay_row IS 'a row of back_pay(), whose key is its first five columns';
CREATE FUNCTION back_pay(contract text, known_a date, known_b date DEFAULT 'infinity', school_year text DEFAULT NULL,
	through date DEFAULT NULL, district_id int DEFAULT NULL, employees bigint[] DEFAULT NULL)
RETURNS SETOF back_pay_row
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $back_pay$
#variable_conflict use_column
DECLARE
	year text;
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM check_whole();
	IF num_nulls(contract, known_a, known_b) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = 'back_pay: contract, known_a and known_b must not be NULL',
			HINT = 'Leave known_b out for what is known now.';
	END IF;
	IF NOT EXISTS (SELECT FROM contract AS k WHERE k.contract = back_pay.contract) THEN
		RAISE no_data_found USING MESSAGE = format('there is no contract "%s"', contract),
			HINT = 'See the table contract for their names.';
	END IF;
	IF school_year IS NOT NULL AND NOT EXISTS (SELECT FROM calendar AS c
			WHERE c.contract = back_pay.contract AND c.school_year = back_pay.school_year) THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no calendar of "%s"', contract, school_year),
			HINT = 'Back pay is reckoned by the days of the table calendar; leave school_year out for all of them.';
	END IF;
	FOR year IN SELECT DISTINCT c.school_year FROM calendar AS c
		WHERE c.contract = back_pay.contract AND (back_pay.school_year IS NULL OR c.school_year = back_pay.school_year)
			AND (through IS NULL OR lower(c.in_force) <= through)
		ORDER BY 1
	LOOP
		RETURN QUERY
		WITH a AS (
			SELECT s.district_id, s.employee_id, s.employment_id, s.component, sum(s.cents) AS cents,
				min(s.problem) AS problem
			FROM known_sums(back_pay.contract, year, known_a, through, back_pay.district_id, back_pay.employees) AS s
			GROUP BY s.district_id, s.employee_id, s.employment_id, s.component
		), b AS (
			SELECT s.district_id, s.employee_id, s.employment_id, s.component, sum(s.cents) AS cents,
				min(s.problem) AS problem
			FROM known_sums(back_pay.contract, year, known_b, through, back_pay.district_id, back_pay.employees) AS s
			GROUP BY s.district_id, s.employee_id, s.employment_id, s.component
		)
		SELECT coalesce(a.district_id, b.district_id), year, coalesce(a.employee_id, b.employee_id),
			NULLIF(coalesce(a.employment_id, b.employment_id), 0), coalesce(a.component, b.component),
			d.was::numeric(14,2), d.becomes::numeric(14,2), (d.becomes - d.was)::numeric(14,2),
			NULLIF(concat_ws('; then ', a.problem, b.problem), '')
		FROM a FULL JOIN b ON b.district_id = a.district_id AND b.employee_id = a.employee_id
				AND b.employment_id = a.employment_id AND b.component = a.component
			CROSS JOIN LATERAL (SELECT CASE WHEN a.problem IS NULL THEN coalesce(a.cents, 0) END AS was,
				CASE WHEN b.problem IS NULL THEN coalesce(b.cents, 0) END AS becomes) AS d
		WHERE d.was IS DISTINCT FROM d.becomes
		ORDER BY 1, 3, 4, 5;
	END LOOP;
END
$back_pay$;
COMMENT ON FUNCTION back_pay(text, date, date, text, date, int, bigint[]) IS
	'what is owed by what was known at the end of a later day and not of an earlier one: a row an employee, employment '
	'and component whose year, or its months through that of a day, is worth another amount';
