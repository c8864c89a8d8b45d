#!/bin/bash
# bench.sh [NAME]: `make bench` and `make bench-NAME`. Runs test/bench/*.sql and *.sh on a private
# server with jit off and prints, for each work, how long it takes against something else. A file
# that says "by name only" takes minutes, and `make bench` leaves it out. BASE=COMMIT is another
# version to compare with, for those that do.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"

# the copy of the source has no history to take it from
fill_work_directory() {
	[ -n "${BASE:-}" ] || return 0
	mkdir "$WORK/base"
	git -C "$tree" archive --format=tar "$BASE" >"$WORK/base.tar" || die "BASE=$BASE is no commit of $tree"
	tar -C "$WORK/base" -xf "$WORK/base.tar"
}

in_work_directory demo "$@"
. "$tree/test/server.sh"

say "bench: building caseload for $("$PG_CONFIG" --version)"
copy_server
install_extension "$WORK/build" with_llvm=no
export WORK BENCH_SETTINGS='jit=off shared_buffers=1GB work_mem=128MB max_wal_size=8GB autovacuum=off
	max_parallel_workers_per_gather=0'
# shellcheck disable=SC2086 # words
start_server $BENCH_SETTINGS
make_database bench
export PGDATABASE=bench PGOPTIONS='-c client_min_messages=warning' PATH="$server_bin:$PATH"
psql=(psql -X -q -v ON_ERROR_STOP=1)
"${psql[@]}" -f "$tree/test/bench/harness.psql"

found=
left_out=
# shellcheck disable=SC2086 # a pattern
for file in "$tree"/test/bench/${1:-*}.{sql,sh}; do
	[ -f "$file" ] || continue
	name=$(basename "${file%.*}")
	if [ $# -eq 0 ] && grep -qi 'by name only' "$file"; then
		left_out+=" bench-$name"
		continue
	fi
	found=yes
	say "bench: $name"
	case $file in
	*.sql) "${psql[@]}" -f "$file" ;;
	*.sh) bash "$file" ;;
	esac
done
[ -n "$found" ] || die "there is no benchmark ${1:-} in test/bench"
[ -z "$left_out" ] || say "bench: by name only:$left_out"
for report in report cost_report; do
	[ "$("${psql[@]}" -A -t -c "SELECT count(*) FROM bench.$report")" -eq 0 ] ||
		"${psql[@]}" -P footer=off -P linestyle=unicode -c "TABLE bench.$report"
done
