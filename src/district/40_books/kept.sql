-- Kept answers: the rows of the reports as they were last reckoned, with names in them, so that a filter on a name or a
-- day goes to an index. The rows of a limit and subject are dropped and made anew together.
CREATE TABLE kept_class_size (
	limit_id      bigint NOT NULL,
	district_id   int NOT NULL,
	subject_id    bigint NOT NULL,
	test          smallint NOT NULL,
	contract      text NOT NULL,
	school_year   varchar(7) NOT NULL,
	site_id       bigint,
	site_name     varchar(80),
	employee_id   bigint,
	employee_name varchar(120),
	section_id    bigint,
	section_name  varchar(80),
	grade         varchar(8),
	rule          varchar(120) NOT NULL,
	counted_on    date NOT NULL,
	month         date NOT NULL,
	cap           numeric(12,2),
	load          numeric(12,2),
	over_by       numeric(12,2) NOT NULL,
	pay           numeric(12,2),
	citation      text NOT NULL
);
CREATE INDEX kept_class_size_subject ON kept_class_size (district_id, limit_id, subject_id);
CREATE INDEX kept_class_size_site ON kept_class_size (site_name);
CREATE INDEX kept_class_size_employee ON kept_class_size (employee_id);
CREATE INDEX kept_class_size_day ON kept_class_size (counted_on);
COMMENT ON TABLE kept_class_size IS 'the rows of class_size_overage as they were last reckoned';

CREATE TABLE kept_caseload (
	limit_id      bigint NOT NULL,
	district_id   int NOT NULL,
	subject_id    bigint NOT NULL,
	test          smallint NOT NULL,
	contract      text NOT NULL,
	school_year   varchar(7) NOT NULL,
	site_id       bigint,
	site_name     varchar(80),
	employee_id   bigint,
	employee_name varchar(120),
	program       varchar(120),
	rule          varchar(120) NOT NULL,
	counted_on    date NOT NULL,
	month         date NOT NULL,
	measure       varchar(16) NOT NULL,
	cap           numeric(12,2),
	load          numeric(12,2),
	over_by       numeric(12,2) NOT NULL,
	pay           numeric(12,2),
	citation      text NOT NULL
);
CREATE INDEX kept_caseload_subject ON kept_caseload (district_id, limit_id, subject_id);
CREATE INDEX kept_caseload_site ON kept_caseload (site_name);
CREATE INDEX kept_caseload_employee ON kept_caseload (employee_id);
CREATE INDEX kept_caseload_day ON kept_caseload (counted_on);
COMMENT ON TABLE kept_caseload IS 'the rows of caseload_overage as they were last reckoned';

CREATE TABLE kept_finding (
	limit_id      bigint NOT NULL,
	district_id   int NOT NULL,
	subject_id    bigint NOT NULL,
	test          smallint NOT NULL,
	remedy_id     bigint,
	contract      text NOT NULL,
	school_year   varchar(7) NOT NULL,
	kind          varchar(16) NOT NULL,
	rule          varchar(120) NOT NULL,
	site_id       bigint,
	site_name     varchar(80),
	employee_id   bigint,
	employee_name varchar(120),
	section_id    bigint,
	section_name  varchar(80),
	first_day     date NOT NULL,
	last_day      date NOT NULL,
	measure       varchar(16) NOT NULL,
	cap           numeric(12,2),
	actual        numeric(12,2),
	over_by       numeric(12,2) NOT NULL,
	strictness    varchar(8) NOT NULL,
	remedy_type   varchar(20),
	remedy        varchar(200),
	choice        varchar(40),
	remedy_due    boolean,
	worth         numeric(12,2),
	quantity      numeric(12,2),
	amount_due    numeric(12,2),
	citation      text NOT NULL,
	grieve_by     date,
	note          text
);
CREATE INDEX kept_finding_subject ON kept_finding (district_id, limit_id, subject_id);
CREATE INDEX kept_finding_site ON kept_finding (site_name);
CREATE INDEX kept_finding_employee ON kept_finding (employee_id);
COMMENT ON TABLE kept_finding IS 'the rows of compliance_finding as they were last reckoned';

CREATE TABLE kept_problem (
	limit_id    bigint NOT NULL,
	district_id int NOT NULL,
	subject_id  bigint,
	contract    text NOT NULL,
	school_year text NOT NULL,
	code        text NOT NULL,
	remedy_id   bigint,
	employee_id bigint,
	state       text NOT NULL,
	problem     text NOT NULL
);
CREATE INDEX kept_problem_subject ON kept_problem (district_id, limit_id, subject_id);
COMMENT ON TABLE kept_problem IS 'what could not be reckoned, and why';

DO $comment_kept$
DECLARE
	kept record;
BEGIN
	FOR kept IN SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.oid IN ('kept_class_size'::regclass, 'kept_caseload'::regclass,
			'kept_finding'::regclass, 'kept_problem'::regclass)
			AND a.attnum > 0 LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', kept.relname, kept.attname, CASE kept.attname
			WHEN 'limit_id' THEN 'the limit' WHEN 'subject_id' THEN 'the class, employee, site or district; null: all'
			WHEN 'test' THEN 'its test' WHEN 'remedy_id' THEN 'the remedy' WHEN 'site_id' THEN 'the site'
			WHEN 'code' THEN 'code of the limit' WHEN 'state' THEN 'SQLSTATE' WHEN 'problem' THEN 'why'
				ELSE 'as in the report' END);
	END LOOP;
END
$comment_kept$;
