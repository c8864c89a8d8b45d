CREATE FUNCTION caseload.guard_rows() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_rows' LANGUAGE C;
CREATE FUNCTION caseload.guard_group() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_group' LANGUAGE C;
CREATE FUNCTION caseload.guard_waiver() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_waiver' LANGUAGE C;
-- Whoever may make such a trigger has the guard read as the table's owner: caseload.guard()
-- makes them for owners, and nobody else needs to.
REVOKE EXECUTE ON FUNCTION caseload.guard_rows(), caseload.guard_group(), caseload.guard_waiver() FROM PUBLIC;
COMMENT ON FUNCTION caseload.guard_rows() IS
	'trigger on a guarded table: the caps of the groups that grew; made by guard()';
COMMENT ON FUNCTION caseload.guard_group() IS 'trigger on the table of the groups: a lowered cap; made by guard()';
COMMENT ON FUNCTION caseload.guard_waiver() IS 'trigger on the table of the waivers: a revoked one; made by guard()';

CREATE FUNCTION caseload.guard(guarded regclass, group_table regclass, key text[], cap text,
	group_key text[] DEFAULT NULL,
	valid text DEFAULT NULL, starts text DEFAULT NULL, ends text DEFAULT NULL,
	weight text DEFAULT NULL, strictness text DEFAULT NULL, citation text DEFAULT NULL,
	waiver_table regclass DEFAULT NULL, waiver_key text[] DEFAULT NULL,
	waiver_valid text DEFAULT NULL, waiver_cap text DEFAULT NULL,
	breach_table regclass DEFAULT NULL, deferred boolean DEFAULT false, name text DEFAULT NULL,
	once text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'caseload_guard' LANGUAGE C;
CREATE FUNCTION caseload.unguard(guarded regclass, name text DEFAULT NULL) RETURNS void
AS 'MODULE_PATHNAME', 'caseload_unguard' LANGUAGE C;
CREATE FUNCTION caseload.guard_partitions(guarded regclass) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_guard_partitions' LANGUAGE C STRICT;
CREATE FUNCTION caseload.check_caps(guarded regclass, OUT guard text, OUT problem text, OUT group_key text[],
	OUT days daterange, OUT load numeric, OUT cap numeric, OUT measure text, OUT strictness text, OUT citation text,
	OUT moments text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_check_caps' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION caseload.guard(regclass, regclass, text[], text, text[], text, text, text, text, text, text,
	regclass, text[], text, text, regclass, boolean, text, text)
	IS 'holds the load of each group of rows at or under the cap that the group''s row names; '
		'returns the guard''s name';
COMMENT ON FUNCTION caseload.unguard(regclass, text) IS 'takes one guard, or all, off a table';
COMMENT ON FUNCTION caseload.guard_partitions(regclass) IS
	'gives a guarded table, and partitions that came later, the triggers that are missing; returns how many it made';
COMMENT ON FUNCTION caseload.check_caps(regclass) IS
	'every group of a guarded table and the days or moments above its cap, '
	'however it came to be so, and every trigger that is missing or disabled';

-- What is known of the server's own faults, by the first release of each line without them: guard() warns of what
-- reaches the guard that it makes.
CREATE FUNCTION caseload.release_problem(
	release integer DEFAULT pg_catalog.current_setting('server_version_num')::integer)
RETURNS TABLE (guards text, problem text, first_good text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT g.guards, p.problem, pg_catalog.format('%s.%s', g.line, g.first_good)
	FROM (VALUES
		('by statement', 15, 16), ('by statement', 16, 12), ('by statement', 17, 8), ('by statement', 18, 2),
		('prepared', 17, 10), ('prepared', 18, 4)) AS g (guards, line, first_good)
	JOIN (VALUES
		('by statement', 'a MERGE is not judged whose statement writes to the table in a WITH, too'),
		('prepared', 'a prepared transaction may not hold its groups: others are let in beside it'))
		AS p (guards, problem) USING (guards)
	WHERE g.line = release / 10000 AND release % 10000 < g.first_good
	ORDER BY g.guards;
END;
COMMENT ON FUNCTION caseload.release_problem(integer) IS
	'what a release of PostgreSQL, by default the server''s, lets past guards, and the first of its line that does not';

-- A name alone is taken for text, so this is what check_caps('...') calls; only a district's owner has its
-- functions run.
CREATE FUNCTION caseload.check_district_caps(district text)
RETURNS TABLE (guard text, problem text, group_key text[], days daterange, load numeric, cap numeric,
	measure text, strictness text, citation text, moments text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_district_caps$
DECLARE
	guarded regclass;
	any_guard boolean := false;
BEGIN
	IF district IS NULL THEN
		RETURN;
	END IF;
	PERFORM caseload.check_district(district);
	FOR guarded IN SELECT c.oid::regclass FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = district AND NOT c.relispartition AND EXISTS (SELECT FROM pg_trigger AS t
			WHERE t.tgrelid = c.oid AND t.tgfoid = 'caseload.guard_rows()'::regprocedure) ORDER BY c.relname LOOP
		any_guard := true;
		RETURN QUERY SELECT * FROM caseload.check_caps(guarded);
	END LOOP;
	IF NOT any_guard THEN
		RAISE undefined_object USING MESSAGE = format('district "%s" has no guard', district),
			HINT = format('Put guards on it with SELECT %I.guard_district().', district);
	END IF;
	RETURN QUERY EXECUTE format(
		'SELECT s.guard, %L, s.group_key, NULL::daterange, NULL::numeric, NULL::numeric, NULL, NULL, NULL, NULL '
		'FROM %I.stale_cap() AS s ORDER BY s.guard, s.group_key',
		'the caps are not those of the limits: fill_caps() mends them', district);
	-- one that is not upgraded yet is guarded as a whole
	IF to_regclass(format('%I.guarded_district', district)) IS NOT NULL THEN
		RETURN QUERY EXECUTE format(
			'SELECT NULL::text, format(%L, u), ARRAY[u::text], NULL::daterange, NULL::numeric, '
			'NULL::numeric, NULL, NULL, NULL, NULL '
			'FROM %I.unguarded_district() AS u', 'not guarded: guard_district(%s) puts guards on', district);
	END IF;
END
$check_district_caps$;
CREATE FUNCTION caseload.check_caps(district text, OUT guard text, OUT problem text, OUT group_key text[],
	OUT days daterange, OUT load numeric, OUT cap numeric, OUT measure text, OUT strictness text, OUT citation text,
	OUT moments text)
RETURNS SETOF record
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT d.*
	FROM caseload.check_district_caps(CASE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.district_version',
				check_caps.district)) IS NOT NULL
		THEN check_caps.district END) AS d
	UNION ALL
	SELECT t.* FROM caseload.check_caps(CASE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.district_version',
				check_caps.district)) IS NULL
		THEN check_caps.district::pg_catalog.regclass END) AS t;
END;
COMMENT ON FUNCTION caseload.check_district_caps(text) IS
	'check_caps of every guarded table of a district, and caps that are not those of its limits';
COMMENT ON FUNCTION caseload.check_caps(text) IS 'check_caps of a district, or of the guarded table of that name';
