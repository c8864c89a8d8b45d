-- A row of a limit in words. Each column that says something of the clause has its words here; one that keeps what is
-- usual (a total, an exact number) is not spoken of.

-- 25 students; 35 percent of the students; 160 students for every 5 sections; what "chart" allows, less 1 student
CREATE FUNCTION said_number(cap limit_cap, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $said_number$
DECLARE
	number caseload.caseload_unit := (said_number.cap).number;
	per caseload.caseload_unit := (said_number.cap).per;
	leans_on text := (said_number.cap).relative_to;
	said text;
BEGIN
	IF leans_on IS NOT NULL THEN
		said := CASE WHEN EXISTS (SELECT FROM load_limit AS l WHERE l.id = (said_number.cap).limit_id
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
		RETURN caseload.say(locale, 'limit_cap.part', caseload.say_number(caseload.quantity(number) * 100, locale),
			caseload.say_measure(per OPERATOR(caseload.*) 2, locale));
	ELSE
		said := caseload.say_unit(number, locale);
	END IF;
	RETURN CASE WHEN per IS NULL THEN said
		ELSE caseload.say(locale, 'limit_cap.per', said, CASE caseload.quantity(per)
			WHEN 1 THEN caseload.say_measure(per, locale) ELSE caseload.say_unit(per, locale) END) END;
END
$said_number$;
COMMENT ON FUNCTION said_number(limit_cap, text) IS 'the number of a row of limit_cap in words';

CREATE FUNCTION said_cap(cap limit_cap, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $said_cap$
DECLARE
	place text := concat_ws(', ', said_grades((said_cap.cap).grades::int4range, locale),
		caseload.say(locale, 'limit_cap.program', (said_cap.cap).program),
		caseload.say(locale, 'limit_cap.applies', said_facts((said_cap.cap).applies, locale)));
	c limit_cap := said_cap.cap;
	most text := CASE WHEN c.number IS NULL THEN caseload.say(locale, 'limit_cap.number.null')
		ELSE caseload.say(locale, 'limit_cap.binds.' || c.binds, said_number(c, locale)) END;
BEGIN
	most := concat_ws(', ', most,
		CASE WHEN c.rounded <> 'exact' THEN caseload.say(locale, 'limit_cap.rounded.' || c.rounded) END,
		CASE WHEN c.reckoned <> 'total' THEN caseload.say(locale, 'limit_cap.reckoned.' || c.reckoned) END,
		caseload.say(locale, 'limit_cap.wider.' || c.wider),
		CASE WHEN c.taken <> 'each' THEN caseload.say(locale, 'limit_cap.taken.' || c.taken,
			said_term(c.taken_over, locale)) END,
		caseload.say(locale, 'limit_cap.counts.what', c.counts ->> 'what'));
	RETURN concat(nullif(place, ''), CASE WHEN place <> '' THEN ': ' END, concat_ws('; ', most,
		caseload.say(locale, 'limit_cap.counts', said_facts(c.counts - 'what', locale)),
		CASE WHEN c.weighted <> 'none' THEN caseload.say(locale, 'limit_cap.weighted.' || c.weighted) END,
		caseload.say(locale, 'limit_cap.tolerance', caseload.say_unit(c.tolerance, locale)),
		CASE WHEN c.excess <> 'exact' THEN caseload.say(locale, 'limit_cap.excess.' || c.excess) END,
		caseload.say(locale, 'limit_cap.excess_most', caseload.say_unit(c.excess_most, locale)),
		CASE WHEN c.precedence <> 0 THEN caseload.say(locale, 'limit_cap.precedence', c.precedence::text) END), '.',
		' ' || caseload.say(locale, 'limit.note', c.note));
END
$said_cap$;
COMMENT ON FUNCTION said_cap(limit_cap, text) IS 'a row of limit_cap in words';

CREATE FUNCTION said_weight(weight limit_weight, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT concat(coalesce(caseload.say(said_weight.locale, 'limit_weight.weight',
			said_facts((said_weight.weight).counts, said_weight.locale),
			caseload.say_number((said_weight.weight).weight, said_weight.locale)),
		caseload.say_number((said_weight.weight).weight, said_weight.locale)), '.',
		' ' || caseload.say(said_weight.locale, 'limit.note', (said_weight.weight).note));
END;
COMMENT ON FUNCTION said_weight(limit_weight, text) IS 'a row of limit_weight in words';

-- Who is paid: of a limit on classes a role in the class, of one on employees the employee; of a school or the district
-- nobody is named.
CREATE FUNCTION said_payee(remedy limit_remedy, scope text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN said_payee.scope = 'employee' THEN CASE WHEN (said_payee.remedy).kind = 'pay'
			THEN caseload.say(said_payee.locale, 'limit_remedy.payee.employee') END
		WHEN said_payee.scope <> 'section' THEN NULL
		WHEN (said_payee.remedy).payee = 'each teacher'
			THEN caseload.say(said_payee.locale, 'limit_remedy.payee.each teacher')
		WHEN (said_payee.remedy).payee <> 'teacher of record'
			THEN caseload.say(said_payee.locale, 'limit_remedy.payee.role', (said_payee.remedy).payee)
		WHEN (said_payee.remedy).kind = 'pay'
			THEN caseload.say(said_payee.locale, 'limit_remedy.payee.teacher of record') END;
END;
COMMENT ON FUNCTION said_payee(limit_remedy, text, text) IS 'who is paid, in words; null: nobody by name';

CREATE FUNCTION said_remedy(remedy limit_remedy, scope text, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $said_remedy$
DECLARE
	r limit_remedy := said_remedy.remedy;
	what text := caseload.say(locale, 'limit_remedy.kind.' || r.kind);
	scale text := caseload.say_scale(r.scale, locale);
	lasts text := caseload.say_unit(r.lasts, locale);
BEGIN
	what := coalesce(caseload.say(locale, 'limit_remedy.payee', what, said_payee(r, said_remedy.scope, locale)), what);
	-- such words may begin with what they are for: per day: $10 ...
	what := coalesce(caseload.say(locale, CASE WHEN scale LIKE '%: %' THEN 'limit_remedy.scale.tiers'
		ELSE 'limit_remedy.scale' END, what, scale), what);
	IF caseload.measure(r.lasts) = 'percent' THEN
		lasts := caseload.say(locale, 'limit_remedy.lasts.percent', lasts);
	END IF;
	RETURN concat(concat_ws('; ', what,
		CASE WHEN r.scale IS NULL AND r.kind = 'pay' THEN caseload.say(locale, 'limit_remedy.scale.null') END,
		caseload.say(locale, CASE WHEN r.scale::text ~ '%' THEN 'limit_remedy.base.percent'
			ELSE 'limit_remedy.base.unit' END, r.base),
		caseload.say(locale, 'limit_remedy.test', r.test::text),
		caseload.say(locale, 'limit_remedy.counted_on', said_days(r.counted_on, locale)),
		caseload.say(locale, 'limit_remedy.standing_on', r.standing_on),
		CASE WHEN r.lasts_in IS NULL THEN caseload.say(locale, 'limit_remedy.lasts', lasts)
			ELSE caseload.say(locale, 'limit_remedy.lasts_in', lasts, said_term(r.lasts_in, locale)) END,
		CASE WHEN r.lasts IS NOT NULL OR r.from_then
			THEN caseload.say(locale, 'limit_remedy.from_then.' || r.from_then) END,
		caseload.say(locale, 'limit_remedy.takes.' || r.takes, said_term(point_period(r.scale), locale)),
		caseload.say(locale, 'limit_remedy.in_proportion.' || r.in_proportion),
		CASE WHEN r.rounds <> 'term' THEN caseload.say(locale, 'limit_remedy.rounds.' || r.rounds) END,
		CASE WHEN r.choice IS NULL THEN caseload.say(locale, 'limit_remedy.chooser.' || r.chooser) END,
		CASE WHEN r.choice IS NULL AND r.rank <> 1
			THEN caseload.say(locale, 'limit_remedy.rank', r.rank::text) END), '.',
		' ' || caseload.say(locale, 'limit.note', r.note));
END
$said_remedy$;
COMMENT ON FUNCTION said_remedy(limit_remedy, text, text) IS 'a row of limit_remedy in words';
