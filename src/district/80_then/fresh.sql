-- Of what was known nothing is kept: everything is to be reckoned, and no kept row is shown.
CREATE FUNCTION stale_asks(only_district int DEFAULT NULL) RETURNS SETOF ask_row
LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	SELECT l.id, d.district_id, NULL::bigint[]
	FROM load_limit AS l CROSS JOIN (SELECT DISTINCT s.district_id FROM site AS s
		WHERE stale_asks.only_district IS NULL OR s.district_id = stale_asks.only_district) AS d
	WHERE EXISTS (SELECT FROM employment AS e WHERE e.district_id = d.district_id AND e.contract = l.contract);
END;
COMMENT ON FUNCTION stale_asks(int) IS 'each limit in each district';
CREATE FUNCTION stale_places(about text) RETURNS SETOF int
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	SELECT DISTINCT s.district_id FROM site AS s;
END;
COMMENT ON FUNCTION stale_places(text) IS 'each district';

CREATE FUNCTION books_fresh() RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT false;
END;
COMMENT ON FUNCTION books_fresh() IS 'says that not every kept row is shown';
CREATE FUNCTION unbooked() RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT true;
END;
COMMENT ON FUNCTION unbooked() IS 'says that no district has a book';

CREATE FUNCTION stale_rows(about text, only_district int DEFAULT NULL) RETURNS SETOF stale_row
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT 0, NULL::int, NULL::text, NULL::bigint, NULL::bigint;
END;
COMMENT ON FUNCTION stale_rows(text, int) IS 'says that no kept row is shown';

DO $no_book$
BEGIN
	EXECUTE format('CREATE VIEW %I.book AS SELECT b.* FROM %s AS b WHERE false', current_schema(), 'book'::regclass);
	EXECUTE (SELECT string_agg(format('COMMENT ON COLUMN book.%I IS %L', a.attname, 'as in the district'), ';')
		FROM pg_attribute AS a WHERE a.attrelid = format('%I.book', current_schema())::regclass AND a.attnum > 0);
END
$no_book$;
COMMENT ON VIEW book IS 'no district has a book here';
