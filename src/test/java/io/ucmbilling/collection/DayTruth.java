package io.ucmbilling.collection;

import io.ucmbilling.collection.HistoryTable.Row;
import io.ucmbilling.contract.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The true content of a day at a UCM, as a person would find it out: by the records alone, without the collection's
 * code.
 */
record DayTruth(long held, String hash) {
    private static final List<Field> FIELDS =
            Stream.of(Field.values()).filter(field -> field.generation() <= 3).toList();

    static DayTruth of(List<Row> held, LocalDate day, ZoneId zone) {
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<Row> rows = held.stream()
                .filter(row ->
                        !row.startedAt().isBefore(from) && row.startedAt().isBefore(to))
                .toList();
        String lines =
                rows.stream().filter(Row::readable).map(DayTruth::line).sorted().collect(Collectors.joining());
        return new DayTruth(rows.size(), sha256(lines));
    }

    /** All is ASCII here, so that the order of texts is that of their bytes. */
    private static String line(Row row) {
        return FIELDS.stream().map(field -> row.record().text(field)).collect(Collectors.joining(",", "", "\n"));
    }

    private static String sha256(String lines) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
