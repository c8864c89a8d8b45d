-- What every member of the extension must be. Each query finds the members that are not, so each
-- prints no rows, whatever is added; a member that has to be an exception is named in the query.
SET search_path = pg_catalog;
CREATE TEMP VIEW member AS
	SELECT d.classid, d.objid, pg_describe_object(d.classid, d.objid, 0) AS name
	FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
	WHERE d.deptype = 'e' AND e.extname = 'caseload';
CREATE TEMP VIEW base_type AS
	SELECT t.* FROM pg_type t JOIN member m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
	WHERE t.typtype = 'b' AND t.typelem = 0;
CREATE TEMP VIEW routine AS
	SELECT p.*, p.oid::regprocedure AS signature
	FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid;

-- there is something to look at
SELECT count(*) > 100 AS members, (SELECT count(*) >= 3 FROM base_type) AS types,
	(SELECT count(*) > 50 FROM routine) AS routines,
	(SELECT count(*) >= 8 FROM routine WHERE prokind = 'a') AS aggregates FROM member;

-- everything lies in our schema
SELECT m.name AS outside FROM member m, LATERAL pg_identify_object(m.classid, m.objid, 0) AS o
WHERE o.type NOT IN ('schema', 'cast', 'extension') AND o.schema IS DISTINCT FROM 'caseload';
-- no relation is a member: tables of a district belong to the district
SELECT name AS relation FROM member WHERE classid = 'pg_class'::regclass;
-- every member says what it is (casts and classes of operators too)
SELECT m.name AS without_comment FROM member m
WHERE NOT EXISTS (SELECT FROM pg_description d
	WHERE d.classoid = m.classid AND d.objoid = m.objid AND d.objsubid = 0 AND d.description <> '')
	AND NOT EXISTS (SELECT FROM pg_type t WHERE m.classid = 'pg_type'::regclass AND t.oid = m.objid AND t.typelem <> 0)
	AND m.classid <> 'pg_namespace'::regclass;

-- Types: binary in and out, a category of our own, an assignment cast from text, nothing implicit.
SELECT oid::regtype AS without_binary FROM base_type WHERE typreceive = 0 OR typsend = 0;
SELECT oid::regtype AS category FROM base_type WHERE typcategory <> 'c';
SELECT oid::regtype AS category_of_another FROM pg_type t
WHERE typcategory = 'c' AND NOT EXISTS (SELECT FROM base_type b WHERE b.oid = t.oid);
SELECT oid::regtype AS preferred FROM base_type WHERE typispreferred <> (typname = 'caseload_unit');
SELECT oid::regtype AS without_cast_from_text FROM base_type t
WHERE NOT EXISTS (SELECT FROM pg_cast c WHERE c.castsource = 'text'::regtype AND c.casttarget = t.oid
		AND c.castcontext = 'a' AND c.castmethod = 'i');
SELECT castsource::regtype, casttarget::regtype
FROM pg_cast c JOIN member m ON m.classid = 'pg_cast'::regclass AND m.objid = c.oid WHERE castcontext = 'i';
SELECT oid::regtype AS without_array FROM base_type WHERE typarray = 0;

-- Classes of operators: valid, of families of our own, and default ones for each type by btree and hash.
SELECT m.name AS invalid FROM member m
WHERE CASE WHEN m.classid = 'pg_opclass'::regclass THEN NOT amvalidate(m.objid) END;
SELECT m.name AS in_family_of_another FROM pg_opclass c
	JOIN member m ON m.classid = 'pg_opclass'::regclass AND m.objid = c.oid
WHERE NOT EXISTS (SELECT FROM member f WHERE f.classid = 'pg_opfamily'::regclass AND f.objid = c.opcfamily);
SELECT o.amopopr::regoperator AS in_family_of_another
FROM pg_amop o JOIN member m ON m.classid = 'pg_operator'::regclass AND m.objid = o.amopopr
WHERE NOT EXISTS (SELECT FROM member f WHERE f.classid = 'pg_opfamily'::regclass AND f.objid = o.amopfamily);
SELECT t.oid::regtype AS type, a.amname AS without_default_class FROM base_type t, pg_am a
WHERE a.amname IN ('btree', 'hash') AND NOT EXISTS (SELECT FROM pg_opclass c
	WHERE c.opcmethod = a.oid AND c.opcintype = t.oid AND c.opcdefault);
SELECT t.oid::regtype AS without_extended_hash FROM base_type t WHERE NOT EXISTS (
	SELECT FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod JOIN pg_amproc p ON p.amprocfamily = c.opcfamily
		AND p.amproclefttype = t.oid AND p.amprocrighttype = t.oid
	WHERE a.amname = 'hash' AND c.opcintype = t.oid AND c.opcdefault AND p.amprocnum = 2);
SELECT t.oid::regtype AS without_full_equality FROM base_type t WHERE NOT EXISTS (
	SELECT FROM pg_operator o WHERE o.oprname = '=' AND o.oprleft = t.oid AND o.oprright = t.oid
		AND o.oprcanhash AND o.oprcanmerge
		AND o.oprcom = o.oid AND o.oprnegate <> 0);
-- what may raise must be in no family and have no selectivity function: an index or ANALYZE would call it
SELECT o.oid::regoperator AS raising FROM pg_operator o
WHERE o.oprleft = 'caseload.caseload_unit'::regtype AND o.oprright = o.oprleft AND o.oprname IN ('<', '<=', '>', '>=')
	AND (o.oprrest <> 0 OR o.oprjoin <> 0 OR EXISTS (SELECT FROM pg_amop a WHERE a.amopopr = o.oid));
-- commutators and negators of comparisons are mutual and exist
SELECT o.oid::regoperator AS without_partner
FROM pg_operator o JOIN member m ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid
WHERE o.oprresult = 'bool'::regtype AND o.oprleft = o.oprright
	AND (o.oprnegate = 0 OR (o.oprcom = 0 AND o.oprname IN ('=', '<>', '<', '<=', '>', '>=')));
SELECT m.name AS shell FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass
	AND m.objid = o.oid WHERE o.oprcode = 0;

-- Aggregates: each can be split, and its state can travel as text and as bytes; but for the one over rows in an order,
-- and the one that tells whose jobs are alike, as the jobs of one employee may lie in several parts.
SELECT p.signature AS cannot_combine FROM routine p JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE a.aggcombinefn = 0 AND p.proname NOT IN ('running_cents', 'jobs_alike');
SELECT p.signature AS hidden_state, t.oid::regtype AS state
FROM routine p JOIN pg_aggregate a ON a.aggfnoid = p.oid JOIN pg_type t ON t.oid = a.aggtranstype
WHERE (t.typtype = 'p' OR t.typreceive = 0 OR t.typsend = 0 OR a.aggserialfn <> 0 OR a.aggdeserialfn <> 0)
	AND p.proname NOT IN ('running_cents', 'jobs_alike');
SELECT p.signature AS polymorphic FROM routine p,
	unnest(p.proargtypes || p.prorettype) AS u(type) JOIN pg_type t ON t.oid = u.type
WHERE t.typtype = 'p' AND t.typname LIKE 'any%';
SELECT p.signature AS ordered_set FROM routine p JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE a.aggkind <> 'n';
SELECT p.signature AS name_of_another FROM routine p WHERE prokind = 'a'
	AND (proname ~ '^hll_.*agg$' OR proname ~ '^topn_.*agg$' OR proname LIKE 'tdigest%');
SELECT p.signature AS sorted_where_it_must_raise FROM routine p JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.proargtypes[0] = 'caseload.caseload_unit'::regtype AND a.aggsortop <> 0;
-- its parts are as safe as itself
SELECT p.signature AS aggregate, f.oid::regprocedure AS part FROM routine p JOIN pg_aggregate a ON a.aggfnoid = p.oid
	JOIN pg_proc f ON f.oid IN (a.aggtransfn, a.aggcombinefn, a.aggfinalfn)
WHERE f.proparallel <> 's' OR f.provolatile <> 'i';
SELECT p.signature AS not_parallel_safe FROM routine p WHERE prokind = 'a' AND proparallel <> 's';

-- Functions. Those in C are strict, immutable and parallel safe. The exceptions:
--   stable: explain and say (their wording follows ICU's data), what tells who asks (of this
--   session, so not in a worker), stands_at and is_empty (they look at catalogs and tables);
--   volatile: what acts upon tables: triggers, guard, unguard, check_caps;
--   not strict: those with arguments that may be left out or are given by name, and state functions
--   of aggregates that skip NULL themselves.
SELECT signature AS not_immutable FROM routine p JOIN pg_language l ON l.oid = p.prolang
WHERE l.lanname = 'c' AND provolatile <> 'i' AND prorettype <> 'trigger'::regtype
	AND NOT (proname IN ('explain', 'explain_line', 'say', 'say_unit', 'say_measure', 'say_number', 'say_day',
		'say_scale', 'say_count', 'say_money', 'say_spelled', 'say_component',
		'letter_locale', 'asker', 'askers', 'asks_as_owner', 'stands_at', 'swapped_fact', 'is_empty',
		'allowed_words')
		AND provolatile = 's')
	AND proname NOT IN ('guard', 'unguard', 'guard_partitions', 'check_caps');
SELECT signature AS not_parallel_safe FROM routine p JOIN pg_language l ON l.oid = p.prolang
WHERE l.lanname = 'c' AND proparallel <> 's' AND prorettype <> 'trigger'::regtype
	AND NOT (proname IN ('asker', 'askers', 'asks_as_owner') AND proparallel = 'r')
	AND proname NOT IN ('guard', 'unguard', 'guard_partitions', 'check_caps');
SELECT signature AS not_strict FROM routine p JOIN pg_language l ON l.oid = p.prolang
WHERE l.lanname = 'c' AND NOT proisstrict AND prorettype <> 'trigger'::regtype
	AND proname NOT IN ('with_longevity', 'with_raise', 'pay', 'breakdown', 'explain_line', 'row_key', 'guard',
		'unguard', 'problems', 'problems_judged', 'read_schedule', 'reading_notes')
	AND NOT EXISTS (SELECT FROM pg_aggregate a WHERE p.oid IN (a.aggtransfn, a.aggcombinefn, a.aggfinalfn));
-- a strict function has no default that is NULL: it would give NULL whenever it is left out
SELECT signature AS null_by_default FROM routine WHERE proisstrict AND pg_get_expr(proargdefaults, 0) ~* '\mNULL\M';
-- the names in the library are ours
SELECT signature AS symbol FROM routine p JOIN pg_language l ON l.oid = p.prolang
WHERE l.lanname = 'c' AND prosrc NOT LIKE 'caseload\_%';
-- whatever is written in another language knows where it looks for names
SELECT signature AS path_not_pinned FROM routine p JOIN pg_language l ON l.oid = p.prolang
WHERE (prosecdef OR l.lanname NOT IN ('c', 'sql', 'internal')) AND prokind <> 'a'
	AND NOT coalesce(EXISTS (SELECT FROM unnest(proconfig) AS c WHERE c LIKE 'search_path=%'), false);
-- nothing that reads a table says that it is immutable
SELECT signature AS reads_and_is_immutable FROM routine p JOIN pg_language l ON l.oid = p.prolang
WHERE provolatile = 'i' AND l.lanname IN ('sql', 'plpgsql')
	AND prosrc ~* '\m(from|join)\s+(caseload|pg_catalog)\.\w+(?!\s*\()\M'
	-- what scripts read that are carried as text is not read by the function that carries them
	AND prosrc NOT LIKE '%$caseload_text$%';
