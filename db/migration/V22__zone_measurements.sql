-- How far the configured zone of each site was off during the last day. The site's own column holds the newest measurement
-- alone, which the next page overwrites: an error of an hour that only some of the records have was seen by nobody. A row a
-- site, quarter of an hour and error; those older than a day are deleted with the next one that comes.

CREATE TABLE zone_measurement (
    site    smallint    NOT NULL REFERENCES site (id),
    quarter timestamptz NOT NULL,
    zone    text        NOT NULL,
    error   integer     NOT NULL,
    legs    bigint      NOT NULL CHECK (legs > 0),
    PRIMARY KEY (site, quarter, zone, error)
);

COMMENT ON TABLE zone_measurement IS 'How many new legs of a site had which error of the zone, by the time at which they came';
COMMENT ON COLUMN zone_measurement.quarter IS 'They came within the quarter of an hour that began then';
COMMENT ON COLUMN zone_measurement.zone IS 'The zone as it was configured; those of another zone than the configured one do not count';
COMMENT ON COLUMN zone_measurement.error IS 'Seconds by which the zone''s reading of their starts is ahead of the epochs of uniqueid';
COMMENT ON COLUMN zone_measurement.legs IS 'How many of them have that error';
COMMENT ON COLUMN site.zone_error IS
    'Seconds by which the configured zone''s reading was ahead of the epochs of uniqueid at the newest measurement; null: not measured';
