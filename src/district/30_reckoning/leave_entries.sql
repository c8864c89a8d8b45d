-- What stands in the accounts of leave, entry by entry: carried over, granted, moved. Sums are kept as exact as numbers
-- are, and shown to the millionth, so that three thirds are one day.

CREATE TYPE leave_entry AS (employee_id bigint, account text, event text, school_year text, day date, kind text,
	quantity numeric, balance numeric, leave_move_id bigint, plan_id bigint, charged_from text, about text,
	valid daterange, days numeric, employment_id bigint, nth int, problem text);
COMMENT ON TYPE leave_entry IS
	'an entry of an account of leave: what it changed, and what was there after it; event: of '
	'an account by event, which one; about: the event that the move names; nth: the order of the account''s entries';

CREATE FUNCTION leave_entries(contract text, district_id int, employees bigint[], known_on date DEFAULT 'infinity')
RETURNS SETOF leave_entry
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $leave_entries$
#variable_conflict use_column
DECLARE
	r record;
	e leave_entry;
	held numeric;
	became numeric;
BEGIN
	FOR r IN
		WITH held AS MATERIALIZED (
			SELECT h.*, p.per, p.amount * CASE WHEN h.share > 0 THEN h.share END AS granted,
				p.amount, p.carries, p.ceiling
			FROM leave_held(leave_entries.contract, leave_entries.district_id, leave_entries.employees,
				leave_entries.known_on) AS h JOIN leave_plan AS p ON p.id = h.plan_id
		), read AS MATERIALIZED (
			SELECT r.*, p.per, p.amount, p.carries, p.ceiling
			FROM leave_reads(leave_entries.contract, leave_entries.district_id, leave_entries.employees,
				leave_entries.known_on) AS r LEFT JOIN leave_plan AS p ON p.id = r.plan_id
		), stream AS (
			SELECT h.employee_id, h.account, NULL::text AS event, h.school_year, lower(h.year) AS day, 0 AS turn,
				'carried' AS kind, h.carries AS quantity, NULL::bigint AS leave_move_id, h.plan_id,
				NULL::text AS charged_from, NULL::text AS about, NULL::daterange AS valid, NULL::numeric AS days,
				h.employment_id, NULL::numeric AS ceiling, NULL::text AS problem
			FROM held AS h WHERE h.per IN ('school year', 'month')
			UNION ALL
			SELECT h.employee_id, h.account, NULL, h.school_year, h.begins, 2, 'granted',
				CASE WHEN h.share > 0 THEN h.granted ELSE 0 END, NULL, h.plan_id, NULL, NULL,
				NULL, NULL, h.employment_id,
				h.ceiling, NULL
			FROM held AS h WHERE h.per = 'school year'
			UNION ALL
			SELECT h.employee_id, h.account, NULL, h.school_year, greatest(lower(m.month), h.begins), 2, 'granted',
				h.granted, NULL, h.plan_id, NULL, NULL, NULL, NULL, h.employment_id, h.ceiling, NULL
			FROM held AS h CROSS JOIN LATERAL pg_catalog.unnest(caseload.months(h.year)) AS m (month)
			WHERE h.per = 'month' AND h.share > 0 AND h.worked && m.month AND upper(m.month) > h.begins
			UNION ALL
			-- once for all time: what is taken comes back twelve months later
			SELECT d.employee_id, d.account, NULL, d.school_year, d.begins, 2, 'granted',
				d.amount - CASE WHEN d.before IS NULL THEN 0 ELSE d.before END, NULL, d.plan_id, NULL, NULL, NULL, NULL,
				d.employment_id, NULL, NULL
			FROM (SELECT h.*, lag(h.amount) OVER (PARTITION BY h.employee_id, h.account ORDER BY h.year) AS before
				FROM held AS h WHERE h.per = '12 months') AS d
			WHERE d.before IS DISTINCT FROM d.amount
			UNION ALL
			SELECT r.employee_id, r.account, NULL, h.school_year, d.day, 2, 'renewed',
				CASE r.kind WHEN 'taken' THEN r.quantity ELSE -r.quantity END, NULL, r.plan_id, NULL, NULL, NULL, NULL,
				r.employment_id, NULL, NULL
			FROM read AS r CROSS JOIN LATERAL (SELECT (lower(r.valid) + interval '12 months')::date AS day) AS d
				LEFT JOIN held AS h ON h.employee_id = r.employee_id AND h.account = r.account AND h.year @> d.day
			WHERE r.per = '12 months' AND r.kind IN ('taken', 'returned') AND r.problem IS NULL
			UNION ALL
			SELECT f.employee_id, f.account, f.event, f.school_year, f.day, 2, 'granted', f.amount, NULL, f.plan_id,
				NULL, f.event, NULL, NULL, f.employment_id, NULL, NULL
			FROM (SELECT DISTINCT ON (r.employee_id, r.account, r.event) r.*, lower(r.valid) AS day FROM read AS r
				WHERE r.per = 'event' AND r.problem IS NULL
				ORDER BY r.employee_id, r.account, r.event, lower(r.valid), r.leave_move_id) AS f
			UNION ALL
			SELECT r.employee_id, r.account, CASE r.per WHEN 'event' THEN r.event END, r.school_year, lower(r.valid),
				CASE WHEN r.kind = 'opening' THEN 1 WHEN r.kind IN ('taken', 'given', 'cashed out') THEN 4 ELSE 3 END,
				r.kind, r.quantity, r.leave_move_id, r.plan_id, r.charged_from, r.event, r.valid,
				r.days, r.employment_id,
				NULL, r.problem
			FROM read AS r
		)
		SELECT s.* FROM stream AS s
		ORDER BY s.employee_id, s.account COLLATE "C", s.event COLLATE "C" NULLS FIRST, s.day, s.turn, s.leave_move_id
	LOOP
		IF e.employee_id IS DISTINCT FROM r.employee_id OR e.account IS DISTINCT FROM r.account
			OR e.event IS DISTINCT FROM r.event THEN
			held := 0;
			e.nth := 0;
		END IF;
		became := CASE WHEN r.problem IS NOT NULL THEN held
			WHEN r.kind = 'carried' THEN least(held, r.quantity)
			WHEN r.kind = 'opening' THEN r.quantity
			WHEN r.turn = 2 AND r.ceiling IS NOT NULL THEN greatest(held, least(held + r.quantity, r.ceiling))
			WHEN r.turn = 4 THEN held - r.quantity ELSE held + r.quantity END;
		-- of an amount that the source does not say nothing is known afterwards
		IF r.kind = 'granted' AND r.quantity IS NULL AND r.problem IS NULL OR held IS NULL AND r.kind <> 'opening' THEN
			became := NULL;
		END IF;
		e.employee_id := r.employee_id;
		e.account := r.account;
		e.event := r.event;
		e.school_year := r.school_year;
		e.day := r.day;
		e.kind := r.kind;
		e.quantity := CASE WHEN r.problem IS NOT NULL THEN NULL WHEN became = held THEN 0
			-- by what is shown, so that three thirds add up to what the balance tells
			ELSE trim_scale(round(became, 6) - round(held, 6)) END;
		e.balance := trim_scale(round(became, 6));
		e.leave_move_id := r.leave_move_id;
		e.plan_id := r.plan_id;
		e.charged_from := r.charged_from;
		e.about := r.about;
		e.valid := r.valid;
		e.days := r.days;
		e.employment_id := r.employment_id;
		e.nth := e.nth + 1;
		e.problem := r.problem;
		held := became;
		RETURN NEXT e;
	END LOOP;
END
$leave_entries$;
COMMENT ON FUNCTION leave_entries(text, int, bigint[], date) IS
	'the accounts of leave of some employees or, null, of all, entry by entry';

-- The contract of whoever works under several is that of the largest job of the day that has such an account.
CREATE FUNCTION leave_balance(district_id int, employee_id bigint, account text, on_date date,
	contract text DEFAULT NULL, event text DEFAULT NULL, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $leave_balance$
#variable_conflict use_column
DECLARE
	asked text := leave_balance.contract;
	found_in numeric;
	by_event boolean;
	held record;
BEGIN
	IF num_nulls(leave_balance.district_id, leave_balance.employee_id, leave_balance.account,
			leave_balance.on_date, leave_balance.known_on) > 0 THEN
		RETURN NULL;
	END IF;
	IF asked IS NULL THEN
		SELECT e.contract INTO asked FROM employment AS e
		WHERE e.district_id = leave_balance.district_id AND e.employee_id = leave_balance.employee_id
			AND lower(e.valid) <= leave_balance.on_date
			AND EXISTS (SELECT FROM leave_plan AS p WHERE p.contract = e.contract AND p.account = leave_balance.account)
		ORDER BY e.valid @> leave_balance.on_date DESC, e.fte DESC, e.employment_id LIMIT 1;
	END IF;
	SELECT h.*, p.per, p.amount INTO held
	FROM leave_held(asked, leave_balance.district_id, ARRAY[leave_balance.employee_id], leave_balance.known_on) AS h
		JOIN leave_plan AS p ON p.id = h.plan_id
	WHERE h.account = leave_balance.account AND h.begins <= leave_balance.on_date
	ORDER BY h.year DESC LIMIT 1;
	IF NOT FOUND THEN
		RAISE no_data_found USING MESSAGE = format('employee %s of district %s has no leave account "%s" on %s',
				leave_balance.employee_id, leave_balance.district_id, leave_balance.account,
				to_char(leave_balance.on_date, 'YYYY-MM-DD')),
			DETAIL = format('Contract: %s; its accounts: %s.', coalesce(asked, 'none with such an account'),
				coalesce((SELECT string_agg(DISTINCT p.account, ', ') FROM leave_plan AS p
					WHERE p.contract = coalesce(asked, p.contract)), 'none')),
			HINT = 'See leave_plan for who has it and from when, and calendar for the school year.';
	END IF;
	-- of an event that has no entry yet all is left
	SELECT n.balance INTO found_in
	FROM leave_entries(asked, leave_balance.district_id, ARRAY[leave_balance.employee_id],
		leave_balance.known_on) AS n
	WHERE n.account = leave_balance.account AND n.day <= leave_balance.on_date AND n.problem IS NULL
		AND (leave_balance.event IS NULL OR held.per <> 'event' OR n.event = leave_balance.event)
	ORDER BY n.day DESC, n.nth DESC LIMIT 1;
	RETURN CASE WHEN FOUND THEN found_in WHEN held.per = 'event' THEN held.amount ELSE 0 END;
END
$leave_balance$;
COMMENT ON FUNCTION leave_balance(int, bigint, text, date, text, text, date) IS
	'what is left of an account of leave at '
	'the end of a day, in its unit; of one by event, of the event named or the last; '
	'Infinity: no number bounds it; null: '
	'the source does not say how much is granted';
