-- What the district pays toward benefits, and what it asks back of training that it paid.
CREATE TABLE benefit_cap (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	coverage  text NOT NULL CHECK (coverage <> ''),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	amount    numeric NOT NULL CHECK (amount >= 0),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	EXCLUDE USING gist (contract WITH =, coverage WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE benefit_cap IS 'the most that the district contributes to benefits';
COMMENT ON COLUMN benefit_cap.id IS 'key';
COMMENT ON COLUMN benefit_cap.contract IS 'the contract';
COMMENT ON COLUMN benefit_cap.coverage IS 'what is covered';
COMMENT ON COLUMN benefit_cap.in_force IS 'days on which it holds';
COMMENT ON COLUMN benefit_cap.known IS 'days on which this was what was known';
COMMENT ON COLUMN benefit_cap.amount IS 'dollars a year';
COMMENT ON COLUMN benefit_cap.citation IS 'article';
COMMENT ON COLUMN benefit_cap.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE repayment (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code      text NOT NULL CHECK (code <> ''),
	title     text NOT NULL,
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	scale     caseload.pay_scale NOT NULL,
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE repayment IS 'what a teacher who leaves pays back of what the district spent';
COMMENT ON COLUMN repayment.id IS 'key';
COMMENT ON COLUMN repayment.contract IS 'the contract';
COMMENT ON COLUMN repayment.code IS 'stays the same over renewals';
COMMENT ON COLUMN repayment.title IS 'what was paid for';
COMMENT ON COLUMN repayment.in_force IS 'days on which it holds';
COMMENT ON COLUMN repayment.known IS 'days on which this was what was known';
COMMENT ON COLUMN repayment.scale IS
	'percent of the cost by the year of service, from the start, in which the teacher leaves';
COMMENT ON COLUMN repayment.citation IS 'article';
COMMENT ON COLUMN repayment.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
CREATE FUNCTION benefit_cap_on(contract text, coverage text, on_date date,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT b.amount FROM benefit_cap AS b
	WHERE b.contract = benefit_cap_on.contract AND b.coverage = benefit_cap_on.coverage
		AND b.in_force @> benefit_cap_on.on_date AND b.known @> benefit_cap_on.known_on;
END;
COMMENT ON FUNCTION benefit_cap_on(text, text, date, date) IS 'the annual cap in force on a day';

CREATE FUNCTION repayment_due(contract text, code text, started_on date, left_on date, cost numeric,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT round(caseload.pay(r.scale, 1 + date_part('year', age(repayment_due.left_on, repayment_due.started_on))::int,
			repayment_due.cost), 2)
	FROM repayment AS r
	WHERE r.contract = repayment_due.contract AND r.code = repayment_due.code
		AND r.in_force @> repayment_due.left_on AND r.known @> repayment_due.known_on;
END;
COMMENT ON FUNCTION repayment_due(text, text, date, date, numeric, date) IS
	'what is paid back of a cost by a teacher who started on one day and left on another';
