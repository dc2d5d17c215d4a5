-- The legs: how each reads, and the record as the UCM gave it. Partitioned by the month of the PBX's wall-clock start; the
-- gateway makes the partitions, also for past years and for the years of a clock that jumped. There is no default partition:
-- attaching beside one would have to scan it under a lock that stops readers.

CREATE SEQUENCE leg_number AS bigint;

CREATE TABLE leg (
    -- eight bytes each, then four, two and one: no padding between them
    number                  bigint      NOT NULL DEFAULT nextval('leg_number'),
    digest                  bigint      NOT NULL,
    acct_id                 bigint      NOT NULL,
    started_at              timestamptz NOT NULL,
    answered_at             timestamptz,
    ended_at                timestamptz,
    start                   timestamp   NOT NULL,
    answer                  timestamp,
    "end"                   timestamp,
    duration                integer     NOT NULL,
    billsec                 integer     NOT NULL,
    site                    smallint    NOT NULL,
    status                  "char"      NOT NULL,
    direction               "char"      NOT NULL,
    kind                    "char"      NOT NULL,
    source                  "char"      NOT NULL,
    destination             "char"      NOT NULL,
    source_on_trunk         boolean     NOT NULL,
    destination_on_trunk    boolean     NOT NULL,
    session                 text        COLLATE "C" NOT NULL,
    source_trunk            text,
    source_trunk_name       text,
    destination_trunk       text,
    destination_trunk_name  text,
    -- the record as given, under the vendor's names
    accountcode             text        NOT NULL,
    src                     text        NOT NULL,
    dst                     text        NOT NULL,
    dcontext                text        NOT NULL,
    clid                    text        NOT NULL,
    channel                 text        NOT NULL,
    dstchannel              text        NOT NULL,
    lastapp                 text        NOT NULL,
    lastdata                text        NOT NULL,
    disposition             text        NOT NULL,
    amaflags                text        NOT NULL,
    uniqueid                text        NOT NULL,
    userfield               text        NOT NULL,
    channel_ext             text        NOT NULL,
    dstchannel_ext          text        NOT NULL,
    service                 text        NOT NULL,
    caller_name             text,
    recordfiles             text,
    dstanswer               text,
    chanext                 text,
    dstchanext              text,
    action_owner            text,
    action_type             text,
    src_trunk_name          text,
    dst_trunk_name          text,
    nat_call                text,
    nat_call_peer           text,
    video_call              text,
    gdms_unique_code        text,
    gds_call                text,
    gsc_call                text,
    wave_src_seqid          text,
    wave_dst_seqid          text,
    device_info             text,
    device_info_peer        text,
    recordfiles_desc        text,
    other                   json
) PARTITION BY RANGE (start);

ALTER SEQUENCE leg_number OWNED BY leg.number;

-- The natural key (contract U4): a leg is kept once.
CREATE UNIQUE INDEX leg_key ON leg (site, session, acct_id, start);
-- One site in the order in which it is served; the legs of one second, few, are sorted by AcctId as they come.
CREATE INDEX leg_of_site ON leg (site, started_at);
-- Several sites in the order in which they are served; the legs of one second are sorted by number as they come.
CREATE INDEX leg_of_fleet ON leg (started_at);

COMMENT ON TABLE leg IS 'A leg of a call: one record of a UCM';
COMMENT ON COLUMN leg.number IS 'The gateway''s own number: unique and growing over the fleet, kept when the leg''s content changes';
COMMENT ON COLUMN leg.digest IS 'Of everything below but the number: a leg read again is compared by it';
COMMENT ON COLUMN leg.acct_id IS 'AcctId as a number; restarts, so it is no key by itself';
COMMENT ON COLUMN leg.started_at IS 'The start as an instant, by the zone of the PBX (contract N1)';
COMMENT ON COLUMN leg.answered_at IS 'Null unless the status is ANSWERED';
COMMENT ON COLUMN leg.ended_at IS 'Null where the record has no end';
COMMENT ON COLUMN leg.start IS 'The wall clock of the PBX, without zone, as given';
COMMENT ON COLUMN leg.answer IS 'As start; null where empty or no time of day';
COMMENT ON COLUMN leg."end" IS 'As start; null where empty or no time of day';
COMMENT ON COLUMN leg.duration IS 'Seconds from start to end, as given';
COMMENT ON COLUMN leg.billsec IS 'Seconds from answer to end, as given';
COMMENT ON COLUMN leg.status IS 'A answered, N no answer, B busy, F failed, U unknown (contract N4)';
COMMENT ON COLUMN leg.direction IS 'I inbound, O outbound, L internal, E external (contract N3)';
COMMENT ON COLUMN leg.kind IS
    'D dial, R ring group, Q queue, I IVR, V voicemail, C conference, T transfer, P park, F follow me, X feature, O other (contract N8)';
COMMENT ON COLUMN leg.source IS 'What stands on the source side: T trunk, E extension, C conference, A application, I internal, N none (contract N2)';
COMMENT ON COLUMN leg.destination IS 'What stands on the destination side, as source';
COMMENT ON COLUMN leg.source_on_trunk IS 'Whether the source side counts as a trunk for the direction';
COMMENT ON COLUMN leg.destination_on_trunk IS 'Whether the destination side counts as a trunk for the direction';
COMMENT ON COLUMN leg.session IS 'The call: the record''s session, or its uniqueid where it has none. The raw session too, unless other says otherwise';
COMMENT ON COLUMN leg.source_trunk IS 'The token of the trunk in the source''s channel; null: none';
COMMENT ON COLUMN leg.source_trunk_name IS 'Its name as of the call where it is not src_trunk_name; empty: unnamed although src_trunk_name is filled';
COMMENT ON COLUMN leg.destination_trunk IS 'The token of the trunk in the destination''s channel; null: none';
COMMENT ON COLUMN leg.destination_trunk_name IS 'Its name as of the call where it is not dst_trunk_name; empty: unnamed although dst_trunk_name is filled';
COMMENT ON COLUMN leg.caller_name IS 'Null in this and the following columns: the record''s generation lacks the field';
COMMENT ON COLUMN leg.other IS
    'By wire name: fields of no known generation, and each value that its own column cannot give back character for character (such as AcctId 0062)';
