-- When and why the last pass of a site failed, for those who ask about the site.

ALTER TABLE site ADD COLUMN last_fault_at timestamptz, ADD COLUMN last_fault_message text;

COMMENT ON COLUMN site.last_fault_at IS 'When that fault came; null with last_fault';
COMMENT ON COLUMN site.last_fault_message IS 'What was found and expected; null with last_fault';
