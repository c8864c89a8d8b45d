-- What 0.3.0 changes about the tables of 0.2.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.
ALTER TABLE contract
	ADD COLUMN after_expiry text NOT NULL DEFAULT 'ends' CHECK (after_expiry IN ('ends', 'status quo'));
ALTER TABLE credit_rule
	ADD COLUMN part_credit numeric CHECK (part_credit > 0 AND part_credit < 1),
	ADD COLUMN halves boolean NOT NULL DEFAULT false,
	ADD CONSTRAINT credit_rule_part_credit_adds_up CHECK (part_credit IS NULL OR part_years = 'add up'),
	ADD CONSTRAINT credit_rule_halves_add_up CHECK (NOT halves OR part_years = 'add up');
-- 0.2.0 moved by halves whatever added up, and never asked these rows for year_at. Of a job share it is the position that
-- is a part, so a year in it stays that part; of other service year_at is heard from now on.
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
ALTER TABLE rule_mark ADD COLUMN about text;
-- Kept rows of the overages are kept otherwise: an upgrade has all of them reckoned again.
DROP TABLE kept_class_size, kept_caseload;
