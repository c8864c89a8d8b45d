-- Cents of a running total: rows add up to it, whatever their denominators are. Each figure is reckoned by hand.
\set VERBOSITY terse
SET search_path = caseload, public;
-- a third, three times: 0.33, 0.67 and 1.00 through each; half a cent goes up
SELECT n, running_cents(1, 3, 2) OVER w AS thirds, running_cents(0.005, 1, 2) OVER w AS halves,
	running_cents(n, 7, 0) OVER w AS sevenths
FROM generate_series(1, 6) AS n WINDOW w AS (ORDER BY n ROWS UNBOUNDED PRECEDING) ORDER BY n;
-- 1/2 + 1/3 + 1/6 is one; a row without an amount has none, and the next goes on
SELECT n, running_cents(numer, denom, 2) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) AS cents
FROM (VALUES (1, 1, 2), (2, NULL, 5), (3, 1, 3), (4, 1, 6), (5, -1, 1), (6, NULL, NULL)) AS v (n, numer, denom);
-- a group begins anew; of one row, and of none
SELECT g, running_cents(2, 3, 2) OVER (PARTITION BY g ORDER BY n ROWS UNBOUNDED PRECEDING) AS cents
FROM (VALUES (1, 1), (1, 2), (2, 1)) AS v (g, n);
SELECT running_cents(5, 3, 2) AS alone, (SELECT running_cents(n, 1, 2) FROM generate_series(1, 0) AS n) AS nothing;
SELECT running_cents('NaN', 3, 2) AS no_number, running_cents(1, 0, 2) AS by_zero;
SELECT running_cents('NaN', 3, 2) AS no_number;
-- Ten thousand rows in a hundred groups: each group is its exact sum, rounded once, and no row is a cent off.
CREATE TEMP TABLE share AS
SELECT n % 100 AS g, n, (hashint4(n) % 1000000)::numeric / 8 AS numer, 1 + abs(hashint4(-n)::bigint) % 365 AS denom
FROM generate_series(1, 10000) AS n;
CREATE TEMP TABLE cut AS
SELECT s.*, running_cents(numer, denom, 2) OVER (PARTITION BY g ORDER BY n ROWS UNBOUNDED PRECEDING) AS cents
FROM share AS s;
SELECT count(*) AS groups, count(*) FILTER (WHERE cents <> round(exact, 2)) AS differ
FROM (SELECT g, sum(cents) AS cents, sum(round(numer, 60) / denom) AS exact FROM cut GROUP BY g) AS c;
SELECT count(*) FILTER (WHERE abs(cents - numer / denom) >= 0.01) AS a_cent_off FROM cut;
-- exact_amount: the quotient without zeros at its end; what is too large, or no number, has none
SELECT exact_amount(1000, 8, 126, 5, 6) AS fits, exact_amount(-1000, 8, 125, 5, 6) AS too_large,
	exact_amount(1000, 8, 126, -6, 6) AS a_year_too_large, exact_amount('NaN', 8, 126, 5, 6) AS no_number,
	exact_amount(1000, 8, 126, NULL, 6) AS not_known;
