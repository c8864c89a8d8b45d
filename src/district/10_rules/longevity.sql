-- Longevity pay. Where it is a matter of steps (service = 'step') it is built into the grid by
-- with_longevity(grid, scale); by years of service it is reckoned from this row.
CREATE TABLE longevity_rule (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract      text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code          text NOT NULL CHECK (code <> ''),
	schedule      text NOT NULL DEFAULT '*',
	in_force      daterange NOT NULL CHECK (NOT isempty(in_force)),
	known         daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	service       text NOT NULL CHECK (service IN ('step', 'district', 'total', 'continuous', 'on step')),
	scale         caseload.pay_scale NOT NULL,
	base          text,
	lanes         text[],
	steps         numrange,
	hired         daterange,
	applies       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	in_proportion text CHECK (in_proportion IN ('fte')),
	citation      text NOT NULL CHECK (citation <> ''),
	note          text,
	counts_running_year boolean NOT NULL DEFAULT false,
	counts        text NOT NULL DEFAULT 'school year' CHECK (counts IN ('school year', 'anniversary')),
	EXCLUDE USING gist (contract WITH =, code WITH =, schedule WITH =, in_force WITH &&, known WITH &&),
	CONSTRAINT longevity_rule_step_is_no_time
		CHECK (service <> 'step' OR (NOT counts_running_year AND counts = 'school year'))
);
COMMENT ON TABLE longevity_rule IS 'longevity pay, by step or by years of service';
COMMENT ON COLUMN longevity_rule.id IS 'key';
COMMENT ON COLUMN longevity_rule.contract IS 'the contract';
COMMENT ON COLUMN longevity_rule.code IS 'stays the same over renewals';
COMMENT ON COLUMN longevity_rule.schedule IS 'the schedule; * for all';
COMMENT ON COLUMN longevity_rule.in_force IS 'days on which it is paid';
COMMENT ON COLUMN longevity_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN longevity_rule.service IS 'what is counted. step: the step; district: years in the district; '
	'total: of any kind; continuous: in the district since the last school year without any; '
	'on step: on the steps named in steps, or on the top step of the lane';
COMMENT ON COLUMN longevity_rule.scale IS 'tiers by that count';
COMMENT ON COLUMN longevity_rule.base IS
	'pay_base of a percentage; null: by the step the lane''s top cell, by service one''s own';
COMMENT ON COLUMN longevity_rule.lanes IS 'only these lanes; null for all';
COMMENT ON COLUMN longevity_rule.steps IS 'only at these steps';
COMMENT ON COLUMN longevity_rule.hired IS 'only for those hired on these days';
COMMENT ON COLUMN longevity_rule.applies IS 'what the employment must carry';
COMMENT ON COLUMN longevity_rule.in_proportion IS 'fte: paid in proportion; null: in full';
COMMENT ON COLUMN longevity_rule.citation IS 'article';
COMMENT ON COLUMN longevity_rule.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN longevity_rule.counts_running_year IS
	'whether the year that runs counts, so that one in the 17th year '
	'has 17; else the years that are finished';
COMMENT ON COLUMN longevity_rule.counts IS 'school year: the count rises with the school year; '
	'anniversary: on the anniversary of the day hired';

-- derived: made anew by each upgrade
CREATE FUNCTION longevity_scale_problem(scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN caseload.period(longevity_scale_problem.scale) <> 'year'
		THEN format('the scale %s is by the %s, and longevity is paid for a year', longevity_scale_problem.scale,
			caseload.period(longevity_scale_problem.scale)) END;
END;
COMMENT ON FUNCTION longevity_scale_problem(caseload.pay_scale) IS
	'why no longevity is paid by a scale; null: it is';
