-- title: Agreement between Waterford Unified School District and Waterford Teachers' Association, 2019-2022
-- term: [2019-07-01,2022-07-01)
-- citation: Article I.A
--
-- The pay of the agreement as rows, each with its article. A clause that names no day holds from ever;
-- nothing is assumed past the term. Salary schedules are computed here from the rule that their cells
-- follow and from the raises of Article XI.D; no cell is typed in.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, duty_days, citation, note) VALUES
	('waterford', 'Agreement between Waterford Unified School District and Waterford Teachers'' Association, 2019-2022',
		'Waterford Unified School District', 'Waterford Teachers'' Association', '[2019-07-01,2022-07-01)',
		187, 'Article I.A; Article VIII.D.1',
		'duty days: 182, 1 of articulation and 4 of staff development; the 2018-19 tables of the appendix, paid '
		'before the term began, are loaded too');

-- Raises (Article XI.D) and the cut of 2011 (Article XI.G)
INSERT INTO raise (contract, in_force_from, rank, known_from, ends, percent, on_schedule, citation, note) VALUES
	('waterford', '1998-07-01', 1, '-infinity', NULL, 1.64, true, 'Article XI.D.1', 'for three staff development days'),
	('waterford', '1998-07-01', 2, '-infinity', NULL, 2.00, true, 'Article XI.D.1', NULL),
	('waterford', '1999-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.2', NULL),
	('waterford', '2000-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.3',
		'with a reopener that depended on the cost-of-living adjustment'),
	('waterford', '2000-07-01', 2, '-infinity', NULL, 2.00, true, 'Article XI.D.4', NULL),
	('waterford', '2001-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.5', NULL),
	('waterford', '2002-07-01', 1, '-infinity', NULL, 2.00, true, 'Article XI.D.6', NULL),
	('waterford', '2003-07-01', 1, '-infinity', '2004-07-01', 1.50, false, 'Article XI.D.7',
		'off the schedule: a payment of that year alone'),
	('waterford', '2004-09-30', 1, '-infinity', NULL, 2.00, true, 'Article XI.D.8', NULL),
	('waterford', '2005-11-01', 1, '-infinity', NULL, 4.18, true, 'Article XI.D.9',
		'the text names the month; its first day is assumed'),
	('waterford', '2006-07-01', 1, '-infinity', NULL, 5.25, true, 'Article XI.D.10',
		'retroactive; when it was agreed is not said'),
	('waterford', '2007-07-01', 1, '-infinity', NULL, 4.50, true, 'Article XI.D.11', NULL),
	('waterford', '2011-01-01', 1, '-infinity', '2013-07-01', -3.00, true, 'Article XI.G.1-2',
		'ended on 1 March 2014, with the restored schedule paid back to the beginning of 2013-14: until that day the '
		'cut was what was known'),
	('waterford', '2013-07-01', 1, '2014-03-01', NULL, 2.00, true, 'Article XI.D.12; XI.G.3', 'retroactive'),
	('waterford', '2014-07-01', 1, '-infinity', NULL, 2.25, true, 'Article XI.D.13; XI.G.4', NULL),
	('waterford', '2015-07-01', 1, '-infinity', NULL, 4.00, true, 'Article XI.D.14', NULL),
	('waterford', '2016-07-01', 1, '-infinity', NULL, 3.00, true, 'Article XI.D.15', NULL),
	('waterford', '2017-07-01', 1, '-infinity', NULL, 3.081, true, 'Article XI.D.16', NULL),
	('waterford', '2018-07-01', 1, '2019-04-11', NULL, 3.00, true, 'Article XI.D.17',
		'retroactive; known from the board''s approval printed over Appendix A-3(a)'),
	('waterford', '2019-07-01', 1, '2019-05-09', NULL, 2.50, true, 'Article XI.D.18',
		'known from the board''s approval printed over Appendix A-1(e)');

-- Reductions that hang on a vote: no raise until it has come about
INSERT INTO raise (contract, in_force_from, rank, percent, hangs_on, settled, citation, note) VALUES
	('waterford', '2018-07-01', 2, -0.5405,
		'a majority of the members who were asked holds the added staff development day to be unproductive', false,
		'Article VIII.D.1', 'one day of 185; from when it is reduced is not said, the year after 2017-18 is assumed'),
	('waterford', '2018-07-01', 3, -0.75, 'the members decide in May 2018 on 300 minutes in grades 2 and 3', false,
		'Article IX.D.2', 'the article prints 310 minutes, and no table is reduced: it was not decided');
UPDATE raise SET ends_known = '2014-03-01' WHERE contract = 'waterford' AND ends = '2013-07-01';

-- Longevity (Article XI.E): "will receive 3.5% of Step 14" is 103.5% of it, as the tables print
INSERT INTO longevity_rule (contract, code, in_force, service, scale, lanes, citation, note) VALUES
	('waterford', 'longevity', '[2005-11-01,2017-07-01)', 'step',
		'24+: 3.5% flat, 28+: 3.5% flat compound', '{V}', 'Article XI.E.1',
		'of step 19 and of step 24; whether step 19 itself was paid more than step 14 '
		'before 2017-18 the text does not say'),
	('waterford', 'longevity', '[2017-07-01,2022-07-01)', 'step',
		'19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', '{V}', 'Article XI.E.2; Appendix A-1(e)',
		'each 3.5% on top of the step before; only column V reaches step 14, and the tables print it there alone');

-- The rule of the salary schedule, in dollars of 2005-06, the last level at which it is in whole dollars.
-- It gives every printed cell of the appendix; the three figures themselves are inferred and not printed.
INSERT INTO pay_base (contract, name, in_force, amount, plus, times, citation, note) VALUES
	('waterford', 'schedule start', '[2005-11-01,2006-07-01)', 38649, NULL, 1, 'Appendix A-1; Article XI.D',
		'column I, step 1, before XI.A.3; inferred from the printed cells, which leave room for no other whole dollar'),
	('waterford', 'schedule increment', '[2005-11-01,2006-07-01)', 1625, NULL, 1, 'Appendix A-1; Article XI.D',
		'from step to step and from column to column; inferred'),
	('waterford', 'schedule extra increment', '[2005-11-01,2006-07-01)', NULL, 'schedule start',
		0.03, 'Appendix A-1; Article XI.D',
		'in addition at steps 6 and 11; inferred');

-- The raise of 2018-19 was approved on 11 April 2019 and is retroactive: until then the schedule known for that year
-- was that of the year before. That of 2019-20 was approved on 9 May 2019, before the year began.
INSERT INTO schedule (contract, schedule, title, in_force, known, grid, printed, citation, note)
SELECT 'waterford', 'teacher', y.title, y.in_force::daterange, y.known::daterange,
	caseload.with_longevity(
		caseload.paid_in(
			caseload.with_lanes(
				caseload.salary_schedule_agg(caseload.salary_step(l.lane, s.step),
					(p.start + p.increment
						-- XI.A.3: step 1 of column I pays as much as step 1 of column II
						+ greatest(s.step + l.rank - 3, 0) * p.increment
						+ ((s.step >= 6)::int + (s.step >= 11)::int) * p.extra) * p.raised),
				'{I(24),II(36),III(48),IV(60),V(72)}'),
			0),
		r.scale, r.lanes),
	y.printed, y.citation, y.note
FROM (VALUES
		('[2018-07-01,2019-07-01)', '(,2019-04-11)', '2018-19 Certificated Salary Schedule, before its raise', false,
			'Article XI.D.16-17',
			'the schedule of 2017-18, which goes on until the raise is approved; not printed, derived by the '
			'same rule'),
		('[2018-07-01,2019-07-01)', '[2019-04-11,)', '2018-19 Certificated Salary Schedule', false,
			'Appendix A-1 (no letter); Article XI.D.17',
			'the text prints the heading and no cells: derived by the rule that gives all other tables, and to be '
			'checked against the district''s own'),
		('[2019-07-01,2022-07-01)', '[2019-05-09,)', '2019-20 Certificated Salary Schedule', true,
			'Appendix A-1(e); Article XI.D.18',
			'printed for 2019-20; it stays in force through the term unless a raise is agreed'))
	AS y (in_force, known, title, printed, citation, note)
CROSS JOIN LATERAL (
	SELECT base_amount('waterford', 'schedule start', '2006-06-30') AS start,
		base_amount('waterford', 'schedule increment', '2006-06-30') AS increment,
		base_amount('waterford', 'schedule extra increment', '2006-06-30') AS extra,
		raise_factor('waterford', 'teacher', '2006-06-30', lower(y.in_force::daterange),
			coalesce(upper(y.known::daterange) - 1, 'infinity')) AS raised) AS p
JOIN longevity_rule AS r ON r.contract = 'waterford' AND r.code = 'longevity'
	AND r.in_force @> lower(y.in_force::daterange)
CROSS JOIN (VALUES ('I', 1, 8), ('II', 2, 9), ('III', 3, 10), ('IV', 4, 12), ('V', 5, 14)) AS l (lane, rank, top)
CROSS JOIN LATERAL generate_series(1, l.top) AS s (step)
GROUP BY y.in_force, y.known, y.title, y.printed, y.citation, y.note, r.id, r.scale, r.lanes;

-- The other schedules: every cell of the teachers', unrounded, times a factor
INSERT INTO schedule (contract, schedule, title, in_force, known, grid, printed, derived_from, times, over, citation,
	note)
SELECT 'waterford', d.schedule, d.title || CASE WHEN upper_inf(t.known) THEN '' ELSE ', before its raise' END,
	t.in_force, t.known, t.grid OPERATOR(caseload.*) (d.times / d.over),
	upper_inf(t.known), 'teacher', d.times, d.over, d.citation, d.note
FROM (VALUES
		(date '2018-07-01', 'psychologist-counselor-nurse', '2018-19 Psychologist / Counselor / Nurse', 1.2,
			1::numeric, 'Appendix A-1(b)',
			'the work-year factors 192/187 and 197/187 printed over it are not in its cells'),
		('2018-07-01', 'agriculture', '2018-19 Agriculture Teachers', 217, 187, 'Appendix A-1(c)',
			'printed as 116.04278075%'),
		('2018-07-01', 'speech', '2018-19 Speech & Language Pathologist', 1.05, 1, 'Appendix A-1(d)',
			'192 days are printed over it; 192 / 187 is not 1.05'),
		('2019-07-01', 'psychologist-counselor-nurse', '2019-20 Psychologist / Counselor / Nurse / TOSA', 1.2, 1,
			'Appendix A-1(f); Article IX.K',
			'the work-year factors printed over it are not in its cells; teachers on special assignment are paid from '
			'it, 1.2 times the regular rate'),
		('2019-07-01', 'agriculture', '2019-20 Agriculture Teachers', 217, 187, 'Appendix A-1(g)',
			'printed as 116.04278075%'),
		('2019-07-01', 'speech', '2019-20 Speech & Language Pathologist', 1.05, 1, 'Appendix A-1(h)',
			'192 days are printed over it; 192 / 187 is not 1.05'))
	AS d (from_day, schedule, title, times, over, citation, note)
JOIN schedule AS t ON t.contract = 'waterford' AND t.schedule = 'teacher' AND lower(t.in_force) = d.from_day;

INSERT INTO work_year (contract, schedule, role, in_force, days, hours, factor, citation, note) VALUES
	('waterford', 'teacher', 'Teacher', '[2017-07-01,2022-07-01)', 187, NULL, 1, 'Article VIII.D.1',
		'182 days, one of articulation and four of staff development'),
	('waterford', 'psychologist-counselor-nurse', 'School Psychologist', '[2018-07-01,2019-07-01)', 192, 8, 1.02673797,
		'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'High School Counselor', '[2018-07-01,2019-07-01)', 197, 8,
		1.05347594, 'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'School Nurse', '[2018-07-01,2019-07-01)', 192, 8, 1.02673797,
		'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'agriculture', 'Agriculture Teacher', '[2018-07-01,2019-07-01)', 217, 8,
		1.1604278075, 'Appendix A-1(c)', NULL),
	('waterford', 'speech', 'Speech & Language Pathologist', '[2018-07-01,2019-07-01)', 192, 6, NULL, 'Appendix A-1(d)',
		'192 / 187 would be 1.0267; the cells are the teachers times 1.05'),
	('waterford', 'psychologist-counselor-nurse', 'School Psychologist', '[2019-07-01,2022-07-01)', 192, 8, 1.026737968,
		'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'High School Counselor', '[2019-07-01,2022-07-01)', 197, 8,
		1.053475936, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'School Nurse', '[2019-07-01,2022-07-01)', 192, 8, 1.026737968,
		'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'Teacher on Special Assignment', '[2019-07-01,2022-07-01)', 192, 6,
		1.026737968, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'agriculture', 'Agriculture Teacher', '[2019-07-01,2022-07-01)', 217, 8,
		1.1604278075, 'Appendix A-1(g)', NULL),
	('waterford', 'speech', 'Speech & Language Pathologist', '[2019-07-01,2022-07-01)', 192, 6, NULL, 'Appendix A-1(h)',
		'192 / 187 would be 1.0267; the cells are the teachers times 1.05');

-- Rates by name
INSERT INTO pay_base (contract, name, in_force, amount, own, times, over, digits, citation, note) VALUES
	('waterford', 'extra duty hour', '[2007-07-01,2015-07-01)', 27, NULL, 1, 1, NULL, 'Article XI.F', NULL),
	('waterford', 'extra duty hour', '[2015-07-01,2019-07-01)', 35, NULL, 1, 1, NULL, 'Article XI.F', NULL),
	('waterford', 'extra duty hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article XI.F',
		'summer school is left out; it has a rate of its own'),
	('waterford', 'summer school hour', '(,2015-07-01)', 27, NULL, 1, 1, NULL, 'Article XXV.A', NULL),
	('waterford', 'summer school hour', '[2015-07-01,2020-06-01)', 35, NULL, 1, 1, NULL, 'Article XXV.A', NULL),
	('waterford', 'summer school hour', '[2020-06-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article XI.J; XXV.A',
		'the text says the summer of 2020 and no day; 1 June is assumed'),
	('waterford', 'tutor hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article IX.H.2',
		'targeted achievement tutor in the preparation period'),
	('waterford', 'preparation period hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article IX.H.2',
		'any other use of a preparation period, as substituting for a period'),
	('waterford', 'joint panel hour', '[2000-07-01,2001-07-01)', 20, NULL, 1, 1, NULL, 'Article XIX.E.3',
		'the text names the school year 2000-01 and no later rate'),
	('waterford', 'independent study hour', '[2018-07-01,2019-07-01)', NULL, 'cell', 0.7, 1215.5, 2, 'Appendix A-3(a)',
		'70% of the teachers'' cell over 187 days of 6.5 hours; XI.I states 0.8 without a date, but '
		'only 0.7 gives the printed table'),
	('waterford', 'independent study hour', '[2019-07-01,2022-07-01)', NULL,
		'cell', 0.8, 1215.5, 2, 'Article XI.I; Appendix A-3(b)',
		'the teachers'' cell over 187 days of 6.5 hours; Article II points to Appendix C for it'),
	('waterford', 'additional section, semester', '[2019-07-01,2022-07-01)', NULL, 'salary', 0.2, 2, 2, 'Article IX.J',
		'20% of the base pay of that semester, which is half of the year''s'),
	('waterford', 'preparation period class, year', '[2019-07-01,2022-07-01)', NULL, 'salary', 0.2, 1,
		2, 'Article IX.H.2', '20% of base compensation, for 60 school days or a trimester at least; read as a rate for '
		'the time it lasts, not as a sum for each trimester'),
	('waterford', 'special assignment, year', '[2019-07-01,2022-07-01)', NULL, 'cell', 1.2, 1, 0, 'Article IX.K',
		'the teachers'' cell times 1.2: the same as the cell of the schedule A-1(f)'),
	('waterford', 'job share, year', '(,2022-07-01)', NULL, 'salary', 0.5, 1, 2, 'Article XVI.B.1',
		'in proportion; half each unless agreed otherwise, when employment.fte holds the share');

-- The stipend base was rounded to the cent after each raise, unlike the salary schedule
INSERT INTO pay_base (contract, name, in_force, known, amount, digits, citation, note)
SELECT 'waterford', 'stipend base', y.in_force::daterange, y.known::daterange,
	CASE WHEN y.printed IS NULL THEN round(51012.73 * raise_factor('waterford', 'stipend',
			'2018-06-30', '2018-07-01'), 2)
		* raise_factor('waterford', 'stipend', '2018-07-01', lower(y.in_force::daterange))
	ELSE y.printed END, 2, y.citation, y.note
FROM (VALUES
	('[2016-07-01,2017-07-01)', '(,)', 49488::numeric, 'Appendix A-2(a)',
		'not printed: the whole dollar that the next year''s 3.081% raises to the printed base'),
	('[2017-07-01,2018-07-01)', '(,)', 51012.73, 'Appendix A-2(a)',
		'step 2 of column I; not the cell of the salary schedule, which is not rounded'),
	('[2018-07-01,2019-07-01)', '(,2019-05-09)', 51012.73, 'Appendix A-2(a)',
		'the base of 2017-18, until the raise is ratified on the day printed over A-2(a); the other reading is 11 '
		'April 2019, when the raise of the salary schedules was approved'),
	('[2018-07-01,2019-07-01)', '[2019-05-09,)', NULL, 'Appendix A-2(a); Article XI.D.17', 'printed as 52,543.11'),
	('[2019-07-01,2022-07-01)', '[2019-05-09,)', NULL, 'Appendix A-2(b); Article XI.D.18',
		'printed as 53,856.69; its factor is printed as 1,025,000 for 1.025'))
	AS y (in_force, known, printed, citation, note);

-- Stipends by position and level of site, with the bands of Appendix A-2
INSERT INTO stipend (contract, position, title, site_level, enrollment, applies, precedence, in_force, band,
	base, prorated_by, paid, citation, note)
WITH band (label, band) AS (VALUES
	('AA', 'AA 12%'), ('A', 'A 6%'), ('B', 'B 5%'), ('C', 'C 4%'), ('D', 'D 3%'), ('E', 'E 2%'), ('F', 'F 1%')
), ordinary (position, high, middle, elementary) AS (VALUES
	('Head Varsity Football Coach', 'A', 'E', NULL),
	('Head JV Football', 'C', NULL, NULL),
	('Assistant Football', 'D', 'F', NULL),
	('Head Varsity Volleyball', 'B', 'E', NULL),
	('Head JV Volleyball', 'C', NULL, NULL),
	('Assistant Volleyball', 'D', NULL, NULL),
	('Cross Country', 'C', NULL, NULL),
	('Head Varsity Wrestling', 'B', 'E', NULL),
	('Head JV Wrestling', 'C', NULL, NULL),
	('Assistant Wrestling', 'D', NULL, NULL),
	('Head Varsity Soccer', 'B', 'E', NULL),
	('Head JV Soccer', 'C', NULL, NULL),
	('Assistant Soccer', 'D', NULL, NULL),
	('Head Varsity Basketball', 'B', 'E', NULL),
	('Head JV Basketball', 'C', NULL, NULL),
	('Assistant Basketball', 'D', NULL, NULL),
	('Head Varsity Baseball', 'B', NULL, NULL),
	('Head JV Baseball', 'C', NULL, NULL),
	('Assistant Baseball', 'D', NULL, NULL),
	('Head Varsity Softball', 'B', NULL, NULL),
	('Head JV Softball', 'C', NULL, NULL),
	('Assistant Softball', 'D', NULL, NULL),
	('Head Track Coach', 'C', 'E', NULL),
	('Tennis Coach', 'C', NULL, NULL),
	('Golf Coach', 'C', NULL, NULL),
	('Cheer Coach', 'B', 'D', NULL),
	('Trainer', 'D', NULL, NULL),
	('Journalism', 'D', 'F', NULL),
	('Yearbook', 'D', 'D', NULL),
	('Drama', 'D', 'E', NULL),
	('Speech', 'D', 'F', NULL),
	('Student Council', 'D', 'E', NULL),
	('Pep/Vocal/Music', 'D', NULL, NULL),
	('Intramurals', 'E', 'F', NULL),
	('Academic Decathlon', 'D', NULL, NULL),
	('Lead SST', NULL, 'D', 'D'),
	('GATE', NULL, 'D', 'D'),
	('Lead Teacher/Outdoor Education', NULL, 'D', NULL),
	('Teacher/Outdoor Education', NULL, 'F', NULL),
	('Driver Education', 'E', NULL, NULL),
	('F.F.A. Advisor', 'D', NULL, NULL),
	('AVID Advisor', 'D', 'D', NULL),
	('Assistant Academic Decathlon', 'E', NULL, NULL),
	('Color Guard', 'D', NULL, NULL)
), variant (position, title, high, middle, elementary, enrollment, applies, precedence, in_force,
	prorated_by, paid, citation, note) AS (VALUES
	-- those with variants, dates or articles of their own
	('Head Coach, two teams', '*Head Coach 2 Jr/H Teams same sport/same season', NULL, 'D',
		NULL, '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said', 'Appendix A-2(a)',
		'A-2(b) prints the position without a band: nothing is due from 2019-20 on'),
	('Athletic Director', 'Athletic Director', 'AA', 'D', NULL, '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL,
		'each semester', 'Article XI.H.1; Appendix A-2', 'paid in full each semester: at the high school AA 12% a year '
		'is read as band A twice, not as 12% each semester'),
	('ASB Activities', 'ASB Activities', 'A', NULL, 'E', '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL, 'not said',
		'Appendix A-2', 'the E stands in the Moon/Whitehead column'),
	('Heart Pumpers', 'Heart Pumps', NULL, 'D', 'D', '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said',
		'Appendix A-2(a)', 'printed Heart Pumps in A-2(a), Heart Pumpers in A-2(b): taken for one position'),
	('MTSS Coordinator', 'MTSS Coordinator', 'D', 'D', 'D', '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said',
		'Article XI.H.4; Appendix A-2(a)', NULL),
	('MTSS Coordinator', 'MTSS Coordinator', 'D', 'D', 'D', '(,501)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'not said', 'Article XI.H.4; Appendix A-2(b)', 'for a school with 500 students or fewer'),
	('Department Chair', 'High School Department Chair.', 'E',
		NULL, NULL, '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL, 'not said', 'Article XXIV.K; Appendix A-2',
		'XXIV.K points to Appendix B-1, the grievance form; the stipends stand in A-2'),
	('Multiple Site 9-12', 'Multiple Site 9-12', 'D', NULL,
		NULL, '(,)', '{}', 0, '[2014-07-01,2022-07-01)', NULL, 'not said', 'Article XIV.D.1; Appendix A-2',
		'one stipend a year; not for special education, psychologists, counselors, nurses and independent study'),
	('Multiple Site beyond 9-12', 'Multiple Site beyond 9-12', 'C',
		'C', NULL, '(,)', '{}', 0, '[2014-07-01,2022-07-01)', NULL, 'not said', 'Article XIV.D.1; Appendix A-2',
		'one stipend a year; not for special education, psychologists, counselors, nurses and independent study'),
	('ELD Coordinator', 'ELD Coordinator', 'C', 'C', 'C', '(,)', '{}', 0, '[2016-07-01,2022-07-01)', NULL, 'not said',
		'Article XI.H.2; Appendix A-2', NULL),
	('ELD Coordinator', 'ELD Coordinator w/ Coord. Period', 'D', 'D', 'D', '(,)',
		'{"coordinating_period": true}', 1, '[2016-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.2; Appendix A-2',
		'for a coordinator who is assigned a coordinating period'),
	('Committed Athlete', 'Committed Athlete', 'D', NULL, NULL, '(,)', '{}', 0, '[2016-07-01,2022-07-01)', NULL,
		'not said', 'Article XI.H.3; Appendix A-2', NULL),
	('Heart Pumpers', 'Heart Pumpers', NULL, 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said',
		'Appendix A-2(b)', 'printed Heart Pumps in A-2(a), Heart Pumpers in A-2(b): taken for one position'),
	('MTSS Coordinator', 'MTSS Coordinator >500', 'C', 'C', 'C', '[501,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'not said', 'Article XI.H.5; Appendix A-2(b)', 'for a school with more than 500 students; 500 is not more'),
	('Dual Immersion', 'Duel Immersion', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said',
		'Article XI.H.10; Appendix A-2(b)', 'printed Duel Immersion'),
	('Combination Class', 'Combo Class', NULL, 'C', 'C',
		'(,)', '{}', 0, '[2019-07-01,2022-07-01)', 'school days', 'not said', 'Article XI.H.9; Appendix A-2(b)',
		'for the share of the school years days on which the combination was taught'),
	('BCLAD', 'BCLAD*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'monthly',
		'Article XI.H.8; Appendix A-2(b)', NULL),
	('Reading Specialist', 'Reading Specialist*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'monthly', 'Article XI.H.8; Appendix A-2(b)', NULL),
	('Special Education', 'Special Education*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'monthly', 'Article XI.H.8; Appendix A-2(b)', NULL)
)
SELECT 'waterford', p.position, p.title, l.site_level, p.enrollment::int4range, p.applies::jsonb,
	p.precedence, p.in_force::daterange,
	b.band::caseload.stipend_band, 'stipend base', p.prorated_by, p.paid, p.citation, p.note
FROM (
	SELECT o.position, o.position AS title, o.high, o.middle, o.elementary, '(,)' AS enrollment,
		'{}' AS applies, 0 AS precedence,
		'[2018-07-01,2022-07-01)' AS in_force, NULL AS prorated_by, 'not said' AS paid,
		'Appendix A-2(a), A-2(b)' AS citation, NULL AS note
	FROM ordinary AS o
	UNION ALL
	SELECT v.* FROM variant AS v) AS p
CROSS JOIN LATERAL (VALUES ('High School', p.high), ('Middle School', p.middle),
	('Moon/Whitehead', p.elementary)) AS l (site_level, label)
JOIN band AS b ON b.label = l.label;

INSERT INTO stipend (contract, position, title, in_force, band, scale, per_count_of, paid, citation, note) VALUES
	('waterford', 'Master''s Degree', 'Master''s Degree', '[2019-07-01,2022-07-01)', 'MASTER $1500', NULL, NULL,
		'not said', 'Article XI.H.6; Appendix A-1(e)', NULL),
	('waterford', 'Doctorate', 'Doctorate', '[2019-07-01,2022-07-01)', 'DOCTOR $1500', NULL, NULL, 'not said',
		'Article XI.H.7; Appendix A-1(e)',
		'beside the Master''s, not in its place: the text excludes neither'),
	('waterford', 'Consulting Mentor/Teacher', 'Consulting Mentor/Teacher', '[2000-07-01,2022-07-01)', NULL,
		'1: $2000 flat, 2: $4000 flat, 3: $6000 flat per year',
		'participating teachers', 'installments', 'Article XIX.F.4',
		'more than three teachers are not foreseen; from when it holds is not said, the '
		'program''s first year is assumed');

-- A-2 prints whole dollars for a year; what is prorated is paid to the cent
UPDATE stipend SET part_digits = 2, note = concat_ws('; ', note, 'a part of the year is rounded to the cent')
WHERE contract = 'waterford' AND prorated_by IS NOT NULL;

INSERT INTO stipend_installment (stipend_id, share, due, citation, note)
SELECT s.id, 0.5, i.due, i.citation, i.note
FROM stipend AS s CROSS JOIN (VALUES
	('stipend-mid-year', 'Article XIX.F.6', NULL),
	('stipend-balance', 'Article XIX.F.7', 'if all duties were completed by 1 June')) AS i (due, citation, note)
WHERE s.contract = 'waterford' AND s.position = 'Consulting Mentor/Teacher';

-- Days of the year
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation, note) VALUES
	('waterford', 'column-interest', 'interest form for a move to another column',
		5, 1, 0, 'through', '(,2022-07-01)', 'Article XI.C.1',
		'1 May of the school year before; not asked of a teacher told later to enter specialist training (XI.C.3)'),
	('waterford', 'units-verified', 'verification of completed courses', 9, 10, 0, 'before', '(,2022-07-01)',
		'Article XI.C.6', 'prior to 10 September'),
	('waterford', 'job-share-proposal', 'proposal of two teachers to share a position', 3, 1, 0, 'before',
		'(,2022-07-01)', 'Article XVI.A.1', 'by 1 March, read as of the year before the sharing begins'),
	('waterford', 'stipend-mid-year', 'first half of a stipend paid in installments', 1, 10, 1, 'on',
		'(,2022-07-01)', 'Article XIX.F.6', '10 January'),
	('waterford', 'mentor-duties', 'completion of a consulting mentor''s duties', 6, 1, 1, 'through',
		'(,2022-07-01)', 'Article XIX.F.7', '1 June'),
	('waterford', 'stipend-balance', 'second half of a stipend paid in installments', 6, 10, 1, 'on',
		'(,2022-07-01)', 'Article XIX.F.7', '10 June'),
	('waterford', 'retirement-notice', 'notice of retirement under the incentive', 12, 31, 0, 'through',
		'[2012-07-01,2018-07-01)', 'Article XX.A, XX.B', '31 December of the final year of service'),
	('waterford', 'retirement-age', 'day on which the age for the incentive is taken', 7, 31,
		1, 'on', '[2012-07-01,2018-08-01)', 'Article XX.A, XX.B',
		'31 July following the final year of service; the last final year ended before the sunset');

-- Steps
INSERT INTO credit_rule (contract, kind, year_at, part_years, halves, most, first_step_most, in_force, citation,
	note) VALUES
	('waterford', 'district', 0.5, 'whole', false, NULL, NULL, '(,2022-07-01)', 'Article XI.B; Article II',
		'91 or more of 182 school days are a year, fewer are none'),
	('waterford', 'job share', 1, 'add up', true, NULL, NULL, '(,2022-07-01)', 'Article XVI.B.1',
		'a year in half a position is half a step: one step for two years'),
	('waterford', 'outside', 1, 'none', false, 10, 11, '(,2016-07-01)', 'Article XI.A.1', NULL),
	('waterford', 'outside', 1, 'none', false, 10, 11, '[2016-07-01,2022-07-01)', 'Article XI.A.1-2',
		'year for year since 2016-17 for prior full-time teaching in accredited institutions; the limits of ten years '
		'and of step 11 are read to stay');
INSERT INTO step_rule (contract, in_force, past_last, citation, note) VALUES
	('waterford', '(,2022-07-01)', true, 'Article XI.A-B',
		'a step past the last row of a column is read to be counted on, and paid as the last row');

-- Benefits (Article XXIII)
INSERT INTO benefit_cap (contract, coverage, in_force, amount, citation, note) VALUES
	('waterford', 'health, dental and vision', '[1999-07-01,2001-07-01)', 6600, 'Article XXIII.A, XXIII.C',
		'the text names the school years; 1 July is assumed'),
	('waterford', 'health, dental and vision', '[2001-07-01,2004-12-31)', 6930, 'Article XXIII.D',
		'the text names the school year; 1 July is assumed'),
	('waterford', 'health, dental and vision', '[2004-12-31,2014-10-01)', 9840, 'Article XXIII.E', NULL),
	('waterford', 'health, dental and vision', '[2014-10-01,2015-10-01)', 10200, 'Article XXIII.F', NULL),
	('waterford', 'health, dental and vision', '[2015-10-01,2016-10-01)', 10440, 'Article XXIII.G', NULL),
	('waterford', 'health, dental and vision', '[2016-10-01,2017-10-01)', 10680, 'Article XXIII.G',
		'the footnotes of Appendix A-1 give 10,920 from this day on; the article is followed'),
	('waterford', 'health, dental and vision', '[2017-10-01,2022-07-01)', 10920, 'Article XXIII.H; Appendix A-1',
		'the footnotes of Appendix A-1 give it from 1 October 2016');

-- Specialist training (Article XVII) and retirement (Article XX)
INSERT INTO repayment (contract, code, title, in_force, scale, citation, note) VALUES
	('waterford', 'specialist-training', 'university courses that the district paid for', '(,2022-07-01)',
		'1: 100% flat, 2: 75% flat, 3: 50% flat, 4: 25% flat', 'Article XVII.B',
		'for a teacher who leaves of free will; a year ends on the day before the anniversary of the program''s '
		'start; the committee may decide otherwise (XVII.C)');

INSERT INTO retirement_incentive (contract, code, in_force, service, age_from,
	age_before, amount, citation, note) VALUES
	('waterford', 'A', '[2012-07-01,2018-07-01)', '[20,)', 59, 65, 5000, 'Article XX.A, XX.C',
		'ended 30 June 2018, before the agreement began; a lump sum in advance is discounted at the prime '
		'rate, a figure of the day that a district enters as an index'),
	('waterford', 'B', '[2012-07-01,2018-07-01)', '[15,20)', 59, 65, 3000, 'Article XX.B, XX.C',
		'ended 30 June 2018, before the agreement began; a lump sum in advance is discounted at the prime '
		'rate, a figure of the day that a district enters as an index');
