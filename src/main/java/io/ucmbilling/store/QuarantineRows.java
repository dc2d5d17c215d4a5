package io.ucmbilling.store;

import io.ucmbilling.store.Cursors.Quarantined;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The records that could not be read: written beside the legs, read by Spring Data. */
@Component
final class QuarantineRows {
    private final JdbcClient client;
    private final QuarantinedRecords records;

    QuarantineRows(Transactions transactions, QuarantinedRecords records) {
        this.client = transactions.client();
        this.records = records;
    }

    /** Keeps what is not kept yet, and gives how many these were; call with the site's row locked. */
    int add(short site, List<Quarantined> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        entries.forEach(entry -> reasons.putIfAbsent(text(entry.raw()), text(entry.reason())));
        return client.sql("INSERT INTO quarantine (site, digest, raw, reason) SELECT :site, digest, raw, reason FROM"
            + " unnest(:digests::bytea[], :raws::text[], :reasons::text[]) WITH ORDINALITY AS come (digest, raw,"
            + " reason, place) WHERE NOT EXISTS (SELECT FROM quarantine AS kept WHERE kept.site = :site AND"
            + " kept.digest = come.digest) ORDER BY place ON CONFLICT DO NOTHING")
                .param("site", site)
                .param(
                        "digests",
                        reasons.keySet().stream()
                                .map(raw -> Texts.sha256().digest(raw.getBytes(StandardCharsets.UTF_8)))
                                .toArray(byte[][]::new))
                .param("raws", reasons.keySet().toArray(String[]::new))
                .param("reasons", reasons.values().toArray(String[]::new))
                .update();
    }

    List<Cursors.Quarantine> newest(short site, int limit) {
        return records.findBySiteOrderByNumberDesc(site, Limit.of(limit)).stream()
                .map(QuarantinedRecord::entry)
                .toList();
    }

    void remove(short site, long number) {
        client.sql("DELETE FROM quarantine WHERE site = ? AND number = ?")
                .param(site)
                .param(number)
                .update();
    }

    private static String text(String given) {
        return Texts.storable(given.replace("\0", "\\x00"));
    }
}
