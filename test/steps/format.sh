#!/bin/bash
# The C files are as clang-format leaves them.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
formatter=$(find_clang_format)
if [ -z "$formatter" ]; then
	say "skipped: clang-format $(sed -n 's/^# clang-format \([0-9]*\).*/\1/p' "$tree/.clang-format") is not here"
	exit
fi
c_files | while read -r file; do
	name=${file#"$tree/"}
	if "$formatter" "$file" | diff -u --label "$name" --label "$name, formatted" "$file" - >"$WORK/format.diff"; then
		continue
	fi
	cat "$WORK/format.diff"
	say "not ok format of $name (make format mends it)"
done | tee "$WORK/format.log"
grep -q '^not ok' "$WORK/format.log" || say "ok format"
