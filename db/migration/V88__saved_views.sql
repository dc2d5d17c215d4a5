-- Views of the report that people saved by name (report contract, R2).

CREATE TABLE report_view (
    id     uuid    PRIMARY KEY,
    name   text    NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    owner  text    NOT NULL,
    shared boolean NOT NULL,
    query  text    NOT NULL CHECK (length(query) <= 8000),
    UNIQUE (owner, name)
);

CREATE INDEX report_view_shared ON report_view (name) WHERE shared;

COMMENT ON TABLE report_view IS 'A view of the report under a name';
COMMENT ON COLUMN report_view.owner IS 'The name of the user who saved it';
COMMENT ON COLUMN report_view.shared IS 'Whether all users are offered it, or the owner alone';
COMMENT ON COLUMN report_view.query IS 'Of its address, without a question mark';
