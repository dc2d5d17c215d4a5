package io.ucmbilling.calls.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.mask.NumberMask;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Billing contract A5: a text is found exactly where the mask leaves it as it is. */
class ShownTextIT {
    private static final List<String> TEXTS = List.of(
            "12345",
            "123",
            "1",
            "sales",
            "anonymous",
            "Line 12345",
            "Line 123",
            "12-345",
            "+12345",
            "12345, 4711",
            "+12025550147",
            "via 7005300",
            "7005300",
            "a1b2c3d4e5f6g7",
            "\u0661\u0662\u0663\u0664\u0665");

    private static final List<List<String>> NUMBERS = List.of(
            List.of(),
            List.of("12345"),
            List.of("+1 2345", "123"),
            List.of("4711", "anonymous"),
            List.of("Line 12345", "7005300", "1"),
            List.of("\u0661\u0662\u0663\u0664\u0665"));

    private final CallRoom room = new CallRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void isThatOfTheMask() {
        int shown = room.store.store.bean(Transactions.class).snapshot(connection -> {
            int count = 0;
            for (List<String> extensions : NUMBERS) {
                for (List<String> numbers : NUMBERS) {
                    List<String> outside = numbers.stream()
                            .filter(number -> !extensions.contains(number))
                            .toList();
                    count += compare(connection, extensions, outside);
                }
            }
            return count;
        });
        assertThat(shown).isBetween(1, TEXTS.size() * NUMBERS.size() * NUMBERS.size() - 1);
    }

    /** Returns how many texts are shown. */
    private static int compare(Connection connection, List<String> extensions, List<String> outside)
            throws SQLException {
        NumberMask mask = new NumberMask(extensions, outside);
        int shown = 0;
        for (String text : TEXTS) {
            boolean expected = mask.textIn(text).equals(text);
            assertThat(mask.showsText(text)).as(text).isEqualTo(expected);
            assertThat(isFound(connection, text, extensions, outside))
                    .as("\"%s\" of extensions %s, outside numbers %s", text, extensions, outside)
                    .isEqualTo(expected);
            shown += expected ? 1 : 0;
        }
        return shown;
    }

    /** Of no numbers, the table of calls has null. */
    private static boolean isFound(Connection connection, String text, List<String> extensions, List<String> outside)
            throws SQLException {
        Sql sql = new Sql().add("SELECT ");
        new TextConditions.ShownText(text).add(sql);
        sql.addArray(
                        " FROM (SELECT nullif(CAST(? AS text[]) COLLATE \"C\", '{}') AS extensions",
                        "text",
                        extensions.toArray())
                .addArray(
                        ", nullif(CAST(? AS text[]) COLLATE \"C\", '{}') AS outside) AS c", "text", outside.toArray());
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
