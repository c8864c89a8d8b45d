-- A limit as its rows say it, in sentences: for whoever holds them against the contract.

CREATE FUNCTION said_caps(limit_id bigint, locale text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $said_caps$
DECLARE
	tests smallint[] := ARRAY(SELECT DISTINCT c.test FROM limit_cap AS c WHERE c.limit_id = said_caps.limit_id
		ORDER BY c.test);
	one smallint;
BEGIN
	IF cardinality(tests) = 0 THEN
		RETURN NEXT caseload.say(locale, 'limit.no_caps');
	END IF;
	FOREACH one IN ARRAY tests LOOP
		RETURN NEXT CASE WHEN cardinality(tests) = 1 AND one = 1 THEN caseload.say(locale, 'limit.only')
			ELSE caseload.say(locale, 'limit.test', one::text) END;
		RETURN QUERY SELECT '- ' || said_cap(c, locale) FROM limit_cap AS c
			WHERE c.limit_id = said_caps.limit_id AND c.test = one ORDER BY c.precedence, c.id;
		RETURN QUERY SELECT caseload.say(locale, CASE WHEN min(c.precedence) = max(c.precedence) THEN 'limit.several'
				ELSE 'limit.several.rank' END)
			FROM limit_cap AS c WHERE c.limit_id = said_caps.limit_id AND c.test = one HAVING count(*) > 1;
	END LOOP;
END
$said_caps$;
COMMENT ON FUNCTION said_caps(bigint, text) IS 'the numbers of a limit in words, a line each';

CREATE FUNCTION said_remedies(limit_id bigint, locale text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $said_remedies$
DECLARE
	load_scope text := (SELECT l.scope FROM load_limit AS l WHERE l.id = said_remedies.limit_id);
	one record;
BEGIN
	IF NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = said_remedies.limit_id) THEN
		RETURN NEXT caseload.say(locale, 'limit.no_remedies');
		RETURN;
	END IF;
	RETURN NEXT caseload.say(locale, 'limit.remedies');
	RETURN QUERY SELECT '- ' || said_remedy(r, load_scope, locale) FROM limit_remedy AS r
		WHERE r.limit_id = said_remedies.limit_id AND r.choice IS NULL ORDER BY r.rank, r.id;
	FOR one IN SELECT r.choice, said_list(array_agg(DISTINCT caseload.say(locale, 'limit_remedy.chooser.'
				|| coalesce(r.chooser, 'null'))), 'list.or', locale) AS choosers
			FROM limit_remedy AS r WHERE r.limit_id = said_remedies.limit_id AND r.choice IS NOT NULL
			GROUP BY r.choice ORDER BY min(r.rank), r.choice LOOP
		RETURN NEXT '- ' || caseload.say(locale, 'limit.choice', one.choice, one.choosers);
		RETURN QUERY SELECT format('  %s. %s', r.rank, said_remedy(r, load_scope, locale)) FROM limit_remedy AS r
			WHERE r.limit_id = said_remedies.limit_id AND r.choice = one.choice ORDER BY r.rank, r.id;
	END LOOP;
END
$said_remedies$;
COMMENT ON FUNCTION said_remedies(bigint, text) IS 'what follows of a limit in words, a line each';

CREATE FUNCTION said_limit(id bigint, locale text) RETURNS text
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $said_limit$
DECLARE
	l load_limit := (SELECT k FROM load_limit AS k WHERE k.id = said_limit.id);
	several boolean := (SELECT count(DISTINCT c.test) > 1 FROM limit_cap AS c WHERE c.limit_id = said_limit.id);
	lines text[];
BEGIN
	lines := ARRAY[
		concat_ws(' ', caseload.say(locale, 'limit.title', l.title, l.citation),
			said_time('limit.in_force', l.in_force, locale), said_time('limit.known', l.known, locale)),
		concat_ws(' ', caseload.say(locale, 'load_limit.scope.' || l.scope, said_days(l.counted_on, locale)),
			caseload.say(locale, 'load_limit.strictness.' || l.strictness),
			CASE WHEN l.carried_by <> '{teacher of record}' THEN caseload.say(locale, 'load_limit.carried_by',
				said_list(ARRAY(SELECT said_role(u.role, locale) FROM pg_catalog.unnest(l.carried_by) AS u (role)),
					'list.or', locale)) END,
			CASE WHEN l.carried <> 'in full' THEN caseload.say(locale, 'load_limit.carried.' || l.carried) END,
			CASE WHEN NOT several THEN NULL
				WHEN l.paid_by IS NOT NULL THEN caseload.say(locale, 'load_limit.paid_by', l.paid_by::text)
				ELSE caseload.say(locale, 'load_limit.joined.' || l.joined) END)]
		|| ARRAY(SELECT said_caps(said_limit.id, locale));
	IF EXISTS (SELECT FROM limit_weight AS w WHERE w.limit_id = said_limit.id) THEN
		lines := lines || caseload.say(locale, 'limit.weights')
			|| ARRAY(SELECT '- ' || said_weight(w, locale) FROM limit_weight AS w
				WHERE w.limit_id = said_limit.id ORDER BY w.weight, w.id);
	END IF;
	lines := lines || ARRAY(SELECT said_remedies(said_limit.id, locale)) || caseload.say(locale, 'limit.note', l.note);
	RETURN array_to_string(lines, pg_catalog.chr(10));
END
$said_limit$;
COMMENT ON FUNCTION said_limit(bigint, text) IS 'a row of load_limit with all that belongs to it, in words';

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
	RETURN said_limit(found, locale);
END
$explain_limit$;
COMMENT ON FUNCTION explain_limit(text, text, date, text, date) IS
	'a limit as its rows say it, in the words of a locale: en, es; as it was known on a day';

CREATE FUNCTION explain_limits(contract text, on_date date, locale text DEFAULT 'en',
	known_on date DEFAULT 'infinity') RETURNS TABLE (code text, title text, words text)
LANGUAGE sql STABLE ROWS 20
BEGIN ATOMIC
	SELECT l.code, l.title, said_limit(l.id, explain_limits.locale) FROM load_limit AS l
	WHERE l.contract = explain_limits.contract AND l.in_force @> explain_limits.on_date
		AND l.known @> explain_limits.known_on
	ORDER BY l.code;
END;
COMMENT ON FUNCTION explain_limits(text, date, text, date) IS
	'all limits of a contract on a day, each as its rows say it, in the words of a locale: en, es';
