#!/bin/bash
# Each fuzz target for FUZZ_SECONDS, from its corpus; what is found stays out of the tree.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
seconds=${FUZZ_SECONDS:-10}
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=all"
mkdir -p "$WORK/fuzz"
cd "$WORK/fuzz"

clang=$(find_clang)
if [ -n "$clang" ] && has_libfuzzer "$clang"; then
	set -- CC="$clang" SANITIZE="$sanitize -fsanitize=fuzzer-no-link" FUZZER=-fsanitize=fuzzer
	sort_of=libFuzzer
else
	set -- CC=gcc SANITIZE="$sanitize" FUZZER="$tree/test/fuzz/driver.c"
	sort_of=driver
fi
make -s -f "$tree/test/core.mk" -j"$(jobs_at_once)" tree="$tree" "$@" targets

run_target() {
	local name=$1 found=$WORK/fuzz/found/$1 log=$WORK/fuzz/$1.log corpus=$tree/test/fuzz/corpus/$1 runs
	mkdir -p "$found"
	set --
	[ ! -d "$corpus" ] || set -- "$corpus"
	if "./fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
		-artifact_prefix="$found/" -print_final_stats=1 "$found" "$@" >"$log" 2>&1 &&
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log") && [ "${runs:-0}" -gt 0 ]; then
		say "ok fuzz $name: $runs runs by $sort_of"
	else
		tail -n 60 "$log"
		for crash in "$found"/{crash,timeout,oom,leak}-*; do
			[ ! -f "$crash" ] || say "the input: $(base64 -w0 "$crash") (base64)"
		done
		say "not ok fuzz $name"
	fi
}

export -f run_target say
export WORK tree seconds sort_of
printf '%s\n' fuzz_* | sed -n 's/^fuzz_\([a-z_0-9]*\)$/\1/p' |
	xargs -P "$(jobs_at_once)" -I NAME bash -c 'run_target NAME'
