#!/bin/bash
# check_version.sh NN: `make check-NN`, all of `make check` on PostgreSQL NN: that of this system, or
# that of the Debian release which has it, in a folder kept between runs (CASELOAD_CHROOT, by default
# /var/tmp/caseload-RELEASE; CASELOAD_MIRROR names another mirror). Nothing stays mounted and nothing runs on: the checks live in a mount
# and process namespace of their own.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
wanted=$1

candidate=/usr/lib/postgresql/$wanted/bin/pg_config
if [ -z "${PG_CONFIG:-}" ] && is_complete "$candidate"; then
	PG_CONFIG=$candidate exec bash "$tree/test/check.sh"
fi
if [ "$(server_version "$(find_pg_config)")" = "$wanted" ]; then
	exec bash "$tree/test/check.sh"
fi

case $wanted in
15) release=bookworm ;;
17) release=trixie ;;
18) release=sid ;;
*) die "no release of Debian is known here that has PostgreSQL $wanted; with its packages installed, PG_CONFIG=... make check" ;;
esac
chroot=${CASELOAD_CHROOT:-/var/tmp/caseload-$release}
mirror=${CASELOAD_MIRROR:-http://deb.debian.org/debian}

[ "$(id -u)" -eq 0 ] || die "check-$wanted makes a Debian $release to run in: only root can do that"
command -v debootstrap >/dev/null || bash "$tree/test/install.sh" update debootstrap
unshare --mount --pid --fork true 2>/dev/null ||
	die "check-$wanted needs namespaces of its own (unshare), which this machine does not allow"

if [ ! -f "$chroot/.caseload" ]; then
	[ ! -e "$chroot" ] || die "$chroot is there, but was not made by this: move it away or set CASELOAD_CHROOT"
	say "check-$wanted: making a Debian $release in $chroot"
	rm -rf "$chroot.part"
	debootstrap --variant=minbase --include=make,ca-certificates "$release" "$chroot.part" "$mirror" \
		>"$chroot.log" 2>&1 || {
		tail -n 5 "$chroot.log" >&2
		die "debootstrap could not make it; $chroot.log has all it said"
	}
	rm -f "$chroot.log"
	mv "$chroot.part" "$chroot"
	touch "$chroot/.caseload"
fi
[ ! -e /etc/resolv.conf ] || cp -L /etc/resolv.conf "$chroot/etc/resolv.conf"
rm -rf "$chroot/caseload"
mkdir "$chroot/caseload"
copy_source "$chroot/caseload"
say "check-$wanted: in a Debian $release of its own, $chroot"

inside='{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get -y dist-upgrade; } >/dev/null 2>&1 ||
	echo "setup: could not be brought up to date, going on as it is"
cd /caseload && exec make --no-print-directory check'
# shellcheck disable=SC2016 # $0 and $1 are the inner shell's
exec unshare --mount --pid --fork --kill-child bash -c '
	mount -t proc proc "$0/proc"
	exec chroot "$0" /usr/bin/env -i HOME=/root TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		FUZZ_SECONDS="$2" bash -c "$1"' "$chroot" "$inside" "${FUZZ_SECONDS:-10}"
