-- From 0.1.0 to 0.2.0. The build appends every function and aggregate of this version, CREATE OR REPLACE, with their
-- comments, from where they stand. Here stands what that cannot do: functions whose result or names of arguments
-- changed are dropped first. What a district may use (anything but what district.sql itself calls) is never dropped:
-- the districts that are there stand on it until they are upgraded.
DROP FUNCTION caseload.district_scripts();
