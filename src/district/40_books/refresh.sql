-- Bringing the books up to date. The order of locks: the row of book_lock, shared; the district's row of book; its
-- marks, which are read and deleted in one statement; its kept rows. Reckoning comes after, so it sees all that the
-- marks of that snapshot speak of: a later change has a mark of its own, which stays.

-- What is made anew is dropped first, from all tables alike: all of a district, or of some contracts, a limit, or some
-- of its subjects. Days are found by the keys of what they have in common, by an array and no join: this is planned
-- while nothing is kept yet, and a join would then read all that has been kept since, for each of its rows.
DO $make_drop_kept$
DECLARE
	part record;
	drops text := '';
BEGIN
	FOR part IN SELECT * FROM (VALUES
			(1, 'subjects IS NOT NULL', 'k.limit_id = only_limit AND k.subject_id = ANY (subjects)'),
			(2, 'only_limit IS NOT NULL', 'k.limit_id = only_limit'),
			(3, 'contracts IS NOT NULL', 'k.contract = ANY (contracts)'),
			(4, 'true', 'true')) AS p (place, given, which) ORDER BY p.place LOOP
		drops := drops || CASE WHEN part.place > 1 THEN 'ELS' ELSE '' END || format('IF %s THEN ', part.given)
			|| (SELECT string_agg(CASE WHEN k.days THEN format('DELETE FROM kept_%1$s_day AS d
					WHERE d.kept_id = ANY (ARRAY(SELECT k.kept_id FROM kept_%1$s_subject AS k
						WHERE k.district_id = only_district AND %2$s));', k.kind, part.which) ELSE '' END
				|| format('DELETE FROM kept_%1$s AS k WHERE k.district_id = only_district AND %2$s;',
					k.kind || CASE WHEN k.days THEN '_subject' ELSE '' END, part.which), ' ')
				FROM (VALUES ('class_size', true), ('caseload', true), ('finding', false), ('problem', false))
					AS k (kind, days));
	END LOOP;
	EXECUTE replace($made$
CREATE FUNCTION drop_kept(only_district int, contracts text[] DEFAULT NULL, only_limit bigint DEFAULT NULL,
	subjects bigint[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $drop_kept$
BEGIN
	{drops}
	END IF;
END
$drop_kept$;
$made$, '{drops}', drops);
END
$make_drop_kept$;
COMMENT ON FUNCTION drop_kept(int, text[], bigint, bigint[]) IS
	'drops kept rows of a district; null: all of it. A part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION drop_kept(int, text[], bigint, bigint[]) FROM PUBLIC;

-- A book that is deleted takes with it what it kept, which nothing would say is stale.
CREATE FUNCTION close_book() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $close_book$
DECLARE
	kept name;
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF TG_OP = 'DELETE' THEN
		PERFORM drop_kept(OLD.district_id);
		DELETE FROM kept_pay_line AS k WHERE k.district_id = OLD.district_id;
		RETURN NULL;
	END IF;
	FOREACH kept IN ARRAY '{kept_class_size_day,kept_class_size_subject,kept_caseload_day,kept_caseload_subject,
		kept_finding,kept_problem,kept_pay_line}'::name[] LOOP
		EXECUTE format('DELETE FROM %I', kept);
	END LOOP;
	RETURN NULL;
END
$close_book$;
COMMENT ON FUNCTION close_book() IS 'trigger: drops what was kept of a district whose book is deleted';
REVOKE EXECUTE ON FUNCTION close_book() FROM PUBLIC;
CREATE TRIGGER close_book_delete AFTER DELETE ON book FOR EACH ROW EXECUTE FUNCTION close_book();
CREATE TRIGGER close_book_truncate AFTER TRUNCATE ON book EXECUTE FUNCTION close_book();

-- Days go in as they are joined, and then what they have in common, but for that which no day has. Whether a day has it
-- is asked of the index: a plan made when nothing was kept yet would read, for each key, all that was kept since.
DO $make_keep_days$
DECLARE
	kept text;
BEGIN
	FOREACH kept IN ARRAY ARRAY['class_size', 'caseload'] LOOP
		EXECUTE replace($made$
CREATE FUNCTION keep_{kind}(l limit_year, o outcome_row, taught stint_row[], alike alike_row[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off
AS $keep_{kind}$
#variable_conflict use_column
DECLARE
	keys bigint[];
BEGIN
	IF cardinality(keep_{kind}.alike) = 0 THEN
		RETURN;
	END IF;
	keys := ARRAY(SELECT nextval('kept_{kind}_subject_kept_id_seq')
		FROM generate_series(1, cardinality(keep_{kind}.alike)));
	INSERT INTO kept_{kind}_day (kept_id, counted_on, cap, load, over_by, pay, due_by, paid_on)
	SELECT keys[d.alike], d.day, d.cap, d.load, d.over_by, d.pay, d.due_by, d.paid_on
	FROM alike_days(l.scope, o, taught, keep_{kind}.alike) AS d;
	INSERT INTO kept_{kind}_subject
	SELECT p.key, p.limit_id, p.district_id, p.subject_id, p.test, p.contract, p.school_year, p.site_id, p.site_name,
		p.employee_id, p.employee_name, p.section_id, p.section_name, p.grade, p.program, p.rule, p.measure, p.citation
	FROM (SELECT keys[k.kept_id] AS key, k.* FROM alike_subjects(l, o, keep_{kind}.alike) AS k) AS p
	WHERE (SELECT true FROM kept_{kind}_day AS d WHERE d.kept_id = p.key LIMIT 1);
END
$keep_{kind}$;
COMMENT ON FUNCTION keep_{kind}(limit_year, outcome_row, stint_row[], alike_row[]) IS
	'keeps what {kind}_rows() would give; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION keep_{kind}(limit_year, outcome_row, stint_row[], alike_row[]) FROM PUBLIC;
$made$, '{kind}', kept);
	END LOOP;
END
$make_keep_days$;

-- Kept rows of what is asked, made anew. Those of before are dropped, unless they are gone already.
CREATE FUNCTION keep(asked ask_row, dropped boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $keep$
DECLARE
	r reckoned_row;
BEGIN
	IF NOT dropped THEN
		PERFORM drop_kept(asked.district_id, only_limit => asked.limit_id, subjects => asked.subjects);
	END IF;
	FOR r IN SELECT * FROM reckoned(ARRAY[asked]) LOOP
		IF cardinality((r.o).excess) > 0 THEN
			PERFORM keep_class_size(r.l, r.o, r.taught, alike_of(r.l, r.o, r.taught, (r.l).class_tests)),
				keep_caseload(r.l, r.o, r.taught, alike_of(r.l, r.o, r.taught, case_tests(r.l)));
			INSERT INTO kept_finding SELECT * FROM named_findings(r.l, r.o, r.taught);
		END IF;
		IF cardinality((r.o).problems) > 0 THEN
			INSERT INTO kept_problem SELECT * FROM named_problems(r.o);
		END IF;
	END LOOP;
	RETURN cardinality(asked.subjects);
END
$keep$;
COMMENT ON FUNCTION keep(ask_row, boolean) IS 'reckons what is asked and keeps it; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION keep(ask_row, boolean) FROM PUBLIC;

-- What is marked in this snapshot, in a district that has a book; the marks are gone when it returns.
CREATE TYPE taken_marks AS (sections bigint[], employees bigint[], sites bigint[], students student_mark[]);
COMMENT ON TYPE taken_marks IS 'classes, employees, sites and students whose marks were taken';
CREATE FUNCTION take_marks(only_district int) RETURNS taken_marks
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $take_marks$
DECLARE
	taken taken_marks;
BEGIN
	WITH gone AS (
		DELETE FROM mark AS m WHERE m.district_id = only_district RETURNING m.scope, m.subject_id, m.valid
	), once AS (
		SELECT DISTINCT g.scope, g.subject_id, g.valid FROM gone AS g
	)
	SELECT array_agg(o.subject_id) FILTER (WHERE o.scope = 'section'),
		array_agg(o.subject_id) FILTER (WHERE o.scope = 'employee'),
		array_agg(o.subject_id) FILTER (WHERE o.scope = 'site'),
		array_agg(CAST(ROW(o.subject_id, o.valid) AS student_mark)) FILTER (WHERE o.scope = 'student')
	INTO taken FROM once AS o;
	RETURN taken;
END
$take_marks$;
COMMENT ON FUNCTION take_marks(int) IS 'what is marked in a district; deletes the marks; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION take_marks(int) FROM PUBLIC;

-- How far it is, as another connection sees it in pg_stat_activity.
CREATE FUNCTION tell_progress(what text, done bigint, of bigint, began timestamptz, INOUT told timestamptz)
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $tell_progress$
BEGIN
	IF clock_timestamp() < told + interval '1 second' THEN
		RETURN;
	END IF;
	told := clock_timestamp();
	PERFORM set_config('application_name', left(format('caseload: %s %s of %s', what, done, of), 63), false);
	IF told > began + interval '4 seconds' THEN
		RAISE NOTICE '%: % of %', what, done, of;
	END IF;
END
$tell_progress$;
COMMENT ON FUNCTION tell_progress(text, bigint, bigint, timestamptz, timestamptz) IS
	'says how far a long work is, by NOTICE and by application_name, at most once a second';

CREATE FUNCTION refresh_district(only_district int, began timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $refresh_district$
DECLARE
	this_began timestamptz := clock_timestamp();
	told timestamptz := this_began;
	is_new boolean;
	taken taken_marks;
	reached around_row;
	changed text[];
	everything boolean;
	changed_pay text[];
	all_pay boolean;
	paid pay_ask;
	whole bigint[];
	asked ask_row;
	asks ask_row[] := '{}';
	subjects bigint[];
	done bigint := 0;
	total bigint := 0;
	batch int;
BEGIN
	INSERT INTO book AS b (district_id, refreshed_at) VALUES (only_district, clock_timestamp())
	ON CONFLICT (district_id) DO UPDATE SET refreshed_at = excluded.refreshed_at RETURNING b.took IS NULL INTO is_new;
	taken := take_marks(only_district);
	WITH unseen AS (
		SELECT m.mark_id, m.contract, m.about FROM rule_mark AS m
		WHERE NOT EXISTS (SELECT FROM rule_mark_seen AS s WHERE s.mark_id = m.mark_id AND s.district_id = only_district)
	), seen AS (
		INSERT INTO rule_mark_seen (district_id, mark_id) SELECT only_district, u.mark_id FROM unseen AS u
	)
	SELECT coalesce(bool_or(u.contract IS NULL AND u.about IS DISTINCT FROM 'pay'), false) OR is_new,
		coalesce(array_agg(DISTINCT u.contract) FILTER (WHERE u.about IS DISTINCT FROM 'pay'), '{}'),
		coalesce(bool_or(u.contract IS NULL AND u.about IS DISTINCT FROM 'limits'), false) OR is_new,
		coalesce(array_agg(DISTINCT u.contract) FILTER (WHERE u.about IS DISTINCT FROM 'limits'), '{}')
	INTO everything, changed, all_pay, changed_pay FROM unseen AS u;
	-- first of all: who shared a position is told by the lines of before
	FOR paid IN SELECT a.* FROM pay_asks(only_district, all_pay, changed_pay,
			CASE WHEN NOT all_pay THEN pay_reached(only_district, taken.employees, taken.sites) END) AS a LOOP
		done := done + keep_pay(paid);
		total := done;
		told := tell_progress(format('refresh of the pay of district %s', only_district), done, total, began, told);
	END LOOP;
	-- where all is reckoned nothing is followed
	IF NOT everything AND num_nonnulls(taken.sections, taken.employees, taken.sites, taken.students) > 0 THEN
		reached := around(only_district, taken.sections || classes_of(only_district, taken.students),
			taken.employees || providers_of(only_district, taken.students), taken.sites);
	END IF;
	-- rows of limits and contracts that are gone, too
	IF everything THEN
		PERFORM drop_kept(only_district);
	ELSIF cardinality(changed) > 0 THEN
		PERFORM drop_kept(only_district, contracts => changed);
	END IF;
	asks := ARRAY(SELECT CAST(ROW(l.limit_id, only_district,
			CASE WHEN everything OR l.contract = ANY (changed) OR cut_short(l.limit_id, only_district) THEN NULL
				ELSE reached_by(l.scope, l.far, only_district, reached) END) AS ask_row)
		FROM limit_reach() AS l WHERE everything OR l.contract = ANY (changed) OR reached.sections IS NOT NULL);
	whole := ARRAY(SELECT l.limit_id FROM limit_reach() AS l WHERE everything OR l.contract = ANY (changed));
	FOR i IN 1 .. cardinality(asks) LOOP
		asked := asks[i];
		IF asked.subjects IS NULL THEN
			-- all of them by name, so that it can say how far it is, and first what is wrong with the limit itself
			IF asked.limit_id <> ALL (whole) THEN
				PERFORM drop_kept(only_district, only_limit => asked.limit_id);
				whole := whole || asked.limit_id;
			END IF;
			PERFORM keep(CAST(ROW(asked.limit_id, only_district, '{}') AS ask_row), true);
			asked.subjects := ARRAY(SELECT u.id FROM limit_years('infinity', NULL, asked.limit_id) AS y
				CROSS JOIN LATERAL unnest(subjects_of(y, only_district)) WITH ORDINALITY AS u (id, place)
				GROUP BY u.id ORDER BY min(u.place));
			asks[i] := asked;
		END IF;
		total := total + cardinality(asked.subjects);
	END LOOP;
	FOREACH asked IN ARRAY asks LOOP
		CONTINUE WHEN cardinality(asked.subjects) = 0;
		subjects := asked.subjects;
		-- under a maximum all are reckoned at once, whoever is asked for
		batch := CASE WHEN EXISTS (SELECT FROM limit_most AS m WHERE m.limit_id = asked.limit_id)
			THEN cardinality(subjects) ELSE 2000 END;
		FOR i IN 0 .. (cardinality(subjects) - 1) / batch LOOP
			asked.subjects := subjects[i * batch + 1:(i + 1) * batch];
			done := done + keep(asked, asked.limit_id = ANY (whole));
			told := tell_progress(format('refresh of district %s', only_district), done, total, began, told);
		END LOOP;
	END LOOP;
	UPDATE book AS b SET refreshed_at = clock_timestamp(),
		took = extract(epoch FROM clock_timestamp() - this_began), reckoned = done
	WHERE b.district_id = only_district;
	RETURN done;
END
$refresh_district$;
COMMENT ON FUNCTION refresh_district(int, timestamptz) IS
	'brings the book of a district up to date; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION refresh_district(int, timestamptz) FROM PUBLIC;

-- May run at any time, and several at once: those of one district wait for each other.
CREATE FUNCTION refresh_reports(only_district int DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT
AS $refresh_reports$
DECLARE
	began timestamptz := clock_timestamp();
	told timestamptz := began;
	name_before text := current_setting('application_name');
	place int;
	places int[];
	many int := 0;
	reckoned bigint := 0;
	ruled constant boolean := EXISTS (SELECT FROM rule_mark);
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM caseload.check_primary('refresh_reports()');
	IF only_district IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = only_district)
		AND NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = only_district) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', only_district),
			DETAIL = 'It has no site and no book.', HINT = 'See the column district_id of the table site.';
	END IF;
	-- made here and not with the table, for the rows of a dump would hold it a second time
	INSERT INTO book_lock DEFAULT VALUES ON CONFLICT DO NOTHING;
	PERFORM FROM book_lock FOR SHARE;
	-- those that have something to do, found by that, for of a thousand most have nothing; and in one order, so that
	-- two who refresh all do not wait for each other in a circle
	places := ARRAY(
		SELECT m.district_id FROM mark AS m WHERE (only_district IS NULL OR m.district_id = only_district)
			AND (EXISTS (SELECT FROM book AS b WHERE b.district_id = m.district_id)
				OR EXISTS (SELECT FROM site AS s WHERE s.district_id = m.district_id))
		UNION SELECT s.district_id FROM site AS s WHERE (only_district IS NULL OR s.district_id = only_district)
			AND NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = s.district_id)
		UNION SELECT b.district_id FROM book AS b
		WHERE ruled AND (only_district IS NULL OR b.district_id = only_district)
			AND EXISTS (SELECT FROM rule_mark AS m WHERE NOT EXISTS (SELECT FROM rule_mark_seen AS s
				WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id))
		ORDER BY 1);
	FOREACH place IN ARRAY places LOOP
		reckoned := reckoned + refresh_district(place, began);
		many := many + 1;
		IF cardinality(places) > 1 THEN
			told := tell_progress('refresh, districts', many, cardinality(places), began, told);
		END IF;
	END LOOP;
	PERFORM set_config('application_name', name_before, false);
	IF only_district IS NULL THEN
		PERFORM clear_rule_marks();
	END IF;
	RETURN format('%s of %s brought up to date in %s s', many,
		CASE cardinality(places) WHEN 1 THEN '1 district' ELSE cardinality(places) || ' districts' END,
		round(extract(epoch FROM clock_timestamp() - began), 1));
END
$refresh_reports$;
COMMENT ON FUNCTION refresh_reports(int) IS
	'brings the kept answers of the reports up to date, of one district or of all';
REVOKE EXECUTE ON FUNCTION refresh_reports(int) FROM PUBLIC;

-- Changes of rules that every book has seen. Whoever brings a book up to date holds the row of book_lock in common,
-- so it is only done while nobody else does; and not in a snapshot that may be older than a book.
CREATE FUNCTION clear_rule_marks() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $clear_rule_marks$
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' OR NOT EXISTS (SELECT FROM rule_mark) THEN
		RETURN;
	END IF;
	PERFORM FROM book_lock FOR UPDATE SKIP LOCKED;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	UPDATE book_lock SET cleared = cleared + 1;
	DELETE FROM rule_mark AS m WHERE NOT EXISTS (SELECT FROM book AS b
		WHERE NOT EXISTS (SELECT FROM rule_mark_seen AS s
			WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id));
END
$clear_rule_marks$;
COMMENT ON FUNCTION clear_rule_marks() IS
	'deletes changes of rules that every book has seen; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION clear_rule_marks() FROM PUBLIC;
