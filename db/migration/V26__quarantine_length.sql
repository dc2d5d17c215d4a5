-- A text in quarantine is kept up to one megabyte: what a hostile UCM sends as one record fills no disk and no memory. The
-- digest is that of the whole text as before, so that it is still known again, and told apart from others that begin the same.

ALTER TABLE quarantine
    ADD COLUMN length bigint;

COMMENT ON COLUMN quarantine.raw IS
    'The text as it came, its first 1,048,576 bytes (UTF-8) at most; NUL, which no text column holds, stands as \x00';
COMMENT ON COLUMN quarantine.length IS 'Bytes (UTF-8) of the whole text; more than raw has: raw was cut. Null: raw is whole';
COMMENT ON COLUMN quarantine.digest IS 'SHA-256 of the whole text: the same text again is not kept twice';
