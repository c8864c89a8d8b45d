# What the catalogs say of the extension and of a district, a line an object, without what may differ between two that
# are alike: oids, the order of a table's columns, the order of rights.
package Catalogs;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT = qw(extension_catalog district_catalog district_rows differing);

# Each member of the extension with its definition, rights and comment.
sub extension_catalog
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, q{
		SET search_path = pg_catalog;
		WITH member AS (
			SELECT d.classid, d.objid, i.type, i.identity FROM pg_depend AS d JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
				CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS i
			WHERE d.deptype = 'e' AND e.extname = 'caseload'
		)
		SELECT m.type, m.identity, md5(obj_description(m.objid, m.classid::regclass::name)), CASE m.classid
			WHEN 'pg_proc'::regclass THEN (SELECT concat_ws('|', p.prorettype::regtype, (SELECT string_agg(x::text, ',' ORDER BY x::text) FROM aclexplode(p.proacl) AS x), CASE p.prokind
					WHEN 'a' THEN (SELECT concat_ws('|', a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn,
						a.aggtranstype::regtype, a.aggsortop::regoperator, a.agginitval, p.proparallel, p.provolatile) FROM pg_aggregate AS a WHERE a.aggfnoid = p.oid)
					ELSE pg_get_functiondef(p.oid) END) FROM pg_proc AS p WHERE p.oid = m.objid)
			WHEN 'pg_type'::regclass THEN (SELECT concat_ws('|', t.typlen, t.typbyval, t.typtype, t.typcategory, t.typispreferred, t.typdelim, t.typsubscript, t.typelem::regtype,
				t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typanalyze, t.typalign, t.typstorage, t.typcollation) FROM pg_type AS t WHERE t.oid = m.objid)
			WHEN 'pg_operator'::regclass THEN (SELECT concat_ws('|', o.oprresult::regtype, o.oprcode, o.oprcom::regoperator, o.oprnegate::regoperator, o.oprrest, o.oprjoin, o.oprcanmerge, o.oprcanhash)
				FROM pg_operator AS o WHERE o.oid = m.objid)
			WHEN 'pg_cast'::regclass THEN (SELECT concat_ws('|', c.castfunc::regprocedure, c.castcontext, c.castmethod) FROM pg_cast AS c WHERE c.oid = m.objid)
			WHEN 'pg_opclass'::regclass THEN (SELECT concat_ws('|', c.opcdefault, c.opcintype::regtype, c.opckeytype::regtype) FROM pg_opclass AS c WHERE c.oid = m.objid)
			WHEN 'pg_opfamily'::regclass THEN (SELECT string_agg(x.line, '|' ORDER BY x.line) FROM (
				SELECT concat_ws(' ', a.amopstrategy, a.amopopr::regoperator) AS line FROM pg_amop AS a WHERE a.amopfamily = m.objid
				UNION ALL SELECT concat_ws(' ', 'f', a.amprocnum, a.amproc::regprocedure) FROM pg_amproc AS a WHERE a.amprocfamily = m.objid) AS x)
			WHEN 'pg_namespace'::regclass THEN (SELECT string_agg(x::text, ',' ORDER BY x::text) FROM pg_namespace AS n CROSS JOIN LATERAL aclexplode(n.nspacl) AS x WHERE n.oid = m.objid) END
		FROM member AS m ORDER BY 1, 2});
}

# Tables, columns, constraints, indexes, triggers, views, types, functions and sequences of a district, with owners,
# rights and comments. A view, or a function in BEGIN ATOMIC, is printed as the server read it, and that may be read
# once more into other words (IN as = ANY): where a dump has done so with one of two districts, `settle` does it with both.
# What the server calls a NOT NULL is no part of a district: since 18 these have names, which a restore may number.
sub district_catalog
{
	my ($node, $database, $district, %how) = @_;
	settle($node, $database, $district) if $how{settle};
	return $node->safe_psql($database, qq{
		SET search_path = "$district", "${district}_bi", caseload, pg_temp;
		WITH space AS (SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('$district', '${district}_bi', '${district}_then')),
		relation AS (SELECT c.*, s.nspname FROM pg_class AS c JOIN space AS s ON s.oid = c.relnamespace)
		SELECT r.relkind::text, r.nspname, r.relname::text, NULL, concat_ws('|', pg_get_userbyid(r.relowner), r.reloptions::text, r.relpersistence, r.relrowsecurity,
			(SELECT string_agg(concat_ws(':', pg_get_userbyid(x.grantee), x.privilege_type, x.is_grantable), ',' ORDER BY pg_get_userbyid(x.grantee), x.privilege_type) FROM aclexplode(r.relacl) AS x),
			coalesce(obj_description(r.oid, 'pg_class'), obj_description(r.reltype, 'pg_type'))), CASE r.relkind WHEN 'v' THEN pg_get_viewdef(r.oid) WHEN 'i' THEN pg_get_indexdef(r.oid) END
		FROM relation AS r
		UNION ALL
		SELECT 'column', r.nspname, r.relname, a.attname, concat_ws('|', CASE WHEN r.relkind <> 'r' THEN a.attnum END, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, nullif(a.attcollation, 0)::regcollation, a.attstorage,
			(SELECT string_agg(concat_ws(':', pg_get_userbyid(x.grantee), x.privilege_type, x.is_grantable), ',' ORDER BY pg_get_userbyid(x.grantee), x.privilege_type) FROM aclexplode(a.attacl) AS x),
			col_description(r.oid, a.attnum)), (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef AS d WHERE d.adrelid = r.oid AND d.adnum = a.attnum)
		FROM relation AS r JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE r.relkind IN ('r', 'p', 'v', 'c')
		UNION ALL
		SELECT 'constraint', r.nspname, r.relname, CASE WHEN k.contype <> 'n' THEN k.conname END, obj_description(k.oid, 'pg_constraint'), pg_get_constraintdef(k.oid) FROM relation AS r JOIN pg_constraint AS k ON k.conrelid = r.oid
		UNION ALL
		SELECT 'trigger', r.nspname, r.relname, t.tgname, t.tgenabled::text, pg_get_triggerdef(t.oid) FROM relation AS r JOIN pg_trigger AS t ON t.tgrelid = r.oid AND NOT t.tgisinternal
		UNION ALL
		SELECT 'function', s.nspname, p.oid::regprocedure::text, NULL, concat_ws('|', pg_get_userbyid(p.proowner),
			(SELECT string_agg(concat_ws(':', pg_get_userbyid(x.grantee), x.privilege_type, x.is_grantable), ',' ORDER BY pg_get_userbyid(x.grantee), x.privilege_type) FROM aclexplode(p.proacl) AS x),
			obj_description(p.oid, 'pg_proc')), pg_get_functiondef(p.oid)
		FROM pg_proc AS p JOIN space AS s ON s.oid = p.pronamespace WHERE p.prokind <> 'a'
		UNION ALL
		SELECT 'sequence', q.schemaname, q.sequencename, NULL, NULL, concat_ws('|', q.data_type, q.start_value, q.min_value, q.max_value, q.increment_by, q.cycle, q.cache_size)
		FROM pg_sequences AS q JOIN space AS s ON s.nspname = q.schemaname
		UNION ALL
		SELECT 'schema', s.nspname, NULL, NULL, concat_ws('|', pg_get_userbyid(n.nspowner),
			(SELECT string_agg(concat_ws(':', pg_get_userbyid(x.grantee), x.privilege_type), ',' ORDER BY pg_get_userbyid(x.grantee), x.privilege_type) FROM aclexplode(n.nspacl) AS x), obj_description(n.oid, 'pg_namespace')), NULL
		FROM space AS s JOIN pg_namespace AS n ON n.oid = s.oid
		ORDER BY 1, 2, 3, 4});
}

sub settle
{
	my ($node, $database, $district) = @_;
	$node->safe_psql($database, qq{
		SET search_path = "$district", "${district}_bi", caseload, pg_temp;
		DO \$do\$
		DECLARE
			one oid;
		BEGIN
			FOR round IN 1 .. 2 LOOP
				FOR one IN SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace IN ('"$district"'::regnamespace, '"${district}_then"'::regnamespace) AND p.prosqlbody IS NOT NULL LOOP
					EXECUTE pg_get_functiondef(one);
				END LOOP;
				FOR one IN SELECT c.oid FROM pg_class AS c WHERE c.relnamespace IN ('"$district"'::regnamespace, '"${district}_bi"'::regnamespace, '"${district}_then"'::regnamespace) AND c.relkind = 'v' LOOP
					EXECUTE format('CREATE OR REPLACE VIEW %s %s AS %s', one::regclass,
						(SELECT 'WITH (' || array_to_string(c.reloptions, ', ') || ')' FROM pg_class AS c WHERE c.oid = one), pg_get_viewdef(one));
				END LOOP;
			END LOOP;
		END
		\$do\$});
	return;
}

# A line for each table, and view if wanted: its rows counted and hashed, columns by name, without those that hold a time, how
# long something took, or a key drawn by lot.
sub district_rows
{
	my ($node, $database, $district, %how) = @_;
	my $kinds = $how{tables} ? "'r'" : "'r', 'v'";
	my $queries = $node->safe_psql($database, qq{
		SELECT string_agg(format('SELECT %L, count(*), md5(string_agg(to_jsonb(r)::text, E''\\n'' ORDER BY to_jsonb(r)::text COLLATE "C")) FROM (SELECT %s FROM %I.%I) AS r',
			c.relname, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) FROM pg_attribute AS a
				WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'took' AND a.atttypid NOT IN ('timestamptz'::regtype, 'tstzrange'::regtype, 'uuid'::regtype)), n.nspname, c.relname), ' UNION ALL ' ORDER BY n.nspname, c.relname)
		FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname IN ('$district', '${district}_bi', '${district}_then') AND c.relkind IN ($kinds)});
	return $queries if $how{query};
	return $node->safe_psql($database, "SET search_path = caseload; $queries");
}

# The lines that only one of two texts has.
sub differing
{
	my ($got, $expected) = @_;
	my %got = map { $_ => 1 } split /\n(?=\S+\|)/, $got;
	my %expected = map { $_ => 1 } split /\n(?=\S+\|)/, $expected;
	return join "\n", (map { "got: $_" } grep { !$expected{$_} } sort keys %got), (map { "missing: $_" } grep { !$got{$_} } sort keys %expected);
}

1;
