#!/bin/bash
# setup.sh GOAL: installs, by apt, the packages that the goal (demo, check) needs and that are not
# there. If all are there it needs neither root nor the network.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
goal=$1
missing=()

# Debian's name of the server version that there is, or that would be installed.
debian_version() {
	local installed
	installed=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -rV |
		sed -n 's|.*/postgresql/\([0-9]*\)/.*|\1|p' | head -n 1)
	if [ "${installed:-0}" -lt 15 ]; then
		installed=$(apt-cache depends postgresql 2>/dev/null |
			sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p' | sort -n | tail -n 1)
	fi
	echo "${installed:-0}"
}

# The version of clang that there is, or that the server's headers bring; nothing if none.
clang_version() {
	local clang
	clang=$(find_clang)
	if [ -n "$clang" ]; then
		"$clang" -dumpversion | cut -d. -f1
	else
		apt-cache depends "postgresql-server-dev-$1" 2>/dev/null |
			sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -n 1
	fi
}

has_package() {
	[ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([^(].*\)/\1/p')" ]
}

look_for_compiler() {
	can_compile gcc <<<$'#include <stdlib.h>\nint main(void) { return EXIT_SUCCESS; }' ||
		missing+=(gcc libc6-dev)
	can_compile gcc -fsyntax-only <<<$'#include <unicode/unumberformatter.h>' ||
		missing+=(libicu-dev)
}

look_for_server() {
	[ -z "$(find_pg_config)" ] || return 0
	missing+=("postgresql-$1" "postgresql-server-dev-$1")
}

look_for_test_tools() {
	local clang version
	clang=$(find_clang)
	version=$(clang_version "$1")
	if [ -z "$version" ]; then
		missing+=(clang)
	elif [ -z "$clang" ] || ! has_libfuzzer "$clang"; then
		# without it the fuzz targets run under a driver of our own
		! has_package "libclang-rt-$version-dev" || missing+=("libclang-rt-$version-dev")
	fi
	perl -MTest::More -e 1 2>/dev/null && command -v prove >/dev/null || missing+=(perl)
	perl -MIPC::Run -e 1 2>/dev/null || missing+=(libipc-run-perl)
	version=$(sed -n 's/^# clang-format \([0-9]*\).*/\1/p' "$tree/.clang-format")
	if [ -z "$(find_clang_format)" ] && has_package "clang-format-$version"; then
		missing+=("clang-format-$version")
	fi
}

look() {
	missing=()
	look_for_compiler
	look_for_server "$1"
	[ "$goal" != check ] || look_for_test_tools "$1"
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

if [ -n "${PG_CONFIG:-}" ] && ! is_complete "$PG_CONFIG"; then
	die "PG_CONFIG=$PG_CONFIG is not one of a PostgreSQL 15 or later with its server, headers and PGXS"
fi
look ''
# what only apt knows is asked for when something has to be installed anyway, or apt is there
[ ${#missing[@]} -gt 0 ] || exit 0

command -v apt-get >/dev/null ||
	die "this sets up Debian and Ubuntu by apt-get, which is not here. Install by hand: gcc, the ICU" \
		"headers, a PostgreSQL server (15 or later) with its headers$([ "$goal" != check ] || echo ", clang, perl, IPC::Run")"
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null ||
		die "packages are missing, and only root can install them: run this once as root, or install sudo"
	sudo -n true 2>/dev/null || [ -t 0 ] ||
		die "packages are missing, and sudo asks for a password where nobody can type it: run this once as root"
	sudo -n true 2>/dev/null || say "setup: packages are missing; sudo may ask for your password"
fi

say "setup: reading the package lists"
as_root bash "$tree/test/install.sh" update || say "setup: apt-get update failed, going on with the lists there are"
version=$(debian_version)
look "$version"
[ -n "$(find_pg_config)" ] || [ "$version" -ge 15 ] ||
	if [ "$version" -eq 0 ]; then
		die "apt knows no package postgresql: is there a network, and a mirror in /etc/apt?"
	else
		die "the PostgreSQL of this system is $version, caseload needs 15 or later: see https://apt.postgresql.org"
	fi
as_root bash "$tree/test/install.sh" "${missing[@]}" ||
	die "apt-get could not install: ${missing[*]} (is there a network?)"
look "$version"
[ ${#missing[@]} -eq 0 ] || die "installed, and yet not found: ${missing[*]}"
