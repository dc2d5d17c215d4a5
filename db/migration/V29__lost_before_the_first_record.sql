-- Until now a day before a UCM's first record was noted as lost. Where it is certain that the UCM never showed anything as early,
-- this is mended: no leg with a start in the days collected is kept of the day or of one before, no day as early was ever certified
-- (the UCM held that one or an earlier one then), and nothing of the site is in quarantine, where records have no day.

UPDATE ledger_day
SET lost = false, never_held = true
FROM (
    SELECT site.id,
           least(site.first_held,
                 (SELECT min(leg.start)::date FROM leg WHERE leg.site = site.id AND leg.start >= site.since),
                 (SELECT min(certificate.day) FROM certificate WHERE certificate.site = site.id)) AS day
    FROM site
    WHERE EXISTS (SELECT FROM ledger_day WHERE ledger_day.site = site.id AND ledger_day.lost)
      AND NOT EXISTS (SELECT FROM quarantine WHERE quarantine.site = site.id)
) AS first
WHERE ledger_day.site = first.id AND ledger_day.lost AND ledger_day.day < first.day;
