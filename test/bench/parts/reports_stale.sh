# reports_stale.sh: reading while answers are out of date, and bringing them up to date. Sourced by reports.sh.
say "bench: stale answers"
count_sizes='SELECT count(*) FROM mid_bi.class_size_overage'
base_sizes=${base["class_size_overage: count(*)"]:-}
classes=$(run -c 'SELECT count(*) FROM mid.section')

# stale N: what the count costs while N classes are stale
stale() {
	change_classes mid "$1"
	open_session
	measure "$count_sizes"
	close_session
	run -c 'SELECT mid.refresh_reports()' -c 'VACUUM' >/dev/null
}

stale 1
report_time 'class_size_overage: count(*), 1 class stale' BASE "$spent" "$base_sizes" 'at most 1/200'
stale 100
report_time 'the same, 100 classes stale' BASE "$spent" "$base_sizes" 'at most 1/30'

change_rules mid
open_session
measure "$count_sizes"
close_session
full=$spent
run -c 'SELECT mid.refresh_reports()' -c 'VACUUM' >/dev/null
report_time 'the same, a rule changed: a full reckoning' BASE "$full" "$base_sizes" ''
some=$((classes < 5000 ? classes * 2 / 3 : 5000))
stale "$some"
report_time "the same, $some classes stale" 'a full reckoning of this tree' "$spent" "$full" 'at most 1.1'
stale "$classes"
report_time "the same, all $classes classes stale" 'a full reckoning of this tree' "$spent" "$full" 'at most 1.1'

refresh_one mid
report_time 'refresh_reports() after one changed class' 'full reckoning of BASE, the three counts' "$spent" "$base_full" \
	'at most 1/300'
report_time 'the same' 'BASE, class_size_overage alone' "$spent" "$base_sizes" ''
