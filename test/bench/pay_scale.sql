-- Class-size pay of 5,000,000 counts against the expression one would write for one tier, and of
-- 1,000,000 counts against the PL/pgSQL function one would write for four.
SET search_path = caseload, public;
CREATE TABLE class_count AS SELECT 20 + (i * 7919::bigint % 15)::int AS n FROM generate_series(1, 5000000) i;
CREATE TABLE class_count_million AS SELECT n FROM class_count LIMIT 1000000;
CREATE TABLE scale_in_force (one_tier pay_scale, four_tiers pay_scale);
INSERT INTO scale_in_force VALUES
	('1+: $50 each per count', '1-2: $10 each, 3: $15 each, 4: $25 each, 5+: $30 each per day');
VACUUM ANALYZE class_count;
VACUUM ANALYZE class_count_million;
VACUUM ANALYZE scale_in_force;
-- tier by tier, as the contract reads, and as one would write it for speed
CREATE FUNCTION four_tiers(over int) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
	RETURN greatest(least(over, 2), 0) * 10.00 + greatest(least(over, 3) - 2, 0) * 15.00
		+ greatest(least(over, 4) - 3, 0) * 25.00 + greatest(over - 4, 0) * 30.00;
END $$;
CREATE FUNCTION four_tiers_quickly(over int) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
	RETURN CASE
		WHEN over <= 0 THEN 0
		WHEN over <= 2 THEN over * 10.00
		WHEN over = 3 THEN 35.00
		WHEN over = 4 THEN 60.00
		ELSE 60.00 + (over - 4) * 30.00
	END;
END $$;
-- a comparison of different sums would be none
DO $$
BEGIN
	ASSERT (SELECT sum(greatest(n - 25, 0) * 50.00) = sum(pay(one_tier, n - 25))
			AND sum(four_tiers(n - 25)) = sum(pay(four_tiers, n - 25))
			AND sum(four_tiers_quickly(n - 25)) = sum(pay(four_tiers, n - 25))
		FROM class_count_million, scale_in_force);
END $$;
SELECT bench.compare('pay(scale, n - 25) of 5,000,000 counts', 'greatest(n - 25, 0) * 50.00',
	$$SELECT sum(pay('1+: $50 each per count', n - 25)) FROM class_count$$,
	$$SELECT sum(greatest(n - 25, 0) * 50.00) FROM class_count$$, 'at most 1', 3) \g /dev/null
SELECT bench.compare('the same, the scale read from a table', 'greatest(n - 25, 0) * 50.00',
	$$SELECT sum(pay((SELECT one_tier FROM scale_in_force), n - 25)) FROM class_count$$,
	$$SELECT sum(greatest(n - 25, 0) * 50.00) FROM class_count$$, 'at most 1', 3) \g /dev/null
SELECT bench.compare('the same, the scale joined', 'greatest(n - 25, 0) * 50.00',
	$$SELECT sum(pay(one_tier, n - 25)) FROM class_count, scale_in_force$$,
	$$SELECT sum(greatest(n - 25, 0) * 50.00) FROM class_count$$, '', 3) \g /dev/null
SELECT bench.compare('pay(scale, n - 25), four tiers, 1,000,000 counts', 'a PL/pgSQL function of four tiers',
	$$SELECT sum(pay('1-2: $10 each, 3: $15 each, 4: $25 each, 5+: $30 each per day', n - 25))
	FROM class_count_million$$,
	$$SELECT sum(four_tiers(n - 25)) FROM class_count_million$$, 'at most 0.25') \g /dev/null
SELECT bench.compare('pay(scale, n - 25), four tiers, 1,000,000 counts', 'one CASE in PL/pgSQL',
	$$SELECT sum(pay('1-2: $10 each, 3: $15 each, 4: $25 each, 5+: $30 each per day', n - 25))
	FROM class_count_million$$,
	$$SELECT sum(four_tiers_quickly(n - 25)) FROM class_count_million$$) \g /dev/null
DROP FUNCTION four_tiers(int), four_tiers_quickly(int);
DROP TABLE class_count, class_count_million, scale_in_force;
