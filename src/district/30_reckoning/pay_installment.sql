-- When a stipend is paid that is paid on days of its own: by its installments, or at the end of each semester.

CREATE FUNCTION pay_installments(school_year text DEFAULT NULL, known_on date DEFAULT 'infinity',
	district_id int DEFAULT NULL, employees bigint[] DEFAULT NULL, contract text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, component text, due text,
	paid_on date, share numeric, cents numeric, citation text, problem text)
LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	WITH line AS MATERIALIZED (
		SELECT row_number() OVER () AS nth, p.*, s.paid
		FROM lines_of_years(pay_installments.school_year, pay_installments.known_on, pay_installments.district_id,
				pay_installments.employees, pay_installments.contract, false) AS p
			JOIN stipend AS s ON p.rule = 'stipend' AND s.id = p.rule_id
		WHERE p.cents IS NOT NULL AND (s.paid = 'each semester' OR EXISTS (SELECT FROM stipend_installment AS i
			WHERE i.stipend_id = s.id))
	), part AS (
		SELECT l.nth, i.due, due_on(l.contract, i.due, l.school_year, pay_installments.known_on) AS paid_on, i.share,
			i.citation
		FROM line AS l JOIN stipend_installment AS i ON i.stipend_id = l.rule_id
		UNION ALL
		-- what has installments goes by them
		SELECT l.nth, t.name, upper(t.in_force) - 1, 1::numeric / count(*) OVER (PARTITION BY l.nth), l.citation
		FROM line AS l JOIN term AS t ON t.contract = l.contract AND t.name = 'semester' AND t.in_force && l.during
			AND t.known @> pay_installments.known_on
		WHERE l.paid = 'each semester' AND NOT EXISTS (SELECT FROM stipend_installment AS i
			WHERE i.stipend_id = l.rule_id)
	), total AS (
		SELECT p.*, round(l.cents * sum(p.share) OVER (PARTITION BY p.nth ORDER BY p.paid_on, p.due), 2) AS through,
			round(l.cents * (sum(p.share) OVER (PARTITION BY p.nth ORDER BY p.paid_on, p.due) - p.share), 2) AS before
		FROM part AS p JOIN line AS l ON l.nth = p.nth
	)
	SELECT l.contract, l.school_year, l.district_id, l.employee_id, l.component, t.due, t.paid_on,
		trim_scale(round(t.share, 6)), CASE WHEN t.nth IS NULL THEN l.cents ELSE t.through - t.before END,
		coalesce(t.citation, l.citation), CASE WHEN t.nth IS NULL THEN format('no semester in %s', l.school_year)
			WHEN t.paid_on IS NULL THEN format('no due date "%s" in %s', t.due, l.school_year) END
	FROM line AS l LEFT JOIN total AS t ON t.nth = l.nth;
END;
COMMENT ON FUNCTION pay_installments(text, date, int, bigint[], text) IS
	'what of each stipend that is paid on days of its own is paid when; running totals, so that the parts add up to '
	'the line; problem: why a day is not known. Asked as pay_lines()';
