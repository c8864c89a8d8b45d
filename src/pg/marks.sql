-- EXECUTE stays with everybody, so that a district can be restored by whoever owns it. With it a stranger gains
-- nothing: a trigger marks only in the schema of its own table, in a table "mark" of the same owner, and only keys of
-- rows that its statement changed. On a table of his own that is his own. TRIGGER on a table of another's lets him have
-- marks put there, which say no more than that answers are to be reckoned again.
CREATE FUNCTION caseload.leave_marks() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_leave_marks' LANGUAGE C;
COMMENT ON FUNCTION caseload.leave_marks() IS
	'trigger on a district''s table of facts: puts the keys of changed rows, which its argument names '
	'(section, employee, site, student), into the table "mark" of the same schema';
