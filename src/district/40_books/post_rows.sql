-- Posts that are short, as the reports show them: to a reader who is bound those of his own sites.
CREATE TYPE post_finding_row AS (id text, district_id int, contract varchar(64), school_year varchar(7),
	rule varchar(120), post varchar(120), site_name varchar(80), section_id bigint, section_name varchar(80),
	department varchar(120), first_day date, last_day date, counted numeric(12,2), measure varchar(16),
	owed numeric(12,2), filled numeric(12,2), short numeric(12,2), binds varchar(8), citation text, note text,
	problem text);
COMMENT ON TYPE post_finding_row IS 'a row of post_finding';

-- Of days on which somebody works: a school that is short in July alone is not short. Shown is the day that is worst.
CREATE FUNCTION post_rows(asker bigint) RETURNS SETOF post_finding_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET jit = off
AS $post_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'post_finding');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		WITH step AS MATERIALIZED (
			SELECT s.*, r.contract, r.title, r.post, r.binds, r.citation, r.note, s.owed - s.filled AS short,
				caseload.measure(coalesce(r.per, r.at_least)) AS measure, y.days * datemultirange(s.during) AS days
			FROM post_steps() AS s JOIN post_rule AS r ON r.id = s.rule_id AND r.binds <> 'may'
				JOIN contract_year() AS y ON y.contract = r.contract AND y.school_year = s.school_year
			WHERE (s.owed > s.filled OR s.problem IS NOT NULL)
				AND (sees.everything OR seen(sees, s.district_id, s.site_id, NULL))
		), worst AS (
			SELECT DISTINCT ON (s.unit) s.*, min(lower(s.days)) OVER (PARTITION BY s.unit) AS first_day,
				max(upper(s.days)) OVER (PARTITION BY s.unit) - 1 AS last_day
			FROM step AS s WHERE NOT isempty(s.days)
			ORDER BY s.unit, s.short DESC NULLS LAST, s.during
		)
		SELECT concat_ws('-', w.rule_id, w.school_year, w.district_id, w.site_id, w.section_id, w.department),
			w.district_id, w.contract::varchar(64), w.school_year::varchar(7), w.title::varchar(120),
			w.post::varchar(120), t.site_name, w.section_id, c.section_name, w.department::varchar(120), w.first_day,
			w.last_day, w.many::numeric(12,2), w.measure::varchar(16), w.owed::numeric(12,2), w.filled::numeric(12,2),
			w.short::numeric(12,2), w.binds::varchar(8), w.citation, w.note, w.problem
		FROM worst AS w LEFT JOIN site AS t ON t.district_id = w.district_id AND t.site_id = w.site_id
			LEFT JOIN section AS c ON c.district_id = w.district_id AND c.section_id = w.section_id;
	END;
END
$post_rows$;
COMMENT ON FUNCTION post_rows(bigint) IS 'the rows of post_finding, as far as the asker may see them';
