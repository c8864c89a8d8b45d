-- Reckoning where sections that are taught as one are one class: what matches, works and counts, with the class in the
-- place of each of its sections.

-- What a row says of one section it says of the class, and of all who sit in it. Of a person's class those sections
-- count that he or she carries.
CREATE FUNCTION matches_as_one(l limit_year, scope text, district_id int, subjects bigint[]) RETURNS SETOF match_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $matches_as_one$
#variable_conflict use_column
DECLARE
	classes class_row[];
	found match_row[];
BEGIN
	IF matches_as_one.scope = 'section' THEN
		classes := taught_as_one(l, matches_as_one.district_id, subjects);
		found := ARRAY(SELECT m FROM matches_of(l, 'section', matches_as_one.district_id,
			ARRAY(SELECT DISTINCT c.section_id FROM pg_catalog.unnest(classes) AS c), true) AS m);
	ELSE
		found := ARRAY(SELECT m FROM matches_of(l, matches_as_one.scope, matches_as_one.district_id, subjects,
			true) AS m);
		classes := taught_as_one(l, matches_as_one.district_id,
			ARRAY(SELECT DISTINCT f.part FROM pg_catalog.unnest(found) AS f WHERE f.part <> 0));
	END IF;
	RETURN QUERY
	SELECT f.cap_id, f.test, f.subject_id, f.part, f.valid, f.share, f.grades, f.section_id
	FROM pg_catalog.unnest(found) AS f WHERE f.part = 0
	UNION ALL
	SELECT DISTINCT f.cap_id, f.test, CASE matches_as_one.scope WHEN 'section' THEN c.class_id ELSE f.subject_id END,
		c.class_id, u.valid, o.share, f.grades, g.section_id
	FROM pg_catalog.unnest(found) AS f JOIN pg_catalog.unnest(classes) AS c ON c.section_id = f.part
		JOIN pg_catalog.unnest(classes) AS g ON g.class_id = c.class_id
		CROSS JOIN LATERAL (
			SELECT f.valid, f.share WHERE matches_as_one.scope <> 'employee' OR g.section_id = f.part
			UNION ALL
			SELECT f.valid * h.valid, h.share FROM staffing AS h
			WHERE matches_as_one.scope = 'employee' AND g.section_id <> f.part
				AND h.district_id = matches_as_one.district_id AND h.section_id = ANY (ARRAY[g.section_id])
				AND h.employee_id = f.subject_id AND h.role = ANY (l.carried_by)) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(c.days * g.days * datemultirange(o.valid)) AS u (valid)
	WHERE f.part <> 0 AND (matches_as_one.scope <> 'section' OR c.class_id = ANY (subjects));
END
$matches_as_one$;
COMMENT ON FUNCTION matches_as_one(limit_year, text, int, bigint[]) IS
	'which rows of limit_cap match which of these subjects, sections that are taught as one as one class';

CREATE FUNCTION work_as_one(l limit_year, district_id int, subjects bigint[], measures text[]) RETURNS SETOF work_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $work_as_one$
#variable_conflict use_column
DECLARE
	classes class_row[];
	found work_row[];
BEGIN
	IF l.scope = 'section' THEN
		classes := taught_as_one(l, work_as_one.district_id, subjects);
		found := ARRAY(SELECT w FROM work_of(l, work_as_one.district_id,
			ARRAY(SELECT DISTINCT c.section_id FROM pg_catalog.unnest(classes) AS c), measures, true) AS w);
	ELSE
		found := ARRAY(SELECT w FROM work_of(l, work_as_one.district_id, subjects, measures, true) AS w);
		classes := taught_as_one(l, work_as_one.district_id,
			ARRAY(SELECT DISTINCT w.part FROM pg_catalog.unnest(found) AS w WHERE w.part <> 0));
	END IF;
	RETURN QUERY
	SELECT w.subject_id, w.part, w.measure, w.valid, w.amount, w.employee_id
	FROM pg_catalog.unnest(found) AS w WHERE l.scope <> 'section' AND w.part = 0
	UNION ALL
	-- a class is one, and who teaches several of its sections teaches it once
	SELECT w.subject_id, w.class_id, w.measure, u.valid, w.amount, w.employee_id
	FROM (SELECT CASE l.scope WHEN 'section' THEN c.class_id ELSE w.subject_id END AS subject_id, c.class_id, w.measure,
				w.amount, w.employee_id, range_agg(c.days * datemultirange(w.valid)) AS valid
			FROM pg_catalog.unnest(found) AS w JOIN pg_catalog.unnest(classes) AS c ON c.section_id = w.part
			WHERE w.part <> 0
			GROUP BY CASE l.scope WHEN 'section' THEN c.class_id ELSE w.subject_id END, c.class_id, w.measure, w.amount,
				w.employee_id) AS w
		CROSS JOIN LATERAL pg_catalog.unnest(w.valid) AS u (valid)
	UNION ALL
	-- what is tallied of its sections adds up
	SELECT c.class_id, 0, w.measure, u.valid, w.amount, NULL
	FROM pg_catalog.unnest(found) AS w JOIN pg_catalog.unnest(classes) AS c ON c.section_id = w.subject_id
		CROSS JOIN LATERAL pg_catalog.unnest(c.days * datemultirange(w.valid)) AS u (valid)
	WHERE l.scope = 'section' AND w.part = 0;
END
$work_as_one$;
COMMENT ON FUNCTION work_as_one(limit_year, int, bigint[], text[]) IS
	'how much work there is, sections that are taught as one as one class';

CREATE FUNCTION tallies_as_one(l limit_year, m limit_manner, district_id int, domains bigint[], members member_row[])
RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $tallies_as_one$
#variable_conflict use_column
DECLARE
	found counted_row[];
	classes class_row[];
	blocks time_block[] := blocks_of(l.contract, l.known_on);
BEGIN
	IF coalesce(m.wider, l.scope) = 'section' THEN
		RETURN QUERY
		SELECT d.domain_id, d.class_id, 0::bigint, d.valid * y.valid, true, tally_amount(m.weighted, l.limit_id,
			entry_counts(y.quantity, y.what, lower(y.valid), blocks), tally_carries(y.attributes, y.what))
		FROM pg_catalog.unnest(members) AS d
			JOIN tally AS y ON y.district_id = tallies_as_one.district_id AND y.section_id = d.section_id
		WHERE NOT isempty(d.valid * y.valid) AND caseload.measure(y.quantity) = m.measure
			AND counts_as(tally_carries(y.attributes, y.what), m.counts, m.conditional);
		RETURN;
	END IF;
	found := ARRAY(SELECT CAST(ROW(c.domain_id, c.section_id, c.student_id, c.valid, c.counts, c.amount) AS counted_row)
		FROM counted_tallies(l, m, tallies_as_one.district_id, domains) AS c);
	classes := taught_as_one(l, tallies_as_one.district_id,
		ARRAY(SELECT DISTINCT c.section_id FROM pg_catalog.unnest(found) AS c WHERE c.section_id <> 0));
	RETURN QUERY
	SELECT f.domain_id, k.class_id, f.student_id, u.valid, f.counts, f.amount
	FROM pg_catalog.unnest(found) AS f JOIN pg_catalog.unnest(classes) AS k ON k.section_id = f.section_id
		CROSS JOIN LATERAL pg_catalog.unnest(k.days * datemultirange(f.valid)) AS u (valid)
	UNION ALL
	-- of no class, or when it does not meet
	SELECT f.domain_id, f.section_id, f.student_id, u.valid, f.counts, f.amount
	FROM pg_catalog.unnest(found) AS f
		LEFT JOIN (SELECT c.section_id, range_agg(c.days) AS days FROM (SELECT k.section_id, d.days
				FROM pg_catalog.unnest(classes) AS k CROSS JOIN LATERAL pg_catalog.unnest(k.days) AS d (days)) AS c
			GROUP BY c.section_id) AS k ON k.section_id = f.section_id
		CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(f.valid) - coalesce(k.days, '{}')) AS u (valid);
END
$tallies_as_one$;
COMMENT ON FUNCTION tallies_as_one(limit_year, limit_manner, int, bigint[], member_row[]) IS
	'step 1: each tally that counts, sections that are taught as one as one class';

-- Who sits, or teaches, in several sections of a class is in it once; shares of the day add up.
CREATE FUNCTION counted_as_one(l limit_year, m limit_manner, district_id int, domains bigint[], members member_row[])
RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $counted_as_one$
#variable_conflict use_column
BEGIN
	IF m.tallied THEN
		RETURN QUERY SELECT * FROM tallies_as_one(l, m, counted_as_one.district_id, domains, members);
		RETURN;
	END IF;
	RETURN QUERY
	WITH found AS MATERIALIZED (
		SELECT c.*, c.section_id <> 0 AND (c.student_id <> 0 OR m.measure = 'sections')
			AND m.weighted <> 'share' AS once
		FROM counted_of(l, m, counted_as_one.district_id, domains, members, true) AS c
	)
	SELECT f.domain_id, f.section_id, f.student_id, f.valid, f.counts, f.amount FROM found AS f WHERE NOT f.once
	UNION ALL
	SELECT g.domain_id, g.section_id, g.student_id, u.valid, g.counts, g.amount
	FROM (SELECT f.domain_id, f.section_id, f.student_id, f.counts, f.amount, range_agg(f.valid) AS valid
			FROM found AS f WHERE f.once GROUP BY f.domain_id, f.section_id, f.student_id, f.counts, f.amount) AS g
		CROSS JOIN LATERAL pg_catalog.unnest(g.valid) AS u (valid);
END
$counted_as_one$;
COMMENT ON FUNCTION counted_as_one(limit_year, limit_manner, int, bigint[], member_row[]) IS
	'step 1, sections that are taught as one as one class';
