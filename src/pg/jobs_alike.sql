-- Who holds the same jobs as others, so that what follows from a job is reckoned once for all of them.
CREATE TYPE caseload.job_alike AS (group_number int, employees bigint[], employments bigint[], sites bigint[],
	calendar text, schedule text, placement caseload.salary_step, fte numeric, valid daterange, agreed_salary numeric,
	job_share text);
COMMENT ON TYPE caseload.job_alike IS 'a job of all employees of a group, who hold the same jobs; employments and '
	'sites are in the order of employees';

CREATE FUNCTION caseload.jobs_alike_add(internal, employee_id bigint, employment_id bigint, site_id bigint,
	apart boolean, calendar text, schedule text, placement caseload.salary_step, fte numeric, valid daterange,
	agreed_salary numeric, job_share text) RETURNS internal
AS 'MODULE_PATHNAME', 'caseload_jobs_alike_add' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.jobs_alike_add(internal, bigint, bigint, bigint, boolean, text, text,
	caseload.salary_step, numeric, daterange, numeric, text) IS 'a part of jobs_alike()';
CREATE FUNCTION caseload.jobs_alike_rows(internal) RETURNS caseload.job_alike[]
AS 'MODULE_PATHNAME', 'caseload_jobs_alike' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.jobs_alike_rows(internal) IS 'a part of jobs_alike()';

CREATE AGGREGATE caseload.jobs_alike(employee_id bigint, employment_id bigint, site_id bigint, apart boolean,
	calendar text, schedule text, placement caseload.salary_step, fte numeric, valid daterange, agreed_salary numeric,
	job_share text) (
	SFUNC = caseload.jobs_alike_add, STYPE = internal, FINALFUNC = caseload.jobs_alike_rows,
	FINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE);
COMMENT ON AGGREGATE caseload.jobs_alike(bigint, bigint, bigint, boolean, text, text, caseload.salary_step, numeric,
	daterange, numeric, text) IS 'of employments: each job of each group of employees who hold the same jobs in the '
	'same order of their keys; apart, of one of them: the employee is a group alone';
