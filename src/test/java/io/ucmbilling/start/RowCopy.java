package io.ucmbilling.start;

import io.ucmbilling.testing.database.Database;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Plain COPY of all legs into the same, emptied table, with the same indexes: what storing them costs at the least. */
public record RowCopy(long rows, double seconds) {

    /** Copies, and returns what it took. */
    public static RowCopy of(Database database) throws SQLException, IOException {
        Path file = Files.createTempFile("legs", ".copy");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                copy.copyOut("COPY (SELECT * FROM leg ORDER BY number) TO STDOUT", out);
            }
            statement.execute("TRUNCATE leg");
            statement.execute("CHECKPOINT");
            long begun = System.nanoTime();
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                long rows = copy.copyIn("COPY leg FROM STDIN", in, 1 << 16);
                return new RowCopy(rows, (System.nanoTime() - begun) / 1e9);
            }
        } finally {
            Files.delete(file);
        }
    }
}
