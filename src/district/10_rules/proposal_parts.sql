-- A proposal in parts, so that what each costs can be told apart from the others.

-- The order in which the parts of a proposal are applied; what no part names comes last.
CREATE FUNCTION proposal_parts() RETURNS TABLE (nth int, part text, tables text[])
LANGUAGE sql IMMUTABLE ROWS 10
BEGIN ATOMIC
	VALUES (1, 'days', '{contract,calendar,count_days,term,division,work_year,due_date}'::text[]),
		(2, 'schedule', '{schedule,raise}'), (3, 'steps', '{step_rule,start_rule,proposed_place}'),
		(4, 'lanes', '{degree_lane,change_share}'), (5, 'longevity', '{longevity_rule,credit_rule}'),
		(6, 'stipends', '{stipend,stipend_exclusion}'), (7, 'pay bases and hours', '{pay_base,hourly_pay,time_block}'),
		(8, 'overages', '{load_limit}'), (9, 'other rules', '{}');
END;
COMMENT ON FUNCTION proposal_parts() IS
	'the parts of a proposal in the order in which compare_cost() applies them, and the tables of rules of each';

CREATE FUNCTION part_of_table(table_name text) RETURNS int
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT coalesce(min(p.nth), 9) FROM proposal_parts() AS p WHERE part_of_table.table_name = ANY (p.tables);
END;
COMMENT ON FUNCTION part_of_table(text) IS 'which part of a proposal a table of rules is of';

-- The grid of a proposal as far as it is applied: raised cells first, then steps that are new, new lanes, and new
-- longevity rows. A row of the schedule that the contract does not have at all is applied at once.
CREATE FUNCTION grid_until(contract text, schedule text, in_force daterange, grid caseload.salary_schedule, until int)
RETURNS caseload.salary_schedule
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $grid_until$
#variable_conflict use_column
DECLARE
	old_lanes text[];
	old_steps text[];
	lanes_kept text[];
	kept caseload.salary_schedule;
BEGIN
	SELECT array_agg(DISTINCT c.lane), array_agg(DISTINCT format('%s %s', trim_scale(c.step), c.longevity))
	INTO old_lanes, old_steps
	FROM schedule AS s CROSS JOIN LATERAL caseload.cells(s.grid) AS c
	WHERE s.contract = grid_until.contract AND s.schedule = grid_until.schedule AND s.in_force && grid_until.in_force
		AND upper_inf(s.known);
	IF old_lanes IS NULL THEN
		RETURN grid;
	END IF;
	SELECT caseload.salary_schedule_agg(c.placement, c.exact, c.longevity) INTO kept FROM caseload.cells(grid) AS c
	WHERE (until >= 4 OR c.lane = ANY (old_lanes))
		AND (until >= CASE WHEN c.longevity THEN 5 ELSE 3 END
			OR format('%s %s', trim_scale(c.step), c.longevity) = ANY (old_steps));
	IF kept IS NULL THEN
		RETURN grid;
	END IF;
	SELECT array_agg(l.lane ORDER BY l.rank) INTO lanes_kept
	FROM unnest(caseload.lanes(grid)) WITH ORDINALITY AS l (lane, rank) WHERE l.lane = ANY (caseload.lanes(kept));
	RETURN caseload.paid_in(caseload.with_lanes(kept, lanes_kept),
		(regexp_match(grid::text, '^[^(]*[(](-?[0-9]+)[)]'))[1]::int);
END
$grid_until$;
COMMENT ON FUNCTION grid_until(text, text, daterange, caseload.salary_schedule, int) IS
	'of a proposal''s grid what is applied until a part: rows and lanes that the contract does not have come later';

-- What a part of the proposal says otherwise than the contract: only that is reckoned.
CREATE FUNCTION parts_changed(contract text, proposal text) RETURNS int[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $parts_changed$
#variable_conflict use_column
DECLARE
	place record;
	rows_as_text text;
	differs boolean;
	changed int[] := '{}';
BEGIN
	FOR place IN
		SELECT t.name, part_of_table(t.name) AS part, (SELECT string_agg(format(
				' || jsonb_build_object(%1$L, (SELECT jsonb_agg(j ORDER BY j) FROM '
				'(SELECT to_jsonb(c) - ''{id,%2$s,note}''::text[] AS j '
				'FROM %1$I AS c WHERE c.%2$I = r.id) AS c))', k.table_name, k.by_column), '' ORDER BY k.table_name)
			FROM rule_tables() AS k WHERE k.parent = t.name AND t.name <> 'contract') AS children
		FROM (SELECT 'contract' UNION ALL SELECT k.table_name FROM rule_tables() AS k
			WHERE k.parent = 'contract') AS t (name)
		ORDER BY 2, 1
	LOOP
		CONTINUE WHEN place.part = ANY (changed);
		rows_as_text := format('SELECT to_jsonb(r) - ''{id,contract,proposal_of,title,citation,note}''::text[]%s '
			'FROM %I AS r WHERE r.contract = $', place.children, place.name);
		EXECUTE format('SELECT EXISTS (%1$s1 EXCEPT ALL %1$s2) OR EXISTS (%1$s2 EXCEPT ALL %1$s1)', rows_as_text)
		INTO differs USING parts_changed.contract, parts_changed.proposal;
		IF differs THEN
			changed := changed || place.part;
		END IF;
	END LOOP;
	RETURN ARRAY(SELECT unnest(changed) UNION SELECT 4 FROM proposed_place AS p
			WHERE p.contract = parts_changed.proposal AND p.to_lane IS NOT NULL
		UNION SELECT u.part FROM schedule AS s CROSS JOIN generate_series(3, 5) AS u (part)
		WHERE s.contract = parts_changed.proposal AND 2 = ANY (changed)
			AND grid_until(parts_changed.contract, s.schedule, s.in_force, s.grid, u.part)::text
				<> grid_until(parts_changed.contract, s.schedule, s.in_force, s.grid, u.part - 1)::text
		ORDER BY 1);
END
$parts_changed$;
COMMENT ON FUNCTION parts_changed(text, text) IS
	'which of proposal_parts() a proposal says otherwise than its contract';
