package io.ucmbilling.calls.query;

import io.ucmbilling.store.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Sites as the tables know them.
 *
 * @param names of those that are asked for, by their numbers
 * @param all whether these are all that the tables know
 */
public record SiteNumbers(Map<Short, String> names, boolean all) {

    public static SiteNumbers read(Connection connection, Set<String> asked) throws SQLException {
        Map<Short, String> names = new HashMap<>();
        int known = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, name FROM site")) {
            while (rows.next()) {
                known++;
                if (asked.contains(rows.getString(2))) {
                    names.put(rows.getShort(1), rows.getString(2));
                }
            }
        }
        return new SiteNumbers(names, names.size() == known);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public String name(short site) {
        return Objects.requireNonNull(names.get(site));
    }

    /** Adds the condition, with AND behind it: the first behind WHERE. */
    public void add(Sql sql, String column) {
        if (all) {
            sql.add("true");
        } else if (names.size() == 1) {
            sql.add(column + " = ?", names.keySet().iterator().next());
        } else {
            sql.addArray(column + " = ANY (?)", "int2", names.keySet().toArray());
        }
    }
}
