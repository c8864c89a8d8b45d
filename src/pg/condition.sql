-- What a rule asks of the attributes of a fact: a value that must be there, as in {"title_i": true}, or an object of
-- conditions, as in {"weight": {"at_least": 2}}. An object none of whose keys is a word of conditions is a value.

CREATE FUNCTION caseload.is_condition(wanted jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT jsonb_typeof(is_condition.wanted) = 'object'
		AND is_condition.wanted ?| '{at_least,at_most,above,below,one_of,not,absent}'::text[];
END;
COMMENT ON FUNCTION caseload.is_condition(jsonb) IS 'whether a value that a rule asks for is an object of conditions';

-- Either may be a list: one of the one must be one of the other.
CREATE FUNCTION caseload.is_among(found jsonb, listed jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT EXISTS (SELECT
		FROM jsonb_array_elements(CASE jsonb_typeof(is_among.found) WHEN 'array' THEN is_among.found
				ELSE jsonb_build_array(is_among.found) END) AS f (value)
			JOIN jsonb_array_elements(CASE jsonb_typeof(is_among.listed) WHEN 'array' THEN is_among.listed
				ELSE jsonb_build_array(is_among.listed) END) AS v (value) ON v.value = f.value
		WHERE is_among.found IS NOT NULL);
END;
COMMENT ON FUNCTION caseload.is_among(jsonb, jsonb) IS
	'whether what was found is one of these; of a list, whether one of it is';

CREATE FUNCTION caseload.meets(found jsonb, conditions jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT coalesce(bool_and(CASE
		WHEN k.word = 'absent' THEN (coalesce(meets.found, 'null') = 'null') = (k.value = 'true')
		WHEN k.word = 'one_of' THEN caseload.is_among(meets.found, k.value)
		WHEN k.word = 'not' THEN NOT caseload.is_among(meets.found, k.value)
		WHEN jsonb_typeof(meets.found) IS DISTINCT FROM 'number' THEN false
		ELSE CASE k.word WHEN 'at_least' THEN meets.found::numeric >= k.value::numeric
			WHEN 'at_most' THEN meets.found::numeric <= k.value::numeric
			WHEN 'above' THEN meets.found::numeric > k.value::numeric
			WHEN 'below' THEN meets.found::numeric < k.value::numeric END END), true)
	FROM jsonb_each(meets.conditions) AS k (word, value);
END;
COMMENT ON FUNCTION caseload.meets(jsonb, jsonb) IS
	'whether a value, null where there is none, meets all of these conditions: '
	'at_least, at_most, above, below, one_of, not, absent';

CREATE FUNCTION caseload.carries(attributes jsonb, asked jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT NOT EXISTS (SELECT FROM jsonb_each(carries.asked) AS k (key, wanted)
		WHERE NOT CASE WHEN caseload.is_condition(k.wanted) THEN caseload.meets(carries.attributes -> k.key, k.wanted)
			ELSE carries.attributes @> jsonb_build_object(k.key, k.wanted) END);
END;
COMMENT ON FUNCTION caseload.carries(jsonb, jsonb) IS
	'whether attributes have all that a rule asks for, its plain values and its conditions';

-- Plain values are found by @>, which costs next to nothing; conditions are looked at only where there are some.
CREATE FUNCTION caseload.plain_values(asked jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT coalesce(jsonb_object_agg(k.key, k.wanted), '{}')
	FROM jsonb_each(plain_values.asked) AS k (key, wanted) WHERE NOT caseload.is_condition(k.wanted);
END;
COMMENT ON FUNCTION caseload.plain_values(jsonb) IS 'of what a rule asks for, what are plain values';

CREATE FUNCTION caseload.conditions(asked jsonb, dated boolean DEFAULT false) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT jsonb_object_agg(k.key, k.wanted) FROM jsonb_each(conditions.asked) AS k (key, wanted)
	WHERE caseload.is_condition(k.wanted) AND (k.key = 'size' OR k.key LIKE 'tally:%') = conditions.dated;
END;
COMMENT ON FUNCTION caseload.conditions(jsonb, boolean) IS
	'of what a rule asks for, the conditions of attributes, or, dated, those of the size of a class and of tallies; '
	'null: there are none';

CREATE FUNCTION caseload.has_conditions(asked jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM jsonb_each(has_conditions.asked) AS k (key, wanted)
		WHERE caseload.is_condition(k.wanted));
END;
COMMENT ON FUNCTION caseload.has_conditions(jsonb) IS 'whether a rule asks for more than plain values';

-- For a CHECK: an error says which condition is wrong, and what would be right.
CREATE FUNCTION caseload.check_conditions(asked jsonb, of_class boolean) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $check_conditions$
DECLARE
	k record;
	w record;
	known constant text[] := '{at_least,at_most,above,below,one_of,not,absent}';
	right_one text;
BEGIN
	IF jsonb_typeof(asked) <> 'object' THEN
		RETURN true;
	END IF;
	FOR k IN SELECT e.key, e.value FROM jsonb_each(asked) AS e LOOP
		IF k.key LIKE 'tally:%' AND NOT (of_class AND caseload.is_condition(k.value)) THEN
			RAISE EXCEPTION '"%" cannot be asked for like that: %', k.key, k.value USING ERRCODE = 'check_violation',
				HINT = CASE WHEN of_class THEN format('Give conditions of how many: {"%s": {"at_least": 1}}.', k.key)
					ELSE 'A tally is asked for in limit_cap.applies; here, by {"what": ...}.' END;
		END IF;
		CONTINUE WHEN NOT caseload.is_condition(k.value);
		FOR w IN SELECT e.key, e.value, jsonb_typeof(e.value) AS type FROM jsonb_each(k.value) AS e LOOP
			IF w.key <> ALL (known) THEN
				RAISE EXCEPTION '"%" is no condition of "%"', w.key, k.key USING ERRCODE = 'check_violation',
					DETAIL = 'The conditions are ' || array_to_string(known, ', ') || '.';
			END IF;
			right_one := CASE
				WHEN w.key IN ('at_least', 'at_most', 'above', 'below') AND w.type <> 'number' THEN 'a number'
				WHEN w.key = 'absent' AND w.type <> 'boolean' THEN 'true or false'
				WHEN w.key = 'one_of' AND w.type <> 'array' THEN 'a list: ["PE", "Music"]'
				WHEN w.key = 'not' AND w.type = 'object' THEN 'a value, or a list of values' END;
			IF right_one IS NOT NULL THEN
				RAISE EXCEPTION '% is nothing for "%" of "%"', w.value, w.key, k.key
					USING ERRCODE = 'check_violation', HINT = format('Give %s.', right_one);
			END IF;
		END LOOP;
	END LOOP;
	RETURN true;
END
$check_conditions$;
COMMENT ON FUNCTION caseload.check_conditions(jsonb, boolean) IS
	'for a CHECK: whether the conditions of what a rule asks for can be read; of_class: tallies may be asked for';
