-- Automatic Download Settings (report contract, R3), and what was and is to be sent for them.

CREATE TABLE mailing (
    id            uuid        PRIMARY KEY,
    name          text        NOT NULL,
    enabled       boolean     NOT NULL,
    period        text        NOT NULL CHECK (period IN ('DAILY', 'WEEKLY', 'MONTHLY')),
    day           smallint    NOT NULL CHECK (day BETWEEN 1 AND 31),
    send_time     time        NOT NULL,
    zone          text        NOT NULL,
    recipients    text[]      NOT NULL,
    filter        text        NOT NULL,
    files         text        NOT NULL CHECK (files IN ('CSV', 'XLSX', 'BOTH')),
    recordings    text        NOT NULL CHECK (recordings IN ('NONE', 'ATTACHED')),
    owner         text        NOT NULL,
    sites         text[],
    planned_until timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL
);

COMMENT ON TABLE mailing IS 'A setting by which reports are mailed';
COMMENT ON COLUMN mailing.period IS 'How often, and so which days a mail is about: those since the one before it';
COMMENT ON COLUMN mailing.day IS 'WEEKLY: of the week, 1 Monday; MONTHLY: of the month, its last one where it is shorter; DAILY: 1';
COMMENT ON COLUMN mailing.send_time IS 'By the wall clock of the zone';
COMMENT ON COLUMN mailing.filter IS 'The query of an address of the page of calls; its period does not count';
COMMENT ON COLUMN mailing.owner IS 'Who saved it last';
COMMENT ON COLUMN mailing.sites IS 'Which sites they may see; null: all';
COMMENT ON COLUMN mailing.planned_until IS 'What is due up to then has its row in mailing_sending';

CREATE TABLE mailing_sending (
    id            uuid        PRIMARY KEY,
    mailing       uuid        NOT NULL REFERENCES mailing ON DELETE CASCADE,
    occasion      text        NOT NULL,
    from_day      date        NOT NULL,
    to_day        date        NOT NULL CHECK (to_day > from_day),
    due_at        timestamptz NOT NULL,
    state         text        NOT NULL CHECK (state IN ('WAITING', 'SENT', 'FAILED')),
    message_id    text        NOT NULL,
    recipients    text[]      NOT NULL,
    next_try_at   timestamptz NOT NULL,
    fence         bigint      NOT NULL DEFAULT 0,
    lease_until   timestamptz,
    failures      integer     NOT NULL DEFAULT 0,
    failing_since timestamptz,
    failure       text,
    ended_at      timestamptz,
    calls         bigint,
    certified     boolean
);

CREATE UNIQUE INDEX mailing_sending_occasion ON mailing_sending (mailing, occasion);
CREATE INDEX mailing_sending_waiting ON mailing_sending (next_try_at) WHERE state = 'WAITING';
CREATE INDEX mailing_sending_history ON mailing_sending (due_at);

COMMENT ON TABLE mailing_sending IS 'A mail that was or is to be sent; forgotten 400 days after it was due';
COMMENT ON COLUMN mailing_sending.occasion IS 'The first day of its period, so that each period has one; or a random name, if somebody asked for it';
COMMENT ON COLUMN mailing_sending.from_day IS 'The first day of its period';
COMMENT ON COLUMN mailing_sending.to_day IS 'The day behind its period';
COMMENT ON COLUMN mailing_sending.message_id IS 'Drawn before anything is sent: a mail that is sent twice has it twice';
COMMENT ON COLUMN mailing_sending.recipients IS 'Those of the setting at the last try';
COMMENT ON COLUMN mailing_sending.fence IS 'Counts the claims: a replica that lost its claim notes no failure';
COMMENT ON COLUMN mailing_sending.lease_until IS 'Until then the replica that claimed it is sending; null: nobody is';
COMMENT ON COLUMN mailing_sending.failures IS 'Tries in a row that failed';
COMMENT ON COLUMN mailing_sending.failing_since IS 'The first of them; null: none failed';
COMMENT ON COLUMN mailing_sending.failure IS 'What went wrong last, in plain words';
COMMENT ON COLUMN mailing_sending.ended_at IS 'When it was sent, or given up; null: neither';
COMMENT ON COLUMN mailing_sending.calls IS 'How many calls it told of; null: it was not sent';
COMMENT ON COLUMN mailing_sending.certified IS 'Whether all its days were certified when it was sent; null: it was not';
