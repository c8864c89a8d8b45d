-- A year's pay or a check, line by line, as a letter. It reads the reports as its caller, so that nobody gets more than
-- he may see, and its amounts are theirs: the lines add up to the total to the cent.

CREATE FUNCTION no_pay(employee bigint, period text, told text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $no_pay$
BEGIN
	IF period !~ '^[0-9]{4}-([0-9]{2}|(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$' THEN
		RAISE invalid_parameter_value USING MESSAGE = format('"%s" is neither a school year nor a payday', period),
			HINT = 'A school year is written 2025-26, a payday 2025-10-31.';
	END IF;
	RAISE no_data_found USING MESSAGE = format(CASE WHEN length(period) = 7 THEN 'no pay of employee %s in %s'
			ELSE 'no check of employee %s on %s' END, employee, period),
		DETAIL = CASE WHEN told IS NULL THEN 'The reports show nothing of this employee to whoever asks.'
			ELSE format(CASE WHEN length(period) = 7 THEN 'There are the school years %s.'
				ELSE 'There are the paydays %s.' END, told) END,
		HINT = CASE WHEN length(period) = 7 THEN 'See the report pay_line.' ELSE 'See the report pay_register.' END;
END
$no_pay$;
COMMENT ON FUNCTION no_pay(bigint, text, text) IS 'the error of pay that is not there';

-- Amounts in a column, what each is for behind it, and the total below.
CREATE FUNCTION pay_column(amounts numeric[], words text[], locale text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH line AS (
		SELECT u.place, u.words, coalesce(caseload.say_money(u.amount, pay_column.locale),
			caseload.say(pay_column.locale, 'pay.unknown')) AS amount
		FROM unnest(pay_column.amounts, pay_column.words) WITH ORDINALITY AS u (amount, words, place)
		UNION ALL
		-- names here too, as a dump of the function has them
		SELECT NULL::bigint AS place,
			caseload.say_count(pay_column.locale, 'pay.total', count(*) - count(u.amount)) AS words,
			caseload.say_money(coalesce(sum(u.amount), 0), pay_column.locale) AS amount
		FROM unnest(pay_column.amounts) AS u (amount)
	), width AS (
		SELECT max(length(n.amount)) AS most FROM line AS n
	)
	SELECT string_agg(CASE WHEN n.place IS NULL THEN repeat('-', w.most) || pg_catalog.chr(10) ELSE '' END
		|| lpad(n.amount, w.most) || '  ' || n.words, pg_catalog.chr(10) ORDER BY n.place NULLS LAST)
	FROM line AS n CROSS JOIN width AS w;
END;
COMMENT ON FUNCTION pay_column(numeric[], text[], text) IS
	'amounts below each other, each with its words, and their total; null is an amount that is not known';

CREATE FUNCTION pay_year_statement(employee bigint, school_year text, locale text, district_id int) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH line AS (
		SELECT p.contract, max(p.employee_name) AS employee_name,
			array_agg(p.cents ORDER BY p.component <> 'salary', p.component COLLATE "C", p.first_day, p.id) AS amounts,
			array_agg(explain_line(p, pay_year_statement.locale)
				ORDER BY p.component <> 'salary', p.component COLLATE "C", p.first_day, p.id) AS words
		FROM pay_line AS p WHERE p.employee_id = pay_year_statement.employee
			AND p.school_year = pay_year_statement.school_year
			AND p.district_id = pay_year_statement.district_id
		GROUP BY p.contract
	)
	SELECT string_agg(array_to_string(array_remove(ARRAY[
		caseload.say(pay_year_statement.locale, 'pay.title.year', pay_year_statement.school_year), '',
		caseload.say(pay_year_statement.locale, 'pay.employee', coalesce(n.employee_name, ''),
			pay_year_statement.employee::text),
		caseload.say(pay_year_statement.locale, 'pay.employer', h.employer),
		caseload.say(pay_year_statement.locale, 'letter.agreement', coalesce(h.title, n.contract)), '',
		pay_column(n.amounts, n.words, pay_year_statement.locale)], NULL), pg_catalog.chr(10)),
		pg_catalog.chr(10) || pg_catalog.chr(10) ORDER BY n.contract)
	FROM line AS n CROSS JOIN LATERAL contract_head(asked_here(caseload.asker()), 'pay_line', n.contract) AS h;
END;
COMMENT ON FUNCTION pay_year_statement(bigint, text, text, int) IS
	'the lines of pay of an employee in a school year as a letter, one a contract; null: there are none';

-- All that is paid on the day; of a run that was reversed on it both sides, as the register has them.
CREATE FUNCTION pay_check_statement(employee bigint, payday date, locale text, district_id int) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH paid AS (
		SELECT r.*, concat(caseload.say(pay_check_statement.locale, 'pay.line',
				caseload.say_component(r.component, pay_check_statement.locale),
				caseload.say(pay_check_statement.locale, 'pay.kind.' || r.kind, r.period::text))) AS words
		FROM pay_register AS r WHERE r.employee_id = pay_check_statement.employee
			AND r.district_id = pay_check_statement.district_id AND r.payday <= pay_check_statement.payday
	), line AS (
		SELECT p.contract, p.school_year, max(p.employee_name) AS employee_name, sum(p.amount) AS total,
			array_agg(p.amount ORDER BY p.run, p.component <> 'salary', p.component COLLATE "C", p.kind) AS amounts,
			-- of an installment the words say all
			array_agg(CASE WHEN p.kind = 'installment' AND p.reverses IS NULL THEN p.words
				ELSE caseload.say(pay_check_statement.locale, 'pay.reason', p.words, p.reason) END
				ORDER BY p.run, p.component <> 'salary', p.component COLLATE "C", p.kind) AS words
		FROM paid AS p WHERE p.payday = pay_check_statement.payday GROUP BY p.contract, p.school_year
	)
	SELECT string_agg(array_to_string(array_remove(ARRAY[
		caseload.say(pay_check_statement.locale, 'pay.title.check',
			caseload.say_day(pay_check_statement.payday, pay_check_statement.locale)), '',
		caseload.say(pay_check_statement.locale, 'pay.employee', coalesce(n.employee_name, ''),
			pay_check_statement.employee::text),
		caseload.say(pay_check_statement.locale, 'pay.employer', h.employer),
		caseload.say(pay_check_statement.locale, 'letter.agreement', coalesce(h.title, n.contract)), '',
		pay_column(n.amounts, n.words, pay_check_statement.locale),
		CASE WHEN n.total BETWEEN 0 AND 999999999.99 THEN caseload.say(pay_check_statement.locale, 'pay.spelled',
			caseload.say_spelled(n.total, pay_check_statement.locale)) END, '',
		caseload.say(pay_check_statement.locale, 'pay.so_far', n.school_year, caseload.say_money(
			(SELECT sum(p.amount) FROM paid AS p WHERE p.contract = n.contract AND p.school_year = n.school_year),
			pay_check_statement.locale))], NULL), pg_catalog.chr(10)),
		pg_catalog.chr(10) || pg_catalog.chr(10) ORDER BY n.contract, n.school_year)
	FROM line AS n CROSS JOIN LATERAL contract_head(asked_here(caseload.asker()), 'pay_register', n.contract) AS h;
END;
COMMENT ON FUNCTION pay_check_statement(bigint, date, text, int) IS
	'what the register has of an employee on a payday as a letter, one a contract and year; null: it has nothing';

CREATE FUNCTION pay_statement(employee bigint, period text, locale text DEFAULT 'en', district_id int DEFAULT 1)
RETURNS text
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT CASE
		WHEN pay_statement.period !~ '^[0-9]{4}-([0-9]{2}|(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$'
			THEN no_pay(pay_statement.employee, pay_statement.period, NULL)
		WHEN length(pay_statement.period) = 10 THEN coalesce(
			pay_check_statement(pay_statement.employee, pay_statement.period::date,
				caseload.letter_locale(pay_statement.locale), pay_statement.district_id),
			no_pay(pay_statement.employee, pay_statement.period, (SELECT string_agg(DISTINCT r.payday::text, ', '
					ORDER BY r.payday::text) FROM pay_register AS r
				WHERE r.employee_id = pay_statement.employee AND r.district_id = pay_statement.district_id)))
		ELSE coalesce(
			pay_year_statement(pay_statement.employee, pay_statement.period,
				caseload.letter_locale(pay_statement.locale), pay_statement.district_id),
			no_pay(pay_statement.employee, pay_statement.period, (SELECT string_agg(DISTINCT p.school_year, ', '
					ORDER BY p.school_year) FROM pay_line AS p
				WHERE p.employee_id = pay_statement.employee AND p.district_id = pay_statement.district_id))) END;
END;
COMMENT ON FUNCTION pay_statement(bigint, text, text, int) IS
	'the pay of an employee, line by line, as a letter in the words of a locale: en, es; of a school year (2025-26) or '
	'a payday (2025-10-31)';

CREATE FUNCTION pay_statement(employee bigint, payday date, locale text DEFAULT 'en', district_id int DEFAULT 1)
RETURNS text
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT pay_statement(pay_statement.employee, CASE WHEN isfinite(pay_statement.payday)
			THEN to_char(pay_statement.payday, 'YYYY-MM-DD') ELSE pay_statement.payday::text END,
		pay_statement.locale, pay_statement.district_id);
END;
COMMENT ON FUNCTION pay_statement(bigint, date, text, int) IS
	'the check of an employee on a payday, line by line, as a letter in the words of a locale: en, es';
