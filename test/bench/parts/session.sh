# session.sh: a session on a server, one at a time, whose processor time and private memory are read from /proc: on a
# busy machine they tell what a statement costs, where the clock tells what else runs. Sourced; needs $WORK.
session_folder=$(mktemp -d "$WORK/session.XXXXXX")
mkfifo "$session_folder/to" "$session_folder/from" "$session_folder/never"
exec {session_never}<>"$session_folder/never"

# open_session [HOST]: sets session_backend, the process, and session_start, its memory before any work.
open_session() {
	PGHOST=${1:-$PGHOST} psql -X -q -A -t -v ON_ERROR_STOP=1 -d bench <"$session_folder/to" >"$session_folder/from" &
	session_client=$!
	exec {session_to}>"$session_folder/to" {session_from}<"$session_folder/from"
	session_backend=$(ask 'SELECT pg_backend_pid();')
	session_start=$(private_memory)
}

close_session() {
	exec {session_to}>&- {session_from}<&-
	wait "$session_client"
}

# ask SQL: runs it and prints what it gives. It must end by a semicolon or \g.
ask() {
	local line
	printf '%s\n\\echo :done\n' "$1" >&"$session_to"
	while IFS= read -r line <&"$session_from"; do
		[ "$line" != :done ] || return 0
		printf '%s\n' "$line"
	done
	die "the session ended at: $1"
}

# look_at_clock: sets clock, the nanoseconds that the backend has had of a processor; in ticks of a hundredth of a second
# where the kernel keeps no more. In this shell: a process started before each statement takes the caches from it, and a
# short one costs half as much again or twice as much for it.
look_at_clock() {
	local line
	if read -r clock _ 2>/dev/null <"/proc/$session_backend/schedstat"; then
		return
	fi
	line=$(<"/proc/$session_backend/stat")
	# shellcheck disable=SC2086 # words; what comes after the name of the program begins with the third
	set -- ${line##*) }
	clock=$(((${12} + ${13}) * 10000000))
}

# kilobytes that are the backend's own: without the shared buffers that it has seen
private_memory() {
	sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$session_backend/status"
}

# spend SQL: sets spent, nanoseconds of the processor. The rows are thrown away.
spend() {
	local before
	look_at_clock
	before=$clock
	ask "$1 \\g /dev/null" >/dev/null
	look_at_clock
	spent=$((clock - before))
}

# measure SQL: sets spent to what it costs in a session that has run it once: the median of up to fifteen runs; if it
# takes a second, the lesser of the first and another. A first run touches all memory that the next ones have: of a
# million people it takes a third longer.
measure() {
	local first all=() sum=0
	spend "$1"
	first=$spent
	while [ ${#all[@]} -lt 15 ] && [ "$sum" -lt 1000000000 ]; do
		spend "$1"
		all+=("$spent")
		sum=$((sum + spent))
	done
	if [ "$first" -ge 1000000000 ]; then
		all=("$first" "${all[@]}")
	fi
	spent=$(printf '%s\n' "${all[@]}" | sort -n | sed -n "$(((${#all[@]} + 1) / 2))p")
}

# spend_memory SQL: like spend; sets most, too: the kilobytes that the session needed above what it began with.
# The kernel keeps no peak without the shared buffers, so the memory is looked at fifty times a second.
spend_memory() {
	local watcher
	(
		while private_memory; do
			read -r -t 0.02 -u "$session_never" || true
		done >"$session_folder/looked"
	) &
	watcher=$!
	spend "$1"
	kill "$watcher"
	wait "$watcher" 2>/dev/null || true
	# what it has kept counts, too, should nobody have looked
	private_memory >>"$session_folder/looked"
	most=$(($(sort -n "$session_folder/looked" | tail -n 1) - session_start))
}

# median_pair: of lines with two costs the one whose ratio is the median
median_pair() {
	awk '{ print $1 / $2, $0 }' | sort -n | awk '{ line[NR] = $2 " " $3 } END { print line[int((NR + 1) / 2)] }'
}

# report WORK AGAINST COST AGAINST_COST UNIT AIM: a line of the report; an empty cost is not known
report() {
	psql -X -q -v ON_ERROR_STOP=1 -d bench -v work="$1" -v against="$2" -v cost="$3" -v other="$4" -v unit="$5" \
		-v aim="$6" <<'SQL'
INSERT INTO bench.cost (work, against, cost, against_cost, unit, aim)
VALUES (:'work', :'against', nullif(:'cost', '')::numeric, nullif(:'other', '')::numeric, :'unit', :'aim');
SQL
}

# report_time WORK AGAINST NANOSECONDS NANOSECONDS AIM
report_time() {
	report "$1" "$2" "${3:+${3}e-9}" "${4:+${4}e-9}" s "$5"
}
