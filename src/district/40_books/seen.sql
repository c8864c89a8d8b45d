-- The kept rows that are not stale, and those that are shown.

-- Only what the asker may see leaves a function that he may call himself, and what stands in a view is run by whoever
-- reads it. As these functions run as the owner, nothing of theirs is looked up, not even a type, before it is known to
-- be the district's own: see caseload.check_place(). A look at a small part costs little more than these questions, so
-- they are asked in expressions, which need no plan to be set up.
CREATE FUNCTION hidden_rows(asker bigint, report name, about text) RETURNS SETOF stale_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $hidden_rows$
BEGIN
	IF NOT caseload.stands_at(current_schema()) THEN
		PERFORM caseload.check_place(current_schema());
	END IF;
	IF (sight_of(asker, report)).everything THEN
		IF books_fresh() THEN
			RETURN NEXT CAST(ROW(2, NULL, NULL, NULL, NULL) AS stale_row);
		ELSE
			RETURN QUERY SELECT w.* FROM stale_rows(about) AS w;
		END IF;
	ELSE
		RETURN NEXT CAST(ROW(0, NULL, NULL, NULL, NULL) AS stale_row);
	END IF;
END
$hidden_rows$;
COMMENT ON FUNCTION hidden_rows(bigint, name, text) IS
	'stale_rows(), for whoever sees all of a report; level 0 for others';

-- In which districts something is to be reckoned for whoever asks, or to be shown to a reader who is bound. What is
-- reckoned of a district is asked for beside its number, so that a filter on the district goes to these numbers.
CREATE FUNCTION own_places(asker bigint, report name, about text) RETURNS TABLE (district_id int)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $own_places$
BEGIN
	IF NOT caseload.stands_at(current_schema()) THEN
		PERFORM caseload.check_place(current_schema());
	END IF;
	DECLARE
		sees sight := sight_of(asker, report);
	BEGIN
		IF sees.everything THEN
			RETURN QUERY SELECT w.* FROM stale_places(about) AS w;
		ELSIF cardinality(sees.bonds) > 0 THEN
			RETURN QUERY SELECT w.* FROM bound_places(sees) AS w;
		END IF;
	END;
END
$own_places$;
COMMENT ON FUNCTION own_places(bigint, name, text) IS
	'the districts of which rows of a report are shown to whoever asks that no view of kept rows shows';

CREATE FUNCTION bound_places(sees sight) RETURNS SETOF int
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT d.id FROM (SELECT pg_catalog.unnest((bound_places.sees).bonds[1].districts)
		UNION SELECT split_part(k.key, ':', 1)::int FROM pg_catalog.unnest((bound_places.sees).bonds[1].site_keys
			|| (bound_places.sees).bonds[1].employee_keys) AS k (key)) AS d (id)
	WHERE touches(bound_places.sees, d.id);
END;
COMMENT ON FUNCTION bound_places(sight) IS 'the districts of which whoever is bound sees anything';

-- Keys by which the indexes find the rows of a bond in a district. A site that was renamed is marked, so no row under
-- its old name is fresh.
CREATE TYPE names_seen AS (districts int[], sites varchar(80)[], employees bigint[]);
COMMENT ON TYPE names_seen IS
	'what a bond names of a district: itself, its sites by name, its employees; sites and employees of any district';
CREATE FUNCTION named_bond(b bond, only_district int) RETURNS names_seen
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $named_bond$
DECLARE
	found names_seen;
BEGIN
	found.districts := CASE WHEN only_district = ANY (b.districts) THEN ARRAY[only_district] ELSE '{}' END;
	found.sites := ARRAY(SELECT t.site_name FROM unnest(b.site_keys) AS k JOIN site AS t
		ON t.district_id = split_part(k, ':', 1)::int AND t.site_id = split_part(k, ':', 2)::bigint
		WHERE t.district_id = only_district);
	found.employees := ARRAY(SELECT split_part(k, ':', 2)::bigint FROM unnest(b.employee_keys) AS k
		WHERE split_part(k, ':', 1)::int = only_district);
	RETURN found;
END
$named_bond$;
COMMENT ON FUNCTION named_bond(bond, int) IS 'by what the rows of a bond are found in a district';

-- What a function reckons of a district, beside the district's number, which is the list's and not the function's: a
-- filter on it is met before the function is called.
CREATE FUNCTION make_beside(view name, kind regclass, places text, reckoned text, says text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $make_beside$
BEGIN
	EXECUTE format('CREATE VIEW %I AS SELECT %s FROM %s AS p (district_id) CROSS JOIN LATERAL %s AS o', view,
		(SELECT string_agg(CASE a.attname WHEN 'district_id' THEN 'p.' ELSE 'o.' END || quote_ident(a.attname), ', '
				ORDER BY a.attnum)
			FROM pg_attribute AS a WHERE a.attrelid = kind AND a.attnum > 0 AND NOT a.attisdropped), places, reckoned);
	EXECUTE format('COMMENT ON VIEW %I IS %L', view, says);
	EXECUTE (SELECT string_agg(format('COMMENT ON COLUMN %I.%I IS %L', view, a.attname, 'as in the kept rows'), ';')
		FROM pg_attribute AS a WHERE a.attrelid = kind AND a.attnum > 0 AND NOT a.attisdropped);
END
$make_beside$;
COMMENT ON FUNCTION make_beside(name, regclass, text, text, text) IS
	'makes a view of what a function reckons of each of some districts';
REVOKE EXECUTE ON FUNCTION make_beside(name, regclass, text, text, text) FROM PUBLIC;

-- To whoever sees everything kept rows are shown by a view, whose plan is his query's. To a reader who is bound that
-- view shows nothing, for EXPLAIN tells how many rows a filter met that are hidden: his rows are those of a function,
-- with what is reckoned on the spot for everybody. The level is asked for by itself, so that the table is not even read
-- where nothing is shown. Nobody is granted these views; the reports read them as their owner.
DO $make_seen$
DECLARE
	kept record;
	shown record;
	part record;
	made text;
	body constant text := $body$
WITH stale AS MATERIALIZED (SELECT w.* FROM {marks} AS w)
SELECT k.* FROM kept_{kind} AS k
WHERE (SELECT w.level FROM stale AS w WHERE w.level IS NOT NULL) > 0
	AND ((SELECT w.level FROM stale AS w WHERE w.level IS NOT NULL) = 2
		OR k.district_id NOT IN (SELECT w.district_id FROM stale AS w
			WHERE w.level IS NULL AND w.contract IS NULL AND w.limit_id IS NULL)
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale AS w
			WHERE w.contract IS NOT NULL)
		AND (k.district_id, {limit_key}) NOT IN (SELECT w.district_id, w.limit_id FROM stale AS w
			WHERE w.limit_id IS NOT NULL AND w.subject_id IS NULL)
		AND ({subject} IS NULL OR ({limit_key}, k.district_id, {subject}) NOT IN
			(SELECT w.limit_id, w.district_id, w.subject_id FROM stale AS w WHERE w.subject_id IS NOT NULL)))$body$;
BEGIN
	FOR kept IN SELECT k.*, CASE k.about WHEN 'pay' THEN '0::bigint' ELSE 'k.limit_id' END AS limit_key,
			CASE k.about WHEN 'pay' THEN 'k.employee_id' ELSE 'k.subject_id' END AS subject
		FROM (SELECT k.* FROM kept_reports() AS k
			UNION ALL VALUES ('report_status', 'problem', 'limits', NULL)) AS k LOOP
		FOR shown IN SELECT 'fresh_' || kept.kind AS view, '' AS how, 'stale_rows(''{about}'')' AS marks,
				'that are not stale' AS which
			UNION ALL SELECT 'seen_' || kept.shown, 'WITH (security_barrier = true)',
				'hidden_rows(caseload.asker(), ''{report}'', ''{about}'')', 'that {report} shows to whoever asks' LOOP
			-- of pay several reports show the same rows
			CONTINUE WHEN shown.view IS NULL OR to_regclass(format('%I.%I', current_schema(), shown.view)) IS NOT NULL;
			made := $made$
CREATE VIEW {view} {how} AS$made$ || body || $made$;
COMMENT ON VIEW {view} IS 'the rows of kept_{kind} {which}';
$made$;
			FOR part IN SELECT p.key, p.value FROM jsonb_each_text(to_jsonb(shown)) AS p
				UNION ALL SELECT p.key, p.value FROM jsonb_each_text(to_jsonb(kept)) AS p WHERE p.value IS NOT NULL LOOP
				made := replace(made, '{' || part.key || '}', part.value);
			END LOOP;
			EXECUTE made;
			EXECUTE (SELECT string_agg(format('COMMENT ON COLUMN %I.%I IS %L', shown.view, a.attname,
					'as in the kept rows'), ';') FROM pg_attribute AS a
				WHERE a.attrelid = shown.view::regclass AND a.attnum > 0);
		END LOOP;
		CONTINUE WHEN kept.shown IS NULL;
		-- of one district, for a statement of its caller's, of whose plan it becomes a part
		IF to_regprocedure(format('%I.fresh_%s_of(int)', current_schema(), kept.kind)) IS NULL THEN
			made := $made$
CREATE FUNCTION fresh_{kind}_of(only_district int) RETURNS SETOF kept_{kind}
LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
$made$ || body || $made$
	AND k.district_id = fresh_{kind}_of.only_district;
END;
COMMENT ON FUNCTION fresh_{kind}_of(int) IS 'the rows of kept_{kind} of a district that are not stale';
REVOKE EXECUTE ON FUNCTION fresh_{kind}_of(int) FROM PUBLIC;
$made$;
			made := replace(made, '{marks}', 'stale_rows(''{about}'', fresh_{kind}_of.only_district)');
			FOR part IN SELECT p.key, p.value FROM jsonb_each_text(to_jsonb(kept)) AS p WHERE p.value IS NOT NULL LOOP
				made := replace(made, '{' || part.key || '}', part.value);
			END LOOP;
			EXECUTE made;
		END IF;
		EXECUTE replace(replace(replace($made$
CREATE FUNCTION own_{shown}(asker bigint, only_district int) RETURNS SETOF kept_{kind}
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $own$
BEGIN
	IF NOT caseload.stands_at(current_schema()) THEN
		PERFORM caseload.check_place(current_schema());
	END IF;
	DECLARE
		sees sight := sight_of(asker, '{report}');
		place names_seen;
	BEGIN
		IF only_district IS NULL OR NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		ELSIF sees.everything THEN
			RETURN QUERY SELECT r.* FROM now_{kind}(only_district) AS r;
		ELSE
			place := named_bond(sees.bonds[1], only_district);
			RETURN QUERY SELECT k.* FROM fresh_{kind}_of(only_district) AS k
			WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
				OR k.employee_id = ANY (place.employees))
				AND seen(sees, k.district_id, k.site_id, k.employee_id);
			RETURN QUERY SELECT r.* FROM now_{kind}(only_district) AS r
			WHERE seen(sees, r.district_id, r.site_id, r.employee_id);
		END IF;
	END;
END
$own$;
COMMENT ON FUNCTION own_{shown}(bigint, int) IS 'the rows of {report} of a district that are shown to whoever asks and '
	'that no view shows: those that are reckoned now, and the kept ones of whoever is bound';
$made$, '{kind}', kept.kind), '{report}', kept.report), '{shown}', kept.shown);
		PERFORM make_beside('own_' || kept.shown, 'kept_' || kept.kind, format('own_places(caseload.asker(), %L, %L)',
			kept.report, kept.about), format('own_%s(caseload.asker(), p.district_id)', kept.shown),
			format('the rows of %s that own_%s() gives, each district beside its number', kept.report, kept.shown));
	END LOOP;
END
$make_seen$;

-- Whoever may read a report may have it explained, and the planner's guesses from statistics would tell him how often a
-- name or a key stands in rows that are hidden from him. Without statistics it guesses the same of every name.
DO $no_statistics$
DECLARE
	kept record;
BEGIN
	FOR kept IN SELECT c.relname, a.attname
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.oid IN (SELECT format(p.name, k.kind)::regclass FROM kept_reports() AS k JOIN (VALUES
				('kept_%s_subject', true), ('kept_%s_day', true), ('kept_%s', false)) AS p (name, days)
				ON p.days = (k.kind IN ('class_size', 'caseload')))
			-- a key that no report shows says nothing of anybody, and without it no day is found by an index
			AND a.attname <> 'kept_id' AND a.attnum > 0 AND NOT a.attisdropped LOOP
		EXECUTE format('ALTER TABLE %I ALTER %I SET STATISTICS 0', kept.relname, kept.attname);
	END LOOP;
END
$no_statistics$;
