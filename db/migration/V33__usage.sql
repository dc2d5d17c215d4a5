-- Sums over calls by the quarter of an hour in UTC in which they started: hours and days of every zone add up from these. They are
-- written anew, from the calls, together with each call that changes, so they always equal what the calls add up to.

CREATE TABLE usage_slot (
    slot      timestamptz NOT NULL,
    calls     bigint      NOT NULL CHECK (calls > 0),
    answered  bigint      NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    PRIMARY KEY (site, slot, direction, status)
);

COMMENT ON TABLE usage_slot IS 'Calls by site, quarter of an hour, direction and status';
COMMENT ON COLUMN usage_slot.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_slot.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_slot.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_slot.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_slot.status IS 'As in call.status';

CREATE TABLE usage_trunk (
    slot      timestamptz NOT NULL,
    calls     bigint      NOT NULL CHECK (calls > 0),
    answered  bigint      NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    trunk     text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, trunk, direction, status)
);

COMMENT ON TABLE usage_trunk IS 'Calls by trunk too; one without a trunk is not in it, one with several is in it several times';
COMMENT ON COLUMN usage_trunk.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_trunk.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_trunk.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_trunk.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_trunk.status IS 'As in call.status';
COMMENT ON COLUMN usage_trunk.trunk IS 'The name, else the token';

CREATE TABLE usage_extension (
    slot      timestamptz NOT NULL,
    calls     bigint      NOT NULL CHECK (calls > 0),
    answered  bigint      NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    extension text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, extension, direction, status)
);

COMMENT ON TABLE usage_extension IS 'Calls by extension too; one with several is in it several times';
COMMENT ON COLUMN usage_extension.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_extension.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_extension.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_extension.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_extension.status IS 'As in call.status';

CREATE TABLE usage_kind (
    slot      timestamptz NOT NULL,
    calls     bigint      NOT NULL CHECK (calls > 0),
    answered  bigint      NOT NULL,
    duration  bigint      NOT NULL,
    billable  bigint      NOT NULL,
    wait      bigint      NOT NULL,
    max_wait  integer,
    site      smallint    NOT NULL,
    direction "char"      NOT NULL,
    status    "char"      NOT NULL,
    kind      text        COLLATE "C" NOT NULL,
    PRIMARY KEY (site, slot, kind, direction, status)
);

COMMENT ON TABLE usage_kind IS 'Calls by kind too; one with several is in it several times';
COMMENT ON COLUMN usage_kind.slot IS 'Begin of the quarter of an hour';
COMMENT ON COLUMN usage_kind.wait IS 'Seconds, over answered calls';
COMMENT ON COLUMN usage_kind.max_wait IS 'Seconds, over answered calls; null: there are none';
COMMENT ON COLUMN usage_kind.direction IS 'As in call.direction';
COMMENT ON COLUMN usage_kind.status IS 'As in call.status';
COMMENT ON COLUMN usage_kind.kind IS 'As in leg.kind';
