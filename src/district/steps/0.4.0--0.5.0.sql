-- What 0.5.0 changes about the tables of 0.4.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.
ALTER TABLE limit_remedy
	ADD given     jsonb CHECK (jsonb_typeof(given) = 'object' AND given <> '{}'),
	ADD given_how text NOT NULL DEFAULT 'on its days'
		CHECK (given_how IN ('on its days', 'from then', 'until then', 'its month'));
