-- Of what was known nothing is kept: everything is to be reckoned, and no kept row is shown.
CREATE FUNCTION stale_asks(only_district int DEFAULT NULL) RETURNS SETOF ask_row
LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	SELECT a.* FROM pg_catalog.unnest(ask_all()) AS a
	WHERE stale_asks.only_district IS NULL OR a.district_id = stale_asks.only_district;
END;
COMMENT ON FUNCTION stale_asks(int) IS 'each limit in each district';

CREATE FUNCTION stale_rows() RETURNS SETOF stale_row
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT 0, NULL::int, NULL::text, NULL::bigint, NULL::bigint;
END;
COMMENT ON FUNCTION stale_rows() IS 'says that no kept row is shown';
