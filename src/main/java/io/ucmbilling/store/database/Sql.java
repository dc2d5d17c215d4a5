package io.ucmbilling.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** SQL statement that is being put together. Text and parameters grow together, so that no value ever stands in the text. */
public final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** An array parameter of that element type. */
    private record ArrayParameter(String type, Object[] elements) {}

    /** A parameter whose type the statement tells. */
    private record LiteralParameter(String text) {}

    /** Adds text, which has a {@code ?} for each of the parameters. */
    public Sql add(String more, Object... values) {
        text.append(more);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Adds text with one {@code ?}, an array. */
    public Sql addArray(String more, String type, Object[] elements) {
        text.append(more);
        parameters.add(new ArrayParameter(type, elements));
        return this;
    }

    /** Adds text with one {@code ?}, of a type that only PostgreSQL knows and reads from text. */
    public Sql addLiteral(String more, String value) {
        text.append(more);
        parameters.add(new LiteralParameter(value));
        return this;
    }

    /** Returns the statement that tells, as JSON, how this one is planned and what its execution took. */
    public Sql explained() {
        Sql explained = new Sql();
        explained.text.append("EXPLAIN (ANALYZE, FORMAT JSON) ").append(text);
        explained.parameters.addAll(parameters);
        return explained;
    }

    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < parameters.size(); i++) {
            switch (parameters.get(i)) {
                case ArrayParameter array ->
                    statement.setArray(i + 1, connection.createArrayOf(array.type(), array.elements()));
                case LiteralParameter literal -> statement.setObject(i + 1, literal.text(), Types.OTHER);
                case Short number -> statement.setShort(i + 1, number);
                case Object value -> statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    /** Executes statements without parameters, one after the other. */
    public static void execute(Connection connection, String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
