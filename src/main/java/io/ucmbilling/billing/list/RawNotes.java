package io.ucmbilling.billing.list;

import io.ucmbilling.billing.audit.Auditor.AuditNote;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.leg.KeptLeg;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditOutcome;
import java.util.Collection;
import java.util.List;

/** Notes for the audit of records that are shown as the UCM gave them (billing contract A7), one each. */
final class RawNotes {
    private RawNotes() {}

    static List<AuditNote> of(Collection<KeptLeg> legs) {
        return legs.stream()
                .map(leg -> new AuditNote(
                        AuditAction.RAW_RECORD,
                        leg.site(),
                        "legs/" + CallId.text(leg.id()),
                        AuditOutcome.DONE,
                        "call " + CallId.text(leg.call())))
                .toList();
    }
}
