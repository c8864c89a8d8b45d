-- The leave of Waterford (Article X) and Anacortes (CBA pp. 30-34), each figure reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('leave_contracts', contract => 'waterford');
SELECT caseload.load_contract('leave_contracts', 'anacortes');
SET search_path = leave_contracts, leave_contracts_bi, caseload, public;
-- 187 duty days from 12 August 2019 and from 10 August 2020 on, Monday to Friday
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT v.contract, v.school_year, v.span, (SELECT range_agg(daterange(d, d + 1)) FROM (SELECT d::date AS d
	FROM generate_series(v.first, v.first + 300, interval '1 day') AS d
		WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT 187)
	AS w (d)), 'made up'
FROM (VALUES ('waterford', '2019-20', daterange '[2019-07-01,2020-07-01)', date '2019-08-12'),
	('waterford', '2020-21', '[2020-07-01,2021-07-01)', '2020-08-10'),
	('anacortes', '2017-18', '[2017-09-01,2018-09-01)', '2017-09-05')) AS v (contract, school_year, span, first);
INSERT INTO site (site_id, site_name, level) VALUES (1, 'Moon', 'Moon/Whitehead'), (2, 'High', 'High School');
INSERT INTO employee (employee_id, employee_name, hired) SELECT n, 'Employee ' || n, date '2015-08-10'
FROM generate_series(1, 10) AS n;
UPDATE employee SET hired = '2019-08-12' WHERE employee_id = 4;
-- 1 elementary, 2 at the high school, 3 three days a week, 4 new, 5 teaches grade 6 at the high school
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid, attributes) VALUES
	(1, 1, 'waterford', 'teacher', 'III-5', 1, '[2019-07-01,2021-07-01)', '{}'),
	(2, 2, 'waterford', 'teacher', 'III-5', 1, '[2019-07-01,2021-07-01)', '{}'),
	(3, 1, 'waterford', 'teacher', 'III-5', 0.6, '[2019-07-01,2021-07-01)', '{}'),
	(4, 1, 'waterford', 'teacher', 'III-5', 1, '[2019-08-12,2021-07-01)', '{}'),
	(5, 2, 'waterford', 'teacher', 'III-5', 1, '[2019-07-01,2021-07-01)', '{"grades": "TK-6"}');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'anacortes', 'none', 56100, '[2017-09-01,2018-09-01)' FROM generate_series(6, 9) AS n;
CREATE FUNCTION pg_temp.takes(employee bigint, account text, days daterange, quantity caseload_unit,
	event text DEFAULT NULL, kind text DEFAULT 'taken') RETURNS void LANGUAGE sql AS
$$ INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event)
	SELECT employee, e.contract, account, kind, days, quantity, event
	FROM employment AS e WHERE e.employee_id = employee $$;

-- X.A: ten days, six for three days a week, and all that is left goes on: 20 and 12. Hours: up to 3 are half a day at
-- Moon and for the teacher of grade 6, up to 2 a third at the high school, 3 two thirds, 5 a day: 10 - 0.5 = 9.5,
-- 10 - 1/3 - 2/3 - 1 = 8, 10 - 0.5 = 9.5.
SELECT e AS employee, leave_balance(1, e, 'sick', '2019-07-01') AS first,
	leave_balance(1, e, 'sick', '2020-07-01') AS second
FROM unnest('{1,3}'::int[]) AS e ORDER BY 1;
SELECT pg_temp.takes(1, 'sick', '[2019-09-02,2019-09-03)', '3 hours'),
	pg_temp.takes(2, 'sick', '[2019-09-02,2019-09-03)', '2 hours'),
	pg_temp.takes(2, 'sick', '[2019-09-03,2019-09-04)', '3 hours'),
	pg_temp.takes(2, 'sick', '[2019-09-04,2019-09-05)', '5 hours'),
	pg_temp.takes(5, 'sick', '[2019-09-02,2019-09-03)', '2 hours');
SELECT e AS employee, leave_balance(1, e, 'sick', '2019-09-06') FROM unnest('{1,2,5}'::int[]) AS e ORDER BY 1;

-- X.B: seven days out of sick leave, of which five at one's own choice and two that are compelling. 5 and 2 leave
-- none of seven, and 2.5 of 9.5; a sixth day is refused, and an eighth of personal necessity. The next year has
-- seven again.
SELECT pg_temp.takes(1, 'personal discretion', '[2019-10-07,2019-10-12)', '5 days'),
	pg_temp.takes(1, 'compelling importance', '[2019-10-14,2019-10-16)', '2 days');
SELECT leave_balance(1, 1, 'personal necessity', '2019-10-31') AS necessity, leave_balance(1, 1, 'sick', '2019-10-31')
	AS sick, leave_balance(1, 1, 'personal necessity', '2020-07-01') AS next,
	leave_balance(1, 1, 'sick', '2020-07-01') AS ten;
SELECT pg_temp.takes(2, 'personal discretion', '[2019-10-07,2019-10-15)', '6 days');
SELECT pg_temp.takes(1, 'personal necessity', '[2019-11-04,2019-11-05)', '1 day');

-- X.C: five days for each death
SELECT pg_temp.takes(2, 'bereavement', '[2019-11-04,2019-11-09)', '5 days', 'grandmother');
SELECT pg_temp.takes(2, 'bereavement', '[2019-11-11,2019-11-12)', '1 day', 'grandmother');
SELECT pg_temp.takes(2, 'bereavement', '[2019-12-02,2019-12-05)', '3 days', 'brother');

-- X.G: sixty days for the accident, before sick leave for it; 45 in one year leave 15 for the next. X.A.3: then sick
-- leave, 18 days by then, and differential pay for five months from its first day on.
SELECT pg_temp.takes(2, 'industrial accident', '[2020-03-02,2020-05-02)', '45 days', 'fall');
SELECT pg_temp.takes(2, 'sick', '[2020-08-10,2020-08-11)', '1 day', 'fall');
SELECT pg_temp.takes(2, 'industrial accident', '[2020-08-10,2020-08-29)', '15 days', 'fall');
SELECT leave_balance(1, 2, 'industrial accident', '2020-09-01') AS none,
	leave_balance(1, 2, 'sick', '2020-09-01') AS eighteen;
SELECT pg_temp.takes(2, 'differential', '[2020-08-31,2020-09-01)', '1 day', 'fall');
SELECT pg_temp.takes(2, 'sick', '[2020-08-31,2020-09-24)', '18 days', 'fall');
SELECT pg_temp.takes(2, 'differential', '[2020-09-24,2020-09-30)', '4 days', 'fall');
SELECT pg_temp.takes(2, 'differential', '[2021-02-23,2021-02-25)', '2 days', 'fall');
SELECT pg_temp.takes(2, 'differential', '[2021-02-22,2021-02-24)', '2 days', 'fall');

-- The pay of them: III-5 is paid 64,721 in 2020-21, a day of 187 is 346.10; a substitute of 140 leaves 206.10, so
-- 560 and 280 are taken off. Without the base, which is not printed, the line says what is missing.
SELECT component, days, cents, problem FROM pay_line
WHERE employee_id = 2 AND component LIKE 'leave%' ORDER BY first_day;
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('waterford', 'substitute, day', '[2019-07-01,2022-07-01)', 140, 'made up'),
	('waterford', 'jury fee, day', '[2019-07-01,2022-07-01)', 15, 'made up');
SELECT component, first_day, days, annual, cents, citation FROM pay_line
WHERE employee_id = 2 AND component LIKE 'leave%'
ORDER BY first_day;

-- X.F: 1 gives 2 of the 12.5 days that there are by now to 3, at least one at a time, when all sick leave of 3 is
-- used up
SELECT give_leave(1, 1, 3, 'sick', '0.5 days', '2020-10-05');
SELECT give_leave(1, 1, 3, 'sick', '2 days', '2020-10-05');
SELECT pg_temp.takes(3, 'sick', '[2020-08-10,2020-08-26)', '12 days');
SELECT give_leave(1, 1, 3, 'sick', '2 days', '2020-10-05');
SELECT leave_balance(1, 1, 'sick', '2020-10-05') AS giver,
	leave_balance(1, 3, 'catastrophic', '2020-10-05') AS receiver;

-- X.I: twelve weeks in twelve months after a year of service, full time; 4 has it from 12 August 2020 on; or after
-- 1,250 hours. Unpaid: 55 days of 346.10 are 19,035.59, one at 0.6 is 207.66. On days of paid sick leave the weeks run, and nothing is taken off.
SELECT pg_temp.takes(4, 'family care', '[2020-02-03,2020-02-04)', '1 day');
SELECT pg_temp.takes(3, 'family care', '[2020-09-28,2020-09-29)', '1 day');
UPDATE employment SET attributes = '{"worked_1250_hours": true}' WHERE employee_id = 3;
SELECT pg_temp.takes(3, 'family care', '[2020-09-28,2020-09-29)', '1 day');
SELECT pg_temp.takes(4, 'family care', '[2020-08-17,2020-11-02)', '55 days');
SELECT pg_temp.takes(4, 'sick', '[2020-11-02,2020-11-07)', '5 days'),
	pg_temp.takes(4, 'family care with paid leave', '[2020-11-02,2020-11-07)', '5 days', 'mother');
SELECT leave_balance(1, 4, 'family care', '2020-11-06') AS used_up;
SELECT pg_temp.takes(4, 'family care', '[2020-11-09,2020-11-10)', '1 day');
SELECT employee_id, component, days, cents FROM pay_line WHERE component = 'leave: family care' ORDER BY 1, first_day;

-- X.M: twelve weeks for a child, within a year of its birth, when sick leave is used up
SELECT pg_temp.takes(3, 'child bonding', '[2020-10-19,2020-10-20)', '0 days', 'child', 'opening'),
	pg_temp.takes(3, 'child bonding', '[2020-11-02,2020-12-12)', '30 days', 'child');
SELECT leave_balance(1, 3, 'child bonding', '2020-12-12') AS six_weeks;
SELECT pg_temp.takes(3, 'child bonding without pay', '[2021-01-04,2021-02-20)', '31 days', 'child');
SELECT pg_temp.takes(3, 'child bonding without pay', '[2021-01-04,2021-02-13)', '30 days', 'child');
-- X.D: four months; X.K: three days of sick leave, seven of personal necessity, ten of differential pay; X.L: two days
SELECT pg_temp.takes(5, 'pregnancy disability', '[2019-10-07,2020-02-08)', '85 days', 'birth');
SELECT pg_temp.takes(5, 'pregnancy disability', '[2019-10-07,2020-02-07)', '84 days', 'birth');
SELECT pg_temp.takes(5, 'adoption, sick leave', '[2020-09-07,2020-09-11)', '4 days');
SELECT pg_temp.takes(5, 'adoption, personal necessity', '[2020-09-07,2020-09-16)', '7 days');
SELECT leave_balance(1, 5, 'personal necessity', '2020-09-30') AS none,
	leave_balance(1, 5, 'sick', '2020-09-30') AS sick;
SELECT pg_temp.takes(5, 'adoption, differential', '[2020-09-21,2020-10-06)', '11 days');
SELECT pg_temp.takes(5, 'organizational', '[2020-10-12,2020-10-15)', '3 days');
SELECT pg_temp.takes(5, 'organizational', '[2020-10-12,2020-10-14)', '2 days');
-- X.E: three days on a jury, of which the court pays 15 each: 45 are taken off
SELECT pg_temp.takes(5, 'jury duty', '[2020-11-02,2020-11-05)', '3 days');
SELECT component, days, annual, cents FROM pay_line WHERE employee_id = 5 AND school_year = '2020-21'
	AND component LIKE 'leave%' ORDER BY 1;

-- Anacortes: twelve days of sick leave, and of what was brought 180 at most: 175 brought on the first day and 12 are
-- 187. 6 gives 6 a year and keeps 22; 7 has 28 and gives 6, 8 has 12. Maternity leave is sick leave.
SELECT pg_temp.takes(6, 'sick', '[2017-09-01,2017-09-02)', '175 days', kind => 'opening'),
	pg_temp.takes(7, 'sick', '[2017-09-01,2017-09-02)', '15 days', kind => 'opening');
SELECT e AS employee, leave_balance(1, e, 'sick', '2017-09-05') FROM unnest('{6,7,8}'::int[]) AS e ORDER BY 1;
SELECT give_leave(1, 6, 9, 'sick', '7 days', '2017-10-02');
SELECT give_leave(1, 6, 9, 'sick', '6 days', '2017-10-02');
SELECT give_leave(1, 7, 9, 'sick', '6 days', '2017-10-02');
SELECT give_leave(1, 7, 9, 'sick', '5 days', '2017-10-02');
SELECT give_leave(1, 8, 9, 'sick', '1 day', '2017-10-02');
SELECT leave_balance(1, 9, 'shared', '2017-10-02') AS eleven;
SELECT pg_temp.takes(8, 'maternity', '[2018-01-08,2018-01-23)', '11 days', 'birth');
SELECT leave_balance(1, 8, 'sick', '2018-01-31') AS one;
SELECT pg_temp.takes(8, 'maternity', '[2018-02-05,2018-02-07)', '2 days', 'birth');
-- six days of annual leave, seven with one rolled over; what is left is cashed out at 135 a day: 3 days are 405
SELECT pg_temp.takes(6, 'annual', '[2017-09-01,2017-09-02)', '3 days', kind => 'opening');
SELECT leave_balance(1, 6, 'annual', '2017-09-05') AS seven, leave_balance(1, 7, 'annual', '2017-09-05') AS six;
SELECT pg_temp.takes(7, 'annual', '[2017-11-06,2017-11-09)', '3 days'),
	pg_temp.takes(7, 'annual', '[2018-08-31,2018-09-01)', '3 days', kind => 'cashed out');
SELECT component, days, annual, cents, citation FROM pay_line WHERE component LIKE 'leave cash-out%';
-- five days of bereavement and then two for travel, 14 on a jury, 90 unpaid for a child and one paid in court: of
-- 56,100 a day of 187 is 300.00
SELECT pg_temp.takes(8, 'bereavement, travel', '[2017-11-13,2017-11-14)', '1 day');
SELECT pg_temp.takes(8, 'bereavement', '[2017-11-13,2017-11-18)', '5 days'),
	pg_temp.takes(8, 'bereavement, travel', '[2017-11-20,2017-11-22)', '2 days'),
	pg_temp.takes(7, 'jury duty', '[2018-02-05,2018-02-23)', '14 days'),
	pg_temp.takes(9, 'adoption, court', '[2018-01-08,2018-01-09)', '1 day', 'child'),
	pg_temp.takes(9, 'adoption', '[2018-01-09,2018-05-15)', '90 days', 'child');
SELECT pg_temp.takes(7, 'jury duty', '[2018-02-26,2018-02-27)', '1 day');
SELECT pg_temp.takes(9, 'adoption', '[2018-05-15,2018-05-16)', '1 day', 'child');
SELECT component, days, divisor, cents FROM pay_line WHERE employee_id = 9 AND component LIKE 'leave%';
SELECT count(*) AS problems FROM fact_problem WHERE place = 'leave_move';
SELECT contract, rule, problem, detail FROM rule_problem WHERE place LIKE 'leave%' ORDER BY 1, 2;
DELETE FROM leave_move;
DROP SCHEMA leave_contracts, leave_contracts_bi, leave_contracts_then CASCADE;
