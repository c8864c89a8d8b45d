-- Parts of the sentences in which the rows of a limit are read back: grades, facts, days, terms and roles. What people
-- named stands between quotes as they wrote it; the words around it are those of the locale.

CREATE FUNCTION list_in_words(parts text[], how text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN cardinality(list_in_words.parts) < 2 THEN list_in_words.parts[1]
		ELSE caseload.say(list_in_words.locale, list_in_words.how,
			array_to_string(list_in_words.parts[:cardinality(list_in_words.parts) - 1], ', '),
			list_in_words.parts[cardinality(list_in_words.parts)]) END;
END;
COMMENT ON FUNCTION list_in_words(text[], text, text) IS 'a, b and c; how: list.and or list.or';

CREATE FUNCTION grade_in_words(grade int, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN grade_in_words.grade BETWEEN -2 AND 0
			THEN caseload.say(grade_in_words.locale, 'grades.' || grade_in_words.grade)
		ELSE caseload.say(grade_in_words.locale, 'grades.one', grade_in_words.grade::text) END;
END;
COMMENT ON FUNCTION grade_in_words(int, text) IS 'a grade in words: kindergarten, grade 3';

CREATE FUNCTION grades_in_words(grades int4range, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN g.least IS NULL AND g.most IS NULL THEN NULL
		WHEN g.least IS NULL THEN caseload.say(grades_in_words.locale, 'grades.to',
			grade_in_words(g.most, grades_in_words.locale))
		WHEN g.most IS NULL THEN caseload.say(grades_in_words.locale, 'grades.from',
			grade_in_words(g.least, grades_in_words.locale))
		WHEN g.least = g.most THEN grade_in_words(g.least, grades_in_words.locale)
		WHEN g.least > 0 THEN caseload.say(grades_in_words.locale, 'grades.numbers', g.least::text, g.most::text)
		ELSE caseload.say(grades_in_words.locale, 'grades.span', grade_in_words(g.least, grades_in_words.locale),
			grade_in_words(g.most, grades_in_words.locale)) END
	FROM (SELECT lower(grades_in_words.grades) AS least, upper(grades_in_words.grades) - 1 AS most) AS g;
END;
COMMENT ON FUNCTION grades_in_words(int4range, text) IS 'grades in words: kindergarten to grade 3';

CREATE FUNCTION value_in_words(value jsonb, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE jsonb_typeof(value_in_words.value)
		WHEN 'number' THEN caseload.say_number((value_in_words.value #>> '{}')::numeric, value_in_words.locale)
		WHEN 'string' THEN caseload.say(value_in_words.locale, 'list.quote', value_in_words.value #>> '{}')
		ELSE value_in_words.value::text END;
END;
COMMENT ON FUNCTION value_in_words(jsonb, text) IS 'a number or a text of an attribute in words';

-- What an attribute must be: a value, or conditions on it.
CREATE FUNCTION fact_in_words(key text, value jsonb, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE jsonb_typeof(fact_in_words.value)
		WHEN 'boolean' THEN caseload.say(fact_in_words.locale, 'fact.' || fact_in_words.value::text, fact_in_words.key)
		WHEN 'null' THEN caseload.say(fact_in_words.locale, 'fact.null', fact_in_words.key)
		WHEN 'object' THEN (SELECT list_in_words(array_agg(CASE
				WHEN c.key = 'absent' THEN caseload.say(fact_in_words.locale, 'condition.absent.' || c.value::text,
					fact_in_words.key)
				WHEN c.key = 'one_of' AND jsonb_typeof(c.value) = 'array' THEN caseload.say(fact_in_words.locale,
					'condition.one_of', fact_in_words.key, list_in_words(ARRAY(
						SELECT value_in_words(e, fact_in_words.locale) FROM jsonb_array_elements(c.value) AS e),
						'list.or', fact_in_words.locale))
				WHEN c.key IN ('at_least', 'at_most', 'above', 'below', 'not')
					THEN caseload.say(fact_in_words.locale, 'condition.' || c.key, fact_in_words.key,
						value_in_words(c.value, fact_in_words.locale))
				ELSE caseload.say(fact_in_words.locale, 'fact.value', fact_in_words.key,
					jsonb_build_object(c.key, c.value)::text) END ORDER BY c.key), 'list.and', fact_in_words.locale)
			FROM jsonb_each(fact_in_words.value) AS c)
		ELSE caseload.say(fact_in_words.locale, 'fact.value', fact_in_words.key,
			value_in_words(fact_in_words.value, fact_in_words.locale)) END;
END;
COMMENT ON FUNCTION fact_in_words(text, jsonb, text) IS 'what an attribute must be, in words';

-- What is left after a key was taken out says nothing where nothing is left.
CREATE FUNCTION facts_in_words(facts jsonb, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT list_in_words(array_agg(fact_in_words(f.key, f.value, facts_in_words.locale) ORDER BY f.key COLLATE "C"),
		'list.and', facts_in_words.locale)
	FROM jsonb_each(facts_in_words.facts) AS f;
END;
COMMENT ON FUNCTION facts_in_words(jsonb, text) IS 'what attributes must be, in words';

CREATE FUNCTION days_in_words(days text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN days_in_words.days IN ('every day', 'duty days', 'calendar days')
			THEN caseload.say(days_in_words.locale, 'days.' || days_in_words.days)
		ELSE caseload.say(days_in_words.locale, 'days.named', days_in_words.days) END;
END;
COMMENT ON FUNCTION days_in_words(text, text) IS 'a set of days in words';

CREATE FUNCTION term_in_words(term text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN term_in_words.term IN ('day', 'week', 'month', 'quarter', 'trimester', 'semester', 'year')
			THEN caseload.say(term_in_words.locale, 'term.' || term_in_words.term)
		-- several of them in a row, as point_terms() gives them
		WHEN term_in_words.term ~ '^[0-9]+ (week|month|quarter|trimester|semester|year)s$'
			THEN caseload.say(term_in_words.locale, 'terms.' || rtrim(split_part(term_in_words.term, ' ', 2), 's'),
				split_part(term_in_words.term, ' ', 1))
		ELSE caseload.say(term_in_words.locale, 'list.quote', term_in_words.term) END;
END;
COMMENT ON FUNCTION term_in_words(text, text) IS 'a term in words';

CREATE FUNCTION role_in_words(role text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE role_in_words.role
		WHEN 'teacher of record' THEN caseload.say(role_in_words.locale, 'role.teacher of record')
		ELSE caseload.say(role_in_words.locale, 'list.quote', role_in_words.role) END;
END;
COMMENT ON FUNCTION role_in_words(text, text) IS 'a role in words';

-- The days on which something holds: name is limit.in_force or limit.known; without an end nothing is said of what is
-- known, for that is so of nearly all.
CREATE FUNCTION time_in_words(name text, days daterange, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN t.first_day IS NULL AND t.last_day IS NULL THEN CASE WHEN time_in_words.name = 'limit.in_force'
			THEN caseload.say(time_in_words.locale, 'limit.in_force.always') END
		WHEN t.first_day IS NULL THEN caseload.say(time_in_words.locale, time_in_words.name || '.until',
			caseload.say_day(t.last_day, time_in_words.locale))
		WHEN t.last_day IS NULL THEN caseload.say(time_in_words.locale, time_in_words.name || '.from',
			caseload.say_day(t.first_day, time_in_words.locale))
		ELSE caseload.say(time_in_words.locale, time_in_words.name || '.during',
			caseload.say_day(t.first_day, time_in_words.locale), caseload.say_day(t.last_day, time_in_words.locale)) END
	FROM (SELECT nullif(lower(time_in_words.days), '-infinity') AS first_day,
			CASE WHEN upper(time_in_words.days) <> 'infinity' THEN upper(time_in_words.days) - 1 END AS last_day) AS t;
END;
COMMENT ON FUNCTION time_in_words(text, daterange, text) IS 'from when to when something holds, in words';
