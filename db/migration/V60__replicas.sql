-- Which replicas live, so that the sites are spread over them.

CREATE TABLE replica (
    name        text        PRIMARY KEY,
    alive_until timestamptz NOT NULL
);

COMMENT ON TABLE replica IS 'A process that collects; gone with its stop, or an hour after it died';
COMMENT ON COLUMN replica.name IS 'As shedlock.locked_by: the host and a number that no other process ever has';
COMMENT ON COLUMN replica.alive_until IS 'Renewed with its locks; after that the others take its sites';
