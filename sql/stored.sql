-- What a damaged file may hold where a value of ours should stand. A type of raw bytes, and casts that change nothing,
-- put such bytes in the place of a value; only a superuser can make them.
SET search_path = caseload, public;
\set VERBOSITY terse
CREATE TYPE raw;
SET client_min_messages = warning; -- servers tell of a shell in their own ways
CREATE FUNCTION raw_in(cstring) RETURNS raw LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION raw_out(raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, INTERNALLENGTH = variable, ALIGNMENT = double, STORAGE = extended);
RESET client_min_messages;
CREATE CAST (raw AS pay_scale) WITHOUT FUNCTION;
CREATE CAST (raw AS load_series) WITHOUT FUNCTION;
CREATE CAST (raw AS salary_schedule) WITHOUT FUNCTION;
CREATE CAST (pay_scale AS raw) WITHOUT FUNCTION;
CREATE CAST (load_series AS raw) WITHOUT FUNCTION;
CREATE CAST (salary_schedule AS raw) WITHOUT FUNCTION;

-- A value that is whole stays one.
SELECT '1-2: $10 each, 3+: $15 each'::pay_scale::raw::pay_scale AS whole;

-- Of each value each byte changed, one at a time; then cut short at each. The call answers, or says that a stored value
-- is broken, and nothing else: neither another error nor the end of the server.
CREATE TABLE told (type text, call text, said text);
CREATE FUNCTION tell_of(type text, value raw, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	bytes bytea := value::text::bytea;
	changed bytea;
	answer text;
BEGIN
	FOR i IN 0 .. 2 * length(bytes) - 1 LOOP
		IF i < length(bytes) THEN
			changed := set_byte(bytes, i, get_byte(bytes, i) # CASE i % 3 WHEN 0 THEN 255 WHEN 1 THEN 1 ELSE 128 END);
		ELSE
			changed := substr(bytes, 1, i - length(bytes));
		END IF;
		BEGIN
			EXECUTE format('SELECT (%s)::text', replace(call, '$1', format('%L::raw::%s', changed::text, type)))
			INTO answer;
			INSERT INTO told VALUES (type, call, 'answers');
		EXCEPTION
			WHEN data_corrupted THEN
				INSERT INTO told VALUES (type, call, SQLERRM);
			-- what is whole, but not what the call asks for: another lane, base, unit or day
			WHEN invalid_parameter_value OR numeric_value_out_of_range THEN
				INSERT INTO told VALUES (type, call, 'answers');
		END;
	END LOOP;
END $$;
SELECT tell_of('pay_scale', '1-2: $10 each, 3: 2% all, 4+: $15 flat per day max $40 per week'::pay_scale::raw, c.call)
FROM unnest('{$1,"pay($1, 3, 1000)","$1 * 1.03","explain($1, 3, 1000)","breakdown($1, 3, 1000)",
	"pay($1, ''2 students from 2025-09-03 on {[2025-09-01,2025-09-12)}''::load_series, 1000)",
	"pay_scale_hash($1)","$1 < ''1+: $2 each''"}'::text[]) AS c (call);
SELECT tell_of('load_series',
	'24 students from 2025-09-01, 26 from 2025-09-05 on {[2025-09-01,2025-10-03)}'::load_series::raw, c.call)
FROM unnest('{$1,"$1 + $1","load_on($1, ''2025-09-02'')","highest($1, ARRAY[''[2025-09-01,2026-01-01)''::daterange])",
	"(SELECT sum(s) FROM (VALUES ($1), ($1)) AS v (s))","load_series_sum_add($1, $1)","daily_load_merge($1, $1)",
	"load_series_hash($1)","$1 < $1"}'::text[]) AS c (call);
SELECT tell_of('salary_schedule',
	E'step\tV\tMA+30(36)\n1\t50000\t60000.5\n12\t60000\t-\n12L\t70000\t80000'::salary_schedule::raw, c.call)
FROM unnest('{$1,"salary($1, ''V-7'')","$1 * 1.03","$1 + $1","explain($1, ''V-12L'')","lanes($1)","cells($1)",
	"top_step($1, ''V'')","problems($1)","salary_schedule_hash($1)","$1 < $1",
	"salary_schedule_combine($1, E''step\\tX\\n1\\t5'')",
	"salary_schedule_accumulate($1, ''W-3'', 70000)"}'::text[])
	AS c (call);
SELECT type, call, count(*) FILTER (WHERE said <> 'answers') > 0 AS refuses,
	count(*) FILTER (WHERE said = 'answers') > 0 AS answers,
	string_agg(DISTINCT said, ', ') FILTER (WHERE said <> 'answers') AS said
FROM told GROUP BY type, call ORDER BY type, call COLLATE "C";

-- The message says what to do.
\set VERBOSITY default
SELECT '\x00'::raw::pay_scale;
SELECT salary('\x0100'::raw::salary_schedule, 'V-1');
\set VERBOSITY terse

-- A rule that was met once is not looked at again; one that is broken is found wherever in the rows it comes.
CREATE TABLE scale (n int, s pay_scale);
INSERT INTO scale SELECT n, '1+: $10 each' FROM generate_series(1, 50) AS n;
INSERT INTO scale VALUES (51, set_byte('1+: $10 each'::pay_scale::raw::text::bytea, 0, 9)::text::raw::pay_scale);
SELECT sum(pay(s, n)) FROM scale WHERE n <= 50;
SELECT sum(pay(s, n)) FROM scale;

-- A band has one size, so bytes are put in its place with the server's own length in front, which is no kind of band.
CREATE TYPE raw_band;
SET client_min_messages = warning; -- servers tell of a shell in their own ways
CREATE FUNCTION raw_band_in(cstring) RETURNS raw_band LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION raw_band_out(raw_band) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE raw_band (INPUT = raw_band_in, OUTPUT = raw_band_out, INTERNALLENGTH = 24, ALIGNMENT = char);
RESET client_min_messages;
CREATE CAST (raw_band AS stipend_band) WITHOUT FUNCTION;
SELECT '\x4142434445464748494a4b4c4d4e4f5051525354'::raw_band::stipend_band;
SELECT stipend('\x4142434445464748494a4b4c4d4e4f5051525354'::raw_band::stipend_band, 1000);
SELECT '\x4142434445464748494a4b4c4d4e4f5051525354'::raw_band::stipend_band < 'C 4%';

SET client_min_messages = warning;
DROP TYPE raw, raw_band CASCADE;
DROP TABLE told, scale;
