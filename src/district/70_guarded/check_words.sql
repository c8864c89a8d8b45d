-- Where people write words of which a CHECK lists the right ones, a wrong one is refused with the list. What only our
-- own functions write needs no such help: lines that are paid and the caps that are held.
DO $put_word_triggers$
DECLARE
	written regclass;
BEGIN
	FOR written IN SELECT c.oid::regclass FROM pg_class AS c
			JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
			AND c.relname !~ '^(paid_line|(section|caseload)_cap(_lift)?|.*_was)$'
			AND EXISTS (SELECT FROM caseload.allowed_words(c.oid) AS w)
		ORDER BY c.relname LOOP
		EXECUTE format('CREATE TRIGGER check_words BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION '
			'caseload.check_words()', written);
	END LOOP;
END
$put_word_triggers$;
