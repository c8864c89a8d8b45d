-- For functions that run as their owner and show each who asks his own part: see src/pg/asker.c. Numbers are of one
-- session, so no worker beside it can be asked.

CREATE FUNCTION caseload.asker() RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_asker' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION caseload.asker() IS
	'a number by which a function that runs as its owner knows the role as which its caller runs';

CREATE FUNCTION caseload.askers(asker bigint) RETURNS oid[]
AS 'MODULE_PATHNAME', 'caseload_askers' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION caseload.askers(bigint) IS
	'who asked: the role as which the caller ran, the one that the session set, and the one that logged in';

CREATE FUNCTION caseload.asks_as_owner(asker bigint, of regclass) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_asks_as_owner' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION caseload.asks_as_owner(bigint, regclass) IS
	'whether the role as which the caller ran is the one that the session set, and has the rights of a table''s owner';
