-- Kept lines of pay: the rows of pay_line as they were last reckoned, with names in them. The lines of a person are
-- dropped and made anew together. What the limits pay is not among them: it is kept with the limits' own rows.
CREATE TABLE kept_pay_line (
	district_id   int NOT NULL,
	contract      text NOT NULL,
	school_year   varchar(7) NOT NULL,
	year_first    date NOT NULL,
	year_last     date NOT NULL,
	employee_id   bigint NOT NULL,
	line          int NOT NULL,
	employee_name varchar(120),
	employment_id bigint,
	site_id       bigint,
	site_name     varchar(80),
	schedule      varchar(64),
	placement     varchar(20),
	lane          varchar(12),
	step          numeric(4,1),
	fte           numeric(12,6),
	component     text NOT NULL,
	part          varchar(9) NOT NULL,
	first_day     date NOT NULL,
	last_day      date NOT NULL,
	days          numeric(12,6),
	divisor       numeric(12,6),
	annual        numeric(18,6),
	exact         numeric(18,6),
	cents         numeric(14,2),
	rule          varchar(64),
	rule_id       bigint,
	citation      text,
	problem       text,
	blame         varchar(8),
	job_share     text
);
CREATE INDEX kept_pay_line_employee ON kept_pay_line (employee_id, district_id);
CREATE INDEX kept_pay_line_site ON kept_pay_line (site_name);
CREATE INDEX kept_pay_line_contract ON kept_pay_line (district_id, contract);
CREATE INDEX kept_pay_line_share ON kept_pay_line (district_id, contract, job_share) WHERE job_share IS NOT NULL;
CREATE INDEX kept_pay_line_problem ON kept_pay_line (district_id) WHERE problem IS NOT NULL;
COMMENT ON TABLE kept_pay_line IS 'the lines of pay, without what the limits pay, as they were last reckoned';

DO $comment_kept_pay$
DECLARE
	kept record;
BEGIN
	FOR kept IN SELECT a.attname FROM pg_attribute AS a
		WHERE a.attrelid = 'kept_pay_line'::regclass AND a.attnum > 0 LOOP
		EXECUTE format('COMMENT ON COLUMN kept_pay_line.%I IS %L', kept.attname, CASE kept.attname
			WHEN 'line' THEN 'number of the line among those of the person' WHEN 'site_id' THEN 'the site'
			WHEN 'part' THEN 'in which amount of pay_summary it counts'
			WHEN 'year_first' THEN 'first day of the school year' WHEN 'year_last' THEN 'its last day'
			WHEN 'job_share' THEN 'whose cents depend on each other: employment.job_share'
			ELSE 'as in the report pay_line' END);
	END LOOP;
END
$comment_kept_pay$;
