CREATE FUNCTION caseload.allowed_words("table" regclass, OUT column_name text, OUT word text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_allowed_words' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION caseload.allowed_words(regclass) IS
	'the words that columns of text take, as the CHECKs of the table list them';

-- EXECUTE stays with everybody: the trigger reads its own row and its table's CHECKs, and says no more than they do.
CREATE FUNCTION caseload.check_words() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_check_words' LANGUAGE C;
COMMENT ON FUNCTION caseload.check_words() IS
	'trigger before a row is written: where a CHECK of the table lists words, an error that names the column, the '
	'words and the nearest';
