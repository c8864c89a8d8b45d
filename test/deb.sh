#!/bin/bash
# deb.sh: `make deb` builds postgresql-NN-caseload for the server that is there, by debian/ and pg_buildext, and puts the
# package into build/. It is made of a copy, so that the source stays as it was.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
bash "$tree/test/setup.sh" deb
PG_CONFIG=$(find_pg_config)
version=$(server_version "$PG_CONFIG")
WORK=$(mktemp -d "${TMPDIR:-/tmp}/caseload.XXXXXX")
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

tell_build() {
	say "deb: $SECONDS s, compiled $(find "$WORK" -name '*.o' | wc -l) of $(find "$tree/src" -name '*.c' | wc -l) files"
}

say "deb: building postgresql-$version-caseload"
mkdir "$WORK/caseload"
copy_source "$WORK/caseload"
cd "$WORK/caseload"
# of all that this distribution has, the one that is asked for
export PG_SUPPORTED_VERSIONS=$version
pg_buildext updatecontrol >"$WORK/deb.log" 2>&1 || {
	cat "$WORK/deb.log" >&2
	die "debian/control could not be made for PostgreSQL $version"
}
export DEB_BUILD_OPTIONS="parallel=$(jobs_at_once) noautodbgsym"
package() {
	dpkg-buildpackage -b -us -uc >"$WORK/deb.log" 2>&1 </dev/null
}
telling 10 tell_build package || {
	tail -n 40 "$WORK/deb.log" >&2
	die "dpkg-buildpackage failed"
}
mkdir -p "$tree/build"
for package in "$WORK"/*.deb; do
	cp "$package" "$tree/build"
	say "deb: built in $SECONDS s: build/$(basename "$package"). To install it:"
	say "  apt-get install ./build/$(basename "$package")"
done
