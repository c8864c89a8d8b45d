-- The kept rows that are not stale.
CREATE VIEW fresh_class_size AS
SELECT k.* FROM kept_class_size AS k
WHERE (SELECT books_fresh())
	OR ((SELECT nothing_whole()) OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w))
	AND (k.limit_id, k.district_id, k.subject_id) NOT IN
		(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s);
CREATE VIEW fresh_caseload AS
SELECT k.* FROM kept_caseload AS k
WHERE (SELECT books_fresh())
	OR ((SELECT nothing_whole()) OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w))
	AND (k.limit_id, k.district_id, k.subject_id) NOT IN
		(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s);
CREATE VIEW fresh_finding AS
SELECT k.* FROM kept_finding AS k
WHERE (SELECT books_fresh())
	OR ((SELECT nothing_whole()) OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w))
	AND (k.limit_id, k.district_id, k.subject_id) NOT IN
		(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s);

-- To whoever sees everything they are shown by a view, whose plan is his query's. To a reader who is bound that view
-- shows nothing, for EXPLAIN tells how many rows a filter met that are hidden: his rows are those of a function. What
-- stands in a view is run by whoever reads it, so these functions are everybody's to call, and give him no more
-- than the report does.
CREATE FUNCTION shown_of(asker bigint, report name) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT
AS $shown_of$
BEGIN
	PERFORM caseload.check_place(current_schema());
	RETURN CASE WHEN NOT (sight_of(asker, report)).everything THEN 0 WHEN books_fresh() THEN 3
		WHEN nothing_whole() THEN 2 ELSE 1 END;
END
$shown_of$;
COMMENT ON FUNCTION shown_of(bigint, name) IS 'which kept rows of a report a view shows to whoever asks: 0 none, '
	'1 those that are not stale, 2 the same, and no limit is stale as a whole, 3 all';

CREATE FUNCTION hidden_district(asker bigint, report name)
RETURNS TABLE (district_id int)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $hidden_district$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_district() AS w (district_id);
	END IF;
END
$hidden_district$;
COMMENT ON FUNCTION hidden_district(bigint, name) IS 'stale_district(), for whoever sees all of a report';

CREATE FUNCTION hidden_contract(asker bigint, report name)
RETURNS TABLE (district_id int, contract text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $hidden_contract$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_contract() AS w;
	END IF;
END
$hidden_contract$;
COMMENT ON FUNCTION hidden_contract(bigint, name) IS 'stale_contract(), for whoever sees all of a report';

CREATE FUNCTION hidden_limit(asker bigint, report name)
RETURNS TABLE (district_id int, limit_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $hidden_limit$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_limit() AS w;
	END IF;
END
$hidden_limit$;
COMMENT ON FUNCTION hidden_limit(bigint, name) IS 'stale_limit(), for whoever sees all of a report';

CREATE FUNCTION hidden_subject(asker bigint, report name)
RETURNS TABLE (limit_id bigint, district_id int, subject_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $hidden_subject$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_subject() AS w;
	END IF;
END
$hidden_subject$;
COMMENT ON FUNCTION hidden_subject(bigint, name) IS 'stale_subject(), for whoever sees all of a report';
REVOKE EXECUTE ON FUNCTION books_fresh(), nothing_whole(), stale_district(), stale_contract(), stale_limit(),
	stale_subject() FROM PUBLIC;

-- Nobody is granted these views; the reports read them as their owner.
CREATE VIEW seen_class_size WITH (security_barrier = true) AS
SELECT k.* FROM kept_class_size AS k
WHERE (SELECT shown_of(caseload.asker(), 'class_size_overage')) > 0
	AND ((SELECT shown_of(caseload.asker(), 'class_size_overage')) = 3
		OR ((SELECT shown_of(caseload.asker(), 'class_size_overage')) = 2
			OR k.district_id NOT IN (SELECT w.district_id
				FROM hidden_district(caseload.asker(), 'class_size_overage') AS w)
			AND (k.district_id, k.contract) NOT IN
				(SELECT w.district_id, w.contract FROM hidden_contract(caseload.asker(), 'class_size_overage') AS w)
			AND (k.district_id, k.limit_id) NOT IN
				(SELECT w.district_id, w.limit_id FROM hidden_limit(caseload.asker(), 'class_size_overage') AS w))
		AND (k.limit_id, k.district_id, k.subject_id) NOT IN (SELECT s.limit_id, s.district_id, s.subject_id
			FROM hidden_subject(caseload.asker(), 'class_size_overage') AS s));
CREATE VIEW seen_caseload WITH (security_barrier = true) AS
SELECT k.* FROM kept_caseload AS k
WHERE (SELECT shown_of(caseload.asker(), 'caseload_overage')) > 0
	AND ((SELECT shown_of(caseload.asker(), 'caseload_overage')) = 3
		OR ((SELECT shown_of(caseload.asker(), 'caseload_overage')) = 2
			OR k.district_id NOT IN (SELECT w.district_id
				FROM hidden_district(caseload.asker(), 'caseload_overage') AS w)
			AND (k.district_id, k.contract) NOT IN
				(SELECT w.district_id, w.contract FROM hidden_contract(caseload.asker(), 'caseload_overage') AS w)
			AND (k.district_id, k.limit_id) NOT IN
				(SELECT w.district_id, w.limit_id FROM hidden_limit(caseload.asker(), 'caseload_overage') AS w))
		AND (k.limit_id, k.district_id, k.subject_id) NOT IN (SELECT s.limit_id, s.district_id, s.subject_id
			FROM hidden_subject(caseload.asker(), 'caseload_overage') AS s));
CREATE VIEW seen_finding WITH (security_barrier = true) AS
SELECT k.* FROM kept_finding AS k
WHERE (SELECT shown_of(caseload.asker(), 'compliance_finding')) > 0
	AND ((SELECT shown_of(caseload.asker(), 'compliance_finding')) = 3
		OR ((SELECT shown_of(caseload.asker(), 'compliance_finding')) = 2
			OR k.district_id NOT IN (SELECT w.district_id
				FROM hidden_district(caseload.asker(), 'compliance_finding') AS w)
			AND (k.district_id, k.contract) NOT IN
				(SELECT w.district_id, w.contract FROM hidden_contract(caseload.asker(), 'compliance_finding') AS w)
			AND (k.district_id, k.limit_id) NOT IN
				(SELECT w.district_id, w.limit_id FROM hidden_limit(caseload.asker(), 'compliance_finding') AS w))
		AND (k.limit_id, k.district_id, k.subject_id) NOT IN (SELECT s.limit_id, s.district_id, s.subject_id
			FROM hidden_subject(caseload.asker(), 'compliance_finding') AS s));
COMMENT ON VIEW fresh_class_size IS 'the kept rows of class_size_overage that are not stale';
COMMENT ON VIEW fresh_caseload IS 'the kept rows of caseload_overage that are not stale';
COMMENT ON VIEW fresh_finding IS 'the kept rows of compliance_finding that are not stale';
COMMENT ON VIEW seen_class_size IS 'the kept rows of class_size_overage that are shown to whoever asks';
COMMENT ON VIEW seen_caseload IS 'the kept rows of caseload_overage that are shown to whoever asks';
COMMENT ON VIEW seen_finding IS 'the kept rows of compliance_finding that are shown to whoever asks';

DO $comment_seen$
DECLARE
	shown record;
BEGIN
	FOR shown IN SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.oid IN ('fresh_class_size'::regclass, 'fresh_caseload'::regclass, 'fresh_finding'::regclass,
			'seen_class_size'::regclass, 'seen_caseload'::regclass, 'seen_finding'::regclass) AND a.attnum > 0 LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', shown.relname, shown.attname, 'as in the kept rows');
	END LOOP;
END
$comment_seen$;

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

CREATE FUNCTION own_class_size(asker bigint) RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $own_class_size$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'class_size_overage');
		place names_seen;
	BEGIN
		IF cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		place := named_bond(sees.bonds[1]);
		RETURN QUERY SELECT k.* FROM fresh_class_size AS k
		WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
			OR k.employee_id = ANY (place.employees))
			AND seen(sees, k.district_id, k.site_id, k.employee_id);
	END;
END
$own_class_size$;
COMMENT ON FUNCTION own_class_size(bigint) IS
	'the kept rows of class_size_overage that are shown to whoever asks, if he is bound';

CREATE FUNCTION own_caseload(asker bigint) RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $own_caseload$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'caseload_overage');
		place names_seen;
	BEGIN
		IF cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		place := named_bond(sees.bonds[1]);
		RETURN QUERY SELECT k.* FROM fresh_caseload AS k
		WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
			OR k.employee_id = ANY (place.employees))
			AND seen(sees, k.district_id, k.site_id, k.employee_id);
	END;
END
$own_caseload$;
COMMENT ON FUNCTION own_caseload(bigint) IS
	'the kept rows of caseload_overage that are shown to whoever asks, if he is bound';

CREATE FUNCTION own_finding(asker bigint) RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $own_finding$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'compliance_finding');
		place names_seen;
	BEGIN
		IF cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		place := named_bond(sees.bonds[1]);
		RETURN QUERY SELECT k.* FROM fresh_finding AS k
		WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
			OR k.employee_id = ANY (place.employees))
			AND seen(sees, k.district_id, k.site_id, k.employee_id);
	END;
END
$own_finding$;
COMMENT ON FUNCTION own_finding(bigint) IS
	'the kept rows of compliance_finding that are shown to whoever asks, if he is bound';

-- Whoever may read a report may have it explained, and the planner's guesses from statistics would tell him how often a
-- name or a key stands in rows that are hidden from him. Without statistics it guesses the same of every name.
DO $no_statistics$
DECLARE
	kept record;
BEGIN
	FOR kept IN SELECT c.relname, a.attname
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.oid IN ('kept_class_size'::regclass, 'kept_caseload'::regclass, 'kept_finding'::regclass)
			AND a.attnum > 0 AND NOT a.attisdropped LOOP
		EXECUTE format('ALTER TABLE %I ALTER %I SET STATISTICS 0', kept.relname, kept.attname);
	END LOOP;
END
$no_statistics$;
