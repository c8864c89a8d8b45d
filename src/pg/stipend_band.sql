CREATE TYPE caseload.stipend_band;
CREATE FUNCTION caseload.stipend_band_in(cstring) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_out(caseload.stipend_band) RETURNS cstring
AS 'MODULE_PATHNAME', 'caseload_stipend_band_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_recv(internal) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_send(caseload.stipend_band) RETURNS bytea
AS 'MODULE_PATHNAME', 'caseload_stipend_band_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE caseload.stipend_band (
	INPUT = caseload.stipend_band_in, OUTPUT = caseload.stipend_band_out,
	RECEIVE = caseload.stipend_band_recv, SEND = caseload.stipend_band_send,
	INTERNALLENGTH = 24, ALIGNMENT = char, STORAGE = plain, CATEGORY = 'c'
);
COMMENT ON TYPE caseload.stipend_band IS 'what a duty is worth: C 4%, COMBO $600 per semester';
COMMENT ON FUNCTION caseload.stipend_band_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.stipend_band_out(caseload.stipend_band) IS 'text output';
COMMENT ON FUNCTION caseload.stipend_band_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.stipend_band_send(caseload.stipend_band) IS 'binary output';
-- so that VALUES lists and staging tables of text load
CREATE CAST (text AS caseload.stipend_band) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.stipend_band) IS 'reads the text as a literal';

CREATE FUNCTION caseload.label(caseload.stipend_band) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_stipend_band_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend(band caseload.stipend_band) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_stipend_band_stipend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend(band caseload.stipend_band, base numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_stipend_band_stipend_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.label(caseload.stipend_band) IS 'the label of the band';
COMMENT ON FUNCTION caseload.stipend(caseload.stipend_band) IS 'what a flat band pays; a percentage needs a base';
COMMENT ON FUNCTION caseload.stipend(caseload.stipend_band, numeric) IS 'what the band pays on this base, exact';

@comparable stipend_band

CREATE FUNCTION caseload.stipend_band_smaller(caseload.stipend_band, caseload.stipend_band)
RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_larger(caseload.stipend_band, caseload.stipend_band) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE caseload.min(caseload.stipend_band) (SFUNC = caseload.stipend_band_smaller,
	STYPE = caseload.stipend_band,
	COMBINEFUNC = caseload.stipend_band_smaller, SORTOP = OPERATOR(caseload.<), PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.stipend_band) (SFUNC = caseload.stipend_band_larger,
	STYPE = caseload.stipend_band,
	COMBINEFUNC = caseload.stipend_band_larger, SORTOP = OPERATOR(caseload.>), PARALLEL = SAFE);
COMMENT ON FUNCTION caseload.stipend_band_smaller(caseload.stipend_band, caseload.stipend_band) IS
	'the smaller of two, for min';
COMMENT ON FUNCTION caseload.stipend_band_larger(caseload.stipend_band, caseload.stipend_band) IS
	'the larger of two, for max';
COMMENT ON AGGREGATE caseload.min(caseload.stipend_band) IS
	'the lowest band: percentages before amounts, then by worth, label and period';
COMMENT ON AGGREGATE caseload.max(caseload.stipend_band) IS
	'the highest band: percentages before amounts, then by worth, label and period';
