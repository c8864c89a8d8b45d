-- Rules of a made-up district for test/tap/books_stress.pl: two contracts, two school years, and a limit of each kind
-- that
-- the tables of limits know. Numbers are low, so that a few students are too many.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
SELECT c, c, c, c, '[2025-07-01,2027-07-01)', 'made up' FROM unnest('{elm,oak}'::text[]) AS c;
-- fifteen school days a year, so that a fresh reckoning is quick
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT c.contract, y || '-' || (y - 1999), daterange(make_date(y, 7, 1), make_date(y + 1, 7, 1)),
	(SELECT range_agg(daterange(d, d + 1)) FROM generate_series(0, 14) AS k, CAST(make_date(y, 9,
		1) + 17 * k AS date) AS d),
	'made up'
FROM contract AS c, unnest('{2025,2026}'::int[]) AS y;
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT contract, school_year, 'duty', in_force, days + datemultirange(daterange(lower(days) - 3, lower(days))),
	'made up'
FROM calendar WHERE contract = 'elm';
INSERT INTO count_days (contract, name, in_force, days, beyond_calendar, citation)
SELECT y.contract, n.name, y.in_force, (SELECT range_agg(daterange(d, d + 1)) FROM generate_series(0, 14) AS k,
		CAST(lower(y.in_force) + 62 + 17 * k + CASE WHEN k = 6 THEN 1 ELSE 0 END AS date) AS d WHERE k % n.every = 0),
	n.beyond, 'made up'
FROM calendar AS y, (VALUES ('Thursdays', 3, false), ('checks', 4, false), ('whole', 6, true)) AS n (name, every,
	beyond)
WHERE y.kind = 'student';
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation)
SELECT contract, 'overages paid', 'Overages', 8, 15, 1, 'on', '[2025-07-01,2028-07-01)', 'made up' FROM contract;
INSERT INTO term (contract, name, in_force, citation)
SELECT y.contract, 'semester', s.days, 'made up' FROM calendar AS y, LATERAL (VALUES
	(daterange(lower(y.in_force), lower(y.in_force) + 190)), (daterange(lower(y.in_force) + 190,
		upper(y.in_force)))) AS s (days)
WHERE y.kind = 'student';
-- of the quarters the last is missing in the second year
INSERT INTO term (contract, name, in_force, citation)
SELECT y.contract, 'quarter', daterange(lower(y.in_force) + 91 * q, lower(y.in_force) + 91 * (q + 1) + CASE q WHEN 3
	THEN 1 ELSE 0 END), 'made up'
FROM calendar AS y, generate_series(0, 3) AS q WHERE y.kind = 'student' AND NOT (y.school_year = '2026-27' AND q = 3);
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, 'teacher', 'T', term, E'step(0) BA MA\n1 50000 55000\n2 51000 60001', 'made up' FROM contract;
INSERT INTO pay_base (contract, name, in_force, amount, schedule, placement, own, times, over, digits, citation)
SELECT c.contract, v.name, '[2025-07-01,2027-07-01)', v.amount, v.schedule, v.placement::caseload.salary_step, v.own,
	v.times, v.over, v.digits, 'made up'
FROM contract AS c, (VALUES ('hour', 45.5, NULL, NULL, NULL, 1, 1, 2), ('cell', NULL, 'teacher', 'MA-2', NULL, 1, 185,
	NULL),
	('own cell', NULL, NULL, NULL, 'cell', 0.8, 1215.5, 2), ('own pay', NULL, NULL, NULL, 'salary', 1, 1, NULL))
	AS v (name, amount, schedule, placement, own, times, over,
		digits);
INSERT INTO pay_base (contract, name, in_force, amount, plus, citation)
SELECT contract, 'hour and more', term, 1.25, 'hour', 'made up' FROM contract;
INSERT INTO stipend (contract, position, title, in_force, band, base, site_level, prorated_by, digits, citation)
SELECT c.contract, v.position, 'S', '[2025-07-01,2027-07-01)', v.band::caseload.stipend_band, v.base, v.level,
	v.prorated, 2, 'made up'
FROM contract AS c, (VALUES ('coach', 'C 4%', 'hour and more', 'any', 'school days'),
	('coach', 'H 7%', 'hour and more', 'High School', 'school days'), ('mentor', 'M $700 per semester', NULL, 'any',
	NULL), ('own', 'O 1%', 'own pay', 'any', 'months')) AS v (position, band, base, level, prorated);
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('elm', 'long', '[2025-07-01,2027-07-01)', 'district', '2+: $333.33 flat, 4+: $500 flat', 'made up'),
	('oak', 'long', '[2025-07-01,2027-07-01)', 'total', '2+: $99.99 each', 'made up');
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation)
SELECT contract, 'district', 0.75, 'none', '[2015-07-01,2027-07-01)', 'made up' FROM contract;
INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation) VALUES
	('elm', '*', 'grievance', '[2025-07-01,2027-07-01)', 2, 'school', 'first day', 'made up'),
	('elm', 'class-size', 'grievance', '[2025-07-01,2027-07-01)', 30, 'calendar', 'checks', 'made up'),
	('oak', '*', 'grievance', '[2025-07-01,2027-07-01)', 3, 'duty', 'last day', 'made up');

-- what a row does not say is as the column's default
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by, counted_on, carried_by, carried,
	holds, empty_counts, together, role_weights, strictness, citation, note)
SELECT c.contract, v.code, 'Limit ' || v.code, '[2025-07-01,2027-07-01)', l.scope, l.joined, l.paid_by, l.counted_on,
	l.carried_by, l.carried, l.holds, l.empty_counts, l.together, l.role_weights, 'paid', 'article', 'a note'
FROM (VALUES
	('elm oak', 'class-size', '{}'),
	('elm', 'gain', '{}'),
	('oak', 'chart', '{"counted_on": "Thursdays"}'),
	('elm oak', 'iep share', '{}'),
	('elm', 'weighted', '{}'),
	('elm oak', 'beside', '{}'),
	('elm oak', 'by staff', '{"role_weights": {"aide": 0.5, "specialist": 0.25}}'),
	('oak', 'by staff there', '{"scope": "site", "role_weights": {"case manager": 0.5}, "together": ["period"]}'),
	('elm', 'by staff of mine', '{"scope": "employee", "carried_by": "{teacher of record,specialist}"}'),
	('elm oak', 'as one', '{"together": ["period"]}'),
	('elm oak', 'classes as one', '{"scope": "employee", "together": ["period"]}'),
	('oak', 'as one at the site', '{"scope": "site", "together": ["period"], "counted_on": "Thursdays"}'),
	('oak', 'beside and all', '{"joined": "all", "counted_on": "Thursdays", "holds": true, "empty_counts": true}'),
	('elm', 'beside one fewer', '{}'),
	('oak', 'by the day', '{}'),
	('elm', 'per teacher', '{}'),
	('oak', 'per aide', '{}'),
	('elm', 'a teacher', '{}'),
	('elm', 'both', '{"joined": "all"}'),
	('elm oak', 'with the site', '{"joined": "all", "paid_by": 1}'),
	('elm', 'wider', '{"carried_by": "{teacher of record,specialist}"}'),
	('oak', 'wider and all', '{"joined": "all", "paid_by": 1, "carried": "by share"}'),
	('elm', 'mean', '{"joined": "all", "paid_by": 1}'),
	('oak', 'hours', '{}'),
	('elm', 'choice', '{}'),
	('oak', 'lasting', '{}'),
	('elm oak', 'stays', '{}'),
	('oak', 'stays with', '{"scope": "employee"}'),
	('elm', 'each level', '{}'),
	('oak', 'in order', '{}'),
	('elm', 'carried', '{}'),
	('elm oak', 'held', '{"counted_on": "checks", "holds": true}'),
	('oak', 'held and all', '{"scope": "employee", "joined": "all", "counted_on": "Thursdays", "holds": true}'),
	('elm', 'whole days', '{"counted_on": "whole"}'),
	('elm', 'own', '{}'),
	('oak', 'bounded', '{}'),
	('elm', 'contacts', '{"scope": "employee", "carried_by": "{teacher of record,specialist}"}'),
	('oak', 'average', '{"scope": "employee"}'),
	('elm', 'overages', '{"scope": "employee"}'),
	('oak', 'classes over', '{"scope": "employee"}'),
	('elm', 'cases', '{"scope": "employee"}'),
	('elm oak', 'units', '{"scope": "employee", "joined": "all", "paid_by": 1}'),
	('oak', 'by share', '{"scope": "employee", "carried_by": "{teacher of record,case manager}",
		"carried": "by share"}'),
	('elm', 'of the site', '{"scope": "employee", "joined": "all", "counted_on": "Thursdays",
		"carried_by": "{specialist}"}'),
	('elm', 'assessments', '{"scope": "employee", "joined": "all", "paid_by": 2}'),
	('oak', 'counselor', '{"scope": "employee"}'),
	('elm', 'site work', '{"scope": "site"}'),
	('oak', 'site average', '{"scope": "site", "joined": "all", "empty_counts": true}'),
	('elm', 'site tally', '{"scope": "site"}'),
	('elm', 'counselors', '{"scope": "site"}'),
	('elm', 'district tally', '{"scope": "district"}'),
	('oak', 'district', '{"scope": "district", "counted_on": "duty days"}'),
	('elm oak', 'duties', '{"scope": "employee", "counted_on": "calendar days"}'),
	('oak', 'part of hours', '{"scope": "employee"}'),
	('elm', 'part of a class', '{}'),
	('elm', 'staff', '{"scope": "district", "counted_on": "checks"}')) AS v (contracts, code, said)
	CROSS JOIN LATERAL string_to_table(v.contracts, ' ') AS c (contract)
	CROSS JOIN LATERAL jsonb_populate_record(NULL::load_limit, '{"scope": "section", "joined": "any",
		"counted_on": "every day", "carried_by": ["teacher of record"], "holds": false,
			"empty_counts": false, "together": [],
			"carried": "in full"}'::jsonb || v.said::jsonb) AS l
ORDER BY c.contract, v.code;

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, per, relative_to, rounded, binds,
	tolerance, counts, weighted, reckoned, wider, taken, taken_over, excess, excess_most, none, stays, stays_in,
	relative_load, cap_taken, per_counts, by_site)
SELECT l.id, c.test, c.grades, c.program, c.applies, c.precedence, c.number, c.per, c.relative_to, c.rounded, c.binds,
	c.tolerance, c.counts, c.weighted, c.reckoned, c.wider, c.taken, c.taken_over, c.excess, c.excess_most, c.none,
	c.stays, c.stays_in, c.relative_load, c.cap_taken, c.per_counts, c.by_site
FROM (VALUES
	('class-size', '{"grades": "[0,3]", "number": "4 students"}'),
	('class-size', '{"grades": "[4,6]", "number": "5 students"}'),
	('class-size', '{"applies": {"title_i": true}, "precedence": 1, "number": "3 students"}'),
	('gain', '{"applies": {"small": true}, "number": "-1 students", "relative_to": "class-size"}'),
	('chart', '{"number": "6 students"}'),
	('chart', '{"applies": {"small": true}, "precedence": 1, "number": "-2 students", "relative_to": "chart"}'),
	('iep share', '{"number": "30 percent", "binds": "at", "counts": {"iep": true}}'),
	('weighted', '{"number": "4 students", "tolerance": "1 students", "weighted": "weight", "excess": "up",
		"excess_most": "3 students"}'),
	('by the day', '{"number": "3.5 students", "rounded": "up", "weighted": "share", "excess": "down"}'),
	('per teacher', '{"number": "3 students", "per": "1 teachers", "binds": "at"}'),
	('per aide', '{"number": "3 students", "per": "1 aides"}'),
	('a teacher', '{"number": "1 teachers", "binds": "under", "counts": {"role": "teacher of record"}}'),
	('beside', '{"number": "1 students", "relative_load": "mean"}'),
	('by staff', '{"number": "4 students", "reckoned": "per FTE"}'),
	('by staff', '{"test": 2, "number": "4 students", "reckoned": "per teacher", "wider": "grade"}'),
	('by staff', '{"test": 3, "number": "4 students", "per": "1 teachers"}'),
	('by staff', '{"test": 4, "grades": "[0,3]", "number": "5 students", "per": "1 FTE", "counts": {"iep": true}}'),
	('by staff there', '{"number": "4 students", "reckoned": "per FTE"}'),
	('by staff there', '{"test": 2, "number": "4 seats", "reckoned": "per teacher"}'),
	('by staff there', '{"test": 3, "number": "4 students", "reckoned": "per teacher", "wider": "district"}'),
	('by staff of mine', '{"number": "3 students", "reckoned": "per teacher"}'),
	('by staff of mine', '{"test": 2, "number": "3 students", "reckoned": "per FTE", "counts": {"iep": true}}'),
	('as one', '{"grades": "[0,4]", "number": "5 students"}'),
	('as one', '{"applies": {"size": {"at_least": 8}, "tally:aide": {"absent": true}}, "precedence": 1,
		"number": "4 students", "per": "1 teachers"}'),
	('as one', '{"test": 2, "number": "3 students", "counts": {"iep": true}, "weighted": "share"}'),
	('as one', '{"test": 3, "number": "2 students", "relative_load": "smallest"}'),
	('as one', '{"test": 4, "number": "1 aides"}'),
	('classes as one', '{"number": "5 students", "reckoned": "largest"}'),
	('classes as one', '{"test": 2, "number": "5 seats", "per": "1 sections"}'),
	('classes as one', '{"test": 3, "grades": "[0,3]", "number": "3 students", "reckoned": "average"}'),
	('as one at the site', '{"number": "4 students", "reckoned": "overages"}'),
	('as one at the site', '{"test": 2, "number": "4 students", "reckoned": "average"}'),
	('as one at the site', '{"test": 3, "number": "2 sections"}'),
	('beside', '{"grades": "[2,3]", "applies": {"small": true}, "precedence": 1, "number": "0.5 students",
		"relative_load": "smallest", "weighted": "share"}'),
	('beside', '{"test": 2, "number": "0 students", "relative_load": "largest", "counts": {"iep": true}}'),
	('beside and all', '{"number": "1 students", "relative_load": "mean", "binds": "at", "rounded": "down"}'),
	('beside and all', '{"test": 2, "number": "3 students"}'),
	('beside one fewer', '{"grades": "[0,4]", "number": "-1 students", "relative_to": "beside"}'),
	('both', '{"number": "4 students"}'),
	('both', '{"test": 2, "number": "1 students", "counts": {"iep": true}}'),
	('with the site', '{"grades": "[0,6]", "number": "4 students"}'),
	('with the site', '{"test": 2, "grades": "[0,6]", "number": "4 students", "reckoned": "average", "wider": "site"}'),
	('wider', '{"number": "8 students", "wider": "employee"}'),
	('wider', '{"test": 2, "number": "4 students", "reckoned": "average", "wider": "grade", "excess": "nearest"}'),
	('wider', '{"test": 3, "number": "5 students", "reckoned": "largest", "wider": "district"}'),
	('wider and all', '{"number": "3 students"}'),
	('wider and all', '{"test": 2, "number": "7 seats", "wider": "employee"}'),
	('wider and all', '{"test": 3, "number": "4 students", "reckoned": "average", "wider": "district"}'),
	('mean', '{"number": "4 students", "taken": "mean", "taken_over": "semester"}'),
	('mean', '{"test": 2, "number": "5 students"}'),
	('hours', '{"number": "4 hours", "counts": {"what": "coverage"}, "taken": "total", "taken_over": "month"}'),
	('choice', '{"number": "4 students"}'),
	('choice', '{"test": 2, "number": "1 students", "counts": {"iep": true}}'),
	('lasting', '{"number": "4 students"}'),
	('held', '{"number": "4 students"}'),
	('held', '{"test": 2, "number": "1 teachers", "binds": "under", "counts": {"role": "teacher of record"}}'),
	('held', '{"test": 3, "number": "5 students", "taken": "mean", "taken_over": "semester"}'),
	('held and all', '{"number": "8 students"}'),
	('held and all', '{"test": 2, "number": "16 students", "taken": "total", "taken_over": "semester"}'),
	('stays', '{"number": "3 students", "stays": "66.666666 percent", "stays_in": "semester"}'),
	('stays with', '{"number": "6 students", "stays": "3 days", "stays_in": "semester"}'),
	('stays with', '{"test": 2, "number": "25 percent", "counts": {"iep": true}, "stays": "40 percent",
		"stays_in": "semester"}'),
	('each level', '{"grades": "[0,4]", "number": "3 students"}'),
	('in order', '{"grades": "[2,6]", "number": "4 students"}'),
	('carried', '{"number": "4 students"}'),
	('whole days', '{"grades": "[0,3]", "number": "4 students", "binds": "at"}'),
	('own', '{"program": "Own", "number": "2 students"}'),
	('bounded', '{"number": "4 students"}'),
	('class-size', '{"grades": "[5,6]", "applies": {"small": true}, "precedence": 2, "none": true}'),
	('bounded', '{"applies": {"size": {"at_least": 6}}, "precedence": 1, "number": "5 students"}'),
	('per teacher', '{"applies": {"tally:aide": {"at_least": 1}}, "precedence": 1, "number": "4 students",
		"per": "1 teachers", "binds": "at"}'),
	('average', '{"applies": {"site_level": "any", "small": {"absent": true}}, "precedence": 1, "number": "3 students",
		"binds": "at", "reckoned": "average"}'),
	('average', '{"applies": {"size": {"below": 5}}, "precedence": 2, "none": true}'),
	('classes over', '{"applies": {"tally:aide": {"absent": true}}, "precedence": 1, "number": "3 students",
		"reckoned": "sections over"}'),
	('classes over', '{"test": 2, "number": "3 students",
		"counts": {"iep": {"absent": true}, "level": {"not": "high"}}}'),
	('overages', '{"applies": {"small": true}, "precedence": 1, "none": true}'),
	('by share', '{"grades": "[1,2]", "precedence": 1, "none": true}'),
	('site average', '{"grades": "[0,1]", "precedence": 1, "none": true}'),
	('units', '{"program": "RSP", "grades": "[4,6]", "precedence": 1, "none": true}'),
	('site tally', '{"grades": "[2,2]", "applies": {"title_i": true}, "precedence": 1, "none": true}'),
	('contacts', '{"grades": "[0,6]", "number": "20 seats", "per": "5 sections", "rounded": "down"}'),
	('contacts', '{"grades": "[0,6]", "applies": {"small": true}, "precedence": 1, "number": "15 seats",
		"per": "5 sections", "rounded": "down"}'),
	('average', '{"number": "4 students", "binds": "at", "reckoned": "average"}'),
	('average', '{"test": 2, "number": "6 students", "reckoned": "largest"}'),
	('overages', '{"number": "4 students", "reckoned": "overages", "excess_most": "2 students"}'),
	('classes over', '{"number": "4 students", "tolerance": "1 sections", "reckoned": "sections over"}'),
	('cases', '{"program": "RSP", "number": "3 students", "per": "1 FTE", "rounded": "down",
		"tolerance": "1 students"}'),
	('cases', '{"grades": "[0,3]", "program": "RSP", "applies": {"level": "high"}, "precedence": 1,
		"number": "2 students", "per": "1 FTE", "rounded": "down", "tolerance": "1 students"}'),
	('units', '{"number": "5 units", "weighted": "weight"}'),
	('units', '{"test": 2, "number": "2 IEPs", "weighted": "share"}'),
	('by share', '{"number": "5 students"}'),
	('of the site', '{"number": "3 students"}'),
	('of the site', '{"test": 2, "number": "10 students", "wider": "site"}'),
	('assessments', '{"program": "RSP", "number": "-2 students", "relative_to": "cases", "binds": "at"}'),
	('assessments', '{"test": 2, "program": "RSP", "number": "2 assessments", "counts": {"kind": "initial"},
		"taken": "total", "taken_over": "year"}'),
	('counselor', '{"program": "Counselor", "number": "5 students", "counts": {"what": "head count"},
		"weighted": "weight"}'),
	('site work', '{"number": "4 students", "per": "1 teachers"}'),
	('site work', '{"test": 2, "number": "20 seats", "per": "5 sections"}'),
	('site average', '{"number": "4 students", "reckoned": "average"}'),
	('site average', '{"test": 2, "number": "4 students", "reckoned": "average", "wider": "district"}'),
	('site tally', '{"applies": {"title_i": true}, "number": "3 hours"}'),
	('site tally', '{"grades": "[0,3]", "number": "2 hours"}'),
	('counselors', '{"number": "1 FTE", "per": "4 students", "rounded": "down", "binds": "under"}'),
	('district tally', '{"applies": {"title_i": true}, "number": "2 hours", "per": "1 FTE",
		"counts": {"what": "coverage"}}'),
	('district tally', '{"test": 2, "applies": {"site_level": "any"}, "number": "3 hours",
		"counts": {"what": "coverage"}}'),
	('district', '{"number": "30 students"}'),
	('district', '{"test": 2, "grades": "[0,3]", "number": "3 sections"}'),
	('district', '{"test": 3, "number": "6 students", "counts": {"iep": true}, "reckoned": "overages"}'),
	-- budgets: each site's part, part of a year, a share of what else is tallied
	('duties', '{"number": "40 hours", "counts": {"what": "coverage"}, "by_site": true, "taken": "total",
		"taken_over": "semester"}'),
	('duties', '{"applies": {"title_i": true}, "precedence": 1, "number": "25 hours", "counts": {"what": "coverage"},
		"by_site": true, "taken": "total", "taken_over": "semester"}'),
	('duties', '{"test": 2, "number": "90 hours", "per": "1 FTE", "rounded": "up", "counts": {"what": "coverage"},
		"cap_taken": "mean", "taken": "total", "taken_over": "year"}'),
	('duties', '{"test": 3, "number": "2 hours", "counts": {"what": "coverage"}, "by_site": true}'),
	('part of hours', '{"number": "1 hours", "per": "2 hours", "binds": "under", "counts": {"kind": "initial"},
		"per_counts": {"what": {"one_of": ["coverage", "head count"]}}, "cap_taken": "total", "taken": "total",
		"taken_over": "semester"}'),
	('part of a class', '{"number": "2 students", "per": "1 aides", "per_counts": {"kind": "initial"}}'),
	('staff', '{"number": "9 employees", "binds": "under"}')) AS v (code, said)
	CROSS JOIN LATERAL jsonb_populate_record(NULL::limit_cap, '{"test": 1, "applies": {}, "precedence": 0,
		"rounded": "exact", "binds": "over", "counts": {}, "weighted": "none", "reckoned": "total", "taken": "each",
		"excess": "exact", "none": false, "cap_taken": "highest", "per_counts": {},
		"by_site": false}'::jsonb || v.said::jsonb) AS c
	JOIN load_limit AS l USING (code);
INSERT INTO limit_cap (limit_id, program, number, note) SELECT id, 'Not given', NULL, 'not in the source'
	FROM load_limit WHERE code = 'bounded';
INSERT INTO limit_weight (limit_id, counts, weight)
SELECT l.id, v.counts::jsonb, v.weight FROM load_limit AS l, (VALUES ('{"iep": true}', 1.5),
	('{"iep": true, "level": "high"}', 2.25)) AS v (counts, weight)
WHERE l.code IN ('weighted', 'units');
INSERT INTO limit_weight (limit_id, counts, weight) SELECT id, '{"what": {"not": "aide"}}', 1.5
	FROM load_limit WHERE code = 'counselor';

INSERT INTO limit_remedy (limit_id, test, rank, choice, kind, scale, base, counted_on, standing_on, lasts, lasts_in,
	from_then, takes, in_proportion, payee, rounds, levels, gates, runs_in, carries,
	given, given_how, payees, each_payee, due_within, due_in, due_from, paid_with, standing)
SELECT l.id, r.test, r.rank, r.choice, r.kind, r.scale, r.base, r.counted_on, r.standing_on, r.lasts, r.lasts_in,
	r.from_then, r.takes, r.in_proportion, r.payee, r.rounds, r.levels, r.gates, r.runs_in, r.carries, r.given,
	r.given_how, r.payees, r.each_payee, r.due_within, r.due_in, r.due_from, r.paid_with, r.standing
FROM (VALUES
	('class-size', '{"scale": "1-2: $10 each, 3+: $15.55 each per day",
		"due_within": "30 days", "due_from": "semester", "paid_with": "month"}'),
	('gain', '{"scale": "1+: $100 each per semester", "takes": "mean", "in_proportion": "share"}'),
	('chart', '{"scale": "1+: $33.333 each per count", "in_proportion": "sections", "rounds": "count"}'),
	('weighted', '{"scale": "1+: $25.505 each per count", "rounds": "rate"}'),
	('by the day', '{"scale": "1+: $7 each per day", "counted_on": "Thursdays", "in_proportion": "share",
		"payee": "each teacher"}'),
	('per teacher', '{"scale": "1+: $9 each per day", "in_proportion": "fte", "payee": "each teacher"}'),
	('per aide', '{"kind": "paraprofessional", "scale": "1+: 1 aides flat per month", "takes": "last"}'),
	('both', '{"scale": "1+: $11.11 each per week"}'),
	('beside', '{"scale": "1+: $5.5 each per day"}'),
	('by staff', '{"scale": "1+: $4.5 each per day"}'),
	('by staff of mine', '{"scale": "1+: $3.5 each per week"}'),
	('as one', '{"scale": "1+: $5.25 each per day"}'),
	('classes as one', '{"scale": "1+: $2.5 each per week"}'),
	('beside one fewer', '{"scale": "1+: $4 each per week"}'),
	('with the site', '{"scale": "1+: $3 each per day", "due_within": "10 days", "due_in": "school",
		"paid_with": "checks"}'),
	('wider', '{"test": 1, "scale": "1+: $2 each per day", "payee": "specialist"}'),
	('wider', '{"scale": "1+: $1.01 each per day"}'),
	('wider and all', '{"kind": "meeting"}'),
	('mean', '{"scale": "1+: $200 each per semester", "due_within": "5 days", "due_in": "duty",
		"due_from": "semester", "paid_with": "overages paid"}'),
	('hours', '{"scale": "1+: 1 hours each per month", "base": "hour and more"}'),
	('choice', '{"choice": "relief", "kind": "release", "due_within": "15 days", "due_in": "school"}'),
	('choice', '{"rank": 2, "choice": "relief", "scale": "1+: $4 each per day max $20"}'),
	('choice', '{"test": 1, "rank": 3, "choice": "relief", "kind": "paraprofessional",
		"scale": "2+: 3 hours flat per week"}'),
	('choice', '{"test": 2, "rank": 2, "scale": "3+: $50 flat per semester"}'),
	('lasting', '{"scale": "1+: $6 each per day", "lasts": "3 days", "from_then": true}'),
	('lasting', '{"rank": 2, "scale": "1+: $5 each per day", "lasts": "40 percent", "lasts_in": "semester"}'),
	('lasting', '{"rank": 3, "scale": "1+: $8 each per quarter", "standing_on": "checks"}'),
	('lasting', '{"rank": 4, "kind": "meeting", "counted_on": "checks", "lasts": "2 days", "lasts_in": "quarter"}'),
	('held', '{"scale": "1+: $4 each per day", "test": 1, "standing_on": "Thursdays"}'),
	('held', '{"rank": 2, "scale": "1+: $3 each per count", "counted_on": "checks"}'),
	('held and all', '{"scale": "1+: $3 each per semester"}'),
	('stays', '{"scale": "1+: $2 each per day"}'),
	('stays with', '{"scale": "1+: $3 each per day"}'),
	('each level', '{"scale": "1+: $6 each per day", "lasts": "3 days", "levels": "each", "from_then": true}'),
	('each level', '{"rank": 2, "scale": "1-2: $380 all, 3+: $910 all per semester", "lasts": "40 percent",
		"lasts_in": "semester", "levels": "each", "counted_on": "Thursdays"}'),
	('each level', '{"rank": 3, "scale": "1+: $7 each per day", "standing_on": "checks", "levels": "each",
		"runs_in": "semester"}'),
	('in order', '{"scale": "1+: $5 each per day", "counted_on": "Thursdays", "lasts": "3 days",
		"gates": ["lasts", "standing_on", "counted_on"]}'),
	('in order', '{"rank": 2, "scale": "1+: $4 each per week", "counted_on": "Thursdays", "standing_on": "checks",
		"lasts": "2 days", "lasts_in": "quarter", "gates": ["standing_on", "counted_on", "lasts"],
		"runs_in": "semester"}'),
	('in order', '{"rank": 3, "scale": "1+: $3 each per day", "standing_on": "checks", "lasts": "4 days",
		"runs_in": "semester"}'),
	('carried', '{"scale": "1+: $9 each per day", "lasts": "4 days", "lasts_in": "semester", "carries": "3 days"}'),
	('carried', '{"rank": 2, "scale": "1+: $80 each per semester", "takes": "mean over", "lasts": "3 days",
		"lasts_in": "semester", "carries": "40 percent"}'),
	('carried', '{"rank": 3, "scale": "1+: $70 each per semester", "takes": "mean over"}'),
	('whole days', '{"scale": "1+: 2% each per semester", "base": "cell"}'),
	('own', '{"scale": "1+: 1 hours each per day", "base": "own cell", "rounds": "rate"}'),
	('own', '{"rank": 2, "scale": "1+: 0.5% each per year", "base": "own pay", "takes": "mean"}'),
	('bounded', '{"scale": "1+: $400 each per year prorated max $100 per semester, $150 per year"}'),
	('bounded', '{"rank": 2, "kind": "release", "scale": "1+: 0.5 days flat per 3 days", "standing": true}'),
	('bounded', '{"rank": 3, "scale": "1+: $1 each per day", "base": "no such base"}'),
	('contacts', '{"scale": "1+: $3 each per day", "standing_on": "checks", "in_proportion": "fte"}'),
	('average', '{"scale": "1: $5 flat, 2: $7 flat, 3+: $10 flat per day"}'),
	('overages', '{"scale": "1+: $50 each per year prorated max $35 per quarter"}'),
	('classes over', '{"scale": "1+: $12 each per week"}'),
	('cases', '{"choice": "relief", "kind": "paraprofessional"}'),
	('cases', '{"rank": 2, "choice": "relief", "scale": "1+: $10 each per day max $40"}'),
	('units', '{"scale": "1+: $2.5 each per week", "takes": "last", "in_proportion": "fte", "rounds": "count"}'),
	('of the site', '{"kind": "meeting"}'),
	('assessments', '{"test": 2, "scale": "1+: 2 hours each per year", "base": "hour"}'),
	('site work', '{"scale": "1+: $1 each per day"}'),
	('duties', '{"scale": "1+: $2 each per semester"}'),
	('part of a class', '{"scale": "1+: $1.5 each per day"}'),
	('counselors', '{"kind": "position", "scale": "1+: 1 positions flat per year"}'),
	('counselors', '{"rank": 2, "kind": "position", "scale": "1+: 1 positions flat, 2+: 2 positions flat",
		"standing": false}'),
	('both', '{"rank": 3, "kind": "paraprofessional", "scale": "1+: 0.5 aides each"}'),
	('district tally', '{"scale": "1+: $20 each per month", "takes": "mean"}'),
	-- who is paid, of several roles
	('both', '{"rank": 2, "scale": "1+: $4.44 each per week", "payees": ["specialist", "teacher of record"]}'),
	('with the site', '{"rank": 2, "scale": "1+: $3.33 each per day", "payees": ["specialist", "case manager"],
		"each_payee": true}'),
	-- what hangs on a tally of the class, the payee, the site or the district
	('class-size', '{"rank": 2, "scale": "1+: $2.22 each per day", "payee": "each teacher",
		"given": {"what": "coverage"}}'),
	('gain', '{"rank": 2, "scale": "1+: $30 each per month", "given": {"what": "aide"}, "given_how": "its month"}'),
	('lasting', '{"rank": 5, "scale": "1+: $1.11 each per week", "takes": "mean", "given": {"kind": "initial"},
		"given_how": "from then"}'),
	-- terms in a row
	('class-size', '{"rank": 3, "scale": "1+: $7 each per 2 months", "payee": "each teacher"}'),
	('overages', '{"rank": 4, "scale": "1+: $3 each per 3 weeks", "takes": "mean"}'),
	('contacts', '{"rank": 2, "scale": "1+: $1 each per day", "given": {"what": "coverage"},
		"given_how": "until then"}'),
	('cases', '{"rank": 3, "scale": "1+: $2 each per day", "given": {"what": "head count"}}'),
	('site work', '{"rank": 2, "scale": "1+: $4 each per week", "given": {"what": "head count"},
		"given_how": "from then"}'),
	('district tally', '{"rank": 2, "scale": "1+: $2 each per day", "given": {"kind": "initial"}}')) AS v (code, said)
	CROSS JOIN LATERAL jsonb_populate_record(NULL::limit_remedy, '{"rank": 1, "kind": "pay", "from_then": false,
		"takes": "highest", "payee": "teacher of record", "rounds": "term", "levels": "together",
		"given_how": "on its days", "each_payee": false, "due_in": "calendar",
		"gates": ["counted_on", "standing_on", "lasts"]}'::jsonb || v.said::jsonb) AS r
	JOIN load_limit AS l USING (code);
-- how entries count: in blocks of two hours, begun or from the half on
INSERT INTO time_block (contract, what, in_force, block, begun, least, shorter, most, citation) VALUES
	('elm', 'coverage', '[2025-07-01,2026-02-01)', '2 hours', 'counts', NULL, 'raised', NULL, 'made up'),
	('oak', 'coverage', '[2025-07-01,2027-07-01)', '2 hours', 'lost', '2.5 hours', 'raised', '3 hours', 'made up'),
	('oak', 'head count', '[2025-10-01,2027-07-01)', NULL, 'nearest', '4 hours', 'lost', NULL, 'made up');
-- maxima over all payees, of two at once the narrow one first
INSERT INTO limit_most (limit_id, whose, most, per)
SELECT l.id, v.whose, v.most, v.per FROM (VALUES ('by the day', 'district', 500.01, 'year'),
	('gain', 'site', 120, 'quarter'), ('average', 'payee', 33.33, 'month'),
	('average', 'district', 44.45, 'month'), ('units', 'site', 15, 'week'),
	('bounded', 'district', 77.77, 'year'), ('site work', 'district', 2.5, 'day')) AS v (code, whose, most, per)
	JOIN load_limit AS l USING (code);
-- a clause that is renewed inside a school year, with a lower number
UPDATE load_limit SET in_force = '[2025-07-01,2026-01-10)' WHERE code IN ('lasting', 'bounded');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
SELECT contract, code, title, '[2026-01-10,2027-07-01)', scope, strictness, citation
FROM load_limit WHERE code IN ('lasting', 'bounded');
INSERT INTO limit_cap (limit_id, number)
SELECT n.id, '3 students' FROM load_limit AS n
WHERE n.code IN ('lasting', 'bounded') AND lower(n.in_force) = '2026-01-10';
INSERT INTO limit_remedy (limit_id, rank, kind, scale, base, counted_on, standing_on, lasts, lasts_in, from_then)
SELECT n.id, r.rank, r.kind, r.scale, r.base, r.counted_on, r.standing_on, r.lasts, r.lasts_in, r.from_then
FROM load_limit AS n JOIN load_limit AS o ON o.contract = n.contract AND o.code = n.code AND o.id <> n.id
	JOIN limit_remedy AS r ON r.limit_id = o.id
WHERE n.code IN ('lasting', 'bounded') AND lower(n.in_force) = '2026-01-10';
INSERT INTO limit_most (limit_id, whose, most, per)
SELECT n.id, 'district', 88.88, 'year' FROM load_limit AS n
WHERE n.code = 'bounded' AND lower(n.in_force) = '2026-01-10';
