-- Who says which places: a position that a reader of the feed keeps carries the mark of its era. A database that is restored from a
-- backup gives out the same places again, in a new era: positions of the lost future are known by their mark.

CREATE TABLE feed_era (
    after_place bigint      PRIMARY KEY,
    mark        bigint      NOT NULL,
    begun_at    timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE feed_era IS 'A stretch of places that one follower gave out without a break';
COMMENT ON COLUMN feed_era.after_place IS 'It begins behind this place, and ends where the next one begins';
COMMENT ON COLUMN feed_era.mark IS 'Random; another era has another one';
