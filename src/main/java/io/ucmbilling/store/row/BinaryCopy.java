package io.ucmbilling.store.row;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One COPY in the binary format (PostgreSQL documentation, <i>COPY</i>, Binary Format). Rows are sent as they come, so PostgreSQL stores
 * the first while later ones are made. Without a row nothing is asked of it.
 */
public final class BinaryCopy implements AutoCloseable {
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRAILER = {-1, -1};

    /** What is sent at a time. */
    private static final int CHUNK = 1 << 16;

    private final Connection connection;
    private final String sql;
    private final BinaryRow rows = new BinaryRow(CHUNK + (CHUNK >> 3));
    private @Nullable CopyIn copy;

    /** @param sql the statement, FROM STDIN (FORMAT binary) */
    public BinaryCopy(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Begins a row and returns where its columns are to be written. */
    public BinaryRow row(int columns) throws SQLException {
        if (rows.length() >= CHUNK) {
            send();
        }
        rows.columns(columns);
        return rows;
    }

    private void send() throws SQLException {
        CopyIn running = copy;
        if (running == null) {
            running = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            copy = running;
            running.writeToCopy(HEADER, 0, HEADER.length);
        }
        running.writeToCopy(rows.array(), 0, rows.length());
        running.flushCopy();
        rows.clear();
    }

    /** Sends what is left and waits until all is stored. */
    public void end() throws SQLException {
        if (rows.length() > 0) {
            send();
        }
        if (copy != null) {
            copy.writeToCopy(TRAILER, 0, TRAILER.length);
            copy.endCopy();
        }
    }

    /** Takes the rows back if it has not ended. */
    @Override
    public void close() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
