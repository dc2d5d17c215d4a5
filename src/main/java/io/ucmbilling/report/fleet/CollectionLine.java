package io.ucmbilling.report.fleet;

import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.collection.RequestedCollection.CollectionFault;
import io.ucmbilling.store.collection.RequestedCollection.CollectionState;
import io.ucmbilling.store.collection.RequestedCollections.ListedCollection;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A collection that was asked for. Times are by the clock of the site.
 *
 * @param to inclusive
 * @param by who asked: a client of the REST view, or {@code user:} and a user's name
 * @param fault what keeps it from going on, or made it fail; null: nothing
 */
record CollectionLine(
        LocalDate from,
        LocalDate to,
        CollectionState state,
        long days,
        long done,
        long stored,
        String by,
        String at,
        @Nullable FaultWords fault) {

    static CollectionLine of(ListedCollection listed, ZoneId zone) {
        RequestedCollection collection = listed.collection();
        CollectionFault fault = collection.fault();
        boolean none = collection.days() == 0;
        return new CollectionLine(
                collection.from(),
                none ? collection.to() : collection.to().minusDays(1),
                collection.state(),
                collection.days(),
                collection.daysDone(),
                collection.stored(),
                listed.client(),
                GuideFormat.time(listed.at(), zone),
                fault == null
                        ? null
                        : FaultWords.of(fault.kind(), fault.message(), GuideFormat.time(fault.at(), zone)));
    }
}
