-- Reckoning, after step 7: a maximum over all payees of a limit, in a site or in the district. It is of cents, as they
-- are paid, so it goes by all subjects of the limit at once.

-- Where the payees of a limit are, on the days on which they are paid: the class's site, the site itself, or where the
-- employee works, of several the one of the least key. 0: nowhere.
CREATE TYPE pay_place AS (subject_id bigint, day date, site_id bigint);
COMMENT ON TYPE pay_place IS 'the site that pays for a subject of a limit on a day';
CREATE FUNCTION pay_places(l limit_year, district_id int, pays pay_row[]) RETURNS pay_place[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_mergejoin = off SET jit = off
AS $pay_places$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH paid AS MATERIALIZED (
			SELECT DISTINCT p.subject_id, p.day FROM pg_catalog.unnest(pays) AS p
		)
		SELECT CAST(ROW(p.subject_id, p.day, s.site_id) AS pay_place)
		FROM paid AS p JOIN section AS s ON s.district_id = pay_places.district_id AND s.section_id = p.subject_id
		WHERE l.scope = 'section'
		UNION ALL
		SELECT CAST(ROW(p.subject_id, p.day, p.subject_id) AS pay_place) FROM paid AS p WHERE l.scope = 'site'
		UNION ALL
		SELECT CAST(ROW(p.subject_id, p.day, min(e.site_id)) AS pay_place)
		FROM paid AS p JOIN employment AS e ON e.district_id = pay_places.district_id
			AND e.employee_id = p.subject_id AND e.valid @> p.day
		WHERE l.scope = 'employee' GROUP BY p.subject_id, p.day);
END
$pay_places$;
COMMENT ON FUNCTION pay_places(limit_year, int, pay_row[]) IS 'the sites that pay what a limit comes to';

-- One maximum. Day after day pays until it is reached; what the day on which it is reached has left is shared in
-- proportion, by running totals of cents. What an earlier row of the clause pays counts before.
CREATE FUNCTION bounded_by(l limit_year, district_id int, bound limit_most, pays pay_row[], before pay_row[])
RETURNS pay_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $bounded_by$
#variable_conflict use_column
DECLARE
	places pay_place[] := CASE WHEN bound.whose = 'site'
		THEN pay_places(l, bounded_by.district_id, pays || before) END;
	terms daterange[] := terms_of(l.contract, bound.per, l.year, l.known_on);
BEGIN
	RETURN ARRAY(
		WITH term AS MATERIALIZED (
			SELECT CAST(u.day AS date) AS day, lower(t.term) AS begins
			FROM pg_catalog.unnest(terms) AS t (term) CROSS JOIN LATERAL generate_series(lower(t.term)::timestamp,
				upper(t.term) - 1, '1 day') AS u (day)
		), part AS MATERIALIZED (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, p.day, p.over, p.pay, p.earlier,
				CASE bound.whose WHEN 'payee' THEN coalesce(p.employee_id, 0) WHEN 'site' THEN coalesce(s.site_id, 0)
					ELSE 0 END AS whose, coalesce(t.begins, p.day) AS begins
			FROM (SELECT p.*, false AS earlier FROM pg_catalog.unnest(pays) AS p
					UNION ALL SELECT p.*, true FROM pg_catalog.unnest(before) AS p) AS p
				LEFT JOIN term AS t ON t.day = p.day
				LEFT JOIN pg_catalog.unnest(places) AS s ON s.subject_id = p.subject_id AND s.day = p.day
		), daily AS (
			SELECT p.whose, p.begins, p.day, sum(p.pay) AS pay FROM part AS p WHERE NOT p.earlier
			GROUP BY p.whose, p.begins, p.day
		), left_over AS (
			SELECT d.whose, d.begins, greatest(bound.most - coalesce(e.pay, 0), 0) AS most
			FROM (SELECT DISTINCT d.whose, d.begins FROM daily AS d) AS d
				LEFT JOIN (SELECT p.whose, p.begins, sum(p.pay) AS pay FROM part AS p WHERE p.earlier
					GROUP BY p.whose, p.begins) AS e ON e.whose = d.whose AND e.begins = d.begins
		), so_far AS (
			SELECT d.*, o.most, sum(d.pay) OVER (PARTITION BY d.whose, d.begins ORDER BY d.day) AS total
			FROM daily AS d JOIN left_over AS o ON o.whose = d.whose AND o.begins = d.begins
		), allowed AS MATERIALIZED (
			SELECT f.whose, f.day, f.pay, least(f.total, f.most) - least(f.total - f.pay, f.most) AS allowed
			FROM so_far AS f
		), through AS (
			SELECT p.*, a.pay AS of_day, a.allowed, sum(p.pay) OVER (PARTITION BY p.whose, p.day
				ORDER BY p.subject_id, p.remedy_id, p.employee_id, p.test) AS through
			FROM part AS p JOIN allowed AS a ON a.whose = p.whose AND a.day = p.day WHERE NOT p.earlier
		)
		SELECT CAST(ROW(h.test, h.subject_id, h.remedy_id, h.employee_id, h.day, h.over,
			CASE WHEN h.allowed = h.of_day THEN h.pay
				ELSE round(h.allowed * h.through / h.of_day, 2)
					- round(h.allowed * (h.through - h.pay) / h.of_day, 2) END) AS pay_row)
		FROM through AS h);
END
$bounded_by$;
COMMENT ON FUNCTION bounded_by(limit_year, int, limit_most, pay_row[], pay_row[]) IS
	'what is paid up to a maximum, of all that a limit comes to in a school year of a district';

-- The narrow maxima before the wide ones, and those of short terms before those of long ones.
CREATE FUNCTION bounded_pays(l limit_year, district_id int, pays pay_row[], before pay_row[]) RETURNS pay_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $bounded_pays$
DECLARE
	bound limit_most;
	paid pay_row[] := pays;
BEGIN
	FOR bound IN SELECT m.* FROM limit_most AS m WHERE m.limit_id = l.limit_id
			ORDER BY array_position('{payee,site,district}', m.whose),
				cardinality(terms_of(l.contract, m.per, l.year, l.known_on)) DESC NULLS FIRST, m.most LOOP
		paid := bounded_by(l, bounded_pays.district_id, bound, paid, before);
	END LOOP;
	RETURN paid;
END
$bounded_pays$;
COMMENT ON FUNCTION bounded_pays(limit_year, int, pay_row[], pay_row[]) IS
	'what is paid within all maxima of a limit, in a school year of a district';
