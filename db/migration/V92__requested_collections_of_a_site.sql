-- The requests of a site, over or not, the newest first.

CREATE INDEX requested_collection_of_site ON requested_collection (site, requested_at);
