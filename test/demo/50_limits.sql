\echo
\echo == A larger district, made up: rosters that move in the year, caseloads, aides
SELECT caseload.create_district('county', contract => 'waterford') AS done \gset
\echo :done
SET search_path = county, public, caseload;
SELECT sample_facts(7, 8) AS made_up \gset
\echo :made_up

\echo
\echo == The most crowded classes of the year: limits are rows, loads are series
SELECT site_name AS site, section_name AS class, min(counted_on) AS first_over, count(*) AS counts,
	max(load)::int AS most, max(cap)::int AS cap, sum(pay) AS pay
FROM county_bi.class_size_overage
GROUP BY site_name, section_id, section_name
ORDER BY max(over_by) DESC, sum(pay) DESC, section_id LIMIT 10;

\echo
\echo == What the count of Thursday, October 17, 2019, costs, by school
SELECT coalesce(site_name, 'all together') AS site, count(*) AS classes_over, sum(over_by)::int AS students_over,
	sum(pay) AS pay
FROM county_bi.class_size_overage WHERE counted_on = '2019-10-17'
GROUP BY ROLLUP (site_name) ORDER BY grouping(site_name), site_name;

\echo
\echo == Caseloads of students over the loading standards, and for how long
SELECT employee_name AS teacher, program, max(load)::int AS most, max(cap)::int AS cap, min(counted_on) AS first_day,
	count(*) AS days_over
FROM county_bi.caseload_overage WHERE measure = 'students'
GROUP BY employee_id, employee_name, program, citation
ORDER BY max(over_by) DESC, count(*) DESC, employee_id LIMIT 6;

\echo
\echo == Findings: what is over, since when, what is due, until when it can be grieved
SELECT rule, site_name AS site, first_day, over_by::int AS over, amount_due, grieve_by
FROM county_bi.compliance_finding ORDER BY amount_due DESC NULLS LAST, id LIMIT 8;

\echo
\echo == And the largest of them in words
\pset tuples_only on
\pset format unaligned
SELECT format('%s at %s, %s: %s', f.rule, f.site_name, f.citation,
	explain(r.scale, caseload_unit(f.over_by, f.measure)))
FROM county_bi.compliance_finding AS f JOIN limit_remedy AS r ON f.remedy = concat_ws(': ', r.kind, r.scale::text)
WHERE r.kind = 'pay' ORDER BY f.amount_due DESC, f.id LIMIT 2;
\pset tuples_only off
\pset format aligned
