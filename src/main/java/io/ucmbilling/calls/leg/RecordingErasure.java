package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.leg.RecordedFiles.RecordedFile;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.store.archive.ErasedRecordings;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.database.Transactions;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Erasure of one recording: from then on it is neither served nor fetched, whichever replica is asked. The call stays, and so does the
 * UCM's own copy.
 */
@Component
public final class RecordingErasure {
    private final Transactions transactions;
    private final ErasedRecordings erased;
    private final AuditTrail trail;

    RecordingErasure(Transactions transactions, ErasedRecordings erased, AuditTrail trail) {
        this.transactions = transactions;
        this.erased = erased;
        this.trail = trail;
    }

    /**
     * Erases a recording, together with the note of it. To erase it once more changes nothing.
     *
     * @param note who asked for it
     */
    public void run(RecordedFile file, AuditEntry note) {
        transactions.writing(connection -> {
            SiteNumbers sites = SiteNumbers.read(connection, Set.of(file.site()));
            for (short number : sites.names().keySet()) {
                erased.add(file.site(), number, List.of(file.path()), List.of());
            }
            trail.add(note);
            return file;
        });
    }
}
