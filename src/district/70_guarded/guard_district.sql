-- Putting the guards on and taking them off. They are put on by guard_district() and not when the district is made, so
-- that history is imported as it was; it takes the facts as it finds them, and check_caps tells of them. The
-- triggers stand on the tables of all districts: of one that is not guarded the guards find no caps, and nobody
-- fills them.

-- the tables that caps hang on, and the keys by which a row of one finds whose
CREATE FUNCTION refilled_tables() RETURNS TABLE (table_name text, keys text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	-- of a contract: a proposal that is agreed
	VALUES ('contract', ''), ('calendar', ''), ('count_days', ''), ('load_limit', ''), ('limit_cap', ''),
		('exception', 'section employee site'), ('site', 'site'), ('section', 'section'), ('staffing', 'section'),
		('employment', 'employee site');
END;
COMMENT ON FUNCTION refilled_tables() IS
	'the tables whose changes fill caps, and the keys by which a row finds whose; none: everybody''s';

CREATE FUNCTION guards_held() RETURNS TABLE (guard text, guarded text, kind text, held_as text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT guard_name(k.kind, u.held_as), k.guarded, k.kind, u.held_as
	FROM (VALUES ('enrollment', 'section', '{hard,paid,advisory}'::text[]), ('case_assignment', 'caseload',
			'{hard,paid,advisory,hard_units,paid_units,advisory_units}')) AS k (guarded, kind, caps)
		CROSS JOIN LATERAL pg_catalog.unnest(k.caps) AS u (held_as);
END;
COMMENT ON FUNCTION guards_held() IS 'the guards of a district, the tables that they guard and the caps that they hold';

CREATE FUNCTION take_guards_off() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $take_guards_off$
DECLARE
	made record;
BEGIN
	FOR made IN SELECT t.tgname, t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid IN ('refill_caps()'::regprocedure, 'add_caseload()'::regprocedure) ORDER BY 2, 1 LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', made.tgname, made.on_table);
	END LOOP;
	FOR made IN SELECT DISTINCT t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid = 'caseload.guard_rows()'::regprocedure
			AND t.tgrelid IN ('enrollment'::regclass, 'case_assignment'::regclass) LOOP
		PERFORM caseload.unguard(made.on_table);
	END LOOP;
END
$take_guards_off$;
COMMENT ON FUNCTION take_guards_off() IS
	'drops the triggers that guard, and those that keep the caps; a part of unguard_district()';

-- each: districts that come later are guarded, too
CREATE FUNCTION put_guards_on(each boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $put_guards_on$
DECLARE
	refilled record;
	held record;
BEGIN
	FOR refilled IN SELECT t.table_name, t.keys, e.event, e.rows
		FROM refilled_tables() AS t CROSS JOIN (VALUES ('insert', 'NEW TABLE AS new_rows'),
			('update', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'),
			('delete', 'OLD TABLE AS old_rows')) AS e (event, rows) LOOP
		EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s EXECUTE FUNCTION refill_caps(%L, %L)',
			'refill_caps_' || refilled.event, refilled.event, refilled.table_name, refilled.rows, refilled.keys,
			CASE WHEN each THEN 'each district' ELSE 'some districts' END);
	END LOOP;
	-- before the guards by their names, which is the order in which triggers fire
	CREATE TRIGGER add_caseload_insert AFTER INSERT ON case_assignment
		REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	CREATE TRIGGER add_caseload_update AFTER UPDATE ON case_assignment
		REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	FOR held IN SELECT h.* FROM guards_held() AS h LOOP
		PERFORM caseload.guard(held.guarded::regclass, (held.kind || '_cap')::regclass,
			CASE held.kind WHEN 'section' THEN '{district_id,section_id}'::text[]
				ELSE '{district_id,employee_id,program}' END,
			held.held_as, valid => 'valid', weight => CASE WHEN held.held_as LIKE '%units' THEN 'goal_areas' END,
			strictness => CASE WHEN held.held_as NOT LIKE 'hard%' THEN held.held_as || '_strictness' END,
			citation => held.held_as || '_citation', waiver_table => (held.kind || '_cap_lift')::regclass,
			waiver_valid => 'valid', waiver_cap => held.held_as, breach_table => 'cap_breach', name => held.guard);
	END LOOP;
	PERFORM caseload.spread_triggers(current_schema());
END
$put_guards_on$;
COMMENT ON FUNCTION put_guards_on(boolean) IS
	'makes the triggers that guard, and those that keep the caps; a part of guard_district()';

CREATE FUNCTION guards_are_on() RETURNS boolean
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $guards_are_on$
	SELECT NOT EXISTS (
		SELECT FROM (
			SELECT h.guarded::regclass AS on_table, h.guard || '_insert' AS tgname FROM guards_held() AS h
			UNION ALL
			SELECT t.table_name::regclass, 'refill_caps_' || e.event
			FROM refilled_tables() AS t CROSS JOIN (VALUES ('insert'), ('update'), ('delete')) AS e (event)) AS n
		WHERE NOT EXISTS (SELECT FROM pg_trigger AS t
			WHERE t.tgrelid = n.on_table AND t.tgname = n.tgname AND t.tgenabled <> 'D'));
$guards_are_on$;
COMMENT ON FUNCTION guards_are_on() IS 'whether the triggers are there that guard whatever district has caps';

-- One more district, while the guards are on. Its history is taken as it is, so nobody judges it by the caps as
-- they come;
-- and the facts of the other districts go on, for the guards only lock rows of the tables of caps.
CREATE FUNCTION fill_unjudged(only_district int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_unjudged$
DECLARE
	judging record;
	enable text[] := '{}';
	statement text;
BEGIN
	FOR judging IN SELECT t.tgrelid::regclass AS on_table, t.tgname FROM pg_trigger AS t
		WHERE t.tgfoid IN ('caseload.guard_group()'::regprocedure, 'caseload.guard_waiver()'::regprocedure)
			AND t.tgenabled = 'O' AND t.tgrelid IN ('section_cap'::regclass, 'section_cap_lift'::regclass,
				'caseload_cap'::regclass, 'caseload_cap_lift'::regclass) ORDER BY 1, 2 LOOP
		EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', judging.on_table, judging.tgname);
		enable := enable || format('ALTER TABLE %s ENABLE TRIGGER %I', judging.on_table, judging.tgname);
	END LOOP;
	PERFORM join_guarded(ARRAY[only_district]);
	PERFORM fill_caps(only_district);
	FOREACH statement IN ARRAY enable LOOP
		EXECUTE statement;
	END LOOP;
END
$fill_unjudged$;
COMMENT ON FUNCTION fill_unjudged(int) IS
	'fills the caps of a district while others are guarded; a part of guard_district()';

CREATE FUNCTION drop_caps(only_district int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_seqscan = off
AS $drop_caps$
BEGIN
	-- in the order in which the guards lock them
	PERFORM FROM section_cap AS c WHERE c.district_id = only_district ORDER BY c.section_id FOR UPDATE;
	DELETE FROM section_cap AS c WHERE c.district_id = only_district;
	PERFORM FROM caseload_cap AS c WHERE c.district_id = only_district ORDER BY c.employee_id, c.program FOR UPDATE;
	DELETE FROM caseload_cap AS c WHERE c.district_id = only_district;
END
$drop_caps$;
COMMENT ON FUNCTION drop_caps(int) IS 'deletes the caps of a district; a part of unguard_district()';

CREATE FUNCTION unguard_district(only_district int DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $unguard_district$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF only_district IS NOT NULL THEN
		-- who fills caps of it at this moment comes first, and who waits finds it unguarded
		UPDATE guarded_district AS g SET guarded_at = NULL
		WHERE g.district_id = only_district AND g.guarded_at IS NOT NULL;
		IF NOT FOUND THEN
			RAISE object_not_in_prerequisite_state USING MESSAGE = format('district %s is not guarded', only_district),
				HINT = 'See guarded_district.';
		END IF;
		IF EXISTS (SELECT FROM guarded_district AS g WHERE g.guarded_at IS NOT NULL) THEN
			PERFORM drop_caps(only_district);
			RETURN;
		END IF;
	END IF;
	PERFORM take_guards_off();
	DELETE FROM guarded_district;
	DELETE FROM section_cap_lift;
	DELETE FROM section_cap;
	DELETE FROM caseload_cap_lift;
	DELETE FROM caseload_cap;
END
$unguard_district$;
COMMENT ON FUNCTION unguard_district(int) IS
	'takes the guards off one district, or off all of them with the triggers that guard and keep the caps';

CREATE FUNCTION unguarded_district() RETURNS SETOF int
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT s.district_id FROM site AS s GROUP BY s.district_id
	EXCEPT SELECT g.district_id FROM guarded_district AS g WHERE g.guarded_at IS NOT NULL ORDER BY 1;
END;
COMMENT ON FUNCTION unguarded_district() IS 'the districts that have facts and are not guarded';

CREATE FUNCTION guard_district(only_district int DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $guard_district$
DECLARE
	one_more boolean;
	each boolean;
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF only_district IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = only_district) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', only_district),
			DETAIL = 'It has no site.', HINT = 'See the column district_id of the table site.';
	END IF;
	-- whoever changes what caps hang on has done so before, or finds the district guarded
	LOCK TABLE contract, calendar, count_days, load_limit, limit_cap, exception, site, section, staffing, employment
		IN SHARE ROW EXCLUSIVE MODE;
	each := only_district IS NULL OR EXISTS (SELECT FROM pg_trigger AS t
		WHERE t.tgfoid = 'refill_caps()'::regprocedure AND encode(t.tgargs, 'escape') LIKE '%each district%');
	one_more := only_district IS NOT NULL AND guards_are_on();
	IF one_more THEN
		PERFORM fill_unjudged(only_district);
	ELSE
		PERFORM take_guards_off();
		LOCK TABLE enrollment, case_assignment IN SHARE ROW EXCLUSIVE MODE;
		PERFORM join_guarded(ARRAY(
			SELECT s.district_id FROM site AS s WHERE only_district IS NULL
			UNION SELECT only_district WHERE only_district IS NOT NULL
			UNION SELECT g.district_id FROM guarded_district AS g WHERE g.guarded_at IS NOT NULL ORDER BY 1));
		-- of before, when there were no guards
		DELETE FROM section_cap AS c
		WHERE NOT EXISTS (SELECT FROM guarded_district AS g
			WHERE g.district_id = c.district_id AND g.guarded_at IS NOT NULL);
		DELETE FROM caseload_cap AS c
		WHERE NOT EXISTS (SELECT FROM guarded_district AS g
			WHERE g.district_id = c.district_id AND g.guarded_at IS NOT NULL);
		PERFORM fill_caps();
		PERFORM put_guards_on(each);
	END IF;
	RETURN format('%s of %s numbers are held, the others are reported only: see guarded_limit',
		(SELECT count(*) FROM guarded_limit AS g WHERE g.held), (SELECT count(*) FROM guarded_limit AS g));
END
$guard_district$;
COMMENT ON FUNCTION guard_district(int) IS
	'fills the caps of one district or of all and puts guards on enrollment and '
	'case_assignment; called again, it does so afresh';
