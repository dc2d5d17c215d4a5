-- A day before a UCM's first record is not a day that was lost.

ALTER TABLE site ADD COLUMN first_held date;

COMMENT ON COLUMN site.first_held IS 'The earliest day that ever was oldest_held; null: none was';

-- The earliest that is known: it moves forward as the cleaner works, and was not kept before.
UPDATE site SET first_held = oldest_held;

ALTER TABLE ledger_day ADD COLUMN never_held boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN ledger_day.never_held IS
    'It lies before the first record that the UCM ever showed; then lost, which a replica of an older version sets, means nothing';
