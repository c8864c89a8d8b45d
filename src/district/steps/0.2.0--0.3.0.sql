-- What 0.3.0 changes about the tables of 0.2.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.
ALTER TABLE contract
	ADD COLUMN after_expiry text NOT NULL DEFAULT 'ends' CHECK (after_expiry IN ('ends', 'status quo'));
ALTER TABLE calendar DROP CONSTRAINT calendar_kind_check, ADD CONSTRAINT calendar_kind_check CHECK (kind <> ''),
	ADD COLUMN half_days datemultirange NOT NULL DEFAULT '{}',
	ADD CONSTRAINT calendar_half_days_check CHECK (half_days <@ days);
ALTER TABLE employment DROP CONSTRAINT employment_fte_check, ALTER COLUMN fte TYPE numeric,
	ADD CONSTRAINT employment_fte_check CHECK (fte > 0 AND fte < 'Infinity'),
	ADD COLUMN calendar text NOT NULL DEFAULT 'duty' CHECK (calendar <> ''),
	ADD COLUMN job_share text CHECK (job_share <> '');
