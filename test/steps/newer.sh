#!/bin/bash
# What newer_tests.sh runs, on the server that newer.sh found.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$tree/test/newer.sh"
read_newer "$WORK/newer"
minutes=$((($(date +%s) - CASELOAD_STARTED) / 60))

if [ "$newer" = skipped ]; then
	say "skipped: $why_not"
	exit
elif [ "$minutes" -ge "${NEWER_UNTIL:-100000}" ]; then
	say "skipped: PostgreSQL $newer_version: $minutes minutes have passed, and NEWER_UNTIL=$NEWER_UNTIL"
	exit
elif [ "$newer" = here ]; then
	mkdir "$WORK/more"
	run=(env WORK="$WORK/more" TMPDIR="$WORK/more/tmp" PG_CONFIG="$newer_place" bash "$tree/test/newer_tests.sh")
else
	inside=${WORK_TOO#"$newer_place"}
	run=(chroot "$newer_place" setpriv --inh-caps=-all --ambient-caps=-all /usr/bin/env -i
		HOME="$inside" TMPDIR="$inside/tmp" TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin WORK="$inside"
		PG_CONFIG="/usr/lib/postgresql/$newer_version/bin/pg_config" bash "$inside/caseload/test/newer_tests.sh")
fi
# an inner test that is left out is named with the version, as what passed and failed is
"${run[@]}" | sed -E -u -e "s/^((not )?ok) /\1 PostgreSQL $newer_version: /" -e "s/^skipped: /&PostgreSQL $newer_version: /"
