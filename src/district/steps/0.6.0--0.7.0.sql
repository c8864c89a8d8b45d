-- What 0.7.0 changes about the tables of 0.6.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.
ALTER TABLE contract ADD proposal_of text REFERENCES contract ON DELETE CASCADE,
	ADD CONSTRAINT contract_proposal_of_another CHECK (proposal_of <> contract);
CREATE INDEX ON contract (proposal_of);
