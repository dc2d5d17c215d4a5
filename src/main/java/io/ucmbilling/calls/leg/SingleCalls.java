package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.LegReading;
import io.ucmbilling.calls.call.PbxSettings;
import io.ucmbilling.calls.query.QuerySettings;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.view.CallRow;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.BilledLeg;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Single calls with the legs of the version that is shown, no more and no fewer.
 *
 * <ol>
 *   <li>Call and legs are read in one snapshot. A call knows the latest commit whose legs it shows, and how many legs it has.
 *   <li>Legs of later commits are left out: the call's next version will show them. Of one site, commits are numbered in their order.
 *   <li>If so many are left as the call has, they are those of the version. A leg that was replaced or erased since is missing: then
 *       the next version is about to be made, and the call is read again, {@value #PAUSE_MILLIS} ms later.
 * </ol>
 */
@Component
public final class SingleCalls {
    static final String CALL =
            "SELECT c.*, site.name AS site_name FROM call AS c JOIN site ON site.id = c.site WHERE c.id = ?"
                    + " AND site.name = ANY (?)";
    private static final int PAUSE_MILLIS = 100;
    private static final int TRIES = 20;

    private final Transactions transactions;

    SingleCalls(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What one snapshot has of a call: whether it fits together. */
    private record Attempt(Optional<CallWithLegs> found, boolean whole) {}

    /**
     * Finds a call.
     *
     * @param sites ids of the sites whose calls may be seen
     * @param limit how long the database may work for each try
     * @return empty: there is none
     * @throws PessimisticLockingFailureException if its next version is not made in two seconds; to ask again helps
     */
    public Optional<CallWithLegs> find(UUID id, Set<String> sites, Duration limit) {
        for (int i = 0; i < TRIES; i++) {
            Attempt attempt = transactions.snapshot(connection -> attempt(connection, id, sites, limit));
            if (attempt.whole()) {
                return attempt.found();
            }
            pause();
        }
        throw new PessimisticLockingFailureException(
                "legs of a call have changed, and its next version is not made yet");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PessimisticLockingFailureException("interrupted", e);
        }
    }

    private static Attempt attempt(Connection connection, UUID id, Set<String> sites, Duration limit)
            throws SQLException {
        QuerySettings.forPages(connection, limit);
        try (PreparedStatement statement = connection.prepareStatement(CALL)) {
            statement.setObject(1, id);
            statement.setArray(2, connection.createArrayOf("text", sites.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? attempt(connection, row) : new Attempt(Optional.empty(), true);
            }
        }
    }

    private static Attempt attempt(Connection connection, ResultSet row) throws SQLException {
        StoredCall call = CallRow.stored(row, row.getString("site_name"));
        CallKey key = new CallKey(row.getShort("site"), row.getString("key"));
        CallSources sources = CallSources.read(connection, List.of(key.site()));
        List<BilledLeg> legs = sources.wholeLegs(key).stream()
                .filter(leg -> leg.commit() <= call.commit())
                .toList();
        if (legs.size() != Objects.requireNonNull(call.call()).legs()) {
            return new Attempt(Optional.empty(), false);
        }
        PbxSettings settings = sources.settings(key.site());
        List<KeptLeg> kept = CallAssembly.inOrder(legs).stream()
                .map(leg -> new KeptLeg(call.site(), call.id(), leg, LegReading.of(leg, settings), call.call()))
                .toList();
        return new Attempt(Optional.of(new CallWithLegs(call, kept)), true);
    }
}
