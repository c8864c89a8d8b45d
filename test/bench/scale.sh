#!/bin/bash
# What one machine does: SCALE_ROWS enrollments (50,000,000) of 1,000 districts, a year of daily overage and pay of them
# in one process and in two; the guard under eight who COPY at once; and 1,000 districts in one schema beside one alone.
# Takes some ten minutes and 8 GB of disk, so it runs by name only: make bench-scale, or for a try
#   make bench-scale SCALE_ROWS=1000000 SCALE_DISTRICTS=25 SCALE_GUARD_ROWS=100000 SCALE_BUFFERS=1GB
# SCALE_PARTS names some of its parts: rosters guard county. The server has SCALE_BUFFERS of shared buffers (8GB), in huge
# pages where the machine has reserved them: sysctl -w vm.nr_hugepages=4500 before it.
set -euo pipefail
here=$(dirname "$0")
. "$here/../lib.sh"
. "$here/../server.sh"
. "$here/parts/session.sh"
rows=${SCALE_ROWS:-50000000}
districts=${SCALE_DISTRICTS:-1000} # of the county
guard_rows=${SCALE_GUARD_ROWS:-1000000}
parts=${SCALE_PARTS:-rosters guard county}
export PGDATABASE=bench
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

began=$SECONDS
tell() { say "bench: $((SECONDS - began)) s: $*"; }

stop_server
# shellcheck disable=SC2086 # words
start_server $BENCH_SETTINGS "shared_buffers=${SCALE_BUFFERS:-8GB}" huge_pages=try
if [ "$(awk '/^HugePages_(Total|Free):/ { n[$1] = $2 } END { print n["HugePages_Total:"] - n["HugePages_Free:"] }' \
	/proc/meminfo)" -gt 0 ]; then
	tell 'in huge pages'
else
	tell 'without huge pages: the 50 million, and two processes, cost more'
fi

for part in $parts; do
	case $part in
	rosters) . "$here/parts/scale_rosters.sh" ;;
	guard) . "$here/parts/scale_guard.sh" ;;
	county) . "$here/parts/scale_county.sh" ;;
	*) die "SCALE_PARTS: there is no $part" ;;
	esac
done
tell 'done'
