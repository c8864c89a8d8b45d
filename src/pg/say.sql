-- Words for rules and letters, as a district puts sentences together of its rows. STABLE, not IMMUTABLE: the wording
-- follows the data of the ICU library.

CREATE FUNCTION caseload.say(locale text, name text, VARIADIC parts text[] DEFAULT '{}') RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say(text, text, text[]) IS
	'a sentence about rules, by its name, in the words of a locale, with up to five parts put in; null where one is';

CREATE FUNCTION caseload.say_unit(unit caseload.caseload_unit, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_unit' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_unit(caseload.caseload_unit, text) IS
	'a quantity with its measure in the words of a locale: 25 students';

CREATE FUNCTION caseload.say_measure(unit caseload.caseload_unit, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_measure' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_measure(caseload.caseload_unit, text) IS
	'the measure of a quantity, alone, in the words of a locale: students; of one: student';

CREATE FUNCTION caseload.say_number(number numeric, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_number' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_number(numeric, text) IS 'a number as a locale writes it';

CREATE FUNCTION caseload.say_day(day date, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_day' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_day(date, text) IS 'a day in the words of a locale: July 1, 2025';

CREATE FUNCTION caseload.say_scale(scale caseload.pay_scale, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_scale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_scale(caseload.pay_scale, text) IS
	'a scale as a clause in the words of a locale: $50 for each per count';

CREATE FUNCTION caseload.say_count(locale text, name text, count bigint, VARIADIC parts text[] DEFAULT '{}')
RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_count' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_count(text, text, bigint, text[]) IS
	'a sentence by its name with a count that its plurals follow, in the words of a locale, with up to five parts put '
	'in; null where one is';

CREATE FUNCTION caseload.say_money(amount numeric, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_money' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_money(numeric, text) IS
	'an amount in dollars and cents as a locale writes it: $1,250.00';

CREATE FUNCTION caseload.say_spelled(amount numeric, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_spelled' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_spelled(numeric, text) IS
	'an amount spelled out as on a check, in the words of a locale: twelve dollars and 50 cents';

CREATE FUNCTION caseload.letter_locale(locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_letter_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.letter_locale(text) IS
	'the locale of a letter: en is en_US and es is es_US, one with a region is itself; an error where no words are';

CREATE FUNCTION caseload.say_component(component text, locale text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_say_component' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.say_component(text, text) IS
	'what a line of pay is for, in the words of a locale: stipend: Coach is Stipend (Coach)';
