\echo
\echo == A place on a salary schedule is a value: lane and step
CREATE TABLE placement (teacher text, place salary_step);
INSERT INTO placement VALUES
	('Alvarez', 'V-14'), ('Baker', 'ii - 7.5'), ('Chen', 'V-9'), ('Diaz', 'Ⅴ－１０'), ('Evans', 'IX-1');

\echo However it was written, it sorts by lane and step as a person would, not by letters
SELECT teacher, place, lane(place), step(place), place + 1 AS next_year
FROM placement
ORDER BY place;
