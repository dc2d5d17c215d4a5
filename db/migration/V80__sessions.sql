-- Sessions of people who are signed in to the report, so that every replica knows them. Spring Session reads and writes these tables
-- and removes what has run out; their names and columns are its own, with names of any length.

CREATE TABLE spring_session (
    primary_id            char(36) NOT NULL PRIMARY KEY,
    session_id            char(36) NOT NULL,
    creation_time         bigint   NOT NULL,
    last_access_time      bigint   NOT NULL,
    max_inactive_interval int      NOT NULL,
    expiry_time           bigint   NOT NULL,
    principal_name        text
);

CREATE UNIQUE INDEX spring_session_of_id ON spring_session (session_id);
CREATE INDEX spring_session_of_expiry ON spring_session (expiry_time);
CREATE INDEX spring_session_of_principal ON spring_session (principal_name);

CREATE TABLE spring_session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES spring_session (primary_id) ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);

COMMENT ON TABLE spring_session IS 'A session of somebody who is signed in to the report';
COMMENT ON TABLE spring_session_attributes IS 'What a session holds: who is signed in, as Spring Session writes it';
