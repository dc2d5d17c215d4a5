package io.ucmbilling.calls.erasure;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.erasure.QuarantinedTexts;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Erasing of the texts in quarantine that quote the session of a call that an erasure has listed. */
@Component
final class QuarantineSweep {
    private final Transactions transactions;
    private final JdbcClient client;
    private final QuarantinedTexts texts;

    QuarantineSweep(Transactions transactions, QuarantinedTexts texts) {
        this.transactions = transactions;
        this.client = transactions.client();
        this.texts = texts;
    }

    private record ListedSite(short id, String name) {}

    /** Erases them, and notes that it is done, in one transaction. */
    void run(UUID erasure) {
        transactions.writing(connection -> {
            int quarantined = 0;
            for (ListedSite site : sites(erasure)) {
                quarantined +=
                        texts.erase(site.id(), text -> isListed(erasure, QuotedSessions.of(text.raw(), site.name())));
            }
            return client.sql(
                            "UPDATE erasure SET swept = true, quarantined = quarantined + :quarantined WHERE id = :id")
                    .param("quarantined", quarantined)
                    .param("id", erasure)
                    .update();
        });
    }

    private List<ListedSite> sites(UUID erasure) {
        return client.sql("SELECT id, name FROM site WHERE EXISTS (SELECT FROM quarantine WHERE quarantine.site ="
                        + " site.id AND NOT quarantine.erased) AND EXISTS (SELECT FROM erasure_call WHERE"
                        + " erasure_call.site = site.id AND erasure_call.erasure = :id)")
                .param("id", erasure)
                .query((row, number) -> new ListedSite(row.getShort(1), row.getString(2)))
                .list();
    }

    private boolean isListed(UUID erasure, List<UUID> calls) {
        return !calls.isEmpty()
                && client.sql("SELECT EXISTS (SELECT FROM erasure_call WHERE erasure = :id AND call = ANY"
                                + " (:calls::uuid[]))")
                        .param("id", erasure)
                        .param("calls", calls.toArray(UUID[]::new))
                        .query(Boolean.class)
                        .single();
    }
}
