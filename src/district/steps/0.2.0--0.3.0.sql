-- What 0.3.0 changes about the tables of 0.2.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.

-- raises: how a percentage and dollars of one row are joined
ALTER TABLE raise ADD COLUMN joined text NOT NULL DEFAULT 'then' CHECK (joined IN ('then', 'greater', 'lesser')),
	ADD CHECK (joined = 'then' OR flat IS NOT NULL AND (percent IS NOT NULL OR index_name IS NOT NULL));
