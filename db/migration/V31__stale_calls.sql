-- What is left to be done for calls: the transaction that stores legs notes each call that it touches, and a follower, one at a
-- time over all replicas, makes these calls.

CREATE TABLE stale_call (
    number        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    commit_number bigint      NOT NULL,
    stale_since     timestamptz NOT NULL DEFAULT now(),
    site          smallint    NOT NULL,
    session       text        COLLATE "C" NOT NULL,
    former        text        COLLATE "C"
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000);

COMMENT ON TABLE stale_call IS 'A call whose legs have changed since it was made';
COMMENT ON COLUMN stale_call.number IS 'They are taken in this order';
COMMENT ON COLUMN stale_call.commit_number IS 'The storing transaction that changed it; 0: its legs were stored before calls were made';
COMMENT ON COLUMN stale_call.stale_since IS 'When that transaction began';
COMMENT ON COLUMN stale_call.session IS 'As in leg.session';
COMMENT ON COLUMN stale_call.former IS 'The other session under which legs of this one are, or were, kept: without and with a session of their own (rule C1); null: none';

CREATE TABLE call_follower (
    the_one     boolean     PRIMARY KEY DEFAULT true CHECK (the_one),
    fence       bigint      NOT NULL DEFAULT 0,
    holder      text        NOT NULL DEFAULT '',
    lease_until timestamptz NOT NULL DEFAULT '-infinity',
    place       bigint      NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

INSERT INTO call_follower DEFAULT VALUES;

COMMENT ON TABLE call_follower IS 'One row: which replica makes the calls, and how far the feed has come';
COMMENT ON COLUMN call_follower.fence IS 'Grows each time a replica takes over; nothing is written under an older one';
COMMENT ON COLUMN call_follower.holder IS 'The replica, for people';
COMMENT ON COLUMN call_follower.lease_until IS 'By the database''s clock; after that another replica may take over';
COMMENT ON COLUMN call_follower.place IS 'The last place of the feed that was given out';

CREATE TABLE call_backfill (
    site       smallint    PRIMARY KEY REFERENCES site,
    read_until timestamptz NOT NULL
);

-- An installation that is upgraded has legs of which no calls were made.
INSERT INTO call_backfill SELECT id, '-infinity' FROM site;

COMMENT ON TABLE call_backfill IS 'Sites whose legs are read once more from the first one on, to make calls of them; a row goes when that is done';
COMMENT ON COLUMN call_backfill.read_until IS 'The calls of legs that started until then are noted';

CREATE TABLE call_session (
    site    smallint NOT NULL REFERENCES site,
    session text     COLLATE "C" NOT NULL,
    key     text     COLLATE "C" NOT NULL,
    PRIMARY KEY (site, session)
);

CREATE INDEX call_session_of_key ON call_session (site, key);

COMMENT ON TABLE call_session IS 'Sessions whose legs belong to a call that was first kept under a uniqueid (rule C1)';
COMMENT ON COLUMN call_session.key IS 'The key of that call, see call.key';
