package io.ucmbilling.cdrapi;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseStore;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Legs kept in a real PostgreSQL of their own, read as the collection reads them. */
final class KeptLegs implements AutoCloseable {
    private final Database database = Database.fresh();
    private final DatabaseStore store = new DatabaseStore(database, Clock.fixed(Gateway.NOW, ZoneOffset.UTC));

    KeptLegs keep(String site, List<CdrRecord> records) {
        Site known = Gateway.FLEET.site(site);
        LegReader reader = new LegReader(new PbxProfile(known.timeZone(), "UCM6104", known.trunks()));
        Sites sites = store.sites();
        sites.register(site, LocalDate.of(2013, 1, 1));
        List<ReadLeg> legs =
                records.stream().map(record -> read(reader, record)).toList();
        store.intake().keep(sites.take(site).hold(), legs, List.of(), null);
        return this;
    }

    Legs legs() {
        return store.legs();
    }

    Database database() {
        return database;
    }

    private static ReadLeg read(LegReader reader, CdrRecord record) {
        try {
            return new ReadLeg(record, reader.read(record));
        } catch (UnreadableLegException e) {
            throw new IllegalStateException(record.toString(), e);
        }
    }

    @Override
    public void close() {
        store.close();
        database.close();
    }
}
