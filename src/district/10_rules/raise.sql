-- What each year added to the salary schedules.
CREATE TABLE raise (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract       text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule       text NOT NULL DEFAULT '*',
	in_force_from  date NOT NULL,
	rank           smallint NOT NULL DEFAULT 1,
	known_from     date NOT NULL DEFAULT '-infinity',
	ends           date CHECK (ends > in_force_from),
	percent        numeric,
	flat           numeric,
	lanes          text[],
	longevity_only boolean NOT NULL DEFAULT false,
	index_name     text,
	index_times    numeric,
	at_least       numeric,
	at_most        numeric,
	rounds_to      int,
	on_schedule    boolean NOT NULL DEFAULT true,
	citation       text NOT NULL CHECK (citation <> ''),
	note           text,
	CHECK (percent IS NOT NULL OR flat IS NOT NULL OR index_name IS NOT NULL),
	UNIQUE (contract, schedule, in_force_from, rank, known_from)
);
COMMENT ON TABLE raise IS 'raises of the salary schedules, in the order in which they multiply';
COMMENT ON COLUMN raise.id IS 'key';
COMMENT ON COLUMN raise.contract IS 'the contract';
COMMENT ON COLUMN raise.schedule IS 'the schedule that it raises; * for all';
COMMENT ON COLUMN raise.in_force_from IS 'the first day that is paid at the raised rate';
COMMENT ON COLUMN raise.rank IS 'of several raises from one day, the order';
COMMENT ON COLUMN raise.known_from IS 'since when it was known; later than in_force_from for a retroactive raise';
COMMENT ON COLUMN raise.ends IS 'the first day on which a temporary raise or cut no longer holds';
COMMENT ON COLUMN raise.percent IS 'percent added to every cell; negative for a cut';
COMMENT ON COLUMN raise.flat IS 'dollars added to every cell';
COMMENT ON COLUMN raise.lanes IS 'only these lanes; null for all';
COMMENT ON COLUMN raise.longevity_only IS 'only the longevity steps';
COMMENT ON COLUMN raise.index_name IS 'the percentage follows this index';
COMMENT ON COLUMN raise.index_times IS 'the index times this';
COMMENT ON COLUMN raise.at_least IS 'but at least so many percent';
COMMENT ON COLUMN raise.at_most IS 'and at most so many percent';
COMMENT ON COLUMN raise.rounds_to IS 'the cells are rounded to so many places after this raise; null: they are not';
COMMENT ON COLUMN raise.on_schedule IS 'false for a payment beside the schedule, which later raises do not build on';
COMMENT ON COLUMN raise.citation IS 'article';
COMMENT ON COLUMN raise.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- plpgsql, because sum(ln()) is not exact and SQL has no product
CREATE FUNCTION raise_factor(contract text, schedule text, after date, through date,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $raise_factor$
DECLARE
	factor numeric := 1;
	one_raise record;
BEGIN
	FOR one_raise IN
		SELECT r.* FROM raise AS r
		WHERE r.contract = raise_factor.contract AND r.schedule IN ('*', raise_factor.schedule)
			AND r.in_force_from > after AND r.in_force_from <= through AND (r.ends IS NULL OR r.ends > through)
			AND r.known_from <= known_on AND r.on_schedule
		ORDER BY r.in_force_from, r.rank, r.known_from
	LOOP
		IF one_raise.percent IS NULL OR one_raise.flat IS NOT NULL OR one_raise.lanes IS NOT NULL
			OR one_raise.longevity_only THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('the raise of %s is not the same percentage for every cell', one_raise.in_force_from),
				DETAIL = format('See %s.', one_raise.citation);
		END IF;
		factor := factor * (1 + one_raise.percent * 0.01); -- a division would round
	END LOOP;
	RETURN trim_scale(factor);
END
$raise_factor$;
COMMENT ON FUNCTION raise_factor(text, text, date, date, date) IS
	'the product, exact, of the percentage raises on the schedule after one day and through another';
