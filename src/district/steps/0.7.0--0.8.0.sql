-- What 0.8.0 changes about the tables of 0.7.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.

-- What would be paid to everybody, or to nobody, without a word: no number, no day, no school year. What an older
-- version has no table of yet it gets from the scripts of this one.
ALTER TABLE raise DROP CONSTRAINT IF EXISTS raise_in_force_from_check,
	ADD CONSTRAINT raise_in_force_from_check CHECK (isfinite(in_force_from));
ALTER TABLE IF EXISTS division DROP CONSTRAINT division_divisor_check,
	ADD CONSTRAINT division_divisor_check CHECK (divisor > 0 AND divisor < 1000000);
ALTER TABLE calendar DROP CONSTRAINT calendar_school_year_check,
	ADD CONSTRAINT calendar_school_year_check CHECK (CASE WHEN school_year ~ '^[0-9]{4}-[0-9]{2}$'
		THEN (left(school_year, 4)::int + 1) % 100 = right(school_year, 2)::int ELSE false END);
-- an agreed salary is kept as it was entered
ALTER TABLE employment DROP CONSTRAINT employment_agreed_salary_check, ALTER COLUMN agreed_salary TYPE numeric,
	ADD CONSTRAINT employment_agreed_salary_check CHECK (agreed_salary >= 0 AND agreed_salary < 10000000000);
ALTER TABLE IF EXISTS employment_was ALTER COLUMN agreed_salary TYPE numeric;
ALTER TABLE IF EXISTS paid_elsewhere DROP CONSTRAINT paid_elsewhere_amount_check,
	ADD CONSTRAINT paid_elsewhere_amount_check CHECK (amount NOT IN (0, 'NaN')),
	DROP CONSTRAINT IF EXISTS paid_elsewhere_payday_check,
	ADD CONSTRAINT paid_elsewhere_payday_check CHECK (isfinite(payday));
DO $paid_line$
BEGIN
	IF to_regclass('paid_line') IS NOT NULL THEN
		ALTER TABLE paid_line DROP CONSTRAINT paid_line_amount_check,
			ADD CONSTRAINT paid_line_amount_check CHECK (amount NOT IN (0, 'NaN')) NOT VALID;
		-- what was paid is never changed, so a row of NaN stays
		IF NOT EXISTS (SELECT FROM paid_line WHERE amount = 'NaN') THEN
			ALTER TABLE paid_line VALIDATE CONSTRAINT paid_line_amount_check;
		END IF;
	END IF;
END
$paid_line$;
