-- Rows of pay rules held against words: their own note and title, which say once more what a column says, and the words
-- of the whole contract, of which a name that is typed wrong has one letter more or less.

-- The numbers that words give of something, in digits or spelled, before its name or after it: 60 of `from 60 days on`,
-- 10 of `ten years`, 11 of `step 11`. Another reading has numbers of its own.
CREATE FUNCTION numbers_named(words text, what text) RETURNS numeric[]
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $numbers_named$
	SELECT array_agg(coalesce(s.n, f.number::numeric))
	FROM (SELECT coalesce(m[1], m[2]) AS number FROM regexp_matches(split_part(lower(words), 'other reading', 1),
			E'\\m(?:([0-9]{1,6}(?:[.][0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|'
			|| 'fifteen|twenty)[ -](?:(?:school|duty|full|of)[ -])?' || what || 's?|' || what
			|| E' ([0-9]{1,6}))\\M', 'g') AS m) AS f
		LEFT JOIN (VALUES ('one', 1), ('two', 2), ('three', 3), ('four', 4), ('five', 5), ('six', 6), ('seven', 7),
			('eight', 8), ('nine', 9), ('ten', 10), ('eleven', 11), ('twelve', 12), ('fifteen', 15), ('twenty', 20))
			AS s (word, n) ON s.word = f.number;
$numbers_named$;
COMMENT ON FUNCTION numbers_named(text, text) IS
	'the numbers that words give of something, as 10 of `ten years`; null: none';

CREATE FUNCTION pay_word_problem() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $pay_word_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH said AS MATERIALIZED (
		-- columns that are typed as names, under which other rows or whoever asks look for the row
		SELECT v.contract, v.place, v.id, v.col, v.said, v.col IS NOT NULL AS a_name FROM (
			SELECT s.contract, 'stipend' AS place, s.id, 'position' AS col, s.position AS said FROM stipend AS s
			UNION ALL SELECT s.contract, 'stipend', s.id, 'per_count_of', s.per_count_of FROM stipend AS s
			UNION ALL SELECT r.contract, 'longevity_rule', r.id, 'code', r.code FROM longevity_rule AS r
			UNION ALL SELECT b.contract, 'pay_base', b.id, 'name', b.name FROM pay_base AS b
			UNION ALL SELECT h.contract, 'hourly_pay', h.id, 'what', h.what FROM hourly_pay AS h
			UNION ALL SELECT d.contract, 'due_date', d.id, 'code', d.code FROM due_date AS d
			UNION ALL SELECT b.contract, 'benefit_cap', b.id, 'coverage', b.coverage FROM benefit_cap AS b
			UNION ALL SELECT r.contract, 'repayment', r.id, 'code', r.code FROM repayment AS r
			UNION ALL SELECT r.contract, 'retirement_incentive', r.id, 'lump_index', r.lump_index
			FROM retirement_incentive AS r
			UNION ALL SELECT r.contract, 'raise', r.id, 'index_name', r.index_name FROM raise AS r) AS v
		UNION ALL
		SELECT v.contract, v.place, v.id, NULL, v.said, false FROM (
			SELECT r.contract, r.place || ' note' AS place, r.id, r.note AS said FROM pay_rule_rows() AS r
			UNION ALL SELECT s.contract, 'stipend applies', s.id, s.applies::text FROM stipend AS s
			UNION ALL SELECT r.contract, 'longevity applies', r.id, r.applies::text FROM longevity_rule AS r
			UNION ALL SELECT s.contract, 'stipend title', s.id, s.title FROM stipend AS s
			UNION ALL SELECT s.contract, 'schedule title', s.id, s.schedule || ' ' || s.title FROM schedule AS s
			UNION ALL SELECT d.contract, 'due_date title', d.id, d.title FROM due_date AS d
			UNION ALL SELECT r.contract, 'repayment title', r.id, r.title FROM repayment AS r
			UNION ALL SELECT l.contract, 'load_limit', l.id, concat_ws(' ', l.code, l.title, l.note)
			FROM load_limit AS l
			UNION ALL SELECT r.contract, 'due_rule', r.id, concat_ws(' ', r.code, r.title, r.note) FROM due_rule AS r
			UNION ALL SELECT p.contract, 'leave_plan', p.id, concat_ws(' ', p.account, p.title, p.note)
			FROM leave_plan AS p
			UNION ALL SELECT p.contract, 'post_rule', p.id, concat_ws(' ', p.title, p.post, p.note) FROM post_rule AS p
			UNION ALL SELECT w.contract, 'work_year', w.id, concat_ws(' ', w.role, w.note) FROM work_year AS w
			UNION ALL SELECT d.contract, 'deadline', d.id, concat_ws(' ', d.stage, d.note) FROM deadline AS d) AS v
	), word AS MATERIALIZED (
		SELECT s.contract, w.word, count(*) AS texts, bool_and(s.a_name) AS a_name,
			bool_or(s.a_name OR s.place LIKE '% title') AS titled, min(s.place) AS place,
			min(s.id) AS id, min(s.col) AS col, min(s.said) AS said
		FROM said AS s CROSS JOIN LATERAL (SELECT DISTINCT lower(m[1]) AS word
			FROM regexp_matches(s.said, '[[:alpha:]]{4,40}', 'g') AS m) AS w
		WHERE w.word <> ALL ('{there,their,these,those,three,where,which,other,while,first,being,begin,until,from,form,
			with,each,over,that,than,then,they,this,them}'::text[])
		GROUP BY s.contract, w.word
	), trace AS MATERIALIZED (
		SELECT w.contract, w.word, w.texts, w.a_name, w.titled, t.trace FROM word AS w
			CROSS JOIN LATERAL unnest(name_traces(w.word)) AS t (trace)
	), odd AS (
		SELECT o.contract, o.word, min(u.word) AS usual FROM trace AS o JOIN trace AS u ON u.contract = o.contract
			AND u.trace = o.trace AND u.word <> o.word
		WHERE o.texts = 1 AND o.a_name AND NOT (u.texts = 1 AND u.a_name)
			-- of short words only those are held against each other that are parts of names
			AND (u.titled OR least(length(u.word), length(o.word)) >= 5)
			-- words that differ in their ends are two: one and several, what is done and who does it
			AND (left(u.word, least(length(u.word), length(o.word)) - 2)
					<> left(o.word, least(length(u.word), length(o.word)) - 2)
				OR same_letters(o.word, u.word) OR regexp_replace(o.word, E'(.)\\1', E'\\1', 'g')
					= regexp_replace(u.word, E'(.)\\1', E'\\1', 'g'))
		GROUP BY o.contract, o.word
	), due AS MATERIALIZED (
		SELECT d.*, d.contract || '/' || d.code AS rule, lower(concat_ws('; ', d.title, d.note)) AS words,
			-- before the school year, in it, after it
			CASE WHEN d.years_on < 0 OR d.years_on = 0 AND d.month < 7 THEN -1
				WHEN d.years_on > 1 OR d.years_on = 1 AND d.month > 6 THEN 1 ELSE 0 END AS aside,
			EXISTS (SELECT FROM stipend_installment AS i JOIN stipend AS s ON s.id = i.stipend_id
				WHERE s.contract = d.contract AND i.due = d.code) AS an_installment,
			count(*) OVER (PARTITION BY d.contract, lower(d.in_force)) AS begin_so,
			count(*) OVER (PARTITION BY d.contract, d.in_force) AS end_so
		FROM due_date AS d WHERE upper_inf(d.known)
	)
	SELECT w.contract, w.contract || '/' || w.said, w.place, w.id,
		'a word that is almost one of the contract''s others', format('%s, and elsewhere %s', o.word, o.usual),
		format('mend %s.%s; if both are words, say this one in note', w.place, w.col), 'worth a look'
	FROM odd AS o JOIN word AS w ON w.contract = o.contract AND w.word = o.word
	UNION ALL
	SELECT d.contract, d.rule, 'due_date', d.id, p.problem, p.detail, p.mend, p.sure
	FROM due AS d CROSS JOIN LATERAL (VALUES
		('a day before its school year, and no words say so', CASE WHEN d.aside < 0
			-- what next_placement() reads so
			AND NOT (d.code = 'column-interest' AND d.years_on = 0) AND d.words
			!~ ('year (before|prior)|spring before|before (the|a|that) (school )?year|preceding|previous'
				|| '|prior (school )?year')
			THEN format('%s-%s, %s years on', lpad(d.month::text, 2, '0'), lpad(d.day::text, 2, '0'), d.years_on) END,
			'mend due_date.years_on: 1 is the calendar year in which the school year ends; or say in note that it is '
			'the year before', 'worth a look'),
		('a day after its school year, and no words say so', CASE WHEN d.aside > 0
			AND d.words !~ 'follow|next|after|later' THEN format('%s-%s, %s years on', lpad(d.month::text, 2, '0'),
				lpad(d.day::text, 2, '0'), d.years_on) END,
			'mend due_date.years_on, or say in note that it is the year after', 'worth a look'),
		('a day in its school year, and its words name the year before', CASE WHEN d.aside = 0
			AND d.words ~ '(preceding|previous|prior) (school )?year|year before' THEN format('%s-%s, %s years on',
				lpad(d.month::text, 2, '0'), lpad(d.day::text, 2, '0'), d.years_on) END,
			'mend due_date.years_on: 0 is the calendar year in which the school year begins', 'likely'),
		('binds otherwise than its own words', CASE
			WHEN d.binds <> 'before' AND d.words ~ 'prior to ([0-9]|[a-z]+ [0-9])'
			THEN format('%s, and: %s', d.binds, d.words)
			WHEN d.binds <> 'through' AND d.words ~ '(no later than|not later than|on or before) '
			THEN format('%s, and: %s', d.binds, d.words) END, 'mend due_date.binds, or the words', 'likely'),
		('an installment that is not paid on a day', CASE WHEN d.an_installment AND d.binds <> 'on' THEN d.binds END,
			'set due_date.binds to on', 'likely'),
		('to be done on the day itself, not before it', CASE WHEN d.binds = 'on' AND NOT d.an_installment
			AND d.words ~ E'\\m(notice|form|proposal|request|application|verif|complet|submi)' THEN d.title END,
			'mend due_date.binds: through, if the days before are in time, too', 'likely'),
		('in force to another day than all that begin with it', CASE WHEN d.begin_so >= 5 AND d.end_so = 1
			AND strpos(coalesce(d.note, ''), to_char(upper(d.in_force), 'YYYY')) = 0
			AND NOT EXISTS (SELECT FROM due AS o WHERE o.contract = d.contract AND o.code = d.code AND o.id <> d.id)
			THEN d.in_force::text END, 'mend due_date.in_force, or name the year in note', 'worth a look'))
		AS p (problem, detail, mend, sure) WHERE p.detail IS NOT NULL
	UNION ALL
	SELECT v.contract, v.contract || '/' || v.rule, v.place, v.id, 'a number that its own note does not name',
		format('%s is %s, and the note: %s', v.col, trim_scale(v.n), v.note), format('mend %s.%s, or the note', v.place,
			v.col), 'likely'
	FROM (SELECT s.contract, s.position AS rule, 'stipend' AS place, s.id, 'lasts' AS col,
			caseload.quantity(s.lasts) AS n, rtrim(caseload.measure(s.lasts), 's') AS what, s.note
		FROM stipend AS s WHERE upper_inf(s.known)
		UNION ALL
		SELECT c.contract, c.kind, 'credit_rule', c.id, 'most', c.most, 'year', c.note FROM credit_rule AS c
		WHERE upper_inf(c.known)
		UNION ALL
		SELECT c.contract, c.kind, 'credit_rule', c.id, 'first_step_most', c.first_step_most, 'step', c.note
		FROM credit_rule AS c WHERE upper_inf(c.known)
		UNION ALL
		SELECT r.contract, 'start', 'start_rule', r.id, 'first_step', r.first_step, 'step', r.note FROM start_rule AS r
		WHERE upper_inf(r.known) AND r.most IS NULL
		UNION ALL
		SELECT r.contract, 'steps', 'step_rule', r.id, 'highest', r.highest, 'step', r.note FROM step_rule AS r
		WHERE upper_inf(r.known)
		UNION ALL
		SELECT d.contract, d.component, 'division', d.id, 'divisor', d.divisor, 'day', d.note FROM division AS d
		WHERE upper_inf(d.known)) AS v
	WHERE NOT v.n = ANY (numbers_named(v.note, v.what))
	UNION ALL
	SELECT c.contract, c.contract || '/' || c.kind, 'credit_rule', c.id, 'a share that its own note does not name',
		format('year_at is %s, and the note: %s', trim_scale(c.year_at), c.note),
		'mend credit_rule.year_at, or the note', 'likely'
	FROM credit_rule AS c CROSS JOIN LATERAL regexp_match(c.note,
			E'\\m([0-9]{2,3}) (?:or more |days )?(?:of|out of) (?:the )?([0-9]{2,3}) (?:school |duty |work )?days') AS m
	WHERE upper_inf(c.known) AND m IS NOT NULL AND round(m[1]::numeric / m[2]::numeric, 2) <> round(c.year_at, 2)
	UNION ALL
	SELECT s.contract, s.contract || '/' || s.position, 'stipend', s.id, 'a share that its own note does not name',
		format('%s, and the note: %s', s.band, s.note), 'mend stipend.band, or the note', 'likely'
	FROM stipend AS s WHERE strpos(s.band::text, '%') > 0 AND s.note ~ '[0-9] ?%' AND upper_inf(s.known)
		-- a note may speak of the position at another level
		AND NOT EXISTS (SELECT FROM regexp_matches(s.note, '([0-9]+([.][0-9]+)?) ?%', 'g') AS m (part)
				JOIN stipend AS o ON o.contract = s.contract AND o.position = s.position
			WHERE strpos(o.band::text, '%') > 0 AND m.part[1]::numeric = caseload.stipend(o.band, 100)
				AND (o.id = s.id OR NOT o.in_force -|- s.in_force))
	UNION ALL
	SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id, p.problem, p.detail, p.mend, p.sure
	FROM pay_base AS b CROSS JOIN LATERAL (VALUES
		('a share that its own note does not name', CASE WHEN b.own IS NOT NULL AND b.note ~* E'\\mhalf\\M'
			AND b.note !~ '%' AND b.times / b.over <> 0.5 THEN format('%s / %s, and the note: %s', trim_scale(b.times),
				trim_scale(b.over), b.note) END, 'mend pay_base.times or over, or the note', 'likely'),
		('an amount times a number, and no note says why', CASE WHEN num_nonnulls(b.amount, b.placement) > 0
			AND b.times / b.over <> 1 AND b.note IS NULL AND b.plus IS NULL AND NOT b.over_cap
			THEN format('%s / %s', trim_scale(b.times), trim_scale(b.over)) END,
			'mend pay_base.times or over, or say in note what they are', 'worth a look'),
		('a day that is not paid as one', CASE WHEN b.name ~* E'\\mday$' AND b.amount * b.times / b.over
			NOT BETWEEN 40 AND 2500 THEN format('%s a day', trim_scale(b.amount * b.times / b.over)) END,
			'mend the amount, times or over', 'likely'))
		AS p (problem, detail, mend, sure) WHERE p.detail IS NOT NULL AND upper_inf(b.known)
	UNION ALL
	SELECT s.contract, s.contract || '/' || s.position, 'stipend', s.id, 'a great part of one''s own pay',
		s.band::text, 'read the band again, or name its percentage in note', 'worth a look'
	FROM stipend AS s WHERE strpos(s.band::text, '%') > 0 AND caseload.stipend(s.band, 100) > 25
		AND strpos(coalesce(s.note, ''), '%') = 0 AND upper_inf(s.known)
		AND EXISTS (SELECT FROM pay_base AS b WHERE b.contract = s.contract AND b.name = s.base AND b.own IS NOT NULL)
	UNION ALL
	SELECT v.contract, v.contract || '/' || v.rule, v.place, v.id, CASE WHEN v.is_so
			THEN 'a reading that no note tells' ELSE 'a reading that its own note does not tell' END,
		format('%s is %s', v.col, v.is_so), format('mend %s.%s, or say in note how it is read', v.place, v.col),
		'worth a look'
	FROM (SELECT c.contract, c.kind AS rule, 'credit_rule' AS place, c.id, 'halves' AS col, c.halves AS is_so,
			-- who shares a job moves by halves
			CASE c.kind WHEN 'job share' THEN '' ELSE E'\\mhal(f|ves)\\M' END AS told_by, 'half a step' AS named, c.note
		FROM credit_rule AS c WHERE upper_inf(c.known)
		UNION ALL
		SELECT r.contract, r.code, 'longevity_rule', r.id, 'counts_running_year', r.counts_running_year,
			'runs|running|current|begin|[0-9]th|enter|in (its|his|her|their|the) ',
			'year that runs|running year|current year', r.note FROM longevity_rule AS r WHERE upper_inf(r.known)
		UNION ALL
		SELECT r.contract, 'steps', 'step_rule', r.id, 'past_last', r.past_last, 'past|beyond|last',
			'past the last|beyond the last', r.note FROM step_rule AS r WHERE upper_inf(r.known) AND NOT r.frozen
		UNION ALL
		SELECT r.contract, 'steps', 'step_rule', r.id, 'credit_kept', r.credit_kept, '', 'credit is kept|is restored',
			r.note
		FROM step_rule AS r WHERE upper_inf(r.known) AND r.frozen) AS v
	WHERE v.is_so AND coalesce(v.note, '') !~* v.told_by OR NOT v.is_so AND v.note ~* v.named
	UNION ALL
	SELECT r.contract, r.contract || '/steps', 'step_rule', r.id,
		'more or less than a year a step, and no note says so', trim_scale(r.years_a_step)::text,
		'mend step_rule.years_a_step, or say in note how it is read', 'worth a look'
	FROM step_rule AS r WHERE r.years_a_step <> 1 AND r.role = '*' AND r.note IS NULL AND upper_inf(r.known)
	UNION ALL
	SELECT h.contract, h.contract || '/hours: ' || h.what, 'hourly_pay', h.id, 'a stipend that is not there',
		h.not_with, 'mend hourly_pay.not_with, or enter that row of stipend', 'certain'
	FROM hourly_pay AS h WHERE h.not_with IS NOT NULL AND NOT EXISTS (SELECT FROM stipend AS s
		WHERE s.contract = h.contract AND s.position = h.not_with)
	UNION ALL
	SELECT h.contract, h.contract || '/hours: ' || h.what, 'hourly_pay', h.id,
		'paid by the hour beside a stipend of that name',
		s.position, 'name it in hourly_pay.not_with, if the same hours are not paid twice', 'worth a look'
	FROM hourly_pay AS h CROSS JOIN LATERAL (SELECT min(s.position) AS position FROM stipend AS s
		WHERE s.contract = h.contract AND starts_with(s.position, h.what || ' ') AND s.in_force && h.in_force
			AND upper_inf(s.known)) AS s
	WHERE h.not_with IS NULL AND s.position IS NOT NULL AND upper_inf(h.known)
	UNION ALL
	SELECT s.contract, s.contract || '/' || s.schedule, 'schedule', min(s.id),
		'hourly rates by which no hours are paid', NULL,
		'enter rows of hourly_pay for this schedule, or mend schedule.cells', 'certain'
	FROM schedule AS s WHERE s.cells = 'hourly' AND upper_inf(s.known) AND NOT EXISTS (SELECT FROM hourly_pay AS h
		WHERE h.contract = s.contract AND h.schedule IN ('*', s.schedule))
	GROUP BY s.contract, s.schedule;
END
$pay_word_problem$;
COMMENT ON FUNCTION pay_word_problem() IS
	'rows of pay rules that say another thing in their columns than in their words, or a word that is almost another';
