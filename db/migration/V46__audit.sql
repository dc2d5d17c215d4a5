-- Who was shown what, and who did what (billing contract, A7). Entries are added and stay as they are.

CREATE TABLE audit (
    at      timestamptz NOT NULL,
    id      uuid        PRIMARY KEY,
    actor   text        NOT NULL,
    address text,
    action  text        NOT NULL,
    site    text        COLLATE "C",
    target  text        NOT NULL,
    outcome text        NOT NULL,
    detail  text
);

CREATE INDEX audit_of_fleet ON audit (at, id);
CREATE INDEX audit_of_site ON audit (site, at, id);

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table audit: found %, expected INSERT alone', TG_OP;
END
$$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();

COMMENT ON TABLE audit IS 'What each client was shown and each administrator did; never changed';
COMMENT ON COLUMN audit.id IS 'Random: it tells nothing of entries between two others';
COMMENT ON COLUMN audit.actor IS 'The name of the API client, or jwt: and the subject';
COMMENT ON COLUMN audit.address IS 'Where the request came from; null: it came from nowhere outside';
COMMENT ON COLUMN audit.action IS 'What was done, see AuditAction';
COMMENT ON COLUMN audit.site IS 'The site''s id; null: more than one';
COMMENT ON COLUMN audit.target IS 'What it was done to, such as a path below /api/v1';
COMMENT ON COLUMN audit.outcome IS 'What came of it, see AuditOutcome';
COMMENT ON COLUMN audit.detail IS 'What else is to be known, such as the range of bytes; null: nothing';
