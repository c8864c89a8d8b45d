-- What keeps the caps of guarded districts current.

CREATE FUNCTION fill_each(kind text, only_district int, subjects bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_each$
DECLARE
	slice bigint[];
BEGIN
	FOR slice IN SELECT b.slice FROM batches(ARRAY(SELECT u.id FROM unnest(subjects) AS u (id) ORDER BY u.id)) AS b LOOP
		PERFORM fill_subjects(kind, only_district, slice);
	END LOOP;
END
$fill_each$;
COMMENT ON FUNCTION fill_each(text, int, bigint[]) IS 'fill_subjects(), some hundreds at a time in their order';

-- A district comes to be guarded: a caseload that is there has a row for its caps.
CREATE FUNCTION join_guarded(only_districts int[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_seqscan = off
AS $join_guarded$
DECLARE
	place int;
BEGIN
	FOREACH place IN ARRAY only_districts LOOP
		INSERT INTO guarded_district AS g (district_id, guarded_at) VALUES (place, clock_timestamp())
		ON CONFLICT (district_id) DO UPDATE SET guarded_at = excluded.guarded_at;
		INSERT INTO caseload_cap (district_id, employee_id, program)
		SELECT DISTINCT c.district_id, c.employee_id, c.program FROM case_assignment AS c WHERE c.district_id = place
		ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
	END LOOP;
END
$join_guarded$;
COMMENT ON FUNCTION join_guarded(int[]) IS 'notes that districts are guarded; a part of guard_district()';
REVOKE EXECUTE ON FUNCTION join_guarded(int[]) FROM PUBLIC;

-- A key that comes to be carried, or is no more, makes a condition one of the person or of the case, for
-- everybody's caseload.
CREATE FUNCTION carried_by_none_else(only_district int, keys text[], sites bigint[], employees bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $carried_by_none_else$
BEGIN
	RETURN EXISTS (SELECT FROM unnest(keys) AS k (key)
		WHERE EXISTS (SELECT FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id
				WHERE l.scope = 'employee' AND c.applies ? k.key)
			AND NOT EXISTS (SELECT FROM site AS t WHERE t.district_id = only_district AND t.attributes ? k.key
				AND t.site_id <> ALL (coalesce(sites, '{}')))
			AND NOT EXISTS (SELECT FROM employment AS e WHERE e.district_id = only_district AND e.attributes ? k.key
				AND e.employee_id <> ALL (coalesce(employees, '{}'))));
END
$carried_by_none_else$;
COMMENT ON FUNCTION carried_by_none_else(int, text[], bigint[], bigint[]) IS
	'whether limits on caseloads ask for one of these keys and no site and nobody but these carries it';

-- What a statement on a rule or a fact changed, and whose caps hang on it. As the owner: whoever may record an
-- exception need not be allowed to write caps. The first argument names the keys that a row has, none for a rule; the
-- second is there where districts are guarded as they come.
CREATE FUNCTION refill_caps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $refill_caps$
DECLARE
	changed record;
	-- no type of the district's: one that was renamed would not come to where it is refused
	reached record;
	halves text := CASE TG_OP WHEN 'INSERT' THEN 'TABLE new_rows' WHEN 'DELETE' THEN 'TABLE old_rows'
		ELSE 'TABLE old_rows UNION ALL TABLE new_rows' END;
	-- of a partition, its table
	facts name := coalesce((SELECT c.relname FROM pg_class AS c WHERE c.oid = pg_partition_root(TG_RELID)),
		TG_TABLE_NAME);
	carried text[];
	contracts text[];
	keys text := (SELECT string_agg(CASE WHEN TG_ARGV[0] LIKE '%' || k.key || '%'
			THEN format('array_remove(array_agg(DISTINCT c.%s_id), NULL)', k.key) ELSE '''{}''::bigint[]' END
			|| format(' AS %ss', k.key), ', ') FROM unnest('{section,employee,site}'::text[]) AS k (key));
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF TG_ARGV[0] = '' THEN
		PERFORM caseload.check_place(current_schema());
		-- a limit that is gone with its rows speaks for them
		EXECUTE format('SELECT array_agg(DISTINCT %s) FROM (%s) AS c', CASE TG_TABLE_NAME WHEN 'limit_cap'
			THEN '(SELECT l.contract FROM load_limit AS l WHERE l.id = c.limit_id)' ELSE 'c.contract' END, halves)
			INTO contracts;
		PERFORM fill_contracts(contracts);
		RETURN NULL;
	END IF;
	-- a district that was unguarded by itself stays so
	IF facts = 'site' AND TG_OP <> 'DELETE' AND TG_ARGV[1] = 'each district' THEN
		PERFORM join_guarded(ARRAY(SELECT DISTINCT n.district_id FROM new_rows AS n
			WHERE NOT EXISTS (SELECT FROM guarded_district AS g WHERE g.district_id = n.district_id) ORDER BY 1));
	END IF;
	FOR changed IN EXECUTE format('SELECT c.district_id, %s FROM (%s) AS c '
		'GROUP BY c.district_id ORDER BY c.district_id', keys, halves) LOOP
		CONTINUE WHEN hold_districts(ARRAY[changed.district_id]) = '{}';
		-- a contract reaches the sites where somebody works under it, and with it their classes; what an employment
		-- carries, and what is agreed with a teacher, speaks of the teacher's classes wherever they are
		reached := around(changed.district_id, changed.sections, changed.employees, changed.sites);
		IF facts = 'site' THEN
			changed.employees := reached.employees;
		END IF;
		IF facts IN ('site', 'employment') THEN
			EXECUTE format('SELECT array_agg(DISTINCT k.key) FROM (%s) AS c CROSS JOIN LATERAL '
				'jsonb_object_keys(c.attributes) AS k (key) WHERE c.district_id = $1', halves)
				INTO carried USING changed.district_id;
			IF carried_by_none_else(changed.district_id, carried, CASE facts WHEN 'site' THEN changed.sites END,
				CASE facts WHEN 'employment' THEN changed.employees END) THEN
				changed.employees := cap_subjects('caseload', changed.district_id);
			END IF;
		END IF;
		PERFORM fill_each('section', changed.district_id, reached.sections);
		PERFORM fill_each('caseload', changed.district_id, changed.employees);
	END LOOP;
	RETURN NULL;
END
$refill_caps$;
COMMENT ON FUNCTION refill_caps() IS 'trigger: brings the caps up to date with what a statement changed';
REVOKE EXECUTE ON FUNCTION refill_caps() FROM PUBLIC;

-- The row that a guard locks must be there, though no limit speaks of it yet: it is where a case that goes in and a
-- limit that comes in at the same time wait for each other.
CREATE FUNCTION add_caseload() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $add_caseload$
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF EXISTS (SELECT FROM new_rows AS n WHERE NOT EXISTS (SELECT FROM caseload_cap AS c
			WHERE c.district_id = n.district_id AND c.employee_id = n.employee_id AND c.program = n.program)) THEN
		INSERT INTO caseload_cap (district_id, employee_id, program)
		SELECT DISTINCT n.district_id, n.employee_id, n.program
		FROM new_rows AS n JOIN guarded_district AS g ON g.district_id = n.district_id AND g.guarded_at IS NOT NULL
		ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$add_caseload$;
COMMENT ON FUNCTION add_caseload() IS 'trigger: a caseload that is new has a row for its caps';
REVOKE EXECUTE ON FUNCTION add_caseload() FROM PUBLIC;
