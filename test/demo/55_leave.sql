\echo
\echo == Leave is an account: ten days of sick leave a year, and what is left goes on;
\echo == three hours of absence are half a day at an elementary school; seven of the
\echo == ten are personal necessity, five of these as one chooses. Articles X.A-B
SET search_path = waterford, public, caseload;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'waterford', 'sick', 'taken', '[2019-09-10,2019-09-11)', '3 hours'),
	(1, 'waterford', 'personal discretion', 'taken', '[2019-10-07,2019-10-10)', '3 days');
SELECT account AS "days of Rosa Alvarez", round(leave_balance(1, 1, account, '2019-09-01'), 2) AS "September 1",
	round(leave_balance(1, 1, account, '2019-09-11'), 2) AS "September 11",
	round(leave_balance(1, 1, account, '2019-10-10'), 2) AS "October 10"
FROM (VALUES (1, 'sick'), (2, 'personal necessity'), (3, 'personal discretion')) AS v (n, account) ORDER BY n;
\echo A sixth day as one chooses is refused:
\set ON_ERROR_STOP off
\set SHOW_CONTEXT never
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'waterford', 'personal discretion', 'taken', '[2019-10-21,2019-10-24)', '3 days');
\set ON_ERROR_STOP on

\echo
\echo == What is due in two weeks from September 20, 2019, at the larger district, and
\echo == for how many
SET search_path = county, public, caseload;
SELECT due_by, count(*) AS "for", title, replace(citation, 'Article ', '') AS article FROM due_soon(1, '2019-09-20', 14)
GROUP BY title, due_by, citation ORDER BY due_by, title;
