-- Who reads the reports: what a reader who is bound sees is just his part, whatever he tries.
\set VERBOSITY terse
SET client_min_messages = warning;
SET DateStyle = 'ISO, YMD';
CREATE ROLE regress_reader_owner;
CREATE ROLE regress_reader_all;
CREATE ROLE regress_reader_site;
CREATE ROLE regress_reader_shared;
CREATE ROLE regress_reader_person;
CREATE ROLE regress_reader_district;
CREATE ROLE regress_reader_none;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_reader_owner', current_database()); END $$;
\getenv abs_srcdir PG_ABS_SRCDIR
\set failures :abs_srcdir '/test/sql/failure.psql'
\set ECHO none
\i :failures
\set ECHO all
SET ROLE regress_reader_owner;
SELECT caseload.create_district('reader', contract => 'waterford');
SELECT reader.sample_facts(7, 2);
-- a class over its limit with a second teacher
INSERT INTO reader.staffing (section_id, employee_id, valid, share)
SELECT f.section_id, 114, f.valid, 0.5 FROM reader.staffing AS f WHERE f.employee_id = 111;
-- and a remedy that cannot be reckoned for a teacher of each school, who is on no schedule
INSERT INTO reader.pay_base (contract, name, in_force, own, citation)
VALUES ('waterford', 'own salary', '[2019-07-01,2020-07-01)', 'salary', 'made up');
INSERT INTO reader.limit_remedy (limit_id, kind, scale, base)
SELECT l.id, 'other', '1+: 1% each per year', 'own salary'
FROM reader.load_limit AS l WHERE l.title = 'Class size TK-6';
UPDATE reader.employment SET schedule = 'none' WHERE employee_id IN (120, 210);
RESET ROLE;

-- Granting: what is refused
SET ROLE regress_reader_owner;
SET search_path = reader;
\set VERBOSITY default
\set SHOW_CONTEXT never
SELECT grant_reports(NULL);
SELECT grant_reports('regress_reader_site', site_id => (SELECT t.site_id FROM site AS t WHERE t.site_name = 'School'));
SELECT grant_reports('regress_reader_site', district_id => NULL);
SELECT grant_reports('regress_reader_nobody');
SELECT grant_reports('public');
SELECT grant_reports('regress_reader_site', site_id => 1, employee_id => 111);
SELECT grant_reports('regress_reader_site', site_id => 7);
SELECT grant_reports('regress_reader_site', employee_id => 7);
SELECT grant_reports('regress_reader_site', district_id => 7);
SELECT grant_reports('regress_reader_owner', site_id => 1);
SELECT revoke_reports('regress_reader_owner');
SELECT revoke_reports('regress_reader_nobody');
SELECT revoke_reports(NULL);
-- what is granted, and granted twice
SELECT grant_reports('regress_reader_site', site_id => 1);
SELECT grant_reports('regress_reader_site', site_id => 1);
SELECT grant_reports('regress_reader_shared', employee_id => 111);
SELECT grant_reports('regress_reader_person', employee_id => 123);
SELECT grant_reports('regress_reader_district', site_id => 2);
SELECT grant_reports('regress_reader_district', district_id => 1);
SELECT grant_reports('regress_reader_district', site_id => 1);
SELECT grant_reports('regress_reader_all');
SELECT grant_reports('regress_reader_all', site_id => 1);
SELECT role, district_id, site_id, employee_id FROM reader ORDER BY role::text;
\set VERBOSITY terse
RESET ROLE;
-- the owner alone grants
SET ROLE regress_reader_all;
SELECT reader.grant_reports('regress_reader_none');
RESET ROLE;
GRANT USAGE ON SCHEMA reader TO regress_reader_none;
SET ROLE regress_reader_none;
SELECT reader.grant_reports('regress_reader_none');
SELECT reader.revoke_reports('regress_reader_site');
RESET ROLE;

-- What each sees is the owner's rows of that part, neither more nor fewer: of nothing kept, of all kept, and of some
-- stale at both schools.
CREATE TABLE public.part (state text, asked text, report text, seen_by name, many bigint, rows text);
GRANT ALL ON public.part TO PUBLIC;
CREATE FUNCTION public.note_part(state text, asked text, report text, which text DEFAULT 'true') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('INSERT INTO public.part SELECT %L, %L, %L, current_user, count(*), md5(string_agg(r::text, chr(10)
		ORDER BY r::text)) FROM (%s) AS r', state, asked, report, CASE WHEN which = 'true'
			THEN format('SELECT * FROM reader_bi.%I', report) ELSE which END);
END $$;
CREATE FUNCTION public.note_parts(state text, asked text) RETURNS void
LANGUAGE sql AS $$
	SELECT public.note_part(state, asked, r) FROM unnest('{class_size_overage,caseload_overage,compliance_finding,
		pay_line,pay_summary,scattergram,held_cap}'::text[]) AS r;
$$;
-- as the owner would choose their rows
CREATE FUNCTION public.note_owned(state text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	a record;
	r text;
BEGIN
	FOREACH r IN ARRAY '{class_size_overage,caseload_overage,compliance_finding,pay_line,pay_summary,
			held_cap}'::text[] LOOP
		EXECUTE format('CREATE TEMP TABLE %I AS SELECT * FROM reader_bi.%1$I', r);
	END LOOP;
	FOR a IN SELECT * FROM (VALUES ('site', 'site_name = ''School 0001'''), ('shared', 'employee_id = 111'),
			('person', 'employee_id = 123'), ('all', 'true OR true')) AS v (asked, which) LOOP
		FOREACH r IN ARRAY '{class_size_overage,caseload_overage,compliance_finding,pay_line,
				pay_summary}'::text[] LOOP
			PERFORM public.note_part(state, a.asked, r, format('SELECT * FROM pg_temp.%I WHERE %s', r, a.which));
		END LOOP;
		PERFORM public.note_part(state, a.asked, 'held_cap', format('SELECT * FROM pg_temp.held_cap AS h WHERE %s
			OR h.section_id IN (SELECT f.section_id FROM reader.staffing AS f WHERE %s)', a.which,
			CASE a.asked WHEN 'site' THEN 'false' ELSE replace(a.which, 'employee_id', 'f.employee_id') END));
		PERFORM public.note_part(state, a.asked, 'scattergram', format('
			SELECT district_id, contract, schedule, school_year, lane,
				(SELECT max(c.lane_rank) FROM reader_bi.schedule_cell AS c WHERE c.contract = p.contract
					AND c.schedule = p.schedule AND c.lane = p.lane)::int AS lane_rank, step,
				count(DISTINCT employee_id) AS employees, sum(fte)::numeric(12,4) AS fte,
				sum(base_salary + longevity_pay)::numeric(14,2) AS cost,
				count(DISTINCT employee_id) AS employees_on_day, sum(fte)::numeric(12,4) AS fte_on_day
			FROM pg_temp.pay_summary AS p WHERE placement IS NOT NULL AND base_salary IS NOT NULL AND (%s)
			GROUP BY district_id, contract, schedule, school_year, lane, step', a.which));
	END LOOP;
	FOREACH r IN ARRAY '{class_size_overage,caseload_overage,compliance_finding,pay_line,pay_summary,
			held_cap}'::text[] LOOP
		EXECUTE format('DROP TABLE pg_temp.%I', r);
	END LOOP;
END $$;
SET ROLE regress_reader_owner;
DO $$ BEGIN PERFORM reader.guard_district(); END $$;
SELECT public.note_owned('not kept');
SET ROLE regress_reader_site;
SELECT public.note_parts('not kept', 'site');
SET ROLE regress_reader_shared;
SELECT public.note_parts('not kept', 'shared');
RESET ROLE;
SELECT left(reader.refresh_reports(), 32);
SET ROLE regress_reader_owner;
SELECT public.note_owned('kept');
SET ROLE regress_reader_all;
SELECT public.note_parts('kept', 'all');
SET ROLE regress_reader_site;
SELECT public.note_parts('kept', 'site');
SET ROLE regress_reader_shared;
SELECT public.note_parts('kept', 'shared');
SET ROLE regress_reader_person;
SELECT public.note_parts('kept', 'person');
SET ROLE regress_reader_owner;
UPDATE reader.enrollment AS e SET share = e.share FROM reader.staffing AS f
WHERE f.section_id = e.section_id AND f.employee_id IN (111, 114, 222);
UPDATE reader.case_assignment SET valid = valid WHERE employee_id IN (123, 223);
DELETE FROM reader.enrollment WHERE enrollment_id IN (SELECT min(e.enrollment_id) FROM reader.enrollment AS e
	JOIN reader.staffing AS f USING (district_id, section_id) WHERE f.employee_id IN (111, 222) GROUP BY f.employee_id);
SELECT public.note_owned('stale');
SET ROLE regress_reader_all;
SELECT public.note_parts('stale', 'all');
SET ROLE regress_reader_district;
SELECT public.note_parts('stale', 'all');
SET ROLE regress_reader_site;
SELECT public.note_parts('stale', 'site');
SET ROLE regress_reader_shared;
SELECT public.note_parts('stale', 'shared');
SET ROLE regress_reader_person;
SELECT public.note_parts('stale', 'person');
RESET ROLE;
SELECT o.asked, o.report, array_agg(r.many ORDER BY r.seen_by, r.state) AS rows
FROM public.part AS o JOIN public.part AS r ON r.state = o.state AND r.asked = o.asked AND r.report = o.report
WHERE o.seen_by = 'regress_reader_owner' AND r.seen_by <> o.seen_by
GROUP BY 1, 2 ORDER BY 1, 2;
SELECT o.state, o.report, r.seen_by, o.many, r.many
FROM public.part AS o JOIN public.part AS r ON r.state = o.state AND r.asked = o.asked AND r.report = o.report
WHERE o.seen_by = 'regress_reader_owner' AND (o.many, o.rows) IS DISTINCT FROM (r.many, r.rows);
-- the change was seen: the counts of the stale are others than of the kept
SELECT count(DISTINCT rows) FROM public.part WHERE report = 'class_size_overage' AND seen_by = 'regress_reader_shared';

-- report_status: of the whole district how much is stale; to others that it was reckoned, and their own problems
SET ROLE regress_reader_district;
SELECT about, marked > 0 AS marked, stale > 0 AS stale, rule, subject_id, reason LIKE 'facts changed%' AS facts_changed,
	reason LIKE 'pay base%' AS why FROM reader_bi.report_status ORDER BY about, subject_id;
SET ROLE regress_reader_site;
SELECT about, marked, stale, rule, subject_id, reason FROM reader_bi.report_status ORDER BY about, subject_id;
SET ROLE regress_reader_person;
SELECT about, marked, stale, rule, subject_id, reason FROM reader_bi.report_status ORDER BY about, subject_id;
RESET ROLE;
-- An error of the reckoning may speak of somebody else: who is not to see his pay is not told, nor kept from his own.
BEGIN;
UPDATE reader.employment SET fte = 1e9 WHERE employee_id = 211;
SET LOCAL ROLE regress_reader_site;
SELECT pg_temp.failure('SELECT count(*) FROM reader_bi.pay_summary') AS pay_summary,
	pg_temp.failure('SELECT count(*) FROM reader_bi.scattergram') AS scattergram,
	(SELECT count(*) FROM reader_bi.report_status WHERE rule = 'salary' AND employee_id = 211) AS told;
SET LOCAL ROLE regress_reader_all;
SELECT count(*), count(total_pay), (SELECT reason FROM reader_bi.report_status WHERE employee_id = 211) AS told
FROM reader_bi.pay_summary;
ROLLBACK;
-- One whose lane is not there is paid nothing, and nobody else hears of it.
BEGIN;
UPDATE reader.employment SET placement = 'Z-1' WHERE employee_id = 211;
SET LOCAL ROLE regress_reader_site;
SELECT pg_temp.failure('SELECT count(*) FROM reader_bi.pay_summary') AS pay_summary,
	pg_temp.failure('SELECT count(*) FROM reader_bi.scattergram') AS scattergram;
ROLLBACK;

-- A role that is renamed stays bound, one with capitals is granted, and one that was dropped leaves nothing behind.
ALTER ROLE regress_reader_shared RENAME TO "regress_reader ""New""";
CREATE ROLE regress_reader_shared;
SET ROLE "regress_reader ""New""";
SELECT count(*), count(*) FILTER (WHERE employee_id = 111) AS own FROM reader_bi.class_size_overage;
RESET ROLE;
SELECT reader.grant_reports('regress_reader "New"', employee_id => 123);
SELECT reader.revoke_reports('regress_reader "New"');
SELECT reader.grant_reports('regress_reader_shared', site_id => 2);
DROP OWNED BY regress_reader_shared;
DROP ROLE regress_reader_shared, "regress_reader ""New""";
SELECT count(*) FROM reader.reader AS r WHERE NOT EXISTS (SELECT FROM pg_roles AS g WHERE g.oid = r.role);
SELECT reader.revoke_reports('regress_reader_person');
SELECT count(*) FROM reader.reader AS r WHERE NOT EXISTS (SELECT FROM pg_roles AS g WHERE g.oid = r.role);
SET ROLE regress_reader_person;
SELECT count(*) FROM reader_bi.class_size_overage;
RESET ROLE;

-- Groups: their members are bound with them, but see what a row of their own shows, too; by GRANT alone everything is
-- seen, until a row binds.
CREATE ROLE regress_reader_group;
CREATE ROLE regress_reader_member IN ROLE regress_reader_group;
CREATE ROLE regress_reader_deaf NOINHERIT IN ROLE regress_reader_group;
GRANT USAGE ON SCHEMA reader_bi TO regress_reader_group;
GRANT SELECT ON ALL TABLES IN SCHEMA reader_bi TO regress_reader_group;
CREATE FUNCTION public.sites_seen() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN coalesce((SELECT string_agg(DISTINCT site_name, ', ') FROM reader_bi.pay_summary), 'none');
END $$;
SET ROLE regress_reader_member;
SELECT public.sites_seen();
SET ROLE regress_reader_deaf;
SELECT public.sites_seen();
RESET ROLE;
-- nothing of it was granted to him by himself, and without his row he would see more
SELECT reader.revoke_reports('regress_reader_member');
SELECT reader.grant_reports('regress_reader_member', site_id => 1);
SET ROLE regress_reader_member;
SELECT public.sites_seen();
RESET ROLE;
SELECT reader.revoke_reports('regress_reader_member');
SELECT reader.grant_reports('regress_reader_group', site_id => 2);
SELECT reader.revoke_reports('regress_reader_deaf');
SET ROLE regress_reader_group;
SELECT public.sites_seen();
SET ROLE regress_reader_member;
SELECT public.sites_seen();
RESET ROLE;
SELECT reader.grant_reports('regress_reader_deaf', site_id => 1);
SET ROLE regress_reader_deaf;
SELECT public.sites_seen();
RESET ROLE;
SELECT reader.revoke_reports('regress_reader_member');
SELECT reader.grant_reports('regress_reader_group');
SELECT reader.grant_reports('regress_reader_group', site_id => 2);
SELECT reader.grant_reports('regress_reader_deaf', site_id => 2);
-- the owner's own members and superusers are bound by nothing; who must SET ROLE to be the owner is bound until he does
CREATE ROLE regress_reader_deputy IN ROLE regress_reader_owner;
CREATE ROLE regress_reader_heir NOINHERIT IN ROLE regress_reader_owner;
SELECT reader.grant_reports('regress_reader_deputy', site_id => 1);
SELECT reader.grant_reports('regress_reader_heir', site_id => 1);
SET SESSION AUTHORIZATION regress_reader_heir;
SELECT public.sites_seen();
SET ROLE regress_reader_owner;
SELECT public.sites_seen();
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION regress_reader_deputy;
SELECT public.sites_seen();
SELECT reader.grant_reports('regress_reader_none', site_id => 2);
SELECT reader.revoke_reports('regress_reader_none');
RESET SESSION AUTHORIZATION;
-- a reader who may read the tables, too, is told of
GRANT SELECT (student_id) ON reader.enrollment TO regress_reader_none;
\set VERBOSITY default
\set SHOW_CONTEXT never
SELECT reader.grant_reports('regress_reader_none', site_id => 2);
\set VERBOSITY terse
-- what the owner puts beside the reports is granted to nobody
SET ROLE regress_reader_owner;
CREATE VIEW reader_bi.birthday AS SELECT employee_name, born FROM reader.employee;
SELECT reader.grant_reports('regress_reader_site', site_id => 2);
SET ROLE regress_reader_site;
SELECT count(*) FROM reader_bi.birthday;
SELECT public.sites_seen();
RESET ROLE;

DROP SCHEMA reader, reader_bi, reader_then CASCADE;
DROP TABLE public.part;
DROP FUNCTION public.note_part, public.note_parts, public.note_owned, public.sites_seen;
DO $$ BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM regress_reader_owner', current_database()); END $$;
DROP ROLE regress_reader_owner, regress_reader_all, regress_reader_site, regress_reader_person, regress_reader_district,
	regress_reader_none, regress_reader_group, regress_reader_member, regress_reader_deaf, regress_reader_deputy,
	regress_reader_heir;
