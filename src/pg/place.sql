-- Whether a district is where its functions look, and its tables are those that they read.

-- The functions of a district find its tables by the name that its schema had when they were made. Renamed, they look
-- in what stands under that name since: nothing, or another district, which they would read, pay by and unguard.
-- The name may stand in quotes that it does not need: quote_all_identifiers was on when the district was made.
CREATE FUNCTION caseload.renamed_districts(OUT schema text, OUT owner oid, OUT looks_in text) RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
BEGIN ATOMIC
	SELECT DISTINCT n.nspname, n.nspowner, substring(c.setting from '^search_path=(.*), pg_temp$')
	FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
	CROSS JOIN LATERAL unnest(p.proconfig) AS c (setting)
	WHERE p.proname = 'unguard_district' AND c.setting LIKE 'search_path=%, pg_temp'
		AND c.setting NOT IN (format('search_path=%I, pg_temp', n.nspname),
			format('search_path="%s", pg_temp', replace(n.nspname, '"', '""')));
END;
COMMENT ON FUNCTION caseload.renamed_districts()
	IS 'districts whose schema was renamed, and the one, quoted where need be, in which their functions look';

CREATE FUNCTION caseload.stands_at(schema text) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_stands_at' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.stands_at(text) IS 'whether a district is of this name, its tables were not swapped and '
	'no district of the database was renamed; else check_place() tells more';

CREATE FUNCTION caseload.swapped_fact(schema text) RETURNS text[]
AS 'MODULE_PATHNAME', 'caseload_swapped_fact' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.swapped_fact(text) IS 'a table of facts of a district that stands there in the place of '
	'another, and that other, which its functions and reports read; null: there is none';

CREATE FUNCTION caseload.check_place(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $check_place$
DECLARE
	renamed record;
	roles oid[];
	swapped text[];
BEGIN
	-- asked at each look at a report, and nearly always there is nothing to say
	IF caseload.stands_at(schema) THEN
		RETURN;
	END IF;
	-- what was known is reckoned beside the district, under its name
	IF right(schema, 5) = '_then' AND NOT EXISTS (SELECT FROM pg_proc AS p WHERE p.proname = 'unguard_district'
			AND p.pronamespace = (SELECT n.oid FROM pg_namespace AS n WHERE n.nspname = check_place.schema)) THEN
		PERFORM caseload.check_place(left(schema, -5));
		RETURN;
	END IF;
	roles := ARRAY(SELECT r.oid FROM pg_roles AS r WHERE r.rolname = current_user
		UNION ALL SELECT n.nspowner FROM pg_namespace AS n WHERE n.nspname = check_place.schema);
	-- of what a stranger calls so nothing is said: whoever likes can make such functions
	SELECT r.* INTO renamed FROM caseload.renamed_districts() AS r
	WHERE r.schema = check_place.schema OR r.owner = ANY (roles)
		AND r.looks_in IN (quote_ident(check_place.schema), format('"%s"', replace(check_place.schema, '"', '""')))
	ORDER BY r.schema <> check_place.schema, r.schema LIMIT 1;
	IF FOUND THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('district "%s" was renamed: its functions look in schema %s',
				renamed.schema, renamed.looks_in),
			HINT = format(CASE WHEN to_regnamespace(renamed.looks_in) IS NULL
				THEN 'Rename it back: ALTER SCHEMA %1$I RENAME TO %2$s.'
				ELSE 'Keep one of the two: drop %1$I, or drop %2$s and ALTER SCHEMA %1$I RENAME TO %2$s.'
				END, renamed.schema, renamed.looks_in);
	END IF;
	-- where there is none of the name, what is current is the schema of temporary tables, or none
	IF schema IS NULL OR starts_with(schema, 'pg_temp') THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = 'the functions of this district look in a schema that is not there',
			HINT = 'Rename the district back: SELECT * FROM caseload.renamed_districts() tells to which name.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
			WHERE n.nspname = check_place.schema AND p.proname = 'unguard_district') THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the functions of this district look in schema "%s", which holds none', schema),
			HINT = 'Rename the district back: SELECT * FROM caseload.renamed_districts() tells to which name.';
	END IF;
	-- they would go on reading the rows of before, in silence
	swapped := caseload.swapped_fact(schema);
	IF swapped IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('table "%s" of district "%s" is not the one that its functions and reports read',
				swapped[1], schema),
			DETAIL = format('They read %s, which stood there when they were made.', swapped[2]),
			HINT = 'Give that one its name and schema back, and copy rows instead of swapping tables; a district is '
				'partitioned when it is made: create_district(..., partitioned_by => ''district'').';
	END IF;
END
$check_place$;
COMMENT ON FUNCTION caseload.check_place(text)
	IS 'called by the functions of a district with the schema in which they look: an error if that is not their own';

-- Without that schema they would find what is known now, in the district's own.
CREATE FUNCTION caseload.check_then(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_then$
BEGIN
	IF right(schema, 5) IS DISTINCT FROM '_then' THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = 'the schema in which this district reckons what was known is not there',
			HINT = 'Rename it back: its name is that of the district with "_then".';
	END IF;
	PERFORM caseload.check_place(schema);
END
$check_then$;
COMMENT ON FUNCTION caseload.check_then(text) IS 'called by what reckons what was known, with the schema in which it '
	'looks: an error if that is not its own, or its district''s functions look elsewhere';
