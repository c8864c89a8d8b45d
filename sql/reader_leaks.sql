-- A reader of one school who tries to see more than its rows: by what he puts into a query, by plans, by calling what
-- stands behind the reports, by other roles, and by what the server runs for him.
\set VERBOSITY terse
SET client_min_messages = warning;
SET DateStyle = 'ISO, YMD';
CREATE ROLE regress_leak_owner;
CREATE ROLE regress_leak_site;
CREATE ROLE regress_leak_all;
CREATE ROLE regress_leak_none;
CREATE ROLE regress_leak_group;
GRANT regress_leak_group TO regress_leak_site;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_leak_owner', current_database()); END $$;
CREATE SCHEMA lair AUTHORIZATION regress_leak_site;
CREATE SCHEMA hall AUTHORIZATION regress_leak_all;
GRANT USAGE ON SCHEMA lair, hall TO PUBLIC;
SET ROLE regress_leak_owner;
SELECT caseload.create_district('leaks', contract => 'waterford');
SELECT leaks.sample_facts(7, 2);
DO $$ BEGIN PERFORM leaks.guard_district(); PERFORM leaks.refresh_reports(); END $$;
ANALYZE leaks.enrollment, leaks.kept_class_size_subject, leaks.kept_class_size_day, leaks.kept_caseload_subject,
	leaks.kept_caseload_day, leaks.kept_finding, leaks.kept_pay_line;
SELECT leaks.grant_reports('regress_leak_site', site_id => 1);
SELECT leaks.grant_reports('regress_leak_all');
GRANT USAGE ON SCHEMA leaks_bi TO regress_leak_group;
GRANT SELECT ON ALL TABLES IN SCHEMA leaks_bi TO regress_leak_group;
RESET ROLE;

-- What he catches of rows stands in a table of his own. A row of the other school names it, or an employee of it: 2xx.
SET SESSION AUTHORIZATION regress_leak_site;
CREATE TABLE lair.caught (how text, word text);
CREATE FUNCTION lair.leak(how text, word text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$
BEGIN
	INSERT INTO lair.caught VALUES (how, word);
	RETURN true;
END $$;
CREATE FUNCTION lair.like_it(a text, b text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$
BEGIN
	INSERT INTO lair.caught VALUES ('operator', a);
	RETURN true;
END $$;
CREATE OPERATOR lair.~~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = lair.like_it, RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE FUNCTION lair.try_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	r text;
BEGIN
	FOREACH r IN ARRAY '{class_size_overage,caseload_overage,compliance_finding,pay_line,pay_by_part,pay_line_month,
			pay_summary,held_cap,report_status,scattergram,schedule_cell}'::text[] LOOP
		EXECUTE format('SELECT count(*) FROM leaks_bi.%I AS r WHERE lair.leak(%1$L, r::text)', r);
		CONTINUE WHEN r IN ('report_status', 'scattergram', 'schedule_cell', 'pay_by_part');
		EXECUTE format('SELECT count(*) FROM leaks_bi.%I AS r WHERE lair.leak(%1$L, r.site_name)', r);
		EXECUTE format('SELECT count(*) FROM leaks_bi.%I AS r WHERE lair.leak(%1$L, r.employee_id::text)
			AND r.site_name = ''School 0002''', r);
		EXECUTE format('SELECT count(*) FROM leaks_bi.%I AS r WHERE r.employee_name OPERATOR(lair.~~~) ''x''', r);
		EXECUTE format('SELECT count(*) FROM leaks_bi.%I AS r JOIN leaks_bi.%1$I AS q USING (id)
			WHERE r.site_name OPERATOR(lair.~~~) q.site_name', r);
		EXECUTE format('SELECT r.site_name, count(*) FROM leaks_bi.%I AS r GROUP BY 1
			HAVING lair.leak(%1$L, r.site_name) ORDER BY lair.leak(%1$L, r.site_name)', r);
		EXECUTE format('SELECT max(r.employee_name) OVER (PARTITION BY r.school_year
				ORDER BY lair.leak(%1$L, r.employee_name))
			FROM leaks_bi.%1$I AS r LIMIT 5', CASE r WHEN 'held_cap' THEN 'pay_summary' ELSE r END);
		-- nothing to fall over but his own rows, which do not
		EXECUTE format('SELECT count(*) FROM leaks_bi.%I AS r
			WHERE CASE r.site_name WHEN ''School 0001'' THEN ''0'' ELSE r.site_name END::int = 0', r);
	END LOOP;
END $$;
CREATE FUNCTION lair.result(which text) RETURNS TABLE (tried text, how text, many boolean, of_others bigint)
LANGUAGE sql AS $$
	SELECT which, c.how, count(*) > 0, count(*) FILTER (WHERE c.word ~ 'School 0002|Employee 2[0-9]{2}|^2[0-9]{2}$')
	FROM lair.caught AS c GROUP BY c.how ORDER BY c.how COLLATE "C";
$$;
SELECT lair.try_all();
SELECT * FROM lair.result('kept');
DELETE FROM lair.caught;
RESET SESSION AUTHORIZATION;
-- and with rows of both schools that are reckoned on the spot
UPDATE leaks.enrollment SET share = share;
UPDATE leaks.case_assignment SET valid = valid;
UPDATE leaks.position_held SET valid = valid;
SET SESSION AUTHORIZATION regress_leak_site;
SELECT lair.try_all();
SELECT * FROM lair.result('stale');
DELETE FROM lair.caught;
RESET SESSION AUTHORIZATION;
DO $$ BEGIN PERFORM leaks.refresh_reports(); END $$;
ANALYZE leaks.enrollment, leaks.kept_class_size_subject, leaks.kept_class_size_day, leaks.kept_caseload_subject,
	leaks.kept_caseload_day, leaks.kept_finding, leaks.kept_pay_line;

-- Plans: of the tables no row is read, and no guess differs by who is asked for.
CREATE FUNCTION public.plan_of(query text, how text DEFAULT '') RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN ' || how || query;
END $$;
CREATE TABLE public.busy AS SELECT employee_id, count(*) AS days FROM leaks.kept_class_size GROUP BY 1;
SELECT max(days) > 100 AS busy, max(employee_id) FILTER (WHERE days > 100) AS employee_id FROM busy
WHERE employee_id > 200 \gset
SELECT :'busy' AS somebody_is_busy;
SET SESSION AUTHORIZATION regress_leak_site;
SELECT count(*) > 0 AS reads, count(*) FILTER (WHERE p !~ 'never executed') AS reads_rows
FROM unnest('{class_size_overage,caseload_overage,compliance_finding,pay_line}'::text[]) AS r,
	public.plan_of(format('SELECT * FROM leaks_bi.%I WHERE employee_id = %s', r, :employee_id),
		'(ANALYZE, TIMING off, SUMMARY off) ') AS p WHERE p ~ ' on kept_';
SELECT r, ARRAY(SELECT replace(p, :'employee_id', '000') FROM public.plan_of(format('SELECT * FROM leaks_bi.%I
		WHERE employee_id = %s', r, :employee_id)) AS p)
	= ARRAY(SELECT replace(p, '999', '000') FROM public.plan_of(format('SELECT * FROM leaks_bi.%I
		WHERE employee_id = 999', r)) AS p) AS same_guess
FROM unnest('{class_size_overage,caseload_overage,compliance_finding,pay_line}'::text[]) AS r ORDER BY r;
SELECT count(*) FROM pg_stats WHERE schemaname = 'leaks';
RESET SESSION AUTHORIZATION;
SELECT count(*) FROM pg_stats WHERE schemaname = 'leaks' AND attname <> 'kept_id'
	AND tablename ~ '^kept_(class|case|find|pay)';
-- who sees everything reads the tables by their indexes
SET SESSION AUTHORIZATION regress_leak_all;
SELECT count(*) > 0 AS reads_rows FROM public.plan_of(format('SELECT * FROM leaks_bi.class_size_overage
	WHERE employee_id = %s', :employee_id), '(ANALYZE, TIMING off, SUMMARY off) ') AS p
WHERE p ~ 'Index Scan.* on kept_.*actual';
RESET SESSION AUTHORIZATION;

-- What stands behind the reports: no table or view, and of the functions those that the reports call show no more.
CREATE FUNCTION public.failure(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SET SESSION AUTHORIZATION regress_leak_site;
SELECT public.failure('SELECT * FROM leaks.own_class_size(caseload.asker(), 1)');
RESET SESSION AUTHORIZATION;
GRANT USAGE ON SCHEMA leaks TO regress_leak_site, regress_leak_none;
SET SESSION AUTHORIZATION regress_leak_site;
SELECT count(*) AS relations,
	count(*) FILTER (WHERE public.failure(format('SELECT FROM leaks.%I', c.relname)) !~ '^42501') AS readable
FROM pg_class AS c WHERE c.relnamespace = 'leaks'::regnamespace AND c.relkind IN ('r', 'v');
SELECT f, public.failure('SELECT ' || f)
FROM unnest(ARRAY['leaks.now_class_size()', 'leaks.now_caseload()', 'leaks.now_finding()',
	'leaks.overages_paid(1)', 'leaks.sight_of(caseload.asker(), ''pay_summary'')', 'leaks.bond_of(10)',
	'leaks.reads_anyway(10)', 'leaks.books_fresh()', 'leaks.stale_contract(''pay'')',
	'leaks.stale_district(''pay'')', 'leaks.stale_rows(''pay'')', 'leaks.stale_pay()', 'leaks.now_pay_line()',
	'leaks.stale_places(''pay'')', 'leaks.fresh_pay_line_of(1)', 'leaks.now_pay_line(1)',
	'leaks.keep_pay(NULL)', 'leaks.stale_asks()', 'leaks.keep(NULL, true)', 'leaks.drop_kept(1)',
	'leaks.take_marks(1)', 'leaks.clear_rule_marks()',
	'leaks.refresh_district(1, now())', 'leaks.refresh_reports()', 'leaks.mark_everything()', 'leaks.problem_now()',
	'leaks.now_problem()', 'leaks.reckoned_day()', 'leaks.pay_known_on(''2019-20'', ''2020-01-01'')',
	'leaks.grant_reports(''regress_leak_site'')', 'leaks.revoke_reports(''regress_leak_site'')',
	'leaks.own_class_size(0, 1)', 'leaks.overage_pay(1, ''pay_line'', 1)', 'leaks.own_pay_summary(1, 1)']) AS f;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION regress_leak_site;
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE site_name <> 'School 0001') AS of_others
FROM leaks.own_class_size(caseload.asker(), 1);
RESET SESSION AUTHORIZATION;
UPDATE leaks.enrollment SET share = share;
SET SESSION AUTHORIZATION regress_leak_site;
SELECT 'now' AS f, count(*) > 0 AS some, count(*) FILTER (WHERE site_name <> 'School 0001') AS of_others
FROM leaks.own_class_size(caseload.asker(), 1)
UNION ALL SELECT 'finding now', count(*) > 0, count(*) FILTER (WHERE site_name <> 'School 0001')
FROM leaks.own_finding(caseload.asker(), 1)
UNION ALL SELECT 'pay', count(*) > 0, count(*) FILTER (WHERE site_name <> 'School 0001')
FROM leaks.own_pay_line(caseload.asker(), 1)
UNION ALL SELECT 'overages', count(*) > 0, count(*) FILTER (WHERE site_name <> 'School 0001')
FROM leaks.overage_pay(caseload.asker(), 'pay_summary', 1)
UNION ALL SELECT 'held', count(*) > 0, count(*) FILTER (WHERE site_name <> 'School 0001')
FROM leaks.held_cap_rows(caseload.asker())
UNION ALL SELECT 'hidden', count(district_id) + max(level) > 0, NULL
FROM leaks.hidden_rows(caseload.asker(), 'class_size_overage', 'limits')
UNION ALL SELECT 'places', count(*) > 0, count(*) FILTER (WHERE p.district_id <> 1)
FROM leaks.own_places(caseload.asker(), 'pay_line', 'pay') AS p
UNION ALL SELECT 'summed places', count(*) > 0, count(*) FILTER (WHERE p.district_id <> 1)
FROM leaks.summed_places(caseload.asker(), 'pay_line') AS p;
RESET SESSION AUTHORIZATION;
-- who may use the schema, as a clerk who writes facts, and read no report, is shown nothing
SET SESSION AUTHORIZATION regress_leak_none;
SELECT (SELECT count(*) FROM leaks.own_class_size(caseload.asker(), 1)) AS own,
	(SELECT count(*) FROM leaks.own_caseload(caseload.asker(), 1)) AS caseloads,
	(SELECT count(*) FROM leaks.own_finding(caseload.asker(), 1)) AS findings,
	(SELECT count(*) FROM leaks.own_pay_line(caseload.asker(), 1)) AS pay,
	(SELECT count(*) FROM leaks.overage_pay(caseload.asker(), 'pay_line', 1)) AS overages,
	(SELECT count(*) FROM leaks.own_places(caseload.asker(), 'pay_line', 'pay'))
		+ (SELECT count(*) FROM leaks.summed_places(caseload.asker(), 'pay_line')) AS places,
	(SELECT count(*) FROM leaks.own_scattergram(caseload.asker(), 1)) AS scattergram,
	(SELECT count(*) FROM leaks.held_cap_rows(caseload.asker())) AS held,
	(SELECT count(*) FROM leaks.status_rows(caseload.asker())) AS status,
	(SELECT count(district_id) + max(level)
		FROM leaks.hidden_rows(caseload.asker(), 'class_size_overage', 'limits')) AS hidden;
RESET SESSION AUTHORIZATION;
-- what runs as the owner looks nowhere but in its own schema, and the temporary one last; everybody may call just these
SELECT p.proname AS path_not_pinned FROM pg_proc AS p WHERE p.pronamespace = 'leaks'::regnamespace AND p.prosecdef
	AND NOT coalesce(p.proconfig @> '{"search_path=leaks, pg_temp"}', false);
SELECT p.proname FROM pg_proc AS p WHERE p.pronamespace = 'leaks'::regnamespace AND p.prosecdef
	AND has_function_privilege('regress_leak_none', p.oid, 'EXECUTE') ORDER BY p.proname COLLATE "C";
REVOKE USAGE ON SCHEMA leaks FROM regress_leak_site, regress_leak_none;

-- Other roles. A group that reads everything does not loosen what binds its member.
CREATE FUNCTION public.schools() RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws('; ', (SELECT coalesce(string_agg(DISTINCT site_name, ', '), 'none')
			FROM leaks_bi.class_size_overage),
		(SELECT coalesce(string_agg(DISTINCT site_name, ', '), 'none') FROM leaks_bi.pay_summary));
$$;
SET SESSION AUTHORIZATION regress_leak_site;
SET ROLE regress_leak_group;
SELECT current_user, public.schools();
RESET ROLE;
SELECT current_user, public.schools();
-- a function of his own that runs as himself, and views of his own, in the hands of whoever may read nothing
CREATE FUNCTION lair.for_friends() RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT public.schools()';
CREATE VIEW lair.mine AS SELECT site_name FROM leaks_bi.pay_summary
UNION ALL SELECT site_name FROM leaks_bi.class_size_overage;
CREATE VIEW lair.asked WITH (security_invoker = true) AS SELECT site_name FROM leaks_bi.pay_summary;
GRANT SELECT ON lair.mine, lair.asked TO PUBLIC;
SELECT string_agg(DISTINCT site_name, ', ') FROM lair.mine;
SELECT string_agg(DISTINCT site_name, ', ') FROM lair.asked;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION regress_leak_none;
SELECT lair.for_friends();
SELECT string_agg(DISTINCT site_name, ', ') FROM lair.mine;
SELECT string_agg(DISTINCT site_name, ', ') FROM lair.asked;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION regress_leak_all;
SELECT lair.for_friends();
SELECT string_agg(DISTINCT site_name, ', ') FROM lair.mine;
-- a function and a view of one who sees everything
CREATE FUNCTION hall.for_friends() RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT public.schools()';
CREATE VIEW hall.mine AS SELECT site_name FROM leaks_bi.pay_summary;
GRANT SELECT ON hall.mine TO PUBLIC;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION regress_leak_site;
SELECT hall.for_friends();
SELECT string_agg(DISTINCT site_name, ', ') FROM hall.mine;
RESET SESSION AUTHORIZATION;

-- What the server runs for him, as it does for a superuser who looks after the tables or by itself
SET SESSION AUTHORIZATION regress_leak_site;
CREATE MATERIALIZED VIEW lair.copy AS SELECT site_name FROM leaks_bi.pay_summary WITH NO DATA;
CREATE FUNCTION lair.peep(n int) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN public.schools();
END $$;
CREATE TABLE lair.bait (n int);
CREATE INDEX ON lair.bait (lair.peep(n));
INSERT INTO lair.bait SELECT generate_series(1, 3);
RESET SESSION AUTHORIZATION;
REFRESH MATERIALIZED VIEW lair.copy;
SELECT string_agg(DISTINCT site_name, ', ') FROM lair.copy;
REINDEX TABLE lair.bait;
ANALYZE lair.bait;
SELECT most_common_vals FROM pg_stats WHERE schemaname = 'lair' AND tablename <> 'bait';
-- the owner's own copy holds everything
SET ROLE regress_leak_owner;
CREATE MATERIALIZED VIEW leaks.copy AS SELECT site_name FROM leaks_bi.pay_summary WITH NO DATA;
RESET ROLE;
REFRESH MATERIALIZED VIEW leaks.copy;
SELECT string_agg(DISTINCT site_name, ', ') FROM leaks.copy;

-- A district that is renamed: what runs as its owner does not run what somebody puts under its old name.
SET ROLE regress_leak_owner;
ALTER SCHEMA leaks RENAME TO leaks_moved;
RESET ROLE;
CREATE SCHEMA leaks AUTHORIZATION regress_leak_site;
GRANT USAGE ON SCHEMA leaks_moved TO regress_leak_site;
SET SESSION AUTHORIZATION regress_leak_site;
CREATE FUNCTION leaks.sight_of(asker bigint, report name) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'this runs as %', current_user;
END $$;
CREATE FUNCTION leaks.caught(text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'this runs as %', current_user;
END $$;
CREATE DOMAIN leaks.sight AS text CHECK (leaks.caught(VALUE));
CREATE FUNCTION leaks.unguard_district() RETURNS text LANGUAGE sql SET search_path = leaks, pg_temp
AS 'SELECT ''off''';
GRANT USAGE ON SCHEMA leaks TO PUBLIC;
SELECT r, public.failure(format('SELECT count(*) FROM leaks_bi.%I', r))
FROM unnest('{class_size_overage,caseload_overage,compliance_finding,pay_summary,scattergram,held_cap,
	report_status}'::text[]) AS r;
SELECT p.proname, public.failure(format('SELECT leaks_moved.%I(%s)', p.proname, (
	SELECT string_agg(CASE WHEN t.type IN ('name'::regtype, 'text'::regtype) THEN '''pay_summary''' ELSE '1' END, ', '
		ORDER BY t.place)
	FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS t (type, place))))
FROM pg_proc AS p WHERE p.pronamespace = 'leaks_moved'::regnamespace AND p.prosecdef
	AND has_function_privilege(p.oid, 'EXECUTE') ORDER BY p.proname COLLATE "C";
RESET SESSION AUTHORIZATION;
DROP SCHEMA leaks CASCADE;
SET ROLE regress_leak_owner;
ALTER SCHEMA leaks_moved RENAME TO leaks;
RESET ROLE;

DROP SCHEMA lair, hall, leaks, leaks_bi, leaks_then CASCADE;
DROP FUNCTION public.schools, public.failure, public.plan_of;
DROP TABLE public.busy;
DO $$ BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM regress_leak_owner', current_database()); END $$;
DROP ROLE regress_leak_owner, regress_leak_site, regress_leak_all, regress_leak_none, regress_leak_group;
