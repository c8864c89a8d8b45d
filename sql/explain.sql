-- The reckoning in words: doc/explain.md
SET search_path = caseload, public;
\pset format unaligned
\pset tuples_only on

-- the examples of the page
SELECT explain('1-2: $10 each, 3: $15 each, 4: $25 each per day'::pay_scale, caseload_unit '3 students');
SELECT explain('1+: $10 each per day max $40'::pay_scale, 5);
SELECT explain('19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound'::pay_scale, 28, 100000);
SELECT explain('1+: $50 each per count'::pay_scale, 3, 'es_US');
SELECT explain(E'step(0) I V\n8 68445.25 75000\n14 - 91726\n19L - 94936'::salary_schedule, 'V-21');
SELECT explain(E'step(0) I V\n8 68445.25 75000\n14 - 91726\n19L - 94936'::salary_schedule, 'I-11');
-- a cell that is empty in a row that is there
SELECT explain(E'step I V\n1 10 20\n2 - 30\n3L 40 50'::salary_schedule, 'I-2');

-- every way to call it, with literals as people write them
SELECT explain('1-2: $10 each, 3: $15 each, 4: $25 each per day'::pay_scale, 3);
SELECT explain('1-2: 0.75 hours flat, 3+: 1.25 hours flat per day'::pay_scale, 3, 24.00);
SELECT explain(E'step(0) I V\n8 68445.25 75000\n14 - 91726\n19L - 94936'::salary_schedule, 'V-21', 'es_US');
SELECT explain('1+: 2 hours each'::pay_scale, 2, 20, 'es_US');
SELECT explain('1+: $5 each'::pay_scale, caseload_unit '1 students', 'en');
SELECT explain('1+: 2% each'::pay_scale, caseload_unit '2 students', 1000);
SELECT explain('1+: 2% each'::pay_scale, caseload_unit '2 students', 1000, 'en');
SELECT explain('3+: $5 each'::pay_scale, 0);
SELECT explain('3+: $5 each'::pay_scale, -2.5);
-- cents and large amounts are exact
SELECT explain('1+: $0.145 all'::pay_scale, 1);
SELECT explain('1+: $90071992547409.93 flat'::pay_scale, 1);
SELECT explain(NULL::pay_scale, 3) IS NULL, explain('1+: $5 each'::pay_scale, 3, NULL::text) IS NULL;

-- what is said agrees with what is paid
SELECT count(*) FILTER (WHERE replace(explain(scale, n), ',', '') LIKE '%together $'
	|| trim_scale(pay(scale, n)) || ' per day.') AS agree, count(*)
FROM generate_series(1, 60) n,
	(VALUES (pay_scale '1+: $10 each per day'), ('1-2: $10 each, 3-30: $15 all, 31+: $4000 flat per day'),
		('1+: $100 each per day max $900')) s (scale);

-- a line of pay: at full time or a part of it, for all of the year or a part, rounded or not, of a limit, with a
-- problem
SELECT explain_line('salary', '2025-07-01', '2026-06-30', 1, 182, 182, 50000, 50000, 50000, 'Article 5', NULL);
SELECT explain_line('salary', '2025-07-01', '2025-11-09', 0.5, 50, 182, 50000, 6868.131868, 6868.13, NULL, NULL);
SELECT explain_line('stipend: coach', '2025-09-01', '2026-06-30', 0.5, 165, 360, 1600, 733.333333, 733.33, NULL,
	NULL, l) FROM unnest('{en,es,es_US}'::text[]) AS l;
SELECT explain_line('longevity: long', '2025-07-01', '2026-06-30', 1, 1, 1, 800, 800, 800, 'Article 9', NULL, 'es_MX');
SELECT explain_line('overage: class-size', '2025-09-04', '2026-05-21', NULL, 1, 1, 1250, 1250, 1250, 'Article 26',
	NULL);
SELECT explain_line('hours: tutoring', '2025-10-07', '2025-10-07', 0.5, 1.5, 1, 38.5, 57.75, 57.75, 'Article 12', NULL,
	l) FROM unnest('{en,es}'::text[]) AS l;
SELECT explain_line('stipend: club', '2025-10-01', '2025-10-31', 1, 1, 1, 100, 100, 100, 'Article 11', NULL);
SELECT explain_line('lane change', '2026-02-01', '2026-06-30', 1, 1, 1, 2500, 2500, 2500, NULL, NULL, 'es_US');
SELECT explain_line('bonus', '2024-02-29', '2024-02-29', 1, 1, 1, 10, 10, 10, NULL, NULL);
SELECT explain_line('salary', '2025-07-01', '2026-06-30', 1, 182, 182, NULL, NULL, NULL, NULL,
	'no lane "VII" in schedule "teacher"', l) FROM unnest('{en,es_US}'::text[]) AS l;
SELECT explain_line('salary', '2025-07-01', '2026-06-30', 1, 1, 1, 1, 1, NULL, NULL, NULL) IS NULL,
	explain_line(NULL, '2025-07-01', '2026-06-30', 1, 1, 1, 1, 1, 1, NULL, NULL) IS NULL;

-- errors
\set VERBOSITY terse
SELECT explain('1+: 5% each'::pay_scale, 3);
SELECT explain('1+: $5 each'::pay_scale, 3, '');
SELECT explain(E'step(0) I\n1 50000'::salary_schedule, 'X-1');
SELECT explain(E'step(0) I\n1 50000'::salary_schedule, 'I-0');
SELECT explain(E'step(0) I\n1 50000'::salary_schedule, 'I-1', 'fr');
SELECT explain('1+: $5 each'::pay_scale, 'NaN'::numeric);
SELECT explain_line('salary', '2025-07-01', 'infinity', 1, 1, 1, 1, 1, 1, NULL, NULL);
SELECT explain_line('salary', '2025-07-01', '2026-06-30', 1, 1, 1, 1, 1, 1, NULL, NULL, 'fr');
\set VERBOSITY default
-- the hint names the languages
SELECT explain('1+: $5 each'::pay_scale, 3, 'fr');
