-- Which sums over longer slots (V75) may be believed: those of periods of four weeks that nothing has changed since they were summed up.

CREATE TABLE usage_period (
    slot       timestamptz NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    site       smallint    NOT NULL,
    summed     boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (site, slot)
) WITH (fillfactor = 50);

-- Few: what has changed in the last minutes.
CREATE INDEX usage_period_unsummed ON usage_period (site, slot) WHERE NOT summed;

COMMENT ON TABLE usage_period IS 'A site and four weeks, counted from 1970-01-01 in UTC, in which it has calls';
COMMENT ON COLUMN usage_period.slot IS 'Begin of the four weeks';
COMMENT ON COLUMN usage_period.changed_at IS 'When sums of it were last changed';
COMMENT ON COLUMN usage_period.site IS '0: all sites together';
COMMENT ON COLUMN usage_period.summed IS 'What usage_rollup has of it is what its calls add up to';

ALTER TABLE call_follower ADD COLUMN rollup_fence bigint NOT NULL DEFAULT -1;

COMMENT ON COLUMN call_follower.rollup_fence IS
    'Grows with fence, by those who note in usage_period what they change. Not equal to fence: an older release has had the lease, and what is summed there may not be believed';

-- Nobody has had the lease so far: a new installation, or one that was never started.
UPDATE call_follower SET rollup_fence = fence WHERE fence = 0;
