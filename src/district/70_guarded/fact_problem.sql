-- The linter of facts: rows of people that nothing can be paid by, or not all that they say, with what is missing and
-- where to mend it. What a rule is to blame for stands in rule_problem.
CREATE VIEW fact_problem WITH (security_invoker = true) AS
WITH line AS (
	SELECT k.* FROM fresh_pay_line AS k WHERE k.blame = 'fact'
	UNION ALL
	SELECT k.* FROM now_pay_line() AS k WHERE k.blame = 'fact'
), told AS (
	SELECT l.district_id, l.contract, l.school_year, f.place, f.row_id, l.problem, l.component, l.first_day, l.last_day,
		l.employee_id, l.rule
	FROM line AS l CROSS JOIN LATERAL (
		SELECT 'employment'::text AS place, l.employment_id AS row_id WHERE l.rule IN ('schedule', 'employment')
		UNION ALL
		SELECT 'position_held', h.position_held_id FROM position_held AS h
		WHERE l.rule IN ('stipend', 'stipend_exclusion') AND h.district_id = l.district_id
			AND h.employee_id = l.employee_id
			AND h.contract = l.contract AND l.component = 'stipend: ' || h.position
			AND h.valid && daterange(l.first_day, l.last_day, '[]')
		UNION ALL
		SELECT 'tally', t.tally_id FROM tally AS t
		WHERE l.rule = 'hourly_pay' AND t.district_id = l.district_id AND t.employee_id = l.employee_id
			AND l.component = 'hours: ' || t.what AND t.valid && daterange(l.first_day, l.last_day, '[]')
			-- of several on a day the problem names its own
			AND (l.problem !~ '^tally [0-9]' OR starts_with(l.problem, format('tally %s ', t.tally_id)))
		UNION ALL
		SELECT 'leave_move', v.leave_move_id FROM leave_move AS v
		WHERE l.rule = 'leave_plan' AND v.district_id = l.district_id AND v.employee_id = l.employee_id
			AND v.contract = l.contract AND split_part(l.component, ': ', 2) = v.account
			AND (v.kind = 'cashed out') = (l.component LIKE 'leave cash-out: %')
			AND v.valid && daterange(l.first_day, l.last_day, '[]')
		UNION ALL
		SELECT 'employee', l.employee_id
		WHERE l.rule IS NULL OR l.rule NOT IN ('schedule', 'employment', 'stipend', 'stipend_exclusion', 'hourly_pay',
			'leave_plan')) AS f
), almost AS (
	-- each name is held against the rules once, whoever holds it
	SELECT h.contract, h.component, string_agg(DISTINCT s.position, ', ') AS other
	FROM (SELECT h.contract, h.component, unnest(name_traces(substr(h.component, 10))) AS trace
			FROM (SELECT DISTINCT t.contract, t.component FROM told AS t WHERE t.problem LIKE 'no stipend %') AS h) AS h
		JOIN (SELECT s.contract, s.position, unnest(name_traces(s.position)) AS trace
				FROM (SELECT DISTINCT s.contract, s.position FROM stipend AS s) AS s) AS s
			ON s.contract = h.contract AND s.trace = h.trace AND 'stipend: ' || s.position <> h.component
	GROUP BY h.contract, h.component
), under AS NOT MATERIALIZED (
	SELECT 'employment' AS place, e.district_id, e.contract, e.employment_id AS row_id, e.employee_id, e.valid
	FROM employment AS e
	UNION ALL
	SELECT 'position_held', h.district_id, h.contract, h.position_held_id, h.employee_id, h.valid
	FROM position_held AS h
), paid_for AS (
	SELECT c.contract, range_agg(c.in_force) AS years FROM calendar AS c
	WHERE c.kind = 'student' AND upper_inf(c.known) GROUP BY c.contract
)
SELECT t.district_id, t.contract, t.school_year, t.place, t.row_id, t.problem,
	format('employee %s, %s from %s to %s: %s', t.employee_id, t.component, to_char(t.first_day, 'YYYY-MM-DD'),
		to_char(t.last_day, 'YYYY-MM-DD'), CASE
			WHEN t.problem LIKE 'no schedule %'
				THEN 'mend employment.schedule or its days, or enter the schedule; there are '
				|| coalesce((SELECT string_agg(DISTINCT s.schedule, ', ') FROM schedule AS s
					WHERE s.contract = t.contract), 'none')
			WHEN t.problem LIKE 'no calendar %' THEN 'mend employment.calendar, or enter the calendar; there are duty'
				|| coalesce((SELECT string_agg(DISTINCT ', ' || c.kind, '') FROM calendar AS c
					WHERE c.contract = t.contract AND c.kind <> 'duty'), '')
			WHEN t.rule = 'employment' THEN 'mend employment.agreed_salary'
			WHEN t.problem LIKE 'it comes to %' AND t.place = 'employment'
				THEN 'mend employment.fte, or the grid of the schedule'
			WHEN t.place = 'employment' THEN 'mend employment.placement'
			WHEN t.rule = 'stipend_exclusion' THEN 'mend position_held, the employment, or stipend_exclusion'
			WHEN t.problem LIKE 'counted is %' THEN 'mend position_held.counted'
			WHEN t.problem LIKE 'no stipend %' THEN coalesce('there is ' || n.other || ': ', '')
				|| 'mend the position, its days or its site, or enter a row of stipend for it'
			WHEN t.problem LIKE 'pay base %' THEN 'mend the employment of those days'
			WHEN t.place = 'leave_move' THEN 'mend the employment of that day, or leave_move.valid'
			WHEN t.place = 'tally' THEN 'mend tally.quantity, or what it is called'
			WHEN t.problem LIKE 'it comes to %' THEN 'mend employment.fte, or the amounts that it is made of'
			WHEN t.rule = 'longevity_rule' THEN 'mend employee.hired'
			ELSE 'mend what it names' END) AS detail
FROM told AS t LEFT JOIN almost AS n ON n.contract = t.contract AND n.component = t.component
UNION ALL
SELECT f.district_id, f.contract, NULL, f.place, f.row_id, 'under a contract that is only proposed',
	format('employee %s: mend %s.contract, which is "%s", or set contract.proposal_of to NULL if that is agreed now',
		f.employee_id, f.place, f.contract)
FROM contract AS k JOIN under AS f ON f.contract = k.contract
WHERE k.proposal_of IS NOT NULL
UNION ALL
SELECT f.district_id, f.contract, NULL, f.place, f.row_id, 'no school year of the contract on its days',
	format('employee %s: enter a calendar of contract "%s", or mend %s.valid', f.employee_id, f.contract, f.place)
FROM under AS f LEFT JOIN paid_for AS p ON p.contract = f.contract
WHERE p.contract IS NULL OR NOT f.valid && p.years
UNION ALL
-- a year that nobody has a calendar for yet comes after the others; one between them was forgotten
SELECT f.district_id, f.contract, NULL, f.place, f.row_id, 'no calendar of a school year between others',
	format('employee %s: nothing is paid from %s to %s; enter a calendar of contract "%s" for them, or mend %s.valid',
		f.employee_id, to_char(lower(u.gap), 'YYYY-MM-DD'), to_char(upper(u.gap) - 1, 'YYYY-MM-DD'), f.contract,
		f.place)
FROM paid_for AS p CROSS JOIN LATERAL unnest(datemultirange(range_merge(p.years)) - p.years) AS u (gap)
	JOIN under AS f ON f.contract = p.contract AND f.valid && u.gap AND f.valid && p.years
-- a summer between two calendars is no year; nor is one that the contract says nothing of
WHERE upper(u.gap) - lower(u.gap) > 180
	AND EXISTS (SELECT FROM schedule AS s WHERE s.contract = p.contract AND s.in_force && u.gap AND upper_inf(s.known))
UNION ALL
SELECT t.district_id, NULL, NULL, 'tally', t.tally_id, CASE WHEN isfinite(lower(t.valid))
		THEN 'hours of nobody who is employed on that day' ELSE 'hours of no first day, by which they are paid' END,
	format('employee %s, %s%s: mend %stally.valid', t.employee_id, t.what,
		' on ' || to_char(lower(t.valid), 'YYYY-MM-DD'),
		CASE WHEN isfinite(lower(t.valid)) THEN 'the employment or ' END)
FROM tally AS t WHERE t.employee_id IS NOT NULL AND EXISTS (SELECT FROM hourly_pay AS r WHERE r.what = t.what)
	AND NOT EXISTS (SELECT FROM employment AS e WHERE e.district_id = t.district_id
		AND e.employee_id = t.employee_id AND e.valid @> lower(t.valid) AND isfinite(lower(t.valid)))
UNION ALL
SELECT t.district_id, p.contract, NULL, 'tally', t.tally_id, 'no school year of the contract on its first day',
	format('employee %s, %s on %s: enter a calendar of contract "%s", or mend tally.valid', t.employee_id, t.what,
		to_char(lower(t.valid), 'YYYY-MM-DD'), p.contract)
FROM (SELECT DISTINCT t.district_id FROM tally AS t) AS d
	CROSS JOIN LATERAL hours_payers(d.district_id, NULL, ARRAY(SELECT r.what FROM hourly_pay AS r), '(,)',
		'infinity') AS p
	JOIN tally AS t ON t.district_id = d.district_id AND t.tally_id = p.tally_id
	LEFT JOIN paid_for AS f ON f.contract = p.contract
WHERE isfinite(lower(t.valid)) AND NOT coalesce(f.years @> lower(t.valid), false)
UNION ALL
SELECT DISTINCT d.district_id, y.contract, y.school_year, 'position_held', p.position_held_id,
	'a share of a stipend that is not prorated', format('employee %s, stipend: %s: it is paid in full, and not by %s; '
		'mend position_held.share, or stipend.prorated_by', p.employee_id, p.position, trim_scale(p.share))
FROM contract_year() AS y
	JOIN LATERAL (SELECT h.district_id, array_agg(h.employee_id) AS employees FROM position_held AS h
		WHERE h.contract = y.contract AND h.valid && y.year AND h.share < 1 GROUP BY h.district_id) AS d ON true
	CROSS JOIN LATERAL stipend_pieces(y.contract, y.year, d.district_id, d.employees, 'infinity') AS p
	JOIN stipend AS s ON s.id = p.stipend_id AND s.prorated_by IS NULL
WHERE p.share < 1
UNION ALL
SELECT DISTINCT d.district_id, y.contract, y.school_year, 'position_held', p.position_held_id,
	'a stipend that is shared, and not said for whom', format('employee %s, stipend: %s: it is paid in full, since '
		'position_held.attributes has no "%s"; enter it', p.employee_id, p.position, s.shared_by)
FROM contract_year() AS y
	JOIN LATERAL (SELECT h.district_id, array_agg(h.employee_id) AS employees FROM position_held AS h
		WHERE h.contract = y.contract AND h.valid && y.year AND h.position IN (SELECT s.position FROM stipend AS s
			WHERE s.contract = y.contract AND s.shared_by IS NOT NULL AND h.attributes ->> s.shared_by IS NULL)
		GROUP BY h.district_id) AS d ON true
	CROSS JOIN LATERAL stipend_pieces(y.contract, y.year, d.district_id, d.employees, 'infinity') AS p
	JOIN stipend AS s ON s.id = p.stipend_id AND s.shared_by IS NOT NULL
	JOIN position_held AS h ON h.district_id = d.district_id AND h.position_held_id = p.position_held_id
		AND h.attributes ->> s.shared_by IS NULL
UNION ALL
-- a degree or a credential, which has no site, is held before and after
SELECT h.district_id, h.contract, y.school_year, 'position_held', h.position_held_id,
	'a position held on days without employment', format('employee %s, stipend: %s from %s to %s: a stipend is paid '
		'for days of employment under the contract; mend position_held.valid, or the employment', h.employee_id,
		h.position, to_char(lower(u.missed), 'YYYY-MM-DD'), to_char(upper(u.missed) - 1, 'YYYY-MM-DD'))
FROM contract_year() AS y JOIN position_held AS h ON h.contract = y.contract AND h.valid && y.year
	JOIN LATERAL (SELECT range_agg(e.valid) AS days FROM employment AS e WHERE e.district_id = h.district_id
		AND e.employee_id = h.employee_id AND e.contract = h.contract AND NOT e.valid >> y.year) AS w
		ON w.days IS NOT NULL
	CROSS JOIN LATERAL unnest(datemultirange(h.valid * y.year) - w.days) AS u (missed)
WHERE h.site_id IS NOT NULL AND u.missed && y.days
UNION ALL
-- overages go to whoever holds the class or the case, employed or not
SELECT h.district_id, y.contract, y.school_year, h.place, min(h.row_id),
	format('%s on days without employment', h.called), format('employee %s, %s from %s to %s: overages are paid for '
		'them all the same; mend %s.valid, or the employment', h.employee_id,
		CASE h.place WHEN 'staffing' THEN min(h.named) ELSE count(*) || ' cases' END,
		to_char(min(lower(u.missed)), 'YYYY-MM-DD'), to_char(max(upper(u.missed)) - 1, 'YYYY-MM-DD'), h.place)
FROM contract_year() AS y JOIN (
		SELECT 'staffing' AS place, 'a class held' AS called, s.district_id, s.staffing_id AS row_id, s.employee_id,
			s.valid, coalesce(c.section_name, 'class ' || c.section_id) || ', ' || s.role AS named
		FROM staffing AS s JOIN section AS c USING (district_id, section_id)
		UNION ALL
		SELECT 'case_assignment', 'cases held', a.district_id, a.case_id, a.employee_id, a.valid, NULL
		FROM case_assignment AS a) AS h ON h.valid && y.year
	JOIN LATERAL (SELECT range_agg(e.valid) AS days, bool_or(e.contract = y.contract) AS under FROM employment AS e
		WHERE e.district_id = h.district_id AND e.employee_id = h.employee_id AND e.valid && y.year) AS w ON w.under
	CROSS JOIN LATERAL unnest(datemultirange(h.valid * y.year) - w.days) AS u (missed)
WHERE u.missed && y.days
GROUP BY h.district_id, y.contract, y.school_year, h.place, h.called, h.employee_id,
	CASE h.place WHEN 'staffing' THEN h.row_id END
UNION ALL
SELECT e.district_id, e.contract, NULL, 'employment', e.employment_id,
	'no first day, from which years on a step count',
	format('employee %s: earlier years are not counted; mend employment.valid', e.employee_id)
FROM employment AS e WHERE NOT coalesce(isfinite(lower(e.valid)), false) AND e.placement IS NOT NULL
	AND EXISTS (SELECT FROM longevity_rule AS r WHERE r.contract = e.contract AND r.service = 'on step')
UNION ALL
SELECT v.district_id, v.contract, v.school_year, 'leave_move', v.row_id, v.problem, v.detail FROM leave_problem() AS v
UNION ALL
SELECT n.district_id, n.contract, NULL, n.place, n.row_id, n.problem, n.detail FROM fact_name_problem() AS n
UNION ALL
SELECT v.district_id, v.contract, NULL, 'event', v.row_id, v.problem, v.detail FROM due_event_problem() AS v
UNION ALL
SELECT u.district_id, NULL, NULL, 'section', u.section_id, 'a class without a teacher of record on school days',
	format('%s: %s days from %s to %s%s: mend section.valid, or enter staffing for them', u.section_name, u.days,
		to_char(u.first_day, 'YYYY-MM-DD'), to_char(u.last_day, 'YYYY-MM-DD'),
		coalesce(', though it has ' || u.roles, ''))
FROM untaught_section() AS u;
COMMENT ON VIEW fact_problem IS
	'facts of people that nothing, or not all that they say, can be paid by; nobody else is touched by them';
COMMENT ON COLUMN fact_problem.district_id IS 'district';
COMMENT ON COLUMN fact_problem.contract IS 'the contract; null where no employment names one';
COMMENT ON COLUMN fact_problem.school_year IS 'school year in which it cannot be paid; null: in none';
COMMENT ON COLUMN fact_problem.place IS 'the table that the row is in';
COMMENT ON COLUMN fact_problem.row_id IS 'its key there, beside the district';
COMMENT ON COLUMN fact_problem.problem IS 'what is missing';
COMMENT ON COLUMN fact_problem.detail IS 'whose, on which days, and how to mend it';
