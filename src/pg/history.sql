-- EXECUTE stays with everybody, as of leave_marks(): the trigger writes only into the history beside its own table, of
-- the same owner, and only rows that its statement changed.
CREATE FUNCTION caseload.keep_history() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_keep_history' LANGUAGE C;
COMMENT ON FUNCTION caseload.keep_history() IS
	'trigger on a district''s table of facts: keeps what rows were before they were changed or went, in the table of '
	'its name and "_was"; its argument names the key beside district_id';
