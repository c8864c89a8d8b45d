-- A finding as a letter: what happened, on which days, what the agreement says and what is due, for whoever files it.
-- It reads the reports as its caller, so that nobody gets a letter of what he may not see, and says nothing of today:
-- the same finding gives the same letter.

CREATE FUNCTION no_finding(finding text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $no_finding$
BEGIN
	RAISE no_data_found USING MESSAGE = format('no finding "%s"', finding),
		DETAIL = 'The report compliance_finding shows no row of this id to whoever asks.',
		HINT = 'SELECT id, rule, employee_name, section_name FROM compliance_finding shows those that are there.';
END
$no_finding$;
COMMENT ON FUNCTION no_finding(text) IS 'the error of a finding that is not there';

-- Days in a row with the same numbers are one. A class of two teachers has its days twice, of the one its own alone.
CREATE FUNCTION finding_days(finding compliance_finding)
RETURNS TABLE (first_day date, last_day date, days bigint, cap numeric, load numeric, over_by numeric, pay numeric)
LANGUAGE sql STABLE ROWS 20
BEGIN ATOMIC
	WITH overage AS (
		SELECT o.id, o.employee_id, o.counted_on, o.cap, o.load, o.over_by, o.pay FROM class_size_overage AS o
		WHERE (finding_days.finding).kind = 'class size' AND o.district_id = (finding_days.finding).district_id
			AND o.contract = (finding_days.finding).contract
			AND o.school_year = (finding_days.finding).school_year AND o.rule = (finding_days.finding).rule
			AND o.counted_on BETWEEN (finding_days.finding).first_day AND (finding_days.finding).last_day
		UNION ALL
		SELECT o.id, o.employee_id, o.counted_on, o.cap, o.load, o.over_by, o.pay FROM caseload_overage AS o
		WHERE (finding_days.finding).kind <> 'class size' AND o.district_id = (finding_days.finding).district_id
			AND o.contract = (finding_days.finding).contract
			AND o.school_year = (finding_days.finding).school_year AND o.rule = (finding_days.finding).rule
			AND o.counted_on BETWEEN (finding_days.finding).first_day AND (finding_days.finding).last_day
	), mine AS (
		-- both ids begin with the limit, the test, the district and the class, person or site
		SELECT o.counted_on, max(o.cap) AS cap, max(o.load) AS load, max(o.over_by) AS over_by, sum(o.pay) AS pay
		FROM overage AS o
		WHERE starts_with(o.id, concat_ws('-', split_part((finding_days.finding).id, '-', 1),
				split_part((finding_days.finding).id, '-', 2), split_part((finding_days.finding).id, '-', 3),
				split_part((finding_days.finding).id, '-', 4), ''))
			AND (o.employee_id = (finding_days.finding).employee_id
				OR num_nulls(o.employee_id, (finding_days.finding).employee_id) > 0)
		GROUP BY o.counted_on
	), beside AS (
		SELECT m.*, row_number() OVER (ORDER BY m.counted_on)
				- row_number() OVER (PARTITION BY m.cap, m.load, m.over_by ORDER BY m.counted_on) AS run
		FROM mine AS m
	)
	SELECT min(b.counted_on), max(b.counted_on), count(*), b.cap, b.load, b.over_by, sum(b.pay)
	FROM beside AS b GROUP BY b.cap, b.load, b.over_by, b.run ORDER BY 1;
END;
COMMENT ON FUNCTION finding_days(compliance_finding) IS
	'the counted days of a finding, those in a row with the same numbers as one';

-- What was counted, "29 students"; a report may count what is no measure of ours.
CREATE FUNCTION counted_words(number numeric, measure text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT caseload.say_unit(caseload.caseload_unit(counted_words.number, counted_words.measure), counted_words.locale);
END;
COMMENT ON FUNCTION counted_words(numeric, text, text) IS 'a number of a report and what it counts, in words';

CREATE FUNCTION remedy_words(finding compliance_finding, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT concat_ws(' ',
		CASE (remedy_words.finding).strictness WHEN 'advisory'
			THEN caseload.say(remedy_words.locale, 'letter.advisory')
			WHEN 'hard' THEN caseload.say(remedy_words.locale, 'letter.hard') END,
		coalesce(caseload.say(remedy_words.locale, 'letter.remedy', coalesce(caseload.say(remedy_words.locale,
				'limit_remedy.scale.tiers', k.words, s.words), k.words)),
			caseload.say(remedy_words.locale, 'letter.remedy.none')),
		caseload.say(remedy_words.locale, 'letter.choice', (remedy_words.finding).choice,
			(remedy_words.finding).remedy_due::text),
		CASE WHEN (remedy_words.finding).remedy_type IS NULL THEN NULL
			WHEN NOT (remedy_words.finding).remedy_due THEN CASE WHEN (remedy_words.finding).choice IS NULL
				THEN caseload.say(remedy_words.locale, 'letter.amount.nothing') END
			WHEN (remedy_words.finding).amount_due <> 0 THEN caseload.say(remedy_words.locale, 'letter.amount',
				caseload.say_money((remedy_words.finding).amount_due, remedy_words.locale))
			WHEN (remedy_words.finding).quantity <> 0 THEN caseload.say(remedy_words.locale, 'letter.quantity',
				coalesce(counted_words((remedy_words.finding).quantity, caseload.unit(r.scale), remedy_words.locale),
					caseload.say_number((remedy_words.finding).quantity, remedy_words.locale)))
			WHEN (remedy_words.finding).worth IS NULL AND (remedy_words.finding).quantity IS NULL
				-- nobody misses the amount of a meeting
				THEN CASE WHEN (remedy_words.finding).remedy_type::text IN ('pay', 'paraprofessional', 'release',
						'position')
					THEN caseload.say(remedy_words.locale, 'letter.amount.none') END
			ELSE caseload.say(remedy_words.locale, 'letter.amount.nothing') END,
		caseload.say(remedy_words.locale, 'letter.due_by',
			caseload.say_day((remedy_words.finding).due_by, remedy_words.locale)),
		caseload.say(remedy_words.locale, 'letter.paid_on',
			caseload.say_day((remedy_words.finding).paid_on, remedy_words.locale)))
	FROM (SELECT nullif(substr((remedy_words.finding).remedy,
			length((remedy_words.finding).remedy_type) + 3), '') AS text) AS w
		-- a report cuts a text that its column does not hold, and what is cut is no scale
		CROSS JOIN LATERAL (SELECT CASE WHEN length((remedy_words.finding).remedy) < 200
			THEN w.text::caseload.pay_scale END AS scale) AS r
		CROSS JOIN LATERAL (SELECT coalesce(caseload.say_scale(r.scale, remedy_words.locale),
			caseload.say(remedy_words.locale, 'list.quote', w.text)) AS words) AS s
		CROSS JOIN LATERAL (SELECT caseload.say(remedy_words.locale,
			CASE (remedy_words.finding).remedy_type WHEN 'other' THEN 'letter.kind.other'
				ELSE 'limit_remedy.kind.' || (remedy_words.finding).remedy_type END) AS words) AS k;
END;
COMMENT ON FUNCTION remedy_words(compliance_finding, text) IS 'what follows of a finding and what is due, in words';

CREATE FUNCTION statement(finding compliance_finding, locale text DEFAULT 'en') RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH l AS (
		SELECT caseload.letter_locale(statement.locale) AS spoken,
			CASE WHEN (statement.finding).actual < (statement.finding).cap THEN 'under' ELSE 'over' END AS side
	), day AS (
		SELECT d.*, sum(d.pay) OVER () = (statement.finding).amount_due AS adds_up
		FROM finding_days(statement.finding) AS d
	), told AS (
		SELECT min(d.first_day) AS first_day, max(d.last_day) AS last_day, sum(d.days)::bigint AS days,
			(array_agg(d.load ORDER BY d.over_by DESC, d.first_day))[1] AS load,
			(array_agg(d.cap ORDER BY d.over_by DESC, d.first_day))[1] AS cap, max(d.over_by) AS over_by,
			min(d.cap) < max(d.cap) AS caps_differ
		FROM day AS d WHERE d.over_by > 0
	), line AS (
		SELECT string_agg(concat('- ', CASE WHEN d.adds_up AND d.pay <> 0 THEN caseload.say(l.spoken, 'letter.day.pay',
				o.words, caseload.say_money(d.pay, l.spoken)) ELSE o.words END), pg_catalog.chr(10)
				ORDER BY d.first_day) AS words
		FROM l CROSS JOIN day AS d CROSS JOIN told AS t
			CROSS JOIN LATERAL (SELECT caseload.say_count(l.spoken, 'letter.day', d.days,
				caseload.say_day(d.first_day, l.spoken), caseload.say_day(d.last_day, l.spoken),
				counted_words(d.load, (statement.finding).measure, l.spoken),
				caseload.say_number(d.over_by, l.spoken), l.side) AS words) AS n
			CROSS JOIN LATERAL (SELECT CASE WHEN t.caps_differ THEN caseload.say(l.spoken, 'letter.day.limit', n.words,
				caseload.say_number(d.cap, l.spoken)) ELSE n.words END AS words) AS o
		WHERE d.over_by > 0 OR d.adds_up AND d.pay <> 0
	), place AS (
		SELECT CASE WHEN (statement.finding).section_id IS NOT NULL THEN coalesce(
				caseload.say(l.spoken, 'letter.where.section.at', coalesce((statement.finding).section_name,
					(statement.finding).section_id::text), (statement.finding).site_name),
				caseload.say(l.spoken, 'letter.where.section', coalesce((statement.finding).section_name,
					(statement.finding).section_id::text)))
			WHEN (statement.finding).employee_id IS NOT NULL THEN coalesce(
				caseload.say(l.spoken, 'letter.where.employee.at', w.person, (statement.finding).site_name),
				caseload.say(l.spoken, 'letter.where.employee', w.person))
			ELSE coalesce(caseload.say(l.spoken, 'letter.where.site', (statement.finding).site_name),
				caseload.say(l.spoken, 'letter.where.district')) END AS words, w.person
		FROM l CROSS JOIN LATERAL (SELECT coalesce((statement.finding).employee_name,
			(statement.finding).employee_id::text) AS person) AS w
	)
	SELECT array_to_string(array_remove(ARRAY[
		caseload.say(l.spoken, 'letter.title', (statement.finding).strictness), '',
		caseload.say(l.spoken, 'letter.to', h.employer),
		coalesce(caseload.say(l.spoken, 'letter.from.for', h.bargaining_unit, p.person),
			caseload.say(l.spoken, 'letter.from', coalesce(h.bargaining_unit, p.person))),
		caseload.say(l.spoken, 'letter.agreement', coalesce(h.title, (statement.finding).contract)),
		caseload.say(l.spoken, 'letter.article', (statement.finding).citation),
		caseload.say(l.spoken, 'letter.year', (statement.finding).school_year), '',
		caseload.say(l.spoken, 'letter.happened'),
		coalesce(caseload.say_count(l.spoken, 'letter.days', t.days, p.words, l.side, (statement.finding).rule,
				caseload.say_day(t.first_day, l.spoken), caseload.say_day(t.last_day, l.spoken)),
			-- a term's mean or last may be over on no day of its own
			caseload.say(l.spoken, 'letter.span', p.words, l.side, (statement.finding).rule,
				caseload.say_day((statement.finding).first_day, l.spoken),
				caseload.say_day((statement.finding).last_day, l.spoken)))
			|| coalesce(' ' || caseload.say(l.spoken, 'letter.worst',
				counted_words(coalesce(t.load, (statement.finding).actual), (statement.finding).measure, l.spoken),
				l.side,
				counted_words(coalesce(t.cap, (statement.finding).cap), (statement.finding).measure, l.spoken),
				caseload.say_number(coalesce(t.over_by, (statement.finding).over_by), l.spoken)), ''),
		caseload.say(l.spoken, 'letter.each_day') || pg_catalog.chr(10) || d.words, '',
		caseload.say(l.spoken, 'letter.due'),
		remedy_words(statement.finding, l.spoken), '',
		CASE WHEN (statement.finding).strictness <> 'advisory' THEN coalesce(caseload.say(l.spoken, 'letter.file',
				caseload.say_day((statement.finding).grieve_by, l.spoken)),
			caseload.say(l.spoken, 'letter.file.none')) || pg_catalog.chr(10) END,
		caseload.say(l.spoken, 'letter.sign', repeat('_', 24))], NULL), pg_catalog.chr(10))
	FROM l CROSS JOIN told AS t CROSS JOIN line AS d CROSS JOIN place AS p
		CROSS JOIN LATERAL contract_head(asked_here(caseload.asker()), 'compliance_finding',
			(statement.finding).contract) AS h
	WHERE (statement.finding).id IS NOT NULL;
END;
COMMENT ON FUNCTION statement(compliance_finding, text) IS
	'a row of compliance_finding as a letter in the words of a locale: en, es';

CREATE FUNCTION statement(finding text, locale text DEFAULT 'en') RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN statement.finding IS NOT NULL THEN coalesce((SELECT statement(f, statement.locale)
		FROM compliance_finding AS f WHERE f.id = statement.finding), no_finding(statement.finding)) END;
END;
COMMENT ON FUNCTION statement(text, text) IS
	'the row of compliance_finding with this id as a letter in the words of a locale: en, es';
