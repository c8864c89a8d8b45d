-- A row of a limit in words. Each column that says something of the clause has its words here; one that keeps what is
-- usual (a total, an exact number) is not spoken of.

-- 25 students; 35 percent of the students; 160 students for every 5 sections; what "chart" allows, less 1 student
CREATE FUNCTION number_in_words(cap limit_cap, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $number_in_words$
DECLARE
	number caseload.caseload_unit := (number_in_words.cap).number;
	per caseload.caseload_unit := (number_in_words.cap).per;
	leans_on text := (number_in_words.cap).relative_to;
	of_them text := concat_ws(' ',
		caseload.say(locale, 'limit_cap.per_counts.what', (number_in_words.cap).per_counts ->> 'what'),
		caseload.say(locale, 'limit_cap.per_counts',
			facts_in_words((number_in_words.cap).per_counts - 'what', locale)));
	said text;
BEGIN
	IF leans_on IS NOT NULL OR (number_in_words.cap).relative_load IS NOT NULL THEN
		said := CASE WHEN leans_on IS NULL
				THEN caseload.say(locale, 'limit_cap.relative_load.' || (number_in_words.cap).relative_load)
			WHEN EXISTS (SELECT FROM load_limit AS l WHERE l.id = (number_in_words.cap).limit_id
				AND l.code = leans_on) THEN caseload.say(locale, 'limit_cap.relative_to.own')
			ELSE caseload.say(locale, 'limit_cap.relative_to', leans_on) END;
		IF caseload.quantity(number) <> 0 THEN
			said := caseload.say(locale, CASE WHEN caseload.quantity(number) < 0 THEN 'limit_cap.relative.less'
				ELSE 'limit_cap.relative.more' END, caseload.say_unit(CASE WHEN caseload.quantity(number) < 0
				THEN number OPERATOR(caseload.*) -1 ELSE number END, locale), said);
		END IF;
	ELSIF caseload.measure(number) = 'percent' THEN
		said := caseload.say(locale, 'limit_cap.percent', caseload.say_unit(number, locale));
	ELSIF caseload.measure(number) = caseload.measure(per) AND caseload.quantity(per) = 1
		AND caseload.quantity(number) < 1 THEN
		RETURN concat_ws(' ', caseload.say(locale, 'limit_cap.part',
			caseload.say_number(caseload.quantity(number) * 100, locale),
			caseload.say_measure(per OPERATOR(caseload.*) 2, locale)), nullif(of_them, ''));
	ELSE
		said := caseload.say_unit(number, locale);
	END IF;
	RETURN CASE WHEN per IS NULL THEN said
		ELSE concat_ws(' ', caseload.say(locale, 'limit_cap.per', said, CASE caseload.quantity(per)
			WHEN 1 THEN caseload.say_measure(per, locale) ELSE caseload.say_unit(per, locale) END),
			nullif(of_them, '')) END;
END
$number_in_words$;
COMMENT ON FUNCTION number_in_words(limit_cap, text) IS 'the number of a row of limit_cap in words';

CREATE FUNCTION cap_in_words(cap limit_cap, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $cap_in_words$
DECLARE
	place text := concat_ws(', ', grades_in_words((cap_in_words.cap).grades::int4range, locale),
		caseload.say(locale, 'limit_cap.program', (cap_in_words.cap).program),
		caseload.say(locale, 'limit_cap.applies', facts_in_words((cap_in_words.cap).applies, locale)));
	c limit_cap := cap_in_words.cap;
	most text := CASE WHEN c.none THEN caseload.say(locale, 'limit_cap.none')
		WHEN c.number IS NULL THEN caseload.say(locale, 'limit_cap.number.null')
		ELSE caseload.say(locale, 'limit_cap.binds.' || c.binds, number_in_words(c, locale)) END;
BEGIN
	most := concat_ws(', ', most,
		CASE WHEN c.rounded <> 'exact' THEN caseload.say(locale, 'limit_cap.rounded.' || c.rounded) END,
		CASE WHEN c.reckoned <> 'total' THEN caseload.say(locale, 'limit_cap.reckoned.' || c.reckoned) END,
		caseload.say(locale, 'limit_cap.wider.' || c.wider),
		CASE WHEN c.taken <> 'each' THEN caseload.say(locale, 'limit_cap.taken.' || c.taken,
			term_in_words(c.taken_over, locale)) END,
		CASE WHEN c.cap_taken <> 'highest' THEN caseload.say(locale, 'limit_cap.cap_taken.' || c.cap_taken,
			term_in_words(c.taken_over, locale)) END,
		CASE WHEN c.by_site THEN caseload.say(locale, 'limit_cap.by_site') END,
		caseload.say(locale, 'limit_cap.counts.what', c.counts ->> 'what'));
	RETURN concat(nullif(place, ''), CASE WHEN place <> '' THEN ': ' END, concat_ws('; ', most,
		caseload.say(locale, 'limit_cap.counts', facts_in_words(c.counts - 'what', locale)),
		caseload.say(locale, 'limit_cap.stays', CASE caseload.measure(c.stays) WHEN 'percent'
			THEN caseload.say(locale, 'limit_remedy.lasts.percent', caseload.say_unit(c.stays, locale))
			ELSE caseload.say_unit(c.stays, locale) END, term_in_words(c.stays_in, locale)),
		CASE WHEN c.weighted <> 'none' THEN caseload.say(locale, 'limit_cap.weighted.' || c.weighted) END,
		caseload.say(locale, 'limit_cap.tolerance', caseload.say_unit(c.tolerance, locale)),
		CASE WHEN c.excess <> 'exact' THEN caseload.say(locale, 'limit_cap.excess.' || c.excess) END,
		caseload.say(locale, 'limit_cap.excess_most', caseload.say_unit(c.excess_most, locale)),
		CASE WHEN c.precedence <> 0 THEN caseload.say(locale, 'limit_cap.precedence', c.precedence::text) END), '.',
		' ' || caseload.say(locale, 'limit.note', c.note));
END
$cap_in_words$;
COMMENT ON FUNCTION cap_in_words(limit_cap, text) IS 'a row of limit_cap in words';

CREATE FUNCTION weight_in_words(weight limit_weight, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $weight_in_words$
BEGIN
	RETURN concat(coalesce(caseload.say(weight_in_words.locale, 'limit_weight.weight',
			facts_in_words((weight_in_words.weight).counts, weight_in_words.locale),
			caseload.say_number((weight_in_words.weight).weight, weight_in_words.locale)),
		caseload.say_number((weight_in_words.weight).weight, weight_in_words.locale)), '.',
		' ' || caseload.say(weight_in_words.locale, 'limit.note', (weight_in_words.weight).note));
END
$weight_in_words$;
COMMENT ON FUNCTION weight_in_words(limit_weight, text) IS 'a row of limit_weight in words';

-- Who is paid: of a limit on classes a role in the class, of one on employees the employee; of a school or the district
-- nobody is named.
CREATE FUNCTION payee_in_words(remedy limit_remedy, scope text, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $payee_in_words$
BEGIN
	RETURN CASE
		WHEN payee_in_words.scope = 'employee' THEN CASE WHEN (payee_in_words.remedy).kind = 'pay'
			THEN caseload.say(payee_in_words.locale, 'limit_remedy.payee.employee') END
		WHEN payee_in_words.scope <> 'section' THEN NULL
		WHEN (payee_in_words.remedy).payees IS NOT NULL
			THEN caseload.say(payee_in_words.locale, 'limit_remedy.payees', list_in_words(ARRAY(
				SELECT role_in_words(p.role, payee_in_words.locale)
				FROM pg_catalog.unnest((payee_in_words.remedy).payees) AS p (role)), 'list.or', payee_in_words.locale))
		WHEN (payee_in_words.remedy).payee = 'each teacher'
			THEN caseload.say(payee_in_words.locale, 'limit_remedy.payee.each teacher')
		WHEN (payee_in_words.remedy).payee <> 'teacher of record'
			THEN caseload.say(payee_in_words.locale, 'limit_remedy.payee.role', (payee_in_words.remedy).payee)
		WHEN (payee_in_words.remedy).kind = 'pay'
			THEN caseload.say(payee_in_words.locale, 'limit_remedy.payee.teacher of record') END;
END
$payee_in_words$;
COMMENT ON FUNCTION payee_in_words(limit_remedy, text, text) IS 'who is paid, in words; null: nobody by name';

-- the end of a term, or the day of a name that is none
CREATE FUNCTION end_in_words(saying text, name text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT caseload.say(end_in_words.locale, end_in_words.saying || CASE
		WHEN w.words = caseload.say(end_in_words.locale, 'list.quote', end_in_words.name)
			THEN '.named' ELSE '' END, w.words)
	FROM (SELECT term_in_words(end_in_words.name, end_in_words.locale) AS words) AS w;
END;
COMMENT ON FUNCTION end_in_words(text, text, text) IS
	'from when something runs, or with what it is paid, in words; null without a name';

CREATE FUNCTION remedy_in_words(remedy limit_remedy, scope text, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $remedy_in_words$
DECLARE
	r limit_remedy := remedy_in_words.remedy;
	what text := caseload.say(locale, 'limit_remedy.kind.' || r.kind);
	scale text := caseload.say_scale(r.scale, locale);
	lasts text := caseload.say_unit(r.lasts, locale);
	carries text := caseload.say_unit(r.carries, locale);
BEGIN
	what := coalesce(caseload.say(locale, 'limit_remedy.payee', what,
		payee_in_words(r, remedy_in_words.scope, locale)), what);
	-- such words may begin with what they are for: per day: $10 ...
	what := coalesce(caseload.say(locale, CASE WHEN scale LIKE '%: %' THEN 'limit_remedy.scale.tiers'
		ELSE 'limit_remedy.scale' END, what, scale), what);
	IF caseload.measure(r.lasts) = 'percent' THEN
		lasts := caseload.say(locale, 'limit_remedy.lasts.percent', lasts);
	END IF;
	IF caseload.measure(r.carries) = 'percent' THEN
		carries := caseload.say(locale, 'limit_remedy.lasts.percent', carries);
	END IF;
	RETURN concat(concat_ws('; ', what,
		CASE WHEN r.scale IS NULL AND r.kind = 'pay' THEN caseload.say(locale, 'limit_remedy.scale.null') END,
		caseload.say(locale, CASE WHEN r.scale::text ~ '%' THEN 'limit_remedy.base.percent'
			ELSE 'limit_remedy.base.unit' END, r.base),
		CASE WHEN r.each_payee THEN caseload.say(locale, 'limit_remedy.each_payee.true') END,
		caseload.say(locale, 'limit_remedy.standing.' || r.standing),
		caseload.say(locale, 'limit_remedy.given.what', r.given ->> 'what'),
		caseload.say(locale, 'limit_remedy.given', facts_in_words(r.given - 'what', locale)),
		CASE WHEN r.given IS NOT NULL THEN caseload.say(locale, 'limit_remedy.given_how.' || r.given_how) END,
		caseload.say(locale, 'limit_remedy.test', r.test::text),
		caseload.say(locale, 'limit_remedy.counted_on', days_in_words(r.counted_on, locale)),
		caseload.say(locale, 'limit_remedy.standing_on', r.standing_on),
		CASE WHEN r.lasts_in IS NULL THEN caseload.say(locale, 'limit_remedy.lasts', lasts)
			ELSE caseload.say(locale, 'limit_remedy.lasts_in', lasts, term_in_words(r.lasts_in, locale)) END,
		CASE WHEN r.lasts IS NOT NULL OR r.from_then
			THEN caseload.say(locale, 'limit_remedy.from_then.' || r.from_then) END,
		caseload.say(locale, 'limit_remedy.runs_in', term_in_words(r.runs_in, locale)),
		caseload.say(locale, 'limit_remedy.carries', carries),
		CASE WHEN r.levels <> 'together' THEN caseload.say(locale, 'limit_remedy.levels.' || r.levels) END,
		CASE WHEN r.gates <> '{counted_on,standing_on,lasts}' THEN caseload.say(locale, 'limit_remedy.gates',
			list_in_words(ARRAY(SELECT caseload.say(locale, 'gate.' || g.gate)
				FROM pg_catalog.unnest(r.gates) WITH ORDINALITY AS g (gate, place) ORDER BY g.place), 'list.and',
				locale)) END,
		caseload.say(locale, 'limit_remedy.takes.' || r.takes, term_in_words(point_terms(r.scale), locale)),
		caseload.say(locale, 'limit_remedy.in_proportion.' || r.in_proportion),
		CASE WHEN r.rounds <> 'term' THEN caseload.say(locale, 'limit_remedy.rounds.' || r.rounds) END,
		caseload.say(locale, 'limit_remedy.due_in.' || r.due_in, caseload.say_unit(r.due_within, locale)),
		end_in_words('limit_remedy.due_from', r.due_from, locale),
		end_in_words('limit_remedy.paid_with', r.paid_with, locale),
		CASE WHEN r.choice IS NULL THEN caseload.say(locale, 'limit_remedy.chooser.' || r.chooser) END,
		CASE WHEN r.choice IS NULL AND r.rank <> 1
			THEN caseload.say(locale, 'limit_remedy.rank', r.rank::text) END), '.',
		' ' || caseload.say(locale, 'limit.note', r.note));
END
$remedy_in_words$;
COMMENT ON FUNCTION remedy_in_words(limit_remedy, text, text) IS 'a row of limit_remedy in words';
