-- Which entries of leave the contract does not allow, and why.

CREATE FUNCTION leave_broken(contract text, district_id int, employees bigint[], known_on date DEFAULT 'infinity')
RETURNS TABLE (employee_id bigint, account text, event text, day date, nth int, leave_move_id bigint, kind text,
	plan_id bigint, charged_from text, problem text, below boolean)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $leave_broken$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH entry AS MATERIALIZED (
		SELECT n.*, p.unit, p.advance, p.after, p.within_months, p.cash_base, p.cash_most, p.give_to, p.give_keep,
			p.give_most, p.give_least, p.receive_most, p.per,
			-- what was given, cashed out or received before, of this year or in all
			-sum(n.quantity) FILTER (WHERE n.kind = 'given') OVER in_year AS given,
			-sum(n.quantity) FILTER (WHERE n.kind = 'cashed out') OVER in_year AS cashed,
			sum(n.quantity) FILTER (WHERE n.kind = 'received') OVER in_all AS received,
			min(n.day) FILTER (WHERE n.leave_move_id IS NOT NULL) OVER (PARTITION BY n.employee_id, n.account, n.event,
				CASE p.per WHEN 'school year' THEN n.school_year END) AS first_day
		FROM leave_entries(leave_broken.contract, leave_broken.district_id, leave_broken.employees,
				leave_broken.known_on) AS n LEFT JOIN leave_plan AS p ON p.id = n.plan_id
		WINDOW in_year AS (PARTITION BY n.employee_id, n.account, n.school_year ORDER BY n.day, n.nth),
			in_all AS (PARTITION BY n.employee_id, n.account ORDER BY n.day, n.nth)
	), asked_first AS (
		-- what another account still holds on that day that must be used up first
		SELECT DISTINCT ON (n.employee_id, n.account, n.event, n.nth, a.account) n.employee_id, n.account,
			n.event, n.nth,
			a.account AS first, o.balance, o.unit
		FROM entry AS n CROSS JOIN LATERAL pg_catalog.unnest(n.after) AS a (account)
			JOIN entry AS o ON o.employee_id = n.employee_id AND o.account = a.account AND o.day <= n.day
				AND o.problem IS NULL AND (o.per <> 'event' OR o.event IS NOT DISTINCT FROM n.about)
		WHERE n.kind IN ('taken', 'received') AND n.charged_from IS NULL AND n.after <> '{}'
		ORDER BY n.employee_id, n.account, n.event, n.nth, a.account, o.day DESC, o.nth DESC
	), first_used AS (
		SELECT f.employee_id, f.account, f.event, f.nth, string_agg(format('%s %s of "%s"', f.balance, f.unit, f.first),
			', ' ORDER BY f.first) AS first
		FROM asked_first AS f WHERE f.balance > 0 GROUP BY f.employee_id, f.account, f.event, f.nth
	)
	SELECT n.employee_id, n.account, n.event, n.day, n.nth, n.leave_move_id, n.kind,
		n.plan_id, n.charged_from, b.problem,
		b.below
	FROM entry AS n LEFT JOIN first_used AS f ON f.employee_id = n.employee_id AND f.account = n.account
			AND f.event IS NOT DISTINCT FROM n.event AND f.nth = n.nth
		CROSS JOIN LATERAL (
			SELECT n.problem, false AS below WHERE n.problem IS NOT NULL
			UNION ALL
			SELECT format('%s %s would be left, and %s were there', n.balance, n.unit,
				trim_scale(n.balance - n.quantity))
				|| CASE WHEN n.advance > 0 THEN format(', with %s in advance', trim_scale(n.advance)) ELSE '' END, true
			WHERE n.balance < -n.advance AND n.quantity < 0 AND n.kind <> 'carried'
				AND NOT (n.kind = 'given' AND n.give_keep IS NOT NULL)
			UNION ALL
			SELECT format('to be used up first: %s', f.first), false WHERE f.first IS NOT NULL
			UNION ALL
			SELECT format('it is to be taken by %s, in %s months from %s on', to_char(u.last, 'YYYY-MM-DD'),
				n.within_months, to_char(n.first_day, 'YYYY-MM-DD')), false
			FROM (SELECT (n.first_day + make_interval(months => n.within_months))::date - 1 AS last) AS u
			WHERE n.kind = 'taken' AND upper(n.valid) - 1 > u.last
			UNION ALL
			SELECT 'the contract does not let it be given', false WHERE n.kind = 'given' AND n.give_to IS NULL
			UNION ALL
			SELECT format('%s %s would be left, and whoever gives keeps %s', n.balance, n.unit,
				trim_scale(n.give_keep)),
				true
			WHERE n.kind = 'given' AND n.balance < n.give_keep
			UNION ALL
			SELECT format('with it %s %s would be given in the school year, of %s at most', trim_scale(n.given), n.unit,
				trim_scale(n.give_most)), false
			WHERE n.kind = 'given' AND n.given > n.give_most
			UNION ALL
			SELECT format('a gift is %s %s at least', trim_scale(n.give_least), n.unit), false
			WHERE n.kind = 'given' AND -n.quantity < n.give_least
			UNION ALL
			SELECT 'the contract has nothing given to this account', false
			WHERE n.kind = 'received' AND NOT EXISTS (SELECT FROM leave_plan AS p
				WHERE p.contract = leave_broken.contract AND p.give_to = n.account AND p.known @> leave_broken.known_on)
			UNION ALL
			SELECT format('with it %s %s would be received, of %s at most', trim_scale(n.received), n.unit,
				trim_scale(n.receive_most)), false
			WHERE n.kind = 'received' AND n.received > n.receive_most
			UNION ALL
			SELECT 'the contract does not let it be cashed out', false
			WHERE n.kind = 'cashed out' AND n.cash_base IS NULL AND n.problem IS NULL
			UNION ALL
			SELECT format('with it %s %s would be cashed out in the school year, of %s at most', trim_scale(n.cashed),
				n.unit, trim_scale(n.cash_most)), false
			WHERE n.kind = 'cashed out' AND n.cashed > n.cash_most) AS b;
END
$leave_broken$;
COMMENT ON FUNCTION leave_broken(text, int, bigint[], date) IS
	'entries of leave of some employees or, null, of all, that '
	'the contract does not allow; below: less would be left than may';
