-- What reports ask at each look, and for each row: functions in C.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET search_path = caseload, public;

-- The first day of the month.
SELECT month_of(d) FROM unnest('{2024-02-29,2024-03-01,1999-12-31,4713-01-31 BC,infinity,-infinity}'::date[]) AS d;
SELECT count(*) AS differ FROM generate_series(timestamp '1896-02-01', timestamp '2104-04-01', interval '1 day') AS t (t)
WHERE month_of(t::date) IS DISTINCT FROM date_trunc('month', t)::date;
-- the first day that there is stands in a month that began before it
SELECT month_of('4714-11-24 BC');

-- Whether a table holds no row, as the statement sees it.
CREATE TABLE public.seat (id int);
SELECT is_empty('seat');
BEGIN;
INSERT INTO seat VALUES (1);
SELECT is_empty('seat');
SAVEPOINT a;
DELETE FROM seat;
SELECT is_empty('seat');
ROLLBACK TO a;
SELECT is_empty('seat');
ROLLBACK;
SELECT is_empty('seat');
WITH put AS (INSERT INTO seat VALUES (1) RETURNING id) SELECT is_empty('seat'), id FROM put;
SELECT is_empty('seat');
DELETE FROM seat;
SELECT is_empty('seat');
CREATE VIEW public.seats AS SELECT * FROM seat;
SELECT is_empty('seats');
SELECT is_empty(0);
-- for whoever may read it, and not past a policy
CREATE ROLE seat_reader;
GRANT USAGE ON SCHEMA public, caseload TO seat_reader;
SET ROLE seat_reader;
SELECT is_empty('seat');
RESET ROLE;
GRANT SELECT ON seat TO seat_reader;
SET ROLE seat_reader;
SELECT is_empty('seat');
RESET ROLE;
ALTER TABLE seat ENABLE ROW LEVEL SECURITY;
SET ROLE seat_reader;
SELECT is_empty('seat');
RESET ROLE;
SELECT is_empty('seat');

-- Who asks as the owner: he himself, whoever has his rights, and nobody by another's number.
ALTER TABLE seat OWNER TO seat_reader;
CREATE ROLE seat_other;
CREATE ROLE seat_member;
GRANT seat_reader TO seat_member;
GRANT USAGE ON SCHEMA public, caseload TO seat_other, seat_member;
SELECT asks_as_owner(asker(), 'seat') AS superuser;
SELECT asker() AS number \gset
SET ROLE seat_reader;
SELECT asks_as_owner(asker(), 'seat') AS owner, asks_as_owner(:number, 'seat') AS by_another_number;
SET ROLE seat_member;
SELECT asks_as_owner(asker(), 'seat') AS member;
SET ROLE seat_other;
SELECT asks_as_owner(asker(), 'seat') AS other, asks_as_owner(0, 'seat') AS nobody, asks_as_owner(asker(), 0) AS no_table;
RESET ROLE;
-- within a function that runs as the owner it is still the other one whose session it is
CREATE FUNCTION public.ask_as_owner() RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT caseload.asks_as_owner(caseload.asker(), ''public.seat'')';
ALTER FUNCTION public.ask_as_owner() OWNER TO seat_reader;
SET ROLE seat_other;
SELECT public.ask_as_owner();
SET ROLE seat_reader;
SELECT public.ask_as_owner();
RESET ROLE;

-- There is no district of that name.
SELECT stands_at('no_such_district'), stands_at(''), stands_at('pg_temp_3'), stands_at(repeat('x', 100));

DROP FUNCTION public.ask_as_owner();
DROP VIEW public.seats;
DROP TABLE public.seat;
REVOKE ALL ON SCHEMA public, caseload FROM seat_reader, seat_other, seat_member;
DROP ROLE seat_reader, seat_other, seat_member;
