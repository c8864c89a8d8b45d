#!/bin/bash
# dashboard.sh [PORT]: `make dashboard` builds the dashboard of doc/bi/evidence on the sample district of a throw-away
# server and serves it on the loopback (PORT, 3000) until Ctrl-C, which leaves nothing behind but what npm fetched.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
. "$tree/test/cache.sh"
. "$tree/test/dashboard/build.sh"

fill_work_directory() {
	CASELOAD_CACHE=$(make_cache_folder "$(ordinary_user)")
	export CASELOAD_CACHE
}

in_work_directory dashboard "$@"
. "$tree/test/server.sh"
port=${1:-3000}

if take_from_cache; then
	rm -rf "$WORK/data" # the demo's; the server is what is wanted
	say "dashboard: caseload for $("$PG_CONFIG" --version), as built before"
else
	say "dashboard: building caseload for $("$PG_CONFIG" --version)"
	copy_server
	install_extension "$WORK/build" with_llvm=no
fi
say "dashboard: making the sample district"
start_server
make_database demo
PGOPTIONS='-c client_min_messages=warning' "$server_bin/psql" -X -q -v ON_ERROR_STOP=1 -d demo \
	-f "$tree/test/bi/sample.sql" >/dev/null
export PGDATABASE=demo READER=bi_reader

say "dashboard: building it"
[ -z "${CASELOAD_CACHE:-}" ] || export npm_config_cache=$CASELOAD_CACHE/npm
build_dashboard "$WORK/dashboard" || die "the dashboard could not be built"
# what is served are files: the server is no longer asked
"$server_bin/pg_ctl" -D "$WORK/data" -m fast -s stop

say "dashboard: ready after $(($(date +%s) - CASELOAD_STARTED)) s. Open the address below; Ctrl-C ends it."
set -m
node "$tree/test/dashboard/serve.mjs" "$WORK/dashboard/build" "$port" </dev/null &
set +m
wait $!
