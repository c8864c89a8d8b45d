-- Nothing depends on our schema being on the path: with pg_catalog alone, and every name
-- qualified, all works. Workers and the far sides of foreign tables have just this path.
SET search_path = pg_catalog;

-- In and out.
SELECT caseload.caseload_unit '25 students' AS unit, 'V-14'::caseload.salary_step AS step,
	caseload.stipend_band 'COMBO $600 per semester' AS band;
SELECT ARRAY['25 students', '3 IEPs']::caseload.caseload_unit[] AS units,
	ARRAY['V-14']::caseload.salary_step[]::text AS steps;

-- Functions and operators.
SELECT caseload.lane('V-14'), caseload.step('V-14'), caseload.salary_step('V', 14),
	caseload.quantity('2.5 FTE'), caseload.measure('2.5 FTE'),
	caseload.caseload_unit(2.5, 'FTE'), caseload.overage('30 students', '25 students'),
	caseload.rounded('2.5 FTE', 0, 'up'), caseload.label('C 4%'),
	caseload.stipend('C 4%', 100), caseload.stipend('C $4');
SELECT caseload.caseload_unit '25 students' OPERATOR(caseload.+) '5 students' AS plus,
	caseload.caseload_unit '25 students' OPERATOR(caseload.-) '5 students' AS minus,
	OPERATOR(caseload.-) caseload.caseload_unit '2 students' AS negative,
	caseload.caseload_unit '28 students' OPERATOR(caseload.*) 0.6 AS times,
	0.6 OPERATOR(caseload.*) caseload.caseload_unit '28 students' AS times_left,
	caseload.caseload_unit '28 students' OPERATOR(caseload./) 3 AS divided,
	caseload.caseload_unit '30 students' OPERATOR(caseload./) '25 students' AS ratio,
	caseload.salary_step 'V-14' OPERATOR(caseload.+) 1 AS step_up,
	caseload.salary_step 'V-14' OPERATOR(caseload.-) 0.5 AS step_down;
SELECT caseload.caseload_unit '25 students' OPERATOR(caseload.<) '30 students' AS lt,
	caseload.caseload_unit '25 students' OPERATOR(caseload.*<) '3 IEPs' AS before,
	caseload.caseload_unit '25 students' OPERATOR(caseload.=) '25 IEPs' AS eq,
	caseload.salary_step 'V-2' OPERATOR(caseload.<) 'V-10' AS step_lt,
	caseload.stipend_band 'C 4%' OPERATOR(caseload.>=) 'AA 12%' AS band_ge;
SELECT caseload.caseload_unit '25 students' OPERATOR(caseload.<) '30 IEPs';

-- Tables: casts on assignment, order, groups, joins, indexes, aggregates.
CREATE TEMP TABLE placed AS
	SELECT n AS id, caseload.caseload_unit((n OPERATOR(pg_catalog.%) 20)::numeric,
		CASE WHEN n OPERATOR(pg_catalog.%) 2 OPERATOR(pg_catalog.=) 0 THEN 'students' ELSE 'IEPs' END) AS load,
		caseload.salary_step(CASE WHEN n OPERATOR(pg_catalog.%) 3 OPERATOR(pg_catalog.=) 0 THEN 'MA+9' ELSE 'MA+15' END,
			(n OPERATOR(pg_catalog.%) 30)::numeric) AS place,
		pg_catalog.format('L%s $%s', n OPERATOR(pg_catalog.%) 5, n)::caseload.stipend_band AS band
	FROM pg_catalog.generate_series(1, 600) AS n;
INSERT INTO placed SELECT * FROM (VALUES (0, '99 students', 'V-1', 'AA 12%')) AS v(id, load, place, band);
INSERT INTO placed (id, load) VALUES (-1, 30.5);
CREATE INDEX placed_load ON placed (load);
CREATE INDEX placed_place ON placed USING hash (place);
CREATE UNIQUE INDEX placed_band ON placed (band);
ANALYZE placed;
SELECT load, place, band FROM placed ORDER BY load DESC NULLS LAST, place, band LIMIT 3;
SELECT load, place, band FROM placed ORDER BY band, id LIMIT 2;
SELECT caseload.measure(load) AS measure, caseload.sum(load), caseload.avg(load), caseload.min(load),
	caseload.max(load), caseload.min(place), caseload.max(place),
	caseload.min(band), caseload.max(band) FROM placed GROUP BY 1 ORDER BY 1;
SELECT load, count(*) FROM placed GROUP BY load ORDER BY load LIMIT 3;
SELECT count(DISTINCT load) AS loads, count(DISTINCT place) AS places, count(DISTINCT band) AS bands FROM placed;
SELECT count(*) FROM placed a JOIN placed b ON a.load OPERATOR(caseload.=) b.load
	AND a.place OPERATOR(caseload.=) b.place;
SELECT count(*) FROM placed a JOIN placed b ON a.band OPERATOR(caseload.=) b.band;
SELECT count(*) FROM placed WHERE load OPERATOR(caseload.*<) '5 students' AND place OPERATOR(caseload.<>) 'V-1';
SET enable_seqscan = off;
SELECT count(*) FROM placed WHERE load OPERATOR(caseload.=) '4 students';
SELECT count(*) FROM placed WHERE place OPERATOR(caseload.=) 'MA+9-3';
SELECT id FROM placed WHERE band OPERATOR(caseload.=) 'L2 $7';
SELECT count(*) FROM placed WHERE load OPERATOR(caseload.=) ANY ('{4 students,5 IEPs}');
SELECT count(*) FROM placed WHERE band OPERATOR(caseload.>=) 'L0 $595' AND band OPERATOR(caseload.<) 'L0 $600';
RESET enable_seqscan;
SELECT id, caseload.sum(load) OVER (PARTITION BY caseload.measure(load) ORDER BY load, id) AS running FROM placed
WHERE id OPERATOR(pg_catalog.<) 1 ORDER BY id;
CREATE TABLE pg_temp.by_place (place caseload.salary_step, load caseload.caseload_unit) PARTITION BY HASH (place, load);
CREATE TABLE pg_temp.by_place_0 PARTITION OF pg_temp.by_place FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE pg_temp.by_place_1 PARTITION OF pg_temp.by_place FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO pg_temp.by_place SELECT place, load FROM placed;
SELECT count(*) FROM pg_temp.by_place;
-- the definitions that pg_dump writes read back with this path
CREATE TEMP VIEW over AS
SELECT id, caseload.overage(load, '15 students') AS over, load OPERATOR(caseload.*>) '15 students' AS is_over,
	load OPERATOR(caseload.*) 2 AS twice FROM placed WHERE caseload.measure(load) OPERATOR(pg_catalog.=) 'students';
DO $$ BEGIN EXECUTE 'CREATE TEMP VIEW over_again AS ' || pg_get_viewdef('pg_temp.over'::regclass); END $$;
SELECT count(*) FROM over_again a JOIN over b USING (id)
WHERE a.over OPERATOR(caseload.=) b.over AND a.is_over = b.is_over AND a.twice OPERATOR(caseload.=) b.twice;
SELECT caseload.sum(over) FROM over;
