-- The examples of doc/salary_step.md, in its order.
SET search_path = caseload, public;
BEGIN;
\set ON_ERROR_ROLLBACK on

SELECT salary_step 'ma+09 - 7.50' AS step, lane('MA+9-7.5'), step('MA+9-7.5');

SELECT salary_step 'V-1⁴';

SELECT string_agg(place::text, '  ' ORDER BY place) AS in_order
FROM unnest('{MA+15-1,MA+9-1,V-10,V-2,IX-1,BA-3,II-7.5,20-1,9-1}'::salary_step[]) AS place;

CREATE TABLE teacher (id int PRIMARY KEY, place salary_step NOT NULL);
INSERT INTO teacher SELECT * FROM (VALUES (1, 'V-14'), (2, 'ii-7.5'), (3, 'MA+9-3'), (4, 'V-2')) AS v(id, place);
SELECT id, place, place + 1 AS next_year FROM teacher ORDER BY place;
SELECT lane(place), count(*), min(place), max(place) FROM teacher GROUP BY lane(place) ORDER BY min(place);
SELECT id FROM teacher WHERE place BETWEEN 'V-1' AND 'V-99' ORDER BY id;

ROLLBACK;
