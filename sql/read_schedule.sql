-- read_schedule: printed tables as they are pasted, the notes of what was done, and what is refused
SET search_path = caseload, public;

-- two head lines, blank cells, marks, a label line and a longevity row of a step that stands already
CREATE TEMP TABLE page AS SELECT $$
                 MADE-UP SCHOOL DISTRICT

                 Class I     Class II    Class III
  Step             BA        BA + 30        MA
     1         $ 52,140    $ 55,900    $ 59,660
     2           53,100      56,960      60,820
    3*           54,060      58,020      61,980
     4                       59,080      63,140 **
     5                                   64,300
           Longevity increments
     5                                   66,000
    15                       62,000      70,110

* highest step for new employees
$$ AS printed;
SELECT read_schedule(printed) FROM page;
SELECT n.* FROM page, reading_notes(printed) AS n;
SELECT lane, step, longevity, amount FROM page, cells(read_schedule(printed)) WHERE lane = 'III' AND step >= 5;

-- which value of a pair is kept
\set heads 'Step\tI\t\tII\t\n\tAnnual\tDaily\tAnnual\tDaily\n'
\set pairs :heads '1\t52,140\t283.37\t55,900\t303.80\n2\t53,100\t288.59\t56,960\t309.57\n'
SELECT read_schedule(:'pairs');
SELECT read_schedule(:'pairs', 'daily');
SELECT done, what FROM reading_notes(:'pairs', keep => 'daily');
SELECT read_schedule(:'pairs', 'monthly');
SELECT read_schedule(:'pairs', 'weekly');
SELECT read_schedule(:'pairs', NULL) = read_schedule(:'pairs') AS null_is_as_if_left_out;

-- labels that are no numbers
\set letters 'Step\tBA\tMA\nA\t52,140\t55,900\nB\t53,100\t56,960\nTop\t54,100\t57,960\n'
SELECT read_schedule(:'letters');
SELECT read_schedule(:'letters', steps => '{"A": 1, "B": "2.5", "Top": "12L"}');
SELECT line, place, done, what FROM reading_notes(:'letters', steps => '{"A": 1, "B": "2.5", "Top": "12L"}');
SELECT read_schedule(:'letters', steps => '{"A": 1, "B": 2, "Top": 3, "+9": 4}');
SELECT read_schedule(:'letters', steps => '{"A": "first"}');
SELECT read_schedule(:'letters', steps => '{"A": "1.3"}');
SELECT read_schedule(:'letters', steps => '{"A": 100}');
SELECT read_schedule(:'letters', steps => '{"A": -1}');
SELECT read_schedule(:'letters', steps => '{"A": [1]}');
SELECT read_schedule(:'letters', steps => '{"A": null}');
SELECT read_schedule(:'letters', steps => '{"": 1}');
SELECT read_schedule(:'letters', steps => '["A"]');
SELECT read_schedule(:'letters', steps => '5');
SELECT read_schedule(:'letters', steps => '{}');

-- what the strict type took for a lane
SELECT read_schedule(E'Step\tClass 1\tStep\n1\t49,458\t1\n2\t51,079\t2\n25\t61,079\t25');
SELECT read_schedule(E'\t54518\t54519\n2\t55000\t56000');
SELECT read_schedule(E'Step MA + 30\n1 41,250 1 42,000');
SELECT read_schedule(E'Step\tYear\tBA\n1\t0\t50,000');
-- commas and quoted amounts
SELECT read_schedule(E'step,BA,MA\n1,"53,426","56,210"\n2,"55,810",\n');
SELECT read_schedule(E'Step;BA;MA\n1;47175;49787\n2;49451;52109\n');

-- refused, with the place
SELECT read_schedule(E'Step I II\n1 53,856 55,029\n2 54,85O 56,202');
SELECT read_schedule(E'Step I II\n1 53,8561 55,029\n2 54,856 56,202');
SELECT read_schedule(E'Step I II\n1 53.856 55.029\n2 54.856 56.202');
SELECT read_schedule(E'Step A B\n1 53,596 53,596\n2 56,173 56,173\n3 58,173');
SELECT read_schedule(E'Step\tI\tII\n1\t53,596\t54,596\n2\t56,173\t57,173\n1\t58,173\t59,173');
SELECT read_schedule('nothing of a table');
SELECT read_schedule('');
SELECT read_schedule(NULL) IS NULL AS null_of_null;
SELECT count(*) FROM reading_notes(NULL);
SELECT proname, provolatile, proparallel, proisstrict FROM pg_proc
WHERE proname IN ('read_schedule', 'reading_notes') ORDER BY 1;
