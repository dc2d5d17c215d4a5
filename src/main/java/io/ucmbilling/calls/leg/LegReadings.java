package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.LegReading;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallRow;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.BilledLegRow;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Readings of rows of legs. If outside numbers are to be hidden, each leg's call is read too, as it says which these are. */
final class LegReadings {
    private final WatchedQuery database;
    private final SiteNumbers sites;
    private final CallSources sources;
    private final boolean whole;
    private @Nullable UUID lastId;
    private @Nullable Call last;

    private LegReadings(WatchedQuery database, SiteNumbers sites, CallSources sources, boolean whole) {
        this.database = database;
        this.sites = sites;
        this.sources = sources;
        this.whole = whole;
    }

    static LegReadings of(WatchedQuery database, SiteNumbers sites, CallFilter filter) throws SQLException {
        CallSources sources =
                CallSources.read(database.connection(), sites.names().keySet());
        return new LegReadings(database, sites, sources, filter.numbersMasked());
    }

    KeptLeg read(ResultSet row) throws SQLException {
        BilledLeg leg = BilledLegRow.read(row);
        short site = row.getShort(1);
        String name = sites.name(site);
        UUID call = CallId.of(name, row.getString("call_key"));
        LegReading reading = LegReading.of(leg, sources.settings(site));
        return new KeptLeg(name, call, leg, reading, whole ? whole(call, reading) : null);
    }

    /** Returns the call; if it is not made yet, what it would be of this leg alone. */
    private Call whole(UUID id, LegReading reading) throws SQLException {
        Call known = last;
        if (known == null || !id.equals(lastId)) {
            Sql sql = new Sql().add("SELECT c.* FROM call AS c WHERE c.id = ?", id);
            try (PreparedStatement statement = sql.prepare(database.connection());
                    ResultSet row = database.run(statement::executeQuery)) {
                known = row.next() ? CallRow.read(row) : reading.alone();
            }
            last = known;
            lastId = id;
        }
        return known;
    }
}
