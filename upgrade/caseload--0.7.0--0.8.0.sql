-- From 0.7.0 to 0.8.0. The build appends every function and aggregate of this version, CREATE OR REPLACE, with their
-- comments, from where they stand. Here stands what that cannot do: new types, and functions whose result or names of
-- arguments changed.

-- it has got a third argument: how the district's tables are partitioned
DROP FUNCTION caseload.create_district(text, text);
