-- Sums by longer slots than hours and days, and over all sites together, so that a year is few rows whatever the number of calls. They
-- are made of the shorter ones behind the follower, once a period has been quiet for a while (see usage_period).

CREATE TABLE usage_rollup (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    hours     smallint    NOT NULL,
    dimension "char"      NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    part      text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, dimension, hours, slot, part, direction, status)
);

COMMENT ON TABLE usage_rollup IS 'Calls by site, longer slot, direction, status and part';
COMMENT ON COLUMN usage_rollup.slot IS 'Begin of the slot; slots are counted from 1970-01-01 in UTC';
COMMENT ON COLUMN usage_rollup.duration IS 'As in usage_slot; 0 by waiting time';
COMMENT ON COLUMN usage_rollup.billable IS 'As in the table of the dimension; 0 by waiting time';
COMMENT ON COLUMN usage_rollup.wait IS 'As in usage_slot; 0 by waiting time';
COMMENT ON COLUMN usage_rollup.max_wait IS 'As in usage_slot; null by waiting time';
COMMENT ON COLUMN usage_rollup.site IS '0: all sites together';
COMMENT ON COLUMN usage_rollup.hours IS 'Length of the slot';
COMMENT ON COLUMN usage_rollup.dimension IS 'What parts are: S there are none, T trunks, E extensions, K kinds, W buckets of waiting time';
COMMENT ON COLUMN usage_rollup.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_rollup.status IS 'As in call.status';
COMMENT ON COLUMN usage_rollup.part IS 'As in the table of the dimension; empty: there is none; of waiting time the number of the bucket, 0 the shortest';
