#!/bin/bash
# check_all.sh: `make check-all`, all of `make check` on each version of PostgreSQL that is supported and can be had, one
# after another; at the end a line a version. CHECK_VERSIONS="15 17" takes others.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
failed=0

for version in ${CHECK_VERSIONS:-15 17 18}; do
	status=0
	bash "$tree/test/check_version.sh" "$version" 2>&1 | tee "$folder/$version" || status=$?
	last=$(tail -n 1 "$folder/$version")
	if [[ $last =~ ^[0-9]+\ passed,\ [0-9]+\ failed$ ]]; then
		say "PostgreSQL $version: $last" >>"$folder/lines"
		[ "$status" -eq 0 ] || failed=1
	else
		say "PostgreSQL $version: not run: ${last#caseload: }" >>"$folder/lines"
		failed=1
	fi
done
cat "$folder/lines"
exit "$failed"
