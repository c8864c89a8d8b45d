#!/bin/bash
# What the reports cost whose answers are kept: beside BASE (make bench-reports BASE=COMMIT), a version that reckons
# them when they are asked, and beside a full reckoning of this version. Takes many minutes, so it runs by name only.
# The costs are processor time of the backend, in a session that has run the statement before, and its private memory.
# REPORTS_BENCH_PARTS names some of its parts: nothing (a full reckoning), reading, stale, insert, county, growth.
# With REPORTS_BENCH_QUICK=yes BASE is asked for the three counts alone, which then stand for all that it is asked: it
# reckons everything, whatever that is.
set -euo pipefail
here=$(dirname "$0")
. "$here/../lib.sh"
. "$here/parts/session.sh"
. "$here/parts/base.sh"
. "$here/parts/reports_works.sh"
schools=${REPORTS_BENCH_SCHOOLS:-333}             # 201,255 enrollments
counties=${REPORTS_BENCH_COUNTIES:-1000}          # districts of one school
growth=${REPORTS_BENCH_GROWTH:-1x333 1x1000 2x1656} # districts x schools: 200,000, 600,000 and 2,000,000 enrollments
parts=" ${REPORTS_BENCH_PARTS:-nothing reading stale insert county growth} "
for part in $parts; do
	[[ " nothing reading stale insert county growth " == *" $part "* ]] || die "REPORTS_BENCH_PARTS: there is no $part"
done
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d bench "$@"; }

# fill SCHEMA FILLING: a Waterford district or county
fill() {
	say "bench: filling $1"
	run -c "SELECT caseload.create_district('$1', contract => 'waterford')" -c "SELECT $1.$2" -c 'VACUUM ANALYZE' | tail -n 1
}

# wanted PART...: whether one of them is to be run
wanted() {
	local part
	for part; do
		[[ $parts != *" $part "* ]] || return 0
	done
	return 1
}

base_full=
base_memory=
declare -A base
keeps=t
if wanted nothing reading stale insert; then
	fill mid "sample_facts(7, $schools)"
	keeps=$(run -c "SELECT to_regprocedure('mid.refresh_reports(int)') IS NOT NULL")
	[ "$keeps" = t ] || say "bench: this tree keeps no answers; what needs them is left out"
fi
if [ -n "$base_host" ] && wanted nothing reading stale; then
	start_base
	PGHOST=$base_host fill mid "sample_facts(7, $schools)"
	say "bench: BASE"
	# one session a report, for its memory; then all works in one, warmed
	for report in class_size_overage caseload_overage compliance_finding; do
		open_session "$base_host"
		spend_memory "SELECT count(*) FROM mid_bi.$report"
		close_session
		base_full=$((${base_full:-0} + spent))
		base["$report: count(*)"]=$spent
		[ "$most" -le "${base_memory:-0}" ] || base_memory=$most
	done
	open_session "$base_host"
	while IFS='|' read -r work _ sql; do
		if [ "${REPORTS_BENCH_QUICK:-}" = yes ]; then
			spent=${base["${work%%:*}: count(*)"]}
		else
			measure "$sql"
		fi
		base[$work]=$spent
	done < <(if wanted reading; then reading_works; fi)
	close_session
fi

if [ "$keeps" = t ] && wanted nothing reading stale insert; then
	say "bench: from nothing"
	open_session
	spend_memory 'SELECT mid.refresh_reports()'
	close_session
	report_time 'full reckoning from nothing, three reports' 'BASE, the three counts' "$spent" "$base_full" 'at most 1/8'
	report 'its private memory' 'BASE, the dearest of the three' "${most}e-3" "${base_memory:+${base_memory}e-3}" MB \
		'at most 0.5'
	run -c 'VACUUM ANALYZE'
fi

if wanted reading; then
	say "bench: reading"
	open_session
	while IFS='|' read -r work aim sql; do
		measure "$sql"
		report_time "$work" BASE "$spent" "${base[$work]:-}" "$aim"
	done < <(reading_works)
	close_session
fi

if [ "$keeps" = t ]; then
	! wanted stale || . "$here/parts/reports_stale.sh"
	! wanted insert || . "$here/parts/reports_insert.sh"
	! wanted county || . "$here/parts/reports_county.sh"
	! wanted growth || . "$here/parts/reports_growth.sh"
fi
