#!/bin/bash
# demo.sh [shell]: `make demo` runs test/demo/*.sql in order on a throw-away server; `make shell`
# opens psql on the same data, until one leaves it.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
in_work_directory demo "$@"
. "$tree/test/server.sh"

say "demo: building caseload for $("$PG_CONFIG" --version)"
copy_server
install_extension "$WORK/build" with_llvm=no
say "demo: starting a server of its own in $WORK"
start_server
make_database demo
export PGDATABASE=demo PAGER='' PGOPTIONS='-c client_min_messages=warning'
psql=("$server_bin/psql" -X -q -P pager=off)

for file in "$tree"/test/demo/*.sql; do
	if [ "${1:-}" = shell ]; then
		"${psql[@]}" -v ON_ERROR_STOP=1 -f "$file" >/dev/null
	else
		"${psql[@]}" -v ON_ERROR_STOP=1 -P footer=off -P linestyle=unicode -P border=1 -P 'null=-' -f "$file"
	fi
done
if [ "${1:-}" = shell ]; then
	say "The demo's data is here. \\dT caseload.* lists the types, \\q leaves and removes everything."
	unset PAGER PGOPTIONS
	trap : INT # Ctrl-C is psql's, to cancel a query
	PATH="$server_bin:$PATH" "$server_bin/psql" -X -q
else
	say ""
	say "demo: done in $(($(date +%s) - CASELOAD_STARTED)) s; the server is gone. make shell opens psql on this data."
fi
