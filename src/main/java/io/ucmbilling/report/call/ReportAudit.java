package io.ucmbilling.report.call;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries of the audit of what people are shown of calls, and do to them. */
@Component
record ReportAudit(Clock clock) {

    /**
     * What was done to something of one site.
     *
     * @param target such as a path; without phone numbers
     */
    record Deed(AuditAction action, String site, String target) {}

    AuditEntry entry(
            ReportUser user, HttpServletRequest request, Deed deed, AuditOutcome outcome, @Nullable String detail) {
        return new AuditEntry(
                clock.instant(),
                user.actor(),
                request.getRemoteAddr(),
                deed.action(),
                deed.site(),
                deed.target(),
                outcome,
                detail);
    }
}
