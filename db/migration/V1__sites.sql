-- Which UCMs the gateway knows and how far the collection of each has come. One row a site, shared by all replicas.

DO $$
BEGIN
    IF current_setting('server_version_num')::integer < 150000 THEN
        RAISE EXCEPTION 'PostgreSQL: found version %, expected 15 or later', current_setting('server_version');
    END IF;
END
$$;

CREATE TABLE site (
    id                smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name              text     NOT NULL UNIQUE,
    fence             bigint   NOT NULL DEFAULT 0,
    since             date     NOT NULL,
    read_until        timestamptz,
    counting          text     NOT NULL DEFAULT 'UNKNOWN' CHECK (counting IN ('UNKNOWN', 'LEGS', 'ITEMS')),
    zone_error        integer,
    tail_at           timestamptz,
    sweep_at          timestamptz,
    deep_sweep_at     timestamptz,
    failures          integer  NOT NULL DEFAULT 0,
    retry_at          timestamptz,
    last_fault        text,
    sessionless_until timestamp,
    scattered         boolean  NOT NULL DEFAULT false
) WITH (fillfactor = 50);

COMMENT ON TABLE site IS 'A UCM of the fleet and the progress of its collection';
COMMENT ON COLUMN site.id IS 'Stands for the site in every other table';
COMMENT ON COLUMN site.name IS 'The site id of the configuration';
COMMENT ON COLUMN site.fence IS 'Grows each time a replica takes the site; a write that carries an older one is refused';
COMMENT ON COLUMN site.since IS 'First day collected, in the zone of the PBX; fixed when the site is first known';
COMMENT ON COLUMN site.read_until IS 'The cursor: all that started before it was read at least once in an unbroken walk; null before the first';
COMMENT ON COLUMN site.counting IS 'What the offset of this UCM counts (contract U6)';
COMMENT ON COLUMN site.zone_error IS 'Seconds by which the configured zone''s reading is ahead of the epochs of uniqueid; null: not measured';
COMMENT ON COLUMN site.tail_at IS 'When the last pass over the open window ended well';
COMMENT ON COLUMN site.sweep_at IS 'When the last sweep ended well';
COMMENT ON COLUMN site.deep_sweep_at IS 'When the last deep sweep ended well';
COMMENT ON COLUMN site.failures IS 'Failed passes in a row';
COMMENT ON COLUMN site.retry_at IS 'No pass before this; null: the last pass ended well';
COMMENT ON COLUMN site.last_fault IS 'Kind of the last fault; null: the last pass ended well';
COMMENT ON COLUMN site.sessionless_until IS
    'The latest start, by the PBX''s wall clock, of a leg kept under its uniqueid because its record had no session; null: none is';
COMMENT ON COLUMN site.scattered IS
    'Some leg does not start near the epoch with which its session begins, so that the legs of a call may stand in any partition';
