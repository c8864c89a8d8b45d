-- What of this schema the extension's scripts made: an upgrade drops its functions and views and makes them anew,
-- and must know them from those that the owner put beside them.
CREATE TABLE district_part (
	space    text NOT NULL CHECK (space IN ('district', 'reports')),
	kind     text NOT NULL CHECK (kind IN ('table', 'view', 'type', 'function', 'trigger')),
	name     text NOT NULL,
	comments jsonb NOT NULL,
	PRIMARY KEY (space, kind, name)
);
COMMENT ON TABLE district_part IS 'tables, views, types, functions and triggers that the extension''s scripts made, for upgrade_district()';
COMMENT ON COLUMN district_part.space IS 'district: the district''s schema; reports: that of its reports';
COMMENT ON COLUMN district_part.kind IS 'table, view, type, function or trigger';
COMMENT ON COLUMN district_part.name IS 'its name; of a function with the types of its arguments, of a trigger with its table';
COMMENT ON COLUMN district_part.comments IS 'the beginning of a hash of its comment, under "", and of each column''s: another comment is the owner''s own';
