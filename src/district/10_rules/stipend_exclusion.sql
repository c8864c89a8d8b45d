-- Stipends that are not paid to everybody who holds the position, or not beside one another.
CREATE TABLE stipend_exclusion (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code      text NOT NULL CHECK (code <> ''),
	positions text[] NOT NULL CHECK (positions <> '{}' AND array_position(positions, NULL) IS NULL),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	not_for   jsonb CHECK (jsonb_typeof(not_for) = 'object' AND not_for <> '{}'),
	most      smallint CHECK (most > 0),
	keeps     text NOT NULL DEFAULT 'highest' CHECK (keeps IN ('highest', 'lowest', 'first')),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	CONSTRAINT stipend_exclusion_told CHECK (num_nonnulls(not_for, most) > 0),
	CONSTRAINT stipend_exclusion_not_for_conditions CHECK (caseload.check_conditions(not_for, false)),
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE stipend_exclusion IS 'who is not paid a stipend although he or she holds the position';
COMMENT ON COLUMN stipend_exclusion.id IS 'key';
COMMENT ON COLUMN stipend_exclusion.contract IS 'the contract';
COMMENT ON COLUMN stipend_exclusion.code IS 'stays the same over renewals';
COMMENT ON COLUMN stipend_exclusion.positions IS 'the positions that it is about';
COMMENT ON COLUMN stipend_exclusion.in_force IS 'days on which it holds';
COMMENT ON COLUMN stipend_exclusion.known IS 'days on which this was what was known';
COMMENT ON COLUMN stipend_exclusion.not_for IS
	'not paid on days of an employment under the contract that carries this: {"schedule": "speech"}; conditions as in '
	'limit_cap.applies; "schedule" is the schedule of the employment';
COMMENT ON COLUMN stipend_exclusion.most IS 'of these positions no more than so many are paid in a school year';
COMMENT ON COLUMN stipend_exclusion.keeps IS
	'which of them are paid: those that come to most in the year, to least, or that were held first';
COMMENT ON COLUMN stipend_exclusion.citation IS 'article';
COMMENT ON COLUMN stipend_exclusion.note IS 'the reading chosen where the text is open, and the other one';
