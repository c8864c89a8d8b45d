-- What 0.6.0 changes about the tables of 0.5.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.

-- budgets of hours: a part of a term, of what else is tallied, of each site
ALTER TABLE limit_cap
	ADD COLUMN cap_taken text NOT NULL DEFAULT 'highest' CHECK (cap_taken IN ('highest', 'mean', 'total')),
	ADD COLUMN per_counts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(per_counts) = 'object'),
	ADD COLUMN by_site boolean NOT NULL DEFAULT false,
	ADD CONSTRAINT limit_cap_cap_taken_told CHECK (cap_taken = 'highest' OR taken = 'total'),
	ADD CONSTRAINT limit_cap_per_counts_conditions CHECK (caseload.check_conditions(per_counts, false)),
	ADD CONSTRAINT limit_cap_per_counts_told CHECK (per_counts = '{}' OR per IS NOT NULL AND wider IS NULL
		AND reckoned = 'total'
		AND caseload.measure(per) NOT IN ('FTE', 'sections', 'teachers', 'employees', 'students')),
	ADD CONSTRAINT limit_cap_by_site_alone CHECK (NOT by_site OR number IS NOT NULL AND counts ? 'what'
		AND reckoned = 'total' AND caseload.conditions(applies, true) IS NULL
		AND num_nonnulls(grades, program, per, relative_to, relative_load, wider, stays) = 0);
