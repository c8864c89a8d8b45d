-- The caps that the guards hold, as the reports show them: to a reader who is bound those of his own classes and
-- people.
CREATE TYPE held_cap_row AS (id varchar(160), district_id int, site_name varchar(80), section_id bigint,
	section_name varchar(80), employee_id bigint, employee_name varchar(120), program varchar(120), measure varchar(16),
	held_as varchar(8), lifted boolean, first_day date, last_day date, cap numeric(12,2), citation text);
COMMENT ON TYPE held_cap_row IS 'a row of held_cap';

CREATE FUNCTION held_cap_rows(asker bigint) RETURNS SETOF held_cap_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $held_cap_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'held_cap');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		SELECT concat_ws('-', 'section', k.district_id, k.section_id, h.held_as,
				CASE WHEN d.lifted THEN coalesce(to_char(d.first_day, 'YYYYMMDD'), 'start') END)::varchar(160),
			k.district_id, t.site_name, s.section_id, s.section_name, NULL::bigint,
			NULL::varchar(120), NULL::varchar(120),
			'students'::varchar(16), h.held_as::varchar(8), d.lifted, d.first_day, d.last_day,
			d.cap::numeric(12,2), h.citation
		FROM section_cap AS k JOIN section AS s USING (district_id, section_id)
			JOIN site AS t USING (district_id, site_id)
			CROSS JOIN LATERAL (VALUES ('hard', k.hard, k.hard_citation), ('paid', k.paid, k.paid_citation),
				('advisory', k.advisory, k.advisory_citation)) AS h (held_as, cap, citation)
			CROSS JOIN LATERAL (SELECT false AS lifted, NULL::date AS first_day, NULL::date AS last_day, h.cap
				UNION ALL SELECT true, lower(f.valid), upper(f.valid) - 1, f.up_to FROM section_cap_lift AS f
				WHERE f.district_id = k.district_id AND f.section_id = k.section_id AND f.held_as = h.held_as) AS d
		WHERE h.cap IS NOT NULL AND (seen(sees, k.district_id, s.site_id, NULL)
			OR EXISTS (SELECT FROM staffing AS w WHERE w.district_id = k.district_id AND w.section_id = k.section_id
				AND seen(sees, w.district_id, s.site_id, w.employee_id)));
		RETURN QUERY
		SELECT concat_ws('-', 'employee', k.district_id, k.employee_id, k.program, h.column_name,
				CASE WHEN d.lifted THEN coalesce(to_char(d.first_day, 'YYYYMMDD'), 'start') END)::varchar(160),
			k.district_id, p.site_name, NULL::bigint, NULL::varchar(80), m.employee_id,
			m.employee_name, k.program::varchar(120),
			h.measure::varchar(16), h.held_as::varchar(8), d.lifted, d.first_day, d.last_day,
			d.cap::numeric(12,2), h.citation
		FROM caseload_cap AS k JOIN employee AS m USING (district_id, employee_id)
			-- where the person works today, or last did
			LEFT JOIN LATERAL (SELECT e.site_id, t.site_name
				FROM employment AS e JOIN site AS t USING (district_id, site_id)
				WHERE e.district_id = k.district_id AND e.employee_id = k.employee_id
				ORDER BY e.valid @> current_date DESC, upper(e.valid) DESC, e.fte DESC, e.site_id LIMIT 1) AS p ON true
			CROSS JOIN LATERAL (VALUES ('hard', 'hard', 'cases', k.hard, k.hard_citation),
				('paid', 'paid', 'cases', k.paid, k.paid_citation),
				('advisory', 'advisory', 'cases', k.advisory, k.advisory_citation),
				('hard_units', 'hard', 'goal areas', k.hard_units, k.hard_units_citation),
				('paid_units', 'paid', 'goal areas', k.paid_units, k.paid_units_citation),
				('advisory_units', 'advisory', 'goal areas', k.advisory_units, k.advisory_units_citation)
			) AS h (column_name, held_as, measure, cap, citation)
			CROSS JOIN LATERAL (SELECT false AS lifted, NULL::date AS first_day, NULL::date AS last_day, h.cap
				UNION ALL SELECT true, lower(f.valid), upper(f.valid) - 1, f.up_to FROM caseload_cap_lift AS f
				WHERE f.district_id = k.district_id AND f.employee_id = k.employee_id AND f.program = k.program
					AND f.held_as = h.column_name) AS d
		WHERE h.cap IS NOT NULL AND seen(sees, k.district_id, p.site_id, k.employee_id);
	END;
END
$held_cap_rows$;
COMMENT ON FUNCTION held_cap_rows(bigint) IS 'the rows of held_cap, as far as the asker may see them';
