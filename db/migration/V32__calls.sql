-- The calls, one row each, which is also its place in the feed of changes: a call that changes moves to the feed's end.
-- Partitioned by the month of the start in UTC. Calls of a mad clock stand in a partition of their own, so that no partition
-- ever has to be split and a new one is attached without a lock that readers wait for.

CREATE TABLE call (
    id               uuid        NOT NULL,
    place            bigint      NOT NULL,
    digest           bigint      NOT NULL,
    commit_number    bigint      NOT NULL,
    started_at       timestamptz NOT NULL,
    answered_at      timestamptz,
    ended_at         timestamptz,
    changed_at       timestamptz NOT NULL DEFAULT now(),
    month            date        NOT NULL,
    version          integer     NOT NULL CHECK (version >= 1),
    utc_offset       integer     NOT NULL,
    duration         integer     CHECK (duration >= 0),
    wait             integer     CHECK (wait >= 0),
    billable         integer     NOT NULL CHECK (billable >= 0),
    legs             integer     NOT NULL CHECK (legs >= 1),
    site             smallint    NOT NULL,
    direction        "char"      NOT NULL,
    status           "char"      NOT NULL,
    searchable       boolean     NOT NULL,
    key              text        COLLATE "C" NOT NULL,
    session          text        COLLATE "C",
    caller_number    text        COLLATE "C",
    caller_presented text        COLLATE "C",
    caller_name      text        COLLATE "C",
    caller_e164      text        COLLATE "C",
    caller_trunk     text        COLLATE "C",
    callee_number    text        COLLATE "C",
    callee_e164      text        COLLATE "C",
    callee_trunk     text        COLLATE "C",
    dialled_number   text        COLLATE "C",
    dialled_e164     text        COLLATE "C",
    answered_by      text        COLLATE "C",
    account_code     text        COLLATE "C",
    kinds            text        COLLATE "C" NOT NULL,
    kind_billable    integer[],
    trunk_ends       text        COLLATE "C",
    trunk_tokens     text[]      COLLATE "C",
    trunk_names      text[]      COLLATE "C",
    trunks           text[]      COLLATE "C",
    trunk_billable   integer[],
    extensions       text[]      COLLATE "C",
    extension_billable integer[],
    outside          text[]      COLLATE "C",
    recordings       text[]      COLLATE "C",
    recording_starts bigint[]
) PARTITION BY RANGE (month);

CREATE TABLE call_misdated PARTITION OF call FOR VALUES FROM (MINVALUE) TO ('1900-01-01');

CREATE INDEX call_of_id ON call (id);
CREATE INDEX call_of_place ON call (place);
-- The calls of one second, few, are sorted by id as they come.
CREATE INDEX call_of_site ON call (site, started_at);
CREATE INDEX call_of_fleet ON call (started_at);

-- What is searched for exactly or by how it begins. An index has no room for the long texts that a broken UCM sends: calls with such
-- are not searchable by these, and few.
CREATE INDEX call_of_caller ON call (caller_number) WHERE searchable;
CREATE INDEX call_of_caller_e164 ON call (caller_e164) WHERE searchable AND caller_e164 IS NOT NULL;
CREATE INDEX call_of_callee ON call (callee_number) WHERE searchable;
CREATE INDEX call_of_callee_e164 ON call (callee_e164) WHERE searchable AND callee_e164 IS NOT NULL;
CREATE INDEX call_of_dialled ON call (dialled_number) WHERE searchable AND dialled_number IS NOT NULL;
CREATE INDEX call_of_dialled_e164 ON call (dialled_e164) WHERE searchable AND dialled_e164 IS NOT NULL;
CREATE INDEX call_of_answered_by ON call (answered_by) WHERE searchable AND answered_by IS NOT NULL;
CREATE INDEX call_of_account_code ON call (account_code) WHERE searchable AND account_code IS NOT NULL;
CREATE INDEX call_of_ends ON call USING gin (extensions, trunk_tokens, trunk_names) WHERE searchable;
CREATE INDEX call_unsearchable ON call (started_at) WHERE NOT searchable;

COMMENT ON TABLE call IS 'A call as it is to be billed (billing contract, C)';
COMMENT ON COLUMN call.id IS 'Of site and key; shown as 32 hex digits, whose order is that of the bytes';
COMMENT ON COLUMN call.place IS 'In the feed of changes; given out by one follower at a time, in the order of its commits';
COMMENT ON COLUMN call.digest IS 'Of all that is shown of the call and its legs, raw fields included: another one is another version';
COMMENT ON COLUMN call.commit_number IS 'The latest of the storing transactions whose legs it shows';
COMMENT ON COLUMN call.changed_at IS 'When this version was made';
COMMENT ON COLUMN call.month IS 'First day of the month of started_at in UTC; 0001-01-01 of a month that is not collected';
COMMENT ON COLUMN call.utc_offset IS 'Of the PBX at the start, in seconds';
COMMENT ON COLUMN call.duration IS 'Seconds; null with ended_at';
COMMENT ON COLUMN call.wait IS 'Seconds until a person answered, else the duration';
COMMENT ON COLUMN call.billable IS 'Seconds (contract N5)';
COMMENT ON COLUMN call.direction IS 'As in leg.direction';
COMMENT ON COLUMN call.status IS 'A answered, V voicemail, N no answer, B busy, F failed, U unknown (contract N4)';
COMMENT ON COLUMN call.searchable IS 'Whether its numbers, names and codes are short enough, and few enough, for an index';
COMMENT ON COLUMN call.dialled_number IS 'Null: the same as callee_number, dialled_e164 included. Empty: there is none';
COMMENT ON COLUMN call.key IS 'The session of its first stored leg, as leg.session';
COMMENT ON COLUMN call.session IS 'The session as shown, of the first leg, if it is not the key';
COMMENT ON COLUMN call.caller_trunk IS 'What is shown behind an outside caller: the trunk''s name, else its token';
COMMENT ON COLUMN call.callee_trunk IS 'As caller_trunk';
COMMENT ON COLUMN call.kinds IS 'Letters as in leg.kind, each once, in the order of the legs';
COMMENT ON COLUMN call.kind_billable IS 'Billable seconds of each of kinds; null of one kind alone: as billable';
COMMENT ON COLUMN call.trunk_ends IS
    'Where each trunk is, in the order of the legs: s source, d destination. Null: no trunk';
COMMENT ON COLUMN call.trunk_tokens IS 'Of each of trunk_ends; null: its channel shows none';
COMMENT ON COLUMN call.trunk_names IS 'Of each of trunk_ends; null: unnamed';
COMMENT ON COLUMN call.trunks IS 'Of the trunks: the name, else the token, each once. A list without items is null, here and below';
COMMENT ON COLUMN call.trunk_billable IS 'Billable seconds of each of trunks';
COMMENT ON COLUMN call.extension_billable IS 'Billable seconds of each of extensions';
COMMENT ON COLUMN call.outside IS 'Numbers that are an outside party''s on some leg, and no extension of the call';
COMMENT ON COLUMN call.recordings IS 'Base names by their numbers, number 1 first';
COMMENT ON COLUMN call.recording_starts IS 'Epoch of each of recordings; null: no leg names it any more, but its number stays';

CREATE TABLE call_removed (
    id         uuid        PRIMARY KEY,
    place      bigint      NOT NULL UNIQUE,
    site       smallint    NOT NULL,
    version    integer     NOT NULL,
    removed_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE call_removed IS 'A call that is gone: followers are told, and if it comes again its versions go on';
COMMENT ON COLUMN call_removed.place IS 'In the feed of changes, as call.place';
COMMENT ON COLUMN call_removed.version IS 'That of its removal';
