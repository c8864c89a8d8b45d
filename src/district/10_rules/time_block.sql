-- How one entry of time counts: in whole blocks, at least and at most so much at a time. Limits that count these
-- entries and the pay by the hour read the same row.
CREATE TABLE time_block (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	what     text NOT NULL CHECK (what <> ''),
	in_force daterange NOT NULL CHECK (NOT isempty(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	block    caseload.caseload_unit,
	begun    text NOT NULL DEFAULT 'counts' CHECK (begun IN ('counts', 'lost', 'nearest')),
	least    caseload.caseload_unit,
	shorter  text NOT NULL DEFAULT 'raised' CHECK (shorter IN ('raised', 'lost')),
	most     caseload.caseload_unit,
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	CONSTRAINT time_block_told CHECK (num_nonnulls(block, least, most) > 0),
	CONSTRAINT time_block_of_time CHECK ((block IS NULL OR caseload.quantity(block) > 0
			AND caseload.measure(block) IN ('minutes', 'hours', 'days'))
		AND (least IS NULL OR caseload.quantity(least) > 0
			AND caseload.measure(least) IN ('minutes', 'hours', 'days'))
		AND (most IS NULL OR caseload.quantity(most) > 0
			AND caseload.measure(most) IN ('minutes', 'hours', 'days'))),
	EXCLUDE USING gist (contract WITH =, what WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE time_block IS 'how one entry of time counts: blocks, the least and the most of it';
COMMENT ON COLUMN time_block.id IS 'key';
COMMENT ON COLUMN time_block.contract IS 'the contract';
COMMENT ON COLUMN time_block.what IS 'what the time is of: tally.what';
COMMENT ON COLUMN time_block.in_force IS 'first days of the entries that it is for';
COMMENT ON COLUMN time_block.known IS 'days on which this was what was known';
COMMENT ON COLUMN time_block.block IS 'an entry counts in blocks of so much: 15 minutes; null: as it was entered';
COMMENT ON COLUMN time_block.begun IS
	'a block that is not full: counts as a whole one, is lost, or counts from its half on';
COMMENT ON COLUMN time_block.least IS 'the least that an entry counts; null: nothing is too short';
COMMENT ON COLUMN time_block.shorter IS 'an entry below the least: raised to it, or lost';
COMMENT ON COLUMN time_block.most IS 'the most that an entry counts; null: all of it';
COMMENT ON COLUMN time_block.citation IS 'article';
COMMENT ON COLUMN time_block.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- In minutes, where it is minutes or hours; days are days.
CREATE FUNCTION time_length(length caseload.caseload_unit) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.quantity(time_length.length)
		* CASE caseload.measure(time_length.length) WHEN 'hours' THEN 60 ELSE 1 END;
END;
COMMENT ON FUNCTION time_length(caseload.caseload_unit) IS 'minutes of minutes or hours, and days of days';

-- What is no time, or is in days where the rule is in hours, counts as it was entered, and so does what takes back.
CREATE FUNCTION in_blocks(entry caseload.caseload_unit, rule time_block) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN e.length <= 0 OR NOT e.alike OR (in_blocks.rule).id IS NULL THEN caseload.quantity(in_blocks.entry)
		WHEN e.length < e.least AND (in_blocks.rule).shorter = 'lost' THEN 0
		ELSE trim_scale(round(least(greatest(e.least, CASE WHEN e.block IS NULL THEN e.length ELSE e.block
				* CASE (in_blocks.rule).begun WHEN 'counts' THEN ceil(e.length / e.block)
					WHEN 'lost' THEN floor(e.length / e.block) ELSE floor(e.length / e.block + 0.5) END END), e.most)
			/ CASE caseload.measure(in_blocks.entry) WHEN 'hours' THEN 60 ELSE 1 END, 6)) END
	FROM (SELECT time_length(in_blocks.entry) AS length, time_length((in_blocks.rule).block) AS block,
			time_length((in_blocks.rule).least) AS least, time_length((in_blocks.rule).most) AS most,
			caseload.measure(in_blocks.entry) IN ('minutes', 'hours', 'days')
			AND (caseload.measure(in_blocks.entry) = 'days')
				= (caseload.measure(coalesce((in_blocks.rule).block, (in_blocks.rule).least,
							(in_blocks.rule).most)) = 'days')
				AS alike) AS e;
END;
COMMENT ON FUNCTION in_blocks(caseload.caseload_unit, time_block) IS
	'how much of its own measure an entry of time counts by a rule of blocks';

CREATE FUNCTION blocks_of(contract text, known_on date) RETURNS time_block[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $blocks_of$
BEGIN
	RETURN (SELECT array_agg(b) FROM time_block AS b
		WHERE b.contract = blocks_of.contract AND b.known @> blocks_of.known_on);
END
$blocks_of$;
COMMENT ON FUNCTION blocks_of(text, date) IS 'how entries of time count under a contract; null: as they were entered';

CREATE FUNCTION entry_in_blocks(entry caseload.caseload_unit, what text, day date, blocks time_block[]) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT coalesce((SELECT in_blocks(entry_in_blocks.entry, CAST(b AS time_block))
			FROM pg_catalog.unnest(entry_in_blocks.blocks) AS b
			WHERE b.what = entry_in_blocks.what AND b.in_force @> entry_in_blocks.day),
		caseload.quantity(entry_in_blocks.entry));
END;
COMMENT ON FUNCTION entry_in_blocks(caseload.caseload_unit, text, date, time_block[]) IS
	'how much an entry that began on a day counts';

-- Part of its callers' plans: most contracts have no such rule, and an entry is what it says.
CREATE FUNCTION entry_counts(entry caseload.caseload_unit, what text, day date, blocks time_block[]) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN entry_counts.blocks IS NULL THEN caseload.quantity(entry_counts.entry)
		ELSE entry_in_blocks(entry_counts.entry, entry_counts.what, entry_counts.day, entry_counts.blocks) END;
END;
COMMENT ON FUNCTION entry_counts(caseload.caseload_unit, text, date, time_block[]) IS
	'how much an entry counts by these rules of blocks; null: as it was entered';
