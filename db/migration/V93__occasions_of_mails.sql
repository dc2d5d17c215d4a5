-- What the occasion of a mail says now. The column stays as it is: replicas of the release before go on with it.

COMMENT ON COLUMN mailing_sending.occasion IS 'The first day of its period; both days, if a period of another length took that; or a random name, if somebody asked for it';
COMMENT ON COLUMN mailing_sending.failures IS 'Tries in a row that failed; 0 and FAILED: its setting was switched off';
