-- What was paid, and from which lines. Rows are added and never changed: whoever was paid too much or too little is
-- paid the difference in a later period.
CREATE TABLE pay_run (
	district_id int NOT NULL DEFAULT 1,
	run         bigint GENERATED ALWAYS AS IDENTITY,
	contract    text NOT NULL REFERENCES contract,
	cycle       text NOT NULL,
	school_year text NOT NULL,
	nth         int NOT NULL,
	turn        int NOT NULL CHECK (turn > 0),
	reverses    bigint,
	known_at    timestamptz NOT NULL,
	closed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
	closed_by   text NOT NULL DEFAULT session_user,
	reason      text,
	PRIMARY KEY (district_id, run),
	UNIQUE (district_id, contract, cycle, school_year, turn),
	UNIQUE (district_id, reverses),
	FOREIGN KEY (district_id, reverses) REFERENCES pay_run,
	CHECK ((reverses IS NULL) = (reason IS NULL)),
	FOREIGN KEY (contract, cycle, school_year, nth) REFERENCES pay_period
);
CREATE INDEX ON pay_run (contract, cycle, school_year, nth);
COMMENT ON TABLE pay_run IS 'pay periods that were closed, and those that were reversed; see close_period()';
COMMENT ON COLUMN pay_run.district_id IS 'the district whose employees were paid, 1 if there is but one';
COMMENT ON COLUMN pay_run.run IS 'number of the run, counted over all districts';
COMMENT ON COLUMN pay_run.contract IS 'the contract';
COMMENT ON COLUMN pay_run.cycle IS 'the cycle';
COMMENT ON COLUMN pay_run.school_year IS 'the school year, as 2019-20';
COMMENT ON COLUMN pay_run.nth IS 'the period';
COMMENT ON COLUMN pay_run.turn IS
	'1 for the first run of a cycle and year, and so on: of two who close or reverse at once one comes too late';
COMMENT ON COLUMN pay_run.reverses IS 'the run whose lines this one takes back; null: it closed a period';
COMMENT ON COLUMN pay_run.known_at IS 'facts and rules as known then were paid by';
COMMENT ON COLUMN pay_run.closed_at IS 'when';
COMMENT ON COLUMN pay_run.closed_by IS 'who';
COMMENT ON COLUMN pay_run.reason IS 'why it was reversed';

CREATE TABLE pay_lock (
	district_id int NOT NULL,
	contract    text NOT NULL REFERENCES contract ON DELETE CASCADE,
	runs        bigint NOT NULL,
	PRIMARY KEY (district_id, contract)
);
CREATE INDEX ON pay_lock (contract);
COMMENT ON TABLE pay_lock IS
	'keeps those apart who close or reverse periods of a contract at once: somebody may change the cycle meanwhile';
COMMENT ON COLUMN pay_lock.district_id IS 'the district';
COMMENT ON COLUMN pay_lock.contract IS 'the contract';
COMMENT ON COLUMN pay_lock.runs IS 'how many runs there were since it was first locked';

CREATE TABLE paid_line (
	district_id int NOT NULL DEFAULT 1,
	run         bigint NOT NULL,
	employee_id bigint NOT NULL,
	component   text NOT NULL,
	kind        text NOT NULL CHECK (kind IN ('installment', 'back pay', 'taken back', 'balance')),
	amount      numeric(14,2) NOT NULL CHECK (amount NOT IN (0, 'NaN')),
	site_id     bigint,
	reason      text NOT NULL,
	PRIMARY KEY (district_id, run, employee_id, component, kind),
	FOREIGN KEY (district_id, run) REFERENCES pay_run,
	FOREIGN KEY (district_id, employee_id) REFERENCES employee
);
CREATE INDEX ON paid_line (district_id, employee_id);
COMMENT ON TABLE paid_line IS 'what was paid, a row a run, employee, component and kind';
COMMENT ON COLUMN paid_line.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN paid_line.run IS 'the run';
COMMENT ON COLUMN paid_line.employee_id IS 'the employee';
COMMENT ON COLUMN paid_line.component IS 'what for, as in the pay lines: salary, stipend: Coach';
COMMENT ON COLUMN paid_line.kind IS
	'installment: this period''s part of the year; back pay, taken back: a difference of '
	'periods paid before; balance: all that was left when the employment ended';
COMMENT ON COLUMN paid_line.amount IS 'dollars; negative: taken back, or reversed';
COMMENT ON COLUMN paid_line.site_id IS 'where most of it is earned';
COMMENT ON COLUMN paid_line.reason IS 'why this amount';

CREATE TABLE paid_basis (
	district_id   int NOT NULL DEFAULT 1,
	basis_id      bigint GENERATED ALWAYS AS IDENTITY,
	run           bigint NOT NULL,
	employee_id   bigint NOT NULL,
	employment_id bigint,
	site_id       bigint,
	schedule      text,
	placement     caseload.salary_step,
	fte           numeric,
	component     text NOT NULL,
	during        daterange,
	days          numeric,
	divisor       numeric,
	annual        numeric,
	exact         numeric,
	cents         numeric(14,2),
	rule          text,
	rule_id       bigint,
	citation      text,
	problem       text,
	PRIMARY KEY (district_id, basis_id),
	FOREIGN KEY (district_id, run) REFERENCES pay_run,
	FOREIGN KEY (district_id, employee_id) REFERENCES employee
);
CREATE INDEX ON paid_basis (district_id, run, employee_id);
CREATE INDEX ON paid_basis (district_id, employee_id);
COMMENT ON TABLE paid_basis IS 'the pay lines that each run was reckoned from, as they were known then';
COMMENT ON COLUMN paid_basis.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN paid_basis.basis_id IS 'key inside the district';
COMMENT ON COLUMN paid_basis.run IS 'the run';
COMMENT ON COLUMN paid_basis.employee_id IS 'the employee';
COMMENT ON COLUMN paid_basis.employment_id IS 'the employment';
COMMENT ON COLUMN paid_basis.site_id IS 'the place of work';
COMMENT ON COLUMN paid_basis.schedule IS 'the salary schedule';
COMMENT ON COLUMN paid_basis.placement IS 'lane and step';
COMMENT ON COLUMN paid_basis.fte IS 'full-time equivalent';
COMMENT ON COLUMN paid_basis.component IS 'what the line is for';
COMMENT ON COLUMN paid_basis.during IS 'the days of the line';
COMMENT ON COLUMN paid_basis.days IS 'of the year''s days, or months, on those days';
COMMENT ON COLUMN paid_basis.divisor IS 'and the year''s';
COMMENT ON COLUMN paid_basis.annual IS 'full-time annual amount';
COMMENT ON COLUMN paid_basis.exact IS 'the line''s amount, not rounded';
COMMENT ON COLUMN paid_basis.cents IS 'what is paid for it in the year';
COMMENT ON COLUMN paid_basis.rule IS 'table of the rule that gave the annual amount';
COMMENT ON COLUMN paid_basis.rule_id IS 'and its key';
COMMENT ON COLUMN paid_basis.citation IS 'article';
COMMENT ON COLUMN paid_basis.problem IS 'why the line had no amount then';

CREATE TABLE paid_elsewhere (
	district_id int NOT NULL DEFAULT 1,
	payment_id  bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_id bigint NOT NULL,
	contract    text NOT NULL REFERENCES contract,
	school_year text NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
	payday      date NOT NULL CHECK (isfinite(payday)),
	component   text CHECK (component <> ''),
	amount      numeric(14,2) NOT NULL CHECK (amount NOT IN (0, 'NaN')),
	source      text NOT NULL CHECK (source <> ''),
	PRIMARY KEY (district_id, payment_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee
);
CREATE INDEX ON paid_elsewhere (district_id, employee_id);
CREATE INDEX ON paid_elsewhere (contract);
COMMENT ON TABLE paid_elsewhere IS 'what another system paid: it counts as paid';
COMMENT ON COLUMN paid_elsewhere.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN paid_elsewhere.payment_id IS 'key inside the district';
COMMENT ON COLUMN paid_elsewhere.employee_id IS 'the employee';
COMMENT ON COLUMN paid_elsewhere.contract IS 'the contract';
COMMENT ON COLUMN paid_elsewhere.school_year IS 'the school year whose pay it was, as 2019-20';
COMMENT ON COLUMN paid_elsewhere.payday IS 'when it was paid';
COMMENT ON COLUMN paid_elsewhere.component IS
	'what for, as in the pay lines; null: all that no other row of that employee and year names, matched in total';
COMMENT ON COLUMN paid_elsewhere.amount IS 'dollars, gross';
COMMENT ON COLUMN paid_elsewhere.source IS 'which system, or which statement';

-- derived: made anew by each upgrade
-- As the owner: whoever may write runs need not be allowed to write this. After the row is there, so that of two who
-- close the same period the second is told so; of two cycles the second waits here, and reads what the first has paid.
CREATE FUNCTION hold_pay_lock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $hold_pay_lock$
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	INSERT INTO pay_lock AS l (district_id, contract, runs) VALUES (new.district_id, new.contract, 1)
	ON CONFLICT (district_id, contract) DO UPDATE SET runs = l.runs + 1;
	RETURN NULL;
END
$hold_pay_lock$;
COMMENT ON FUNCTION hold_pay_lock() IS 'trigger: of those who close or reverse periods of a contract one is at a time';
REVOKE EXECUTE ON FUNCTION hold_pay_lock() FROM PUBLIC;
CREATE TRIGGER hold_pay_lock AFTER INSERT ON pay_run
FOR EACH ROW EXECUTE FUNCTION hold_pay_lock();

CREATE FUNCTION keep_paid() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT
AS $keep_paid$
DECLARE
	paid boolean := true;
BEGIN
	-- who empties the facts of a district that has paid nothing empties this by CASCADE
	IF TG_OP = 'TRUNCATE' THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO paid;
	END IF;
	IF NOT paid THEN
		RETURN NULL;
	END IF;
	RAISE object_not_in_prerequisite_state USING
		MESSAGE = 'what is paid is not changed; pay the difference in the next period',
		DETAIL = format('%s of table "%s".', TG_OP, TG_TABLE_NAME),
		HINT = 'Correct the facts or rules: close_period() finds the difference and pays it or takes it back. '
		'reverse_period(run, reason) takes back all of the last run.';
END
$keep_paid$;
COMMENT ON FUNCTION keep_paid() IS 'trigger: refuses every change of what was paid';
CREATE TRIGGER keep_paid BEFORE UPDATE OR DELETE OR TRUNCATE ON pay_run EXECUTE FUNCTION keep_paid();
CREATE TRIGGER keep_paid BEFORE UPDATE OR DELETE OR TRUNCATE ON paid_line EXECUTE FUNCTION keep_paid();
CREATE TRIGGER keep_paid BEFORE UPDATE OR DELETE OR TRUNCATE ON paid_basis EXECUTE FUNCTION keep_paid();
