-- What leave asks for: a medical verification after so many days in a row, and notice so many days before.

CREATE TYPE leave_ask AS (contract text, school_year text, district_id int, employee_id bigint, account text,
	event text, first_day date, last_day date, asked text, number numeric, actual numeric, done_on date, met boolean,
	plan_id bigint);
COMMENT ON TYPE leave_ask IS
	'what a leave asks for: verification after so many duty days in a row (number, actual: how '
	'many there are), or notice so many days before (actual: how many before it was given)';

-- Leaves of an account that follow on each other, with no duty day between them, are one.
CREATE FUNCTION leave_asks(contract text, school_year text, district_id int, employees bigint[],
	known_on date DEFAULT 'infinity') RETURNS SETOF leave_ask
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $leave_asks$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH taken AS MATERIALIZED (
		SELECT r.employee_id, r.account, r.event, r.school_year, r.valid, p.id, p.verify_after, p.notice_days,
			(m.attributes ->> 'verified_on')::date AS verified_on, (m.attributes ->> 'noticed_on')::date AS noticed_on,
			caseload.school_days(y.days, daterange(lower(y.year), lower(r.valid))) AS before,
			caseload.school_days(y.days, daterange(lower(y.year), upper(r.valid))) AS through
		FROM leave_reads(leave_asks.contract, leave_asks.district_id, leave_asks.employees, leave_asks.known_on) AS r
			JOIN leave_plan AS p ON p.id = r.plan_id
			JOIN leave_move AS m ON m.district_id = leave_asks.district_id AND m.leave_move_id = r.leave_move_id
			JOIN contract_year(leave_asks.known_on, leave_asks.school_year) AS y ON y.contract = leave_asks.contract
				AND y.school_year = r.school_year
		WHERE r.kind = 'taken' AND r.charged_from IS NULL AND r.problem IS NULL
			AND num_nonnulls(p.verify_after, p.notice_days) > 0
	), parted AS (
		SELECT t.*, count(*) FILTER (WHERE t.before > t.reached) OVER (PARTITION BY t.employee_id, t.account,
			t.school_year
			ORDER BY t.before, t.through, lower(t.valid)) AS nth
		FROM (SELECT t.*, coalesce(max(t.through) OVER (PARTITION BY t.employee_id, t.account, t.school_year
			ORDER BY t.before, t.through,
			lower(t.valid) ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -1) AS reached
			FROM taken AS t) AS t
	), leave AS (
		SELECT p.employee_id, p.account, min(p.event) AS event, p.school_year, p.nth, min(lower(p.valid)) AS first_day,
			max(upper(p.valid)) - 1 AS last_day, max(p.through) - min(p.before) AS days, min(p.id) AS plan_id,
			min(p.verify_after) AS verify_after, min(p.notice_days) AS notice_days,
			max(p.verified_on) AS verified_on, min(p.noticed_on) AS noticed_on
		FROM parted AS p GROUP BY p.employee_id, p.account, p.school_year, p.nth
	)
	SELECT leave_asks.contract, l.school_year, leave_asks.district_id, l.employee_id, l.account, l.event, l.first_day,
		l.last_day, 'verification', l.verify_after, l.days::numeric, l.verified_on, l.verified_on IS NOT NULL, l.plan_id
	FROM leave AS l WHERE l.days >= l.verify_after
	UNION ALL
	SELECT leave_asks.contract, l.school_year, leave_asks.district_id, l.employee_id, l.account, l.event, l.first_day,
		l.last_day, 'notice', l.notice_days::numeric, (l.first_day - l.noticed_on)::numeric, l.noticed_on,
		coalesce(l.first_day - l.noticed_on >= l.notice_days, false), l.plan_id
	FROM leave AS l WHERE l.notice_days IS NOT NULL;
END
$leave_asks$;
COMMENT ON FUNCTION leave_asks(text, text, int, bigint[], date) IS
	'verifications and notices that leave asks for under a '
	'contract in a school year or, null, in each, of some employees or, null, of all, met or not';
