-- What was erased: the content of calls is gone for good, and what is kept here names nobody. A record that the UCM still holds is
-- known again by the digest of its key, so that it does not come back.

CREATE TABLE erased_leg (
    site       smallint    NOT NULL REFERENCES site,
    number     bigint      NOT NULL,
    started_at timestamptz NOT NULL,
    departed   boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (site, number)
);

CREATE INDEX erased_leg_by_start ON erased_leg (site, started_at);

COMMENT ON TABLE erased_leg IS 'A leg that was erased; a day''s proof counts it as stored';
COMMENT ON COLUMN erased_leg.number IS 'The leg''s';
COMMENT ON COLUMN erased_leg.started_at IS 'The leg''s';
COMMENT ON COLUMN erased_leg.departed IS 'Its UCM no longer holds it, as departed has it of legs that are kept';

CREATE TABLE erased_key (
    site   smallint NOT NULL,
    key    uuid     NOT NULL,
    number bigint   NOT NULL,
    PRIMARY KEY (site, key)
);

CREATE INDEX erased_key_of_leg ON erased_key (site, number);

COMMENT ON TABLE erased_key IS 'A key by which an erased leg is known again: with its session, and with its uniqueid instead (rule C1)';
COMMENT ON COLUMN erased_key.key IS
    'First 128 bits of the SHA-256 of session, AcctId and start: a session may hold a number, so it is not kept as it is';
COMMENT ON COLUMN erased_key.number IS 'As erased_leg.number';

ALTER TABLE site
    ADD COLUMN erased_from  timestamp,
    ADD COLUMN erased_until timestamp;

COMMENT ON COLUMN site.erased_from IS
    'The earliest start, by the PBX''s wall clock, of an erased leg: keys of pages outside these bounds are not looked up; null: none';
COMMENT ON COLUMN site.erased_until IS 'The latest start of an erased leg; null as erased_from';

ALTER TABLE stale_call ADD COLUMN erased boolean NOT NULL DEFAULT false;

-- Empty but for a moment: it costs a storing transaction nothing.
CREATE INDEX stale_call_erased ON stale_call (site) WHERE erased;

COMMENT ON COLUMN stale_call.erased IS 'Legs of it were erased: what the call showed until then is forgotten, numbers of recordings too';

ALTER TABLE quarantine ADD COLUMN erased boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN quarantine.erased IS 'Its text is gone. The digest stays, so that the same text is not put in again';

CREATE TABLE erased_recording (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site      smallint    NOT NULL REFERENCES site,
    digest    bytea       NOT NULL CHECK (length(digest) = 32),
    erased_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (site, digest)
);

COMMENT ON TABLE erased_recording IS 'A recording that is neither served nor fetched any more';
COMMENT ON COLUMN erased_recording.number IS 'Replicas look for those behind the last that they have seen';
COMMENT ON COLUMN erased_recording.digest IS 'SHA-256 of site, directory and name, as the cache of recordings has it';

-- Recordings that a listing alone names are found by their start.
CREATE INDEX recording_of_start ON recording (site, started_at);

CREATE TABLE erasure (
    id         uuid        PRIMARY KEY,
    actor      text        NOT NULL,
    address    text,
    site       text        COLLATE "C",
    detail     text        NOT NULL,
    begun_at   timestamptz NOT NULL,
    ended_at   timestamptz,
    swept      boolean     NOT NULL DEFAULT false,
    rounds     smallint    NOT NULL DEFAULT 1,
    asked      bigint      NOT NULL,
    calls      bigint      NOT NULL DEFAULT 0,
    legs       bigint      NOT NULL DEFAULT 0,
    recordings bigint      NOT NULL DEFAULT 0,
    quarantined bigint     NOT NULL DEFAULT 0
);

CREATE INDEX erasure_open ON erasure (begun_at) WHERE ended_at IS NULL;

COMMENT ON TABLE erasure IS 'An erasure that somebody asked for, and how far it has come';
COMMENT ON COLUMN erasure.actor IS 'Who asked, as audit.actor';
COMMENT ON COLUMN erasure.address IS 'From where, as audit.address';
COMMENT ON COLUMN erasure.site IS 'As audit.site';
COMMENT ON COLUMN erasure.detail IS 'What was asked for, with numbers masked';
COMMENT ON COLUMN erasure.ended_at IS 'When nothing was left of it; null: it goes on';
COMMENT ON COLUMN erasure.swept IS 'Quarantine was looked through for records of these calls';
COMMENT ON COLUMN erasure.rounds IS 'How often its calls were looked through; more than once if legs joined some of them meanwhile';
COMMENT ON COLUMN erasure.asked IS 'Calls that matched when it was asked for';
COMMENT ON COLUMN erasure.calls IS 'Of these, erased so far';
COMMENT ON COLUMN erasure.legs IS 'Their legs';
COMMENT ON COLUMN erasure.recordings IS 'Their recordings';
COMMENT ON COLUMN erasure.quarantined IS 'Records in quarantine that belonged to them';

CREATE TABLE erasure_call (
    erasure uuid     NOT NULL REFERENCES erasure,
    call    uuid     NOT NULL,
    erased_by bigint,
    site    smallint NOT NULL,
    PRIMARY KEY (erasure, call)
);

CREATE INDEX erasure_call_open ON erasure_call (erasure, site) WHERE erased_by IS NULL;

COMMENT ON TABLE erasure_call IS 'A call that an erasure is about; the rows go with its end';
COMMENT ON COLUMN erasure_call.call IS 'As call.id';
COMMENT ON COLUMN erasure_call.erased_by IS 'Number of the commit that erased its legs, see stale_call.commit_number; null: they are not';
