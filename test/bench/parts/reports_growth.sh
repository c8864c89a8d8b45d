# reports_growth.sh: the full reckoning grows with the number of enrollments. Sourced by reports.sh.
first=
for size in $growth; do
	fill "grown_$size" "sample_districts(7, ${size%x*}, ${size#*x})"
	enrollments=$(run -c "SELECT count(*) FROM grown_$size.enrollment")
	open_session
	spend_memory "SELECT grown_$size.refresh_reports()"
	close_session
	each=$((spent / enrollments))
	report "full reckoning of $enrollments enrollments, each" "each of $(echo "$growth" | awk '{ print $1 }')" "${each}e-3" \
		"$([ -z "$first" ] || echo "${first}e-3")" us 'at most 1.2'
	report 'its private memory' '' "${most}e-3" '' MB ''
	: "${first:=$each}"
	run -c "SET client_min_messages = error" -c "DROP SCHEMA grown_$size, grown_${size}_bi CASCADE"
done
