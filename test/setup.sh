#!/bin/bash
# setup.sh GOAL: installs, by apt, the packages that the goal (demo, check, bi, deb, dashboard) needs and that are
# not there. If all are there it needs neither root nor the network.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
goal=$1
missing=()  # what the goal cannot do without
optional=() # what some test is left out without

# What apt's lists say the package depends on; nothing where there is no apt or no list.
depends_on() {
	{ apt-cache depends "$1" 2>/dev/null || true; } | sed -n 's/.*Depends: //p'
}

has_package() {
	{ apt-cache policy "$1" 2>/dev/null || true; } | grep -q '^  Candidate: [^(]'
}

# The server version that there is, or that the distribution would install; 0 if unknown.
debian_version() {
	local version
	version=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres |
		sed -n 's|.*/postgresql/\([0-9]*\)/.*|\1|p' | sort -n | tail -n 1)
	if [ "${version:-0}" -lt 15 ]; then
		version=$(depends_on postgresql | sed -n 's/^postgresql-\([0-9]*\)$/\1/p' | sort -n | tail -n 1)
	fi
	echo "${version:-0}"
}

# The version of clang that there is, or that the server's headers bring; nothing if none.
clang_version() {
	local clang
	clang=$(find_clang)
	if [ -n "$clang" ]; then
		"$clang" -dumpversion | cut -d. -f1
	else
		depends_on "postgresql-server-dev-$1" | sed -n 's/^clang-\([0-9]*\)$/\1/p' | head -n 1
	fi
}

look_for_compiler() {
	command -v make >/dev/null || missing+=(make)
	can_compile gcc <<<$'#include <stdlib.h>\nint main(void) { return EXIT_SUCCESS; }' ||
		missing+=(gcc libc6-dev)
	can_compile gcc -fsyntax-only <<<$'#include <unicode/unumberformatter.h>' ||
		missing+=(libicu-dev)
}

look_for_server() {
	[ -z "$(find_pg_config)" ] || return 0
	# naming a server that is there could upgrade it, and restart somebody's cluster
	[ -x "/usr/lib/postgresql/$1/bin/postgres" ] || missing+=("postgresql-$1")
	missing+=("postgresql-server-dev-$1")
}

look_for_test_tools() {
	local clang version
	perl -MTest::More -e 1 2>/dev/null && command -v prove >/dev/null || missing+=(perl)
	perl -MIPC::Run -e 1 2>/dev/null || missing+=(libipc-run-perl)
	clang=$(find_clang)
	version=$(clang_version "$1")
	if [ -z "$version" ]; then
		missing+=(clang)
	elif { [ -z "$clang" ] || ! has_libfuzzer "$clang"; } && has_package "libclang-rt-$version-dev"; then
		optional+=("libclang-rt-$version-dev")
	fi
	version=$(sed -n 's/^# clang-format \([0-9]*\).*/\1/p' "$tree/.clang-format")
	if [ -z "$(find_clang_format)" ] && has_package "clang-format-$version"; then
		optional+=("clang-format-$version")
	fi
}

# What the parts of check-bi name in their heads: PACKAGE=COMMAND or PACKAGE=/path/with/a/pattern.
look_for_bi_tools() {
	local part needed found
	for part in "$tree"/test/bi/*.sh; do
		[ -z "${CASELOAD_PARTS:-}" ] || [[ " $CASELOAD_PARTS " == *" $(basename "${part%.sh}") "* ]] || continue
		for needed in $(sed -n 's/^# packages: *//p' "$part"); do
			found=${needed#*=}
			case $found in
			/*) compgen -G "$found" >/dev/null ;;
			*) command -v "$found" >/dev/null ;;
			esac || missing+=("${needed%%=*}")
		done
	done
}

look_for_node() {
	command -v node >/dev/null || missing+=(nodejs)
	command -v npm >/dev/null || missing+=(npm)
}

# What debian/control names and what dpkg-buildpackage takes for granted: it asks for the packages, not for programs.
look_for_packages() {
	local package
	for package in build-essential debhelper pkg-config libicu-dev postgresql-server-dev-all; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
	done
}

# look SERVER_VERSION: fills missing and optional.
look() {
	missing=()
	optional=()
	look_for_compiler
	look_for_server "$1"
	[ "$goal" != check ] || look_for_test_tools "$1"
	[ "$goal" != bi ] || look_for_bi_tools
	[ "$goal" != dashboard ] || look_for_node
	[ "$goal" != deb ] || look_for_packages
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

install_packages() {
	as_root bash "$tree/test/install.sh" "$@"
}

# Ends the script if packages cannot be installed here, saying why.
be_able_to_install() {
	command -v apt-get >/dev/null ||
		die "this sets up Debian and Ubuntu by apt-get, which is not here. Install by hand: gcc, the" \
			"ICU headers, PostgreSQL 15 or later with its server's headers; for make check clang," \
			"perl and IPC::Run, too"
	[ "$(id -u)" -ne 0 ] || return 0
	command -v sudo >/dev/null ||
		die "packages are missing, and only root can install them: run this once as root, or install sudo"
	sudo -n true 2>/dev/null && return
	[ -t 0 ] ||
		die "packages are missing, and sudo asks for a password where nobody can type it:" \
			"run this once as root"
	say "setup: packages are missing; sudo may ask for your password"
}

if [ -n "${PG_CONFIG:-}" ] && ! is_complete "$PG_CONFIG"; then
	die "PG_CONFIG=$PG_CONFIG is not that of a PostgreSQL 15 or later with its server, headers and PGXS"
fi
look "$(debian_version)"
if [ ${#missing[@]} -eq 0 ]; then
	[ ${#optional[@]} -gt 0 ] || exit 0
	if [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; then
		install_packages update "${optional[@]}" && exit
	fi
	say "setup: going on without ${optional[*]}"
	exit 0
fi

be_able_to_install
install_packages update || say "setup: apt-get update failed, going on with the lists there are"
version=$(debian_version)
look "$version"
if [ -z "$(find_pg_config)" ]; then
	[ "$version" -ne 0 ] ||
		die "apt knows no package postgresql: is there a network, and a mirror in /etc/apt?"
	[ "$version" -ge 15 ] ||
		die "PostgreSQL $version is this system's, caseload needs 15 or later: see https://apt.postgresql.org"
fi
install_packages "${missing[@]}" "${optional[@]}" ||
	die "apt-get could not install ${missing[*]} ${optional[*]}: is there a network?"
look "$version"
[ ${#missing[@]} -eq 0 ] || die "installed, and yet not found: ${missing[*]}"
