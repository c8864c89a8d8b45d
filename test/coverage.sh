#!/bin/bash
# coverage.sh: `make coverage`, the lines of src/ that are run by all tests together: the core's unit tests, pg_regress,
# the isolation tests and the TAP tests, by a library built with gcc's --coverage. What a server that is killed had
# counted is lost. COVERAGE_TAP names the TAP tests to run if not all ("a.pl b.pl"; "" for none), STRESS_SECONDS
# shortens those that take as long as one likes, COVERAGE_KEEP a folder for what was counted and the tests' logs.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
in_work_directory check
. "$tree/test/server.sh"
export tree WORK PG_CONFIG server_root server_bin
export STRESS_SECONDS=${STRESS_SECONDS:-6}
# -O0: each line is counted as it stands; and what JIT would compile of ours for itself is not counted at all
options=(CC=gcc with_llvm=no COPT='--coverage -O0 -Wno-cpp')
status=0
mkdir "$WORK/log"

# run NAME COMMAND...: a test that fails fails the whole, after the count.
run() {
	local name=$1 log=$WORK/log/$1.log began=$SECONDS failed=
	shift
	"$@" >"$log" 2>&1 </dev/null || failed=yes
	! grep -q '^not ok ' "$log" || failed=yes
	printf '%-20s %4d passed %3d failed %5d s\n' "$name" "$(grep -c '^ok ' "$log")" "$(grep -c '^not ok ' "$log")" \
		$((SECONDS - began))
	[ -n "$failed" ] || return 0
	status=1
	grep -v '^ok ' "$log" | tail -n 500 || true
}

core() {
	mkdir -p "$WORK/core"
	cd "$WORK/core"
	make -s -f "$tree/test/core.mk" -j"$(jobs_at_once)" tree="$tree" CC=gcc SANITIZE='--coverage -O0' tests
	./core_tests
}

# before 16: "test NAME ... ok 12 ms"; since: "ok 1 - NAME 12 ms"
installcheck() {
	local status=0
	make -s -C "$WORK/gcc" -f "$tree/Makefile" "${options[@]}" installcheck |
		sed -E -e 's/^test ([a-z_0-9-]+) +\.\.\. ok.*/ok \1/' -e 's/^test ([a-z_0-9-]+) +\.\.\. FAILED.*/not ok \1/' ||
		status=$?
	[ "$status" -eq 0 ] || find "$WORK/gcc" -name '*.diffs' -exec cat {} +
	return "$status"
}

tap() {
	# shellcheck disable=SC2086 # names, one a word
	bash "$tree/test/steps/tap.sh" ${COVERAGE_TAP:-}
}

say "coverage: building caseload for $("$PG_CONFIG" --version)"
run core core
copy_server
install_extension "$WORK/gcc" "${options[@]}"
start_server jit=off
run installcheck installcheck
stop_server >/dev/null
[ "${COVERAGE_TAP-all}" = "" ] || run TAP tap
perl "$tree/test/steps/coverage.pl" "$tree" "$WORK/core" "$WORK/gcc" || status=1
if [ -n "${COVERAGE_KEEP:-}" ]; then
	cp -R "$WORK/log" "$WORK/core" "$WORK/gcc" "$COVERAGE_KEEP"
fi
exit "$status"
