-- From 0.7.0 to 0.8.0. The build appends every function and aggregate of this version, CREATE OR REPLACE, with their
-- comments, from where they stand. Here stands what that cannot do: new types, and functions whose result or names of
-- arguments changed.

-- it has got a third argument: how the district's tables are partitioned
DROP FUNCTION caseload.create_district(text, text);

CREATE TYPE caseload.job_alike AS (group_number int, employees bigint[], employments bigint[], sites bigint[],
	calendar text, schedule text, placement caseload.salary_step, fte numeric, valid daterange, agreed_salary numeric,
	job_share text);
COMMENT ON TYPE caseload.job_alike IS 'a job of all employees of a group, who hold the same jobs; employments and '
	'sites are in the order of employees';
