-- The feed of few sites: without these a reader who sees one quiet site would read the changes of all others on the way.

CREATE INDEX call_of_site_place ON call (site, place);
CREATE INDEX call_removed_of_site_place ON call_removed (site, place);
