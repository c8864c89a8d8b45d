-- From a cheque back to the place that pays it.
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('cheque');
SET search_path = cheque, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2026-07-01)', 'made up'),
	('oak', 'Oak', 'Oak', 'Oak', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('elm', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) BA MA
		1   42500 47250
		1.5 43050 -
		2   43600 52250
		12L -     53300', 'Appendix A'),
	('elm', 'nurse', 'Nurses', '[2025-07-01,2026-07-01)', 'step(0) BA
		1   44375', 'Appendix B');
CREATE FUNCTION back(amount numeric, cycle text DEFAULT NULL, on_date date DEFAULT '2025-09-01')
RETURNS TABLE (rank int, schedule text, placement text, fte numeric, cheques int, what_departs text, annual numeric,
	cheque numeric) LANGUAGE sql AS $$
	SELECT rank, schedule, placement::text, fte, cheques, what_departs, annual, cheque
	FROM placements_for(amount, 'elm', on_date, cycle) $$;

-- 52250 / 12 = 4354.1666...: by running totals each year has cheques of 4354.16 and of 4354.17; 4354.18 is none
SELECT * FROM back(4354.17);
SELECT * FROM back(4354.16);
SELECT count(*) AS none FROM back(4354.18);
-- 44375 / 12 = 3697.9166...; the nurse's
SELECT * FROM back(3697.92);
-- a longevity row: 53300 / 12 = 4441.6666...; a whole year; 42500 * 0.8 / 12 = 2833.33; 43050 / 12 = 3587.50, a half
-- step; 47250 / 26 = 1817.307...
SELECT b.* FROM (VALUES (1, 4441.67), (2, 52250), (3, 2833.33), (4, 3587.50), (5, 1817.31)) AS v (nth, amount),
	LATERAL back(amount) AS b ORDER BY v.nth, b.rank;
-- two departures: 52250 * 0.4 = 20900, / 26 = 803.846...; 43050 / 10, a half step; half of 47250 in a year; but a half
-- step at 0.7 in 26 cheques are three
SELECT b.* FROM (VALUES (1, 803.84), (2, 4305), (3, 23625), (4, 1159.04)) AS v (nth, amount),
	LATERAL back(amount) AS b ORDER BY v.nth, b.rank;
-- the usual cycle, from the argument or the contract
SELECT * FROM back(1817.31, '26');
UPDATE contract SET usual_cycle = 'semi-monthly' WHERE contract = 'elm';
-- 47250 / 24 = 1968.75
SELECT * FROM back(1968.75);
SELECT * FROM back(1968.75, '12');
-- where 20 cheques are usual, 24 depart from that
SELECT * FROM back(1968.75, '20');
SELECT lane, step, placement FROM placements_for(1968.75, 'elm', '2025-09-01');

-- nothing, and what cannot be
SELECT count(*) AS none FROM back(1.23);
SELECT count(*) AS none FROM back(4354.1666);
SELECT count(*) AS none FROM placements_for(NULL, 'elm', '2025-09-01');
SELECT * FROM placements_for(100, 'ash', '2025-09-01');
SELECT * FROM placements_for(100, 'oak', '2025-09-01');
SELECT * FROM back(100, on_date => '2026-09-01');
SELECT * FROM back(0);
SELECT * FROM back('NaN');
SELECT * FROM back(100, 'monthly');
UPDATE contract SET usual_cycle = 'monthly';
-- after the contract ended, where all stays as it is; and as it was known
UPDATE contract SET after_expiry = 'status quo';
SELECT * FROM back(1968.75, on_date => '2026-09-01');
UPDATE schedule SET known = '(,2025-10-01)' WHERE schedule = 'nurse';
SELECT count(*) FILTER (WHERE known_on = '2025-09-30') AS known_then, count(*) FILTER (WHERE known_on = '2025-10-01')
	AS since FROM (VALUES (date '2025-09-30'), ('2025-10-01')) AS v (known_on),
	LATERAL placements_for(3697.92, 'elm', '2025-09-01', '12', known_on) WHERE schedule = 'nurse';

-- whatever is paid is found again: cells of Waterford, each in its own way, both cheques of a year by running totals
SELECT load_contract('cheque', 'waterford');
CREATE TEMPORARY TABLE paid AS
SELECT s.schedule, c.placement, f.fte, n.cheques, round(c.amount * f.fte, 2) AS annual
FROM (SELECT schedule, grid, row_number() OVER (ORDER BY schedule) AS nth FROM schedule
		WHERE contract = 'waterford' AND in_force @> date '2019-09-01') AS s
	CROSS JOIN LATERAL (SELECT *, row_number() OVER (ORDER BY lane_rank, step) AS place FROM cells(grid)) AS c
	CROSS JOIN (VALUES (1, 1), (2, 0.8), (3, 0.3)) AS f (nth, fte)
	CROSS JOIN (VALUES (1, 1), (2, 10), (3, 12), (4, 24), (5, 26), (6, 27)) AS n (nth, cheques)
WHERE (c.place + 5 * s.nth + 3 * f.nth + n.nth) % 73 = 0;
SELECT count(*) > 60 AS many, count(*) FILTER (WHERE found = 0) AS lost, count(*) FILTER (WHERE found > 1) AS doubled,
	count(*) FILTER (WHERE rank <> 1 + (fte <> 1)::int + (cheques <> 12)::int) AS ranked_otherwise
FROM (SELECT p.fte, p.cheques, count(f.rank) AS found, min(f.rank) AS rank
	FROM paid AS p CROSS JOIN LATERAL (SELECT DISTINCT round(annual * k / p.cheques, 2)
			- round(annual * (k - 1) / p.cheques, 2) AS amount FROM generate_series(1, p.cheques) AS k) AS q
		LEFT JOIN LATERAL placements_for(q.amount, 'waterford', '2019-09-01') AS f ON f.schedule = p.schedule
			AND f.placement = p.placement AND f.fte = p.fte AND f.cheques = p.cheques
	GROUP BY p.schedule, p.placement, p.fte, p.cheques, q.amount) AS g;
SET client_min_messages = warning;
DROP SCHEMA cheque, cheque_bi, cheque_then CASCADE;
