-- Before anything is made: CREATE EXTENSION uses a schema of this name as it finds it. Its owner could put functions
-- there whose arguments fit a call better than ours do, and they would run as whoever calls. A dump that is restored
-- makes the schema first, empty, and gives it to the owner that it had.
DO $schema$
DECLARE
	path text := pg_catalog.current_setting('search_path');
	schema_owner oid;
	stranger text;
BEGIN
	-- what stands in that schema must not be called by this either
	PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
	SELECT r.oid INTO schema_owner FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner
	WHERE n.nspname = 'caseload' AND r.rolname <> current_user AND NOT r.rolsuper;
	IF FOUND THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = 'schema "caseload" belongs to another role',
			DETAIL = format('Its owner, %s, could put functions there that are called instead of the extension''s.',
				pg_get_userbyid(schema_owner)),
			HINT = 'Rename it (ALTER SCHEMA caseload RENAME TO ...) or drop it: CREATE EXTENSION makes one of its own.';
	END IF;
	SELECT pg_describe_object(d.classid, d.objid, 0) INTO stranger FROM pg_depend AS d
	WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'caseload'::regnamespace
		AND d.deptype = 'n' AND d.classid <> 'pg_extension'::regclass
		-- an extension that caseload requires may be there
		AND NOT EXISTS (SELECT FROM pg_depend AS e
			WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')
	ORDER BY d.classid, d.objid LIMIT 1;
	IF FOUND THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = 'schema "caseload" is not empty',
			DETAIL = format('There is %s in it.', stranger),
			HINT = 'Rename it (ALTER SCHEMA caseload RENAME TO ...) or empty it: the extension takes no other.';
	END IF;
	PERFORM set_config('search_path', path, true);
END
$schema$;
