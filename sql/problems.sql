-- What problems() names in a schedule, alone and after an earlier one, and what problems_judged() says of both.
SET search_path = caseload, public;
\pset null '[null]'
CREATE TABLE typed (name text, grid salary_schedule);
INSERT INTO typed VALUES
	('good', E'step(0) I II III IV\n1 50000 52000 54000 56000\n2 51500 53500 55500 57500\n3 53000 55000 57000 59000\n'
		'4 54500 56500 58500 60500\n5 - 58000 60000 62000\n6 - - 61500 63500\n7 - - - 65000\n10L - 59000 62500 66000\n'
		'15L - 60000 63500 67000\n20L - 61000 64500 68000');
CREATE FUNCTION slipped(was text, became text) RETURNS salary_schedule LANGUAGE sql AS
$$SELECT replace(grid::text, slipped.was, slipped.became)::salary_schedule FROM typed WHERE name = 'good'$$;
SELECT * FROM typed, problems(grid);
SELECT * FROM problems_judged((SELECT grid FROM typed));
-- two digits exchanged; a longevity row; a row typed from the next one from lane III on; a whole row; a cell left out
SELECT * FROM problems(slipped('57000', '50700'));
SELECT * FROM problems(slipped('63500	67000', '65300	67000'));
SELECT * FROM problems(slipped('55500	57500', '57000	59000'));
SELECT * FROM problems(slipped('51500	53500	55500	57500', '53000	55000	57000	59000'));
SELECT * FROM problems(slipped('53000	55000	57000	59000', '53000	-	57000	59000'));
-- a step and the longevity row of the same number
SELECT p.* FROM problems(E'step(0) I II III\n1 50000 52000 54000\n2 51000 53000 55000\n3 52000 54000 56000\n'
	'3L 53000 55000 57000\n6L 54000 56000 58000\n9L 55000 57700 59000') AS p;
SELECT p.* FROM problems(E'step(0) I II III\n1 50000 52000 54000\n2 51000 53000 55000\n3 52000 54000 56000\n'
	'3L 53000 59000 57000\n6L 54000 56000 58000\n9L 55000 57000 59000') AS p;
-- a habit is no slip: a lane below the one before it, rows that fall in most lanes
SELECT p.* FROM problems(E'I II III\n1 50000 49000 54000\n2 51000 50000 55000\n3 52000 51000 56000\n'
	'4 51500 50500 57000') AS p;
-- strict names what is half as far off
SELECT (SELECT count(*) FROM problems(grid)) AS usual,
	(SELECT count(*) FROM problems(grid, NULL, strict => true)) AS strict
FROM (SELECT salary_schedule 'step(0) I II III IV
1 48953 51161 53325 55541
2 50608 52870 55062 57310
3 52254 54552 56790 59063
4 53911 56248 58655 60836
5 55551 57959 60247 62586
6 57209 59638 61994 64359
7 58861 61443 63713 66117
8 60502 63029 65452 67888' AS grid) AS s;

-- after the year before: one percentage, and a slip of four dollars
SELECT * FROM problems(round(slipped('57000', '57004') * 1.03, 0), (SELECT grid FROM typed));
SELECT * FROM problems_judged(round(slipped('57000', '57004') * 1.03, 0), (SELECT grid FROM typed));
-- a sum a lane, and a slip; the longevity rows by the step
SELECT f.* FROM (SELECT with_raise(with_raise(grid, flat => 900, lanes => '{I,II}'), flat => 1100, lanes => '{III,IV}')
	AS later, grid FROM typed) AS t, problems(replace(later::text, '61100', '61010')::salary_schedule, grid) AS f;
SELECT j.* FROM (SELECT with_raise(with_raise(grid, flat => 900, lanes => '{I,II}'), flat => 1100, lanes => '{III,IV}')
	AS later, grid FROM typed) AS t, problems_judged(later, grid) AS j;
-- a row with a raise of its own is told once, where the others have one
SELECT p.* FROM problems(E'step(0) A B C D\n1 41000 43000 45000 47000\n2 42000 44000 46000 48000\n'
	'3 43000 45000 47000 49000\n4 44000 46000 48000 50000\n5 45000 47000 49000 51000\n'
	'6 46000 48000 50000 52000\n7 48000 50000 52000 54000',
	E'step(0) A B C D\n1 40000 42000 44000 46000\n2 41000 43000 45000 47000\n3 42000 44000 46000 48000\n'
	'4 43000 45000 47000 49000\n5 44000 46000 48000 50000\n6 45000 47000 49000 51000\n7 46000 48000 50000 52000') AS p;
-- no one raise; nothing in common; nothing to judge
SELECT p.* FROM problems(E'I II\n1 101 217\n2 213 302\n3 307 441\n4 419 503',
	E'I II\n1 100 200\n2 200 300\n3 300 400\n4 400 500') AS p;
SELECT p.* FROM problems(E'I\n1 101', E'II\n1 100') AS p;
SELECT (SELECT count(*) FROM problems(NULL)) + (SELECT count(*) FROM problems(NULL, NULL))
	+ (SELECT count(*) FROM problems_judged(NULL)) AS of_nothing,
	(SELECT count(*) FROM problems(grid, NULL)) = (SELECT count(*) FROM problems(grid)) AS without_earlier FROM typed;
-- the greatest amounts there are
SELECT p.* FROM problems(E'I II III\n1 9999999999.99999999 9999999999.99999999 1\n2 9999999999.99999999 0.00000001 2\n'
	'3 0.00000001 9999999999.99999999 3\n4 1 2 9999999999.99999999') AS p;
SELECT p.* FROM problems(E'I II\n1 9999999999.99999999 0.00000001\n2 9999999999.99999999 1',
	E'I II\n1 0.00000001 9999999999.99999999\n2 0.00000001 1') AS p;
DROP FUNCTION slipped(text, text);
DROP TABLE typed;
