package io.ucmbilling.billing.admission;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemKind;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Notes in the audit of what an administrator may do and a client was refused before any controller saw it (billing contract A7).
 * Requests beyond a client's number a minute are not noted: they may be any number.
 */
@Component
record RefusalAudit(AuditTrail trail, Fleet fleet, Clock clock) {

    void note(ApiClient client, ApiRequest request, Problem problem) {
        Optional<String> asked = ApiOperation.COLLECT.variable("id", request.path());
        if (asked.isEmpty()
                || !ApiOperation.COLLECT.takes(request.method())
                || problem.kind() == ProblemKind.TOO_MANY_REQUESTS) {
            return;
        }
        trail.add(new AuditEntry(
                clock.instant(),
                client.name(),
                request.peer(),
                AuditAction.COLLECTION,
                asked.flatMap(fleet::find).map(Site::id).orElse(null),
                request.path().value(),
                AuditOutcome.REFUSED,
                problem.detail()));
    }
}
