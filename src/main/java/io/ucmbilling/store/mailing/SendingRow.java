package io.ucmbilling.store.mailing;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.mailing.Sending.SendingState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of a mail. */
final class SendingRow {
    private SendingRow() {}

    static Sending read(ResultSet row, int number) throws SQLException {
        return new Sending(
                row.getObject("id", UUID.class),
                row.getObject("mailing", UUID.class),
                row.getString("occasion").startsWith("asked"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                known(row, "due_at"),
                SendingState.valueOf(row.getString("state")),
                row.getString("message_id"),
                Objects.requireNonNull(Mailings.texts(row.getArray("recipients"))),
                known(row, "next_try_at"),
                row.getLong("fence"),
                row.getInt("failures"),
                instant(row, "failing_since"),
                row.getString("failure"),
                instant(row, "ended_at"),
                row.getObject("calls", Long.class),
                row.getObject("certified", Boolean.class));
    }

    private static Instant known(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instant(row, column));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Timestamps.instant(row.getObject(column, OffsetDateTime.class));
    }
}
