SET search_path = caseload, public;
\set VERBOSITY terse

-- however it is written, it prints in one form
SELECT input, input::salary_step AS place
FROM (VALUES ('V-14'), (' v - 14 '), ('ma+09-7.50'), ('Ⅴ－１４'), ('20–3'), ('MA+00-0'), ('II-99')) AS t (input);
SELECT place, lane(place), step(place) FROM (VALUES (salary_step 'MA+30-12'), (salary_step 'II-7.5')) AS t (place);
SELECT salary_step('ma+015', 3), salary_step('V', 7.5), salary_step 'V-14' + 1, salary_step 'V-14' - 0.5;

-- what cannot be read is refused
SELECT salary_step 'V';
SELECT salary_step '-3';
SELECT salary_step 'V-1⁴';
SELECT salary_step 'V-7½';
SELECT salary_step 'ABCDEFGHIJKLM-1';
SELECT salary_step 'V-100';
SELECT salary_step 'V-7.3';
SELECT salary_step('V', 100);
SELECT salary_step('V', 7.25);
SELECT salary_step('V', 'NaN');
SELECT salary_step 'V-99' + 1;
SELECT salary_step 'V-0' - 0.5;

\set VERBOSITY sqlstate
SELECT salary_step 'V';
SELECT salary_step 'V-100';
SELECT salary_step 'V-7.3';
SELECT salary_step('V', 'NaN');
\set VERBOSITY terse

-- natural order: numbers and Roman numerals by value
SELECT place::salary_step
FROM unnest('{MA+15-1,MA+9-1,IX-1,V-2,V-1.5,X-1,II-30,BA-1}'::text[]) AS place ORDER BY 1;
SELECT min(place), max(place) FROM unnest('{IX-1,V-14,II-3}'::salary_step[]) AS place;
SELECT salary_step 'V-14' = 'v-14.0' AS eq, salary_step 'V-9' < 'V-10' AS lt, salary_step 'IV-1' > 'IX-1' AS gt,
	salary_step 'V-1' <> 'V-2' AS ne, salary_step 'V-1' <= 'V-1' AS le, salary_step 'V-1' >= 'V-2' AS ge;

-- indexes and hashing
CREATE TEMP TABLE placement AS
SELECT salary_step((ARRAY['BA', 'MA', 'MA+15'])[1 + i % 3], i % 20) AS place FROM generate_series(1, 600) AS i;
CREATE INDEX ON placement (place);
ANALYZE placement;
SET enable_seqscan = off;
SELECT count(*) FROM placement WHERE place = 'MA-4';
SELECT count(*) FROM placement WHERE place BETWEEN 'MA-0' AND 'MA-19';
RESET enable_seqscan;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT count(*) FROM placement AS a JOIN (SELECT DISTINCT place FROM placement) AS b USING (place);
RESET enable_mergejoin;
RESET enable_nestloop;
SELECT count(DISTINCT place) FROM placement;

-- what is sent comes back the same
SELECT encode(salary_step_send('MA+30-12.5'), 'hex');
