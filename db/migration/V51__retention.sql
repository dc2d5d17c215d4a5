-- Retention: what started before a day is dropped, month by month, and not collected again.

ALTER TABLE site ADD COLUMN kept_from date;

COMMENT ON COLUMN site.kept_from IS 'Legs that started before this day, by the PBX''s wall clock, are not stored; null: all are';

CREATE TABLE retention (
    the_one   boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    kept_from date,
    done      boolean NOT NULL DEFAULT true
);

INSERT INTO retention DEFAULT VALUES;

COMMENT ON TABLE retention IS 'One row: from when on calls are kept. It only moves forward';
COMMENT ON COLUMN retention.kept_from IS 'The first day, of a month, of which calls are kept; null: all are';
COMMENT ON COLUMN retention.done IS 'All that started before it is dropped';

ALTER TABLE erased_recording ADD COLUMN forgotten_at timestamptz;

COMMENT ON COLUMN erased_recording.forgotten_at IS
    'After that the row goes: each replica has thrown the file away, and names of that time are not asked for any more; null: never';
