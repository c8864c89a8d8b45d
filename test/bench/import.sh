#!/bin/bash
# What merging rosters costs beside the plainest way to put the same rows into the same tables, INSERT ... SELECT ... ON
# CONFLICT; what the same files cost again, and files of which a thousand rows are other ones. Takes minutes, so it runs
# by name only. The costs are processor time of the backend; filling the staging tables is not counted.
set -euo pipefail
here=$(dirname "$0")
. "$here/../lib.sh"
. "$here/parts/session.sh"
rows=${IMPORT_BENCH_ROWS:-1000000}
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d bench "$@"; }

say "bench: $rows enrollments"
run -c "SELECT caseload.create_district('elm')" -c "SELECT caseload.create_import('elm')" >/dev/null
run -v rows="$rows" <<'SQL'
INSERT INTO elm_import.plain_site SELECT 'S' || n, 'School ' || n FROM generate_series(1, 50) AS n;
INSERT INTO elm_import.plain_section
SELECT 'SEC-' || n, 'S' || (1 + n % 50), 'Class ' || n, '4', '2025-09-02', '2026-06-12'
FROM generate_series(1, :rows / 25) AS n;
-- six classes a student, whom the source knows by a GUID
CREATE TABLE seat AS SELECT 'SEC-' || s.n AS section_id, md5((s.n / 6 * 25 + k)::text)::uuid::text AS student_id,
	'2025-09-02' AS first_day, NULL::text AS last_day, NULL::text AS share, NULL::text AS weight,
	NULL::text AS attributes
FROM generate_series(1, :rows / 25) AS s (n), generate_series(1, 25) AS k;
SELECT count(*) FROM elm_import.merge_plain(on_day => '2025-10-01') \g /dev/null
CREATE TABLE plain AS SELECT 1 AS district_id, i.id AS section_id,
	dense_rank() OVER (ORDER BY s.student_id) AS student_id, daterange('2025-09-02', '2026-06-13') AS valid
FROM seat AS s JOIN elm.source_id AS i ON i.kind = 'section' AND i.key = s.section_id;
SQL
run -c 'VACUUM ANALYZE'

open_session
ask 'BEGIN;' >/dev/null
spend "INSERT INTO elm.enrollment (district_id, section_id, student_id, valid) SELECT * FROM plain ON CONFLICT DO NOTHING"
plain=$spent
ask 'ROLLBACK;' >/dev/null
close_session
run -c 'VACUUM' -c 'CHECKPOINT'

# merge WORK AIM OTHER: merges the seats, after other statements
merge() {
	local found
	run -c 'INSERT INTO elm_import.plain_enrollment SELECT * FROM seat' -c "${3:-SELECT 1}" -c 'CHECKPOINT' >/dev/null
	open_session
	spend "CREATE TABLE told AS SELECT outcome, count(*), min(why) AS why FROM elm_import.merge_plain(
		on_day => '2025-10-01') GROUP BY 1"
	close_session
	found=$(run -c "SELECT string_agg(concat_ws(' ', outcome, count, why), ', ' ORDER BY outcome) FROM told" \
		-c 'DROP TABLE told')
	say "bench: $1: $found"
	report_time "$1" 'INSERT ... ON CONFLICT of all' "$spent" "$plain" "$2"
}
merge "merging $rows enrollments" 'at most 2'
merge 'the same files again' 'at most 1/10'
merge 'files with 1,000 other rows' 'at most 1/8' "UPDATE elm_import.plain_enrollment SET last_day = '2025-12-01'
	WHERE section_id IN (SELECT 'SEC-' || n FROM generate_series(1, 40) AS n)"
