-- What 0.2.0 changes about the tables of 0.1.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves. A column that is added stands last in its table there, too, so that `t.*` is the
-- same in both.
ALTER TABLE count_days ADD COLUMN beyond_calendar boolean NOT NULL DEFAULT false;
ALTER TABLE load_limit
	ADD COLUMN carried_by text[] NOT NULL DEFAULT '{teacher of record}'
		CHECK (cardinality(carried_by) > 0 AND array_position(carried_by, NULL) IS NULL),
	ADD COLUMN carried text NOT NULL DEFAULT 'in full' CHECK (carried IN ('in full', 'by share'));
