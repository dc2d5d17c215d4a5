-- ShedLock's table: one pass a site at a time over all replicas.

CREATE TABLE shedlock (
    name       varchar(64)  NOT NULL PRIMARY KEY,
    lock_until timestamp    NOT NULL,
    locked_at  timestamp    NOT NULL,
    locked_by  varchar(255) NOT NULL
);

COMMENT ON TABLE shedlock IS 'Who holds which lock, by ShedLock; its times are UTC';
