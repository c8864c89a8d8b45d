-- Who sees which rows of the reports. Whoever has USAGE on the reports' schema and SELECT on a view sees all of it,
-- unless a row here binds the role, or one that it is a member of, to a district, a site or an employee. By role
-- and not by name: a role that is renamed stays bound.
CREATE TABLE reader (
	reader_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	role        regrole NOT NULL,
	district_id int,
	site_id     bigint,
	employee_id bigint,
	CHECK (num_nonnulls(site_id, employee_id) <= 1),
	CHECK (district_id IS NOT NULL OR num_nonnulls(site_id, employee_id) = 0),
	UNIQUE NULLS NOT DISTINCT (role, district_id, site_id, employee_id)
);
COMMENT ON TABLE reader IS 'roles that see only a part of the reports; see grant_reports()';
COMMENT ON COLUMN reader.reader_id IS 'key';
COMMENT ON COLUMN reader.role IS 'the role, or a group that it is a member of';
COMMENT ON COLUMN reader.district_id IS 'sees this district; null: all districts';
COMMENT ON COLUMN reader.site_id IS 'sees this site of it alone';
COMMENT ON COLUMN reader.employee_id IS 'sees this employee of it alone: own pay, classes and cases';
-- derived:
-- The reports that show a reader who is bound his part of them. Whatever else the owner puts into their schema does
-- not.
CREATE FUNCTION report_names() RETURNS SETOF name
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	VALUES ('class_size_overage'), ('caseload_overage'), ('compliance_finding'), ('pay_line'), ('pay_by_part'),
		('pay_line_month'), ('pay_summary'), ('scattergram'), ('schedule_cell'), ('report_status'), ('held_cap'),
		('pay_owed'), ('pay_register'), ('due_finding'), ('due_coming'), ('post_finding'),
		('time_budget');
END;
COMMENT ON FUNCTION report_names() IS 'the reports that grant_reports() grants';

CREATE FUNCTION reports_schema() RETURNS name
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $reports_schema$
	SELECT n.nspname || '_bi' FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid
	WHERE c.oid = 'reader'::regclass;
$reports_schema$;
COMMENT ON FUNCTION reports_schema() IS 'the schema of the district''s reports';

-- A function's own types are looked for before its first statement: so where the district was renamed it is told here.
-- As the owner, for whoever reads a report need not see the schema.
DO $make_asked_here$
BEGIN
	EXECUTE replace($made$
CREATE FUNCTION asked_here(asker bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT
AS $asked_here$
BEGIN
	PERFORM caseload.check_place({here});
	RETURN asker;
END
$asked_here$;
$made$, '{here}', quote_literal(current_schema()));
END
$make_asked_here$;
COMMENT ON FUNCTION asked_here(bigint) IS
	'who asks, as given; an error if this district was renamed, so that its functions look elsewhere';

CREATE TYPE bond AS (binds text, districts int[], site_keys text[], employee_keys text[]);
COMMENT ON TYPE bond IS
	'what a role sees of the reports: binds owner (it has the owner''s rights), all (a row says so), '
	'none (it has no row), gone (there is no such role) or part, of these districts, '
	'sites (district:site) and employees';
CREATE TYPE sight AS (everything boolean, bonds bond[]);
COMMENT ON TYPE sight IS
	'what is shown to whoever asks: everything, or what all of these bonds let him see; without any, nothing';

-- A role sees what its own rows or those of any of its groups show. Groups that it can but administer are not its own.
CREATE FUNCTION bond_of(role oid) RETURNS bond
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $bond_of$
#variable_conflict use_column
DECLARE
	b bond;
	may_be text := CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'USAGE, SET' END;
BEGIN
	SELECT CASE WHEN r.rolsuper OR pg_has_role(r.oid, t.relowner, 'USAGE') THEN 'owner' END INTO b.binds
	FROM pg_roles AS r JOIN pg_class AS t ON t.oid = 'reader'::regclass WHERE r.oid = bond_of.role;
	IF NOT FOUND THEN
		b.binds := 'gone';
	ELSIF b.binds IS NULL THEN
		SELECT CASE WHEN count(*) = 0 THEN 'none' WHEN bool_or(r.district_id IS NULL) THEN 'all' ELSE 'part' END,
			array_agg(r.district_id) FILTER (WHERE num_nonnulls(r.site_id, r.employee_id) = 0),
			array_agg(r.district_id || ':' || r.site_id) FILTER (WHERE r.site_id IS NOT NULL),
			array_agg(r.district_id || ':' || r.employee_id) FILTER (WHERE r.employee_id IS NOT NULL)
		INTO b.binds, b.districts, b.site_keys, b.employee_keys
		FROM reader AS r JOIN pg_roles AS g ON g.oid = r.role WHERE pg_has_role(bond_of.role, g.oid, may_be);
	END IF;
	RETURN b;
END
$bond_of$;
COMMENT ON FUNCTION bond_of(oid) IS 'what a role sees of the reports by its own rows and its groups''';
REVOKE EXECUTE ON FUNCTION bond_of(oid) FROM PUBLIC;

-- Bound is who runs the query, and so is the session's role and who logged in: neither SET ROLE, nor a function that
-- runs as another, nor what the server runs for the owner of a table (ANALYZE, REFRESH) loosens a bond. Whoever has no
-- row must be allowed to read the report himself: somebody else's view or function does not show him more than that.
CREATE FUNCTION sight_of(asker bigint, report name) RETURNS sight
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $sight_of$
DECLARE
	who oid[];
	sees sight;
	b bond;
BEGIN
	IF caseload.asks_as_owner(asker, 'reader'::regclass) THEN
		RETURN CAST(ROW(true, '{}') AS sight);
	END IF;
	who := caseload.askers(asker);
	sees.everything := false;
	sees.bonds := '{}';
	FOR i IN 1 .. cardinality(who) LOOP
		CONTINUE WHEN i > 1 AND who[i] = ANY (who[:i - 1]);
		b := bond_of(who[i]);
		IF b.binds = 'gone' OR i = 1 AND b.binds = 'none' AND NOT coalesce(has_table_privilege(who[i],
				to_regclass(format('%I.%I', reports_schema(), report)), 'SELECT'), false) THEN
			sees.bonds := '{}';
			RETURN sees;
		END IF;
		-- who set the owner's role may do all that the owner may; see asks_as_owner(), which mostly says so before
		EXIT WHEN b.binds = 'owner' AND who[i] = who[2];
		IF b.binds = 'part' THEN
			sees.bonds := sees.bonds || b;
		END IF;
	END LOOP;
	sees.everything := cardinality(sees.bonds) = 0;
	RETURN sees;
END
$sight_of$;
COMMENT ON FUNCTION sight_of(bigint, name) IS 'what is shown of a report to whoever asks by this caseload.asker()';
REVOKE EXECUTE ON FUNCTION sight_of(bigint, name) FROM PUBLIC;

CREATE FUNCTION seen(sees sight, district_id int, site_id bigint, employee_id bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT (seen.sees).everything OR cardinality((seen.sees).bonds) > 0 AND NOT EXISTS (
		SELECT FROM pg_catalog.unnest((seen.sees).bonds) AS b
		WHERE NOT coalesce(seen.district_id = ANY (b.districts), false)
			AND NOT coalesce(seen.district_id || ':' || seen.site_id = ANY (b.site_keys), false)
			AND NOT coalesce(seen.district_id || ':' || seen.employee_id = ANY (b.employee_keys), false));
END;
COMMENT ON FUNCTION seen(sight, int, bigint, bigint) IS 'whether a row of a report is seen';

CREATE FUNCTION touches(sees sight, district_id int) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT (touches.sees).everything OR cardinality((touches.sees).bonds) > 0 AND NOT EXISTS (
		SELECT FROM pg_catalog.unnest((touches.sees).bonds) AS b
		WHERE NOT coalesce(touches.district_id = ANY (b.districts), false)
			AND touches.district_id::text NOT IN (SELECT split_part(k.key, ':', 1)
				FROM pg_catalog.unnest(b.site_keys || b.employee_keys) AS k (key)));
END;
COMMENT ON FUNCTION touches(sight, int) IS 'whether anything of a district is seen';
