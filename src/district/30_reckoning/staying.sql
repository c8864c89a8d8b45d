-- Reckoning, step 1: who counts only if he or she stays.

-- The days of those who stay. A student has days of his or her own in each class, or in all of what counts a person
-- once; what is no student stays as it is.
CREATE FUNCTION staying(l limit_year, m limit_manner, counted counted_row[], once boolean) RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $staying$
#variable_conflict use_column
DECLARE
	terms daterange[] := covered_terms(l, m.stays_in, NULL);
BEGIN
	RETURN QUERY
	WITH counted AS MATERIALIZED (
		SELECT c.*, CASE WHEN once THEN 0 ELSE c.section_id END AS place FROM pg_catalog.unnest(counted) AS c
	), own AS MATERIALIZED (
		SELECT d.domain_id, d.place, d.student_id, caseload.daily_load(u.valid, l.counts) AS days
		FROM (SELECT c.domain_id, c.place, c.student_id, range_agg(c.valid) AS valid FROM counted AS c
				WHERE c.student_id <> 0 GROUP BY c.domain_id, c.place, c.student_id) AS d
			CROSS JOIN LATERAL pg_catalog.unnest(d.valid) AS u (valid)
		GROUP BY d.domain_id, d.place, d.student_id
	), stayed AS MATERIALIZED (
		SELECT o.domain_id, o.place, o.student_id, t.term
		FROM own AS o CROSS JOIN pg_catalog.unnest(terms) AS t (term)
		WHERE caseload.days_above(caseload.lasting(o.days, m.stays, within => ARRAY[t.term]), '0 students') > 0
	)
	SELECT c.domain_id, c.section_id, c.student_id, c.valid * s.term, c.counts, c.amount
	FROM counted AS c JOIN stayed AS s ON s.domain_id = c.domain_id AND s.place = c.place
		AND s.student_id = c.student_id AND NOT isempty(c.valid * s.term)
	UNION ALL
	SELECT c.domain_id, c.section_id, c.student_id, c.valid, c.counts, c.amount FROM counted AS c
	WHERE c.student_id = 0;
END
$staying$;
COMMENT ON FUNCTION staying(limit_year, limit_manner, counted_row[], boolean) IS
	'step 1: what is counted, without the students who do not stay long enough in a term';
