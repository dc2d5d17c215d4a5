-- Whoever waits for a table keeps everybody waiting who comes after. So a migration waits no longer than this for a transaction that
-- reads it, and is tried again later (RetriedMigration).
SET LOCAL lock_timeout = '3s';
