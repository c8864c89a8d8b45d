-- The reports of the district "books" against those of the second reckoning, in one snapshot.
CREATE FUNCTION stress.differences(OUT rows bigint, OUT wrong text) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH told AS MATERIALIZED (
		SELECT 'class_size_overage' AS report, r.district_id, r::text AS line FROM books_bi.class_size_overage AS r
		UNION ALL
		SELECT 'caseload_overage', r.district_id, r::text FROM books_bi.caseload_overage AS r
		UNION ALL
		SELECT 'compliance_finding', r.district_id, r::text FROM books_bi.compliance_finding AS r
		UNION ALL
		SELECT 'pay_line', p.district_id, ROW(p.contract, p.school_year, p.employee_id, p.employee_name,
			p.employment_id, p.site_name, p.component, p.first_day, p.last_day, p.days, p.divisor,
			p.annual, p.exact, p.cents, p.rule,
			p.rule_id, p.citation, p.problem, p.blame)::text
		FROM books_bi.pay_line AS p WHERE p.rule IS DISTINCT FROM 'load_limit'
		UNION ALL
		SELECT 'overages', p.district_id, ROW(p.contract, p.school_year, p.employee_id, sum(p.overage_pay))::text
		FROM books_bi.pay_summary AS p
		GROUP BY p.district_id, p.contract, p.school_year, p.employee_id HAVING sum(p.overage_pay) <> 0
	), right_one AS MATERIALIZED (
		SELECT r.report, r.district_id, r.line FROM books_oracle.reported AS r
		UNION ALL
		-- the lines have an oracle of their own: here a reckoning of all of them, of which no row was kept
		SELECT 'pay_line', p.district_id, ROW(p.contract, p.school_year, p.employee_id, m.employee_name,
			e.employment_id, t.site_name, p.component, lower(p.during), upper(p.during) - 1, p.days::numeric(12,6),
			p.divisor::numeric(12,6), p.annual::numeric(18,6), p.exact::numeric(18,6), p.cents::numeric(14,2), p.rule,
			p.rule_id, p.citation, p.problem, p.blame)::text
		FROM books.lines_of_years(NULL, 'infinity', NULL, NULL, NULL, false) AS p
			JOIN books.employee AS m ON m.district_id = p.district_id AND m.employee_id = p.employee_id
			LEFT JOIN books.employment AS e ON e.district_id = p.district_id
				AND e.employment_id = coalesce(p.employment_id, (SELECT l.employment_id FROM books.employment AS l
					JOIN books.contract_year() AS y ON y.contract = p.contract AND y.school_year = p.school_year
						AND l.valid && y.year
				WHERE l.district_id = p.district_id AND l.employee_id = p.employee_id AND l.contract = p.contract
				ORDER BY l.fte DESC, l.employment_id LIMIT 1))
			LEFT JOIN books.site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		UNION ALL
		SELECT 'overages', o.district_id, ROW(o.contract, o.school_year, o.employee_id, sum(o.pay))::text
		FROM (SELECT c.district_id, c.contract, c.school_year, c.employee_id, c.pay
			FROM books_bi.class_size_overage AS c
			UNION ALL SELECT c.district_id, c.contract, c.school_year, c.employee_id, c.pay
			FROM books_bi.caseload_overage AS c) AS o
		WHERE o.pay <> 0 AND o.employee_id IS NOT NULL
		GROUP BY o.district_id, o.contract, o.school_year, o.employee_id
	), different AS (
		SELECT 'told: ' AS side, x.* FROM (SELECT * FROM told EXCEPT ALL SELECT * FROM right_one) AS x
		UNION ALL
		SELECT 'right: ', x.* FROM (SELECT * FROM right_one EXCEPT ALL SELECT * FROM told) AS x
	)
	SELECT (SELECT min(n.rows) FROM (SELECT count(r.line) AS rows
			FROM unnest('{class_size_overage,caseload_overage,compliance_finding,pay_line}'::text[]) AS t (report)
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
