-- The guards of a distributed district stand on its shards, and judge there. The caps that they hold are filled at the
-- desk, from limits and exceptions, and lie beside the facts; they are not filled anew by a change of what they hang
-- on, as on one machine, but when they are asked for again.
CREATE FUNCTION caseload.guard_distributed(schema text, district_id int) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
AS $guard_distributed$
DECLARE
	desk text;
	judging record;
	held record;
	again text[] := '{}';
	statement text;
	caps bigint;
BEGIN
	IF district_id IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'guard_distributed: district_id must not be NULL';
	END IF;
	PERFORM caseload.check_distributed(schema, district_id);
	desk := caseload.take_to_desk(schema, district_id);
	EXECUTE format('SELECT %I.join_guarded(ARRAY[$1])', desk) USING district_id;
	EXECUTE format('SELECT %I.fill_caps($1)', desk) USING district_id;
	-- whom Citus asks whether its owner knows that it does not answer for triggers
	PERFORM set_config('citus.enable_unsafe_triggers', 'on', true);
	-- what is over already is taken as it is, and listed by check_caps()
	FOR judging IN SELECT t.tgrelid::regclass AS on_table, t.tgname FROM pg_trigger AS t
		WHERE t.tgfoid IN ('caseload.guard_group()'::regprocedure, 'caseload.guard_waiver()'::regprocedure)
			AND t.tgenabled = 'O' AND t.tgrelid IN (format('%I.section_cap', schema)::regclass,
				format('%I.section_cap_lift', schema)::regclass, format('%I.caseload_cap', schema)::regclass,
				format('%I.caseload_cap_lift', schema)::regclass) ORDER BY 1, 2 LOOP
		EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', judging.on_table, judging.tgname);
		again := again || format('ALTER TABLE %s ENABLE TRIGGER %I', judging.on_table, judging.tgname);
	END LOOP;
	PERFORM caseload.return_all_rows(schema, desk, district_id, true);
	FOREACH statement IN ARRAY again LOOP
		EXECUTE statement;
	END LOOP;
	FOR held IN EXECUTE format('SELECT h.*, %1$L || h.guarded AS on_table, %1$L || h.kind AS caps '
			'FROM %2$I.guards_held() AS h', quote_ident(schema) || '.', desk) LOOP
		CONTINUE WHEN EXISTS (SELECT FROM pg_trigger AS t
			WHERE t.tgrelid = held.on_table::regclass AND t.tgname = held.guard || '_insert');
		PERFORM caseload.guard(held.on_table::regclass, (held.caps || '_cap')::regclass,
			CASE held.kind WHEN 'section' THEN '{district_id,section_id}'::text[]
				ELSE '{district_id,employee_id,program}' END,
			held.held_as, valid => 'valid', weight => CASE WHEN held.held_as LIKE '%units' THEN 'goal_areas' END,
			strictness => CASE WHEN held.held_as NOT LIKE 'hard%' THEN held.held_as || '_strictness' END,
			citation => held.held_as || '_citation', waiver_table => (held.caps || '_cap_lift')::regclass,
			waiver_valid => 'valid', waiver_cap => held.held_as, name => held.guard);
	END LOOP;
	EXECUTE format('SELECT (SELECT count(*) FROM %1$I.section_cap) + (SELECT count(*) FROM %1$I.caseload_cap)', desk)
		INTO caps;
	PERFORM caseload.clear_desk(desk, district_id);
	RETURN caps;
END
$guard_distributed$;
COMMENT ON FUNCTION caseload.guard_distributed(text, int) IS 'fills the caps of one district of a distributed one and '
	'puts guards on its shards; called again, it does so afresh; gives how many classes and caseloads that are';

CREATE FUNCTION caseload.unguard_distributed(schema text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $unguard_distributed$
DECLARE
	emptied text;
	tables CONSTANT text[] := '{section_cap_lift,section_cap,caseload_cap_lift,caseload_cap,guarded_district}';
BEGIN
	PERFORM caseload.check_distributed(schema, NULL);
	PERFORM set_config('citus.enable_unsafe_triggers', 'on', true);
	PERFORM caseload.unguard(format('%I.enrollment', schema)::regclass);
	PERFORM caseload.unguard(format('%I.case_assignment', schema)::regclass);
	FOREACH emptied IN ARRAY tables LOOP
		EXECUTE format('DELETE FROM %I.%I', schema, emptied);
	END LOOP;
END
$unguard_distributed$;
COMMENT ON FUNCTION caseload.unguard_distributed(text) IS
	'takes the guards off all districts of a distributed one, with their caps';
