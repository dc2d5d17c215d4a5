package io.ucmbilling.cdrapi;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.reading.LegReader;
import io.ucmbilling.reading.PbxProfile;
import io.ucmbilling.reading.UnreadableLegException;
import io.ucmbilling.store.Cursors;
import io.ucmbilling.store.Legs;
import io.ucmbilling.store.ReadLeg;
import io.ucmbilling.testing.Database;
import io.ucmbilling.testing.DatabaseStore;
import io.ucmbilling.ucm.Site;
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
        Cursors cursors = store.cursors();
        cursors.register(site, LocalDate.of(2013, 1, 1));
        List<ReadLeg> legs =
                records.stream().map(record -> read(reader, record)).toList();
        cursors.keep(site, cursors.take(site).fence(), legs, List.of(), null);
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
