# scale_rosters.sh: a year of daily overage and pay, from the index that holds the days. Sourced by scale.sh.
# The table has a district's columns that the reckoning reads and its index, in eight partitions by district, and comes
# in sizes; costs are processor time of the backend, and of each size one and the same plan counts the rows of each class.
partitions=8
turns=3
sizes=1000000
[ "$rows" -le 10000000 ] || sizes+=' 10000000'
[ "$rows" -le 1000000 ] || sizes+=" $rows"

# each district has so many classes of 28; one student in six comes later or leaves earlier
fill_partition() {
	run -v n="$1" -v from="$2" -v to="$3" -v classes="$4" <<'SQL'
SET search_path = scale, caseload, public;
SET maintenance_work_mem = '1GB';
SET max_parallel_maintenance_workers = 0;
INSERT INTO roster_:n
SELECT d, (d - 1)::bigint * :classes + c, h, daterange(
		CASE WHEN h * 7919 % 12 = 0 THEN date '2025-09-01' + (h % 241)::int ELSE '2025-09-01' END,
		CASE WHEN h * 7919 % 12 = 1 THEN date '2025-09-02' + (h % 241)::int ELSE '2026-05-09' END)
FROM generate_series(:from, :to) AS d CROSS JOIN generate_series(1, :classes) AS c
	CROSS JOIN LATERAL (SELECT ((d - 1)::bigint * :classes + c) * 28 + k AS h FROM generate_series(1, 28) AS k) AS k;
CREATE INDEX ON roster_:n (district_id, section_id) INCLUDE (valid);
VACUUM ANALYZE roster_:n;
SQL
}

fill_rosters() {
	local classes=$((($1 + 14000) / 28000)) n each=$((1000 / partitions))
	run <<'SQL'
DROP SCHEMA IF EXISTS scale CASCADE;
CREATE SCHEMA scale;
CREATE UNLOGGED TABLE scale.roster (district_id int NOT NULL, section_id bigint NOT NULL, student_id bigint NOT NULL,
	valid daterange NOT NULL) PARTITION BY RANGE (district_id);
SQL
	for n in $(seq "$partitions"); do
		# a process takes a whole partition, and with it whole classes: no state travels
		run -c "CREATE UNLOGGED TABLE scale.roster_$n PARTITION OF scale.roster
			FOR VALUES FROM ($((n * each - each + 1))) TO ($((n * each + 1))) WITH (parallel_workers = 0)"
	done
	for ((n = 1; n <= partitions; n += 2)); do # by twos
		fill_partition "$n" $((n * each - each + 1)) $((n * each)) "$classes" &
		fill_partition $((n + 1)) $((n * each + 1)) $((n * each + each)) "$classes"
		wait $!
		tell "$((classes * 28 * each * (n + 1))) of $((classes * 28 * 1000)) enrollments"
	done
	run -c 'ANALYZE scale.roster'
	filled=$((classes * 28 * 1000))
}

# As a constant: what a sub-select gives would keep a plan to one process. Mondays to Fridays of 36 weeks.
days=$(run -c "SELECT range_agg(daterange(d::date, d::date + 5))
	FROM generate_series(date '2025-09-01', '2026-05-04', '7 days') AS d")
paid="SELECT count(*), sum(p) FROM (SELECT district_id, section_id, caseload.pay('1+: \$5 each per day max \$60 per week',
		caseload.overage(caseload.daily_load(valid, '$days'::datemultirange), '25 students')) AS p
	FROM scale.roster GROUP BY district_id, section_id) AS q"
counted='SELECT count(n) FROM (SELECT count(*) AS n FROM scale.roster GROUP BY district_id, section_id) AS q'
settings="SET enable_hashagg = off; SET enable_partitionwise_aggregate = on; SET work_mem = '64MB'; SET jit = off;"

# the answer of some classes, week by week and day by day in SQL
check_rosters() {
	[ "$(run -c "SELECT sum(p) FROM ($(sed 's/count(\*), sum(p)/*/' <<<"$paid")) AS q WHERE section_id <= 60")" = "$(run -c "
		SELECT sum(p) FROM (SELECT section_id, date_trunc('week', day), least(60, sum(greatest(n - 25, 0) * 5)) AS p
			FROM (SELECT section_id, day, count(*) AS n FROM scale.roster
					JOIN (SELECT d::date AS day FROM generate_series(date '2025-09-01', '2026-05-08', '1 day') AS d
						WHERE extract(isodow FROM d) < 6) AS s ON valid @> day
				WHERE section_id <= 60 GROUP BY 1, 2) AS n GROUP BY 1, 2) AS w")" ] ||
		die 'the pay of the first classes is not what it is by hand'
}

# least of so many turns, of two statements by turns: sets spent_one and spent_other
least_of_two() {
	local turn
	ask "$1 \\g /dev/null" >/dev/null
	spent_one= spent_other=
	for turn in $(seq "$turns"); do
		spend "$1"
		[ -n "$spent_one" ] && [ "$spent_one" -le "$spent" ] || spent_one=$spent
		spend "$2"
		[ -n "$spent_other" ] && [ "$spent_other" -le "$spent" ] || spent_other=$spent
	done
}

first_each=
for size in $sizes; do
	fill_rosters "$size"
	[ "$size" != 1000000 ] || check_rosters
	open_session
	ask "$settings SET max_parallel_workers_per_gather = 0;" >/dev/null
	least_of_two "$counted" "$paid"
	close_session
	report_time "a year of daily overage and pay, $filled enrollments" 'count(*) by class, same plan' "$spent_other" \
		"$spent_one" 'at most 1.7'
	each="$(echo "scale=3; $spent_other / $filled" | bc)e-3"
	report 'the same, each enrollment' 'each of 1,000,000' "$each" "$first_each" us 'at most 1.15'
	: "${first_each:=$each}"
	open_session
	ask "$settings SET max_parallel_workers_per_gather = 0;" >/dev/null
	spend_memory "$paid"
	close_session
	report 'its private memory' '' "${most}e-3" '' MB 'constant'
	tell "$filled enrollments: $(echo "scale=2; $spent_other / 1000000000" | bc) s"
done

# milliseconds of the clock
clock() {
	local before after
	before=$(date +%s%N)
	answer=$(ask "$1;")
	after=$(date +%s%N)
	took=$(((after - before) / 1000000))
}
one= two=
open_session
ask "$settings SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;" >/dev/null
ask 'SET max_parallel_workers_per_gather = 1;' >/dev/null
grep -q 'Parallel Append' <<<"$(ask "EXPLAIN $paid;")" || die 'two processes do not share the partitions'
for turn in $(seq "$turns"); do
	ask 'SET max_parallel_workers_per_gather = 0;' >/dev/null
	clock "$paid"
	[ -n "$one" ] && [ "$one" -le "$took" ] || one=$took
	of_one=$answer
	ask 'SET max_parallel_workers_per_gather = 1;' >/dev/null
	clock "$paid"
	[ -n "$two" ] && [ "$two" -le "$took" ] || two=$took
	[ "$answer" = "$of_one" ] || die "two processes say $answer, one $of_one"
done
close_session
report "$filled enrollments, two processes over partitions, by the clock" 'one process' "${two}e-3" "${one}e-3" s \
	'at most 0.588'
run -c 'SET client_min_messages = error' -c 'DROP SCHEMA scale CASCADE' -c CHECKPOINT
tell 'rosters done'
