-- Sums over calls by trunk, extension and kind, a row for each site, day and dimension. They are made of the calls behind the follower, once
-- the day has been quiet for a while, so that they cost nothing when a call is written. They take the place of usage_trunk, usage_extension,
-- usage_kind and their sums by day.

CREATE TABLE usage_part_day (
    slot       timestamptz NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    site       smallint    NOT NULL,
    summed     boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (site, slot)
) WITH (fillfactor = 50);

-- Few: what has changed in the last minutes.
CREATE INDEX usage_part_day_unsummed ON usage_part_day (slot, site) WHERE NOT summed;

COMMENT ON TABLE usage_part_day IS 'A site and a day in UTC in which it has calls';
COMMENT ON COLUMN usage_part_day.slot IS 'Begin of the day';
COMMENT ON COLUMN usage_part_day.changed_at IS 'When calls of it last changed';
COMMENT ON COLUMN usage_part_day.summed IS 'What usage_part has of it is what its calls add up to';

CREATE TABLE usage_part_backfill (
    site smallint PRIMARY KEY
);

COMMENT ON TABLE usage_part_backfill IS 'A site whose days are yet to be noted in usage_part_day: an older release has had the lease';

CREATE TABLE usage_part (
    slot       timestamptz NOT NULL,
    site       smallint    NOT NULL,
    chunk      smallint    NOT NULL,
    dimension  "char"      NOT NULL,
    quarters   smallint[]  NOT NULL,
    parts      text[]      COLLATE "C" NOT NULL,
    directions "char"[]    NOT NULL,
    statuses   "char"[]    NOT NULL,
    calls      integer[]   NOT NULL,
    answered   integer[]   NOT NULL,
    duration   bigint[]    NOT NULL,
    billable   bigint[]    NOT NULL,
    wait       bigint[]    NOT NULL,
    max_wait   integer[]   NOT NULL,
    PRIMARY KEY (site, slot, dimension, chunk)
);

COMMENT ON TABLE usage_part IS
    'Calls of a site and a day by quarter of an hour, part, direction and status: the elements of the same number in each array. A call with several parts is in it several times';
COMMENT ON COLUMN usage_part.slot IS 'Begin of the day';
COMMENT ON COLUMN usage_part.chunk IS 'Sums of a day and a dimension are cut into rows of bounded length; the first is 0';
COMMENT ON COLUMN usage_part.dimension IS 'What parts are: T trunks, E extensions, K kinds';
COMMENT ON COLUMN usage_part.quarters IS 'Which quarter of an hour of the day in UTC, the first is 0';
COMMENT ON COLUMN usage_part.parts IS 'A longer one than 250 characters is cut, and told apart by its digest';
COMMENT ON COLUMN usage_part.directions IS 'As in call.direction';
COMMENT ON COLUMN usage_part.statuses IS 'As in call.status';
COMMENT ON COLUMN usage_part.billable IS 'Seconds that fall to the part';
COMMENT ON COLUMN usage_part.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_part.max_wait IS 'Seconds, over answered calls; null: there are none';

ALTER TABLE call_follower ADD COLUMN part_fence bigint NOT NULL DEFAULT -1;
ALTER TABLE call_follower ADD COLUMN older_parts boolean NOT NULL DEFAULT true;
ALTER TABLE call_follower ADD COLUMN older_seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE call_follower ADD COLUMN older_unread_at timestamptz;

COMMENT ON COLUMN call_follower.part_fence IS
    'Grows with fence, by those who note in usage_part_day what they change. Not equal to fence: an older release has had the lease, and what is summed there may not be believed';
COMMENT ON COLUMN call_follower.older_parts IS
    'Whether the tables that usage_part replaces are written too, for replicas of an older release';
COMMENT ON COLUMN call_follower.older_seen_at IS 'When a replica of an older release was last known to live';
COMMENT ON COLUMN call_follower.older_unread_at IS 'Since when those tables are not read any more by this release; null: they are';

ALTER TABLE replica ADD COLUMN knows_parts boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN replica.knows_parts IS 'Whether its release reads and writes usage_part';

-- Nobody has had the lease so far: a new installation has no replica of an older release.
UPDATE call_follower SET part_fence = fence, older_parts = false
WHERE fence = 0 AND NOT EXISTS (SELECT FROM replica);
