-- What 0.5.0 changes about the tables of 0.4.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.
-- that there is no limit, and that the source does not say, are two things
ALTER TABLE limit_cap ADD none boolean NOT NULL DEFAULT false,
	ADD CONSTRAINT limit_cap_none_alone CHECK (NOT none OR num_nonnulls(number, relative_to, per) = 0),
	DROP CONSTRAINT limit_cap_check1,
	ADD CONSTRAINT limit_cap_number_told CHECK (number IS NOT NULL OR none OR note IS NOT NULL);
-- conditions beside plain values
ALTER TABLE limit_cap ADD CONSTRAINT limit_cap_applies_conditions CHECK (caseload.check_conditions(applies, true)),
	ADD CONSTRAINT limit_cap_counts_conditions CHECK (caseload.check_conditions(counts, false));
ALTER TABLE limit_weight
	ADD CONSTRAINT limit_weight_counts_conditions CHECK (caseload.check_conditions(counts, false));
-- a class without anybody is no class in an average
ALTER TABLE load_limit ADD empty_counts boolean NOT NULL DEFAULT false;
