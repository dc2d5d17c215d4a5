-- Records that could not be read, whole, until a better rule reads them (contract N9).

CREATE TABLE quarantine (
    number     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site       smallint    NOT NULL REFERENCES site,
    digest     bytea       NOT NULL,
    raw        text        NOT NULL,
    reason     text        NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    UNIQUE (site, digest)
);

COMMENT ON TABLE quarantine IS 'A record that could not be read';
COMMENT ON COLUMN quarantine.digest IS 'SHA-256 of raw: the same text again is not kept twice';
COMMENT ON COLUMN quarantine.raw IS 'The text as it came; NUL, which no text column holds, stands as \x00';
COMMENT ON COLUMN quarantine.reason IS 'What was found and what was expected';
COMMENT ON COLUMN quarantine.first_seen IS 'When it came first';
