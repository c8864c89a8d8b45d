-- What an employer pays on top of pay: a percentage of it, as to a pension fund, or an amount a person, as for health.
CREATE TABLE employer_rate (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code      text NOT NULL CHECK (code <> ''),
	title     text NOT NULL DEFAULT '',
	component text NOT NULL DEFAULT '*' CHECK (component <> ''),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	percent   numeric CHECK (percent >= 0 AND percent <= 100),
	amount    numeric CHECK (amount >= 0 AND amount < 100000000),
	most      numeric CHECK (most > 0 AND most < 100000000),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	CONSTRAINT employer_rate_percent_or_amount CHECK (num_nonnulls(percent, amount) = 1),
	CONSTRAINT employer_rate_amount_is_of_a_person CHECK (amount IS NULL OR (most IS NULL AND component = '*')),
	EXCLUDE USING gist (contract WITH =, code WITH =, component WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE employer_rate IS 'what the employer pays beside the pay itself: pension, Medicare, health';
COMMENT ON COLUMN employer_rate.id IS 'key';
COMMENT ON COLUMN employer_rate.contract IS 'the contract';
COMMENT ON COLUMN employer_rate.code IS 'its name: STRS, Medicare, health';
COMMENT ON COLUMN employer_rate.title IS 'in words';
COMMENT ON COLUMN employer_rate.component IS
	'of which pay a percentage is: salary, stipend: COACH and the like; stipend for all stipends; * for all';
COMMENT ON COLUMN employer_rate.in_force IS
	'days on which it holds; a line of pay goes by the row of its own first day';
COMMENT ON COLUMN employer_rate.known IS 'days on which this was what was known';
COMMENT ON COLUMN employer_rate.percent IS 'percent of what a person is paid in the school year';
COMMENT ON COLUMN employer_rate.amount IS
	'dollars a year for a full-time person on a salary schedule; in proportion to the FTE over the year, at most once';
COMMENT ON COLUMN employer_rate.most IS 'of a percentage: of so much of a person''s pay of the school year at most';
COMMENT ON COLUMN employer_rate.citation IS 'law or article';
COMMENT ON COLUMN employer_rate.note IS 'the reading chosen where the text is open, and the other one';
