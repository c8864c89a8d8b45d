-- The contracts of this district. Every rule names its contract, the days on which it is in force
-- and the article it rests on; `known` tells since when (and until when) that text was the one known,
-- so that a change agreed later for an earlier day is a second row and overwrites nothing.
CREATE TABLE district_version (
	version      text NOT NULL,
	installed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE district_version IS 'the version of the extension whose scripts made these tables';
COMMENT ON COLUMN district_version.version IS 'version of the extension caseload';
COMMENT ON COLUMN district_version.installed_at IS 'when its scripts were run here; the latest row holds';

CREATE TABLE contract (
	contract        text PRIMARY KEY CHECK (contract <> ''),
	title           text NOT NULL,
	employer        text NOT NULL,
	bargaining_unit text NOT NULL,
	term            daterange NOT NULL CHECK (NOT isempty(term)),
	duty_days       numeric CHECK (duty_days > 0),
	prorated_by     text NOT NULL DEFAULT 'duty days' CHECK (prorated_by IN ('duty days', 'months', 'calendar days')),
	citation        text NOT NULL CHECK (citation <> ''),
	note            text,
	after_expiry    text NOT NULL DEFAULT 'ends' CHECK (after_expiry IN ('ends', 'status quo')),
	usual_cycle     text CHECK (usual_cycle ~ '^([1-9][0-9]{0,2}|semi-monthly)$'),
	proposal_of     text REFERENCES contract ON DELETE CASCADE,
	CONSTRAINT contract_proposal_of_another CHECK (proposal_of <> contract)
);
CREATE INDEX ON contract (proposal_of);
COMMENT ON TABLE contract IS 'collective agreements whose rules this district keeps';
COMMENT ON COLUMN contract.contract IS 'short name, the key of all rules';
COMMENT ON COLUMN contract.title IS 'title as printed, with its years';
COMMENT ON COLUMN contract.employer IS 'the district';
COMMENT ON COLUMN contract.bargaining_unit IS 'the association or union';
COMMENT ON COLUMN contract.term IS 'days on which the agreement is effective';
COMMENT ON COLUMN contract.duty_days IS 'duty days of a full year of a teacher';
COMMENT ON COLUMN contract.prorated_by IS
	'what divides a year''s pay where division has no row; months: those that begin on the days paid';
COMMENT ON COLUMN contract.citation IS 'the article that gives the term';
COMMENT ON COLUMN contract.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN contract.after_expiry IS
	'ends: no schedule holds beyond its own days; status quo: each holds until its next row begins';
COMMENT ON COLUMN contract.usual_cycle IS
	'in how many cheques most are paid a year: 10, 12, 26, 27, semi-monthly; null: 12';
COMMENT ON COLUMN contract.proposal_of IS
	'of a proposal, the contract that it would change; nobody is employed under it. null: a contract that is agreed';
