-- What 0.3.0 changes about the tables of 0.2.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.

-- Facts that are there were known before anybody asked when.
DO $known_from$
DECLARE
	fact text;
BEGIN
	FOREACH fact IN ARRAY '{site,employee,employment,position_held,service,section,staffing,enrollment,case_assignment,
		tally,exception,remedy_given}'::text[] LOOP
		EXECUTE format('ALTER TABLE %I ADD known_from timestamptz NOT NULL DEFAULT %L', fact, '-infinity');
		EXECUTE format('ALTER TABLE %I ALTER known_from SET DEFAULT statement_timestamp()', fact);
	END LOOP;
END
$known_from$;
