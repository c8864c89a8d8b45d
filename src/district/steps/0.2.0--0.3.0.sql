-- What 0.3.0 changes about the tables of 0.2.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.

-- raises: how a percentage and dollars of one row are joined
ALTER TABLE raise ADD COLUMN joined text NOT NULL DEFAULT 'then' CHECK (joined IN ('then', 'greater', 'lesser')),
	ADD CHECK (joined = 'then' OR flat IS NOT NULL AND (percent IS NOT NULL OR index_name IS NOT NULL));
ALTER TABLE contract
	ADD COLUMN after_expiry text NOT NULL DEFAULT 'ends' CHECK (after_expiry IN ('ends', 'status quo')),
	ADD COLUMN usual_cycle text CHECK (usual_cycle ~ '^([1-9][0-9]{0,2}|semi-monthly)$');
ALTER TABLE credit_rule
	ADD COLUMN part_credit numeric CHECK (part_credit > 0 AND part_credit < 1),
	ADD COLUMN halves boolean NOT NULL DEFAULT false,
	ADD CONSTRAINT credit_rule_part_credit_adds_up CHECK (part_credit IS NULL OR part_years = 'add up'),
	ADD CONSTRAINT credit_rule_halves_add_up CHECK (NOT halves OR part_years = 'add up');
-- 0.2.0 moved by halves whatever added up, and never asked these rows for year_at. Of a job share it is the position
-- that is a part, so a year in it stays that part; of other service year_at is heard from now on.
UPDATE credit_rule SET halves = true, year_at = CASE kind WHEN 'job share' THEN 1 ELSE year_at END
WHERE part_years = 'add up';
ALTER TABLE longevity_rule
	ADD COLUMN counts_running_year boolean NOT NULL DEFAULT false,
	ADD COLUMN counts text NOT NULL DEFAULT 'school year' CHECK (counts IN ('school year', 'anniversary')),
	ADD CONSTRAINT longevity_rule_step_is_no_time
		CHECK (service <> 'step' OR (NOT counts_running_year AND counts = 'school year'));
ALTER TABLE calendar DROP CONSTRAINT calendar_kind_check, ADD CONSTRAINT calendar_kind_check CHECK (kind <> ''),
	ADD COLUMN half_days datemultirange NOT NULL DEFAULT '{}',
	ADD CONSTRAINT calendar_half_days_check CHECK (half_days <@ days);
ALTER TABLE employment DROP CONSTRAINT employment_fte_check, ALTER COLUMN fte TYPE numeric,
	ADD CONSTRAINT employment_fte_check CHECK (fte > 0 AND fte < 'Infinity'),
	ADD COLUMN calendar text NOT NULL DEFAULT 'duty' CHECK (calendar <> ''),
	ADD COLUMN job_share text CHECK (job_share <> '');
CREATE INDEX ON employment (district_id, job_share) WHERE job_share IS NOT NULL;
-- Kept rows of the overages are kept otherwise: an upgrade has all of them reckoned again. A district that comes from
-- 0.1.0 has no books yet.
DO $books$
BEGIN
	IF to_regclass('rule_mark') IS NOT NULL THEN
		ALTER TABLE rule_mark ADD COLUMN about text;
		DROP TABLE kept_class_size, kept_caseload;
	END IF;
END
$books$;

-- Facts that are there were known before anybody asked when.
DO $known_from$
DECLARE
	fact text;
BEGIN
	FOREACH fact IN ARRAY '{site,employee,employment,position_held,service,section,staffing,enrollment,case_assignment,
		tally,exception,remedy_given}'::text[] LOOP
		EXECUTE format('ALTER TABLE %I ADD known_from timestamptz NOT NULL DEFAULT %L', fact, '-infinity');
		EXECUTE format('ALTER TABLE %I ALTER known_from SET DEFAULT statement_timestamp()', fact);
	END LOOP;
END
$known_from$;
