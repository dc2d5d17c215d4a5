-- In which order the transactions that store legs were committed, and how each site was configured then. Recordings are numbered
-- in the order of these commits (rule C8), and a number is read by the region with which its leg was stored (rule C7).

CREATE SEQUENCE commit_number AS bigint;

ALTER TABLE leg ADD COLUMN commit_number bigint;

COMMENT ON COLUMN leg.commit_number IS
    'The storing transaction that wrote it last, drawn with the site''s row locked: of one site, in the order of the commits. Null: written before they were numbered';

CREATE TABLE site_setting (
    site        smallint NOT NULL REFERENCES site,
    from_commit bigint   NOT NULL,
    zone        text     NOT NULL,
    region      text,
    PRIMARY KEY (site, from_commit)
);

COMMENT ON TABLE site_setting IS 'How a site was configured from some commit on, as far as calls depend on it';
COMMENT ON COLUMN site_setting.from_commit IS 'It counts for legs of this commit and of later ones, up to the next row';
COMMENT ON COLUMN site_setting.zone IS 'Of the PBX''s wall clock';
COMMENT ON COLUMN site_setting.region IS 'ISO 3166 code for reading outside numbers; null: none';

-- Of two readings of one record the one asked for later counts, also if the earlier one could not be read until then (rule C1).
ALTER TABLE quarantine ADD COLUMN commit_number bigint;

COMMENT ON COLUMN quarantine.commit_number IS
    'Drawn when it came, from the numbers of storing transactions: legs of later ones are newer. Null: it came before they were numbered';
