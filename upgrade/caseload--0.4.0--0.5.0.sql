-- From 0.4.0 to 0.5.0. The build appends every function and aggregate of this version, CREATE OR REPLACE, with their
-- comments, from where they stand. Here stands what that cannot do: new types, and functions whose result or names of
-- arguments changed.
-- guard() takes one argument more; with both there, no call would be one function's.
DROP FUNCTION caseload.guard(regclass, regclass, text[], text, text[], text, text, text, text, text, text,
	regclass, text[], text, text, regclass, boolean, text);
-- check_caps() has a column more.
DROP FUNCTION caseload.check_caps(text);
DROP FUNCTION caseload.check_district_caps(text);
DROP FUNCTION caseload.check_caps(regclass);
