-- What clients send for a quantity: a double, as pgjdbc's setDouble, Excel and Access do, or text without a type, as
-- node-postgres does, for which too many of the other functions would do. A double is taken as the decimal that it
-- stands for, to its 15 sure digits, as PostgreSQL's own cast takes it; text is taken whole. A grid has no such
-- operators: a parameter without a type would then be taken for a double, and not for the numeric it is read as now.
CREATE FUNCTION caseload.pay(scale caseload.pay_scale, quantity double precision) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN caseload.pay(scale, quantity::numeric);
CREATE FUNCTION caseload.pay(scale caseload.pay_scale, quantity double precision, base numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN caseload.pay(scale, quantity::numeric, base);
CREATE FUNCTION caseload.pay(scale caseload.pay_scale, quantity text) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN quantity ~ '[[:alpha:]]' THEN caseload.pay(scale, quantity::caseload.caseload_unit)
	ELSE caseload.pay(scale, quantity::numeric) END;
CREATE FUNCTION caseload.pay(scale caseload.pay_scale, quantity text, base numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN quantity ~ '[[:alpha:]]' THEN caseload.pay(scale, quantity::caseload.caseload_unit, base)
	ELSE caseload.pay(scale, quantity::numeric, base) END;
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, double precision) IS
	'what the scale pays for the decimal that the double stands for, taken to six places, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, double precision, base numeric) IS
	'what the scale pays for the decimal that the double stands for: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, text) IS
	'what the scale pays for a number or quantity that a client sends without a type: 3, 2.5, 3 students';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, text, base numeric) IS
	'what the scale pays for a number or quantity that a client sends without a type: percentages are of the base, a '
	'unit is worth it';
