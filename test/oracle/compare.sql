-- The reports of the district "books" against those of the second reckoning, in one snapshot.
CREATE FUNCTION stress.differences(OUT rows bigint, OUT wrong text) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH told AS MATERIALIZED (
		SELECT 'class_size_overage' AS report, r.district_id, r::text AS line FROM books_bi.class_size_overage AS r
		UNION ALL
		SELECT 'caseload_overage', r.district_id, r::text FROM books_bi.caseload_overage AS r
		UNION ALL
		SELECT 'compliance_finding', r.district_id, r::text FROM books_bi.compliance_finding AS r
	), right_one AS MATERIALIZED (
		SELECT r.report, r.district_id, r.line FROM books_oracle.reported AS r
	), different AS (
		SELECT 'told: ' AS side, x.* FROM (SELECT * FROM told EXCEPT ALL SELECT * FROM right_one) AS x
		UNION ALL
		SELECT 'right: ', x.* FROM (SELECT * FROM right_one EXCEPT ALL SELECT * FROM told) AS x
	)
	SELECT (SELECT min(n.rows) FROM (SELECT count(r.line) AS rows
			FROM unnest('{class_size_overage,caseload_overage,compliance_finding}'::text[]) AS t (report)
				LEFT JOIN right_one AS r ON r.report = t.report GROUP BY t.report) AS n),
		(SELECT string_agg(d.side || d.report || ' ' || d.line, E'\n' ORDER BY d.report, d.line, d.side)
			FROM (SELECT * FROM different AS d ORDER BY d.report, d.line, d.side LIMIT 20) AS d);
END;
COMMENT ON FUNCTION stress.differences()
	IS 'rows: of the report that has the fewest; wrong: rows that only one side has, null if both are the same';
-- what is known to be stale in this snapshot: facts, and rules that not every district has seen
CREATE FUNCTION stress.marks() RETURNS bigint LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT (SELECT count(*) FROM books.mark) + (SELECT count(*) FROM books.rule_mark AS m CROSS JOIN books.book AS b
		WHERE NOT EXISTS (SELECT FROM books.rule_mark_seen AS s
			WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id));
END;
COMMENT ON FUNCTION stress.marks() IS 'what is stale in this snapshot';
