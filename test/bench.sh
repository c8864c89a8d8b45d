#!/bin/bash
# bench.sh [NAME]: `make bench` and `make bench-NAME`. Runs test/bench/*.sql and *.sh on a private
# server with jit off and prints, for each work, how long it takes against something else.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
in_work_directory demo "$@"
. "$tree/test/server.sh"

say "bench: building caseload for $("$PG_CONFIG" --version)"
copy_server
install_extension "$WORK/build" with_llvm=no
start_server jit=off shared_buffers=1GB work_mem=128MB max_wal_size=8GB autovacuum=off \
	max_parallel_workers_per_gather=0
make_database bench
export PGDATABASE=bench PGOPTIONS='-c client_min_messages=warning' PATH="$server_bin:$PATH"
psql=(psql -X -q -v ON_ERROR_STOP=1)
"${psql[@]}" -f "$tree/test/bench/harness.psql"

found=
# shellcheck disable=SC2086 # a pattern
for file in "$tree"/test/bench/${1:-*}.{sql,sh}; do
	[ -f "$file" ] || continue
	found=yes
	say "bench: $(basename "${file%.*}")"
	case $file in
	*.sql) "${psql[@]}" -f "$file" ;;
	*.sh) bash "$file" ;;
	esac
done
[ -n "$found" ] || die "there is no benchmark ${1:-} in test/bench"
"${psql[@]}" -P footer=off -P linestyle=unicode -c 'SELECT work, against, ms, against_ms, ratio, aim FROM bench.report'
