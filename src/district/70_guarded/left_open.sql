-- Whether a note says that the source does not give what a row needs. The words are the same in every contract, so that
-- a null that nobody meant is told from a number that nobody has; a name must stand beside them as the row has it.
CREATE FUNCTION left_open(note text, name text DEFAULT '') RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT coalesce(strpos(lower(left_open.note), 'not in the source') > 0
		AND (left_open.name = '' OR strpos(' ' || regexp_replace(left_open.note, '[^[:alnum:]]+', ' ', 'g') || ' ',
			' ' || btrim(regexp_replace(left_open.name, '[^[:alnum:]]+', ' ', 'g')) || ' ') > 0), false);
END;
COMMENT ON FUNCTION left_open(text, text) IS
	'whether a note says of this name, or of the row''s number, that it is not in the source';
