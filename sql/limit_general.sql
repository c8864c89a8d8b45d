-- Four contracts that nobody has, of clauses that others may: each as rows, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_general');
SET search_path = limit_general, limit_general_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
SELECT c, c, c, c, '[2025-07-01,2027-07-01)', 'made up' FROM unnest('{alder,birch,cedar,dogwood}'::text[]) AS c;
-- 100 days: two semesters of ten weeks of five days, from 1 September and from 5 January
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT contract, '2025-26', '[2025-07-01,2026-07-01)',
	(SELECT range_agg(daterange(d, d + 5)) FROM generate_series(0, 9) AS w, (VALUES (date '2025-09-01'),
		('2026-01-05')) AS s (monday), CAST(s.monday + 7 * w AS date) AS d), 'made up' FROM contract;
INSERT INTO term (contract, name, in_force, citation) SELECT contract, 'semester', t::daterange, 'made up'
FROM contract, unnest('{"[2025-09-01,2025-11-08)","[2026-01-05,2026-03-14)"}'::text[]) AS t;
INSERT INTO site (site_id, site_name, attributes)
SELECT n, 'School ' || n, CASE n WHEN 2 THEN '{"title_i": true}' ELSE '{}' END::jsonb FROM generate_series(1, 5) AS n;
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 60) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, fte, valid, attributes)
SELECT n, CASE WHEN n <= 10 THEN 1 WHEN n <= 15 THEN 2 WHEN n <= 30 THEN 3 WHEN n <= 40 THEN 4 ELSE 5 END,
	CASE WHEN n <= 15 THEN 'alder' WHEN n <= 30 THEN 'birch' WHEN n <= 40 THEN 'cedar' ELSE 'dogwood' END,
	'none', 60000, CASE n WHEN 17 THEN 0.6 WHEN 43 THEN 0.5 ELSE 1 END, '[2025-07-01,2027-07-01)',
	CASE n WHEN 18 THEN '{"slpa": true}' ELSE '{}' END::jsonb FROM generate_series(1, 50) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- ---- Alder: weights and shares, team teaching, a lower cap by attribute, an attribute of the site ----
-- 4.1 A class has at most 24, a student with an IEP counting 1.5 and a learner of English 1.25. At a Title I school
--     it is two fewer. Whoever is in the room for part of the day counts for that part in the second clause, 4.2.
-- 4.2 A co-taught class may have 16 for each of its teachers, by shares of the day. Half a student over is rounded up.
-- 4.3 $8 a day for each one over; each teacher of a team is paid in full.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('alder', 'class', 'Weighted class size', '[2025-07-01,2027-07-01)', 'section', 'paid', '4.1'),
	('alder', 'team', 'Co-taught class', '[2025-07-01,2027-07-01)', 'section', 'paid', '4.2');
INSERT INTO limit_cap (limit_id, program, applies, precedence, number, relative_to, weighted)
SELECT l.id, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to, 'weight' FROM load_limit AS l, (VALUES
		('general', '{}', 0, '24 students', NULL),
	('general', '{"title_i": true}', 1, '-2 students', 'class')) AS v (program, applies, precedence, number,
	relative_to) WHERE l.code = 'class';
INSERT INTO limit_weight (limit_id, counts, weight) SELECT l.id, v.counts::jsonb, v.weight FROM load_limit AS l,
	(VALUES ('{"iep": true}', 1.5), ('{"english": true}', 1.25)) AS v (counts, weight) WHERE l.code = 'class';
INSERT INTO limit_cap (limit_id, program, number, per, weighted, excess)
SELECT l.id, 'team', '16 students', '1 teachers', 'share', 'up' FROM load_limit AS l WHERE l.code = 'team';
INSERT INTO limit_remedy (limit_id, kind, scale, payee) SELECT l.id, 'pay', '1+: $8 each per day', CASE l.code
	WHEN 'team' THEN 'each teacher' ELSE 'teacher of record' END FROM load_limit AS l WHERE l.contract = 'alder';
-- 1: 15 students, 6 with an IEP, 2 learners of English and one who is both, for whom the greater weight holds:
--    15 + 9 + 2.5 + 1.5 = 28.0, 4 over: 4 x $8 x 100 days = 3,200.00.
-- 2: the same at the Title I school: 22, 6 over: 4,800.00.
SELECT class(1, 1, 1, '[3,3]', '[2025-08-01,2026-06-30)', 'general'), students(1, 15, '[2025-08-01,2026-06-30)'),
	students(1, 6, '[2025-08-01,2026-06-30)', '{"iep": true}'),
	students(1, 2, '[2025-08-01,2026-06-30)', '{"english": true}'),
	students(1, 1, '[2025-08-01,2026-06-30)', '{"english": true, "iep": true}');
SELECT class(2, 2, 11, '[3,3]', '[2025-08-01,2026-06-30)', 'general'), students(2, 15, '[2025-08-01,2026-06-30)'),
	students(2, 6, '[2025-08-01,2026-06-30)', '{"iep": true}'),
	students(2, 2, '[2025-08-01,2026-06-30)', '{"english": true}'),
	students(2, 1, '[2025-08-01,2026-06-30)', '{"english": true, "iep": true}');
-- 3: two teachers in the first semester, 32 in all, and one in the second, 16. There are 30 all day and 5 for half of
--    it, 32.5: 0.5 over, up to 1, $8 x 50 days to each of the two, 400.00; then 16.5, up to 17: $136 x 50 = 6,800.00
--    to the one.
SELECT class(3, 1, 3, '[4,4]', '[2025-08-01,2026-06-30)', 'team'), students(3, 30, '[2025-08-01,2026-06-30)'),
	students(3, 5, '[2025-08-01,2026-06-30)', '{}', 0.5);
INSERT INTO staffing (section_id, employee_id, role, valid) VALUES (3, 4, 'co-teacher', '[2025-08-01,2026-01-01)');
SELECT * FROM due WHERE code IN ('class', 'team') ORDER BY 1, 2, 3;

-- ---- Birch: blended caseloads by FTE, tests joined by any or all, grace and persistence ----
-- 7.1 A full-time pathologist has at most 50 IEPs, with an assistant ten more, part-time in proportion, rounded down.
--     Three above it are tolerated, then all count.
-- 7.2 Nothing is paid for an excess of fewer than ten days in a row; then it is paid from the tenth on: 25 cents
-- for each a day.
-- 7.3 A case manager is over with more than 20 cases and more than 30 goal areas at once; what is paid is the goal
--     areas, 1% of a tenth of salary for each in the semester in which the excess lasts for at least 30 percent of
--     its days; the mean counts.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by, strictness, citation) VALUES
	('birch', 'speech', 'Speech caseload', '[2025-07-01,2027-07-01)', 'employee', 'any', NULL, 'paid', '7.1'),
	('birch', 'manager', 'Case managers', '[2025-07-01,2027-07-01)', 'employee', 'all', 2, 'paid', '7.3');
INSERT INTO limit_cap (limit_id, test, program, applies, precedence, number, per, rounded, relative_to, tolerance)
SELECT l.id, v.test, v.program, v.applies::jsonb, v.precedence, v.number, v.per, v.rounded,
	v.relative_to, v.tolerance FROM (VALUES
	('speech', 1, 'Speech', '{}', 0, '50 IEPs', '1 FTE', 'down', NULL, '3 IEPs'),
	('speech', 1, 'Speech', '{"slpa": true}', 1, '10 IEPs', '1 FTE', 'down', 'speech', '3 IEPs'),
	('manager', 1, 'Manager', '{}', 0, '20 students', NULL, 'exact', NULL, NULL),
	('manager', 2, 'Manager', '{}', 0, '30 units', NULL, 'exact', NULL, NULL)) AS v (code, test, program, applies,
		precedence, number, per, rounded, relative_to, tolerance) JOIN load_limit AS l USING (code);
INSERT INTO pay_base (contract, name, in_force, own, times, citation) VALUES
	('birch', 'a tenth of salary', '[2025-07-01,2027-07-01)', 'salary', 0.1, '7.3');
INSERT INTO limit_remedy (limit_id, kind, scale, base, lasts, lasts_in, from_then, takes)
SELECT l.id, 'pay', v.scale, v.base, v.lasts, v.lasts_in, v.from_then, v.takes FROM (VALUES
		('speech', '1+: $0.25 each per day', NULL, '10 days', NULL, true, 'highest'),
	('manager', '1+: 1% each per semester', 'a tenth of salary', '30 percent', 'semester', false, 'mean')) AS v (code,
	scale, base, lasts, lasts_in, from_then, takes) JOIN load_limit AS l USING (code);
-- 16: 55 IEPs on 20 days, 5 over, above 3: days 10 to 20, eleven of them: 11 x 5 x $0.25 = 13.75. 53 on the other
-- days are tolerated.
-- 17: 0.6 of 50 is 30: 35 all year, 5 over: 100 counted days in a row, for days that are not counted do not part
--     them: days 10 to 100, 91 x $1.25 = 113.75. 18, with an assistant, 60: 62 are tolerated: nothing.
SELECT cases(16, 'Speech', 53, '[2025-08-01,2026-06-30)'), cases(16, 'Speech', 2, '[2025-09-01,2025-09-27)'),
	cases(17, 'Speech', 35, '[2025-08-01,2026-06-30)'), cases(18, 'Speech', 62, '[2025-08-01,2026-06-30)');
-- 19: 21 students with 42 goal areas until 26 September, 20 days, 40 percent of the semester: 12 over; then 20
--     students. The mean over the 50 days is 12 x 20 / 50 = 4.8 goal areas: 4.8% of 6,000 = 288.00. 20: 21 students
--     for 14 days, 28 percent: nothing. 21: 19 students with 57 goal areas: not both: nothing.
SELECT cases(19, 'Manager', 20, '[2025-08-01,2026-06-30)', 2), cases(19, 'Manager', 1, '[2025-09-01,2025-09-27)', 2),
	cases(20, 'Manager', 20, '[2025-08-01,2026-06-30)', 2), cases(20, 'Manager', 1, '[2025-09-01,2025-09-19)', 2),
	cases(21, 'Manager', 19, '[2025-08-01,2026-06-30)', 3);
SELECT * FROM due WHERE code IN ('speech', 'manager') ORDER BY 1, 2;

-- ---- Cedar: minima, relative caps, count days that roll, consent, the grade at a site, hours as a remedy ----
-- 3.1 Classes are counted on the 1st and the 15th of each month, or the next school day.
-- 3.2 At most 22; at least 12, below which the parties meet. If the mean of the grade at the school is 20 or more,
-- none follows from a small class.
-- 3.3 For 1 or 2 over the district chooses half an hour of an aide a count, or the teacher $30; for 3 or more an
--     hour, or $50. The teacher may consent to one more, which is then hers.
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'counts', in_force, roll(days,
	(SELECT range_agg(daterange(d, d + 1)) FROM generate_series(date '2025-09-01', '2026-03-01', '1 month') AS m,
			unnest('{0,14}'::int[]) AS n, CAST(CAST(m AS date) + n AS date) AS d WHERE d < '2026-03-14')), '3.1'
FROM calendar WHERE contract = 'cedar';
SELECT array_agg(lower(r) ORDER BY lower(r)) AS counts
FROM count_days AS c, unnest(c.days) AS r WHERE c.name = 'counts';
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by,
	counted_on, strictness, citation) VALUES
	('cedar', 'most', 'Class size', '[2025-07-01,2027-07-01)', 'section', 'any', NULL, 'counts', 'paid', '3.2'),
	('cedar', 'least', 'Smallest class', '[2025-07-01,2027-07-01)', 'section', 'all', 1, 'counts', 'advisory', '3.2');
INSERT INTO limit_cap (limit_id, test, grades, number, binds, reckoned, wider)
SELECT l.id, v.test, '[0,6]', v.number, v.binds, v.reckoned, v.wider FROM (VALUES
		('most', 1, '22 students', 'over', 'total', NULL), ('least', 1, '12 students', 'under', 'total', NULL),
	('least', 2, '20 students', 'under', 'average', 'grade')) AS v (code, test, number, binds, reckoned, wider)
	JOIN load_limit AS l USING (code);
INSERT INTO limit_remedy (limit_id, rank, choice, chooser, kind, scale)
SELECT l.id, v.rank, v.choice, v.chooser, v.kind, v.scale FROM (VALUES
		('most', 1, 'relief', 'employer', 'paraprofessional', '1-2: 0.5 hours flat, 3+: 1 hours flat per count'),
	('most', 2, 'relief', 'employee', 'pay', '1-2: $30 flat, 3+: $50 flat per count'),
	('least', 1, NULL, NULL, 'meeting', NULL)) AS v (code, rank, choice, chooser, kind, scale)
	JOIN load_limit AS l USING (code);
-- 30: 24 until 30 November and 25 from then on. The counts are 1 and 15 September, 1 and 15 October, 3 November (the
--     1st is a Saturday), and then, 15 November lying after the semester and January's 1st in the holidays with
--     December's, 5 January for them all, 15 January, 2 and 16 February, 2 March: ten in all; half an hour at five,
--     an hour at five: 7.5 hours.
SELECT class(30, 4, 31, '[2,2]', '[2025-08-01,2026-06-30)'), students(30, 24, '[2025-08-01,2026-06-30)'),
	students(30, 1, '[2025-12-01,2026-06-30)');
SELECT kind, due, worth, quantity, amount_due FROM found WHERE code = 'most' ORDER BY 1;
-- The teacher took the money from January on: five counts of half an hour, then five of $50 = 250.00. With her
-- consent to 23 the counts until November are 1 over, still half an hour, and those from January 2 over: 5 x $30 =
-- 150.00.
INSERT INTO remedy_given (remedy_id, section_id, valid)
SELECT r.id, 30, '[2026-01-01,2026-06-30)' FROM limit_remedy AS r WHERE r.kind = 'pay' AND r.choice = 'relief';
SELECT kind, due, worth, quantity, amount_due FROM found WHERE code = 'most' ORDER BY 1;
SELECT * FROM due WHERE code = 'most';
INSERT INTO exception (limit_id, section_id, valid, number, reason, consented_by, agreed_on)
SELECT id, 30, '[2025-08-01,2026-06-30)', '23 students', 'one more by consent', 'Teacher 31', '2025-08-20'
FROM load_limit WHERE code = 'most';
SELECT * FROM due WHERE code = 'most';
-- 31 of grade 2 has 10, 2 fewer than 12; the mean of the grade is (24 + 10) / 2 = 17 and then 17.5, below 20:
-- found. 32 of grade 5 has 10 too, but with 33 of 30 the mean is 20: nothing.
SELECT class(31, 4, 32, '[2,2]', '[2025-08-01,2026-06-30)'), students(31, 10, '[2025-08-01,2026-06-30)');
SELECT class(32, 4, 33, '[5,5]', '[2025-08-01,2026-06-30)'), students(32, 10, '[2025-08-01,2026-06-30)'),
	class(33, 4, 34, '[5,5]', '[2025-08-01,2026-06-30)'), students(33, 30, '[2025-08-01,2026-06-30)');
SELECT * FROM found WHERE code = 'least' ORDER BY 1, 2;

-- ---- Dogwood: several sections, bounds, back to the first day, a share of a site, how many are over ----
-- 9.1 A teacher of five has at most 150 contacts; a student met twice a day counts once. From the 20th day of a
--     semester on an excess is paid back to its first day, $1 for each a day, at most $300 a semester and $500 a
--     year, for full-time; others in proportion.
-- 9.2 If more than two of a teacher's classes are over 30, the parties meet.
-- 9.3 At most a tenth of the students of a school may have a plan; one to five percent above it the district adds a
-- post for the year, six to ten two.
INSERT INTO count_days (contract, name, in_force, days, citation) SELECT contract, 'from day 20',
	in_force, from_nth_day(days, ARRAY(SELECT t.in_force FROM term AS t WHERE t.contract = c.contract), 20), '9.1'
FROM calendar AS c WHERE contract = 'dogwood';
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('dogwood', 'contacts', 'Daily contacts', '[2025-07-01,2027-07-01)', 'employee', 'paid', '9.1'),
	('dogwood', 'large', 'Large classes', '[2025-07-01,2027-07-01)', 'employee', 'advisory', '9.2'),
	('dogwood', 'plans', 'Students with a plan', '[2025-07-01,2027-07-01)', 'site', 'paid', '9.3');
INSERT INTO limit_cap (limit_id, grades, number, per, counts, reckoned, tolerance, excess)
SELECT l.id, '[9,12]', v.number, v.per, v.counts::jsonb, v.reckoned, v.tolerance, v.excess FROM (VALUES
		('contacts', '150 students', '5 sections', '{}', 'total', NULL, 'exact'),
	('large', '30 students', NULL, '{}', 'sections over', '2 sections', 'exact'),
	('plans', '10 percent', NULL, '{"plan": true}', 'total', NULL, 'exact')) AS v (code, number, per, counts, reckoned,
	tolerance, excess) JOIN load_limit AS l USING (code);
INSERT INTO limit_remedy (limit_id, kind, scale, standing_on, in_proportion)
SELECT l.id, v.kind, v.scale, v.standing_on, v.in_proportion FROM (VALUES
		('contacts', 'pay', '1+: $1 each per day max $300 per semester, $500 per year', 'from day 20', 'fte'),
	('large', 'meeting', NULL, NULL, NULL),
	('plans', 'position', '1-5: 1 positions flat, 6-10: 2 positions flat per year', NULL, NULL)) AS v (code, kind,
	scale, standing_on, in_proportion) JOIN load_limit AS l USING (code);
-- 41: four classes of 32 and one of 31, 159 persons, of whom two sit in a second class: 9 over 150 on each of the 100
--     days: $9 x 50 = 450, at most 300 in a semester, at most 500 in the year: 300 + 200 = 500.00. All five classes
--     are above 30: found.
SELECT class(n, 5, 41, '[9,9]', '[2025-08-01,2026-06-30)'),
	students(n, CASE WHEN n < 44 THEN 32 ELSE 31 END, '[2025-08-01,2026-06-30)') FROM generate_series(40, 44) AS n;
INSERT INTO enrollment (section_id, student_id, valid) SELECT section_id + 3, min(student_id), '[2025-08-01,2026-06-30)'
FROM enrollment WHERE section_id IN (40, 41) GROUP BY section_id;
-- 42: two classes of 29 and four of 31, 182: the cap is 6 x 150 / 5 = 180: 2 over, but on the first nineteen days
--     only: nothing. On these days four classes are above 30: found, until 25 September.
SELECT class(n, 5, 42, '[9,9]', '[2025-08-01,2026-06-30)'),
	students(n, CASE WHEN n < 52 THEN 29 ELSE 30 END, '[2025-08-01,2026-06-30)'),
	students(n, CASE WHEN n < 52 THEN 0 ELSE 1 END, '[2025-08-01,2025-09-26)') FROM generate_series(50, 55) AS n;
-- 43: half-time, three classes of 35 make 105, 15 over 3 x 150 / 5 = 90: $750 in each semester, at most 300, at
-- most 500 in the year, half of it: 250.00.
SELECT class(n, 5, 43, '[9,9]', '[2025-08-01,2026-06-30)'), students(n, 35, '[2025-08-01,2026-06-30)')
FROM generate_series(60, 62) AS n;
SELECT * FROM due WHERE code = 'contacts' ORDER BY 1, 2;
SELECT t.subject_id, load_on(t.load, '2025-09-01') AS contacts,
	load_on(t.cap, '2025-09-01') AS cap, load_on(t.excess, '2025-09-01') AS over FROM reckoned_excess() AS t
	JOIN load_limit AS l ON l.id = t.limit_id WHERE l.code = 'contacts' ORDER BY 1;
SELECT code, subject_id, first_day, last_day, measure, over, kind FROM found WHERE code = 'large' ORDER BY 2;
-- The school has 159 + 178 + 105 = 442 students, and 446 until 25 September; 60 have a plan: 13.57 percent, 3.57
-- over: one post.
UPDATE enrollment SET attributes = '{"plan": true}'
WHERE section_id IN (50, 51) OR enrollment_id IN (SELECT min(enrollment_id) FROM enrollment
	WHERE section_id IN (52, 53) AND upper(valid) > '2026-01-01' GROUP BY section_id);
SELECT count(*) FROM enrollment WHERE attributes @> '{"plan": true}';
SELECT code, subject_id, first_day, last_day, measure, cap, actual, over, kind, quantity
FROM found WHERE code = 'plans' ORDER BY 2;
