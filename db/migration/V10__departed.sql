-- Legs that a UCM deleted after they were stored. The leg itself stays (contract U8); it only no longer counts when the two
-- sides are compared.

CREATE TABLE departed (
    site       smallint    NOT NULL REFERENCES site,
    number     bigint      NOT NULL,
    started_at timestamptz NOT NULL,
    noticed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (site, number)
);

CREATE INDEX departed_by_start ON departed (site, started_at);

COMMENT ON TABLE departed IS 'A stored leg that its UCM no longer holds';
COMMENT ON COLUMN departed.number IS 'The leg''s';
COMMENT ON COLUMN departed.started_at IS 'The leg''s';
COMMENT ON COLUMN departed.noticed_at IS 'When a whole read of its time did not bring it';
