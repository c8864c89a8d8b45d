-- By when a remedy is due and when it is paid: found by going from day to day.

CREATE FUNCTION day_meant(remedy_id bigint, school_year text, name text, day date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $day_meant$
#variable_conflict use_variable
DECLARE
	of_contract text := (SELECT l.contract FROM load_limit AS l JOIN limit_remedy AS r ON r.limit_id = l.id
		WHERE r.id = remedy_id);
	year daterange := (SELECT c.in_force FROM calendar AS c WHERE c.contract = of_contract AND c.kind = 'student'
		AND c.school_year = day_meant.school_year AND upper_inf(c.known));
	terms daterange[] := terms_of(of_contract, name, year);
	looked date := day;
BEGIN
	IF terms IS NOT NULL THEN
		RETURN (SELECT upper(t) - 1 FROM pg_catalog.unnest(terms) AS t WHERE t @> day);
	END IF;
	IF EXISTS (SELECT FROM count_days AS d WHERE d.contract = of_contract AND d.name = day_meant.name) THEN
		WHILE looked < upper(year) + 366 LOOP
			IF EXISTS (SELECT FROM count_days AS d WHERE d.contract = of_contract AND d.name = day_meant.name
				AND d.days @> looked AND upper_inf(d.known)) THEN
				RETURN looked;
			END IF;
			looked := looked + 1;
		END LOOP;
		RETURN NULL;
	END IF;
	RETURN (SELECT make_date(left(school_year, 4)::int + d.years_on, d.month, d.day) FROM due_date AS d
		WHERE d.contract = of_contract AND d.code = day_meant.name AND upper_inf(d.known)
			AND d.in_force @> make_date(left(school_year, 4)::int + d.years_on, d.month, d.day));
END
$day_meant$;

CREATE FUNCTION pay_day(remedy_id bigint, school_year text, day date) RETURNS date
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT day_meant(r.id, pay_day.school_year, r.paid_with, pay_day.day) FROM limit_remedy AS r
	WHERE r.id = pay_day.remedy_id AND r.paid_with IS NOT NULL;
END;

CREATE FUNCTION due_day(remedy_id bigint, school_year text, day date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $due_day$
#variable_conflict use_variable
DECLARE
	r limit_remedy := (SELECT q FROM limit_remedy AS q WHERE q.id = remedy_id);
	of_contract text := (SELECT l.contract FROM load_limit AS l WHERE l.id = r.limit_id);
	looked date := day;
	kind text;
	left_over int := caseload.quantity(r.due_within);
	last_day date := (SELECT max(upper(c.days)) FROM calendar AS c WHERE c.contract = of_contract);
BEGIN
	IF r.due_within IS NULL THEN
		RETURN NULL;
	END IF;
	IF r.due_from IS NOT NULL THEN
		looked := day_meant(remedy_id, school_year, r.due_from, day);
	END IF;
	kind := CASE WHEN r.due_in = 'duty' AND EXISTS (SELECT FROM calendar AS c WHERE c.contract = of_contract
		AND c.kind = 'duty' AND c.in_force @> looked AND upper_inf(c.known)) THEN 'duty' ELSE 'student' END;
	WHILE left_over > 0 LOOP
		looked := looked + 1;
		IF looked IS NULL OR r.due_in <> 'calendar' AND looked > last_day THEN
			RETURN NULL;
		END IF;
		IF r.due_in = 'calendar' OR EXISTS (SELECT FROM calendar AS c WHERE c.contract = of_contract
			AND c.kind = kind AND c.days @> looked AND upper_inf(c.known)) THEN
			left_over := left_over - 1;
		END IF;
	END LOOP;
	RETURN looked;
END
$due_day$;
