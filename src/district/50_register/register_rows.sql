-- The reports of the register, each to whom it concerns.
CREATE TYPE pay_owed_row AS (id text, district_id int, contract varchar(64), school_year varchar(7),
	cycle varchar(60), employee_id bigint, employee_name varchar(120), site_name varchar(80), component text,
	earned numeric(14,2), due numeric(14,2), paid numeric(14,2), owed numeric(14,2),
	through_period int, next_payday date,
	reason text);
COMMENT ON TYPE pay_owed_row IS 'a row of pay_owed';

CREATE TYPE still_owed_row AS (district_id int, contract text, school_year text, cycle text, employee_id bigint,
	site_id bigint, component text, earned numeric, due numeric, paid numeric, owed numeric, through_period int,
	next_payday date, reason text);
COMMENT ON TYPE still_owed_row IS 'a row of still_owed()';
-- What is owed through the last period that was closed, or whose payday is over. People on no cycle are told, too:
-- nobody pays them. Nor is anybody who works in a year whose calendar is not there, or not any more.
CREATE FUNCTION still_owed(contract text DEFAULT NULL, school_year text DEFAULT NULL, district_id int DEFAULT NULL,
	employees bigint[] DEFAULT NULL, on_date date DEFAULT current_date) RETURNS SETOF still_owed_row
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $still_owed$
#variable_conflict use_column
DECLARE
	place record;
	lines pay_piece[];
	cycles record;
	t cycle_time;
	last_closed pay_run;
	through int;
	sums owed_sum[];
	differing_employees bigint[];
	differing_components text[];
	unknown text;
BEGIN
	FOR place IN SELECT p.contract, p.school_year, d.district_id
		FROM (SELECT DISTINCT p.contract, p.school_year FROM pay_period AS p) AS p
			JOIN (SELECT DISTINCT e.contract, e.district_id FROM employment AS e
				UNION SELECT r.contract, r.district_id FROM pay_run AS r
				UNION SELECT e.contract, e.district_id FROM paid_elsewhere AS e) AS d ON d.contract = p.contract
		WHERE (still_owed.contract IS NULL OR p.contract = still_owed.contract)
			AND (still_owed.school_year IS NULL OR p.school_year = still_owed.school_year)
			AND (still_owed.district_id IS NULL OR d.district_id = still_owed.district_id)
		ORDER BY 1, 2, 3
	LOOP
		lines := ARRAY(SELECT l FROM lines_known(place.contract, place.school_year, 'infinity', place.district_id,
			still_owed.employees) AS l);
		unknown := CASE WHEN NOT EXISTS (SELECT FROM contract_year(only_year => place.school_year) AS y
				WHERE y.contract = place.contract)
			THEN format('what is owed in %s cannot be reckoned: contract "%s" has no calendar of it',
				place.school_year, place.contract) END;
		FOR cycles IN SELECT c.cycle, array_agg(c.employee_id) AS people
			FROM cycles_of(place.contract, place.school_year, place.district_id, still_owed.employees) AS c
			GROUP BY c.cycle
		LOOP
			IF cycles.cycle IS NULL THEN
				t := ROW(place.contract, NULL, place.school_year, 1, 1, '{-infinity}',
					'{-infinity}', '{1}')::cycle_time;
				last_closed := NULL;
				through := NULL;
			ELSE
				t := cycle_time(place.contract, cycles.cycle, place.school_year);
				last_closed := last_run(place.district_id, t);
				through := greatest(coalesce(last_closed.nth, 0), width_bucket(still_owed.on_date, t.paydays));
			END IF;
			sums := ARRAY(SELECT s FROM owed_sums(t, coalesce(through, 0) + 1, place.district_id,
				ARRAY(SELECT l FROM unnest(lines) AS l JOIN unnest(cycles.people) AS w (id) ON w.id = l.employee_id),
				'infinity', cycles.people) AS s);
			IF unknown IS NOT NULL THEN
				RETURN QUERY
				SELECT place.district_id, place.contract, place.school_year, cycles.cycle, w.id, s.site_id,
					coalesce(s.component, 'salary'), NULL::numeric, NULL::numeric, coalesce(s.paid, 0), NULL::numeric,
					through, CASE WHEN cycles.cycle IS NOT NULL
						THEN t.paydays[coalesce(last_closed.nth, 0) + 1] END, unknown
				FROM unnest(cycles.people) AS w (id) LEFT JOIN unnest(sums) AS s ON s.employee_id = w.id
				WHERE s.employee_id IS NOT NULL OR EXISTS (SELECT FROM employment AS e JOIN pay_period AS p
						ON p.contract = e.contract AND p.school_year = place.school_year AND p.during && e.valid
					WHERE e.contract = place.contract AND e.district_id = place.district_id AND e.employee_id = w.id);
				CONTINUE;
			END IF;
			SELECT array_agg(s.employee_id), array_agg(s.component) INTO differing_employees, differing_components
			FROM unnest(sums) AS s WHERE through IS NOT NULL AND s.problem IS NULL AND s.due_before <> s.paid;
			RETURN QUERY
			SELECT place.district_id, place.contract, place.school_year, cycles.cycle,
				s.employee_id, s.site_id, s.component,
				CASE WHEN s.problem IS NULL THEN s.earned END, k.due, s.paid, k.due - s.paid, through,
				CASE WHEN cycles.cycle IS NOT NULL THEN t.paydays[coalesce(last_closed.nth, 0) + 1] END,
				CASE WHEN s.problem IS NOT NULL THEN s.problem
					WHEN through IS NULL THEN 'paid on no cycle: paid_on_cycle has none for this employee'
					WHEN s.due_before <> s.paid THEN coalesce(d.words,
						format('%s are due through period %s, %s are paid',
						s.due_before, through, s.paid)) END
			FROM unnest(sums) AS s
				LEFT JOIN differing_lines(last_closed.run, place.district_id, lines, differing_employees,
					differing_components) AS d ON d.employee_id = s.employee_id AND d.component = s.component
				CROSS JOIN LATERAL (SELECT CASE WHEN s.problem IS NULL AND through IS NOT NULL
					THEN s.due_before END AS due) AS k
			WHERE s.problem IS NOT NULL OR s.earned <> s.paid OR k.due <> s.paid;
		END LOOP;
	END LOOP;
END
$still_owed$;
COMMENT ON FUNCTION still_owed(text, text, int, bigint[], date) IS
	'what employees are owed on a day, by contract, school year and component, and why; '
	'nothing where all of the year is paid';

-- What may speak of somebody else is not told to whoever sees but a part.
CREATE FUNCTION tell_all(sees sight, state text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $tell_all$
BEGIN
	IF NOT sees.everything THEN
		RAISE USING ERRCODE = state, MESSAGE = 'the pay of somebody cannot be reckoned',
			HINT = 'Whoever reads the reports of all districts is told whose, and why.';
	END IF;
END
$tell_all$;
COMMENT ON FUNCTION tell_all(sight, text) IS 'an error that tells no more, unless the asker sees everything';

CREATE FUNCTION owed_rows(asker bigint) RETURNS SETOF pay_owed_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $owed_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'pay_owed');
		shown bigint[];
	BEGIN
		IF NOT sees.everything THEN
			IF cardinality(sees.bonds) = 0 THEN
				RETURN;
			END IF;
			shown := ARRAY(SELECT m.employee_id FROM employee AS m WHERE seen(sees, m.district_id, NULL, m.employee_id)
				UNION SELECT e.employee_id FROM employment AS e
				WHERE seen(sees, e.district_id, e.site_id, e.employee_id)
				UNION SELECT l.employee_id FROM paid_line AS l
				WHERE seen(sees, l.district_id, l.site_id, l.employee_id));
		END IF;
		BEGIN
			RETURN QUERY
			SELECT concat_ws('-', o.district_id, o.contract, o.school_year, o.employee_id, o.component),
				o.district_id, o.contract::varchar(64), o.school_year::varchar(7), o.cycle::varchar(60), o.employee_id,
				m.employee_name, t.site_name, o.component, o.earned::numeric(14,2), o.due::numeric(14,2),
				o.paid::numeric(14,2), o.owed::numeric(14,2), o.through_period, o.next_payday, o.reason
			FROM still_owed(employees => shown) AS o
				JOIN employee AS m ON m.district_id = o.district_id AND m.employee_id = o.employee_id
				LEFT JOIN site AS t ON t.district_id = o.district_id AND t.site_id = o.site_id
			WHERE sees.everything OR seen(sees, o.district_id, o.site_id, o.employee_id);
		EXCEPTION WHEN OTHERS THEN
			PERFORM tell_all(sees, SQLSTATE);
			RAISE;
		END;
	END;
END
$owed_rows$;
COMMENT ON FUNCTION owed_rows(bigint) IS 'the rows of pay_owed, as far as the asker may see them';

CREATE TYPE pay_register_row AS (id text, run bigint, reverses bigint, district_id int, contract varchar(64),
	school_year varchar(7), cycle varchar(60), period int, payday date, employee_id bigint, employee_name varchar(120),
	site_name varchar(80), component text, kind varchar(12), amount numeric(14,2), reason text,
	known_at timestamptz, closed_at timestamptz);
COMMENT ON TYPE pay_register_row IS 'a row of pay_register';
CREATE FUNCTION register_rows(asker bigint) RETURNS SETOF pay_register_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10000 SET search_path FROM CURRENT
AS $register_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'pay_register');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		-- why a run is taken back is said of all of it, and may speak of somebody else
		RETURN QUERY
		SELECT concat_ws('-', l.run, l.district_id, l.employee_id, l.component, l.kind), l.run,
			r.reverses,
			l.district_id, r.contract::varchar(64), r.school_year::varchar(7), r.cycle::varchar(60), r.nth, p.payday,
			l.employee_id, m.employee_name, t.site_name, l.component,
			l.kind::varchar(12), l.amount,
			CASE WHEN sees.everything OR r.reverses IS NULL THEN l.reason
				ELSE format('run %s is reversed', r.reverses) END, r.known_at, r.closed_at
		FROM paid_line AS l JOIN pay_run AS r ON r.district_id = l.district_id AND r.run = l.run
			JOIN pay_period AS p ON p.contract = r.contract AND p.cycle = r.cycle AND p.school_year = r.school_year
				AND p.nth = r.nth
			JOIN employee AS m ON m.district_id = l.district_id AND m.employee_id = l.employee_id
			LEFT JOIN site AS t ON t.district_id = l.district_id AND t.site_id = l.site_id
		WHERE sees.everything OR seen(sees, l.district_id, l.site_id, l.employee_id);
	END;
END
$register_rows$;
COMMENT ON FUNCTION register_rows(bigint) IS 'the rows of pay_register, as far as the asker may see them';
