#!/bin/bash
# What the reports cost whose answers are kept: beside BASE (make bench-reports BASE=COMMIT), a version that reckons
# them when they are asked, and beside a full reckoning of this version. Takes many minutes, so it runs by name only.
# The costs are processor time of the backend, in a session that has run the statement before, and its private memory.
set -euo pipefail
here=$(dirname "$0")
. "$here/../lib.sh"
. "$here/parts/session.sh"
. "$here/parts/base.sh"
. "$here/parts/reports_works.sh"
schools=${REPORTS_BENCH_SCHOOLS:-333}             # 201,255 enrollments
counties=${REPORTS_BENCH_COUNTIES:-1000}          # districts of one school
growth=${REPORTS_BENCH_GROWTH:-1x333 1x1000 2x1656} # districts x schools: 200,000, 600,000 and 2,000,000 enrollments
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d bench "$@"; }

# fill SCHEMA FILLING: a Waterford district or county
fill() {
	say "bench: filling $1"
	run -c "SELECT caseload.create_district('$1', contract => 'waterford')" -c "SELECT $1.$2" -c 'VACUUM ANALYZE' | tail -n 1
}

fill mid "sample_facts(7, $schools)"
if [ -n "$base_host" ]; then
	start_base
	PGHOST=$base_host fill mid "sample_facts(7, $schools)"
fi
keeps=$(run -c "SELECT to_regprocedure('mid.refresh_reports(int)') IS NOT NULL")
[ "$keeps" = t ] || say "bench: this tree keeps no answers; what needs them is left out"

# one session a report, for its memory; then all works in one, warmed
declare -A base
base_full=
base_memory=
if [ -n "$base_host" ]; then
	say "bench: BASE"
	for report in class_size_overage caseload_overage compliance_finding; do
		open_session "$base_host"
		spend_memory "SELECT count(*) FROM mid_bi.$report"
		close_session
		base_full=$((${base_full:-0} + spent))
		[ "$most" -le "${base_memory:-0}" ] || base_memory=$most
	done
	open_session "$base_host"
	while IFS='|' read -r work _ sql; do
		measure "$sql"
		base[$work]=$spent
	done < <(reading_works)
	close_session
fi

if [ "$keeps" = t ]; then
	say "bench: from nothing"
	open_session
	spend_memory 'SELECT mid.refresh_reports()'
	close_session
	report_time 'full reckoning from nothing, three reports' 'BASE, the three counts' "$spent" "$base_full" 'at most 1/8'
	report 'its private memory' 'BASE, the dearest of the three' "${most}e-3" "${base_memory:+${base_memory}e-3}" MB \
		'at most 0.5'
	run -c 'VACUUM ANALYZE'
fi

say "bench: reading"
open_session
while IFS='|' read -r work aim sql; do
	measure "$sql"
	report_time "$work" BASE "$spent" "${base[$work]:-}" "$aim"
done < <(reading_works)
close_session

if [ "$keeps" = t ]; then
	. "$here/parts/reports_stale.sh"
	. "$here/parts/reports_insert.sh"
	. "$here/parts/reports_county.sh"
	. "$here/parts/reports_growth.sh"
fi
