# build.sh: builds the dashboard of doc/bi/evidence for the reports that PGHOST, PGPORT, PGDATABASE and READER name.
# Sourced, with `tree` and WORK set.

# watched WHAT LOG COMMAND...: says every ten seconds that it still runs, shows its log if it fails. The command has a
# process group of its own, so that whoever ends us ends all of it at once.
watched() {
	local what=$1 log=$2 began=$SECONDS pid ticker status=0
	shift 2
	say "    $what"
	set -m
	"$@" >"$log" 2>&1 </dev/null &
	pid=$!
	(
		trap - EXIT INT TERM HUP
		while sleep 10; do
			say "    $what: $((SECONDS - began)) s"
		done
	) &
	ticker=$!
	set +m
	wait "$pid" || status=$?
	kill -TERM -- "-$ticker" 2>/dev/null || true
	wait "$ticker" 2>/dev/null || true
	[ "$status" -eq 0 ] || tail -n 40 "$log" >&2
	return "$status"
}

# A query that fails leaves an empty place on its page, and the builder ends as if all were well.
nothing_failed() {
	! grep -E 'Error in Query|Error connecting|Failed to |✗' "$1" >&2
}

# build_dashboard FOLDER: the pages are then in FOLDER/build.
build_dashboard() {
	local folder=$1 major
	major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
	[ "$major" -ge 18 ] || {
		say "caseload: the dashboard needs Node.js 18 or later, and $(node --version) is here" >&2
		return 1
	}
	mkdir -p "$folder"
	tar -C "$tree/doc/bi/evidence" --exclude=./node_modules --exclude=./.evidence --exclude=./build -cf - . |
		tar -C "$folder" -xf -
	export EVIDENCE_SOURCE__caseload__host=$PGHOST EVIDENCE_SOURCE__caseload__port=$PGPORT
	export EVIDENCE_SOURCE__caseload__database=$PGDATABASE EVIDENCE_SOURCE__caseload__user=$READER
	cd "$folder" || return
	watched 'fetching Evidence from npm (600 MB when unpacked)' install.log \
		npm ci --ignore-scripts --no-audit --no-fund --prefer-offline || return
	watched 'reading the reports' sources.log npm run sources || return
	nothing_failed sources.log || return
	watched 'building the pages' build.log npm run build || return
	nothing_failed build.log || return
	[ -f build/index.html ]
}
