#!/bin/bash
# coverage.sh: `make coverage`, the lines of the core that its unit tests run, by gcov.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
in_work_directory check
mkdir coverage
cd coverage
make -s -f "$tree/test/core.mk" -j"$(jobs_at_once)" tree="$tree" CC=gcc SANITIZE=--coverage tests
./core_tests | tail -n 1
for file in "$tree"/src/core/*.c; do
	gcov -n -o "src/core/$(basename "${file%.c}").o" "$file" 2>/dev/null |
		awk -v file="src/core/$(basename "$file")" '
			/^File/ { ours = index($0, file) }
			/^Lines executed/ && ours { sub(/^Lines executed:/, ""); print file ": " $0; ours = 0 }'
done
