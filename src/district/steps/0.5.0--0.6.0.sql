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
-- stipends: to dollars for a year and to cents for a part of it; divided as the salary is
ALTER TABLE stipend ADD part_digits int CHECK (part_digits BETWEEN 0 AND 8),
	ADD shared_by text CHECK (shared_by <> ''),
	ADD CONSTRAINT stipend_shared_in_full CHECK (shared_by IS NULL OR prorated_by IS NULL),
	ADD CONSTRAINT stipend_part_of_what CHECK (part_digits IS NULL OR prorated_by IS NOT NULL),
	DROP CONSTRAINT stipend_prorated_by_check,
	ADD CONSTRAINT stipend_prorated_by_check
		CHECK (prorated_by IN ('school days', 'duty days', 'months', 'salary'));
-- raises: the end of a temporary one has a day on which it became known, too; and one may hang on a vote
ALTER TABLE raise ADD ends_known date NOT NULL DEFAULT '-infinity', ADD hangs_on text CHECK (hangs_on <> ''),
	ADD settled boolean NOT NULL DEFAULT true,
	ADD CONSTRAINT raise_hangs_on_something CHECK (settled OR hangs_on IS NOT NULL);

-- schedules whose cells are hourly rates; hours that a stipend pays
ALTER TABLE schedule ADD cells text NOT NULL DEFAULT 'annual' CHECK (cells IN ('annual', 'hourly'));
-- before 0.3.0 there is none
ALTER TABLE IF EXISTS hourly_pay ADD not_with text CHECK (not_with <> '');

-- retirement: a lump sum in advance
ALTER TABLE retirement_incentive ADD lump_index text CHECK (lump_index <> '');
-- limits: units that stand, and are not added up over days or terms
ALTER TABLE limit_remedy ADD standing boolean;
