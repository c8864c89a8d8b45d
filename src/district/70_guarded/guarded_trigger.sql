-- The guards, and what keeps their caps current. They are put on by guard_district() and not when the district is
-- made, so that history is imported as it was; it takes the facts as it finds them, and check_caps tells of them.

-- What a statement on a rule or a fact changed, and whose caps hang on it. As the owner: whoever may record an
-- exception need not be allowed to write caps.
CREATE FUNCTION refill_caps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $refill_caps$
DECLARE
	sections bigint[] := '{}';
	employees bigint[] := '{}';
	sites bigint[] := '{}';
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF TG_TABLE_NAME NOT IN ('section', 'staffing', 'exception', 'employment', 'site') THEN
		PERFORM fill_caps();
		RETURN NULL;
	END IF;
	IF TG_OP <> 'DELETE' THEN
		IF TG_TABLE_NAME IN ('section', 'staffing', 'exception') THEN
			sections := sections || coalesce((SELECT array_agg(DISTINCT n.section_id) FROM new_rows AS n WHERE n.section_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment') THEN
			employees := employees || coalesce((SELECT array_agg(DISTINCT n.employee_id) FROM new_rows AS n WHERE n.employee_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment', 'site') THEN
			sites := sites || coalesce((SELECT array_agg(DISTINCT n.site_id) FROM new_rows AS n WHERE n.site_id IS NOT NULL), '{}');
		END IF;
	END IF;
	IF TG_OP <> 'INSERT' THEN
		IF TG_TABLE_NAME IN ('section', 'staffing', 'exception') THEN
			sections := sections || coalesce((SELECT array_agg(DISTINCT o.section_id) FROM old_rows AS o WHERE o.section_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment') THEN
			employees := employees || coalesce((SELECT array_agg(DISTINCT o.employee_id) FROM old_rows AS o WHERE o.employee_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment', 'site') THEN
			sites := sites || coalesce((SELECT array_agg(DISTINCT o.site_id) FROM old_rows AS o WHERE o.site_id IS NOT NULL), '{}');
		END IF;
	END IF;
	-- a contract reaches the sites where somebody works under it, and with it their classes
	IF sites <> '{}' THEN
		sections := sections || coalesce((SELECT array_agg(s.section_id) FROM section AS s WHERE s.site_id = ANY (sites)), '{}');
		IF TG_TABLE_NAME = 'site' THEN
			employees := coalesce((SELECT array_agg(DISTINCT e.employee_id) FROM employment AS e WHERE e.site_id = ANY (sites)), '{}');
		END IF;
	END IF;
	-- what an employment carries speaks of the classes of its employee wherever they are
	IF TG_TABLE_NAME = 'employment' THEN
		sections := sections || coalesce((SELECT array_agg(DISTINCT f.section_id) FROM staffing AS f WHERE f.employee_id = ANY (employees)), '{}');
	END IF;
	IF sections <> '{}' THEN
		PERFORM fill_section_caps(sections);
	END IF;
	IF employees <> '{}' THEN
		PERFORM fill_caseload_caps(employees);
	END IF;
	RETURN NULL;
END
$refill_caps$;
COMMENT ON FUNCTION refill_caps() IS 'trigger: brings the caps up to date with what a statement changed';
REVOKE EXECUTE ON FUNCTION refill_caps() FROM PUBLIC;

-- The row that a guard locks must be there, though no limit speaks of it yet: it is where a case that goes in and a
-- limit that comes in at the same time wait for each other.
CREATE FUNCTION add_caseload() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $add_caseload$
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF EXISTS (SELECT FROM new_rows AS n WHERE NOT EXISTS (SELECT FROM caseload_cap AS c
			WHERE c.district_id = n.district_id AND c.employee_id = n.employee_id AND c.program = n.program)) THEN
		INSERT INTO caseload_cap (district_id, employee_id, program)
		SELECT DISTINCT n.district_id, n.employee_id, n.program FROM new_rows AS n ORDER BY 1, 2, 3
		ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$add_caseload$;
COMMENT ON FUNCTION add_caseload() IS 'trigger: a caseload that is new has a row for its caps';
REVOKE EXECUTE ON FUNCTION add_caseload() FROM PUBLIC;

CREATE FUNCTION unguard_district() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $unguard_district$
DECLARE
	made record;
BEGIN
	PERFORM caseload.check_place(current_schema());
	FOR made IN SELECT t.tgname, t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid IN ('refill_caps()'::regprocedure, 'add_caseload()'::regprocedure) ORDER BY 2, 1 LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', made.tgname, made.on_table);
	END LOOP;
	FOR made IN SELECT DISTINCT t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid = 'caseload.guard_rows()'::regprocedure AND t.tgrelid IN ('enrollment'::regclass, 'case_assignment'::regclass) LOOP
		PERFORM caseload.unguard(made.on_table);
	END LOOP;
END
$unguard_district$;
COMMENT ON FUNCTION unguard_district() IS 'takes the guards, and the triggers that keep their caps current, off the district';

CREATE FUNCTION guard_district() RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $guard_district$
DECLARE
	refilled text;
	held text;
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM unguard_district();
	LOCK TABLE contract, calendar, count_days, load_limit, limit_cap, exception, site, section, staffing, employment, enrollment, case_assignment
		IN SHARE ROW EXCLUSIVE MODE;
	PERFORM fill_caps();
	INSERT INTO caseload_cap (district_id, employee_id, program)
	SELECT DISTINCT c.district_id, c.employee_id, c.program FROM case_assignment AS c ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
	FOREACH refilled IN ARRAY '{calendar,count_days,load_limit,limit_cap,exception,site,section,staffing,employment}'::text[] LOOP
		EXECUTE format('CREATE TRIGGER refill_caps_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION refill_caps()', refilled);
		EXECUTE format('CREATE TRIGGER refill_caps_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows EXECUTE FUNCTION refill_caps()', refilled);
		EXECUTE format('CREATE TRIGGER refill_caps_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows EXECUTE FUNCTION refill_caps()', refilled);
	END LOOP;
	-- before the guards by their names, which is the order in which triggers fire
	CREATE TRIGGER add_caseload_insert AFTER INSERT ON case_assignment REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	CREATE TRIGGER add_caseload_update AFTER UPDATE ON case_assignment REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	FOREACH held IN ARRAY '{hard,paid,advisory}'::text[] LOOP
		PERFORM caseload.guard('enrollment', 'section_cap', ARRAY['district_id', 'section_id'], held, valid => 'valid',
			strictness => CASE WHEN held <> 'hard' THEN held || '_strictness' END, citation => held || '_citation',
			waiver_table => 'section_cap_lift', waiver_valid => 'valid', waiver_cap => held, breach_table => 'cap_breach', name => 'enrollment_' || held);
	END LOOP;
	FOREACH held IN ARRAY '{hard,paid,advisory,hard_units,paid_units,advisory_units}'::text[] LOOP
		PERFORM caseload.guard('case_assignment', 'caseload_cap', ARRAY['district_id', 'employee_id', 'program'], held, valid => 'valid',
			weight => CASE WHEN held LIKE '%units' THEN 'goal_areas' END,
			strictness => CASE WHEN held NOT LIKE 'hard%' THEN held || '_strictness' END, citation => held || '_citation',
			waiver_table => 'caseload_cap_lift', waiver_valid => 'valid', waiver_cap => held, breach_table => 'cap_breach',
			name => CASE WHEN held LIKE '%units' THEN 'units_' || split_part(held, '_', 1) ELSE 'caseload_' || held END);
	END LOOP;
	RETURN format('%s of %s numbers are held, the others are reported only: see guarded_limit',
		(SELECT count(*) FROM guarded_limit AS g WHERE g.held), (SELECT count(*) FROM guarded_limit AS g));
END
$guard_district$;
COMMENT ON FUNCTION guard_district() IS 'fills the caps and puts guards on enrollment and case_assignment; called again, it does so afresh';
