-- Stipends: what a duty, a degree or a credential pays a year, as a band of a base or by a scale.
CREATE TABLE stipend (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract      text NOT NULL REFERENCES contract ON DELETE CASCADE,
	position      text NOT NULL CHECK (position <> ''),
	title         text NOT NULL,
	site_level    text NOT NULL DEFAULT 'any',
	enrollment    int4range NOT NULL DEFAULT '(,)' CHECK (NOT isempty(enrollment)),
	applies       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	precedence    smallint NOT NULL DEFAULT 0,
	in_force      daterange NOT NULL CHECK (NOT isempty(in_force)),
	known         daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	band          caseload.stipend_band,
	scale         caseload.pay_scale,
	base          text,
	per_count_of  text,
	lasts         caseload.caseload_unit,
	lasts_in      text,
	prorated_by   text CHECK (prorated_by IN ('school days', 'duty days', 'months', 'salary')),
	paid          text NOT NULL DEFAULT 'not said'
		CHECK (paid IN ('not said', 'monthly', 'each semester', 'installments')),
	digits        int NOT NULL DEFAULT 0 CHECK (digits BETWEEN 0 AND 8),
	citation      text NOT NULL CHECK (citation <> ''),
	note          text,
	part_digits   int CHECK (part_digits BETWEEN 0 AND 8),
	shared_by     text CHECK (shared_by <> ''),
	CHECK (num_nonnulls(band, scale) = 1),
	CONSTRAINT stipend_shared_in_full CHECK (shared_by IS NULL OR prorated_by IS NULL),
	CONSTRAINT stipend_part_of_what CHECK (part_digits IS NULL OR prorated_by IS NOT NULL),
	EXCLUDE USING gist (contract WITH =, position WITH =, site_level WITH =, enrollment WITH &&, (applies::text) WITH =,
		in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE stipend IS 'stipends by position and level of site';
COMMENT ON COLUMN stipend.id IS 'key';
COMMENT ON COLUMN stipend.contract IS 'the contract';
COMMENT ON COLUMN stipend.position IS 'position, degree or credential: the name that position_held uses';
COMMENT ON COLUMN stipend.title IS 'name of the row as printed, variants included';
COMMENT ON COLUMN stipend.site_level IS 'level of the site where it is held; any';
COMMENT ON COLUMN stipend.enrollment IS 'the enrollment of the site lies in this range; a site without one counts as 0';
COMMENT ON COLUMN stipend.applies IS 'what the position held must carry: {"coordinating_period": true}';
COMMENT ON COLUMN stipend.precedence IS 'of the rows that match, the highest is paid';
COMMENT ON COLUMN stipend.in_force IS 'days on which it is paid';
COMMENT ON COLUMN stipend.known IS 'days on which this was what was known';
COMMENT ON COLUMN stipend.band IS 'a percentage of a base, or an amount';
COMMENT ON COLUMN stipend.scale IS 'or a scale by a count';
COMMENT ON COLUMN stipend.base IS 'pay_base of the percentage';
COMMENT ON COLUMN stipend.per_count_of IS 'what the scale counts: the label of position_held.counted';
COMMENT ON COLUMN stipend.lasts IS 'paid only if the duty lasts so long';
COMMENT ON COLUMN stipend.lasts_in IS 'within this term';
COMMENT ON COLUMN stipend.prorated_by IS 'paid for the share of these days on which the duty was held; salary: divided '
	'as the salary is, and of one''s own pay by what is paid of it; null: in full';
COMMENT ON COLUMN stipend.paid IS 'how the year''s amount is paid out';
COMMENT ON COLUMN stipend.digits IS 'rounded half up to so many places: 0 are dollars, 2 cents';
COMMENT ON COLUMN stipend.citation IS 'article or appendix';
COMMENT ON COLUMN stipend.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN stipend.part_digits IS
	'what is paid for a part of the year or term is rounded to so many places; null: as the whole';
COMMENT ON COLUMN stipend.shared_by IS
	'an attribute of position_held, as participating_teacher: all who hold the position for the same one '
	'share the amount, each month alike, and a month in which several held it by their days';

CREATE TABLE stipend_installment (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	stipend_id bigint NOT NULL REFERENCES stipend ON DELETE CASCADE,
	share      numeric NOT NULL CHECK (share > 0 AND share <= 1),
	due        text NOT NULL,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	UNIQUE (stipend_id, due)
);
COMMENT ON TABLE stipend_installment IS 'parts in which a stipend is paid';
COMMENT ON COLUMN stipend_installment.id IS 'key';
COMMENT ON COLUMN stipend_installment.stipend_id IS 'the stipend';
COMMENT ON COLUMN stipend_installment.share IS 'part of the year''s amount';
COMMENT ON COLUMN stipend_installment.due IS 'code of the due_date on which it is paid';
COMMENT ON COLUMN stipend_installment.citation IS 'article';
COMMENT ON COLUMN stipend_installment.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- Of a scale of 1, 2 and 3 a fourth is worth nothing that anybody agreed on: no tier names it, and none below adds up.
CREATE FUNCTION unforeseen(scale caseload.pay_scale, counted numeric) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN unforeseen.scale IS NULL OR unforeseen.counted >= 10000000000 THEN false
		ELSE caseload.pay(unforeseen.scale, unforeseen.counted, 1) = 0
			AND bool_or(unforeseen.counted > CAST(t.tier[2] AS numeric))
			AND NOT bool_or(CASE WHEN t.tier[1] = '>' THEN unforeseen.counted > CAST(t.tier[2] AS numeric)
				ELSE unforeseen.counted >= CAST(t.tier[2] AS numeric) AND (t.tier[4] = '+'
					OR unforeseen.counted < CAST(coalesce(t.tier[3], t.tier[2]) AS numeric) + 1) END) END
	FROM regexp_matches(unforeseen.scale::text, '(>?)([0-9.]+)(?:-([0-9.]+))?([+]?): ', 'g') AS t (tier);
END;
COMMENT ON FUNCTION unforeseen(caseload.pay_scale, numeric) IS
	'whether a count lies beyond or between the tiers of a scale, which say nothing of it';

-- `counted` is what a scale counts; `share` the part of the year for a stipend that is prorated
CREATE FUNCTION stipend_pay(contract text, "position" text, on_date date,
	site_level text DEFAULT 'any', enrollment int DEFAULT 0,
	attributes jsonb DEFAULT '{}', counted numeric DEFAULT 1, share numeric DEFAULT 1,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $stipend_pay$
DECLARE
	rule stipend;
	base numeric := 0;
	amount numeric;
BEGIN
	SELECT s.* INTO rule FROM stipend AS s
	WHERE s.contract = stipend_pay.contract AND s.position = stipend_pay.position
		AND s.site_level IN ('any', stipend_pay.site_level)
		AND s.enrollment @> coalesce(stipend_pay.enrollment, 0) AND coalesce(attributes, '{}') @> s.applies
		AND s.in_force @> on_date AND s.known @> known_on
	ORDER BY s.precedence DESC, s.site_level = 'any', s.id LIMIT 1;
	IF NOT FOUND THEN
		RETURN NULL;
	END IF;
	IF rule.base IS NOT NULL THEN
		base := base_amount(contract, rule.base, on_date, known_on => known_on);
	END IF;
	IF rule.band IS NOT NULL THEN
		amount := caseload.stipend(rule.band, base);
	ELSIF NOT unforeseen(rule.scale, counted) THEN
		amount := caseload.pay(rule.scale, counted, base);
	END IF;
	IF rule.prorated_by IS NOT NULL THEN
		amount := amount * share;
	END IF;
	RETURN round(amount, CASE WHEN rule.prorated_by IS NOT NULL AND share <> 1
		THEN coalesce(rule.part_digits, rule.digits) ELSE rule.digits END);
END
$stipend_pay$;
COMMENT ON FUNCTION stipend_pay(text, text, date, text, int, jsonb, numeric, numeric, date) IS
	'the stipend of a position in the year of this day; null where the contract has none, or none for that count';
