-- Who sees which rows of the reports. Whoever has USAGE on the reports' schema and SELECT on a view sees all of it,
-- unless a row here binds the role, or one that it is a member of, to a site or to an employee.
CREATE TABLE reader (
	reader_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	role_name   name NOT NULL,
	district_id int,
	site_id     bigint,
	employee_id bigint,
	CHECK (num_nonnulls(site_id, employee_id) <= 1),
	CHECK (district_id IS NOT NULL OR num_nonnulls(site_id, employee_id) = 0),
	UNIQUE NULLS NOT DISTINCT (role_name, district_id, site_id, employee_id)
);
COMMENT ON TABLE reader IS 'roles that see only a part of the reports; see grant_reports()';
COMMENT ON COLUMN reader.reader_id IS 'key';
COMMENT ON COLUMN reader.role_name IS 'the role, or a group that it is a member of';
COMMENT ON COLUMN reader.district_id IS 'sees this district; null: all districts';
COMMENT ON COLUMN reader.site_id IS 'sees this site of it alone';
COMMENT ON COLUMN reader.employee_id IS 'sees this employee of it alone: own pay, classes and cases';
-- derived:
CREATE TYPE sight AS (everything boolean, districts int[], site_keys text[], employee_keys text[]);
COMMENT ON TYPE sight IS 'what a role sees of the reports: everything, or these districts, sites (district:site) and employees';

-- The owner and superusers are bound by nothing. A role that is bound keeps its bonds under SET ROLE: both it and the role
-- that it set are looked up.
CREATE FUNCTION sight_of(role_name name) RETURNS sight
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $sight_of$
#variable_conflict use_column
DECLARE
	sees sight;
	who name[] := ARRAY[sight_of.role_name, session_user]::name[];
BEGIN
	IF NOT EXISTS (SELECT FROM reader) THEN
		sees.everything := true;
		RETURN sees;
	END IF;
	WITH bond AS (
		SELECT a.name, b.district_id, b.key, b.is_site, b.free
		FROM pg_catalog.unnest(who) AS a (name) JOIN pg_roles AS p ON p.rolname = a.name
			JOIN LATERAL (
				SELECT r.district_id, r.district_id || ':' || coalesce(r.site_id, r.employee_id) AS key,
					r.site_id IS NOT NULL AS is_site, r.district_id IS NULL AS free
				FROM reader AS r JOIN pg_roles AS g ON g.rolname = r.role_name
				WHERE pg_catalog.pg_has_role(p.oid, g.oid, 'MEMBER')
			) AS b ON NOT p.rolsuper AND NOT pg_catalog.pg_has_role(p.oid, current_user, 'USAGE')
	), bound AS (
		-- whom a row lets see everything is not bound by his groups
		SELECT b.* FROM bond AS b WHERE NOT EXISTS (SELECT FROM bond AS f WHERE f.name = b.name AND f.free)
	)
	SELECT count(*) = 0, array_agg(b.district_id) FILTER (WHERE b.key IS NULL), array_agg(b.key) FILTER (WHERE b.is_site),
		array_agg(b.key) FILTER (WHERE NOT b.is_site)
	INTO sees.everything, sees.districts, sees.site_keys, sees.employee_keys FROM bound AS b;
	RETURN sees;
END
$sight_of$;
COMMENT ON FUNCTION sight_of(name) IS 'what a role sees of the reports';

CREATE FUNCTION seen(sees sight, district_id int, site_id bigint, employee_id bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT coalesce((seen.sees).everything OR seen.district_id = ANY ((seen.sees).districts)
		OR seen.district_id || ':' || seen.site_id = ANY ((seen.sees).site_keys)
		OR seen.district_id || ':' || seen.employee_id = ANY ((seen.sees).employee_keys), false);
END;
COMMENT ON FUNCTION seen(sight, int, bigint, bigint) IS 'whether a row of a report is seen';

-- One call gives a role all that a reader needs, or takes it away.
CREATE FUNCTION grant_reports(role_name name, site_id bigint DEFAULT NULL, employee_id bigint DEFAULT NULL,
	district_id int DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $grant_reports$
#variable_conflict use_variable
DECLARE
	here name := (SELECT n.nspname FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid WHERE c.oid = 'reader'::regclass);
	place int := coalesce(district_id, CASE WHEN num_nonnulls(site_id, employee_id) > 0 THEN 1 END);
BEGIN
	IF role_name IS NULL OR NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = role_name) THEN
		RAISE undefined_object USING MESSAGE = format('there is no role "%s"', role_name), HINT = 'Make it with CREATE ROLE.';
	END IF;
	IF site_id IS NOT NULL AND employee_id IS NOT NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = 'a reader is bound to a site or to an employee, not to both at once',
			HINT = 'Call once for each: whoever has two rows sees what either shows.';
	END IF;
	IF site_id IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = place AND s.site_id = grant_reports.site_id) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('district %s has no site %s', place, site_id),
			HINT = 'See the table site for the keys; of several districts name one: district_id => 7.';
	END IF;
	IF employee_id IS NOT NULL AND NOT EXISTS (SELECT FROM employee AS e
			WHERE e.district_id = place AND e.employee_id = grant_reports.employee_id) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('district %s has no employee %s', place, employee_id),
			HINT = 'See the table employee for the keys; of several districts name one: district_id => 7.';
	END IF;
	-- bound first, so that there is no moment in which everything is seen
	INSERT INTO reader (role_name, district_id, site_id, employee_id) VALUES (role_name, place, site_id, employee_id)
	ON CONFLICT DO NOTHING;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', here || '_bi', role_name);
	EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', here || '_bi', role_name);
	RETURN format('%s reads the reports of %s', role_name, CASE
		WHEN site_id IS NOT NULL THEN format('site %s of district %s', site_id, place)
		WHEN employee_id IS NOT NULL THEN format('employee %s of district %s', employee_id, place)
		WHEN place IS NOT NULL THEN format('district %s', place) ELSE 'all districts' END);
END
$grant_reports$;
COMMENT ON FUNCTION grant_reports(name, bigint, bigint, int) IS
	'lets a role read the reports: all of them, or those of one district, of one site or of one employee';

CREATE FUNCTION revoke_reports(role_name name) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $revoke_reports$
#variable_conflict use_variable
DECLARE
	here name := (SELECT n.nspname FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid WHERE c.oid = 'reader'::regclass);
BEGIN
	IF EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = role_name) THEN
		EXECUTE format('REVOKE SELECT ON ALL TABLES IN SCHEMA %I FROM %I', here || '_bi', role_name);
		EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM %I', here || '_bi', role_name);
	END IF;
	DELETE FROM reader AS r WHERE r.role_name = revoke_reports.role_name;
	RETURN format('%s reads no report', role_name);
END
$revoke_reports$;
COMMENT ON FUNCTION revoke_reports(name) IS 'takes the reports, and what bound a role to a part of them, away from it';
