CREATE FUNCTION caseload.grades(said text) RETURNS int4range
AS 'MODULE_PATHNAME', 'caseload_grades' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.grades(text) IS
	'grades as people write them, K-3, PK, 9th to 12th, as the range that is kept: PK -2, TK -1, K 0';
