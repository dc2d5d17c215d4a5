-- How late records appear at each UCM, which records of a day did, how its offsets were found to count, and when a certified
-- day was last read whole.

ALTER TABLE site
    ADD COLUMN lateness_since_start bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN lateness_since_end   bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN counted_fields       smallint;

COMMENT ON COLUMN site.lateness_since_start IS
    'How many legs were first seen so long after their start: place n for up to 2^(n/4) seconds; older ones weigh less';
COMMENT ON COLUMN site.lateness_since_end IS 'As lateness_since_start, after the end of the leg';
COMMENT ON COLUMN site.counted_fields IS
    'Fields of the records with which the way of counting was found by a full read; null: it was not';

ALTER TABLE ledger_day
    ADD COLUMN late              bigint  NOT NULL DEFAULT 0 CHECK (late >= 0),
    ADD COLUMN greatest_lateness integer,
    ADD COLUMN content_at        timestamptz,
    ADD COLUMN content_asked_at  timestamptz;

COMMENT ON COLUMN ledger_day.late IS 'Legs of that day that appeared behind later ones';
COMMENT ON COLUMN ledger_day.greatest_lateness IS 'Of these, in seconds after the start; null: none';
COMMENT ON COLUMN ledger_day.content_at IS 'When the day was last read whole and compared; null: never';
COMMENT ON COLUMN ledger_day.content_asked_at IS 'When somebody asked for that; null: nobody did since';

ALTER TABLE certificate
    ADD COLUMN greatest_lateness integer;

COMMENT ON COLUMN certificate.late IS 'Legs that appeared behind later ones, those that only this proof brought among them';
COMMENT ON COLUMN certificate.greatest_lateness IS 'Of these, in seconds after the start; null: none, or not measured';
