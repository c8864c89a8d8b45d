-- One call gives a role all that a reader needs, or takes it away.

-- What a role may still read although it should not, in words; null: nothing.
CREATE FUNCTION reads_anyway(role oid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $reads_anyway$
DECLARE
	here name := (SELECT n.nspname FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid
		WHERE c.oid = 'reader'::regclass);
	readable text := (SELECT string_agg(quote_ident(t.relname), ', ' ORDER BY t.relname) FROM pg_class AS t
		WHERE t.relnamespace = here::regnamespace AND t.relkind IN ('r', 'p', 'v')
			AND has_schema_privilege(reads_anyway.role, t.relnamespace, 'USAGE')
			AND has_any_column_privilege(reads_anyway.role, t.oid, 'SELECT'));
BEGIN
	RETURN CASE WHEN readable IS NOT NULL THEN format('In schema %I it may read %s.', here,
		CASE WHEN length(readable) < 200 THEN readable ELSE substr(readable, 1, 200) || '...' END) END;
END
$reads_anyway$;
COMMENT ON FUNCTION reads_anyway(oid) IS 'what a role may read of the tables under the reports';
REVOKE EXECUTE ON FUNCTION reads_anyway(oid) FROM PUBLIC;

-- -1: not bound by that. NULL is an error: a look-up that found no site must not open all of them.
CREATE FUNCTION grant_reports(role_name name, site_id bigint DEFAULT -1, employee_id bigint DEFAULT -1,
	district_id int DEFAULT -1) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $grant_reports$
#variable_conflict use_variable
DECLARE
	who oid := (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = role_name);
	bound_to bigint := nullif(site_id, -1);
	person bigint := nullif(employee_id, -1);
	place int := CASE WHEN district_id <> -1 THEN district_id WHEN site_id <> -1 OR employee_id <> -1 THEN 1 END;
	report name;
	wider text;
	b bond;
BEGIN
	IF num_nulls(role_name, site_id, employee_id, district_id) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = format('grant_reports: %s must not be NULL', CASE
				WHEN role_name IS NULL THEN 'role_name' WHEN site_id IS NULL THEN 'site_id'
				WHEN employee_id IS NULL THEN 'employee_id' ELSE 'district_id' END),
			HINT = 'Leave an argument out that is not to bind the reader; a reader of everything is named alone.';
	END IF;
	IF who IS NULL THEN
		RAISE undefined_object USING MESSAGE = format('role "%s" does not exist', role_name),
			HINT = 'Make it with CREATE ROLE; a name with capitals is written as it is, without double quotes.';
	END IF;
	IF num_nonnulls(bound_to, person) = 2 THEN
		RAISE invalid_parameter_value USING MESSAGE
			= 'a reader is bound to a site or to an employee, not to both at once',
			HINT = 'Call once for each: whoever has two rows sees what either shows.';
	END IF;
	IF place IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = place) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', place),
			DETAIL = 'It has no site.',
			HINT = 'See the column district_id of the table site; of several districts name one: district_id => 7.';
	END IF;
	IF bound_to IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s
		WHERE s.district_id = place AND s.site_id = bound_to) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('district %s has no site %s', place, bound_to),
			HINT = 'See the table site for the keys; of several districts name one: district_id => 7.';
	END IF;
	IF person IS NOT NULL AND NOT EXISTS (SELECT FROM employee AS e
		WHERE e.district_id = place AND e.employee_id = person) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('district %s has no employee %s', place, person),
			HINT = 'See the table employee for the keys; of several districts name one: district_id => 7.';
	END IF;
	-- rows of roles that were dropped
	DELETE FROM reader AS r WHERE NOT EXISTS (SELECT FROM pg_roles AS g WHERE g.oid = r.role);
	SELECT CASE WHEN r.district_id IS NULL THEN 'everything'
		ELSE format('all of district %s', r.district_id) END INTO wider
	FROM reader AS r WHERE r.role = who AND num_nonnulls(r.site_id, r.employee_id) = 0
		AND (r.district_id IS NULL AND place IS NOT NULL
			OR r.district_id = place AND num_nonnulls(bound_to, person) = 1)
	ORDER BY r.district_id NULLS FIRST LIMIT 1;
	IF wider IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = format('role "%s" reads %s already', role_name, wider),
			HINT = format('To bind it closer, take that away first: revoke_reports(%L).', role_name);
	END IF;
	-- what the new row shows anyway
	DELETE FROM reader AS r WHERE r.role = who AND num_nonnulls(bound_to, person) = 0
		AND (place IS NULL OR r.district_id = place);
	-- bound first, so that there is no moment in which everything is seen
	INSERT INTO reader (role, district_id, site_id, employee_id) VALUES (who, place, bound_to, person)
	ON CONFLICT DO NOTHING;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', reports_schema(), role_name);
	FOR report IN SELECT n FROM report_names() AS n LOOP
		EXECUTE format('GRANT SELECT ON %I.%I TO %I', reports_schema(), report, role_name);
		-- GRANT by a role that may not grant is but a warning
		IF NOT has_table_privilege(who, format('%I.%I', reports_schema(), report), 'SELECT')
			OR NOT has_schema_privilege(who, reports_schema(), 'USAGE') THEN
			RAISE insufficient_privilege USING
				MESSAGE = format('%I may not grant %I.%I', current_user, reports_schema(), report),
				HINT = 'Call grant_reports as the owner of the district and of its reports.';
		END IF;
	END LOOP;
	b := bond_of(who);
	IF place IS NOT NULL AND b.binds <> 'part' THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE
			= format('role "%s" would not be bound: it reads everything', role_name),
			DETAIL = CASE b.binds WHEN 'owner' THEN 'It is a superuser, or has the rights of the district''s owner.'
				ELSE format('Its group %s reads everything.',
					(SELECT string_agg(r.role::text, ', ' ORDER BY r.role::text)
					FROM reader AS r WHERE r.district_id IS NULL AND r.role <> who
							AND pg_has_role(who, r.role, 'MEMBER'))) END,
			HINT
			= 'Bind another role, one for readers alone, or take this one out of that group (REVOKE ... FROM ...).';
	END IF;
	IF b.binds = 'part' AND reads_anyway(who) IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = format('role "%s" is bound in the reports, but not in the tables under them',
			role_name),
			DETAIL = reads_anyway(who), HINT = 'A reader needs no rights there.';
	END IF;
	RETURN format('%s reads the reports%s', role_name, CASE WHEN b.binds = 'part' THEN (
		SELECT ' of ' || string_agg(CASE WHEN r.site_id IS NOT NULL THEN format('site %s of district %s',
				r.site_id, r.district_id)
			WHEN r.employee_id IS NOT NULL THEN format('employee %s of district %s', r.employee_id, r.district_id)
			ELSE format('district %s', r.district_id) END
			|| CASE WHEN r.role <> who THEN format(' (as a member of %s)', r.role) ELSE '' END, ', '
			ORDER BY r.district_id, r.site_id, r.employee_id, r.reader_id)
		FROM reader AS r WHERE pg_has_role(who, r.role, 'MEMBER')) ELSE ' of all districts' END);
END
$grant_reports$;
COMMENT ON FUNCTION grant_reports(name, bigint, bigint, int) IS
	'lets a role read the reports: all of them, or those of a district, of a site or of '
	'an employee; -1: not bound by that';
REVOKE EXECUTE ON FUNCTION grant_reports(name, bigint, bigint, int) FROM PUBLIC;

CREATE FUNCTION revoke_reports(role_name name) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $revoke_reports$
#variable_conflict use_variable
DECLARE
	who oid := (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = role_name);
	left_over text;
	b bond;
BEGIN
	IF role_name IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'revoke_reports: role_name must not be NULL';
	END IF;
	IF who IS NULL THEN
		RAISE undefined_object USING MESSAGE = format('role "%s" does not exist', role_name),
			HINT = 'What bound a role that was dropped is dropped with the next grant_reports() or revoke_reports().';
	END IF;
	IF who = (SELECT n.nspowner FROM pg_namespace AS n WHERE n.nspname = reports_schema()) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('role "%s" owns the reports', role_name),
			HINT = 'ALTER SCHEMA ... OWNER TO gives them to another.';
	END IF;
	EXECUTE format('REVOKE SELECT ON ALL TABLES IN SCHEMA %I FROM %I', reports_schema(), role_name);
	EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM %I', reports_schema(), role_name);
	DELETE FROM reader AS r WHERE r.role = who OR NOT EXISTS (SELECT FROM pg_roles AS g WHERE g.oid = r.role);
	SELECT string_agg(quote_ident(n), ', ') INTO left_over FROM report_names() AS n
	WHERE has_schema_privilege(who, reports_schema(), 'USAGE')
		AND has_table_privilege(who, format('%I.%I', reports_schema(), n), 'SELECT');
	b := bond_of(who);
	-- a role that reads on, and unbound now, would be worse than before
	IF left_over IS NOT NULL AND b.binds IN ('owner', 'none') THEN
		RAISE dependent_objects_still_exist USING
			MESSAGE = format('role "%s" would read reports even so, and nothing bind it', role_name),
			DETAIL = format('It may read %s: %s.', left_over, CASE b.binds WHEN 'owner'
				THEN 'it is a superuser, or has the rights of the district''s owner'
				ELSE 'a group of which it is a member may, or everybody' END),
			HINT = 'Take it out of the group, or the right from that (REVOKE ... FROM ...), and call again.';
	END IF;
	RETURN format('%s reads no report', role_name) || CASE WHEN left_over IS NULL THEN '' ELSE (
		SELECT format(' but as a member of %s', string_agg(DISTINCT r.role::text, ', ')) FROM reader AS r
		WHERE pg_has_role(who, r.role, 'MEMBER')) END;
END
$revoke_reports$;
COMMENT ON FUNCTION revoke_reports(name) IS 'takes the reports, and what bound a role to a part of them, away from it';
REVOKE EXECUTE ON FUNCTION revoke_reports(name) FROM PUBLIC;
