#!/bin/bash
# What pay costs, kept and reckoned from nothing: beside BASE (make bench-pay BASE=COMMIT), a version that looks each part
# up for each person, and beside the plainest query of the same salaries. Takes many minutes, so it runs by name only.
# The costs are processor time of the backend, in a session that has run the statement before.
set -euo pipefail
here=$(dirname "$0")
. "$here/../lib.sh"
. "$here/parts/session.sh"
. "$here/parts/base.sh"
sizes=${PAY_BENCH_SIZES:-10000 100000 1000000} # people, for the growth; the first two beside BASE
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d bench "$@"; }

# fill_pay SCHEMA PEOPLE [PLAIN]: PLAIN on: salaries alone
fill_pay() {
	say "bench: filling $1, $2 people"
	run -c "SELECT caseload.create_district('$1')" >/dev/null
	run -v district="$1" -v people="$2" -v plain="${3:-off}" -f "$here/parts/pay_facts.sql"
}

drop_pay() {
	run -c 'SET client_min_messages = error' -c "DROP SCHEMA $1, $1_bi, $1_then CASCADE"
}

# cost SQL: sets spent, in a session of its own
cost() {
	open_session
	measure "$1"
	close_session
}

# by_turns SQL AGAINST: sets spent and other: of three turns those whose ratio is the median, for a machine with other
# work changes its pace from minute to minute
by_turns() {
	local turn one
	for turn in 1 2 3; do
		cost "$1"
		one=$spent
		cost "$2"
		echo "$one $spent"
	done | median_pair >"$session_folder/pair"
	read -r spent other <"$session_folder/pair"
}

compared=$(echo "$sizes" | awk '{ print $1, $2 }')
declare -A base
if [ -n "$base_host" ]; then
	start_base
	say "bench: BASE"
	for size in $compared; do
		PGHOST=$base_host fill_pay "pay_$size" "$size"
		open_session "$base_host"
		measure "SELECT count(*), sum(total_pay) FROM pay_${size}_bi.pay_summary"
		close_session
		base[$size]=$spent
	done
fi

aim='at most 1/12'
for size in $compared; do
	fill_pay "pay_$size" "$size"
	cost "SELECT count(*), sum(total_pay) FROM pay_${size}_bi.pay_summary"
	report_time "pay_summary, $size people, nothing kept" BASE "$spent" "${base[$size]:-}" "$aim"
	open_session
	spend "SELECT pay_$size.refresh_reports()"
	close_session
	report_time "refresh_reports() from nothing, $size people" BASE "$spent" "${base[$size]:-}" ''
	run -c 'VACUUM ANALYZE'
	cost "SELECT count(*), sum(total_pay) FROM pay_${size}_bi.pay_summary"
	report_time "pay_summary, $size people, kept" BASE "$spent" "${base[$size]:-}" "$aim"
	cost "SELECT * FROM pay_${size}_bi.pay_summary WHERE employee_id = $((size / 2))"
	report_time "one person of these, kept" BASE "$spent" "${base[$size]:-}" "$aim"
	run -c "UPDATE pay_$size.position_held SET counted = counted WHERE employee_id = 1"
	cost "SELECT count(*), sum(total_pay) FROM pay_${size}_bi.pay_summary"
	report_time "pay_summary, $size people, one stale" BASE "$spent" "${base[$size]:-}" "$aim"
	open_session
	measure "SELECT pay_$size.refresh_reports()"
	close_session
	aim='at most 1/20'
done

say "bench: lines from nothing"
first=${compared%% *}
all="SELECT count(*), sum(cents) FROM pay_$first.pay_lines_of('elm', '2025-26', 1, NULL, 'infinity')"
by_turns "SELECT count(*), sum(cents) FROM pay_$first.pay_lines_of('elm', '2025-26', 1, '{$((first / 2))}', 'infinity')" "$all"
report_time "lines of one person of $first" 'lines of all' "$spent" "$other" 'at most 1/100'
# by EXECUTE, so that each is planned as a statement that somebody sends
by_turns "DO \$hundred\$ DECLARE n numeric; BEGIN FOR person IN 1..100 LOOP EXECUTE format('SELECT sum(cents)
	FROM pay_$first.pay_lines_of(''elm'', ''2025-26'', 1, ''{%s}'', ''infinity'')', person) INTO n; END LOOP; END \$hundred\$" "$all"
report_time "the same, each of a hundred people one after another" 'lines of all' "$((spent / 100))" "$other" 'at most 1/100'
for size in $sizes; do
	fill_pay "plain_$size" "$size" on
	by_turns "SELECT count(*), sum(cents) FROM plain_$size.pay_lines_of('elm', '2025-26', 1, NULL, 'infinity')" \
		"SELECT count(*), sum(x.pay) FROM (SELECT e.employee_id, sum(caseload.salary(g.grid, e.placement) * e.fte) AS pay
		FROM plain_$size.employment AS e JOIN plain_$size.schedule AS g ON g.contract = e.contract
			AND g.schedule = e.schedule AND g.in_force && e.valid GROUP BY e.employee_id) AS x"
	report_time "salary lines of $size people, from nothing" 'scan, salary() and GROUP BY' "$spent" "$other" 'at most 2'
	drop_pay "plain_$size"
	[ "$size" != "$first" ] || continue
	[ -n "$(run -c "SELECT to_regnamespace('pay_$size')")" ] || fill_pay "pay_$size" "$size"
	by_turns "SELECT count(*), sum(cents) FROM pay_$size.pay_lines_of('elm', '2025-26', 1, NULL, 'infinity')" "$all"
	report "all lines of $size people, each person" "each of $first" "$((spent / size))e-3" "$((other / first))e-3" us \
		'at most 1.2'
	drop_pay "pay_$size"
done

say "bench: what writing facts costs with their history"
fill_pay written 1000
# history_cost SQL [SQL]: the first statement with the triggers off or on before it, rolled back
history_cost() {
	open_session
	ask "BEGIN; $1" >/dev/null
	spend "$2"
	ask 'ROLLBACK;' >/dev/null
	close_session
	run -c 'VACUUM'
	echo "$spent"
}
off=$(run -c "SELECT string_agg(format('ALTER TABLE written.employment DISABLE TRIGGER %I;', t.tgname), ' ')
	FROM pg_trigger AS t WHERE t.tgrelid = 'written.employment'::regclass AND t.tgname LIKE 'was\_%'")
if [ -n "$off" ]; then
	run -c "INSERT INTO written.employee (employee_id, employee_name)
		SELECT n, 'Other' FROM generate_series(1001, 200000) AS n"
	insert="INSERT INTO written.employment (employee_id, site_id, contract, schedule, placement, valid)
		SELECT n, 1, 'elm', 'teacher', 'I-1', '[2025-07-01,2026-07-01)' FROM generate_series(%s) AS n"
	# shellcheck disable=SC2059 # the statement is the format
	run -c "$(printf "$insert" '100001, 200000')" -c 'VACUUM ANALYZE'
	for work in insert update; do
		# shellcheck disable=SC2059
		[ $work = insert ] && sql=$(printf "$insert" '1001, 100000') ||
			sql='UPDATE written.employment SET fte = 0.9 WHERE employee_id > 100000'
		for turn in 1 2 3; do
			if [ $((turn % 2)) -eq 0 ]; then
				with=$(history_cost '' "$sql")
				without=$(history_cost "$off" "$sql")
			else
				without=$(history_cost "$off" "$sql")
				with=$(history_cost '' "$sql")
			fi
			echo "$with $without"
		done | median_pair >"$session_folder/pair"
		read -r with without <"$session_folder/pair"
		report_time "$work of 100,000 facts" 'the same, without history' "$with" "$without" \
			"at most $([ $work = insert ] && echo 1.05 || echo 1.3)"
	done
fi
