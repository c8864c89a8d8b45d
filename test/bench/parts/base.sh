# base.sh: another version of the extension, whose source is in $WORK/base, on a server of its own, with the same
# settings. Sourced; gives base_host, empty if there is no such version.
base_host=
[ ! -d "$WORK/base" ] || base_host=$WORK/base_server

start_base() {
	[ -n "$base_host" ] || return 0
	say "bench: building BASE=$BASE"
	mkdir -p "$base_host"
	(
		here=$tree
		tree=$WORK/base
		WORK=$base_host
		. "$here/test/server.sh"
		copy_server
		install_extension "$WORK/build" with_llvm=no
		# shellcheck disable=SC2086 # words
		start_server $BENCH_SETTINGS
		make_database bench
	)
}
