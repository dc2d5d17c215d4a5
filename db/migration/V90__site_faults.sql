-- Why passes of each site failed, hour by hour, for those who look at a site (report contract, R5). Rows older than 31 days are deleted
-- with the site's next fault, so a site has at most one for each hour of them and each kind.

CREATE TABLE site_fault (
    site    smallint    NOT NULL,
    hour    timestamptz NOT NULL,
    kind    text        NOT NULL,
    count   integer     NOT NULL CHECK (count > 0),
    last_at timestamptz NOT NULL,
    message text        NOT NULL,
    PRIMARY KEY (site, hour, kind)
);

COMMENT ON TABLE site_fault IS 'How many passes of a site failed in an hour by a kind of fault';
COMMENT ON COLUMN site_fault.hour IS 'They failed within the hour, in UTC, that began then';
COMMENT ON COLUMN site_fault.kind IS 'As in site.last_fault';
COMMENT ON COLUMN site_fault.last_at IS 'When the last of them failed';
COMMENT ON COLUMN site_fault.message IS 'What was found and expected at the last of them';
