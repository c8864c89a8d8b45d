-- the examples of doc/salary_schedule.md
SET search_path = caseload, public;
CREATE TABLE schedule (school_year text, grid salary_schedule);
INSERT INTO schedule VALUES ('2019-20', '
    step(0)  I(24)  II(36)  III(48)  IV(60)  V(72)
    1        53856  53856   56029    58202   60375
    2        53856  56029   58202    60375   62548
    3        56029  58202   60375    62548   64721
    14       -      -       -        -       91726
    19L      -      -       -        -       94936');
SELECT salary(grid, 'V-14') AS step_14, salary(grid, 'V-21') AS years_21, salary(grid, 'II-9') AS past_the_end,
	longevity_pay(grid, 'V-21'), salary(grid * 1.03, 'V-14') AS proposal FROM schedule;
SELECT E'\tBA\tMA + 30\r\n1\t$41,250.50\t\r\n2–4\t42,000\t$ 47,000\r\n'::salary_schedule AS pasted;
SELECT salary_exact(g * 1.0525 * 1.045, 'I-1') AS carried, salary(g * 1.0525 * 1.045, 'I-1') AS paid,
	salary(round(g * 1.0525, 0) * 1.045, 'I-1') AS rounded_each_time, salary(paid_in(g * 1.0525, 2), 'I-1') AS in_cents
FROM (SELECT salary_schedule 'step(0) I
	1 40274' AS g) AS s;
SELECT lane, lane_rank, units, step, amount, longevity FROM schedule, cells(grid)
WHERE lane IN ('I', 'V') ORDER BY lane_rank, step;
SELECT paid_in(with_lanes(salary_schedule_agg(placement, exact, longevity), '{I(24),II(36),III(48),IV(60),V(72)}'),
	0) = grid AS the_same
FROM schedule, cells(grid) GROUP BY grid;
SELECT with_longevity(with_lanes(grid, '{IV,V}'),
	'19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', lanes => '{V}')
FROM (SELECT salary_schedule 'step(0) IV V
	12 85207 87380
	14 - 91726' AS grid) AS s;
SELECT with_longevity(grid, '15-16: $400 each, 20+: 2% flat', base => 50000, through => 18)
FROM (SELECT salary_schedule 'step(0) IV V
	12 85207 87380
	14 - 91726' AS grid) AS s;
SELECT * FROM problems('step  I      II     III
	1     53856  53856  56029
	2     53856  56029  58202
	3     56029  58202  60735
	4     58202  60375  62548
	5     60375  62548  64721');
DROP TABLE schedule;
