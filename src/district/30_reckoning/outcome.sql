-- All the steps together: what the limits come to for the subjects that are asked for, and what could not be reckoned.

CREATE TYPE problem_row AS (subject_id bigint, remedy_id bigint, employee_id bigint, state text, problem text);
COMMENT ON TYPE problem_row IS 'why something could not be reckoned; subject_id null: for no subject of the limit';

CREATE TYPE outcome_row AS (limit_id bigint, school_year text, district_id int,
	excess excess_row[], remedies remedy_row[],
	amounts amount_row[], pays pay_row[], problems problem_row[], dues due_row[]);
COMMENT ON TYPE outcome_row IS 'steps 5 to 7 of some subjects of a limit, in a school year of a district';

CREATE TYPE ask_row AS (limit_id bigint, district_id int, subjects bigint[]);
COMMENT ON TYPE ask_row IS
	'what is to be reckoned; subjects null: all of the limit in that district; none: only what is '
	'wrong with the limit itself';

-- An amount that no column of a report holds is an error of its subject, told like any other, before a report meets it.
CREATE FUNCTION check_amounts(amounts amount_row[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $check_amounts$
DECLARE
	most constant numeric := 9999999999;
BEGIN
	IF (SELECT sum(abs(a.amount)) FROM unnest(amounts) AS a) < most IS NOT FALSE THEN
		RETURN;
	END IF;
	IF EXISTS (SELECT FROM unnest(amounts) AS a GROUP BY a.subject_id, a.employee_id
		HAVING sum(abs(a.amount)) >= most) THEN
		RAISE numeric_value_out_of_range USING MESSAGE = 'what is due comes to more than a report holds',
			DETAIL = format('It must come to less than %s for a payee and school year.', most),
			HINT = 'See the scale of the remedy and the loads.';
	END IF;
END
$check_amounts$;
COMMENT ON FUNCTION check_amounts(amount_row[]) IS 'an error (22003) if an amount does not fit the reports';

CREATE FUNCTION check_loads(excess excess_row[]) RETURNS excess_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $check_loads$
DECLARE
	most constant numeric := 9999999999;
BEGIN
	IF EXISTS (SELECT FROM unnest(excess) AS e WHERE greatest((caseload.worst(e.load)).over_by,
		(caseload.worst(e.cap)).over_by, (caseload.worst(e.excess)).over_by) >= most) THEN
		RAISE numeric_value_out_of_range USING MESSAGE = 'a load or cap is more than a report holds',
			DETAIL = format('It must be less than %s.', most),
			HINT = 'See the quantities that are counted, and the numbers of the limit.';
	END IF;
	RETURN excess;
END
$check_loads$;
COMMENT ON FUNCTION check_loads(excess_row[]) IS 'an error (22003) if a load or cap does not fit the reports';

CREATE FUNCTION outcome_of(l limit_year, district_id int, subjects bigint[], without bigint[]) RETURNS outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $outcome_of$
DECLARE
	o outcome_row;
	given given_row[];
BEGIN
	o.limit_id := l.limit_id;
	o.school_year := l.school_year;
	o.district_id := outcome_of.district_id;
	o.excess := check_loads(excess_of(l, outcome_of.district_id, subjects));
	IF cardinality(o.excess) > 0 THEN
		o.remedies := remedies_of(l, clause_excess(l, outcome_of.district_id, o.excess), without);
		IF cardinality(o.remedies) > 0 THEN
			given := given_to(l, outcome_of.district_id, o.remedies);
			IF cardinality(given) > 0 THEN
				o.remedies := given_remedies(o.remedies, given);
			END IF;
			o.amounts := amounts_of(l, outcome_of.district_id, o.remedies, o.excess, given);
			IF cardinality(l.others) > 0 THEN
				o.amounts := clause_amounts(o.amounts, o.remedies);
			END IF;
			PERFORM check_amounts(o.amounts);
			o.pays := cents_of(o.amounts);
			o.dues := dues_of(l);
		END IF;
	END IF;
	RETURN o;
END
$outcome_of$;
COMMENT ON FUNCTION outcome_of(limit_year, int, bigint[], bigint[]) IS 'steps 1 to 7 for some subjects of a limit';

-- An error of a fact or a rule is told and harms nobody else; any other (a lost connection, no memory, a cancelled
-- statement) is an error of the whole.
CREATE FUNCTION tellable(state text) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT left(tellable.state, 2) IN ('02', '21', '22', '54', 'P0');
END;
COMMENT ON FUNCTION tellable(text) IS 'whether an error is of the data that was reckoned';

-- Remedies whose terms are not there cannot be reckoned for anybody: found once, and not for each subject anew.
CREATE FUNCTION missing_terms(l limit_year) RETURNS problem_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $missing_terms$
DECLARE
	problems problem_row[] := '{}';
	named record;
BEGIN
	FOR named IN
		SELECT NULL::bigint AS remedy_id, c.taken_over AS term, NULL::datemultirange AS counted
		FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.taken_over IS NOT NULL AND c.number IS NOT NULL
		UNION
		SELECT NULL, c.stays_in, NULL
		FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.stays_in IS NOT NULL AND c.number IS NOT NULL
		UNION
		SELECT r.id, t.term, CASE WHEN t.paid OR counts_first(r.gates)
			THEN counted_days(l.contract, r.counted_on, l.year, l.known_on) END
		FROM limit_remedy AS r CROSS JOIN LATERAL (SELECT terms_named(r.scale), true
			UNION SELECT point_period(r.scale), true
			UNION SELECT m.per, true FROM limit_most AS m
				WHERE m.limit_id = l.limit_id AND m.per <> 'day' AND r.kind = 'pay'
			UNION SELECT r.lasts_in, false UNION SELECT r.runs_in, false) AS t (term, paid)
		WHERE r.limit_id = l.limit_id AND t.term IS NOT NULL
		ORDER BY 1 NULLS FIRST, 2
	LOOP
		BEGIN
			PERFORM covered_terms(l, named.term, named.remedy_id, named.counted);
		EXCEPTION WHEN invalid_parameter_value THEN
			problems := problems || CAST(ROW(NULL, named.remedy_id, NULL, SQLSTATE, SQLERRM) AS problem_row);
		END;
	END LOOP;
	RETURN problems;
END
$missing_terms$;
COMMENT ON FUNCTION missing_terms(limit_year) IS 'terms that a limit or its remedies need and that are not there';

-- One subject that fails: the remedies that fail are told and left out.
CREATE FUNCTION lone_outcome(l limit_year, district_id int, subject_id bigint, without bigint[]) RETURNS outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $lone_outcome$
DECLARE
	o outcome_row;
	employee_id bigint := CASE l.scope WHEN 'employee' THEN subject_id END;
	remedies bigint[] := ARRAY(SELECT r.id FROM limit_remedy AS r
		WHERE r.limit_id = l.limit_id AND r.id <> ALL (without) ORDER BY r.id);
	remedy bigint;
	problems problem_row[] := '{}';
BEGIN
	BEGIN
		PERFORM check_loads(excess_of(l, lone_outcome.district_id, ARRAY[subject_id]));
		FOREACH remedy IN ARRAY remedies LOOP
			BEGIN
				PERFORM outcome_of(l, lone_outcome.district_id, ARRAY[subject_id],
					without || array_remove(remedies, remedy));
			EXCEPTION WHEN OTHERS THEN
				IF NOT tellable(SQLSTATE) THEN
					RAISE;
				END IF;
				without := without || remedy;
				problems := problems || CAST(ROW(subject_id, remedy, employee_id, SQLSTATE, SQLERRM) AS problem_row);
			END;
		END LOOP;
		o := outcome_of(l, lone_outcome.district_id, ARRAY[subject_id], without);
	EXCEPTION WHEN OTHERS THEN
		IF NOT tellable(SQLSTATE) THEN
			RAISE;
		END IF;
		o := NULL;
		o.limit_id := l.limit_id;
		o.school_year := l.school_year;
		o.district_id := lone_outcome.district_id;
		problems := problems || CAST(ROW(subject_id, NULL, employee_id, SQLSTATE, SQLERRM) AS problem_row);
	END;
	o.problems := problems;
	RETURN o;
END
$lone_outcome$;
COMMENT ON FUNCTION lone_outcome(limit_year, int, bigint, bigint[]) IS
	'what a limit comes to for one subject, without the remedies that cannot be reckoned';

-- Subjects that fail are found by halves. Where 32 have failed by the same remedy it is left out for all that
-- follow, and where the limit itself fails for so many the rest is not tried: one problem says so.
CREATE FUNCTION tried_outcomes(l limit_year, district_id int, subjects bigint[], without bigint[])
RETURNS SETOF outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $tried_outcomes$
DECLARE
	o outcome_row;
	slices int4range[] := ARRAY[int4range(1, cardinality(subjects), '[]')];
	slice int4range;
	middle int;
	told int := 0;
	last_problem problem_row;
	failed boolean;
BEGIN
	WHILE cardinality(slices) > 0 LOOP
		slice := slices[cardinality(slices)];
		slices := slices[:cardinality(slices) - 1];
		failed := false;
		BEGIN
			o := outcome_of(l, tried_outcomes.district_id, subjects[lower(slice):upper(slice) - 1], without);
		EXCEPTION WHEN OTHERS THEN
			IF NOT tellable(SQLSTATE) THEN
				RAISE;
			END IF;
			failed := true;
		END;
		IF NOT failed THEN
			RETURN NEXT o;
			CONTINUE;
		END IF;
		IF upper(slice) - lower(slice) > 1 THEN
			middle := (lower(slice) + upper(slice)) / 2;
			slices := slices || int4range(middle, upper(slice)) || int4range(lower(slice), middle);
			CONTINUE;
		END IF;
		o := lone_outcome(l, tried_outcomes.district_id, subjects[lower(slice)], without);
		told := told + cardinality(o.problems);
		IF told >= 32 THEN
			last_problem := o.problems[cardinality(o.problems)];
			last_problem.subject_id := NULL;
			last_problem.employee_id := NULL;
			last_problem.problem := last_problem.problem || ' (and so for others)';
			-- program_limit_exceeded: by this whoever keeps the answers knows that some were left out, see cut_short()
			last_problem.state := '54000';
			o.problems := o.problems || last_problem;
			EXIT WHEN last_problem.remedy_id IS NULL;
			without := without || last_problem.remedy_id;
			told := 0;
		END IF;
		RETURN NEXT o;
	END LOOP;
	IF cardinality(slices) > 0 THEN
		RETURN NEXT o;
	END IF;
END
$tried_outcomes$;
COMMENT ON FUNCTION tried_outcomes(limit_year, int, bigint[], bigint[]) IS
	'what a limit comes to for some of its subjects, and what could not be reckoned';

-- What rows of a clause pay that began before this one.
CREATE FUNCTION paid_before(l limit_year, district_id int) RETURNS pay_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $paid_before$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(SELECT p
		FROM outcomes(ARRAY(SELECT CAST(ROW(y.limit_id, paid_before.district_id, NULL) AS ask_row)
			FROM pg_catalog.unnest(l.others) AS a (id)
				CROSS JOIN LATERAL limit_years(l.known_on, l.school_year, a.id) AS y
			WHERE lower(y.held) < lower(l.held)), l.known_on, l.school_year) AS o
			CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p);
END
$paid_before$;
COMMENT ON FUNCTION paid_before(limit_year, int) IS
	'what the earlier rows of a clause pay in the school year, in a district';

-- Of what was found the part of some subjects; null: all of it.
CREATE FUNCTION part_of(o outcome_row, subjects bigint[]) RETURNS outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $part_of$
#variable_conflict use_column
DECLARE
	part outcome_row := o;
BEGIN
	IF subjects IS NULL THEN
		RETURN o;
	END IF;
	part.excess := ARRAY(SELECT e FROM pg_catalog.unnest(o.excess) AS e WHERE e.subject_id = ANY (subjects));
	part.remedies := ARRAY(SELECT m FROM pg_catalog.unnest(o.remedies) AS m WHERE m.subject_id = ANY (subjects));
	part.amounts := ARRAY(SELECT a FROM pg_catalog.unnest(o.amounts) AS a WHERE a.subject_id = ANY (subjects));
	part.pays := ARRAY(SELECT p FROM pg_catalog.unnest(o.pays) AS p WHERE p.subject_id = ANY (subjects));
	part.problems := ARRAY(SELECT p FROM pg_catalog.unnest(o.problems) AS p
		WHERE p.subject_id IS NULL OR p.subject_id = ANY (subjects));
	RETURN part;
END
$part_of$;
COMMENT ON FUNCTION part_of(outcome_row, bigint[]) IS 'what was found of some subjects of a limit; null: of all';

-- Under a maximum over several payees each is reckoned with all the others, whoever is asked for.
CREATE FUNCTION bounded_outcomes(l limit_year, district_id int, subjects bigint[], without bigint[], batch int)
RETURNS SETOF outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $bounded_outcomes$
DECLARE
	everybody bigint[] := subjects_of(l, bounded_outcomes.district_id);
	found outcome_row[] := '{}';
	o outcome_row;
	pays pay_row[];
BEGIN
	IF cardinality(everybody) = 0 THEN
		RETURN;
	END IF;
	FOR i IN 0 .. (cardinality(everybody) - 1) / batch LOOP
		found := found || ARRAY(SELECT t FROM tried_outcomes(l, bounded_outcomes.district_id,
			everybody[i * batch + 1:(i + 1) * batch], without) AS t);
	END LOOP;
	pays := bounded_pays(l, bounded_outcomes.district_id,
		ARRAY(SELECT p FROM unnest(found) AS f CROSS JOIN LATERAL unnest(f.pays) AS p),
		paid_before(l, bounded_outcomes.district_id));
	FOREACH o IN ARRAY found LOOP
		o.pays := ARRAY(SELECT p FROM unnest(pays) AS p
			WHERE p.subject_id IN (SELECT e.subject_id FROM unnest(o.excess) AS e));
		RETURN NEXT part_of(o, subjects);
	END LOOP;
END
$bounded_outcomes$;
COMMENT ON FUNCTION bounded_outcomes(limit_year, int, bigint[], bigint[], int) IS
	'what a limit with a maximum comes to for some of its subjects; null: for all';

-- A few hundred subjects at a time, so that memory is bounded and every join of what was found is small.
CREATE FUNCTION outcomes(asked ask_row[], known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS SETOF outcome_row
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $outcomes$
DECLARE
	l limit_year;
	a ask_row;
	o outcome_row;
	missing problem_row[];
	without bigint[];
	subjects bigint[];
	batch int;
	bounded boolean;
BEGIN
	FOR l IN SELECT y.* FROM (SELECT DISTINCT x.limit_id FROM unnest(asked) AS x) AS q
			CROSS JOIN LATERAL limit_years(known_on, only_year, q.limit_id) AS y
		WHERE y.days IS NOT NULL ORDER BY y.limit_id, y.school_year LOOP
		missing := missing_terms(l);
		without := ARRAY(SELECT p.remedy_id FROM unnest(missing) AS p WHERE p.remedy_id IS NOT NULL);
		-- a test that looks at the whole district would look at it anew for each part of it
		batch := CASE WHEN EXISTS (SELECT FROM limit_cap AS c
				WHERE c.limit_id = ANY (l.others || l.limit_id) AND c.wider = 'district') THEN 1000000 ELSE 400 END;
		bounded := EXISTS (SELECT FROM limit_most AS m WHERE m.limit_id = l.limit_id);
		FOR a IN SELECT x.* FROM unnest(asked) AS x WHERE x.limit_id = l.limit_id ORDER BY x.district_id LOOP
			subjects := coalesce(a.subjects, subjects_of(l, a.district_id));
			IF cardinality(missing) > 0 AND (a.subjects IS NULL OR cardinality(a.subjects) = 0) THEN
				o := NULL;
				o.limit_id := l.limit_id;
				o.school_year := l.school_year;
				o.district_id := a.district_id;
				o.problems := missing;
				RETURN NEXT o;
			END IF;
			CONTINUE WHEN cardinality(subjects) = 0;
			-- a limit that itself rests on a term that is not there
			CONTINUE WHEN EXISTS (SELECT FROM unnest(missing) AS p WHERE p.remedy_id IS NULL);
			IF bounded THEN
				RETURN QUERY SELECT * FROM bounded_outcomes(l, a.district_id, a.subjects, without, batch);
				CONTINUE;
			END IF;
			FOR i IN 0 .. (cardinality(subjects) - 1) / batch LOOP
				RETURN QUERY SELECT * FROM tried_outcomes(l, a.district_id, subjects[i * batch + 1:(i + 1) * batch],
					without);
			END LOOP;
		END LOOP;
	END LOOP;
END
$outcomes$;
COMMENT ON FUNCTION outcomes(ask_row[], date, text) IS
	'steps 1 to 7 of what is asked for, a row for a few hundred subjects of a limit, in a school year of a district';

-- everything: each limit in each district
CREATE FUNCTION ask_all() RETURNS ask_row[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT ARRAY(SELECT CAST(ROW(l.id, d.district_id, NULL) AS ask_row)
		FROM load_limit AS l CROSS JOIN (SELECT DISTINCT s.district_id FROM site AS s) AS d
		WHERE EXISTS (SELECT FROM employment AS e WHERE e.district_id = d.district_id AND e.contract = l.contract));
END;
COMMENT ON FUNCTION ask_all() IS 'each limit in each district that its contract reaches';

-- The steps one by one, as known on a day, for those who look into the reckoning.
CREATE FUNCTION reckoned_outcome(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, district_id int, excess excess_row[], remedies remedy_row[],
	amounts amount_row[], pays pay_row[])
LANGUAGE sql STABLE ROWS 50 SET search_path FROM CURRENT
AS $reckoned_outcome$
	SELECT o.limit_id, o.school_year, o.district_id, o.excess, o.remedies, o.amounts, o.pays
	FROM outcomes(ask_all(), reckoned_outcome.known_on, reckoned_outcome.only_year) AS o;
$reckoned_outcome$;
COMMENT ON FUNCTION reckoned_outcome(date, text) IS
	'steps 5 to 7 together, an array of each, for the limits, school years and districts, some subjects a row';

CREATE FUNCTION reckoned_remedy(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	gated caseload.load_series, paid_on caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_remedy$
	SELECT o.limit_id, o.school_year, r.test, o.district_id, r.subject_id, r.remedy_id, r.gated, r.paid_on
	FROM outcomes(ask_all(), reckoned_remedy.known_on, reckoned_remedy.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.remedies) AS r;
$reckoned_remedy$;
COMMENT ON FUNCTION reckoned_remedy(date, text) IS
	'step 6: what is left of an excess behind the gates of each remedy, and the points that it is paid for';

CREATE FUNCTION reckoned_amount(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric, amount numeric, money boolean, due boolean)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_amount$
	SELECT o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id, a.day, a.over,
		a.amount, a.money, a.due
	FROM outcomes(ask_all(), reckoned_amount.known_on, reckoned_amount.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.amounts) AS a;
$reckoned_amount$;
COMMENT ON FUNCTION reckoned_amount(date, text) IS 'step 7: what each remedy comes to, exact, for each day and payee';

CREATE FUNCTION reckoned_pay(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric, pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_pay$
	SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id,
		p.employee_id, p.day, p.over, p.pay
	FROM outcomes(ask_all(), reckoned_pay.known_on, reckoned_pay.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p;
$reckoned_pay$;
COMMENT ON FUNCTION reckoned_pay(date, text) IS 'step 7, in cents: what is due to each payee for each day';
