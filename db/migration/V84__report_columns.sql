-- Which columns a user of the report has chosen for the files that they download.

CREATE TABLE report_columns (
    user_name  text        NOT NULL,
    format     text        NOT NULL CHECK (format IN ('CSV', 'XLSX')),
    columns    text        NOT NULL CHECK (length(columns) <= 500),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (user_name, format)
);

COMMENT ON TABLE report_columns IS 'Columns that a user has chosen for downloads; without a row all, in the format''s order';
COMMENT ON COLUMN report_columns.columns IS 'Their keys by commas, in their order';
COMMENT ON COLUMN report_columns.changed_at IS 'When they were chosen: the oldest choices of too many go first';
