-- What each year added to the salary schedules.
CREATE TABLE raise (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract       text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule       text NOT NULL DEFAULT '*',
	in_force_from  date NOT NULL CHECK (isfinite(in_force_from)),
	rank           smallint NOT NULL DEFAULT 1,
	known_from     date NOT NULL DEFAULT '-infinity',
	ends           date CHECK (ends > in_force_from),
	percent        numeric,
	flat           numeric,
	lanes          text[],
	longevity_only boolean NOT NULL DEFAULT false,
	index_name     text,
	index_times    numeric,
	at_least       numeric,
	at_most        numeric,
	rounds_to      int,
	on_schedule    boolean NOT NULL DEFAULT true,
	citation       text NOT NULL CHECK (citation <> ''),
	note           text,
	joined         text NOT NULL DEFAULT 'then' CHECK (joined IN ('then', 'greater', 'lesser')),
	ends_known     date NOT NULL DEFAULT '-infinity',
	hangs_on       text CHECK (hangs_on <> ''),
	settled        boolean NOT NULL DEFAULT true,
	CONSTRAINT raise_hangs_on_something CHECK (settled OR hangs_on IS NOT NULL),
	CHECK (percent IS NOT NULL OR flat IS NOT NULL OR index_name IS NOT NULL),
	CHECK (joined = 'then' OR flat IS NOT NULL AND (percent IS NOT NULL OR index_name IS NOT NULL)),
	UNIQUE (contract, schedule, in_force_from, rank, known_from)
);
COMMENT ON TABLE raise IS 'raises of the salary schedules, in the order in which they are made';
COMMENT ON COLUMN raise.id IS 'key';
COMMENT ON COLUMN raise.contract IS 'the contract';
COMMENT ON COLUMN raise.schedule IS 'the schedule that it raises; * for all';
COMMENT ON COLUMN raise.in_force_from IS 'the first day that is paid at the raised rate';
COMMENT ON COLUMN raise.rank IS 'of several raises from one day, the order';
COMMENT ON COLUMN raise.known_from IS 'since when it was known; later than in_force_from for a retroactive raise';
COMMENT ON COLUMN raise.ends IS 'the first day on which a temporary raise or cut no longer holds';
COMMENT ON COLUMN raise.ends_known IS 'since when it was known that it ends then: until that day it goes on';
COMMENT ON COLUMN raise.hangs_on IS 'what it hangs on: a vote, a reopener; null: on nothing';
COMMENT ON COLUMN raise.settled IS 'false until that has come about: then it raises nothing; after a vote against it '
	'the row stays so';
COMMENT ON COLUMN raise.percent IS 'percent added to every cell; negative for a cut; with an index, on top of it';
COMMENT ON COLUMN raise.flat IS 'dollars added to every cell';
COMMENT ON COLUMN raise.joined IS
	'then: the percentage, then the dollars; greater, lesser: of the two, cell by cell';
COMMENT ON COLUMN raise.lanes IS 'only these lanes; null for all';
COMMENT ON COLUMN raise.longevity_only IS 'only the longevity steps';
COMMENT ON COLUMN raise.index_name IS 'the percentage follows this index, by its value on the day of the raise';
COMMENT ON COLUMN raise.index_times IS 'the index times this; null: once';
COMMENT ON COLUMN raise.at_least IS 'but at least so many percent';
COMMENT ON COLUMN raise.at_most IS 'and at most so many percent';
COMMENT ON COLUMN raise.rounds_to IS
	'the cells that it raises are rounded half up to so many places; null: they are not';
COMMENT ON COLUMN raise.on_schedule IS 'false for a payment beside the schedule, which later raises do not build on';
COMMENT ON COLUMN raise.citation IS 'article';
COMMENT ON COLUMN raise.note IS 'the reading chosen where the text is open, and the other one';


CREATE TABLE index_value (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL DEFAULT '*' CHECK (contract <> ''),
	index_name text NOT NULL CHECK (index_name <> ''),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	percent    numeric NOT NULL CHECK (percent NOT IN ('NaN', 'Infinity', '-Infinity')),
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	EXCLUDE USING gist (contract WITH =, index_name WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE index_value IS 'what an index that raises follow came to: a cost of living, state aid a student';
COMMENT ON COLUMN index_value.id IS 'key';
COMMENT ON COLUMN index_value.contract IS 'the contract that reads it so; * for all that have no value of their own';
COMMENT ON COLUMN index_value.index_name IS 'the name that raise.index_name uses';
COMMENT ON COLUMN index_value.in_force IS 'days on which a raise that follows it has this value';
COMMENT ON COLUMN index_value.known IS 'days on which this was the value known';
COMMENT ON COLUMN index_value.percent IS 'percent';
COMMENT ON COLUMN index_value.citation IS 'who published it, and when';
COMMENT ON COLUMN index_value.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
CREATE FUNCTION raise_terms(contract text, known_on date)
RETURNS TABLE (raise_id bigint, schedule text, in_force_from date, rank smallint, known_from date, ends date,
	percent numeric, flat numeric, joined text, lanes text[], longevity_only boolean, rounds_to int,
	on_schedule boolean, citation text, problem text)
LANGUAGE sql STABLE ROWS 20
BEGIN ATOMIC
	SELECT r.id, r.schedule, r.in_force_from, r.rank, r.known_from,
		CASE WHEN r.ends_known <= raise_terms.known_on THEN r.ends END,
		CASE WHEN r.index_name IS NULL AND r.percent IS NULL OR r.index_name IS NOT NULL AND v.percent IS NULL THEN NULL
			ELSE trim_scale(least(greatest(coalesce(r.percent, 0) + coalesce(v.percent * coalesce(r.index_times, 1), 0),
				r.at_least), r.at_most)) END,
		r.flat, r.joined, r.lanes, r.longevity_only, r.rounds_to, r.on_schedule, r.citation,
		CASE WHEN r.index_name IS NOT NULL AND v.percent IS NULL
			THEN format('index "%s" has no value on %s', r.index_name, to_char(r.in_force_from, 'YYYY-MM-DD'))
			WHEN r.index_times IS NOT NULL AND r.index_name IS NULL THEN 'index_times without index_name'
			WHEN r.at_least > r.at_most THEN 'at_least is above at_most'
			WHEN num_nonnulls(r.at_least, r.at_most) > 0 AND num_nonnulls(r.percent, r.index_name) = 0
				THEN 'at_least and at_most bound a percentage, and it has none'
		END
	FROM raise AS r LEFT JOIN LATERAL (SELECT i.percent FROM index_value AS i
			WHERE i.contract IN (r.contract, '*') AND i.index_name = r.index_name AND i.in_force @> r.in_force_from
				AND i.known @> raise_terms.known_on ORDER BY i.contract = '*' LIMIT 1) AS v ON true
	WHERE r.contract = raise_terms.contract AND r.settled AND r.known_from <= raise_terms.known_on;
END;
COMMENT ON FUNCTION raise_terms(text, date) IS
	'the raises of a contract as known on a day, those that hang on nothing any more, each with the percentage that it '
	'comes to between its bounds; problem: why it cannot be reckoned';

CREATE FUNCTION raises_between(contract text, schedule text, after date, through date,
	known_on date DEFAULT 'infinity')
RETURNS TABLE (raise_id bigint, for_schedule text, in_force_from date, rank smallint, percent numeric, flat numeric,
	joined text, lanes text[], longevity_only boolean, rounds_to int, citation text, problem text)
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT r.raise_id, r.schedule, r.in_force_from, r.rank, r.percent, r.flat, r.joined, r.lanes, r.longevity_only,
		r.rounds_to, r.citation, r.problem
	FROM raise_terms(raises_between.contract, raises_between.known_on) AS r
	WHERE r.schedule IN ('*', raises_between.schedule) AND r.on_schedule
		AND r.in_force_from > raises_between.after AND r.in_force_from <= raises_between.through
		AND (r.ends IS NULL OR r.ends > raises_between.through)
	ORDER BY r.in_force_from, r.rank, r.known_from, r.raise_id;
END;
COMMENT ON FUNCTION raises_between(text, text, date, date, date) IS
	'the raises on the schedule after one day and through another, in their order, each with the percentage that it '
	'comes to between its bounds; problem: why it cannot be reckoned';

CREATE FUNCTION refuse_raise(in_force_from date, citation text, problem text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $refuse_raise$
BEGIN
	RAISE EXCEPTION USING
		ERRCODE = CASE WHEN problem LIKE 'index "%' THEN 'no_data_found' ELSE 'invalid_parameter_value' END,
		MESSAGE = format('the raise of %s cannot be reckoned: %s', to_char(in_force_from, 'YYYY-MM-DD'), problem),
		DETAIL = format('See %s.', citation),
		HINT = CASE WHEN problem LIKE 'index "%' THEN 'Put what the index came to into the table index_value.'
			ELSE 'See its row in the table raise.' END;
END
$refuse_raise$;
COMMENT ON FUNCTION refuse_raise(date, text, text) IS 'the error of a raise that cannot be reckoned';

-- plpgsql, because sum(ln()) is not exact and SQL has no product
CREATE FUNCTION raise_factor(contract text, schedule text, after date, through date,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $raise_factor$
DECLARE
	factor numeric := 1;
	one_raise record;
BEGIN
	FOR one_raise IN
		SELECT r.* FROM raises_between(contract, schedule, after, through, known_on) WITH ORDINALITY AS r
		ORDER BY r.ordinality
	LOOP
		IF one_raise.problem IS NOT NULL THEN
			PERFORM refuse_raise(one_raise.in_force_from, one_raise.citation, one_raise.problem);
		END IF;
		IF one_raise.percent IS NULL OR one_raise.flat IS NOT NULL OR one_raise.lanes IS NOT NULL
			OR one_raise.longevity_only OR one_raise.rounds_to IS NOT NULL THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('the raise of %s is not the same percentage for every cell', one_raise.in_force_from),
				DETAIL = format('See %s.', one_raise.citation),
				HINT = 'raised(grid, contract, schedule, after, through) makes it, cell by cell.';
		END IF;
		factor := factor * (1 + one_raise.percent * 0.01); -- a division would round
	END LOOP;
	RETURN trim_scale(factor);
END
$raise_factor$;
COMMENT ON FUNCTION raise_factor(text, text, date, date, date) IS
	'the product, exact, of the percentage raises on the schedule after one day and through another';

-- A row for all schedules raises what this one has of its lanes and longevity rows, maybe nothing; a row that names
-- the schedule and finds nothing in it is a slip.
CREATE FUNCTION raised(grid caseload.salary_schedule, contract text, schedule text, after date, through date,
	known_on date DEFAULT 'infinity') RETURNS caseload.salary_schedule
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $raised$
DECLARE
	one_raise record;
	told text;
	why text;
	mend text;
BEGIN
	IF NOT EXISTS (SELECT FROM contract AS k WHERE k.contract = raised.contract) THEN
		RAISE no_data_found USING MESSAGE = format('there is no contract "%s"', contract),
			HINT = 'See the table contract for names.';
	ELSIF through < after THEN
		RAISE invalid_parameter_value USING MESSAGE = format('the raises through %s do not lie after %s',
			to_char(through, 'YYYY-MM-DD'), to_char(after, 'YYYY-MM-DD')),
			HINT = 'First the day of the grid, then the day that it is raised through.';
	END IF;
	SELECT r.* INTO one_raise FROM raise_terms(raised.contract, known_on) AS r
	WHERE r.schedule IN ('*', raised.schedule) AND r.on_schedule
		AND r.in_force_from <= after AND r.ends > after AND r.ends <= through
	ORDER BY r.in_force_from, r.rank LIMIT 1;
	IF FOUND THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('the grid of %s holds the raise of %s, which ended on %s',
				to_char(after, 'YYYY-MM-DD'), to_char(one_raise.in_force_from, 'YYYY-MM-DD'),
				to_char(one_raise.ends, 'YYYY-MM-DD')),
			DETAIL = format('See %s. Cells that were rounded do not tell what they were before it.',
				one_raise.citation),
			HINT = 'Begin with the grid of a day before that raise.';
	END IF;
	FOR one_raise IN
		SELECT r.* FROM raises_between(contract, schedule, after, through, known_on) WITH ORDINALITY AS r
		ORDER BY r.ordinality
	LOOP
		IF one_raise.problem IS NOT NULL THEN
			PERFORM refuse_raise(one_raise.in_force_from, one_raise.citation, one_raise.problem);
		END IF;
		BEGIN
			IF one_raise.for_schedule = '*' THEN
				one_raise.lanes := (SELECT array_agg(l.lane) FROM pg_catalog.unnest(one_raise.lanes) AS l (lane)
					WHERE caseload.lane(caseload.salary_step(l.lane, 1)) = ANY (caseload.lanes(grid)))
					|| CASE WHEN one_raise.lanes IS NOT NULL THEN '{}'::text[] END;
			ELSIF one_raise.longevity_only AND NOT caseload.has_longevity(grid) THEN
				RAISE invalid_parameter_value USING
					MESSAGE = format('schedule "%s" has no longevity row to raise', schedule);
			END IF;
			grid := caseload.with_raise(grid, one_raise.percent, one_raise.flat, one_raise.joined, one_raise.lanes,
				one_raise.longevity_only, one_raise.rounds_to);
		EXCEPTION WHEN invalid_parameter_value OR numeric_value_out_of_range OR invalid_text_representation THEN
			GET STACKED DIAGNOSTICS told = MESSAGE_TEXT, why = PG_EXCEPTION_DETAIL, mend = PG_EXCEPTION_HINT;
			RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = format('the raise of %s cannot be made: %s',
					to_char(one_raise.in_force_from, 'YYYY-MM-DD'), told),
				DETAIL = concat_ws(' ', NULLIF(why, ''), format('See %s.', one_raise.citation)),
				HINT = coalesce(NULLIF(mend, ''), 'See its row in the table raise.');
		END;
	END LOOP;
	RETURN grid;
END
$raised$;
COMMENT ON FUNCTION raised(caseload.salary_schedule, text, text, date, date, date) IS
	'a grid after the raises on the schedule after one day and through another, in their order, cell by cell';
