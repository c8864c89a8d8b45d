CREATE TABLE placed AS
SELECT salary_step(lane, step) AS place, lane, step
FROM (SELECT (ARRAY['BA', 'BA+15', 'MA', 'MA+15', 'MA+30'])[1 + i % 5] AS lane, ((i * 7919::bigint) % 40)::numeric AS step
	FROM generate_series(1, 500000) i) s;
VACUUM ANALYZE placed;
SELECT bench.compare('group 500,000 rows by salary_step', 'by (lane text, step numeric)',
	'SELECT count(*) FROM (SELECT place, count(*) FROM placed GROUP BY place) g',
	'SELECT count(*) FROM (SELECT lane, step, count(*) FROM placed GROUP BY lane, step) g') \g /dev/null
SELECT bench.compare('sort 500,000 rows by salary_step', 'by (lane text COLLATE "C", step numeric)',
	'SELECT count(*) FROM (SELECT place FROM placed ORDER BY place OFFSET 0) s',
	'SELECT count(*) FROM (SELECT lane, step FROM placed ORDER BY lane COLLATE "C", step OFFSET 0) s') \g /dev/null
