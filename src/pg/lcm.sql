-- The least common multiple of divisors: what fractions are brought to so that their sum is exact.
CREATE AGGREGATE caseload.lcm(numeric) (SFUNC = pg_catalog.lcm, STYPE = numeric, COMBINEFUNC = pg_catalog.lcm,
	PARALLEL = SAFE);
COMMENT ON AGGREGATE caseload.lcm(numeric) IS 'the least common multiple';
