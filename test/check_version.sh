#!/bin/bash
# check_version.sh NN: `make check-NN`, all of `make check` on PostgreSQL NN: that of this system, or
# that of the Debian release which has it (see chroot.sh).
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
. "$tree/test/chroot.sh"
wanted=$1
# what is wanted is this version and no other beside it
export NEWER=none

candidate=/usr/lib/postgresql/$wanted/bin/pg_config
if [ -z "${PG_CONFIG:-}" ] && is_complete "$candidate"; then
	PG_CONFIG=$candidate exec bash "$tree/test/check.sh"
fi
if [ "$(server_version "$(find_pg_config)")" = "$wanted" ]; then
	exec bash "$tree/test/check.sh"
fi

use_release "$wanted" ||
	die "no release of Debian is known here that has PostgreSQL $wanted; with its packages installed, PG_CONFIG=... make check"
hindrance=$(why_no_chroot)
[ -z "$hindrance" ] || die "check-$wanted: $hindrance"
make_chroot || die "check-$wanted: there is no Debian $release to run in"
rm -rf "$chroot/caseload"
mkdir "$chroot/caseload"
copy_source "$chroot/caseload"
say "check-$wanted: in a Debian $release of its own, $chroot"
run_in_chroot 'cd /caseload && exec make --no-print-directory check' FUZZ_SECONDS="${FUZZ_SECONDS:-10}" NEWER=none
