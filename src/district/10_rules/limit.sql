-- Limits: how many students, cases or hours one class, person or building may have, and what follows
-- when there are more. A limit is one clause; its caps are the numbers, its weights say how much one
-- counts, its remedies say what follows. No code knows any contract: all of it is rows.
CREATE TABLE load_limit (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code       text NOT NULL CHECK (code <> ''),
	title      text NOT NULL,
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	scope      text NOT NULL CHECK (scope IN ('section', 'employee', 'site', 'district')),
	joined     text NOT NULL DEFAULT 'any' CHECK (joined IN ('any', 'all')),
	paid_by    smallint CHECK (paid_by IS NULL OR joined = 'all'),
	counted_on text NOT NULL DEFAULT 'every day',
	strictness text NOT NULL CHECK (strictness IN ('hard', 'paid', 'advisory')),
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	carried_by text[] NOT NULL DEFAULT '{teacher of record}'
		CHECK (cardinality(carried_by) > 0 AND array_position(carried_by, NULL) IS NULL),
	carried    text NOT NULL DEFAULT 'in full' CHECK (carried IN ('in full', 'by share')),
	holds      boolean NOT NULL DEFAULT false,
	empty_counts boolean NOT NULL DEFAULT false,
	together   text[] NOT NULL DEFAULT '{}' CHECK (array_position(together, NULL) IS NULL),
	role_weights jsonb CONSTRAINT load_limit_role_weights_check CHECK (jsonb_typeof(role_weights) = 'object'
		AND NOT role_weights @? '$.* ? (@.type() != "number" || @ < 0)'),
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE load_limit IS 'limits on a load, one row a clause';
COMMENT ON COLUMN load_limit.id IS 'key';
COMMENT ON COLUMN load_limit.contract IS 'the contract';
COMMENT ON COLUMN load_limit.code IS 'stays the same over renewals: class-size-k-6';
COMMENT ON COLUMN load_limit.title IS 'as reports show it';
COMMENT ON COLUMN load_limit.in_force IS 'days on which the clause holds';
COMMENT ON COLUMN load_limit.known IS 'days on which this text was the one known; a retroactive change is a second row';
COMMENT ON COLUMN load_limit.scope IS 'whose load is held against the number, and who is paid';
COMMENT ON COLUMN load_limit.joined IS 'several tests: any of them is enough, or all at once';
COMMENT ON COLUMN load_limit.paid_by IS 'joined all: the test whose excess is paid; null: the least of them';
COMMENT ON COLUMN load_limit.counted_on IS
	'the days on which it is counted: a name in count_days, or every day of school, or duty days, or all calendar days';
COMMENT ON COLUMN load_limit.strictness IS 'hard: must not be passed; paid: passed at a price; advisory: best practice';
COMMENT ON COLUMN load_limit.citation IS 'article';
COMMENT ON COLUMN load_limit.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN load_limit.carried_by IS
	'of the classes of an employee: the roles in staffing whose holders carry them';
COMMENT ON COLUMN load_limit.carried IS
	'in full: a class counts whole for everybody who carries it; by share: each enrollment times staffing.share';
COMMENT ON COLUMN load_limit.holds IS
	'a count holds until the next one: all school days from the first on have the load that was counted last';
COMMENT ON COLUMN load_limit.empty_counts IS
	'in an average a class without anybody is a class, too; false: it is none on that day';
COMMENT ON COLUMN load_limit.together IS
	'sections of a site that carry equal values of these, meet at the same time and share a teacher of record are one '
	'class: {room,period}; none: each is a class';
COMMENT ON COLUMN load_limit.role_weights IS
	'how much whoever has a role in a class counts as staff, per teacher and per FTE: {"aide": 0.5}; '
	'null: each teacher one, nobody else';
CREATE TABLE limit_cap (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id    bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	test        smallint NOT NULL DEFAULT 1,
	grades      int4range CHECK (NOT isempty(grades)),
	program     text,
	applies     jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	precedence  smallint NOT NULL DEFAULT 0,
	number      caseload.caseload_unit,
	relative_to text,
	per         caseload.caseload_unit CHECK (caseload.quantity(per) > 0),
	rounded     text NOT NULL DEFAULT 'exact' CHECK (rounded IN ('exact', 'up', 'down', 'nearest')),
	binds       text NOT NULL DEFAULT 'over' CHECK (binds IN ('over', 'at', 'under')),
	tolerance   caseload.caseload_unit,
	counts      jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(counts) = 'object'),
	weighted    text NOT NULL DEFAULT 'none' CHECK (weighted IN ('none', 'weight', 'share')),
	reckoned    text NOT NULL DEFAULT 'total'
		CHECK (reckoned IN ('total', 'average', 'largest', 'overages', 'sections over', 'per teacher', 'per FTE')),
	wider       text CHECK (wider IN ('employee', 'site', 'grade', 'district')),
	taken       text NOT NULL DEFAULT 'each' CHECK (taken IN ('each', 'mean', 'total')),
	taken_over  text CHECK ((taken = 'each') = (taken_over IS NULL)),
	excess      text NOT NULL DEFAULT 'exact' CHECK (excess IN ('exact', 'up', 'down', 'nearest')),
	excess_most caseload.caseload_unit,
	note        text,
	none        boolean NOT NULL DEFAULT false,
	stays       caseload.caseload_unit,
	stays_in    text,
	relative_load text CHECK (relative_load IN ('mean', 'largest', 'smallest')),
	cap_taken   text NOT NULL DEFAULT 'highest' CHECK (cap_taken IN ('highest', 'mean', 'total')),
	per_counts  jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(per_counts) = 'object'),
	by_site     boolean NOT NULL DEFAULT false,
	CONSTRAINT limit_cap_cap_taken_told CHECK (cap_taken = 'highest' OR taken = 'total'),
	CONSTRAINT limit_cap_per_counts_conditions CHECK (caseload.check_conditions(per_counts, false)),
	-- of what is tallied of the class, person or site itself
	CONSTRAINT limit_cap_per_counts_told CHECK (per_counts = '{}' OR per IS NOT NULL AND wider IS NULL
		AND reckoned = 'total'
		AND caseload.measure(per) NOT IN ('FTE', 'sections', 'teachers', 'employees', 'students')),
	-- a share of a person's own number, by where he or she works
	CONSTRAINT limit_cap_by_site_alone CHECK (NOT by_site OR number IS NOT NULL AND counts ? 'what'
		AND reckoned = 'total' AND caseload.conditions(applies, true) IS NULL
		AND num_nonnulls(grades, program, per, relative_to, relative_load, wider, stays) = 0),
	CONSTRAINT limit_cap_stays_told CHECK (stays IS NULL AND stays_in IS NULL
		OR stays IS NOT NULL AND stays_in IS NOT NULL AND caseload.measure(stays) IN ('days', 'percent')
		AND NOT counts ? 'what'
		AND caseload.measure(number) IN ('students', 'seats', 'percent', 'IEPs', 'units')),
	-- other classes are looked at as they are on each day, each by itself
	CONSTRAINT limit_cap_relative_load_alone CHECK (relative_load IS NULL OR number IS NOT NULL
		AND num_nonnulls(relative_to, per, wider, taken_over, stays) = 0 AND reckoned = 'total'),
	CONSTRAINT limit_cap_per_staff CHECK (reckoned NOT IN ('per teacher', 'per FTE')
		OR caseload.measure(number) NOT IN ('percent', 'sections', 'teachers', 'employees', 'FTE')),
	CONSTRAINT limit_cap_applies_conditions CHECK (caseload.check_conditions(applies, true)),
	CONSTRAINT limit_cap_counts_conditions CHECK (caseload.check_conditions(counts, false)),
	CONSTRAINT limit_cap_none_alone CHECK (NOT none OR num_nonnulls(number, relative_to, per) = 0),
	CONSTRAINT limit_cap_number_told CHECK (number IS NOT NULL OR none OR note IS NOT NULL)
);
COMMENT ON TABLE limit_cap IS 'the numbers of a limit, one row a grade span, program or condition';
COMMENT ON COLUMN limit_cap.id IS 'key';
COMMENT ON COLUMN limit_cap.limit_id IS 'the limit';
COMMENT ON COLUMN limit_cap.test IS 'rows of one test are alternatives; tests are joined';
COMMENT ON COLUMN limit_cap.grades IS
	'as caseload.grades(''K-3'') gives them, PK -2, TK -1, K 0; null: any; matches a class that has any of them';
COMMENT ON COLUMN limit_cap.program IS 'program of the class or of the caseload; null: any';
COMMENT ON COLUMN limit_cap.applies IS
	'what site, employment and section must carry: {"title_i": true}; conditions: {"size": {"at_most": 24}}';
COMMENT ON COLUMN limit_cap.precedence IS 'of the rows that match, the highest; among equals the lowest number';
COMMENT ON COLUMN limit_cap.number IS
	'the number; its measure says what is counted; null: the source does not give it, and the row holds nothing, or,'
	' with none, there is no limit';
COMMENT ON COLUMN limit_cap.relative_to IS
	'the number is added to the cap of this limit; its own code: to its rows of lower precedence';
COMMENT ON COLUMN limit_cap.per IS 'the number is for so much work: 5 sections, 1 FTE, 1 teachers, 1 employees';
COMMENT ON COLUMN limit_cap.rounded IS 'how the cap is rounded to whole ones, after scaling';
COMMENT ON COLUMN limit_cap.binds IS
	'over: more than the number; at: the number itself is the first too many; under: a minimum';
COMMENT ON COLUMN limit_cap.tolerance IS 'nothing follows until the excess is above it; then all of the excess counts';
COMMENT ON COLUMN limit_cap.counts IS 'which students, cases or tallies count: {"iep": true}';
COMMENT ON COLUMN limit_cap.weighted IS 'by limit_weight, tallies too, or by the share of the day';
COMMENT ON COLUMN limit_cap.reckoned IS
	'of several sections: all; students / sections; the largest; each one''s excess added; how many are over; '
	'students / teachers, or FTE, who staff them';
COMMENT ON COLUMN limit_cap.wider IS
	'this test looks further than the limit''s scope: at the whole site, the same grades at the site, ...';
COMMENT ON COLUMN limit_cap.taken IS 'the load over a term: every count, its mean, its sum';
COMMENT ON COLUMN limit_cap.taken_over IS 'name of that term';
COMMENT ON COLUMN limit_cap.excess IS 'how a fraction over is rounded';
COMMENT ON COLUMN limit_cap.excess_most IS 'no more than so many over are reckoned, in each section';
COMMENT ON COLUMN limit_cap.stays IS
	'a student counts in a term only with so many counted days of his or her own in it: 30 days, 66.666666 percent';
COMMENT ON COLUMN limit_cap.stays_in IS 'name of that term';
COMMENT ON COLUMN limit_cap.relative_load IS
	'the number is added to the actual size of the other classes of the same grades at the site, each day';
COMMENT ON COLUMN limit_cap.cap_taken IS
	'of a load added up over a term the cap: the highest of a day; the mean of all counted days, so that part of a '
	'term has part of the number; the sum of its days, of a number for so much that is tallied';
COMMENT ON COLUMN limit_cap.per_counts IS
	'which tallies per is so much of: {"what": "professional development"}; none asked for: all of that measure';
COMMENT ON COLUMN limit_cap.by_site IS
	'of a person who works at several sites each has its part of its own number, by FTE, and the parts are added';
COMMENT ON COLUMN limit_cap.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN limit_cap.none IS
	'the contract says that these have no limit: rows of the test of lower precedence do not speak of them';
CREATE INDEX ON limit_cap (limit_id);

CREATE TABLE limit_weight (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	counts   jsonb NOT NULL CHECK (jsonb_typeof(counts) = 'object'),
	weight   numeric NOT NULL CHECK (weight >= 0),
	note     text,
	CONSTRAINT limit_weight_counts_conditions CHECK (caseload.check_conditions(counts, false))
);
COMMENT ON TABLE limit_weight IS
	'how much one counts, where not all count alike; the greatest weight that matches, else 1';
COMMENT ON COLUMN limit_weight.id IS 'key';
COMMENT ON COLUMN limit_weight.limit_id IS 'the limit';
COMMENT ON COLUMN limit_weight.counts IS 'whom it is for: {"iep": true}';
COMMENT ON COLUMN limit_weight.weight IS 'how much one of them counts';
COMMENT ON COLUMN limit_weight.note IS 'the reading chosen where the text is open, and the other one';
CREATE INDEX ON limit_weight (limit_id);

CREATE TABLE limit_remedy (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id      bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	test          smallint,
	rank          smallint NOT NULL DEFAULT 1,
	choice        text,
	chooser       text CHECK (chooser IN ('employee', 'employer', 'agreement')),
	kind          text NOT NULL
		CHECK (kind IN ('pay', 'paraprofessional', 'release', 'position', 'meeting', 'grievance', 'consent', 'other')),
	scale         caseload.pay_scale,
	base          text,
	counted_on    text,
	standing_on   text,
	lasts         caseload.caseload_unit,
	lasts_in      text,
	from_then     boolean NOT NULL DEFAULT false,
	takes         text NOT NULL DEFAULT 'highest' CHECK (takes IN ('highest', 'mean', 'mean over', 'last')),
	in_proportion text CHECK (in_proportion IN ('fte', 'sections', 'share')),
	payee         text NOT NULL DEFAULT 'teacher of record',
	rounds        text NOT NULL DEFAULT 'term' CHECK (rounds IN ('rate', 'count', 'term')),
	note          text,
	levels        text NOT NULL DEFAULT 'together' CHECK (levels IN ('together', 'each')),
	gates         text[] NOT NULL DEFAULT '{counted_on,standing_on,lasts}',
	runs_in       text,
	carries       caseload.caseload_unit,
	given         jsonb CHECK (jsonb_typeof(given) = 'object' AND given <> '{}'),
	given_how     text NOT NULL DEFAULT 'on its days'
		CHECK (given_how IN ('on its days', 'from then', 'until then', 'its month')),
	payees        text[],
	each_payee    boolean NOT NULL DEFAULT false,
	due_within    caseload.caseload_unit,
	due_in        text NOT NULL DEFAULT 'calendar' CHECK (due_in IN ('calendar', 'school', 'duty')),
	due_from      text,
	paid_with     text,
	standing      boolean,
	CONSTRAINT limit_remedy_due_check CHECK (num_nonnulls(due_within, due_from) = 0 OR due_within IS NOT NULL
		AND caseload.measure(due_within) = 'days'
		AND caseload.quantity(due_within) BETWEEN 0 AND 10000
		AND caseload.quantity(due_within) = trunc(caseload.quantity(due_within))),
	CONSTRAINT limit_remedy_payees_check
		CHECK (payees <> '{}' AND array_position(payees, NULL) IS NULL AND NOT payees @> '{each teacher}'),
	-- a gate that the row has must have its place
	CONSTRAINT limit_remedy_gates_check CHECK (gates <@ '{counted_on,standing_on,lasts}'
		AND cardinality(gates) = (gates @> '{counted_on}')::int + (gates @> '{standing_on}')::int
			+ (gates @> '{lasts}')::int
		AND (counted_on IS NULL OR gates @> '{counted_on}') AND (standing_on IS NULL OR gates @> '{standing_on}')
		AND (lasts IS NULL OR gates @> '{lasts}')),
	CONSTRAINT limit_remedy_carries_check CHECK (carries IS NULL OR lasts IS NOT NULL AND lasts_in IS NOT NULL
		AND caseload.measure(carries) IN ('days', 'percent'))
);
COMMENT ON TABLE limit_remedy IS 'what follows when a limit is passed';
COMMENT ON COLUMN limit_remedy.id IS 'key';
COMMENT ON COLUMN limit_remedy.limit_id IS 'the limit';
COMMENT ON COLUMN limit_remedy.test IS 'only this test''s excess; null: any';
COMMENT ON COLUMN limit_remedy.rank IS 'the order in which alternatives are tried: a fallback has a higher rank';
COMMENT ON COLUMN limit_remedy.choice IS 'remedies with the same word are alternatives, one is due; null: due besides';
COMMENT ON COLUMN limit_remedy.chooser IS 'who chooses; null: the contract does not say';
COMMENT ON COLUMN limit_remedy.kind IS 'what it is';
COMMENT ON COLUMN limit_remedy.scale IS 'tiers in $, % or units; null: the contract states none';
COMMENT ON COLUMN limit_remedy.base IS 'pay_base: what a percentage is of, or what one unit is worth';
COMMENT ON COLUMN limit_remedy.counted_on IS 'only these days, a subset of the limit''s';
COMMENT ON COLUMN limit_remedy.standing_on IS 'if it stands on one of these days, all of its days, back to the first';
COMMENT ON COLUMN limit_remedy.lasts IS 'only if it lasts so long: 9 days, 30 percent';
COMMENT ON COLUMN limit_remedy.lasts_in IS 'within this term; null: in a row';
COMMENT ON COLUMN limit_remedy.from_then IS 'only from the day that lasts was reached';
COMMENT ON COLUMN limit_remedy.takes IS 'which excess stands for a week, month, semester or year';
COMMENT ON COLUMN limit_remedy.in_proportion IS
	'times the payee''s FTE, one over the number of his or her sections, or share of the class';
COMMENT ON COLUMN limit_remedy.payee IS
	'a role in staffing; each teacher: every role with teacher in its name, each person in full';
COMMENT ON COLUMN limit_remedy.rounds IS
	'where cents are made: in the rate, at each count, or once over the school year';
COMMENT ON COLUMN limit_remedy.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN limit_remedy.levels IS
	'together: an excess lasts while anybody is over; each: the first one over, the second, ... has days of its own';
COMMENT ON COLUMN limit_remedy.gates IS 'the order in which counted_on, standing_on and lasts look';
COMMENT ON COLUMN limit_remedy.runs_in IS 'days in a row end where this term ends; null: they run on';
COMMENT ON COLUMN limit_remedy.carries IS
	'with lasts_in: what begins in so many last counted days of a term and stands over its end is the next one''s';
COMMENT ON COLUMN limit_remedy.given IS
	'what must have been said: a tally of the class, payee or site that carries this: {"what": "consent"}';
COMMENT ON COLUMN limit_remedy.given_how IS
	'which days that tally opens: its own, those from its first on, those before it, or its months';
COMMENT ON COLUMN limit_remedy.payees IS 'several roles in staffing, in the place of payee';
COMMENT ON COLUMN limit_remedy.each_payee IS
	'true: each of those who are paid has the whole amount; false: they share it by staffing.share';
COMMENT ON COLUMN limit_remedy.due_within IS 'within so many days it is to be done or paid: 30 days';
COMMENT ON COLUMN limit_remedy.due_in IS
	'what days these are: all of the calendar, school days of the students, or duty days of the employee';
COMMENT ON COLUMN limit_remedy.due_from IS
	'from where they run: a term or month whose end it is, a name in count_days, the code of a due_date; null: the day';
COMMENT ON COLUMN limit_remedy.paid_with IS
	'when it is paid: a term or month, at whose end; a name in count_days, its next day; the code of a due_date';
COMMENT ON COLUMN limit_remedy.standing IS
	'units that are there, as an aide is: the most of any day or term is due, and they are not added up; '
	'null: so of a paraprofessional or position, unless the scale is in hours or days';
CREATE INDEX ON limit_remedy (limit_id);

CREATE TABLE limit_most (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	whose    text NOT NULL CHECK (whose IN ('payee', 'site', 'district')),
	most     numeric NOT NULL CHECK (most >= 0 AND most < 10000000000 AND most = round(most, 2)),
	per      text NOT NULL CHECK (per <> ''),
	note     text
);
COMMENT ON TABLE limit_most IS 'what a limit pays at most, over all its classes or persons and all its remedies';
COMMENT ON COLUMN limit_most.id IS 'key';
COMMENT ON COLUMN limit_most.limit_id IS 'the limit';
COMMENT ON COLUMN limit_most.whose IS
	'payee: each who is paid; site: all who are paid at a school, each school by itself; district: all of them';
COMMENT ON COLUMN limit_most.most IS 'at most so many dollars';
COMMENT ON COLUMN limit_most.per IS 'in each day, week, month or year, or each term of this name';
COMMENT ON COLUMN limit_most.note IS 'the reading chosen where the text is open, and the other one';
CREATE INDEX ON limit_most (limit_id);
