-- The sample district that BI tools are tried on, in the schema `example`: four made-up schools, eight months of a
-- year paid, then a placement and a stipend that turn out to have been wrong, so that something is owed and something
-- was paid too much; and the role bi_reader, that reads the reports and nothing else.
SELECT caseload.create_district('example', contract => 'waterford');
SET search_path = example, caseload, public;
SELECT sample_facts(1, 4);
ANALYZE;
SELECT make_pay_periods('waterford', '12', '2019-20');
UPDATE contract SET usual_cycle = '12';
SELECT count(close_period('waterford', '12', '2019-20', n)) AS periods FROM generate_series(1, 8) AS n;
UPDATE employment SET fte = 1 WHERE employment_id = (SELECT min(e.employment_id) FROM employment AS e WHERE e.fte < 1);
DELETE FROM position_held WHERE position_held_id = (SELECT min(p.position_held_id) FROM position_held AS p);
SELECT split_part(refresh_reports(), ' in ', 1) AS reports;
-- what was paid and what is kept are new tables: without this the first reader waits for autovacuum
ANALYZE;
CREATE ROLE bi_reader LOGIN;
SELECT grant_reports('bi_reader');
-- a tool sets no search_path: its role has one, and what the tool sends names no district
ALTER ROLE bi_reader SET search_path = example_bi;
