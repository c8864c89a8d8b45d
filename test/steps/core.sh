#!/bin/bash
# The core's unit tests, where a stray byte or an overflow ends the run.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
mkdir "$WORK/core"
cd "$WORK/core"
make -s -f "$tree/test/core.mk" -j"$(jobs_at_once)" tree="$tree" CC=gcc \
	SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all" tests
# counting leaks is left to the fuzz targets: a test may keep what it made
ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 ./core_tests
