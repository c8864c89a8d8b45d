#!/bin/bash
# tap.sh [NAME...]: the TAP tests, by PostgreSQL's own Perl modules against the private copy of the server.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
modules=$(dirname "$("$PG_CONFIG" --pgxs)")/../test/perl
export TESTDIR=$WORK/tap PATH="$server_bin:$PATH" PG_REGRESS="$modules/../regress/pg_regress"
export TESTDATADIR=$TESTDIR/tmp_check TESTLOGDIR=$TESTDIR/tmp_check/log
unset PGHOST PGPORT PGUSER PGOPTIONS
mkdir -p "$TESTLOGDIR"
cd "$TESTDIR"

[ $# -gt 0 ] || set -- "$tree"/test/tap/*.pl
for file in "$@"; do
	name=$(basename "$file")
	file=$tree/test/tap/$name
	log=$TESTDIR/$name.log
	status=0
	perl -I "$modules" -I "$tree/test/tap" "$file" >"$log" 2>&1 || status=$?
	if grep -q '^1\.\.0 # SKIP' "$log"; then
		say "skipped: $name: $(sed -n 's/^1\.\.0 # SKIP *//p' "$log")"
		continue
	fi
	# a test that was left out is none that passed
	sed -E -e 's/^(ok .*# skip)/left out: \1/' -e "s/^((not )?ok [0-9]+)/\1 $name/" "$log"
	if [ "$status" -ne 0 ] && ! grep -q '^not ok' "$log"; then
		say "not ok $name ended with status $status"
	fi
	if [ "$status" -ne 0 ]; then
		tail -n 40 "$TESTLOGDIR/regress_log_${name%.pl}" 2>/dev/null || true
	elif ! grep -q '^1\.\.[1-9]' "$log"; then
		say "not ok $name has no plan"
	fi
done
