-- Waterford's other rules of pay: raises, placement, rates by date, benefits, training, retirement.
BEGIN;
\set SHOW_CONTEXT never
SET LOCAL datestyle = ISO;
SELECT caseload.create_district('waterford', contract => 'waterford');
SET search_path = waterford, caseload, public;

-- raises (Article XI.D)
SELECT in_force_from, rank, percent, on_schedule, ends, citation FROM raise ORDER BY in_force_from, rank;
-- what was off the schedule is not built on; the cut of 2011 was undone from 2013-14 on
SELECT raise_factor('waterford', 'teacher', '2002-07-01', '2004-09-30') AS beside_the_schedule,
	raise_factor('waterford', 'teacher', '2007-07-01', '2012-07-01') AS cut,
	raise_factor('waterford', 'teacher', '2007-07-01', '2013-07-01') AS restored,
	raise_factor('waterford', 'teacher', '2018-06-30', '2018-07-01') AS raised,
	raise_factor('waterford', 'teacher', '2018-06-30', '2018-07-01', known_on => '2018-12-31') AS as_known_before;

SAVEPOINT s;
INSERT INTO raise (contract, in_force_from, flat, citation) VALUES ('waterford', '2020-07-01', 500, 'Article 0');
SELECT raise_factor('waterford', 'teacher', '2018-06-30', '2021-07-01');
ROLLBACK TO s;

-- A newcomer: units give the lane, outside service the step, at most 11 (XI.A)
SELECT units, years, place_newcomer('waterford', 'teacher', units, years, '2019-08-12')
FROM (VALUES (24, 0), (35.5, 3), (36, 3), (72, 9), (90, 10), (90, 25), (60, 4.9), (30, 10)) AS v (units, years);
SELECT place_newcomer('waterford', 'teacher', 60, NULL, '2019-08-12') IS NULL AS years_unknown,
	year_credit('waterford', 'military', 1, '2019-07-01') IS NULL AS no_rule,
	raise_factor('waterford', 'teacher', '2018-06-30', NULL) IS NULL AS no_day;
SAVEPOINT s;
DELETE FROM credit_rule WHERE kind = 'outside';
SELECT place_newcomer('waterford', 'teacher', 60, 8, '2019-08-12') AS no_credit_without_a_rule;
ROLLBACK TO s;
\set VERBOSITY sqlstate
SELECT place_newcomer('waterford', 'teacher', 23.5, 0, '2019-08-12');
ROLLBACK TO s;
SELECT place_newcomer('waterford', 'teacher', 30, 0, '1990-08-12');
ROLLBACK TO s;
\set VERBOSITY default
SELECT place_newcomer('waterford', 'custodian', 30, 0, '2019-08-12');
ROLLBACK TO s;

-- A year of service: 91 of 182 days; job sharers add up by halves (XI.B, XVI.B)
SELECT days, year_credit('waterford', 'district', days / 182.0, '2019-07-01') AS district,
	year_credit('waterford', 'job share', 0.5, '2019-07-01') AS job_share
FROM (VALUES (90), (91), (182)) AS v (days);
SELECT next_placement('waterford', 'teacher', 'IV-9', '2019-20') AS full_year,
	next_placement('waterford', 'teacher', 'IV-9', '2019-20', share => 91 / 182.0) AS "91 days",
	next_placement('waterford', 'teacher', 'IV-9', '2019-20', share => 90 / 182.0) AS "90 days",
	next_placement('waterford', 'teacher', 'IV-9', '2019-20', share => 0.5, kind => 'job share') AS job_share,
	next_placement('waterford', 'teacher', 'IV-9.5', '2019-20', share => 0.5, kind => 'job share') AS and_again,
	next_placement('waterford', 'teacher', 'V-18', '2019-20') AS longevity;
-- a step between rows is paid as the row below it
SELECT salary(schedule_on('waterford', 'teacher', '2019-09-01'),
	'IV-9.5') = salary(schedule_on('waterford', 'teacher', '2019-09-01'), 'IV-9') AS same;

-- A column: form by 1 May of the year before, courses verified before 10 September (XI.C)
SELECT v.*, next_placement('waterford', 'teacher', 'III-5', '2019-20', units => v.units,
	interest_form => v.form, units_verified => v.verified,
	specialist_training => v.training)
FROM (VALUES
	(60, date '2019-05-01', date '2019-09-09', false),
	(60, '2019-05-02', '2019-09-09', false),
	(60, '2019-05-01', '2019-09-10', false),
	(60, NULL, '2019-09-09', false),
	(60, NULL, '2019-09-09', true),
	(60, '2019-05-01', NULL, true),
	(72, '2019-04-01', '2019-08-01', false),
	(36, '2019-04-01', '2019-08-01', false)) AS v (units, form, verified, training);
SELECT code, due_on('waterford', code, '2019-20'), binds, citation FROM due_date
WHERE in_force @> date '2019-07-01' ORDER BY 2;
SAVEPOINT s;
SELECT next_placement('waterford', 'teacher', 'III-5', '2019-21');
ROLLBACK TO s;

-- years of service from the facts
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Sample One'), (2, 'Sample Two');
INSERT INTO service (employee_id, school_year, kind, share) VALUES
	(1, '2014-15', 'district', 1), (1, '2015-16', 'district', 0.5),
	(1, '2016-17', 'district', 0.494), (1, '2017-18', 'outside', 1),
	(2, '2016-17', 'job share', 0.5), (2, '2017-18', 'job share', 0.5), (2, '2018-19', 'job share', 0.5);
SELECT employee_id, years_of_service('waterford', 1, employee_id, '2018-19') AS years,
	years_of_service('waterford', 1, employee_id, '2018-19', kinds => '{district,outside}') AS with_outside
FROM employee ORDER BY 1;

-- Rates by date (XI.F, XI.J, XXV.A, IX.H.2)
SELECT name, on_date, base_amount('waterford', name, on_date) AS hourly
FROM (VALUES
	('extra duty hour', date '2007-07-01'),
	('extra duty hour', '2015-06-30'), ('extra duty hour', '2015-07-01'),
	('extra duty hour', '2019-06-30'), ('extra duty hour', '2019-07-01'),
	('summer school hour', '2015-06-30'), ('summer school hour', '2015-07-01'), ('summer school hour', '2019-07-15'),
	('summer school hour', '2020-06-15'),
	('tutor hour', '2019-10-01'), ('preparation period hour', '2019-10-01'),
	('joint panel hour', '2000-10-01')) AS v (name, on_date);
SAVEPOINT s;
SELECT base_amount('waterford', 'extra duty hour', '2006-01-01');
ROLLBACK TO s;
SELECT base_amount('waterford', 'additional section, semester', '2019-09-01');
ROLLBACK TO s;

-- Shares of one's own pay (IX.H.2, IX.J, IX.K, XVI.B)
SELECT base_amount('waterford', 'additional section, semester', '2019-09-01', own_salary => 91726) AS one_semester,
	base_amount('waterford', 'preparation period class, year', '2019-09-01', own_salary => 91726) AS preparation_period,
	base_amount('waterford', 'job share, year', '2019-09-01', own_salary => 91726) AS job_share;
-- a special assignment is paid 1.2 times the cell, which is the cell of the converted schedule: for all of them
SELECT count(*) FILTER (WHERE rate_of_cell('waterford', 'special assignment, year',
		'teacher', c.placement, '2019-09-01')
	= salary(schedule_on('waterford', 'psychologist-counselor-nurse', '2019-09-01'), c.placement))
	|| ' of ' || count(*) AS special_assignment
FROM cells(schedule_on('waterford', 'teacher', '2019-09-01')) AS c;

-- Benefit caps (XXIII)
SELECT on_date, benefit_cap_on('waterford', 'health, dental and vision', on_date) AS cap
FROM (VALUES (date '1999-06-30'), ('1999-07-01'), ('2001-06-30'), ('2001-07-01'), ('2004-12-30'),
	('2004-12-31'), ('2014-10-01'), ('2015-10-01'),
	('2016-10-01'), ('2017-09-30'), ('2017-10-01'), ('2022-06-30'), ('2022-07-01')) AS v (on_date);

-- Specialist training paid back (XVII.B)
SELECT left_on, repayment_due('waterford', 'specialist-training', '2017-08-15', left_on, 2400) AS due
FROM (VALUES (date '2017-08-15'), ('2018-08-14'), ('2018-08-15'), ('2019-08-15'), ('2020-08-15'),
	('2021-08-14'), ('2021-08-15')) AS v (left_on);

-- Retirement incentives (XX): the printed ages and amounts
CREATE TEMPORARY TABLE printed (provision text, retire_age int, age int,
	amount numeric, in_part boolean, citation text);
\copy printed from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_retirement.csv' csv header
-- teachers born on 1 December who retire on 31 July 2016, with 20 and with 15 years
CREATE TEMPORARY VIEW reckoned AS
SELECT p.provision, p.retire_age, r.age, r.in_part, r.amount, r.from_date, r.to_date
FROM (SELECT DISTINCT provision, retire_age FROM printed) AS p
CROSS JOIN LATERAL retirement_pay('waterford', CASE p.provision WHEN 'A' THEN 20 ELSE 15 END,
	make_date(2015 - p.retire_age, 12, 1), '2016-07-31') AS r;
SELECT count(*) FILTER (WHERE r.in_part = p.in_part
	AND r.amount = CASE WHEN p.in_part THEN round(p.amount * 123 / 365, 2) ELSE p.amount END)
	|| ' of ' || count(*) AS sums
FROM printed AS p LEFT JOIN reckoned AS r USING (provision, retire_age, age);
SELECT p.*, r.* FROM printed AS p FULL JOIN reckoned AS r USING (provision, retire_age, age)
WHERE p.age IS NULL OR r.age IS NULL;
SELECT age, from_date, to_date, in_part, amount FROM retirement_pay('waterford', 21, '1955-12-01', '2016-07-31');
-- too young, too few years, after the sunset, too old, and in the last year
SELECT count(*) FILTER (WHERE v.who = 'too young') AS too_young,
	count(*) FILTER (WHERE v.who = 'few years') AS few_years,
	count(*) FILTER (WHERE v.who = 'after') AS after_sunset, count(*) FILTER (WHERE v.who = 'too old') AS too_old,
	count(*) FILTER (WHERE v.who = 'last') AS last_year
FROM (VALUES ('too young', 20, date '1957-08-01', date '2016-07-31'), ('few years', 14.5, '1955-12-01', '2016-07-31'),
	('after', 25, '1955-12-01', '2019-07-31'),
	('too old', 25, '1951-07-31', '2016-07-31'),
	('last', 25, '1957-12-01', '2018-07-31')) AS v (who, years, born, last_day)
CROSS JOIN LATERAL retirement_pay('waterford', v.years, v.born, v.last_day) AS r;

-- every rule names its article
SELECT count(*) AS rules, count(*) FILTER (WHERE citation !~ '^(Article|Appendix) ') AS without_article
FROM (SELECT citation FROM schedule UNION ALL SELECT citation FROM raise UNION ALL SELECT citation FROM pay_base
	UNION ALL SELECT citation FROM stipend
	UNION ALL SELECT citation FROM stipend_installment UNION ALL SELECT citation FROM longevity_rule
	UNION ALL SELECT citation FROM due_date
	UNION ALL SELECT citation FROM credit_rule UNION ALL SELECT citation FROM benefit_cap
	UNION ALL SELECT citation FROM repayment
	UNION ALL SELECT citation FROM retirement_incentive UNION ALL SELECT citation FROM work_year
	UNION ALL SELECT citation FROM contract) AS r;
SELECT code, service, scale, lanes, in_force, citation FROM longevity_rule ORDER BY in_force;
ROLLBACK;
