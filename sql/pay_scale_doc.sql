-- the examples of doc/pay_scale.md
SET search_path = caseload, public;
SELECT pay('1-2: $10 each, 3: $15 each, 4: $25 each per day', 3);
SELECT pay_scale '1+:$1,250.5 EACH per Semesters', pay_scale '1 - 2 : .75 hour flat per 1 day';
SELECT pay('3+: 1.25 hours flat per day', 3) AS hours, pay('3+: 1.25 hours flat per day', 3, 24.00) AS dollars,
	pay('19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', 28, 100000) AS longevity;
SELECT * FROM breakdown('1-2: $10 each, 3-4: $15 each, 5+: $100 flat per day max $90', 3.5);
SELECT * FROM breakdown('1-2: $10 each, 3-4: $15 each, 5+: $100 flat per day max $90', 6);
CREATE TABLE clause (program text, scale pay_scale);
INSERT INTO clause VALUES ('elementary', '1+: $50 each per count'),
	('secondary', '1-5: $12.50 each, 6+: $20 each per count max $150');
CREATE TABLE class (id int, program text, over int);
INSERT INTO class VALUES (1, 'elementary', 3), (2, 'secondary', 7), (3, 'secondary', 12), (4, 'elementary', -2);
SELECT id, over, pay(scale, over), pay(scale * 1.035, over) AS proposed
FROM class JOIN clause USING (program) ORDER BY id;
DROP TABLE clause, class;
