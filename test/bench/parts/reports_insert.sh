# reports_insert.sh: what the marks cost who writes facts. Each run is rolled back. Sourced by reports.sh.
say "bench: inserts"
disable=$(run -c "SELECT coalesce(string_agg(format('ALTER TABLE mid.enrollment DISABLE TRIGGER %I;', t.tgname), ' '), '')
	FROM pg_trigger AS t WHERE t.tgrelid = 'mid.enrollment'::regclass AND t.tgname LIKE 'mark\_%'")
[ -n "$disable" ] || die "no trigger of mid.enrollment puts marks"

# insert_cost SQL [DISABLE]: in a session that has the plans of a loop; one statement does not wait for its own
insert_cost() {
	open_session
	[[ $1 != DO* ]] || ask "BEGIN; ${2:-} $1; ROLLBACK;" >/dev/null
	ask "BEGIN; ${2:-}" >/dev/null
	spend "$1"
	ask 'ROLLBACK;' >/dev/null
	close_session
	run -c 'VACUUM'
	echo "$spent"
}

# insert_pair SQL TURNS: sets marked and unmarked, of the pair whose ratio is the median
insert_pair() {
	local turn
	for turn in $(seq "$2"); do
		# who goes first has no advantage
		if [ $((turn % 2)) -eq 0 ]; then
			marked=$(insert_cost "$1")
			unmarked=$(insert_cost "$1" "$disable")
		else
			unmarked=$(insert_cost "$1" "$disable")
			marked=$(insert_cost "$1")
		fi
		echo "$marked $unmarked"
	done | median_pair >"$session_folder/pair"
	read -r marked unmarked <"$session_folder/pair"
}

insert_pair "DO \$\$
	DECLARE
		classes bigint[] := (SELECT array_agg(section_id ORDER BY section_id) FROM mid.section);
	BEGIN
		FOR i IN 1 .. 1000 LOOP
			INSERT INTO mid.enrollment (section_id, student_id, valid)
			VALUES (classes[1 + i * 7 % cardinality(classes)], 1000000000 + i, '[2019-09-02,2020-05-28)');
		END LOOP;
	END \$\$" 5
report_time '1,000 single inserts' 'the same, mark triggers disabled' "$marked" "$unmarked" 'at most 1.25'
insert_pair "INSERT INTO mid.enrollment (section_id, student_id, valid)
	SELECT section_id, 1000000000 + n, '[2019-09-02,2020-05-28)'
	FROM (SELECT section_id, row_number() OVER (ORDER BY section_id, k) AS n
		FROM mid.section, generate_series(1, 200000 / (SELECT count(*)::int FROM mid.section) + 1) AS k) AS s
	WHERE n <= 200000" 3
report_time '200,000 inserted in one statement' 'the same, mark triggers disabled' "$marked" "$unmarked" 'at most 1.05'
