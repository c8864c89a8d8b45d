-- stipend_band: what a duty is worth.
SET search_path = caseload, public;

-- What people write, and the one form it becomes.
SELECT n, written, written::stipend_band AS band
FROM (VALUES (1, 'C 4%'), (2, ' aa 12 %'), (3, 'COMBO $600 per semester'),
	(4, 'combo$600perSemesters'), (5, 'CLIMATE $1800'),
	(6, 'CLIMATE $1,800 per year'), (7, 'C $600.5'), (8, 'C $0.1250 per hour'), (9, '12 4%'), (10, 'A+B/C.1 $1'),
	(11, 'Ｃ ４％'), (12, 'C 0.3333%')) AS v(n, written) ORDER BY n;

-- What is refused, and how that is said.
SELECT stipend_band '4%';
SELECT stipend_band '$600';
SELECT stipend_band 'C 4';
SELECT stipend_band 'C -4%';
SELECT stipend_band 'C $4.00001';
SELECT stipend_band 'C $600 per fortnight';
SELECT stipend_band 'C $600 each';
SELECT stipend_band 'ASB ADVISOR $500';
SELECT stipend_band 'CHOIR-LEAD $500';
SELECT stipend_band 'ABCDEFGHIJKLM $4';
SELECT stipend_band 'C 4%¹';
SELECT stipend_band 'C $100000000000000';
\set VERBOSITY sqlstate
SELECT stipend_band '4%';
SELECT stipend_band 'C $100000000000000';
SELECT stipend_band 'C 4%¹';
\set VERBOSITY default

-- What it pays: exact, not rounded.
SELECT stipend('C 4%', 53856) AS c, stipend('AA 12%', 53856.05) AS aa, stipend('C 0.3333%', 0.00000001) AS tiny,
	stipend('COMBO $600 per semester', 53856) AS flat, stipend('CLIMATE $1800') AS no_base,
	stipend('C 4%', -100) AS taken_back,
	stipend('C 4%', 0) AS nothing;
SELECT stipend('C 100%', 1000000000000000000) AS most;
SELECT stipend('C 100%', 1000000000000000000.1);
SELECT stipend('C 4%', 'NaN');
SELECT stipend('C 4%');
\set VERBOSITY sqlstate
SELECT stipend('C 100%', 1000000000000000000.1);
SELECT stipend('C 100%', -1000000000000000000.1);
SELECT stipend('C 0.0001%', 1e200);
SELECT stipend('C 4%', 'NaN');
SELECT stipend('COMBO $600', 'NaN');
SELECT stipend('COMBO $600', '-Infinity');
SELECT stipend('C 4%');
\set VERBOSITY default
SELECT label('combo $600'), label(NULL), stipend(NULL, 1), stipend('C 4%', NULL);

-- The order: percentages, then amounts; by worth, then label, then period.
CREATE TEMP TABLE duty (id int, band stipend_band);
INSERT INTO duty VALUES (1, 'AA 12%'), (2, 'C 4%'), (3, 'B 4%'), (4, 'COMBO $600'),
	(5, 'COMBO $600 per semester'), (6, 'A $600'),
	(7, 'A $600.01'), (8, 'Z $5'), (9, NULL), (10, 'C 4% per day');
SELECT band FROM duty ORDER BY band;
SELECT min(band), max(band) FROM duty;
SELECT min(band), max(band) FROM duty WHERE false;
SELECT 'C 4%' < stipend_band 'AA 12%' AS lt, 'C 4%' <= stipend_band 'C 4%' AS le,
	'C 4%' = stipend_band 'c 4.0 % per years' AS eq,
	'C 4%' <> stipend_band 'C 4% per day' AS ne, 'C $4' >= stipend_band 'C 40%' AS ge,
	'C $4' > stipend_band 'C 40%' AS gt,
	stipend_band_cmp('C 4%', 'C $4') < 0 AS cmp;

-- Every way to the same rows.
CREATE TEMP TABLE position_held AS
	SELECT n AS id, (CASE WHEN n % 3 = 0 THEN format('L%s %s%%', n % 7, n % 13)
		ELSE format('L%s $%s', n % 7, n % 13 * 100) END)::stipend_band AS band
	FROM generate_series(1, 2000) AS n;
CREATE INDEX position_band ON position_held (band);
CREATE INDEX position_band_hash ON position_held USING hash (band);
ANALYZE position_held;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/plan_of.psql'
\set ECHO none
\i :helpers
\set ECHO all
CREATE TEMP TABLE answer (how text, rows bigint, ids bigint);
SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
INSERT INTO answer SELECT '1 range by sequential scan', count(*), sum(id)
FROM position_held WHERE band BETWEEN 'A 7%' AND 'A $500';
INSERT INTO answer SELECT '2 one by sequential scan', count(*), sum(id) FROM position_held WHERE band = 'L3 $300';
RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;
SET enable_seqscan = off;
SELECT pg_temp.plan_of($$SELECT id FROM position_held WHERE band BETWEEN 'A 7%' AND 'A $500'$$)
	~ 'position_band\M' AS by_index;
INSERT INTO answer SELECT '1 range by index', count(*), sum(id)
FROM position_held WHERE band BETWEEN 'A 7%' AND 'A $500';
DROP INDEX position_band;
SELECT pg_temp.plan_of($$SELECT id FROM position_held WHERE band = 'L3 $300'$$)
	~ 'position_band_hash\M' AS by_hash_index;
INSERT INTO answer SELECT '2 one by hash index', count(*), sum(id) FROM position_held WHERE band = 'L3 $300';
RESET enable_seqscan;
SET enable_mergejoin = off; SET enable_nestloop = off;
INSERT INTO answer SELECT '3 join by hash', count(*), sum(a.id) FROM position_held a JOIN position_held b USING (band);
RESET enable_mergejoin; SET enable_hashjoin = off;
INSERT INTO answer SELECT '3 join by merge', count(*), sum(a.id) FROM position_held a JOIN position_held b USING (band);
RESET enable_nestloop; RESET enable_hashjoin;
SELECT * FROM answer ORDER BY how;

-- Text there and back; a text column and a VALUES list load.
SELECT count(*), count(*) FILTER (WHERE band::text::stipend_band = band) AS same FROM position_held;
SELECT count(*), count(*) FILTER (WHERE band::text::stipend_band = band AND stipend(band) = n / 10000.0) AS same
FROM (SELECT n, format('X $%s per %s', n / 10000.0, p)::stipend_band AS band FROM generate_series(0, 30000, 7) AS n,
	unnest(ARRAY['count', 'session', 'period', 'hour', 'day', 'week', 'month', 'quarter', 'trimester',
			'semester', 'year']) AS p) AS every;
INSERT INTO duty SELECT * FROM (VALUES (20, 'asb $1,000')) AS v(id, band);
SELECT band FROM duty WHERE id = 20;
