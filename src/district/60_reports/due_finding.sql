-- What was to be done by some day: what was missed or late, and what comes next.
CREATE VIEW due_finding AS
SELECT d.id, d.district_id, d.contract, d.school_year, d.code, d.title, d.whose, d.site_name, d.employee_id,
	d.employee_name, d.section_id, d.section_name, d.matter, d.runs_from, d.due_by, d.due_at, d.done_on, d.state,
	d.days_late, d.hours_late, d.reason, d.citation, d.note
FROM due_rows(asked_here(caseload.asker()), 'due_finding') AS d;
COMMENT ON VIEW due_finding IS
	'one row for each thing that was due and was not done, or late or too early, or of which '
	'that cannot be told, as it stands today; of all school years that have a calendar. Source: the rule''s article';
CREATE VIEW due_coming AS
SELECT d.id, d.district_id, d.contract, d.school_year, d.code, d.title, d.whose, d.site_name, d.employee_id,
	d.employee_name, d.section_id, d.section_name, d.matter, d.runs_from, d.due_by, d.due_at, d.done_on, d.state,
	d.days_late, d.hours_late, d.reason, d.citation, d.note
FROM due_rows(asked_here(caseload.asker()), 'due_coming') AS d;
COMMENT ON VIEW due_coming IS
	'one row for each thing that falls due today or in the next sixty days, done or not, with '
	'the last days to grieve. Source: the rule''s article';
COMMENT ON COLUMN due_finding.id IS 'key of the row';
COMMENT ON COLUMN due_finding.district_id IS 'district';
COMMENT ON COLUMN due_finding.contract IS 'contract';
COMMENT ON COLUMN due_finding.school_year IS
	'school year in which it is due, as 2019-20; null: in none that has a calendar';
COMMENT ON COLUMN due_finding.code IS 'the rule';
COMMENT ON COLUMN due_finding.title IS 'what is due';
COMMENT ON COLUMN due_finding.whose IS 'whose duty it is, or whose choice; null: the rule does not say';
COMMENT ON COLUMN due_finding.site_name IS 'school';
COMMENT ON COLUMN due_finding.employee_id IS 'of which employee';
COMMENT ON COLUMN due_finding.employee_name IS 'name';
COMMENT ON COLUMN due_finding.section_id IS 'of which class';
COMMENT ON COLUMN due_finding.section_name IS 'name of the class';
COMMENT ON COLUMN due_finding.matter IS 'of which matter, or for which year, month or term';
COMMENT ON COLUMN due_finding.runs_from IS
	'the day from which it runs: what happened then, or the day of the calendar';
COMMENT ON COLUMN due_finding.due_by IS 'the last day in time; of what must not be done before a day, that day';
COMMENT ON COLUMN due_finding.due_at IS 'of hours: the moment';
COMMENT ON COLUMN due_finding.done_on IS 'the day on which it was done; null: it was not';
COMMENT ON COLUMN due_finding.state IS
	'open, in time, late, missed, too early, lapsed (the last day of a choice is over) or cannot be reckoned';
COMMENT ON COLUMN due_finding.days_late IS 'days between the last day in time and the day it was done, or today';
COMMENT ON COLUMN due_finding.hours_late IS 'of hours: how many too late';
COMMENT ON COLUMN due_finding.reason IS 'why it cannot be reckoned, or what was done and does not do';
COMMENT ON COLUMN due_finding.citation IS 'article';
COMMENT ON COLUMN due_finding.note IS 'the reading chosen where the text is open';
COMMENT ON COLUMN due_coming.id IS 'key of the row';
COMMENT ON COLUMN due_coming.district_id IS 'district';
COMMENT ON COLUMN due_coming.contract IS 'contract';
COMMENT ON COLUMN due_coming.school_year IS
	'school year in which it is due, as 2019-20; null: in none that has a calendar';
COMMENT ON COLUMN due_coming.code IS 'the rule';
COMMENT ON COLUMN due_coming.title IS 'what is due';
COMMENT ON COLUMN due_coming.whose IS 'whose duty it is, or whose choice; null: the rule does not say';
COMMENT ON COLUMN due_coming.site_name IS 'school';
COMMENT ON COLUMN due_coming.employee_id IS 'of which employee';
COMMENT ON COLUMN due_coming.employee_name IS 'name';
COMMENT ON COLUMN due_coming.section_id IS 'of which class';
COMMENT ON COLUMN due_coming.section_name IS 'name of the class';
COMMENT ON COLUMN due_coming.matter IS 'of which matter, or for which year, month or term';
COMMENT ON COLUMN due_coming.runs_from IS
	'the day from which it runs: what happened then, or the day of the calendar';
COMMENT ON COLUMN due_coming.due_by IS 'the last day in time; of what must not be done before a day, that day';
COMMENT ON COLUMN due_coming.due_at IS 'of hours: the moment';
COMMENT ON COLUMN due_coming.done_on IS 'the day on which it was done; null: it was not';
COMMENT ON COLUMN due_coming.state IS
	'open, in time, late, missed, too early, lapsed (the last day of a choice is over) or cannot be reckoned';
COMMENT ON COLUMN due_coming.days_late IS 'days between the last day in time and the day it was done, or today';
COMMENT ON COLUMN due_coming.hours_late IS 'of hours: how many too late';
COMMENT ON COLUMN due_coming.reason IS 'why it cannot be reckoned, or what was done and does not do';
COMMENT ON COLUMN due_coming.citation IS 'article';
COMMENT ON COLUMN due_coming.note IS 'the reading chosen where the text is open';
