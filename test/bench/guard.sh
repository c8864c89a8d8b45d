#!/bin/bash
# What the guard costs: a million enrollments into 40,000 classes in one statement, beside the same with the foreign key
# alone; and single inserts into classes of 25, its share beside that of a foreign key check. Each run is a transaction
# of its own, for locks that a transaction holds already cost nothing. A class's rows lie on as many pages as it has
# students (the bulk load leaves them so), or together. Takes minutes, so it runs by name only.
set -euo pipefail
rows=${GUARD_BENCH_ROWS:-1000000}
classes=$((rows / 25))
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS guard_bench CASCADE;
CREATE SCHEMA guard_bench;
SET search_path = guard_bench;
CREATE TABLE section (id int PRIMARY KEY, cap int, strictness text, citation text);
INSERT INTO section SELECT i, 30, 'hard', 'XXVI.B' FROM generate_series(1, $classes) i;
CREATE TABLE plain (section_id int, valid daterange);
CREATE TABLE keyed (section_id int REFERENCES section, valid daterange);
CREATE TABLE guarded (section_id int REFERENCES section, valid daterange);
CREATE INDEX ON plain (section_id);
CREATE INDEX ON keyed (section_id);
CREATE INDEX ON guarded (section_id);
VACUUM ANALYZE section;
SELECT caseload.guard('guarded', 'section', '{section_id}', 'cap', '{id}', valid => 'valid', strictness => 'strictness', citation => 'citation') \g /dev/null
SQL

# milliseconds of a statement in a transaction of its own
bulk() {
	run -c "TRUNCATE guard_bench.$1" -c 'VACUUM guard_bench.section' -c CHECKPOINT
	run -c '\timing on' -c "INSERT INTO guard_bench.$1 SELECT 1 + (i * 7919::bigint) % $classes,
		daterange(DATE '2025-08-15' + i % 5, DATE '2026-06-10') FROM generate_series(1, $rows) i" |
		sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p'
}
single() {
	run <<SQL
BEGIN;
SET LOCAL search_path = guard_bench;
CREATE TEMP TABLE took (ms numeric) ON COMMIT DROP;
DO \$\$
DECLARE began timestamptz;
BEGIN
	INSERT INTO $1 VALUES (1, NULL); -- the plans are made
	began := clock_timestamp();
	FOR i IN 1 .. 4000 LOOP INSERT INTO $1 VALUES (i, '[2025-09-01,2026-06-10)'); END LOOP;
	INSERT INTO took VALUES (extract(epoch FROM clock_timestamp() - began) * 1000);
END \$\$;
SELECT ms FROM took;
ROLLBACK;
SQL
}
# of lines with two times, the one whose ratio is the median: turns are compared in pairs, for what else the machine
# does changes from minute to minute
median_pair() { awk '{ print $1 / $2, $0 }' | sort -n | awk '{ a[NR] = $2 " " $3 } END { print a[int((NR + 1) / 2)] }'; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
report() {
	run -v work="$1" -v against="$2" -v ms="$3" -v other="$4" -v aim="$5" <<'SQL'
INSERT INTO bench.result (work, against, ms, against_ms, aim) VALUES (:'work', :'against', :ms, :other, :'aim');
SQL
}

for _ in 1 2 3 4 5 6 7; do
	keyed=$(bulk keyed)
	echo "$(bulk guarded) $keyed"
done >"$folder/bulk"
read -r guarded keyed < <(median_pair <"$folder/bulk")
report "$rows enrollments, foreign key and guard" 'the foreign key alone' "$guarded" "$keyed" 'at most 1.2'

run -c "INSERT INTO guard_bench.plain SELECT * FROM guard_bench.keyed" >/dev/null
singles() { # what the rows lie like
	for _ in 1 2 3 4 5 6 7 8 9; do
		# what the last turn rolled back is gone again
		for table in section plain keyed guarded; do run -c "VACUUM ANALYZE guard_bench.$table"; done
		plain=$(single plain)
		keyed=$(single keyed)
		guarded=$(single guarded)
		echo "$(echo "$guarded - $keyed" | bc) $(echo "$keyed - $plain" | bc)"
	done >"$folder/single"
	read -r guarded keyed < <(median_pair <"$folder/single")
	report "guard: 4,000 single inserts into classes of 25, $1" 'its foreign key check' "$guarded" "$keyed" 'at most 10'
}
singles 'each row on another page'
run -c 'CREATE INDEX covering ON guard_bench.guarded (section_id) INCLUDE (valid)'
singles 'the same, index with the days'
run -c 'DROP INDEX guard_bench.covering'
for table in plain keyed guarded; do
	run -c "CREATE TEMP TABLE rows AS TABLE guard_bench.$table" -c "TRUNCATE guard_bench.$table" \
		-c "INSERT INTO guard_bench.$table SELECT * FROM rows ORDER BY section_id" >/dev/null
done
singles 'rows of a class together'
run -c 'DROP SCHEMA guard_bench CASCADE' >/dev/null 2>&1
