package io.ucmbilling.testing.database;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** All that a dump of a database would hold: the rows of every table, as COPY writes them. */
public final class DatabaseText {
    private static final String TABLES =
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                    + " 'public'::regnamespace ORDER BY 1";

    private DatabaseText() {}

    /** Returns the names of the tables that hold any of the words. */
    public static List<String> tablesWith(DataSource dataSource, String... words) {
        return of(dataSource).entrySet().stream()
                .filter(table -> Stream.of(words).anyMatch(table.getValue()::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the text of each table, by its name. */
    private static Map<String, String> of(DataSource dataSource) {
        Map<String, String> texts = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                StringWriter text = new StringWriter();
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY " + tables.getString(1) + " TO STDOUT", text);
                texts.put(tables.getString(1), text.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
