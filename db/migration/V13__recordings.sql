-- The archive of recordings: what is to be fetched of each site, and what became of it. Only sites that keep all have rows.

CREATE TABLE recording (
    fetched_at timestamptz,
    due_at     timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    length     bigint      CHECK (length >= 0),
    site       smallint    NOT NULL REFERENCES site,
    tries      smallint    NOT NULL DEFAULT 0,
    state      text        NOT NULL DEFAULT 'WANTED' CHECK (state IN ('WANTED', 'KEPT', 'MISSING', 'BROKEN')),
    directory  text        COLLATE "C" NOT NULL,
    name       text        COLLATE "C" NOT NULL,
    sha256     bytea       CHECK (length(sha256) = 32),
    PRIMARY KEY (site, directory, name),
    CHECK ((state = 'KEPT') = (sha256 IS NOT NULL AND length IS NOT NULL AND fetched_at IS NOT NULL))
);

-- What is still to be fetched, the oldest first: the UCM's cleaner deletes them in that order.
CREATE INDEX recording_wanted ON recording (site, started_at) WHERE state = 'WANTED';
CREATE INDEX recording_missing ON recording (site, started_at) WHERE state IN ('MISSING', 'BROKEN');

COMMENT ON TABLE recording IS 'A recording that the archive has fetched, or is to fetch';
COMMENT ON COLUMN recording.fetched_at IS 'When it came whole; the cache may have thrown it away since';
COMMENT ON COLUMN recording.due_at IS 'Not tried before this';
COMMENT ON COLUMN recording.started_at IS 'Start of the leg that names it, or the epoch in its name';
COMMENT ON COLUMN recording.length IS 'In bytes';
COMMENT ON COLUMN recording.tries IS 'Tries in vain';
COMMENT ON COLUMN recording.state IS
    'WANTED: to be fetched; KEPT: came whole; MISSING: the UCM did not have it, asked several times; BROKEN: it never came whole';
COMMENT ON COLUMN recording.directory IS 'What filedir takes';
COMMENT ON COLUMN recording.name IS 'As recordfiles or the listing has it, with its month folder';
COMMENT ON COLUMN recording.sha256 IS 'Of its content';
