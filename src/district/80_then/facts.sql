-- The facts as they were known, under the names that the scripts of the reckoning read. The moment, the day of the
-- rules, the school year and who asks are settings for as long as one of the reports below is reckoned.
CREATE FUNCTION known_at() RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(to_timestamp(nullif(current_setting('caseload.known_at', true), '')::float8), 'infinity');
END;
COMMENT ON FUNCTION known_at() IS 'the moment whose knowledge of facts is reckoned by';

CREATE FUNCTION known_day() RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(nullif(current_setting('caseload.known_day', true), '')::date, 'infinity');
END;
COMMENT ON FUNCTION known_day() IS 'the day whose knowledge of rules is reckoned by';

CREATE FUNCTION known_year() RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT nullif(current_setting('caseload.known_year', true), '');
END;
COMMENT ON FUNCTION known_year() IS 'the school year that is reckoned; null: each';

CREATE FUNCTION known_asker() RETURNS bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(nullif(current_setting('caseload.known_asker', true), '')::bigint, caseload.asker());
END;
COMMENT ON FUNCTION known_asker() IS 'the caseload.asker() of whoever asks what was known';

-- A contract may be reckoned by the rules of a proposal, applied until a part of it: see proposal_parts().
CREATE FUNCTION as_if_contract() RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT nullif(current_setting('caseload.as_if_contract', true), '');
END;
COMMENT ON FUNCTION as_if_contract() IS 'the contract that is reckoned as if a proposal were agreed; null: none';

CREATE FUNCTION as_if_proposal() RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT nullif(current_setting('caseload.as_if_proposal', true), '');
END;
COMMENT ON FUNCTION as_if_proposal() IS 'the proposal whose rules it is reckoned by; null: none';

CREATE FUNCTION as_if_until() RETURNS int
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(nullif(current_setting('caseload.as_if_until', true), '')::int, 0);
END;
COMMENT ON FUNCTION as_if_until() IS 'up to which of proposal_parts() it is applied; 0: nothing of it';

-- Rules that are proposed stand in the contract's place from their part on, and nowhere before it. A pay base of a name
-- that the contract does not have is there at once, for whatever is applied before may rest on it.
DO $proposed_rules$
DECLARE
	rule record;
	here name := current_schema();
	district name := (SELECT n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE c.oid = 'contract'::regclass);
BEGIN
	FOR rule IN SELECT t.name, part_of_table(t.name) AS part, c.oid AS id, string_agg(CASE
				WHEN a.attname = 'contract' THEN 'CASE WHEN r.contract = (SELECT as_if_proposal()) '
					'THEN (SELECT as_if_contract()) ELSE r.contract END AS contract'
				WHEN t.name = 'schedule' AND a.attname = 'grid' THEN format('CASE WHEN r.contract = '
					'(SELECT as_if_proposal()) AND (SELECT as_if_until()) < 5 THEN %I.grid_until('
					'(SELECT as_if_contract()), r.schedule, r.in_force, r.grid, (SELECT as_if_until())) '
					'ELSE r.grid END AS grid', district)
				ELSE format('r.%I', a.attname) END, ', ' ORDER BY a.attnum) AS columns
			FROM (SELECT 'contract' UNION ALL SELECT k.table_name FROM rule_tables() AS k
					WHERE k.parent = 'contract' AND k.table_name <> 'proposed_place') AS t (name)
				JOIN pg_class AS c ON c.relname = t.name AND c.relnamespace = quote_ident(district)::regnamespace
				JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			GROUP BY t.name, c.oid LOOP
		EXECUTE format('CREATE VIEW %I.%I AS SELECT %s FROM %I.%I AS r WHERE (SELECT as_if_proposal()) IS NULL '
			'OR r.contract <> CASE WHEN (SELECT as_if_until()) >= %s THEN (SELECT as_if_contract()) '
			'ELSE (SELECT as_if_proposal()) END%s', here, rule.name, rule.columns, district, rule.name, rule.part,
			CASE WHEN rule.name = 'pay_base' THEN format(' OR r.contract = (SELECT as_if_proposal()) AND NOT EXISTS '
				'(SELECT FROM %I.pay_base AS b WHERE b.contract = (SELECT as_if_contract()) AND b.name = r.name)',
				district) END);
		EXECUTE format('COMMENT ON VIEW %I.%I IS %L', here, rule.name,
			format('the rows of %s, a contract''s as a proposal has them where one is asked for', rule.name));
		EXECUTE (SELECT string_agg(format('COMMENT ON COLUMN %I.%I.%I IS %L', here, rule.name, a.attname,
				col_description(rule.id, a.attnum)), ';') FROM pg_attribute AS a
			WHERE a.attrelid = rule.id AND a.attnum > 0 AND NOT a.attisdropped);
	END LOOP;
END
$proposed_rules$;

-- What a fact says of the contract's rows, it says of their copies in the proposal; and whom the proposal places
-- elsewhere stands there.
CREATE FUNCTION as_if_column(fact text, attribute name, district name) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN as_if_column.fact = 'employment' AND as_if_column.attribute = 'placement' THEN format(
		'CASE WHEN (SELECT as_if_until()) >= 3 AND u.contract = (SELECT as_if_contract()) THEN '
		'coalesce((SELECT caseload.salary_step(coalesce(CASE WHEN (SELECT as_if_until()) >= 4 THEN p.to_lane END, '
		'caseload.lane(u.placement)), greatest(caseload.step(u.placement) + p.plus_steps, 0), '
		'caseload.longevity(u.placement) AND p.plus_steps = 0) '
		'FROM %1$I.proposed_place AS p WHERE p.contract = (SELECT as_if_proposal()) '
		'AND p.schedule IN (''*'', u.schedule) AND (p.lanes IS NULL OR caseload.lane(u.placement) = ANY (p.lanes)) '
		'AND (p.steps IS NULL OR p.steps @> caseload.step(u.placement)) '
		'AND caseload.carries(u.attributes, p.applies) ORDER BY p.precedence DESC, p.id LIMIT 1), u.placement) '
		'ELSE u.placement END AS placement', as_if_column.district)
	WHEN k.place IS NOT NULL THEN format('CASE WHEN (SELECT as_if_until()) >= %4$s THEN '
		'coalesce((SELECT m.row_id FROM %1$I.proposed_copy AS m WHERE m.contract = (SELECT as_if_proposal()) '
		'AND m.table_name = %2$L AND m.copied_from = u.%3$I), u.%3$I) ELSE u.%3$I END AS %3$I', as_if_column.district,
		k.place, as_if_column.attribute, k.part)
	ELSE format('u.%I', as_if_column.attribute) END
	FROM (VALUES (1)) AS one (row) LEFT JOIN LATERAL (SELECT t.table_name AS place,
			part_of_table(CASE t.parent WHEN 'contract' THEN t.table_name ELSE t.parent END) AS part
		FROM rule_tables() AS t JOIN pg_catalog.pg_class AS r ON r.relname = t.table_name
			JOIN pg_catalog.pg_constraint AS c ON c.contype = 'f' AND c.confrelid = r.oid
			JOIN pg_catalog.pg_class AS f ON f.oid = c.conrelid AND f.relname = as_if_column.fact
				AND f.relnamespace = r.relnamespace
			JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace AND n.nspname = as_if_column.district
			JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
				AND a.attname = as_if_column.attribute
		WHERE pg_catalog.cardinality(c.conkey) = 1) AS k ON true;
END;
COMMENT ON FUNCTION as_if_column(text, name, name) IS 'a column of a fact as a proposal would have it, in a query';

DO $known_facts$
DECLARE
	fact record;
	said record;
	here name := current_schema();
BEGIN
	FOR fact IN SELECT h.table_name, h.key, h.table_name::regclass AS id FROM history_tables() AS h LOOP
		EXECUTE format('CREATE VIEW %I.%I AS SELECT %s FROM (%s) AS u', here, fact.table_name,
			(SELECT string_agg(as_if_column(fact.table_name, a.attname, n.nspname), ', ' ORDER BY a.attnum)
			FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
				JOIN pg_namespace AS n ON n.oid = c.relnamespace
			WHERE a.attrelid = fact.id AND a.attnum > 0 AND NOT a.attisdropped),
			known_query(fact.table_name, fact.key, '(SELECT known_at())'));
		EXECUTE format('COMMENT ON VIEW %I.%I IS %L', here, fact.table_name,
			format('the rows of %s as they were known at known_at()', fact.table_name));
		FOR said IN SELECT a.attname, col_description(fact.id, a.attnum) AS what FROM pg_attribute AS a
			WHERE a.attrelid = fact.id AND a.attnum > 0 AND NOT a.attisdropped LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', here, fact.table_name, said.attname, said.what);
		END LOOP;
	END LOOP;
END
$known_facts$;
