-- Sums over calls by the quarter of an hour in UTC in which they started: hours and days of every zone add up from these. The same
-- by hours and days, so that a year is few rows. They are written together with each call that changes, so they always equal what the
-- calls add up to.

CREATE TABLE usage_slot (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    PRIMARY KEY (site, slot, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_slot IS 'Calls by site, quarter of an hour, direction and status';
COMMENT ON COLUMN usage_slot.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_slot.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_slot.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_slot.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_slot.status IS 'As in call.status';

CREATE TABLE usage_hour (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    PRIMARY KEY (site, slot, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_hour IS 'As usage_slot, by hour in UTC';
COMMENT ON COLUMN usage_hour.slot IS 'Begin of the hour';
COMMENT ON COLUMN usage_hour.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_hour.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_hour.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_hour.status IS 'As in call.status';

CREATE TABLE usage_trunk (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    trunk     text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, trunk, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_trunk IS 'Calls by trunk too; one without a trunk is not in it, one with several is in it several times';
COMMENT ON COLUMN usage_trunk.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_trunk.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_trunk.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_trunk.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_trunk.status IS 'As in call.status';
COMMENT ON COLUMN usage_trunk.trunk IS 'The name, else the token';

CREATE TABLE usage_trunk_day (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    trunk     text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, trunk, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_trunk_day IS 'As usage_trunk, by day in UTC';
COMMENT ON COLUMN usage_trunk_day.slot IS 'Begin of the day';
COMMENT ON COLUMN usage_trunk_day.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_trunk_day.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_trunk_day.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_trunk_day.status IS 'As in call.status';
COMMENT ON COLUMN usage_trunk_day.trunk IS 'As in usage_trunk';

CREATE TABLE usage_extension (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    extension text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, extension, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_extension IS 'Calls by extension too; one with several is in it several times';
COMMENT ON COLUMN usage_extension.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_extension.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_extension.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_extension.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_extension.status IS 'As in call.status';
COMMENT ON COLUMN usage_extension.extension IS 'A longer one than 250 characters is cut, and told apart by its digest';

CREATE TABLE usage_extension_day (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    extension text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, extension, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_extension_day IS 'As usage_extension, by day in UTC';
COMMENT ON COLUMN usage_extension_day.slot IS 'Begin of the day';
COMMENT ON COLUMN usage_extension_day.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_extension_day.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_extension_day.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_extension_day.status IS 'As in call.status';
COMMENT ON COLUMN usage_extension_day.extension IS 'As in usage_extension';

CREATE TABLE usage_kind (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    kind      text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, kind, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_kind IS 'Calls by kind too; one with several is in it several times';
COMMENT ON COLUMN usage_kind.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_kind.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_kind.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_kind.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_kind.status IS 'As in call.status';
COMMENT ON COLUMN usage_kind.kind IS 'As in leg.kind';

CREATE TABLE usage_kind_day (
    slot      timestamptz NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    calls     integer     NOT NULL CHECK (calls > 0),
    answered  integer     NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    kind      text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, kind, direction, status)
) WITH (fillfactor = 90);

COMMENT ON TABLE usage_kind_day IS 'As usage_kind, by day in UTC';
COMMENT ON COLUMN usage_kind_day.slot IS 'Begin of the day';
COMMENT ON COLUMN usage_kind_day.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_kind_day.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_kind_day.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_kind_day.status IS 'As in call.status';
COMMENT ON COLUMN usage_kind_day.kind IS 'As in usage_kind';
