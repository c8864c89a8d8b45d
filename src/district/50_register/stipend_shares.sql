-- Stipends that are paid on days of their own, and not with every period of the cycle.
CREATE FUNCTION stipend_shares(t cycle_time, stipend_id bigint, during daterange, known_on date DEFAULT 'infinity')
RETURNS numeric[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $stipend_shares$
#variable_conflict use_variable
DECLARE
	paid text := (SELECT s.paid FROM stipend AS s WHERE s.id = stipend_id);
	first int := period_of(t, lower(during));
	ends int[];
	before int;
BEGIN
	-- by the dates on which they are due; what no date of that year is known for is paid with the last period
	IF EXISTS (SELECT FROM stipend_installment AS i WHERE i.stipend_id = stipend_id) THEN
		RETURN ARRAY(SELECT least(coalesce(sum(i.share) FILTER (WHERE n = t.last OR i.due IS NOT NULL
				AND period_of(t, i.due) <= n), 0), 1)
			FROM generate_series(1, t.last) AS n CROSS JOIN (
				SELECT i.share, due_on(t.contract, i.due, t.school_year, known_on) AS due
				FROM stipend_installment AS i WHERE i.stipend_id = stipend_id) AS i GROUP BY n ORDER BY n);
	END IF;
	IF paid = 'each semester' THEN
		ends := ARRAY(SELECT period_of(t, upper(s.in_force) - 1) FROM term AS s
			WHERE s.contract = t.contract AND s.name = 'semester' AND s.in_force && during AND s.known @> known_on);
		RETURN CASE WHEN cardinality(ends) > 0 THEN ARRAY(SELECT count(*) FILTER (WHERE e <= n)::numeric / count(*)
			FROM generate_series(1, t.last) AS n CROSS JOIN unnest(ends) AS e GROUP BY n ORDER BY n) END;
	END IF;
	-- with the last paycheck of each month
	IF paid = 'monthly' AND t.months[t.last] < t.last THEN
		before := coalesce(t.months[first - 1], 0);
		RETURN ARRAY(SELECT greatest(t.months[n] - before, 0)::numeric / (t.months[t.last] - before)
			FROM generate_series(1, t.last) AS n ORDER BY n);
	END IF;
	RETURN NULL;
END
$stipend_shares$;
COMMENT ON FUNCTION stipend_shares(cycle_time, bigint, daterange, date) IS
	'what part of a stipend for these days is due through each period of a cycle; '
	'null: it is paid evenly, by the cycle';
