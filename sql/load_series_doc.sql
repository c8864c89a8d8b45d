-- the examples of doc/load_series.md
SET search_path = caseload, public;
SET DateStyle = ISO;
CREATE TABLE enrollment (section_id int, student_id int, valid daterange);
INSERT INTO enrollment VALUES (1, 101, '[2025-08-18,)'), (1, 102, '[2025-08-20,2025-08-27)'),
	(1, 103, '[2025-08-01,2025-08-22)'),
	(2, 104, '[2025-08-18,2025-08-19)'), (2, 105, '[2025-08-23,2025-08-25)');
CREATE TABLE calendar (days datemultirange);
INSERT INTO calendar VALUES ('{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}');
SELECT section_id, daily_load(valid, days) FROM enrollment, calendar GROUP BY section_id ORDER BY section_id;
SELECT section_id, overage(daily_load(valid, days), '1 students') FROM enrollment, calendar
GROUP BY section_id ORDER BY section_id;
SELECT daily_load(valid, days, weight) FROM calendar, (VALUES ('[2025-08-18,)'::daterange, '1.5 units'::caseload_unit),
	('[2025-08-20,2025-08-25)', '2 units'), (NULL, '7 units')) iep (valid, weight);
SELECT load_series_agg(day, head_count) FROM (VALUES (date '2025-09-04', '31 students'::caseload_unit),
	('2025-09-11', '33 students')) t (day, head_count);
SELECT daily_load(valid, days, caseload_unit '28 students' * fte) AS cap FROM calendar,
	(VALUES ('[2025-08-18,2025-08-25)'::daterange, 1.0), ('[2025-08-25,)', 0.6)) employment (valid, fte);
SELECT u.* FROM unnest('2 students from 2025-08-19 on {[2025-08-18,2025-08-21)}'::load_series) u;
SELECT overage(s / 3 * 3, '2 students') AS phantom, overage(s * 3 / 3, '2 students') AS none
FROM (SELECT load_series '2 students on {[2025-08-18,2025-08-19)}' AS s) q;
SELECT students / sections AS average, ieps / students AS share
FROM (SELECT load_series '61 students on {[2025-08-18,2025-08-20)}' AS students,
		load_series '2 sections on {[2025-08-18,2025-08-20)}' AS sections,
	load_series '9 students on {[2025-08-18,2025-08-20)}' AS ieps) q;
SELECT mean(load, weeks('[2025-08-18,2025-09-01)')) FROM
	(SELECT load_series '30 students from 2025-08-18, 33 from 2025-08-20, 31 from 2025-08-25 on '
			'{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}' AS load) q;
CREATE TABLE over AS SELECT load_series '2 students from 2025-08-19, 0 from 2025-08-21, 1 from 2025-08-25, '
	'0 from 2025-08-28 on {[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}' AS s;
SELECT lasting(s, '3 days') FROM over;
SELECT lasting(s, '40 percent', within => weeks('[2025-08-18,2025-09-01)'), from_then => true) FROM over;
SELECT standing_on(s, '{[2025-08-20,2025-08-21)}') FROM over;
DROP TABLE enrollment, calendar, over;
