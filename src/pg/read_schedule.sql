-- a printed table; not STRICT, since its optional arguments may be NULL
CREATE FUNCTION caseload.read_schedule(printed text, keep text DEFAULT 'annual', steps jsonb DEFAULT NULL)
RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_read_schedule' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
CREATE FUNCTION caseload.reading_notes(printed text, keep text DEFAULT 'annual', steps jsonb DEFAULT NULL,
	OUT line integer, OUT place integer, OUT done text, OUT what text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_reading_notes' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION caseload.read_schedule(text, text, jsonb) IS
	'a printed salary table as it is pasted: by columns, tabs, commas, pipes or one cell a line, with its heads, notes '
	'and blank cells; keep: annual, daily, monthly or hourly, where two values stand side by side; steps: the step of '
	'each label that is no number, {"+1": "16L"}; what can be read in two ways is refused';
COMMENT ON FUNCTION caseload.reading_notes(text, text, jsonb) IS
	'a row for each liberty that read_schedule takes with the same text: line, place in it, what was done, to what';
