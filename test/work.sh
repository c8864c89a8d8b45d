# work.sh: gives a script a work directory of its own, with a copy of the source, and an ordinary
# user to run as (PostgreSQL refuses to run as root). Sourced after lib.sh; call
# in_work_directory first. Whatever way the script ends, no server and no file is left.

# What a script has to say at its end; it may define its own.
at_exit() {
	:
}

# A second folder to work in, in another system's tree, if a script needs one: it goes the same way as $WORK.
WORK_TOO=${CASELOAD_WORK_TOO:-}
unset CASELOAD_WORK_TOO
# What the ordinary user may do besides, as options of setpriv.
more_rights=()

# What a script puts into $WORK beside the copy of the source, while it is still in the source; it may define its own.
fill_work_directory() {
	:
}

copy_source() {
	tar -C "$tree" --anchored --exclude=./.git --exclude='./caseload--*.sql' --exclude=./results --exclude=./build \
		--no-anchored --exclude='*.o' --exclude='*.bc' --exclude='*.so' --exclude=node_modules --exclude=.evidence \
		-cf - . |
		tar -C "$1" --no-same-owner -xf -
}

# Every process group we started, every server below the work directory, then the files.
clean_up() {
	local file pid try
	for pid in $(jobs -p); do
		kill -TERM -- "-$pid" 2>/dev/null || true
		for try in 1 2 3 4 5 6 7 8 9 10; do
			kill -0 -- "-$pid" 2>/dev/null || break
			sleep 0.2
		done
	done
	find "$WORK" ${WORK_TOO:+"$WORK_TOO"} -name postmaster.pid 2>/dev/null | while read -r file; do
		pid=$(head -n 1 "$file")
		kill -INT "$pid" 2>/dev/null || continue
		for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
			kill -0 "$pid" 2>/dev/null || break
			[ "$try" -lt 12 ] || kill -QUIT "$pid" 2>/dev/null || true
			sleep 0.3
		done
	done
	rm -rf "$WORK" ${WORK_TOO:+"$WORK_TOO"}
}

leave() {
	local status=$?
	trap '' INT TERM HUP
	set +e
	at_exit
	[ -z "${WORK:-}" ] || clean_up
	exit "$status"
}

ordinary_user() {
	getent passwd postgres nobody | head -n 1 | cut -d: -f1
}

# in_work_directory GOAL [ARGUMENT...]: the script starts itself anew from the copy, as an
# ordinary user, with these arguments; there this call returns, with WORK and PG_CONFIG set.
in_work_directory() {
	local goal=$1 user script
	shift
	trap leave EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	if [ -n "${CASELOAD_WORK:-}" ]; then
		WORK=$CASELOAD_WORK
		unset CASELOAD_WORK
		cd "$WORK" || exit
		return
	fi
	export CASELOAD_STARTED=${CASELOAD_STARTED:-$(date +%s)}
	bash "$tree/test/setup.sh" "$goal"
	PG_CONFIG=$(find_pg_config)
	WORK=$(mktemp -d "${TMPDIR:-/tmp}/caseload.XXXXXX")
	mkdir "$WORK/caseload" "$WORK/tmp"
	copy_source "$WORK/caseload"
	fill_work_directory
	script=$WORK/caseload/test/$(basename "$0")
	# settings for psql and libpq that the caller has would lead elsewhere
	local setting keep=(PG_CONFIG="$PG_CONFIG" CASELOAD_WORK="$WORK" CASELOAD_WORK_TOO="$WORK_TOO" TMPDIR="$WORK/tmp" HOME="$WORK")
	for setting in ${!PG@}; do
		unset "$setting"
	done
	if [ "$(id -u)" -ne 0 ]; then
		exec env "${keep[@]}" bash "$script" "$@"
	fi
	user=$(ordinary_user)
	[ -n "$user" ] || die "a server does not run as root, and there is no user postgres or nobody to run it"
	chown -R "$user" "$WORK" ${WORK_TOO:+"$WORK_TOO"}
	setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups test -r "$script" ||
		die "the user $user cannot read $WORK: set TMPDIR to a folder that all may enter"
	cd /
	exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "${more_rights[@]}" \
		env "${keep[@]}" USER="$user" LOGNAME="$user" bash "$script" "$@"
}
