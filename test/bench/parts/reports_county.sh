# reports_county.sh: one district of many in one schema, beside the same facts alone. Sourced by reports.sh.
one=$((counties / 2))
fill county "sample_districts(7, $counties, 1)"
fill alone "sample_facts(county.sample_seed(7, $one), 1)"
run -c 'SELECT county.refresh_reports()' -c 'SELECT alone.refresh_reports()' -c 'VACUUM ANALYZE' >/dev/null

# pay_of SCHEMA DISTRICT: sets spent
pay_of() {
	open_session
	measure "SELECT count(*), sum(pay) FROM $1_bi.class_size_overage WHERE district_id = $2"
	close_session
}

[ "$(run -c "SELECT count(*), sum(pay) FROM county_bi.class_size_overage WHERE district_id = $one")" = \
	"$(run -c 'SELECT count(*), sum(pay) FROM alone_bi.class_size_overage')" ] || die "the two districts are not the same"
pay_of alone 1
alone=$spent
pay_of county "$one"
report_time "one district of $counties in a schema: count(*), sum(pay)" 'the same district alone' "$spent" "$alone" \
	'at most 1.2'
refresh_one alone
alone=$spent
refresh_one county "$one"
report_time "one district of $counties: refresh_reports() after one changed class" 'the same district alone' "$spent" \
	"$alone" 'at most 1.2'
