#!/bin/bash
# pg_regress (and the isolation tests) on a private server, through `make installcheck`.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$tree/test/server.sh"
copy_server
install_extension "$WORK/gcc" CC=gcc
start_server
status=0
make -s -C "$WORK/gcc" -f "$tree/Makefile" CC=gcc installcheck >"$WORK/regress.log" 2>&1 || status=$?
# before 16: "test NAME ... ok 12 ms"; since: "ok 1 - NAME 12 ms"
sed -E -e 's/^test ([a-z_0-9-]+) +\.\.\. ok.*/ok \1/' \
	-e 's/^test ([a-z_0-9-]+) +\.\.\. FAILED.*/not ok \1/' "$WORK/regress.log"
find "$WORK/gcc" -name '*.diffs' -exec cat {} +
exit "$status"
