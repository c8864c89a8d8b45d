#!/bin/bash
# tap.sh [NAME...]: the TAP tests, by PostgreSQL's own Perl modules, as many at once as there are processors (four at most).
# Each has a private copy of the server, for some put files of their own into it. What they say comes in the order of their
# names, whichever is done first.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
modules=$(dirname "$("$PG_CONFIG" --pgxs)")/../test/perl
export TESTDIR=$WORK/tap PG_REGRESS="$modules/../regress/pg_regress" modules
export TESTDATADIR=$TESTDIR/tmp_check TESTLOGDIR=$TESTDIR/tmp_check/log PG_TEST_PORT_DIR=$TESTDIR/ports
unset PGHOST PGPORT PGUSER PGOPTIONS
mkdir -p "$TESTLOGDIR"
cd "$TESTDIR"
lanes=$(jobs_at_once)
[ "$lanes" -le 4 ] || lanes=4

# the longest first, so that none of them is left to run alone at the end; `took` lines tell which they are
longest=(upgrade.pl books_recover.pl limit_slips.pl doc_examples.pl books_stress.pl demo.pl
	pay_slips.pl close_many.pl evidence_queries.pl bi_queries.pl pg_upgrade.pl)

run_test() {
	local name=$1 file=$tree/test/tap/$1 log=$TESTDIR/$1.log said=$TESTDIR/$1.said status=0
	local began=$SECONDS root=$TESTDIR/$1.root bin=$TESTDIR/$1.root${server_bin#"$server_root"}
	# links, and no copies: no test writes into a file that is there
	mkdir "$root"
	cp -al "$server_root/." "$root"
	server_root=$root server_bin=$bin PATH=$bin:$PATH \
		perl -I "$modules" -I "$tree/test/tap" "$file" >"$log" 2>&1 </dev/null || status=$?
	rm -rf "$root"
	{
		if grep -q '^1\.\.0 # SKIP' "$log"; then
			say "skipped: $name: $(sed -n 's/^1\.\.0 # SKIP *//p' "$log")"
		else
			# a test that was left out is none that passed
			sed -E -e 's/^(ok .*# skip)/left out: \1/' -e "s/^((not )?ok [0-9]+)/\1 $name/" "$log"
			if [ "$status" -ne 0 ]; then
				grep -q '^not ok' "$log" || say "not ok $name ended with status $status"
				tail -n 40 "$TESTLOGDIR/regress_log_${name%.pl}" 2>/dev/null || true
			elif ! grep -q '^1\.\.[1-9]' "$log"; then
				say "not ok $name has no plan"
			fi
		fi
		say "took $((SECONDS - began)) s: $name"
	} >"$said.part"
	mv "$said.part" "$said"
}

export -f run_test say
[ $# -gt 0 ] || set -- "$tree"/test/tap/*.pl
names=("${@##*/}")
{
	for name in "${longest[@]}"; do
		[[ " ${names[*]} " != *" $name "* ]] || say "$name"
	done
	printf '%s\n' "${names[@]}"
} | awk '!seen[$0]++' >order
xargs -P "$lanes" -I NAME bash -c 'run_test NAME' <order &
for name in "${names[@]}"; do
	until [ -f "$name.said" ] || ! kill -0 $! 2>/dev/null; do
		sleep 0.2
	done
	cat "$name.said" 2>/dev/null || say "not ok $name did not come to its end"
done
wait $!
