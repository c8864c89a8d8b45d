#!/bin/bash
# check_bi.sh [PART...]: `make check-bi`. Tries what is outside: each test/bi/*.sh is a part, run against a throw-away
# server with the sample district of test/bi/sample.sql. A part prints "ok NAME" or "not ok NAME" for each test; the
# last line counts them. A part finds in its environment:
#   PGHOST PGPORT PGDATABASE   the server, on the loopback as tools that know no socket want it
#   READER                     the role that reads the reports alone; PGUSER is its name, too
#   OWNER                      the role that owns the district (for a figure to compare with)
#   tree WORK                  the source, and a folder to write in
# A line "# packages: PACKAGE=WHAT ..." in a part says what it needs of Debian and by what it is found: a command, or
# a path (with a pattern, if need be). setup.sh installs what is not there.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
passed=0
failed=0

# A free port of the loopback; the socket alone would do for none but libpq's clients.
free_port() {
	perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport'
}

# The reader comes in by the loopback without a password, and nobody else does: the server lives for minutes, its data
# are made up, and a tool asks for a password in ways of its own.
let_reader_in() {
	printf '%s\n' 'local all all trust' 'host demo bi_reader 127.0.0.1/32 trust' >"$WORK/data/pg_hba.conf"
	"$server_bin/pg_ctl" -D "$WORK/data" -s reload
}

# part FILE
part() {
	local name log status=0 began=$SECONDS ok not_ok ticker
	name=$(basename "${1%.sh}")
	log=$WORK/log/$name.log
	say "check-bi: $name"
	set -m # a process group of its own, so that all of it can be stopped
	# npm and a first start of Calc may take minutes without a word
	(while sleep 30; do say "    $((SECONDS - began)) s"; done) &
	ticker=$!
	bash "$1" > >(tee "$log" | grep --line-buffered -v '^ok ') 2>&1 </dev/null &
	set +m
	wait $! || status=$?
	kill -- "-$ticker" 2>/dev/null || true
	wait "$ticker" 2>/dev/null || true
	sleep 0.2 # what is in the pipe yet
	ok=$(grep -c '^ok ' "$log" || true)
	not_ok=$(grep -c '^not ok ' "$log" || true)
	if [ "$not_ok" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$ok" -eq 0 ]; }; then
		say "    ended with status $status after $ok tests"
		not_ok=1
	fi
	passed=$((passed + ok))
	failed=$((failed + not_ok))
	say "    $ok passed, $not_ok failed, $((SECONDS - began)) s"
}

at_exit() {
	say "$passed passed, $failed failed"
}

for name in "$@"; do
	[ -f "$tree/test/bi/$name.sh" ] || die "there is no part $name in test/bi"
done
export CASELOAD_PARTS="${CASELOAD_PARTS-$*}"
in_work_directory bi "$@"
. "$tree/test/server.sh"
mkdir "$WORK/log"

say "check-bi: building caseload for $("$PG_CONFIG" --version)"
copy_server
install_extension "$WORK/build" with_llvm=no
server_port=$(free_port)
start_server listen_addresses=127.0.0.1
make_database demo
PGOPTIONS='-c client_min_messages=warning' "$server_bin/psql" -X -q -v ON_ERROR_STOP=1 -d demo \
	-f "$tree/test/bi/sample.sql" >/dev/null
let_reader_in
export tree WORK PGDATABASE=demo READER=bi_reader OWNER=postgres OWNER_HOST="$WORK"
export PGHOST=127.0.0.1 PGUSER=$READER PATH="$server_bin:$PATH"
unset PAGER PGOPTIONS

for file in "$tree"/test/bi/*.sh; do
	[ $# -eq 0 ] || [[ " $* " == *" $(basename "${file%.sh}") "* ]] || continue
	part "$file"
done
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
