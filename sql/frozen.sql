-- What is stored, sent and hashed must stay as it is from the first release on: rows are placed
-- by it in indexes, hash partitions and on shards. A change here breaks the databases of users.
SET search_path = caseload, public;

SELECT v AS salary_step, encode(salary_step_send(v), 'hex') AS binary, salary_step_hash(v) AS hash,
	salary_step_hash_extended(v, 0) AS extended, salary_step_hash_extended(v, 20190701) AS seeded
FROM unnest(ARRAY['V-14', 'MA+30-12', 'II-7.5', 'ABCDEFGHIJKL-99', '0-0']::salary_step[]) WITH ORDINALITY AS t(v, n)
ORDER BY n;

SELECT v AS caseload_unit, encode(caseload_unit_send(v), 'hex') AS binary, caseload_unit_hash(v) AS hash,
	caseload_unit_hash_extended(v, 0) AS extended, caseload_unit_hash_extended(v, 20190701) AS seeded
FROM unnest(ARRAY['25 students', '-2 students', '0 students', '0.5 FTE', '40 IEPs', '36028797018.963967 points',
	'-36028797018.963967 points']::caseload_unit[]) WITH ORDINALITY AS t(v, n) ORDER BY n;

SELECT v AS stipend_band, encode(stipend_band_send(v), 'hex') AS binary, stipend_band_hash(v) AS hash,
	stipend_band_hash_extended(v, 0) AS extended, stipend_band_hash_extended(v, 20190701) AS seeded
FROM unnest(ARRAY['C 4%', 'AA 12%', 'COMBO $600 per semester', 'CLIMATE $1800',
		'ABCDEFGHIJKL $99999999999999.9999 per count']::stipend_band[])
	WITH ORDINALITY AS t(v, n) ORDER BY n;

-- The codes of the measures, in the first byte.
SELECT get_byte(caseload_unit_send(('1 ' || m)::caseload_unit), 0) AS code, m AS measure
FROM unnest(ARRAY['students', 'seats', 'IEPs', 'units', 'assessments', 'preparations', 'sections',
		'teachers', 'aides', 'employees',
	'positions', 'meetings', 'minutes', 'hours', 'days', 'FTE', 'percent', 'points']) AS m ORDER BY code;

-- The codes of the periods, in byte 21.
SELECT get_byte(stipend_band_send(('C $1 per ' || p)::stipend_band), 21) AS code, p AS period
FROM unnest(ARRAY['count', 'session', 'period', 'hour', 'day', 'week', 'month', 'quarter', 'trimester',
		'semester', 'year']) AS p ORDER BY code;

-- The order of lanes.
SELECT string_agg(lane, ' ' ORDER BY salary_step(lane, 1)) AS lanes
FROM unnest(ARRAY['I', 'II', 'IV', 'V', 'VIII', 'IX', 'X', 'XXXIX', 'XL', 'IIII', 'L', 'BA', 'BA+9', 'BA+15',
		'BA+45', 'MA', 'MA+9', 'MA/9', 'A.1',
	'A.10', 'A.2', 'A', 'AA', '1', '9', '10', '20', '9A', '10A', '0']) AS lane;

-- A mean on its way between processes: code of the measure, count, sum in millionths.
SELECT caseload_unit_mean_add(caseload_unit_mean_add('{0,0,0}', '2.5 hours'), '-1 hours') AS avg_state;
