package io.ucmbilling.store.serving;

import io.ucmbilling.store.row.LegRow;
import io.ucmbilling.store.row.ServingPosition;
import io.ucmbilling.store.row.StoredLeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The making of items out of rows: each row one, or the rows of a call, which come one behind the other. */
final class ItemGrouping {
    private final Legs.ItemSink sink;
    private final LegRow legs;
    private final boolean calls;
    private final List<StoredLeg> call = new ArrayList<>();
    private int count;
    private @Nullable ServingPosition last;

    ItemGrouping(Legs.ItemSink sink, LegRow legs, boolean calls) {
        this.sink = sink;
        this.legs = legs;
        this.calls = calls;
    }

    void row(ResultSet row) throws SQLException {
        StoredLeg leg = legs.read(row);
        if (!call.isEmpty() && !(calls && sameCall(call.getFirst(), leg))) {
            end();
        }
        if (call.isEmpty()) {
            last = LegRow.place(row);
        }
        call.add(leg);
    }

    /** Hands the last item on. */
    void end() {
        if (!call.isEmpty()) {
            try {
                sink.item(List.copyOf(call));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            call.clear();
            count++;
        }
    }

    /** Returns how many items were handed on. */
    int count() {
        return count;
    }

    /** Returns the place of the last item, which is that of its first leg; null: there was none. */
    @Nullable
    ServingPosition last() {
        return last;
    }

    private static boolean sameCall(StoredLeg one, StoredLeg other) {
        return one.site().equals(other.site()) && one.session().equals(other.session());
    }
}
