-- Days that somebody asked to be collected anew (billing contract, B5), and how far each request has come.

CREATE TABLE requested_collection (
    id              uuid        PRIMARY KEY,
    site            smallint    NOT NULL REFERENCES site,
    from_day        date        NOT NULL,
    to_day          date        NOT NULL CHECK (to_day >= from_day),
    client          text        NOT NULL,
    idempotency_key text,
    requested_at    timestamptz NOT NULL,
    state           text        NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    next_day        date        NOT NULL CHECK (next_day BETWEEN from_day AND to_day),
    stored          bigint      NOT NULL DEFAULT 0,
    changed_at      timestamptz NOT NULL,
    failures        integer     NOT NULL DEFAULT 0,
    failing_since   timestamptz,
    retry_at        timestamptz,
    fault           text,
    fault_at        timestamptz,
    fault_message   text
);

CREATE UNIQUE INDEX requested_collection_key ON requested_collection (client, idempotency_key);
CREATE INDEX requested_collection_queue ON requested_collection (site, requested_at, id)
    WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX requested_collection_age ON requested_collection (changed_at);

COMMENT ON TABLE requested_collection IS 'A request to collect some days of a site anew; forgotten 30 days after its last change';
COMMENT ON COLUMN requested_collection.id IS 'Random, as the REST view shows it';
COMMENT ON COLUMN requested_collection.from_day IS 'In the zone of the PBX, inclusive';
COMMENT ON COLUMN requested_collection.to_day IS 'In the zone of the PBX, exclusive';
COMMENT ON COLUMN requested_collection.client IS 'The client that asked, whose keys are told apart from those of others';
COMMENT ON COLUMN requested_collection.idempotency_key IS 'What the client names the request by; null: it does not';
COMMENT ON COLUMN requested_collection.next_day IS 'The first day that is not done';
COMMENT ON COLUMN requested_collection.stored IS 'Legs that it brought, or changed the content of';
COMMENT ON COLUMN requested_collection.changed_at IS 'When it was last asked for, began, ended a day or failed';
COMMENT ON COLUMN requested_collection.failures IS 'Readings of next_day in a row that failed';
COMMENT ON COLUMN requested_collection.failing_since IS 'The first fault since its last progress; null: none';
COMMENT ON COLUMN requested_collection.retry_at IS 'next_day is not read before this; null: at once';
COMMENT ON COLUMN requested_collection.fault IS 'Kind of the last fault; null: none since its last progress';
COMMENT ON COLUMN requested_collection.fault_at IS 'When it came; null with fault';
COMMENT ON COLUMN requested_collection.fault_message IS 'What was found and expected; null with fault';
