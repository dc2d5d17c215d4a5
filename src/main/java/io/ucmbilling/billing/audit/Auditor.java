package io.ucmbilling.billing.audit;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds to the audit what the REST view shows and does. What is to be shown is noted before its first byte is sent: if it cannot be
 * noted, it is not shown, and the request is answered 503.
 */
@Component
public record Auditor(AuditTrail trail, Clock clock) {

    /**
     * What is noted, but for who, when and from where.
     *
     * @param site null: more than one
     * @param target such as a path below {@code /api/v1}; without phone numbers
     * @param detail null: nothing
     */
    public record AuditNote(
            AuditAction action,
            @Nullable String site,
            String target,
            AuditOutcome outcome,
            @Nullable String detail) {}

    /** Notes what is done, as part of the caller's transaction, if it has one. */
    public void note(ApiClient client, HttpServletRequest request, AuditNote note) {
        trail.add(entries(client, request, List.of(note)));
    }

    /** Notes what is shown next, in one statement, which is committed when this returns. */
    public void noteFirst(ApiClient client, HttpServletRequest request, List<AuditNote> notes) {
        trail.addFirst(entries(client, request, notes));
    }

    private List<AuditEntry> entries(ApiClient client, HttpServletRequest request, List<AuditNote> notes) {
        Instant now = clock.instant();
        return notes.stream()
                .map(note -> new AuditEntry(
                        now,
                        client.name(),
                        request.getRemoteAddr(),
                        note.action(),
                        note.site(),
                        note.target(),
                        note.outcome(),
                        note.detail()))
                .toList();
    }
}
