-- A rule of one contract changes: the caps of the guarded districts that it reaches are filled, and of no others.
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT caseload.create_district('guard_contracts');
SET search_path = guard_contracts, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
SELECT c, c, c, c, '[2025-07-01,2026-07-01)', 'made up' FROM unnest('{oak,elm}'::text[]) AS c;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT contract, '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2026-05-30)}', 'made up' FROM contract;
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
SELECT contract, 'size', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'hard', 'made up' FROM contract;
INSERT INTO limit_cap (limit_id, number) SELECT id, '20 students' FROM load_limit;
-- district 1 works under oak, 2 under elm, 3 at one school under each, 4 under elm and is not guarded
INSERT INTO site (district_id, site_id, site_name)
SELECT d, s, 'School ' || s FROM (VALUES (1, 1), (2, 1), (3, 1), (3, 2), (4, 1)) AS v (d, s);
INSERT INTO employee (district_id, employee_id, employee_name) SELECT district_id, site_id, 'Teacher' FROM site;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, valid)
SELECT district_id, site_id, site_id,
	CASE WHEN district_id = 1 OR (district_id, site_id) = (3, 1) THEN 'oak' ELSE 'elm' END,
	'teacher', 'I-1', '[2025-07-01,2026-07-01)' FROM site;
INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid)
SELECT district_id, site_id, site_id, 'Class', '[3,3]', '[2025-09-01,2026-05-30)' FROM site;
INSERT INTO staffing (district_id, section_id, employee_id, valid)
SELECT district_id, section_id, section_id, valid FROM section;
SELECT count(*) FROM (SELECT guard_district(d) FROM generate_series(1, 3) AS d) AS g;
SELECT district_id, section_id, hard FROM section_cap ORDER BY 1, 2;
-- Which were filled is told by a cap that was put there by hand and is the limit's own again.
CREATE FUNCTION filled_by(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	filled text;
BEGIN
	UPDATE section_cap SET hard = 99;
	EXECUTE statement;
	SELECT string_agg(format('%s.%s: %s', district_id, section_id, coalesce(hard::text, 'none')), ', '
		ORDER BY district_id, section_id) INTO filled FROM section_cap WHERE hard IS DISTINCT FROM 99;
	PERFORM fill_caps();
	RETURN filled;
END $$;
SELECT filled_by('UPDATE limit_cap SET number = ''22 students'' FROM load_limit AS l '
	'WHERE l.id = limit_id AND l.contract = ''elm''');
SELECT filled_by('UPDATE load_limit SET title = ''Size'' WHERE contract = ''oak''');
SELECT filled_by('UPDATE calendar SET days = days - ''{[2025-10-01,2025-10-02)}''::datemultirange '
	'WHERE contract = ''elm''');
SELECT filled_by('INSERT INTO count_days (contract, name, in_force, days, citation)
	VALUES (''oak'', ''norm day'', ''[2025-07-01,2026-07-01)'', ''{[2025-10-01,2025-10-02)}'', ''made up'')');
-- a limit that goes to another contract was the one's and is the other's
SELECT filled_by('UPDATE load_limit SET contract = ''elm'', code = ''oaks'' WHERE contract = ''oak''');
SELECT filled_by('UPDATE load_limit SET contract = ''oak'', code = ''size'' WHERE code = ''oaks''');
-- nothing changed, so nothing is filled
SELECT filled_by('UPDATE limit_cap SET number = ''9 students'' WHERE false') IS NULL AS none;
-- a limit that is deleted, and its caps with it
SELECT filled_by('DELETE FROM load_limit WHERE contract = ''elm''');
SELECT filled_by('DELETE FROM limit_cap');
DROP SCHEMA guard_contracts, guard_contracts_bi, guard_contracts_then CASCADE;
