# scale_county.sh: a county of made-up districts in one schema beside one of them alone. Processor time of the backend.
# Sourced by scale.sh; what keeping all answers of a county costs is in reports_county.sh.
one=$((districts / 2))
tell "filling $districts districts in one schema"
for schema in county alone; do
	run -c "SELECT caseload.create_district('$schema', contract => 'waterford')" >/dev/null
done
run -c "SELECT county.sample_districts(7, $districts, 1)" -c "SELECT alone.sample_facts(county.sample_seed(7, $one), 1)"
run -c 'VACUUM ANALYZE' >/dev/null

# Facts by COPY: into the tables as they are, and into bare ones that get keys, indexes, checks and constraints after.
# copied TABLE FILE: sets spent, of COPY and what comes after
files=$(mktemp -d "$WORK/copy.XXXXXX")
copied=$((districts < 200 ? districts : 200))
run <<SQL
SET client_min_messages = warning;
SELECT caseload.create_district('entry', contract => 'waterford') \g /dev/null
INSERT INTO entry.site SELECT * FROM county.site WHERE district_id <= $copied;
INSERT INTO entry.section SELECT * FROM county.section WHERE district_id <= $copied;
ANALYZE entry.site;
ANALYZE entry.section;
COPY (SELECT district_id, enrollment_id, section_id, student_id, valid, share, weight, attributes, known_from
	FROM county.enrollment WHERE district_id <= $copied) TO '$files/enrollment';
CREATE TABLE entry.bare (LIKE entry.enrollment INCLUDING DEFAULTS INCLUDING IDENTITY);
SQL
after=$(run <<'SQL'
SELECT string_agg(format('ALTER TABLE entry.bare ADD %s;', pg_get_constraintdef(c.oid)), ' ' ORDER BY c.contype DESC, c.oid)
	|| (SELECT string_agg(replace(pg_get_indexdef(i.indexrelid), ' ON entry.enrollment ', ' ON entry.bare ') || ';', ' ')
		FROM pg_index AS i WHERE i.indrelid = 'entry.enrollment'::regclass
			AND NOT EXISTS (SELECT FROM pg_constraint AS o WHERE o.conindid = i.indexrelid))
FROM pg_constraint AS c WHERE c.conrelid = 'entry.enrollment'::regclass
SQL
)
after=$(sed 's/CREATE INDEX [^ ]* ON/CREATE INDEX ON/g' <<<"$after")
open_session
spend "COPY entry.bare FROM '$files/enrollment'"
bare=$spent
spend "DO \$after\$ BEGIN $after END \$after\$"
built=$((bare + spent))
spend "COPY entry.enrollment FROM '$files/enrollment'"
close_session
entered=$(run -c 'SELECT count(*) FROM entry.enrollment')
[ "$entered" = "$(run -c 'SELECT count(*) FROM entry.bare')" ] || die 'COPY left rows out'
report_time "COPY of $entered enrollments, all constraints and triggers" 'COPY, and the same constraints after' "$spent" \
	"$built" 'at most 2'
report_time 'the same' 'COPY alone, without index or constraint' "$spent" "$bare" ''
rm -rf "$files"
run -c 'SET client_min_messages = error' -c 'DROP SCHEMA entry, entry_bi, entry_then CASCADE'

# Reckoning, from nothing, what one district is: no other is looked at. Kept answers of the others are stale.
for schema in alone county; do
	open_session
	measure "SELECT $schema.mark_everything($([ "$schema" = alone ] && echo 1 || echo "$one"));
		SELECT $schema.refresh_reports($([ "$schema" = alone ] && echo 1 || echo "$one"))"
	close_session
	[ "$schema" = county ] || alone=$spent
done
report_time "one district of $districts in a schema: all reports from nothing" 'the same district alone' "$spent" "$alone" \
	'at most 3'

# All districts guarded; how far it is is said.
tell "guarding $districts districts"
for schema in alone county; do
	open_session
	spend "SET client_min_messages = error; SELECT $schema.guard_district()"
	close_session
	tell "$schema guarded: $(echo "scale=2; $spent / 1000000000" | bc) s"
	[ "$schema" = county ] || alone=$spent
done
report_time "guard_district() of $districts districts, each" 'of one alone' "$((spent / districts))" "$alone" 'at most 1.2'
[ "$(run -c "SELECT count(*) FROM (
	(SELECT to_jsonb(c) - 'district_id' FROM county.section_cap AS c WHERE district_id = $one
		EXCEPT ALL SELECT to_jsonb(c) - 'district_id' FROM alone.section_cap AS c)
	UNION ALL (SELECT to_jsonb(c) - 'district_id' FROM alone.section_cap AS c
		EXCEPT ALL SELECT to_jsonb(c) - 'district_id' FROM county.section_cap AS c WHERE district_id = $one)) AS d")" = 0 ] ||
	die 'the caps of the district are not those that it has alone'
run -c 'VACUUM ANALYZE' >/dev/null

# A class of a guarded district changes: its caps are looked at again, and nobody else's.
for schema in alone county; do
	open_session
	measure "UPDATE $schema.staffing SET share = share WHERE district_id = $([ "$schema" = alone ] && echo 1 || echo "$one")
		AND section_id = (SELECT min(section_id) FROM $schema.section
			WHERE district_id = $([ "$schema" = alone ] && echo 1 || echo "$one"))"
	close_session
	[ "$schema" = county ] || alone=$spent
done
report_time "UPDATE of a class's teacher, one guarded district of $districts" 'the same district alone' "$spent" "$alone" \
	'at most 1.2'
tell 'county done'
