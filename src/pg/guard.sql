CREATE FUNCTION caseload.guard_rows() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_rows' LANGUAGE C;
CREATE FUNCTION caseload.guard_group() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_group' LANGUAGE C;
CREATE FUNCTION caseload.guard_waiver() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_waiver' LANGUAGE C;
-- Whoever may make such a trigger has the guard read as the table's owner: caseload.guard()
-- makes them for owners, and nobody else needs to.
REVOKE EXECUTE ON FUNCTION caseload.guard_rows(), caseload.guard_group(), caseload.guard_waiver() FROM PUBLIC;
COMMENT ON FUNCTION caseload.guard_rows() IS 'trigger on a guarded table: the caps of the groups that grew; made by guard()';
COMMENT ON FUNCTION caseload.guard_group() IS 'trigger on the table of the groups: a lowered cap; made by guard()';
COMMENT ON FUNCTION caseload.guard_waiver() IS 'trigger on the table of the waivers: a revoked one; made by guard()';

CREATE FUNCTION caseload.guard(guarded regclass, group_table regclass, key text[], cap text,
	group_key text[] DEFAULT NULL,
	valid text DEFAULT NULL, starts text DEFAULT NULL, ends text DEFAULT NULL,
	weight text DEFAULT NULL, strictness text DEFAULT NULL, citation text DEFAULT NULL,
	waiver_table regclass DEFAULT NULL, waiver_key text[] DEFAULT NULL,
	waiver_valid text DEFAULT NULL, waiver_cap text DEFAULT NULL,
	breach_table regclass DEFAULT NULL, deferred boolean DEFAULT false, name text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'caseload_guard' LANGUAGE C;
CREATE FUNCTION caseload.unguard(guarded regclass, name text DEFAULT NULL) RETURNS void
AS 'MODULE_PATHNAME', 'caseload_unguard' LANGUAGE C;
CREATE FUNCTION caseload.guard_partitions(guarded regclass) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_guard_partitions' LANGUAGE C STRICT;
CREATE FUNCTION caseload.check_caps(guarded regclass, OUT guard text, OUT problem text, OUT group_key text[],
	OUT days daterange, OUT load numeric, OUT cap numeric, OUT measure text, OUT strictness text, OUT citation text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_check_caps' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION caseload.guard(regclass, regclass, text[], text, text[], text, text, text, text, text, text, regclass, text[], text, text, regclass, boolean, text)
	IS 'holds the load of each group of rows at or under the cap that the group''s row names; returns the guard''s name';
COMMENT ON FUNCTION caseload.unguard(regclass, text) IS 'takes one guard, or all, off a table';
COMMENT ON FUNCTION caseload.guard_partitions(regclass) IS 'gives partitions that came later the guards of their table; returns how many triggers it made';
COMMENT ON FUNCTION caseload.check_caps(regclass) IS 'every group of a guarded table and the days above its cap, however it came to be so, and every trigger that is missing or disabled';
