-- The operators and operator classes of a type whose order is total: printed into the install
-- script for each line "@comparable NAME". Families are our own, never a core family.
CREATE FUNCTION caseload.@type@_lt(caseload.@type@, caseload.@type@) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_@type@_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_le(caseload.@type@, caseload.@type@) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_@type@_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_eq(caseload.@type@, caseload.@type@) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_@type@_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_ne(caseload.@type@, caseload.@type@) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_@type@_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_ge(caseload.@type@, caseload.@type@) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_@type@_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_gt(caseload.@type@, caseload.@type@) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_@type@_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_cmp(caseload.@type@, caseload.@type@) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_@type@_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_hash(caseload.@type@) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_@type@_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.@type@_hash_extended(caseload.@type@, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_@type@_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.@type@_lt(caseload.@type@, caseload.@type@) IS 'implementation of < operator';
COMMENT ON FUNCTION caseload.@type@_le(caseload.@type@, caseload.@type@) IS 'implementation of <= operator';
COMMENT ON FUNCTION caseload.@type@_eq(caseload.@type@, caseload.@type@) IS 'implementation of = operator';
COMMENT ON FUNCTION caseload.@type@_ne(caseload.@type@, caseload.@type@) IS 'implementation of <> operator';
COMMENT ON FUNCTION caseload.@type@_ge(caseload.@type@, caseload.@type@) IS 'implementation of >= operator';
COMMENT ON FUNCTION caseload.@type@_gt(caseload.@type@, caseload.@type@) IS 'implementation of > operator';
COMMENT ON FUNCTION caseload.@type@_cmp(caseload.@type@, caseload.@type@) IS
	'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.@type@_hash(caseload.@type@) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.@type@_hash_extended(caseload.@type@, bigint) IS
	'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.@type@, RIGHTARG = caseload.@type@, FUNCTION = caseload.@type@_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.@type@, RIGHTARG = caseload.@type@, FUNCTION = caseload.@type@_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.@type@, RIGHTARG = caseload.@type@, FUNCTION = caseload.@type@_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.@type@, RIGHTARG = caseload.@type@, FUNCTION = caseload.@type@_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.>= (LEFTARG = caseload.@type@, RIGHTARG = caseload.@type@, FUNCTION = caseload.@type@_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<), RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.> (LEFTARG = caseload.@type@, RIGHTARG = caseload.@type@, FUNCTION = caseload.@type@_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR caseload.< (caseload.@type@, caseload.@type@) IS 'less than';
COMMENT ON OPERATOR caseload.<= (caseload.@type@, caseload.@type@) IS 'less than or equal';
COMMENT ON OPERATOR caseload.= (caseload.@type@, caseload.@type@) IS 'equal';
COMMENT ON OPERATOR caseload.<> (caseload.@type@, caseload.@type@) IS 'not equal';
COMMENT ON OPERATOR caseload.>= (caseload.@type@, caseload.@type@) IS 'greater than or equal';
COMMENT ON OPERATOR caseload.> (caseload.@type@, caseload.@type@) IS 'greater than';

CREATE OPERATOR FAMILY caseload.@type@_ops USING btree;
CREATE OPERATOR CLASS caseload.@type@_ops DEFAULT FOR TYPE caseload.@type@ USING btree FAMILY caseload.@type@_ops AS
	OPERATOR 1 caseload.<, OPERATOR 2 caseload.<=, OPERATOR 3 caseload.=, OPERATOR 4 caseload.>=, OPERATOR 5 caseload.>,
	FUNCTION 1 caseload.@type@_cmp(caseload.@type@, caseload.@type@);
CREATE OPERATOR FAMILY caseload.@type@_ops USING hash;
CREATE OPERATOR CLASS caseload.@type@_ops DEFAULT FOR TYPE caseload.@type@ USING hash FAMILY caseload.@type@_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.@type@_hash(caseload.@type@),
	FUNCTION 2 caseload.@type@_hash_extended(caseload.@type@, bigint);
COMMENT ON OPERATOR FAMILY caseload.@type@_ops USING btree IS '@type@ in order';
COMMENT ON OPERATOR FAMILY caseload.@type@_ops USING hash IS '@type@ by hash';
COMMENT ON OPERATOR CLASS caseload.@type@_ops USING btree IS '@type@ in order';
COMMENT ON OPERATOR CLASS caseload.@type@_ops USING hash IS '@type@ by hash';
