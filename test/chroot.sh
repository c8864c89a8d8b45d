# chroot.sh: a Debian of another release, in a folder kept between runs, for the version of PostgreSQL that it has. Sourced
# after lib.sh and work.sh. CASELOAD_CHROOT names another folder than /var/tmp/caseload-RELEASE, CASELOAD_MIRROR another
# mirror.

# use_release VERSION: sets release, chroot and mirror; fails where no release is known.
use_release() {
	case $1 in
	15) release=bookworm ;;
	17) release=trixie ;;
	18) release=sid ;;
	*) return 1 ;;
	esac
	chroot=${CASELOAD_CHROOT:-/var/tmp/caseload-$release}
	mirror=${CASELOAD_MIRROR:-http://deb.debian.org/debian}
}

# Why this machine can have none; nothing if it can.
why_no_chroot() {
	if [ "$(id -u)" -ne 0 ]; then
		echo "it takes root to make a Debian $release to run in"
	elif ! unshare --mount --pid --fork true 2>/dev/null; then
		echo "a Debian $release needs namespaces of its own (unshare), which this machine does not allow"
	elif [ -e "$chroot" ] && [ ! -f "$chroot/.caseload" ]; then
		echo "$chroot is there, but was not made by this: move it away or set CASELOAD_CHROOT"
	fi
}

# Makes it, if it is not there.
make_chroot() {
	command -v debootstrap >/dev/null || bash "$tree/test/install.sh" update debootstrap || return 1
	if [ ! -f "$chroot/.caseload" ]; then
		say "setup: making a Debian $release in $chroot"
		rm -rf "$chroot.part"
		debootstrap --variant=minbase --include=make,ca-certificates "$release" "$chroot.part" "$mirror" \
			>"$chroot.log" 2>&1 || {
			tail -n 5 "$chroot.log" >&2
			say "setup: debootstrap could not make it; $chroot.log has all it said"
			return 1
		}
		rm -f "$chroot.log"
		mv "$chroot.part" "$chroot"
		touch "$chroot/.caseload"
	fi
	[ ! -e /etc/resolv.conf ] || cp -L /etc/resolv.conf "$chroot/etc/resolv.conf"
}

# run_in_chroot SCRIPT [NAME=VALUE...]: by root, and the last that the calling shell does. It is brought up to date first;
# nothing stays mounted and nothing runs on, as the script lives in a mount and process namespace of its own.
run_in_chroot() {
	local script=$1
	shift
	# shellcheck disable=SC2016 # $0 and $@ are the inner shell's
	exec unshare --mount --pid --fork --kill-child bash -c '
		folder=$0 script=$1
		shift
		mount -t proc proc "$folder/proc"
		exec chroot "$folder" /usr/bin/env -i HOME=/root TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" \
			bash -c "$script"' "$chroot" '
		{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get -y dist-upgrade; } >/dev/null 2>&1 ||
			echo "setup: could not be brought up to date, going on as it is"
		'"$script" "$@"
}
