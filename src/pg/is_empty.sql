CREATE FUNCTION caseload.is_empty(of regclass) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_is_empty' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.is_empty(regclass) IS 'whether a table holds no row; for whoever may read it';
