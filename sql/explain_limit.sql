-- Limits read back from their rows, in English and Spanish: doc/explain.md. Every limit that ships is printed in both
-- languages, and each was read beside its rows.
SET search_path = caseload, public;
SET client_min_messages = warning;
SET DateStyle = 'ISO, YMD';
\pset format unaligned
\pset tuples_only on
SELECT create_district('explain_limit', 'waterford');
SELECT load_contract('explain_limit', c) FROM unnest('{anacortes,clovis,utla}'::text[]) AS c;
SET search_path = explain_limit, explain_limit_bi, caseload, public;
SELECT E'\n' || limit_in_words(l.id, w.locale) FROM load_limit AS l, unnest('{en,es_US}'::text[]) AS w (locale)
ORDER BY l.contract COLLATE "C", w.locale COLLATE "C", l.code COLLATE "C", l.in_force;

-- What is written to be said by nobody's contract: weights, roles, terms, lists, days without an end.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('made up', 'Made up', 'District', 'Union', '[2025-07-01,2028-07-01)', 'Article 1');
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by, counted_on, strictness, citation,
	carried_by, carried, known)
VALUES ('made up', 'contacts', 'Daily contacts', '[2025-07-01,)', 'employee', 'all', 2, 'duty days', 'paid',
	'Article 5.2', '{teacher of record,specialist,intern}', 'by share', '[2025-09-01,)');
INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, relative_to, per, rounded, binds,
	tolerance, counts, weighted, reckoned, wider, taken, taken_over, excess, excess_most)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to, v.per,
	v.rounded, v.binds, v.tolerance, v.counts::jsonb, v.weighted, v.reckoned, v.wider, v.taken, v.taken_over, v.excess,
	v.excess_most
FROM load_limit AS l, (VALUES
	(1, '[-2,0]', NULL, '{"title_i": false, "level": "middle", "periods": 5.5, "rooms": [1, 2], "shared": null}', 0,
		'160.5 students', NULL, '5 sections', 'down', 'at', '2 students', '{"iep": true, "what": "head count"}',
		'weight', 'overages', NULL, 'each', NULL, 'nearest', '3 students'),
	(1, '(,8]', 'Dual', '{}', 1, '-1 students', 'contacts', NULL, 'exact', 'over', NULL, '{}', 'share', 'average',
		'district', 'mean', 'winter term', 'down', NULL),
	(2, '[9,)', NULL, '{}', 0, '35 percent', NULL, NULL, 'nearest', 'under', NULL, '{"iep": true, "ell": true}', 'none',
		'sections over', 'grade', 'total', 'month', 'up', NULL)) AS v (test, grades, program, applies, precedence,
	number, relative_to, per, rounded, binds, tolerance, counts, weighted, reckoned, wider, taken, taken_over, excess,
	excess_most)
WHERE l.code = 'contacts';
INSERT INTO limit_weight (limit_id, counts, weight, note)
SELECT l.id, v.counts::jsonb, v.weight, v.note
FROM load_limit AS l, (VALUES ('{"iep": true}', 1.5, NULL), ('{}', 0.75, 'all others')) AS v (counts, weight, note)
WHERE l.code = 'contacts';
INSERT INTO limit_remedy (limit_id, test, rank, choice, chooser, kind, scale, base, counted_on, standing_on, lasts,
	lasts_in, from_then, takes, in_proportion, payee, rounds, note)
SELECT l.id, v.*
FROM load_limit AS l, (VALUES
	(2::smallint, 1::smallint, 'relief', 'employee', 'pay', '1-2: 2% flat, 3+: 3% flat per semester'::pay_scale,
		'own salary', 'Mondays', 'day 20', '10 days'::caseload_unit, NULL, false, 'mean', 'fte', 'teacher of record',
		'rate', NULL),
	(NULL, 2, 'relief', 'employer', 'release', '1+: 1 hours each 2 per week', NULL, NULL, NULL, '30 percent',
		'semester', true, 'last', 'sections', 'teacher of record', 'count', 'or another'),
	(NULL, 3, NULL, 'agreement', 'consent', NULL, NULL, 'every day', NULL, NULL, NULL, false, 'highest', 'share',
		'teacher of record', 'term', NULL),
	(NULL, 4, 'place', NULL, 'other', NULL, NULL, NULL, NULL, NULL, NULL, false, 'highest', NULL, 'teacher of record',
		'term', 'a second room')) AS v
WHERE l.code = 'contacts';
SELECT E'\n' || explain_limit('made up', 'contacts', '2026-01-15', w.locale)
FROM unnest('{en,es}'::text[]) AS w (locale) ORDER BY w.locale COLLATE "C";

-- all limits of a contract on a day; before a retroactive change was known it is not there
SELECT code, title, words = explain_limit('anacortes', code, '2018-01-15') AS same, length(words) > 100 AS told
FROM explain_limits('anacortes', '2018-01-15') ORDER BY code COLLATE "C";
SELECT count(*), (SELECT count(*) FROM explain_limits('made up', '2026-01-15')) AS known
FROM explain_limits('made up', '2026-01-15', known_on => '2025-08-01');
\set VERBOSITY default
SELECT explain_limit('anacortes', 'class size', '2018-01-15');
SELECT explain_limit('anacortes', 'slp', '2019-01-15');
-- a scale that pays once for several terms asks for the counts of all of them
SELECT term_in_words(t, 'en') AS english, term_in_words(t, 'es') AS spanish FROM unnest('{week,2 weeks,3 months,
	2 quarters,2 trimesters,2 semesters,2 years,2 moons}'::text[]) WITH ORDINALITY AS t (t, n) ORDER BY n;
UPDATE limit_remedy SET scale = '1: 1 hours each 2 per 2 weeks' WHERE takes = 'last';
SELECT substring(remedy_in_words(r, 'employee', l) FROM '[^;]*last count[^;]*|[^;]*último recuento[^;]*') AS words
FROM limit_remedy AS r, unnest('{en,es}'::text[]) AS l WHERE r.takes = 'last' ORDER BY 1;
\set VERBOSITY terse
SELECT explain_limit('anacortes', 'slp', '2018-01-15', 'fr');
SELECT explain_limit(NULL, 'slp', '2018-01-15') IS NULL AS contract,
	explain_limit('anacortes', 'slp', '2018-01-15', NULL) IS NULL AS locale;
SELECT say('en', 'limit.nothing');
SELECT say('en', 'limit.title', 'a', 'b', 'c', 'd', 'e', 'f');
SELECT say('en', 'limit.title', 'a', NULL) IS NULL AS part, say(NULL, 'limit.only') IS NULL AS locale;
SELECT say_day('infinity', 'en');
-- of any length, and what looks like a pattern is none
SELECT length(say('es', 'limit.note', repeat(U&'{0} \00F1', 20000)));
SELECT say('en', 'limit.title', '{1} it''s ''{x}''', 'Article {0}');
SELECT say_unit('1 students', l), say_unit('-2.5 hours', l), say_measure('1 FTE', l), say_measure('2 students', l),
	say_number(1234.5, l), say_day('2024-02-29', l) FROM unnest('{en,es,es_US}'::text[]) AS l;

-- every form of a scale; the Spanish of the United States has a blank before the percent sign, or none, by the
-- version of ICU
SELECT replace(say_scale(s::pay_scale, l), U&'\00A0%', '%') FROM unnest(ARRAY[
	'1-2: $10 each, 3: $15 each, 4-6: $25 each, 7+: $30.50 each per day',
	'1+: $50 each per count', '2: $625 flat, 3+: $1250 flat per semester', '1+: $10 each per day max $40',
	'1: $80 all, 2-3: $90 all, 4+: $140 all per month', '1+: 0.75 hours flat per day',
	'1+: $40 each per year prorated max $500 per semester, $900 per year',
	'19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', '1+: 1 hours each 5',
	'1+: $5 each 1 per 3 days prorated 20',
	'3-6: $1 each 2, 7+: $3 each 2, 11-1200: $5 each, 1201+: $6 each', '0+: $3 flat', '2+: $4 each',
	'1-5: $300 flat, >5: $500 flat, >10: $900 flat per year', '5.5+: $1 all, 7.25+: $2 flat',
	'1-5: $1 each, >5.5: $2 each', '>5: $10 each'])
	WITH ORDINALITY AS s (s, n), unnest('{en,es_US}'::text[]) AS l ORDER BY s.n, l;
DROP SCHEMA explain_limit, explain_limit_bi, explain_limit_then CASCADE;
