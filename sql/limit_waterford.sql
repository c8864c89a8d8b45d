-- The limits of Waterford on made-up rosters, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_waterford', contract => 'waterford');
SET search_path = limit_waterford, limit_waterford_bi, caseload, public;

-- every figure of the appendix has a row: 39, 53 and 18 of the 110, by its three kinds
SELECT l.code, l.strictness, count(*), sum(quantity(c.number)) AS sum FROM limit_cap AS c JOIN load_limit AS l
	ON l.id = c.limit_id WHERE l.code LIKE 'selpa-%' AND l.code <> 'selpa-staffing' GROUP BY 1, 2 ORDER BY 1;

-- A school year with a week off in November and two at New Year. The Thursdays from the first full week in
-- September, which begins on 2 September: 4 + 5 + 3 + 3 + 4 + 4 + 4 + 5 + 4 = 36.
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', '2019-20', '[2019-07-01,2020-07-01)',
	'{[2019-08-14,2019-11-25),[2019-12-02,2019-12-23),[2020-01-06,2020-05-30)}'
	- (SELECT range_agg(daterange(d, d + 2))
		FROM generate_series(0, 51) AS w, CAST(date '2019-07-06' + 7 * w AS date) AS d), 'made up';
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'Thursdays', in_force, weekly_days(days, 4, first_full_week(2019, 9)), 'Article XXVI.D' FROM calendar;
SELECT school_days(days, in_force) AS counts, lower(days) AS first, upper(days) - 1 AS last FROM count_days;

INSERT INTO site (site_id, site_name) VALUES (1, 'Moon'), (2, 'Whitehead');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 30) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, fte)
SELECT n, 1 + n % 2, 'waterford', 'teacher', 'V-5', '[2019-07-01,2020-07-01)',
	CASE n WHEN 22 THEN 0.5 ELSE 1 END FROM generate_series(1, 30) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- 1: a first grade of 27 all year: 2 x $50 x 36 = 3,600.00.
-- 2: a second grade of 26, of whom one leaves on 10 October: the counts of 5 September to 3 October are five
--    (that Thursday itself is the first day without), 5 x $50 = 250.00. Another was there in August alone, when
--    nothing is counted.
-- 3: a kindergarten of exactly 25: nothing.
-- 4: a 3-4 combination of 26: 25 is the lower, 36 x $50 = 1,800.00.
-- 5: a fifth grade of 31: 1 over 30, 36 x $50 = 1,800.00.
-- 6: a seventh grade of 40: the article speaks of TK-6 alone.
SELECT class(1, 1, 1, '[1,1]', '[2019-08-14,2020-05-30)'), students(1, 27, '[2019-08-14,2020-05-30)');
SELECT class(2, 1, 2, '[2,2]', '[2019-08-14,2020-05-30)'), students(2, 25, '[2019-08-14,2020-05-30)'),
	students(2, 1, '[2019-08-14,2019-10-10)'), students(2, 1, '[2019-08-14,2019-09-01)');
SELECT class(3, 1, 3, '[0,0]', '[2019-08-14,2020-05-30)'), students(3, 25, '[2019-08-14,2020-05-30)');
SELECT class(4, 1, 4, '[3,4]', '[2019-08-14,2020-05-30)'), students(4, 26, '[2019-08-14,2020-05-30)');
SELECT class(5, 2, 5, '[5,5]', '[2019-08-14,2020-05-30)'), students(5, 31, '[2019-08-14,2020-05-30)');
SELECT class(6, 2, 6, '[7,7]', '[2019-08-14,2020-05-30)'), students(6, 40, '[2019-08-14,2020-05-30)');
-- 7: a sixth grade of 31, whose teacher changes on 6 January: 15 counts before, 21 after: 750.00 and 1,050.00.
SELECT class(7, 2, NULL, '[6,6]', '[2019-08-14,2020-05-30)'), students(7, 31, '[2019-08-14,2020-05-30)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES
	(7, 7, '[2019-08-14,2020-01-06)'), (7, 8, '[2020-01-06,2020-05-30)');
-- 8: three teachers of record share a first grade of 26 in three equal parts: 1,800.00 in all, each a third of
--    $50 at each count, in cents that add up to it.
SELECT class(8, 2, NULL, '[1,1]', '[2019-08-14,2020-05-30)'), students(8, 26, '[2019-08-14,2020-05-30)');
INSERT INTO staffing (section_id, employee_id, valid, share)
SELECT 8, n, '[2019-08-14,2020-05-30)', 0.3333 FROM generate_series(9, 11) AS n;
-- 9: nobody teaches it: it is over, and there is no one to pay.
SELECT class(9, 2, NULL, '[1,1]', '[2019-08-14,2020-05-30)'), students(9, 26, '[2019-08-14,2020-05-30)');
SELECT * FROM due ORDER BY subject_id, employee_id;

-- the report, and how its amounts add up: by day, class, teacher and school to the same
SELECT site_name, employee_id, section_id, grade, rule, counted_on, cap, load, over_by, pay, citation
FROM class_size_overage WHERE counted_on = '2019-09-05' ORDER BY section_id, employee_id;
SELECT sum(pay) AS days FROM class_size_overage;
SELECT sum(s.pay) AS classes FROM (SELECT section_id, sum(pay) AS pay FROM class_size_overage GROUP BY 1) AS s;
SELECT sum(s.pay) AS teachers FROM (SELECT employee_id, sum(pay) AS pay FROM class_size_overage GROUP BY 1) AS s;
SELECT sum(amount_due) AS findings FROM compliance_finding;
SELECT section_id, sum(pay) AS class, sum(pay) - 1800 AS lost FROM class_size_overage WHERE section_id = 8 GROUP BY 1;

-- Appendix C-1. 20: a special day class SDC-SH-ED, intermediate, of 13 with a cap of 12, and one aide of two.
SELECT class(20, 1, 20, '[4,6]', '[2019-08-14,2020-05-30)', 'SDC-SH-ED', '{"level": "Inter."}'),
	students(20, 13, '[2019-08-14,2020-05-30)');
INSERT INTO tally (section_id, valid, what, quantity) VALUES (20, '[2019-08-14,2020-05-30)', 'aides', '1 aides');
-- 21: a resource specialist with 29, one above the state maximum; 22: half-time speech, 30 of 55 / 2 = 27.5, 2.5
-- over; 23: speech with an infant among 41: the lower number, 40; 24: occupational therapy, 50 of 50: nothing.
SELECT cases(21, 'RSP', 29, '[2019-08-14,2020-05-30)', 1, '{"level": "Primary"}'),
	cases(22, 'DIS SPEECH', 30, '[2019-08-14,2020-05-30)', 1, '{"level": "Primary"}'),
	cases(23, 'DIS SPEECH', 40, '[2019-08-14,2020-05-30)', 1, '{"level": "Primary"}'),
	cases(23, 'DIS SPEECH', 1, '[2019-08-14,2020-05-30)', 1, '{"level": "Infant"}'),
	cases(24, 'DIS OCCUPATIONAL', 50, '[2019-08-14,2020-05-30)', 1, '{"level": "Primary"}');
SELECT * FROM found WHERE code LIKE 'selpa-%' ORDER BY 1, 2;
SELECT contract, school_year, employee_id, program, rule, measure, cap, load, over_by, pay, citation
FROM caseload_overage WHERE counted_on = '2019-09-05' ORDER BY employee_id;

-- Fifteen days of service after 5 September: 6, 9 to 13, 16 to 20 and 23 to 26 September; with a duty calendar in which
-- 9 September is a holiday of the staff, 27 September.
SELECT DISTINCT first_day, grieve_by FROM compliance_finding WHERE rule = 'Class size TK-6' ORDER BY 1;
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT contract, school_year, 'duty', in_force, days - '{[2019-09-09,2019-09-10)}', citation FROM calendar;
SELECT DISTINCT first_day, grieve_by FROM compliance_finding WHERE rule = 'Class size TK-6' ORDER BY 1;

-- what the linter says of the contract as it stands
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 2, 3, 4;
