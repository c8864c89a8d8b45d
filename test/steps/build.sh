#!/bin/bash
# The library builds by both compilers, bitcode and all, and neither says a word of warning.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"

build_by() {
	local name=$1 log=$WORK/log/build_$1.log
	shift
	mkdir -p "$WORK/$name"
	if make -s -C "$WORK/$name" -f "$tree/Makefile" -j"$(jobs_at_once)" "$@" all >"$log" 2>&1 &&
		! grep -q 'warning:' "$log"; then
		say "ok build by $name"
	else
		cat "$log"
		say "not ok build by $name"
	fi
}

build_by gcc CC=gcc
clang=$(find_clang)
build_by clang CC="$clang"
