-- What landed where in the order of serving, so that a remembered place in a walk over pages is trusted only while no leg has
-- landed in front of it. A snapshot taken with the place tells which arrivals it had seen.

CREATE TABLE arrival (
    xid   xid8        NOT NULL DEFAULT pg_current_xact_id(),
    site  smallint    NOT NULL,
    legs  timestamptz NOT NULL,
    calls timestamptz NOT NULL,
    at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX arrival_xid ON arrival (xid);

COMMENT ON TABLE arrival IS 'A page that changed the kept legs; forgotten after a day, longer than any place is remembered';
COMMENT ON COLUMN arrival.xid IS 'The transaction that stored the page';
COMMENT ON COLUMN arrival.legs IS 'The earliest start of a leg that the page changed, before or after the change';
COMMENT ON COLUMN arrival.calls IS 'The earliest start of any leg of a call that the page changed, or an instant before it';
