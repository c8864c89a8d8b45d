-- Leave: which accounts there are, how much each is granted and kept, what it is charged to, and what is paid.
CREATE TABLE leave_plan (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract      text NOT NULL REFERENCES contract ON DELETE CASCADE,
	account       text NOT NULL CHECK (account <> ''),
	title         text NOT NULL,
	schedule      text NOT NULL DEFAULT '*' CHECK (schedule <> ''),
	role          text NOT NULL DEFAULT '*' CHECK (role <> ''),
	applies       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	precedence    smallint NOT NULL DEFAULT 0,
	in_force      daterange NOT NULL CHECK (NOT isempty(in_force)),
	known         daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	unit          text NOT NULL DEFAULT 'days' CHECK (unit IN ('days', 'hours', 'weeks')),
	amount        numeric CHECK (amount >= 0 AND (amount < 1000000 OR amount = 'Infinity')),
	per           text NOT NULL DEFAULT 'school year' CHECK (per IN ('school year', 'month', '12 months', 'event')),
	by_fte        boolean NOT NULL DEFAULT false,
	by_year       boolean NOT NULL DEFAULT false,
	carries       numeric NOT NULL DEFAULT 0 CHECK (carries >= 0 AND (carries < 1000000 OR carries = 'Infinity')),
	ceiling       numeric CHECK (ceiling >= 0 AND ceiling < 'Infinity'),
	advance       numeric NOT NULL DEFAULT 0 CHECK (advance >= 0 AND advance < 'Infinity'),
	charged_to    text CHECK (charged_to <> account),
	after         text[] NOT NULL DEFAULT '{}' CHECK (account <> ALL (after)),
	within_months int CHECK (within_months BETWEEN 1 AND 1200),
	day_hours     numeric CHECK (day_hours > 0 AND day_hours <= 24),
	week_days     numeric NOT NULL DEFAULT 5 CHECK (week_days > 0 AND week_days <= 7),
	paid          text NOT NULL DEFAULT 'full' CHECK (paid IN ('full', 'none', 'differential')),
	less_base     text,
	cash_base     text,
	cash_most     numeric CHECK (cash_most > 0 AND cash_most < 'Infinity'),
	give_to       text CHECK (give_to <> ''),
	give_keep     numeric CHECK (give_keep >= 0 AND give_keep < 'Infinity'),
	give_most     numeric CHECK (give_most > 0 AND give_most < 'Infinity'),
	give_least    numeric CHECK (give_least > 0 AND give_least < 'Infinity'),
	receive_most  numeric CHECK (receive_most > 0 AND receive_most < 'Infinity'),
	service_years numeric CHECK (service_years > 0 AND service_years < 100),
	least_fte     numeric CHECK (least_fte > 0 AND least_fte <= 1),
	verify_after  numeric CHECK (verify_after > 0 AND verify_after < 'Infinity'),
	notice_days   int CHECK (notice_days > 0),
	citation      text NOT NULL CHECK (citation <> ''),
	note          text,
	CONSTRAINT leave_plan_amount_or_note CHECK (amount IS NOT NULL OR note IS NOT NULL),
	CONSTRAINT leave_plan_less_base_of_differential CHECK ((paid = 'differential') = (less_base IS NOT NULL)),
	CONSTRAINT leave_plan_hours_of_a_day CHECK (unit <> 'hours' OR day_hours IS NOT NULL),
	CONSTRAINT leave_plan_carries_by_year CHECK (per IN ('school year', 'month') OR carries = 0),
	CONSTRAINT leave_plan_shares_of_a_year CHECK (per = 'school year' OR NOT by_year AND (per = 'month' OR NOT by_fte)),
	CONSTRAINT leave_plan_gives CHECK (give_to IS NOT NULL OR num_nonnulls(give_keep, give_most, give_least) = 0),
	CONSTRAINT leave_plan_cashes CHECK (cash_base IS NOT NULL OR cash_most IS NULL),
	EXCLUDE USING gist (contract WITH =, account WITH =, schedule WITH =, role WITH =, (applies::text) WITH =,
		in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE leave_plan IS 'accounts of leave: who has one, how much it is granted, kept and paid';
COMMENT ON COLUMN leave_plan.id IS 'key';
COMMENT ON COLUMN leave_plan.contract IS 'the contract';
COMMENT ON COLUMN leave_plan.account IS 'the name that leave_move and other rows use: sick, personal necessity';
COMMENT ON COLUMN leave_plan.title IS 'title as printed';
COMMENT ON COLUMN leave_plan.schedule IS 'for whoever is on this schedule; * for all';
COMMENT ON COLUMN leave_plan.role IS 'only those whose employment carries this role in its attributes; * for all';
COMMENT ON COLUMN leave_plan.applies IS 'what attributes of employee and employment must carry';
COMMENT ON COLUMN leave_plan.precedence IS
	'of the rows that begin to match on the same day of a school year, the highest holds, then one that names '
	'schedule or role';
COMMENT ON COLUMN leave_plan.in_force IS
	'days on which it holds; a school year goes by the row of its first day, or by the first to begin in it';
COMMENT ON COLUMN leave_plan.known IS 'days on which this was what was known';
COMMENT ON COLUMN leave_plan.unit IS 'in what all amounts of the row are: days of one''s own work, hours, or weeks';
COMMENT ON COLUMN leave_plan.amount IS
	'how much is granted; Infinity: no number bounds it; null: the source does not say';
COMMENT ON COLUMN leave_plan.per IS 'granted each school year, all at once; each month of work; for any 12 months, so '
	'that what was taken comes back a year later; or for each event that leave_move.event names';
COMMENT ON COLUMN leave_plan.by_fte IS
	'in proportion to the FTE of the year''s employment, up to 1; else the same for all';
COMMENT ON COLUMN leave_plan.by_year IS 'in proportion to the part of the year''s duty days that is employed';
COMMENT ON COLUMN leave_plan.carries IS
	'so much of what is left at a year''s end stays: 0 nothing, Infinity all of it';
COMMENT ON COLUMN leave_plan.ceiling IS 'a grant raises the account no higher than this';
COMMENT ON COLUMN leave_plan.advance IS 'so much may be taken before it is there';
COMMENT ON COLUMN leave_plan.charged_to IS 'the account out of which it is taken as well';
COMMENT ON COLUMN leave_plan.after IS 'accounts that must be used up first; of those by event, the same event''s';
COMMENT ON COLUMN leave_plan.within_months IS
	'taken within so many months from the first day of the account or event on';
COMMENT ON COLUMN leave_plan.day_hours IS 'hours of a day of work, where moves are in hours or the row is';
COMMENT ON COLUMN leave_plan.week_days IS 'days of a week of work';
COMMENT ON COLUMN leave_plan.paid IS 'full: the salary goes on; none: a day''s pay is taken off for each day; '
	'differential: a day''s less_base is, and no more than the day''s pay';
COMMENT ON COLUMN leave_plan.less_base IS 'pay_base of a substitute''s day';
COMMENT ON COLUMN leave_plan.cash_base IS 'pay_base at which a day, hour or week is cashed out; null: it cannot be';
COMMENT ON COLUMN leave_plan.cash_most IS 'so much may be cashed out in a school year';
COMMENT ON COLUMN leave_plan.give_to IS 'the account in which another receives what is given; null: it cannot be given';
COMMENT ON COLUMN leave_plan.give_keep IS 'so much stays with whoever gives';
COMMENT ON COLUMN leave_plan.give_most IS 'so much may be given in a school year';
COMMENT ON COLUMN leave_plan.give_least IS 'a gift is no smaller than this';
COMMENT ON COLUMN leave_plan.receive_most IS 'so much may be received in all';
COMMENT ON COLUMN leave_plan.service_years IS 'only after so many years since employee.hired';
COMMENT ON COLUMN leave_plan.least_fte IS 'only at this FTE or more, of all employments of the day';
COMMENT ON COLUMN leave_plan.verify_after IS
	'a medical verification may be asked for after so many duty days in a row';
COMMENT ON COLUMN leave_plan.notice_days IS 'it is to be announced so many calendar days before';
COMMENT ON COLUMN leave_plan.citation IS 'article';
COMMENT ON COLUMN leave_plan.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE leave_part (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	account    text NOT NULL DEFAULT '*' CHECK (account <> ''),
	site_level text NOT NULL DEFAULT 'any',
	applies    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	up_to      numeric NOT NULL CHECK (up_to > 0 AND up_to <= 24),
	times      numeric NOT NULL DEFAULT 1 CHECK (times > 0 AND times < 1000),
	over       numeric NOT NULL DEFAULT 1 CHECK (over > 0 AND over < 1000),
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	CHECK (times <= over),
	EXCLUDE USING gist (contract WITH =, account WITH =, site_level WITH =, (applies::text) WITH =, up_to WITH =,
		in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE leave_part IS
	'as what part of a day an absence of some hours counts; beyond the last row it is a whole day';
COMMENT ON COLUMN leave_part.id IS 'key';
COMMENT ON COLUMN leave_part.contract IS 'the contract';
COMMENT ON COLUMN leave_part.account IS 'the account; * for all that have no row of their own';
COMMENT ON COLUMN leave_part.site_level IS 'level of the site of work; any';
COMMENT ON COLUMN leave_part.applies IS
	'what attributes of employee and employment must carry; rows that ask for more come first';
COMMENT ON COLUMN leave_part.in_force IS 'days of absence for which it holds';
COMMENT ON COLUMN leave_part.known IS 'days on which this was what was known';
COMMENT ON COLUMN leave_part.up_to IS 'hours missed of one day, this many included';
COMMENT ON COLUMN leave_part.times IS 'count as times / over of a day';
COMMENT ON COLUMN leave_part.over IS 'count as times / over of a day';
COMMENT ON COLUMN leave_part.citation IS 'article';
COMMENT ON COLUMN leave_part.note IS 'the reading chosen where the text is open, and the other one';
