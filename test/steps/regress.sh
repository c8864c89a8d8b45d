#!/bin/bash
# pg_regress and the isolation tests, through `make installcheck`: the tests in as many parts as there are processors (four
# at most), each on a server of its own, so that no part meets another's roles or locks.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$tree/test/server.sh"
copy_server
install_extension "$WORK/gcc" CC=gcc
parts=$(jobs_at_once)
[ "$parts" -le 4 ] || parts=4

# part NAME MAKE-ARGUMENT...: what it says is in NAME.log of its folder.
part() (
	WORK=$WORK/regress_$1
	status=0
	mkdir "$WORK"
	shift
	start_server
	cd "$WORK"
	make -s -f "$tree/Makefile" CC=gcc installcheck "$@" >"$WORK/regress.log" 2>&1 || status=$?
	stop_server
	exit "$status"
)

# what is next of the list to the next part: neighbors in the alphabet are of one matter, and alike
for ((i = 1; i <= parts; i++)); do
	tests=$(cd "$tree/sql" && printf '%s\n' *.sql | sed 's/\.sql$//' | awk -v n="$parts" -v i="$i" 'NR % n == i % n' | paste -sd ' ')
	part "$i" REGRESS="$tests" ISOLATION= &
	pids[i]=$!
done
part isolation REGRESS= &
pids[parts + 1]=$!

status=0
for pid in "${pids[@]}"; do
	wait "$pid" || status=$?
done
# before 16: "test NAME ... ok 12 ms"; since: "ok 1 - NAME 12 ms"
for folder in "$WORK"/regress_*; do
	sed -E -e 's/^test ([a-z_0-9-]+) +\.\.\. ok.*/ok \1/' \
		-e 's/^test ([a-z_0-9-]+) +\.\.\. FAILED.*/not ok \1/' \
		-e 's/^((not )?ok) [0-9]+ +[-+] ([a-z_0-9-]+).*/\1 \3/' "$folder/regress.log" 2>/dev/null || cat "$folder"/*.log || true
	find "$folder" -name '*.diffs' -exec cat {} +
done
exit "$status"
