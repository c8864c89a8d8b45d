-- Who moves to the next step, and when; and where one begins.
CREATE TABLE step_rule (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract     text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule     text NOT NULL DEFAULT '*' CHECK (schedule <> ''),
	role         text NOT NULL DEFAULT '*' CHECK (role <> ''),
	in_force     daterange NOT NULL CHECK (NOT isempty(in_force)),
	known        daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	years_a_step numeric NOT NULL DEFAULT 1 CHECK (years_a_step > 0 AND years_a_step < 'Infinity'),
	moves_on     text CHECK (moves_on = 'anniversary' OR moves_on
		~ '^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$'),
	highest      numeric CHECK (highest > 0 AND highest < 'Infinity'),
	past_last    boolean NOT NULL DEFAULT false,
	frozen       boolean NOT NULL DEFAULT false,
	credit_kept  boolean NOT NULL DEFAULT false,
	citation     text NOT NULL CHECK (citation <> ''),
	note         text,
	-- a freeze stands beside the rule that it holds up, and ends without a word about it
	EXCLUDE USING gist (contract WITH =, schedule WITH =, role WITH =, (frozen::int) WITH =, in_force WITH &&,
		known WITH &&),
	CONSTRAINT step_rule_credit_kept_of_a_freeze CHECK (frozen OR NOT credit_kept),
	CONSTRAINT step_rule_freeze_says_nothing_else
		CHECK (NOT frozen OR (years_a_step = 1 AND moves_on IS NULL AND highest IS NULL AND NOT past_last))
);
COMMENT ON TABLE step_rule IS 'moves to the next step of the schedule, and freezes of them; without a row a year of '
	'service is a step, from the first day of the school year on, to the last step of the lane';
COMMENT ON COLUMN step_rule.id IS 'key';
COMMENT ON COLUMN step_rule.contract IS 'the contract';
COMMENT ON COLUMN step_rule.schedule IS 'the schedule; * for all';
COMMENT ON COLUMN step_rule.role IS 'only those whose employment carries this role in its attributes; * for all';
COMMENT ON COLUMN step_rule.in_force IS 'the days of the moves for which it holds';
COMMENT ON COLUMN step_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN step_rule.years_a_step IS
	'years of service for a step; other than 1, they are counted from the first move under this row';
COMMENT ON COLUMN step_rule.moves_on IS 'the day of the move: month and day, as 02-01; anniversary: that of the day '
	'hired; null: the first day of the school year';
COMMENT ON COLUMN step_rule.highest IS 'nobody moves beyond this step';
COMMENT ON COLUMN step_rule.past_last IS
	'whether steps are counted on past the last row of a lane, of which they are paid; '
	'else one stays on it';
COMMENT ON COLUMN step_rule.frozen IS
	'whether nobody moves on these days; such a row goes before one that is not frozen';
COMMENT ON COLUMN step_rule.credit_kept IS
	'of a freeze: whether the credit of its years moves those whom it held at the '
	'first move after it; else it is lost';
COMMENT ON COLUMN step_rule.citation IS 'article';
COMMENT ON COLUMN step_rule.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE start_rule (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule   text NOT NULL DEFAULT '*' CHECK (schedule <> ''),
	role       text NOT NULL DEFAULT '*' CHECK (role <> ''),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	first_step numeric NOT NULL DEFAULT 1 CHECK (first_step > 0 AND first_step < 'Infinity'),
	most       numeric CHECK (most < 'Infinity'),
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	CONSTRAINT start_rule_most_is_no_less CHECK (most >= first_step),
	EXCLUDE USING gist (contract WITH =, schedule WITH =, role WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE start_rule IS 'where on the schedule a newcomer begins, by role; without a row on step 1';
COMMENT ON COLUMN start_rule.id IS 'key';
COMMENT ON COLUMN start_rule.contract IS 'the contract';
COMMENT ON COLUMN start_rule.schedule IS 'the schedule; * for all';
COMMENT ON COLUMN start_rule.role IS 'the role; * for all';
COMMENT ON COLUMN start_rule.in_force IS 'the days of hire for which it holds';
COMMENT ON COLUMN start_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN start_rule.first_step IS 'the step of one without any credit for outside service';
COMMENT ON COLUMN start_rule.most IS 'the highest step on which one is placed, beside credit_rule.first_step_most';
COMMENT ON COLUMN start_rule.citation IS 'article';
COMMENT ON COLUMN start_rule.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- a row that names the role goes before one that names the schedule
CREATE FUNCTION step_rule_on(contract text, schedule text, role text, on_date date, frozen boolean,
	known_on date DEFAULT 'infinity') RETURNS step_rule
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT r.* FROM step_rule AS r
	WHERE r.contract = step_rule_on.contract AND r.schedule IN ('*', step_rule_on.schedule)
		AND r.role IN ('*', step_rule_on.role) AND r.frozen = step_rule_on.frozen
		AND r.in_force @> step_rule_on.on_date AND r.known @> step_rule_on.known_on
	ORDER BY r.role = '*', r.schedule = '*' LIMIT 1;
END;
COMMENT ON FUNCTION step_rule_on(text, text, text, date, boolean, date) IS
	'the row of step_rule for a schedule and role on a day, or the freeze; null if there is none';
