-- A proposal at the table is a contract of its own: all rules of the one that it would change, copied, and then changed
-- by whoever proposes. Nobody is employed under it, so no report of the district, no guard and no book takes it for one
-- that is agreed; what it costs, compare_cost() reckons for the people of the contract.
CREATE TABLE proposed_place (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule   text NOT NULL DEFAULT '*' CHECK (schedule <> ''),
	lanes      text[],
	steps      numrange,
	applies    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	to_lane    text CHECK (to_lane <> ''),
	plus_steps numeric NOT NULL DEFAULT 0 CHECK (abs(plus_steps) < 100),
	precedence int NOT NULL DEFAULT 0,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	CONSTRAINT proposed_place_whole_or_half_steps CHECK (plus_steps * 2 = trunc(plus_steps * 2)),
	CONSTRAINT proposed_place_moves_somebody CHECK (to_lane IS NOT NULL OR plus_steps <> 0)
);
CREATE INDEX ON proposed_place (contract);
COMMENT ON TABLE proposed_place IS
	'where a proposal places those who stand elsewhere by the contract: on a new lane, or so many steps on';
COMMENT ON COLUMN proposed_place.id IS 'key';
COMMENT ON COLUMN proposed_place.contract IS 'the proposal';
COMMENT ON COLUMN proposed_place.schedule IS 'the schedule; * for all';
COMMENT ON COLUMN proposed_place.lanes IS 'who stands in one of these lanes by the contract; null for all';
COMMENT ON COLUMN proposed_place.steps IS 'and on one of these steps; null for all';
COMMENT ON COLUMN proposed_place.applies IS 'and whose employment carries this';
COMMENT ON COLUMN proposed_place.to_lane IS 'the lane in which the proposal places them; null: their own';
COMMENT ON COLUMN proposed_place.plus_steps IS 'and how many steps higher; less than 0: lower';
COMMENT ON COLUMN proposed_place.precedence IS 'of several rows that speak of a place the one of the highest, then the '
	'first, decides';
COMMENT ON COLUMN proposed_place.citation IS 'article of the proposal';
COMMENT ON COLUMN proposed_place.note IS 'the reading chosen where the text is open, and the other one';

-- Waivers and remedies chosen name the contract's own rows: by this they are found under the proposal, too.
CREATE TABLE proposed_copy (
	contract    text NOT NULL REFERENCES contract ON DELETE CASCADE,
	table_name  text NOT NULL,
	row_id      bigint NOT NULL,
	copied_from bigint NOT NULL,
	PRIMARY KEY (contract, table_name, copied_from, row_id)
);
COMMENT ON TABLE proposed_copy IS 'which row of the contract each row of a proposal was copied from';
COMMENT ON COLUMN proposed_copy.contract IS 'the proposal';
COMMENT ON COLUMN proposed_copy.table_name IS 'the table of rules';
COMMENT ON COLUMN proposed_copy.row_id IS 'the row of the proposal';
COMMENT ON COLUMN proposed_copy.copied_from IS 'the row of the contract';
-- derived: made anew by each upgrade
-- A rule cites where it stands and is of no district; what the register keeps of payroll cites nothing.
CREATE FUNCTION rule_tables() RETURNS TABLE (table_name text, parent text, by_column text)
LANGUAGE sql STABLE ROWS 40 SET search_path FROM CURRENT
AS $rule_tables$
	WITH rule AS (
		SELECT r.oid, r.relname FROM pg_class AS r JOIN pg_attribute AS a ON a.attrelid = r.oid AND NOT a.attisdropped
		WHERE r.relkind = 'r' AND r.oid <> 'contract'::regclass
			AND r.relnamespace = (SELECT k.relnamespace FROM pg_class AS k WHERE k.oid = 'contract'::regclass)
		GROUP BY r.oid, r.relname
		HAVING array_agg(a.attname) @> '{contract,citation}' AND NOT array_agg(a.attname) @> '{district_id}'
	)
	SELECT r.relname::text, 'contract', 'contract' FROM rule AS r
	UNION ALL
	SELECT c.relname, r.relname, a.attname
	FROM pg_constraint AS k JOIN rule AS r ON r.oid = k.confrelid JOIN pg_class AS c ON c.oid = k.conrelid
		JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
	WHERE k.contype = 'f' AND k.confdeltype = 'c' AND cardinality(k.conkey) = 1;
$rule_tables$;
COMMENT ON FUNCTION rule_tables() IS
	'the tables of rules, each with what its rows belong to (contract, or a table of rules), and by which column';

CREATE FUNCTION propose(contract text, name text, title text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $propose$
#variable_conflict use_column
DECLARE
	asked contract;
	place record;
	columns text;
	has_id boolean;
	copied bigint;
	rows_of_all bigint := 0;
	tables int := 0;
BEGIN
	IF num_nulls(propose.contract, propose.name) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = 'propose: contract and name must not be NULL',
			HINT = 'Name both: propose(''waterford'', ''union offer of 3 March'').';
	END IF;
	IF propose.name = '' THEN
		RAISE invalid_name USING MESSAGE = 'the name of a proposal must not be empty',
			HINT = 'Name it: propose(''waterford'', ''union offer of 3 March'').';
	END IF;
	SELECT k.* INTO asked FROM contract AS k WHERE k.contract = propose.contract;
	IF NOT FOUND THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s" here', propose.contract),
			DETAIL = format('The contracts of this district are: %s.',
				(SELECT string_agg(k.contract, ', ' ORDER BY k.contract) FROM contract AS k)),
			HINT = 'A proposal is the copy of a contract, or of another proposal.';
	END IF;
	IF EXISTS (SELECT FROM contract AS k WHERE k.contract = propose.name) THEN
		RAISE duplicate_object USING MESSAGE = format('there is a contract "%s" already', propose.name),
			HINT = CASE WHEN (SELECT k.proposal_of FROM contract AS k WHERE k.contract = propose.name) IS NULL
				THEN 'Give the proposal another name.'
				ELSE format('Give the proposal another name, or withdraw that one: withdraw_proposal(%L).',
					propose.name) END;
	END IF;
	SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO columns FROM pg_attribute AS a
	WHERE a.attrelid = 'contract'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
		AND a.attname NOT IN ('contract', 'title', 'proposal_of');
	BEGIN
		EXECUTE format('INSERT INTO contract (contract, title, proposal_of, %1$s) SELECT $2, $3, $4, %1$s '
			'FROM contract WHERE contract = $1', columns) USING propose.contract, propose.name,
			coalesce(propose.title, asked.title || ', proposal ' || propose.name),
			coalesce(asked.proposal_of, propose.contract);
	EXCEPTION WHEN unique_violation THEN
		-- somebody else has proposed under this name since it was looked for
		RAISE duplicate_object USING MESSAGE = format('there is a contract "%s" already', propose.name),
			HINT = 'Give the proposal another name.';
	END;
	-- those whose rows belong to rows of others come after these
	FOR place IN SELECT t.* FROM rule_tables() AS t ORDER BY t.parent <> 'contract', t.table_name LOOP
		SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attname
				NOT IN ('id', place.by_column)), bool_or(a.attname = 'id') INTO columns, has_id
		FROM pg_attribute AS a WHERE a.attrelid = place.table_name::regclass AND a.attnum > 0 AND NOT a.attisdropped
			AND a.attgenerated = '';
		IF NOT has_id THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('table "%s" of rules has no column id, so it cannot be copied', place.table_name),
				HINT = 'Give it a key of that name, as the other tables of rules have.';
		END IF;
		EXECUTE format('WITH old AS MATERIALIZED ('
			'SELECT s.*, nextval(pg_get_serial_sequence(%6$L, ''id'')) AS id_of_copy '
			'FROM (SELECT f.*, %5$s AS belongs_to FROM %1$I AS f %4$s ORDER BY f.id) AS s), '
			'put AS (INSERT INTO %1$I (id, %2$I, %3$s) OVERRIDING SYSTEM VALUE '
			'SELECT id_of_copy, belongs_to, %3$s FROM old RETURNING id) '
			'INSERT INTO proposed_copy (contract, table_name, row_id, copied_from) '
			'SELECT $2, %1$L, o.id_of_copy, o.id FROM old AS o',
			place.table_name, place.by_column, columns,
			CASE place.parent WHEN 'contract' THEN format('WHERE f.%I = $1', place.by_column)
				ELSE format('JOIN proposed_copy AS m ON m.contract = $2 AND m.table_name = %L AND m.copied_from = f.%I',
					place.parent, place.by_column) END,
			CASE place.parent WHEN 'contract' THEN '$2' ELSE 'm.row_id' END,
			quote_ident(place.table_name))
		USING propose.contract, propose.name;
		GET DIAGNOSTICS copied = ROW_COUNT;
		rows_of_all := rows_of_all + copied;
		tables := tables + (copied > 0)::int;
	END LOOP;
	-- of a proposal that answers another: facts name the rows of the contract
	UPDATE proposed_copy AS m SET copied_from = p.copied_from FROM proposed_copy AS p
	WHERE m.contract = propose.name AND p.contract = propose.contract AND p.table_name = m.table_name
		AND p.row_id = m.copied_from;
	RETURN format('proposal %s made of %s: %s rules of %s tables', propose.name, propose.contract, rows_of_all, tables);
END
$propose$;
COMMENT ON FUNCTION propose(text, text, text) IS 'copies all rules of a contract, or of another proposal, under a name '
	'of its own, to be changed there; compare_cost() tells what the change costs';

CREATE FUNCTION check_proposal(name text) RETURNS contract
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $check_proposal$
DECLARE
	proposal contract;
BEGIN
	SELECT k.* INTO proposal FROM contract AS k WHERE k.contract = check_proposal.name AND k.proposal_of IS NOT NULL;
	IF NOT FOUND THEN
		RAISE invalid_parameter_value USING
			MESSAGE = CASE WHEN check_proposal.name IS NULL THEN 'a proposal must be named'
				WHEN EXISTS (SELECT FROM contract AS k WHERE k.contract = check_proposal.name)
				THEN format('"%s" is a contract that is agreed, and no proposal', check_proposal.name)
				ELSE format('there is no proposal "%s" here', check_proposal.name) END,
			DETAIL = coalesce(format('The proposals of this district are: %s.',
				(SELECT string_agg(k.contract, ', ' ORDER BY k.contract) FROM contract AS k
				WHERE k.proposal_of IS NOT NULL)), 'There is none in this district.'),
			HINT = 'propose(contract, name) makes one.';
	END IF;
	RETURN proposal;
END
$check_proposal$;
COMMENT ON FUNCTION check_proposal(text) IS 'the row of a proposal; an error if there is none of that name';

CREATE FUNCTION withdraw_proposal(name text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $withdraw_proposal$
DECLARE
	place record;
	held_by text;
BEGIN
	PERFORM check_proposal(name);
	-- before their contract, so that it can still be told that they are a proposal's, see put_rule_marks()
	FOR place IN SELECT t.table_name, t.by_column FROM rule_tables() AS t WHERE t.parent = 'contract'
		ORDER BY t.table_name LOOP
		EXECUTE format('DELETE FROM %I WHERE %I = $1', place.table_name, place.by_column) USING name;
	END LOOP;
	DELETE FROM contract AS k WHERE k.contract = withdraw_proposal.name;
	RETURN format('proposal %s withdrawn', name);
EXCEPTION WHEN foreign_key_violation THEN
	GET STACKED DIAGNOSTICS held_by = TABLE_NAME;
	RAISE foreign_key_violation USING
		MESSAGE = format('proposal "%s" cannot be withdrawn: rows of %s name it', name, held_by),
		DETAIL = SQLERRM,
		HINT = format('Mend these rows of %s: facts name the contract, and never a proposal.', held_by);
END
$withdraw_proposal$;
COMMENT ON FUNCTION withdraw_proposal(text) IS 'deletes a proposal with all of its rules';

-- Cells are rounded as the schedule pays: so what 1% costs is reckoned from the grid, and is not 1% of the payroll.
CREATE FUNCTION propose_raise(proposal text, percent numeric DEFAULT 0, flat numeric DEFAULT 0,
	schedule text DEFAULT '*', from_day date DEFAULT '-infinity') RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $propose_raise$
#variable_conflict use_column
DECLARE
	raised_here int;
BEGIN
	PERFORM check_proposal(propose_raise.proposal);
	IF num_nulls(percent, flat, propose_raise.schedule, from_day) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = 'propose_raise: no argument may be NULL',
			HINT = 'Leave out what is not asked for: propose_raise(''offer'', percent => 2).';
	END IF;
	IF percent = 0 AND flat = 0 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a raise of nothing for proposal "%s"',
				propose_raise.proposal),
			HINT = 'Give percent, flat or both: propose_raise(''offer'', percent => 2).';
	END IF;
	UPDATE schedule AS s SET grid = caseload.with_raise(s.grid, propose_raise.percent, propose_raise.flat)
	WHERE s.contract = propose_raise.proposal AND propose_raise.schedule IN ('*', s.schedule)
		AND upper_inf(s.known) AND coalesce(upper(s.in_force) > propose_raise.from_day, true);
	GET DIAGNOSTICS raised_here = ROW_COUNT;
	IF raised_here = 0 THEN
		RAISE no_data_found USING MESSAGE = format('proposal "%s" has no schedule "%s" that holds from %s on',
				propose_raise.proposal, propose_raise.schedule, from_day),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	RETURN raised_here;
END
$propose_raise$;
COMMENT ON FUNCTION propose_raise(text, numeric, numeric, text, date) IS 'raises the schedules of a proposal that hold '
	'from a day on, by a percentage and then by dollars a cell; returns how many rows of schedule it raised';
