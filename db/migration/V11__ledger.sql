-- The ledger of days: what was proven of each, and when it was looked at last.

CREATE TABLE certificate (
    site        smallint    NOT NULL REFERENCES site,
    day         date        NOT NULL,
    version     integer     NOT NULL CHECK (version >= 1),
    held        bigint      NOT NULL CHECK (held >= 0),
    counted     text        NOT NULL CHECK (counted IN ('OFFSET', 'READ_TWICE')),
    stored      bigint      NOT NULL,
    quarantined bigint      NOT NULL CHECK (quarantined >= 0),
    hash        text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    fields      smallint    NOT NULL,
    first_start       timestamptz,
    last_start        timestamptz,
    departed    bigint      NOT NULL CHECK (departed >= 0),
    late        bigint      NOT NULL CHECK (late >= 0),
    zone_error        integer,
    made_at     timestamptz NOT NULL,
    made_by     text        NOT NULL,
    reason      text        NOT NULL,
    PRIMARY KEY (site, day, version),
    CHECK (held = stored + quarantined)
);

COMMENT ON TABLE certificate IS 'What a whole read has proven of a day; never changed, a later difference makes a new version';
COMMENT ON COLUMN certificate.day IS 'In the zone of the PBX';
COMMENT ON COLUMN certificate.held IS 'Records that the UCM held, by a whole read and by a count after it';
COMMENT ON COLUMN certificate.counted IS 'How they were counted after the read: by offset, or by a second read';
COMMENT ON COLUMN certificate.quarantined IS 'Records that cannot be read; they are not in the hash';
COMMENT ON COLUMN certificate.stored IS 'Legs kept of that day that the UCM still holds';
COMMENT ON COLUMN certificate.hash IS 'SHA-256, hex, of the day''s records as CSV lines, sorted by their bytes, each ended by LF';
COMMENT ON COLUMN certificate.fields IS 'Fields of these lines: 22, 27, 32 or 43';
COMMENT ON COLUMN certificate.departed IS 'Legs kept of that day that the UCM has deleted since';
COMMENT ON COLUMN certificate.late IS 'Legs that only this proof brought';
COMMENT ON COLUMN certificate.zone_error IS 'Seconds by which the configured zone is ahead of the epochs; null: not measured';
COMMENT ON COLUMN certificate.made_by IS 'Version of the gateway';
COMMENT ON COLUMN certificate.reason IS 'Why this version was made';

CREATE TABLE ledger_day (
    site        smallint    NOT NULL REFERENCES site,
    day         date        NOT NULL,
    seen_at  timestamptz,
    lost     boolean     NOT NULL DEFAULT false,
    note     text,
    PRIMARY KEY (site, day)
);

COMMENT ON TABLE ledger_day IS 'What is known of a day beside its certificates';
COMMENT ON COLUMN ledger_day.seen_at IS 'When it was last proven or checked, in vain or not';
COMMENT ON COLUMN ledger_day.lost IS 'The UCM no longer held it before it was proven; for ever';
COMMENT ON COLUMN ledger_day.note IS 'What the last look in vain found';

ALTER TABLE site
    ADD COLUMN oldest_held    date,
    ADD COLUMN oldest_held_at timestamptz;

COMMENT ON COLUMN site.oldest_held IS 'The first day of which the UCM still held anything; null: it held nothing, or was not asked';
COMMENT ON COLUMN site.oldest_held_at IS 'When that was found';
