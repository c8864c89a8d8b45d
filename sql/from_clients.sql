-- Numbers as clients send them: doubles, and text without a type.
SET search_path = caseload, public;
-- 58,700 x 1.035 is 60,754.5 exactly, and paid 60,755; in doubles it is 60,754.499999999993, which rounds to 60,754. A
-- parameter without a type is a numeric with all its digits, and a double is one once it is told to be.
CREATE TABLE grid_sent (grid salary_schedule);
INSERT INTO grid_sent VALUES (E'step(0) BA\n1 58700');
PREPARE raised_by AS SELECT salary(grid * $1, 'BA-1'), round(58700 * 1.035::float8) AS in_doubles FROM grid_sent;
PREPARE raised_by_double(float8) AS SELECT salary(grid * $1::numeric, 'BA-1') FROM grid_sent;
SELECT name, parameter_types FROM pg_prepared_statements WHERE name LIKE 'raised%' ORDER BY name;
EXECUTE raised_by('1.035');
EXECUTE raised_by_double(1.035);
EXECUTE raised_by('3 %');
EXECUTE raised_by_double('NaN');
DROP TABLE grid_sent;

-- A quantity: 10 for each of the first two and 15 for each further one, so 2 x 10 + 2 x 15 = 50 for four and
-- 2 x 10 + 0.5 x 15 = 27.5 for two and a half.
PREPARE paid AS SELECT pay('1-2: $10 each, 3+: $15 each per day', $1);
EXECUTE paid('4');
EXECUTE paid('2.5');
EXECUTE paid('4 students');
EXECUTE paid('four');
EXECUTE paid('');
PREPARE paid_of(pay_scale) AS SELECT pay($1, $2);
EXECUTE paid_of('1-2: $10 each, 3+: $15 each per day', '4');
PREPARE paid_double(float8) AS SELECT pay('1-2: $10 each, 3+: $15 each per day', $1);
EXECUTE paid_double(2.5);
EXECUTE paid_double('NaN');
PREPARE paid_with_base AS SELECT pay('1+: 5% each per year', $1, $2);
SELECT parameter_types FROM pg_prepared_statements WHERE name = 'paid_with_base';
EXECUTE paid_with_base('2', 50000);
SELECT pay('1+: 5% each per year', 2::float8, 50000), pay('1+: 5% each per year', '2 students'::text, 50000);
-- whole numbers, decimals and quantities go where they went
SELECT pay('1+: $10 each', 3), pay('1+: $10 each', 3::smallint), pay('1+: $10 each', 3::bigint),
	pay('1+: $10 each', 2.5), pay('1+: $10 each', '3 students'::caseload_unit);
