# newer.sh: a second, newer server for `make check`: that of this machine, or the one of a Debian release in a folder of its
# own (see chroot.sh). Sourced after work.sh. What takes root is done before the check goes on as an ordinary user, who keeps
# the one right to enter that folder. Where it cannot be had the step is skipped, and says why.

newest_tested=17 # by default: the next one's Debian still moves, and is not whole on every day

# find_newer FILE: writes "skipped: REASON", "here: VERSION PG_CONFIG" or "chroot: VERSION FOLDER"; in the last case WORK_TOO
# is a folder to work in below FOLDER.
find_newer() {
	local wanted=${NEWER:-$newest_tested} ours hindrance
	ours=$(server_version "$PG_CONFIG")
	if [ "$wanted" = none ]; then
		say "skipped: NEWER=none" >"$1"
		return
	elif [ "$wanted" -le "$ours" ]; then
		say "skipped: all of this ran on PostgreSQL $ours" >"$1"
		return
	elif is_complete "/usr/lib/postgresql/$wanted/bin/pg_config"; then
		say "here: $wanted /usr/lib/postgresql/$wanted/bin/pg_config" >"$1"
		return
	fi
	. "$tree/test/chroot.sh"
	use_release "$wanted" || die "NEWER=$wanted: no release of Debian is known here that has it"
	hindrance=$(why_no_chroot)
	if [ -z "$hindrance" ]; then
		WORK_TOO=$chroot/var/tmp/$(basename "$WORK")
		say "setup: PostgreSQL $wanted, in $chroot"
		make_ready || hindrance="no Debian $release to run it in could be made ready, as setup says above"
	fi
	if [ -n "$hindrance" ]; then
		[ -z "$WORK_TOO" ] || rm -rf "$WORK_TOO"
		WORK_TOO=
		say "skipped: PostgreSQL $wanted: $hindrance" >"$1"
	else
		say "chroot: $wanted $chroot" >"$1"
		more_rights=(--inh-caps=-all,+sys_chroot --ambient-caps=-all,+sys_chroot)
	fi
}

# One check at a time may change the Debian. A network that hangs must not hold the check up.
make_ready() {
	local status=0
	set -m # a process group of its own, so that all of it can be stopped
	timeout "${NEWER_SECONDS:-1200}" flock -w 600 "$chroot.lock" \
		bash "$tree/test/prepare_chroot.sh" "$wanted" "$WORK_TOO" "$(ordinary_user)" </dev/null &
	set +m
	wait $! || status=$?
	return "$status"
}

# read_newer FILE: sets newer (skipped, here or chroot), newer_version and newer_place, or why_not.
read_newer() {
	local rest
	IFS= read -r rest <"$1"
	newer=${rest%%: *}
	rest=${rest#*: }
	newer_version='' newer_place='' why_not=''
	if [ "$newer" = skipped ]; then
		why_not=$rest
	else
		newer_version=${rest%% *}
		newer_place=${rest#* }
	fi
}
