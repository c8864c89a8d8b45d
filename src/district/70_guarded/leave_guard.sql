-- What the contract does not allow is not entered. Whoever enters leave of an employee holds a row of its own until the
-- end of his transaction: of two who take the last day at once, the second waits and then sees what the first took.
CREATE TABLE leave_lock (
	district_id int NOT NULL,
	employee_id bigint NOT NULL,
	entered     bigint NOT NULL DEFAULT 1,
	PRIMARY KEY (district_id, employee_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee ON DELETE CASCADE
);
COMMENT ON TABLE leave_lock IS 'keeps those who enter leave of the same employee apart';
COMMENT ON COLUMN leave_lock.district_id IS 'district';
COMMENT ON COLUMN leave_lock.employee_id IS 'the employee';
COMMENT ON COLUMN leave_lock.entered IS 'how often leave was entered or changed';
-- derived: made anew by each upgrade
-- As the owner: whoever may enter leave need not be allowed to read all that it rests on. A row that is written,
-- and not just locked: a transaction that still sees what was before the first is told to try again. What was wrong
-- already, as where a rule changed, keeps nobody from what mends it: refused is a row that is wrong itself, and
-- what takes something out of an account where less is left, then or later, than may be.
CREATE FUNCTION hold_leave() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $hold_leave$
#variable_conflict use_column
DECLARE
	before text := CASE TG_OP WHEN 'INSERT' THEN 'SELECT NULL::leave_move AS o WHERE false'
		ELSE 'SELECT CAST(o AS leave_move) AS o FROM old_rows AS o' END;
	become text := CASE TG_OP WHEN 'DELETE' THEN 'SELECT NULL::leave_move AS n WHERE false'
		ELSE 'SELECT CAST(n AS leave_move) AS n FROM new_rows AS n' END;
	was leave_move[];
	comes leave_move[];
	place record;
	broken record;
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	EXECUTE format('SELECT ARRAY(%s), ARRAY(%s)', before, become) INTO was, comes;
	-- what is erased of somebody moves no leave; anybody may set this, so what does move is held all the same
	IF TG_OP = 'UPDATE' AND current_setting('caseload.erasing', true) = 'on' AND NOT EXISTS (
		SELECT m.district_id, m.leave_move_id, m.employee_id, m.contract, m.account, m.kind, m.valid, m.quantity::text
		FROM pg_catalog.unnest(comes) AS m
		EXCEPT
		SELECT m.district_id, m.leave_move_id, m.employee_id, m.contract, m.account, m.kind, m.valid, m.quantity::text
		FROM pg_catalog.unnest(was) AS m) THEN
		RETURN NULL;
	END IF;
	INSERT INTO leave_lock AS l (district_id, employee_id)
	SELECT DISTINCT m.district_id, m.employee_id FROM pg_catalog.unnest(was || comes) AS m
	ORDER BY m.district_id, m.employee_id
	ON CONFLICT (district_id, employee_id) DO UPDATE SET entered = l.entered + 1;
	FOR place IN SELECT m.district_id, m.contract, array_agg(DISTINCT m.employee_id) AS employees
		FROM pg_catalog.unnest(was || comes) AS m GROUP BY m.district_id, m.contract ORDER BY 1, 2
	LOOP
		WITH RECURSIVE less AS (
			-- accounts out of which something goes, and those charged with it
			SELECT m.employee_id, m.account FROM pg_catalog.unnest(comes) AS m
			WHERE m.district_id = place.district_id AND m.contract = place.contract
				AND (m.kind IN ('taken', 'given', 'cashed out', 'opening', 'adjusted') OR TG_OP = 'UPDATE')
			UNION
			SELECT m.employee_id, m.account FROM pg_catalog.unnest(was) AS m
			WHERE m.district_id = place.district_id AND m.contract = place.contract
				AND m.kind IN ('granted', 'received', 'returned', 'opening', 'adjusted')
			UNION
			SELECT l.employee_id, p.charged_to FROM less AS l JOIN leave_plan AS p ON p.contract = place.contract
				AND p.account = l.account WHERE p.charged_to IS NOT NULL
		)
		SELECT b.*, p.citation INTO broken
		FROM leave_broken(place.contract, place.district_id, place.employees) AS b
			LEFT JOIN leave_plan AS p ON p.id = b.plan_id
		WHERE b.leave_move_id IN (SELECT m.leave_move_id FROM pg_catalog.unnest(comes) AS m
				WHERE m.district_id = place.district_id)
			OR b.below AND (b.employee_id, b.account) IN (SELECT l.employee_id, l.account FROM less AS l)
		ORDER BY b.day, b.employee_id, b.account, b.nth LIMIT 1;
		IF FOUND THEN
			RAISE check_violation USING
				MESSAGE = format('leave "%s" of employee %s on %s: %s', broken.account, broken.employee_id,
					to_char(broken.day, 'YYYY-MM-DD'), broken.problem),
				DETAIL = concat_ws(' ', format('District %s, contract "%s", row %s of leave_move, %s%s.',
						place.district_id, place.contract, broken.leave_move_id, broken.kind,
						coalesce(' of "' || broken.charged_from || '", which is charged to it', '')),
					'See ' || broken.citation || '.'),
				HINT = CASE WHEN broken.plan_id IS NULL
				THEN format('The accounts of the contract are: %s. See leave_plan '
						'for who has each, and calendar for the school years.',
						coalesce((SELECT string_agg(DISTINCT p.account,
						', ') FROM leave_plan AS p WHERE p.contract = place.contract), 'none'))
					ELSE 'Enter what goes beyond it on another account, or what the account lacks as a move opening, '
						'granted or adjusted; see leave_balance().' END,
				TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
		END IF;
	END LOOP;
	RETURN NULL;
END
$hold_leave$;
COMMENT ON FUNCTION hold_leave() IS 'trigger: refuses moves of leave that the contract does not allow';
REVOKE EXECUTE ON FUNCTION hold_leave() FROM PUBLIC;
CREATE TRIGGER hold_leave_insert AFTER INSERT ON leave_move REFERENCING NEW TABLE AS new_rows
	FOR EACH STATEMENT EXECUTE FUNCTION hold_leave();
CREATE TRIGGER hold_leave_update AFTER UPDATE ON leave_move REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
	FOR EACH STATEMENT EXECUTE FUNCTION hold_leave();
CREATE TRIGGER hold_leave_delete AFTER DELETE ON leave_move REFERENCING OLD TABLE AS old_rows
	FOR EACH STATEMENT EXECUTE FUNCTION hold_leave();

-- Both halves at once: what one gives the other receives.
CREATE FUNCTION give_leave(district_id int, giver bigint, receiver bigint,
	account text, quantity caseload.caseload_unit,
	on_date date, contract text DEFAULT NULL, event text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $give_leave$
#variable_conflict use_variable
DECLARE
	asked text := contract;
	plan leave_plan;
BEGIN
	IF num_nulls(district_id, giver, receiver, account, quantity, on_date) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = 'give_leave: district_id, giver, receiver, account, quantity and '
			'on_date must be given';
	END IF;
	IF asked IS NULL THEN
		SELECT e.contract INTO asked FROM employment AS e
		WHERE e.district_id = district_id AND e.employee_id = giver AND e.valid @> on_date
		ORDER BY e.fte DESC, e.employment_id LIMIT 1;
	END IF;
	SELECT p.* INTO plan FROM leave_held(asked, district_id, ARRAY[giver]) AS h JOIN leave_plan AS p ON p.id = h.plan_id
	WHERE h.account = account AND h.year @> on_date AND h.begins <= on_date;
	IF plan.give_to IS NULL THEN
		RAISE check_violation USING MESSAGE = format('leave "%s" of employee %s cannot be given on %s', account, giver,
				to_char(on_date, 'YYYY-MM-DD')),
			DETAIL = CASE WHEN plan.id IS NULL THEN format('There is no such account under contract "%s".',
				coalesce(asked, 'none')) ELSE 'The contract does not let it be given: leave_plan.give_to is null.' END,
			HINT = 'See leave_plan.give_to for the accounts that can be given.';
	END IF;
	INSERT INTO leave_move (district_id, employee_id, contract, account, kind, valid,
		quantity, event, other_employee_id)
	VALUES (district_id, giver, asked, account, 'given', daterange(on_date, on_date, '[]'), quantity, event, receiver),
		(district_id, receiver, asked, plan.give_to, 'received',
			daterange(on_date, on_date, '[]'), quantity, event, giver);
END
$give_leave$;
COMMENT ON FUNCTION give_leave(int, bigint, bigint, text, caseload.caseload_unit, date, text, text) IS
	'enters a gift of leave: what one gives and the other receives, in the account that the contract names';
