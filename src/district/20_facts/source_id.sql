-- Where facts come from. A system of others names schools, people and classes by texts of its own: numbers, codes as
-- 02M800, GUIDs. Here each such text has the number by which the facts know it. These tables are no facts: nothing is
-- reckoned from them, so they have no history and no second clock, and a crosswalk that was wrong is simply set right.
CREATE TABLE source_id (
	district_id int NOT NULL DEFAULT 1,
	source      text NOT NULL CHECK (source <> ''),
	kind        text NOT NULL CHECK (kind <> ''),
	key         text NOT NULL CHECK (key <> ''),
	id          bigint NOT NULL,
	PRIMARY KEY (district_id, source, kind, key)
);
CREATE INDEX ON source_id (district_id, kind, id);
COMMENT ON TABLE source_id IS 'crosswalk: what a source calls a school, a person or a class, and its number here';
COMMENT ON COLUMN source_id.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN source_id.source IS 'whose names these are: plain, oneroster; of the caller''s choice at each merge';
COMMENT ON COLUMN source_id.kind IS 'site, employee, student or section';
COMMENT ON COLUMN source_id.key IS 'the text by which the source knows it, as 02M800';
COMMENT ON COLUMN source_id.id IS
	'its number in the facts; two classes that are one have the same; a row put in by hand says which is meant';

-- Which facts a source brought, and a hash of each row of its files that says so: a row whose hash is here is the same
-- as it was, and nothing else need be read of it. Facts that are not named here were put in by hand or came from
-- elsewhere, and a merge leaves them alone.
CREATE TABLE source_fact (
	district_id int NOT NULL DEFAULT 1,
	source      text NOT NULL CHECK (source <> ''),
	kind        text NOT NULL CHECK (kind <> ''),
	id          bigint NOT NULL,
	print       bigint NOT NULL,
	anew        boolean NOT NULL DEFAULT false,
	PRIMARY KEY (district_id, source, kind, id, print)
);
COMMENT ON TABLE source_fact IS 'facts that came from a source, and hashes of the rows of its files that say so';
COMMENT ON COLUMN source_fact.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN source_fact.source IS 'the source, as in source_id';
COMMENT ON COLUMN source_fact.kind IS 'site, employee, student, section, staffing, enrollment, case, employment, '
	'position, service or paid_elsewhere';
COMMENT ON COLUMN source_fact.id IS 'key of the fact in its table';
COMMENT ON COLUMN source_fact.print IS 'hash of a row of the file; 0: its files have the fact no more';
COMMENT ON COLUMN source_fact.anew IS
	'whether the crosswalk or a rule by which the row was read was changed since: the next merge reads it anew';

-- What is for the district to choose when rosters are read, as data.
CREATE TABLE import_rule (
	district_id int NOT NULL DEFAULT 1,
	source      text NOT NULL CHECK (source <> ''),
	what        text NOT NULL CHECK (what <> ''),
	says        text NOT NULL CHECK (says <> ''),
	note        text,
	PRIMARY KEY (district_id, source, what, says)
);
COMMENT ON TABLE import_rule IS 'choices of the district''s on how the rosters of a source are read';
COMMENT ON COLUMN import_rule.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN import_rule.source IS 'the source, as in source_id';
COMMENT ON COLUMN import_rule.what IS 'what it is about: joins, fte, grades, class days, role aide';
COMMENT ON COLUMN import_rule.says IS
	'joins: room and period, co-taught; fte: employment, assignment; grades: K-12; role ...: the role here';
COMMENT ON COLUMN import_rule.note IS 'remark';
