package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.query.QuerySettings;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.view.CallRow;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.BilledLeg;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds where the recordings of calls lie on their UCMs, as the legs say. */
@Component
public final class RecordedFiles {
    private final Transactions transactions;

    RecordedFiles(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A recording of a call.
     *
     * @param site the site's id
     * @param path its name with its month folder, if the record has one
     */
    public record RecordedFile(String site, String path) {}

    /**
     * Finds a recording.
     *
     * @param number the recording's, within the call
     * @param sites ids of the sites whose calls may be seen
     * @param limit how long the database may work for each statement
     * @return empty: there is no such call, or no such recording of it
     */
    public Optional<RecordedFile> find(UUID call, int number, Collection<String> sites, Duration limit) {
        return transactions.snapshot(connection -> {
            QuerySettings.forPages(connection, limit);
            try (PreparedStatement statement = connection.prepareStatement(SingleCalls.CALL)) {
                statement.setObject(1, call);
                statement.setArray(2, connection.createArrayOf("text", sites.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? find(connection, row, number) : Optional.empty();
                }
            }
        });
    }

    private static Optional<RecordedFile> find(Connection connection, ResultSet row, int number) throws SQLException {
        StoredCall call = CallRow.stored(row, row.getString("site_name"));
        CallKey key = new CallKey(row.getShort("site"), row.getString("key"));
        for (CallRecording recording : Objects.requireNonNull(call.call()).recordings()) {
            if (recording.number() == number) {
                return Optional.of(new RecordedFile(call.site(), path(connection, key, recording.name())));
            }
        }
        return Optional.empty();
    }

    /** Returns the name as the first leg has it that names the recording; the base name, if none does any more. */
    private static String path(Connection connection, CallKey call, String name) throws SQLException {
        List<BilledLeg> legs =
                CallSources.read(connection, List.of(call.site())).wholeLegs(call);
        return CallAssembly.inOrder(legs).stream()
                .flatMap(leg -> LegReader.recordingPaths(leg.raw()).stream())
                .filter(path -> LegReader.recordingName(path).equals(name))
                .findFirst()
                .orElse(name);
    }
}
