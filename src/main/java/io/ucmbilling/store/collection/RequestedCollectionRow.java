package io.ucmbilling.store.collection;

import io.ucmbilling.store.collection.RequestedCollection.CollectionFault;
import io.ucmbilling.store.collection.RequestedCollection.CollectionState;
import io.ucmbilling.store.collection.RequestedCollections.ListedCollection;
import io.ucmbilling.store.database.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table requested_collection, with the name of its site. */
final class RequestedCollectionRow {
    private RequestedCollectionRow() {}

    /** @param number of the row, which says nothing */
    static RequestedCollection read(ResultSet row, int number) throws SQLException {
        String fault = row.getString("fault");
        Instant faultAt = instant(row, "fault_at");
        return new RequestedCollection(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                CollectionState.valueOf(row.getString("state")),
                row.getObject("next_day", LocalDate.class),
                row.getLong("stored"),
                row.getInt("failures"),
                instant(row, "retry_at"),
                instant(row, "failing_since"),
                fault == null || faultAt == null
                        ? null
                        : new CollectionFault(fault, row.getString("fault_message"), faultAt));
    }

    static ListedCollection listed(ResultSet row, int number) throws SQLException {
        Instant at = Objects.requireNonNull(instant(row, "requested_at"));
        return new ListedCollection(read(row, number), row.getString("client"), at);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Timestamps.instant(row.getObject(column, OffsetDateTime.class));
    }
}
