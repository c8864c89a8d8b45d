# reports_works.sh: the statements of bench-reports, and what is done to the facts between them. Sourced.

# a line each: work|aim|SQL. They stand for what a dashboard asks, and mean the same in every version.
reading_works() {
	local site employee report of
	site="School $(printf '%04d' $((schools * 3 / 10 + 1)))"
	for report in class_size_overage caseload_overage compliance_finding; do
		case $report in
		class_size_overage) of=section_id ;;
		*) of=employee_id ;;
		esac
		echo "$report: count(*)|at most 1/200|SELECT count(*) FROM mid_bi.$report"
		echo "$report: by month|at most 1/200|SELECT date_trunc('month', $(day_of $report)), count(*) FROM mid_bi.$report GROUP BY 1"
		echo "$report: count(DISTINCT $of)|at most 1/200|SELECT count(DISTINCT $of) FROM mid_bi.$report"
	done
	for report in class_size_overage caseload_overage; do
		# a teacher of the first grade; the first of those with a caseload
		employee=$((schools * 3 / 10 + 1))$([ $report = class_size_overage ] && echo 04 || echo 25)
		echo "$report: LIMIT 2000|at most 1/2000|SELECT * FROM mid_bi.$report LIMIT 2000"
		echo "$report: one site by name|at most 1/2000|SELECT * FROM mid_bi.$report WHERE site_name = '$site'"
		echo "$report: one employee|at most 1/2000|SELECT * FROM mid_bi.$report WHERE employee_id = $employee"
		echo "$report: one week|at most 1/2000|SELECT * FROM mid_bi.$report WHERE counted_on BETWEEN '2019-10-07' AND '2019-10-11'"
	done
}

day_of() {
	case $1 in
	compliance_finding) echo first_day ;;
	*) echo counted_on ;;
	esac
}

# change_classes SCHEMA N [DISTRICT]: changes one row of each of N classes, spread over the schools. A weight of 1 is
# what a student without one weighs, so the answers stay what they were.
change_classes() {
	run -c "UPDATE $1.enrollment SET weight = CASE WHEN weight IS NULL THEN 1 END
		WHERE (district_id, enrollment_id) IN (
			SELECT ${3:-1}, min(e.enrollment_id)
			FROM (
				SELECT s.section_id FROM $1.section AS s
				WHERE s.district_id = ${3:-1} ORDER BY s.section_id % 100, s.section_id LIMIT $2
			) AS c
				JOIN $1.enrollment AS e ON e.district_id = ${3:-1} AND e.section_id = c.section_id
			GROUP BY e.section_id)"
}

# change_rules SCHEMA: takes the last school day out of the calendar, or puts it back, so that all has to be reckoned
change_rules() {
	run -c "UPDATE $1.calendar SET days = CASE WHEN days @> DATE '2020-05-22'
		THEN days - '{[2020-05-22,2020-05-23)}'::datemultirange ELSE days + '{[2020-05-22,2020-05-23)}'::datemultirange END"
}

# refresh_one SCHEMA [DISTRICT]: what the refresh of one changed class costs, the median of seven after one
refresh_one() {
	local turn
	open_session
	for turn in 0 1 2 3 4 5 6 7; do
		change_classes "$1" 1 "${2:-1}"
		spend "SELECT $1.refresh_reports()"
		[ "$turn" -eq 0 ] || echo "$spent"
	done | sort -n | sed -n 4p >"$session_folder/median"
	close_session
	spent=$(<"$session_folder/median")
}
