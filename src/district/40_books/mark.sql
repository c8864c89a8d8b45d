-- Marks: what a change of facts or rules made stale. A row marks its own keys, as they were and as they are, in the
-- same transaction, and nothing else: whoever reads follows the edges between classes, employees and sites in his
-- own snapshot, for a writer cannot see those that another is about to commit. Marks are appended and never made
-- one: a mark that is there already may be cleared by somebody who does not see what made this one. No CHECK: each
-- statement would make it ready anew, which costs as much as the mark.
CREATE TABLE mark (
	district_id int NOT NULL,
	scope       text NOT NULL,
	subject_id  bigint NOT NULL,
	valid       daterange
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 10000,
	autovacuum_vacuum_insert_scale_factor = 0.0, autovacuum_vacuum_insert_threshold = 100000);
CREATE INDEX mark_key ON mark (district_id, scope, subject_id);
COMMENT ON TABLE mark IS
	'classes, employees, sites and students whose facts changed since the books were brought up to date';
COMMENT ON COLUMN mark.district_id IS 'district';
COMMENT ON COLUMN mark.scope IS 'section, employee, site or student';
COMMENT ON COLUMN mark.subject_id IS 'the class, employee, site or student';
COMMENT ON COLUMN mark.valid IS 'of a student: the days of the row that changed; null: all';

-- A rule speaks for all districts, and each sees to it when its book is brought up to date. Its mark has no number that
-- another could have, for the rows of a dump may come to where rules were marked before.
CREATE TABLE rule_mark (
	mark_id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	contract  text,
	marked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	about     text
);
COMMENT ON TABLE rule_mark IS 'contracts whose rules changed';
COMMENT ON COLUMN rule_mark.mark_id IS 'key';
COMMENT ON COLUMN rule_mark.contract IS 'the contract; null: everything';
COMMENT ON COLUMN rule_mark.marked_at IS 'when';
COMMENT ON COLUMN rule_mark.about IS 'limits or pay, where only these rest on it; null: both';
CREATE TABLE rule_mark_seen (
	district_id int NOT NULL,
	mark_id     uuid NOT NULL REFERENCES rule_mark ON DELETE CASCADE,
	PRIMARY KEY (district_id, mark_id)
);
CREATE INDEX rule_mark_seen_mark ON rule_mark_seen (mark_id);
COMMENT ON TABLE rule_mark_seen IS 'which changes of rules are in the book of a district';
COMMENT ON COLUMN rule_mark_seen.district_id IS 'district';
COMMENT ON COLUMN rule_mark_seen.mark_id IS 'the change';

-- The book of each district; whoever brings it up to date holds its row. A district without one has nothing kept.
CREATE TABLE book (
	district_id  int PRIMARY KEY,
	refreshed_at timestamptz NOT NULL,
	took         numeric(12,3),
	reckoned     bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE book IS 'the districts whose answers are kept';
COMMENT ON COLUMN book.district_id IS 'district';
COMMENT ON COLUMN book.refreshed_at IS 'when it was last brought up to date';
COMMENT ON COLUMN book.took IS 'how long that took, in seconds';
COMMENT ON COLUMN book.reckoned IS 'how many classes, employees and sites were reckoned then, each limit by itself';

-- One row, which whoever brings a book up to date shares and whoever clears away seen changes of rules has to himself.
CREATE TABLE book_lock (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	cleared  bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE book_lock IS 'keeps those who clear changes of rules apart from those who read them';
COMMENT ON COLUMN book_lock.only_row IS 'there is but one row';
COMMENT ON COLUMN book_lock.cleared IS 'how often changes were cleared';
-- derived:
-- Trigger of a table of rules; its argument says by which column a row finds its contract, a second one what alone
-- rests on it. As the owner: whoever may write rules need not be allowed to write marks. Facts are marked by
-- caseload.leave_marks(), for they are many and written one by one; whoever empties a table of facts makes everything
-- stale, which is told here, too.
CREATE FUNCTION put_rule_marks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $put_rule_marks$
DECLARE
	about text := CASE WHEN TG_NARGS > 1 THEN TG_ARGV[1] END;
	-- what is only proposed makes nothing stale, unless somebody was put under it
	proposals text[] := ARRAY(SELECT k.contract FROM contract AS k WHERE k.proposal_of IS NOT NULL
		AND NOT EXISTS (SELECT FROM employment AS e WHERE e.contract = k.contract)
		AND NOT EXISTS (SELECT FROM position_held AS p WHERE p.contract = k.contract));
BEGIN
	-- a district that was renamed would mark in whatever stands under its old name
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF TG_OP = 'TRUNCATE' THEN
		INSERT INTO rule_mark (contract) VALUES (NULL);
		RETURN NULL;
	END IF;
	IF TG_ARGV[0] = 'all' THEN
		IF TG_OP <> 'DELETE' THEN
			INSERT INTO rule_mark (contract, about) SELECT NULL, about
			WHERE EXISTS (SELECT FROM new_rows AS n WHERE n.contract <> ALL (proposals));
		ELSE
			INSERT INTO rule_mark (contract, about) SELECT NULL, about
			WHERE EXISTS (SELECT FROM old_rows AS o WHERE o.contract <> ALL (proposals));
		END IF;
		RETURN NULL;
	END IF;
	IF TG_ARGV[0] = 'contract' THEN
		IF TG_OP <> 'DELETE' THEN
			INSERT INTO rule_mark (contract, about) SELECT DISTINCT n.contract, about FROM new_rows AS n
			WHERE n.contract <> ALL (proposals);
		END IF;
		IF TG_OP <> 'INSERT' THEN
			INSERT INTO rule_mark (contract, about) SELECT DISTINCT o.contract, about FROM old_rows AS o
			WHERE o.contract <> ALL (proposals);
		END IF;
		RETURN NULL;
	END IF;
	-- a limit that is gone with its rows has marked its contract itself
	IF TG_OP <> 'DELETE' THEN
		INSERT INTO rule_mark (contract, about)
		SELECT DISTINCT l.contract, about FROM new_rows AS n JOIN load_limit AS l ON l.id = n.limit_id
		WHERE l.contract <> ALL (proposals);
	END IF;
	IF TG_OP <> 'INSERT' THEN
		INSERT INTO rule_mark (contract, about)
		SELECT DISTINCT l.contract, about FROM old_rows AS o JOIN load_limit AS l ON l.id = o.limit_id
		WHERE l.contract <> ALL (proposals);
	END IF;
	RETURN NULL;
END
$put_rule_marks$;
COMMENT ON FUNCTION put_rule_marks() IS 'trigger: marks the contracts whose rules changed, or all of them';
REVOKE EXECUTE ON FUNCTION put_rule_marks() FROM PUBLIC;

-- Of one district all is stale by a change of rules that the books of the others are said to have seen.
CREATE FUNCTION mark_everything(only_district int DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $mark_everything$
DECLARE
	put uuid;
BEGIN
	PERFORM caseload.check_primary('mark_everything()');
	IF only_district IS NOT NULL AND NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = only_district) THEN
		IF NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = only_district) THEN
			RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', only_district),
				DETAIL = 'It has no site and no book.', HINT = 'See the column district_id of the table site.';
		END IF;
		-- nothing of it is kept, so nothing can be stale
		RETURN;
	END IF;
	INSERT INTO rule_mark (contract) VALUES (NULL) RETURNING mark_id INTO put;
	IF only_district IS NOT NULL THEN
		INSERT INTO rule_mark_seen (district_id, mark_id)
		SELECT b.district_id, put FROM book AS b WHERE b.district_id <> only_district;
	END IF;
END
$mark_everything$;
COMMENT ON FUNCTION mark_everything(int) IS
	'says that all kept answers, or all of one district, are stale: after rows came in while no trigger fired '
	'(logical replication, disabled triggers)';

-- The tables of facts and rules that the reports rest on, and what a row of each marks.
CREATE FUNCTION marked_tables() RETURNS TABLE (table_name text, keys text, is_rule boolean, about text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	VALUES ('enrollment', 'section', false, NULL), ('section', 'section site', false, NULL),
		('staffing', 'section employee', false, NULL), ('employment', 'employee site', false, NULL),
		('position_held', 'employee', false, NULL), ('service', 'employee', false, NULL),
		('case_assignment', 'employee', false, NULL), ('student', 'student', false, NULL),
		('tally', 'section employee site', false, NULL), ('exception', 'section employee site', false, NULL),
		('remedy_given', 'section employee', false, NULL), ('site', 'site', false, NULL),
		('employee', 'employee', false, NULL), ('leave_move', 'employee', false, NULL),
		('contract', 'contract', true, NULL), ('calendar', 'contract', true, NULL), ('term', 'contract', true, NULL),
		('schedule', 'contract', true, NULL), ('pay_base', 'contract', true, NULL),
		('count_days', 'contract', true, 'limits'), ('deadline', 'contract', true, 'limits'),
		('due_date', 'contract', true, 'limits'),
		('load_limit', 'contract', true, 'limits'), ('limit_cap', 'limit', true, 'limits'),
		('limit_weight', 'limit', true, 'limits'), ('limit_remedy', 'limit', true, 'limits'),
		('limit_most', 'limit', true, 'limits'), ('time_block', 'contract', true, NULL),
		('stipend', 'contract', true, 'pay'), ('stipend_exclusion', 'contract', true, 'pay'),
		('longevity_rule', 'contract', true, 'pay'),
		('credit_rule', 'contract', true, 'pay'), ('division', 'contract', true, 'pay'),
		('change_share', 'contract', true, 'pay'), ('raise', 'contract', true, 'pay'),
		('leave_plan', 'contract', true, 'pay'), ('leave_part', 'contract', true, 'pay'),
		-- one contract leaves to another what that pays; an index may be that of all
		('hourly_pay', 'all', true, 'pay'), ('index_value', 'all', true, 'pay');
END;
COMMENT ON FUNCTION marked_tables() IS 'which tables mark what they make stale, by which keys, and what alone rests on '
	'them: limits or pay';

DO $put_mark_triggers$
DECLARE
	marked record;
	called text;
BEGIN
	FOR marked IN SELECT * FROM marked_tables() LOOP
		called := format('EXECUTE FUNCTION %s(%s)',
			CASE WHEN marked.is_rule THEN 'put_rule_marks' ELSE 'caseload.leave_marks' END,
			concat_ws(', ', quote_literal(marked.keys), quote_literal(marked.about)));
		EXECUTE format('CREATE TRIGGER mark_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows %s',
			marked.table_name, called);
		EXECUTE format('CREATE TRIGGER mark_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS '
			'old_rows NEW TABLE AS new_rows %s',
			marked.table_name, called);
		EXECUTE format('CREATE TRIGGER mark_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows %s',
			marked.table_name, called);
		EXECUTE format('CREATE TRIGGER mark_truncate AFTER TRUNCATE ON %I EXECUTE FUNCTION put_rule_marks(%L)',
			marked.table_name, marked.keys);
	END LOOP;
END
$put_mark_triggers$;
