-- What 0.4.0 changes about the tables of 0.3.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.
-- names of positions are not cut
ALTER TABLE kept_pay_line ALTER COLUMN component TYPE text;
