-- pg_upgrade makes functions and views of a district before the operator classes of the extension's types: what stands
-- in one must not sort, group or be made distinct by such a type, or the upgrade of the server fails.
SET client_min_messages = warning;
SELECT caseload.create_district('upgradable', contract => 'waterford');
-- as they are dumped; without its operator classes, the server would print them in other words
CREATE VIEW pg_temp.definition AS
SELECT p.oid::regprocedure::text AS name, pg_get_functiondef(p.oid) AS definition
FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname IN ('upgradable', 'upgradable_bi', 'caseload') AND p.prosqlbody IS NOT NULL
UNION ALL
SELECT v.oid::regclass::text, format('CREATE OR REPLACE VIEW %s AS %s', v.oid::regclass, pg_get_viewdef(v.oid))
FROM pg_class AS v JOIN pg_namespace AS n ON n.oid = v.relnamespace
WHERE n.nspname IN ('upgradable', 'upgradable_bi') AND v.relkind = 'v';
CREATE FUNCTION pg_temp.not_upgradable(names text[], definitions text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	UPDATE pg_opclass SET opcdefault = false WHERE opcnamespace = 'caseload'::regnamespace;
	FOR one IN 1 .. cardinality(names) LOOP
		BEGIN
			EXECUTE definitions[one];
		EXCEPTION WHEN undefined_function THEN
			RETURN NEXT names[one] || ': ' || sqlerrm;
		END;
	END LOOP;
END $$;
BEGIN;
SET LOCAL search_path = pg_catalog;
SELECT n AS not_upgradable FROM (SELECT array_agg(name ORDER BY name), array_agg(definition ORDER BY name)
	FROM pg_temp.definition) AS d (names, definitions), pg_temp.not_upgradable(names, definitions) AS n;
ROLLBACK;
-- A function of the extension that is dumped is restored to the word: a constant in a later part of a union has a
-- name, or its type becomes its name there, and an upgraded server's functions are others than those that are made
-- on it.
CREATE FUNCTION pg_temp.make_again(definitions text[]) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	FOR one IN 1 .. cardinality(definitions) LOOP
		EXECUTE definitions[one];
	END LOOP;
	RETURN cardinality(definitions);
END $$;
BEGIN;
SET LOCAL search_path = pg_catalog;
SELECT name, definition INTO TEMP was FROM pg_temp.definition WHERE name LIKE 'caseload.%';
SELECT pg_temp.make_again(array_agg(definition)) > 20 AS made_again FROM pg_temp.was;
SELECT name AS restored_otherwise FROM pg_temp.was JOIN pg_temp.definition AS d USING (name)
WHERE d.definition <> was.definition ORDER BY name COLLATE "C";
ROLLBACK;
-- the test sees what it is there to see
CREATE VIEW upgradable.grouped AS SELECT number FROM upgradable.limit_cap GROUP BY number;
CREATE VIEW upgradable.ordered AS SELECT number FROM upgradable.limit_cap ORDER BY number;
BEGIN;
SET LOCAL search_path = pg_catalog;
SELECT n AS not_upgradable FROM (SELECT array_agg(name ORDER BY name), array_agg(definition ORDER BY name)
	FROM pg_temp.definition) AS d (names, definitions), pg_temp.not_upgradable(names, definitions) AS n
WHERE n ~ 'grouped|ordered';
ROLLBACK;
DROP SCHEMA upgradable, upgradable_bi, upgradable_then CASCADE;
