-- The examples of doc/stipend_band.md, in its order.
SET search_path = caseload, public;
BEGIN;
\set ON_ERROR_ROLLBACK on

SELECT stipend('C 4%', 53856) AS percent_of_base, stipend('COMBO $600 per semester') AS flat;

SELECT stipend_band 'aa 12 %' AS a, stipend_band 'climate $1,800 per year' AS b,
	stipend_band 'combo$600.5 per semesters' AS c;
SELECT stipend_band 'ASB ADVISOR $500';

SELECT string_agg(band::text, ' < ' ORDER BY band) AS in_order
FROM unnest('{CLIMATE $1800, AA 12%, COMBO $600, C 4%, B 4%, COMBO $600 per semester}'::stipend_band[]) AS band;

CREATE TABLE duty (name text, band stipend_band);
INSERT INTO duty SELECT * FROM (VALUES ('Yearbook', 'C 4%'), ('Athletic director', 'AA 12%'),
	('Combination class', 'COMBO $600 per semester')) AS v(name, band);
SELECT name, band, round(stipend(band, 53857), 2) AS pays FROM duty ORDER BY band;
SELECT name, stipend(band) FROM duty WHERE label(band) = 'COMBO';

ROLLBACK;
