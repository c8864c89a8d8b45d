# lib.sh: what the scripts of this folder share. Sourced; sets `tree`, the folder of the source.
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The caller's make and locale must not reach into the builds and tests.
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL CDPATH LANGUAGE
export LC_ALL=C.UTF-8

say() {
	printf '%s\n' "$*"
}

die() {
	printf 'caseload: %s\n' "$*" >&2
	exit 1
}

jobs_at_once() {
	nproc 2>/dev/null || echo 2
}

# The major version of the server that this pg_config speaks for; 0 if there is none.
server_version() {
	"$1" --version 2>/dev/null | sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p' | grep . || echo 0
}

# Is there all we need beside this pg_config: server, its headers, PGXS, a version we know?
is_complete() {
	[ "$(server_version "$1")" -ge 15 ] &&
		[ -x "$("$1" --bindir)/postgres" ] &&
		[ -f "$("$1" --pgxs)" ] &&
		[ -f "$("$1" --includedir-server)/postgres.h" ]
}

# The pg_config to use: the one asked for, else the newest complete one; nothing if there is none.
find_pg_config() {
	local candidate
	if [ -n "${PG_CONFIG:-}" ]; then
		command -v "$PG_CONFIG" || true
		return
	fi
	for candidate in $(printf '%s\n' /usr/lib/postgresql/*/bin/pg_config | sort -rV) pg_config; do
		if is_complete "$candidate"; then
			command -v "$candidate"
			return
		fi
	done
}

# The newest clang; nothing if there is none.
find_clang() {
	local candidate
	for candidate in clang $(printf '%s\n' /usr/bin/clang-[0-9]* | sort -rV); do
		if command -v "$candidate"; then
			return
		fi
	done
}

# Can this compiler (and these options) make a program?
can_compile() {
	local made
	made=$(mktemp "${TMPDIR:-/tmp}/caseload.XXXXXX")
	if "$@" -x c - -o "$made" >/dev/null 2>&1; then
		rm -f "$made"
	else
		rm -f "$made"
		return 1
	fi
}

has_libfuzzer() {
	can_compile "$1" -fsanitize=fuzzer,address,undefined \
		<<<'int LLVMFuzzerTestOneInput(const char *d, long n) { return 0; }'
}

# The clang-format whose version .clang-format was written for; nothing if it is not there.
find_clang_format() {
	local version candidate
	version=$(sed -n 's/^# clang-format \([0-9]*\).*/\1/p' "$tree/.clang-format")
	for candidate in "clang-format-$version" clang-format; do
		if "$candidate" --version 2>/dev/null | grep -q "version $version\."; then
			command -v "$candidate"
			return
		fi
	done
}

c_files() {
	find "$tree/src" "$tree/test/core" "$tree/test/fuzz" -name '*.[ch]' | sort
}

# telling EVERY TELL COMMAND [ARGUMENT...]: runs the command, and until it ends prints, once in so many seconds, what
# TELL prints; not a word of it where the command is quicker. Ctrl-C reaches the command as ever.
telling() {
	local every=$1 tell=$2 ticker status=0 us=$BASHPID
	shift 2
	set -m # a process group of its own, so that its sleep ends with it
	(
		trap - EXIT INT TERM HUP
		while sleep "$every" && kill -0 "$us" 2>/dev/null; do
			"$tell" || true
		done
	) &
	set +m
	ticker=$!
	"$@" || status=$?
	kill -TERM -- "-$ticker" 2>/dev/null || true
	wait "$ticker" 2>/dev/null || true
	return "$status"
}
