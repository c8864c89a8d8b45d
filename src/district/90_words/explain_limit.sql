-- A limit as its rows say it, in sentences: for whoever holds them against the contract.

CREATE FUNCTION caps_in_words(limit_id bigint, locale text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $caps_in_words$
DECLARE
	tests smallint[] := ARRAY(SELECT DISTINCT c.test FROM limit_cap AS c WHERE c.limit_id = caps_in_words.limit_id
		ORDER BY c.test);
	one smallint;
BEGIN
	IF cardinality(tests) = 0 THEN
		RETURN NEXT caseload.say(locale, 'limit.no_caps');
	END IF;
	FOREACH one IN ARRAY tests LOOP
		RETURN NEXT CASE WHEN cardinality(tests) = 1 AND one = 1 THEN caseload.say(locale, 'limit.only')
			ELSE caseload.say(locale, 'limit.test', one::text) END;
		RETURN QUERY SELECT '- ' || cap_in_words(c, locale) FROM limit_cap AS c
			WHERE c.limit_id = caps_in_words.limit_id AND c.test = one ORDER BY c.precedence, c.id;
		RETURN QUERY SELECT caseload.say(locale, CASE WHEN min(c.precedence) = max(c.precedence) THEN 'limit.several'
				ELSE 'limit.several.rank' END)
			FROM limit_cap AS c WHERE c.limit_id = caps_in_words.limit_id AND c.test = one HAVING count(*) > 1;
	END LOOP;
END
$caps_in_words$;
COMMENT ON FUNCTION caps_in_words(bigint, text) IS 'the numbers of a limit in words, a line each';

CREATE FUNCTION remedies_in_words(limit_id bigint, locale text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $remedies_in_words$
DECLARE
	load_scope text := (SELECT l.scope FROM load_limit AS l WHERE l.id = remedies_in_words.limit_id);
	one record;
BEGIN
	IF NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = remedies_in_words.limit_id) THEN
		RETURN NEXT caseload.say(locale, 'limit.no_remedies');
		RETURN;
	END IF;
	RETURN NEXT caseload.say(locale, 'limit.remedies');
	RETURN QUERY SELECT '- ' || remedy_in_words(r, load_scope, locale) FROM limit_remedy AS r
		WHERE r.limit_id = remedies_in_words.limit_id AND r.choice IS NULL ORDER BY r.rank, r.id;
	FOR one IN SELECT r.choice, list_in_words(array_agg(DISTINCT caseload.say(locale, 'limit_remedy.chooser.'
				|| coalesce(r.chooser, 'null'))), 'list.or', locale) AS choosers
			FROM limit_remedy AS r WHERE r.limit_id = remedies_in_words.limit_id AND r.choice IS NOT NULL
			GROUP BY r.choice ORDER BY min(r.rank), r.choice LOOP
		RETURN NEXT '- ' || caseload.say(locale, 'limit.choice', one.choice, one.choosers);
		RETURN QUERY SELECT format('  %s. %s', r.rank, remedy_in_words(r, load_scope, locale)) FROM limit_remedy AS r
			WHERE r.limit_id = remedies_in_words.limit_id AND r.choice = one.choice ORDER BY r.rank, r.id;
	END LOOP;
END
$remedies_in_words$;
COMMENT ON FUNCTION remedies_in_words(bigint, text) IS 'what follows of a limit in words, a line each';

CREATE FUNCTION blocks_in_words(rule time_block, locale text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $blocks_in_words$
DECLARE
	b time_block := blocks_in_words.rule;
BEGIN
	RETURN concat_ws(' ',
		CASE WHEN b.block IS NOT NULL THEN caseload.say(locale, 'time_block.block.' || b.begun, b.what,
			caseload.say_unit(b.block, locale)) END,
		CASE WHEN b.least IS NOT NULL THEN caseload.say(locale, 'time_block.least.' || b.shorter, b.what,
			caseload.say_unit(b.least, locale)) END,
		CASE WHEN b.most IS NOT NULL THEN caseload.say(locale, 'time_block.most', b.what,
			caseload.say_unit(b.most, locale)) END,
		caseload.say(locale, 'limit.note', b.note));
END
$blocks_in_words$;
COMMENT ON FUNCTION blocks_in_words(time_block, text) IS 'how entries of time count, in words';

CREATE FUNCTION limit_in_words(id bigint, locale text) RETURNS text
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $limit_in_words$
DECLARE
	l load_limit := (SELECT k FROM load_limit AS k WHERE k.id = limit_in_words.id);
	several boolean := (SELECT count(DISTINCT c.test) > 1 FROM limit_cap AS c WHERE c.limit_id = limit_in_words.id);
	lines text[];
BEGIN
	lines := ARRAY[
		concat_ws(' ', caseload.say(locale, 'limit.title', l.title, l.citation),
			time_in_words('limit.in_force', l.in_force, locale), time_in_words('limit.known', l.known, locale)),
		concat_ws(' ', caseload.say(locale, 'load_limit.scope.' || l.scope, days_in_words(l.counted_on, locale)),
			caseload.say(locale, 'load_limit.strictness.' || l.strictness),
			CASE WHEN l.carried_by <> '{teacher of record}' THEN caseload.say(locale, 'load_limit.carried_by',
				list_in_words(ARRAY(SELECT role_in_words(u.role, locale)
					FROM pg_catalog.unnest(l.carried_by) AS u (role)), 'list.or', locale)) END,
			CASE WHEN l.carried <> 'in full' THEN caseload.say(locale, 'load_limit.carried.' || l.carried) END,
			CASE WHEN l.holds THEN caseload.say(locale, 'load_limit.holds.true') END,
			CASE WHEN l.role_weights <> '{}' THEN caseload.say(locale, 'load_limit.role_weights',
				facts_in_words(l.role_weights, locale)) END,
			CASE WHEN l.together <> '{}' THEN caseload.say(locale, 'load_limit.together', list_in_words(ARRAY(
				SELECT caseload.say(locale, 'list.quote', u.key)
				FROM pg_catalog.unnest(l.together) AS u (key)), 'list.and', locale)) END,
			CASE WHEN l.empty_counts THEN caseload.say(locale, 'load_limit.empty_counts.true') END,
			CASE WHEN NOT several THEN NULL
				WHEN l.paid_by IS NOT NULL THEN caseload.say(locale, 'load_limit.paid_by', l.paid_by::text)
				ELSE caseload.say(locale, 'load_limit.joined.' || l.joined) END)]
		|| ARRAY(SELECT caps_in_words(limit_in_words.id, locale));
	IF EXISTS (SELECT FROM limit_weight AS w WHERE w.limit_id = limit_in_words.id) THEN
		lines := lines || caseload.say(locale, 'limit.weights')
			|| ARRAY(SELECT '- ' || weight_in_words(w, locale) FROM limit_weight AS w
				WHERE w.limit_id = limit_in_words.id ORDER BY w.weight, w.id);
	END IF;
	lines := lines || ARRAY(SELECT blocks_in_words(b, locale) FROM time_block AS b
			WHERE b.contract = l.contract AND b.in_force && l.in_force AND b.known && l.known
				AND b.what IN (SELECT c.counts ->> 'what' FROM limit_cap AS c WHERE c.limit_id = l.id)
			ORDER BY b.what, b.in_force, b.known)
		|| ARRAY(SELECT remedies_in_words(limit_in_words.id, locale))
		|| ARRAY(SELECT concat_ws(' ', caseload.say(locale, 'limit_most.' || m.whose,
				caseload.say_number(round(m.most,
					CASE WHEN m.most = trunc(m.most) THEN 0 ELSE 2 END), locale), term_in_words(m.per, locale)),
				caseload.say(locale, 'limit.note', m.note))
			FROM limit_most AS m WHERE m.limit_id = limit_in_words.id
			ORDER BY array_position('{payee,site,district}', m.whose), m.most, m.id)
		|| caseload.say(locale, 'limit.note', l.note);
	RETURN array_to_string(lines, pg_catalog.chr(10));
END
$limit_in_words$;
COMMENT ON FUNCTION limit_in_words(bigint, text) IS 'a row of load_limit with all that belongs to it, in words';

CREATE FUNCTION explain_limit(contract text, code text, on_date date, locale text DEFAULT 'en',
	known_on date DEFAULT 'infinity') RETURNS text
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $explain_limit$
DECLARE
	found bigint := (SELECT l.id FROM load_limit AS l WHERE l.contract = explain_limit.contract
		AND l.code = explain_limit.code AND l.in_force @> on_date AND l.known @> explain_limit.known_on);
BEGIN
	IF found IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('no limit "%s" of contract "%s" on %s', explain_limit.code,
				explain_limit.contract, on_date),
			DETAIL = coalesce((SELECT format('On that day it has: %s.', string_agg(l.code, ', ' ORDER BY l.code))
				FROM load_limit AS l WHERE l.contract = explain_limit.contract AND l.in_force @> on_date
					AND l.known @> explain_limit.known_on HAVING count(*) > 0), 'It has none on that day.'),
			HINT = 'SELECT code, in_force FROM load_limit shows the limits and the days on which they hold.';
	END IF;
	RETURN limit_in_words(found, locale);
END
$explain_limit$;
COMMENT ON FUNCTION explain_limit(text, text, date, text, date) IS
	'a limit as its rows say it, in the words of a locale: en, es; as it was known on a day';

CREATE FUNCTION explain_limits(contract text, on_date date, locale text DEFAULT 'en',
	known_on date DEFAULT 'infinity') RETURNS TABLE (code text, title text, words text)
LANGUAGE sql STABLE ROWS 20
BEGIN ATOMIC
	SELECT l.code, l.title, limit_in_words(l.id, explain_limits.locale) FROM load_limit AS l
	WHERE l.contract = explain_limits.contract AND l.in_force @> explain_limits.on_date
		AND l.known @> explain_limits.known_on
	ORDER BY l.code;
END;
COMMENT ON FUNCTION explain_limits(text, date, text, date) IS
	'all limits of a contract on a day, each as its rows say it, in the words of a locale: en, es';
