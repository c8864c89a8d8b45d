-- The limits of the agreement: class size (Article XXVI), the loading standards of the Special Education Local
-- Plan Area that it adopts (Article XXVI.E, Appendix C-1), and the days of the grievance procedure (Article VI).
-- The school calendar is adopted every year and is no part of the agreement: a district enters its own, and
-- with it the count days `Thursdays`, from the first full week in September on.

INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation, note) VALUES
	('waterford', 'class-size', 'Class size TK-6', '[2019-07-01,2022-07-01)', 'section',
		'Thursdays', 'paid', 'Article XXVI.B-D',
		'TK-3: section B speaks of the average at each school site, section D of an individual class above the limits; '
		'each class above 25 is read as paid. The other reading, paid only where the site average is above 25 too, '
		'is one row away: joined all, paid_by 1, and a second test of 25 students, average, wider site'),
	('waterford', 'selpa-class', 'Loading standard, special day class', '[2019-07-01,2022-07-01)', 'section',
		'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
		'Article XXVI.E says in no case more than stipulated, the appendix that the standards are best practices and '
		'not class maximums; read as advisory'),
	('waterford', 'selpa-staffing', 'Loading standard, aides of a special day class', '[2019-07-01,2022-07-01)',
		'section', 'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
		'the ratio is of full-time teachers to full-time aides; aides are tallies'),
	('waterford', 'selpa-caseload', 'Loading standard, designated instruction and services', '[2019-07-01,2022-07-01)',
		'employee', 'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
		'best practice, not a maximum; so many for each full-time position, as the staff ratio 1 FTE is read'),
	('waterford', 'selpa-state-maximum', 'State maximum caseload', '[2019-07-01,2022-07-01)', 'employee', 'every day',
		'hard', 'Article XXVI.E; Appendix C-1',
		'the three programs that the appendix marks as state maximum');

INSERT INTO limit_cap (limit_id, grades, number)
SELECT l.id, v.grades::int4range, v.number
FROM load_limit AS l, (VALUES ('[-1,3]', '25 students'), ('[4,6]', '30 students')) AS v (grades, number)
WHERE l.contract = 'waterford' AND l.code = 'class-size';
INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'pay', '1+: $50 each per count',
	'for each 1.0 student; payable in the next available pay cycle, to the teacher of record' FROM load_limit AS l
WHERE l.contract = 'waterford' AND l.code = 'class-size';

-- The levels are those of the appendix: a class or a case carries its level, {"level": "Primary"}. A level
-- that the appendix leaves blank has no row.
INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('SDC-NS-LH', '{"Preformal": 12, "Primary": 12, "Inter.": 14, "Jr. High": 16, "High Sch.": 18}',
		NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('SDC-NS-CH-SDL', '{"Preformal": 11, "Primary": 12, "Inter.": 14}', NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('INF (Early Start)', '{"Infant": 16}', NULL, NULL),
	('SDC-Autism', '{"Preformal": 8, "Primary": 8, "Inter.": 9, "Jr. High": 10}', NULL,
		'staff ratio Preformal- Primary 1 FTE T/6 FTE A Inter./Jr. High 1 FTE T/5 FTE A'),
	('SDC-SH K-Adult',
		'{"Preformal": 12, "Primary": 12, "Inter.": 12, "Jr. High": 14, "High Sch.": 14, "Adult Transition": 14}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-DEAF', '{"Preformal": 8, "Primary": 8, "Inter.": 10, "Jr. High": 10, "High Sch.": 12}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-ED', '{"Primary": 10, "Inter.": 12, "Jr. High": 14, "High Sch.": 15}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-MH', '{"Preformal": 8, "Primary": 8, "Inter.": 10, "Jr. High": 10, "High Sch.": 10}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-BEHAVIOR', '{"Primary": 9, "Inter.": 9, "Jr. High": 9, "High Sch.": 9, "Adult Transition": 9}',
		NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('SDC-SH-LIFE SKILLS', '{"Adult Transition": 12}', NULL, 'staff ratio 1 FTE T/1 FTE A')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-class';

INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('DIS AUTISM INCLUSN', '{"Primary": 24, "Inter.": 24, "Jr. High": 24, "High Sch.": 24}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS DEAF AND HH', '{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS MOBILITY INST',
		'{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS PH INCLUSION', '{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS SH INCLUSION', '{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS READINESS', '{"Preformal": 40}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS VISION HND CP', '{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, '
		'"High Sch.": 16, "Adult Transition": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS VOCATIONAL ED.', '{"High Sch.": 20, "Adult Transition": 20}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS ASSIST TECH',
		'{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16, "Adult Transition": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS ED INCLUSION', '{"Primary": 45, "Inter.": 45, "Jr. High": 45, "High Sch.": 45, "Adult Transition": 45}',
		'1 FTE', 'staff ratio 1 FTE'),
	('DIS OCCUPATIONAL',
		'{"Preformal": 50, "Primary": 50, "Inter.": 50, "Jr. High": 50, "High Sch.": 50, "Adult Transition": 50}',
		'1 FTE', 'staff ratio 1 FTE OT')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-caseload';

INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('RSP', '{"Preformal": 28, "Primary": 28, "Inter.": 28, "Jr. High": 28, "High Sch.": 28}', NULL,
		'RSP Preformal and School Age School Based'),
	('DIS PE', '{"Infant": 45, "Preformal": 45, "Primary": 60, "Inter.": 60, "Jr. High": 60, "High Sch.": 60, '
		'"Adult Transition": 60}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS SPEECH', '{"Infant": 40, "Preformal": 55, "Primary": 55, "Inter.": 55, "Jr. High": 55, "High Sch.": 55}',
		'1 FTE', 'staff ratio 1 FTE T')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-state-maximum';

-- One full-time teacher to so many full-time aides
INSERT INTO limit_cap (limit_id, program, applies, number, per, binds)
SELECT l.id, v.program, v.applies::jsonb, v.number, '1 FTE', 'under'
FROM load_limit AS l, (VALUES
	('SDC-NS-LH', '{}', '1 aides'),
	('SDC-NS-CH-SDL', '{}', '1 aides'),
	('SDC-SH K-Adult', '{}', '2 aides'),
	('SDC-SH-DEAF', '{}', '2 aides'),
	('SDC-SH-ED', '{}', '2 aides'),
	('SDC-SH-MH', '{}', '2 aides'),
	('SDC-SH-BEHAVIOR', '{}', '1 aides'),
	('SDC-SH-LIFE SKILLS', '{}', '1 aides'),
	('SDC-Autism', '{"level": "Preformal"}', '6 aides'), ('SDC-Autism', '{"level": "Primary"}', '6 aides'),
	('SDC-Autism', '{"level": "Inter."}', '5 aides'), ('SDC-Autism', '{"level": "Jr. High"}', '5 aides')
) AS v (program, applies, number)
WHERE l.contract = 'waterford' AND l.code = 'selpa-staffing';

-- A day is one on which the aggrieved employee is required to give service (Article VI.A.2).
INSERT INTO deadline (contract, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('waterford', 'grievance', '[2019-07-01,2022-07-01)', 15, 'duty', 'first day', 'Article VI.B, step 2',
		'the days run from the informal response or, without one, from the informal discussion, for which no time is '
		'set; reckoned as if it were held on the first day of the excess, which is the safest reading'),
	('waterford', 'answer', '[2019-07-01,2022-07-01)', 15, 'duty', 'grievance received', 'Article VI.B, step 2', NULL),
	('waterford', 'mediation', '[2019-07-01,2022-07-01)', 15, 'duty', 'answer', 'Article VI.B, step 3',
		'or fifteen days after the grievance was submitted, if there is no answer'),
	('waterford', 'arbitration', '[2019-07-01,2022-07-01)', 15, 'duty', 'mediation', 'Article VI.B, step 4',
		'what the fifteen days run from is not said'),
	('waterford', 'agree on an arbitrator', '[2019-07-01,2022-07-01)', 10, 'duty', 'arbitration',
		'Article VI.B, step 4', 'then the state is asked for five names');
