package io.ucmbilling.store.intake;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.database.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The records that could not be read: written beside the legs, read by Spring Data. */
@Component
final class QuarantineRows {
    /** Bytes of a text that are kept. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int LONGEST_REASON = 2_000;

    private final JdbcClient client;
    private final QuarantinedRecords records;

    QuarantineRows(Transactions transactions, QuarantinedRecords records) {
        this.client = transactions.client();
        this.records = records;
    }

    /** Keeps what is not kept yet. Returns how many these were. Call with the site's row locked. */
    int add(short site, List<UnreadableEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        Map<String, UnreadableEntry> different = new LinkedHashMap<>();
        entries.forEach(entry -> different.putIfAbsent(text(entry.raw()), entry));
        List<Text> texts = different.entrySet().stream()
                .map(entry -> Text.of(entry.getKey(), entry.getValue().cut()))
                .toList();
        return client.sql("INSERT INTO quarantine (site, digest, raw, length, reason, commit_number) SELECT :site,"
                        + " digest, raw, length, reason, nextval('commit_number') FROM unnest(:digests::bytea[],"
                        + " :raws::text[], :lengths::bigint[], :reasons::text[]) WITH ORDINALITY AS come (digest,"
                        + " raw, length, reason, place) WHERE NOT EXISTS (SELECT FROM quarantine AS kept WHERE"
                        + " kept.site = :site AND kept.digest = come.digest) ORDER BY place ON CONFLICT DO"
                        + " NOTHING")
                .param("site", site)
                .param("digests", texts.stream().map(Text::digest).toArray(byte[][]::new))
                .param("raws", texts.stream().map(Text::kept).toArray(String[]::new))
                .param("lengths", texts.stream().map(Text::length).toArray(Long[]::new))
                .param(
                        "reasons",
                        different.values().stream()
                                .map(entry -> text(shortened(entry.reason())))
                                .toArray(String[]::new))
                .update();
    }

    /** What is kept of a text, and what is told of all of it. */
    private record Text(String kept, long length, byte[] digest) {
        /** @param cut what is told of the whole text; null: that is the given one */
        static Text of(String given, UnreadableEntry.@Nullable Cut cut) {
            byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
            int end = Math.min(bytes.length, MOST_BYTES);
            while (end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
                end--; // Within a character.
            }
            String kept = end == bytes.length ? given : new String(bytes, 0, end, StandardCharsets.UTF_8);
            return cut == null
                    ? new Text(kept, bytes.length, DigestUtils.sha256(bytes))
                    : new Text(kept, cut.length(), HexFormat.of().parseHex(cut.sha256()));
        }
    }

    List<Quarantine.Entry> newest(short site, long before, int limit) {
        return records.newest(site, before, limit).stream()
                .map(QuarantinedRecord::entry)
                .toList();
    }

    /** Tells whether an entry is there, which stays so until the transaction ends. Call with the site's row locked. */
    boolean contains(short site, long number) {
        return client.sql("SELECT number FROM quarantine WHERE site = ? AND number = ? AND NOT erased FOR UPDATE")
                .param(site)
                .param(number)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Takes an entry out. Returns how many there were. Call with the site's row locked. */
    int remove(short site, long number) {
        return client.sql("DELETE FROM quarantine WHERE site = ? AND number = ?")
                .param(site)
                .param(number)
                .update();
    }

    /** It may quote what was found. */
    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    private static String text(String given) {
        return StorableText.of(given.replace("\0", "\\x00"));
    }
}
