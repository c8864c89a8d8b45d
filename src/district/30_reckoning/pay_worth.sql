-- What a base by name is worth on the days of a year: the same for everybody, or so much of each one's own.

CREATE FUNCTION base_pieces(contract text, name text, span daterange, known_on date DEFAULT 'infinity',
	with_cap boolean DEFAULT false)
RETURNS TABLE (during daterange, amount numeric, own text, times numeric, over numeric, digits int, problem text)
LANGUAGE plpgsql STABLE ROWS 2 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $base_pieces$
#variable_conflict use_column
DECLARE
	base pay_base;
	tried numeric;
	most constant numeric := 10000000000; -- no scale and no band takes much more, nor NaN
BEGIN
	FOR during IN
		WITH RECURSIVE chain AS (
			SELECT b.name, b.plus, b.schedule, b.in_force FROM pay_base AS b
			WHERE b.contract = base_pieces.contract AND b.name = base_pieces.name
				AND b.in_force && span AND b.known @> base_pieces.known_on
			UNION
			SELECT b.name, b.plus, b.schedule, b.in_force FROM chain AS c JOIN pay_base AS b ON b.name = c.plus
			WHERE b.contract = base_pieces.contract AND b.in_force && span AND b.known @> base_pieces.known_on
		), held AS (
			SELECT span AS days
			UNION ALL SELECT c.in_force * span FROM chain AS c
			UNION ALL SELECT g.held FROM schedules_held(base_pieces.contract, span, base_pieces.known_on) AS g
			WHERE g.schedule IN (SELECT c.schedule FROM chain AS c)
		)
		SELECT daterange(p.day, p.next) FROM (SELECT d.day, lead(d.day) OVER (ORDER BY d.day) AS next
			FROM (SELECT lower(h.days) AS day FROM held AS h UNION SELECT upper(h.days) FROM held AS h) AS d) AS p
		WHERE p.next IS NOT NULL ORDER BY p.day
	LOOP
		SELECT b.* INTO base FROM pay_base AS b WHERE b.contract = base_pieces.contract AND b.name = base_pieces.name
			AND b.in_force @> lower(during) AND b.known @> base_pieces.known_on;
		amount := NULL;
		own := base.own;
		times := base.times;
		over := base.over;
		digits := base.digits;
		problem := NULL;
		tried := base.times / base.over;
		IF base.id IS NULL THEN
			problem := format('no pay base "%s" from %s to %s', base_pieces.name, to_char(lower(during), 'YYYY-MM-DD'),
				to_char(upper(during) - 1, 'YYYY-MM-DD'));
		ELSIF base.own IS NULL OR base.plus IS NOT NULL OR base.over_cap THEN
			BEGIN
				amount := base_amount(base_pieces.contract, base_pieces.name, lower(during),
					known_on => base_pieces.known_on);
				tried := amount;
				own := NULL;
			EXCEPTION
				WHEN null_value_not_allowed THEN
					-- it leans on one's own cell or salary, and is asked for each person
					own := 'chain';
					BEGIN
						tried := base_amount(base_pieces.contract, base_pieces.name, lower(during), 1, 1,
							cap => CASE WHEN with_cap THEN 1 END, known_on => base_pieces.known_on);
					EXCEPTION WHEN OTHERS THEN
						IF NOT tellable(SQLSTATE) THEN
							RAISE;
						END IF;
						problem := SQLERRM;
					END;
				WHEN OTHERS THEN
					IF NOT tellable(SQLSTATE) THEN
						RAISE;
					END IF;
					problem := SQLERRM;
			END;
		END IF;
		IF problem IS NULL AND NOT abs(tried) < most THEN
			problem := format('pay base "%s" comes to 10,000,000,000 or more', base_pieces.name);
		END IF;
		RETURN NEXT;
	END LOOP;
END
$base_pieces$;
COMMENT ON FUNCTION base_pieces(text, text, daterange, date, boolean) IS
	'a pay base on these days, piece by piece: its '
	'amount, or of what of one''s own it is which part; chain: to be asked of '
	'base_amount() for each person, with_cap: or '
	'cap; or why it is not there';

CREATE FUNCTION worth_of(amount numeric, own text, times numeric, over numeric, digits int, cell numeric,
	salary numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN worth_of.own IS NULL THEN worth_of.amount
		WHEN worth_of.digits IS NULL THEN trim_scale(CASE worth_of.own WHEN 'cell' THEN worth_of.cell
			ELSE worth_of.salary END * worth_of.times / worth_of.over)
		ELSE round(CASE worth_of.own WHEN 'cell' THEN worth_of.cell ELSE worth_of.salary END
			* worth_of.times / worth_of.over, worth_of.digits) END;
END;
COMMENT ON FUNCTION worth_of(numeric, text, numeric, numeric, int, numeric, numeric) IS
	'what a row of base_pieces() is worth to somebody with this cell and salary';

CREATE FUNCTION own_pieces(contract text, district_id int, employees bigint[], span daterange, known_on date)
RETURNS TABLE (employee_id bigint, during daterange, cell numeric, salary numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $own_pieces$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid FROM schedules_held(own_pieces.contract, span, own_pieces.known_on) AS g
	)
	SELECT s.employee_id, s.during * coalesce(g.held, span),
		coalesce(s.agreed_salary, caseload.salary_exact(g.grid, s.placement)),
		coalesce(s.agreed_salary, caseload.salary(g.grid, s.placement))
	FROM largest_stretches(own_pieces.contract, own_pieces.district_id, own_pieces.employees, span) AS s
		LEFT JOIN grid AS g ON s.agreed_salary IS NULL AND g.schedule = s.schedule AND g.held && s.during
			AND caseload.cell_problem(g.grid, s.placement) IS NULL
	WHERE s.agreed_salary IS NOT NULL OR g.grid IS NOT NULL;
END
$own_pieces$;
COMMENT ON FUNCTION own_pieces(text, int, bigint[], daterange, date) IS
	'cell and annual full-time salary of some employees, by their largest employments; no row where there is none';

-- What somebody is paid for a year, all employments together, each by its FTE: of a percentage of one's pay this is
-- what the percentage is taken of. It changes where one of them begins or ends, and where a schedule does.
CREATE FUNCTION paid_pieces(contract text, district_id int, employees bigint[], span daterange, known_on date)
RETURNS TABLE (employee_id bigint, during daterange, cell numeric, salary numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $paid_pieces$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid FROM schedules_held(paid_pieces.contract, span, paid_pieces.known_on) AS g
		WHERE NOT g.hourly
	), job AS MATERIALIZED (
		SELECT e.employee_id, e.valid * coalesce(g.held, span) AS during,
			-- whoever is off the grid has agreed on what is paid, whatever the FTE
			CASE WHEN g.grid IS NULL THEN e.agreed_salary ELSE e.fte * caseload.salary_exact(g.grid, e.placement) END
				AS cell,
			CASE WHEN g.grid IS NULL THEN e.agreed_salary ELSE e.fte * caseload.salary(g.grid, e.placement) END
				AS salary
		FROM employments_asked(paid_pieces.contract, paid_pieces.district_id, paid_pieces.employees, span) AS e
			LEFT JOIN grid AS g ON e.agreed_salary IS NULL AND g.schedule = e.schedule AND g.held && e.valid
				AND caseload.cell_problem(g.grid, e.placement) IS NULL
		WHERE e.agreed_salary IS NOT NULL OR g.grid IS NOT NULL
	), cut AS (
		SELECT d.employee_id, d.day, lead(d.day) OVER (PARTITION BY d.employee_id ORDER BY d.day) AS next
		FROM (SELECT j.employee_id, lower(j.during) AS day FROM job AS j
			UNION SELECT j.employee_id, upper(j.during) FROM job AS j) AS d
	)
	SELECT c.employee_id, daterange(c.day, c.next), sum(j.cell), sum(j.salary)
	FROM cut AS c JOIN job AS j ON j.employee_id = c.employee_id AND j.during @> c.day
	WHERE c.next IS NOT NULL
	GROUP BY c.employee_id, c.day, c.next;
END
$paid_pieces$;
COMMENT ON FUNCTION paid_pieces(text, int, bigint[], daterange, date) IS
	'what some employees are paid for a year, by FTE and all their employments together; no row where there is none';
