-- By which codes the payroll system knows what is paid.
CREATE TABLE pay_code (
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	component text NOT NULL CHECK (component <> ''),
	kind      text NOT NULL DEFAULT '*' CHECK (kind IN ('*', 'installment', 'back pay', 'taken back', 'balance')),
	code      text NOT NULL CHECK (code <> ''),
	title     text,
	PRIMARY KEY (contract, component, kind)
);
COMMENT ON TABLE pay_code IS 'codes of the payroll system for what is paid, see payroll_export()';
COMMENT ON COLUMN pay_code.contract IS 'the contract';
COMMENT ON COLUMN pay_code.component IS
	'a component as in the pay lines; with a * at its end all that begin so: "stipend: *"; the longest that fits holds';
COMMENT ON COLUMN pay_code.kind IS 'kind of line that the code is for; *: all that no row of that component names';
COMMENT ON COLUMN pay_code.code IS 'the code';
COMMENT ON COLUMN pay_code.title IS 'what the payroll system calls it';

-- derived: made anew by each upgrade
CREATE TYPE export_row AS (run bigint, district_id int, contract text,
	school_year text, cycle text, nth int, payday date,
	employee_id bigint, employee_name text, code text, component text, kind text, amount numeric(14,2));
COMMENT ON TYPE export_row IS 'a line of a run for a payroll system';
CREATE FUNCTION payroll_export(run bigint) RETURNS SETOF export_row
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $payroll_export$
#variable_conflict use_column
DECLARE
	asked record;
	without text;
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM check_whole();
	SELECT r.* INTO asked FROM pay_run AS r WHERE r.run = payroll_export.run;
	IF NOT FOUND THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('there is no run %s', coalesce(payroll_export.run::text, 'NULL')),
			HINT = 'See pay_run, or the report pay_register.';
	END IF;
	RETURN QUERY
	SELECT asked.run, asked.district_id, asked.contract, asked.school_year, asked.cycle, asked.nth, p.payday,
		l.employee_id, m.employee_name::text, c.code, l.component, l.kind, l.amount
	FROM paid_line AS l JOIN employee AS m USING (district_id, employee_id)
		JOIN pay_period AS p ON p.contract = asked.contract AND p.cycle = asked.cycle
			AND p.school_year = asked.school_year AND p.nth = asked.nth
		JOIN (SELECT DISTINCT ON (u.component, u.kind) u.component, u.kind, c.code
			FROM (SELECT DISTINCT l.component, l.kind FROM paid_line AS l
					WHERE l.district_id = asked.district_id AND l.run = asked.run) AS u
				JOIN pay_code AS c ON c.contract = asked.contract AND c.kind IN ('*', u.kind)
					AND (c.component = u.component
						OR right(c.component, 1) = '*' AND starts_with(u.component, left(c.component, -1)))
			ORDER BY u.component, u.kind, c.component = u.component DESC, length(c.component) DESC, c.kind = '*') AS c
			ON c.component = l.component AND c.kind = l.kind
	WHERE l.district_id = asked.district_id AND l.run = asked.run
	ORDER BY l.district_id, l.employee_id, c.code, l.component, l.kind;
	SELECT string_agg(DISTINCT format('"%s"', l.component), ', ') INTO without FROM paid_line AS l
	WHERE l.district_id = asked.district_id AND l.run = asked.run AND NOT EXISTS (SELECT FROM pay_code AS c
		WHERE c.contract = asked.contract AND c.kind IN ('*', l.kind) AND (c.component = l.component
			OR right(c.component, 1) = '*' AND starts_with(l.component, left(c.component, -1))));
	IF without IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('run %s cannot be exported: there is no pay code for %s', asked.run, without),
			DETAIL = format('Contract "%s".', asked.contract),
			HINT = 'Insert the codes into pay_code; "stipend: *" is for all components that begin so.';
	END IF;
END
$payroll_export$;
COMMENT ON FUNCTION payroll_export(bigint) IS
	'the lines of a run as plain columns for a payroll system, each with its pay code; an error where one has none';
