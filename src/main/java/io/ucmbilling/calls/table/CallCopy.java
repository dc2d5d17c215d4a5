package io.ucmbilling.calls.table;

import io.ucmbilling.store.row.BinaryRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One COPY into the table of calls: rows are sent as they come, so PostgreSQL stores the first while later ones are made. */
final class CallCopy implements AutoCloseable {
    private static final String COPY = "COPY call (id, place, digest, commit_number, month, version, "
            + CallColumns.NAMES + ") FROM STDIN (FORMAT binary)";

    private static final int COLUMNS = 6 + CallColumns.COUNT;
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRAILER = {-1, -1};

    /** What is sent at a time. */
    private static final int CHUNK = 1 << 15;

    private final Connection connection;
    private final BinaryRow rows = new BinaryRow();
    private @Nullable CopyIn copy;

    CallCopy(Connection connection) {
        this.connection = connection;
    }

    void put(WrittenCall call, BinaryRow content) throws SQLException {
        rows.columns(COLUMNS);
        rows.uuid(call.id());
        rows.number(call.place());
        rows.number(call.digest());
        rows.number(call.commit());
        rows.date(call.month());
        rows.number(call.version());
        rows.encoded(content);
        if (rows.length() >= CHUNK) {
            send();
        }
    }

    private void send() throws SQLException {
        CopyIn running = copy;
        if (running == null) {
            running = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            copy = running;
            running.writeToCopy(HEADER, 0, HEADER.length);
        }
        running.writeToCopy(rows.array(), 0, rows.length());
        running.flushCopy();
        rows.clear();
    }

    /** Sends what is left and waits until all is stored. */
    void end() throws SQLException {
        if (rows.length() > 0) {
            send();
        }
        if (copy != null) {
            copy.writeToCopy(TRAILER, 0, TRAILER.length);
            copy.endCopy();
        }
    }

    @Override
    public void close() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
