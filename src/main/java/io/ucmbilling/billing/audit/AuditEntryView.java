package io.ucmbilling.billing.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** An entry of the audit as the REST view shows it. */
@Schema(name = "AuditEntry", description = "What one client was shown or did. Nobody can change it.")
record AuditEntryView(
        @Schema(description = "When.") Instant at,

        @Schema(
                description = "Who: the client's name; of a JWT jwt: and its subject; of a user of the report user: and"
                        + " their name.",
                example = "erp")
        String client,

        @Schema(
                description =
                        "The address at the other end of the connection, behind trusted proxies if the gateway is told"
                                + " of any; null: a job of the gateway's own.",
                example = "192.0.2.17")
        @Nullable
        String address,

        @Schema(
                description =
                        "RECORDING: one, or a part of it, was sent. RAW_RECORD: a record was shown as the UCM gave it."
                                + " COLLECTION: somebody asked for days to be read again. ERASURE: calls were erased."
                                + " MAILING: a setting by which reports are mailed was made, changed or deleted, or"
                                + " somebody asked for its mail."
                                + " SIGN_IN, SIGN_OUT: of the report.")
        AuditAction action,

        @Schema(description = "Null: more than one site.", example = "branch-a") @Nullable
        String site,

        @Schema(description = "What it was done to.", example = "/api/v1/calls/6b1f0c3f9d2e4a55/recordings/1")
        String target,

        @Schema(
                description =
                        "DONE: it was done; of what is sent: sending began. BROKEN_OFF: sending it ended early, after"
                                + " an entry that says DONE. REFUSED: nothing was changed or shown. FAILED: it did not"
                                + " come to its end.")
        AuditOutcome outcome,

        @Schema(description = "Such as the range of bytes; null: nothing else.") @Nullable
        String detail) {

    static AuditEntryView of(AuditEntry entry) {
        return new AuditEntryView(
                entry.at().truncatedTo(ChronoUnit.SECONDS),
                entry.actor(),
                entry.address(),
                entry.action(),
                entry.site(),
                entry.target(),
                entry.outcome(),
                entry.detail());
    }
}
