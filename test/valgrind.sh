#!/bin/bash
# valgrind.sh: `make valgrind`, regression tests on a server under memcheck: those of VALGRIND_TESTS, or those that run
# most of our C. What memcheck says of the server alone is left out: an error is ours where one of its first frames is.
# The server hands out memory in parts of larger blocks, and one that is built as Debian builds it does not tell
# memcheck of the parts: reads past a block and of what was never written are seen, reads past a part are not. For
# those there are the unit tests and fuzz targets, whose every part is a block.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
command -v valgrind >/dev/null || die "there is no valgrind: install it first"
export VALGRIND_TESTS=${VALGRIND_TESTS:-"binary stored caseload_unit stipend_band salary_step pay_scale pay_series \
load_series salary_schedule salary_schedule_rows salary_schedule_by_lane read_schedule grades calendar year_clock \
explain problems guard guard_once guard_moments history allowed_words running_cents jobs_alike"}
in_work_directory check
. "$tree/test/server.sh"

# The server is started anew under memcheck; postgres is its own child, so no other program is traced.
start_under_memcheck() {
	mkdir -p "$WORK/memcheck"
	valgrind --quiet --trace-children=yes --leak-check=no --error-limit=no --num-callers=30 --fullpath-after= \
		--log-file="$WORK/memcheck/%p" "$server_bin/postgres" -D "$WORK/data" -k "$WORK" -p "$server_port" \
		-c listen_addresses= -c fsync=off -c autovacuum=off -c statement_timeout=0 >"$WORK/server.log" 2>&1 &
	for _ in $(seq 600); do
		"$server_bin/pg_isready" -q -t 60 && return
		sleep 1
	done
	die "the server does not start under memcheck"
}

# ours FILE...: the errors of these reports of which a frame near the top is in our library.
ours() {
	sed 's/^==[0-9]*== \{0,1\}//' "$@" | awk -v RS= '{
		lines = split($0, line, "\n"); frames = 0; mine = 0
		for (i = 1; i <= lines && frames < 4; i++)
			if (line[i] ~ /^ +(at|by) 0x/) { frames++; if (line[i] ~ /caseload\.so|src\/(core|pg|guard)\//) mine = 1 }
		if (mine) print $0 "\n"
	}'
}

say "valgrind: building caseload for $("$PG_CONFIG" --version)"
copy_server
install_extension "$WORK/gcc" with_llvm=no COPT='-g -O1'
start_server
export PG_ABS_SRCDIR=$tree PGTZ=America/Los_Angeles PGDATESTYLE='Postgres, MDY'
for name in $VALGRIND_TESTS; do
	"$server_bin/psql" -X -q -d postgres -c "CREATE DATABASE \"$name\""
	PGOPTIONS='-c client_min_messages=warning' "$server_bin/psql" -X -q -v ON_ERROR_STOP=1 -d "$name" \
		-c 'CREATE EXTENSION btree_gist' -c 'CREATE EXTENSION caseload'
done
stop_server
start_under_memcheck
failed=0
for name in $VALGRIND_TESTS; do
	PGOPTIONS='-c intervalstyle=postgres_verbose' "$server_bin/psql" -X -a -q -d "$name" \
		<"$tree/sql/$name.sql" >"$WORK/$name.out" 2>&1 || true
	if cmp -s "$WORK/$name.out" "$tree/expected/$name.out"; then
		say "ok valgrind $name"
	else
		diff "$tree/expected/$name.out" "$WORK/$name.out" | head -n 40 || true
		say "not ok valgrind $name: its output is another"
		failed=1
	fi
done
"$server_bin/pg_ctl" -D "$WORK/data" -m fast -w -t 600 -s stop
ours "$WORK"/memcheck/* >"$WORK/ours"
cat "$WORK/ours"
say "valgrind: $(grep -c . "$WORK/ours" || true) lines of errors of ours; of the server alone" \
	"$(cat "$WORK"/memcheck/* | grep -c '^==[0-9]*==    at 0x' || true) errors, which are not counted"
[ "$failed" -eq 0 ] && [ ! -s "$WORK/ours" ]
