-- The examples of doc/waterford.md.
BEGIN;
SET LOCAL datestyle = ISO;
SELECT caseload.create_district('waterford', contract => 'waterford');
SET search_path = waterford, caseload, public;
SELECT name, base_amount('waterford', name, '2006-06-30'), note FROM pay_base WHERE name LIKE 'schedule%' ORDER BY name;
SELECT raise_factor('waterford', 'teacher', '2006-06-30', '2018-07-01') AS "2018-19",
	raise_factor('waterford', 'teacher', '2006-06-30', '2019-07-01') AS "2019-20";
SELECT schedule, lower(in_force) AS from_day, times, over, printed, citation FROM schedule
WHERE upper_inf(known) ORDER BY 2, 1;
SELECT grid FROM (SELECT round(grid, 0) AS grid FROM schedule WHERE schedule = 'teacher' AND NOT printed
	AND upper_inf(known)) AS s;
SELECT rate_of_cell('waterford', 'independent study hour', 'teacher', 'III-5', '2018-09-01') AS "2018-19",
	rate_of_cell('waterford', 'independent study hour', 'teacher', 'III-5', '2019-09-01') AS "2019-20";
SELECT count(*) > 90 AS "more than ninety notes" FROM (
	SELECT note FROM schedule UNION ALL SELECT note FROM work_year
	UNION ALL SELECT note FROM raise UNION ALL SELECT note FROM pay_base
	UNION ALL SELECT note FROM stipend UNION ALL SELECT note FROM stipend_installment
	UNION ALL SELECT note FROM longevity_rule
	UNION ALL SELECT note FROM due_date UNION ALL SELECT note FROM credit_rule UNION ALL SELECT note FROM benefit_cap
	UNION ALL SELECT note FROM repayment UNION ALL SELECT note FROM retirement_incentive) AS n WHERE note IS NOT NULL;
ROLLBACK;
