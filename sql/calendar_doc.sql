-- the examples of doc/calendar.md
SET search_path = caseload, public;
SET DateStyle = ISO;
CREATE TABLE calendar (year text, days datemultirange);
INSERT INTO calendar VALUES
	('2025-26', '{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30),[2025-09-02,2025-09-06),[2025-09-08,2025-09-13)}');
SELECT school_days(days, '[2025-08-18,2025-09-01)'), add_school_days(days, '2025-08-20', 15) AS deadline FROM calendar;
SELECT weekly_days(days, 4, '2025-08-22') FROM calendar;
SELECT roll(days, weekly_days('{[2025-08-18,2025-09-13)}', 1, '2025-08-18')) FROM calendar;
SELECT roll(days, nth_weekday(2025, 9, 1, 1)), first_full_week(2025, 9) FROM calendar;
SELECT nth_days(days, months('[2025-08-01,2025-10-01)'), 5),
	from_nth_day(days, months('[2025-08-01,2025-10-01)'), 8) FROM calendar;
SELECT weeks('[2025-08-20,2025-09-03)');
DROP TABLE calendar;
