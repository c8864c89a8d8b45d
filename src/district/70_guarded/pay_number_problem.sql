-- Numbers and words of pay rules that cannot be right together, or seldom are: tiers that fall, shares that are not
-- one, hours that pay as much as a day.

-- The first count at which a scale pays less than at the one before; null if it never does.
CREATE FUNCTION scale_falls_at(scale caseload.pay_scale, most int) RETURNS int
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $scale_falls_at$
BEGIN
	RETURN (SELECT min(p.n) FROM (SELECT n, caseload.pay(scale, n, 100000) AS pay,
			lag(caseload.pay(scale, n, 100000)) OVER (ORDER BY n) AS before,
			max(caseload.pay(scale, n, 100000)) OVER (ORDER BY n DESC) AS most_after
			FROM generate_series(0, most) AS n) AS p
		-- that a scale ends is another matter
		WHERE p.pay < p.before AND p.most_after > 0);
EXCEPTION WHEN OTHERS THEN
	IF NOT tellable(SQLSTATE) THEN
		RAISE;
	END IF;
	RETURN NULL;
END
$scale_falls_at$;
COMMENT ON FUNCTION scale_falls_at(caseload.pay_scale, int) IS
	'the first count at which a scale pays less than at the one before; null: at none';

-- 10 September, September 10; null: the words name no day
CREATE FUNCTION days_named(words text) RETURNS int[]
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $days_named$
	WITH month AS (
		SELECT n, to_char(make_date(2000, n, 1), 'FMMonth') AS name FROM generate_series(1, 12) AS n
	)
	SELECT array_agg(m.n * 100 + d.day[1]::int) FROM month AS m
		CROSS JOIN LATERAL (SELECT regexp_matches(words, '([0-9]{1,2}) ' || m.name, 'g') AS day
			UNION ALL SELECT regexp_matches(words, m.name || ' ([0-9]{1,2})(?![0-9])', 'g')) AS d;
$days_named$;
COMMENT ON FUNCTION days_named(text) IS 'the days of a year that words name, as 910 for 10 September; null: none';

CREATE FUNCTION pay_number_problem() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $pay_number_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH now AS MATERIALIZED (
		SELECT s.*, s.contract || '/' || s.position AS rule, split_part(s.band::text, ' ', 1) AS label,
			CASE WHEN strpos(s.band::text, '%') > 0 THEN caseload.stipend(s.band, 100) END AS percent
		FROM stipend AS s WHERE upper_inf(s.known)
	), labeled AS MATERIALIZED (
		SELECT n.contract, n.rule, n.id, n.label, n.percent,
			count(*) OVER (PARTITION BY n.contract, n.label, n.percent) AS alike,
			count(*) OVER (PARTITION BY n.contract, n.label) AS labeled, n.in_force
		FROM now AS n WHERE n.percent IS NOT NULL
	), levels AS MATERIALIZED (
		-- one position at two levels of site: which of the two pays more
		SELECT a.contract, a.rule, a.id, a.site_level AS one, b.site_level AS other, a.band::text AS band,
			b.band::text AS other_band, sign(a.percent - b.percent) AS more
		FROM now AS a JOIN now AS b ON b.contract = a.contract AND b.position = a.position
			AND a.site_level < b.site_level
			AND b.in_force && a.in_force AND b.applies = a.applies AND b.enrollment && a.enrollment
		WHERE a.percent <> b.percent AND a.site_level <> 'any' AND b.site_level <> 'any'
	), sizes AS MATERIALIZED (
		SELECT n.contract, n.rule, min(n.id) AS id, u.hole, count(*) AS rows
		FROM (SELECT n.contract, n.rule, n.position, n.site_level, n.applies, n.in_force, min(n.id) AS id,
					range_agg(o.enrollment) AS held
				FROM now AS n JOIN now AS o ON o.contract = n.contract AND o.position = n.position
					AND o.site_level = n.site_level AND o.applies = n.applies AND o.in_force && n.in_force
				GROUP BY n.contract, n.rule, n.position, n.site_level, n.applies, n.in_force) AS n
			CROSS JOIN LATERAL unnest(int4multirange(range_merge(n.held)) - n.held) AS u (hole)
		GROUP BY n.contract, n.rule, u.hole
	), alike AS MATERIALIZED (
		-- extra duty hour, summer school hour: what is called alike is worth about as much
		SELECT a.id, a.contract, a.name, a.worth, percentile_disc(0.5) WITHIN GROUP (ORDER BY o.worth) AS usual
		FROM (SELECT b.*, b.amount * b.times / b.over AS worth, substring(b.name FROM '[^ ]+$') AS word
				FROM pay_base AS b WHERE upper_inf(b.known) AND b.amount > 0) AS a
			JOIN (SELECT b.*, b.amount * b.times / b.over AS worth, substring(b.name FROM '[^ ]+$') AS word
					FROM pay_base AS b WHERE upper_inf(b.known) AND b.amount > 0) AS o
				ON o.contract = a.contract AND o.word = a.word AND o.name <> a.name AND o.in_force && a.in_force
		GROUP BY a.id, a.contract, a.name, a.worth HAVING count(DISTINCT o.name) >= 2
	), hour AS MATERIALIZED (
		SELECT DISTINCT b.id, b.contract, b.contract || '/' || b.name AS rule, b.amount, b.own, b.times / b.over AS part
		FROM hourly_pay AS h JOIN pay_base AS b ON b.contract = h.contract AND b.name = h.base
		-- of cells that are hourly rates the whole is an hour's
		WHERE b.own IS NULL OR NOT EXISTS (SELECT FROM schedule AS s WHERE s.contract = h.contract
			AND s.schedule = h.schedule AND s.cells = 'hourly')
		UNION
		-- what is called an hour is one, whoever reads it
		SELECT b.id, b.contract, b.contract || '/' || b.name, b.amount, b.own, b.times / b.over FROM pay_base AS b
		WHERE b.name ~* E'\\mhour$' AND upper_inf(b.known)
	)
	SELECT l.contract, l.rule, 'stipend', l.id, 'a band of two percentages',
		format('%s is %s%% here, and %s%% in row %s',
			l.label, trim_scale(l.percent), trim_scale(o.percent), o.id),
		'read the band again in the contract', 'likely'
	FROM labeled AS l CROSS JOIN LATERAL (SELECT o.percent, o.id FROM labeled AS o WHERE o.contract = l.contract
			AND o.label = l.label AND o.percent <> l.percent AND o.in_force && l.in_force
		ORDER BY o.alike DESC, o.id LIMIT 1) AS o
	WHERE l.alike * 2 < l.labeled OR l.alike * 2 = l.labeled AND l.id > o.id
	UNION ALL
	SELECT l.contract, l.rule, 'stipend', l.id, 'a band that pays more where all others pay less',
		format('%s at %s, %s at %s', l.band, l.one, l.other_band, l.other), 'read both bands again in the contract',
		'worth a look'
	FROM (SELECT l.*, count(*) OVER w AS alike, count(*) OVER (PARTITION BY l.contract, l.one, l.other) AS pairs
		FROM levels AS l WINDOW w AS (PARTITION BY l.contract, l.one, l.other, l.more)) AS l
	WHERE l.alike = 1 AND l.pairs >= 6
	UNION ALL
	SELECT n.contract, n.rule, 'stipend', n.id, p.problem, p.detail, p.mend, p.sure
	FROM now AS n CROSS JOIN LATERAL (VALUES
		('a percentage without a base', CASE WHEN n.base IS NULL AND n.percent IS NOT NULL THEN n.band::text END,
			'name a row of pay_base in stipend.base', 'certain'),
		('lasts in what is no time',
			CASE WHEN caseload.measure(n.lasts) NOT IN ('days', 'percent') THEN n.lasts::text END,
			'mend stipend.lasts: days', 'certain'),
		('rounded to what nobody pays', CASE WHEN n.digits NOT IN (0, 2) THEN format('%s digits', n.digits) END,
			'mend stipend.digits: 2 are cents, 0 dollars', 'worth a look'),
		('longer than a school year', CASE WHEN caseload.quantity(n.lasts) > 200 THEN n.lasts::text END,
			'read stipend.lasts again in the contract', 'likely'),
		('a tier that pays less than the one before', CASE WHEN n.scale IS NOT NULL
			THEN format('at %s of %s', scale_falls_at(n.scale, 12), n.scale) END,
			'read the scale again in the contract',
			CASE WHEN scale_falls_at(n.scale, 12) IS NOT NULL THEN 'likely' END))
		AS p (problem, detail, mend, sure)
	WHERE p.detail IS NOT NULL AND p.sure IS NOT NULL
	UNION ALL
	SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id,
		'a base by which a stipend comes to what nobody is paid',
		format('%s of %s is %s for %s', (array_agg(n.band::text ORDER BY n.id))[1], trim_scale(b.worth),
			round(b.worth * (array_agg(n.percent ORDER BY n.id))[1] / 100, 2),
			(array_agg(n.position ORDER BY n.id))[1]),
		'read the amount again in the contract', 'likely'
	FROM (SELECT b.*, b.amount * b.times / b.over AS worth FROM pay_base AS b
		WHERE b.amount > 0 AND b.plus IS NULL AND upper_inf(b.known)) AS b
		JOIN now AS n ON n.contract = b.contract AND n.base = b.name AND n.in_force && b.in_force
	WHERE b.worth * n.percent / 100 NOT BETWEEN 50 AND 50000
	GROUP BY b.contract, b.name, b.id, b.worth
	UNION ALL
	SELECT z.contract, z.rule, 'stipend', z.id, 'a hole between enrollments', z.hole::text,
		'mend stipend.enrollment: [501,) and (,501) meet, and (501,) leaves 501 out', 'likely'
	FROM sizes AS z
	UNION ALL
	-- the row with more conditions is meant to go before the one with fewer
	SELECT n.contract, n.rule, 'stipend', n.id, 'a row that never goes before the one it is an exception to',
		format('row %s asks less, and its precedence is %s', o.id, o.precedence), 'raise its precedence', 'likely'
	FROM now AS n JOIN now AS o ON o.contract = n.contract AND o.position = n.position AND o.id <> n.id
		AND o.site_level = n.site_level AND n.applies @> o.applies AND n.applies <> o.applies
		AND o.enrollment && n.enrollment AND o.in_force && n.in_force AND o.precedence >= n.precedence
	UNION ALL
	SELECT s.contract, s.rule, 'stipend', s.id, 'shares of installments that are not one',
		string_agg(trim_scale(i.share) || ' ' || i.due, ' + ' ORDER BY i.id),
		'mend stipend_installment.share', 'certain'
	FROM now AS s JOIN stipend_installment AS i ON i.stipend_id = s.id
	WHERE s.paid = 'installments' GROUP BY s.contract, s.rule, s.id HAVING sum(i.share) NOT BETWEEN 0.999 AND 1.001
	UNION ALL
	SELECT s.contract, s.rule, 'stipend', s.id, 'a date that is not there on all of its days',
		format('%s holds on %s', d.code, d.held), 'mend due_date.in_force, or that of the stipend', 'likely'
	FROM now AS s JOIN stipend_installment AS i ON i.stipend_id = s.id
		CROSS JOIN LATERAL (SELECT d.code, range_agg(d.in_force) AS held FROM due_date AS d
			WHERE d.contract = s.contract AND d.code = i.due AND upper_inf(d.known) GROUP BY d.code) AS d
	WHERE NOT d.held @> s.in_force
	UNION ALL
	SELECT s.contract, s.rule, 'stipend', s.id, 'dates of what is not paid in installments', s.paid,
		'set stipend.paid to installments, or delete the rows of stipend_installment', 'certain'
	FROM now AS s WHERE s.paid <> 'installments'
		AND EXISTS (SELECT FROM stipend_installment AS i WHERE i.stipend_id = s.id)
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.code, 'longevity_rule', r.id, p.problem, p.detail, p.mend, 'likely'
	FROM longevity_rule AS r CROSS JOIN LATERAL (VALUES
		('a tier that pays less than the one before', CASE WHEN scale_falls_at(r.scale, 45) IS NOT NULL
			THEN format('at %s of %s', scale_falls_at(r.scale, 45), r.scale) END,
			'read the scale again in the contract'),
		('steps that nothing reads', CASE WHEN r.service <> 'on step' THEN r.steps::text END,
			'set longevity_rule.service to on step, or take the steps away'),
		('paid to nobody', CASE WHEN cardinality(r.lanes) = 0 THEN 'lanes is empty; null is all of them'
				WHEN isempty(r.hired) THEN 'hired holds no day; null is all of them'
				WHEN isempty(r.steps) THEN 'steps holds no step; null is all of them' END,
			'mend longevity_rule.lanes, hired or steps'),
		('a scale of another time than a year', CASE WHEN longevity_scale_problem(r.scale) IS NOT NULL
			THEN format('%s, and longevity is paid for a year', r.scale) END,
			'enter the amounts of a year'),
		('a percentage of an hourly rate', CASE WHEN r.schedule <> '*' AND EXISTS (SELECT FROM schedule AS s
				WHERE s.contract = r.contract AND s.schedule = r.schedule AND s.cells = 'hourly')
				AND (r.service = 'step' OR r.base IS NULL AND caseload.needs_base(r.scale))
			THEN format('schedule "%s" pays by the hour, and whoever is on it has no salary of a year', r.schedule)
			END, 'name a base in longevity_rule.base, or mend its schedule'),
		('a tier from 0 that nobody is paid by', CASE WHEN r.service NOT IN ('district', 'total')
				AND caseload.pay(r.scale, 0, 100) <> 0 THEN r.scale::text END,
			'begin the scale with 1, or set longevity_rule.service to district'),
		('paid in the grid and by years', CASE WHEN r.service <> 'step' AND EXISTS (SELECT FROM longevity_rule AS o
				WHERE o.contract = r.contract AND o.code = r.code AND o.service = 'step' AND upper_inf(o.known))
			THEN r.code || ' by years of service, and by the step in another row' END,
			'mend longevity_rule.service'))
		AS p (problem, detail, mend)
	WHERE p.detail IS NOT NULL AND upper_inf(r.known)
	UNION ALL
	SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id, p.problem, p.detail, p.mend, p.sure
	FROM pay_base AS b CROSS JOIN LATERAL (VALUES
		('an amount that is nothing, or less', CASE WHEN b.amount * b.times / b.over <= 0
			THEN trim_scale(b.amount * b.times / b.over)::text END, 'mend the amount', 'likely'),
		('a part of one''s own pay that is not rounded', CASE WHEN b.own IS NOT NULL AND b.digits IS NULL
			AND b.times / b.over <> 1
				AND b.plus IS NULL THEN format('%s / %s', trim_scale(b.times), trim_scale(b.over)) END,
			'enter pay_base.digits: 2 are cents', 'worth a look'),
		('rounded to what nobody pays', CASE WHEN b.digits NOT IN (0, 2) THEN format('%s digits', b.digits) END,
			'mend pay_base.digits: 2 are cents, 0 dollars', 'worth a look'),
		('more than twice one''s own pay', CASE WHEN b.own IS NOT NULL AND b.times / b.over > 2
			THEN format('%s times', trim_scale(round(b.times / b.over, 4))) END,
			'mend pay_base.times or over', 'likely'),
		('a share that its own note does not name', CASE WHEN b.own IS NOT NULL AND b.note ~ '[0-9] ?%'
			AND NOT EXISTS (SELECT FROM regexp_matches(b.note, '([0-9]+([.][0-9]+)?) ?%', 'g') AS m (part)
				WHERE m.part[1]::numeric = b.times * 100)
			THEN format('%s%%, and the note: %s', trim_scale(b.times * 100), b.note) END,
			'mend pay_base.times, or the note', 'likely'),
		('paid without a limit, and divided by its number', CASE WHEN b.over_cap THEN (SELECT string_agg(u.rule, ', '
				ORDER BY u.rule COLLATE "C") FROM (SELECT s.position AS rule FROM stipend AS s
				WHERE s.contract = b.contract AND s.base = b.name
				UNION SELECT r.code FROM longevity_rule AS r WHERE r.contract = b.contract AND r.base = b.name
				UNION SELECT h.what FROM hourly_pay AS h WHERE h.contract = b.contract AND h.base = b.name) AS u) END,
			'mend pay_base.over_cap: only a remedy of a limit has such a number', 'certain'),
		('a cell that is not there', (SELECT format('%s in %s of %s', b.placement, s.schedule, s.in_force)
			FROM schedule AS s WHERE s.contract = b.contract AND s.schedule = b.schedule AND s.in_force && b.in_force
				AND upper_inf(s.known) AND NOT EXISTS (SELECT FROM caseload.cells(s.grid) AS c
				WHERE c.lane = caseload.lane(b.placement) AND c.step = caseload.step(b.placement))
			ORDER BY s.in_force LIMIT 1), 'mend pay_base.placement', 'likely'))
		AS p (problem, detail, mend, sure)
	WHERE p.detail IS NOT NULL AND upper_inf(b.known)
	UNION ALL
	SELECT a.contract, a.contract || '/' || a.name, 'pay_base', a.id, 'an amount unlike those that are called alike',
		format('%s, and theirs about %s', trim_scale(round(a.worth, 4)), trim_scale(round(a.usual, 4))),
		'read the amount again in the contract', 'worth a look'
	FROM alike AS a WHERE a.worth NOT BETWEEN a.usual * 0.55 AND a.usual * 1.8
	UNION ALL
	SELECT h.contract, h.rule, 'pay_base', h.id, 'an hour that is not paid as one',
		CASE WHEN h.own IS NULL THEN format('%s an hour', trim_scale(h.amount * h.part))
			ELSE format('%s of one''s own pay of a year', trim_scale(round(h.part, 6))) END,
		'mend the amount, times or over', 'likely'
	FROM hour AS h WHERE h.amount * h.part NOT BETWEEN 5 AND 500 OR h.own IS NOT NULL
		AND h.part NOT BETWEEN 0.0002 AND 0.002
	UNION ALL
	-- a year of any contract has about so many of them
	SELECT d.contract, d.contract || '/' || d.component, 'division', d.id, 'a divisor unlike a year',
		format('%s by %s', trim_scale(d.divisor), d.way), 'mend division.divisor or way', 'likely'
	FROM division AS d JOIN (VALUES ('duty days', 160, 260),
		('calendar days', 355, 367), ('months by duty days', 9, 13),
			('months by calendar days', 9, 13), ('thirtieths', 355, 366),
			('months begun', 9, 13)) AS w (way, least, most)
		ON w.way = d.way WHERE d.divisor NOT BETWEEN w.least AND w.most
	UNION ALL
	SELECT h.contract, h.contract || '/' || h.change, 'change_share', h.id, 'a later change with a greater share',
		format('%s by %s after %s', trim_scale(h.share), h.by, trim_scale(h.before)), 'mend change_share.share or by',
		'likely'
	FROM (SELECT h.*, lag(h.share) OVER (PARTITION BY h.contract, h.change ORDER BY h.by < '07-01', h.by) AS before
		FROM change_share AS h WHERE upper_inf(h.known)) AS h WHERE h.share >= h.before
	UNION ALL
	SELECT h.contract, h.contract || '/' || h.change, 'change_share', h.id, 'a share of almost nothing',
		trim_scale(h.share)::text, 'read change_share.share again', 'likely'
	FROM change_share AS h WHERE h.share < 0.1 AND upper_inf(h.known)
	UNION ALL
	SELECT c.contract, c.contract || '/' || c.kind, 'credit_rule', c.id, p.problem, p.detail, p.mend, p.sure
	FROM credit_rule AS c CROSS JOIN LATERAL (VALUES
		('two bounds of which one is never reached', CASE WHEN c.most + 1 <> c.first_step_most
			THEN format('%s years and step %s', trim_scale(c.most), trim_scale(c.first_step_most)) END,
			'one begins on step 1, so so many years are the step after it; mend most or first_step_most',
			'worth a look'),
		('a first step of those who are here',
			CASE WHEN c.kind <> 'outside' THEN trim_scale(c.first_step_most)::text END,
			'first_step_most is read of outside service; take it away, or mend kind', 'certain'),
		('years in the district that are not counted', CASE WHEN c.kind IN ('district', 'job share')
			THEN trim_scale(c.most)::text END, 'take credit_rule.most away, or mend kind', 'worth a look'),
		('a year for very little', CASE WHEN c.year_at < 0.4 THEN trim_scale(c.year_at)::text END,
			'read credit_rule.year_at again in the contract', 'likely'),
		('job sharers who are never credited', CASE WHEN c.kind = 'job share' AND c.part_years <> 'add up'
				AND c.year_at > 0.5 THEN format('%s, and a year from %s on', c.part_years, trim_scale(c.year_at)) END,
			'half a job is half a year, which is a year with another one: mend part_years or year_at', 'likely'),
		('a share that nothing reads', CASE WHEN c.part_years = 'none'
			AND c.year_at < 1 THEN trim_scale(c.year_at)::text
			END, 'with none only full years count: mend part_years, or set year_at to 1', 'likely'))
		AS p (problem, detail, mend, sure)
	WHERE p.detail IS NOT NULL AND upper_inf(c.known)
	UNION ALL
	SELECT r.contract, format('%s/raise of %s', r.contract, to_char(r.in_force_from, 'YYYY-MM-DD')), 'raise', r.id,
		p.problem, p.detail, p.mend, p.sure
	FROM raise AS r CROSS JOIN LATERAL (VALUES
		('a percentage unlike a raise', CASE WHEN abs(r.percent) NOT BETWEEN 0.1 AND 15 OR r.index_times > 3
				OR r.index_times <= 0 OR r.at_most > 15 OR abs(r.at_least) > 10
			THEN concat_ws(', ', r.percent, r.index_times, r.at_least, r.at_most) END, 'read it again in the contract',
			'likely'),
		('dollars that look like a percentage', CASE WHEN r.flat > 0 AND r.flat < 30 THEN trim_scale(r.flat)::text END,
			'mend raise.flat, or enter percent', 'likely'),
		('a raise that has no first of its day', CASE WHEN r.rank > 1 AND NOT EXISTS (SELECT FROM raise AS o
				WHERE o.contract = r.contract AND o.in_force_from = r.in_force_from AND o.rank < r.rank)
			THEN format('rank %s', r.rank) END, 'mend raise.rank or in_force_from', 'worth a look'),
		('a raise that its rounding takes away', CASE WHEN r.percent IS NULL AND r.index_name IS NULL
				AND r.rounds_to BETWEEN -9 AND -1 AND abs(r.flat) * 2 < 10 ^ -r.rounds_to
			THEN format('%s, rounded to %s', trim_scale(r.flat), (10 ^ -r.rounds_to)::numeric(10, 0)) END,
			'mend raise.rounds_to or flat', 'likely'),
		('off the schedule, and it never ends', CASE WHEN NOT r.on_schedule AND r.ends IS NULL
			THEN 'it is paid beside the schedule in every year' END, 'enter raise.ends, or set on_schedule', 'likely'),
		('no longevity row is raised', CASE WHEN r.longevity_only AND NOT EXISTS (SELECT FROM schedule AS s
				CROSS JOIN LATERAL caseload.cells(s.grid) AS c
				WHERE s.contract = r.contract AND r.schedule IN ('*', s.schedule) AND c.longevity)
			THEN 'no schedule that it raises has one' END, 'mend raise.longevity_only', 'certain'))
		AS p (problem, detail, mend, sure)
	WHERE p.detail IS NOT NULL
	UNION ALL
	SELECT c.contract, format('%s/%s calendar of %s', c.contract, c.kind, c.school_year), 'calendar', c.id, p.problem,
		p.detail, p.mend, p.sure
	FROM calendar AS c CROSS JOIN LATERAL (VALUES
		('a calendar without a first or a last day', CASE WHEN NOT coalesce(isfinite(lower(c.in_force))
				AND isfinite(upper(c.in_force)), false) THEN c.in_force::text END,
			'mend calendar.in_force: it is the whole school year', 'certain'),
		('days of another school year', CASE
			WHEN date_part('year', lower(c.in_force)) <> school_year_start(c.school_year)
			THEN format('it begins on %s', to_char(lower(c.in_force), 'YYYY-MM-DD')) END,
			'mend calendar.school_year or in_force', 'likely'),
		('a calendar without a day', CASE WHEN isempty(c.days) THEN c.in_force::text END,
			'enter the days in calendar.days: without them nothing is divided by days', 'likely'))
		AS p (problem, detail, mend, sure)
	WHERE p.detail IS NOT NULL AND upper_inf(c.known)
	UNION ALL
	SELECT i.contract, i.contract || '/' || i.index_name, 'index_value', i.id, 'a percentage unlike an index',
		trim_scale(i.percent)::text, 'read the index again', 'likely'
	FROM index_value AS i WHERE i.percent NOT BETWEEN -3 AND 10
	UNION ALL
	SELECT r.contract, r.contract || '/steps', 'step_rule', r.id, p.problem, p.detail, p.mend, 'likely'
	FROM step_rule AS r CROSS JOIN LATERAL (SELECT max(c.step) AS top FROM schedule AS s
				CROSS JOIN LATERAL caseload.cells(s.grid) AS c
			WHERE s.contract = r.contract AND r.schedule IN ('*', s.schedule)) AS t
		CROSS JOIN LATERAL (VALUES
			('a highest step that its schedules do not have', CASE WHEN r.highest > t.top
				THEN format('%s, and the last is %s', trim_scale(r.highest), trim_scale(t.top)) END,
				'mend step_rule.highest'),
			('a highest step at the bottom', CASE WHEN r.highest < 3 THEN trim_scale(r.highest)::text END,
				'mend step_rule.highest'),
			('years of a step unlike any',
				CASE WHEN r.years_a_step NOT BETWEEN 0.5 AND 5 THEN trim_scale(r.years_a_step)::text
				END, 'mend step_rule.years_a_step'),
			('a move on an odd day', CASE WHEN r.moves_on ~ '-(?!01|15|16|28|29|30|31)' AND r.note IS NULL
				THEN r.moves_on::text END, 'read step_rule.moves_on again, or say in note why'),
			('a freeze without an end', CASE WHEN r.frozen AND (upper_inf(r.in_force)
				OR upper(r.in_force) - lower(r.in_force) > 2 * 366) THEN r.in_force::text END,
				'mend step_rule.in_force or frozen')) AS p (problem, detail, mend)
	WHERE p.detail IS NOT NULL AND upper_inf(r.known)
	UNION ALL
	SELECT r.contract, r.contract || '/start', 'start_rule', r.id, 'a step that its schedules do not have',
		format('%s to %s, and the last is %s', trim_scale(r.first_step), coalesce(trim_scale(r.most)::text, 'any'),
			trim_scale(t.top)), 'mend start_rule.first_step or most', 'likely'
	FROM start_rule AS r CROSS JOIN LATERAL (SELECT max(c.step) AS top FROM schedule AS s
		CROSS JOIN LATERAL caseload.cells(s.grid) AS c
		WHERE s.contract = r.contract AND r.schedule IN ('*', s.schedule)) AS t
	WHERE (r.first_step > t.top OR r.most > t.top) AND upper_inf(r.known)
	UNION ALL
	SELECT r.contract, r.contract || '/start', 'start_rule', r.id, 'a step between those of its schedules',
		format('%s to %s', trim_scale(r.first_step), coalesce(trim_scale(r.most)::text, 'any')),
		'mend start_rule.first_step or most', 'likely'
	FROM start_rule AS r CROSS JOIN LATERAL (SELECT array_agg(DISTINCT c.step) AS steps FROM schedule AS s
		CROSS JOIN LATERAL caseload.cells(s.grid) AS c
		WHERE s.contract = r.contract AND r.schedule IN ('*', s.schedule)) AS t
	WHERE upper_inf(r.known) AND (r.first_step <> ALL (t.steps) OR r.most <> ALL (t.steps))
		AND coalesce(r.most, r.first_step) <= (SELECT max(u.step) FROM unnest(t.steps) AS u (step))
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.code, 'retirement_incentive', r.id, p.problem, p.detail, p.mend, 'likely'
	FROM retirement_incentive AS r
		LEFT JOIN LATERAL (SELECT o.* FROM retirement_incentive AS o WHERE o.contract = r.contract AND o.id <> r.id
			AND o.in_force && r.in_force AND o.service << r.service AND upper_inf(o.known)
			ORDER BY o.service DESC LIMIT 1) AS less ON true
		CROSS JOIN LATERAL (VALUES
			('ages of nobody who retires',
				CASE WHEN r.age_from NOT BETWEEN 45 AND 70 OR r.age_before NOT BETWEEN 55 AND 80
				THEN format('%s to %s', r.age_from, r.age_before) END, 'mend age_from or age_before'),
			('days of no year', CASE WHEN r.year_days NOT IN (360, 365, 366) THEN r.year_days::text END,
				'mend retirement_incentive.year_days'),
			('longer service that is not paid more', CASE WHEN r.amount <= less.amount
				THEN format('%s, and %s for %s years', r.amount, less.amount, less.service) END,
				'mend the amount or service'),
			('longer service that is paid many times as much', CASE WHEN r.amount > 4 * less.amount
				THEN format('%s, and %s for %s years', r.amount, less.amount, less.service) END, 'mend the amount'),
			('a hole between years of service', CASE WHEN NOT less.service -|- r.service
				THEN format('%s and %s', less.service, r.service) END, 'mend retirement_incentive.service'))
			AS p (problem, detail, mend)
	WHERE p.detail IS NOT NULL AND upper_inf(r.known)
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.code, 'repayment', r.id, 'more is paid back than was paid, or later more',
		r.scale::text, 'read the scale again in the contract', 'likely'
	FROM repayment AS r WHERE EXISTS (SELECT FROM (SELECT n, caseload.pay(r.scale, n, 100) AS pay,
			lag(caseload.pay(r.scale, n, 100)) OVER (ORDER BY n) AS before FROM generate_series(1, 30) AS n) AS p
		WHERE p.pay > 100 OR p.pay > p.before)
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.code, 'due_date', d.id, 'a day of a far year',
		format('%s years on', d.years_on),
		'mend due_date.years_on: 0 is the year in which a school year begins, 1 the next',
		'likely'
	FROM due_date AS d WHERE d.years_on NOT BETWEEN -1 AND 2
	UNION ALL
	-- a date is typed twice, in its columns and in words, where one slip would be seen by nobody
	SELECT d.contract, d.contract || '/' || d.code, 'due_date', d.id, 'a day that its own words do not name',
		format('%s-%s, and the words: %s', lpad(d.month::text, 2, '0'), lpad(d.day::text, 2, '0'), w.words),
		'mend due_date.month or day, or the words', 'likely'
	FROM due_date AS d CROSS JOIN LATERAL (SELECT concat_ws('; ', d.title, d.note) AS words) AS w
	WHERE upper_inf(d.known) AND NOT d.month * 100 + d.day = ANY (days_named(w.words))
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.code, 'due_date', d.id, 'a day of neither half of the school year',
		format('%s years on', d.years_on), 'mend due_date.years_on, or say in note of which year it is', 'worth a look'
	FROM due_date AS d
	WHERE d.years_on IN (-1, 2) AND upper_inf(d.known) AND strpos(lower(coalesce(d.note, '')), 'year') = 0
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.code, 'due_date', d.id, 'an installment on no day of its school year',
		format('%s %s-%s, %s years on', d.binds, lpad(d.month::text, 2, '0'), lpad(d.day::text, 2, '0'), d.years_on),
		'mend due_date.binds, month or years_on', 'likely'
	FROM due_date AS d
	WHERE (d.years_on = 0 AND d.month < 7 OR d.years_on = 1 AND d.month > 6 OR d.years_on NOT IN (0, 1))
		AND EXISTS (SELECT FROM stipend_installment AS i JOIN stipend AS s ON s.id = i.stipend_id
			WHERE s.contract = d.contract AND i.due = d.code);
END
$pay_number_problem$;
COMMENT ON FUNCTION pay_number_problem() IS
	'numbers and words of pay rules that cannot be right together, or seldom are';
