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

-- Of these what the asker may see. Each is a barrier of its own: around a union a barrier does not hold. Nobody is
-- granted these; the reports read them as their owner.
CREATE VIEW seen_class_size WITH (security_barrier = true) AS
SELECT k.* FROM fresh_class_size AS k
WHERE (SELECT (sight_of(asker())).everything)
	OR seen((SELECT sight_of(asker())), k.district_id, k.site_id, k.employee_id);
CREATE VIEW seen_caseload WITH (security_barrier = true) AS
SELECT k.* FROM fresh_caseload AS k
WHERE (SELECT (sight_of(asker())).everything)
	OR seen((SELECT sight_of(asker())), k.district_id, k.site_id, k.employee_id);
CREATE VIEW seen_finding WITH (security_barrier = true) AS
SELECT k.* FROM fresh_finding AS k
WHERE (SELECT (sight_of(asker())).everything)
	OR seen((SELECT sight_of(asker())), k.district_id, k.site_id, k.employee_id);
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
