-- What 0.6.0 changes about the tables of 0.5.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.

-- limits: units that stand, and are not added up over days or terms
ALTER TABLE limit_remedy ADD standing boolean;
