-- STABLE, not IMMUTABLE: the wording follows the data of the ICU library.

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric) IS
	'the reckoning of pay for a quantity in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_base' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric) IS
	'the reckoning of pay for a quantity on a base, in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, text) IS
	'the reckoning of pay for a quantity in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_base_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric, text) IS
	'the reckoning of pay for a quantity on a base, in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit) IS
	'the reckoning of pay for a quantity with its measure in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_base' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric) IS
	'the reckoning of pay for a quantity with its measure on a base, in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, text) IS
	'the reckoning of pay for a quantity with its measure in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_base_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric, text) IS
	'the reckoning of pay for a quantity with its measure on a base, in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_salary' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step) IS
	'how a salary comes about, in English words';

CREATE FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_salary_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step, text) IS
	'how a salary comes about, in the words of a locale: en, es';

-- null only where a line says nothing: its facts are null where it has a problem
CREATE FUNCTION caseload.explain_line(component text, first_day date, last_day date, fte numeric, days numeric,
	divisor numeric, annual numeric, exact numeric, cents numeric, citation text, problem text,
	locale text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_line' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain_line(text, date, date, numeric, numeric, numeric, numeric, numeric, numeric, text,
	text, text) IS 'a line of pay in the words of a locale: en, es';
