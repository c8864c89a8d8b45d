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
