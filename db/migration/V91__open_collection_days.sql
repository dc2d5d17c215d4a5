-- The sites whose first collection is not done are found without reading the days of all others.

CREATE INDEX collection_day_open ON collection_day (site) WHERE NOT confirmed;
