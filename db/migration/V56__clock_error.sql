-- How far a UCM's clock is off, as it said itself when it last answered a pass (billing contract, B5).

ALTER TABLE site ADD COLUMN clock_error integer;

COMMENT ON COLUMN site.clock_error IS
    'Seconds by which the UCM''s clock was ahead of the gateway''s in the last pass that measured it; null: never measured';
