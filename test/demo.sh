#!/bin/bash
# demo.sh [shell]: `make demo` runs test/demo/*.sql in order on a throw-away server; `make shell`
# opens psql on the same data, until one leaves it. Both keep what they built for the next time.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
. "$tree/test/cache.sh"
. "$tree/test/show.sh"

fill_work_directory() {
	CASELOAD_CACHE=$(make_cache_folder "$(ordinary_user)")
	export CASELOAD_CACHE
}

in_work_directory demo "$@"
. "$tree/test/server.sh"

passed() {
	echo $(($(date +%s) - CASELOAD_STARTED))
}

tell_build() {
	say "demo: $(passed) s, compiled $(find "$WORK/build" -name '*.o' | wc -l) of $(find "$tree/src" -name '*.c' | wc -l) files"
}

tell_load() {
	say "demo: $(passed) s, still loading"
}

load() {
	local file
	for file in "$tree"/test/demo/*.sql; do
		psql -X -q -v ON_ERROR_STOP=1 <"$file" >/dev/null 2>&1
	done
}

PATH=$server_bin:$PATH
export PAGER='' PGOPTIONS='-c client_min_messages=warning'
kept=
if take_from_cache; then
	kept=yes
	say "demo: caseload for $("$PG_CONFIG" --version), as built before"
else
	say "demo: building caseload for $("$PG_CONFIG" --version)"
	copy_server
	mkdir -p "$WORK/build"
	telling 10 tell_build install_extension "$WORK/build" with_llvm=no
	tell_build
fi

# the data that was kept is what the demo leaves: it is made anew where it is to be seen
if [ -n "$kept" ] && [ "${1:-}" != shell ]; then
	rm -rf "$WORK/data"
fi
say "demo: starting a server of its own in $WORK"
start_server
export PGDATABASE=demo
if [ "${1:-}" != shell ]; then
	make_database demo
	for file in "$tree"/test/demo/*.sql; do
		show "$file" | narrow
	done
elif [ -z "$kept" ]; then
	say "demo: loading its data"
	make_database demo
	telling 10 tell_load load
fi
if [ -z "$kept" ]; then
	stop_server
	keep_in_cache
	[ "${1:-}" != shell ] || start_server
fi

if [ "${1:-}" = shell ]; then
	say "The demo's data is here after $(passed) s. \\dT caseload.* lists the types, \\q leaves" \
		"and removes the server and all that you changed." | narrow
	unset PAGER PGOPTIONS
	trap : INT # Ctrl-C is psql's, to cancel a query
	psql -X -q
else
	say ""
	say "demo: done in $(passed) s; the server is gone. make shell opens psql on this data."
fi
if [ -z "$kept" ] && [ -n "$CASELOAD_CACHE" ] && [ -d "$CASELOAD_CACHE/$(cache_name)" ]; then
	say "demo: what it built is kept ($(du -sm "$CASELOAD_CACHE" | cut -f 1) MB), so that make shell is quick from now on."
	say "To remove it: rm -r $CASELOAD_CACHE"
fi
