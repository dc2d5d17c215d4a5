-- A recording's number is never given to another one of the call (rule C8), also after the names were erased. So a removed call keeps how
-- many were given. Releases that do not know of it leave 0.

ALTER TABLE call_removed ADD COLUMN recordings integer NOT NULL DEFAULT 0;

COMMENT ON COLUMN call_removed.recordings IS 'How many of its recordings ever had a number; a call that comes again numbers new ones behind them';
COMMENT ON COLUMN call.recordings IS 'Base names by their numbers, number 1 first. Empty: the name was erased, its number stays';
