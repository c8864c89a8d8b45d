-- Which lane of a schedule a degree stands in: contracts call their lanes I to V or A to F, and whoever compares them
-- asks for a bachelor's and a master's.
CREATE TABLE degree_lane (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	degree   text NOT NULL CHECK (degree <> ''),
	schedule text NOT NULL CHECK (schedule <> ''),
	lane     text NOT NULL CHECK (lane <> ''),
	in_force daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	EXCLUDE USING gist (contract WITH =, degree WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE degree_lane IS
	'the lane in which a degree stands, for comparing contracts; where there is no row, the '
	'lane that is called as the degree';
COMMENT ON COLUMN degree_lane.id IS 'key';
COMMENT ON COLUMN degree_lane.contract IS 'the contract';
COMMENT ON COLUMN degree_lane.degree IS 'BA or MA';
COMMENT ON COLUMN degree_lane.schedule IS 'the salary schedule that is compared';
COMMENT ON COLUMN degree_lane.lane IS 'its lane';
COMMENT ON COLUMN degree_lane.in_force IS 'days on which it holds';
COMMENT ON COLUMN degree_lane.known IS 'days on which this was what was known';
COMMENT ON COLUMN degree_lane.citation IS 'article';
COMMENT ON COLUMN degree_lane.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- Schedule and lane of a degree; the words tell why there is none. Without a degree, the first lane.
CREATE FUNCTION degree_place(contract text, degree text, on_date date, known_on date DEFAULT 'infinity',
	OUT schedule text, OUT lane text, OUT why_not text)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $degree_place$
DECLARE
	held text[];
	lanes text[];
BEGIN
	SELECT d.schedule, d.lane INTO schedule, lane FROM degree_lane AS d
	WHERE d.contract = degree_place.contract AND d.in_force @> on_date AND d.known @> known_on
	ORDER BY d.degree = degree_place.degree DESC NULLS LAST, d.degree LIMIT 1;
	IF schedule IS NULL THEN
		held := ARRAY(SELECT DISTINCT s.schedule FROM schedule AS s WHERE s.contract = degree_place.contract
			AND schedule_on(s.contract, s.schedule, on_date, known_on) IS NOT NULL ORDER BY s.schedule);
		schedule := CASE WHEN 'teacher' = ANY (held) THEN 'teacher' WHEN cardinality(held) = 1 THEN held[1] END;
		IF schedule IS NULL THEN
			why_not := CASE WHEN cardinality(held) = 0 THEN 'no salary schedule is in force'
				ELSE format('which of the schedules %s is compared is not said: give degree_lane a row',
					array_to_string(held, ', ')) END;
			RETURN;
		END IF;
	END IF;
	lanes := caseload.lanes(schedule_on(contract, schedule, on_date, known_on));
	IF lanes IS NULL THEN
		why_not := format('schedule %s is not in force', schedule);
		lane := NULL;
		RETURN;
	END IF;
	SELECT d.lane INTO lane FROM degree_lane AS d
	WHERE d.contract = degree_place.contract AND d.degree = degree_place.degree AND d.in_force @> on_date
		AND d.known @> known_on;
	IF degree IS NULL THEN
		lane := lanes[1];
	ELSIF lane IS NULL THEN
		SELECT l.lane INTO lane FROM pg_catalog.unnest(lanes) AS l (lane)
		WHERE upper(l.lane) IN (upper(degree), upper(degree) || '+0') LIMIT 1;
	END IF;
	IF lane IS NULL THEN
		why_not := format('no lane of schedule %s is called %s: give degree_lane a row', schedule, degree);
	ELSIF lane <> ALL (lanes) THEN
		why_not := format('schedule %s has no lane %s, which degree_lane names', schedule, lane);
		lane := NULL;
	END IF;
END
$degree_place$;
COMMENT ON FUNCTION degree_place(text, text, date, date) IS
	'the schedule that is compared and its lane for a degree, by '
	'degree_lane or by the lane''s name; null: the first lane';

-- A grid of one day over a whole career: nothing is guessed about raises to come. Who is hired on the first day of a
-- school year and works full time without a break has as many years of service of each kind.
CREATE FUNCTION career_pay(contract text, schedule text, lane text, on_date date, years int DEFAULT 30,
	then_lane text DEFAULT NULL, from_year int DEFAULT 6, known_on date DEFAULT 'infinity')
RETURNS TABLE (career_year int, placement caseload.salary_step, salary numeric, longevity numeric)
LANGUAGE plpgsql STABLE ROWS 30 SET search_path FROM CURRENT
AS $career_pay$
#variable_conflict use_variable
DECLARE
	grid caseload.salary_schedule := schedule_on(contract, schedule, on_date, known_on);
	rule step_rule := step_rule_on(contract, schedule, '*', on_date, false, known_on);
	start start_rule;
	in_grid boolean;
	step numeric;
	last numeric;
	top numeric;
	cell numeric;
	on_step jsonb := '{}';
	counted numeric;
	pays longevity_rule;
BEGIN
	IF grid IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule,
			to_char(on_date, 'YYYY-MM-DD')), HINT = 'See the table schedule for names and dates.';
	END IF;
	IF years NOT BETWEEN 1 AND 60 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a career of %s years is not reckoned', years),
			HINT = 'Give 1 to 60 years.';
	END IF;
	SELECT r.* INTO start FROM start_rule AS r
	WHERE r.contract = career_pay.contract AND r.schedule IN ('*', career_pay.schedule) AND r.role = '*'
		AND r.in_force @> on_date AND r.known @> known_on ORDER BY r.schedule = '*' LIMIT 1;
	SELECT bool_or(c.longevity), min(c.step) FILTER (WHERE c.lane = career_pay.lane) INTO in_grid, step
	FROM caseload.cells(grid) AS c;
	step := greatest(step, coalesce(start.first_step, 1));
	FOR n IN 1..years LOOP
		career_year := n;
		IF n >= from_year THEN
			lane := coalesce(then_lane, lane);
		END IF;
		SELECT max(c.step), max(c.step) FILTER (WHERE NOT c.longevity) INTO last, top
		FROM caseload.cells(grid) AS c WHERE c.lane = career_pay.lane;
		-- who stood on the last step of a shorter lane goes on from there
		step := greatest(step, least(step + floor((n - 1) / coalesce(rule.years_a_step, 1))
			- floor((n - 2) / coalesce(rule.years_a_step, 1)) * (n > 1)::int, rule.highest,
			CASE WHEN rule.past_last THEN NULL ELSE last END));
		placement := caseload.salary_step(lane, step);
		salary := caseload.salary(grid, placement);
		cell := caseload.salary_exact(grid, placement);
		longevity := 0;
		FOR pays IN SELECT r.* FROM longevity_rule AS r
			WHERE r.contract = career_pay.contract AND r.schedule IN ('*', career_pay.schedule)
				AND r.in_force @> on_date AND r.known @> known_on AND r.applies = '{}'
				AND (r.hired IS NULL OR r.hired @> on_date) AND (r.service <> 'step' OR NOT in_grid) ORDER BY r.id
		LOOP
			IF pays.service = 'on step' AND coalesce(pays.steps @> step, step >= top) THEN
				on_step := on_step || jsonb_build_object(pays.id::text,
					coalesce((on_step ->> pays.id::text)::int, 0) + 1);
			END IF;
			IF lane = ANY (pays.lanes) IS FALSE OR pays.steps @> step IS FALSE THEN
				CONTINUE;
			END IF;
			counted := CASE pays.service WHEN 'step' THEN step
				ELSE CASE pays.service WHEN 'on step' THEN coalesce((on_step ->> pays.id::text)::int, 0) ELSE n END
					- CASE WHEN pays.counts_running_year THEN 0 ELSE 1 END END;
			IF counted > 0 THEN
				longevity := longevity + caseload.pay(pays.scale, counted, CASE
					WHEN pays.base IS NOT NULL
						THEN base_amount(contract, pays.base, on_date, cell, salary, known_on => known_on)
					WHEN pays.service = 'step' THEN caseload.salary_exact(grid, caseload.salary_step(lane, top))
					ELSE cell END);
			END IF;
		END LOOP;
		longevity := round(longevity, 2);
		RETURN NEXT;
	END LOOP;
END
$career_pay$;
COMMENT ON FUNCTION career_pay(text, text, text, date, int, text, int, date) IS
	'what a full-time career would be paid, '
	'year by year, at the grid of one day: first in one lane, and from a year on in another';
