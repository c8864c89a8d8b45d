-- Printed cells are often the rounded cells of a rule whose base is not printed. Each of them leaves an interval for
-- the base; what they have in common is reckoned in exact fractions, numerator and denominator apart.

CREATE FUNCTION caseload.shortest_between(low_part numeric, low_whole numeric, high_part numeric, high_whole numeric,
	low_counts boolean) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $shortest_between$
DECLARE
	-- of low + high, to go to the middle
	sum_part numeric := low_part * high_whole + high_part * low_whole;
	sum_whole numeric := low_whole * high_whole;
	units numeric;
	size numeric;
BEGIN
	FOR places IN -38..16000 LOOP
		size := ('1e' || places)::numeric;
		-- the least above zero that is not below the lower end
		units := greatest(div(low_part * size, low_whole), 1);
		IF units * low_whole < low_part * size OR units * low_whole = low_part * size AND NOT low_counts THEN
			units := units + 1;
		END IF;
		CONTINUE WHEN units * high_whole >= high_part * size;
		WHILE (2 * units + 1) * sum_whole < sum_part * size AND (units + 1) * high_whole < high_part * size LOOP
			units := units + 1;
		END LOOP;
		RETURN trim_scale(units * ('1e' || -places)::numeric);
	END LOOP;
	RETURN NULL;
END
$shortest_between$;
COMMENT ON FUNCTION caseload.shortest_between(numeric, numeric, numeric, numeric, boolean) IS
	'the number above zero of fewest digits between two fractions, of several the one nearest to the middle';

-- The least multiple of 10^-20 that is not below the fraction.
CREATE FUNCTION caseload.fraction_up(part numeric, whole numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $fraction_up$
DECLARE
	units numeric := div(part * 1e20, whole);
BEGIN
	RETURN trim_scale((units + (units * whole < part * 1e20)::int) * 1e-20);
END
$fraction_up$;
COMMENT ON FUNCTION caseload.fraction_up(numeric, numeric) IS 'the fraction to 20 places, rounded up';

-- Each cell gives an interval; they are taken in this order, up to the first that leaves nothing.
CREATE FUNCTION caseload.common_interval(places caseload.salary_step[], low_parts numeric[], low_wholes numeric[],
	high_parts numeric[], high_wholes numeric[], low_counts boolean, OUT cells int, OUT low numeric,
	OUT low_cell caseload.salary_step, OUT high numeric, OUT high_cell caseload.salary_step, OUT shortest numeric,
	OUT contradicted_by caseload.salary_step)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $common_interval$
DECLARE
	c record;
	lowest record;
	highest record;
BEGIN
	cells := cardinality(places);
	FOR c IN SELECT * FROM unnest(places, low_parts, low_wholes, high_parts, high_wholes)
			AS u (place, low_part, low_whole, high_part, high_whole)
	LOOP
		IF low_cell IS NULL THEN
			lowest := c;
			highest := c;
		ELSE
			IF c.low_part * lowest.low_whole > lowest.low_part * c.low_whole THEN
				lowest := c;
			END IF;
			IF c.high_part * highest.high_whole < highest.high_part * c.high_whole THEN
				highest := c;
			END IF;
		END IF;
		low_cell := lowest.place;
		high_cell := highest.place;
		IF lowest.low_part * highest.high_whole >= highest.high_part * lowest.low_whole THEN
			contradicted_by := c.place;
			EXIT;
		END IF;
	END LOOP;
	low := caseload.fraction_up(lowest.low_part, lowest.low_whole);
	high := caseload.fraction_up(highest.high_part, highest.high_whole);
	IF contradicted_by IS NULL THEN
		shortest := caseload.shortest_between(lowest.low_part, lowest.low_whole, highest.high_part, highest.high_whole,
			low_counts);
	END IF;
END
$common_interval$;
COMMENT ON FUNCTION caseload.common_interval(caseload.salary_step[], numeric[], numeric[], numeric[], numeric[],
	boolean) IS 'what the intervals of cells have in common, and which cells set its ends or contradict each other';

CREATE FUNCTION caseload.check_unit(unit numeric, schedule caseload.salary_schedule) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $check_unit$
DECLARE
	c record;
BEGIN
	IF unit IS NULL OR unit NOT BETWEEN 1e-8 AND 1e10 OR scale(trim_scale(unit)) > 8 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('%s is no unit of printed amounts', coalesce(unit::text,
			'NULL')), HINT = 'Give what the schedule is rounded to, as 1, 0.01 or 100.';
	END IF;
	SELECT * INTO c FROM caseload.cells(schedule) AS p WHERE p.amount % unit <> 0 LIMIT 1;
	IF FOUND THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('%s pays %s, which is not rounded to %s', c.placement, c.amount, unit),
			HINT = 'Give what the schedule is rounded to as the unit, as 0.01.';
	END IF;
END
$check_unit$;
COMMENT ON FUNCTION caseload.check_unit(numeric, caseload.salary_schedule) IS
	'an error unless the schedule prints multiples of the unit';

CREATE FUNCTION caseload.raise_interval(earlier caseload.salary_schedule, later caseload.salary_schedule,
	unit numeric DEFAULT 1, OUT cells int, OUT low numeric, OUT low_cell caseload.salary_step, OUT high numeric,
	OUT high_cell caseload.salary_step, OUT factor numeric, OUT contradicted_by caseload.salary_step)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $raise_interval$
BEGIN
	PERFORM caseload.check_unit(unit, earlier), caseload.check_unit(unit, later);
	SELECT i.* INTO cells, low, low_cell, high, high_cell, factor, contradicted_by
	FROM (SELECT array_agg(l.placement ORDER BY n) AS places, array_agg(l.amount - unit * 0.5 ORDER BY n) AS low_parts,
			array_agg(e.amount + unit * 0.5 ORDER BY n) AS low_wholes,
			array_agg(l.amount + unit * 0.5 ORDER BY n) AS high_parts,
			array_agg(e.amount - unit * 0.5 ORDER BY n) AS high_wholes
		FROM ROWS FROM (caseload.cells(later)) WITH ORDINALITY
				AS l (placement, lane, lane_rank, units, step, amount, exact, longevity, n)
			JOIN caseload.cells(earlier) AS e USING (lane, step, longevity)) AS both_cells,
		caseload.common_interval(places, low_parts, low_wholes, high_parts, high_wholes, false) AS i;
	cells := coalesce(cells, 0);
END
$raise_interval$;
COMMENT ON FUNCTION caseload.raise_interval(caseload.salary_schedule, caseload.salary_schedule, numeric) IS
	'between which factors the raise of one printed schedule to another lies, or the first cell that no factor gives';

-- factors: of a cell, or of all cells of a lane or step (II-*, *-19L, *), the base, by which factor it comes of it and
-- what is added; a base that is a cell with a base of its own goes on to that, unrounded.
CREATE FUNCTION caseload.hidden_rule(factors jsonb, OUT key text, OUT base text, OUT factor numeric,
	OUT addend numeric) RETURNS SETOF record
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $hidden_rule$
DECLARE
	given record;
	part record;
BEGIN
	IF jsonb_typeof(factors) <> 'object' THEN
		RAISE invalid_parameter_value USING MESSAGE = 'factors is no JSON object',
			HINT = 'Write {"I-2": {"base": "I-1", "factor": 1.05, "add": 0}}.';
	END IF;
	FOR given IN SELECT e.key, e.value FROM jsonb_each(factors) AS e LOOP
		factor := 1;
		addend := 0;
		base := NULL;
		IF jsonb_typeof(given.value) <> 'object' THEN
			RAISE invalid_parameter_value USING MESSAGE = format('factors gives %s no object', given.key),
				HINT = 'Write {"base": "I-1", "factor": 1.05, "add": 0}.';
		END IF;
		FOR part IN SELECT e.key, e.value #>> '{}' AS value, jsonb_typeof(e.value) AS type
				FROM jsonb_each(given.value) AS e LOOP
			IF part.key = 'base' AND part.type = 'string' AND part.value ~ '[^[:space:]]' THEN
				base := btrim(part.value);
			ELSIF part.key IN ('factor', 'add') AND part.value ~ '^[-+]?[0-9]{1,10}([.][0-9]{1,27})?$' THEN
				factor := CASE part.key WHEN 'factor' THEN part.value::numeric ELSE factor END;
				addend := CASE part.key WHEN 'add' THEN part.value::numeric ELSE addend END;
			ELSE
				RAISE invalid_parameter_value USING
					MESSAGE = format('"%s": %s of %s in factors cannot be read', part.key,
						coalesce(left(part.value, 40), 'null'), given.key),
					HINT = 'There are "base", the name of a cell or of what is not printed, and the numbers "factor" '
						'and "add", with at most 10 digits before the point and 27 after it.';
			END IF;
		END LOOP;
		IF base IS NULL OR factor <= 0 THEN
			RAISE invalid_parameter_value USING MESSAGE = format(CASE WHEN base IS NULL THEN 'factors gives %s no base'
				ELSE 'factors gives %s a factor that is not above zero' END, given.key);
		END IF;
		-- as cells are written: the lane of any step, the step of any lane
		key := CASE WHEN given.key = '*' THEN '*'
			WHEN given.key LIKE '*-%' THEN '*' || substr((('A' || substr(given.key, 2))::caseload.salary_step)::text, 2)
			WHEN given.key LIKE '%-*'
				THEN rtrim(((rtrim(given.key, '*') || '0')::caseload.salary_step)::text, '0') || '*'
			ELSE given.key::caseload.salary_step::text END;
		RETURN NEXT;
	END LOOP;
END
$hidden_rule$;
COMMENT ON FUNCTION caseload.hidden_rule(jsonb) IS 'the rows of what hidden_cells() is given as factors';

-- The keys of factors that a cell goes by, the nearest first.
CREATE FUNCTION caseload.hidden_keys(placement caseload.salary_step, lane text, step numeric, longevity boolean)
RETURNS TABLE (key text, rank bigint)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE ROWS 4 SET search_path = pg_catalog, pg_temp
AS $hidden_keys$
DECLARE
	place text := placement;
	number text := trim_scale(step)::text;
BEGIN
	RETURN QUERY SELECT k.key, k.rank FROM unnest(ARRAY[
		CASE WHEN longevity THEN lane || '-' || number || 'L' END, place, lane || '-*',
		CASE WHEN longevity THEN '*-' || number || 'L' END, CASE WHEN place NOT LIKE '%L' THEN '*-' || number END, '*'])
		WITH ORDINALITY AS k (key, rank) WHERE k.key IS NOT NULL;
END
$hidden_keys$;
COMMENT ON FUNCTION caseload.hidden_keys(caseload.salary_step, text, numeric, boolean) IS
	'by which keys of what hidden_cells() is given as factors a cell goes, the nearest first';

CREATE FUNCTION caseload.check_factors(schedule caseload.salary_schedule, factors jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $check_factors$
DECLARE
	wrong text;
BEGIN
	SELECT r.key INTO wrong FROM caseload.hidden_rule(factors) AS r GROUP BY r.key HAVING count(*) > 1 LIMIT 1;
	IF FOUND THEN
		RAISE invalid_parameter_value USING MESSAGE = format('factors gives %s twice', wrong);
	END IF;
	SELECT r.key INTO wrong FROM caseload.hidden_rule(factors) AS r
	WHERE r.key NOT IN (SELECT k.key FROM caseload.cells(schedule) AS c,
		caseload.hidden_keys(c.placement, c.lane, c.step, c.longevity) AS k) LIMIT 1;
	IF FOUND THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('factors names %s, and the schedule has no such cell', wrong),
			HINT = format('Its lanes are %s.', array_to_string(caseload.lanes(schedule), ', '));
	END IF;
END
$check_factors$;
COMMENT ON FUNCTION caseload.check_factors(caseload.salary_schedule, jsonb) IS
	'an error where factors names a cell twice or one that the schedule has not';

CREATE FUNCTION caseload.hidden_cells(schedule caseload.salary_schedule, factors jsonb, unit numeric DEFAULT 1)
RETURNS TABLE (base text, cells int, low numeric, low_cell caseload.salary_step, high numeric,
	high_cell caseload.salary_step, amount numeric, contradicted_by caseload.salary_step)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $hidden_cells$
DECLARE
	found_base record;
BEGIN
	PERFORM caseload.check_unit(unit, schedule), caseload.check_factors(schedule, factors);
	FOR found_base IN
		WITH RECURSIVE cell AS MATERIALIZED (
			SELECT c.placement, c.placement::text AS place, c.lane, c.step, c.longevity, c.amount, c.n
			FROM ROWS FROM (caseload.cells(schedule)) WITH ORDINALITY
				AS c (placement, lane, lane_rank, units, step, amount, exact, longevity, n)
		), named AS MATERIALIZED (
			SELECT c.place, c.n FROM cell AS c
			UNION ALL
			SELECT c.place || 'L', c.n FROM cell AS c WHERE c.longevity AND c.place NOT LIKE '%L'
		), link AS MATERIALIZED (
			SELECT DISTINCT ON (c.n) c.n, CASE WHEN r.base LIKE '*-%' THEN b.place ELSE r.base END AS base,
				p.n AS base_n, r.factor, r.addend
			FROM cell AS c CROSS JOIN LATERAL caseload.hidden_keys(c.placement, c.lane, c.step, c.longevity) AS k
				JOIN caseload.hidden_rule(factors) AS r ON r.key = k.key
				CROSS JOIN LATERAL (SELECT upper(regexp_replace(regexp_replace(r.base, '^[*]-', c.lane || '-'),
					'[[:space:]]', '', 'g')) AS place) AS b
				LEFT JOIN named AS p ON p.place = b.place
			ORDER BY c.n, k.rank
		), step AS MATERIALIZED (
			-- that a cell is its own base says nothing of it
			SELECT * FROM link AS l WHERE l.base_n IS DISTINCT FROM l.n OR l.factor <> 1 OR l.addend <> 0
		), chain AS (
			SELECT s.n, s.base, s.base_n, s.factor, s.addend FROM step AS s
			UNION ALL
			SELECT c.n, s.base, s.base_n, c.factor * s.factor, c.factor * s.addend + c.addend
			FROM chain AS c JOIN step AS s ON s.n = c.base_n
		) CYCLE base_n SET again USING path,
		item AS (
			SELECT c.n, coalesce(p.place, c.base) AS base, c.base_n, c.factor, c.addend, c.again
			FROM chain AS c LEFT JOIN cell AS p ON p.n = c.base_n
			WHERE c.again OR NOT EXISTS (SELECT FROM step AS s WHERE s.n = c.base_n)
			UNION ALL
			-- the base as it is printed
			SELECT DISTINCT c.n, c.place, c.n, 1.0, 0.0, false
			FROM chain AS i JOIN cell AS c ON c.n = i.base_n
			WHERE NOT EXISTS (SELECT FROM step AS s WHERE s.n = c.n)
		)
		SELECT i.base, min(i.n) AS first, min(c.place) FILTER (WHERE i.again) AS circle,
			max(scale(i.factor) + scale(i.addend)) AS digits, array_agg(c.placement ORDER BY i.n) AS places,
			array_agg(c.amount - unit * 0.5 - i.addend ORDER BY i.n) AS low_parts,
			array_agg(c.amount + unit * 0.5 - i.addend ORDER BY i.n) AS high_parts,
			array_agg(i.factor ORDER BY i.n) AS wholes
		FROM item AS i JOIN cell AS c ON c.n = i.n GROUP BY i.base ORDER BY first
	LOOP
		IF found_base.circle IS NOT NULL THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('the base of %s goes back to itself', found_base.circle),
				HINT = 'One cell of a chain needs a base that is no cell, or none.';
		END IF;
		IF found_base.digits > 4000 THEN
			RAISE numeric_value_out_of_range USING MESSAGE = format('the factors from %s on have too many digits',
				found_base.base), HINT = 'Give them fewer digits, or bases that are nearer.';
		END IF;
		RETURN QUERY
		SELECT found_base.base, i.cells, i.low, i.low_cell, i.high, i.high_cell, i.shortest, i.contradicted_by
		FROM caseload.common_interval(found_base.places, found_base.low_parts, found_base.wholes, found_base.high_parts,
			found_base.wholes, true) AS i;
	END LOOP;
END
$hidden_cells$;
COMMENT ON FUNCTION caseload.hidden_cells(caseload.salary_schedule, jsonb, numeric) IS
	'between which amounts the unrounded bases of printed cells lie, or the first cell that contradicts; factors: of '
	'each cell, lane or step its base, its factor and what is added, '
	'{"I-2": {"base": "I-1", "factor": 1.05, "add": 0}}';
