-- The reports as they were known: functions beside them, of the same columns. Whoever reads a report may call its twin,
-- and sees the same part of it.
DO $make_twins$
DECLARE
	report name;
	then_schema name := regexp_replace(current_schema(), '_bi$', '_then');
BEGIN
	FOR report IN SELECT n FROM report_names() AS n
		WHERE to_regprocedure(format('%I.%I(text, date, bigint)', then_schema, n || '_then')) IS NOT NULL LOOP
		EXECUTE replace(replace($made$
CREATE FUNCTION {report}_known_on(school_year text, known_on date) RETURNS SETOF {report}
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT r.* FROM {then}.{report}_then({report}_known_on.school_year, {report}_known_on.known_on,
		asked_here(caseload.asker())) AS r;
END;
COMMENT ON FUNCTION {report}_known_on(text, date) IS
	'{report} of a school year by the facts and rules as they were known at the end of a day';
$made$, '{report}', report), '{then}', quote_ident(then_schema));
	END LOOP;
END
$make_twins$;

-- pay_summary with the key of each employment; it stands where it has always stood.
DO $make_pay_known_on$
BEGIN
	EXECUTE replace(replace($made$
CREATE FUNCTION {district}.pay_known_on(school_year text, known_on date)
RETURNS TABLE (contract varchar(64), school_year varchar(7), employee_id bigint, employee_name varchar(120),
	site_name varchar(80), schedule varchar(64), placement varchar(20), fte numeric(6,4),
	base_salary numeric(12,2), longevity_pay numeric(12,2), stipend_pay numeric(12,2),
	overage_pay numeric(12,2), total_pay numeric(12,2), district_id int, employment_id bigint)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT p.* FROM {district}_then.pay_then(pay_known_on.school_year, pay_known_on.known_on,
		asked_here(caseload.asker())) AS p;
END;
COMMENT ON FUNCTION {district}.pay_known_on(text, date) IS 'pay_summary of a school year by the facts and rules as '
	'they were known on a day, with the keys district_id and employment_id; two days differ by the back pay';
$made$, '{district}_then', quote_ident(regexp_replace(current_schema(), '_bi$', '_then'))),
		'{district}', quote_ident(regexp_replace(current_schema(), '_bi$', '')));
END
$make_pay_known_on$;

-- Of proposals, for those who write them in the district and for those who read its reports.
DO $make_compare_cost$
DECLARE
	district name := regexp_replace(current_schema(), '_bi$', '');
	place name;
BEGIN
	FOREACH place IN ARRAY ARRAY[district, current_schema()] LOOP
		EXECUTE replace(replace($made$
CREATE FUNCTION {place}.compare_cost(contract text, proposal text, school_year text DEFAULT NULL,
	district_id int DEFAULT NULL)
RETURNS TABLE (nth int, part text, now numeric(14,2), proposed numeric(14,2), difference numeric(14,2),
	unreckoned bigint)
LANGUAGE sql STABLE ROWS 20
BEGIN ATOMIC
	SELECT c.* FROM {then}.cost_then(compare_cost.contract, compare_cost.proposal, compare_cost.school_year,
		compare_cost.district_id, asked_here(caseload.asker())) AS c;
END;
COMMENT ON FUNCTION {place}.compare_cost(text, text, text, int) IS
	'what a proposal costs in a school year (null: the one that runs, or the last) for the people of the contract: '
	'its parts applied one after another, all pay, and what the employer pays beside it';
$made$, '{place}', quote_ident(place)), '{then}', quote_ident(district || '_then'));
	END LOOP;
END
$make_compare_cost$;
