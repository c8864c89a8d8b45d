# scale_guard.sh: eight sessions COPY enrollments of 1,000 districts at once, into a table with the foreign key, the index
# and the guard, and into one without the guard. Apart: each district comes by one session. Mixed: every class is
# fed by all of them, in no order. By the clock, in pairs by turns; the pair with the median ratio counts. Sourced by
# scale.sh.
feeders=8
files=$(mktemp -d "$WORK/copy.XXXXXX")
run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS scale CASCADE;
CREATE SCHEMA scale;
SET search_path = scale;
CREATE TABLE section (district_id int, section_id bigint, cap int, strictness text, citation text,
	PRIMARY KEY (district_id, section_id));
INSERT INTO section SELECT 1 + i % 1000, i, 30, 'hard', 'XXVI.B' FROM generate_series(1, $((guard_rows / 25))) AS i;
CREATE TABLE keyed (district_id int NOT NULL, section_id bigint NOT NULL, student_id bigint NOT NULL,
	valid daterange NOT NULL, FOREIGN KEY (district_id, section_id) REFERENCES section);
CREATE TABLE guarded (LIKE keyed, FOREIGN KEY (district_id, section_id) REFERENCES section);
CREATE INDEX ON keyed (district_id, section_id) INCLUDE (valid);
CREATE INDEX ON guarded (district_id, section_id) INCLUDE (valid);
SELECT caseload.guard('guarded', 'section', '{district_id,section_id}', 'cap', valid => 'valid',
	strictness => 'strictness', citation => 'citation') \g /dev/null
CREATE TABLE given AS SELECT s.district_id, s.section_id, (s.section_id - 1) * 25 + k AS student_id,
	daterange(date '2025-08-15' + k % 5, date '2026-06-10') AS valid
FROM section AS s CROSS JOIN generate_series(1, 25) AS k;
ANALYZE section;
ANALYZE given;
SELECT format('COPY (SELECT * FROM given WHERE district_id %% $feeders = %s ORDER BY district_id, section_id) TO %L', f,
	'$files/apart.' || f) FROM generate_series(0, $feeders - 1) AS f \gexec
SELECT format('COPY (SELECT * FROM given WHERE student_id %% $feeders = %s ORDER BY md5(student_id::text)) TO %L', f,
	'$files/mixed.' || f) FROM generate_series(0, $feeders - 1) AS f \gexec
SQL

# milliseconds until the last of them is done
feed() {
	local f before pids=() pid
	run -c "TRUNCATE scale.$1" -c 'VACUUM scale.section' -c CHECKPOINT
	before=$(date +%s%N)
	for ((f = 0; f < feeders; f++)); do
		run -c "COPY scale.$1 FROM '$files/$2.$f'" &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do
		wait "$pid"
	done
	echo $((($(date +%s%N) - before) / 1000000))
}

for way in apart mixed; do
	for turn in 1 2 3; do
		keyed=$(feed keyed "$way")
		echo "$(feed guarded "$way") $keyed"
		tell "guard, $way, turn $turn" >&2
	done >"$files/pairs"
	[ "$(run -c 'SELECT count(*) FROM scale.guarded')" = "$(run -c 'SELECT count(*) FROM scale.given')" ] ||
		die 'not all enrollments went in'
	read -r guarded keyed < <(median_pair <"$files/pairs")
	report "guard: COPY of $guard_rows enrollments in $feeders sessions, $way" 'without the guard' "${guarded}e-3" \
		"${keyed}e-3" s "at most $([ "$way" = apart ] && echo 1.2 || echo 1.6)"
done
run -c 'SET client_min_messages = error' -c 'DROP SCHEMA scale CASCADE' -c CHECKPOINT
rm -rf "$files"
