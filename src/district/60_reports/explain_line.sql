-- A line of pay in words, for whoever reads the report.
CREATE FUNCTION explain_line(line pay_line, locale text DEFAULT 'en') RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT caseload.explain_line((line).component::text, (line).first_day, (line).last_day, (line).fte, (line).days,
		(line).divisor, (line).annual, (line).exact, (line).cents, (line).citation, (line).problem, locale);
END;
COMMENT ON FUNCTION explain_line(pay_line, text) IS 'a row of pay_line in the words of a locale: en, es';

CREATE FUNCTION explain_line(line pay_piece, locale text DEFAULT 'en') RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT caseload.explain_line((line).component, lower((line).during), upper((line).during) - 1, (line).fte,
		(line).days, (line).divisor, (line).annual, (line).exact, (line).cents, (line).citation, (line).problem,
		locale);
END;
COMMENT ON FUNCTION explain_line(pay_piece, text) IS 'a line of pay_lines() in the words of a locale: en, es';
