-- Where the legs stand that do not start near the epoch with which their session begins: only there, and near their session,
-- are legs of a call looked for. So a clock that was wrong once does not make each later page look into every partition.

ALTER TABLE site
    ADD COLUMN scattered_from  timestamp,
    ADD COLUMN scattered_until timestamp;

COMMENT ON COLUMN site.scattered_from IS
    'The earliest start, by the PBX''s wall clock, of such a leg; null in a scattered site: not known, it may be any';
COMMENT ON COLUMN site.scattered_until IS 'The latest start of such a leg; null as scattered_from';
COMMENT ON COLUMN site.scattered IS
    'Some leg does not start near the epoch with which its session begins, so that legs of a call may stand far apart';
