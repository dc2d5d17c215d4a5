-- The first collection goes day by day from the site's first day on; each day is read until a walk finds nothing new.

CREATE TABLE collection_day (
    site      smallint NOT NULL REFERENCES site,
    day       date     NOT NULL,
    reads     integer  NOT NULL DEFAULT 0,
    confirmed boolean  NOT NULL DEFAULT false,
    read_at   timestamptz,
    attempts  integer  NOT NULL DEFAULT 0,
    retry_at  timestamptz,
    PRIMARY KEY (site, day)
);

COMMENT ON TABLE collection_day IS 'A day of a site''s first collection';
COMMENT ON COLUMN collection_day.day IS 'In the zone of the PBX';
COMMENT ON COLUMN collection_day.reads IS 'Complete walks so far';
COMMENT ON COLUMN collection_day.confirmed IS 'A later walk found nothing that the one before had not: the day is done';
COMMENT ON COLUMN collection_day.read_at IS 'When the last complete walk ended; null: never';
COMMENT ON COLUMN collection_day.attempts IS 'Failed walks since the last complete one';
COMMENT ON COLUMN collection_day.retry_at IS 'Not before this; null: at once';
