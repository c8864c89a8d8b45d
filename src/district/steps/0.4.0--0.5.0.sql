-- What 0.5.0 changes about the tables of 0.4.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.

-- limits: each one over by itself, the order of gates, runs that end with a term, what is carried into the next, the
-- mean of the days over
ALTER TABLE limit_remedy
	ADD COLUMN levels text NOT NULL DEFAULT 'together' CHECK (levels IN ('together', 'each')),
	ADD COLUMN gates text[] NOT NULL DEFAULT '{counted_on,standing_on,lasts}',
	ADD COLUMN runs_in text,
	ADD COLUMN carries caseload.caseload_unit,
	ADD CONSTRAINT limit_remedy_gates_check CHECK (gates <@ '{counted_on,standing_on,lasts}'
		AND cardinality(gates) = (gates @> '{counted_on}')::int + (gates @> '{standing_on}')::int
			+ (gates @> '{lasts}')::int
		AND (counted_on IS NULL OR gates @> '{counted_on}') AND (standing_on IS NULL OR gates @> '{standing_on}')
		AND (lasts IS NULL OR gates @> '{lasts}')),
	ADD CONSTRAINT limit_remedy_carries_check CHECK (carries IS NULL OR lasts IS NOT NULL AND lasts_in IS NOT NULL
		AND caseload.measure(carries) IN ('days', 'percent')),
	DROP CONSTRAINT limit_remedy_takes_check,
	ADD CONSTRAINT limit_remedy_takes_check CHECK (takes IN ('highest', 'mean', 'mean over', 'last'));
-- limits: a count that holds until the next one
ALTER TABLE load_limit ADD COLUMN holds boolean NOT NULL DEFAULT false;
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

-- limits: what hangs on what was said
ALTER TABLE limit_remedy
	ADD given     jsonb CHECK (jsonb_typeof(given) = 'object' AND given <> '{}'),
	ADD given_how text NOT NULL DEFAULT 'on its days'
		CHECK (given_how IN ('on its days', 'from then', 'until then', 'its month'));
-- who is paid, of several roles
ALTER TABLE limit_remedy
	ADD payees     text[],
	ADD each_payee boolean NOT NULL DEFAULT false,
	ADD CONSTRAINT limit_remedy_payees_check
		CHECK (payees <> '{}' AND array_position(payees, NULL) IS NULL AND NOT payees @> '{each teacher}');
-- an alternative taken for some of those who are over
ALTER TABLE remedy_given ADD over_by numeric,
	ADD CONSTRAINT remedy_given_over_by_check CHECK (over_by > 0 AND over_by < 10000000000);
-- by when a remedy is due, and when it is paid
ALTER TABLE limit_remedy
	ADD due_within caseload.caseload_unit,
	ADD due_in     text NOT NULL DEFAULT 'calendar' CHECK (due_in IN ('calendar', 'school', 'duty')),
	ADD due_from   text,
	ADD paid_with  text,
	ADD CONSTRAINT limit_remedy_due_check CHECK (num_nonnulls(due_within, due_from) = 0 OR due_within IS NOT NULL
		AND caseload.measure(due_within) = 'days'
		AND caseload.quantity(due_within) BETWEEN 0 AND 10000
		AND caseload.quantity(due_within) = trunc(caseload.quantity(due_within)));
-- before 0.3.0 there are no such books
ALTER TABLE IF EXISTS kept_class_size_day ADD due_by date, ADD paid_on date;
ALTER TABLE IF EXISTS kept_caseload_day ADD due_by date, ADD paid_on date;
ALTER TABLE IF EXISTS kept_finding ADD due_by date, ADD paid_on date;
-- limits: students who count only if they stay
ALTER TABLE limit_cap ADD stays caseload.caseload_unit, ADD stays_in text,
	ADD CONSTRAINT limit_cap_stays_told CHECK (stays IS NULL AND stays_in IS NULL
		OR stays IS NOT NULL AND stays_in IS NOT NULL AND caseload.measure(stays) IN ('days', 'percent')
		AND NOT counts ? 'what'
		AND caseload.measure(number) IN ('students', 'seats', 'percent', 'IEPs', 'units'));
-- limits: a number that is added to the actual size of the other classes
ALTER TABLE limit_cap ADD relative_load text CHECK (relative_load IN ('mean', 'largest', 'smallest')),
	ADD CONSTRAINT limit_cap_relative_load_alone CHECK (relative_load IS NULL OR number IS NOT NULL
		AND num_nonnulls(relative_to, per, wider, taken_over, stays) = 0 AND reckoned = 'total');
-- limits: sections that are taught as one are one
ALTER TABLE load_limit ADD together text[] NOT NULL DEFAULT '{}' CHECK (array_position(together, NULL) IS NULL);
-- the days of the books: a week of all classes is read from an index alone
DO $books$
BEGIN
	IF to_regclass(format('%I.kept_class_size_day', current_schema())) IS NOT NULL THEN
		DROP INDEX IF EXISTS kept_class_size_day_counted, kept_caseload_day_counted_on_idx;
		CREATE INDEX kept_class_size_day_counted ON kept_class_size_day (counted_on)
			INCLUDE (kept_id, cap, load, over_by, pay, due_by, paid_on);
		CREATE INDEX ON kept_caseload_day (counted_on) INCLUDE (kept_id, cap, load, over_by, pay, due_by, paid_on);
	END IF;
END
$books$;
-- limits: so many for each teacher, or FTE, who staffs the classes, by role
ALTER TABLE load_limit ADD role_weights jsonb CONSTRAINT load_limit_role_weights_check
	CHECK (jsonb_typeof(role_weights) = 'object' AND NOT role_weights @? '$.* ? (@.type() != "number" || @ < 0)');
ALTER TABLE limit_cap DROP CONSTRAINT limit_cap_reckoned_check,
	ADD CONSTRAINT limit_cap_reckoned_check
		CHECK (reckoned IN ('total', 'average', 'largest', 'overages', 'sections over', 'per teacher', 'per FTE')),
	ADD CONSTRAINT limit_cap_per_staff CHECK (reckoned NOT IN ('per teacher', 'per FTE')
		OR caseload.measure(number) NOT IN ('percent', 'sections', 'teachers', 'employees', 'FTE'));
