-- A district whose large tables are partitioned by district_id: it answers as one that is not, reads one partition for
-- one district, and partitions are detached and attached again.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT caseload.create_district('county', partitioned_by => 'school year');
SELECT caseload.create_district('county', partitioned_by => '');
SELECT caseload.create_district('meadow', contract => 'waterford');
SELECT caseload.create_district('county', contract => 'waterford', partitioned_by => 'district');
SELECT caseload.add_partition('meadow', 1);
SELECT caseload.add_partition('county', NULL);
SELECT caseload.add_partition('county', 2, 1);
INSERT INTO county.site (site_name) VALUES ('Nowhere');
SELECT caseload.add_partition('county', 1);
SELECT caseload.add_partition('county', 2, 9);
SELECT caseload.add_partition('county', 9, 12);
SELECT caseload.add_partition('county', -5, -3), caseload.add_partition('county', 2147483647);
SELECT first_district, last_district, attached, tables FROM caseload.district_partitions('county');
-- all of these tables, each with what it cannot have as a whole
SELECT count(*), count(*) FILTER (WHERE c.relkind = 'p') FROM caseload.partitioned_tables() AS t
	JOIN pg_class AS c ON c.oid = to_regclass(format('county.%I', t.table_name));
SELECT h.table_name FROM county.history_tables() AS h
WHERE h.table_name NOT IN (SELECT t.table_name FROM caseload.partitioned_tables() AS t);
SELECT c.conrelid::regclass, c.contype, pg_get_constraintdef(c.oid) FROM pg_constraint AS c
WHERE c.conrelid::regclass::text LIKE 'county.%\_d1' AND (c.contype = 'x' OR c.confrelid = c.conrelid) ORDER BY 1;

-- the same facts in both, and the same answers
SELECT meadow.sample_districts(7, 2, 1) = county.sample_districts(7, 2, 1) AS same;
SELECT tableoid::regclass, count(*) FROM county.enrollment GROUP BY 1 ORDER BY 1;
CREATE FUNCTION pg_temp.answers(schema text, report text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE hash text;
BEGIN
	EXECUTE format('SELECT concat_ws('' '', count(*) > 0, md5(string_agg(r::text, '','' ORDER BY r.id))) '
		'FROM %I.%I AS r', schema || '_bi', report) INTO hash;
	RETURN hash;
END $$;
CREATE TABLE pg_temp.report AS SELECT unnest('{class_size_overage,caseload_overage,compliance_finding,pay_line,
	pay_summary}'::text[]) AS name;
SELECT pg_temp.answers('county', 'class_size_overage') = pg_temp.answers('meadow', 'class_size_overage') AS same;
SELECT county.refresh_reports() IS NOT NULL AND meadow.refresh_reports() IS NOT NULL AS kept;
SELECT tableoid::regclass, count(*) > 0 FROM county.kept_pay_line GROUP BY 1 ORDER BY 1;
SELECT r.name, pg_temp.answers('county', r.name) = pg_temp.answers('meadow', r.name) AS same FROM pg_temp.report AS r;

-- a question about one district goes to one partition; its book is reckoned from there, and read there
EXPLAIN (COSTS OFF) SELECT count(*) FROM county.employee WHERE district_id = 1;
CREATE FUNCTION pg_temp.scans(suffix text) RETURNS bigint LANGUAGE sql AS $$
	SELECT sum(pg_stat_get_xact_numscans(c.oid) + coalesce((SELECT sum(pg_stat_get_xact_numscans(i.indexrelid))
		FROM pg_index AS i WHERE i.indrelid = c.oid), 0)) FROM caseload.partitioned_tables() AS t
		JOIN pg_class AS c ON c.oid = to_regclass(format('county.%I', t.table_name || suffix))
	-- which districts there are is asked of all
	WHERE t.table_name <> 'site' $$;
BEGIN;
SELECT pg_temp.scans('_d1') AS d1, pg_temp.scans('_d2_9') AS d2 \gset
SELECT count(*) > 0 AS found FROM county_bi.compliance_finding WHERE district_id = 1;
SELECT count(*) > 0 AS found FROM county_bi.class_size_overage WHERE district_id = 1;
SELECT pg_temp.scans('_d1') - :d1 > 0 AS here, pg_temp.scans('_d2_9') - :d2 AS there;
COMMIT;
DELETE FROM county.book;
BEGIN;
SELECT pg_temp.scans('_d1') AS d1, pg_temp.scans('_d2_9') AS d2 \gset
SELECT county.refresh_reports(1) LIKE '1 of 1 district%' AS kept;
SELECT pg_temp.scans('_d1') - :d1 > 100 AS here, pg_temp.scans('_d2_9') - :d2 AS there;
COMMIT;

-- foreign keys, and what may not overlap, through the table and straight into a partition
INSERT INTO county.enrollment (district_id, section_id, student_id, valid) VALUES (1, 999, 1, '[2019-09-01,)');
INSERT INTO county.enrollment_d1 (district_id, enrollment_id, section_id, student_id, valid)
VALUES (1, 99999, 999, 1, '[2019-09-01,)');
INSERT INTO county.enrollment (district_id, section_id, student_id, valid)
SELECT e.district_id, e.section_id, e.student_id, e.valid FROM county.enrollment AS e
WHERE e.district_id = 1 ORDER BY e.enrollment_id LIMIT 1;
-- the guard: both ways, and in a partition that comes later
SET client_min_messages = error;
SELECT county.guard_district();
SELECT caseload.add_partition('county', 20);
SET client_min_messages = warning;
CREATE FUNCTION pg_temp.try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE said text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
	RETURN SQLSTATE || ' ' || said;
END $$;
UPDATE county.section_cap SET hard = 26 WHERE district_id = 2 AND section_id = 101;
SELECT pg_temp.try('DELETE FROM county.section WHERE district_id = 1') ~ '^23503 ' AS refused;
SELECT pg_temp.try(format('INSERT INTO county.%s (district_id, enrollment_id, section_id, student_id, valid) '
	'VALUES (2, 99999, 101, 99999, ''[2019-08-12,2020-05-28)'')', t))
FROM unnest('{enrollment,enrollment_d2_9}'::text[]) AS t;
SELECT DISTINCT t.tgname FROM pg_trigger AS t WHERE t.tgrelid = 'county.enrollment'::regclass AND NOT t.tgisinternal
EXCEPT SELECT t.tgname FROM pg_trigger AS t WHERE t.tgrelid = 'county.enrollment_d20'::regclass;
-- history and marks: of either way
UPDATE county.student SET weight = 2 WHERE district_id = 1 AND student_row_id = 1;
UPDATE county.employee SET employee_name = 'Once' WHERE district_id = 1 AND employee_id = 101;
UPDATE county.employee_d1 SET employee_name = 'Twice' WHERE employee_id = 101;
SELECT employee_name = 'Once' AS once, operation FROM county.employee_was ORDER BY changed_at;
SELECT scope, subject_id, count(*) FROM county.mark WHERE district_id = 1 AND scope = 'employee' GROUP BY 1, 2;
UPDATE county.employee_was SET employee_name = 'Never';
TRUNCATE county.tally_d1;
TRUNCATE county.tally;
SELECT district_id, operation, count(*) > 0 AS kept FROM county.tally_was GROUP BY 1, 2 ORDER BY 1;
SELECT * FROM caseload.partition_problem('county');

-- detached and attached again: facts, history, register; caps and books go and come back
SELECT county.make_pay_periods('waterford', '12', '2019-20');
SELECT county.close_period('waterford', '12', '2019-20', 1, 1) > 0 AS closed;
SELECT county.reverse_period((SELECT max(run) FROM county.pay_run), 'wrong day') > 0 AS reversed;
SELECT county.close_period('waterford', '12', '2019-20', 1, 2) > 0 AS closed;
SELECT county.refresh_reports(1) IS NOT NULL AS kept;
CREATE TABLE pg_temp.before AS SELECT caseload.district_hash('county', 1) AS hash,
	(SELECT md5(string_agg(r::text, '' ORDER BY r.id)) FROM county_bi.class_size_overage AS r) AS report,
	(SELECT md5(string_agg(c::text, '' ORDER BY c)) FROM county.section_cap AS c WHERE district_id = 1) AS caps,
	(SELECT count(*) FROM county.paid_line WHERE district_id = 1) AS paid;
SELECT caseload.detach_partition('county', 1);
SELECT first_district, last_district, attached, tables FROM caseload.district_partitions('county')
WHERE first_district < 20 AND last_district > 0;
SELECT district_id, count(*) > 0 FROM county_bi.class_size_overage GROUP BY 1;
SELECT (SELECT count(*) FROM county.site WHERE district_id = 1) + (SELECT count(*) FROM county.employee_was
	WHERE district_id = 1) + (SELECT count(*) FROM county.section_cap WHERE district_id = 1)
	+ (SELECT count(*) FROM county.book WHERE district_id = 1) AS rest;
INSERT INTO county.site (site_name) VALUES ('Too late');
SELECT caseload.add_partition('county', 1);
SELECT caseload.detach_partition('county', 1);
SELECT caseload.attach_partition('county', 2);
SELECT caseload.attach_partition('county', 50);
SELECT county.refresh_reports(1);
-- what was paid stays as it was, and what is written there meanwhile has its history
DELETE FROM county.paid_line_d1;
BEGIN;
UPDATE county.employee_d1 SET employee_name = 'Thrice' WHERE employee_id = 101;
SELECT count(*) FROM county.employee_d1_was;
UPDATE county.employee_d1_was SET employee_name = 'Never';
ROLLBACK;
UPDATE county.district_version SET version = '0.7.0';
SELECT caseload.upgrade_district('county');
UPDATE county.district_version SET version = (SELECT extversion FROM pg_extension WHERE extname = 'caseload');
-- half of it is not attached
ALTER TABLE county.tally_d1 RENAME TO tally_away;
SELECT caseload.attach_partition('county', 1);
ALTER TABLE county.tally_away RENAME TO tally_d1;
-- nor rows that refer to nothing
BEGIN;
INSERT INTO county.enrollment_d1 (district_id, enrollment_id, section_id, student_id, valid)
VALUES (1, 99999, 999, 1, '[2019-09-01,)');
SELECT caseload.attach_partition('county', 1);
ROLLBACK;
SET client_min_messages = error;
SELECT caseload.attach_partition('county', 1);
SET client_min_messages = warning;
SELECT * FROM caseload.partition_problem('county');
SELECT county.refresh_reports(1) IS NOT NULL AS kept;
SELECT caseload.district_hash('county', 1) = b.hash AS facts, b.report =
	(SELECT md5(string_agg(r::text, '' ORDER BY r.id)) FROM county_bi.class_size_overage AS r) AS report,
	b.caps = (SELECT md5(string_agg(c::text, '' ORDER BY c)) FROM county.section_cap AS c
		WHERE district_id = 1) AS caps,
	b.paid = (SELECT count(*) FROM county.paid_line WHERE district_id = 1) AS paid
FROM pg_temp.before AS b;
SELECT county.close_period('waterford', '12', '2019-20', 1, 1) > 0 AS closed;

-- a partition by hand lacks something, and is told
CREATE TABLE county.enrollment_d30 PARTITION OF county.enrollment FOR VALUES FROM (30) TO (31);
ALTER TABLE county.employee_d20 DISABLE TRIGGER was_update;
SELECT table_name, left(problem, 60) AS problem, left(mend, 70) AS mend FROM caseload.partition_problem('county')
WHERE table_name ~ 'enrollment|employee_d20|county.site$';
DROP TABLE county.enrollment_d30;
ALTER TABLE county.employee_d20 ENABLE TRIGGER was_update;
-- a table that is swapped for another would be read on in silence: reports refuse, and so does all else
ALTER TABLE meadow.enrollment RENAME TO enrollment_old;
CREATE TABLE meadow.enrollment (LIKE meadow.enrollment_old) PARTITION BY LIST (district_id);
SELECT count(*) FROM meadow_bi.class_size_overage;
SELECT meadow.refresh_reports();
DROP TABLE meadow.enrollment;
ALTER TABLE meadow.enrollment_old RENAME TO enrollment;
SELECT pg_temp.answers('meadow', 'class_size_overage') LIKE 't%' AS answers;
ALTER TABLE meadow.kept_finding RENAME TO kept_finding_old;
SELECT * FROM caseload.partition_problem('meadow');
ALTER TABLE meadow.kept_finding_old RENAME TO kept_finding;
SELECT * FROM caseload.partition_problem('meadow');

-- upgraded, renamed, copied, and a district that moves in from elsewhere
UPDATE county.district_version SET version = '0.7.0';
SET client_min_messages = error;
SELECT caseload.upgrade_district('county') LIKE '%guarded again' AS upgraded;
SELECT * FROM caseload.partition_problem('county');
SELECT caseload.rename_district('county', 'shire');
SELECT * FROM caseload.partition_problem('shire');
-- what is detached is not copied
SELECT caseload.detach_partition('shire', 2) LIKE 'district 2 to 9 detached: 21 tables%' AS detached;
SELECT caseload.copy_district('shire', 'copied') LIKE 'district copied made%' AS copied;
SELECT caseload.attach_partition('shire', 2) LIKE 'district 2 to 9 attached: 21 tables%' AS attached;
SELECT first_district, last_district, attached, tables FROM caseload.district_partitions('copied');
SELECT caseload.district_hash('shire', 1) = caseload.district_hash('copied', 1) AS same;
SELECT shire.unguard_district();
SELECT caseload.copy_district_rows('copied', 2, 'shire') = caseload.district_hash('shire', 2) AS same;
SELECT first_district, last_district FROM caseload.district_partitions('copied') WHERE first_district = 2;
-- one by one: each takes thousands of locks
DROP SCHEMA meadow, meadow_bi, meadow_then CASCADE;
DROP SCHEMA shire, shire_bi, shire_then CASCADE;
DROP SCHEMA copied, copied_bi, copied_then CASCADE;
