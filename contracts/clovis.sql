-- title: Association of Clovis Educators, flyer on special education, with clauses of San Diego and Visalia
-- term: (,)
-- citation: ACE flyer on special education
--
-- A flyer and no contract: it tells what unions elsewhere have won and what Clovis would ask for. Its only
-- figure is Visalia's extra duty pay. The other clauses stand here without numbers, to be given theirs.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('clovis', 'Association of Clovis Educators, flyer on special education', 'Clovis Unified School District',
		'Association of Clovis Educators',
		'(,)', 'ACE flyer on special education', 'a flyer, not an agreement; it names no term');

-- Visalia: extra duty pay of special educators of 3% of base salary, which rises with the salary
INSERT INTO pay_base (contract, name, in_force, own, citation, note) VALUES
	('clovis', 'own base salary', '(,)', 'salary', 'ACE flyer, Visalia', 'so that the stipend moves with the salary');
INSERT INTO stipend (contract, position, title, in_force, band, base, prorated_by, digits, citation, note) VALUES
	('clovis', 'special education', 'Extra duty pay of special educators', '(,)', 'SPED 3%', 'own base salary',
		'salary', 2, 'ACE flyer, Visalia',
		'of the base salary as it is paid: it rises with it inside a year, and is that of the FTE; rounding is '
		'not said, cents are assumed');

INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('clovis', 'mild-moderate', 'Mild/moderate education specialist caseload', '(,)', 'employee', 'hard',
		'ACE flyer, San Diego', 'a hard cap among the lowest in the state; the flyer gives no number'),
	('clovis', 'support-staff', 'Support staff at a ratio', '(,)', 'section', 'paid', 'ACE flyer, item 3',
		'many contracts require more aides once a ratio of students to staff is met; the flyer gives no ratio'),
	('clovis', 'joint-committee', 'Joint special education committee', '(,)', 'district', 'advisory',
		'ACE flyer, item 2; San Diego', 'meets monthly; a meeting is a tally of 1 meetings');
INSERT INTO limit_cap (limit_id, program, number, counts, per, binds, taken, taken_over, note)
SELECT l.id, v.program, v.number, v.counts::jsonb, v.per, v.binds, v.taken, v.taken_over, v.note
FROM (VALUES
	('mild-moderate', 'Mild/Moderate', NULL, '{}', NULL, 'over', 'each', NULL,
		'the number is not in the source, a flyer'),
	('support-staff', NULL, NULL, '{}', '1 aides', 'over', 'each', NULL,
		'students for each aide; the number is not in the source, a flyer'),
	('joint-committee', NULL, '1 meetings', '{"what": "joint committee"}', NULL, 'under', 'total', 'month',
		'once in each month with school days')
) AS v (code, program, number, counts, per, binds, taken, taken_over, note)
	JOIN load_limit AS l ON l.contract = 'clovis' AND l.code = v.code;
INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'paraprofessional', NULL, 'additional instructional aides' FROM load_limit AS l
WHERE l.contract = 'clovis' AND l.code = 'support-staff';

INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('clovis', 'joint-committee', 'next meeting of the joint committee', '(,)', NULL, 'calendar',
		'meeting', 'ACE flyer, San Diego',
		'monthly: a month, not so many days; the limit joint-committee finds the months without one');

-- Additional assessments for additional pay, which a provider may volunteer for: each one counts; what is paid for it
-- the flyer does not say.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('clovis', 'additional-assessments', 'Additional assessments', '(,)', 'employee', 'paid', 'ACE flyer, item 3',
		'many contracts let service providers volunteer for more assessments; as a tally of assessments');
INSERT INTO limit_cap (limit_id, number, counts, taken, taken_over, note)
SELECT l.id, '0 assessments', '{"what": "additional assessments"}', 'total', 'year', 'each one is additional'
FROM load_limit AS l WHERE l.contract = 'clovis' AND l.code = 'additional-assessments';
INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'pay', NULL, 'the amount is not in the source, a flyer'
FROM load_limit AS l WHERE l.contract = 'clovis' AND l.code = 'additional-assessments';

-- What is to be done by when: the two monthly meetings
INSERT INTO due_rule (contract, code, title, whose, per, each, from_day, closed_by, in_force, citation, note) VALUES
	('clovis', 'joint-committee', 'meeting of the joint special education committee', 'both parties', 'district',
		'month', 'last day', 'joint committee meeting', '(,)', 'ACE flyer, item 2; San Diego',
		'monthly: once in each month with school days'),
	('clovis', 'collaboration', 'collaboration of upper administration and special educators', 'both parties',
		'district', 'month', 'last day', 'collaboration meeting', '(,)', 'ACE flyer, Visalia',
		'monthly: once in each month with school days');

-- Posts: aides at a ratio. The flyer names none; a district enters it: number 1, per 10 students.
INSERT INTO post_rule (contract, code, title, post, in_force, each, tallies, citation, note) VALUES
	('clovis', 'aides', 'Aides of a class at a ratio', 'Instructional aide', '(,)', 'section', '{aides}',
		'ACE flyer, item 3', 'the ratio is not in the source, a flyer; aides are a tally of the class');
