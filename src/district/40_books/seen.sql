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

-- Keys by which the indexes find the rows of a bond. A site that was renamed is marked, so no row under its old
-- name is fresh.
CREATE TYPE names_seen AS (districts int[], sites varchar(80)[], employees bigint[]);
COMMENT ON TYPE names_seen IS 'districts, names of sites, and employees of a bond; sites and employees of any district';
CREATE FUNCTION named_bond(b bond) RETURNS names_seen
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $named_bond$
DECLARE
	found names_seen;
BEGIN
	found.districts := coalesce(b.districts, '{}');
	found.sites := ARRAY(SELECT t.site_name FROM unnest(b.site_keys) AS k JOIN site AS t
		ON t.district_id = split_part(k, ':', 1)::int AND t.site_id = split_part(k, ':', 2)::bigint);
	found.employees := ARRAY(SELECT split_part(k, ':', 2)::bigint FROM unnest(b.employee_keys) AS k);
	RETURN found;
END
$named_bond$;
COMMENT ON FUNCTION named_bond(bond) IS 'by what the rows of a bond are found';

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
CREATE VIEW {view} {how} AS
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
			(SELECT w.limit_id, w.district_id, w.subject_id FROM stale AS w WHERE w.subject_id IS NOT NULL)));
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
		EXECUTE replace(replace(replace($made$
CREATE FUNCTION own_{shown}(asker bigint) RETURNS SETOF kept_{kind}
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
		IF cardinality(sees.bonds) = 0 AND (NOT sees.everything OR books_fresh() AND NOT unbooked()) THEN
			RETURN;
		ELSIF sees.everything THEN
			RETURN QUERY SELECT r.* FROM now_{kind}() AS r;
		ELSE
			place := named_bond(sees.bonds[1]);
			RETURN QUERY SELECT k.* FROM fresh_{kind} AS k
			WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
				OR k.employee_id = ANY (place.employees))
				AND seen(sees, k.district_id, k.site_id, k.employee_id);
			RETURN QUERY SELECT r.* FROM now_{kind}() AS r WHERE seen(sees, r.district_id, r.site_id, r.employee_id);
		END IF;
	END;
END
$own$;
COMMENT ON FUNCTION own_{shown}(bigint) IS 'the rows of {report} that are shown to whoever asks and that no view '
	'shows: those that are reckoned now, and the kept ones of whoever is bound';
$made$, '{kind}', kept.kind), '{report}', kept.report), '{shown}', kept.shown);
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
