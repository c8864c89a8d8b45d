-- Parts of the sentences in which the rows of a limit are read back: grades, facts, days, terms and roles. What people
-- named stands between quotes as they wrote it; the words around it are those of the locale.

CREATE FUNCTION said_list(parts text[], how text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN cardinality(said_list.parts) < 2 THEN said_list.parts[1]
		ELSE caseload.say(said_list.locale, said_list.how,
			array_to_string(said_list.parts[:cardinality(said_list.parts) - 1], ', '),
			said_list.parts[cardinality(said_list.parts)]) END;
END;
COMMENT ON FUNCTION said_list(text[], text, text) IS 'a, b and c; how: list.and or list.or';

CREATE FUNCTION said_grade(grade int, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN said_grade.grade BETWEEN -2 AND 0
			THEN caseload.say(said_grade.locale, 'grades.' || said_grade.grade)
		ELSE caseload.say(said_grade.locale, 'grades.one', said_grade.grade::text) END;
END;
COMMENT ON FUNCTION said_grade(int, text) IS 'a grade in words: kindergarten, grade 3';

CREATE FUNCTION said_grades(grades int4range, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN g.least IS NULL AND g.most IS NULL THEN NULL
		WHEN g.least IS NULL THEN caseload.say(said_grades.locale, 'grades.to', said_grade(g.most, said_grades.locale))
		WHEN g.most IS NULL THEN caseload.say(said_grades.locale, 'grades.from',
			said_grade(g.least, said_grades.locale))
		WHEN g.least = g.most THEN said_grade(g.least, said_grades.locale)
		WHEN g.least > 0 THEN caseload.say(said_grades.locale, 'grades.numbers', g.least::text, g.most::text)
		ELSE caseload.say(said_grades.locale, 'grades.span', said_grade(g.least, said_grades.locale),
			said_grade(g.most, said_grades.locale)) END
	FROM (SELECT lower(said_grades.grades) AS least, upper(said_grades.grades) - 1 AS most) AS g;
END;
COMMENT ON FUNCTION said_grades(int4range, text) IS 'grades in words: kindergarten to grade 3';

-- What is left after a key was taken out says nothing where nothing is left.
CREATE FUNCTION said_facts(facts jsonb, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT said_list(array_agg(CASE jsonb_typeof(f.value)
			WHEN 'boolean' THEN caseload.say(said_facts.locale, 'fact.' || f.value::text, f.key)
			WHEN 'null' THEN caseload.say(said_facts.locale, 'fact.null', f.key)
			WHEN 'number' THEN caseload.say(said_facts.locale, 'fact.number', f.key,
				caseload.say_number((f.value #>> '{}')::numeric, said_facts.locale))
			WHEN 'string' THEN caseload.say(said_facts.locale, 'fact.text', f.key, f.value #>> '{}')
			ELSE caseload.say(said_facts.locale, 'fact.number', f.key, f.value::text) END
		ORDER BY f.key), 'list.and', said_facts.locale)
	FROM jsonb_each(said_facts.facts) AS f;
END;
COMMENT ON FUNCTION said_facts(jsonb, text) IS 'what attributes must be, in words';

CREATE FUNCTION said_days(days text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN said_days.days IN ('every day', 'duty days')
			THEN caseload.say(said_days.locale, 'days.' || said_days.days)
		ELSE caseload.say(said_days.locale, 'days.named', said_days.days) END;
END;
COMMENT ON FUNCTION said_days(text, text) IS 'a set of days in words';

CREATE FUNCTION said_term(term text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN said_term.term IN ('day', 'week', 'month', 'quarter', 'trimester', 'semester', 'year')
			THEN caseload.say(said_term.locale, 'term.' || said_term.term)
		ELSE caseload.say(said_term.locale, 'list.quote', said_term.term) END;
END;
COMMENT ON FUNCTION said_term(text, text) IS 'a term in words';

CREATE FUNCTION said_role(role text, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE said_role.role WHEN 'teacher of record' THEN caseload.say(said_role.locale, 'role.teacher of record')
		ELSE caseload.say(said_role.locale, 'list.quote', said_role.role) END;
END;
COMMENT ON FUNCTION said_role(text, text) IS 'a role in words';

-- The days on which something holds: name is limit.in_force or limit.known; without an end nothing is said of what is
-- known, for that is so of nearly all.
CREATE FUNCTION said_time(name text, days daterange, locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN t.first_day IS NULL AND t.last_day IS NULL THEN CASE WHEN said_time.name = 'limit.in_force'
			THEN caseload.say(said_time.locale, 'limit.in_force.always') END
		WHEN t.first_day IS NULL THEN caseload.say(said_time.locale, said_time.name || '.until',
			caseload.say_day(t.last_day, said_time.locale))
		WHEN t.last_day IS NULL THEN caseload.say(said_time.locale, said_time.name || '.from',
			caseload.say_day(t.first_day, said_time.locale))
		ELSE caseload.say(said_time.locale, said_time.name || '.during',
			caseload.say_day(t.first_day, said_time.locale), caseload.say_day(t.last_day, said_time.locale)) END
	FROM (SELECT nullif(lower(said_time.days), '-infinity') AS first_day,
			CASE WHEN upper(said_time.days) <> 'infinity' THEN upper(said_time.days) - 1 END AS last_day) AS t;
END;
COMMENT ON FUNCTION said_time(text, daterange, text) IS 'from when to when something holds, in words';
