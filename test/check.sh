#!/bin/bash
# check.sh: `make check`. Runs every test there is; its last line counts them.
# A step is a script in steps/; it prints "ok NAME" or "not ok NAME" for each test. The last step is on a newer server too,
# see newer.sh: NEWER=18 takes that version, NEWER=none leaves it out.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
. "$tree/test/newer.sh"
passed=0
failed=0
finished=
running=
failures= # a line each

at_exit() {
	if [ -z "$finished" ]; then
		failed=$((failed + 1))
		[ -z "$running" ] || say "stopped"
	fi
	# once more at the end, where whoever has only the end of a long log looks
	printf '%s' "$failures"
	say "$passed passed, $failed failed"
}

fill_work_directory() {
	find_newer "$WORK/newer"
}

in_work_directory check
. "$tree/test/server.sh"
export tree WORK WORK_TOO PG_CONFIG server_root server_bin
mkdir "$WORK/log"

# step NAME TITLE: a step that fails without saying which test did counts as one that failed, and
# so does one that ran no test.
step() {
	local log=$WORK/log/$1.log status=0 began=$SECONDS ok not_ok note lines
	running=yes
	printf '%-42s' "$2"
	set -m # a process group of its own, so that all of it can be stopped
	"${as_anybody[@]}" bash "$tree/test/steps/$1.sh" >"$log" 2>&1 </dev/null &
	set +m
	wait $! || status=$?
	ok=$(grep -c '^ok ' "$log" || true)
	not_ok=$(grep -c '^not ok ' "$log" || true)
	note=$(sed -n 's/^skipped: //p' "$log" | paste -sd ';')
	if [ "$not_ok" -eq 0 ] && { [ "$status" -ne 0 ] || { [ "$ok" -eq 0 ] && [ -z "$note" ]; }; }; then
		not_ok=1
		failures+="not ok $1 ended with status $status"$'\n'
	fi
	lines=$(sed -n "s/^not ok /not ok $1: /p" "$log")
	failures+=${lines:+$lines$'\n'}
	passed=$((passed + ok))
	failed=$((failed + not_ok))
	running=
	printf '%4d passed %3d failed %5d s\n' "$ok" "$not_ok" $((SECONDS - began))
	[ -z "$note" ] || say "    skipped: $note"
	if [ "$not_ok" -gt 0 ]; then
		say "---- $1: what it said"
		grep -vE '^(ok|took) ' "$log" | tail -n 500 || true
		say "----"
	fi
}

read_newer "$WORK/newer"
# the right to enter the newer server's Debian is that of the last step alone
as_anybody=()
[ "$newer" != chroot ] || as_anybody=(setpriv --inh-caps=-all --ambient-caps=-all)
say "caseload $(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$tree/caseload.control")," \
	"$("$PG_CONFIG" --version), as user $(id -un)"
step format "format"
step build "build by gcc and by clang, no warnings"
step core "core unit tests, under ASan and UBSan"
step fuzz "fuzz targets, ${FUZZ_SECONDS:-10} s each"
step regress "pg_regress, through make installcheck"
step tap "TAP tests"
step house "house: build, install, clean, versions"
as_anybody=()
step newer "the same on ${newer_version:+PostgreSQL }${newer_version:-a newer server}"
say "all of it took $(($(date +%s) - CASELOAD_STARTED)) s"
finished=yes
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
