package io.ucmbilling.store.erasure;

import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The texts in quarantine, looked through and erased. What is left of one is its digest, so that the same text is not put in again. */
@Component
public final class QuarantinedTexts {
    /** Texts that are held at a time; each may have a megabyte. */
    private static final int FETCH = 10;

    private static final String TEXTS =
            "SELECT number, raw, first_seen FROM quarantine WHERE site = ? AND NOT erased ORDER BY number";

    private static final String ERASE =
            "UPDATE quarantine SET raw = '', reason = '', length = 0, erased = true WHERE site"
                    + " = ? AND number = ANY (ARRAY(SELECT unnest(?::bigint[]))) AND NOT erased";

    private final Transactions transactions;

    QuarantinedTexts(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A text that could not be read as a record.
     *
     * @param raw its first megabyte at most
     */
    public record QuarantinedText(String raw, Instant firstSeen) {}

    /** Erases those texts of a site that are told, in one transaction. Returns how many. */
    public int erase(short site, Predicate<QuarantinedText> told) {
        return transactions.writing(connection -> {
            List<Long> numbers = told(connection, site, told);
            if (numbers.isEmpty()) {
                return 0;
            }
            try (PreparedStatement statement = connection.prepareStatement(ERASE)) {
                statement.setShort(1, site);
                statement.setArray(2, connection.createArrayOf("int8", numbers.toArray()));
                return statement.executeUpdate();
            }
        });
    }

    private static List<Long> told(Connection connection, short site, Predicate<QuarantinedText> told)
            throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TEXTS)) {
            statement.setFetchSize(FETCH);
            statement.setShort(1, site);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Instant firstSeen = rows.getObject(3, OffsetDateTime.class).toInstant();
                    if (told.test(new QuarantinedText(rows.getString(2), firstSeen))) {
                        numbers.add(rows.getLong(1));
                    }
                }
            }
        }
        return numbers;
    }
}
