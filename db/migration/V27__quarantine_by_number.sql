-- A site's entries are read a few at a time, newest first, however many there are of it and of others.

CREATE INDEX quarantine_of_site ON quarantine (site, number);
