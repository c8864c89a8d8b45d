-- What is wrong with leave: moves that the contract does not allow, since a rule or another fact changed after they
-- were entered, and rows of rules that rest on what is not there.

CREATE FUNCTION leave_problem() RETURNS TABLE (district_id int, contract text, school_year text, row_id bigint,
	problem text, detail text)
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $leave_problem$
#variable_conflict use_column
DECLARE
	place record;
BEGIN
	FOR place IN SELECT m.district_id, m.contract FROM leave_move AS m GROUP BY m.district_id, m.contract
		ORDER BY m.district_id, m.contract
	LOOP
		RETURN QUERY SELECT place.district_id, place.contract, y.school_year, b.leave_move_id,
			'leave that the contract does not allow',
			format('employee %s, %s on %s: %s; mend the move, or enter what the '
				'account lacks', b.employee_id, b.account, to_char(b.day, 'YYYY-MM-DD'), b.problem)
		FROM leave_broken(place.contract, place.district_id, NULL) AS b
			LEFT JOIN contract_year() AS y ON y.contract = place.contract AND y.year @> b.day;
	END LOOP;
	RETURN QUERY
	SELECT m.district_id, m.contract, NULL, m.leave_move_id, 'a gift of leave without its other half',
		format('employee %s, %s on %s: no such move of employee %s; enter both by give_leave()', m.employee_id,
			m.kind || ' of ' || m.account, to_char(lower(m.valid), 'YYYY-MM-DD'), m.other_employee_id)
	FROM leave_move AS m WHERE m.other_employee_id IS NOT NULL AND NOT EXISTS (SELECT FROM leave_move AS o
		WHERE o.district_id = m.district_id AND o.employee_id = m.other_employee_id
			AND o.other_employee_id = m.employee_id AND lower(o.valid) = lower(m.valid)
			AND o.quantity::text = m.quantity::text
			AND o.kind = CASE m.kind WHEN 'given' THEN 'received' ELSE 'given' END);
	RETURN QUERY
	SELECT m.district_id, m.contract, NULL, m.leave_move_id, 'more days of leave than days of absence',
		format('employee %s, %s from %s to %s: %s; mend quantity or valid', m.employee_id, m.account,
			to_char(lower(m.valid), 'YYYY-MM-DD'), to_char(upper(m.valid) - 1, 'YYYY-MM-DD'), m.quantity)
	FROM leave_move AS m WHERE m.kind = 'taken' AND caseload.measure(m.quantity) = 'days'
		AND caseload.quantity(m.quantity) > upper(m.valid) - lower(m.valid);
	-- leave of two accounts may run side by side, as family care beside sick leave; the later row of the two is told
	RETURN QUERY
	SELECT m.district_id, m.contract, NULL, m.leave_move_id, 'two absences on the same days',
		format('employee %s, %s from %s to %s: %s, and %s in row %s; mend valid, or delete one', m.employee_id,
			m.account, to_char(lower(m.valid), 'YYYY-MM-DD'), to_char(upper(m.valid) - 1, 'YYYY-MM-DD'), m.quantity,
			o.quantity, o.leave_move_id)
	FROM leave_move AS m JOIN leave_move AS o ON o.district_id = m.district_id AND o.employee_id = m.employee_id
			AND o.contract = m.contract AND o.account = m.account AND o.leave_move_id < m.leave_move_id
			AND o.valid && m.valid AND o.kind = 'taken'
			AND caseload.measure(o.quantity) = 'days'
		CROSS JOIN LATERAL (SELECT range_merge(m.valid, o.valid) AS days) AS w
	WHERE m.kind = 'taken' AND caseload.measure(m.quantity) = 'days'
		AND caseload.quantity(m.quantity) <= upper(m.valid) - lower(m.valid)
		AND caseload.quantity(o.quantity) <= upper(o.valid) - lower(o.valid)
		AND caseload.quantity(m.quantity) + caseload.quantity(o.quantity) > upper(w.days) - lower(w.days);
END
$leave_problem$;
COMMENT ON FUNCTION leave_problem() IS
	'moves of leave that the contract does not allow, gifts of which but one half is there, absences of more days '
	'than they last, and two of one account on the same days';

CREATE FUNCTION leave_rule_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $leave_rule_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH RECURSIVE plan AS MATERIALIZED (
		SELECT p.*, p.contract || '/' || p.account AS rule FROM leave_plan AS p
	), chain AS (
		SELECT p.id, p.contract, p.account AS began, p.charged_to AS account, 1 AS depth FROM plan AS p
		WHERE p.charged_to IS NOT NULL
		UNION
		SELECT c.id, c.contract, c.began, p.charged_to, c.depth + 1 FROM chain AS c
			JOIN plan AS p ON p.contract = c.contract AND p.account = c.account AND p.charged_to IS NOT NULL
		WHERE c.depth < 20 AND c.account <> c.began
	), named AS (
		SELECT p.contract, p.rule, 'leave_plan' AS place, p.id, p.charged_to AS account FROM plan AS p
		UNION ALL
		SELECT p.contract, p.rule, 'leave_plan', p.id, p.give_to FROM plan AS p
		UNION ALL
		SELECT p.contract, p.rule, 'leave_plan', p.id, a.account
		FROM plan AS p CROSS JOIN LATERAL unnest(p.after) AS a (account)
		UNION ALL
		SELECT t.contract, t.contract || '/' || t.account, 'leave_part', t.id, nullif(t.account, '*')
		FROM leave_part AS t
	)
	SELECT n.contract, n.rule, n.place, n.id, 'an account that is not there', n.account, NULL::text
	FROM named AS n WHERE n.account IS NOT NULL
		AND NOT EXISTS (SELECT FROM plan AS p WHERE p.contract = n.contract AND p.account = n.account)
	UNION ALL
	SELECT DISTINCT p.contract, p.rule, 'leave_plan', p.id, 'a circle of charges', format('%s is charged to itself',
		p.account), NULL
	FROM chain AS c JOIN plan AS p ON p.id = c.id WHERE c.account = c.began
	UNION ALL
	SELECT p.contract, p.rule, 'leave_plan', p.id, 'a base that is not there', b.base,
		CASE WHEN left_open(p.note, b.base) THEN 'open' END
	FROM plan AS p CROSS JOIN LATERAL (VALUES (p.less_base), (p.cash_base)) AS b (base)
	WHERE b.base IS NOT NULL AND NOT EXISTS (SELECT FROM pay_base AS k WHERE k.contract = p.contract
		AND k.name = b.base AND k.in_force && p.in_force AND k.known && p.known)
	UNION ALL
	SELECT p.contract, p.rule, 'leave_plan', p.id, 'a schedule that is not there', p.schedule, NULL
	FROM plan AS p WHERE p.schedule <> '*'
		AND NOT EXISTS (SELECT FROM schedule AS s WHERE s.contract = p.contract AND s.schedule = p.schedule)
	UNION ALL
	SELECT p.contract, p.rule, 'leave_plan', p.id, 'number not in the source', p.title,
		CASE WHEN left_open(p.note) THEN 'open' END
	FROM plan AS p WHERE p.amount IS NULL
	UNION ALL
	SELECT p.contract, p.rule, 'leave_plan', p.id, 'a ceiling below what is granted',
		format('%s granted, %s at most', p.amount, p.ceiling), NULL
	FROM plan AS p WHERE p.ceiling < p.amount
	UNION ALL
	SELECT DISTINCT o.contract, o.rule, 'leave_plan', o.id,
		'given leave that is not carried', p.account || ' is given to it',
		NULL
	FROM plan AS p JOIN plan AS o ON o.contract = p.contract AND o.account = p.give_to
	WHERE o.carries = 0 AND o.per IN ('school year', 'month')
	UNION ALL
	SELECT DISTINCT t.contract, t.contract || '/' || t.account, 'leave_part', t.id, 'more hours count as less of a day',
		format('up to %s hours %s/%s, up to %s hours %s/%s', o.up_to, o.times, o.over, t.up_to, t.times, t.over), NULL
	FROM leave_part AS t JOIN leave_part AS o ON o.contract = t.contract AND o.account = t.account
		AND o.site_level = t.site_level AND o.applies = t.applies AND o.in_force && t.in_force AND o.known && t.known
		AND o.up_to < t.up_to AND o.times * t.over >= t.times * o.over;
END
$leave_rule_problem$;
COMMENT ON FUNCTION leave_rule_problem() IS
	'rows of leave_plan and leave_part that cannot be right or rest on something '
	'that is not there';
